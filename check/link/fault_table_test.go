package link

import (
	"net/http"
	"strings"
)

// faults is every known way in which the web treats a link, with the verdict that it deserves.
var faults = []fault{
	// Statuses.
	{name: "ok", serve: found, verdict: Alive, requests: 1},
	{name: "no-content", serve: status(204), verdict: Alive, requests: 1},
	{name: "partial", serve: status(206), verdict: Alive, requests: 1},
	{name: "gone-404", serve: notFound, verdict: Dead, cause: "http-404", requests: 2, says: "the server answered 404 Not Found, twice"},
	{name: "gone-410", serve: status(410), verdict: Dead, cause: "http-410", requests: 2},
	{name: "gone-404-410", serve: status(404, 410), verdict: Dead, cause: "http-410", requests: 2},
	{name: "gone-once", serve: status(404, 200), verdict: Alive, requests: 2},
	{
		name: "gone-no-retries", serve: notFound, verdict: Dead, cause: "http-404", requests: 1,
		options: func(o *Options) { o.Retries = -1 },
	},
	{name: "gone-after-500", serve: status(500, 404, 404), verdict: Dead, cause: "http-404", requests: 3},
	{name: "gone-after-reset", serve: func(v *visit) {
		if v.n == 1 {
			v.raw("", true)
			return
		}
		notFound(v)
	}, verdict: Dead, cause: "http-404", requests: 3},
	{name: "gone-then-500", serve: status(404, 500), verdict: Uncertain, cause: "http-500", requests: 4},
	{name: "head-lies", serve: func(v *visit) {
		if v.Method == http.MethodHead {
			found(v)
			return
		}
		notFound(v)
	}, verdict: Dead, cause: "http-404", requests: 2},
	{name: "s400", serve: status(400), verdict: Uncertain, cause: "http-400", requests: 1},
	{name: "s401", serve: status(401), verdict: Blocked, cause: "http-401", requests: 1},
	{name: "s402", serve: status(402), verdict: Blocked, cause: "http-402", requests: 1},
	{name: "s403", serve: status(403), verdict: Blocked, cause: "http-403", requests: 1},
	{name: "s405", serve: status(405), verdict: Uncertain, cause: "http-405", requests: 1},
	{name: "s406", serve: status(406), verdict: Uncertain, cause: "http-406", requests: 1},
	{name: "s407", serve: status(407), verdict: Blocked, cause: "http-407", requests: 1},
	{name: "s408", serve: status(408, 200), verdict: Alive, requests: 2},
	{name: "s425", serve: status(425, 200), verdict: Alive, requests: 2},
	{name: "s414", serve: status(414), verdict: Uncertain, cause: "http-414", requests: 1},
	{name: "s429-stays", serve: status(429), verdict: Blocked, cause: "http-429", requests: 3},
	{name: "s429-passes", serve: header("Retry-After", "1", status(429, 200)), verdict: Alive, requests: 2},
	{name: "s451", serve: status(451), verdict: Blocked, cause: "http-451", requests: 1},
	{name: "s999", serve: status(999), verdict: Blocked, cause: "http-999", requests: 1, says: "the server answered 999"},
	{name: "s500", serve: status(500), verdict: Uncertain, cause: "http-500", requests: 3, says: "again after 2 retries"},
	{name: "s502-passes", serve: status(502, 200), verdict: Alive, requests: 2},
	{name: "s503-twice", serve: status(503, 503, 200), verdict: Alive, requests: 3},
	{name: "s503-day", serve: header("Retry-After", "86400", status(503)), verdict: Uncertain, cause: "http-503", requests: 3},
	{name: "s511", serve: status(511), verdict: Uncertain, cause: "captive-portal", requests: 1},
	{name: "s300", serve: status(300), verdict: Uncertain, cause: "http-300", requests: 1},

	// Redirects.
	{
		name: "moved", serve: only(story, redirect(301, "/new/story"), found), verdict: Moved, cause: "permanent-redirect", requests: 2,
		final: "http://moved.example{P}/new/story",
	},
	{
		name: "moved-308", serve: only(story, redirect(308, "/new/story"), found), verdict: Moved, cause: "permanent-redirect", requests: 2,
		final: "http://moved-308.example{P}/new/story",
	},
	{
		name: "moved-slash", url: "http://moved-slash.example{P}/a/b", serve: only("/a/b", redirect(301, "/a/b/"), found),
		verdict: Moved, cause: "permanent-redirect", requests: 2, final: "http://moved-slash.example{P}/a/b/",
	},
	{
		name: "moved-https", serve: redirect(301, "https://upgraded.example{S}"+story), verdict: Moved, cause: "permanent-redirect",
		requests: 1, final: "https://upgraded.example{S}" + story,
	},
	{
		name: "temporary", serve: only(story, redirect(302, "/new/story"), found), verdict: Alive, requests: 2,
		final: "http://temporary.example{P}/new/story",
	},
	{
		name: "mixed", serve: only(story, redirect(301, "/b"), only("/b", redirect(307, "/new/story"), found)), verdict: Alive, requests: 3,
		final: "http://mixed.example{P}/new/story",
	},
	{
		name: "see-other", serve: only(story, redirect(303, "/new/story"), found), verdict: Alive, requests: 2,
		final: "http://see-other.example{P}/new/story",
	},
	{
		name: "moved-to-404", serve: only(story, redirect(301, "/new/story"), notFound), verdict: Dead, cause: "http-404", requests: 3, says: "redirected to",
		final: "http://moved-to-404.example{P}/new/story",
	},
	{name: "ten-hops", serve: chain(10), verdict: Alive, requests: 11, final: "http://ten-hops.example{P}/hop/10"},
	{name: "eleven-hops", serve: chain(11), verdict: Uncertain, cause: "too-many-redirects", requests: 11, final: "http://eleven-hops.example{P}/hop/10"},
	{name: "loop", serve: redirect(302, story), verdict: Uncertain, cause: "redirect-loop", requests: 1},
	{
		name: "loop-two", serve: only(story, redirect(302, "/b"), redirect(302, story)), verdict: Uncertain, cause: "redirect-loop", requests: 2,
		final: "http://loop-two.example{P}/b",
	},
	{name: "cookie-loop", serve: needsCookie(story), verdict: Alive, requests: 3},
	{name: "no-location", serve: status(302), verdict: Uncertain, cause: "redirect-without-location", requests: 1},
	{name: "bad-location", serve: redirect(302, "http://[::1"), verdict: Uncertain, cause: "malformed-redirect", requests: 1},
	{name: "to-mailto", serve: redirect(302, "mailto:a@b.example"), verdict: Refused, cause: "unsupported-scheme", requests: 1, says: "redirected to"},
	{name: "to-file", serve: redirect(302, "file:///etc/passwd"), verdict: Refused, cause: "unsupported-scheme", requests: 1},
	{
		name: "to-metadata", serve: redirect(302, "http://169.254.169.254/latest/meta-data/"), verdict: Refused, cause: "private-address", requests: 1,
		says: "redirected to",
	},
	{name: "to-canary", serve: redirect(302, "http://127.0.0.2{P}/"), verdict: Refused, cause: "private-address", requests: 1},
	{
		name: "to-canary-name", serve: redirect(302, "http://inner.canary{P}/"), verdict: Refused, cause: "private-address", requests: 1,
		final: "http://inner.canary{P}/", says: "redirected to",
	},
	{name: "to-decimal", serve: redirect(302, "http://2130706433{P}/"), verdict: Refused, cause: "private-address", requests: 1},
	{name: "to-circled", serve: redirect(302, "http://①②⑦.⓪.⓪.①{P}/"), verdict: Refused, cause: "private-address", requests: 1},
	{name: "to-nobody", serve: redirect(302, "http://{P}/"), verdict: Refused, cause: "private-address", requests: 1},
	{name: "to-smtp", serve: redirect(302, "http://to-smtp.example:25/"), verdict: Refused, cause: "bad-port", requests: 1},
	{name: "leaks", url: "http://user:secret@leaks.example{P}/a?token=1", serve: func(v *visit) {
		if v.path == "/a?token=1" {
			http.SetCookie(v, &http.Cookie{Name: "session", Value: "s"})
			v.redirect(302, "http://user:secret@leaks.example{P}/b")
			return
		}
		if v.Request.Header.Get("Cookie") != "" {
			v.page(500, "leaked")
			return
		}
		found(v)
	}, verdict: Alive, requests: 2, final: "http://leaks.example{P}/b"},

	// Soft deaths.
	{
		name: "root", serve: only("/", found, redirect(302, "/")), verdict: SoftDead, cause: "redirect-to-root", requests: 4,
		final: "http://root.example{P}/", says: "as is any page that does not exist",
	},
	{
		name: "root-known", serve: only(story, redirect(301, "/"), only("/", found, notFound)), verdict: SoftDead, cause: "redirect-to-root",
		requests: 3, final: "http://root-known.example{P}/",
	},
	{
		name: "root-locale", serve: only("/en/", found, redirect(302, "/en/")), verdict: SoftDead, cause: "redirect-to-root", requests: 4,
		final: "http://root-locale.example{P}/en/",
	},
	{
		name: "root-doubt", serve: only(story, redirect(302, "/"), only("/", found, status(503))), verdict: Uncertain, cause: "redirect-to-root",
		requests: 3, final: "http://root-doubt.example{P}/",
	},
	{name: "root-cookie", serve: func(v *visit) {
		if _, err := v.Cookie("seen"); err != nil && v.path != "/" {
			http.SetCookie(v, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			v.redirect(302, "/")
			return
		}
		found(v)
	}, verdict: Alive, requests: 3},
	{
		name: "home-to-locale", url: "http://home-to-locale.example{P}/", serve: only("/", redirect(302, "/en/"), found), verdict: Alive,
		requests: 2, final: "http://home-to-locale.example{P}/en/",
	},
	{
		name: "locale-to-home", url: "http://locale-to-home.example{P}/de/", serve: only("/de/", redirect(302, "/"), found), verdict: Alive,
		requests: 2, final: "http://locale-to-home.example{P}/",
	},
	{
		name: "short-link", url: "http://short-link.example{P}/3xYz", serve: only("/3xYz", redirect(301, "http://target.example{P}/"), notFound),
		verdict: Moved, cause: "permanent-redirect", requests: 2, final: "http://target.example{P}/",
	},
	{
		name: "error-page", serve: only(story, redirect(302, "/404.html"), titled(200, "Oh dear")), verdict: SoftDead, cause: "redirect-to-error-page",
		requests: 2, final: "http://error-page.example{P}/404.html",
	},
	{
		name: "error-page-words", serve: only(story, redirect(302, "/page-not-found"), titled(200, "Oh dear")), verdict: SoftDead,
		cause: "redirect-to-error-page", requests: 2, final: "http://error-page-words.example{P}/page-not-found",
	},
	{
		name: "error-any", serve: only(story, redirect(302, "/error.html"), titled(200, "Oh dear")), verdict: Uncertain,
		cause: "redirect-to-error-page", requests: 2, final: "http://error-any.example{P}/error.html",
	},
	{
		name: "error-guide", serve: only(story, redirect(302, "/guide/error-handling.html"), found), verdict: Alive, requests: 2,
		final: "http://error-guide.example{P}/guide/error-handling.html",
	},
	{name: "soft-404", serve: titled(200, "Page not found"), verdict: SoftDead, cause: "not-found-page", requests: 2, says: `"Page not found"`},
	{name: "soft-404-german", serve: titled(200, "Seite nicht gefunden"), verdict: SoftDead, cause: "not-found-page", requests: 2},
	{name: "soft-404-japanese", serve: titled(200, "ページが見つかりません"), verdict: SoftDead, cause: "not-found-page", requests: 2},
	{name: "about-404", serve: only(story, titled(200, "What 404 Not Found means"), notFound), verdict: Alive, requests: 2},
	{name: "about-404-spa", serve: only(story, titled(200, "What 404 Not Found means"), titled(200, "Page not found")), verdict: Alive, requests: 2},
	{name: "soft-404-doubt", serve: only(story, titled(200, "Page not found"), status(503)), verdict: Uncertain, cause: "not-found-page", requests: 2},
	{name: "soft-404-home", url: "http://soft-404-home.example{P}/", serve: titled(200, "Not found"), verdict: Uncertain, cause: "not-found-page", requests: 1},
	{
		name: "parked", serve: body(200, `<title>parked</title><script src="https://sedoparking.com/x.js"></script>`), verdict: SoftDead,
		cause: "parked-domain", requests: 1,
	},
	{
		name: "about-parking", serve: body(200, `<title>On parking</title><p>see <a href="https://sedoparking.com/">sedoparking.com</a> `), verdict: Alive,
		requests: 1,
	},
	{name: "for-sale", serve: titled(200, "for-sale.example is for sale"), verdict: SoftDead, cause: "parked-domain", requests: 1},

	// Walls.
	{
		name: "login-wall", serve: only(story, redirect(302, "/login?next=/articles"), titled(200, "Sign in")), verdict: Blocked, cause: "login-wall",
		requests: 2, final: "http://login-wall.example{P}/login?next=/articles",
	},
	{
		name: "consent-wall", serve: redirect(302, "http://consent.site.example{P}/collect?x=1"), verdict: Blocked, cause: "consent-wall", requests: 1,
		final: "http://consent.site.example{P}/collect?x=1",
	},
	{name: "cloudflare", serve: header("Cf-Mitigated", "challenge", titled(403, "Just a moment...")), verdict: Blocked, cause: "bot-challenge", requests: 1},
	{
		name: "cloudflare-503", serve: body(503, `<title>Just a moment...</title><script>window._cf_chl_opt={}</script>`), verdict: Blocked,
		cause: "bot-challenge", requests: 1,
	},
	{name: "cloudflare-live", serve: body(200, `<title>News</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`+
		strings.Repeat("<p>words of a real page", 200)), verdict: Alive, requests: 1},
	{
		name: "imperva", serve: body(200, `<html><head><meta name="robots" content="noindex"></head><body><iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>`),
		verdict: Blocked, cause: "bot-challenge", requests: 1,
	},
	{name: "datadome", serve: body(403, `<script src="https://geo.captcha-delivery.com/c.js"></script>`), verdict: Blocked, cause: "bot-challenge", requests: 1},
	{name: "aws-waf", serve: header("X-Amzn-Waf-Action", "challenge", status(202)), verdict: Blocked, cause: "bot-challenge", requests: 1},
	{
		name: "perimeterx", serve: body(429, `<title>Access to this page has been denied</title><div id="px-captcha"></div>`), verdict: Blocked,
		cause: "bot-challenge", requests: 1,
	},
	{name: "akamai", serve: body(200, `<title></title><script src="/_sec/cp_challenge/x.js"></script>`), verdict: Blocked, cause: "bot-challenge", requests: 1},

	// Certificates.
	{name: "expired", url: "https://expired.example{S}/a", verdict: Insecure, cause: "certificate-expired", says: "expired on"},
	{name: "tomorrow", url: "https://tomorrow.example{S}/a", verdict: Insecure, cause: "certificate-not-yet-valid"},
	{name: "wronghost", url: "https://wronghost.example{S}/a", verdict: Insecure, cause: "certificate-wrong-host", says: "another.example"},
	{name: "selfsigned", url: "https://selfsigned.example{S}/a", verdict: Insecure, cause: "certificate-self-signed"},
	{name: "untrusted", url: "https://untrusted.example{S}/a", verdict: Insecure, cause: "certificate-untrusted", says: "Nobody's Root"},
	{name: "nochain", url: "https://nochain.example{S}/a", verdict: Insecure, cause: "certificate-chain-incomplete"},
	{name: "oldtls", url: "https://oldtls.example{S}/a", verdict: Uncertain, cause: "tls-failure"},
	{name: "h2", url: "https://h2.example{S}/a", serve: found, verdict: Alive, requests: 1},
	{name: "http1", url: "https://http1.example{S}/a", serve: found, verdict: Alive, requests: 1},
	{name: "tls-to-plain", url: "https://tls-to-plain.example{P}/a", verdict: Uncertain, cause: "tls-failure"},

	// The wire.
	{name: "reset-once", serve: func(v *visit) {
		if v.n == 1 {
			v.raw("", true)
			return
		}
		found(v)
	}, verdict: Alive, requests: 2},
	{name: "reset", serve: func(v *visit) { v.raw("", true) }, verdict: Uncertain, cause: "connection-reset", requests: 3},
	{name: "hang-up", serve: func(v *visit) { v.raw("", false) }, verdict: Uncertain, cause: "connection-closed", requests: 3},
	{name: "garbage", serve: func(v *visit) { v.raw("SSH-2.0-OpenSSH_9.9\r\n\r\n", false) }, verdict: Uncertain, cause: "protocol-error", requests: 3},
	{name: "huge-header", serve: func(v *visit) {
		v.raw("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 300<<10)+"\r\n\r\n", false)
	}, verdict: Uncertain, cause: "protocol-error", requests: 3},
	{name: "big-header", serve: header("X", strings.Repeat("x", 64<<10), found), verdict: Alive, requests: 1},
	{name: "silent", serve: stall(""), verdict: Uncertain, cause: "timeout", requests: 2, options: hurry},
	{name: "stalled-page", serve: stall("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"), verdict: Uncertain, cause: "timeout", requests: 2, options: hurry},
	{name: "stalled-after-title", serve: stall("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A story</title>"), verdict: Alive, requests: 1, options: hurry},
	{name: "stalled-pdf", serve: stall("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF"), verdict: Alive, requests: 1, options: hurry},
	{name: "cut-page", serve: func(v *visit) {
		v.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<html>", false)
	}, verdict: Uncertain, cause: "truncated-body", requests: 3},
	{
		name: "bare-charset", serve: header("Content-Type", "text/html; charset", body(200, document("Page not found"))), verdict: SoftDead,
		cause: "not-found-page", requests: 2,
	},
	{name: "gzip", serve: zipped(document("Page not found")), verdict: SoftDead, cause: "not-found-page", requests: 2},
	{name: "gzip-broken", serve: header("Content-Encoding", "gzip", body(200, "not gzip")), verdict: Uncertain, cause: "truncated-body", requests: 3},
	{name: "gzip-bomb", serve: zipped(strings.Repeat("<p>", 4<<20)), verdict: Uncertain, cause: "truncated-body", requests: 3},
	{name: "brotli", serve: header("Content-Encoding", "br", body(200, "?")), verdict: Alive, requests: 1},
	{name: "endless", serve: func(v *visit) {
		v.Header().Set("Content-Type", "text/html")
		for range 20_000 {
			if _, err := v.Write([]byte(strings.Repeat("x", 1000))); err != nil {
				return
			}
		}
	}, verdict: Alive, requests: 1},

	// Names and addresses.
	{name: "no-name", url: "http://nowhere.test/a", verdict: Dead, cause: "name-not-found", says: "while other hosts answered"},
	{
		name: "no-name-once", url: "http://nowhere.test/a", verdict: Uncertain, cause: "name-not-found", says: "asked only once",
		options: func(o *Options) { o.Retries = -1 },
	},
	{name: "reserved", url: "http://made-up.invalid/a", verdict: Dead, cause: "name-not-found"},
	{name: "onion", url: "http://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion/", verdict: Uncertain, cause: "onion-name"},
	{name: "servfail", url: "http://servfail.test/a", verdict: Uncertain, cause: "resolver-failure"},
	{name: "refused", url: "http://refused.example:{closed}/a", verdict: Dead, cause: "connection-refused"},
	{name: "loopback", url: "http://127.0.0.2{P}/", verdict: Refused, cause: "private-address"},
	{name: "loopback-name", url: "http://inner.canary{P}/", verdict: Refused, cause: "private-address"},
	{name: "ftp", url: "ftp://ftp.example/a", verdict: Refused, cause: "unsupported-scheme"},
	{name: "javascript", url: "javascript:alert(1)", verdict: Refused, cause: "unsupported-scheme"},
	{name: "malformed", url: "http://exa mple/a", verdict: Uncertain, cause: "malformed-url"},
	{name: "too-long", url: "http://a.example/" + strings.Repeat("a", 9000), verdict: Uncertain, cause: "url-too-long"},
	{name: "query", url: "http://query.example{P}/a?q=naïve text", serve: only("/a?q=na%C3%AFve%20text", found, notFound), verdict: Alive, requests: 1},
	{name: "percent", url: "http://percent.example{P}/100%", serve: only("/100%25", found, notFound), verdict: Alive, requests: 1},
}
