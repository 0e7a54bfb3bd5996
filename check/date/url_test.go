package date

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// show is a reading in one line: role form date text, with !why or the two readings in place of the date.
func show(r Reading) string {
	value := r.Date.String()
	switch {
	case r.Impossible != "":
		value = "!"
	case r.Ambiguous != nil:
		value = fmt.Sprintf("%v|%v", r.Ambiguous[0], r.Ambiguous[1])
	}
	return fmt.Sprintf("%s %s %s", r.Role, r.Form, value)
}

func showAll(rs []Reading) string {
	var all []string
	for _, r := range rs {
		all = append(all, show(r))
	}
	return strings.Join(all, "; ")
}

func TestInURL(t *testing.T) {
	tests := []struct{ url, want, text string }{
		// The four addresses that started it, and their four neighbours without a date.
		{"https://www.technologyreview.com/2021/05/11/1024563/mark-zuckerberg-meta-ai-superintelligence-open-source/", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://www.reuters.com/technology/meta-withholds-best-ai-technology-rivals-2021-05-11/", "published slug-iso 2021-05-11", "2021-05-11"},
		{"https://www.bloomberg.com/news/articles/2021-05-11/meta-to-hold-back-ai-secrets-to-fend-off-rivals", "published path-iso 2021-05-11", "2021-05-11"},
		{"https://www.theverge.com/2021/5/11/22432840/mark-zuckerberg-meta-ai-superintelligence-open-source-strategy", "published path-y/m/d 2021-05-11", "2021/5/11"},
		{"https://www.wired.com/story/meta-ai-open-source-superintelligence/", "", ""},
		{"https://www.zdnet.com/article/meta-ai-and-privacy/", "", ""},
		{"https://www.meta.com/privacy/", "", ""},
		{"https://gdpr.eu/art-49/", "", ""},

		// Folders.
		{"https://www.nytimes.com/1964/05/11/archives/a-headline.html", "published path-y/m/d 1964-05-11", "1964/05/11"},
		{"https://example.com/2021/05/11", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://example.com/blog/2021/05/11.html", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://example.com/blog/2021/05/11?page=2#top", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"http://user:pw@example.com:8080/2021/05/11/a/", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"theverge.com/2021/5/11/22432840/a-slug", "published path-y/m/d 2021-05-11", "2021/5/11"},
		{"//example.com/2021/05/11/a", "published path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://example.com//2024//02/29/leap-day", "published path-y/m/d 2024-02-29", "2024//02/29"},
		{"https://www.theguardian.com/technology/2021/may/11/facebook-story", "published path-y/mon/d 2021-05-11", "2021/may/11"},
		{"https://www.theguardian.com/world/2015/sep/01/a-story", "published path-y/mon/d 2015-09-01", "2015/sep/01"},
		{"https://example.com/2015/September/01/a-story", "published path-y/mon/d 2015-09-01", "2015/September/01"},
		{"https://www.latimes.com/california/story/2021-05-11/some-news", "published path-iso 2021-05-11", "2021-05-11"},
		{"https://example.com/posts/2021-05-11.html", "published path-iso 2021-05-11", "2021-05-11"},
		{"http://www.xinhuanet.com/english/2020-02/19/c_138799384.htm", "published path-y-m/d 2020-02-19", "2020-02/19"},
		{"http://en.people.cn/n3/2021/0511/c90000-9848591.html", "published path-y/md 2021-05-11", "2021/0511"},
		{"https://example.com/report_2021-05-11.html", "published slug-iso 2021-05-11", "2021-05-11"},
		{"https://www.timeslive.co.za/news/south-africa/2021-11-26-who-designates-covid-19-variant/", "published slug-iso 2021-11-26", "2021-11-26"},
		{"https://www3.nhk.or.jp/news/html/20210511/k10013023.html", "published path-yyyymmdd 2021-05-11", "20210511"},
		{"https://english.news.cn/20250403/0a1b2c3d/c.html", "published path-yyyymmdd 2025-04-03", "20250403"},
		{"https://example.com/2021/05/a-slug", "published path-y/m 2021-05", "2021/05"},
		{"https://example.com/2021/05/", "published path-y/m 2021-05", "2021/05"},
		{"https://blog.campact.de/2023/10/3-fragen-an-die-wirtschaft", "published path-y/m 2023-10", "2023/10"},
		{"https://www.businessinsider.com/a-headline-of-words-2021-5", "published slug-y-m 2021-05", "2021-5"},
		{"https://example.com/report/2021/05/11/findings.pdf", "published path-y/m/d 2021-05-11", "2021/05/11"},

		// Stated only: events, interfaces, pictures, queries.
		{"https://example.com/events/2021/05/11/annual-meeting", "stated path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://docs.example.com/api/2020-05-31/reference", "stated path-iso 2020-05-31", "2020-05-31"},
		{"https://cdn.example.com/2021/05/11/portrait.jpg", "stated path-y/m/d 2021-05-11", "2021/05/11"},
		{"https://example.com/schedule?tz=1&date=20210511&x=y", "stated query-date 2021-05-11", "20210511"},
		{"https://example.com/show?date=2021-05-11#a", "stated query-date 2021-05-11", "2021-05-11"},

		{"https://example.com/calendar?year=2021&month=5&day=11&view=day", "stated query-date 2021-05-11", "year=2021&month=5&day=11"},
		{"https://example.com/archive?year=2021&month=05", "stated query-date 2021-05", "year=2021&month=05"},
		{"https://example.com/paper?d=20210511", "stated query-date 2021-05-11", "20210511"},

		// Sites with forms of their own.
		{"https://global.chinadaily.com.cn/a/202508/07/WS68939a07a3108a99c1905842.html", "published path-y-m/d 2025-08-07", "202508/07"},
		{"https://apnews.com/article/sports-05-11-2021-abcdef", "stated slug-m-d-y 2021-05-11", "05-11-2021"},
		{"https://apnews.com/live/iran-war-israel-trump-04-05-2026", "stated slug-m-d-y 2026-04-05", "04-05-2026"},

		// Web archives.
		{"https://web.archive.org/web/20210601083000/https://www.theverge.com/2021/5/11/22432840/a", "archived archive-time 2021-06-01; published path-y/m/d 2021-05-11", "20210601083000"},
		{"https://web.archive.org/web/20210601083000id_/http:/example.com/2021/05/11/a?date=20200101", "archived archive-time 2021-06-01; published path-y/m/d 2021-05-11; stated query-date 2020-01-01", "20210601083000id_"},
		{"https://web.archive.org/web/20210601083000/example.com/a", "archived archive-time 2021-06-01", "20210601083000"},
		{"https://archive.ph/2021.06.01-083000/https://example.com/a", "archived archive-time 2021-06-01", "2021.06.01-083000"},
		{"https://arquivo.pt/wayback/20210601083000/https://example.com/a", "archived archive-time 2021-06-01", "20210601083000"},
		{"https://web.archive.org/web/20210601083000if_/https://example.com/2021/05/11/a", "archived archive-time 2021-06-01; published path-y/m/d 2021-05-11", "20210601083000if_"},
		{"https://archive.today/20210601083000/https://example.com/a", "archived archive-time 2021-06-01", "20210601083000"},
		{"https://web.archive.org/web/2021*/https://example.com/a", "", ""},
		{"https://archive.ph/AbC12", "", ""},
		{"https://web.archive.org/web/20210631083000/https://example.com/a", "", ""},

		// Days that do not exist.
		{"https://news.example.com/2021/02/30/a-headline-of-words/", "published path-y/m/d !", "2021/02/30"},
		{"https://news.example.com/2021/02/29/12345/minister-steps-down.html", "published path-y/m/d !", "2021/02/29"},
		{"https://journal.example.com/2010/02/30/abstract", "", ""},
		{"https://cdn.example.com/2021/02/30/a-portrait-of-someone.jpg", "", ""},
		{"https://cdn.example.com/gallery/2021/01/43.jpg", "", ""},
		{"https://example.com/2021/13/05/a-headline-of-words", "", ""},
		{"https://journal.example.com/content/2021/02/30/a-title-of-words", "", ""},

		// No dates.
		{"https://www.nbcnews.com/politics/what-happened-on-jan-6-2021-rcna187735", "", ""},
		{"https://tvmnews.example/en/news/election-for-30-may-2026/", "", ""},
		{"https://other.example.com/article/sports-05-11-2021-abcdef", "", ""},
		{"https://apnews.com/article/sports-05-11-2021x", "", ""},
		{"https://apnews.com/article/sports-13-05-2021-abcdef", "", ""},
		{"https://other.example.com/a/202508/09/WS68939a07", "", ""},
		{"https://global.chinadaily.com.cn/a/202513/09/WS68939a07", "", ""},
		{"https://example.com/show?date=20211399&d=12345678&day=5", "", ""},
		{"https://example.com/show?year=2021&page=3&month=5", "", ""},
		{"https://example.com/show?year=2021&month=2&day=30", "", ""},
		{"https://perma.cc/T8U2-994F", "", ""},
		{"https://ghostarchive.org/archive/AbC12", "", ""},
		{"https://example.com/11-05-2021/a-story", "", ""},
		{"https://example.com/11/05/2021/a-story", "", ""},
		{"https://example.com/trip-2021-05-11-to-the-sea", "", ""},
		{"https://example.com/festival/2021-05-10-to-2021-05-12", "", ""},
		{"https://example.com/part-978-32021-05-11", "", ""},
		{"https://example.com/2021-05-112", "", ""},
		{"https://example.com/docs/v2021.5.11/guide", "", ""},
		{"https://example.com/product/1.20.2021/notes", "", ""},
		{"https://example.com/status/20210511083000123456", "", ""},
		{"https://example.com/item/20210511", "", ""},
		{"https://www.bbc.co.uk/news/20210511", "", ""},
		{"https://stackoverflow.com/questions/20210511/how-to-parse-a-date", "", ""},
		{"https://pubmed.ncbi.nlm.nih.gov/20210511/", "", ""},
		{"https://example.com/gallery/20211399/page", "", ""},
		{"https://example.com/wp-content/uploads/2021/05/report.pdf", "", ""},
		{"https://example.com/wp-content/uploads/2021/05/11/report-of-the-year", "", ""},
		{"https://journal.example.com/issues/2021/05/article", "", ""},
		{"https://journal.example.com/12/2021/05/article", "", ""},
		{"https://journal.example.com/2021/05/118/article", "", ""},
		{"https://www.zeit.de/2019/43/a-story", "", ""},
		{"https://www.zeit.de/2019/05/a-story", "", ""},
		{"https://example.com/2125/05/11/a", "", ""},
		{"https://arxiv.org/abs/2105.12345", "", ""},
		{"https://doi.org/10.1101/2020.05.01.072678", "", ""},
		{"https://example.com/find?u=/2021/05/11/a", "", ""},
		{"https://2021-05-11.example.com/", "", ""},
		{"https://people.example.com/n3/2021/0511/c.html", "", ""},
		{"https://other.example.com/a-headline-2021-5", "", ""},
		{"", "", ""},
		{"not a url at all", "", ""},
	}
	for _, tt := range tests {
		got := InURL(tt.url)
		if showAll(got) != tt.want {
			t.Errorf("InURL(%q)\n got %q\nwant %q", tt.url, showAll(got), tt.want)
			continue
		}
		if len(got) > 0 && got[0].Text != tt.text {
			t.Errorf("InURL(%q) text %q, want %q", tt.url, got[0].Text, tt.text)
		}
	}
}

func TestImpossibleDayInURLSaysWhy(t *testing.T) {
	got := InURL("https://news.example.com/2021/02/29/minister-steps-down")
	if len(got) != 1 || got[0].Impossible != "2021 is not a leap year: February has 28 days" || !got[0].Date.IsZero() {
		t.Errorf("got %+v", got)
	}
}

func TestPublished(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://www.theverge.com/2021/5/11/22432840/a", "2021-05-11"},
		{"https://web.archive.org/web/20210601083000/https://example.com/2021/05/11/a", "2021-05-11"},
		{"https://web.archive.org/web/20210601083000/https://example.com/a", ""},
		{"https://example.com/2021/05/11/the-plan-for-2030-01-01", "2021-05-11"},
		{"https://example.com/2021/05/news-2021-05-11", "2021-05-11"},
		{"https://example.com/2021/05/a", "2021-05"},
		{"https://example.com/2021-05-11/2022-06-12/a", ""},
		{"https://example.com/2021-05-11/2021-05-11/a", "2021-05-11"},
		{"https://example.com/2021/02/30/a-headline-of-words", ""},
		{"https://example.com/events/2021/05/11/a", ""},
		{"https://example.com/?date=20210511", ""},
		{"https://example.com/", ""},
	}
	for _, tt := range tests {
		got, ok := Published(tt.url)
		if got.Date.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("Published(%q) = %v, %v, want %q", tt.url, got.Date, ok, tt.want)
		}
	}
}

func TestCapturesAreMoments(t *testing.T) {
	for url, want := range map[string]string{
		"https://web.archive.org/web/20210601083059if_/https://example.com/": "2021-06-01T08:30:59Z",
		"https://archive.ph/2021.06.01-083059/https://example.com/":          "2021-06-01T08:30:59Z",
		"https://web.archive.org/web/20210601993059/https://example.com/":    "0001-01-01T00:00:00Z", // no such clock; the day stands
	} {
		got := InURL(url)
		if len(got) != 1 || got[0].Instant.Format(time.RFC3339) != want || got[0].Date != onDay(2021, time.June, 1) {
			t.Errorf("InURL(%q) = %+v, want %s", url, got, want)
		}
	}
}

func TestEveryConventionSaysHowItWasMeasured(t *testing.T) {
	for _, c := range conventions {
		if c.measured == "" || siteOfHost(c.site) != c.site {
			t.Errorf("%s: measured %q", c.site, c.measured)
		}
	}
}
