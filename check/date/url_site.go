package date

import (
	"strings"
	"time"
)

// A convention is how one site writes a date that elsewhere is none, or what looks like one there and is
// none: a row of the table conventions. The forms that all sites share need no row.
type convention struct {
	site     string // registrable domain, of a family the best known
	read     func(*pathWalk, int) (Reading, int)
	weekly   bool   // /2019/05/ is the fifth issue of the year
	measured string // on addresses cited by news pages of 2025 and 2026, unless it says otherwise
}

var conventions = []convention{
	{site: "people.com.cn", read: (*pathWalk).yearMonthDayFour, measured: "28 of 28 within a day; elsewhere 31 of 166 are volumes"},
	{site: "chinadaily.com.cn", read: (*pathWalk).monthThenDay, measured: "the day of the page in every address seen"},
	{site: "businessinsider.com", read: (*pathWalk).monthInSlug, measured: "68 addresses, the month of the page"},
	{site: "apnews.com", read: (*pathWalk).monthFirstInSlug, measured: "68 of 1,425 addresses bear a day, month first; it is the event's as often as the page's"},
	{site: "zeit.de", weekly: true, measured: "/2019/43/ is an issue"},
}

func (w *pathWalk) isWeekly() bool {
	for _, c := range conventions {
		if c.site == w.site && c.weekly {
			return true
		}
	}
	return false
}

// yearMonthDayFour reads /2021/0511/.
func (w *pathWalk) yearMonthDayFour(i int) (Reading, int) {
	d, ok := compactDay(w.at(i) + w.at(i+1))
	if !ok || len(w.at(i)) != 4 || !webYear(d.Year) {
		return Reading{}, 0
	}
	return w.span(FormPathMD, d, i, 2, 4)
}

// monthThenDay reads /202105/11/.
func (w *pathWalk) monthThenDay(i int) (Reading, int) {
	d, ok := compactDay(w.at(i) + w.at(i+1))
	if !ok || len(w.at(i)) != len("202105") || !webYear(d.Year) {
		return Reading{}, 0
	}
	return w.span(FormPathYM, d, i, 2, 2)
}

// monthFirstInSlug reads the last 05-11-2021 among the words of a slug. What it is the day of is not said.
func (w *pathWalk) monthFirstInSlug(i int) (Reading, int) {
	const length = len("05-11-2021")
	s := w.at(i)
	for at := len(s) - length; at > 0; at-- {
		t := s[at : at+length]
		if s[at-1] != '-' || t[2] != '-' || t[5] != '-' || at+length < len(s) && s[at+length] != '-' {
			continue
		}
		d, ok := compactDay(t[6:] + t[:2] + t[3:5])
		if !ok || !webYear(d.Year) {
			return Reading{}, 0
		}
		r, n := w.span(FormSlugMDY, d, i, 1, at+length)
		r.Start += at
		r.Role = RoleStated
		return r, n
	}
	return Reading{}, 0
}

// monthInSlug reads …-2021-5 at the end of a slug.
func (w *pathWalk) monthInSlug(i int) (Reading, int) {
	s := stem(w.at(i))
	rest, month, ok := cutLast(s, '-')
	_, year, ok2 := cutLast(rest, '-')
	m, ok3 := oneOrTwo(month)
	if !ok || !ok2 || !ok3 || len(year) != 4 || !allDigits(year) || m < 1 || m > 12 {
		return Reading{}, 0
	}
	y, _ := digits(year, 0, 4)
	if !webYear(y) {
		return Reading{}, 0
	}
	r, n := w.span(FormSlugMonth, inMonth(y, time.Month(m)), i, 1, len(s))
	r.Start += len(s) - len(month) - 1 - len(year)
	return r, n
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}
