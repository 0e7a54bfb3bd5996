package link

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A captive portal answers in the place of every host, with its own page or with a redirect to itself. It can do
// so only where nothing proves who answers: over plain HTTP, or with a certificate that nobody trusts. What gives
// it away is that hosts that have nothing to do with each other answer alike, and that a host which answered
// otherwise before now does so, too. Without such a witness a page that many hosts share is just a page; a
// redirect that they share is a portal's when no host at all has answered otherwise.
type portals struct {
	looks  map[string]*look
	order  []string // the keys of looks, the oldest first
	others [3]other // the latest answers of different keys, the latest first
	alone  bool     // so far every answer bore one key
}

// A look is what several answers have in common.
type look struct {
	sites   []string // registrable domains, at most portalSites
	jobs    []*job   // what was answered so, at most maxAlike
	cleared bool     // a witness proved it harmless
}

type other struct {
	key string
	url *url.URL
}

const (
	// portalSites is how many unrelated sites must look alike before a portal is suspected.
	portalSites = 5
	// maxLooks and maxAlike bound the memory of it.
	maxLooks = 64
	maxAlike = 64
)

// likeness names what a reply has in common with what a portal would answer to others, "" when nothing.
func likeness(t *trip, r reply) string {
	switch {
	case r.err != nil:
		return certificateKey(r.err)
	case t.at.Scheme != "http":
		return ""
	case isRedirect(r.status):
		to, refused := resolve(t.at, r.header.Get("Location"))
		if refused != nil || site(to) == site(t.at) {
			return ""
		}
		return "redirect " + to.Host
	case r.status >= 200 && r.status < 300 && r.page.text+len(r.page.title) > 0:
		sum := fnv.New64a()
		_, _ = fmt.Fprintf(sum, "%s\x00%s\x00%d", r.page.title, r.page.heading, r.page.text)
		return fmt.Sprintf("page %x", sum.Sum64())
	}
	return ""
}

// see enters a reply over a new connection. Only the first request of a trip counts: where that is redirected to,
// another host answers.
func (c *Client) see(j *job, r reply) {
	t := j.trip()
	if t.raw != nil || t.at != t.from || r.reused {
		return
	}
	key := likeness(t, r)
	if passing := r.err != nil || r.status >= http.StatusTooManyRequests; passing && key == "" {
		return // it may be answered otherwise next time
	}
	p := &c.portals
	if t.key = key; key == "" {
		key = "host " + hostPort(t.at) // proved by its certificate, or by what no portal would send
	}
	p.noteOther(other{key, t.at})
	if t.key == "" {
		return
	}
	if key == c.breaker.key && (c.breaker.state == lost || t.began <= c.breaker.to) { // asked before the portal was known for one, or gone
		t.void = true
		return
	}
	l := p.looks[key]
	if l == nil {
		l = c.addLook(key)
	}
	if s := site(t.from); len(l.sites) < portalSites && !slices.Contains(l.sites, s) {
		l.sites = append(l.sites, s)
	}
	if len(l.jobs) < maxAlike && !l.cleared && !slices.Contains(l.jobs, j) {
		l.jobs = append(l.jobs, j)
	}
	if len(l.sites) == portalSites && !l.cleared && p.suspicious(key) {
		c.trip(key)
	}
}

// addLook makes room for a look. Of what is forgotten nothing can be taken back any more.
func (c *Client) addLook(key string) *look {
	p := &c.portals
	if p.looks == nil {
		p.looks = map[string]*look{}
	}
	if len(p.order) >= maxLooks {
		c.letGo(p.looks[p.order[0]].jobs)
		delete(p.looks, p.order[0])
		p.order = p.order[1:]
	}
	l := &look{}
	p.looks[key] = l
	p.order = append(p.order, key)
	return l
}

// lists tells whether a job can be taken back, should its key turn out to be a portal's.
func (p *portals) lists(key string, j *job) bool {
	l := p.looks[key]
	return l != nil && slices.Contains(l.jobs, j)
}

// letGo makes answers final, so that nobody has to remember who was told.
func (c *Client) letGo(jobs []*job) {
	for _, j := range jobs {
		for _, a := range j.told {
			a.settled = append(a.settled, j)
		}
		j.likeness, j.told = "", nil
	}
}

func (p *portals) noteOther(o other) {
	p.alone = p.others[0].url == nil || p.alone && o.key == p.others[0].key
	for i, was := range p.others {
		p.others[i] = o
		if was.key == p.others[0].key {
			return
		}
		o = was
	}
}

// witnesses returns those who answered with another key.
func (p *portals) witnesses(key string) (urls []*url.URL) {
	for _, o := range p.others {
		if o.url != nil && o.key != key {
			urls = append(urls, o.url)
		}
	}
	return urls
}

func (p *portals) suspicious(key string) bool {
	return len(p.witnesses(key)) > 0 || p.alone && strings.HasPrefix(key, "redirect ")
}

// beacons returns whom to ask whether the portal of a key is still there.
func (p *portals) beacons(key string) []*url.URL {
	urls := p.witnesses(key)
	if l := p.looks[key]; l != nil && len(urls) == 0 {
		for _, j := range l.jobs[:min(len(l.jobs), 2)] {
			urls = append(urls, j.asked)
		}
	}
	return urls
}

// alike tells whether an answer has to wait, for it looks like that of an unrelated site and somebody else has
// answered otherwise before: it may be a portal's.
func (c *Client) alike(j *job) bool {
	key := j.trip().key
	l := c.portals.looks[key]
	return key != "" && l != nil && !l.cleared && len(l.sites) > 1 && j.trip().raw == nil && c.portals.suspicious(key) && slices.Contains(l.jobs, j)
}

// clearPortal lets go what looked alike: it is asked again when it was a portal's.
func (c *Client) clearPortal(key string, wasPortal bool) {
	if wasPortal {
		c.voidPortal(key)
		return
	}
	l := c.portals.looks[key]
	if l == nil {
		return
	}
	l.cleared = true
	jobs := l.jobs
	l.jobs = nil
	c.letGo(jobs)
	for _, j := range jobs {
		if j.state == held && !c.held[j] { // else it waits for the proof of its death
			c.release(j)
		}
	}
}

// voidPortal takes back what a portal answered, and asks for it again; while the network is lost that ends
// as "could not tell".
func (c *Client) voidPortal(key string) {
	l := c.portals.looks[key]
	if l == nil {
		return
	}
	delete(c.portals.looks, key)
	c.portals.order = slices.DeleteFunc(c.portals.order, func(k string) bool { return k == key })
	for _, j := range l.jobs {
		c.reopen(j)
	}
}
