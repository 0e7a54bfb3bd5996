package date

import (
	"slices"
	"strings"
	"testing"
)

// checkPageDates states what holds for every date of every page.
func checkPageDates(t *testing.T, dates []PageDate) {
	t.Helper()
	if len(dates) > maxPageDates {
		t.Fatalf("%d dates are kept", len(dates))
	}
	for _, d := range dates {
		checkReadings(t, d.Text, []Reading{d.Reading})
		if d.Origin == "" || len(d.Text) > maxLine {
			t.Fatalf("%+v", d)
		}
	}
	today := onDay(2026, 1, 1)
	if day := PublishedOn(dates, today); !day.IsZero() {
		if !slices.ContainsFunc(dates, func(d PageDate) bool { return d.Text == day.Text && d.Date == day.Date }) || len(day.Agree) == 0 || day.Role == RoleModified {
			t.Fatalf("published %+v of %+v", day, dates)
		}
	}
	if day := ModifiedOn(dates, today); !day.IsZero() && (day.Role != RoleModified || len(day.Agree) == 0) {
		t.Fatalf("modified %+v of %+v", day, dates)
	}
}

func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		`<html lang=de><title>How the harbour rose</title><h1>How the harbour rose</h1><p>Stand: 05.11.2021, &copy; 2020</p><time class="x published" datetime="2021-02-30">x</time>`,
		`<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"datePublished":"2021-05-11T10:00Z"}],}</script><meta itemprop=datePublished content="11/05/2021">`,
		`</p></div><svg><title>x</svg><div itemscope itemtype="/Comment"><abbr class=updated title="May 11, 2021"><a><b><i></a></b>`,
		`<meta property="article:published_time" name="date" http-equiv="date" content="Tue, 11 May 2021 10:00:00 +0200">`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		page = page[:min(len(page), 1<<16)]
		checkPageDates(t, datesOf(page))
		checkPageDates(t, datesOf("<h1>How the harbour rose</h1><p>"+page))
	})
}

func FuzzPageValue(f *testing.F) {
	for _, seed := range []string{"2021-05-11T10:00:00+02:00", "20210511T1000", "Tue, 11 May 2021 10:00:00 GMT", "11/05/2021", "2021-02-30", "am 11. Mai 2021", "2021"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if r, ok := InValue(value); ok {
			checkReadings(t, value, []Reading{r})
		}
		if d, ok := readValue(value, PageDate{Reading: Reading{Role: RolePublished}, Origin: OriginMeta}); ok {
			checkPageDates(t, []PageDate{d})
			if d.Text != strings.TrimSpace(value) {
				t.Fatalf("%q was kept as %q", value, d.Text)
			}
		}
		checkPageDates(t, InHeaders(value, "Tue, 11 May 2021 10:00:00 GMT"))
	})
}

func FuzzLinkedData(f *testing.F) {
	for _, seed := range []string{
		`{"@type":"Article","datePublished":"2021-05-11"}`, `[[[{"@graph":{"mainEntity":{"@type":"Report","dateCreated":["2021-05-11"]}}}]]]`,
		`{"@type":"NewsArticle",,"datePublished": "2021-05-11","datePublished":"2021-05-12"}`, `//<![CDATA[` + "\n{}" + `//]]>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		var found pageDates
		l := linked{}
		l.open("application/ld+json")
		l.take([]byte(script))
		l.close(&found)
		checkPageDates(t, found)
	})
}
