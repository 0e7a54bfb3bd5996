package extract

import "strings"

// A flat gathers the reading text of one block together with where each part
// of it stands in the source.
type flat struct {
	text   strings.Builder
	pieces []piece
	marks  []mark
}

// add appends a part of the source that is copied as it is.
func (f *flat) add(s string, src int) {
	if s == "" {
		return
	}
	at := f.text.Len()
	if n := len(f.pieces); n == 0 || f.pieces[n-1].src+at-f.pieces[n-1].at != src {
		f.pieces = append(f.pieces, piece{at, src})
	}
	f.text.WriteString(s)
}

// mark remembers that the text from start on has a meaning.
func (f *flat) mark(start int, m mark) {
	if m.start, m.end = start, f.text.Len(); m.end > m.start {
		f.marks = append(f.marks, m)
	}
}

// block closes the gathering. It is false for a block without text.
func (f *flat) block(kind blockKind) (block, bool) {
	text := f.text.String()
	if strings.TrimSpace(text) == "" {
		return block{}, false
	}
	b := block{kind: kind, text: text, marks: f.marks}
	if len(f.pieces) == 1 {
		b.origin = origin{base: f.pieces[0].src - f.pieces[0].at}
	} else {
		b.origin = origin{pieces: f.pieces}
	}
	if kind == prose && isListHeading(text) {
		b.kind, b.level = heading, weakest
	}
	return b, true
}

// weakest is the level of a heading that is marked only by its words: any
// heading of the format ends its section.
const weakest = 7

// shift moves a block's origin, for a block read from a part of the source.
func (b *block) shift(by int) {
	b.origin.base += by
	for i := range b.origin.pieces {
		b.origin.pieces[i].src += by
	}
}
