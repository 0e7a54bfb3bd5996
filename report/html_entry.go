package report

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// An htmlEntry is one reference, or one link in the text.
type htmlEntry struct {
	ID       string
	Label    string
	Words    string // "" where the address says all
	Links    []*htmlLink
	Facts    []htmlFact // identifiers and dates
	Findings []*htmlFinding
	Backs    []htmlBack // where the text cites it
	Cited    int        // how often it does
	States   []string   // the filters that show it

	reference *extract.Reference // nil for a link in the text
	span      extract.Span
}

// An htmlBack leads back to a place in the text.
type htmlBack struct{ Href, Place string }

// An htmlLink is one address with what the web answered.
type htmlLink struct {
	URL, Href string
	Verdict   string // in words, "" where nobody was to ask
	Class     string
	Notes     []string
	Copy      string // address of an archived copy, "" for none
	CopyHref  string
	CopyOn    string // its day, "" where that is not known

	url    string // as it is cited
	answer *check.Link
}

// reference begins an entry of a list.
func (c *composer) reference(ref *extract.Reference) *htmlEntry {
	e := &htmlEntry{
		ID: fmt.Sprintf("%s-r%d", c.ID, len(c.references)+1), Label: c.words.prose(ref.Label), Words: c.words.prose(withoutAddress(ref)),
		reference: ref, span: ref.Span,
	}
	for _, u := range ref.URLs {
		e.Links = append(e.Links, c.link(u))
	}
	for _, id := range ref.Identifiers[:min(len(ref.Identifiers), maxSources)] {
		e.Facts = append(e.Facts, htmlFact{c.words.safe(id.Type), c.words.safe(id.Value)})
	}
	if more := max(len(ref.URLs)-maxSources, 0) + max(len(ref.Identifiers)-maxSources, 0); more > 0 {
		e.Facts = append(e.Facts, htmlFact{"left out here", fmt.Sprintf("%d more addresses and identifiers", more)})
	}
	return e
}

// withoutAddress is the text of a reference without the address that it ends
// in, which the page shows below it.
func withoutAddress(ref *extract.Reference) string {
	if len(ref.URLs) == 0 {
		return ref.Text
	}
	return strings.TrimRight(strings.TrimSuffix(ref.Text, ref.URLs[len(ref.URLs)-1].Text), " ")
}

// link begins a link: what became of it is not looked at yet.
func (c *composer) link(u extract.URL) *htmlLink {
	l := &htmlLink{URL: c.words.safe(u.Text), Href: webAddress(u.Text), url: u.Text}
	if u.Repair != "" {
		l.Notes = append(l.Notes, "written “"+c.words.prose(u.Literal)+"”, read "+c.words.safe(u.Repair))
	}
	return l
}

// takeLinks fills in what the web answered, and what is known of each source
// because of it.
func (c *composer) takeLinks() {
	answers := map[string]*check.Link{} // a URL that is cited twice has one answer
	for i := range c.result.Links {
		l := &c.result.Links[i]
		answers[l.URL] = l
		if e := c.entryAt(l.Span); l.DOI != "" && e != nil && len(e.Links) == 0 {
			e.Links = append(e.Links, c.link(extract.URL{Text: l.URL}))
		}
	}
	for _, all := range [][]*htmlEntry{c.references, c.bodyLinks} {
		for _, e := range all {
			for _, l := range e.Links {
				if answer := answers[l.url]; answer != nil {
					c.answered(l, answer)
				}
			}
			e.Links = mostTelling(e.Links)
			for _, d := range datesOf(e) {
				e.Facts = append(e.Facts, htmlFact{d.words(), c.words.safe(d.on.String())})
			}
		}
	}
}

// mostTelling leaves out addresses where one reference has many: those that
// were there before those that were not.
func mostTelling(links []*htmlLink) []*htmlLink {
	if len(links) <= maxSources {
		return links
	}
	trouble := map[string]int{"bad": 2, "warn": 1}
	slices.SortStableFunc(links, func(x, y *htmlLink) int { return cmp.Compare(trouble[y.Class], trouble[x.Class]) })
	return links[:maxSources]
}

// offline is the cause that package check gives where no link was asked.
const offline = "offline"

// answered says of a link what the web answered.
func (c *composer) answered(l *htmlLink, from *check.Link) {
	a := &from.Answer
	l.answer, l.Verdict, l.Class = from, verdictWords(a.Verdict), verdictClass(a.Verdict)
	if a.Verdict == link.Refused {
		l.Href = ""
	}
	if a.Status > 0 && a.Verdict != link.Alive && !strings.Contains(a.Reason, strconv.Itoa(a.Status)) {
		l.Notes = append(l.Notes, "status "+strconv.Itoa(a.Status))
	}
	if a.Verdict != link.Alive && a.Reason != "" && a.Cause != offline {
		l.Notes = append(l.Notes, c.words.prose(a.Reason))
	}
	if a.FinalURL != "" && a.FinalURL != a.URL && !strings.Contains(a.Reason, a.FinalURL) {
		l.Notes = append(l.Notes, "ended at "+c.words.safe(a.FinalURL))
	}
	if !from.Checked.IsZero() {
		l.Notes = append(l.Notes, "checked at "+from.Checked.UTC().Format("2006-01-02 15:04")+" UTC")
	}
	if from.Archived.State == memento.Held {
		l.Copy, l.CopyHref, l.CopyOn = c.words.safe(from.Archived.URL), webAddress(from.Archived.URL), from.ArchivedOn()
	}
}

// unlink keeps a click from going where this program would not.
func (e *htmlEntry) unlink(url string) {
	for _, l := range e.Links {
		if l.url == url {
			l.Href = ""
		}
	}
}

// webAddress returns a URL as the page may link it, "" for anything but http
// and https with a host, and for what holds more than plain signs: what a
// person sees must be where they go.
func webAddress(raw string) string {
	if len(raw) > maxShown || Harmless(raw) != raw || strings.ContainsAny(raw, " \"'<>\\`") {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return raw
}

// The classes of the style sheet, by verdict.
var verdictClasses = map[link.Verdict]string{
	link.Alive: "good", link.Moved: "good", link.Dead: "bad", link.Refused: "bad", link.SoftDead: "bad",
	link.Blocked: "warn", link.Insecure: "warn", link.Uncertain: "warn", link.Skipped: "dim",
}

func verdictClass(v link.Verdict) string { return verdictClasses[v] }

func verdictWords(v link.Verdict) string {
	for _, known := range verdicts {
		if known.verdict == v {
			return known.words
		}
	}
	return ""
}

// An htmlFilter shows only some of the entries. Key is a class of the style
// sheet, which does the filtering.
type htmlFilter struct {
	Key, Words string
	Count      int
}

// filters are what an editor looks for in a list.
var filters = []struct {
	key, words string
	shows      func(*htmlEntry) bool
}{
	{"dead", "Dead", func(e *htmlEntry) bool { return e.answered(link.Dead, link.SoftDead) }},
	{"blocked", "Blocked", func(e *htmlEntry) bool { return e.answered(link.Blocked) }},
	{"unused", "Unused", func(e *htmlEntry) bool {
		return e.has(func(f *check.Finding) bool { return f.Rule == "unused-reference" })
	}},
	{"suspicious", "Suspicious", func(e *htmlEntry) bool { return e.has(suspects) }},
}

// plainFindings are those that say how a link answered, or that nothing cites
// its reference, which is no ground for suspicion.
var plainFindings = map[string]bool{
	"dead-link": true, "soft-dead-link": true, "moved-link": true, "blocked-link": true, "insecure-link": true, "uncertain-link": true,
	"missing-fragment": true, "unused-reference": true,
}

// suspects says whether a finding makes one doubt the source itself. Several
// publishers on one day do so also where that is only a note.
func suspects(f *check.Finding) bool {
	return !plainFindings[f.Rule] && f.Severity > check.Info || f.Rule == "same-day-sources"
}

func (e *htmlEntry) answered(wanted ...link.Verdict) bool {
	for _, l := range e.Links {
		for _, v := range wanted {
			if l.answer != nil && l.answer.Answer.Verdict == v {
				return true
			}
		}
	}
	return false
}

func (e *htmlEntry) has(is func(*check.Finding) bool) bool {
	for _, f := range e.Findings {
		if is(f.finding) {
			return true
		}
	}
	return false
}

// countStates says of each entry which filters show it, and counts them.
func (c *composer) countStates() {
	if len(c.references)+len(c.bodyLinks) == 0 {
		return
	}
	c.Filters = []htmlFilter{{"all", "All", len(c.references) + len(c.bodyLinks)}}
	for _, f := range filters {
		shown := htmlFilter{Key: f.key, Words: f.words}
		for _, all := range [][]*htmlEntry{c.references, c.bodyLinks} {
			for _, e := range all {
				if f.shows(e) {
					e.States = append(e.States, f.key)
					shown.Count++
				}
			}
		}
		c.Filters = append(c.Filters, shown)
	}
}
