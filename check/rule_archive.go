package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
)

var noArchiveTrace = Rule{
	ID:       "no-archive-trace",
	Severity: Warning,
	Summary:  "the page is dead, and the web archive holds no copy of it",
	Explanation: `The page is not there, and the web archive that was asked (--archive; the Wayback Machine unless you name another) answered, twice, that it never kept a copy of it. Most pages that people cite are kept sooner or later. One that is gone without a trace may never have existed: addresses that were made up, or mistyped, look like this.

It is a hint and no proof, hence a warning. Archives miss pages: some sites forbid them, some are too small or too young to be found, and pages behind a password or a payment are not kept. So the rule speaks only of pages that are dead, never of those that are blocked; not of a source, or an article, of the last six weeks; and never when the archive could not be asked, was overloaded or too slow (--lookup-time), or holds copies of the address that are of another page.`,
	Bad:   withoutTrace(memento.Nothing),
	Good:  withoutTrace(memento.Held),
	Fix:   "look for the source by its title and its author; when nobody else knows it, take out what rests on it",
	judge: judgeArchiveTrace,
}

// withoutTrace is the example of a dead link, with what the archive holds.
func withoutTrace(state memento.State) Example {
	e := answered(link.Answer{Verdict: link.Dead, Status: 404, Attempts: 2, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"})
	e.Archived = memento.Holding{State: state}
	if state == memento.Held {
		e.Archived.URL = memento.Wayback + "20210511083000/https://stat.gov.uk/rents"
	}
	return e
}

// tooYoung is for how many days after it appeared a page may well be in no
// archive: crawls of the whole web take about a month.
const tooYoung = 42

func judgeArchiveTrace(s *subject) []Finding {
	untold, why := 0, ""
	findings := s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		if l.Answer.Verdict != link.Dead {
			return Finding{}, false
		}
		if l.Archived.State == memento.Unknown {
			untold++
			why = l.Archived.Reason
		}
		if l.Archived.State != memento.Nothing || s.isYoung(l) {
			return Finding{}, false
		}
		return Finding{
			Message:  fmt.Sprintf("the link in %s is dead, and the web archive never kept a copy of its page", l.cited()),
			Evidence: append(Evidence{{"archived copies", 0}}, answerEvidence(l)...),
		}, true
	})
	if untold > 0 {
		s.couldNotTell(fmt.Sprintf("what a web archive holds of %s: %s", plural(untold, "dead page", "dead pages"), why))
	}
	return findings
}

// isYoung says whether a source appeared so lately that no archive need have it.
// Where its own date is not known, it may be as young as the article.
func (s *subject) isYoung(l *Link) bool {
	appeared := noDate
	if l.reference != nil {
		published, _ := SourceDates(l.reference)
		appeared = dateIn(published)
	}
	if r, ok := date.Published(l.URL); ok && appeared.IsZero() {
		appeared = r.Date
	}
	if appeared.IsZero() {
		appeared = s.published
	}
	today := s.options.Now
	return !appeared.IsZero() && !today.IsZero() && date.DaysBetween(appeared, today) < tooYoung
}
