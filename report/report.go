// Package report shows results: as text and as a page for people, as JSON for programs, and
// as one line of progress while the web is asked.
//
// It decides nothing. What is wrong, how much it matters and what the numbers
// are comes from package check; what was read comes from package extract. A
// report says what was looked at and what was seen, never that an article is
// right. Everything that an article or a web server wrote is hostile until it
// has been through [Harmless] or the JSON escaper; no other way leads out.
//
// Every writer but [NewHTML] streams: one article at a time, the summary last. A writer
// returns the first error of the stream that it writes to, and from then on
// nothing but that error.
package report

import (
	"cmp"
	"time"

	"github.com/citelint/citelint/check"
)

// A Writer shows the results of one run. It is not safe for concurrent use.
type Writer interface {
	// Result shows one article. It is on the stream when Result returns, unless
	// the format begins with what is known only at the end.
	Result(*check.Result) error

	// Close shows the summary and completes the document. It must be called
	// even when the run ended early; it does not close the stream.
	Close(End) error
}

// End is what is known when a run is over.
type End struct {
	Tally       *check.Tally
	Config      string        // the file that said how articles are judged; "" for none
	Interrupted bool          // the user stopped the run
	NetworkDown bool          // the machine's own network was down
	Offline     bool          // the web was not asked, on request
	Elapsed     time.Duration // 0 is not shown
}

// complete says whether everything that should have been looked at was.
func (e End) complete() bool {
	return e.tally().Complete && !e.Interrupted && !e.NetworkDown
}

func (e End) tally() *check.Tally {
	if e.Tally == nil {
		return check.NewTally()
	}
	return e.Tally
}

// unreadable returns why a result has no article, or "".
func unreadable(r *check.Result) string {
	switch {
	case r.Err != nil:
		return cmp.Or(r.Err.Error(), "the reason is not known")
	case r.Article == nil:
		return "nothing was read"
	}
	return ""
}
