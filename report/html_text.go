package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/citelint/citelint/extract"
)

// An htmlParagraph is one paragraph of the article's text.
type htmlParagraph struct {
	Kind   string // the class of the style sheet: "prose", "heading", …
	Level  int    // of a heading
	Number string // of an item of a list
	Runs   []htmlRun
	Lists  []*htmlList // whose entries stand before it in the source, and on the page beside the text
}

// An htmlRun is a stretch of text of one meaning.
type htmlRun struct {
	Text  string
	Href  string // where it leads on this page; "" for plain text
	ID    string
	Class string
	Refs  string // the ids of what the page shows beside it
	Note  string // what a person who does not see colours must know
}

// paragraphKinds are the classes of the style sheet.
var paragraphKinds = map[extract.ParagraphKind]string{
	extract.Prose: "prose", extract.Heading: "heading", extract.Item: "item", extract.Code: "code", extract.Cell: "cell", extract.Caption: "caption",
}

// What is typed is shown as it is, in a face of one width where spaces align
// its lines.
const (
	typed   = " typed"
	aligned = "   "
)

// layouts say how white space in prose reads, by format: line breaks that the
// author set are kept, those of a light markup are not.
var layouts = map[extract.Format]string{
	extract.FormatText: typed, extract.FormatMail: typed,
	extract.FormatHTML: " broken", extract.FormatEPUB: " broken", extract.FormatDOCX: " broken", extract.FormatJATS: " broken",
}

// A spot is a place of the source that the text shows highlighted.
type spot struct {
	span    extract.Span
	markers []int // of one place, by index
	link    int   // index into bodyLinks, or -1
	finding *htmlFinding
}

// longestSpot is how many bytes of text one finding highlights. What is longer
// is a matter of the whole paragraph, and is left plain.
const longestSpot = 300

// partingCost is about how many bytes of markup part one paragraph from the next.
const partingCost = 64

// spots are all places to highlight, in the order of their starts; of those
// that begin in one place, markers come first and findings last.
func (c *composer) spots() []spot {
	var all []spot
	markers := c.result.Article.Markers
	for i := range markers {
		if n := len(all); n > 0 && all[n-1].span == markers[i].Span {
			all[n-1].markers = append(all[n-1].markers, i)
			continue
		}
		all = append(all, spot{span: markers[i].Span, markers: []int{i}, link: -1})
	}
	for i, e := range c.bodyLinks {
		all = append(all, spot{span: e.span, link: i})
	}
	for _, f := range c.findings {
		if s := f.finding.Span; s.End > s.Start && c.entryAt(s) == nil {
			all = append(all, spot{span: s, link: -1, finding: f})
		}
	}
	slices.SortStableFunc(all, func(x, y spot) int { return cmp.Compare(x.span.Start, y.span.Start) })
	c.omit(len(all), maxSpots, "highlighted place")
	return all[:min(len(all), maxSpots)]
}

// takeText lays out the article's text with its markers, its links and the
// places of its findings.
func (c *composer) takeText() {
	spots := c.spots()
	spans := make([]extract.Span, len(spots))
	for i := range spots {
		spans[i] = spots[i].span
	}
	lists, shown := c.Lists, 0
	paragraphs := c.result.Article.Paragraphs()
	for i := range paragraphs {
		p := &paragraphs[i]
		if shown += len(p.Text) + partingCost; shown > maxText {
			c.Omitted = append(c.Omitted, fmt.Sprintf("This page shows %d of the text’s %s.", i, count(len(paragraphs), "paragraph")))
			break
		}
		out := htmlParagraph{Kind: paragraphKinds[p.Kind], Level: p.Level, Number: c.words.prose(p.Number)}
		if p.Kind != extract.Code && p.Kind != extract.Heading {
			out.Kind += layouts[c.result.Article.Format]
		}
		if strings.HasSuffix(out.Kind, typed) && strings.Contains(p.Text, aligned) {
			out.Kind += " spaced"
		}
		for len(lists) > 0 && len(lists[0].Entries) > 0 && lists[0].Entries[0].reference != nil && lists[0].Entries[0].span.Start < p.Span().Start {
			out.Lists, lists = append(out.Lists, lists[0]), lists[1:]
		}
		out.Runs = c.runs(p.Text, p.Places(spans), spots)
		c.Text = append(c.Text, out)
	}
	if len(c.Text) > 0 && len(c.Text) == len(paragraphs) {
		c.Text = append(c.Text, htmlParagraph{Kind: "end", Lists: slices.DeleteFunc(slices.Clone(lists), func(l *htmlList) bool { return l.Entries[0].reference == nil })})
	}
}

// runs cuts a paragraph at the spots in it. Of spots that overlap the first is
// shown; a finding on a marker is shown with the marker.
func (c *composer) runs(text string, places []extract.Placed, spots []spot) []htmlRun {
	var out []htmlRun
	from := 0
	for _, at := range places {
		s := spots[at.Index]
		if s.finding != nil && at.Start < from {
			join(out, s.finding)
			continue
		}
		end := min(at.End, len(text))
		if at.Start < from || end <= at.Start || s.finding != nil && end-at.Start > longestSpot {
			continue
		}
		if at.Start > from {
			out = append(out, htmlRun{Text: lines(text[from:at.Start])})
		}
		out = append(out, c.highlight(text[at.Start:end], &s)...)
		from = end
	}
	if from < len(text) {
		out = append(out, htmlRun{Text: lines(text[from:])})
	}
	return out
}

// join shows a finding with what stands in its place: the last of some runs, or
// of the labels of one marker the one that it is about.
func join(runs []htmlRun, f *htmlFinding) {
	var r *htmlRun
	for i := len(runs) - 1; i >= 0 && runs[i].Class != ""; i-- {
		if runs[i].ID != "" && (r == nil || f.finding.Label != "" && runs[i].Text == f.finding.Label) {
			r = &runs[i]
		}
	}
	if r == nil {
		return
	}
	f.Href = cmp.Or(f.Href, "#"+r.ID)
	r.Refs = strings.TrimSpace(r.Refs + " " + f.ID)
	if !strings.Contains(r.Class, f.Severity) {
		r.Class += " " + f.Severity
	}
}

// highlight makes the runs of one spot.
func (c *composer) highlight(text string, s *spot) []htmlRun {
	switch {
	case s.finding != nil:
		id := s.finding.ID + "-place"
		s.finding.Href = cmp.Or(s.finding.Href, "#"+id)
		return []htmlRun{{
			Text: lines(text), Href: "#" + s.finding.ID, ID: id, Class: "spot " + s.finding.Severity, Refs: s.finding.ID, Note: s.finding.Severity,
		}}
	case s.link >= 0:
		e := c.bodyLinks[s.link]
		e.Backs = append(e.Backs, htmlBack{"#" + e.ID + "-place", c.place(s.span)})
		r := htmlRun{Text: lines(text), Href: "#" + e.ID, ID: e.ID + "-place", Class: "link", Refs: e.ID}
		r.state(e.States)
		return []htmlRun{r}
	}
	return c.citations(text, s)
}

// citations makes the runs of a marker: one for each of its labels, where the
// text shows them one by one, else one for all.
func (c *composer) citations(text string, s *spot) []htmlRun {
	var out []htmlRun
	from := 0
	for _, i := range s.markers {
		label := c.result.Article.Markers[i].Label
		at := strings.Index(text[from:], label)
		if len(s.markers) == 1 || label == "" || at < 0 {
			out = nil
			break
		}
		if at > 0 {
			out = append(out, htmlRun{Text: lines(text[from : from+at]), Class: "bracket"})
		}
		out = append(out, c.citation(label, []int{i}, s))
		from += at + len(label)
	}
	if out == nil {
		return []htmlRun{c.citation(text, s.markers, s)}
	}
	return append(out, htmlRun{Text: lines(text[from:]), Class: "bracket"})
}

// citation makes one run of some markers in one place. It leads to the first
// reference, or nowhere: to itself.
func (c *composer) citation(text string, markers []int, s *spot) htmlRun {
	r := htmlRun{Text: lines(text), Class: "cite", ID: fmt.Sprintf("%s-m%d", c.ID, markers[0]+1)}
	var refs, states []string
	lost := false
	for _, i := range markers {
		m := &c.result.Article.Markers[i]
		lost = lost || m.List < 0
		e := c.byLabel[citation{m.List, extract.LabelKey(m.Label)}]
		if e == nil {
			continue
		}
		states = append(states, e.States...)
		refs = append(refs, e.ID)
		if e.Cited++; len(e.Backs) < maxBacklinks {
			e.Backs = append(e.Backs, htmlBack{"#" + r.ID, c.place(s.span)})
		}
	}
	r.state(states)
	if lost {
		r.Class, r.Note = r.Class+" is-lost", "no reference"
	}
	r.Href, r.Refs = "#"+r.ID, strings.Join(refs, " ")
	if len(refs) > 0 {
		r.Href = "#" + refs[0]
	}
	return r
}

// state says of a run what is known of its sources.
func (r *htmlRun) state(states []string) {
	states = slices.Compact(slices.Sorted(slices.Values(states)))
	for _, state := range states {
		r.Class += " is-" + state
	}
	r.Note = strings.Join(states, ", ")
}

// place names a place in the source, "12:45".
func (c *composer) place(s extract.Span) string {
	p := c.result.Article.Position(s.Start)
	return fmt.Sprintf("%d:%d", p.Line, p.Column)
}

// lines makes a text harmless and keeps its line breaks, which mean something
// in a page only where the style sheet says so. None begins with a command to a
// build server.
func lines(s string) string {
	if isPlain(s) {
		return s
	}
	all := strings.Split(lineEnds.Replace(s), "\n")
	for i, line := range all {
		line = Harmless(line)
		if word := strings.TrimLeft(line, " "); i > 0 && strings.HasPrefix(word, "::") {
			line = line[:len(line)-len(word)] + noCommand(word)
		}
		all[i] = line
	}
	return strings.Join(all, "\n")
}

// lineEnds makes one sign of all that end a line. A tab is four spaces.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ")
