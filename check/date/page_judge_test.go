package date

import (
	"strings"
	"testing"
)

func TestPublishedOn(t *testing.T) {
	const (
		ld       = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-11","dateModified":"2021-06-20"}</script>`
		og       = `<meta property="article:published_time" content="2021-05-12T01:00:00+02:00">`
		headline = `<h1>How the harbour rose</h1>`
	)
	today := onDay(2026, 1, 1)
	tests := []struct {
		name, page, want, agree, against string
	}{
		{"classes that agree", ld + og, "2021-05-12", "meta published, json-ld article datePublished", ""},
		{"the modified day is not the published one", ld, "2021-05-11", "json-ld article datePublished", ""},
		{"only modified", `<meta property="article:modified_time" content="2021-05-11">`, "", "", ""},
		{"two agree against one that is better", og + `<meta itemprop="datePublished" content="2020-01-01">` + headline + `<p>Published 1 January 2020</p>`, "2020-01-01", "microdata published, byline published", "2021-05-12"},
		{"one against one of the same weight", og + `<meta itemprop="datePublished" content="2020-01-01">`, "", "", ""},
		{"dates of several teasers", `<time datetime="2021-05-11"></time><time datetime="2021-06-11"></time>`, "", "", ""},
		{"one mere date", `<time datetime="2021-05-11"></time>`, "2021-05-11", "time", ""},
		{"a date that may be anything's", `<meta name="dcterms.created" content="2021-05-11">`, "", "", ""},
		{"ahead of the clock", `<meta property="article:published_time" content="2031-01-01">` + headline + `<p>11 May 2021</p>`, "2021-05-11", "byline title", ""},
		{"nobody's clock", `<meta property="article:published_time" content="1970-01-01T00:00:00Z">`, "", "", ""},
		{"no such day", `<meta property="article:published_time" content="2021-02-30">`, "", "", ""},
		{"only a month", `<meta property="article:published_time" content="2021-05">`, "", "", ""},
		{"two readings", `<meta property="article:published_time" content="05/11/2021">`, "", "", ""},
		{"nothing", headline + story, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day := PublishedOn(datesOf(tt.page), today)
			var against []string
			for _, d := range day.Against {
				against = append(against, d.Date.String())
			}
			if day.Date.String() != tt.want || strings.Join(day.Agree, ", ") != tt.agree || strings.Join(against, ", ") != tt.against {
				t.Errorf("%s by %v against %v, want %s by %s against %s", day.Date, day.Agree, against, tt.want, tt.agree, tt.against)
			}
		})
	}
}

func TestModifiedOn(t *testing.T) {
	page := `<meta property="article:modified_time" content="2021-05-12"><meta property="og:updated_time" content="2031-05-12">
		<script type="application/ld+json">{"@type":"Article","datePublished":"2021-06-01","dateModified":"2021-05-20T10:00:00Z"}</script>
		<h1>How the harbour rose</h1><p>Updated 21 May 2021</p>`
	dates := append(datesOf(page), InHeaders("Mon, 03 Apr 2023 09:00:00 GMT", "Tue, 11 May 2023 10:00:00 GMT")...)
	day := ModifiedOn(dates, onDay(2026, 1, 1))
	if got := day.Date.String() + " " + strings.Join(day.Agree, ", "); got != "2021-05-21 json-ld article dateModified, byline modified" {
		t.Errorf("changed on %s, want the latest day that the page itself says, and who agrees", got)
	}
	if day := ModifiedOn(nil, Date{}); !day.IsZero() {
		t.Errorf("changed on %s, want no day", day.Date)
	}
}
