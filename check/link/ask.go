package link

import (
	"context"
	"net/url"
	"slices"
	"strings"
)

const (
	// maxKept bounds the answers that a Client remembers, so that a run over millions of articles does
	// not grow without end.
	maxKept = 100_000
	// maxKeptBytes bounds what strangers wrote into them: an answer with ten hops may have 80 KB of addresses.
	maxKeptBytes = 256 << 20
	// dateBytes is about what one of the dates in an answer takes.
	dateBytes = 200
	// window bounds the jobs of one ask that stand in queues; the rest follows as they are answered. It
	// is wide, for behind a slow host with that many links others would have to wait.
	window = 20_000
)

// An ask is one call of Ask: who waits, and for what. The rest, want and given belong to the caller, the
// other fields are guarded by Client.mu.
type ask struct {
	rest    []string          // not yet given to jobs
	want    map[*job][]string // the URLs as they were given, by the job that answers them
	given   map[*job][]string // the same, of answers that may have to be taken back
	ready   []*job            // answered, not yet delivered
	again   []*job            // answered and delivered, but by a portal: wanted again
	settled []*job            // of given, what will not be taken back
	open    int               // jobs that are neither answered nor held
	wake    chan struct{}     // something of the above has changed; holds one signal
}

func (a *ask) signal() {
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// Ask asks about every URL and calls deliver once for each element of urls, in any order, never twice
// at once, from the calling goroutine. Only when it turns out that a captive portal had answered, deliver is
// called once more for that URL, and the later answer counts. A URL that was asked before in the Client's life, or is being
// asked by another call, is not asked again. URLs that differ only in their fragment are one.
//
// When ctx ends, Ask returns its cause at once; what was not answered by then is delivered as
// uncertain, "interrupted".
func (c *Client) Ask(ctx context.Context, urls []string, deliver func(Answer)) error {
	a := &ask{rest: urls, want: map[*job][]string{}, given: map[*job][]string{}, wake: make(chan struct{}, 1)}
	c.enter(a)
	defer c.leave(a)
	for {
		if c.ended(ctx) == nil {
			c.enlist(a, deliver)
		}
		ready, state := c.collect(a)
		a.deliver(ready, deliver)
		switch {
		case c.ended(ctx) != nil:
			a.abandon(deliver)
			return c.ended(ctx)
		case len(ready) > 0:
		case len(a.rest)+len(a.want) == 0 && !state.takeBack:
			c.reassure(ctx)
			return c.ended(ctx)
		case state.quiet && !state.takeBack:
			c.settle(ctx, a)
		default:
			c.await(ctx, a.wake)
		}
	}
}

// A delivery is an answered job; its answer may be taken back, and the next one be different.
type delivery struct {
	job    *job
	answer Answer
	places map[string]place
	final  bool
}

func (a *ask) deliver(ready []delivery, deliver func(Answer)) {
	for _, d := range ready {
		urls := a.want[d.job]
		for _, url := range urls {
			deliver(d.answer.as(url, d.places))
		}
		delete(a.want, d.job)
		if !d.final {
			a.given[d.job] = append(a.given[d.job], urls...)
		}
	}
}

// abandon delivers what is still wanted as interrupted.
func (a *ask) abandon(deliver func(Answer)) {
	left := slices.Clone(a.rest)
	for _, urls := range a.want {
		left = append(left, urls...)
	}
	for _, url := range left {
		deliver(Answer{URL: url, Verdict: Uncertain, Cause: causeInterrupted, Reason: "the run ended before an answer"})
	}
}

// ended tells why there is no point in going on, nil if there is.
func (c *Client) ended(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if c.ctx.Err() != nil {
		return ErrClosed
	}
	return nil
}

// await waits for a signal, or for the end.
func (c *Client) await(ctx context.Context, signal <-chan struct{}) {
	select {
	case <-signal:
	case <-ctx.Done():
	case <-c.ctx.Done():
	}
}

// as is the answer for a URL that was asked, with what became of its fragment where the page was seen.
func (a Answer) as(url string, places map[string]place) Answer {
	a.URL = url
	if fragment, ok := fragmentOf(url); ok && a.sawPage() {
		at, looked := places[fragment]
		if !looked {
			at = unknownPlace("nobody looked for it when the page was read")
		}
		a.Fragment, a.FragmentReason = at.outcome, at.reason
	}
	return a
}

// sawPage tells whether the answer comes from the page itself.
func (a Answer) sawPage() bool { return a.Verdict == Alive || a.Verdict == Moved }

// enlist finds or starts jobs for the next URLs. What cannot be asked is answered at once. New jobs begin only when all
// are known, so that each page is read once for all the places that are wanted of it.
func (c *Client) enlist(a *ask, deliver func(Answer)) {
	var begun []*job
	defer func() { c.pushAll(begun) }()
	for len(a.rest) > 0 && len(a.want) < window {
		raw := a.rest[0]
		a.rest = a.rest[1:]
		u, refused := target(strings.Clone(raw)) // what is kept must not keep the article that raw is a piece of
		if refused == nil {
			refused = c.admit(u)
		}
		if refused != nil {
			deliver(Answer{URL: raw, Verdict: refused.verdict, Cause: refused.cause, Reason: refused.reason})
			continue
		}
		if j := c.join(a, u, raw); j != nil {
			begun = append(begun, j)
		}
	}
}

func (c *Client) pushAll(jobs []*job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, j := range jobs {
		c.push(j)
	}
}

// join makes an ask wait for the job of a URL, and returns the job if it is new and has to be pushed.
func (c *Client) join(a *ask, u *url.URL, raw string) (begun *job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.String()
	j := c.jobs[key]
	if j == nil {
		j = &job{key: key, asked: u}
		c.jobs[key], begun = j, j
	}
	if fragment, ok := fragmentOf(raw); ok {
		j.want(fragment)
		if j.state == done && j.lacks(j.places, j.answer) {
			c.lookAgain(j)
		}
	}
	if a.want[j] == nil {
		a.join(j)
	}
	a.want[j] = append(a.want[j], raw)
	return begun
}

func (a *ask) join(j *job) {
	switch j.state {
	case done:
		a.ready = append(a.ready, j)
		if j.likeness != "" {
			j.told = append(j.told, a)
		}
	case open:
		a.open++
		fallthrough
	default:
		j.asks = append(j.asks, a)
	}
}

// A standing is what an ask still waits for.
type standing struct {
	quiet    bool // all that is wanted is held
	takeBack bool // what was delivered may have to be taken back
}

// collect takes what has been answered, and wants again what was taken back.
func (c *Client) collect(a *ask) (ready []delivery, s standing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, j := range a.again {
		a.want[j] = append(a.want[j], a.given[j]...)
		delete(a.given, j)
	}
	for _, j := range a.settled {
		delete(a.given, j)
	}
	a.again, a.settled = nil, nil
	answered := a.ready
	a.ready = nil
	ready = make([]delivery, 0, len(answered))
	for _, j := range answered {
		switch {
		case j.state == done:
			ready = append(ready, delivery{j, j.answer, j.places, j.likeness == ""})
		case j.state != dropped && !slices.Contains(j.asks, a): // somebody wants more of its page; a portal's has the ask already
			a.join(j)
		}
	}
	return ready, standing{a.open == 0, c.breaker.state == doubting && c.breaker.key != "" && len(a.given) > 0}
}

func (c *Client) enter(a *ask) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asks[a] = true
}

// leave drops the jobs that nobody else wants.
func (c *Client) leave(a *ask) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.asks, a)
	for j := range a.given {
		j.told = without(j.told, a)
	}
	for j := range a.want {
		j.asks, j.told = without(j.asks, a), without(j.told, a)
		if len(j.asks) > 0 || j.state == done {
			continue
		}
		j.state = dropped
		delete(c.jobs, j.key)
		delete(c.held, j)
		if j.cancel != nil {
			j.cancel()
		}
	}
}

func without(asks []*ask, a *ask) []*ask {
	return slices.DeleteFunc(asks, func(other *ask) bool { return other == a })
}

// finish answers a job.
func (c *Client) finish(j *job, answer Answer) {
	t, was := j.trip(), j.state
	j.state, j.answer, j.places, j.begun = done, answer, t.places, nil
	j.likeness = ""
	if c.portals.lists(t.key, j) {
		j.likeness = t.key
		j.told = append(j.told, j.asks...)
	}
	if t.raw != nil {
		var end sibling
		if t.end != nil {
			end = *t.end
		}
		t.raw(end)
		return
	}
	delete(c.held, j)
	for _, a := range j.asks {
		a.ready = append(a.ready, j)
		if was == open {
			a.open--
		}
		a.signal()
	}
	j.asks = nil
	c.remember(j)
}

// remember keeps an answer for whoever asks next, unless it says more of our network than of the link.
func (c *Client) remember(j *job) {
	if j.answer.Suspect {
		delete(c.jobs, j.key)
		return
	}
	if j.kept == 0 { // else it was answered before, and its page was read again
		c.order = append(c.order, j)
	}
	c.kept -= j.kept
	j.kept = j.bytes()
	c.kept += j.kept
	for len(c.order) > maxKept || c.kept > maxKeptBytes {
		oldest := c.order[0]
		c.order[0], c.order = nil, c.order[1:]
		c.kept -= oldest.kept
		if oldest.kept = 0; oldest.state == done && c.jobs[oldest.key] == oldest { // else it is being asked again
			delete(c.jobs, oldest.key)
		}
	}
}

// bytes is how much of what is kept of a job comes from others.
func (j *job) bytes() int {
	n := j.answer.bytes() + len(j.key)
	for _, fragment := range j.fragments {
		n += len(fragment)
	}
	return n
}

// bytes is how much of an answer comes from others.
func (a Answer) bytes() int {
	n := len(a.FinalURL) + len(a.Reason)
	for _, hop := range a.Redirects {
		n += len(hop.URL)
	}
	return n + len(a.Dates)*dateBytes
}
