package date

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/publicsuffix"
)

func TestTLDBegan(t *testing.T) {
	for _, tt := range []struct{ url, tld, began string }{
		{"https://example.app/2012/05/11/a", "app", "2015-05-14"},
		{"https://web.dev/", "dev", "2014-10-16"},
		{"https://abc.xyz/", "xyz", "2013-12-05"},
		{"https://a.b.news", "news", "2014-12-18"},
		{"http://user:pass@EXAMPLE.Blog.:8080/x", "blog", "2015-05-14"},
		{"https://example.online?x=1", "online", "2015-01-15"},
		{"https://dns.google/resolve", "google", "2014-07-24"},
		{"https://ai.meta.page", "page", "2014-12-04"},
		{"https://example.shop/", "shop", "2016-04-08"},
		{"https://example.berlin/2010/", "berlin", "2013-10-31"},
		{"https://example.london/", "london", "2013-11-14"},
		{"https://example.nyc/", "nyc", "2014-01-23"},
		{"https://example.guru/", "guru", "2013-08-27"},
		{"https://example.bike/", "bike", "2013-08-27"},
		{"https://example.tech/", "tech", "2015-01-30"},
		{"https://example.xn--p1ai/", "", ""},
		{"https://example.zip/", "zip", "2014-05-08"},
		{"https://example.музей/", "", ""},
		{"https://example.онлайн/", "онлайн", "2013-07-14"},
		{"https://example.xn--80asehdb/", "xn--80asehdb", "2013-07-14"},
		{"https://example.ai/", "ai", "1995"},
		{"https://example.io/", "io", "1997"},
		{"https://europa.eu/", "eu", "2005"},
		{"https://about.me/", "me", "2007"},
		{"https://example.info/", "info", "2001"},
		{"https://example.mobi/", "mobi", "2005"},
		{"https://example.xxx/", "xxx", "2011"},
		{"https://web.archive.org/web/20120511083000/https://example.app/x", "app", "2015-05-14"},

		{"https://example.com/", "", ""},
		{"https://example.org/a.app", "", ""},
		{"https://example.co.uk/xyz", "", ""},
		{"https://example.de/", "", ""},
		{"https://192.0.2.1/", "", ""},
		{"https://[2001:db8::1]/", "", ""},
		{"https://localhost/", "", ""},
		{"app", "", ""},
		{"https://app/", "", ""},
		{"", "", ""},
	} {
		tld, began, ok := TLDBegan(tt.url)
		if tld != tt.tld || began.String() != tt.began || ok != (tt.tld != "") {
			t.Errorf("TLDBegan(%q) = %q, %s, %v, want %q, %s", tt.url, tld, began, ok, tt.tld, tt.began)
		}
	}
}

// Every line is a domain that exists, or did, and a date; they stand in order within a part, and none twice.
func TestTLDsFile(t *testing.T) {
	line, last, n := regexp.MustCompile(`^([a-z]{2,}|xn--[a-z0-9-]+) (\d{4}(?:-\d{2}-\d{2})?)$`), "", 0
	for text := range strings.SplitSeq(tldsFile, "\n") {
		if text == "" || strings.HasPrefix(text, "#") {
			last = ""
			continue
		}
		n++
		m := line.FindStringSubmatch(text)
		if m == nil || m[1] <= last {
			t.Fatalf("%q behind %q", text, last)
		}
		last = m[1]
		if d, ok := ParseISO(m[2]); !ok || d.Year < 1995 || d.Year > 2022 {
			t.Errorf("%q: %v, %v", text, d, ok)
		}
	}
	if n < 1000 || len(tldsBegan()) != n {
		t.Errorf("%d lines make %d domains", n, len(tldsBegan()))
	}
	living := 0
	for tld := range tldsBegan() {
		if suffix, icann := publicsuffix.PublicSuffix("a." + tld); icann && suffix == tld {
			living++
		}
	}
	if living < n*3/4 {
		t.Errorf("only %d of %d are public suffixes", living, n)
	}
}

func FuzzTLDBegan(f *testing.F) {
	f.Add("https://a.app")
	f.Add("https://a.xn--")
	f.Add("//u@.онлайн:1/")
	f.Fuzz(func(t *testing.T, raw string) {
		if tld, began, ok := TLDBegan(raw); ok != began.Valid() || ok != (tld != "") {
			t.Fatalf("%q: %q, %v, %v", raw, tld, began, ok)
		}
	})
}
