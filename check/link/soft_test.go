package link

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// menu is what every page of a site says.
var menu = "<nav>" + strings.Repeat("<a href=/x>Home Politics Economy Culture Sport Weather Letters Archive Contact</a> ", 3) + "</nav>"

func echoes(v *visit) {
	v.Header().Set("Content-Type", "text/html; charset=utf-8")
	name := v.path[strings.LastIndexByte(v.path, '/')+1:]
	_, _ = v.Write([]byte("<title>Nothing found for " + name + "</title>" + menu + "<p>We looked everywhere for " + name + " at 12:04:" + time.Unix(int64(v.n), 0).UTC().Format("05") +
		" and there is nothing of that name in our archive, which goes back to 1988. Incident 77" + strings.Repeat("1", v.n)))
}

// TestPagesThatAreNotThere judges pages that answer with success and are no page, and pages that only look so.
func TestPagesThatAreNotThere(t *testing.T) {
	gone := html5("<title>The Observer</title>", "<h1></h1>"+"<p>Sorry, the page that you look for could not be found on this server.")
	sentence := func(words string) func(*visit) { return html5("<title>The Observer</title>", "<p>"+words) }
	unlisted := html5(`<meta name="robots" content="noindex, follow"><title>The Observer</title>`, menu+menu+menu+menu+"<p>Diese Seite existiert nicht mehr. Sie wurde verschoben oder gelöscht.")
	front := func(to string) func(*visit) { return redirect(302, to) }
	judgePages(t, []livePage{
		{name: "echo", serve: echoes, others: echoes, want: SoftDead, cause: causeNotFoundPage, says: "made-up page beside it", requests: 2},
		{name: "text-only", serve: gone, others: gone, want: SoftDead, cause: causeNotFoundPage, says: "could not be found", requests: 2},
		{name: "text-and-analytics", serve: html5("<title>The Observer</title><script async src=https://www.googletagmanager.com/gtag/js></script>", "<p>Sorry, the page that you look for could not be found on this server."), others: html5("<title>The Observer</title><script async src=https://www.googletagmanager.com/gtag/js></script>", "<p>Sorry, the page that you look for could not be found on this server."), want: SoftDead, requests: 2},
		{name: "text-french", serve: sentence("Désolé, cette page est introuvable ou n'existe plus sur notre site."), others: sentence("Désolé, cette page est introuvable ou n'existe plus sur notre site."), want: SoftDead},
		{name: "text-japanese", serve: sentence("お探しのページは削除されたか、移動した可能性があります。"), others: sentence("お探しのページは削除されたか、移動した可能性があります。"), want: SoftDead},
		{name: "unlisted", serve: unlisted, others: unlisted, want: SoftDead, requests: 2},
		{
			name: "prerendered", serve: html5(`<meta name="prerender-status-code" content="404"><title>Shop</title>`, menu+"<p>Hm."), want: SoftDead, requests: 2,
			others: html5(`<meta name="prerender-status-code" content="404"><title>Shop</title>`, menu+"<p>Hm."),
		},
		{name: "to-search", serve: front("/search?q=rents"), others: only("/search?q=rents", html5("<title>Search</title>", prose(9)), only("/search?q=other", html5("<title>Search</title>", ""), front("/search?q=other"))), want: SoftDead, cause: causeSearch, says: "/search?q=rents", requests: 4},
		{name: "to-section", serve: front("/news/"), others: only("/news/", html5("<title>News</title>", prose(9)), front("/news/")), want: SoftDead, cause: causeSection, requests: 4},
		{name: "to-section-doubt", serve: front("/news/"), others: only("/news/", html5("<title>News</title>", prose(9)), status(403)), want: Uncertain, cause: causeSection},
		{name: "title-in-a-shell", serve: html5("<title>404</title><script src=/app.js></script>", "<div id=root></div>"), others: html5("<title>404</title><script src=/app.js></script>", "<div id=root></div>"), want: Uncertain, says: "was not run", requests: 1},
		{name: "sibling-asks-login", serve: html5("<title>Not found</title>", "<p>Not found"), others: html5("<title>Log in</title>", "<form><input type=password></form>"), want: Uncertain},
	})
}

// TestPagesThatAreThere judges live pages that speak of missing pages, or that moved for good reason.
func TestPagesThatAreThere(t *testing.T) {
	shell := html5("<title>Observer</title><script src=/main.js></script>", "<noscript>You need to enable JavaScript to run this app. The page could not be found without.</noscript><div id=root></div>")
	reserve := html5("<title>Observer</title><script src=/main.js></script>", "<div id=root></div><div hidden><p>Sorry, the page that you look for could not be found on this server.</div>")
	template := html5("<title>Observer</title><script src=/main.js></script>", "<p>Loading<template><p>Sorry, the page that you look for could not be found on this server.</template>")
	missing := html5("<title>Page not found</title>", menu+"<p>There is no such page on this server, sorry.")
	front := func(to string) func(*visit) { return redirect(302, to) }
	judgePages(t, []livePage{
		{name: "about-404", serve: html5("<title>Why 404 pages matter</title>", menu+prose(3)), others: missing, requests: 2},
		{name: "about-404-short", serve: html5("<title>HTTP 404</title>", menu+"<h1>HTTP 404</h1><p>A response status code which says that the server knows nothing of the resource that was asked for, and does not tell whether it ever will. It is the best known of all codes."), others: missing, requests: 2},
		{name: "glossary", serve: html5("<title>Glossary</title>", "<p>404: the code for a page that was not found."), requests: 2},
		{name: "sold-out", serve: html5("<title>Model 7</title>", "<p>This product is no longer available."), requests: 2},
		{name: "lost-city", serve: html5("<title>The city that could not be found</title>", prose(30)), others: missing, requests: 2},
		{name: "unlisted-live", serve: html5(`<meta name="robots" content="noindex"><title>Terms</title>`, prose(20)), requests: 1},
		{name: "app", serve: shell, others: shell, requests: 1},
		{name: "app-in-reserve", serve: reserve, others: reserve, requests: 1},
		{name: "template-in-reserve", serve: template, others: template, requests: 2},
		{name: "app-of-many", serve: html5("<title>Report 7</title><script src=/a.js></script>", "<div id=app></div>"), others: shell, requests: 1},
		{name: "merged", serve: redirect(301, "/news/"), others: only("/news/", html5("<title>News</title>", prose(9)), notFound), want: Moved, requests: 3},
		{name: "canonical", path: "/story-7781/rents-rose-again-2024", serve: front("/story-7781"), others: only("/story-7781", html5("<title>Rents</title>", prose(9)), front("/story-7781")), requests: 2},
		{name: "searched", path: "/search?q=rents", serve: front("/search?q=rents&page=1"), others: html5("<title>Results</title>", prose(4)), requests: 2},
		{name: "to-search-merged", serve: front("/search?q=rents"), others: only("/search?q=rents", html5("<title>Search</title>", prose(9)), notFound), requests: 3},
		{name: "numbers", serve: html5("<title>404,000 homes were built</title>", prose(4)), requests: 1},
		{name: "index", path: "/news/2024/index.html", serve: front("/news/2024/"), others: html5("<title>2024</title>", prose(4)), requests: 2},
	})
}

func TestParkedDomains(t *testing.T) {
	caf := html5("<title>parked.example</title><script src=https://www.google.com/adsense/domains/caf.js></script>", "<p>Related links")
	judgePages(t, []livePage{
		{name: "caf", serve: caf, others: caf, want: SoftDead, cause: causeParked, says: "loads what parked pages load", requests: 1},
		{name: "adblockkey", serve: body(200, `<html data-adblockkey="MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL"><title></title><body>`), want: SoftDead, cause: causeParked},
		{name: "bodis", serve: html5(`<title></title><script>window.park = "eyJ1dWlkIjoi";</script>`, ""), want: SoftDead, cause: causeParked},
		{name: "words-only", serve: html5("<title>Buy this domain</title>", "<p>This domain is for sale! Related searches: cheap flights."), others: caf, requests: 1},
		{name: "magazine", serve: html5("<title>Domains</title><script src=https://www.google.com/adsense/domains/caf.js></script>", prose(60)), requests: 1},
	})
}

// TestParkedByRedirect tells the dealer's page about the domain from a dealer's other pages.
func TestParkedByRedirect(t *testing.T) {
	for to, want := range map[string]bool{
		"https://www.hugedomains.com/domain_profile.cfm?d=observer&e=com": true,
		"https://sedo.com/search/details/?domain=OBSERVER.com":            true,
		"https://sedo.com/news/the-market-of-2024":                        false,
		"https://www.observer.com/":                                       false,
		"https://news.example/observer":                                   false,
	} {
		at, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		trip := &trip{from: &url.URL{Scheme: "https", Host: "observer.com", Path: story}, at: at, hops: []Hop{{}}}
		if got := parked(trip, page{text: 9000}); (got != "") != want {
			t.Errorf("%s: parked: %q", to, got)
		}
	}
}

// TestShortLinkToADealer has short links, whose names are letters that every address has.
func TestShortLinkToADealer(t *testing.T) {
	for _, from := range []string{"t.co", "is.gd", "god.ly"} {
		at, err := url.Parse("https://www.godaddy.com/resources/what-is-this-thing-good-for")
		if err != nil {
			t.Fatal(err)
		}
		trip := &trip{from: &url.URL{Scheme: "https", Host: from, Path: "/3xYz"}, at: at, hops: []Hop{{}}}
		if got := parked(trip, page{text: 9000}); got != "" {
			t.Errorf("%s: %s", from, got)
		}
	}
}

func drawn(text string) sketch {
	return sketchOf(text, &url.URL{Host: "a.example", Path: "/news/rents-rose"})
}

// TestSketches compares texts: what they share counts, and neither the URL, nor numbers, nor white space.
func TestSketches(t *testing.T) {
	long := prose(12)
	for _, tt := range []struct {
		a, b  string
		alike bool
	}{
		{long, long, true},
		{long, strings.ToUpper(long), true},
		{"no page RENTS-ROSE in our archive of stories at 12:30:01 today, sorry", "no page\nin our archive of stories at 9:12 today, sorry", true},
		{long, prose(12) + "<p>" + "Elsewhere the mayor opened a library, two ferries ran aground near Hull, and a choir from Leeds won prizes for songs about rain", false},
		{long, "", false},
		{"", "", false},
		{"too few words here", "too few words here", false},
		{"お探しのページは見つかりませんでした", "お探しのページは見つかりませんでした。", true},
		{"お探しのページは見つかりませんでした", "家賃は昨年も上がり続けたと統計局が発表した", false},
		{"the same words in an order that is not the same", "not the same is that order an in words same the", false},
	} {
		if got := drawn(tt.a).alike(drawn(tt.b)); got != tt.alike {
			t.Errorf("%.40q and %.40q: alike %t, want %t (%f)", tt.a, tt.b, got, tt.alike, drawn(tt.a).resemblance(drawn(tt.b)))
		}
	}
	half := drawn(long)
	half.partial = true
	if half.alike(drawn(long)) {
		t.Error("half a page is compared")
	}
}

func FuzzSketch(f *testing.F) {
	f.Add(prose(40), "no page rents-rose at 12:30")
	f.Add("お探しのページは", "\xff\xfe\x00")
	f.Add(strings.Repeat("a b c d e f g h i j ", 300), "-_-")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := drawn(a), drawn(b)
		for _, s := range []sketch{x, y} {
			if len(s.least) > sketchSize || !slices.IsSorted(s.least) || len(slices.Compact(slices.Clone(s.least))) != len(s.least) {
				t.Errorf("no sketch: %v", s.least)
			}
		}
		if x.resemblance(y) != y.resemblance(x) {
			t.Error("resemblance has a direction")
		}
		if same := x.resemblance(drawn(a)); len(x.least) > 0 && same != 1 {
			t.Errorf("a text resembles itself by %f", same)
		}
	})
}
