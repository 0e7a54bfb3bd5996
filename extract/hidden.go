package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// hiddenText reads what the page does not show, apart from the text, where it
// may hold markers.
func (w *htmlWalker) hiddenText(n *html.Node) {
	if w.hidden || w.chrome > 0 || w.entry != nil {
		return
	}
	if span := w.page.at(n); !strings.ContainsAny(w.page.source[span.Start:span.End], "[#") {
		return
	}
	paragraph, open, behind, blocks := w.flat, w.open, w.behind, w.draft.blocks
	w.flat, w.open, w.behind, w.draft.blocks, w.hidden = new(flat), nil, nil, nil, true
	w.children(n)
	w.flush()
	for _, b := range append(w.draft.blocks, w.behind...) {
		w.draft.hide(b, len(blocks))
	}
	w.flat, w.open, w.behind, w.draft.blocks, w.hidden = paragraph, open, behind, blocks, false
}

// hide keeps a block that readers do not see, where it may hold a marker.
func (d *draft) hide(b block, at int) {
	cites := func(m mark) bool { return m.kind == noteMarker }
	if strings.ContainsAny(b.text, "[【") || slices.ContainsFunc(b.marks, cites) {
		d.hidden = append(d.hidden, hiddenBlock{b, at})
	}
}

// embed adds the blocks of a draft that was read from a part of the source.
func (d *draft) embed(part *draft, base int) {
	before := len(d.blocks)
	for _, b := range part.blocks {
		b.shift(base)
		d.blocks = append(d.blocks, b)
	}
	for _, h := range part.hidden {
		h.shift(base)
		d.hidden = append(d.hidden, hiddenBlock{h.block, before + h.at})
	}
}

// A hiddenTag is an inline element of Markdown that hides its text: where that
// begins in the block at hand, and how many elements of its name are open.
type hiddenTag struct {
	name  string
	start int
	open  int
}

// hides reads a tag that begins or ends what the page does not show, and says
// whether it is one. The text in between is taken out of the block.
func (r *markdownReader) hides(tag string) bool {
	h := &r.hidden
	name := strings.TrimLeft(tag, "</")
	name = name[:len(leadingWord(name))]
	closing := strings.HasPrefix(tag, "</")
	switch {
	case h.open == 0:
		if closing || name == "" || strings.HasSuffix(tag, "/>") || len(tag) > maxStyle || !displayNone.MatchString(tag) || !strings.Contains(tag, "style") {
			return false
		}
		*h = hiddenTag{name: name, start: len(r.flat.text), open: 1}
		return true
	case name != h.name:
		return false
	case !closing:
		h.open++
		return false
	}
	if h.open--; h.open == 0 {
		if b, ok := r.flat.cut(h.start); ok {
			r.draft.hide(b, len(r.draft.blocks))
		}
	}
	return true
}

// cut takes the text from start on out of the flat, as a block of its own.
func (f *flat) cut(start int) (block, bool) {
	tail := flat{text: f.text[start:]}
	first := sort.Search(len(f.pieces), func(i int) bool { return f.pieces[i].at >= start })
	if first > 0 && (first == len(f.pieces) || f.pieces[first].at > start) {
		p := f.pieces[first-1]
		tail.pieces = append(tail.pieces, piece{0, p.src + start - p.at})
	}
	for _, p := range f.pieces[first:] {
		tail.pieces = append(tail.pieces, piece{p.at - start, p.src})
	}
	inner := sort.Search(len(f.marks), func(i int) bool { return f.marks[i].start >= start })
	for _, m := range f.marks[inner:] {
		m.start, m.end = m.start-start, m.end-start
		tail.marks = append(tail.marks, m)
	}
	b, ok := tail.block(prose)
	f.text, f.pieces, f.marks = f.text[:start], f.pieces[:first], f.marks[:inner]
	return b, ok
}

// hidden fills the article's markers that readers do not see: those that a
// list answers. Their sentence is what is hidden with them, "" for nothing.
func (f *finder) hidden(blocks []hiddenBlock) {
	for i := range blocks {
		b := &blocks[i].block
		at := min(blocks[i].at, len(f.blocks)-1)
		words := b.words()
		add := func(start, end int, label string, list int) {
			m := Marker{Label: label, Text: strings.ReplaceAll(b.text[start:end], `\`, ""), Span: b.span(start, end), List: list}
			if words && f.sentences < sentenceBudget {
				m.Sentence = sentenceAt(b.text, start, end)
				f.sentences += len(m.Sentence)
			}
			f.article.Hidden = append(f.article.Hidden, m)
		}
		for _, m := range b.marks {
			if m.kind != noteMarker {
				continue
			}
			if list, known := f.ofNote[m.note.list]; known {
				for _, label := range m.note.labels {
					add(m.start, m.end, label, list)
				}
			}
		}
		bracketedIn(b, max(at, 0), func(c candidate) bool {
			if lists := f.resolve(&c); c.context != never && !slices.Contains(lists, -1) {
				for j, label := range c.tok.labels {
					add(c.start, c.end, label, lists[j])
				}
			}
			return len(f.article.Hidden) < maxInList
		})
	}
}

// words says whether a block holds words besides its markers.
func (b *block) words() bool {
	from := 0
	for _, m := range b.marks {
		if m.kind == noteMarker {
			if hasLetter(b.text[from:m.start]) {
				return true
			}
			from = m.end
		}
	}
	return hasLetter(b.text[from:])
}

// hasLetter says whether a text has a letter outside of brackets.
func hasLetter(s string) bool {
	for at := 0; at < len(s); {
		if length, _ := markerBracket(s[at:]); length > 0 {
			at += length
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if unicode.IsLetter(r) {
			return true
		}
		at += size
	}
	return false
}
