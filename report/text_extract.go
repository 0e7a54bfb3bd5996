package report

import (
	"fmt"
	"io"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// NewExtractText writes for people what `citelint extract` read: the
// citations with their sentences, the references, and the links of the text.
func NewExtractText(w io.Writer, o TextOptions) Writer {
	return &extractText{newText(w, o)}
}

type extractText struct{ *text }

func (t *extractText) Result(r *check.Result) error {
	if t.header(r) {
		t.markers(r.Article)
		for i := range r.Article.Lists {
			t.list(r.Article, i)
		}
		t.bodyLinks(r.Article)
		t.leftAlone(r.Article)
	}
	return t.out.flush()
}

func (t *extractText) Close(end End) error {
	t.apart()
	t.pairs("", []pair{{"read", read(end.tally())}})
	t.ending(end)
	return t.out.flush()
}

func (t *extractText) markers(a *extract.Article) {
	for i, m := range a.Markers {
		if i == 0 {
			t.line()
			t.line("  ", t.paint(bold, "citations"))
		}
		label := "[" + t.prose(m.Label) + "]"
		if m.List < 0 {
			label += " of no list"
		}
		sentence := t.prose(m.Sentence)
		if i > 0 && m.Sentence != "" && m.Sentence == a.Markers[i-1].Sentence {
			sentence = "(the same sentence)"
		}
		t.row(a.Position(m.Span.Start), label, sentence)
	}
}

func (t *extractText) list(a *extract.Article, i int) {
	l := &a.Lists[i]
	t.line()
	heading := fmt.Sprintf("list %d", i+1)
	if l.Heading != "" {
		heading += `: ` + t.prose(l.Heading)
	}
	t.line("  ", t.paint(bold, truncate(heading, t.widest()-2)))
	for j := range l.References {
		t.reference(a, &l.References[j])
	}
}

func (t *extractText) reference(a *extract.Article, ref *extract.Reference) {
	label := "-"
	if ref.Label != "" {
		label = "[" + t.prose(ref.Label) + "]"
	}
	words := t.prose(ref.Text)
	if len(ref.URLs) == 1 && ref.Text == ref.URLs[0].Text {
		words = "" // the next line says it all
	}
	t.row(a.Position(ref.Span.Start), label, words)
	if t.Verbose {
		t.fields(ref)
	}
	for _, url := range ref.URLs {
		t.line(pad("", rowIndent), t.safe(url.Text))
		t.repair(url)
	}
	for _, id := range ref.Identifiers {
		t.line(pad("", rowIndent), t.safe(id.Type), ":", t.safe(id.Value))
	}
	t.dates(check.DatesOf(ref))
}

func (t *extractText) bodyLinks(a *extract.Article) {
	for i, l := range a.Links {
		if i == 0 {
			t.line()
			t.line("  ", t.paint(bold, "links in the text"))
		}
		t.row(a.Position(l.Span.Start), t.safe(l.URL.Text), t.prose(l.Anchor))
		t.repair(l.URL)
		t.dates(check.DatesOfURL(l.Text))
	}
}

// fields writes what an entry says of its source, as far as that is known.
func (t *extractText) fields(ref *extract.Reference) {
	published, accessed := check.SourceDates(ref)
	for _, f := range []pair{{"title", ref.Title}, {"authors", ref.Authors}, {"publisher", ref.Publisher}, {"date", published}, {"accessed", accessed}} {
		if f.value != "" {
			t.line(pad("", rowIndent), noCommand(t.paint(dim, f.name+": ")+t.prose(f.value)))
		}
	}
}

// repair writes how an address is written that is read otherwise.
func (t *extractText) repair(u extract.URL) {
	if u.Repair != "" {
		t.line(pad("", rowIndent), t.paint(dim, "written: "), t.prose(u.Literal), t.paint(dim, ", read "+t.safe(u.Repair)))
	}
}

// leftAlone lists, where all was asked for, the bracketed texts that are no
// markers, and why not.
func (t *text) leftAlone(a *extract.Article) {
	if !t.Verbose || len(a.LeftAlone) == 0 {
		return
	}
	t.line()
	t.line("  ", t.paint(bold, "bracketed texts left alone"))
	for _, l := range a.LeftAlone {
		t.row(a.Position(l.Span.Start), t.prose(l.Text)+":", t.prose(l.Reason))
	}
	if more := a.Bracketed - len(a.LeftAlone); more > 0 {
		t.line(pad("", rowIndent), fmt.Sprintf("and %d more", more))
	}
}

// rowIndent is where the text of a row starts: after "  line:column  ".
const rowIndent = 14

// row writes one thing with its place, on one line unless all was asked for.
func (t *text) row(p extract.Position, name, words string) {
	at := fmt.Sprintf("%d:%d", p.Line, p.Column)
	if p.Part != "" {
		at = p.Part + ":" + at
	}
	at = t.safe(at)
	line := name
	if words != "" {
		line += " " + words
	}
	lines := wrap(line, max(0, t.Width-rowIndent))
	if !t.Verbose {
		lines = []string{truncate(line, t.widest()-rowIndent)}
	}
	for i, line := range lines {
		if i > 0 {
			at = ""
		}
		t.line("  ", t.paint(dim, pad(at, rowIndent-4)), "  ", noCommand(line))
	}
}
