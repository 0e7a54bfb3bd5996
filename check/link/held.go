package link

import (
	"context"
	"fmt"
	"net/url"
)

// hold keeps a verdict of death until there is proof that our own network is up.
func (c *Client) hold(j *job, dead Answer) {
	j.state, j.answer = held, dead
	j.trip().so.Verdict = Uncertain // should it be asked again, and the host given up in the meantime
	c.held[j] = true
	for _, a := range j.asks {
		a.open--
		a.signal()
	}
	c.reviewJob(j)
}

// holdAlike keeps what may be a portal's answer until it is known to be none.
func (c *Client) holdAlike(j *job, answer Answer) {
	j.state, j.answer = held, answer
	for _, a := range j.asks {
		a.open--
		a.signal()
	}
}

// release lets go what was held for its likeness alone. A place in its page that was wanted meanwhile is looked for first.
func (c *Client) release(j *job) {
	if !j.lacks(j.trip().places, j.answer) {
		c.finish(j, j.answer)
		return
	}
	j.state = open
	for _, a := range j.asks {
		a.open++
	}
	c.look(j, j.answer)
}

// reopen asks again for what a portal answered, and tells those who have that answer.
func (c *Client) reopen(j *job) {
	was := j.state
	if was == dropped {
		return
	}
	for _, a := range j.told {
		a.again = append(a.again, j)
	}
	j.asks = append(j.asks, j.told...)
	waiting := j.told
	if was != open {
		waiting = j.asks
	}
	for _, a := range waiting {
		a.open++
		a.signal()
	}
	j.told = nil
	if was == open {
		j.trip().void = true
		return
	}
	j.state = open
	c.jobs[j.key] = j
	delete(c.held, j)
	c.restart(j)
}

// review looks for proof whenever the network has given a sign of life.
func (c *Client) review() {
	for j := range c.held {
		c.reviewJob(j)
	}
}

// maxProofs is how often a job is asked once more for the proof of its death: a host may fail in another way each time.
const maxProofs = 5

// reviewJob settles a held job for which others have answered since: it is dead if they also answered
// between its failures, and otherwise is asked once more, now that the network is known to be up.
func (c *Client) reviewJob(j *job) {
	t := j.trip()
	if c.breaker.state == doubting || c.network.witness(j.answer.Cause, t.at).at <= t.downAt {
		return
	}
	if t.bracketed && !c.breaker.covers(t.downAt) {
		dead := j.answer
		dead.Reason += fmt.Sprintf(" (asked %d times, while other hosts answered)", t.downs)
		c.finish(j, dead)
		return
	}
	if t.proofs++; t.proofs > maxProofs {
		doubt := j.answer
		doubt.Verdict = Uncertain
		doubt.Reason += ", but it never failed twice in one way while other hosts answered"
		c.finish(j, doubt)
		return
	}
	delete(c.held, j)
	j.state = open
	for _, a := range j.asks {
		a.open++
	}
	c.push(j)
}

// settle is called when an ask has nothing left but held jobs. It seeks a sign of life from hosts that have
// given one before, in this run or an earlier one, and leaves undecided what then still lacks proof.
func (c *Client) settle(ctx context.Context, a *ask) {
	round, witnesses, doubtful := c.witnesses(a)
	if doubtful {
		c.await(ctx, a.wake)
		return
	}
	for _, w := range witnesses {
		c.recall(ctx, w)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for j := range a.want {
		switch {
		case j.state != held || c.breaker.state == doubting:
		case !c.held[j]:
			c.release(j)
		case j.trip().downAt <= round:
			doubt := j.answer
			doubt.Verdict, doubt.Suspect = Uncertain, c.network.down()
			doubt.Reason += ", but no other host answered in the meantime, so it may be our own network"
			c.finish(j, doubt)
		}
	}
}

// witnesses returns whom to ask for a sign of life, a few hosts for any number of held jobs, and whether our own
// network is being tested, so that there is no point in asking anybody now.
func (c *Client) witnesses(a *ask) (round moment, hosts map[string]sighting, doubtful bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := map[string]sighting{}
	for j := range a.want {
		if !c.held[j] {
			continue
		}
		if w := c.network.witness(j.answer.Cause, j.trip().at); w.host != "" {
			found[w.host] = w
		}
	}
	return c.network.now, found, c.breaker.state == doubting
}

// recall asks a host that has given a sign of life before for another one. What comes of it enters the log of
// the network like any reply.
func (c *Client) recall(ctx context.Context, w sighting) {
	if w.url != nil {
		c.beacon(ctx, w.url)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	if addrs, err := c.opts.Resolver.LookupNetIP(ctx, "ip", absolute(w.host)); err == nil && len(addrs) > 0 {
		c.resolved(w.host)
	}
}

// beacon makes one request that nobody judges.
func (c *Client) beacon(ctx context.Context, u *url.URL) {
	over := make(chan struct{})
	c.mu.Lock()
	c.push(&job{begun: &trip{from: u, at: u, via: c.single, raw: func(sibling) { close(over) }}})
	c.mu.Unlock()
	c.await(ctx, over)
}

// reassure asks those that answered last once more when the end of a run looks like the end of the network:
// the last links of an article may all be bad.
func (c *Client) reassure(ctx context.Context) {
	for i := range len(recent{}) {
		c.mu.Lock()
		down, last := c.network.down(), c.network.answers[i]
		if last.url == nil {
			last = c.network.vouched[i]
		}
		c.mu.Unlock()
		if !down || last.url == nil {
			return
		}
		c.beacon(ctx, last.url)
	}
}
