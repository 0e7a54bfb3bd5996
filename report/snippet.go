package report

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/citelint/citelint/extract"
)

// A snippet is the part of a source line around a place, as it is shown.
type snippet struct {
	line  string // harmless; … stands where the line was cut
	caret string // spaces, then ^~~~ under the place
}

// newSnippet shows the first line of span in at most width columns. It reads
// only as much of the line as can be shown, so that a line of megabytes costs
// no more than a short one.
func newSnippet(text string, span extract.Span, width int) snippet {
	start := min(max(span.Start, 0), len(text))
	from, to := window(text, start, 4*width)
	cells, first, end := layCells(text[from:to], start-from, max(span.End, start)-from)
	cutLeft, cutRight := !startsLine(text, from), !endsLine(text, to)

	left, right := 0, len(cells)
	if cutLeft || cutRight || widthOf(cells) > width {
		left, right = fit(cells, first, width-2)
	}
	var line strings.Builder
	before := widthOf(cells[left:first])
	if cutLeft || left > 0 {
		line.WriteString("…")
		before++
	}
	for _, c := range cells[left:right] {
		line.WriteString(c.shown)
	}
	if cutRight || right < len(cells) {
		line.WriteString("…")
	}
	under := widthOf(cells[first:max(first, min(end, right))])
	return snippet{line.String(), strings.Repeat(" ", before) + "^" + strings.Repeat("~", max(0, under-1))}
}

// window widens start to the bounds of its line, or to reach bytes each way.
func window(text string, start, reach int) (from, to int) {
	from, to = start, start
	for from > 0 && start-from < reach && !startsLine(text, from) {
		from--
	}
	for from > 0 && from < len(text) && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && to-start < reach && !endsLine(text, to) {
		to++
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

func startsLine(text string, i int) bool {
	return i == 0 || breaksLine(text, i-1, rune(text[i-1]))
}

func endsLine(text string, i int) bool {
	return i == len(text) || text[i] == '\n' || text[i] == '\r'
}

// A cell is one character as a person sees it, and how it is shown.
type cell struct {
	shown string
	width int
}

// layCells splits a piece of a line into cells, and turns the byte offsets
// start and end into indices of cells.
func layCells(s string, start, end int) (cells []cell, first, last int) {
	first, last = -1, -1
	state, before := -1, rune(0)
	for offset := 0; offset < len(s); {
		cluster, _, _, next := uniseg.FirstGraphemeClusterInString(s[offset:], state)
		state = next
		if first < 0 && offset+len(cluster) > start {
			first = len(cells)
		}
		if last < 0 && offset >= end {
			last = len(cells)
		}
		var c cell
		for stop := offset + len(cluster); offset < stop; {
			shown, size := shown(before, s[offset:])
			if s[offset] == '\t' {
				shown = "    "
			}
			before, _ = utf8.DecodeRuneInString(s[offset:])
			c.shown += shown
			offset += size
		}
		c.width = columns(c.shown)
		cells = append(cells, c)
	}
	if first < 0 {
		first = len(cells)
	}
	if last < 0 {
		last = len(cells)
	}
	return cells, first, max(first, last)
}

// fit chooses the cells around first that take at most width columns: a third
// of them before it, and more where the line ends early.
func fit(cells []cell, first, width int) (left, right int) {
	left, right = first, first
	used := 0
	takeLeft := func(limit int) {
		for left > 0 && used+cells[left-1].width <= limit {
			left--
			used += cells[left].width
		}
	}
	takeLeft(width / 3)
	for right < len(cells) && used+cells[right].width <= width {
		used += cells[right].width
		right++
	}
	takeLeft(width)
	return left, right
}

func widthOf(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.width
	}
	return n
}

// breaksLine says whether a new line starts after the rune r at text[i:]:
// after LF, CR LF, or a lone CR.
func breaksLine(text string, i int, r rune) bool {
	return r == '\n' || r == '\r' && (i+1 >= len(text) || text[i+1] != '\n')
}
