package link

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/citelint/citelint/whitespace"
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
	case isLoginWall(t.from, r.page):
		return t.finish(Blocked, causeLogin, "the server answered "+statusText(t.status)+" with a form for a password, called "+quote(r.page.name()))
	case isConsentWall(t.from, r.page):
		return t.finish(Blocked, causeConsent, "the server answered "+statusText(t.status)+" with a demand for consent, called "+quote(r.page.name()))
	}
	if why := parked(t, r.page); why != "" {
		return t.finish(SoftDead, causeParked, "the domain is parked or for sale: "+why)
	}
	if len(t.hops) > 0 {
		if next, ok := t.judgeArrival(); ok {
			return next
		}
	}
	if r.page.access.paid && !r.page.access.free {
		return t.finish(Blocked, causePaywall, "the page is there, and says of itself that only its subscribers can read it whole")
	}
	if seen := r.page.suspicion; seen != "" {
		return t.judgeSuspect(r.page, seen)
	}
	return step{do: finish, answer: t.arrived()}
}

// name is what a page calls itself.
func (p page) name() string { return cmp.Or(p.title, p.heading) }

// arrived is the answer for a page that is there.
func (t *trip) arrived() Answer {
	for _, hop := range t.hops {
		if !isPermanent(hop.Status) {
			return t.answer(Alive, "", "the server answered "+statusText(t.status)+", after a redirect that may change")
		}
	}
	if to, moved := t.moved(); moved {
		return t.answer(Moved, causeMoved, "the page has moved for good to "+quote(to))
	}
	return t.answer(Alive, "", "the server answered "+statusText(t.status))
}

// judgeArrival looks at where the redirects led. A link that named such a place itself is only
// what it says.
func (t *trip) judgeArrival() (step, bool) {
	_, fromMissing := errorPage(t.from)
	isError, missing := errorPage(t.at)
	to := quote(t.at.String())
	switch {
	case isWallPlace(t.at) && !isWallPlace(t.from):
		return t.finish(Blocked, causeBot, "redirected to a bot challenge, "+to), true
	case isLogin(t.at) && !isLogin(t.from):
		return t.finish(Blocked, causeLogin, "redirected to a login page, "+to), true
	case isConsent(t.at) && !isConsent(t.from):
		return t.finish(Blocked, causeConsent, "redirected to a consent page, "+to), true
	case missing && !fromMissing:
		return t.finish(SoftDead, causeErrorPage, "redirected to an error page, "+to), true
	case isError && !missing && !fromMissing && !namesError(t):
		return t.finish(Uncertain, causeErrorPage, "redirected to a page whose address speaks of an error, "+to), true
	case isHome(t.at) && !isHome(t.from) && (t.at.RawQuery == "" || strings.HasPrefix(t.at.RawQuery, "utm_")):
		return t.judgeRoot(), true
	case isSearch(t.at) && !isSearch(t.from):
		return t.judgeElsewhere(causeSearch, "a search page, "+to), true
	case isSectionFront(t.from, t.at):
		return t.judgeElsewhere(causeSection, "the front of its section, "+to), true
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
			return t.answer(Uncertain, causeRoot, "redirected to the home page "+to+incomparable)
		case s.final == t.at.String():
			return t.answer(SoftDead, causeRoot, "redirected to the home page "+to+", as is a made-up page beside it")
		case site(t.from) == site(t.at):
			return t.answer(SoftDead, causeRoot, "redirected to the home page "+to+", while a made-up page beside it was answered "+statusText(s.status))
		}
		return t.arrived()
	}}
}

// incomparable ends a reason when the site showed nothing to compare a page with.
const incomparable = ", and no made-up page beside it could be seen to compare it with"

// judgeElsewhere decides on a page that was redirected to where its site lists pages. Only when a made-up page beside it
// ends there as well has the site nothing better to show. A site that answers it with a true 404 has
// chosen to send this page there, as is done with pages that were merged, and is believed.
func (t *trip) judgeElsewhere(cause, where string) step {
	if t.jar != nil && !t.sendCookies {
		return t.restart()
	}
	return step{do: compare, to: siblingOf(t.from), decide: func(s sibling) Answer {
		switch {
		case !s.telling():
			return t.answer(Uncertain, cause, "redirected to "+where+incomparable)
		case sameWithoutQuery(s.final, t.at):
			return t.answer(SoftDead, cause, "redirected to "+where+", as is a made-up page beside it")
		}
		return t.arrived()
	}}
}

// sameWithoutQuery compares two places; a search page is one whatever is sought.
func sameWithoutQuery(raw string, u *url.URL) bool {
	other, err := url.Parse(raw)
	return err == nil && other.Host == u.Host && other.Path == u.Path
}

// judgeSuspect decides on a page that seems to say, under a status of success, that it is not there. Only a made-up
// page beside it can tell: if that is answered with a true 404, the site knows its missing pages,
// and this one is about missing pages, or is only called so. If it is answered with the same
// page, that page means nothing. Home pages have no sibling.
//
// A frame that a script fills is the same for every page of its site, those that are there included, and may hold
// the words for a missing page in reserve. That two of them are one proves nothing, so nobody asks.
func (t *trip) judgeSuspect(p page, seen string) step {
	said := "the server answered " + statusText(t.status) + " with " + seen
	doubt := func(why string) Answer { return t.answer(Uncertain, causeNotFoundPage, said+why) }
	switch {
	case isHome(t.from):
		return step{do: finish, answer: doubt(", and a home page has none beside it to be compared with")}
	case p.isFrame():
		return step{do: finish, answer: doubt(", and a script fills the page, which was not run")}
	}
	made := siblingOf(t.from)
	return step{do: compare, to: made, decide: func(s sibling) Answer {
		switch {
		case !s.telling():
			return doubt(incomparable)
		case s.notFound() && len(t.hops) == 0:
			return t.arrived()
		case s.notFound():
			return doubt(", while a made-up page beside it was answered " + statusText(s.status))
		case len(t.hops) > 0 && s.final == t.at.String(),
			looksMissing(p) && samePage(p.without(t.from), s.page.without(made)),
			p.sketch.alike(s.page.sketch):
			return t.answer(SoftDead, causeNotFoundPage, said+", and a made-up page beside it with the same one")
		}
		return t.arrived()
	}}
}

// isFrame tells whether a script is to fill the page: it shows nothing before, or has an empty place for what is to come.
func (p page) isFrame() bool { return p.marked(markEmptyMount) || p.marked(markScript) && p.shown == 0 }

// telling tells whether a sibling's answer says anything of how the site treats missing pages.
func (s sibling) telling() bool {
	return s.notFound() || s.status >= 200 && s.status < 300 && !s.page.isLoginForm() && !s.page.isConsentForm()
}

// without returns the page's names in lower case without the URL that it was asked by, which some error pages repeat.
func (p page) without(u *url.URL) page {
	own := ownWords(u)
	p.title, p.heading = whitespace.Fold(own.Replace(strings.ToLower(p.title))), whitespace.Fold(own.Replace(strings.ToLower(p.heading)))
	return p
}

// samePage compares what two pages call themselves.
func samePage(a, b page) bool {
	return a.title == b.title && a.heading == b.heading && (a.title != "" || a.heading != "")
}
