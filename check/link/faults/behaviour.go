package faults

import (
	"net"
	"slices"
	"time"
)

// Story is the page that most behaviours cite.
const Story = "/articles/2019/story.html"

// A Behaviour is one way in which the web treats a link, with the verdict that it deserves.
type Behaviour struct {
	Name  string // in kebab-case; also its host, Name.example
	About string // what it is, in one sentence: lower case, no period
	URL   string // what is cited; default http://Name.example{P} with the path Story

	Serve    func(*Visit)      // how its host answers; default Found
	Speak    func(net.Conn)    // how it speaks at {R}, where that is below HTTP
	SpeakTLS string            // the protocol that TLS is to agree on before, "" for no TLS
	Zone     map[string]Record // what the resolver says, where that matters

	Verdict string // in the words of an answer: "alive", "dead"
	Cause   string // why, as a word; "" when plainly alive. With "|", one of several, where a race decides
	Final   string // where the asking ended, "" if it never left URL
	Says    string // what the reason must contain

	// What the server may see of the client.

	Requests    int           // that its host must have seen in the end
	Connections int           // the most; default 8 for each of 4 attempts
	Sent        int64         // the most bytes that the client may take; default 16 MiB
	Gap         time.Duration // the least between two requests to its host
	Cookies     bool          // its cookies may come back, for it cannot be had without
	Lingers     bool          // its host notices late that a client has gone, so that requests seem to overlap

	// How it must be asked.

	Hurry     bool   // with a short time limit, and one retry
	NoRetries bool   // without retries
	NotByHand string // why a person cannot try it with a program and its defaults, "" if it can be tried
}

// Why a behaviour is not for trying by hand.
const (
	needsNames = "it is told by its name, which needs a resolver of its own"
	needsFlags = "it needs --retries 0"
	readFirst  = "the reader of an article finds it malformed before anybody asks"
	notCited   = "no article cites such a thing as a web page"
)

// All returns every behaviour, those of one kind together.
func All() []Behaviour {
	return slices.Concat(statuses, redirects, inward(), addresses, names, softDead(), walls, wire, bombs, allContents(), secure, http2Faults)
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
var neighbours = map[string]bool{"alive.example": true, "target.example": true, "consent.site.example": true}

// Options are those of a Web that has the behaviour.
func (b Behaviour) Options(now func() time.Time) Options {
	return Options{
		Serve: b.serve, Speak: b.Speak, SpeakTLS: b.SpeakTLS, Zone: b.Zone, Now: now,
		Host: b.Host(), Cookies: b.Cookies,
	}
}

func (b Behaviour) serve(v *Visit) {
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
}
