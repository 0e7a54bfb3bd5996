package link

import (
	"net/http"
	"strings"
)

// A sign is a piece of text that gives a bot wall or a parking company away, and what it means.
type sign struct{ part, means string }

const (
	markWall    = "wall"    // only a challenge page has it
	markGuarded = "guarded" // a challenge page has it, and so may a live page of the same customer
	markParked  = "parked"
)

// loaders are the places that such pages load scripts, frames and forms from. The parking half is
// what parked pages of these companies load; their own home pages are told apart by their host.
var loaders = []sign{
	{"geo.captcha-delivery.com", markWall},         // DataDome
	{"/_Incapsula_Resource", markGuarded},          // Imperva
	{"captcha.px-cdn.net", markGuarded},            // PerimeterX (HUMAN)
	{"captcha.perimeterx.net", markGuarded},        //
	{"/cdn-cgi/challenge-platform/", markGuarded},  // Cloudflare
	{"challenges.cloudflare.com", markGuarded},     // Turnstile stands in live forms, too
	{".token.awswaf.com", markGuarded},             // AWS WAF
	{"/_sec/cp_challenge/", markWall},              // Akamai
	{"/.within.website/x/cmd/anubis/", markWall},   // Anubis
	{"/.well-known/ddos-guard/", markGuarded},      // DDoS-Guard
	{"google.com/recaptcha/", markGuarded},         // reCAPTCHA and hCaptcha stand in live forms, too
	{"hcaptcha.com/", markGuarded},                 //
	{"sedoparking.com", markParked},                //
	{"parkingcrew.net", markParked},                //
	{"parklogic.com", markParked},                  //
	{"bodis.com", markParked},                      //
	{"d38psrni17bvxu.cloudfront.net", markParked},  // ParkingCrew
	{"img1.wsimg.com/parking-lander", markParked},  // GoDaddy
	{"cdn.above.com/parking", markParked},          //
	{"hugedomains.com/domain_profile", markParked}, //
	{"sedo.com/search/details", markParked},        //
}

// wallParts are ids and classes, scriptParts pieces of inline scripts.
var wallParts = []sign{
	{"px-captcha", markGuarded},
	{"cf-challenge", markGuarded},
	{"cf-browser-verification", markWall},
	{"challenge-error-text", markGuarded},
}

var scriptParts = []sign{
	{"_cf_chl_opt", markWall},
	{"gokuProps", markGuarded}, // AWS WAF
	{"bm-verify", markGuarded}, // Akamai
	{"window._pxAppId", markGuarded},
	{"KPSDK", markGuarded},             // Kasada
	{"sucuri_cloudproxy_js", markWall}, // Sucuri
	{"LANDER_SYSTEM", markParked},      // GoDaddy
	{`location.href="/lander"`, markParked},
}

// wallTitles are titles that challenge pages have, in lower case. A page with such a title is a
// challenge only when it says next to nothing else.
var wallTitles = []string{
	"just a moment", "attention required! | cloudflare", "access to this page has been denied",
	"ddos-guard", "sucuri website firewall", "one more step", "pardon our interruption", "are you a robot", "robot check", "bot verification",
	"checking your browser", "verify you are human", "verifying you are human", "human verification",
	"making sure you're not a bot", "un momento", "nur einen moment", "un instant",
	"один момент", "请稍候", "しばらくお待ちください",
}

// wallHeaders are headers that only a challenge bears: Cloudflare documents cf-mitigated
// (https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/),
// AWS x-amzn-waf-action.
var wallHeaders = []struct{ name, value string }{
	{"Cf-Mitigated", "challenge"},
	{"X-Amzn-Waf-Action", "challenge"},
	{"X-Amzn-Waf-Action", "captcha"},
	{"X-Datadome", "protected"},
}

// slight is the number of bytes of visible text below which a page says next to nothing.
const slight = 2000

// isBotWall tells whether a reply is a challenge rather than the page. A live page may carry the
// same scripts as its challenge does, so a page that has something to say is believed.
func isBotWall(r reply) bool {
	refusing := r.status == http.StatusForbidden || r.status == http.StatusTooManyRequests ||
		r.status == http.StatusServiceUnavailable
	for _, h := range wallHeaders {
		// DataDome marks every answer of its customers; only with a refusal does it say more.
		if strings.EqualFold(r.header.Get(h.name), h.value) && (refusing || h.name != "X-Datadome") {
			return true
		}
	}
	if r.page.text > slight {
		return false
	}
	if r.page.marked(markWall) {
		return true
	}
	titled := hasPrefixOf(strings.ToLower(r.page.title), wallTitles)
	guarded := r.page.marked(markGuarded)
	if refusing {
		return titled || guarded
	}
	return guarded && (titled || r.page.title == "")
}

func hasPrefixOf(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
