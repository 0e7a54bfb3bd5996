package extract

import (
	"sort"
	"strings"
)

// A Position is a place as people count it: the line and the column of the
// source file, both from 1; the column counts Unicode code points.
// Part names the file within the source that they count in, where it holds
// several: a chapter of an EPUB, a bibliography beside a LaTeX source.
type Position struct {
	Line, Column int
	Part         string // "" in the source itself
}

// A ruler answers where an offset of a text stands. Lines may be as long as
// the text, so that code points are counted once, in strides.
type ruler struct {
	lines   []int // byte offset of the start of each line
	strides []int // code points that begin before each multiple of stride
}

// stride is how many bytes of a line a look-up counts at most, twice.
const stride = 1024

// newRuler measures a text that is valid UTF-8.
func newRuler(text string) ruler {
	r := ruler{lines: lineStarts(text), strides: make([]int, 1, len(text)/stride+2)}
	for at := stride; at <= len(text); at += stride {
		r.strides = append(r.strides, r.strides[len(r.strides)-1]+codePoints(text[at-stride:at]))
	}
	return r
}

// codePoints counts the bytes that begin a code point.
func codePoints(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// before counts the code points that begin before an offset.
func (r *ruler) before(text string, offset int) int {
	return r.strides[offset/stride] + codePoints(text[offset/stride*stride:offset])
}

func (r *ruler) position(text string, offset int) Position {
	line := sort.SearchInts(r.lines, offset+1) - 1
	start := r.lines[line]
	if offset-start < stride {
		return Position{Line: line + 1, Column: codePoints(text[start:offset]) + 1}
	}
	return Position{Line: line + 1, Column: r.before(text, offset) - r.before(text, start) + 1}
}

// lineStarts finds where lines begin: after LF, CR LF, or a lone CR.
func lineStarts(text string) []int {
	starts := make([]int, 1, strings.Count(text, "\n")+2)
	for at := lineLength(text); at < len(text); at += lineLength(text[at:]) {
		at = behindLineEnd(text, at)
		starts = append(starts, at)
	}
	return starts
}
