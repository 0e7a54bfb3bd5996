package faults

import (
	"net/http"
	"strings"
)

// redirects send the visitor elsewhere, or nowhere.
var redirects = []Behaviour{
	{
		Name: "moved", About: "the page has moved for good", Serve: Only(Story, Redirect(301, "/new/story"), Found),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://moved.example{P}/new/story",
	},
	{
		Name: "moved-308", About: "the page has moved for good, by the newer status", Serve: Only(Story, Redirect(308, "/new/story"), Found),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://moved-308.example{P}/new/story",
	},
	{
		Name: "moved-slash", About: "only a slash was missing", URL: "http://moved-slash.example{P}/a/b", Serve: Only("/a/b", Redirect(301, "/a/b/"), Found),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://moved-slash.example{P}/a/b/",
	},
	{
		Name: "moved-https", About: "the site has moved to https", Serve: overTLS(Found, Redirect(301, "https://moved-https.example{S}"+Story)),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "https://moved-https.example{S}" + Story,
	},
	{
		Name: "moved-http", About: "the site sends from https back to http", URL: "https://moved-http.example{S}" + Story,
		Serve:   overTLS(Redirect(302, "http://moved-http.example{P}"+Story), Found),
		Verdict: "alive", Requests: 2, Final: "http://moved-http.example{P}" + Story,
	},
	{
		Name: "temporary", About: "the page is elsewhere for now", Serve: Only(Story, Redirect(302, "/new/story"), Found),
		Verdict: "alive", Requests: 2, Final: "http://temporary.example{P}/new/story",
	},
	{
		Name: "temporary-307", About: "the page is elsewhere for now, by the newer status", Serve: Only(Story, Redirect(307, "/new/story"), Found),
		Verdict: "alive", Requests: 2, Final: "http://temporary-307.example{P}/new/story",
	},
	{
		Name: "mixed", About: "the page has moved for good to where it is for now", Verdict: "alive", Requests: 3,
		Serve: Only(Story, Redirect(301, "/b"), Only("/b", Redirect(307, "/new/story"), Found)), Final: "http://mixed.example{P}/new/story",
	},
	{
		Name: "see-other", About: "another page answers the question", Serve: Only(Story, Redirect(303, "/new/story"), Found),
		Verdict: "alive", Requests: 2, Final: "http://see-other.example{P}/new/story",
	},
	{
		Name: "moved-to-404", About: "the page has moved for good to where nothing is", Serve: Only(Story, Redirect(301, "/new/story"), NotFound),
		Verdict: "dead", Cause: "http-404", Requests: 3, Says: "redirected to", Final: "http://moved-to-404.example{P}/new/story",
	},
	{
		Name: "moved-to-403", About: "the page has moved to where it is forbidden", Serve: Only(Story, Redirect(301, "/new/story"), Status(403)),
		Verdict: "blocked", Cause: "http-403", Requests: 2, Final: "http://moved-to-403.example{P}/new/story",
	},
	{
		Name: "moved-to-503", About: "the page has moved to a server that fails", Serve: Only(Story, Redirect(301, "/new/story"), Status(503)),
		Verdict: "uncertain", Cause: "http-503", Requests: 4, Final: "http://moved-to-503.example{P}/new/story",
	},
	{
		Name: "short-link", About: "a short link leads to the home page of another site", URL: "http://short-link.example{P}/3xYz",
		Serve:   Only("/3xYz", Redirect(301, "http://target.example{P}/"), NotFound),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://target.example{P}/", NotByHand: needsNames,
	},

	// Where to is said in odd ways.
	{
		Name: "location-relative", About: "where to is said relative to the page", Serve: Only(Story, Redirect(302, "other.html?page=2"), Found),
		Verdict: "alive", Requests: 2, Final: "http://location-relative.example{P}/articles/2019/other.html?page=2",
	},
	{
		Name: "location-dots", About: "where to is said with dots that lead above the root", Serve: Only(Story, location("../../../../new"), Found),
		Verdict: "alive", Requests: 2, Final: "http://location-dots.example{P}/new",
	},
	{
		Name: "location-no-scheme", About: "where to is said without a scheme", Verdict: "alive", Requests: 2,
		Serve: Only(Story, Redirect(302, "//location-no-scheme.example{P}/new"), Found), Final: "http://location-no-scheme.example{P}/new",
	},
	{
		Name: "location-raw", About: "where to is said in raw UTF-8 with a blank", Serve: Only(Story, location("/straße und mehr"), Found),
		Verdict: "alive", Requests: 2, Final: "http://location-raw.example{P}/stra%C3%9Fe%20und%20mehr",
	},
	{
		Name: "location-capitals", About: "where to is said in capitals", Serve: Only(Story, Redirect(302, "HTTP://LOCATION-CAPITALS.EXAMPLE{P}/new"), Found),
		Verdict: "alive", Requests: 2, Final: "http://location-capitals.example{P}/new", NotByHand: needsNames,
	},
	{Name: "no-location", About: "a redirect does not say where to", Serve: Status(302), Verdict: "uncertain", Cause: "redirect-without-location", Requests: 1},
	{Name: "bad-location", About: "a redirect leads to no URL", Serve: Redirect(302, "http://[::1"), Verdict: "uncertain", Cause: "malformed-redirect", Requests: 1},
	{
		Name: "long-location", About: "a redirect leads to a URL of nine thousand bytes", Serve: Redirect(302, "/"+strings.Repeat("a", 9000)),
		Verdict: "uncertain", Cause: "url-too-long", Requests: 1,
	},
	{
		Name: "redirect-endless-body", About: "a redirect comes with a text that never ends",
		Serve:   Only(Story, Header("Location", "/new", func(v *Visit) { v.WriteHeader(302); endless(v, "<p>moved") }), Found),
		Verdict: "alive", Requests: 2, Final: "http://redirect-endless-body.example{P}/new", Lingers: true,
	},

	// Chains and circles.
	{Name: "chain-5", About: "five redirects", Serve: chain(5), Verdict: "alive", Requests: 6, Final: "http://chain-5.example{P}/hop/5"},
	{Name: "chain-10", About: "ten redirects", Serve: chain(10), Verdict: "alive", Requests: 11, Final: "http://chain-10.example{P}/hop/10"},
	{
		Name: "chain-11", About: "eleven redirects", Serve: chain(11),
		Verdict: "uncertain", Cause: "too-many-redirects", Requests: 11, Final: "http://chain-11.example{P}/hop/10",
	},
	{
		Name: "chain-25", About: "twenty-five redirects", Serve: chain(25),
		Verdict: "uncertain", Cause: "too-many-redirects", Requests: 11, Final: "http://chain-25.example{P}/hop/10",
	},
	{
		Name: "chain-growing", About: "each redirect makes the URL longer", Serve: func(v *Visit) { v.Redirect(302, v.Path+"/more") },
		Verdict: "uncertain", Cause: "too-many-redirects", Requests: 11, Final: "http://chain-growing.example{P}" + Story + strings.Repeat("/more", 10),
	},
	{Name: "loop", About: "the page leads to itself", Serve: Redirect(302, Story), Verdict: "uncertain", Cause: "redirect-loop", Requests: 1},
	{Name: "loop-fragment", About: "the page leads to a place within itself", Serve: Redirect(302, "#top"), Verdict: "uncertain", Cause: "redirect-loop", Requests: 1},
	{
		Name: "loop-two", About: "two pages lead to each other", Serve: Only(Story, Redirect(302, "/b"), Redirect(302, Story)),
		Verdict: "uncertain", Cause: "redirect-loop", Requests: 2, Final: "http://loop-two.example{P}/b",
	},
	{
		Name: "loop-schemes", About: "http leads to https, and https to http", Verdict: "uncertain", Cause: "redirect-loop", Requests: 2,
		Serve: overTLS(Redirect(301, "http://loop-schemes.example{P}"+Story), Redirect(301, "https://loop-schemes.example{S}"+Story)),
		Final: "https://loop-schemes.example{S}" + Story,
	},
	{Name: "cookie-loop", About: "who has no cookie is sent in a circle, and given one", Serve: needsCookie, Verdict: "alive", Requests: 3, Cookies: true},
	{
		Name: "cookie-loop-for-ever", About: "a circle sets cookies and wants none of them", Verdict: "uncertain", Cause: "too-many-redirects", Requests: 12,
		Serve: func(v *Visit) {
			http.SetCookie(v, &http.Cookie{Name: "n", Value: "1", Path: "/"})
			v.Redirect(302, Story)
		}, Cookies: true,
	},

	// What is no redirect, whatever a browser makes of it.
	{
		Name: "meta-refresh", About: "the page tells a browser to go where no link may lead", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><meta http-equiv="refresh" content="0; url=http://127.0.0.2/">`),
	},
	{Name: "refresh-header", About: "a header tells a browser to go on", Serve: Header("Refresh", "0; url=http://127.0.0.2/", Found), Verdict: "alive", Requests: 1},
	{
		Name: "script-redirect", About: "a script would go on", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><script>location = "http://127.0.0.2/"</script>`),
	},
	{
		Name: "sub-resources", About: "the page names a base, a canonical address, pictures and frames where no link may lead", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<base href="http://127.0.0.2/"><link rel="canonical" href="http://127.0.0.2/"><title>A story</title><img src="/a.png"><iframe src="/b">`),
	},
	{
		Name: "link-header", About: "headers name pages to load ahead", Verdict: "alive", Requests: 1,
		Serve: Header("Link", "<http://127.0.0.2/a.css>; rel=preload", Found),
	},

	// Who is told what.
	{
		Name: "leaks", About: "a link with a password and a token leads on, with a cookie", URL: "http://user:secret@leaks.example{P}/a?token=1", Verdict: "alive", Requests: 2,
		Serve: Only("/a?token=1", func(v *Visit) {
			http.SetCookie(v, &http.Cookie{Name: "session", Value: "s"})
			v.Redirect(302, "http://user:secret@leaks.example{P}/b")
		}, Found), Final: "http://leaks.example{P}/b",
	},
	{
		Name: "leaks-port", About: "a link with a password leads to another port of the same host", URL: "https://user:secret@leaks-port.example{S}/a", Verdict: "alive", Requests: 2,
		Serve: overTLS(func(v *Visit) {
			http.SetCookie(v, &http.Cookie{Name: "session", Value: "s"})
			v.Redirect(302, "http://leaks-port.example{P}/b")
		}, Found), Final: "http://leaks-port.example{P}/b",
	},
	{
		Name: "leaks-host", About: "a link with a password leads to another host, with a cookie", URL: "http://user:secret@leaks-host.example{P}/a?token=1", Verdict: "alive", Requests: 1,
		Serve: func(v *Visit) {
			http.SetCookie(v, &http.Cookie{Name: "session", Value: "s", Domain: "example"})
			v.Redirect(302, "http://target.example{P}/b")
		}, Final: "http://target.example{P}/b", NotByHand: needsNames,
	},
	{
		Name: "cookie-big", About: "the page comes with two hundred cookies", Verdict: "alive", Requests: 1,
		Serve: func(v *Visit) {
			for range 200 {
				http.SetCookie(v, &http.Cookie{Name: "c", Value: strings.Repeat("x", 500)})
			}
			Found(v)
		},
	},
}
