package link

import (
	"net/url"
	"path"
	"strings"
)

// judgePage decides on a page that was answered with a status of success.
func (c *Client) judgePage(t *trip, r reply) step {
	switch {
	case r.broken != nil:
		f := classify(r.broken)
		if f.cause != causeTimeout {
			f = failure{cause: causeTruncated, reason: "the page broke off: " + f.reason}
		}
		return c.again(t, r.header, t.answer(Uncertain, f.cause, f.reason))
	case isParked(t, r.page):
		return t.finish(SoftDead, causeParked, "the domain is parked or for sale")
	case len(t.hops) > 0:
		if next, ok := t.judgeArrival(); ok {
			return next
		}
	}
	if looksMissing(r.page) {
		return t.judgeMissing(r.page)
	}
	return step{do: finish, answer: t.arrived()}
}

// arrived is the answer for a page that is there.
func (t *trip) arrived() Answer {
	for _, hop := range t.hops {
		if !isPermanent(hop.Status) {
			return t.answer(Alive, "", "the server answered "+statusText(t.status)+", after a redirect that may change")
		}
	}
	a := t.answer(Moved, causeMoved, "the page has moved for good to "+quote(t.at.String()))
	if a.FinalURL == "" {
		a.Verdict, a.Cause, a.Reason = Alive, "", "the server answered "+statusText(t.status)
	}
	return a
}

// judgeArrival looks at where the redirects led. A link that named such a place itself is only
// what it says.
func (t *trip) judgeArrival() (step, bool) {
	_, fromMissing := errorPage(t.from)
	isError, missing := errorPage(t.at)
	to := quote(t.at.String())
	switch {
	case isLogin(t.at) && !isLogin(t.from):
		return t.finish(Blocked, causeLogin, "redirected to a login page, "+to), true
	case isConsent(t.at) && !isConsent(t.from):
		return t.finish(Blocked, causeConsent, "redirected to a consent page, "+to), true
	case missing && !fromMissing:
		return t.finish(SoftDead, causeErrorPage, "redirected to an error page, "+to), true
	case isError && !missing && !fromMissing && !namesError(t):
		return t.finish(Uncertain, causeErrorPage, "redirected to what may be an error page, "+to), true
	case isHome(t.at) && !isHome(t.from) && (t.at.RawQuery == "" || strings.HasPrefix(t.at.RawQuery, "utm_")):
		return t.judgeRoot(), true
	}
	return step{}, false
}

func namesError(t *trip) bool {
	isError, _ := errorPage(t.from)
	return isError
}

// judgeRoot decides on a deep page that was redirected to a home page. Sites that need a cookie send
// everybody home at first, so the cookies that were set on the way get their chance.
//
// Then a made-up page beside it is asked for. When that goes home, too, the site sends home whatever
// it does not have. When it does not, the site knows its missing pages, and has chosen to send
// this one home: on the same site that is still no page where one was cited. From one site to
// another it is what short links and campaign links are for, and alive.
func (t *trip) judgeRoot() step {
	if t.jar != nil && !t.sendCookies {
		return t.restart()
	}
	to := quote(t.at.String())
	return step{do: compare, to: siblingOf(t.from), decide: func(s sibling) Answer {
		switch {
		case !s.telling():
			return t.answer(Uncertain, causeRoot, "redirected to the home page "+to+", and the site would not say whether it does so with every page")
		case s.final == t.at.String():
			return t.answer(SoftDead, causeRoot, "redirected to the home page "+to+", as is any page that does not exist")
		case site(t.from) == site(t.at):
			return t.answer(SoftDead, causeRoot, "redirected to the home page "+to+" instead of the page")
		}
		return t.arrived()
	}}
}

// judgeMissing decides on a page that calls itself not found under a status of success. Only a made-up
// page beside it can tell: if that is answered with a true 404, the site knows its missing pages,
// and this one is about missing pages, or is only called so. If it is answered with the same
// page, that page means nothing. Home pages have no sibling.
func (t *trip) judgeMissing(p page) step {
	name := p.title
	if !saysMissing(name) {
		name = p.heading
	}
	said := "the server answered " + statusText(t.status) + " with a page called " + quote(name)
	doubt := t.answer(Uncertain, causeNotFoundPage, said)
	if isHome(t.from) {
		return step{do: finish, answer: doubt}
	}
	made := siblingOf(t.from)
	return step{do: compare, to: made, decide: func(s sibling) Answer {
		switch {
		case !s.telling():
			return doubt
		case s.notFound() && len(t.hops) == 0:
			return t.arrived()
		case s.notFound():
			return doubt
		case len(t.hops) > 0 && s.final == t.at.String(), samePage(p.without(t.from), s.page.without(made)):
			return t.answer(SoftDead, causeNotFoundPage, said+", as it does for any page that does not exist")
		}
		return t.arrived()
	}}
}

// telling tells whether a sibling's answer says anything of how the site treats missing pages.
func (s sibling) telling() bool {
	return s.notFound() || s.status >= 200 && s.status < 300
}

// without returns the page's names without the URL that it was asked by, which some error pages repeat.
func (p page) without(u *url.URL) page {
	names := []string{u.Path, "", strings.TrimPrefix(u.Path, "/"), ""}
	if base := path.Base(u.Path); len(base) > 3 { // "a" is no name, but a word
		names = append(names, base, "")
	}
	clean := strings.NewReplacer(names...)
	p.title, p.heading = clean.Replace(p.title), clean.Replace(p.heading)
	return p
}

// samePage compares what two pages call themselves.
func samePage(a, b page) bool {
	return a.title == b.title && a.heading == b.heading && (a.title != "" || a.heading != "")
}
