package extract

import (
	"sort"
	"strings"
)

// A Paragraph is a stretch of the article as its readers see it: without
// markup, and without a paragraph break. Menus and the entries of lists are in
// none.
type Paragraph struct {
	Text   string // may hold line breaks where the author set them
	Kind   ParagraphKind
	Level  int    // of a heading: 1–6, 0 when its format has no levels
	Number string // that the format prints before an item of a list: "3"

	origin origin
	start  int // of Text in the text that the origin maps
}

// A ParagraphKind says how a paragraph stands in the article.
type ParagraphKind int

// The kinds of paragraph.
const (
	Prose   ParagraphKind = iota
	Heading               // of a section
	Item                  // of a list, ordered or not, that is no reference list
	Code                  // program text: white space counts
	Cell                  // of a table
	Caption               // of a figure or a table, and what is set beside the text
)

// Paragraphs returns the reading text in its order; nil where
// [Options.KeepReading] did not ask for it.
func (a *Article) Paragraphs() []Paragraph { return a.paragraphs }

// Span returns where the paragraph's text comes from.
func (p *Paragraph) Span() Span { return p.origin.span(p.start, p.start+len(p.Text)) }

// A Placed is where a span of the source stands in a paragraph: bytes of Text,
// half-open.
type Placed struct {
	Index      int // of the span, among those that were asked for
	Start, End int
}

// Places finds the spans that begin in the paragraph, and where. The spans must
// be in the order of their starts.
func (p *Paragraph) Places(spans []Span) []Placed {
	var found []Placed
	pieces := p.origin.list()
	for i, piece := range pieces {
		from, to := max(piece.at, p.start), p.start+len(p.Text)
		if i+1 < len(pieces) {
			to = min(to, pieces[i+1].at)
		}
		if from >= to {
			continue
		}
		first := piece.src + from - piece.at
		next := sort.Search(len(spans), func(j int) bool { return spans[j].Start >= first })
		if n := len(found); n > 0 && next == found[n-1].Index {
			next++ // what a reader makes of markup may be several pieces of one place
		}
		for ; next < len(spans) && spans[next].Start < first+to-from; next++ {
			start := from + spans[next].Start - first
			found = append(found, Placed{next, start - p.start, p.behind(pieces[i:], start, spans[next])})
		}
	}
	return found
}

// maxPieces is over how many pieces of its origin a span is followed. Markup
// within a marker or an address makes few.
const maxPieces = 64

// behind returns the offset in Text behind a span that begins at an offset of
// the origin's text, in the first of some pieces.
func (p *Paragraph) behind(pieces []piece, start int, s Span) int {
	end := start
	for i, piece := range pieces[:min(len(pieces), maxPieces)] {
		if piece.src >= s.End || i > 0 && piece.src < s.Start {
			break
		}
		to := p.start + len(p.Text)
		if i+1 < len(pieces) {
			to = min(to, pieces[i+1].at)
		}
		end = max(end, min(to, piece.at+s.End-piece.src))
	}
	return end - p.start
}

// paragraphs returns the blocks that readers see, without what belongs to
// entries of lists.
func (f *finder) paragraphs() []Paragraph {
	var all []Paragraph
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.chrome && !b.aside || b.note {
			continue
		}
		from := 0
		for _, o := range f.owned[i] {
			all = b.paragraph(all, from, o.start)
			from = max(from, o.end)
		}
		all = b.paragraph(all, from, len(b.text))
	}
	return all
}

// paragraph adds a part of the block, unless it is blank. How far its first line
// is indented stays to be seen.
func (b *block) paragraph(all []Paragraph, from, to int) []Paragraph {
	if from >= to {
		return all
	}
	to = from + len(strings.TrimRight(b.text[from:to], whiteSpace))
	blank := to - from - len(strings.TrimLeft(b.text[from:to], whiteSpace))
	if from += strings.LastIndexAny(b.text[from:from+blank], "\r\n") + 1; from == to {
		return all
	}
	p := Paragraph{Text: b.text[from:to], Kind: b.paragraphKind(), origin: b.origin, start: from}
	switch p.Kind {
	case Heading:
		p.Level = b.level % weakest
	case Item:
		p.Number = b.number
	}
	return append(all, p)
}

// whiteSpace is what isSpace takes for such.
const whiteSpace = " \n\t\r\f"

func (b *block) paragraphKind() ParagraphKind {
	switch {
	case b.kind == heading:
		return Heading
	case b.kind == code:
		return Code
	case b.caption, b.aside:
		return Caption
	case b.kind == item:
		return Item
	case b.kind == cell:
		return Cell
	}
	return Prose
}
