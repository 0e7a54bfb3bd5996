package link

import (
	"strings"
	"testing"
)

// passwordForm is the form of a login page, or of the corner of a live one.
const passwordForm = `<form action=/session method=post><label>E-mail <input name=mail></label><label>Password <input type="password" name=pw></label><button>Go</button></form>`

// TestWalls judges pages that stand in front of the cited one.
func TestWalls(t *testing.T) {
	refused := func(code int, head, content string) func(*visit) {
		return body(code, "<html><head>"+head+"</head><body>"+content+"</body></html>")
	}
	wall := func(name string, serve func(*visit)) livePage {
		return livePage{name: name, serve: serve, want: Blocked, cause: causeBot, requests: 1}
	}
	login := func(name, title string) livePage {
		return livePage{name: name, serve: html5("<title>"+title+"</title>", passwordForm), want: Blocked, cause: causeLogin, says: "a form for a password", requests: 1}
	}
	consent := func(name, loads, title string) livePage {
		return livePage{name: name, serve: html5("<title>"+title+"</title><script src="+loads+"></script>", "<p>We and our 812 partners store cookies."), want: Blocked, cause: causeConsent, requests: 1}
	}
	judgePages(t, []livePage{
		wall("sucuri", refused(403, "<title>Sucuri WebSite Firewall - Access Denied</title>", "<p>Block details")),
		wall("sucuri-script", html5("<title>You are being redirected...</title>", "<script>var s={},u,c,U,r,i,l=0;sucuri_cloudproxy_js=''</script>")),
		wall("kasada", refused(429, "", `<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js"></script>`)),
		wall("kasada-header", header("X-Kpsdk-Ct", "0a1b", status(429))),
		wall("ddos-guard", refused(403, "<title>DDoS-Guard</title>", `<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>`)),
		wall("f5", html5("<title>Request Rejected</title>", "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 5712")),
		wall("f5-script", html5("", `<script src="/TSPD/08ab2800?type=5"></script>`)),
		wall("reblaze", refused(503, "<title></title>", `<script>window.rbzns={};</script>`)),
		wall("radware", html5("<title>Radware Captcha Page</title>", `<script src="https://captcha.perfdrive.com/captcha-public/js/c.js"></script>`)),
		wall("hcaptcha", html5("<title>Verify you are human</title>", `<script src="https://js.hcaptcha.com/1/api.js"></script><div class="h-captcha"></div>`)),
		wall("recaptcha", refused(403, "<title>Observer</title>", `<div class="g-recaptcha" data-sitekey=x></div>`)),
		wall("javascript-and-cookies", html5("<title>Observer</title>", "<noscript>Enable JavaScript and cookies to continue</noscript>")),
		wall("amazon", html5("<title>Amazon.co.uk</title>", `<form action="/errors/validateCaptcha"><p>Enter the characters you see below`)),
		wall("anubis", html5("<title>Making sure you&#39;re not a bot!</title>", `<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>`)),
		wall("vercel", header("X-Vercel-Mitigated", "challenge", refused(429, "<title>Vercel Security Checkpoint</title>", ""))),
		wall("bloomberg", html5("<title>Bloomberg - Are you a robot?</title>", "<p>We’ve detected unusual activity from your computer network")),
		login("pw-english", "Sign in | The Observer"),
		login("pw-bare", "Login"),
		login("pw-named", "Log into Facebook"),
		login("pw-german", "Anmelden – Beobachter"),
		login("pw-french", "Se connecter - Le Monde diplomatique"),
		login("pw-spanish", "Iniciar sesión"),
		login("pw-russian", "Вход · Наблюдатель"),
		login("pw-japanese", "ログイン | 新聞"),
		{name: "pw-at-home", serve: redirect(302, "/"), others: html5("<title>Log in</title>", passwordForm), want: Blocked, cause: causeLogin, requests: 2},
		consent("ask-google", "https://consent.google.com/x.js", "Before you continue"),
		consent("ask-german", "https://cdn.privacy-mgmt.com/unified/wrapperMessagingWithoutDetection.js", "Zustimmung zur Datenverarbeitung"),
		consent("ask-didomi", "https://sdk.privacy-center.org/x/loader.js", "The Observer | Your data, your choice"),
	})
}

// TestBehindNoWall judges live pages that bear some of what walls bear.
func TestBehindNoWall(t *testing.T) {
	live := func(name, head, content string) livePage {
		return livePage{name: name, serve: html5(head, content), requests: 1}
	}
	long, short := prose(60), prose(5)
	judgePages(t, []livePage{
		live("cloudflare-script", "<title>News</title><script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>", long),
		live("cloudflare-short", "<title>A short note</title><script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>", short),
		live("turnstile-form", "<title>Contact us</title><script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>", short),
		live("recaptcha-form", "<title>Contact us</title><script src=https://www.google.com/recaptcha/api.js></script>", short),
		live("hcaptcha-comments", "<title>My day</title><script src=https://hcaptcha.com/1/api.js></script>", long),
		live("about-captchas", "<title>Captchas: how they work</title><div class=g-recaptcha></div>", long),
		live("about-cloudflare", "<title>Just a moment, Mr. Darcy</title>", long),
		live("quotes-a-wall", "<title>Blocked again?</title>", "<p>“Enable JavaScript and cookies to continue” is all that I see."+long),
		live("kasada-customer", "<title>Tickets</title><script>window.KPSDK={}</script>", short),
		live("datadome-customer", "<title>Shop</title><script src=https://js.datadome.co/tags.js></script>", short),
		live("imperva-customer", "<title>Bank</title><script src=/_Incapsula_Resource?SWJIYLWA=7></script>", short),
		{name: "sucuri-customer", serve: header("X-Sucuri-Id", "17", html5("<title>Blog</title>", short)), requests: 1},
		{name: "kasada-passed", serve: header("X-Kpsdk-Ct", "0a1b", html5("<title>Shop</title>", short)), requests: 1},
		live("form-corner", "<title>Rents rose | Observer</title>", passwordForm+long),
		live("form-corner-short", "<title>Rents rose | Observer</title>", passwordForm+short),
		live("form-help", "<title>Log in | Help centre</title>", "<h1>Log in</h1>"+short),
		live("form-help-long", "<title>How to log in to your account</title>", passwordForm+long),
		{name: "form-cited", path: "/account/login", serve: html5("<title>Log in</title>", passwordForm), requests: 1},
		{name: "form-help-cited", path: "/help/sign-in-problems", serve: html5("<title>Sign in</title>", passwordForm), requests: 1},
		{name: "form-home", path: "/", serve: html5("<title>Log in</title>", passwordForm), requests: 1},
		live("good-words", "<title>Choose a good password</title>", passwordForm+short),
		live("banner", "<title>Rents rose</title><script src=https://cdn.cookielaw.org/scripttemplates/otSDKStub.js></script>", "<div id=onetrust-banner-sdk>We value your privacy</div>"+long),
		live("banner-short", "<title>Rents rose</title><script src=https://cdn.cookielaw.org/scripttemplates/otSDKStub.js></script>", "<div>We value your privacy</div>"+short),
		live("sold-report", "<title>Your privacy, sold</title><script src=https://consent.cookiebot.com/uc.js></script>", long),
		{name: "ask-cited", path: "/privacy/choices", serve: html5("<title>Your privacy choices</title><script src=https://cdn.cookielaw.org/x.js></script>", short), requests: 1},
		live("trial-study", "<title>Consent in medical trials</title>", short),
	})
}

// TestWallPlaces tells where people are sent to prove themselves.
func TestWallPlaces(t *testing.T) {
	for raw, want := range map[string]bool{
		"https://www.google.com/sorry/index?continue=x": true, "https://www.google.co.uk/sorry/index": true, "https://validate.perfdrive.com/?ssa=1": true,
		"https://www.google.com/search?q=sorry": false, "https://site.example/sorry/index": false, "https://perfdrive.com/": false,
	} {
		u, refused := target(raw)
		if refused != nil || isWallPlace(u) != want {
			t.Errorf("%s: want %t", raw, want)
		}
	}
}

// TestPaywalls reads what pages say of who may read them.
func TestPaywalls(t *testing.T) {
	data := func(json string) func(*visit) {
		return html5(`<title>Rents rose</title><script type="application/ld+json">`+json+`</script>`, prose(6))
	}
	paid := func(name string, serve func(*visit)) livePage {
		return livePage{name: name, serve: serve, want: Blocked, cause: causePaywall, says: "the page is there", requests: 1}
	}
	judgePages(t, []livePage{
		paid("boolean", data(`{"@type":"NewsArticle","isAccessibleForFree":false}`)),
		paid("string", data(`{"@type":"NewsArticle","isAccessibleForFree":"False"}`)),
		paid("url", data(`{"@type":"Article","isAccessibleForFree":"https://schema.org/False"}`)),
		paid("graph", data(`{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":["Article","BlogPosting"],"isAccessibleForFree":false}]}`)),
		paid("list", data(`[{"@type":"BreadcrumbList"},{"@type":"ReportageNewsArticle","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}]`)),
		paid("part", data(`{"@type":"NewsArticle","hasPart":[{"@type":"WebPageElement","isAccessibleForFree":"false"}]}`)),
		paid("main-entity", data(`{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","isAccessibleForFree":false}}`)),
		paid("microdata", html5(`<title>Rents rose</title><meta itemprop="isAccessibleForFree" content="False">`, prose(6))),
		paid("meta", html5(`<title>Rents rose</title><meta property="article:content_tier" content="locked">`, prose(6))),
		paid("about-404", html5(`<title>404 Not Found, a history</title><meta itemprop="isAccessibleForFree" content="false">`, prose(6))),
		{name: "premium-but-free", serve: data(`{"@type":"NewsArticle","headline":"Premium","isAccessibleForFree":true,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false}}`), requests: 1},
		{name: "free-string", serve: data(`{"@type":"NewsArticle","isAccessibleForFree":"True"}`), requests: 1},
		{name: "museum", serve: data(`{"@type":"Museum","isAccessibleForFree":false}`), requests: 1},
		{name: "concert", serve: data(`{"@type":"Event","isAccessibleForFree":false}`), requests: 1},
		{name: "teaser", serve: data(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","isAccessibleForFree":false}]}`), requests: 1},
		{name: "dataset", serve: data(`{"@type":"Dataset","isAccessibleForFree":false}`), requests: 1},
		{name: "broken", serve: data(`{"@type":"NewsArticle","isAccessibleForFree":false`), requests: 1},
		{name: "mentioned", serve: html5("<title>Rents rose</title>", `<pre>{"@type":"NewsArticle","isAccessibleForFree":false}</pre>`), requests: 1},
		{name: "metered", serve: html5(`<title>Rents rose</title><meta property="article:content_tier" content="metered">`, prose(6)), requests: 1},
	})
}

func FuzzAccess(f *testing.F) {
	for _, s := range []string{
		`{"@type":"NewsArticle","isAccessibleForFree":false}`, `[[[[{"@graph":[]}]]]]`, `{"@type":[1,null,"Article"],"isAccessibleForFree":"https://schema.org/True"}`,
		strings.Repeat("[", 9000), strings.Repeat(`{"hasPart":`, 3000), `{"@type":"Article","isAccessibleForFree":{}}`, "null", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		said := accessOf(block)
		if (said.paid || said.free) && !strings.Contains(strings.ToLower(string(block)), "accessible") && !strings.Contains(string(block), `\u`) {
			t.Errorf("%q says nothing of access, and is read as %+v", block, said)
		}
	})
}
