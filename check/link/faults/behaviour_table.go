package faults

import (
	"net/http"
	"strings"
)

// All returns every behaviour, those of one kind together.
func All() []Behaviour { return behaviours }

var behaviours = []Behaviour{
	// Statuses.
	{Name: "ok", Serve: Found, Verdict: "alive", Requests: 1},
	{Name: "no-content", Serve: Status(204), Verdict: "alive", Requests: 1},
	{Name: "partial", Serve: Status(206), Verdict: "alive", Requests: 1},
	{Name: "gone-404", Serve: NotFound, Verdict: "dead", Cause: "http-404", Requests: 2, Says: "the server answered 404 Not Found, twice"},
	{Name: "gone-410", Serve: Status(410), Verdict: "dead", Cause: "http-410", Requests: 2},
	{Name: "gone-404-410", Serve: Status(404, 410), Verdict: "dead", Cause: "http-410", Requests: 2},
	{Name: "gone-once", Serve: Status(404, 200), Verdict: "alive", Requests: 2},
	{
		Name: "gone-no-retries", Serve: NotFound, Verdict: "dead", Cause: "http-404", Requests: 1,
		NoRetries: true,
	},
	{Name: "gone-after-500", Serve: Status(500, 404, 404), Verdict: "dead", Cause: "http-404", Requests: 3},
	{Name: "gone-after-reset", Serve: func(v *Visit) {
		if v.N == 1 {
			v.Raw("", true)
			return
		}
		NotFound(v)
	}, Verdict: "dead", Cause: "http-404", Requests: 3},
	{Name: "gone-then-500", Serve: Status(404, 500), Verdict: "uncertain", Cause: "http-500", Requests: 4},
	{Name: "head-lies", Serve: func(v *Visit) {
		if v.Method == http.MethodHead {
			Found(v)
			return
		}
		NotFound(v)
	}, Verdict: "dead", Cause: "http-404", Requests: 2},
	{Name: "s400", Serve: Status(400), Verdict: "uncertain", Cause: "http-400", Requests: 1},
	{Name: "s401", Serve: Status(401), Verdict: "blocked", Cause: "http-401", Requests: 1},
	{Name: "s402", Serve: Status(402), Verdict: "blocked", Cause: "http-402", Requests: 1},
	{Name: "s403", Serve: Status(403), Verdict: "blocked", Cause: "http-403", Requests: 1},
	{Name: "s405", Serve: Status(405), Verdict: "uncertain", Cause: "http-405", Requests: 1},
	{Name: "s406", Serve: Status(406), Verdict: "uncertain", Cause: "http-406", Requests: 1},
	{Name: "s407", Serve: Status(407), Verdict: "blocked", Cause: "http-407", Requests: 1},
	{Name: "s408", Serve: Status(408, 200), Verdict: "alive", Requests: 2},
	{Name: "s425", Serve: Status(425, 200), Verdict: "alive", Requests: 2},
	{Name: "s414", Serve: Status(414), Verdict: "uncertain", Cause: "http-414", Requests: 1},
	{Name: "s429-stays", Serve: Status(429), Verdict: "blocked", Cause: "http-429", Requests: 3},
	{Name: "s429-passes", Serve: Header("Retry-After", "1", Status(429, 200)), Verdict: "alive", Requests: 2},
	{Name: "s451", Serve: Status(451), Verdict: "blocked", Cause: "http-451", Requests: 1},
	{Name: "s999", Serve: Status(999), Verdict: "blocked", Cause: "http-999", Requests: 1, Says: "the server answered 999"},
	{Name: "s500", Serve: Status(500), Verdict: "uncertain", Cause: "http-500", Requests: 3, Says: "again after 2 retries"},
	{Name: "s502-passes", Serve: Status(502, 200), Verdict: "alive", Requests: 2},
	{Name: "s503-twice", Serve: Status(503, 503, 200), Verdict: "alive", Requests: 3},
	{Name: "s503-day", Serve: Header("Retry-After", "86400", Status(503)), Verdict: "uncertain", Cause: "http-503", Requests: 3},
	{Name: "s511", Serve: Status(511), Verdict: "uncertain", Cause: "captive-portal", Requests: 1},
	{Name: "s300", Serve: Status(300), Verdict: "uncertain", Cause: "http-300", Requests: 1},

	// Redirects.
	{
		Name: "moved", Serve: Only(Story, Redirect(301, "/new/story"), Found), Verdict: "moved", Cause: "permanent-redirect", Requests: 2,
		Final: "http://moved.example{P}/new/story",
	},
	{
		Name: "moved-308", Serve: Only(Story, Redirect(308, "/new/story"), Found), Verdict: "moved", Cause: "permanent-redirect", Requests: 2,
		Final: "http://moved-308.example{P}/new/story",
	},
	{
		Name: "moved-slash", URL: "http://moved-slash.example{P}/a/b", Serve: Only("/a/b", Redirect(301, "/a/b/"), Found),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://moved-slash.example{P}/a/b/",
	},
	{
		Name: "moved-https", Serve: Redirect(301, "https://upgraded.example{S}"+Story), Verdict: "moved", Cause: "permanent-redirect",
		Requests: 1, Final: "https://upgraded.example{S}" + Story,
	},
	{
		Name: "temporary", Serve: Only(Story, Redirect(302, "/new/story"), Found), Verdict: "alive", Requests: 2,
		Final: "http://temporary.example{P}/new/story",
	},
	{
		Name: "mixed", Serve: Only(Story, Redirect(301, "/b"), Only("/b", Redirect(307, "/new/story"), Found)), Verdict: "alive", Requests: 3,
		Final: "http://mixed.example{P}/new/story",
	},
	{
		Name: "see-other", Serve: Only(Story, Redirect(303, "/new/story"), Found), Verdict: "alive", Requests: 2,
		Final: "http://see-other.example{P}/new/story",
	},
	{
		Name: "moved-to-404", Serve: Only(Story, Redirect(301, "/new/story"), NotFound), Verdict: "dead", Cause: "http-404", Requests: 3, Says: "redirected to",
		Final: "http://moved-to-404.example{P}/new/story",
	},
	{Name: "ten-hops", Serve: chain(10), Verdict: "alive", Requests: 11, Final: "http://ten-hops.example{P}/hop/10"},
	{Name: "eleven-hops", Serve: chain(11), Verdict: "uncertain", Cause: "too-many-redirects", Requests: 11, Final: "http://eleven-hops.example{P}/hop/10"},
	{Name: "loop", Serve: Redirect(302, Story), Verdict: "uncertain", Cause: "redirect-loop", Requests: 1},
	{
		Name: "loop-two", Serve: Only(Story, Redirect(302, "/b"), Redirect(302, Story)), Verdict: "uncertain", Cause: "redirect-loop", Requests: 2,
		Final: "http://loop-two.example{P}/b",
	},
	{Name: "cookie-loop", Serve: needsCookie, Verdict: "alive", Requests: 3},
	{Name: "no-location", Serve: Status(302), Verdict: "uncertain", Cause: "redirect-without-location", Requests: 1},
	{Name: "bad-location", Serve: Redirect(302, "http://[::1"), Verdict: "uncertain", Cause: "malformed-redirect", Requests: 1},
	{Name: "to-mailto", Serve: Redirect(302, "mailto:a@b.example"), Verdict: "refused", Cause: "unsupported-scheme", Requests: 1, Says: "redirected to"},
	{Name: "to-file", Serve: Redirect(302, "file:///etc/passwd"), Verdict: "refused", Cause: "unsupported-scheme", Requests: 1},
	{
		Name: "to-metadata", Serve: Redirect(302, "http://169.254.169.254/latest/meta-data/"), Verdict: "refused", Cause: "private-address", Requests: 1,
		Says: "redirected to",
	},
	{Name: "to-canary", Serve: Redirect(302, "http://127.0.0.2{P}/"), Verdict: "refused", Cause: "private-address", Requests: 1},
	{
		Name: "to-canary-name", Serve: Redirect(302, "http://inner.canary{P}/"), Verdict: "refused", Cause: "private-address", Requests: 1,
		Final: "http://inner.canary{P}/", Says: "redirected to",
	},
	{Name: "to-decimal", Serve: Redirect(302, "http://2130706433{P}/"), Verdict: "refused", Cause: "private-address", Requests: 1},
	{Name: "to-circled", Serve: Redirect(302, "http://①②⑦.⓪.⓪.①{P}/"), Verdict: "refused", Cause: "private-address", Requests: 1},
	{Name: "to-nobody", Serve: Redirect(302, "http://{P}/"), Verdict: "refused", Cause: "private-address", Requests: 1},
	{Name: "to-smtp", Serve: Redirect(302, "http://to-smtp.example:25/"), Verdict: "refused", Cause: "bad-port", Requests: 1},
	{Name: "leaks", URL: "http://user:secret@leaks.example{P}/a?token=1", Serve: func(v *Visit) {
		if v.Path == "/a?token=1" {
			http.SetCookie(v, &http.Cookie{Name: "session", Value: "s"})
			v.Redirect(302, "http://user:secret@leaks.example{P}/b")
			return
		}
		if v.Request.Header.Get("Cookie") != "" {
			v.Page(500, "leaked")
			return
		}
		Found(v)
	}, Verdict: "alive", Requests: 2, Final: "http://leaks.example{P}/b"},

	// Soft deaths.
	{
		Name: "root", Serve: Only("/", Found, Redirect(302, "/")), Verdict: "soft-dead", Cause: "redirect-to-root", Requests: 4,
		Final: "http://root.example{P}/", Says: "as is any page that does not exist",
	},
	{
		Name: "root-known", Serve: Only(Story, Redirect(301, "/"), Only("/", Found, NotFound)), Verdict: "soft-dead", Cause: "redirect-to-root",
		Requests: 3, Final: "http://root-known.example{P}/",
	},
	{
		Name: "root-locale", Serve: Only("/en/", Found, Redirect(302, "/en/")), Verdict: "soft-dead", Cause: "redirect-to-root", Requests: 4,
		Final: "http://root-locale.example{P}/en/",
	},
	{
		Name: "root-doubt", Serve: Only(Story, Redirect(302, "/"), Only("/", Found, Status(503))), Verdict: "uncertain", Cause: "redirect-to-root",
		Requests: 3, Final: "http://root-doubt.example{P}/",
	},
	{Name: "root-cookie", Serve: func(v *Visit) {
		if _, err := v.Cookie("seen"); err != nil && v.Path != "/" {
			http.SetCookie(v, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			v.Redirect(302, "/")
			return
		}
		Found(v)
	}, Verdict: "alive", Requests: 3},
	{
		Name: "home-to-locale", URL: "http://home-to-locale.example{P}/", Serve: Only("/", Redirect(302, "/en/"), Found), Verdict: "alive",
		Requests: 2, Final: "http://home-to-locale.example{P}/en/",
	},
	{
		Name: "locale-to-home", URL: "http://locale-to-home.example{P}/de/", Serve: Only("/de/", Redirect(302, "/"), Found), Verdict: "alive",
		Requests: 2, Final: "http://locale-to-home.example{P}/",
	},
	{
		Name: "short-link", URL: "http://short-link.example{P}/3xYz", Serve: Only("/3xYz", Redirect(301, "http://target.example{P}/"), NotFound),
		Verdict: "moved", Cause: "permanent-redirect", Requests: 2, Final: "http://target.example{P}/",
	},
	{
		Name: "error-page", Serve: Only(Story, Redirect(302, "/404.html"), Titled(200, "Oh dear")), Verdict: "soft-dead", Cause: "redirect-to-error-page",
		Requests: 2, Final: "http://error-page.example{P}/404.html",
	},
	{
		Name: "error-page-words", Serve: Only(Story, Redirect(302, "/page-not-found"), Titled(200, "Oh dear")), Verdict: "soft-dead",
		Cause: "redirect-to-error-page", Requests: 2, Final: "http://error-page-words.example{P}/page-not-found",
	},
	{
		Name: "error-any", Serve: Only(Story, Redirect(302, "/error.html"), Titled(200, "Oh dear")), Verdict: "uncertain",
		Cause: "redirect-to-error-page", Requests: 2, Final: "http://error-any.example{P}/error.html",
	},
	{
		Name: "error-guide", Serve: Only(Story, Redirect(302, "/guide/error-handling.html"), Found), Verdict: "alive", Requests: 2,
		Final: "http://error-guide.example{P}/guide/error-handling.html",
	},
	{Name: "soft-404", Serve: Titled(200, "Page not found"), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2, Says: `"Page not found"`},
	{Name: "soft-404-german", Serve: Titled(200, "Seite nicht gefunden"), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "soft-404-japanese", Serve: Titled(200, "ページが見つかりません"), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "about-404", Serve: Only(Story, Titled(200, "What 404 Not Found means"), NotFound), Verdict: "alive", Requests: 2},
	{Name: "about-404-spa", Serve: Only(Story, Titled(200, "What 404 Not Found means"), Titled(200, "Page not found")), Verdict: "alive", Requests: 2},
	{Name: "soft-404-doubt", Serve: Only(Story, Titled(200, "Page not found"), Status(503)), Verdict: "uncertain", Cause: "not-found-page", Requests: 2},
	{Name: "soft-404-home", URL: "http://soft-404-home.example{P}/", Serve: Titled(200, "Not found"), Verdict: "uncertain", Cause: "not-found-page", Requests: 1},
	{
		Name: "parked", Serve: Body(200, `<title>parked</title><script src="https://sedoparking.com/x.js"></script>`), Verdict: "soft-dead",
		Cause: "parked-domain", Requests: 1,
	},
	{
		Name: "about-parking", Serve: Body(200, `<title>On parking</title><p>see <a href="https://sedoparking.com/">sedoparking.com</a> `), Verdict: "alive",
		Requests: 1,
	},
	{Name: "for-sale", Serve: Titled(200, "for-sale.example is for sale"), Verdict: "soft-dead", Cause: "parked-domain", Requests: 1},

	// Walls.
	{
		Name: "login-wall", Serve: Only(Story, Redirect(302, "/login?next=/articles"), Titled(200, "Sign in")), Verdict: "blocked", Cause: "login-wall",
		Requests: 2, Final: "http://login-wall.example{P}/login?next=/articles",
	},
	{
		Name: "consent-wall", Serve: Redirect(302, "http://consent.site.example{P}/collect?x=1"), Verdict: "blocked", Cause: "consent-wall", Requests: 1,
		Final: "http://consent.site.example{P}/collect?x=1",
	},
	{Name: "cloudflare", Serve: Header("Cf-Mitigated", "challenge", Titled(403, "Just a moment...")), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	{
		Name: "cloudflare-503", Serve: Body(503, `<title>Just a moment...</title><script>window._cf_chl_opt={}</script>`), Verdict: "blocked",
		Cause: "bot-challenge", Requests: 1,
	},
	{Name: "cloudflare-live", Serve: Body(200, `<title>News</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`+
		strings.Repeat("<p>words of a real page", 200)), Verdict: "alive", Requests: 1},
	{
		Name: "imperva", Serve: Body(200, `<html><head><meta name="robots" content="noindex"></head><body><iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>`),
		Verdict: "blocked", Cause: "bot-challenge", Requests: 1,
	},
	{Name: "datadome", Serve: Body(403, `<script src="https://geo.captcha-delivery.com/c.js"></script>`), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	{Name: "aws-waf", Serve: Header("X-Amzn-Waf-Action", "challenge", Status(202)), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	{
		Name: "perimeterx", Serve: Body(429, `<title>Access to this page has been denied</title><div id="px-captcha"></div>`), Verdict: "blocked",
		Cause: "bot-challenge", Requests: 1,
	},
	{Name: "akamai", Serve: Body(200, `<title></title><script src="/_sec/cp_challenge/x.js"></script>`), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},

	// Certificates.
	{Name: "expired", URL: "https://expired.example{S}/a", Verdict: "insecure", Cause: "certificate-expired", Says: "expired on"},
	{Name: "tomorrow", URL: "https://tomorrow.example{S}/a", Verdict: "insecure", Cause: "certificate-not-yet-valid"},
	{Name: "wronghost", URL: "https://wronghost.example{S}/a", Verdict: "insecure", Cause: "certificate-wrong-host", Says: "another.example"},
	{Name: "selfsigned", URL: "https://selfsigned.example{S}/a", Verdict: "insecure", Cause: "certificate-self-signed"},
	{Name: "untrusted", URL: "https://untrusted.example{S}/a", Verdict: "insecure", Cause: "certificate-untrusted", Says: "Nobody's Root"},
	{Name: "nochain", URL: "https://nochain.example{S}/a", Verdict: "insecure", Cause: "certificate-chain-incomplete"},
	{Name: "oldtls", URL: "https://oldtls.example{S}/a", Verdict: "uncertain", Cause: "tls-failure"},
	{Name: "h2", URL: "https://h2.example{S}/a", Serve: Found, Verdict: "alive", Requests: 1},
	{Name: "http1", URL: "https://http1.example{S}/a", Serve: Found, Verdict: "alive", Requests: 1},
	{Name: "tls-to-plain", URL: "https://tls-to-plain.example{P}/a", Verdict: "uncertain", Cause: "tls-failure"},

	// The wire.
	{Name: "reset-once", Serve: func(v *Visit) {
		if v.N == 1 {
			v.Raw("", true)
			return
		}
		Found(v)
	}, Verdict: "alive", Requests: 2},
	{Name: "reset", Serve: func(v *Visit) { v.Raw("", true) }, Verdict: "uncertain", Cause: "connection-reset", Requests: 3},
	{Name: "hang-up", Serve: func(v *Visit) { v.Raw("", false) }, Verdict: "uncertain", Cause: "connection-closed", Requests: 3},
	{Name: "garbage", Serve: func(v *Visit) { v.Raw("SSH-2.0-OpenSSH_9.9\r\n\r\n", false) }, Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "huge-header", Serve: func(v *Visit) {
		v.Raw("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 300<<10)+"\r\n\r\n", false)
	}, Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "big-header", Serve: Header("X", strings.Repeat("x", 64<<10), Found), Verdict: "alive", Requests: 1},
	{Name: "silent", Serve: Stall(""), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true},
	{Name: "stalled-page", Serve: Stall("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true},
	{Name: "stalled-after-title", Serve: Stall("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A story</title>"), Verdict: "alive", Requests: 1, Hurry: true},
	{Name: "stalled-pdf", Serve: Stall("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF"), Verdict: "alive", Requests: 1, Hurry: true},
	{Name: "cut-page", Serve: func(v *Visit) {
		v.Raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<html>", false)
	}, Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{
		Name: "bare-charset", Serve: Header("Content-Type", "text/html; charset", Body(200, Document("Page not found"))), Verdict: "soft-dead",
		Cause: "not-found-page", Requests: 2,
	},
	{Name: "gzip", Serve: Zipped(Document("Page not found")), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "gzip-broken", Serve: Header("Content-Encoding", "gzip", Body(200, "not gzip")), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "gzip-bomb", Serve: Zipped(strings.Repeat("<p>", 4<<20)), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "brotli", Serve: Header("Content-Encoding", "br", Body(200, "?")), Verdict: "alive", Requests: 1},
	{Name: "endless", Serve: func(v *Visit) {
		v.Header().Set("Content-Type", "text/html")
		for range 20_000 {
			if _, err := v.Write([]byte(strings.Repeat("x", 1000))); err != nil {
				return
			}
		}
	}, Verdict: "alive", Requests: 1},

	// Names and addresses.
	{Name: "no-name", URL: "http://nowhere.test/a", Verdict: "dead", Cause: "name-not-found", Says: "while other hosts answered"},
	{
		Name: "no-name-once", URL: "http://nowhere.test/a", Verdict: "uncertain", Cause: "name-not-found", Says: "asked only once",
		NoRetries: true,
	},
	{Name: "reserved", URL: "http://made-up.invalid/a", Verdict: "dead", Cause: "name-not-found"},
	{Name: "onion", URL: "http://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion/", Verdict: "uncertain", Cause: "onion-name"},
	{Name: "servfail", URL: "http://servfail.test/a", Verdict: "uncertain", Cause: "resolver-failure"},
	{Name: "refused", URL: "http://refused.example{C}/a", Verdict: "dead", Cause: "connection-refused"},
	{Name: "loopback", URL: "http://127.0.0.2{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "loopback-name", URL: "http://inner.canary{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "ftp", URL: "ftp://ftp.example/a", Verdict: "refused", Cause: "unsupported-scheme"},
	{Name: "javascript", URL: "javascript:alert(1)", Verdict: "refused", Cause: "unsupported-scheme"},
	{Name: "malformed", URL: "http://exa mple/a", Verdict: "uncertain", Cause: "malformed-url"},
	{Name: "too-long", URL: "http://a.example/" + strings.Repeat("a", 9000), Verdict: "uncertain", Cause: "url-too-long"},
	{Name: "query", URL: "http://query.example{P}/a?q=naïve text", Serve: Only("/a?q=na%C3%AFve%20text", Found, NotFound), Verdict: "alive", Requests: 1},
	{Name: "percent", URL: "http://percent.example{P}/100%", Serve: Only("/100%25", Found, NotFound), Verdict: "alive", Requests: 1},
}
