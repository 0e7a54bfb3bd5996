package memory

import (
	"reflect"
	"testing"
	"time"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
)

// TestDatesOfAPageAreRemembered keeps what a page said of itself for the runs that do not ask it again.
func TestDatesOfAPageAreRemembered(t *testing.T) {
	dates := date.InHeaders("Mon, 03 May 2021 09:00:00 GMT", "Tue, 11 May 2021 10:00:00 GMT")
	dates = append(dates,
		date.PageDate{Reading: date.Reading{Impossible: "February has 28 days, not 30", Role: date.RolePublished, Text: "2021-02-30", End: 10, Form: date.FormISO}, Origin: date.OriginMeta, Field: "pubdate"},
		date.PageDate{Reading: date.Reading{Ambiguous: []date.Date{{Year: 2021, Month: 5, Day: 11, Precision: date.Day}, {Year: 2021, Month: 11, Day: 5, Precision: date.Day}}, Role: date.RoleStated, Text: "11/05/2021", End: 10, Form: date.FormNumeric}, Origin: date.OriginByline})
	seen := alive
	seen.Dates = dates
	path := file(t)
	keep(t, path, rents, day0, seen)
	if past, _ := recall(t, path, rents, day0.Add(time.Hour)); !reflect.DeepEqual(past.Last.Dates, dates) {
		t.Errorf("remembered %+v\nwant %+v", past.Last.Dates, dates)
	}

	r := record{}
	r.add(asSeen("first", seen))
	r.add(asSeen("second", seen))
	if r.Answers[0].Answer.Dates != nil || r.Answers[1].Answer.Dates == nil {
		t.Errorf("kept %+v, want the dates of the last answer only", r.Answers)
	}
}

func asSeen(run string, a link.Answer) seen { return seen{At: day0, Run: run, Answer: a} }
