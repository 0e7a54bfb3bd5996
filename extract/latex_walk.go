package extract

import (
	"strings"
)

// A latexGroup is an open brace, and what its end means.
type latexGroup struct {
	kind   latexGroupKind
	start  int // in the flat's text, of a mark
	source int // where it begins in the whole

	// What goes on behind a group whose text stands apart.
	flat   *flat
	open   []openMark
	entry  *entryRef
	blocks []block
	block  blockKind
	level  int
}

type latexGroupKind int

const (
	plainGroup   latexGroupKind = iota
	silentGroup                 // holds no text
	markGroup                   // gives its text a meaning
	headingGroup                // a heading, or a caption: stands apart
	noteGroup                   // a footnote: stands apart, behind the paragraph
	titleGroup                  // the document's title
)

// walk reads the file at hand to its end.
func (r *latexReader) walk() {
	for r.at < len(r.src) && !r.ended {
		switch c := r.src[r.at]; c {
		case '\\':
			r.command()
		case '%':
			r.comment()
		case '{':
			r.push(latexGroup{})
			r.at++
		case '}':
			r.pop()
			r.at++
		case '$':
			r.dollar()
		case '~', '&':
			r.write(" ", r.at)
			r.at++
		case ' ', '\t', '\n', '\r', '\f':
			r.space()
		case '-', '`', '\'':
			r.ligature()
		default:
			end := r.at + 1
			for end < len(r.src) && !latexSpecial[r.src[end]] {
				end++
			}
			r.write(r.src[r.at:end], r.at)
			r.at = end
		}
	}
}

// latexSpecial are the bytes at which reading stops to look.
var latexSpecial = func() (special [256]bool) {
	for _, c := range []byte("\\%{}$~& \t\n\r\f-`'") {
		special[c] = true
	}
	return special
}()

// write adds text that stands in the file at hand.
func (r *latexReader) write(s string, at int) {
	if !r.body || r.silent > 0 {
		return
	}
	if text := r.out.flat.text; s == " " && (len(text) == 0 || isSpace(text[len(text)-1])) {
		return
	}
	r.out.flat.add(s, r.base+at)
}

// stand adds text that stands for something else, at one place.
func (r *latexReader) stand(s string, at int) {
	for i := range len(s) {
		r.write(s[i:i+1], at)
	}
}

// comment passes over the rest of the line, its end, and what the next line is
// indented by: a comment joins two lines.
func (r *latexReader) comment() {
	r.at += lineLength(r.src[r.at:])
	if r.at < len(r.src) {
		r.at = behindLineEnd(r.src, r.at)
	}
	for r.at < len(r.src) && (r.src[r.at] == ' ' || r.src[r.at] == '\t') {
		r.at++
	}
}

// space passes over white space; an empty line ends a paragraph.
func (r *latexReader) space() {
	from, lines := r.at, 0
	for r.at < len(r.src) && isSpace(r.src[r.at]) {
		lines += boolCount(r.src[r.at] == '\n' || r.src[r.at] == '\r' && (r.at+1 == len(r.src) || r.src[r.at+1] != '\n'))
		r.at++
	}
	if lines > 1 {
		r.paragraph()
		return
	}
	r.write(" ", from)
}

// paragraph ends a paragraph, and with it a formula in the text that was never
// ended.
func (r *latexReader) paragraph() {
	if strings.HasPrefix(r.math, "$") {
		r.endMath()
	}
	if r.body && r.silent == 0 {
		r.out.flush()
	}
}

// ligature reads dashes and quotation marks.
func (r *latexReader) ligature() {
	from := r.at
	for r.at < len(r.src) && r.at < from+3 && r.src[r.at] == r.src[from] {
		r.at++
	}
	switch run := r.src[from:r.at]; {
	case run == "---":
		r.stand("—", from)
	case run == "--":
		r.stand("–", from)
	case run == "``" || run == "''":
		r.write(`"`, from)
	case run[0] == '`':
		r.at = from + 1
		r.write("'", from)
	default:
		r.at = from + 1
		r.write(r.src[from:r.at], from)
	}
}

// maxGroups is how deep groups may nest; what is deeper means nothing.
const maxGroups = 4096

func (r *latexReader) push(g latexGroup) {
	if len(r.groups) >= maxGroups {
		r.deeper++
		return
	}
	g.source = r.base + r.at
	r.groups = append(r.groups, g)
	r.silent += boolCount(g.kind == silentGroup)
}

// pop ends the innermost group.
func (r *latexReader) pop() {
	last := len(r.groups) - 1
	if r.deeper > 0 || last < 0 {
		r.deeper = max(r.deeper-1, 0)
		return
	}
	g := r.groups[last]
	r.groups = r.groups[:last]
	switch g.kind {
	case silentGroup:
		r.silent--
	case markGroup:
		r.unmark()
	case headingGroup:
		r.out.flush()
		r.out.kind, r.out.level = g.block, g.level
	case noteGroup:
		r.endNote(g)
	case titleGroup:
		r.endTitle(g)
	}
}

// mark begins text with a meaning.
func (r *latexReader) mark(m mark) {
	r.out.open = append(r.out.open, openMark{len(r.out.flat.text), m})
}

func (r *latexReader) unmark() {
	w := r.out
	last := len(w.open) - 1
	if last < 0 {
		return
	}
	w.flat.mark(w.open[last].start, w.open[last].mark)
	w.open = w.open[:last]
}

// dollar reads the sign that begins and ends a formula.
func (r *latexReader) dollar() {
	sign := "$"
	if strings.HasPrefix(r.src[r.at:], "$$") && r.math != "$" {
		sign = "$$"
	}
	r.at += len(sign)
	switch r.math {
	case sign:
		r.endMath()
	case "":
		r.beginMath(sign)
	}
}

// beginMath begins a formula: what is in it is no running text, though it may
// hold citations.
func (r *latexReader) beginMath(end string) {
	if r.math == "" && r.body && r.silent == 0 {
		r.math = end
		r.mark(mark{kind: codeMark})
	}
}

func (r *latexReader) endMath() {
	r.math = ""
	r.unmark()
}

// apart begins a group whose text stands apart from what is around it.
func (r *latexReader) saved(kind latexGroupKind) latexGroup {
	w := r.out
	return latexGroup{kind: kind, flat: w.flat, open: w.open, entry: w.entry, blocks: w.draft.blocks, block: w.kind, level: w.level}
}

// heading begins a heading of a level, or with level 0 a caption.
func (r *latexReader) heading(level int) {
	g := latexGroup{kind: headingGroup, block: r.out.kind, level: r.out.level}
	if !r.body || r.silent > 0 {
		r.push(latexGroup{})
		return
	}
	r.out.flush()
	r.out.kind, r.out.level = prose, 0
	if level > 0 {
		r.out.kind, r.out.level = heading, level
	}
	r.push(g)
}

// beginNote begins the text of a footnote, apart from the paragraph that it
// stands in, so that the paragraph's sentences stay whole. marked says whether
// it is its own marker.
func (r *latexReader) beginNote(at int, marked bool) {
	w := r.out
	if !r.body || r.silent > 0 || w.entry != nil {
		r.push(latexGroup{})
		return
	}
	marked = marked && !r.titled // a title is no text that could cite
	if r.footnotes < 0 {
		r.footnotes = len(w.draft.notes)
		w.draft.notes = append(w.draft.notes, noteList{})
	}
	r.notes++
	label := numberLabel(r.notes)
	list := &w.draft.notes[r.footnotes]
	list.entries = append(list.entries, noteEntry{label: label, span: Span{r.base + at, r.base + at}, cited: !marked})
	if marked {
		start := len(w.flat.text)
		r.stand(label, at)
		w.flat.mark(start, mark{kind: noteMarker, note: &noteMark{labels: []string{label}, list: r.footnotes}})
	}
	r.push(r.saved(noteGroup))
	w.flat, w.open, w.kind, w.level = new(flat), nil, prose, 0
	w.entry = &entryRef{r.footnotes, len(list.entries) - 1}
	w.draft.blocks, w.behind = w.behind, nil
}

// endOpenNotes ends the footnotes that we stand in: no footnote holds a section,
// so that their ends are missing.
func (r *latexReader) endOpenNotes() {
	for i := range r.groups {
		if r.groups[i].kind == noteGroup {
			r.endGroups(i)
			return
		}
	}
}

// endGroups ends the groups from index i on.
func (r *latexReader) endGroups(i int) {
	r.deeper = 0
	for len(r.groups) > i {
		r.pop()
	}
}

func (r *latexReader) endNote(g latexGroup) {
	w := r.out
	w.flush()
	w.draft.blocks, w.behind = g.blocks, w.draft.blocks
	w.flat, w.open, w.entry, w.kind, w.level = g.flat, g.open, g.entry, g.block, g.level
}

// beginTitle begins the document's title, which may stand before its text.
func (r *latexReader) beginTitle() {
	r.push(r.saved(titleGroup))
	r.groups[len(r.groups)-1].start = boolCount(r.body)
	r.titled = true
	r.out.flat, r.out.open, r.body = new(flat), nil, true
}

func (r *latexReader) endTitle(g latexGroup) {
	w := r.out
	if w.draft.title == "" {
		w.draft.title = string(w.flat.text)
	}
	r.titled = false
	w.flat, w.open, r.body = g.flat, g.open, g.start > 0
	w.draft.blocks = g.blocks
}
