package check

import (
	"fmt"
	"strconv"
	"time"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/pattern"
)

// DeadAfter says when a dead link is an error, and no more a warning: when so
// many runs found it dead, over so many days, and none alive between them. The
// archiving bot of Wikipedia has such a rule, for a page that is gone today may
// be back tomorrow. The zero value believes the first failure.
type DeadAfter struct {
	Times int // runs that failed, this one included
	Days  int // between the first and the last of them, at 24 hours each
}

// The limits of DeadAfter are what a memory can know.
const (
	maxDeadTimes = 1000
	maxDeadDays  = 365
)

var deadAfterForm = pattern.New(`^([0-9]{1,4})/([0-9]{1,3})d?$`)

// ParseDeadAfter reads TIMES/DAYS, such as 3/6 or 3/6d.
func ParseDeadAfter(text string) (DeadAfter, error) {
	found := deadAfterForm.FindStringSubmatch(text)
	if found == nil {
		return DeadAfter{}, fmt.Errorf("%q is not of the form TIMES/DAYS: write 3/6 for three failures over six days", text)
	}
	times, _ := strconv.Atoi(found[1]) // the form leaves digits only
	days, _ := strconv.Atoi(found[2])
	if times < 1 || times > maxDeadTimes || days > maxDeadDays {
		return DeadAfter{}, fmt.Errorf("%q must name 1 to %d failures over 0 to %d days", text, maxDeadTimes, maxDeadDays)
	}
	return DeadAfter{times, days}, nil
}

// String writes the rule as a sentence's part: "3 failures over 6 days".
func (d DeadAfter) String() string {
	return plural(d.Times, "failure", "failures") + " over " + plural(d.Days, "day", "days")
}

// isReached tells whether a dead link has failed long enough. What is not
// remembered has not.
func (d DeadAfter) isReached(l *Link) bool {
	if d == (DeadAfter{}) {
		return true
	}
	if l.Past == nil {
		return false
	}
	f := l.Past.Failures
	return f.Count >= d.Times && f.Last.Sub(f.First) >= time.Duration(d.Days)*24*time.Hour
}

func judgeDead(s *subject) []Finding {
	after := s.options.DeadAfter
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		f, ok := verdictFinding(l, link.Dead, "is dead")
		if !ok || after == (DeadAfter{}) {
			return f, ok
		}
		said, evidence := history(l)
		f.Message += "; " + said
		f.Evidence = append(f.Evidence, evidence...)
		if !after.isReached(l) {
			f.Severity = Warning
			f.Message += ", and is an error after " + after.String()
		}
		return f, true
	})
}

// history tells how often a dead link has failed.
func history(l *Link) (string, Evidence) {
	if l.Past == nil || l.Past.Failures.Count == 0 {
		return "how often it failed before is not known", nil
	}
	f, alive := l.Past.Failures, l.Past.Alive
	since := f.First.Format(time.DateOnly)
	evidence := Evidence{{"failures", f.Count}, {"failing since", since}}
	if !alive.IsZero() {
		evidence = append(evidence, Fact{"last alive", alive.Format(time.DateOnly)})
	}
	switch {
	case f.Count > 1:
	case alive.IsZero():
		return "it failed for the first time", evidence
	default:
		return "it failed for the first time since it was there on " + alive.Format(time.DateOnly), evidence
	}
	return fmt.Sprintf("it failed %d times since %s", f.Count, since), evidence
}
