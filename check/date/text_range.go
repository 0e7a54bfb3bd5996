package date

import (
	"slices"
	"time"
)

// The rules of [InText] for what is more or less than one day: ranges, seasons, and years that are about right.

// isDashOrSlash also takes the slash of May/June 2021.
func (g *grammar) isDashOrSlash(i int) bool { return g.isDash(i) || g.at(i).is("/") }

// rangeOf makes a reading of a range. Date is what covers both ends, and nothing where no year does.
func rangeOf(first, last Date) (Reading, bool) {
	if !first.Valid() || !last.Valid() || !first.Before(last) {
		return Reading{}, false
	}
	r := Reading{Form: FormRange, Range: []Date{first, last}}
	switch {
	case first.Year != last.Year:
	case first.Month != last.Month || first.Month == 0:
		r.Date = inYear(first.Year)
	default:
		r.Date = inMonth(first.Year, first.Month)
	}
	return r, true
}

// dayRange reads 10–12 May 2021 and 28 April – 3 May 2021.
func (g *grammar) dayRange(i int) (Reading, int) {
	first := g.at(i)
	j := g.skipOrdinal(i + 1)
	from, n := g.month(g.skip(j, "de"))
	if n > 0 {
		j = g.skip(j, "de") + n
	}
	last := g.at(j + 1)
	if !g.isDash(j) || !short(last) || g.afterSerial(i) || g.at(i-1).is(":") || g.inRange(i) {
		return Reading{}, 0
	}
	j = g.skip(g.skipOrdinal(j+2), "of", "de", "di")
	to, n := g.month(j)
	j = g.skip(g.skipMarks(j+n, ","), "de", "del")
	y, ok := g.year(j)
	if n == 0 || !ok {
		return Reading{}, 0
	}
	if from == 0 {
		from = to
	}
	r, ok := rangeOf(onDay(y, from, first.value), onDay(y, to, last.value))
	return taken(r, j+1-i, ok)
}

// monthRange reads May–June 2021, May 10–12, 2021 and April 28 – May 3, 2021.
func (g *grammar) monthRange(i int) (Reading, int) {
	from, n := g.month(i)
	j := i + n
	first := g.at(j)
	if short(first) {
		j = g.skipOrdinal(j + 1)
	}
	if n == 0 || !g.isDashOrSlash(j) {
		return Reading{}, 0
	}
	to, n := g.month(j + 1)
	j += 1 + n
	if n == 0 {
		to = from
	}
	last := g.at(j)
	if short(first) != short(last) || n == 0 && !short(last) {
		return Reading{}, 0
	}
	if short(last) {
		j = g.skipMarks(g.skipOrdinal(j+1), ",")
	} else {
		j = g.skip(g.skipMarks(j, ","), "de", "del")
	}
	y, ok := g.year(j)
	if !ok {
		return Reading{}, 0
	}
	a, b := inMonth(y, from), inMonth(y, to)
	if short(first) {
		a, b = onDay(y, from, first.value), onDay(y, to, last.value)
	}
	r, ok := rangeOf(a, b)
	return taken(r, j+1-i, ok)
}

// isoRange reads 2021-05-10/2021-05-12 (ISO 8601, a time interval).
func (g *grammar) isoRange(i int) (Reading, int) {
	const one = 5 // tokens: 2021 - 05 - 10
	if !g.tight(i, 2*one+1) || !g.at(i+one).is("/") || !g.closed(i+2*one+1) {
		return Reading{}, 0
	}
	first, ok1 := g.isoDay(i)
	last, ok2 := g.isoDay(i + one + 1)
	r, ok := rangeOf(first, last)
	return taken(r, 2*one+1, ok1 && ok2 && ok)
}

// isoDay is the day at tokens i to i+4, which need not exist.
func (g *grammar) isoDay(i int) (Date, bool) {
	y, m, d := g.at(i), g.at(i+2), g.at(i+4)
	ok := y.digits() == 4 && isHyphen(g.at(i+1)) && m.digits() == 2 && isHyphen(g.at(i+3)) && d.digits() == 2
	return Date{y.value, time.Month(m.value), d.value, Day}, ok
}

// longestYears is how far apart the years of a publication may lie: more are a life or a reign.
const longestYears = 10

// yearRange reads (2019–2021). and (2019/20): from the digits on, where no date stands before: titles end in
// such years, too.
func (g *grammar) yearRange(i int) (Reading, int) {
	first, last := g.at(i), g.at(i+2)
	y := last.value
	if last.digits() == 2 {
		y += first.value / 100 * 100
	}
	inside := g.at(i-1).is("(") && !first.gap && g.isDashOrSlash(i+1) && g.at(i+3).is(")") && (g.at(i+4).is(".") || g.at(i+4).is(":"))
	if !inside || len(g.found) > 0 || last.digits() != 2 && last.digits() != 4 || first.value < firstBareYear || y > lastBareYear || y-first.value > longestYears {
		return Reading{}, 0
	}
	r, ok := rangeOf(inYear(first.value), inYear(y))
	return taken(r, 3, ok)
}

// season reads Spring 2020 after a mark, a number or nothing: behind a word it is a name (the Arab Spring).
// When seasons are depends on the journal and the hemisphere, so only the year is taken.
func (g *grammar) season(i int) (Reading, int) {
	t, before := g.at(i), g.at(i-1)
	if !t.capital || !seasonWords[t.text] || before.kind == word {
		return Reading{}, 0
	}
	y, ok := g.year(i + 1)
	if !ok || y < firstBareYear || y > lastBareYear {
		return Reading{}, 0
	}
	return Reading{Form: FormSeason, Date: inYear(y)}, 2
}

var circaWords = []string{"c", "ca", "cca", "circa", "um", "vers", "hacia", "około"}

// circa reads (c. 1850) and [circa 1850].
func (g *grammar) circa(i int) (Reading, int) {
	if open := g.at(i - 1); !open.is("(") && !open.is("[") || !slices.Contains(circaWords, g.at(i).text) {
		return Reading{}, 0
	}
	j := g.skipMarks(i+1, ".")
	y, ok := g.year(j)
	if end := g.at(j + 1); !ok || y > lastBareYear || !end.is(")") && !end.is("]") {
		return Reading{}, 0
	}
	return Reading{Form: FormYear, Date: inYear(y), Circa: true}, j + 1 - i
}
