package date

import (
	"testing"
	"time"
)

func TestParseISO(t *testing.T) {
	good := map[string]string{
		"2021": "2021", "2021-05": "2021-05", "2021-05-11": "2021-05-11", "0001-01-01": "0001-01-01", "2024-02-29": "2024-02-29",
		"2021-05-11T23:59:59Z":               "2021-05-11",
		"2021-05-11T23:59:60z":               "2021-05-11",
		"2021-05-11t00:00:00.123456789-0800": "2021-05-11",
		"2021-05-11T00:30:00+14:00":          "2021-05-11",
		"2021-05-11 10:00":                   "2021-05-11",
		"2021-05-11T10:00+02":                "2021-05-11",
	}
	for in, want := range good {
		if got, ok := ParseISO(in); !ok || got.String() != want {
			t.Errorf("ParseISO(%q) = %v, %v, want %s", in, got, ok, want)
		}
	}
	bad := []string{
		"", "0000", "21", "202", "20210", "2021-", "2021-5", "2021-00", "2021-13", "2021-05-", "2021-05-1", "2021-02-29", "2021-02-30",
		"2021-05-32", "2021/05/11", "2021-05-11T", "2021-05-11T1", "2021-05-11T24:00:00Z", "2021-05-11T10:60Z", "2021-05-11T10:00:61Z",
		"2021-05-11T10:00:00+2", "2021-05-11T10:00:00+02:", "2021-05-11T10:00:00+02:60", "2021-05-11T10:00:00Zx", "2021-05-11x", " 2021", "２０２１",
	}
	for _, in := range bad {
		if got, ok := ParseISO(in); ok || !got.IsZero() {
			t.Errorf("ParseISO(%q) = %v, %v, want nothing", in, got, ok)
		}
	}
}

func TestDateIntervals(t *testing.T) {
	tests := []struct {
		a, b          string
		days          int
		before, after bool
	}{
		{"2021-05-11", "2021-05-11", 0, false, false},
		{"2021-05-11", "2021-10-28", 170, true, false},
		{"2021-10-28", "2021-05-11", -170, false, true},
		{"2021", "2021-05-11", 0, false, false},
		{"2021-05", "2021", 0, false, false},
		{"2021-05", "2021-06", 1, true, false},
		{"2021-05", "2021-04-29", -2, false, true},
		{"2020", "2021-01-01", 1, true, false},
		{"2024-02", "2024-03-01", 1, true, false},
		{"1969-12-31", "1970-01-01", 1, true, false},
		{"0001-01-01", "9999-12-31", 3652058, true, false},
	}
	for _, tt := range tests {
		a, _ := ParseISO(tt.a)
		b, _ := ParseISO(tt.b)
		if got := DaysBetween(a, b); got != tt.days || a.Before(b) != tt.before || a.After(b) != tt.after {
			t.Errorf("%s, %s: %d days, before %v, after %v; want %d, %v, %v", a, b, got, a.Before(b), a.After(b), tt.days, tt.before, tt.after)
		}
	}
}

func TestFirstAndLast(t *testing.T) {
	for in, want := range map[string][2]string{
		"2021": {"2021-01-01", "2021-12-31"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2100-02": {"2100-02-01", "2100-02-28"},
		"2021-04": {"2021-04-01", "2021-04-30"}, "2021-05-11": {"2021-05-11", "2021-05-11"},
	} {
		d, _ := ParseISO(in)
		if d.First().String() != want[0] || d.Last().String() != want[1] {
			t.Errorf("%s: %s to %s, want %v", in, d.First(), d.Last(), want)
		}
		if got := d.Start().Format(time.RFC3339); got != want[0]+"T00:00:00Z" {
			t.Errorf("%s begins at %s, want %s", in, got, want[0])
		}
	}
}

func TestZeroDateTakesPartInNothing(t *testing.T) {
	var none Date
	some := onDay(2021, time.May, 11)
	if none.Valid() || none.String() != "" || none.Before(some) || none.After(some) || some.Before(none) || DaysBetween(none, some) != 0 ||
		!none.First().IsZero() || !none.Last().IsZero() || !none.Start().IsZero() {
		t.Error("a date that is none was compared")
	}
}

func TestValidRefusesPartsBelowThePrecision(t *testing.T) {
	for _, d := range []Date{{Year: 2021, Month: 5}, {Year: 2021, Day: 3}, {2021, 5, 11, Month}, {2021, 2, 29, Day}, {10000, 1, 1, Day}, {2021, 5, 11, 7}} {
		if d.Valid() {
			t.Errorf("%+v is called valid", d)
		}
	}
}

func TestDateAsText(t *testing.T) {
	for _, want := range []Date{{}, inYear(2021), inMonth(2021, time.May), onDay(2021, time.May, 11)} {
		text, err := want.MarshalText()
		var got Date
		if err2 := got.UnmarshalText(text); err != nil || err2 != nil || got != want {
			t.Errorf("%+v was written as %q and read as %+v (%v, %v)", want, text, got, err, err2)
		}
	}
	if err := new(Date).UnmarshalText([]byte("2021-02-30")); err == nil {
		t.Error("a day that does not exist was read")
	}
}
