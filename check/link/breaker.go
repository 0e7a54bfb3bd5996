package link

import (
	"context"
	"net/url"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// A breaker stops the asking while our own network is in doubt. It then asks hosts that answered earlier in
// this run, and nobody else: their silence is our network's, their answer clears it. What failed during a
// proven outage counts for nothing and is asked again. It is guarded by Client.mu.
type breaker struct {
	state    breakerState
	from, to moment    // the last proven outage: nothing that failed between them counts
	key      string    // the portal that is suspected, "" when hosts merely fail
	doubtful []*job    // ended while the network was in doubt
	until    time.Time // lost: when the network is given another chance
	gaveUp   bool      // something of this run was left unasked
}

type breakerState uint8

const (
	closed   breakerState = iota // all is well
	doubting                     // nothing is asked but those that answered before
	lost                         // our own network is down; what is pushed is answered at once
)

// networkTests bounds the attempts to find our own network again, about half a minute with backOff
// between them; a router that starts anew takes as long.
const networkTests = 6

// trip begins to doubt our own network, because of a portal where key names one.
func (c *Client) trip(key string) {
	if c.breaker.state != closed || c.ctx.Err() != nil {
		return
	}
	c.breaker.state, c.breaker.key = doubting, key
	c.breaker.from = c.network.answers[0].at
	c.group.Go(func() error {
		c.testNetwork()
		return nil
	})
}

func (c *Client) testNetwork() {
	for n := 1; n <= networkTests; n++ {
		if n > 1 {
			c.sleep(c.ctx, backoff{after: backOff(n)})
		}
		if c.ctx.Err() != nil {
			return
		}
		if c.signOfLife() {
			c.restore(n > 1)
			return
		}
	}
	c.giveUp()
}

// signOfLife asks those that answered before; where nobody has, those that failed last, for one of them
// is enough to have a network.
func (c *Client) signOfLife() bool {
	c.mu.Lock()
	key, names := c.breaker.key, c.network.names
	urls := c.network.beacons()
	if key != "" {
		urls = c.portals.beacons(key)
	}
	c.mu.Unlock()
	var alive atomic.Bool
	var group errgroup.Group
	for _, u := range urls {
		group.Go(func() error {
			if c.answers(u, key) {
				alive.Store(true)
			}
			return nil
		})
	}
	_ = group.Wait() // its functions return nil
	return alive.Load() && c.resolves(names)
}

// answers makes one request over a new connection, and tells whether it was answered, by somebody other
// than the portal of that key.
func (c *Client) answers(u *url.URL, key string) bool {
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	t := &trip{from: u, at: u, via: c.single}
	c.mu.Lock()
	c.begin(t)
	c.mu.Unlock()
	r := c.fetch(ctx, t)
	if key != "" {
		return r.err == nil && likeness(t, r) != key
	}
	c.note(t, r)
	return r.err == nil || classify(r.err).answered
}

// resolves asks the resolver itself for names that it knew before; one of them is enough.
func (c *Client) resolves(names recent) bool {
	for _, name := range names {
		if name.at == 0 {
			continue
		}
		ctx, cancel := context.WithTimeout(c.ctx, c.opts.Timeout)
		addrs, err := c.opts.Resolver.LookupNetIP(ctx, "ip", absolute(name.host))
		cancel()
		if err == nil && len(addrs) > 0 {
			return true
		}
	}
	return names[0].at == 0
}

// restore goes on asking. After an outage what failed during it is asked again, as if it never had been.
func (c *Client) restore(outage bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := &c.breaker
	b.state = closed
	if outage {
		b.to = c.network.now
	} else {
		b.from, b.to = 0, 0
	}
	c.network.exonerate(outage)
	for _, h := range c.hosts {
		if outage {
			h.streak, h.until = 0, time.Time{}
		}
		c.list(h)
	}
	doubtful := b.doubtful
	b.doubtful = nil
	for _, j := range doubtful {
		switch {
		case j.state != open:
		case outage:
			c.push(j)
		default:
			c.finish(j, j.trip().so)
		}
	}
	if b.key != "" {
		c.clearPortal(b.key, outage)
	}
	c.review()
	c.spawn(c.limit)
	c.wakeAll()
}

// giveUp answers whatever is still wanted: our own network is down.
func (c *Client) giveUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := &c.breaker
	b.state, b.gaveUp = lost, true
	b.until = c.opts.Clock.Now().Add(amnesty)
	for _, h := range c.hosts {
		queue := h.queue
		h.queue = nil
		for _, j := range queue {
			c.abandonLost(j)
		}
		c.list(h)
	}
	doubtful := b.doubtful
	b.doubtful = nil
	for _, j := range doubtful {
		c.abandonLost(j)
	}
	for j := range c.held {
		c.abandonLost(j)
	}
	if b.key != "" {
		c.voidPortal(b.key)
	}
	c.wakeAll()
}

const portalReason = "something between this machine and the web answers in the place of the hosts, as captive portals do"

// abandonLost answers a job that our own network gives no chance to.
func (c *Client) abandonLost(j *job) {
	if j.state != open && j.state != held {
		return
	}
	answer := j.trip().so
	switch {
	case c.breaker.key != "":
		answer = j.trip().answer(Uncertain, causeCaptive, portalReason)
	case answer.Verdict == "":
		answer = j.trip().answer(Uncertain, causeOwnNetwork, "not asked, for this machine's own network stopped answering")
	default:
		answer.Verdict = Uncertain
		answer.Reason += ", while this machine's own network seemed down"
	}
	answer.Suspect = true
	c.finish(j, answer)
}

// lost tells whether there is no point in asking; after a while the network gets another chance.
func (c *Client) lost() bool {
	if c.breaker.state != lost {
		return false
	}
	if c.opts.Clock.Now().After(c.breaker.until) {
		c.breaker.state = closed
		c.trip(c.breaker.key)
		return false
	}
	return true
}

// doubt keeps what ended in failure while the network is being tested, and reports whether it did.
func (c *Client) doubt(j *job, answer Answer) bool {
	t := j.trip()
	if c.breaker.state != doubting || answer.Verdict != Uncertain || t.raw != nil || t.failedAt < t.began || t.pardons == maxPardons {
		return false
	}
	c.breaker.doubtful = append(c.breaker.doubtful, j)
	return true
}

// covers tells whether a moment fell into the last proven outage.
func (b *breaker) covers(at moment) bool { return at > b.from && at <= b.to }

// maxPardons bounds the outages that a trip may fail in, or who makes the witnesses come and go could keep it on its
// way for ever.
const maxPardons = 5

// pardon makes a trip forget what it spent on an outage.
func (c *Client) pardon(t *trip) {
	if c.breaker.covers(t.failedAt) && t.pardons < maxPardons {
		t.pardons++
		t.retries, t.downs, t.downAt, t.failedAt = 0, 0, 0, 0
		t.so = Answer{}
	}
}

// wakeAll tells every ask that the breaker has decided.
func (c *Client) wakeAll() {
	for a := range c.asks {
		a.signal()
	}
}
