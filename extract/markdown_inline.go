package extract

import (
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// inlines reads the inline children of a node into the block at hand.
func (r *markdownReader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.text(n)
		case *ast.String:
			r.flat.text = append(r.flat.text, n.Value...)
		case *ast.CodeSpan:
			start := len(r.flat.text)
			r.verbatim = true
			r.inlines(n)
			r.verbatim = false
			r.flat.mark(start, mark{kind: codeMark})
		case *ast.AutoLink:
			start := len(r.flat.text)
			r.flat.add(string(n.Label(r.bytes)), max(n.Pos()+1, 0))
			r.flat.mark(start, mark{kind: linkMark, target: string(n.URL(r.bytes))})
		case *ast.Link:
			r.link(n)
		case *ast.RawHTML:
			r.rawHTML(n)
		case *ast.Image:
		case *footnoteUse:
			r.footnoteLink(n)
		default:
			r.inlines(n)
		}
	}
}

// text adds a text node. A backslash that makes the next sign a plain one, and
// the notation of an entity, are not what a reader sees.
func (r *markdownReader) text(n *ast.Text) {
	raw, base := string(n.Segment.Value(r.bytes)), n.Segment.Start
	from := 0
	for at := 0; at < len(raw) && !r.verbatim && !n.IsRaw(); at++ {
		switch {
		case raw[at] == '\\' && at+1 < len(raw) && util.IsPunct(raw[at+1]):
			r.flat.add(raw[from:at], base+from)
			at++
			from = at
		case raw[at] == '&':
			if length, decoded := entityAt(raw[at:]); length > 0 {
				r.flat.add(raw[from:at], base+from)
				r.flat.add(decoded, base+at)
				at += length - 1
				from = at + 1
			}
		}
	}
	r.flat.add(raw[from:], base+from)
	if n.SoftLineBreak() || n.HardLineBreak() {
		r.flat.add("\n", n.Segment.Stop)
	}
}

// rawHTML reads `<sup>1</sup>` and line breaks; of other tags only the text
// between them counts, which goldmark hands over as text.
func (r *markdownReader) rawHTML(n *ast.RawHTML) {
	tag := strings.ToLower(string(n.Segments.Value(r.bytes)))
	switch {
	case r.hides(tag):
	case strings.HasPrefix(tag, "<br"):
		r.flat.add("\n", n.Segments.At(0).Start)
	case tag == "<sup>":
		r.raisedAt = len(r.flat.text)
	case tag == "</sup>" && r.raisedAt >= 0:
		r.flat.mark(r.raisedAt, mark{kind: superMark})
		r.raisedAt = -1
	}
}

// footnoteLink reads `[^1]` that a definition answers.
func (r *markdownReader) footnoteLink(n *footnoteUse) {
	start := len(r.flat.text)
	if r.printed[n.label] == "" {
		r.printed[n.label] = strconv.Itoa(len(r.printed) + 1) // pages number footnotes as they are first cited
	}
	note := &noteMark{labels: []string{"^" + n.label}, list: footnoteList}
	if r.printed[n.label] != n.label {
		note.tie = &Tie{Printed: r.printed[n.label]}
	}
	r.flat.add(r.source[n.at:n.at+len("[^]")+len(n.label)], n.at)
	r.flat.mark(start, mark{kind: noteMarker, note: note})
}

// adjacent matches what Markdown reads as a full reference link.
var adjacent = pattern.New(`^\[([^\[\]\n]{1,40})\]\[([^\[\]\n]{1,40})\]`)

// link reads a link. One whose text is a label is a marker: `[1]` with a
// definition, and `[1][2]`, which is two markers that Markdown reads as one
// link. The brackets then stay in the reading text.
func (r *markdownReader) link(n *ast.Link) {
	start, at := len(r.flat.text), max(n.Pos(), 0)
	labels, length := r.linkLabels(n, at)
	if length == 0 {
		r.inlines(n)
		r.flat.mark(start, mark{kind: linkMark, target: string(n.Destination)})
		r.markUse(n)
		return
	}
	r.flat.add(r.source[at:at+length], at)
	if n.Reference != nil && gluedToCode(trailingWord(r.source[max(0, at-32):at])) {
		return // `matrix[1][2]` is no citation, whatever the page makes of it
	}
	if n.Reference == nil {
		r.flat.mark(start, mark{kind: linkMark, target: string(n.Destination)})
		return
	}
	first := length
	if len(labels) > 1 {
		first = strings.IndexByte(r.source[at:], ']') + 1
		span := Span{at, at + length}
		r.draft.merged = append(r.draft.merged, Merged{Text: r.source[span.Start:span.End], Labels: labels, Target: string(n.Destination), Span: span})
	}
	r.flat.marks = append(r.flat.marks, mark{start: start, end: start + first, kind: noteMarker, note: &noteMark{labels: labels[:1], list: definitionList}})
	if len(labels) > 1 {
		r.flat.mark(start+first, mark{kind: noteMarker, note: &noteMark{labels: labels[1:], list: definitionList}})
	}
}

// linkLabels returns the labels that a link's text and reference show, and the
// length of the source that shows them; 0 when the link is an ordinary one.
func (r *markdownReader) linkLabels(n *ast.Link, at int) (labels []string, length int) {
	source := r.source[at:]
	if n.Reference != nil && n.Reference.Type == ast.ReferenceLinkFull {
		m := adjacent.FindStringSubmatch(source)
		if m == nil || m[1] == m[2] || !r.isDefined(m[2]) || !isNumberLabel(m[1]) {
			return nil, 0
		}
		return []string{m[1], m[2]}, len(m[0])
	}
	length, inside := bracketAt(source)
	if length == 0 || !isNumberLabel(inside) || n.Reference != nil && !r.isDefined(inside) {
		return nil, 0
	}
	return []string{inside}, length
}

func isNumberLabel(s string) bool {
	tok, ok := parseLabels(s)
	return ok && tok.kind == KindNumber && len(tok.labels) == 1
}

func (r *markdownReader) isDefined(label string) bool {
	_, ok := r.definitions[LabelKey(label)]
	return ok
}

// markUse remembers that `[text][1]` uses a definition.
func (r *markdownReader) markUse(n *ast.Link) {
	if n.Reference == nil {
		return
	}
	if i, ok := r.definitions[LabelKey(string(n.Reference.Value))]; ok {
		r.draft.notes[definitionList].entries[i].cited = true
	}
}
