package report

import (
	"slices"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
)

// A sourceDate is one date of a source, and what says so.
type sourceDate struct {
	on   date.Date
	what string // published, lookedUp or made
	says string // "address", "page", "identifier", "reference"; "" where it is plain
}

// What a date is of.
const (
	published = "published"
	lookedUp  = "looked up"
	made      = "made"
)

func (d sourceDate) words() string {
	if d.says == "" {
		return d.what
	}
	return d.what + ", says the " + d.says
}

// datesOf gathers the dates that are known of an entry's source, the one that
// the entry itself rests on first: it is what the picture shows.
func datesOf(e *htmlEntry) []sourceDate {
	var found []sourceDate
	add := func(on date.Date, what, says string) {
		d := sourceDate{on, what, says}
		if !on.IsZero() && !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	for _, l := range e.Links {
		if r, ok := date.Published(l.url); ok {
			add(r.Date, published, "address")
		}
	}
	for _, l := range e.Links {
		if l.sawPage() {
			add(date.PublishedOn(l.answer.Answer.Dates, date.Date{}).Date, published, "page")
		}
	}
	for _, d := range identifiersOf(e) {
		add(d.Date, made, "identifier")
	}
	if e.reference != nil {
		stated, accessed := check.SourceDates(e.reference)
		add(dateIn(stated), published, "reference")
		add(dateIn(accessed), lookedUp, "")
	}
	return found
}

// identifiersOf are the dates in the identifiers of an entry, which tell when
// they were made.
func identifiersOf(e *htmlEntry) []check.DateEvidence {
	var all []check.DateEvidence
	if e.reference != nil {
		all = check.DatesOf(e.reference)
	} else {
		for _, l := range e.Links {
			all = append(all, check.DatesOfURL(l.url)...)
		}
	}
	return slices.DeleteFunc(all, func(d check.DateEvidence) bool { return d.Origin != check.FromID })
}

// sawPage says whether the answer was the page, so that its dates are the
// source's.
func (l *htmlLink) sawPage() bool {
	return l.answer != nil && (l.answer.Answer.Verdict == link.Alive || l.answer.Answer.Verdict == link.Moved)
}

// dateIn reads a text that states a date, else none.
func dateIn(text string) date.Date {
	r, _ := date.InValue(text)
	return r.Date
}
