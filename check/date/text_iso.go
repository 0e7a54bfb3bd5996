package date

import "time"

// The rules of [InText] for the rarer forms of ISO 8601: weeks, and days counted through the year.

// isoWeek reads 2021-W19, a range of seven days, and 2021-W19-2, a day.
func (g *grammar) isoWeek(i int) (Reading, int) {
	j := i + 1
	if isHyphen(g.at(j)) {
		j++
	}
	week := g.at(j + 1)
	if g.at(j).text != "w" || week.digits() != 2 || !g.tight(i, j+2-i) || !webYear(g.at(i).value) {
		return Reading{}, 0
	}
	monday, ok := mondayOf(g.at(i).value, week.value)
	if !ok {
		return Reading{}, 0
	}
	if d := g.at(j + 3); isHyphen(g.at(j+2)) && !g.at(j+2).gap && !d.gap && d.digits() == 1 && d.value >= 1 && d.value <= 7 && g.closed(j+4) {
		return Reading{Form: FormISOWeek, Date: onDay(monday.AddDate(0, 0, d.value-1).Date())}, j + 4 - i
	}
	if !g.closed(j + 2) {
		return Reading{}, 0
	}
	r, ok := rangeOf(onDay(monday.Date()), onDay(monday.AddDate(0, 0, 6).Date()))
	r.Form = FormISOWeek
	return taken(r, j+2-i, ok)
}

// mondayOf is the first day of a week that the year has (ISO 8601: week 1 is that of 4 January).
func mondayOf(year, week int) (time.Time, bool) {
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(week-1))
	y, w := monday.ISOWeek()
	return monday, y == year && w == week
}

// ordinal reads 2021-131, the 131st day, where it is the whole text or stands behind the word of a role:
// elsewhere it is the number of a report.
func (g *grammar) ordinal(i int) (Reading, int) {
	day := g.at(i + 2)
	_, named := g.roleAt(i - 1)
	whole := i == 0 && len(g.tokens) == 3
	if !whole && !named || !g.tight(i, 3) || !isHyphen(g.at(i+1)) || day.digits() != 3 || !g.closed(i+3) || !webYear(g.at(i).value) {
		return Reading{}, 0
	}
	at := time.Date(g.at(i).value, time.January, day.value, 0, 0, 0, 0, time.UTC)
	if day.value < 1 || at.Year() != g.at(i).value {
		return Reading{}, 0
	}
	return Reading{Form: FormOrdinal, Date: onDay(at.Date())}, 3
}
