package check

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// A dated is one date that a reference, or a link in the text, bears.
type dated struct {
	reading date.Reading
	from    string // FromURL, FromID or FromText
	label   string
	cited   string // "reference "3"" or "a link in the text"
	url     string
	text    string
	span    extract.Span
	link    *Link              // that bears it; nil for the words of a reference
	ref     *extract.Reference // whose words bear it; nil for a link
}

// readDates reads the dates of every reference and of every link in the text,
// offline: those in URLs and identifiers, and those in the references' words.
// Each URL and each entry is read once.
func (s *subject) readDates() {
	s.bears, s.borne = map[string]run{}, map[string][]DateEvidence{}
	for _, all := range s.places {
		l := all[0]
		if l.DOI != "" {
			continue // its address was made of a DOI
		}
		source := l.cited()
		if l.In == InBody {
			source = "a link in the text"
		}
		from, borne := len(s.dated), DatesOfURL(l.URL)
		for _, e := range borne {
			s.dated = append(s.dated, dated{reading: e.Reading, from: e.Origin, label: l.Label, cited: source, url: l.URL, text: l.URL, span: l.Span, link: l})
		}
		if len(s.dated) > from {
			s.bears[l.URL], s.borne[l.URL] = run{from, len(s.dated)}, borne
		}
	}
	s.stated, s.datings = map[*extract.Reference]date.Reading{}, make(map[*extract.Reference]Dating, len(s.entries))
	for _, e := range s.entries {
		words := date.InText(e.Text)
		s.datings[e.Reference] = datingOf(e.Reference, words)
		for _, r := range words {
			s.dated = append(s.dated, dated{reading: r, from: FromText, label: e.Label, cited: "reference " + quoted(e.Label), url: firstURL(e), text: e.Text, span: e.Span, ref: e.Reference})
		}
		if r, ok := statedOn(e.Reference, s.datings[e.Reference].Published, words); ok {
			s.stated[e.Reference] = r
		}
	}
}

// A run is some of the dates of a subject, those that one address bears.
type run struct{ from, to int }

// publishedIn is the date of publication that the form of an address gives. Most give none.
func (s *subject) publishedIn(url string) (date.Reading, bool) {
	if s.bears[url] == (run{}) {
		return date.Reading{}, false
	}
	return date.PublishedAmong(s.readingsIn(url, FromURL))
}

// readingsIn lists what an address bears of one origin, FromURL or FromID.
func (s *subject) readingsIn(url, origin string) iter.Seq[date.Reading] {
	return func(yield func(date.Reading) bool) {
		at := s.bears[url]
		for _, d := range s.dated[at.from:at.to] {
			if d.from == origin && !yield(d.reading) {
				return
			}
		}
	}
}

// dateFinding is a finding about one date, with the table of what else is said of its
// source.
func (s *subject) dateFinding(d dated, severity Severity, message string, evidence ...Fact) Finding {
	facts := Evidence{{witnesses[d.from] + " says", d.reading.Text}}
	if d.from == FromText {
		facts = append(facts, Fact{"reference", clip(d.text)})
	}
	w := work{d.ref, s.linksOf(d.ref)}
	if d.link != nil {
		w = s.workAt(d.link)
	}
	facts = facts.with(evidence...).with(s.dateTable(w)...)
	return Finding{Severity: severity, Message: message, Span: d.span, Label: d.label, URL: d.url, Evidence: facts}
}

// with adds the facts whose names are not taken.
func (e Evidence) with(more ...Fact) Evidence {
	for _, fact := range more {
		if !slices.ContainsFunc(e, func(known Fact) bool { return known.Name == fact.Name }) {
			e = append(e, fact)
		}
	}
	return e
}

const dateExample = "Rents rose [1], and wages did not [2].\n\nReferences\n"

var impossibleDate = Rule{
	ID:          "impossible-date",
	Severity:    Error,
	Summary:     "a date that no calendar has",
	Explanation: `The reference says 30 February or month 13. The date was mistyped or made up. In the words of a reference it is an error. In an address it is a warning, since some addresses hold numbers that only look like a date (26 of 18,298 paths in public texts did, and only those before a headline are spoken of). It is a warning, too, where the page states such a day of its publication and no other.`,
	Bad:         Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 30 February 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:        Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 28 February 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:         "look the date up and correct it",
	judge:       judgeImpossible,
}

func judgeImpossible(s *subject) []Finding {
	var findings []Finding
	for _, d := range s.dated {
		if d.reading.Impossible == "" {
			continue
		}
		severity := Error
		if d.from == FromURL {
			severity = Warning
		}
		findings = append(findings, s.dateFinding(d, severity, fmt.Sprintf("%s bears an impossible date, %s: %s", d.cited, quoted(d.reading.Text), d.reading.Impossible)))
	}
	return append(findings, s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		d, ok := s.impossibleOfPage(l)
		if !ok {
			return Finding{}, false
		}
		return Finding{
			Severity: Warning,
			Message:  fmt.Sprintf("the page of %s says that it was published on an impossible date, %s: %s", s.workAt(l).name(), quoted(d.Text), d.Impossible),
			Evidence: Evidence{{"page says", quoted(d.Text) + " (" + fieldOf(d) + ")"}}.with(s.dateTable(s.workAt(l))...),
		}, true
	})...)
}

var futureDate = Rule{
	ID:       "future-date",
	Severity: Error,
	Summary:  "a date that has not come yet",
	Explanation: `The reference was "accessed" on a day that has not come, which is an error. Or its address, a post's identifier in it, its words, or its page's own day of publication lie ahead, which is a warning: journals date issues ahead, and some servers' clocks are wrong. One day is allowed for time zones, and a year alone is allowed to be the next.

Of a page only the day counts on which it says that it was published, and only where it names no other; months and years ahead in the words of a reference are those of forthcoming works. A day ahead in the words counts only where it is said to be the source's own: titles name coming events and terms, and so do addresses below a folder of events.`,
	Bad:   Example{Format: extract.FormatText, Text: dateExample + "[1] https://stat.gov.uk/2091/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: dateExample + "[1] https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "look the date up and correct it",
	judge: judgeFuture,
}

func judgeFuture(s *subject) []Finding {
	if s.options.Now.IsZero() {
		return nil
	}
	today := Fact{"today", s.options.Now.String()}
	var findings []Finding
	for _, d := range s.dated {
		if !s.liesAhead(d) {
			continue
		}
		severity := Warning
		if d.reading.Role == date.RoleAccessed {
			severity = Error
		}
		findings = append(findings, s.dateFinding(d, severity, fmt.Sprintf("%s bears a date that has not come yet: %s", d.cited, d.reading.Date), today))
	}
	return append(findings, s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		d, ok := s.futureOfPage(l)
		if !ok {
			return Finding{}, false
		}
		return Finding{
			Severity: Warning,
			Message:  fmt.Sprintf("the page of %s says that it was published on a day that has not come yet: %s", s.workAt(l).name(), d.Date),
			Evidence: Evidence{{"page says", d.Date.String() + " (" + fieldOf(d) + ")"}, today}.with(s.dateTable(s.workAt(l))...),
		}, true
	})...)
}

// liesAhead says whether a date that may not lie ahead does.
func (s *subject) liesAhead(d dated) bool {
	on := d.reading.Date
	switch {
	case on.IsZero(), d.weak(), date.DaysBetween(s.options.Now, on) <= 1, on.Precision == date.Year && on.Year <= s.options.Now.Year+1:
		return false
	case d.from == FromText:
		// A year or month ahead stands in a title, or is a forthcoming work's; any other day may be that of an event or a term.
		return d.reading.Role == date.RoleAccessed || on.Precision == date.Day && s.isSources(d)
	case d.from == FromURL && d.reading.Role == date.RoleStated:
		return false // below a folder of events, mostly
	case d.from == FromID:
		return claim{reading: d.reading}.isPost() // others may only look as if they held a time
	}
	return true
}

// isSources says whether a date in the words of a reference is said to be that of its source, its publication or its copy.
func (s *subject) isSources(d dated) bool {
	stated, ok := s.stated[d.ref]
	return d.reading.Role != date.RoleStated || ok && stated.Start == d.reading.Start
}

// weak says whether a date stands as bare digits, which are often an id: the
// rules that accuse a single date leave it alone.
func (d dated) weak() bool { return d.from == FromURL && d.reading.Form == date.FormPathDigits }

// impossibleOfPage returns the day of publication that a page states and that no
// calendar has, where it states no other.
func (s *subject) impossibleOfPage(l *Link) (date.PageDate, bool) {
	if !l.sawPage() || !date.PublishedOn(l.Answer.Dates, s.options.Now).IsZero() {
		return date.PageDate{}, false
	}
	for _, d := range l.Answer.Dates {
		if d.Impossible != "" && saysPublished(d) {
			return d, true
		}
	}
	return date.PageDate{}, false
}

// futureOfPage returns the day ahead on which a page says that it was published,
// where nothing in it says otherwise.
func (s *subject) futureOfPage(l *Link) (date.PageDate, bool) {
	if !l.sawPage() || !date.PublishedOn(l.Answer.Dates, s.options.Now).IsZero() {
		return date.PageDate{}, false
	}
	on := date.PublishedOn(l.Answer.Dates, noDate)
	return on.PageDate, len(on.Against) == 0 && saysPublished(on.PageDate) && date.DaysBetween(s.options.Now, on.Date) > 1
}

// saysPublished says whether a page calls a day that of its publication, in what
// it writes for machines: only that is nearly free of slips of the reading.
func saysPublished(d date.PageDate) bool { return slices.Contains(ofPublication, d.Class()) }

// ofPublication are the classes of a page's dates that call themselves the day on
// which an article was published. A whole site's pages have such a day, too, as
// "json-ld page datePublished".
var ofPublication = []string{"meta published", "microdata published", "time published", "json-ld article datePublished"}

// fieldOf says by what a page states a date.
func fieldOf(d date.PageDate) string {
	return strings.TrimSpace(string(d.Origin) + " " + d.Field)
}
