package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// told writes evidence in short: origin role date.
func told(all []check.DateEvidence) string {
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = strings.TrimSpace(e.Origin + " " + string(e.Role) + " " + e.Date.String())
	}
	return strings.Join(lines, "; ")
}

func TestDatesOfAReference(t *testing.T) {
	for _, test := range []struct{ name, format, entry, want string }{
		{"address and words", "text", "Rents. 11 May 2021. Accessed 3 June 2021. https://stat.gov.uk/2021/05/12/rents", "URL published 2021-05-12; text stated 2021-05-11; text accessed 2021-06-03"},
		{"an archived page", "text", "https://web.archive.org/web/20210603083000/https://stat.gov.uk/2021/05/12/rents", "URL archived 2021-06-03; URL published 2021-05-12"},
		{"an identifier", "text", "Abel, R. https://x.com/statoffice/status/1585841080431321088", "id created 2022-10-28"},
		{"an identifier that looks like a folder", "text", "https://ghostarchive.org/varchive/youtube/20211205/QhbhUHBmp5k", "id archived 2021-12-05"},
		{"a DOI once", "text", "Abel, R. Tides. https://doi.org/10.1101/2020.05.01.072678", "id created 2020-05-01"},
		{"what the format says and the words do not", "wikitext", "{{cite web |url=https://stat.gov.uk/rents |title=Rents |date=11 May 2021 |accessdate=3 June 2021}}", "fields published 2021-05-11; fields accessed 2021-06-03"},
		{"none", "text", "Abel, R. Tides.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := cite("So it goes", test.entry, "https://stat.gov.uk/wages")
			if test.format == "wikitext" {
				text = "Rents rose.<ref>" + test.entry + "</ref>\n\n== References ==\n{{reflist}}\n"
			}
			a, err := extract.Read([]byte(text), extract.Options{Format: extract.Format(test.format)})
			if err != nil || len(a.Lists) == 0 {
				t.Fatalf("no list is read (%v)", err)
			}
			if got := told(check.DatesOf(&a.Lists[0].References[0])); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestAHostileEntryIsNotToldWhole(t *testing.T) {
	ref := extract.Reference{Text: strings.Repeat("11 May 2021; ", 100_000)}
	if n := len(check.DatesOf(&ref)); n != 100 {
		t.Errorf("%d dates", n)
	}
}

// TestPagesSpeakOnlyForThemselves: the dates of what stands in a page's place are
// nobody's.
func TestPagesSpeakOnlyForThemselves(t *testing.T) {
	says := []date.PageDate{{Reading: date.Reading{Date: day(2021, 5, 11), Role: date.RolePublished}, Origin: date.OriginMeta, Field: "article:published_time"}}
	for _, test := range []struct {
		answer link.Answer
		want   string
	}{
		{link.Answer{Verdict: link.Alive, Status: 200, Dates: says}, "meta published 2021-05-11"},
		{link.Answer{Verdict: link.Moved, Status: 200, Dates: says}, "meta published 2021-05-11"},
		{link.Answer{Verdict: link.SoftDead, Status: 200, Dates: says}, ""},
		{link.Answer{Verdict: link.Blocked, Status: 200, Dates: says}, ""},
		{link.Answer{Verdict: link.Dead, Status: 404, Dates: says}, ""},
		{link.Answer{Verdict: link.Alive, Status: 200, Dates: says, Suspect: true}, ""},
		{link.Answer{}, ""},
	} {
		l := check.Link{URL: "https://stat.gov.uk/rents", Answer: test.answer}
		if got := told(l.Dates()); got != test.want {
			t.Errorf("%s: %q, want %q", test.answer.Verdict, got, test.want)
		}
	}
}

// TestAReferenceOfIdentifiers: an entry of a hundred thousand papers costs no more
// than the hundred that are told of. Compared each with each, they take minutes.
func TestAReferenceOfIdentifiers(t *testing.T) {
	ref := &extract.Reference{Text: "Rents"}
	for i := range 100_000 {
		ref.Identifiers = append(ref.Identifiers, extract.Identifier{Type: extract.TypeArXiv, Value: fmt.Sprintf("2105.%05d", i)})
	}
	start := ref.Identifiers[0].Value
	told := check.DatesOf(ref)
	if len(told) != 100 || told[0].Of != start {
		t.Errorf("%d dates are told, want the first 100", len(told))
	}
}
