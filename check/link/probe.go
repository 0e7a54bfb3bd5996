package link

import "net/url"

// A probe is a sibling page that was asked for, once per directory, for all who need to compare.
type probe struct {
	known   bool
	sibling sibling
	waiting []func(sibling)
}

// maxProbes bounds what is remembered of siblings; past it they are asked for anew.
const maxProbes = 10_000

// compare decides on a job once it is known how its site answers for a page that cannot exist.
func (c *Client) compare(j *job, to *url.URL, decide func(sibling) Answer) {
	settle := func(s sibling) {
		if j.state == open {
			c.end(j, decide(s))
		}
	}
	p := c.probes[to.String()]
	switch {
	case p == nil:
		if len(c.probes) >= maxProbes {
			clear(c.probes)
		}
		p = &probe{waiting: []func(sibling){settle}}
		c.probes[to.String()] = p
		c.push(&job{begun: &trip{from: to, at: to, thorough: true, raw: func(s sibling) {
			p.known, p.sibling = true, s
			if !s.telling() && c.breaker.state != closed { // our own network is to blame: ask again for the next
				delete(c.probes, to.String())
			}
			for _, settle := range p.waiting {
				settle(s)
			}
			p.waiting = nil
		}}})
	case p.known:
		settle(p.sibling)
	default:
		p.waiting = append(p.waiting, settle)
	}
}
