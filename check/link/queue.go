package link

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// A job is one URL that somebody wants to know about. It outlives its trip: the answer is kept for
// whoever asks next. All fields are guarded by Client.mu, but the trip, which belongs to the
// worker while the job runs.
type job struct {
	key    string
	state  state
	kept   int // bytes, while it stands in Client.order
	answer Answer
	asks   []*ask             // who waits for it
	begun  *trip              // nil until then; see trip
	cancel context.CancelFunc // ends the request under way

	asked     *url.URL
	fragments []string         // the places in the page that are wanted
	places    map[string]place // what became of them
	likeness  string           // what its answer has in common with others, so that it may be taken back; see portal.go
	told      []*ask           // who has that answer
	restarts  int              // times that it was asked anew for that
}

// trip returns how far the asking has come. Of thousands of jobs that stand in queues few have begun, and need one.
func (j *job) trip() *trip {
	if j.begun == nil {
		j.begun = &trip{from: j.asked, at: j.asked}
	}
	return j.begun
}

// next is the URL that is asked next.
func (j *job) next() *url.URL {
	if j.begun == nil {
		return j.asked
	}
	return j.begun.at
}

type state uint8

const (
	open    state = iota // in a queue, running, or waiting for a timer or a sibling
	held                 // seems dead, or a portal's; waits for proof that our own network is up
	done                 // answered
	dropped              // nobody wants it any more
)

// A backoff is how long to wait before a retry, and whether the whole host is to be left alone.
type backoff struct {
	after time.Duration
	host  bool
}

// A host is the queue of one host and port. A worker is lent to it only while a request can be made
// at once, so a slow or polite host holds up nobody else.
type host struct {
	name   string
	queue  []*job
	active int  // requests under way, at most pace.atOnce
	met    bool // it was reached, or needs no meeting: until then one request is made, not more
	listed bool // stands in Client.ready
	pauses int  // timers that keep it paused
	pace   pace
	slowed moment // when it last complained of its pace
	good   int    // answers since then
	lesson bool   // stands in Client.lessons
	// streak counts requests in a row that the host left unanswered, or refused as too many. When there
	// are too many, the host is given up until a time, and its links are not asked.
	streak  int
	limited bool
	until   time.Time
}

const (
	// maxStreak, for each permitted attempt, is when a host is given up (Nutch gives up after 5
	// exceptions: fetcher.max.exceptions.per.queue).
	maxStreak = 5
	// amnesty is when a host that was given up is tried again.
	amnesty = 5 * time.Minute
)

func (h *host) ready() bool {
	return len(h.queue) > 0 && h.active < h.places() && h.pauses == 0
}

// meetTime is how long the first connection to a host is waited for before others are tried beside it: three round trips
// over half the world, for TCP and TLS.
const meetTime = time.Second

// places is how many requests may be under way. Over TLS the first one finds out whether the host speaks HTTP/2, where one
// connection serves all: four at once would open four.
func (h *host) places() int {
	if !h.met {
		return 1
	}
	return h.pace.atOnce
}

func (h *host) idle() bool {
	return len(h.queue) == 0 && h.active == 0 && h.pauses == 0
}

// push puts a job into the queue of the host that it asks next.
func (c *Client) push(j *job) {
	if c.ctx.Err() != nil || j.state != open {
		return
	}
	if c.lost() {
		c.abandonLost(j)
		return
	}
	name := hostPort(j.next())
	h := c.hosts[name]
	if h == nil {
		h = &host{name: name, pace: c.usual(), met: j.next().Scheme == "http"}
		c.hosts[name] = h
	}
	if c.givenUp(h) {
		c.finish(j, j.trip().unasked(h))
		return
	}
	h.queue = append(h.queue, j)
	c.list(h)
	c.spawn(1)
}

// list makes a host known to the workers, if it has something for them to do.
func (c *Client) list(h *host) {
	if !h.listed && h.ready() {
		h.listed = true
		c.ready = append(c.ready, h)
	}
	if h.idle() {
		c.retire(h)
	}
}

// spawn starts up to n workers, as far as there is work and Concurrency allows. A worker is the
// permission to make one request at a time.
func (c *Client) spawn(n int) {
	for ; n > 0 && len(c.ready) > 0 && c.workers < c.limit && c.asking(); n-- {
		c.workers++
		c.group.Go(func() error {
			for {
				h, j := c.take()
				if j == nil {
					return nil
				}
				c.serve(h, j)
			}
		})
	}
}

// asking tells whether requests may be made at all.
func (c *Client) asking() bool { return c.ctx.Err() == nil && c.breaker.state != doubting }

// take hands the calling worker its next job, hosts in turn; without one the worker is to end.
func (c *Client) take() (*host, *job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.ready) > 0 && c.workers <= c.limit && c.asking() {
		h := c.ready[0]
		c.ready = c.ready[1:]
		h.listed = false
		if !h.ready() {
			c.list(h)
			continue
		}
		j := h.queue[0]
		h.queue[0] = nil
		h.queue = h.queue[1:]
		if j.state == open {
			c.start(h)
			c.list(h)
			return h, j
		}
		c.list(h)
	}
	c.workers--
	return nil, nil
}

// serve makes one request for a job and acts on the reply.
func (c *Client) serve(h *host, j *job) {
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	c.mu.Lock()
	j.cancel = cancel
	if !h.met {
		c.opts.Clock.AfterFunc(meetTime, func() { c.meet(h.name) })
	}
	c.begin(j.trip())
	j.trip().fragments = j.fragments
	c.mu.Unlock()

	j.trip().attempts++
	r, next := c.ask(ctx, j)

	c.mu.Lock()
	defer c.mu.Unlock()
	j.cancel = nil
	h.active--
	h.met = true
	if j.state == open && c.ctx.Err() == nil {
		c.strain(h, r)
		c.heed(h, j.trip(), r)
		c.see(j, r)
		c.apply(j, h, next)
	}
	c.list(h)
	c.spawn(1)
}

// meet notes that there is a connection to a host, or none within meetTime.
func (c *Client) meet(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := c.hosts[name]; h != nil && !h.met {
		h.met = true
		c.list(h)
		c.spawn(c.opts.PerHost)
	}
}

// ask fetches and judges. A fault in this program costs one link, not the run.
func (c *Client) ask(ctx context.Context, j *job) (r reply, next step) {
	defer func() {
		if fault := recover(); fault != nil {
			next = j.trip().finish(Uncertain, causeInternal, "a fault in citelint, please report it: "+shorten(fmt.Sprint(fault)))
		}
	}()
	r = c.fetch(ctx, j.trip())
	if ctx.Err() != nil { // nobody wants to know any more
		return r, step{}
	}
	c.note(j.trip(), r)
	return r, c.judge(j.trip(), r)
}

// apply carries out what was decided on a job.
func (c *Client) apply(j *job, h *host, next step) {
	t := j.trip()
	if t.void {
		c.restart(j)
		return
	}
	t.so = next.answer
	switch next.do {
	case finish:
		c.end(j, next.answer)
	case follow:
		t.at, t.gone, t.downs, t.downAt = next.to, 0, 0, 0
		c.push(j)
	case hold:
		c.hold(j, next.answer)
	case compare:
		c.compare(j, next.to, next.decide)
	case retry:
		c.retry(j, h, next)
	}
}

// end answers a job, unless the answer has to wait for what becomes of our own network.
func (c *Client) end(j *job, answer Answer) {
	switch {
	case j.trip().void:
		c.restart(j)
	case c.doubt(j, answer):
	case j.lacks(j.trip().places, answer):
		c.look(j, answer)
	case c.alike(j):
		c.holdAlike(j, answer)
	default:
		c.finish(j, answer)
	}
}

// maxRestarts is how often a job is asked anew, for a portal seemed to have answered in its place.
const maxRestarts = 5

// restart asks for a job as if it had never been asked.
func (c *Client) restart(j *job) {
	j.begun = &trip{from: j.asked, at: j.asked}
	if j.restarts++; j.restarts > maxRestarts {
		answer := j.trip().answer(Uncertain, causeCaptive, portalReason)
		answer.Suspect = true
		c.finish(j, answer)
		return
	}
	c.push(j)
}

func (c *Client) retry(j *job, h *host, next step) {
	if next.ownFail {
		c.shrink(j.trip())
	}
	if next.wait.host {
		c.pause(h, next.wait.after)
	}
	if next.wait.host || next.wait.after == 0 {
		c.push(j)
		return
	}
	c.opts.Clock.AfterFunc(next.wait.after, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.push(j)
	})
}

// pause leaves a host alone for a while; other hosts go on.
func (c *Client) pause(h *host, wait time.Duration) {
	h.pauses++
	c.opts.Clock.AfterFunc(wait, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		h.pauses--
		c.list(h)
		c.spawn(c.opts.PerHost)
	})
}

// strain notes that a host left a request unanswered, or refused it as one too many, and gives the host up
// when that goes on: a thousand links to a host gone silent are not worth a thousand timeouts.
func (c *Client) strain(h *host, r reply) {
	h.limited = limits(r, c.opts.Clock.Now())
	switch {
	case r.err == nil && !h.limited:
		h.streak, h.until = 0, time.Time{}
	case h.limited || classify(r.err).silent:
		h.streak++
	}
	if h.streak < maxStreak*(c.opts.Retries+1) || c.breaker.state == doubting {
		return
	}
	h.until = c.opts.Clock.Now().Add(amnesty)
	queue := h.queue
	h.queue = nil
	for _, j := range queue {
		if j.state == open {
			c.finish(j, j.trip().unasked(h))
		}
	}
}

func (c *Client) givenUp(h *host) bool {
	if h.until.IsZero() {
		return false
	}
	if c.opts.Clock.Now().After(h.until) {
		h.until, h.streak = time.Time{}, 0
		return false
	}
	return true
}

// unasked is the answer for a link of a host that was given up: what it brought itself, if anything.
func (t *trip) unasked(h *host) Answer {
	switch {
	case t.so.Verdict != "":
		return t.so
	case h.limited:
		return t.answer(Blocked, causeRateLimited, "not asked, for the server kept answering the links before that there were too many requests")
	}
	return t.answer(Uncertain, causeHostSilent, "not asked, for the host left the links before unanswered")
}
