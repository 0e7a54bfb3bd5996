package faults

import (
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// Story is the page that most behaviours cite.
const Story = "/articles/2019/story.html"

// A Behaviour is one way in which the web treats a link, with the verdict that it deserves.
type Behaviour struct {
	Name  string       // in kebab-case; also its host, Name.example
	URL   string       // what is cited; default http://Name.example{P} with the path Story
	Serve func(*Visit) // how its host answers; default Found

	Verdict  string // in the words of an answer: "alive", "dead"
	Cause    string // why, as a word; "" when plainly alive
	Requests int    // that the host must have seen in the end
	Final    string // where the asking ended, "" if it never left URL
	Says     string // what the reason must contain

	Hurry     bool // asked with a short time limit, and one retry
	NoRetries bool // asked without retries
}

// Host is the name that the behaviour is served under.
func (b Behaviour) Host() string { return b.Name + ".example" }

// Cited is the URL to ask for, with its ports to be filled in by Web.URL.
func (b Behaviour) Cited() string {
	if b.URL == "" {
		return "http://" + b.Host() + "{P}" + Story
	}
	return b.URL
}

// neighbours are the hosts, besides its own, that a behaviour may lead to.
var neighbours = map[string]bool{"alive.example": true, "target.example": true, "upgraded.example": true, "consent.site.example": true}

// Options are those of a Web that has the behaviour.
func (b Behaviour) Options(now func() time.Time) Options {
	return Options{
		Now:  now,
		Host: b.Host(),
		Serve: func(v *Visit) {
			switch {
			case neighbours[v.Host]:
				Found(v)
				return
			case v.Host != b.Host():
				v.web.stray("a request to " + v.Host + v.Path)
			}
			if b.Serve == nil {
				Found(v)
				return
			}
			b.Serve(v)
		},
		Zone: map[string]Record{
			"inner.canary":  {Addrs: []string{canaryAddress}},
			"servfail.test": {Code: dnsmessage.RCodeServerFailure},
		},
	}
}
