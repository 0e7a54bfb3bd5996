package report

import (
	"fmt"
	"io"

	"github.com/citelint/citelint/check"
)

// NewExtractText writes for people what `citelint extract` read: the
// citations with their sentences, the references, and the links of the text.
func NewExtractText(w io.Writer, o TextOptions) Writer {
	return &extractText{newText(w, o)}
}

type extractText struct{ *text }

func (t *extractText) Result(r *check.Result) error {
	if t.header(r) {
		d := newExtractDocument(r)
		t.markers(d.Markers)
		rest := d.References
		for i, l := range d.Lists {
			t.list(i, l)
			for ; len(rest) > 0 && rest[0].List == i; rest = rest[1:] {
				t.reference(rest[0])
			}
		}
		t.bodyLinks(d.BodyLinks)
	}
	return t.out.flush()
}

func (t *extractText) Close(end End) error {
	if t.articles > 0 {
		t.line()
	}
	t.pairs("", []pair{{"read", read(end.tally())}})
	t.ending(end)
	return t.out.flush()
}

func (t *extractText) markers(all []marker) {
	for i, m := range all {
		if i == 0 {
			t.line()
			t.line("  ", t.paint(bold, "citations"))
		}
		label := "[" + t.prose(m.Label) + "]"
		if m.List < 0 {
			label += " of no list"
		}
		sentence := t.prose(m.Sentence)
		if i > 0 && m.Sentence != "" && m.Sentence == all[i-1].Sentence {
			sentence = "(the same sentence)"
		}
		t.row(m.place, label, sentence)
	}
}

func (t *extractText) list(i int, l list) {
	t.line()
	heading := fmt.Sprintf("list %d", i+1)
	if l.Heading != "" {
		heading += `: ` + t.prose(l.Heading)
	}
	t.line("  ", t.paint(bold, truncate(heading, t.widest()-2)))
}

func (t *extractText) reference(ref reference) {
	label := "-"
	if ref.Label != "" {
		label = "[" + t.prose(ref.Label) + "]"
	}
	if len(ref.URLs) == 1 && ref.Text == ref.URLs[0] {
		ref.Text = "" // the next line says it all
	}
	t.row(ref.place, label, t.prose(ref.Text))
	for _, url := range ref.URLs {
		t.line(pad("", rowIndent), t.safe(url))
	}
	for _, id := range ref.Identifiers {
		t.line(pad("", rowIndent), t.safe(id.Type), ":", t.safe(id.Value))
	}
}

func (t *extractText) bodyLinks(all []bodyLink) {
	for i, l := range all {
		if i == 0 {
			t.line()
			t.line("  ", t.paint(bold, "links in the text"))
		}
		t.row(l.place, t.safe(l.URL), t.prose(l.Anchor))
	}
}

// rowIndent is where the text of a row starts: after "  line:column  ".
const rowIndent = 14

// row writes one thing with its place, on one line unless all was asked for.
func (t *extractText) row(p place, name, words string) {
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
