package memento

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
)

// Wayback is the TimeGate of the Internet Archive's Wayback Machine, the largest archive of the web.
const Wayback = "https://web.archive.org/web/"

// Options say which archive is asked, and how.
type Options struct {
	// Endpoint is the http or https URL of a TimeGate or a TimeMap that pages' URLs are put behind, of an
	// availability endpoint like that of the Wayback Machine, or of an archive of which it is not known
	// what it has: that is tried out.
	Endpoint string
	// Fetch makes the requests.
	Fetch func(context.Context, link.Request) (link.Response, error)
	// Now is the moment of the run: no copy is younger. Zero: not judged.
	Now time.Time
	// Allowance is how long the archive may keep everything else waiting; nil: as long as it likes.
	Allowance *inquiry.Allowance
}

// An Archive asks one web archive. It keeps its answers, and is safe for concurrent use.
type Archive struct {
	options Options
	base    *url.URL
	probing chan struct{} // holds one element while nobody tries out how the archive is asked

	desk inquiry.Desk[Holding]

	mu    sync.Mutex
	ways  []way // of which one works; one alone is the way
	spoke bool  // it has answered as an archive in this run
}

// New returns an Archive, or says why its endpoint cannot be one.
func New(o Options) (*Archive, error) {
	base, err := url.Parse(o.Endpoint)
	switch {
	case err != nil, base.Scheme != "http" && base.Scheme != "https", base.Hostname() == "", base.User != nil, base.Fragment != "":
		return nil, errors.New("an archive is named by an http or https URL, such as " + Wayback)
	}
	a := &Archive{options: o, base: base, probing: make(chan struct{}, 1), ways: waysOf(base)}
	a.desk.Allowance = o.Allowance
	a.probing <- struct{}{}
	return a, nil
}

// A question is one page and the day that its copy is wanted of.
type question struct {
	url  string
	near time.Time // zero: the latest copy
	page string    // what every copy's URL ends with; see pageOf
}

// Find asks for the copy of a page that is nearest a moment, or for the latest where that is zero. A page is
// asked about once for each day, however many ask.
func (a *Archive) Find(ctx context.Context, rawURL string, near time.Time) Holding {
	asked, ok := link.Canonical(rawURL) // what the web was asked for
	if !ok {
		return unknown("only web pages are archived")
	}
	u, err := url.Parse(asked)
	switch {
	case err != nil:
		return unknown("only web pages are archived")
	case isArchive(u) || u.Host == a.base.Host:
		return unknown("it is an archive's page itself")
	case isPublic(a.base) && !isPublic(u):
		return unknown("its address is an inner one, which the archive cannot know and need not learn")
	}
	q := question{asked, near, pageOf(u)}
	found, err := a.desk.Put(ctx, near.UTC().Format(time.DateOnly)+" "+q.url, func(ctx context.Context) (Holding, bool) {
		got := a.ask(ctx, q)
		if got.none { // only what is said twice is believed
			again := a.askAgain(ctx, q)
			again.marked = again.marked || again.none && got.marked
			got = again
		}
		return a.conclude(got), got.marked || got.none
	})
	if err != nil {
		return unknown(err.Error())
	}
	return found
}

// conclude makes a Holding of the last answer. A 404 is believed of what has answered as an archive.
func (a *Archive) conclude(got answer) Holding {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.spoke = a.spoke || got.marked
	switch {
	case got.held.url != "":
		return Holding{State: Held, URL: got.held.url, At: got.held.at, First: got.held.first}
	case got.none && a.spoke:
		return Holding{State: Nothing}
	case got.none:
		return unknown("what answered 404 Not Found did not answer as an archive does")
	}
	return unknown(got.why)
}

// An answer is what one way of asking brought: one of held, none, or why not.
type answer struct {
	held   copied
	none   bool   // it said that there is no copy
	why    string // it could not be told, and why
	marked bool   // it was an archive that answered
	mute   bool   // nobody answered
}

func failed(format string, args ...any) answer { return answer{why: fmt.Sprintf(format, args...)} }

// ask asks in the way that works, which is tried out the first time.
func (a *Archive) ask(ctx context.Context, q question) answer {
	if w, known := a.way(); known {
		return w.ask(ctx, a, q)
	}
	select {
	case <-a.probing:
	case <-ctx.Done():
		return failed("the run ended before an answer")
	}
	defer func() { a.probing <- struct{}{} }()
	if w, known := a.way(); known {
		return w.ask(ctx, a, q)
	}
	for _, w := range a.ways {
		got := w.ask(ctx, a, q)
		switch {
		case got.marked:
			a.mu.Lock()
			a.ways = []way{w}
			a.mu.Unlock()
			return got
		case got.mute:
			return got
		}
	}
	return failed("nothing at %s answers as a web archive does", a.base)
}

// askAgain asks a second time after an archive said that it holds nothing. The availability endpoint says so
// when it is overloaded, too; where the archive is the Wayback Machine its TimeGate has the last word.
func (a *Archive) askAgain(ctx context.Context, q question) answer {
	w, _ := a.way()
	switch {
	case w.kind != availability:
	case strings.TrimPrefix(a.base.Hostname(), "www.") == "archive.org":
		w = way{timeGate, Wayback}
	default:
		q.near = time.Time{} // not what a cache has just kept
	}
	return w.ask(ctx, a, q)
}

func (a *Archive) way() (way, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ways[0], len(a.ways) == 1
}
