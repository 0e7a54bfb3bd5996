package faults

import "strings"

// walls stand in front of pages that are there.
var walls = []Behaviour{
	{
		Name: "login-wall", About: "the page is redirected to a login page", Serve: Only(Story, Redirect(302, "/login?next=/articles"), Titled(200, "Sign in")),
		Verdict: "blocked", Cause: "login-wall", Requests: 2, Final: "http://login-wall.example{P}/login?next=/articles",
	},
	{
		Name: "login-wall-german", About: "the page is redirected to a German login page", Serve: Only(Story, Redirect(302, "/anmelden"), Titled(200, "Anmelden")),
		Verdict: "blocked", Cause: "login-wall", Requests: 2, Final: "http://login-wall-german.example{P}/anmelden",
	},
	{
		Name: "login-saml", About: "the page is redirected to a university's login", Verdict: "blocked", Cause: "login-wall", Requests: 2,
		Serve: Only(Story, Redirect(302, "/idp/profile/SAML2/Redirect/SSO?SAMLRequest=abc"), Titled(200, "Web Login Service")),
		Final: "http://login-saml.example{P}/idp/profile/SAML2/Redirect/SSO?SAMLRequest=abc",
	},
	{
		Name: "login-cited", About: "a login page is what was cited", URL: "http://login-cited.example{P}/login", Serve: Titled(200, "Sign in"),
		Verdict: "alive", Requests: 1,
	},
	{
		Name: "login-here", About: "the page itself is a form for a password, whatever is asked for", Verdict: "blocked", Cause: "login-wall", Requests: 1,
		Serve: Body(200, `<title>Sign in</title><h1>Sign in</h1><form method="post"><input name="user"><input type="password" name="password"></form>`),
	},
	{
		Name: "login-corner", About: "a page with something to say has a login form in its corner", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><form><input type="password"></form><h1>A story</h1>`+strings.Repeat("<p>words of a real page", 200)),
	},
	{
		Name: "paywall", About: "the page says in its data that it is not free to read", Verdict: "blocked", Cause: "paywall", Requests: 1,
		Serve: Body(200, `<title>A story</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",`+
			`"headline":"A story","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}</script><p>The first words`),
	},
	{
		Name: "free", About: "the page says in its data that it is free to read", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script><p>All the words`),
	},
	{
		Name: "consent-wall", About: "the page is redirected to another host that wants consent", Serve: Redirect(302, "http://consent.site.example{P}/collect?x=1"),
		Verdict: "blocked", Cause: "consent-wall", Requests: 1, Final: "http://consent.site.example{P}/collect?x=1", NotByHand: needsNames,
	},

	// Challenges of the large providers.
	{Name: "cloudflare", About: "Cloudflare's header says that this is a challenge", Serve: Header("Cf-Mitigated", "challenge", Titled(403, "Just a moment...")), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	challenge("cloudflare-503", "Cloudflare's challenge of old, under 503", 503, `<title>Just a moment...</title><script>window._cf_chl_opt={}</script>`),
	challenge("cloudflare-denied", "Cloudflare's page for who is denied", 403, `<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>`),
	challenge("turnstile", "a page of nothing but Turnstile", 403, `<title>Verify you are human</title><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>`),
	challenge("imperva", "Imperva's frame, under 200", 200, `<html><head><meta name="robots" content="noindex"></head><body><iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>`),
	challenge("imperva-pardon", "Imperva's apology", 403, `<title>Pardon Our Interruption</title><p>As you were browsing something about your browser made us think you were a bot.`),
	challenge("datadome", "DataDome's script", 403, `<script src="https://geo.captcha-delivery.com/c.js"></script>`),
	{Name: "datadome-header", About: "DataDome's header, with a refusal", Serve: Header("X-Datadome", "protected", Body(403, "")), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	{Name: "datadome-live", About: "DataDome's header, on a page that is there", Serve: Header("X-Datadome", "protected", Found), Verdict: "alive", Requests: 1},
	{Name: "aws-waf", About: "Amazon's header, under 202", Serve: Header("X-Amzn-Waf-Action", "challenge", Status(202)), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	{Name: "aws-waf-captcha", About: "Amazon's header for a captcha, under 405", Serve: Header("X-Amzn-Waf-Action", "captcha", Status(405)), Verdict: "blocked", Cause: "bot-challenge", Requests: 1},
	challenge("perimeterx", "PerimeterX's captcha, under 429", 429, `<title>Access to this page has been denied</title><div id="px-captcha"></div>`),
	challenge("perimeterx-403", "PerimeterX's script, under 403", 403, `<title></title><script src="//captcha.px-cdn.net/PX1/captcha.js"></script>`),
	challenge("akamai", "Akamai's challenge, under 200", 200, `<title></title><script src="/_sec/cp_challenge/x.js"></script>`),
	{
		Name: "akamai-denied", About: "Akamai's plain refusal", Verdict: "blocked", Cause: "http-403", Requests: 1,
		Serve: Body(403, `<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission. Reference #18.2d`),
	},
	challenge("anubis", "Anubis weighing a soul, under 200", 200, `<title>Making sure you&#39;re not a bot!</title><script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>`),
	challenge("ddos-guard", "DDoS-Guard's check", 403, `<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>`),
	challenge("sucuri", "Sucuri's page for who is denied", 403, `<title>Sucuri WebSite Firewall - Access Denied</title><h2>Access Denied - Sucuri Website Firewall</h2>`),
	challenge("sucuri-script", "Sucuri's script that sets a cookie, under 200", 200,
		`<html><title>You are being redirected...</title><script>var s={},u,c,U,r,i,l=0,a,e=eval;sucuri_cloudproxy_js='';</script></html>`),
	challenge("kasada", "Kasada's script, under 429", 429, `<html><head></head><body><script>window.KPSDK={};KPSDK.now=1</script><script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js"></script>`),
	challenge("recaptcha", "a page of nothing but reCAPTCHA", 403, `<title>Are you a robot?</title><script src="https://www.google.com/recaptcha/api.js"></script><div class="g-recaptcha"></div>`),
	challenge("hcaptcha", "a page of nothing but hCaptcha", 403, `<title>One more step</title><script src="https://js.hcaptcha.com/1/api.js"></script><div class="h-captcha"></div>`),
	{Name: "cloudflare-live", About: "a page that is there carries Cloudflare's script", Serve: Body(200, `<title>News</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`+
		strings.Repeat("<p>words of a real page", 200)), Verdict: "alive", Requests: 1},
	{
		Name: "recaptcha-live", About: "a page that is there has reCAPTCHA in a form", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><script src="https://www.google.com/recaptcha/api.js"></script><h1>A story</h1><p>words`),
	},
}

// challenge is a page that stands in front of any other until a browser has proved to be one.
func challenge(name, about string, status int, page string) Behaviour {
	return Behaviour{Name: name, About: about, Serve: Body(status, page), Verdict: "blocked", Cause: "bot-challenge", Requests: 1}
}
