package date

import (
	"net/http"
	"strings"
	"time"
)

// readValue reads the value of a field. What is a date and cannot be is kept as such.
func readValue(value string, d PageDate) (PageDate, bool) {
	r, ok := InValue(value)
	if !ok {
		return PageDate{}, false
	}
	r.Role, r.Start, r.End = d.Role, 0, len(r.Text)
	if !r.Date.IsZero() {
		r.Instant = instantOf(r.Text)
	}
	d.Reading = r
	return d, true
}

// settle takes the day for what the language of the page makes it, where both readings are days.
func (r *Reading) settle(dayFirst bool) {
	if dayFirst && len(r.Ambiguous) == 2 {
		r.Date, r.Ambiguous = r.Ambiguous[0], nil
	}
}

// dayFirstLanguages write 5.11.2021 and 5/11/2021 for the fifth of November, by the Unicode CLDR's short dates
// (https://cldr.unicode.org). English is not among them: its countries differ, and pages name the wrong one.
var dayFirstLanguages = setOf("de fr es it pt nl pl cs sk ru uk be bg ro el tr da nb no nn fi et hr sr sl mk ca gl id vi he ar")

func writesDayFirst(lang string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return dayFirstLanguages[primary]
}

// instantOf reads the instant of a value that names day, clock and zone, by RFC 3339 and what is nearly that, else none.
// An abbreviation of a zone may be any of several; GMT is one.
func instantOf(value string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", http.TimeFormat, time.RFC1123Z} {
		if at, err := time.Parse(layout, value); err == nil {
			return at
		}
	}
	return time.Time{}
}

// freshness is how close to the answer a Last-Modified may be before it says only that the page was made for it.
const freshness = 5 * time.Minute

// InHeaders reads when a server says that a page last changed: the Last-Modified header, RFC 9110, section 8.8.2. It
// needs the Date header, too: a page that is younger than five minutes was made for the answer, and says nothing.
func InHeaders(lastModified, answered string) []PageDate {
	changed, err1 := http.ParseTime(lastModified)
	now, err2 := http.ParseTime(answered)
	if err1 != nil || err2 != nil || changed.Year() < firstWebYear || now.Sub(changed).Abs() < freshness {
		return nil
	}
	r := Reading{Date: onDay(changed.Year(), changed.Month(), changed.Day()), Role: RoleModified, Instant: changed, Text: lastModified, End: len(lastModified), Form: FormDayName}
	return []PageDate{{Reading: r, Origin: OriginHeader, Field: "Last-Modified"}}
}
