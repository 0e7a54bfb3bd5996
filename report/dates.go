package report

import (
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
)

// A dateJSON is one date that is said of a source, and by what.
type dateJSON struct {
	Value      string   `json:"value,omitempty"` // ISO 8601 at its precision, of an instant RFC 3339; absent where it is no one date
	Precision  string   `json:"precision,omitempty"`
	Role       string   `json:"role"`
	Origin     string   `json:"origin"`
	Form       string   `json:"form"`
	Text       string   `json:"text"`
	Of         string   `json:"of,omitempty"`
	Field      string   `json:"field,omitempty"`
	Zone       string   `json:"zone,omitempty"`
	Impossible string   `json:"impossible,omitempty"`
	Readings   []string `json:"readings,omitempty"`
	Range      []string `json:"range,omitempty"`
	Circa      bool     `json:"circa,omitempty"`
	Misnamed   string   `json:"misnamed,omitempty"`
}

// datesJSON describes what is said of a source's date; nil where nothing is.
func datesJSON(all []check.DateEvidence) []dateJSON {
	var out []dateJSON
	for _, e := range all {
		d := dateJSON{
			Value: dateValue(e), Precision: e.Precision(), Role: string(e.Role), Origin: e.Origin, Form: e.Form, Text: e.Text, Of: e.Of, Field: e.Field,
			Impossible: e.Impossible, Readings: dateTexts(e.Ambiguous), Range: dateTexts(e.Range), Circa: e.Circa, Misnamed: e.Misnamed,
		}
		if !e.Instant.IsZero() {
			d.Zone = e.Instant.Format("Z07:00")
		}
		out = append(out, d)
	}
	return out
}

// dateValue writes a date as machines read it, "" where it is no one date.
func dateValue(e check.DateEvidence) string {
	if !e.Instant.IsZero() {
		return e.Instant.Format(time.RFC3339)
	}
	return e.Date.String()
}

func dateTexts(dates []date.Date) []string {
	var out []string
	for _, d := range dates {
		out = append(out, d.String())
	}
	return out
}

// dates lists, where all was asked for, the dates that are said of a source.
func (t *extractText) dates(all []check.DateEvidence) {
	if !t.Verbose {
		return
	}
	for _, e := range all {
		value := dateValue(e)
		switch {
		case e.Impossible != "":
			value = e.Impossible
		case len(e.Ambiguous) == 2:
			value = e.Ambiguous[0].String() + " or " + e.Ambiguous[1].String()
		case value == "":
			value = "a range"
		}
		t.line(pad("", rowIndent), t.paint(dim, t.safe(e.Origin)+" says: "), t.safe(value), " ", t.paint(dim, "("+t.safe(string(e.Role))+", ")+t.prose(e.Text)+t.paint(dim, ")"))
	}
}
