package report

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// An htmlArticle is what the page shows of one article. All strings of these
// types are harmless, and an Href is "" or leads to http, https or the page.
type htmlArticle struct {
	htmlRow
	Overview  string
	Graver    []*htmlFinding // errors and warnings, the worst first
	Notes     []*htmlFinding
	OpenNotes bool
	Rules     []htmlRule
	Timeline  *htmlTimeline // nil where no source bears a date
	Text      []htmlParagraph
	Lists     []*htmlList
	Filters   []htmlFilter // nil where there is nothing to filter
	NotJudged []string
	Complete  bool
	Omitted   []string // what was left out of the page
}

// An htmlFinding is one finding.
type htmlFinding struct {
	ID       string
	Severity string
	Message  string
	Rule     string
	RuleHref string // where the page explains it, or ""
	Place    string // "12:45"
	Href     string // where it is about on this page, or ""
	Facts    []htmlFact

	finding *check.Finding
}

// An htmlFact is a name and a value.
type htmlFact struct{ Name, Value string }

// An htmlRule explains a rule that spoke.
type htmlRule struct{ ID, Rule, Summary, Explanation, Fix string }

// An htmlList is the references of one list, or the links in the text.
type htmlList struct {
	ID      string
	Heading string
	Plain   bool // the heading says nothing that the page does not say above it
	Entries []*htmlEntry
}

// plainHeading stands over a list that has no heading of its own.
const plainHeading = "References"

// A composer makes the page's section of one article.
type composer struct {
	*htmlArticle
	result *check.Result
	words  *text

	references []*htmlEntry            // of all lists, by place in the source
	byLabel    map[citation]*htmlEntry // the first of each label
	bodyLinks  []*htmlEntry
	findings   []*htmlFinding // as in the result
}

// A citation is a label within the list that it is looked up in.
type citation struct {
	list int
	key  string
}

func newHTMLArticle(row htmlRow, r *check.Result, words *text) *htmlArticle {
	c := &composer{htmlArticle: &htmlArticle{htmlRow: row, Overview: words.overview(r), Complete: r.Complete}, result: r, words: words}
	c.takeFindings()
	c.takeReferences()
	c.takeBodyLinks()
	if len(c.Lists) == 1 {
		c.Lists[0].Plain = strings.EqualFold(c.Lists[0].Heading, plainHeading)
	}
	c.takeLinks()
	c.attachFindings()
	c.countStates()
	c.takeText()
	c.sortFindings()
	c.Timeline = newTimeline(articleDate(r), c.plotted())
	for _, sentence := range r.NotJudged[:min(len(r.NotJudged), maxNotJudged)] {
		c.NotJudged = append(c.NotJudged, words.prose(sentence))
	}
	return c.htmlArticle
}

// articleDate is the article's date as the rules used it; zero for none.
func articleDate(r *check.Result) date.Date {
	d, _ := date.ParseISO(r.Published)
	return d
}

// omit says what was left out of the page, if anything was.
func (c *composer) omit(all, most int, what string) {
	if all > most {
		c.Omitted = append(c.Omitted, fmt.Sprintf("This page shows %d of %s.", most, count(all, what)))
	}
}

func (c *composer) takeFindings() {
	all := c.result.Findings
	c.omit(len(all), maxFindings, "finding")
	for i := range all[:min(len(all), maxFindings)] {
		f := &all[i]
		p := c.result.Article.Position(f.Span.Start)
		shown := &htmlFinding{
			ID: fmt.Sprintf("%s-f%d", c.ID, i+1), Severity: f.Severity.String(), Message: c.words.prose(f.Message),
			Rule: c.words.safe(f.Rule), finding: f,
		}
		if f.Span != (extract.Span{}) {
			shown.Place = strings.TrimPrefix(fmt.Sprintf("%s:%d:%d", c.words.safe(p.Part), p.Line, p.Column), ":")
		}
		facts := c.words.facts(*f)
		for _, fact := range facts[:min(len(facts), maxFacts)] {
			shown.Facts = append(shown.Facts, htmlFact{fact.name, fact.value})
		}
		if more := len(facts) - maxFacts; more > 0 {
			shown.Facts = append(shown.Facts, htmlFact{"", fmt.Sprintf("and %d more", more)})
		}
		c.findings = append(c.findings, shown)
		shown.RuleHref = c.explain(f.Rule)
	}
}

// explain says once what the rule table says of a rule, and returns where; ""
// for a rule that is not in it.
func (c *composer) explain(id string) string {
	r, known := check.RuleByID(id)
	if !known {
		return ""
	}
	shown := htmlRule{c.ID + "-rule-" + r.ID, r.ID, r.Summary, r.Explanation, r.Fix}
	if !slices.Contains(c.Rules, shown) {
		c.Rules = append(c.Rules, shown)
	}
	return "#" + shown.ID
}

// takeReferences lists the entries of all lists.
func (c *composer) takeReferences() {
	a := c.result.Article
	c.omit(a.References(), maxEntries, "reference")
	c.byLabel = map[citation]*htmlEntry{}
	for i := range a.Lists {
		l := &a.Lists[i]
		shown := &htmlList{ID: fmt.Sprintf("%s-list%d", c.ID, i+1), Heading: c.heading(l)}
		for j := range l.References {
			if len(c.references) == maxEntries {
				break
			}
			e := c.reference(&l.References[j])
			c.references = append(c.references, e)
			shown.Entries = append(shown.Entries, e)
			if key := (citation{i, extract.LabelKey(e.reference.Label)}); e.Label != "" && c.byLabel[key] == nil {
				c.byLabel[key] = e
			}
		}
		if len(shown.Entries) > 0 {
			c.Lists = append(c.Lists, shown)
		}
	}
	slices.SortStableFunc(c.references, func(x, y *htmlEntry) int { return cmp.Compare(x.span.Start, y.span.Start) })
}

// heading names a list.
func (c *composer) heading(l *extract.List) string {
	switch {
	case l.Heading != "":
		return c.words.prose(l.Heading)
	case l.Kind == extract.KindFootnote || l.Kind == extract.KindNote:
		return "Notes"
	}
	return plainHeading
}

// takeBodyLinks lists the links of the running text.
func (c *composer) takeBodyLinks() {
	a := c.result.Article
	c.omit(len(a.Links), maxEntries, "link in the text")
	for i := range a.Links[:min(len(a.Links), maxEntries)] {
		l := &a.Links[i]
		c.bodyLinks = append(c.bodyLinks, &htmlEntry{
			ID: fmt.Sprintf("%s-l%d", c.ID, i+1), Words: c.words.prose(l.Anchor), span: l.Span,
			Links: []*htmlLink{c.link(l.URL)},
		})
	}
	if len(c.bodyLinks) > 0 {
		c.Lists = append(c.Lists, &htmlList{ID: c.ID + "-links", Heading: "Links in the text", Entries: c.bodyLinks})
	}
}

// entryAt returns the reference or the link in the text that holds a place, or
// nil. Of entries that share their place it is the first.
func (c *composer) entryAt(at extract.Span) *htmlEntry {
	if at == (extract.Span{}) {
		return nil
	}
	for _, all := range [][]*htmlEntry{c.references, c.bodyLinks} {
		i := sort.Search(len(all), func(i int) bool { return all[i].span.Start > at.Start }) - 1
		if i < 0 || at.Start >= all[i].span.End {
			continue
		}
		for i > 0 && all[i-1].span == all[i].span {
			i--
		}
		return all[i]
	}
	return nil
}

// notPublic is the rule on addresses of private networks, which also speaks
// where no link was asked.
const notPublic = "private-address"

// attachFindings ties each finding to the entries that it is about.
func (c *composer) attachFindings() {
	byURL := map[string][]*htmlEntry{}
	for _, e := range slices.Concat(c.references, c.bodyLinks) {
		for _, l := range e.Links {
			byURL[l.url] = append(byURL[l.url], e)
		}
	}
	for _, f := range c.findings {
		var about []*htmlEntry
		if e := c.entryAt(f.finding.Span); e != nil {
			about = append(about, e)
			f.Href = cmp.Or(f.Href, "#"+e.ID)
		}
		for _, fact := range f.finding.Evidence {
			addresses, _ := fact.Value.([]string)
			for _, url := range addresses {
				about = append(about, byURL[url]...)
			}
		}
		for _, e := range about {
			if f.finding.Rule == notPublic {
				e.unlink(f.finding.URL)
			}
			if !slices.Contains(e.Findings, f) {
				e.Findings = append(e.Findings, f)
				slices.SortStableFunc(e.Findings, worstFirst)
			}
		}
	}
}

// sortFindings parts the findings that a person should look at from the notes.
func (c *composer) sortFindings() {
	for _, f := range c.findings {
		if f.finding.Severity > check.Info {
			c.Graver = append(c.Graver, f)
		} else {
			c.Notes = append(c.Notes, f)
		}
	}
	slices.SortStableFunc(c.Graver, worstFirst)
	c.OpenNotes = len(c.Graver) == 0 || len(c.Notes) <= manyNotes
}

func worstFirst(x, y *htmlFinding) int { return cmp.Compare(y.finding.Severity, x.finding.Severity) }
