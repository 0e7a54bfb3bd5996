package link

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/citelint/citelint/check/date"
)

// A trip is one URL on its way to an answer, one request at a time. Between two requests it waits in
// a queue or for a timer; no goroutine is spent on it.
type trip struct {
	from, at *url.URL // what was asked for, and what is asked next
	hops     []Hop
	attempts int
	retries  int // spent so far
	limits   int // times that our own machine could not open a connection
	gone     int // times that the page was answered 404 or 410
	downs    int // times that the host seemed not to be there
	pardons  int // outages that it was forgiven
	proofs   int // times that it was asked once more for the proof of its death
	status   int
	so       Answer // the answer, if there is to be no further request

	jar         http.CookieJar // what the redirects set, nil if nothing
	inJar       int            // bytes
	sendCookies bool

	header http.Header     // what a document is asked for with besides
	aside  bool            // no link is asked: whatever comes of it is no evidence of our own network
	via    *http.Transport // set where the ordinary one will not do

	// What the log of the network has on the trip; see network.go.
	began     moment // when the last request began
	downAt    moment // when the host last seemed down
	failedAt  moment // when a request last failed, in whatever way but an answer
	vouched   bool   // another host answered between downAt and began
	bracketed bool   // the same, before the host last seemed down

	key  string // what it has in common with answers of other sites; see portal.go
	void bool   // it met a portal, and has to begin again

	fragments []string         // the places in the page that are wanted, as of the last request
	landed    *string          // the place that a redirect named instead
	places    map[string]place // what became of them
	dates     []date.PageDate  // what the last page said of its own
	thorough  bool             // the page is read to its end, to be compared

	// raw, if set, takes the end of a trip that is not to be judged: a sibling, or a beacon.
	raw func(sibling)
	end *sibling // nil until something answered
}

// A step says what is to become of a trip after a reply.
type step struct {
	do      action
	answer  Answer               // finish, hold: the answer; retry: the answer if there is no other
	wait    backoff              // retry: how long to wait
	ownFail bool                 // retry: our own machine is at its limit
	to      *url.URL             // follow: the next URL; compare: the sibling
	decide  func(sibling) Answer // compare: what to make of it
}

type action int

const (
	finish  action = iota // the answer is known
	retry                 // ask the same URL again
	follow                // ask another URL
	hold                  // dead, unless it is our own network that is
	compare               // ask how the site answers for a page that cannot exist
)

// judge decides on a reply. It looks at nothing but the trip and the reply.
func (c *Client) judge(t *trip, r reply) step {
	t.status = r.status
	r.page.places = t.placesOf(r.page)
	t.places, t.dates = r.page.places, r.page.dates
	switch {
	case isRedirect(r.status):
		return c.judgeRedirect(t, r)
	case t.raw != nil:
		if r.err == nil && !isBotWall(r) {
			t.end = &sibling{r.status, t.at.String(), r.page}
		}
		return step{do: finish}
	case r.err != nil:
		return c.judgeFailure(t, classify(r.err))
	case isBotWall(r):
		return t.finish(Blocked, causeBot, "the server answered "+statusText(r.status)+" with a bot challenge")
	case r.status >= 200 && r.status < 300:
		return c.judgePage(t, r)
	}
	return c.judgeStatus(t, r)
}

func (c *Client) judgeFailure(t *trip, f failure) step {
	answer := t.answer(f.verdict, f.cause, f.reason)
	switch {
	case f.verdict == Refused || f.verdict == Insecure:
		return step{do: finish, answer: answer}
	case f.cause == causeOwnLimit && t.limits < maxLimits:
		t.limits++
		return step{do: retry, answer: answer, wait: backoff{after: roomWait << t.limits}, ownFail: true}
	case !f.down:
		t.downs = 0
		if t.at.Scheme == "https" && (f.cause == causeProtocol || f.cause == causeReset || f.cause == causeStorm) {
			t.via = c.http1
		}
		return c.again(t, nil, answer)
	}
	t.downs++
	if next := c.again(t, nil, answer); next.do == retry {
		return next
	}
	if t.downs < 2 {
		answer.Reason += "; asked only once, so this may pass"
		return step{do: finish, answer: answer}
	}
	answer.Verdict = Dead
	return step{do: hold, answer: answer}
}

// again asks for a retry, or settles for answer when there have been enough.
func (c *Client) again(t *trip, header http.Header, answer Answer) step {
	if t.retries >= c.opts.Retries {
		return step{do: finish, answer: answer}
	}
	t.retries++
	return step{do: retry, answer: answer, wait: backoff{after: c.wait(t.retries, header)}}
}

func (c *Client) judgeStatus(t *trip, r reply) step {
	said := "the server answered " + statusText(r.status)
	cause := statusCause(r.status)
	switch s := r.status; {
	case s == http.StatusNotFound || s == http.StatusGone:
		return c.judgeGone(t, cause, said)
	case s == http.StatusTooManyRequests:
		next := c.again(t, r.header, t.answer(Blocked, cause, said+tries(t)))
		next.wait.host = true
		return next
	case s == http.StatusNetworkAuthenticationRequired:
		return t.finish(Uncertain, causeCaptive, "a captive portal answered in the server's place")
	case s == http.StatusUnauthorized, s == http.StatusPaymentRequired, s == http.StatusForbidden,
		s == http.StatusProxyAuthRequired, s == http.StatusUnavailableForLegalReasons, s == 999:
		return t.finish(Blocked, cause, said)
	case s == http.StatusRequestTimeout, s == http.StatusTooEarly, s >= 500 && s < 600:
		next := c.again(t, r.header, t.answer(Uncertain, cause, said+tries(t)))
		next.wait.host = s == http.StatusServiceUnavailable && r.header.Get("Retry-After") != ""
		return next
	}
	return t.finish(Uncertain, cause, said+", which tells nothing of the page")
}

// judgeGone wants to see a 404 twice: caches and servers behind a balancer contradict themselves. It is asked again
// behind all that stands in the host's queue.
func (c *Client) judgeGone(t *trip, cause, said string) step {
	t.gone++
	switch {
	case t.gone > 1:
		return t.finish(Dead, cause, said+", twice")
	case c.opts.Retries == 0:
		return t.finish(Dead, cause, said)
	}
	return step{do: retry, answer: t.answer(Uncertain, cause, said+" once")}
}

// judgeRedirect goes one hop further.
func (c *Client) judgeRedirect(t *trip, r reply) step {
	t.hops = append(t.hops, Hop{t.at.String(), r.status})
	t.keepCookies(r.header)
	location := r.header.Get("Location")
	if location == "" {
		return t.finish(Uncertain, causeNoLocation, "the server answered "+statusText(r.status)+" and did not say where to")
	}
	to, refused := resolve(t.at, location)
	if refused == nil {
		if refused = c.admit(to); refused != nil {
			refused.reason = "redirected to " + quote(to.String()) + ": " + refused.reason
		}
	}
	switch {
	case refused != nil:
		return t.finish(refused.verdict, refused.cause, refused.reason)
	case len(t.hops) > maxHops:
		return t.finish(Uncertain, causeTooManyRedirects, fmt.Sprintf("redirected more than %d times", maxHops))
	case !t.sendCookies && t.visited(to):
		if t.jar != nil {
			return t.restart()
		}
		return t.finish(Uncertain, causeLoop, "the redirects go in a circle, back to "+quote(to.String()))
	}
	if fragment, ok := fragmentOf(location); ok {
		t.landed = &fragment
	}
	return step{do: follow, to: to}
}

func (t *trip) visited(u *url.URL) bool {
	for _, hop := range t.hops {
		if hop.URL == u.String() {
			return true
		}
	}
	return false
}

// maxJar bounds the bytes of cookies that are kept for one link: about what a server takes in the header of a request.
const maxJar = 8 << 10

// keepCookies remembers what the redirects set, without sending it: no link is asked with cookies
// unless it cannot be asked without.
func (t *trip) keepCookies(header http.Header) {
	cookies := (&http.Response{Header: header}).Cookies()
	for i, cookie := range cookies {
		if t.inJar += len(cookie.Raw); t.inJar > maxJar {
			cookies = cookies[:i]
			break
		}
	}
	if len(cookies) == 0 {
		return
	}
	if t.jar == nil {
		t.jar, _ = cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // never fails
	}
	t.jar.SetCookies(t.at, cookies)
}

// restart asks from the beginning, with the cookies that the first round set.
func (t *trip) restart() step {
	t.sendCookies = true
	t.hops, t.landed = nil, nil
	return step{do: follow, to: t.from}
}

func (t *trip) finish(v Verdict, cause, reason string) step {
	return step{do: finish, answer: t.answer(v, cause, reason)}
}

// answer writes down what is known of the trip.
func (t *trip) answer(v Verdict, cause, reason string) Answer {
	a := Answer{Verdict: v, Cause: cause, Reason: reason, Status: t.status, Redirects: t.hops, Attempts: t.attempts}
	if at, moved := t.moved(); moved {
		a.FinalURL = at
		if v != Alive && v != Moved && !strings.HasPrefix(reason, "redirected") {
			a.Reason = "redirected to " + quote(at) + ": " + reason
		}
	}
	if a.sawPage() || cause == causePaywall {
		a.Dates = t.dates
	}
	return a
}

// moved returns where a trip is, and whether that is another URL than it began with.
func (t *trip) moved() (at string, moved bool) {
	if t.at == t.from {
		return "", false
	}
	at = t.at.String()
	return at, at != t.from.String()
}

func tries(t *trip) string {
	if t.retries == 0 {
		return ""
	}
	return fmt.Sprintf(", and again after %d %s", t.retries, plural(t.retries, "retry", "retries"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func statusCause(status int) string { return fmt.Sprintf("http-%d", status) }

// statusText names a status in the words of its RFC, never in the server's.
func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return fmt.Sprint(status)
}
