package link

import (
	"net/http"
	"net/url"
	"slices"
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
	switch {
	case s.host == r[0].host:
		r[0].at = max(r[0].at, s.at)
	case s.at > r[0].at:
		r[0], r[1] = s, r[0]
	case s.at > r[1].at:
		r[1] = s
	}
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
// Without the first, an outage that ended would bury every host that was asked during it. An answer
// counts from the moment when it was asked for, so one that was under way proves nothing.
type network struct {
	now     moment
	answers recent          // who spoke HTTP or TLS over a new connection
	names   recent          // whose name was resolved
	vouched recent          // pages that were there in an earlier run; at moment 0, before all of this one
	failed  map[string]bool // which hosts failed since anybody last answered
	ours    bool            // one of those failures can only be our own
	window  []outcome       // of the last windowHosts hosts, the oldest first
	blamed  map[string]bool // hosts that failed while the network was proved to be up: no evidence any more
}

// An outcome is how the latest request to a host over a new connection ended.
type outcome struct {
	url    *url.URL
	failed bool
}

const (
	// windowHosts of which windowFailed, four in five, have failed are a reason to doubt our own network.
	windowHosts  = 20
	windowFailed = 16
	// silentHosts in a row are one, too, where somebody answered before who can be asked again.
	silentHosts = 5
)

// suspects is how many hosts must fail, with nobody answering, before our own network is suspected; a
// single one may just be gone.
const suspects = 2

// maxFailed hosts without an answer are an outage even where nobody has answered before; it bounds the memory of
// one, and maxBlamed that of hosts that are to blame themselves.
const (
	maxFailed = 64
	maxBlamed = 4096
)

func (n *network) answered(u *url.URL, began moment) {
	n.answers.see(sighting{hostPort(u), u, began})
	n.enter(outcome{url: u})
	clear(n.failed)
	n.ours = false
}

func (n *network) enter(o outcome) {
	n.window = slices.DeleteFunc(n.window, func(was outcome) bool { return was.url.Hostname() == o.url.Hostname() })
	if len(n.window) == windowHosts {
		n.window = slices.Delete(n.window, 0, 1)
	}
	n.window = append(n.window, o)
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
	n.ours = n.ours || f.ours
	if n.blamed[u.Hostname()] {
		return n.now
	}
	if n.failed == nil {
		n.failed = map[string]bool{}
	}
	if len(n.failed) < maxFailed {
		n.failed[u.Hostname()] = true
	}
	n.enter(outcome{url: u, failed: true})
	return n.now
}

// suspicious tells whether so much fails that our own network should be tested. Where nobody has answered yet there is
// nobody to test it with, and the next host may be the first: that takes many more.
func (n *network) suspicious() bool {
	switch {
	case n.answers[0].url == nil:
		return len(n.failed) >= maxFailed
	case len(n.failed) >= silentHosts:
		return true
	}
	failed := 0
	for _, o := range n.window {
		if o.failed {
			failed++
		}
	}
	return failed >= windowFailed
}

// beacons returns whom to ask for a sign of life: those that answered last, else those that failed last.
func (n *network) beacons() (urls []*url.URL) {
	for _, s := range n.answers {
		if s.url != nil {
			urls = append(urls, s.url)
		}
	}
	for _, o := range slices.Backward(n.window) {
		if len(urls) < len(n.answers) {
			urls = append(urls, o.url)
		}
	}
	return urls
}

// exonerate drops what speaks against our own network, which is known to be up, and was all along unless there
// was an outage: then the hosts that failed did so by themselves.
func (n *network) exonerate(outage bool) {
	if outage || n.blamed == nil || len(n.blamed) > maxBlamed {
		n.blamed = map[string]bool{}
	}
	for _, o := range n.window {
		if o.failed && !outage {
			n.blamed[o.url.Hostname()] = true
		}
	}
	n.window, n.ours = nil, false
	clear(n.failed)
}

// witness returns the latest sign of life that speaks for a failure of u being its own. That a name does
// not exist is the resolver's word, so another name must have been resolved; where the run has no
// other name, an answer has to do. Where there is no such sign, a page that was there in an earlier run may give
// one: its moment is 0, which proves nothing yet.
func (n *network) witness(cause string, u *url.URL) sighting {
	w := n.answers.other(hostPort(u))
	if cause == causeNoName && n.names[0].at > 0 {
		w = n.names.other(u.Hostname())
	}
	if w.host == "" {
		w = n.vouched.other(hostPort(u))
	}
	return w
}

// Vouch names pages that were there not long ago and are not to be asked now. One or two of them are asked after
// all when this run has to know whether our own network is up, and none of its own links has shown that.
func (c *Client) Vouch(urls []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := &c.network.vouched
	for _, raw := range urls {
		u, refused := target(raw)
		switch {
		case v[1].url != nil:
			return
		case refused != nil:
		case v[0].url == nil:
			v[0] = sighting{host: hostPort(u), url: u}
		case v[0].host != hostPort(u):
			v[1] = sighting{host: hostPort(u), url: u}
		}
	}
}

func (n *network) down() bool { return n.ours || len(n.failed) >= suspects }

// begin enters a request into the log: when it began, and whether the network was seen to be up between
// the host's last failure and now.
func (c *Client) begin(t *trip) {
	c.pardon(t)
	c.network.now++
	t.began = c.network.now
	t.vouched = t.downAt > 0 && c.network.witness(t.so.Cause, t.at).at > t.downAt
}

// note enters a reply into the log.
func (c *Client) note(t *trip, r reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.aside {
		return
	}
	if r.err == nil && (r.reused || r.status == http.StatusNetworkAuthenticationRequired) {
		return // an old connection may outlive the network, and 511 is a captive portal, not the host
	}
	f := failure{answered: true}
	if r.err != nil {
		f = classify(r.err)
	}
	switch {
	case f.answered:
		c.network.answered(t.at, t.began)
		c.review()
	case f.verdict == Refused, f.cause == causeOwnLimit:
	case f.down:
		t.bracketed = t.vouched && f.cause == t.so.Cause
		t.downAt = c.network.noteFailure(t.at, f)
		t.failedAt = t.downAt
	default:
		t.failedAt = c.network.noteFailure(t.at, f)
	}
	if c.network.suspicious() {
		c.trip("")
	}
}

// resolved notes that a name was looked up.
func (c *Client) resolved(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.network.resolved(name)
	c.review()
}
