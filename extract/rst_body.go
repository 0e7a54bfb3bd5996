package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// maxRSTDepth is how deep bodies may nest; what is deeper is read as
// paragraphs.
const maxRSTDepth = 40

// body reads the lines from i to end, none of which is indented by less than
// indent.
func (r *rstReader) body(i, end, indent int) {
	for i < end {
		switch l := r.lines[i]; {
		case l.blank():
			i++
		case r.depth > maxRSTDepth:
			next := r.unbroken(i, end)
			r.chunkOf(rstChunk{}, i, next)
			i = next
		case l.indent > indent:
			next := r.indented(i, end, indent)
			r.waiting = nil
			r.nested(i, next)
			i = next
		default:
			i = r.construct(i, end, indent)
		}
	}
}

// nested reads the lines from i to end as a body of their own.
func (r *rstReader) nested(i, end int) {
	r.depth++
	r.body(i, end, r.margin(i, end))
	r.depth--
}

// margin returns the least indentation of lines.
func (r *rstReader) margin(i, end int) int {
	margin := -1
	for ; i < end; i++ {
		if l := r.lines[i]; !l.blank() && (margin < 0 || l.indent < margin) {
			margin = l.indent
		}
	}
	return max(margin, 0)
}

// indented returns the first line from i on that is indented by no more than
// indent.
func (r *rstReader) indented(i, end, indent int) int {
	for i < end && (r.lines[i].blank() || r.lines[i].indent > indent) {
		i++
	}
	return i
}

// unbroken returns the first blank line from i on.
func (r *rstReader) unbroken(i, end int) int {
	for i < end && !r.lines[i].blank() {
		i++
	}
	return i
}

var (
	rstBullet     = pattern.New(`^[-+*•‣⁃](?:[ \t]+|$)`)
	rstEnumerator = pattern.New(`^(?:\((\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)\)|(\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)[.)])(?:[ \t]+|$)`)
	rstField      = pattern.New("^:([^:\\s`\\\\][^:\n`\\\\]*):(?:[ \t]+|$)")
	rstLineBlock  = pattern.New(`^\|(?:[ \t]+|$)`)
)

// construct reads one element that begins at line i, and returns the line
// behind it.
func (r *rstReader) construct(i, end, indent int) int {
	text := r.text(i)
	if text == ".." || strings.HasPrefix(text, ".. ") || strings.HasPrefix(text, "..\t") {
		return r.explicit(i, end, indent)
	}
	if strings.HasPrefix(text, "__ ") {
		next := r.indented(i+1, end, indent)
		r.anonymous = append(r.anonymous, r.address(strings.TrimSpace(text[3:]), i+1, next))
		return next
	}
	r.waiting = nil
	switch {
	case strings.HasPrefix(text, ">>> ") || text == ">>>":
		next := r.unbroken(i, end)
		r.code(i, next)
		return next
	case strings.HasPrefix(text, "+-"):
		if next := r.gridTable(i, end); next > i {
			return next
		}
	case text[0] == '=':
		if next := r.simpleTable(i, end); next > i {
			return next
		}
	}
	if r.depth == 0 {
		if next := r.title(i, end); next > i {
			return next
		}
	}
	if isRuler(text) && len(text) > 3 && (i+1 == end || r.lines[i+1].blank()) {
		return i + 1 // a transition
	}
	if next := r.listItem(i, end, indent); next > i {
		return next
	}
	if m := rstLineBlock.FindString(text); m != "" {
		return r.lineBlock(i, end)
	}
	return r.paragraph(i, end, indent)
}

// isRuler says whether a line is one punctuation mark, repeated.
func isRuler(text string) bool {
	return text != "" && !isWordByte(text[0]) && text[0] < 0x80 && strings.Trim(text, text[:1]) == ""
}

// title reads a section's title, underlined or between two rulers.
func (r *rstReader) title(i, end int) int {
	at, style := i, ""
	if isRuler(r.text(i)) && i+2 < end && r.text(i) != "::" && r.text(i+2) == r.text(i) {
		at, style = i+1, "over"
	}
	if at+1 >= end || r.lines[at].blank() || r.lines[at+1].indent != r.lines[i].indent {
		return i
	}
	text, under := r.text(at), r.text(at+1)
	if !isRuler(under) || isRuler(text) || len(under) < 4 && (len(under) < rstColumns(text) || under == "::") {
		return i
	}
	style += under[:1]
	if r.styles[style] == 0 {
		r.styles[style] = min(len(r.styles)+1, weakest-1)
	}
	r.target(text, rstTarget{})
	r.section = text
	r.chunkOf(rstChunk{kind: heading, level: r.styles[style]}, at, at+1)
	return at + 2
}

// listItem reads an item of a bullet list, an enumeration or a field list.
func (r *rstReader) listItem(i, end, indent int) int {
	text := r.text(i)
	if m := rstBullet.FindString(text); m != "" {
		return r.item(i, end, indent, len(m), "")
	}
	if m := rstEnumerator.FindStringSubmatch(text); m != nil {
		next := i + 1
		if next == end || r.lines[next].blank() || r.lines[next].indent > indent || rstEnumerator.MatchString(r.text(next)) {
			return r.item(i, end, indent, len(m[0]), r.ordinal(m[1]+m[2]))
		}
	}
	if m := rstField.FindStringSubmatchIndex(text); m != nil {
		if !r.opened && r.depth == 0 {
			r.state(text[m[2]:m[3]], text[m[1]:], r.lines[i].start+m[1], "field list")
		}
		next := r.indented(i+1, end, indent)
		r.cut(i, m[1], next)
		r.nested(i, next)
		return next
	}
	return i
}

// ordinal returns the number that a page prints before an item.
func (r *rstReader) ordinal(enumerator string) string {
	if enumerator != "#" {
		if _, err := strconv.Atoi(enumerator); err != nil {
			return ""
		}
		return enumerator
	}
	for j := len(r.chunks) - 1; j >= 0 && r.chunks[j].kind == item; j-- {
		if n := r.chunks[j].number; n != "" {
			return strconv.Itoa(number(n) + 1)
		}
	}
	return "1"
}

// cut takes a mark of the given width off the front of line i. What is behind
// it is the first line of a body that goes on to end, and stands in line with
// the others.
func (r *rstReader) cut(i, width, end int) {
	r.behind(i, width)
	if margin := r.margin(i+1, end); margin > 0 {
		r.lines[i].indent = margin
	}
}

// behind takes a mark of the given width off the front of line i.
func (r *rstReader) behind(i, width int) {
	l := &r.lines[i]
	l.indent += width
	l.start = min(l.start+width, l.end)
	for l.start < l.end && isSpace(r.source[l.start]) {
		l.start++
	}
}

// item reads an item behind its mark.
func (r *rstReader) item(i, end, indent, width int, ordinal string) int {
	next := r.indented(i+1, end, indent)
	r.behind(i, width)
	if margin := r.margin(i+1, next); margin > 0 && margin < r.lines[i].indent {
		r.lines[i].indent = margin
	}
	first := len(r.chunks)
	r.nested(i, next)
	for j := first; j < len(r.chunks); j++ {
		if c := &r.chunks[j]; c.kind == prose {
			c.kind = item
		}
	}
	if first < len(r.chunks) && r.chunks[first].number == "" {
		r.chunks[first].number = ordinal
	}
	return next
}

// lineBlock reads lines that keep their breaks, `| text`.
func (r *rstReader) lineBlock(i, end int) int {
	next := i
	for next < end && !r.lines[next].blank() && (next == i || r.lines[next].indent > r.lines[i].indent || rstLineBlock.MatchString(r.text(next))) {
		next++
	}
	for j := i; j < next; j++ {
		if m := rstLineBlock.FindString(r.text(j)); m != "" {
			r.lines[j].start += len(m)
		}
	}
	r.chunkOf(rstChunk{}, i, next)
	return next
}

// rstMarkup matches explicit markup that an author set right below a
// paragraph: docutils takes it for text, readers do not.
var rstMarkup = pattern.New(`^\.\. (?:\[[^\]\s]+\] |_[^:]+:(?:\s|$))`)

// paragraph reads a paragraph, or a term with its definition, and the literal
// block that it announces.
func (r *rstReader) paragraph(i, end, indent int) int {
	next := i + 1
	for next < end && !r.lines[next].blank() && r.lines[next].indent == indent && !rstMarkup.MatchString(r.text(next)) {
		next++
	}
	r.opened = r.opened || r.depth == 0
	last := &r.lines[next-1]
	literal := strings.HasSuffix(r.text(next-1), "::")
	if literal {
		last.end--
		if text := r.text(next - 1); text == ":" || strings.HasSuffix(text, " :") {
			last.end--
			last.end = last.start + len(strings.TrimRight(r.source[last.start:last.end], " \t"))
		}
	}
	if next > i+1 || !last.blank() {
		r.chunkOf(rstChunk{}, i, next)
	}
	if literal {
		return r.literal(next, end, indent)
	}
	return next
}

// literal reads the literal block that stands behind a paragraph: indented, or
// every line marked by the same sign.
func (r *rstReader) literal(i, end, indent int) int {
	from := i
	for from < end && r.lines[from].blank() {
		from++
	}
	if from == end {
		return i
	}
	next := r.indented(from, end, indent)
	if next == from && from > i && !isWordByte(r.source[r.lines[from].start]) && !strings.HasPrefix(r.text(from), "..") {
		sign := r.source[r.lines[from].start]
		for next < end && !r.lines[next].blank() && r.source[r.lines[next].start] == sign {
			next++
		}
	}
	if next == from {
		return i
	}
	r.code(from, next)
	return next
}

// code adds lines as program text.
func (r *rstReader) code(i, end int) {
	for i < end && r.lines[i].blank() {
		i++
	}
	for i < end && r.lines[end-1].blank() {
		end--
	}
	if i < end {
		r.chunk(rstChunk{kind: code}, Span{r.lines[i].start, r.lines[end-1].end})
	}
}

// target remembers what a name leads to; the first to take a name keeps it.
func (r *rstReader) target(name string, t rstTarget) {
	key := rstName(name)
	if old, taken := r.targets[key]; !taken || old == (rstTarget{}) {
		r.targets[key] = t
	}
}

// rstName is what names are compared by.
func rstName(name string) string {
	return strings.ToLower(whitespace.Fold(strings.ReplaceAll(name, `\`, "")))
}

// address joins the address of a target that begins with first and goes on in
// the lines from i to end.
func (r *rstReader) address(first string, i, end int) string {
	parts := []string{first}
	for ; i < end; i++ {
		parts = append(parts, r.text(i))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "")
}
