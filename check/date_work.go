package check

import (
	"iter"
	"slices"
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// A work is one cited source as the rules about its dates see it: a reference
// with all its addresses, or one address that only the text links to.
type work struct {
	ref   *extract.Reference // nil for a link in the text
	links []*Link            // one for each address; empty for a reference without
}

// works lists what the article cites, the references first. It reads answers,
// so it is for the rules and not for the measuring.
func (s *subject) works() iter.Seq[work] {
	return func(yield func(work) bool) {
		for _, e := range s.entries {
			if !yield(work{e.Reference, s.linksOf(e.Reference)}) {
				return
			}
		}
		for i, all := range s.places {
			if inBodyOnly(all) && all[0].DOI == "" && !yield(work{nil, s.places[i][:1]}) {
				return
			}
		}
	}
}

// mostLinks is how many addresses of an entry are looked at as those of one source.
// What has more is several entries that run together, or hostile.
const mostLinks = 32

// linksOf returns the links of a reference, at most mostLinks.
func (s *subject) linksOf(ref *extract.Reference) []*Link {
	if s.byReference == nil {
		s.byReference = map[*extract.Reference][]*Link{}
		for _, l := range s.links {
			if l.reference != nil && len(s.byReference[l.reference]) < mostLinks {
				s.byReference[l.reference] = append(s.byReference[l.reference], l)
			}
		}
	}
	return s.byReference[ref]
}

// workAt returns the source that a link or a reference belongs to.
func (s *subject) workAt(l *Link) work {
	if l.reference != nil {
		return work{l.reference, s.linksOf(l.reference)}
	}
	return work{nil, []*Link{l}}
}

// name says what a source is called in a message.
func (w work) name() string {
	switch {
	case w.ref == nil:
		return "a link in the text"
	case w.ref.Label == "":
		return "a reference"
	}
	return "reference " + quoted(w.ref.Label)
}

// finding is a finding about a work: at the link that makes the claim, else at
// its first, else at its reference.
func (w work) finding(severity Severity, message string, at *Link, evidence Evidence) Finding {
	f := Finding{Severity: severity, Message: message, Evidence: evidence}
	if w.ref != nil {
		f.Span, f.Label = w.ref.Span, w.ref.Label
	}
	if at == nil && len(w.links) > 0 {
		at = w.links[0]
	}
	if at != nil {
		f.Span, f.URL = at.Span, at.URL
	}
	return f
}

// newsSlugs are the sites that end every address of an article with its day;
// elsewhere a day among the words of an address may be an event's. Of 1,971
// addresses of Reuters 97 in 100 are right within a day.
var newsSlugs = []string{"reuters.com"}

// ofAddress is what the form of an address says, false when nothing. A month may
// be an issue's.
func (s *subject) ofAddress(l *Link) (claim, bool) {
	r, ok := s.publishedIn(l.URL)
	if !ok || r.Form == date.FormPathDigits {
		return claim{}, false // bare digits are a serial number as often as not where they disagree
	}
	loose := r.Date.Precision != date.Day || r.Form == date.FormSlugISO && !slices.Contains(newsSlugs, date.SiteOf(l.URL))
	return claim{by: FromURL, reading: r, loose: loose, link: l}, true
}

// ofPage is what the page of a link says of its publication, false when nothing
// or when it says so of several days. A mere date is not said to be that.
func (s *subject) ofPage(l *Link) (claim, bool) {
	if !l.sawPage() || len(l.Answer.Dates) == 0 {
		return claim{}, false
	}
	on := date.PublishedOn(l.Answer.Dates, s.options.Now)
	if on.IsZero() || len(on.Against) > 0 {
		return claim{}, false
	}
	c := claim{by: FromPage, reading: on.Reading, field: fieldOf(on.PageDate), link: l}
	c.loose = !slices.ContainsFunc(on.Agree, func(class string) bool { return class == "byline published" || slices.Contains(ofPublication, class) })
	c.changed = date.ModifiedOn(l.Answer.Dates, s.options.Now).Date
	for _, d := range l.Answer.Dates {
		switch {
		case d.Date.Precision != date.Day:
		case d.Role == date.RolePublished && abs(date.DaysBetween(d.Date, on.Date)) >= noteFrom:
			return claim{}, false
		case d.Role == date.RoleCreated && (c.begun.IsZero() || d.Date.Before(c.begun)):
			c.begun = d.Date
		}
	}
	return c, true
}

// ofWords is what the words of a reference say of its source, false when nothing
// that is certain.
func (s *subject) ofWords(w work) (claim, bool) {
	r, ok := s.stated[w.ref]
	return claim{by: FromText, reading: r}, ok && len(claim{by: FromText, reading: r}.spans()) > 0
}

// ofIdentifiers are the times that identifiers of a source hold.
func (s *subject) ofIdentifiers(w work) []claim {
	var all []claim
	add := func(r date.Reading, l *Link) {
		known := slices.ContainsFunc(all, func(c claim) bool { return c.reading.Text == r.Text })
		if r.Role == date.RoleCreated && !known && len(all) < mostLinks {
			all = append(all, claim{by: FromID, reading: r, link: l})
		}
	}
	for _, l := range w.links {
		for r := range s.readingsIn(l.URL, FromID) {
			add(r, l)
		}
	}
	if w.ref == nil {
		return all
	}
	for _, id := range w.ref.Identifiers {
		if r, ok := inIdentifier(id); ok {
			add(r, nil)
		}
	}
	return all
}

// isScholarly says whether a source is a book or a paper. Their dates differ by
// right: accepted, online first, in print, and edition.
func (w work) isScholarly() bool {
	if w.ref != nil && len(w.ref.Identifiers) > 0 {
		return true
	}
	for _, l := range w.links {
		for _, d := range l.Answer.Dates {
			if strings.HasPrefix(strings.ToLower(d.Field), "citation_") {
				return true
			}
		}
	}
	return false
}

// claims are what is said of when a source appeared, in the order in which a
// person should read it.
func (s *subject) claims(w work) []claim {
	var all []claim
	for _, l := range w.links {
		if c, ok := s.ofAddress(l); ok {
			all = append(all, c)
		}
	}
	for _, l := range w.links {
		if c, ok := s.ofPage(l); ok {
			all = append(all, c)
		}
	}
	if c, ok := s.ofWords(w); ok {
		all = append(all, c)
	}
	return append(all, s.ofIdentifiers(w)...)
}

// mostRows is how many different days of one witness the table names.
const mostRows = 3

// dateTable is the small table of a source's dates below a finding: who says
// what, and the article's own.
func (s *subject) dateTable(w work) Evidence {
	var table Evidence
	rows := map[string][]string{}
	for _, c := range s.claims(w) {
		name := witnesses[c.by] + " says"
		row := c.row()
		if slices.Contains(rows[name], row) || len(rows[name]) > mostRows {
			continue
		}
		switch len(rows[name]) {
		case 0:
			table = append(table, Fact{Name: name})
		case mostRows:
			row = "…"
		}
		rows[name] = append(rows[name], row)
	}
	for i, fact := range table {
		table[i].Value = rows[fact.Name]
		if len(rows[fact.Name]) == 1 {
			table[i].Value = rows[fact.Name][0]
		}
	}
	if !s.published.IsZero() {
		table = append(table, s.articleRow())
	}
	return table
}

// articleRow is the row of the article's own date.
func (s *subject) articleRow() Fact {
	return Fact{"article's date", s.published.String() + " (" + s.publishedFrom + ")"}
}
