package extract

import "strings"

// maxLeftAlone is how many of the brackets that are no markers are kept.
const maxLeftAlone = 1000

// leaveAlone counts a bracketed text that looks like a marker and is none, and
// keeps the first of them.
func (f *finder) leaveAlone(c *candidate) {
	f.article.Bracketed++
	if len(f.article.LeftAlone) >= maxLeftAlone {
		return
	}
	b := &f.blocks[c.block]
	f.article.LeftAlone = append(f.article.LeftAlone, LeftAlone{
		Text: strings.ReplaceAll(b.text[c.start:c.end], `\`, ""), Span: b.span(c.start, c.end), Reason: f.whyAlone(c),
	})
}

// whyAlone says in a few words why a candidate is no marker.
func (f *finder) whyAlone(c *candidate) string {
	b := &f.blocks[c.block]
	before, after := b.text[max(0, c.start-32):c.start], b.text[c.end:min(len(b.text), c.end+32)]
	points, _ := pointsInside(before)
	m := b.markAt(c.start)
	switch {
	case m != nil && m.kind == codeMark, gluedToCode(trailingWord(before)), strings.HasSuffix(before, "="):
		return "it is program text"
	case points:
		return "it points into the article itself"
	case isInterval(c.tok, before, after):
		return "it is an interval"
	case strings.HasPrefix(after, "("), m != nil && m.leads(), b.linked(c.start, c.end):
		return "it is a link of its own, and no list has its label"
	case c.tok.kind == KindNumber && doubtfulToken(c.tok):
		return "no list has its label, and it may be a year, an interval or a wide range"
	case c.context != plain:
		return "no list has its label, and the words around it may be program text"
	case f.isQuoted(c):
		return "its entry stands in program text"
	case c.tok.kind == KindNumber && f.textual[KindNumber]:
		return "its number lies far beyond those of the lists"
	}
	return "no list has labels of its kind"
}
