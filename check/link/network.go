package link

import (
	"net/http"
	"net/url"
	"strings"
)

// A moment is a point in the order in which a Client saw things happen. Clocks jump; an order does not.
type moment int

// A sighting is a host that gave a sign of life.
type sighting struct {
	host string
	url  *url.URL
	at   moment
}

// recent holds the latest sightings of two different hosts, the latest first. Two are enough to have
// one that is not the host in question.
type recent [2]sighting

func (r *recent) see(s sighting) {
	if s.host != r[0].host {
		r[1] = r[0]
	}
	r[0] = s
}

// other returns the latest sighting of a host other than this one; its moment is 0 when there is none.
func (r *recent) other(host string) sighting {
	if r[0].host != host {
		return r[0]
	}
	return r[1]
}

// A network is the evidence of this run on whether our own network works. It knows only what the
// links themselves have shown: no third party is ever asked. It is guarded by Client.mu.
//
// A host that seems not to be there is dead only when somebody else was there at the same time: an
// other host must have given a sign of life between two of its failures, and one after the last.
// Without the first, an outage that ended would bury every host that was asked during it.
type network struct {
	now     moment
	answers recent          // who spoke HTTP or TLS over a new connection
	names   recent          // whose name was resolved
	failed  map[string]bool // which hosts failed since anybody last answered
	ours    bool            // one of those failures can only be our own
}

// A silent name or host is as good as two: how many it takes to suspect our own network.
const suspects = 2

// maxFailed bounds the memory of an outage; two are enough to suspect one.
const maxFailed = 64

func (n *network) answered(u *url.URL) {
	n.now++
	n.answers.see(sighting{hostPort(u), u, n.now})
	clear(n.failed)
	n.ours = false
}

// resolved notes that a name was looked up. Names without a dot come from files and search lists,
// and say nothing of the resolver.
func (n *network) resolved(name string) {
	name = strings.TrimSuffix(name, ".")
	if strings.Contains(name, ".") {
		n.now++
		n.names.see(sighting{host: name, at: n.now})
	}
}

func (n *network) noteFailure(u *url.URL, f failure) moment {
	n.now++
	if n.failed == nil {
		n.failed = map[string]bool{}
	}
	if len(n.failed) < maxFailed {
		n.failed[u.Hostname()] = true
	}
	n.ours = n.ours || f.ours
	return n.now
}

// witness returns the latest sign of life that speaks for a failure of u being its own. That a name does
// not exist is the resolver's word, so another name must have been resolved; where the run has no
// other name, an answer has to do.
func (n *network) witness(cause string, u *url.URL) sighting {
	if cause == causeNoName && n.names[0].at > 0 {
		return n.names.other(u.Hostname())
	}
	return n.answers.other(hostPort(u))
}

func (n *network) down() bool { return n.ours || len(n.failed) >= suspects }

// note enters a reply into the log.
func (c *Client) note(t *trip, r reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.err == nil && (r.reused || r.status == http.StatusNetworkAuthenticationRequired) {
		return // an old connection may outlive the network, and 511 is a captive portal, not the host
	}
	f := failure{answered: true}
	if r.err != nil {
		f = classify(r.err)
	}
	switch {
	case f.answered:
		c.network.answered(t.at)
		c.review()
	case f.verdict == Refused, f.cause == causeOwnLimit:
	case f.down:
		t.bracketed = t.downAt > 0 && c.network.witness(f.cause, t.at).at > t.downAt
		t.downAt = c.network.noteFailure(t.at, f)
	default:
		c.network.noteFailure(t.at, f)
	}
}

// resolved notes that a name was looked up.
func (c *Client) resolved(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.network.resolved(name)
	c.review()
}
