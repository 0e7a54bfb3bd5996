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

// settle takes a day in three numbers for what the language of the page makes of it, where both readings are days and its
// sign is the one that the language writes between them, or a full stop, behind which no language writes the day: 5/11/2021
// is no German way to write a day, and may be a plugin's.
// What a field states is left open, since programs write it, and they write English.
func (r *Reading) settle(sign string) {
	if sign != "" && len(r.Ambiguous) == 2 && strings.ContainsAny(r.Text, "."+sign) {
		r.Date, r.Ambiguous = r.Ambiguous[0], nil
	}
}

// dayFirstSigns are what languages that write the day before the month write between the two, by the short dates of the
// Unicode CLDR (https://cldr.unicode.org). English is not among them: its countries differ, and pages name the wrong one.
var dayFirstSigns = indexSigns(map[string]string{
	".": "de pl cs sk ru uk be bg ro tr da nb no nn fi et hr sr sl mk he",
	"/": "fr es it pt el ca gl id vi ar",
	"-": "nl",
})

func indexSigns(languages map[string]string) map[string]string {
	index := map[string]string{}
	for sign, list := range languages {
		for language := range strings.FieldsSeq(list) {
			index[language] = sign
		}
	}
	return index
}

// otherOrders are countries that write a month or a year first in such a language, or do both (CLDR: es-PA, es-PR, fr-CA), and
// the United States, where English ways rule in every language.
var otherOrders = setOf("ca us pa pr")

// dayFirstSign is the sign of the language of a page, such as "de" or "fr-CA" (BCP 47); "" where it does not settle the order.
func dayFirstSign(lang string) string {
	tags := strings.FieldsFunc(strings.ToLower(lang), func(r rune) bool { return r == '-' || r == '_' })
	if len(tags) == 0 || otherOrders[tags[len(tags)-1]] && len(tags) > 1 {
		return ""
	}
	return dayFirstSigns[tags[0]]
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
	if lastModified == "" {
		return nil
	}
	changed, err1 := http.ParseTime(lastModified)
	now, err2 := http.ParseTime(answered)
	if err1 != nil || err2 != nil || changed.Year() < firstWebYear || now.Sub(changed).Abs() < freshness {
		return nil
	}
	r := Reading{Date: onDay(changed.Year(), changed.Month(), changed.Day()), Role: RoleModified, Instant: changed, Text: lastModified, End: len(lastModified), Form: FormDayName}
	return []PageDate{{Reading: r, Origin: OriginHeader, Field: "Last-Modified"}}
}
