package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// paged is the answer of a page that states dates of itself, each as
// "published 2021-05-11" or, by another field, "json-ld published 2021-05-11".
func paged(dates ...string) link.Answer {
	a := link.Answer{Verdict: link.Alive, Status: 200, Attempts: 1}
	for _, text := range dates {
		d := date.PageDate{Origin: date.OriginMeta, Field: "article:published_time"}
		if rest, ok := strings.CutPrefix(text, "json-ld "); ok {
			d.Origin, d.Field, text = date.OriginLinked, "NewsArticle.datePublished", rest
		}
		role, day, _ := strings.Cut(text, " ")
		d.Role, d.Text, d.End = date.Role(role), day, len(day)
		if d.Date, _ = date.ParseISO(day); d.Date.IsZero() {
			d.Impossible = "there is no such day"
		}
		a.Dates = append(a.Dates, d)
	}
	return a
}

// shown writes findings in short: rule severity, one a line.
func shown(findings []check.Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule+" "+f.Severity.String())
	}
	return strings.Join(out, "\n")
}

// dateRules are the findings about dates.
func dateRules(r *check.Result) []check.Finding {
	var found []check.Finding
	for _, id := range []string{"impossible-date", "future-date", "reference-after-article", "date-mismatch", "id-date-mismatch", "same-day-sources"} {
		found = append(found, byRule(r, id)...)
	}
	return found
}

const datedRents = "https://stat.gov.uk/2021/05/11/rents"

func TestDatesOfOneSource(t *testing.T) {
	gone := paged("published 2023-02-03")
	gone.Verdict = link.SoftDead
	scholarly := paged("published 2023-02-03")
	scholarly.Dates[0].Field = "citation_publication_date"
	for _, test := range []struct {
		name, ref string
		answers   fakeWeb
		want      string
	}{
		{"all agree", "Rents. 11 May 2021. " + datedRents, fakeWeb{datedRents: paged("published 2021-05-11")}, ""},
		{"a page of another year", "Rents. " + datedRents, fakeWeb{datedRents: paged("published 2023-02-03")}, "date-mismatch warning"},
		{"a page of three days later", "Rents. " + datedRents, fakeWeb{datedRents: paged("published 2021-05-14")}, "date-mismatch info"},
		{"a page that was changed since", "Rents. 3 February 2023. " + datedRents, fakeWeb{datedRents: paged("published 2021-05-11", "modified 2023-02-03")}, ""},
		{"a page that only says when it was changed", "Rents. " + datedRents, fakeWeb{datedRents: paged("modified 2023-02-03")}, ""},
		{"a page that only bears a date", "Rents. " + datedRents, fakeWeb{datedRents: paged("stated 2023-02-03")}, "date-mismatch info"},
		{"a page that contradicts itself", "Rents. " + datedRents, fakeWeb{datedRents: paged("published 2023-02-03", "json-ld published 2021-05-11")}, ""},
		{"a page that was begun before", "Rents. " + datedRents, fakeWeb{datedRents: paged("published 2023-02-03", "created 2021-05-10")}, ""},
		{"a page that is not the source's", "Rents. " + datedRents, fakeWeb{datedRents: gone}, ""},
		{"words against address", "Rents. 3 February 2023. " + datedRents, nil, "date-mismatch warning"},
		{"words against address and page, once", "Rents. 3 February 2023. " + datedRents, fakeWeb{datedRents: paged("published 2021-05-11")}, "date-mismatch warning"},
		{"words against a page without a date in its address", "Rents. 11 May 2021. https://stat.gov.uk/rents", fakeWeb{"https://stat.gov.uk/rents": paged("published 2023-02-03")}, "date-mismatch warning"},
		{"the day on which it was looked up", "Rents. Retrieved 3 February 2023. " + datedRents, nil, ""},
		{"a day of which the words speak", "The meeting on 3 February 2023 and after. " + datedRents, nil, ""},
		{"a day behind the address, where some styles have that of access", "Rents. " + datedRents + ", 30.05.2021.", nil, ""},
		{"the same in round brackets", "Rents. " + datedRents + " (30 May 2021)", nil, ""},
		{"the same in square ones", "Rents[EB/OL]. [2021-05-30]. " + datedRents, nil, ""},
		{"behind a label that is not known", "Rents. " + datedRents + ". Letöltés: 2021-05-30", nil, ""},
		{"the state of a page", "Mieten. " + datedRents + ". Stand: 30. Mai 2021.", nil, ""},
		{"a page's last change", "Last updated: 30 May 2021. Rents. " + datedRents, nil, ""},
		{"cited, in round brackets", "Nájmy. " + datedRents + ". (cit. 30. 5. 2021)", nil, ""},
		{"a speech from before the web", "Abel, R. \"On rents\", speech, 28 August 1963. https://stat.gov.uk/speech", fakeWeb{"https://stat.gov.uk/speech": paged("published 2010-01-18")}, ""},
		{"a newspaper from before the web", "Rents. The Post. August 9, 1974. " + datedRents, nil, ""},
		{"a cover date from before the web", "Rents. The Monthly, April 1946. https://stat.gov.uk/essay", fakeWeb{"https://stat.gov.uk/essay": paged("published 1999-12-01")}, ""},
		{"a weekly that is dated ahead", "Rents. The Weekly. 24 May 2021. " + datedRents, nil, "date-mismatch info"},
		{"no weekly is dated so far ahead", "Rents. The Weekly. 26 May 2021. " + datedRents, nil, "date-mismatch warning"},
		{"no weekly is dated back", "Rents. The Weekly. 1 May 2021. " + datedRents, nil, "date-mismatch warning"},
		{"another version's day", "Rents. Originally published 3 January 2019. " + datedRents, nil, ""},
		{"the first version's day", "Rents. The Post. First published 3 January 2019, " + datedRents, nil, ""},
		{"the day of publication", "Rents. The Post. Published 3 January 2019, " + datedRents, nil, "date-mismatch warning"},
		{"several days in the words", "Rents. 3 February 2023. 4 March 2023. " + datedRents, nil, ""},
		{"a year's report", "Annual report (2020). " + datedRents, nil, ""},
		{"another year by far", "Abel, R. (2017). Rents. " + datedRents, nil, "date-mismatch info"},
		{"an event's day among the words of an address", "Rents. 3 February 2021. https://tide.co.uk/meeting-of-the-board-2021-05-11", nil, "date-mismatch info"},
		{"a newsroom's day among them", "Rents. 3 February 2021. https://www.reuters.com/world/rents-2021-05-11/", nil, "date-mismatch warning"},
		{"digits that may be a number", "Rents. 3 February 2023. https://stat.gov.uk/files/20210511/rents", nil, ""},
		{"a paper", "Abel, R. Rents. 3 February 2023. doi:10.1016/j.rent.2021.05.001 " + datedRents, nil, ""},
		{"a paper by its page", "Abel, R. Rents. " + datedRents, fakeWeb{datedRents: scholarly}, ""},
		{"two addresses, of which one fits", "Rents. 3 February 2023. " + datedRents + " https://stat.gov.uk/2023/02/03/rents", nil, ""},
		{"an archived copy", "Rents. 11 May 2021. https://web.archive.org/web/20230203083000/" + datedRents, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, cite("So it goes", test.ref, "https://stat.gov.uk/wages"), check.Options{Web: test.answers})
			if got := shown(dateRules(r)); got != test.want {
				t.Errorf("got %q, want %q: %+v", got, test.want, r.Findings)
			}
		})
	}
}

func TestAMismatchNamesAllDates(t *testing.T) {
	ref := "Rents. 5 November 2021. " + datedRents
	answers := fakeWeb{datedRents: paged("published 2021-05-11", "modified 2021-05-12")}
	r := judge(t, extract.FormatText, cite("So it goes", ref, "https://stat.gov.uk/wages"), check.Options{Web: answers, Published: day(2025, 8, 1)})
	found := byRule(r, "date-mismatch")
	if len(found) != 1 {
		t.Fatalf("findings %+v", r.Findings)
	}
	f := found[0]
	if want := `the dates of reference "1" disagree: its text says 2021-11-05 and its page 2021-05-11 to 2021-05-12, 177 days apart; day and month swapped?`; f.Message != want {
		t.Errorf("message  %s\nwant     %s", f.Message, want)
	}
	if f.Label != "1" || f.URL != datedRents {
		t.Errorf("about %q, %q", f.Label, f.URL)
	}
	for name, want := range map[string]string{
		"URL says": "2021-05-11", "page says": "2021-05-11 to 2021-05-12 (meta article:published_time)", "text says": `2021-11-05 ("5 November 2021")`, "article's date": "2025-08-01 (--published)",
	} {
		if got := fact(f, name); got != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}

// TestALinkInTheTextClaimsNoDate: there its page and its address make a note, and
// an address that is cited twice is one fact.
func TestALinkInTheTextClaimsNoDate(t *testing.T) {
	r := judge(t, extract.FormatMarkdown, "Rents [rose]("+datedRents+"), and [rose]("+datedRents+").\n", check.Options{Web: fakeWeb{datedRents: paged("published 2023-02-03")}})
	if got := shown(dateRules(r)); got != "date-mismatch info" {
		t.Errorf("got %q", got)
	}
	twice := cite("So it goes", "Rents. "+datedRents, "More rents. "+datedRents)
	r = judge(t, extract.FormatText, twice, check.Options{Web: fakeWeb{datedRents: paged("published 2023-02-03")}})
	if got := shown(dateRules(r)); got != "date-mismatch warning" {
		t.Errorf("got %q", got)
	}
}

func TestIdentifiersAgainstDates(t *testing.T) {
	const (
		post    = "https://x.com/statoffice/status/1585841080431321088"                      // 28 October 2022
		article = "https://tide.co.uk/2021/05/11/rents/2f1e6a00-b1c8-11eb-8529-0242ac130003" // 10 May 2021
	)
	serial := func(day string) string { return strings.Replace(article, "2021/05/11", day, 1) }
	for _, test := range []struct{ name, ref, want string }{
		{"a post of its day", "Office (28 October 2022). " + post, ""},
		{"a post of the evening before, west of here", "Office (27 October 2022). " + post, ""},
		{"a post before it was written", "Office (11 May 2021). " + post, "id-date-mismatch warning"},
		{"a post of three days later", "Office (31 October 2022). " + post, ""},
		{"a post of a year that was over", "Office (2021). " + post, "id-date-mismatch info"},
		{"a post of its year", "Office (2022). " + post, ""},
		{"a page whose number was made the day before", "Rents. " + article, ""},
		{"a page whose number was made months later", "Rents. " + serial("2021/01/11"), "id-date-mismatch info"},
		{"a page that moved to another system years later", "Rents. " + serial("2012/01/11"), ""},
		{"digits that only look like a number with a time", "Rents. https://tide.co.uk/2021/05/11/rents/5f9a1c2b8d3e4a0017c6b2d1", "id-date-mismatch info"},
		{"the same, years off", "Rents. https://tide.co.uk/2024/05/11/rents/5f9a1c2b8d3e4a0017c6b2d1", ""},
		{"a draft of a month", "Rents. " + serial("2021/06/15"), ""},
		{"a draft of half a year", "Rents. " + serial("2021/11/11"), "id-date-mismatch info"},
		{"dates that disagree without it", "Rents. 3 February 2023. " + article, "date-mismatch warning"},
		{"a preprint before the paper", "Abel, R. (2020). Rents. Journal of Rents. arXiv:1706.03762", ""},
		{"a paper put online afterwards", "Abel, R. (2016). Rents. Journal of Rents. arXiv:1706.03762", ""},
		{"a preprint years after its date", "Abel, R. (2012). Rents. arXiv:1706.03762", "id-date-mismatch info"},
		{"a paper accepted years after its date", "Abel, R. (2012). Rents. https://doi.org/10.1101/2020.05.01.072678", "id-date-mismatch info"},
		{"several papers in one entry", "Abel, R. (2012). Rents. arXiv:1706.03762, arXiv:1810.04805", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, cite("So it goes", test.ref, "https://stat.gov.uk/wages"), check.Options{})
			if got := shown(dateRules(r)); got != test.want {
				t.Errorf("got %q, want %q: %+v", got, test.want, dateRules(r))
			}
		})
	}
}

func TestWhatPagesSayOfTheirPublication(t *testing.T) {
	const plain = "https://stat.gov.uk/rents"
	for _, test := range []struct {
		name   string
		answer link.Answer
		o      check.Options
		want   string
	}{
		{"no such day", paged("published 2021-02-30"), check.Options{}, "impossible-date warning"},
		{"no such day, and one that is", paged("published 2021-02-30", "json-ld published 2021-03-01"), check.Options{}, ""},
		{"no such day of its last change", paged("modified 2021-02-30"), check.Options{}, ""},
		{"years ahead", paged("published 2031-01-01"), check.Options{}, "future-date warning"},
		{"tomorrow, east of here", paged("published 2026-03-02"), check.Options{}, ""},
		{"a change years ahead", paged("published 2021-05-11", "modified 2031-01-01"), check.Options{}, ""},
		{"ahead, and one that is not", paged("published 2031-01-01", "json-ld published 2021-05-11"), check.Options{}, ""},
		{"a stated day ahead", paged("stated 2031-01-01"), check.Options{}, ""},
		{"after the article", paged("published 2025-05-11"), check.Options{Published: day(2025, 5, 1)}, "reference-after-article info"},
		{"the day after the article", paged("published 2025-05-02"), check.Options{Published: day(2025, 5, 1)}, ""},
		{"changed after the article", paged("published 2025-04-11", "modified 2025-07-11"), check.Options{Published: day(2025, 5, 1)}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.o.Web = fakeWeb{plain: test.answer}
			r := judge(t, extract.FormatText, cite("So it goes", plain, "https://stat.gov.uk/wages"), test.o)
			if got := shown(dateRules(r)); got != test.want {
				t.Errorf("got %q, want %q: %+v", got, test.want, r.Findings)
			}
		})
	}
}

func TestSourcesAfterTheArticle(t *testing.T) {
	may := check.Options{Published: day(2021, 5, 1)}
	for _, test := range []struct {
		name, ref string
		o         check.Options
		want      string
	}{
		{"by its address", "Rents. " + datedRents, may, "reference-after-article warning"},
		{"by its words", "Rents. 11 May 2021. https://stat.gov.uk/rents", may, "reference-after-article warning"},
		{"by both, once", "Rents. 11 May 2021. " + datedRents, may, "reference-after-article warning"},
		{"by a post's identifier", "https://x.com/statoffice/status/1585841080431321088", may, "reference-after-article warning"},
		{"within the week", "Rents. " + datedRents, check.Options{Published: day(2021, 5, 6)}, "reference-after-article info"},
		{"by the number of a page that may have moved", "https://tide.co.uk/rents/2f1e6a00-b1c8-11eb-8529-0242ac130003", check.Options{Published: day(2019, 5, 1)}, ""},
		{"a year-only date within its year", "Abel, R. (2021). Rents. https://stat.gov.uk/rents", may, ""},
		{"a cover date", "Rents. https://tide.co.uk/magazine/2021/06/rents", may, "reference-after-article info"},
		{"one date after it, one before", "Rents. 31 May 2021. https://tide.co.uk/magazine/2021/06/rents", check.Options{Published: day(2021, 5, 30)}, ""},
		{"looked up after it", "Rents. Accessed 11 May 2021. https://stat.gov.uk/rents", may, ""},
		{"digits from the future that only look like a number with a time", "https://tide.co.uk/rents/7f9a1c2b8d3e4a0017c6b2d1", may, ""},
		{"after today as well: one fact", "https://stat.gov.uk/2091/05/11/rents", may, "future-date warning"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, cite("So it goes", test.ref, "https://stat.gov.uk/wages"), test.o)
			if got := shown(dateRules(r)); got != test.want {
				t.Errorf("got %q, want %q: %+v", got, test.want, dateRules(r))
			}
		})
	}
}

// TestSourcesBeforeTheLastChange holds sources against the day on which the article says that it was last changed.
func TestSourcesBeforeTheLastChange(t *testing.T) {
	const head, end = "---\ntitle: Rents\ndate: 2021-05-01\nlastmod: ", "\n---\n\nRents rose [1].\n\n## References\n\n1. <https://stat.gov.uk/2021/06/11/rents>\n2. <https://stat.gov.uk/wages>\n"
	for changed, want := range map[string]string{
		"2021-06-20": "",
		"2021-05-20": "reference-after-article warning",
		"soon":       "reference-after-article warning",
	} {
		r := judge(t, extract.FormatMarkdown, head+changed+end, check.Options{})
		if got := shown(dateRules(r)); got != want {
			t.Errorf("changed %s: got %q, want %q: %+v", changed, got, want, dateRules(r))
		}
	}
}
