package date

import (
	"math"
	"strings"
	"testing"
)

func TestSiteOf(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.reuters.com/a":             "reuters.com",
		"https://edition.cnn.com/2021/05/11/a":  "cnn.com",
		"https://www.bbc.co.uk/news":            "bbc.com",
		"https://www.bbc.com/news":              "bbc.com",
		"https://www.gov.uk":                    "www.gov.uk",
		"https://a.b.example.co.jp:8443/x":      "example.co.jp",
		"HTTPS://User:Pw@WWW.Example.COM./":     "example.com",
		"https://alice.github.io/post":          "alice.github.io",
		"www.example.org/path":                  "example.org",
		"//example.org/path":                    "example.org",
		"https://example.org?x=1":               "example.org",
		"https://x.com/a":                       "x.com",
		"https://mobile.twitter.com/a":          "x.com",
		"https://archive.ph/AbC12":              "archive.today",
		"https://127.0.0.1:8080/a":              "",
		"https://[::1]/a":                       "",
		"https://localhost/a":                   "",
		"https://co.uk/":                        "",
		"https:///path":                         "",
		"":                                      "",
		"mailto:someone":                        "",
		"https://exa mple.com/":                 "",
		"https://" + strings.Repeat("a.", 5000): "",
		"https://web.archive.org/web/20210601083000/https://www.reuters.com/a": "reuters.com",
		"https://web.archive.org/about":                                        "archive.org",
	} {
		if got := SiteOf(in); got != want {
			t.Errorf("SiteOf(%.60q) = %q, want %q", in, got, want)
		}
	}
}

func TestSameDayChance(t *testing.T) {
	for _, tt := range []struct {
		n, k int
		want float64
	}{
		{4, 4, 4.4e-7},
		{4, 3, 2.3e-4},
		{5, 3, 5.8e-4},
		{6, 3, 1.16e-3},
		{20, 4, 2.13e-3},
		{13, 3, 0.0165},
		{3, 1, 1},
		{3, 0, 1},
		{1000, 3, 1},
		{3, 4, 0},
		{-1, 0, 0},
		{1_000_000, 1_000_000, 0},
		{1_000_000, 500_000, 0},
		{10, 10, 8.46e-20},
	} {
		got := SameDayChance(tt.n, tt.k)
		if math.IsNaN(got) || math.Abs(got-tt.want) > 0.02*tt.want {
			t.Errorf("SameDayChance(%d, %d) = %g, want %g", tt.n, tt.k, got, tt.want)
		}
	}
}

func TestDomainOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://www.stat.gov.uk/rents":                                      "stat.gov.uk",
		"https://a.b.rents.app/2012":                                         "rents.app",
		"https://www.bbc.co.uk/news":                                         "bbc.co.uk",
		"https://twitter.com/x/status/1":                                     "twitter.com",
		"https://web.archive.org/web/20210511083000/https://www.rents.app/a": "rents.app",
		"https://www.bücher.de/a":                                            "xn--bcher-kva.de",
		"https://xn--bcher-kva.de/a":                                         "xn--bcher-kva.de",
		"https://rents.github.io/a":                                          "",
		"https://192.0.2.1/a":                                                "",
		"https://intranet/a":                                                 "",
		"https://rents.nosuchtld/a":                                          "",
		"https://co.uk/":                                                     "",
		"rents":                                                              "",
	} {
		if got := DomainOf(url); got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}
