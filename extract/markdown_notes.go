package extract

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/citelint/citelint/whitespace"
)

// A footnoteUse is `[^label]` that a definition answers.
type footnoteUse struct {
	ast.BaseInline
	label string
	at    int // source offset of the bracket
}

var kindFootnoteUse = ast.NewNodeKind("FootnoteUse")

func (n *footnoteUse) Kind() ast.NodeKind            { return kindFootnoteUse }
func (n *footnoteUse) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// footnoteUses is the inline parser of `[^label]`. It serves one document.
type footnoteUses struct {
	defined map[string]bool // nil until the first use
}

// Trigger names the exclamation mark, too: `So it was![^1]` is no image.
func (p *footnoteUses) Trigger() []byte { return []byte{'[', '!'} }

func (p *footnoteUses) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	rest, called := bytes.CutPrefix(line, []byte("!"))
	shift := len(line) - len(rest)
	closing := bytes.IndexByte(rest[:min(len(rest), maxBracket)], ']')
	if closing < 3 || !bytes.HasPrefix(rest, []byte("[^")) {
		return nil
	}
	label := string(rest[2:closing])
	if p.defined == nil {
		p.collect(parent)
	}
	if !p.defined[label] {
		return nil
	}
	if called {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1)))
	}
	block.Advance(shift + closing + 1)
	return &footnoteUse{label: label, at: segment.Start + shift}
}

// collect remembers the definitions of the document around a node; all blocks
// have been read before the first inline is.
func (p *footnoteUses) collect(n ast.Node) {
	for n.Parent() != nil {
		n = n.Parent()
	}
	p.defined = map[string]bool{}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if footnote, ok := n.(*extast.Footnote); ok && entering {
			p.defined[string(footnote.Ref)] = true
		}
		return ast.WalkContinue, nil
	})
}

// collectNotes finds the footnotes and the numbered link definitions, before
// the text that cites them is walked.
func (r *markdownReader) collectNotes() {
	r.draft.notes = make([]noteList, 2)
	r.draft.notes[definitionList].textual = true
	r.footnotes, r.definitions = map[string]int{}, map[string]int{}
	_ = ast.Walk(r.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *extast.Footnote:
			r.addFootnote(n)
		case *ast.LinkReferenceDefinition:
			r.addDefinition(n)
		}
		return ast.WalkContinue, nil
	})
}

// addFootnote makes an entry of a footnote definition, its text still to come.
func (r *markdownReader) addFootnote(n *extast.Footnote) {
	list := &r.draft.notes[footnoteList]
	if _, taken := r.footnotes[string(n.Ref)]; !taken {
		r.footnotes[string(n.Ref)] = len(list.entries)
	}
	start := max(n.Pos(), 0)
	list.entries = append(list.entries, noteEntry{label: "^" + string(n.Ref), span: Span{start, min(start+len("[^]:")+len(n.Ref), len(r.source))}})
}

// footnote reads the text of a footnote. Footnotes are met in the order in
// which they were collected.
func (r *markdownReader) footnote(n *extast.Footnote) {
	entry := r.nextFootnote
	r.nextFootnote++
	first := len(r.draft.blocks)
	r.blocks(n)
	own := r.draft.blocks[first:]
	for i := range own {
		own[i].note = true
	}
	r.draft.notes[footnoteList].entries[entry].fill(own)
}

// fill takes text, addresses and end of an entry from its blocks.
func (e *noteEntry) fill(blocks []block) {
	var parts []string
	for i := range blocks {
		b := &blocks[i]
		parts = append(parts, whitespace.Fold(b.text))
		e.urls = append(e.urls, b.urls(0, len(b.text))...)
		e.ids = append(e.ids, b.identifiers(0, len(b.text))...)
		e.span.End = max(e.span.End, b.span(0, len(b.text)).End)
	}
	e.text = strings.Join(parts, " ")
}

// addDefinition makes an entry of `[1]: https://…`.
func (r *markdownReader) addDefinition(n *ast.LinkReferenceDefinition) {
	label := string(n.Label)
	if tok, ok := parseLabels(label); !ok || tok.kind != KindNumber || len(tok.labels) != 1 {
		return
	}
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	list := &r.draft.notes[definitionList]
	span := Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	span.Start += len(r.source[span.Start:span.End]) - len(strings.TrimLeft(r.source[span.Start:span.End], " \t\n\r>"))
	target := string(n.Destination)
	at := span
	if i := strings.Index(r.source[span.Start:span.End], target); i >= 0 && target != "" {
		at = Span{span.Start + i, span.Start + i + len(target)}
	}
	entry := noteEntry{label: label, text: strings.TrimSpace(string(n.Title) + " " + target), span: span}
	if target != "" && target != "#" {
		entry.urls = []URL{{Text: string(util.UnescapePunctuations(n.Destination)), Span: at}}
	}
	if _, taken := r.definitions[LabelKey(label)]; !taken {
		r.definitions[LabelKey(label)] = len(list.entries)
	}
	list.entries = append(list.entries, entry)
}

// measure sets the list's span from its entries.
func (l *noteList) measure() {
	for i := range l.entries {
		e := l.entries[i].span
		if i == 0 {
			l.span = e
		}
		l.span = Span{min(l.span.Start, e.Start), max(l.span.End, e.End)}
	}
}
