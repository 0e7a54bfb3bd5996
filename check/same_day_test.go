package check_test

import (
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// invented is an article as an assistant invents its sources: one plausible day in
// each publisher's form of address, and a name that nobody had yet.
var invented = []string{
	"https://www.technologyreview.com/2021/05/11/1024563/chatgpt-in-schools/",
	"https://www.wired.com/story/chatgpt-in-schools/",
	"https://www.reuters.com/technology/chatgpt-is-told-no-2021-05-11/",
	"https://www.bloomberg.com/news/articles/2021-05-11/chatgpt-to-be-held-back",
	"https://www.theverge.com/2021/5/11/22432840/chatgpt-in-schools",
}

func TestAnInventedCluster(t *testing.T) {
	r := judge(t, extract.FormatText, cite("Schools wait", invented...), check.Options{})
	found := byRule(r, "same-day-sources")
	if len(found) != 1 || found[0].Severity != check.Warning {
		t.Fatalf("findings %+v", r.Findings)
	}
	for name, want := range map[string]string{
		"references": "1, 3, 4, 5",
		"chance":     "4.4e-07 (4 of 4 dated sites on one day)",
		"not tried":  "whether it is the news of the article's own days: the article states no date",
	} {
		if got := fact(found[0], name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if others := len(byRule(r, "anachronistic-name")); others != 4 || len(r.Findings) != 5 {
		t.Errorf("%d names before their time among %d findings, want 4 of 5", others, len(r.Findings))
	}
}

// TestTheSameArticleWithItsDaysSpread: without the one day, and with names that
// existed, nothing is left to say.
func TestTheSameArticleWithItsDaysSpread(t *testing.T) {
	var spread []string
	for i, url := range invented {
		url = strings.ReplaceAll(url, "chatgpt", "teaching-machine")
		url = strings.NewReplacer("2021/05/11", "2020/11/03", "2021/5/11", "2021/2/9").Replace(url)
		if i == 3 {
			url = strings.Replace(url, "2021-05-11", "2020-08-24", 1)
		}
		spread = append(spread, url)
	}
	for _, published := range []string{"", "2021-09-01"} {
		o := check.Options{}
		if published != "" {
			o.Published = day(2021, 9, 1)
		}
		if r := judge(t, extract.FormatText, cite("Schools wait", spread...), o); len(r.Findings) > 0 {
			t.Errorf("published %q: %+v", published, r.Findings)
		}
	}
}

// TestRealCoverageOfOneDay: two articles whose sources are of one day because
// something happened on it.
func TestRealCoverageOfOneDay(t *testing.T) {
	outage := []string{
		"https://www.nytimes.com/2021/06/08/technology/outage-of-web-sites.html",
		"https://www.theguardian.com/technology/2021/jun/08/websites-down-around-the-world",
		"https://www.reuters.com/technology/websites-hit-by-outage-2021-06-08/",
		"https://blog.tide.co.uk/2020/03/17/how-a-cache-works",
		"https://status.tide.co.uk/incidents/h1",
	}
	verdict := []string{
		"https://www.bloomberg.com/news/articles/2021-05-26/court-tells-an-oil-company-to-cut",
		"https://www.cnbc.com/2021/05/26/court-tells-an-oil-company-to-cut.html",
		"https://www.aljazeera.com/news/2021/5/26/court-tells-an-oil-company-to-cut",
		"https://uitspraken.court.nl/details?id=5339",
	}
	alive := fakeWeb{
		outage[0]:  paged("published 2021-06-08", "modified 2021-06-10"),
		outage[1]:  paged("published 2021-06-08"),
		verdict[1]: paged("published 2021-05-26"),
	}
	for _, test := range []struct {
		name, body string
		refs       []string
		o          check.Options
		want       check.Severity // at most
	}{
		{"the next day's report", "Half of the web was gone for an hour", outage, check.Options{Published: day(2021, 6, 9)}, 0},
		{"an analysis of the same week", "Half of the web was gone for an hour", outage, check.Options{Published: day(2021, 6, 14)}, check.Info},
		{"an analysis that names the day", "On 8 June 2021 half of the web was gone for an hour", outage, check.Options{Published: day(2023, 1, 1)}, 0},
		{"an undated report", "Half of the web was gone for an hour", outage, check.Options{}, check.Info},
		{"a verdict, the month after", "The court told the company to cut", verdict, check.Options{Published: day(2021, 6, 20)}, check.Info},
		{"a verdict, undated", "The court told the company to cut", verdict, check.Options{}, check.Info},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, web := range []check.Web{nil, alive} {
				test.o.Web = web
				r := judge(t, extract.FormatText, cite(test.body, test.refs...), test.o)
				for _, f := range r.Findings {
					if f.Severity > test.want {
						t.Errorf("%s of %s: %s", f.Severity, f.Rule, f.Message)
					}
				}
			}
		})
	}
}

func TestSecondSigns(t *testing.T) {
	none := func(string, time.Time) memento.Holding { return memento.Holding{State: memento.Nothing} }
	gone := fakeWeb{sameDay[1]: {Verdict: link.Blocked, Status: 403}}
	for _, test := range []struct {
		name string
		o    check.Options
		want string // the sign
	}{
		{"a page of another day", check.Options{Web: fakeWeb{sameDay[1]: paged("published 2023-02-03")}}, `the page in reference "2" says 2023-02-03`},
		{"a page of the day after", check.Options{Web: fakeWeb{sameDay[1]: paged("published 2021-05-12")}}, ""},
		{"a page of that day that was changed", check.Options{Web: fakeWeb{sameDay[1]: paged("published 2021-05-11", "modified 2023-02-03")}}, ""},
		{"a page that no archive knows", check.Options{Web: gone, Archive: fakeArchive(none)}, `no web archive holds a copy of the page in reference "2"`},
		{"a page that cannot be seen", check.Options{Web: gone}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := byRule(judge(t, extract.FormatText, cite("The court ruled", sameDay...), test.o), "same-day-sources")
			if len(found) != 1 {
				t.Fatalf("findings %+v", found)
			}
			signs, severity := "", check.Info
			for _, f := range found[0].Evidence {
				if f.Name == "second sign" {
					list, _ := f.Value.([]string)
					signs, severity = strings.Join(list, "; "), check.Warning
				}
			}
			if signs != test.want || found[0].Severity != severity {
				t.Errorf("%s with %q, want %q", found[0].Severity, signs, test.want)
			}
		})
	}
}
