package date

import (
	"slices"
	"time"
)

// The years that are taken for years in text: those of old books when they stand in parentheses, and any
// four digits beside the name of a month.
const (
	firstTextYear = 1000
	firstBareYear = 1700
	lastTextYear  = 2999
	lastBareYear  = 2099
)

// InText reads the dates in the text of a reference, in the order in which they stand; offsets are bytes
// of text. The grammar is strict: ISO 8601, days with the name of a month in some twenty languages, a
// month or a season with its year, ranges of these, three numbers, and a year in parentheses. Nothing is
// filled in: 11 May without a year is no date, two-digit years are none, and 05/11/2021 keeps both readings.
// A weekday beside a day is compared with the calendar.
//
// A date next to a word like "accessed", "abgerufen" or "consulté" has that role; so have archived and
// published ones. All others are stated: a date in a title is read like any other, and nothing is claimed
// of it but that it is written there. A date in parentheses of the form (2021, May 11) is published (APA
// style). Dates inside URLs and DOIs are left to [InURL].
func InText(text string) []Reading {
	g := grammar{tokens: tokenize(text), beyond: token{gap: true}}
	for i := 0; i < len(g.tokens); {
		r, n := g.read(i)
		if n == 0 {
			i++
			continue
		}
		first, last := &g.tokens[i], &g.tokens[i+n-1]
		r.Start, r.End = first.start, last.end
		r.Text = text[r.Start:r.End]
		if r.Role == "" {
			r.Role = RoleStated
		}
		g.found = append(g.found, r)
		g.spans = append(g.spans, [2]int{i, i + n})
		i += n
	}
	g.assignRoles()
	g.markWeekdays()
	return g.found
}

type grammar struct {
	tokens []token
	found  []Reading
	spans  [][2]int // the tokens of each reading
	beyond token    // what stands before and behind the text
}

// at is token i, or an end beyond the text.
func (g *grammar) at(i int) *token {
	if i < 0 || i >= len(g.tokens) {
		return &g.beyond
	}
	return &g.tokens[i]
}

// read tries the rules at token i, the longest first; n is how many tokens the reading takes, 0 for none.
func (g *grammar) read(i int) (r Reading, n int) {
	switch t := g.at(i); {
	case t.kind == word:
		return g.wordFirst(i)
	case t.kind != number || g.glued(i):
		return Reading{}, 0
	case t.digits() == 4:
		for _, rule := range []func(int) (Reading, int){
			g.han, g.isoRange, g.iso, g.isoWeek, g.ordinal, g.yearFirst, g.yearName, g.isoMonth, g.bareYear, g.yearRange,
		} {
			if r, n = rule(i); n > 0 {
				return r, n
			}
		}
	case t.digits() <= 2:
		for _, rule := range []func(int) (Reading, int){g.dayName, g.dayRange, g.numeric} {
			if r, n = rule(i); n > 0 {
				return r, n
			}
		}
	}
	return Reading{}, 0
}

// wordFirst reads what begins with a month, a season or a word for circa; most words are none of these.
func (g *grammar) wordFirst(i int) (Reading, int) {
	if months[g.at(i).text] != 0 {
		if r, n := g.monthRange(i); n > 0 {
			return r, n
		}
		return g.nameFirst(i)
	}
	if r, n := g.season(i); n > 0 {
		return r, n
	}
	if r, n := g.hanMonth(i); n > 0 {
		return r, n
	}
	return g.circa(i)
}

// glued reports whether the number at i is the tail of something longer: v1, 1.2, 978-0, a/1.
func (g *grammar) glued(i int) bool {
	t, before := g.at(i), g.at(i-1)
	if t.gap || before.kind == end {
		return false
	}
	switch before.kind {
	case word, number, link:
		return !isHan(before)
	}
	if slices.Contains([]string{"_", "/", "\\", "#", "$", "€", "£", "+", "%", "@"}, before.text) {
		return true
	}
	if slices.Contains([]string{"-", ".", "–", "‑", "_", ":"}, before.text) {
		two := g.at(i - 2)
		return !before.gap && (two.kind == number || two.kind == word && before.text != ":" && before.text != "–" && before.text != ".")
	}
	return false
}

func isHan(t *token) bool { return t.kind == word && len(t.text) == 3 && t.text[0] >= 0xe3 }

// closed reports whether nothing that belongs to the number before it begins at token i.
func (g *grammar) closed(i int) bool {
	t := g.at(i)
	if t.gap || t.kind == end {
		return true
	}
	switch t.kind {
	case word:
		return isHan(t)
	case number, link:
		return false
	}
	if slices.Contains([]string{"-", "/", ".", "_", ":", "‑"}, t.text) {
		next := g.at(i + 1)
		return next.gap || next.kind != number && (next.kind != word || t.text == ".")
	}
	return true
}

// tight reports whether tokens i to i+n-1 follow each other without white space.
func (g *grammar) tight(i, n int) bool {
	for j := i + 1; j < i+n; j++ {
		if g.at(j).kind == end || g.at(j).gap {
			return false
		}
	}
	return true
}

// dayReading makes a reading of a day that may not exist; ok is false when the numbers are not even
// shaped as one. Both parts must be 31 at most, or they are more likely something else.
func dayReading(form string, y, m, d int) (Reading, bool) {
	if y < firstTextYear || y > lastTextYear || m > 31 || d > 31 {
		return Reading{}, false
	}
	r := Reading{Form: form, Impossible: whyImpossible(y, m, d)}
	if r.Impossible == "" {
		r.Date = onDay(y, time.Month(m), d)
	}
	return r, true
}

// iso reads 2021-05-11, and the day of 2021-05-11T10:00:00Z.
func (g *grammar) iso(i int) (Reading, int) {
	m, d := g.at(i+2), g.at(i+4)
	if !g.tight(i, 5) || !isHyphen(g.at(i+1)) || !isHyphen(g.at(i+3)) || m.digits() != 2 || d.digits() != 2 {
		return Reading{}, 0
	}
	clock := g.at(i + 5)
	instant := clock.kind == word && clock.text == "t" && !clock.gap && g.tight(i+5, 4) && g.at(i+6).digits() == 2 && g.at(i+7).is(":")
	if !instant && !g.closed(i+5) {
		return Reading{}, 0
	}
	r, ok := dayReading(FormISO, g.at(i).value, m.value, d.value)
	return taken(r, 5, ok)
}

// isHyphen also takes the hyphens that word processors make of one.
func isHyphen(t *token) bool { return t.is("-") || t.is("‐") || t.is("‑") }

func taken(r Reading, n int, ok bool) (Reading, int) {
	if !ok {
		return Reading{}, 0
	}
	return r, n
}

// yearFirst reads 2021/05/11 and 2021.05.11; nobody writes the day in the middle.
func (g *grammar) yearFirst(i int) (Reading, int) {
	sep, m, d := g.at(i+1), g.at(i+2), g.at(i+4)
	if !g.tight(i, 5) || !sep.is("/") && !sep.is(".") || g.at(i+3).text != sep.text || !short(m) || !short(d) || !g.closed(i+5) {
		return Reading{}, 0
	}
	if m.value < 1 || m.value > 12 || d.value < 1 || g.afterSerial(i) {
		return Reading{}, 0
	}
	r, ok := dayReading(FormYearFirst, g.at(i).value, m.value, d.value)
	return taken(r, 5, ok)
}

func short(t *token) bool { return t.digits() == 1 || t.digits() == 2 }

// isoMonth reads 2021-05, but not 2010-11, which may be two years, nor 1998-05, which may be 1998 to 2005.
func (g *grammar) isoMonth(i int) (Reading, int) {
	y, m := g.at(i), g.at(i+2)
	if !g.tight(i, 3) || !isHyphen(g.at(i+1)) || m.digits() != 2 || !g.closed(i+3) || g.afterSerial(i) {
		return Reading{}, 0
	}
	if y.value < 2000 || y.value > lastBareYear || m.value < 1 || m.value > 12 || m.value > y.value%100 {
		return Reading{}, 0
	}
	return Reading{Form: FormISOMonth, Date: inMonth(y.value, time.Month(m.value))}, 3
}

// bareYear reads (2021) and (2021a), from the digits on.
func (g *grammar) bareYear(i int) (Reading, int) {
	y := g.at(i)
	if !g.at(i-1).is("(") || y.gap || y.value < firstBareYear || y.value > lastBareYear {
		return Reading{}, 0
	}
	next := i + 1
	if letter := g.at(next); letter.kind == word && !letter.gap && len(letter.text) == 1 {
		next++
	}
	if !g.at(next).is(")") {
		return Reading{}, 0
	}
	return Reading{Form: FormYear, Date: inYear(y.value)}, 1
}

// han reads 2021年5月11日 and 2021년 5월 11일, and the same without a day.
func (g *grammar) han(i int) (Reading, int) {
	units := []string{"年", "月", "日"}
	if g.at(i+1).text == "년" {
		units = []string{"년", "월", "일"}
	}
	y, m, d := g.at(i), g.at(i+2), g.at(i+4)
	if g.at(i+1).text != units[0] || !short(m) || g.at(i+3).text != units[1] {
		return Reading{}, 0
	}
	if short(d) && g.at(i+5).text == units[2] {
		r, ok := dayReading(FormHan, y.value, m.value, d.value)
		return taken(r, 6, ok)
	}
	if m.value < 1 || m.value > 12 || y.value < firstTextYear || y.value > lastTextYear {
		return Reading{}, 0
	}
	return Reading{Form: FormHan, Date: inMonth(y.value, time.Month(m.value))}, 4
}

// numeric reads three numbers that end in a year: 11/05/2021, 11.05.2021, 11-05-2021.
func (g *grammar) numeric(i int) (Reading, int) {
	a, sep, b, y := g.at(i), g.at(i+1), g.at(i+2), g.at(i+4)
	if !sep.is("/") && !sep.is(".") && !isHyphen(sep) || g.at(i+3).text != sep.text || !short(b) || y.digits() != 4 {
		return Reading{}, 0
	}
	spaced := sep.is(".") && !sep.gap && !g.at(i+3).gap // 11. 5. 2021
	if !g.tight(i, 5) && !spaced || !g.closed(i+5) || g.afterSerial(i) || g.inRange(i) || y.value < firstBareYear || y.value > lastBareYear {
		return Reading{}, 0
	}
	if a.value < 1 || b.value < 1 || a.value > 31 || b.value > 31 {
		return Reading{}, 0
	}
	return numericDay(y.value, a.value, b.value), 5
}

// numericDay weighs which of a and b is the day. Where both may be, both readings are kept.
func numericDay(y, a, b int) Reading {
	r := Reading{Form: FormNumeric}
	switch {
	case a <= 12 && b <= 12 && a != b:
		r.Ambiguous = []Date{onDay(y, time.Month(b), a), onDay(y, time.Month(a), b)}
		return r
	case b > 12 && a <= 12:
		a, b = b, a
	}
	if r.Impossible = whyImpossible(y, b, a); r.Impossible == "" {
		r.Date = onDay(y, time.Month(b), a)
	}
	return r
}
