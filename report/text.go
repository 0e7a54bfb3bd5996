package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// TextOptions say how the text reports look.
type TextOptions struct {
	Color bool // use the terminal's colours
	Links bool // make addresses lead to their pages by a click

	// Width is the terminal's width in columns. 0 is for a file or a pipe:
	// nothing is wrapped, and source lines are cut to 100 columns.
	Width int

	// Quiet shows findings of this severity and above alone, and nothing of an
	// article that has none: no article, no links, and no summary of a whole run.
	// 0 shows all.
	Quiet check.Severity

	Verbose bool // list every link, with its redirects, whole sentences, and the brackets that are no markers
}

// NewText writes the report of `citelint check` for people.
//
// A finding starts a line of its own with file:line:column:, so that editors
// and grep can use it, and nothing else starts in the first column but the
// name of an article and the summary. Below a finding stand the source line,
// the evidence, and what to do; below the findings, what each link answered.
func NewText(w io.Writer, o TextOptions) Writer {
	return newText(w, o)
}

type text struct {
	TextOptions
	out        stream
	fix        func(rule string) string
	begun      bool            // something was written
	unasked    []*unaskedLinks // of all articles, by cause
	unanswered int             // links that the end of the run left without an answer
	cutShort   int             // those of them that the tally counts as uncertain
}

func newText(w io.Writer, o TextOptions) *text {
	if o.Width > 0 {
		o.Width = max(o.Width, 40) // below that nothing can be read
	}
	return &text{TextOptions: o, out: newStream(w), fix: fixOf}
}

func fixOf(rule string) string {
	r, _ := check.RuleByID(rule)
	return r.Fix
}

func (t *text) Result(r *check.Result) error {
	switch {
	case t.Quiet > 0 && unreadable(r) == "":
		t.sortOut(r.Links) // counts those without an answer
		t.findings(r)
	case t.header(r):
		t.findings(r)
		t.links(r)
		t.leftAlone(r.Article)
		t.gone(r.Gone)
		if t.Verbose {
			t.suppressed(r)
		}
		for i, sentence := range r.NotJudged {
			if i == 0 {
				t.line()
			}
			t.pairs("  ", []pair{{"could not be told", t.prose(sentence)}})
		}
	}
	return t.out.flush()
}

// apart sets what follows off from what stands above it.
func (t *text) apart() {
	if t.begun {
		t.line()
	}
	t.begun = true
}

// line writes parts that are harmless already, and ends the line.
func (t *text) line(parts ...string) {
	t.out.write(parts...)
	t.out.write("\n")
}

// widest is how wide a line that must be cut may be.
func (t *text) widest() int {
	if t.Width == 0 {
		return 100
	}
	return t.Width
}

// header says what the article is and what was read of it, and returns
// whether there is more to show.
func (t *text) header(r *check.Result) bool {
	t.apart()
	source := noCommand(t.safe(r.Source))
	if why := unreadable(r); why != "" {
		t.line(t.paint(bold, source), ": ", t.paint(red, "could not be read"), ": ", t.prose(why))
		return false
	}
	t.line(t.paint(bold, source))
	if title := t.prose(r.Article.Title); title != "" {
		t.line(`  "`, truncate(title, t.widest()-4), `"`)
	}
	for _, line := range wrap(t.overview(r), max(0, t.Width-2)) {
		t.line("  ", line)
	}
	return true
}

func (t *text) overview(r *check.Result) string {
	a := r.Article
	parts := []string{citations(a)}
	if n := a.References(); n > 0 {
		parts = append(parts, count(n, "reference")+" in "+count(len(a.Lists), "list"))
	} else {
		parts = append(parts, "no reference list")
	}
	if n := len(a.Links); n > 0 {
		parts = append(parts, count(n, "link")+" in the text")
	}
	if a.Bracketed > 0 {
		parts = append(parts, count(a.Bracketed, "bracketed text")+" left alone")
	}
	published := "the article states no date"
	if r.Published != "" {
		published = "published " + t.prose(r.Published)
		if r.PublishedFrom != "" {
			published += " (" + t.prose(r.PublishedFrom) + ")"
		}
	}
	return strings.Join(append(parts, published), "; ")
}

// citations counts the markers and the different references that they cite.
func citations(a *extract.Article) string {
	if len(a.Markers) == 0 {
		return "no citations"
	}
	type entry struct {
		list  int
		label string
	}
	cited := map[entry]bool{} // false: in a list, but not cited yet
	for i, l := range a.Lists {
		for _, ref := range l.References {
			cited[entry{i, ref.Label}] = false
		}
	}
	different, none := 0, 0
	for _, m := range a.Markers {
		seen, found := cited[entry{m.List, m.Label}]
		switch {
		case !found:
			none++
		case !seen:
			cited[entry{m.List, m.Label}] = true
			different++
		}
	}
	out := count(len(a.Markers), "citation")
	switch {
	case different == 0:
		return out + " of no reference"
	case none > 0:
		return fmt.Sprintf("%s of %s, %d of none", out, count(different, "reference"), none)
	}
	return out + " of " + count(different, "reference")
}

// A pair is a name and a value, both harmless.
type pair struct{ name, value string }

// pairs writes `name: value` lines with the values aligned.
func (t *text) pairs(indent string, rows []pair) {
	widest := 0
	for _, row := range rows {
		widest = max(widest, columns(row.name)+1)
	}
	for _, row := range rows {
		name := pad(row.name+":", widest)
		if row.name == "" { // goes on with the row above
			name = pad("", widest)
		}
		for i, line := range wrap(row.value, max(0, t.Width-len(indent)-widest-1)) {
			if i > 0 {
				name = pad("", widest)
			}
			t.line(indent, t.paint(dim, name), " ", t.hyperlink(row.value, line))
		}
	}
}
