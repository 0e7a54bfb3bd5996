package check

import (
	"fmt"
	"testing"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// said is the claim that a text makes: of a page with "/" and the day of its last
// change behind the day of its publication.
func said(t *testing.T, by, text string) claim {
	t.Helper()
	if by == FromPage && len(text) > len("2021-05-11") {
		c, end := said(t, by, text[:10]), said(t, by, text[11:])
		c.changed = end.reading.Date
		return c
	}
	r, ok := whole(text)
	if !ok {
		t.Fatalf("%q is no date", text)
	}
	return claim{by: by, reading: r}
}

func TestHowFarTwoClaimsAreApart(t *testing.T) {
	for _, test := range []struct {
		name, aBy, a, bBy, b string
		days                 int
		severity             Severity
		hint                 string
	}{
		{"one day", FromURL, "2021-05-11", FromPage, "2021-05-11", 0, 0, ""},
		{"a time zone", FromURL, "2021-05-11", FromPage, "2021-05-12", 1, 0, ""},
		{"the last of a month", FromURL, "2021-04-30", FromPage, "2021-05-01", 1, 0, ""},
		{"two days", FromURL, "2021-05-11", FromPage, "2021-05-13", 2, Info, ""},
		{"a week", FromURL, "2021-05-11", FromPage, "2021-05-18", 7, Info, ""},
		{"more than a week", FromURL, "2021-05-11", FromPage, "2021-05-19", 8, Warning, ""},
		{"backwards", FromURL, "2021-05-19", FromPage, "2021-05-11", -8, Warning, ""},
		{"between publication and change", FromURL, "2022-01-30", FromPage, "2021-05-11/2023-02-03", 0, 0, ""},
		{"before publication", FromURL, "2021-05-01", FromPage, "2021-05-11/2023-02-03", 10, Warning, ""},
		{"after the last change", FromURL, "2023-02-11", FromPage, "2021-05-11/2023-02-03", -8, Warning, ""},
		{"a change before the publication is none", FromURL, "2021-05-11", FromPage, "2021-05-11/2020-02-03", 0, 0, ""},
		{"a month that holds the day", FromURL, "2021-05", FromText, "31 May 2021", 0, 0, ""},
		{"a month beside the day", FromURL, "2021-05", FromText, "1 June 2021", 1, 0, ""},
		{"the year of the day", FromText, "2021", FromPage, "2021-12-31", 0, 0, ""},
		{"a report on the year before", FromText, "2021", FromPage, "2022-11-30", 334, 0, ""},
		{"another year altogether", FromText, "2018", FromPage, "2022-11-30", 1430, Info, ""},
		{"a magazine's cover", FromText, "June 2021", FromURL, "2021-05-14", -18, 0, ""},
		{"another month", FromText, "June 2021", FromURL, "2021-02-14", -107, Info, ""},
		{"day and month swapped", FromText, "2021-11-05", FromURL, "2021-05-11", -178, Warning, "day and month swapped?"},
		{"the turn of the year", FromText, "2020-01-04", FromURL, "2021-01-04", 366, Warning, "last year's number, at the turn of the year?"},
		{"a real year between", FromText, "2020-02-04", FromURL, "2021-02-04", 366, Warning, ""},
		{"an ambiguous date that fits", FromText, "05/11/2021", FromURL, "2021-11-05", 0, 0, ""},
		{"an ambiguous date that fits neither way", FromText, "05/11/2021", FromURL, "2021-08-20", -77, Warning, ""},
		{"a range of days", FromText, "10–12 May 2021", FromURL, "2021-05-12", 0, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := said(t, test.aBy, test.a), said(t, test.bBy, test.b)
			if days := daysApart(a, b); days != test.days {
				t.Errorf("%d days apart, want %d", days, test.days)
			}
			if back := daysApart(b, a); back != -test.days {
				t.Errorf("%d days back, want %d", back, -test.days)
			}
			if severity := disagreement(a, b); severity != test.severity || disagreement(b, a) != severity {
				t.Errorf("severity %d, want %d", severity, test.severity)
			}
			if slip := hint(a, b); slip != test.hint || hint(b, a) != slip {
				t.Errorf("hint %q, want %q", slip, test.hint)
			}
		})
	}
}

func TestARowNamesTheDayAndWhoSaysSo(t *testing.T) {
	page := said(t, FromPage, "2021-05-11/2023-02-03")
	page.field = "meta article:published_time"
	post := date.InIDs("https://x.com/statoffice/status/1585841080431321088")
	for _, test := range []struct {
		c    claim
		want string
	}{
		{said(t, FromURL, "2021-05-11"), "2021-05-11"},
		{said(t, FromText, "11 May 2021"), `2021-05-11 ("11 May 2021")`},
		{said(t, FromText, "2021-05-11"), "2021-05-11"},
		{said(t, FromText, "05/11/2021"), `2021-11-05 or 2021-05-11 ("05/11/2021")`},
		{page, "2021-05-11 to 2023-02-03 (meta article:published_time)"},
		{claim{by: FromID, reading: post[0]}, "2022-10-28T03:49:11Z (x-post)"},
	} {
		if row := test.c.row(); row != test.want {
			t.Errorf("got  %s\nwant %s", row, test.want)
		}
	}
}

// TestEntriesThatRunTogether: of an entry with more addresses than one source has,
// only the first are looked at, or it would cost the square of their number.
func TestEntriesThatRunTogether(t *testing.T) {
	ref := &extract.Reference{Label: "1"}
	var links []Link
	for i := range 1000 {
		links = append(links, Link{URL: fmt.Sprintf("https://x.com/office/status/%d", 1585841080431321088+i), In: InReference, reference: ref})
	}
	s := newSubject(&extract.Article{}, links, Options{})
	if w := s.workAt(&links[999]); len(w.links) != mostLinks || len(s.claims(w)) != mostLinks {
		t.Errorf("%d links with %d claims, want %d of both", len(w.links), len(s.claims(w)), mostLinks)
	}
}
