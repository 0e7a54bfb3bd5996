package check

import (
	"net/http"
	"slices"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// The origins of what is said of a source's date. What a page says has the
// origin that package date gives it: "json-ld", "meta", "byline" and so on.
const (
	FromURL    = "URL"    // the form of the address
	FromID     = "id"     // an identifier that holds the time when it was made
	FromText   = "text"   // the words of the reference
	FromFields = "fields" // what the format of the reference calls its date
)

// A DateEvidence is one date that is said of a source, and by what. Nothing is
// weighed: dates that cannot be are among them.
type DateEvidence struct {
	date.Reading
	Origin string // one of the origins above, or a date.Origin
	Of     string // the address or the identifier that was read, "" for the words of a reference
	Field  string // what names the date on a page, "" elsewhere
}

// DatesOfURL returns the dates that an address bears, in the order of their
// places: those of its form, and those of the identifiers in it. It asks nobody.
func DatesOfURL(url string) []DateEvidence {
	var all []DateEvidence
	ids := date.InIDs(url)
	for _, r := range date.InURL(url) {
		// The digits of an identifier are read by what they are.
		if !slices.ContainsFunc(ids, func(id date.Reading) bool { return id.Start < r.End && r.Start < id.End }) {
			all = append(all, DateEvidence{Reading: r, Origin: FromURL, Of: url})
		}
	}
	for _, r := range ids {
		all = append(all, DateEvidence{Reading: r, Origin: FromID, Of: url})
	}
	slices.SortStableFunc(all, func(a, b DateEvidence) int { return a.Start - b.Start })
	return all
}

// mostDates is how many dates are told of one source: an entry bears a handful,
// and a hostile one as many as it has words.
const mostDates = 100

// DatesOf returns the dates that a reference bears: in its addresses, in its
// identifiers, and in its words, at most a hundred. It asks nobody.
func DatesOf(ref *extract.Reference) []DateEvidence { return datesOf(ref, date.InText(ref.Text)) }

// A Dating is what a reference says of dates: what [SourceDates] and [DatesOf] return of it.
type Dating struct {
	Published, Accessed string
	All                 []DateEvidence
}

// DatingOf returns what a reference of the article says of dates. Of an article that was checked it is known already.
func (r *Result) DatingOf(ref *extract.Reference) Dating {
	if d, known := r.datings[ref]; known {
		return d
	}
	return datingOf(ref, date.InText(ref.Text))
}

func datingOf(ref *extract.Reference, words []date.Reading) Dating {
	published, accessed := sourceDates(ref, words)
	return Dating{published, accessed, datesOf(ref, words)}
}

func datesOf(ref *extract.Reference, words []date.Reading) []DateEvidence {
	var all []DateEvidence
	for _, u := range ref.URLs {
		all = append(all, DatesOfURL(u.Text)...)
	}
	for _, id := range ref.Identifiers {
		if len(all) >= mostDates {
			break // each is compared with all
		}
		r, ok := inIdentifier(id)
		known := slices.ContainsFunc(all, func(e DateEvidence) bool { return e.Form == r.Form && e.Text == r.Text })
		if ok && !known {
			all = append(all, DateEvidence{Reading: r, Origin: FromID, Of: id.Value})
		}
	}
	fields := []struct {
		said string
		role date.Role
	}{{ref.Published.Text, date.RolePublished}, {ref.Accessed.Text, date.RoleAccessed}}
	for _, r := range words {
		e := DateEvidence{Reading: r, Origin: FromText}
		for i, field := range fields {
			if r.Text == field.said { // the words do not say what the format does
				e.Role, e.Origin, fields[i].said = field.role, FromFields, ""
				break
			}
		}
		all = append(all, e)
	}
	for _, field := range fields {
		if r, ok := whole(field.said); ok {
			r.Role = field.role
			all = append(all, DateEvidence{Reading: r, Origin: FromFields})
		}
	}
	return all[:min(len(all), mostDates)]
}

// Dates returns the dates that the address of a link bears, and those that its
// page states where the answer was the page.
func (l *Link) Dates() []DateEvidence {
	all := slices.Clip(l.borne)
	if !l.measured {
		all = DatesOfURL(l.URL)
	}
	if !l.sawPage() {
		return all
	}
	for _, d := range l.Answer.Dates {
		all = append(all, DateEvidence{Reading: d.Reading, Origin: string(d.Origin), Of: l.URL, Field: d.Field})
	}
	return all
}

// sawPage says whether the answer was the page itself, so that its dates are
// the source's.
func (l *Link) sawPage() bool {
	return (l.Answer.Verdict == link.Alive || l.Answer.Verdict == link.Moved) && l.Answer.Status == http.StatusOK && !l.Answer.Suspect
}

// inIdentifier reads the date in an identifier that holds one.
func inIdentifier(id extract.Identifier) (date.Reading, bool) {
	switch id.Type {
	case extract.TypeArXiv:
		return date.InArXiv(id.Value)
	case extract.TypeDOI:
		return date.InDOI(id.Value)
	}
	return date.Reading{}, false
}

// whole reads a text that is one date as a whole, or begins with one.
func whole(text string) (date.Reading, bool) {
	if d, ok := date.ParseISO(text); ok {
		return date.Reading{Date: d, Text: text, End: len(text), Form: date.FormISO}, true
	}
	all := date.InText(text)
	if len(all) == 0 {
		return date.Reading{}, false
	}
	return all[0], true
}
