package date

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageToken is what a page reader is fed with.
type pageToken struct {
	kind       html.TokenType
	tag        atom.Atom
	attributes []html.Attribute
	text       []byte
}

func tokensOf(page string) []pageToken {
	var all []pageToken
	in := html.NewTokenizer(strings.NewReader(page))
	for in.Next() != html.ErrorToken {
		t := in.Token()
		all = append(all, pageToken{t.Type, t.DataAtom, t.Attr, []byte(t.Data)})
	}
	return all
}

func feed(p *PageReader, tokens []pageToken) {
	for _, t := range tokens {
		switch t.kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			p.Start(t.tag, t.attributes)
		case html.EndTagToken:
			p.End(t.tag)
		case html.TextToken:
			p.Text(t.text)
		}
	}
}

func datesOf(page string) []PageDate {
	var p PageReader
	feed(&p, tokensOf(page))
	return p.Dates()
}

// described writes dates as "class: value", an impossible value with its reason.
func described(dates []PageDate) string {
	all := make([]string, 0, len(dates))
	for _, d := range dates {
		value := d.Date.String()
		switch {
		case d.Impossible != "":
			value = "impossible (" + d.Impossible + ")"
		case d.Ambiguous != nil:
			value = fmt.Sprintf("%s or %s", d.Ambiguous[0], d.Ambiguous[1])
		}
		all = append(all, d.Class()+": "+value)
	}
	return strings.Join(all, "\n")
}

const story = "<p>The harbour master said on 3 March 2019 that the gauge had risen by 14 cm, and nobody asked him why; by noon the ferry ran again.</p>"

func TestPageReader(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{
			"an article's data, its graph and what it shows", `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
			{"@type":"VideoObject","uploadDate":"2010-01-01","datePublished":"2010-01-01"},
			{"@type":["NewsArticle"],"datePublished":"2025-06-30T08:00:00+02:00","dateModified":"2025-07-01","video":{"@type":"VideoObject","datePublished":"2011-01-01"},
			 "comment":[{"@type":"Comment","dateCreated":"2025-07-09"}]},
			{"@type":"WebPage","datePublished":"2025-06-30","primaryImageOfPage":{"datePublished":"2012-01-01"}}]}</script>`,
			"json-ld article datePublished: 2025-06-30\njson-ld article dateModified: 2025-07-01\njson-ld page datePublished: 2025-06-30",
		},
		{"a page that is about an article", `<script type="application/ld+json">[{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/BlogPosting","dateCreated":"2021-05-11"}}]</script>`, "json-ld article dateCreated: 2021-05-11"},
		{"things on a page", `<script type="application/ld+json">[{"@type":"Event","datePublished":"2021-05-11"},{"@type":"JobPosting","datePublished":"2021-05-11"},{"@type":"Review","datePublished":"2021-05-11"},{"datePublished":"2021-05-11"}]</script>`, ""},
		{"other scripts", `<script>var x = {"@type":"Article","datePublished":"2021-05-11"}</script>`, ""},
		{"line ends in a text, and a comment around", "<script type='application/LD+JSON; charset=utf-8'><!-- {\"@type\":\"Article\",\"description\":\"It\nrose.\",\"datePublished\":\"2021-05-11\"} --></script>", "json-ld article datePublished: 2021-05-11"},
		{"no JSON, but certain", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The "tide"","datePublished":"2021-05-11",}</script>`, "json-ld article datePublished: 2021-05-11"},
		{"no JSON, and a video", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-11","video":{"@type":"VideoObject",}}</script>`, ""},
		{"no JSON, and who wrote it", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-11","author":{"@type":"Person"},"publisher":{"@type":"NewsMediaOrganization","address":{"@type":"PostalAddress"}},"isPartOf":{"@type":"WebPage"},}</script>`, "json-ld article datePublished: 2021-05-11"},
		{"no JSON, and an episode", `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"x"},{"@type":"PodcastEpisode","datePublished":"2021-05-11"},]</script>`, ""},
		{"no JSON, and a book with its schema's address", `<script type="application/ld+json">{"@type":"NewsArticle","about":{"@type":"https://schema.org/Book","datePublished":"2021-05-11"},}</script>`, ""},
		{"no JSON, and a thing of some other vocabulary", `<script type="application/ld+json">{"@type":"NewsArticle","about":{"@type":"x:Thing","datePublished":"2021-05-11"},}</script>`, ""},
		{"no JSON, and several types", `<script type="application/ld+json">{"@type":"NewsArticle","about":{"@type":["Thing","Movie"],"datePublished":"2021-05-11"},}</script>`, ""},
		{"no JSON, and two days", `<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2021-05-11",},{"datePublished":"2021-05-12"}]</script>`, ""},

		{
			"meta names", `<meta property="article:published_time" content="2021-05-11T10:00:00Z"><meta name="DC.date.issued" content="2021-05-11">
			<meta property="og:updated_time" content="2021-05-12"><meta name="date" content="Tue, 11 May 2021 10:00:00 GMT"><meta name="viewport" content="2021-05-11">`,
			"meta published: 2021-05-11\nmeta published: 2021-05-11\nmeta modified: 2021-05-12\nmeta stated: 2021-05-11",
		},
		{"a year, a month, digits", `<meta name="citation_publication_date" content="2021"><meta name="dc.date" content="2021-05"><meta name="dcterms.created" content="20210511">`, "meta published: 2021\nmeta stated: 2021-05\nmeta created: 2021-05-11"},
		{"a day that does not exist is not repaired", `<meta property="article:published_time" content="2021-02-30T10:00:00Z">`, "meta published: impossible (February has 28 days, not 30)"},
		{"a day that lies ahead is kept", `<meta property="article:published_time" content="2031-01-01">`, "meta published: 2031-01-01"},
		{"an old story", `<meta property="article:published_time" content="1986-01-29">`, "meta published: 1986-01-29"},
		{"two readings, whatever the language", `<html lang="de"><meta name="pubdate" content="05/11/2021">`, "meta published: 2021-11-05 or 2021-05-11"},
		{"templates and trash", `<meta name="date" content="{{ page.date }}"><meta name="pubdate" content="today"><meta name="date" content="from 2021-05-11 to 2021-05-12"><meta name="pubdate" content="1620727200">`, ""},

		{
			"microdata", `<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2021-05-11"><time itemprop="dateModified" datetime="2021-05-12T10:00">12 May</time>
			<div itemscope itemtype="https://schema.org/Comment"><time itemprop="datePublished" datetime="2021-05-13">13 May</time></div></div>`,
			"microdata published: 2021-05-11\nmicrodata modified: 2021-05-12",
		},
		{
			"time elements by their place", `<article><header><h1>How the harbour rose</h1><time datetime="2021-05-11">yesterday</time></header>` + story + `<time class="entry-updated updated" datetime="2021-05-12">today</time></article>
			<aside><time datetime="2019-03-04">old</time></aside><div class="related-posts"><time class="published" datetime="2019-03-05">old</time></div>
			<section id="comments"><time datetime="2021-05-13">a reader</time></section><footer><time datetime="2024-01-01">2024</time></footer>`,
			"time header: 2021-05-11\ntime modified: 2021-05-12",
		},
		{"an end tag that is missing", `<article><p class="comment"><time datetime="2021-05-13">a reader</time></article><article><time class="entry-date published" datetime="2021-05-11">11 May</time>`, "time published: 2021-05-11"},
		{"end tags that are missing, deep down", strings.Repeat("<div>", maxDepth-1) + `<aside>` + strings.Repeat("<p>", 50) + `</aside><time class="published" datetime="2021-05-11">11 May</time>`, "time published: 2021-05-11"},
		{"end tags too many, deep down", strings.Repeat("<div>", maxDepth+9) + strings.Repeat("</p>", 50) + strings.Repeat("</div>", maxDepth+9) + `<aside><p></p><time class="published" datetime="2021-05-10">10 May</time></aside><time class="published" datetime="2021-05-11">11 May</time>`, "time published: 2021-05-11"},
		{"a script deep down", "<h1>How the harbour rose</h1>" + strings.Repeat("<div>", maxDepth+9) + "<script>11 May 2021</script><p>12 May 2021</p>", "byline title: 2021-05-12"},
		{"pubdate, and the old microformat", `<time pubdate datetime="2021-05-11"></time><abbr class="updated" title="2021-05-12">12</abbr><abbr title="2021-05-13">x</abbr>`, "time published: 2021-05-11\ntime modified: 2021-05-12"},

		{"a byline below the title", `<title>How the harbour rose - Gazette</title><h1>How the harbour rose</h1><p>By Ann Abel | 11 May 2021, 10:30</p>` + story, "byline title: 2021-05-11"},
		{"a byline above the title", `<p>11. Mai 2021</p><h1>Wie der Hafen stieg</h1>` + story, "byline title: 2021-05-11"},
		{"what the words say", `<h1>How the harbour rose</h1><p>Published 11 May 2021. Last updated: 12 May 2021</p>`, "byline published: 2021-05-11\nbyline modified: 2021-05-12"},
		{"German words and digits", `<html lang="de-DE"><h1>Wie der Hafen stieg</h1><p>Veröffentlicht am 05.11.2021, zuletzt aktualisiert am 06.11.2021</p>`, "byline published: 2021-11-05\nbyline modified: 2021-11-06"},
		{"digits in English", `<html lang="en-US"><h1>How the harbour rose</h1><p>05/11/2021</p>`, "byline title: 2021-11-05 or 2021-05-11"},
		{"a named line far from the title", `<h1>How the harbour rose</h1>` + strings.Repeat(story, 20) + `<span class="publish-date">May 11, 2021</span>`, "byline published: 2021-05-11"},
		{"a line far from the title", `<h1>How the harbour rose</h1>` + strings.Repeat(story, 20) + `<span>May 11, 2021</span>`, ""},
		{"a footer's year", `<h1>Page not found</h1><p>Nothing here.</p><footer>© 2024 Gazette. All rights reserved 1 January 2024.</footer>`, ""},
		{"a copyright beside the title", `<h1>How the harbour rose</h1><p>Copyright © 1 January 2024 Gazette</p>`, ""},
		{"a date in the title or in the text", `<h1>What happened on 3 March 2019</h1>` + story, ""},
		{"a section's name is not the title", `<title>How the harbour rose</title><h1>News</h1><p>1 May 2020</p>` + strings.Repeat("<p>"+strings.Repeat("menu ", 40)+"</p>", 10) + `<h2>How the harbour rose</h2><p>11 May 2021</p>`, "byline title: 2021-05-11"},
		{"a table of dates", `<h1>How the harbour rose</h1><p>1 May 2021, 2 May 2021, 3 May 2021</p>`, ""},
		{"a weekday that is wrong is not ours to say", `<h1>How the harbour rose</h1><p>Monday, 12 May 2021</p>`, "byline title: 2021-05-12"},
		{"text that is not for readers", `<h1>How the harbour rose</h1><noscript>11 May 2021</noscript><template>12 May 2021</template><style>13 May 2021</style><svg><title>14 May 2021</title></svg>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := described(datesOf(tt.page)); got != tt.want {
				t.Errorf("read\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestPageDateKeepsTheInstant(t *testing.T) {
	tests := []struct{ value, want string }{
		{"2021-05-11T23:30:00-05:00", "2021-05-11T23:30:00-05:00"},
		{"2021-05-11T23:30:00.123Z", "2021-05-11T23:30:00Z"},
		{"2021-05-11T23:30:00+0200", "2021-05-11T23:30:00+02:00"},
		{"Tue, 11 May 2021 10:00:00 GMT", "2021-05-11T10:00:00Z"},
		{"Tue, 11 May 2021 10:00:00 EST", ""}, // of America or of Australia
		{"2021-05-11T10:00:00", ""},
		{"2021-05-11", ""},
	}
	for _, tt := range tests {
		dates := datesOf(`<meta name="pubdate" content="` + tt.value + `">`)
		if len(dates) != 1 || dates[0].Date.String() != "2021-05-11" || dates[0].Text != tt.value {
			t.Errorf("%s: read %+v, want the day as written", tt.value, dates)
			continue
		}
		at := ""
		if !dates[0].Instant.IsZero() {
			at = dates[0].Instant.Format(time.RFC3339)
		}
		if at != tt.want {
			t.Errorf("%s: the instant is %q, want %q", tt.value, at, tt.want)
		}
	}
}

// Digits are a day where the page's language tells which of them is, and two days where it does not.
func TestDigitsByLanguage(t *testing.T) {
	const first, either = "2021-11-05", "2021-11-05 or 2021-05-11"
	for _, tt := range []struct{ lang, digits, want string }{
		{"de", "05.11.2021", first},
		{"de-AT", "5.11.2021", first},
		{"de_DE", "05.11.2021", first},
		{"DE", "05.11.2021", first},
		{"fr", "05/11/2021", first},
		{"fr-CH", "05.11.2021", first},
		{"es-MX", "05/11/2021", first},
		{"pt-BR", "05/11/2021", first},
		{"nl", "05-11-2021", first},
		{"ca", "05/11/2021", first},
		{"de", "05/11/2021", either}, // no German way
		{"nl", "05/11/2021", either},
		{"fr-CA", "05/11/2021", either},
		{"es-US", "05/11/2021", either},
		{"es-PR", "05/11/2021", either},
		{"en", "05/11/2021", either},
		{"en-GB", "05/11/2021", either}, // the template's word, as often as not
		{"en-US", "05.11.2021", either},
		{"zh", "05/11/2021", either},
		{"", "05.11.2021", either},
		{"en-US", "25.11.2021", "2021-11-25"},
		{"de", "31.02.2021", "impossible (February has 28 days, not 31)"},
	} {
		page := `<html lang="` + tt.lang + `"><h1>How the harbour rose</h1><p>` + tt.digits + `</p>`
		if got := described(datesOf(page)); got != "byline title: "+tt.want {
			t.Errorf("%s in %q: read %q, want %q", tt.digits, tt.lang, got, tt.want)
		}
	}
}

func TestInHeaders(t *testing.T) {
	const now = "Tue, 11 May 2021 10:00:00 GMT"
	tests := []struct{ name, changed, now, want string }{
		{"long before", "Mon, 03 May 2021 09:00:00 GMT", now, "http modified: 2021-05-03"},
		{"the old form", "Monday, 03-May-21 09:00:00 GMT", now, "http modified: 2021-05-03"},
		{"made for the answer", "Tue, 11 May 2021 09:56:00 GMT", now, ""},
		{"a clock that is fast", "Tue, 11 May 2021 10:04:00 GMT", now, ""},
		{"no clock to compare with", "Mon, 03 May 2021 09:00:00 GMT", "", ""},
		{"the zero of a clock", "Thu, 01 Jan 1970 00:00:00 GMT", now, ""},
		{"no date", "yesterday", now, ""},
	}
	for _, tt := range tests {
		if got := described(InHeaders(tt.changed, tt.now)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPageReaderKeepsLittle(t *testing.T) {
	var page strings.Builder
	for day := range 10_000 {
		fmt.Fprintf(&page, `<meta name="pubdate" content="2021-05-%02d"><time datetime="20%02d-05-11">x</time>`, day%31+1, day%100)
	}
	if got := described(datesOf(page.String())); got != "meta published: 2021-05-01\ntime: 2000-05-11\nmeta published: 2021-05-02\ntime: 2001-05-11" {
		t.Errorf("kept\n%s\nwant the first two of each class", got)
	}
}

// TestPagesThatDateSomethingElse has a line that says of its date that it is an update's, and a teaser with data of its own.
func TestPagesThatDateSomethingElse(t *testing.T) {
	updated := datesOf(`<article><h1>Rents rose</h1><p class="byline">Last updated: <time>11 May 2021</time></p></article>`)
	if len(updated) != 1 || updated[0].Role != RoleModified {
		t.Errorf("an update is read as %+v", updated)
	}
	teaser := datesOf(`<aside><article itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2021-05-11"></article></aside>`)
	if len(teaser) != 0 {
		t.Errorf("a teaser's date is read as %+v", teaser)
	}
}
