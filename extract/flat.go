package extract

import (
	"slices"
	"strings"
)

// A flat gathers the reading text of one block together with where each part
// of it stands in the source.
type flat struct {
	text   []byte
	pieces []piece
	marks  []mark
}

// add appends a part of the source that is copied as it is.
func (f *flat) add(s string, src int) {
	if s == "" {
		return
	}
	at := len(f.text)
	if n := len(f.pieces); n == 0 || f.pieces[n-1].src+at-f.pieces[n-1].at != src {
		f.pieces = append(f.pieces, piece{at, src})
	}
	f.text = append(f.text, s...)
}

// mark remembers that the text from start on has a meaning. Marks do not nest:
// a link takes the place of the type that is set within it, and gives way to
// another link within it.
func (f *flat) mark(start int, m mark) {
	if m.start, m.end = start, len(f.text); m.end <= m.start {
		return
	}
	inner := len(f.marks)
	for inner > 0 && f.marks[inner-1].end > start {
		inner--
	}
	if slices.ContainsFunc(f.marks[inner:], func(within mark) bool { return !within.kind.isType() || m.kind.isType() }) {
		return
	}
	f.marks = append(f.marks[:inner], m)
}

// reset empties the flat for the next block.
func (f *flat) reset() { f.text, f.pieces, f.marks = f.text[:0], f.pieces[:0], f.marks[:0] }

// block closes the gathering. It is false for a block without text.
func (f *flat) block(kind blockKind) (block, bool) {
	text := string(f.text)
	if strings.TrimSpace(text) == "" {
		return block{}, false
	}
	b := block{kind: kind, text: text, marks: slices.Clone(f.marks)}
	if len(f.pieces) == 1 {
		b.origin = origin{base: f.pieces[0].src - f.pieces[0].at}
	} else {
		pieces := slices.Clone(f.pieces)
		b.origin = origin{pieces: &pieces}
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
func (b *block) shift(by int) { b.origin.shift(by) }
