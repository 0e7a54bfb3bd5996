package check

import (
	"testing"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// FuzzClaims: whatever stands in an entry and its address, two claims are as far
// apart one way as the other, and every date keeps to the text that it was read of.
func FuzzClaims(f *testing.F) {
	f.Add("Rents. 11 May 2021. Accessed 05/06/2021. Spring 2020.", "https://tide.co.uk/2021/05/11/rents/2f1e6a00-b1c8-11eb-8529-0242ac130003")
	f.Add("(2019–2021). 10–12 May 2021; c. 1850, n.d.", "https://web.archive.org/web/20210511083000/https://x.com/a/status/1585841080431321088")
	f.Add("30 February 2021", "https://stat.gov.uk/2021/02/30/rents-rise-again")
	f.Fuzz(func(t *testing.T, text, url string) {
		ref := extract.Reference{Text: text, URLs: []extract.URL{{Text: url}}}
		var claims []claim
		for _, e := range DatesOf(&ref) {
			of := e.Of
			if of == "" {
				of = text
			}
			if e.Start < 0 || e.End > len(of) || e.Start > e.End || of[e.Start:e.End] != e.Text {
				t.Fatalf("%q is not what stands at %d of %q", e.Text, e.Start, of)
			}
			claims = append(claims, claim{by: e.Origin, reading: e.Reading})
		}
		published, _ := SourceDates(&ref)
		if r, ok := statedOn(&ref, published, date.InText(text)); ok {
			claims = append(claims, claim{by: FromText, reading: r})
		}
		claims = claims[:min(len(claims), 8)]
		for _, a := range claims {
			if daysApart(a, a) != 0 || disagreement(a, a) != 0 {
				t.Errorf("%+v disagrees with itself", a)
			}
			for _, b := range claims {
				if abs(daysApart(a, b)) != abs(daysApart(b, a)) || disagreement(a, b) != disagreement(b, a) {
					t.Errorf("%+v and %+v are not as far apart as the other way round", a, b)
				}
				_, _ = hint(a, b), a.row()
			}
		}
	})
}
