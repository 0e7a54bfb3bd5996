package check

import (
	"strings"
	"time"

	"github.com/citelint/citelint/check/date"
)

// FromPage is the origin of a claim that a page makes of itself.
const FromPage = "page"

// A claim is what one witness says of the day on which a source appeared.
type claim struct {
	by      string // FromURL, FromPage, FromText or FromID
	reading date.Reading
	begun   date.Date // of a page: the first day on which it says that it was made
	changed date.Date // of a page: the last day on which it says that it was changed
	field   string    // of a page: by what it says so
	link    *Link     // whose address or page it is; nil for words and identifiers of a reference
	loose   bool      // it is not certain enough to accuse by more than a note
}

// A span is the days from first to last.
type span struct{ first, last date.Date }

// spans are the days that a claim allows: of a page all from its making to its
// last change, of an ambiguous date either reading.
func (c claim) spans() []span {
	r := c.reading
	switch {
	case c.by == FromPage:
		life := span{r.Date, r.Date}
		if c.begun.Before(life.first) {
			life.first = c.begun
		}
		if c.changed.After(life.last) {
			life.last = c.changed
		}
		return []span{life}
	case len(r.Range) == 2:
		return []span{{r.Range[0].First(), r.Range[1].Last()}}
	case len(r.Ambiguous) == 2:
		return []span{{r.Ambiguous[0], r.Ambiguous[0]}, {r.Ambiguous[1], r.Ambiguous[1]}}
	case r.Date.IsZero():
		return nil
	}
	return []span{{r.Date.First(), r.Date.Last()}}
}

// daysApart counts the days from a to b, positive where b is later: the fewest that
// their spans allow.
func daysApart(a, b claim) int {
	fewest, known := 0, false
	for _, x := range a.spans() {
		for _, y := range b.spans() {
			days := max(0, date.DaysBetween(x.last, y.first)) + min(0, date.DaysBetween(x.first, y.last))
			if !known || abs(days) < abs(fewest) {
				fewest, known = days, true
			}
		}
	}
	return fewest
}

func abs(n int) int { return max(n, -n) }

const (
	noteFrom    = 2 // days; one is the time zone's
	warningFrom = 8 // days
)

// slack is how many days from a claim another may lie without a word. A month
// is often a magazine's cover date, and a year a report's or an edition's.
func (c claim) slack() int {
	if c.by != FromText {
		return noteFrom - 1
	}
	switch r := c.reading; {
	case len(r.Range) == 2, r.Date.Precision == date.Month && len(r.Ambiguous) == 0:
		return 31
	case r.Date.Precision == date.Year && len(r.Ambiguous) == 0:
		return 366
	}
	return noteFrom - 1
}

// isCoarse says whether a claim names no day.
func (c claim) isCoarse() bool { return c.slack() >= noteFrom }

// disagreement says how grave the distance of two claims is: 0 where it is
// nothing.
func disagreement(a, b claim) Severity {
	days := abs(daysApart(a, b))
	switch {
	case a.isOfPrint() || b.isOfPrint():
		return 0
	case days <= max(a.slack(), b.slack()), a.isCoarse() && b.loose, b.isCoarse() && a.loose:
		return 0
	case days < warningFrom || a.loose || b.loose || a.isCoarse() || b.isCoarse(), a.isAheadOf(b), b.isAheadOf(a):
		return Info
	}
	return Warning
}

// isOfPrint says whether the words of a reference date its source before the web:
// its page is of the day on which it was put online.
func (c claim) isOfPrint() bool {
	spans := c.spans()
	return c.by == FromText && len(spans) > 0 && spans[0].last.Year < webYear
}

// isAheadOf says whether the words of a reference give a day as far after what its address
// or page says as weeklies are dated ahead.
func (c claim) isAheadOf(other claim) bool {
	days := daysApart(other, c)
	return c.by == FromText && days > 0 && days <= aheadOf[date.Day]
}

// day is the day that a claim names, none where it names no single one.
func (c claim) day() date.Date {
	if c.reading.Date.Precision != date.Day || len(c.reading.Range) == 2 {
		return noDate
	}
	return c.reading.Date
}

// hint says what slip would explain the distance of two claims, "" when none
// that is known.
func hint(a, b claim) string {
	x, y := a.day(), b.day()
	if x.IsZero() || y.IsZero() {
		return ""
	}
	if x.Year == y.Year && int(x.Month) == y.Day && x.Day == int(y.Month) {
		return "day and month swapped?"
	}
	for _, d := range [][2]date.Date{{x, y}, {y, x}} {
		if wrongYear(d[0], d[1]) {
			return "last year's number, at the turn of the year?"
		}
	}
	return ""
}

// wrongYear says whether a day of early January lies near another once it is
// moved to the next year.
func wrongYear(early, other date.Date) bool {
	const firstDays, near = 15, 31
	if early.Month != 1 || early.Day > firstDays {
		return false
	}
	early.Year++
	return abs(date.DaysBetween(early, other)) <= near
}

// told writes the day, or the days, of a claim.
func (c claim) told() string {
	days := make([]string, 0, 2)
	for _, s := range c.spans() {
		days = append(days, spanTold(s, c.reading.Date))
	}
	return strings.Join(days, " or ")
}

// spanTold writes a span as shortly as it can be: of is the date that it covers,
// where it is one.
func spanTold(s span, of date.Date) string {
	switch {
	case s.first == s.last:
		return s.first.String()
	case of.First() == s.first && of.Last() == s.last:
		return of.String()
	}
	return s.first.String() + " to " + s.last.String()
}

// row writes a claim for the table below a finding: the day first, then what
// says so.
func (c claim) row() string {
	day, how := c.told(), ""
	switch c.by {
	case FromID:
		how = c.reading.Form
		if at := c.reading.Instant; !at.IsZero() {
			day = at.UTC().Format(time.RFC3339)
		}
	case FromText:
		how = quoted(c.reading.Text)
	case FromPage:
		how = c.field
	}
	if how == "" || how == quoted(day) {
		return day
	}
	return day + " (" + how + ")"
}

// its says what of a source makes a claim, and witnesses what the table calls it.
var (
	its       = map[string]string{FromURL: "its address", FromPage: "its page", FromText: "its text", FromID: "its identifier"}
	witnesses = map[string]string{FromURL: "URL", FromPage: "page", FromText: "text", FromID: "id"}
)
