package link

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A sign is a piece of text that gives a bot wall or a parking company away, and what it means.
type sign struct{ part, means string }

const (
	markWall       = "wall"    // only a challenge page has it
	markGuarded    = "guarded" // a challenge page has it, and so may a live page of the same customer
	markCaptcha    = "captcha" // many a live form has it; it counts where the server refuses, or the title says so
	markParked     = "parked"
	markConsent    = "consent"        // a page that asks for consent has it, and so may a live page with a banner
	markPassword   = "password"       // the page asks for a password
	markScript     = "script"         // the page runs scripts
	markEmptyMount = "empty mount"    // an empty element that a script is to fill
	markNamer      = "namer"          // a script that gives names to the sections of a page
	markUnlisted   = "unlisted"       // search engines are asked to leave the page out
	markGone       = "says it is 404" // for search engines
)

// loaders are the places that such pages load scripts, frames and forms from. Where no document is named, it is
// what the company's own challenge, parked or consent page loads, as it is served. The parking half is
// what parked pages of these companies load; their own home pages are told apart by their host.
var loaders = []sign{
	{"geo.captcha-delivery.com", markWall},                  // DataDome
	{"/_Incapsula_Resource", markGuarded},                   // Imperva
	{"captcha.px-cdn.net", markGuarded},                     // PerimeterX (HUMAN)
	{"captcha.perimeterx.net", markGuarded},                 //
	{"/cdn-cgi/challenge-platform/", markGuarded},           // Cloudflare
	{"challenges.cloudflare.com", markGuarded},              // Turnstile stands in live forms, too
	{".token.awswaf.com", markGuarded},                      // AWS WAF
	{"/_sec/cp_challenge/", markWall},                       // Akamai
	{"/.within.website/x/cmd/anubis/", markWall},            // Anubis
	{"/149e9513-01fa-4fb0-aad4-566afd725d1b/", markGuarded}, // Kasada: the folder of its scripts at every customer
	{"/.well-known/ddos-guard/", markGuarded},               // DDoS-Guard
	{"check.ddos-guard.net", markGuarded},                   //
	{"/TSPD/", markGuarded},                                 // F5 BIG-IP bot defence
	{"captcha.perfdrive.com", markWall},                     // Radware
	{"validate.perfdrive.com", markWall},                    //
	{"/errors/validateCaptcha", markWall},                   // Amazon: where the form of its robot check goes
	{"/_____tmd_____/punish", markWall},                     // Alibaba
	{"/.well-known/vercel/security/", markGuarded},          // Vercel
	{"/_fs-ch-", markGuarded},                               // Fastly
	{"smartcaptcha.yandexcloud.net", markCaptcha},           // Yandex
	{"hcaptcha.com/1/api.js", markCaptcha},                  // https://docs.hcaptcha.com
	{"google.com/recaptcha/", markCaptcha},                  // https://developers.google.com/recaptcha/docs/display
	{"recaptcha.net/recaptcha/", markCaptcha},               //
	{"arkoselabs.com", markCaptcha},                         // Arkose Labs
	{"sedoparking.com", markParked},                         //
	{"parkingcrew.net", markParked},                         //
	{"parklogic.com", markParked},                           //
	{"bodis.com", markParked},                               //
	{"d38psrni17bvxu.cloudfront.net", markParked},           // ParkingCrew
	{"img1.wsimg.com/parking-lander", markParked},           // GoDaddy
	{"cdn.above.com/parking", markParked},                   //
	{"hugedomains.com/domain_profile", markParked},          //
	{"sedo.com/search/details", markParked},                 //
	{"google.com/adsense/domains/caf.js", markParked},       // AdSense for Domains: Google serves it to parked domains only
	{"parkingpage.namecheap.com", markParked},               // Namecheap
	{"afternic.com/forsale/", markParked},                   //
	{"dan.com/buy-domain/", markParked},                     //
	{"consent.google.", markConsent},                        // the form "Before you continue"
	{"consent.youtube.com", markConsent},                    //
	{"consent.yahoo.com", markConsent},                      //
	{"cdn.privacy-mgmt.com", markConsent},                   // Sourcepoint
	{"sdk.privacy-center.org", markConsent},                 // Didomi
	{"cdn.cookielaw.org", markConsent},                      // OneTrust
	{"consent.cookiebot.com", markConsent},                  // Cookiebot
	{"app.usercentrics.eu", markConsent},                    // Usercentrics
	{"cmp.quantcast.com", markConsent},                      // Quantcast Choice
	{"cmp.inmobi.com", markConsent},                         // the same, since 2023
	{"delivery.consentmanager.net", markConsent},            // consentmanager
	{"contentpass.net", markConsent},                        // contentpass
	{"consent.truste.com", markConsent},                     // TrustArc
	{"anchor.min.js", markNamer},                            // AnchorJS
	{"anchorjs", markNamer},                                 //
	{"tocbot", markNamer},                                   //
	{"docsify", markNamer},                                  //
	{"mathjax", markNamer},                                  // it numbers and names equations
}

// wallParts are ids and classes, scriptParts pieces of inline scripts.
var wallParts = []sign{
	{"px-captcha", markGuarded},
	{"cf-challenge", markGuarded},
	{"cf-browser-verification", markWall},
	{"challenge-error-text", markGuarded},
	{"h-captcha", markCaptcha},
	{"g-recaptcha", markCaptcha},
}

var scriptParts = []sign{
	{"_cf_chl_opt", markWall},
	{"gokuProps", markGuarded}, // AWS WAF
	{"bm-verify", markGuarded}, // Akamai
	{"window._pxAppId", markGuarded},
	{"sucuri_cloudproxy_js", markWall}, // Sucuri
	{"KPSDK", markGuarded},             // Kasada
	{"rbzns", markGuarded},             // Reblaze
	{"LANDER_SYSTEM", markParked},      // GoDaddy
	{`location.href="/lander"`, markParked},
	{`window.park = "`, markParked}, // Bodis
}

// mounts are the ids of elements that frameworks fill, in the templates that their own tools make.
var mounts = wordSet("root", "app", "__next", "__nuxt", "app-root", "gatsby-focus-wrapper", "svelte")

// wallTitles are titles that challenge pages have, in lower case. A page with such a title is a
// challenge only when it says next to nothing else.
var wallTitles = []string{
	"just a moment", "attention required! | cloudflare", "access to this page has been denied",
	"ddos-guard", "pardon our interruption", "are you a robot", "robot check", "bot verification",
	"checking your browser", "verify you are human", "verifying you are human", "human verification",
	"making sure you're not a bot", "un momento", "nur einen moment", "un instant",
	"один момент", "请稍候", "しばらくお待ちください",
	"sucuri website firewall", "one more step", "request rejected", "radware captcha page", "vercel security checkpoint", "client challenge",
	"security check", "captcha", "вы не робот", "百度安全验证",
}

// wallTexts are what challenge pages say to people, in lower case and with a straight apostrophe: a page that says one of
// them and little else is a challenge.
var wallTexts = newPhrases(
	"enable javascript and cookies to continue",                  // Cloudflare
	"please enable js and disable any ad blocker",                // DataDome
	"request unsuccessful. incapsula incident id",                // Imperva
	"the requested url was rejected. please consult with your",   // F5 BIG-IP
	"please enable javascript to view the page content.",         // F5 BIG-IP, with a support ID
	"our systems have detected unusual traffic from your",        // Google
	"we just need to make sure you're not a robot",               // Amazon
	"we've detected unusual activity from your computer network", // Bloomberg
	"checking if the site connection is secure",                  // Cloudflare
	"verify you are human by completing the action below",        // Cloudflare
	"please verify you are a human",                              // PerimeterX
	"press & hold to confirm you are a human",                    // PerimeterX
)

// wallPlaces are where people are sent to prove themselves: a host, which may end in a dot and then stands for any
// country's, and the beginning of a path.
var wallPlaces = []struct{ host, path string }{
	{"www.google.", "/sorry/"},
	{"validate.perfdrive.com", "/"}, // Radware
	{"geo.captcha-delivery.com", "/"},
	{"ya.ru", "/showcaptcha"},
	{"yandex.", "/showcaptcha"},
	{"wappass.baidu.com", "/"},
}

// isWallPlace tells whether a URL is such a place.
func isWallPlace(u *url.URL) bool {
	for _, p := range wallPlaces {
		host := u.Hostname() == p.host || strings.HasSuffix(p.host, ".") && strings.HasPrefix(u.Hostname(), p.host)
		if host && strings.HasPrefix(u.Path, p.path) {
			return true
		}
	}
	return false
}

// wallHeaders are headers that only a challenge bears: Cloudflare documents cf-mitigated
// (https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/),
// AWS x-amzn-waf-action. The others mark every answer of a customer, and only with a refusal say more.
var wallHeaders = []struct {
	name, value string // no value: any
	always      bool
}{
	{"Cf-Mitigated", "challenge", true},
	{"X-Amzn-Waf-Action", "challenge", true},
	{"X-Amzn-Waf-Action", "captcha", true},
	{"X-Vercel-Mitigated", "challenge", true},
	{"X-Datadome", "protected", false},
	{"X-Kpsdk-Ct", "", false}, // Kasada
	{"X-Sucuri-Block", "", false},
}

const (
	// slight is the number of bytes of visible text below which a page says next to nothing.
	slight = 2000
	// terse is the same for a page that is taken at its word: it says hardly more than that sentence.
	terse = 800
)

// isBotWall tells whether a reply is a challenge rather than the page. A live page may carry the
// same scripts as its challenge does, so a page that has something to say is believed.
func isBotWall(r reply) bool {
	refusing := r.status == http.StatusForbidden || r.status == http.StatusTooManyRequests ||
		r.status == http.StatusServiceUnavailable
	p := r.page
	switch {
	case bearsWallHeader(r.header, refusing):
		return true
	case p.text > slight:
		return false
	case p.marked(markWall), p.text < terse && wallTexts.inPlain(p.plain):
		return true
	}
	guarded, captcha := p.marked(markGuarded), p.marked(markCaptcha)
	if !refusing && !guarded && !captcha {
		return false
	}
	titled := hasPrefixOf(strings.ToLower(p.title), wallTitles)
	if refusing {
		return titled || guarded || captcha
	}
	return guarded && (titled || p.title == "") || titled && captcha && p.text < terse
}

func bearsWallHeader(header http.Header, refusing bool) bool {
	for _, h := range wallHeaders {
		value := header.Get(h.name)
		if value != "" && (h.value == "" || strings.EqualFold(value, h.value)) && (h.always || refusing) {
			return true
		}
	}
	return false
}

func hasPrefixOf(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// saysAny tells whether a text has one of some phrases in lower case, with a straight apostrophe.
func saysAny(text string, phrases []string) bool {
	text = plainLower(text)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}

func plainLower(text string) string { return strings.ReplaceAll(strings.ToLower(text), "’", "'") }
