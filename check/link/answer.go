package link

import "github.com/citelint/citelint/check/date"

// A Verdict is what the asking came to. It is never a boolean: "could not tell" is its own answer.
type Verdict string

// The verdicts, from good to bad to unknown.
const (
	Alive     Verdict = "alive"     // a GET answered with the page
	Moved     Verdict = "moved"     // alive, and every redirect on the way was permanent
	Dead      Verdict = "dead"      // not there: seen twice, with proof that our own network was up
	SoftDead  Verdict = "soft-dead" // something answers, but not the page
	Blocked   Verdict = "blocked"   // the server would not let us see it
	Insecure  Verdict = "insecure"  // the certificate cannot be trusted, so nothing was asked
	Uncertain Verdict = "uncertain" // the asking failed, which says nothing of the link
	Refused   Verdict = "refused"   // we would not ask: the address or the scheme is forbidden
	Skipped   Verdict = "skipped"   // nobody asked; never returned by a Client
)

// A Hop is one redirect that was answered: who sent us on, and with which status.
type Hop struct {
	URL    string
	Status int
}

// An Answer is a verdict with its evidence.
type Answer struct {
	URL       string  // as it was asked for
	Verdict   Verdict // what it came to
	Cause     string  // why, as a word of the table that Causes returns; "" when plainly alive
	Status    int     // the last HTTP status, 0 when there was none
	FinalURL  string  // where the asking ended; "" when it never left URL
	Reason    string  // why, as one sentence for a person: lower case, no period
	Redirects []Hop   // in the order followed
	Attempts  int     // requests, or dials that never became one
	Suspect   bool    // seen while our own network was in doubt

	// Fragment is what became of the part of URL behind "#": one of the words below, "" when nobody
	// looked, for there is none or the page was not seen. FragmentReason is why, in the words of Reason.
	Fragment, FragmentReason string

	// Dates are what the page that answered says of its own dates, and the server of its last change; nil when no page
	// was seen. They come from the same bytes as the verdict: a long page is not read to its end for them.
	Dates []date.PageDate `json:",omitempty"`
}

// The causes. What each one means, and which verdict it comes with, is said once, in the table below.
const (
	causeGone             = "http-404" // the other statuses are spelt by statusCause
	causeMoved            = "permanent-redirect"
	causeNoName           = "name-not-found"
	causeRefusedConn      = "connection-refused"
	causeNoHost           = "host-unreachable"
	causeNoNetwork        = "network-unreachable"
	causeNoIPv6           = "no-ipv6"
	causeNoConnection     = "connection-failed"
	causeRoot             = "redirect-to-root"
	causeErrorPage        = "redirect-to-error-page"
	causeSearch           = "redirect-to-search"
	causeSection          = "redirect-to-section"
	causeNotFoundPage     = "not-found-page"
	causeParked           = "parked-domain"
	causeBot              = "bot-challenge"
	causeLogin            = "login-wall"
	causeConsent          = "consent-wall"
	causePaywall          = "paywall"
	causeRateLimited      = "rate-limited"
	causeExpired          = "certificate-expired"
	causeNotYetValid      = "certificate-not-yet-valid"
	causeWrongHost        = "certificate-wrong-host"
	causeSelfSigned       = "certificate-self-signed"
	causeUntrusted        = "certificate-untrusted"
	causeBrokenChain      = "certificate-chain-incomplete"
	causeBadCertificate   = "certificate-invalid"
	causeTimeout          = "timeout"
	causeReset            = "connection-reset"
	causeClosed           = "connection-closed"
	causeResolver         = "resolver-failure"
	causeTLS              = "tls-failure"
	causeProtocol         = "protocol-error"
	causeStorm            = "connection-storm"
	causeTruncated        = "truncated-body"
	causeOwnLimit         = "out-of-sockets"
	causeLocalPolicy      = "local-policy"
	causeOwnNetwork       = "own-network"
	causeProxy            = "proxy-failure"
	causeCaptive          = "captive-portal"
	causeOnion            = "onion-name"
	causeLoop             = "redirect-loop"
	causeTooManyRedirects = "too-many-redirects"
	causeNoLocation       = "redirect-without-location"
	causeBadLocation      = "malformed-redirect"
	causeHostSilent       = "host-not-answering"
	causeInterrupted      = "interrupted"
	causeInternal         = "internal-error"
	causeMalformed        = "malformed-url"
	causeTooLong          = "url-too-long"
	causeScheme           = "unsupported-scheme"
	causePrivate          = "private-address"
	causeDisguised        = "disguised-address"
	causeBadPort          = "bad-port"
)

// A Cause explains one machine word of Answer.Cause.
type Cause struct {
	Name     string    // kebab-case; "http-…" stands for "http-" and any status, such as "http-404"
	Verdicts []Verdict // the verdicts that it can come with
	Meaning  string
}

// Causes returns the table of every cause that an Answer can carry, in a fixed order.
func Causes() []Cause {
	return []Cause{
		{"", []Verdict{Alive}, "the page answered, and nothing speaks against it"},
		{causeMoved, []Verdict{Moved}, "every redirect on the way was permanent (301 or 308)"},
		{
			"http-…",
			[]Verdict{Dead, Blocked, Uncertain},
			"the status says it: 404 and 410 are dead; 401, 402, 403, 407, 429, 451 and 999 are blocked; any other is uncertain",
		},
		{causeNoName, []Verdict{Dead, Uncertain}, "the resolver says that the name does not exist"},
		{causeRefusedConn, []Verdict{Dead, Uncertain}, "the host refused the connection"},
		{causeNoHost, []Verdict{Dead, Uncertain}, "there is no route to the host"},
		{causeNoNetwork, []Verdict{Dead, Uncertain}, "there is no route to the host's network"},
		{causeNoIPv6, []Verdict{Uncertain}, "the host has IPv6 addresses only, and this machine has no IPv6"},
		{causeNoConnection, []Verdict{Uncertain}, "no connection could be made, for a reason that says nothing of the host"},
		{causeRoot, []Verdict{SoftDead, Uncertain}, "a deep page was redirected to the home page"},
		{causeErrorPage, []Verdict{SoftDead, Uncertain}, "redirected to a page whose address says that it is an error page"},
		{causeSearch, []Verdict{SoftDead, Uncertain}, "redirected to a search page, as is a made-up page of the same site"},
		{causeSection, []Verdict{SoftDead, Uncertain}, "redirected to the front of its section, as is a made-up page beside it"},
		{causeNotFoundPage, []Verdict{SoftDead, Uncertain}, "a page that says \"not found\" under a status that says it was found"},
		{causeParked, []Verdict{SoftDead}, "the domain is parked or for sale"},
		{causeBot, []Verdict{Blocked}, "a bot challenge stood in front of the page"},
		{causeLogin, []Verdict{Blocked}, "a login page stood in front of the page, or instead of it"},
		{causeConsent, []Verdict{Blocked}, "a demand for consent stood in front of the page, or instead of it"},
		{causePaywall, []Verdict{Blocked}, "the page is there, and says that it is not free to read (schema.org: isAccessibleForFree)"},
		{causeRateLimited, []Verdict{Blocked}, "not asked: the host kept answering 429 to the links before it"},
		{causeExpired, []Verdict{Insecure}, "the certificate is out of date"},
		{causeNotYetValid, []Verdict{Insecure}, "the certificate is not valid yet (or this machine's clock is wrong)"},
		{causeWrongHost, []Verdict{Insecure}, "the certificate is for another host"},
		{causeSelfSigned, []Verdict{Insecure}, "the certificate is signed by itself"},
		{causeUntrusted, []Verdict{Insecure}, "nobody whom this machine trusts has signed the certificate"},
		{causeBrokenChain, []Verdict{Insecure}, "the server does not send the intermediate certificate"},
		{causeBadCertificate, []Verdict{Insecure}, "the certificate breaks another rule of X.509"},
		{causeTimeout, []Verdict{Uncertain}, "no full answer within the time limit"},
		{causeReset, []Verdict{Uncertain}, "the connection was reset"},
		{causeClosed, []Verdict{Uncertain}, "the connection was closed before an answer"},
		{causeResolver, []Verdict{Uncertain}, "the resolver failed, which says nothing of the name"},
		{causeTLS, []Verdict{Uncertain}, "no TLS session could be agreed on"},
		{causeProtocol, []Verdict{Uncertain}, "the answer was not HTTP as it should be"},
		{causeStorm, []Verdict{Uncertain}, "the server made one request cost too many connections"},
		{causeTruncated, []Verdict{Uncertain}, "the page broke off before it could be judged"},
		{causeOwnLimit, []Verdict{Uncertain}, "this machine ran out of sockets or files"},
		{causeLocalPolicy, []Verdict{Uncertain}, "this machine's own firewall forbade the connection"},
		{causeOwnNetwork, []Verdict{Uncertain}, "not asked: this machine's own network was down"},
		{causeProxy, []Verdict{Uncertain}, "the proxy cannot be reached, or would not ask"},
		{causeCaptive, []Verdict{Uncertain}, "a captive portal answered in the host's place (RFC 6585: 511)"},
		{causeOnion, []Verdict{Uncertain}, "an onion service, which only Tor can reach (RFC 7686)"},
		{causeLoop, []Verdict{Uncertain}, "the redirects go in a circle"},
		{causeTooManyRedirects, []Verdict{Uncertain}, "more redirects than we follow"},
		{causeNoLocation, []Verdict{Uncertain}, "a redirect that does not say where to"},
		{causeBadLocation, []Verdict{Uncertain}, "a redirect to something that is no URL"},
		{causeHostSilent, []Verdict{Uncertain}, "not asked: the host did not answer the links before it"},
		{causeInterrupted, []Verdict{Uncertain}, "the run ended before an answer"},
		{causeInternal, []Verdict{Uncertain}, "a fault in this program"},
		{causeMalformed, []Verdict{Uncertain}, "not a URL that can be asked"},
		{causeTooLong, []Verdict{Uncertain}, "a URL of more than 8 KiB"},
		{causeScheme, []Verdict{Refused}, "a scheme other than http and https"},
		{causePrivate, []Verdict{Refused}, "a private, loopback, link-local or otherwise special address"},
		{causeDisguised, []Verdict{Refused}, "an address spelt so as not to look like one"},
		{causeBadPort, []Verdict{Refused}, "a port that belongs to another protocol (WHATWG Fetch, bad ports)"},
	}
}
