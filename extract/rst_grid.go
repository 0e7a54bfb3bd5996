package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

var (
	rstGridTop   = pattern.New(`^\+-[-+]+-\+$`)
	rstSimpleTop = pattern.New(`^=+(?: +=+)+$`)
	rstSimpleSep = pattern.New(`^(?:=+(?: +=+)*|-+(?: +-+)*)$`)
)

// A rstCells gathers the parts of lines that belong to the same cell.
type rstCells struct {
	r     *rstReader
	parts map[int][]Span // by the column where the cell begins
}

func (c *rstCells) add(column, start, end int) {
	for start < end && isSpace(c.r.source[start]) {
		start++
	}
	for start < end && isSpace(c.r.source[end-1]) {
		end--
	}
	if start < end {
		c.parts[column] = append(c.parts[column], Span{start, end})
	}
}

// flush ends the cells of a row.
func (c *rstCells) flush() {
	columns := make([]int, 0, len(c.parts))
	for column := range c.parts {
		columns = append(columns, column)
	}
	slices.Sort(columns)
	for _, column := range columns {
		c.end(column)
	}
}

func (c *rstCells) end(column int) {
	if spans := c.parts[column]; len(spans) > 0 {
		c.r.chunk(rstChunk{kind: cell}, spans...)
	}
	delete(c.parts, column)
}

// gridTable reads a table that is drawn with +, - and |.
func (r *rstReader) gridTable(i, end int) int {
	if !rstGridTop.MatchString(r.text(i)) {
		return i
	}
	borders := addBorders(nil, r.text(i)) // the columns in which a | may part two cells
	cells := &rstCells{r, map[int][]Span{}}
	next := i
	for ; next < end && !r.lines[next].blank(); next++ {
		text := r.text(next)
		switch {
		case strings.Trim(text, "+-=") == "":
			cells.flush()
			borders = addBorders(borders, text)
		case text[0] == '|' || text[0] == '+':
			r.gridLine(cells, next, borders)
		default:
			cells.flush()
			return next
		}
	}
	cells.flush()
	return next
}

// maxBorders is how many columns a table may have.
const maxBorders = 256

// addBorders adds the columns in which a ruler of a table has a +.
func addBorders(borders []int, ruler string) []int {
	known := len(borders)
	for column := 0; column < len(ruler) && len(borders) < maxBorders; column++ {
		if ruler[column] != '+' {
			continue
		}
		if _, found := slices.BinarySearch(borders[:known], column); !found {
			borders = append(borders, column)
		}
	}
	slices.Sort(borders)
	return borders
}

// gridLine parts a line of a table at the signs that stand in its borders.
func (r *rstReader) gridLine(cells *rstCells, i int, borders []int) {
	l := r.lines[i]
	column, from, cellAt := 0, 0, -1
	next := 0
	for at, c := range r.source[l.start:l.end] {
		for next < len(borders) && borders[next] < column {
			next++
		}
		if next < len(borders) && borders[next] == column && (c == '|' || c == '+') {
			if inside := r.source[l.start+from : l.start+at]; cellAt >= 0 {
				if len(inside) > 1 && (strings.Trim(inside, "-+") == "" || strings.Trim(inside, "=+") == "") {
					cells.end(cellAt)
				} else {
					cells.add(cellAt, l.start+from, l.start+at)
				}
			}
			from, cellAt = at+utf8.RuneLen(c), column
		}
		column += rstWidth(c)
	}
}

// simpleTable reads a table whose columns are marked by rows of =.
func (r *rstReader) simpleTable(i, end int) int {
	if !rstSimpleTop.MatchString(r.text(i)) || i < r.noEnd {
		return i
	}
	last := i + 1
	for last < end && !(rstSimpleTop.MatchString(r.text(last)) && (last+1 == end || r.lines[last+1].blank()) && last > i+1) {
		last++
	}
	if last == end {
		r.noEnd = end
		return i
	}
	var starts []int
	for column, text := 0, r.text(i); column < len(text); column++ {
		if text[column] == '=' && (column == 0 || text[column-1] == ' ') {
			starts = append(starts, column)
		}
	}
	cells := &rstCells{r, map[int][]Span{}}
	for j := i + 1; j < last; j++ {
		switch {
		case r.lines[j].blank():
		case rstSimpleSep.MatchString(r.text(j)):
			cells.flush()
		default:
			r.simpleLine(cells, j, r.lines[i].indent, starts)
		}
	}
	cells.flush()
	return last + 1
}

// simpleLine parts a line where a column begins behind a space. A line with
// text in the first column begins a row.
func (r *rstReader) simpleLine(cells *rstCells, i, margin int, starts []int) {
	l := r.lines[i]
	column := l.indent - margin
	if column == 0 {
		cells.flush()
	}
	next, cellAt, from := 0, -1, l.start
	before := ' '
	for at, c := range r.source[l.start:l.end] {
		for next < len(starts) && starts[next] < column {
			if cellAt < 0 {
				cellAt = starts[next]
			}
			next++
		}
		if next < len(starts) && starts[next] == column && before == ' ' {
			if cellAt >= 0 {
				cells.add(cellAt, from, l.start+at)
			}
			from, cellAt = l.start+at, starts[next]
		}
		column += rstWidth(c)
		before = c
	}
	cells.add(max(cellAt, 0), from, l.end)
}
