package date

import (
	"slices"
	"strings"
)

// A PageDay is what a page's dates come to: the day on which it says that it was published, or changed.
type PageDay struct {
	PageDate            // the best evidence for the day; zero where there is none, or no telling which
	Agree    []string   // the classes of evidence for a day at most one apart, the strongest first
	Against  []PageDate // evidence of the same weight or more for another day
}

// IsZero reports whether there is no such day.
func (d PageDay) IsZero() bool { return d.Date.IsZero() }

// Class names a kind of evidence that was measured as one: by what means a date is stated, and as what.
func (d PageDate) Class() string {
	switch d.Origin {
	case OriginLinked:
		kind, field, _ := strings.Cut(d.Field, ".")
		if isArticleType(kind) {
			return "json-ld article " + field
		}
		return "json-ld page " + field
	case OriginTime, OriginByline:
		if d.Role == RoleStated {
			return strings.TrimSpace(string(d.Origin) + " " + d.Field)
		}
	}
	return string(d.Origin) + " " + string(d.Role)
}

// publishedWeights says what a class counts as evidence for the day of publication: 5 where it is right within a day in
// 97 of 100 pages and more, 4 from 95 on, 3 from 92 on, 2 from 85 on; one less where it does not say that it is that day.
// They were measured on 995 pages whose day is known; docs/accuracy.md has the table. What is modified is not published.
var publishedWeights = map[string]int{
	"meta published":                5,
	"microdata published":           5,
	"json-ld page datePublished":    5,
	"time published":                5,
	"byline published":              5,
	"json-ld article datePublished": 4,
	"byline date":                   4,
	"time header":                   4,
	"json-ld article dateCreated":   3,
	"json-ld page dateCreated":      3,
	"time date":                     3,
	"meta stated":                   2,
	"byline title":                  2,
	"time":                          2,
	"meta created":                  1,
}

// A vote is what one class of evidence says.
type vote struct {
	PageDate
	weight int
}

// votes takes one date of each class: the first of those that the page calls published, and of mere dates the only one.
func votes(all []PageDate, today Date) []vote {
	var list []vote
	first := map[string]int{}
	for _, d := range all {
		class := d.Class()
		weight := publishedWeights[class]
		if weight == 0 || !credible(d, today) {
			continue
		}
		i, known := first[class]
		switch {
		case !known:
			first[class] = len(list)
			list = append(list, vote{d, weight})
		case d.Role == RoleStated && !sameDay(d.Date, list[i].Date):
			list[i].weight = 0
		}
	}
	slices.SortStableFunc(list, func(a, b vote) int { return b.weight - a.weight })
	return slices.DeleteFunc(list, func(v vote) bool { return v.weight == 0 })
}

// PublishedOn is the day of publication that the classes of a page's evidence agree on, each by its weight. Where two days
// are as well supported there is none. today is the last day that can be, by the server's clock or the caller's; a
// zero today admits any.
func PublishedOn(all []PageDate, today Date) PageDay {
	list := votes(all, today)
	sums := make([]int, len(list))
	best := -1
	for i, v := range list {
		for _, other := range list {
			if sameDay(v.Date, other.Date) {
				sums[i] += other.weight
			}
		}
		if best < 0 || sums[i] > sums[best] {
			best = i
		}
	}
	if best < 0 || sums[best] < enoughWeight {
		return PageDay{}
	}
	day := PageDay{PageDate: list[best].PageDate}
	for i, v := range list {
		switch {
		case sameDay(v.Date, day.Date):
			day.Agree = append(day.Agree, v.Class())
		case sums[i] == sums[best]:
			return PageDay{}
		case v.weight >= list[best].weight:
			day.Against = append(day.Against, v.PageDate)
		}
	}
	return day
}

// enoughWeight keeps a class that is wrong more often than in one of six pages from answering alone.
const enoughWeight = 2

// sameDay allows a day for the time zone.
func sameDay(a, b Date) bool {
	n := DaysBetween(a, b)
	return n >= -1 && n <= 1
}

// ModifiedOn is the latest day on which a page says that it was changed. What the server says of its file is another matter.
func ModifiedOn(all []PageDate, today Date) PageDay {
	var latest PageDay
	for _, d := range all {
		if d.Role != RoleModified || d.Origin == OriginHeader || !credible(d, today) {
			continue
		}
		if latest.IsZero() || DaysBetween(latest.Date, d.Date) > 0 {
			latest.PageDate = d
		}
	}
	for _, d := range all {
		if d.Role == RoleModified && !latest.IsZero() && sameDay(d.Date, latest.Date) && !slices.Contains(latest.Agree, d.Class()) {
			latest.Agree = append(latest.Agree, d.Class())
		}
	}
	return latest
}

// credible leaves out what is no day, what lies ahead, and the zero of somebody's clock.
func credible(d PageDate, today Date) bool {
	switch {
	case d.Date.Precision != Day, d.Date == onDay(1970, 1, 1), d.Date == onDay(1900, 1, 1):
		return false
	}
	return today.IsZero() || DaysBetween(today, d.Date) <= 1
}
