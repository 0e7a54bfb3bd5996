package date

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// ordinaryPage is a page of 157 kB, the mean of those that the accuracy was measured on: data for machines, menus,
// an article, teasers and comments, in elements with the class names that such pages have.
func ordinaryPage() string {
	const size = 157_000
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en-GB" class="no-js"><head><title>How the harbour rose - Gazette</title>`)
	for n := range 40 {
		fmt.Fprintf(&b, `<meta property="og:thing%d" content="The gauge at the northern pier showed a rise"><link rel="preload" href="/static/js/%d.js">`, n, n)
	}
	b.WriteString(`<meta property="article:published_time" content="2021-05-11T10:00:00+01:00"><script type="application/ld+json">{"@context":"https://schema.org","@graph":[`)
	for n := range 20 {
		fmt.Fprintf(&b, `{"@type":"ListItem","position":%d,"name":"Tides","item":"https://gazette.example/tides/%d"},`, n, n)
	}
	b.WriteString(`{"@type":"NewsArticle","datePublished":"2021-05-11T09:00:00Z","dateModified":"2021-05-12T09:00:00Z","articleBody":"` + strings.Repeat("It rose. ", 300) + `"}]}</script>`)
	fmt.Fprintf(&b, `<script>%s</script></head><body class="single single-post has-sidebar"><nav class="menu main-menu"><ul>`, strings.Repeat("window.dataLayer.push({a:1});", 500))
	for n := range 150 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a class="menu-link" href="/section/%d">Section %d</a></li>`, n, n, n)
	}
	b.WriteString(`</ul></nav><main><article class="post"><header><h1 class="entry-title">How the harbour rose</h1><p class="byline">By <a href="/ann">Ann Abel</a> <time class="entry-date published" datetime="2021-05-11">11 May 2021</time></p></header><div class="entry-content">`)
	for n := 0; b.Len() < size-40_000; n++ {
		fmt.Fprintf(&b, `<p class="story-body-text">The gauge at the <em>northern pier</em> showed a rise in %d &amp; the harbour master <a href="https://a.example/log/%d">wrote it down</a>. Nobody asked why, and in May 2019 nobody had.</p>`+"\n", 1900+n%100, n)
	}
	b.WriteString(`</div></article></main><aside class="related-posts">`)
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, `<div class="teaser teaser--small"><h3 class="teaser-title"><a href="/a/%d">Another story of the harbour</a></h3><time class="teaser-date" datetime="2021-04-%02d">April %d, 2021</time></div>`, n, n%30+1, n%30+1)
	}
	b.WriteString(`</aside><footer class="site-footer">© 2024 Gazette</footer></body></html>`)
	return b.String()
}

// BenchmarkPage reads the dates of an ordinary page whose tokens are there. It is to stay under 1 ms.
func BenchmarkPage(b *testing.B) {
	page := ordinaryPage()
	tokens := tokensOf(page)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		var p PageReader
		feed(&p, tokens)
		if day := PublishedOn(p.Dates(), Date{}); day.Date != onDay(2021, time.May, 11) {
			b.Fatalf("published on %s", day.Date)
		}
	}
}

// hostilePages grow with n in ways that strangers may choose.
var hostilePages = []struct {
	name string
	page func(n int) string
}{
	{"deep", func(n int) string { return strings.Repeat("<div class=date>", n) + "2021-05-11" }},
	{"closing tags", func(n int) string { return strings.Repeat("<div>", 900) + strings.Repeat("</p></i></a>", n) }},
	{"crossed tags", func(n int) string { return strings.Repeat("<b><p>x</b></p>", n) }},
	{"times", func(n int) string { return strings.Repeat(`<time datetime="2021-05-11">x</time>`, n) }},
	{"times that are none", func(n int) string { return strings.Repeat(`<time datetime="11 May 2021 12 May 2021">x</time>`, n) }},
	{"days that do not exist", func(n int) string { return strings.Repeat(`<meta name=date content="2021-02-30">`, n) }},
	{"lines with dates", func(n int) string { return "<h1>x</h1>" + strings.Repeat("<p>11 May 2021</p>", n) }},
	{"headings", func(n int) string {
		return "<title>" + strings.Repeat("abc ", n) + "</title>" + strings.Repeat("<h2>abc abc abc abc</h2>", n)
	}},
	{"one long line", func(n int) string { return "<h1>x</h1><p>" + strings.Repeat("May 2021 <b>", n) }},
	{"long classes", func(n int) string { return strings.Repeat(`<p class="`+strings.Repeat("date ", 200)+`">`, n/50) }},
	{"scripts", func(n int) string {
		return strings.Repeat(`<script type="application/ld+json">{"@type":"Article","datePublished":"x"}</script>`, n)
	}},
	{"deep data", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`[{"@graph":`, n/20) + `"dateCreated"` + strings.Repeat(`}]`, n/20) + `</script>`
	}},
	{"wide data", func(n int) string {
		return `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"Article","datePublished":"11"},`, n/20) + `{}]</script>`
	}},
	{"broken data", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@type":"Article","datePublished":"2021-05-11",`, n/20) + `</script>`
	}},
	{"attributes", func(n int) string { return "<p " + strings.Repeat("class=date ", n) + ">" }},
}

// BenchmarkHostilePages shows what doubling the size does to the time: 2 where it grows as the size does, 4 where it
// grows as its square.
func BenchmarkHostilePages(b *testing.B) {
	for _, hostile := range hostilePages {
		b.Run(hostile.name, func(b *testing.B) {
			once, twice := tokensOf(hostile.page(20_000)), tokensOf(hostile.page(40_000))
			short, long := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
			for b.Loop() {
				short, long = min(short, timed(once)), min(long, timed(twice))
			}
			b.ReportMetric(float64(long)/float64(short), "times-for-twice")
		})
	}
}

func timed(tokens []pageToken) time.Duration {
	start := time.Now()
	var p PageReader
	feed(&p, tokens)
	p.Dates()
	return time.Since(start)
}

func TestHostilePages(t *testing.T) {
	for _, hostile := range hostilePages {
		t.Run(hostile.name, func(t *testing.T) { checkPageDates(t, datesOf(hostile.page(5_000))) })
	}
}
