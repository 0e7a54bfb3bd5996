package link

import (
	"net/http"
	"time"
)

const (
	// DefaultGap is the least time between the starts of two requests to one host. It spreads a burst of
	// connections, and costs an article nothing that it would notice.
	DefaultGap = 5 * time.Millisecond
	// DefaultPerHost is how many requests a host bears from one visitor: browsers make six at once.
	DefaultPerHost = 4
	// widestGap bounds what complaints of a host add up to.
	widestGap = 2 * time.Second
	// goodAnswers in a row earn a host that has complained one step back to the usual pace.
	goodAnswers = 10
	// maxLessons bounds the hosts that are remembered while nothing is asked of them, the oldest first.
	maxLessons = 10_000
)

// A pace is how fast one host is asked. It is slowed down by complaints alone and comes back by good
// answers alone: how quickly a host fails says nothing of what it can bear.
type pace struct {
	atOnce int           // requests under way
	gap    time.Duration // between the starts of two requests
}

// usual is the pace of a host that has never complained.
func (c *Client) usual() pace { return pace{c.opts.PerHost, c.opts.Gap} }

// slower halves what is under way at once and doubles the gap.
func (p pace) slower() pace {
	return pace{max(1, p.atOnce/2), min(max(2*p.gap, DefaultGap), widestGap)}
}

// faster goes one step towards the usual pace. The gap ends there, for halving alone never would.
func (p pace) faster(usual pace) pace {
	p = pace{min(p.atOnce+1, usual.atOnce), p.gap / 2}
	if p.gap < max(usual.gap, DefaultGap) {
		p.gap = usual.gap
	}
	return p
}

// start takes a place of a host for one request. The next request has to keep its distance.
func (c *Client) start(h *host) {
	h.active++
	if h.pace.gap > 0 {
		c.pause(h, h.pace.gap)
	}
}

// heed does what a reply asks for: it leaves the host alone for as long as it wishes, and adapts its pace. What
// was under way when a host complained has nothing to add: it was sent at the pace complained of.
func (c *Client) heed(h *host, t *trip, r reply) {
	if r.err != nil {
		return
	}
	if wish := wishOf(r, c.opts.Clock.Now()); wish > 0 {
		c.pause(h, wish)
	}
	switch {
	case t.began <= h.slowed:
	case overloaded(r.status):
		h.pace, h.slowed, h.good = h.pace.slower(), c.network.now, 0
	case r.status < http.StatusInternalServerError && h.pace != c.usual():
		if h.good++; h.good == goodAnswers {
			h.pace, h.good = h.pace.faster(c.usual()), 0
		}
	}
}

func overloaded(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// wishOf returns how long a host wants to be left alone after a reply.
func wishOf(r reply, now time.Time) time.Duration {
	wish, _ := quotaReset(r.header, now)
	if overloaded(r.status) {
		after, _ := retryAfter(r.header.Get("Retry-After"), now)
		wish = max(wish, after)
	}
	return wish
}

// limits tells whether a reply refuses a request because there were too many before. Some servers say it
// with 403 (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
func limits(r reply, now time.Time) bool {
	_, usedUp := quotaReset(r.header, now)
	return r.status == http.StatusTooManyRequests || r.status == http.StatusForbidden && usedUp
}

// retire forgets a host that nothing is asked of any more, unless it has taught a lesson. Of those that have, the
// oldest is forgotten when they are too many.
func (c *Client) retire(h *host) {
	if c.hosts[h.name] != h { // it was forgotten, and stood in line
		return
	}
	if h.streak == 0 && h.pace == c.usual() {
		delete(c.hosts, h.name)
		return
	}
	if h.lesson {
		return
	}
	h.lesson = true
	c.lessons = append(c.lessons, h)
	if len(c.lessons) > maxLessons {
		oldest := c.lessons[0]
		c.lessons = c.lessons[1:]
		if oldest.lesson = false; oldest.idle() && c.hosts[oldest.name] == oldest {
			delete(c.hosts, oldest.name)
		}
	}
}
