package report

import (
	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
)

// A sourceDate is one date of a source, and what says so.
type sourceDate struct {
	on   date.Date
	what string // published or lookedUp
	says string // "address", "page", "reference"; "" where it is plain
}

// What a date is of.
const (
	published = "published"
	lookedUp  = "looked up"
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
		if !on.IsZero() {
			found = append(found, sourceDate{on, what, says})
		}
	}
	for _, l := range e.Links {
		if r, ok := date.Published(l.url); ok {
			add(r.Date, published, "address")
		}
	}
	for _, l := range e.Links {
		if l.answer != nil {
			add(date.PublishedOn(l.answer.Answer.Dates, date.Date{}).Date, published, "page")
		}
	}
	if e.reference != nil {
		stated, accessed := check.SourceDates(e.reference)
		add(dateIn(stated), published, "reference")
		add(dateIn(accessed), lookedUp, "")
	}
	return found
}

// dateIn reads the first date of a text that names one, else none.
func dateIn(text string) date.Date {
	if d, ok := date.ParseISO(text); ok {
		return d
	}
	for _, r := range date.InText(text) {
		if !r.Date.IsZero() {
			return r.Date
		}
	}
	return date.Date{}
}
