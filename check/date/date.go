package date

import (
	"fmt"
	"time"
)

// Precision says how much of a date was written.
type Precision int

// The precisions, from coarse to fine.
const (
	Year Precision = iota
	Month
	Day
)

// String is "year", "month" or "day".
func (p Precision) String() string {
	switch p {
	case Year:
		return "year"
	case Month:
		return "month"
	case Day:
		return "day"
	}
	return ""
}

// Date is a day, a month or a year of the Gregorian calendar, as written and without a time zone.
// Month and Day are 0 below the precision. The zero Date is no date.
type Date struct {
	Year      int        // 1 to 9999
	Month     time.Month // 1 to 12, or 0
	Day       int        // 1 to 31, or 0
	Precision Precision
}

// onDay, inMonth and inYear build dates; the day must exist.
func onDay(y int, m time.Month, d int) Date { return Date{y, m, d, Day} }
func inMonth(y int, m time.Month) Date      { return Date{y, m, 0, Month} }
func inYear(y int) Date                     { return Date{Year: y, Precision: Year} }

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d names a day, month or year that exists, with nothing set below its precision.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 {
		return false
	}
	switch d.Precision {
	case Year:
		return d.Month == 0 && d.Day == 0
	case Month:
		return d.Month >= 1 && d.Month <= 12 && d.Day == 0
	case Day:
		return dayExists(d.Year, int(d.Month), d.Day)
	}
	return false
}

// String is the ISO 8601 form at d's own precision: 2021, 2021-05 or 2021-05-11; "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Precision == Year:
		return fmt.Sprintf("%04d", d.Year)
	case d.Precision == Month:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes d as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	read, ok := ParseISO(string(text))
	if !ok && len(text) > 0 {
		return fmt.Errorf("read a date: %q is no year, month or day", text)
	}
	*d = read
	return nil
}

// First is the first day that d covers, at day precision.
func (d Date) First() Date {
	switch {
	case d.IsZero():
		return d
	case d.Precision == Year:
		return onDay(d.Year, time.January, 1)
	case d.Precision == Month:
		return onDay(d.Year, d.Month, 1)
	}
	return d
}

// Start is the moment, in UTC, at which d begins; zero for no date.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	first := d.First()
	return time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)
}

// Last is the last day that d covers, at day precision.
func (d Date) Last() Date {
	switch {
	case d.IsZero():
		return d
	case d.Precision == Year:
		return onDay(d.Year, time.December, 31)
	case d.Precision == Month:
		return onDay(d.Year, d.Month, daysIn(d.Year, int(d.Month)))
	}
	return d
}

// Before reports whether all of d lies before all of e. May 2021 is neither before nor after 2021.
func (d Date) Before(e Date) bool { return DaysBetween(d, e) > 0 }

// After reports whether all of d lies after all of e.
func (d Date) After(e Date) bool { return DaysBetween(d, e) < 0 }

// DaysBetween counts the days from a to b: positive when b is later, negative when b is earlier. Between
// months or years it is the smallest distance, so 0 when they overlap. With a zero Date it is 0.
func DaysBetween(a, b Date) int {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	if gap := b.First().number() - a.Last().number(); gap > 0 {
		return gap
	}
	if gap := b.Last().number() - a.First().number(); gap < 0 {
		return gap
	}
	return 0
}

// number counts days from a fixed day; d is at day precision.
func (d Date) number() int {
	const secondsPerDay = 24 * 60 * 60
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// daysIn is the length of a month that is known to be 1 to 12.
func daysIn(y, m int) int {
	switch time.Month(m) {
	case time.February:
		if isLeap(y) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

func dayExists(y, m, d int) bool {
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

// whyImpossible says in words why a day does not exist, "" when it does.
func whyImpossible(y, m, d int) string {
	switch {
	case dayExists(y, m, d):
		return ""
	case m < 1 || m > 12:
		return fmt.Sprintf("there is no month %d", m)
	case d < 1:
		return fmt.Sprintf("there is no day %d in a month", d)
	case m == 2 && d == 29:
		return fmt.Sprintf("%d is not a leap year: February has 28 days", y)
	}
	return fmt.Sprintf("%s has %d days, not %d", time.Month(m), daysIn(y, m), d)
}

// ParseISO reads a whole string that is a date of ISO 8601's extended form (2021, 2021-05, 2021-05-11)
// or an instant (2021-05-11T10:00:00Z, RFC 3339; the zone, the seconds and the colon in the zone may be
// missing and the T may be a space, as pages write it). Of an instant it takes the day as written,
// without moving it to another time zone.
func ParseISO(s string) (Date, bool) {
	y, ok := digits(s, 0, 4)
	if !ok {
		return Date{}, false
	}
	if len(s) == 4 {
		return valid(inYear(y))
	}
	m, ok := digits(s, 5, 2)
	if !ok || s[4] != '-' {
		return Date{}, false
	}
	if len(s) == 7 {
		return valid(inMonth(y, time.Month(m)))
	}
	d, ok := digits(s, 8, 2)
	if !ok || s[7] != '-' {
		return Date{}, false
	}
	if len(s) > 10 && !isClock(s[10:]) {
		return Date{}, false
	}
	return valid(onDay(y, time.Month(m), d))
}

// valid keeps an invalid date from leaving a parser.
func valid(d Date) (Date, bool) {
	if !d.Valid() {
		return Date{}, false
	}
	return d, true
}

// digits reads the n ASCII digits at s[at:].
func digits(s string, at, n int) (int, bool) {
	if len(s) < at+n {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s[at : at+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// isClock reports whether s is the rest of an instant after its day: T10:00, T10:00:00.5+02:00.
func isClock(s string) bool {
	if s[0] != 'T' && s[0] != 't' && s[0] != ' ' {
		return false
	}
	h, ok1 := digits(s, 1, 2)
	m, ok2 := digits(s, 4, 2)
	if !ok1 || !ok2 || s[3] != ':' || h > 23 || m > 59 {
		return false
	}
	s = s[6:]
	if sec, ok := digits(s, 1, 2); ok && s[0] == ':' && sec <= 60 { // 60: a leap second
		s = trimFraction(s[3:])
	}
	return isZone(s)
}

// trimFraction drops ".123" from the front of s.
func trimFraction(s string) string {
	if len(s) < 2 || s[0] != '.' || !isDigit(s[1]) {
		return s
	}
	i := 1
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[i:]
}

// isZone accepts "", Z, +02:00, +0200 and +02.
func isZone(s string) bool {
	if s == "" || s == "Z" || s == "z" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	h, ok := digits(s, 1, 2)
	if !ok || h > 23 {
		return false
	}
	rest := s[3:]
	if rest != "" && rest[0] == ':' {
		rest = rest[1:]
		if rest == "" {
			return false
		}
	}
	m, ok := digits(rest, 0, 2)
	return rest == "" || ok && len(rest) == 2 && m <= 59
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
