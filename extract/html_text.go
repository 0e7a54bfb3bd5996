package extract

import (
	"golang.org/x/net/html"

	"github.com/citelint/citelint/whitespace"
)

// text adds a text node, white space folded, entities read; each part
// remembers its place in the source.
func (w *htmlWalker) text(n *html.Node) {
	span := w.page.at(n)
	raw := w.page.source[span.Start:span.End]
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case isSpace(c) && !w.pre:
			j := i + 1
			for j < len(raw) && isSpace(raw[j]) {
				j++
			}
			if s := w.flat.text; len(s) > 0 && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
				w.flat.add(" ", span.Start+i)
			}
			i = j
		case c == '&':
			i += w.entity(raw[i:], span.Start+i)
		default:
			j := i + 1
			for j < len(raw) && raw[j] != '&' && (w.pre || !isSpace(raw[j]) || isSingle(raw, j)) {
				j++
			}
			w.flat.add(raw[i:j], span.Start+i)
			i = j
		}
	}
}

// isSingle says whether the white space at raw[i] is one space between two
// words, which stays as it is.
func isSingle(raw string, i int) bool {
	return raw[i] == ' ' && i+1 < len(raw) && raw[i+1] != '&' && !isSpace(raw[i+1])
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// entity adds the character that s begins with as an entity and returns the
// entity's length.
func (w *htmlWalker) entity(s string, src int) int {
	length, decoded := entityAt(s)
	if length == 0 {
		w.flat.add("&", src)
		return 1
	}
	w.flat.add(decoded, src)
	return length
}

// maxEntity is longer than the longest named entity of the HTML standard.
const maxEntity = 34

// entityAt reads the entity that s begins with: its length, 0 for none, and
// what it stands for. A no-break space counts as a space.
func entityAt(s string) (length int, decoded string) {
	end := 1
	for end < len(s) && end < maxEntity && (isWordByte(s[end]) || s[end] == '#') {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	decoded = html.UnescapeString(s[:end])
	if decoded == s[:end] {
		return 0, ""
	}
	if decoded == "\u00a0" {
		decoded = " "
	}
	return end, decoded
}

// flush closes the block at hand. What is read within a note goes to its
// entry.
func (w *htmlWalker) flush() {
	f := w.flat
	if len(f.text) == 0 {
		return
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		o := &w.open[i]
		f.mark(o.start, o.mark)
		o.mark.more = o.mark.more || len(f.text) > o.start
		o.start = 0
	}
	b, ok := f.block(w.kind)
	f.reset()
	if !ok {
		return
	}
	b.level, b.number = max(b.level, w.level), w.number
	b.chrome, b.signed, b.aside = w.chrome > 0 || !w.inMain, w.signed > 0, w.aside > 0
	b.caption = w.caption
	b.takeBrackets()
	w.number = ""
	if w.entry != nil {
		b.note = true
		e := &w.draft.notes[w.entry.list].entries[w.entry.entry]
		e.parts = append(e.parts, whitespace.Fold(b.text))
		e.urls = append(e.urls, b.urls(0, len(b.text))...)
		e.ids = append(e.ids, b.identifiers(0, len(b.text))...)
		e.span.End = max(e.span.End, b.span(0, len(b.text)).End)
	}
	w.draft.blocks = append(w.draft.blocks, b)
	if w.behind != nil && w.entry == nil {
		w.draft.blocks = append(w.draft.blocks, w.behind...)
		w.behind = nil
	}
}

// takeBrackets widens markers over the brackets that stand outside of their
// links: `[<a href="#n1">1</a>]`.
func (b *block) takeBrackets() {
	for i := range b.marks {
		m := &b.marks[i]
		if m.kind == noteMarker && m.start > 0 && m.end < len(b.text) && b.text[m.start-1] == '[' && b.text[m.end] == ']' {
			m.start--
			m.end++
		}
	}
}
