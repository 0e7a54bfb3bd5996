package date

import (
	"slices"
	"time"
)

// The rules of [InText] for dates with the name of a month.

// month reads the name of a month at i, with the dot of an abbreviation; n is 0 when there is none.
func (g *grammar) month(i int) (m time.Month, n int) {
	t := g.at(i)
	m = months[t.text]
	if t.kind != word || m == 0 {
		return 0, 0
	}
	if dot := g.at(i + 1); dot.is(".") && !dot.gap {
		return m, 2
	}
	return m, 1
}

// year reads four digits at i that nothing continues.
func (g *grammar) year(i int) (int, bool) {
	t := g.at(i)
	return t.value, t.digits() == 4 && t.value >= firstTextYear && t.value <= lastTextYear && g.closed(i+1)
}

// dayName reads 11 May 2021, 11th of May, 2021, 11. Mai 2021, 1er mai 2021, 11 de mayo de 2021, 11-May-2021.
func (g *grammar) dayName(i int) (Reading, int) {
	d := g.at(i)
	j := g.skipOrdinal(i + 1)
	j = g.skip(j, "of", "de", "d", "del", "di")
	j = g.skipMarks(j, "'", "’", "-", "/", ".")
	m, n := g.month(j)
	if n == 0 || d.value < 1 {
		return Reading{}, 0
	}
	j = g.skip(g.skipMarks(j+n, ",", "-", "/"), "de", "del")
	y, ok := g.year(j)
	if !ok || d.value > 31 || g.afterSerial(i) || g.inRange(i) {
		return Reading{}, 0
	}
	r, ok := dayReading(FormDayName, y, int(m), d.value)
	return taken(r, j+1-i, ok)
}

// skipOrdinal passes what makes a number an ordinal: 11th, 1er, 1º, 11.
func (g *grammar) skipOrdinal(i int) int {
	t := g.at(i)
	if t.gap {
		return i
	}
	if slices.Contains([]string{"st", "nd", "rd", "th", "er", "re", "e", "a", "o", "º", "ª", "°", "."}, t.text) {
		return i + 1
	}
	return i
}

// skip passes one of the words.
func (g *grammar) skip(i int, words ...string) int {
	if t := g.at(i); t.kind == word && slices.Contains(words, t.text) {
		return i + 1
	}
	return i
}

// skipMarks passes one of the marks.
func (g *grammar) skipMarks(i int, marks ...string) int {
	if t := g.at(i); t.kind == mark && slices.Contains(marks, t.text) {
		return i + 1
	}
	return i
}

// afterSerial reports whether the number at i is counted: vol. 30, no. 4, p. 11.
func (g *grammar) afterSerial(i int) bool {
	before := g.at(i - 1)
	if before.is(".") || before.is(":") || before.is("°") {
		before = g.at(i - 2)
	}
	return before.kind == word && serialWords[before.text]
}

// inRange reports whether the number at i ends a range, as 12 does in 10–12 May 2021 and 10.-12.5.2021.
func (g *grammar) inRange(i int) bool {
	dash, before := g.at(i-1), g.at(i-2)
	if before.is(".") {
		before = g.at(i - 3)
	}
	return (g.isDash(i-1) || dash.is("&") || dash.is("/")) && before.kind == number
}

// nameFirst reads May 11, 2021 and May 2021.
func (g *grammar) nameFirst(i int) (Reading, int) {
	m, n := g.month(i)
	if n == 0 || !g.at(i).gap && g.at(i-1).kind == number {
		return Reading{}, 0
	}
	j := i + n
	if d := g.at(j); short(d) && d.value >= 1 && d.value <= 31 {
		k := g.skipMarks(g.skipOrdinal(j+1), ",")
		if y, ok := g.year(k); ok {
			r, ok := dayReading(FormNameDay, y, int(m), d.value)
			return taken(r, k+1-i, ok)
		}
	}
	j = g.skip(g.skipMarks(j, ","), "de", "del", "of")
	y, ok := g.year(j)
	t := g.at(i)
	if !ok || wordsToo[t.text] && !(t.capital && (t.text == "may" || t.text == "mai")) {
		return Reading{}, 0
	}
	return Reading{Form: FormNameYear, Date: inMonth(y, m)}, j + 1 - i
}

// hanMonths are the months as Chinese counts them, from the first on.
var hanMonths = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}

// hanMonth reads 四月 27, 2025, as programs write that translate the month alone.
func (g *grammar) hanMonth(i int) (Reading, int) {
	name, j := "", i
	for ; j < i+2 && isHan(g.at(j)) && g.at(j).text != "月"; j++ {
		name += g.at(j).text
	}
	m := slices.Index(hanMonths, name) + 1
	if m == 0 || g.at(j).text != "月" || !g.at(i).gap && g.at(i-1).kind == word {
		return Reading{}, 0
	}
	d, k := g.at(j+1), g.skipMarks(j+2, ",", "，")
	y, ok := g.year(k)
	if !ok || !short(d) || d.value < 1 || d.value > 31 {
		return Reading{}, 0
	}
	r, ok := dayReading(FormNameDay, y, m, d.value)
	return taken(r, k+1-i, ok)
}

// yearName reads 2021, May 11 and 2021 May 11 (APA, NLM), 2021, 11. Mai, and 2021 May.
func (g *grammar) yearName(i int) (Reading, int) {
	y, ok := g.at(i).value, g.at(i).value >= firstTextYear && g.at(i).value <= lastTextYear
	j := g.skipMarks(i+1, ",")
	if letter := g.at(i + 1); letter.kind == word && !letter.gap && len(letter.text) == 1 { // 2021a, May 11
		j = g.skipMarks(i+2, ",")
	}
	if !ok || g.afterSerial(i) {
		return Reading{}, 0
	}
	role := Role("")
	if g.at(i-1).is("(") && g.at(j-1).is(",") {
		role = RolePublished
	}
	d, m, n := g.monthAndDay(j, role != "")
	if n == 0 {
		return Reading{}, 0
	}
	if d == 0 {
		return Reading{Form: FormYearName, Role: role, Date: inMonth(y, m)}, j + n - i
	}
	r, ok := dayReading(FormYearName, y, int(m), d)
	r.Role = role
	return taken(r, j+n-i, ok)
}

// monthAndDay reads what follows the year: May 11, May, and between parentheses also 11 May. A year after it
// means that the month belongs to that year: 2019, May 2021.
func (g *grammar) monthAndDay(j int, dayFirst bool) (d int, m time.Month, n int) {
	if t := g.at(j); dayFirst && short(t) && t.value >= 1 && t.value <= 31 {
		k := g.skip(g.skipOrdinal(j+1), "de")
		if m, n = g.month(k); n > 0 {
			return t.value, m, k + n - j
		}
		return 0, 0, 0
	}
	m, n = g.month(j)
	t := g.at(j)
	if n == 0 || t.gap && wordsToo[t.text] && !t.capital {
		return 0, 0, 0
	}
	next := g.at(j + n)
	if short(next) && next.value >= 1 && next.value <= 31 && g.closed(j+n+1) && !g.isDash(j+n+1) {
		if _, ok := g.year(g.skipMarks(j+n+1, ",")); ok {
			return 0, 0, 0
		}
		return next.value, m, n + 1
	}
	if next.digits() == 4 || wordsToo[t.text] && t.text != "may" && t.text != "mai" {
		return 0, 0, 0
	}
	if dot := g.at(j + n - 1); dot.is(".") && next.kind != number {
		n-- // the dot ends the sentence as likely as the abbreviation
	}
	return 0, m, n
}

func (g *grammar) isDash(i int) bool {
	t := g.at(i)
	return t.is("-") || t.is("–") || t.is("—")
}
