package extract

import "sort"

// An origin maps offsets of a block's text to offsets of the source.
type origin struct {
	base   int
	pieces *[]piece // nil where the text is one unbroken copy of the source, as in millions of blocks of plain text
}

// A piece says that the text from at on comes from the source at src on, up to
// the next piece.
type piece struct{ at, src int }

// source returns the source offset of a text offset.
func (o origin) source(offset int) int {
	if o.pieces == nil {
		return o.base + offset
	}
	pieces := *o.pieces
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].at > offset }) - 1
	if i < 0 {
		return o.base
	}
	return pieces[i].src + offset - pieces[i].at
}

// span returns where a stretch of the text comes from. The end is the source
// place just behind the last byte, so that a break in the origin right behind
// it is not counted in.
func (o origin) span(start, end int) Span {
	if end <= start {
		at := o.source(start)
		return Span{Start: at, End: at}
	}
	return Span{Start: o.source(start), End: o.source(end-1) + 1}
}

// shift moves an origin within the source.
func (o *origin) shift(by int) {
	o.base += by
	for i := 0; o.pieces != nil && i < len(*o.pieces); i++ {
		(*o.pieces)[i].src += by
	}
}

// list returns the pieces, of an unbroken text the one.
func (o origin) list() []piece {
	if o.pieces == nil {
		return []piece{{0, o.base}}
	}
	return *o.pieces
}

// through returns the origin of a text of a length whose source has an origin
// of its own: a mail's text within its encoding.
func (o origin) through(outer origin, length int) origin {
	pieces, outside := o.list(), outer.list()
	out := make([]piece, 0, len(pieces))
	for i, p := range pieces {
		end := length
		if i+1 < len(pieces) {
			end = pieces[i+1].at
		}
		out = append(out, piece{p.at, outer.source(p.src)})
		next := sort.Search(len(outside), func(i int) bool { return outside[i].at > p.src })
		for ; next < len(outside) && outside[next].at < p.src+end-p.at; next++ {
			out = append(out, piece{p.at + outside[next].at - p.src, outside[next].src})
		}
	}
	return origin{pieces: &out}
}

// through moves all places of a draft, whose reader saw a text with an origin
// of its own, to the source of that text.
func (d *draft) through(outer origin) {
	move := func(s Span) Span { return outer.span(s.Start, s.End) }
	for i := range d.blocks {
		b := &d.blocks[i]
		b.origin = b.origin.through(outer, len(b.text))
	}
	for i := range d.hidden {
		b := &d.hidden[i].block
		b.origin = b.origin.through(outer, len(b.text))
	}
	for i := range d.merged {
		d.merged[i].Span = move(d.merged[i].Span)
	}
	for i := range d.notes {
		l := &d.notes[i]
		l.span = move(l.span)
		for j := range l.entries {
			e := &l.entries[j]
			e.span = move(e.span)
			for k := range e.urls {
				e.urls[k].Span = move(e.urls[k].Span)
			}
			for k := range e.ids {
				e.ids[k].Span = move(e.ids[k].Span)
			}
			for k := range e.backs {
				e.backs[k].Span = move(e.backs[k].Span)
			}
		}
	}
	d.published.Span = move(d.published.Span)
	for i := range d.modified {
		d.modified[i].Span = move(d.modified[i].Span)
	}
}
