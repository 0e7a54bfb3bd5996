package date

import (
	"slices"
	"strings"
	"time"
)

// queryKeys name a whole date in a query.
var queryKeys = []string{"date", "day", "d", "dt"}

// inQuery reads date=20210511, date=2021-05-11 and year=2021&month=5&day=11: what the page was asked to
// show, so stated.
func inQuery(q segment) []Reading {
	var found []Reading
	fields := fieldsOf(q)
	for i := 0; i < len(fields); {
		r, n := wholeDate(fields[i])
		if n == 0 {
			r, n = dateInParts(fields[i:])
		}
		if n > 0 {
			r.Role, r.Form = RoleStated, FormQuery
			found = append(found, r)
		}
		i += max(n, 1)
	}
	return found
}

// A field is one key of a query with its value.
type field struct {
	key   string // in lower case
	start int    // of the key
	value segment
}

// fieldsOf cuts a query up; more than maxSegments fields are not read.
func fieldsOf(q segment) []field {
	var all []field
	at := q.start
	for pair := range strings.SplitSeq(q.text, "&") {
		if len(all) == maxSegments {
			break
		}
		key, value, _ := strings.Cut(pair, "=")
		all = append(all, field{strings.ToLower(key), at, segment{value, at + len(key) + 1}})
		at += len(pair) + 1
	}
	return all
}

func wholeDate(f field) (Reading, int) {
	if !slices.Contains(queryKeys, f.key) {
		return Reading{}, 0
	}
	d, ok := compactDay(f.value.text)
	if !ok && len(f.value.text) == len("2021-05-11") {
		d, ok = ParseISO(f.value.text)
	}
	if !ok || !webYear(d.Year) {
		return Reading{}, 0
	}
	return Reading{Date: d, Start: f.value.start, End: f.value.end()}, 1
}

// dateInParts reads year, month and perhaps day where they follow each other.
func dateInParts(fields []field) (Reading, int) {
	if len(fields) < 2 || fields[0].key != "year" || fields[1].key != "month" {
		return Reading{}, 0
	}
	y, ok1 := digits(fields[0].value.text, 0, 4)
	m, ok2 := oneOrTwo(fields[1].value.text)
	if !ok1 || !ok2 || len(fields[0].value.text) != 4 || !webYear(y) || m < 1 || m > 12 {
		return Reading{}, 0
	}
	r := Reading{Date: inMonth(y, time.Month(m)), Start: fields[0].start, End: fields[1].value.end()}
	if len(fields) == 2 || fields[2].key != "day" {
		return r, 2
	}
	d, ok := oneOrTwo(fields[2].value.text)
	if !ok || !dayExists(y, m, d) {
		return Reading{}, 0
	}
	r.Date, r.End = onDay(y, time.Month(m), d), fields[2].value.end()
	return r, 3
}
