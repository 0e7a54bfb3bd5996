package report

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// A pageWeb answers every URL with one page.
type pageWeb struct{ dates []date.PageDate }

func (w pageWeb) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	for _, url := range urls {
		deliver(link.Answer{URL: url, Verdict: link.Alive, Status: 200, Attempts: 1, Dates: w.dates})
	}
	return ctx.Err()
}

// datedResult is the judgement of an article whose source has four dates.
func datedResult(t *testing.T) *check.Result {
	t.Helper()
	a, err := extract.Read([]byte("Rents rose [1], see https://tide.co.uk/2021-05-11/x.\n\nReferences\n\n"+
		"[1] Rents of the north. 5 November 2021. Accessed 3 June 2021. https://tide.co.uk/2021/05/11/rents/2f1e6a00-b1c8-11eb-8529-0242ac130003\n"+
		"[2] Wages. 30 February 2021, 05/06/2021\n"), extract.Options{Source: "dated.txt"})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2021, 5, 11, 8, 30, 0, 0, time.FixedZone("", 2*60*60))
	page := date.PageDate{
		Reading: date.Reading{Date: date.Date{Year: 2021, Month: 5, Day: 11, Precision: date.Day}, Instant: at, Role: date.RolePublished, Text: "2021-05-11T08:30:00+02:00\u202e", Form: date.FormISO},
		Origin:  date.OriginMeta, Field: "article:published_time",
	}
	published := date.Date{Year: 2025, Month: 8, Day: 1, Precision: date.Day}
	return check.New(check.Options{Web: pageWeb{[]date.PageDate{page}}, Published: published}).Check(t.Context(), a)
}

func TestEveryDateIsInTheJSON(t *testing.T) {
	r := run{results: []*check.Result{datedResult(t)}}
	checked, extracted := r.write(t, NewJSON), r.write(t, NewExtractJSON)
	for schema, document := range map[string]string{"check.schema.json": checked, "extract.schema.json": extracted} {
		if err := validate(t, schemaOf(t, schema, ""), document); err != nil {
			t.Errorf("%s: %v", schema, err)
		}
	}
	offline := []string{
		`{"value":"2021-05-11","precision":"day","role":"published","origin":"URL","form":"path-y/m/d","text":"2021/05/11","of":"https://tide.co.uk/2021/05/11/rents/2f1e6a00-b1c8-11eb-8529-0242ac130003"}`,
		`"precision":"instant","role":"created","origin":"id","form":"uuid"`,
		`"zone":"Z"`,
		`{"value":"2021-11-05","precision":"day","role":"stated","origin":"text","form":"day-month","text":"5 November 2021"}`,
		`{"value":"2021-06-03","precision":"day","role":"accessed","origin":"text","form":"day-month","text":"3 June 2021"}`,
		`"readings":["2021-06-05","2021-05-06"]`,
		`{"role":"stated","origin":"text","form":"day-month","text":"30 February 2021","impossible":"February has 28 days, not 30"}`,
		`"anchor":"","dates":[{"value":"2021-05-11","precision":"day","role":"published","origin":"URL","form":"path-iso","text":"2021-05-11","of":"https://tide.co.uk/2021-05-11/x"}]`,
	}
	ofPage := `{"value":"2021-05-11T08:30:00+02:00","precision":"instant","role":"published","origin":"meta","form":"iso","text":"2021-05-11T08:30:00+02:00\u202e","of":"https://tide.co.uk/2021-05-11/x","field":"article:published_time","zone":"+02:00"}`
	for _, want := range append(offline, ofPage) {
		if !strings.Contains(checked, want) {
			t.Errorf("check lacks %s\n%s", want, checked)
		}
		if want != ofPage && !strings.Contains(extracted, want) {
			t.Errorf("extract lacks %s\n%s", want, extracted)
		}
	}
	if strings.Contains(extracted, "article:published_time") {
		t.Error("extract tells what a page says")
	}
}

func TestADateFindingShowsItsTable(t *testing.T) {
	shown := run{results: []*check.Result{datedResult(t)}}.write(t, func(w io.Writer) Writer { return newText(w, TextOptions{Width: 120}) })
	for _, want := range []string{
		`the dates of reference "1" disagree: its text says 2021-11-05 and its address 2021-05-11, 178 days apart; day and month swapped? [date-mismatch]`,
		"  URL says:       2021-05-11\n" +
			"  page says:      2021-05-11 (meta article:published_time)\n" +
			"  text says:      2021-11-05 (\"5 November 2021\")\n" +
			"  id says:        2021-05-10T",
		"  article's date: 2025-08-01 (--published)\n",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("lacks %s\n%s", want, shown)
		}
	}
}

func TestExtractListsDatesWhereAllIsAskedFor(t *testing.T) {
	r := run{results: []*check.Result{datedResult(t)}}
	for verbose, want := range map[bool]bool{true: true, false: false} {
		shown := r.write(t, func(w io.Writer) Writer { return NewExtractText(w, TextOptions{Width: 120, Verbose: verbose}) })
		for _, line := range []string{
			"URL says: 2021-05-11 (published, 2021/05/11)\n",
			"text says: 2021-06-05 or 2021-05-06 (stated, 05/06/2021)\n",
			"text says: February has 28 days, not 30 (stated, 30 February 2021)\n",
		} {
			if strings.Contains(shown, line) != want {
				t.Errorf("verbose %t: %s\n%s", verbose, line, shown)
			}
		}
	}
}
