package main

import (
	"fmt"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/rdap"
)

// longestSilence is how long an institution may take for one request. It is a
// help, and not worth the wait that a link is.
const longestSilence = 10 * time.Second

// An allowed institution may keep a run waiting for so long.
type allowed struct {
	institution string // as a sentence names it
	*inquiry.Allowance
}

// consult makes ready the web archive and the registries that the flags
// name. They are asked over a client of their own: that they are down says
// nothing of the links, nor of our own network.
func (s *session) consult(o *check.Options) error {
	asked := s.asked
	asked.Retries, asked.Timeout = min(asked.Retries, 1), min(asked.Timeout, longestSilence)
	aside := link.New(asked)
	archive, err := s.newArchive(aside)
	if err == nil {
		o.DOIs, err = s.newRegistry(aside)
	}
	if err == nil {
		o.Domains, err = s.newDomains(aside)
	}
	if err != nil || s.client == nil {
		aside.Close()
		o.DOIs, o.Domains = nil, nil
		return err
	}
	if o.Domains != nil {
		o.Enable = append(o.Enable, "domain-younger-than-date")
	}
	s.aside, o.Archive, o.Allowances = aside, archive, s.allowances()
	return nil
}

// allow makes the allowance of an institution; nil for one without end.
func (s *session) allow(institution string) *inquiry.Allowance {
	limit := s.c.Duration("lookup-time")
	if limit == 0 {
		return nil
	}
	allowance := inquiry.NewAllowance(limit, s.streams.Now)
	s.allowed = append(s.allowed, allowed{institution, allowance})
	return allowance
}

// allowances are those of all institutions that are asked.
func (s *session) allowances() (all []*inquiry.Allowance) {
	for _, a := range s.allowed {
		all = append(all, a.Allowance)
	}
	return all
}

// warnOfSlowness names the institutions that were too slow to be asked for everything.
func (s *session) warnOfSlowness() {
	for _, a := range s.allowed {
		if a.Exceeded() {
			s.warn(fmt.Sprintf("%s kept the run waiting for %s, and was not asked for the rest: --lookup-time allows for more", a.institution, s.c.Duration("lookup-time")))
		}
	}
}

// newArchive reads --archive; nil for none.
func (s *session) newArchive(client *link.Client) (check.Archive, error) {
	endpoint := s.c.String("archive")
	if endpoint == "none" {
		return nil, nil
	}
	archive, err := memento.New(memento.Options{Endpoint: endpoint, Fetch: client.Fetch, Now: s.streams.Now(), Allowance: s.allow("the web archive")})
	if err != nil {
		return nil, usage("%q of --archive is no archive: %w; or say none", endpoint, err)
	}
	return archive, nil
}

// newRegistry reads --doi-resolver; nil for none.
func (s *session) newRegistry(client *link.Client) (check.Registry, error) {
	endpoint := s.c.String("doi-resolver")
	if endpoint == "none" {
		return nil, nil
	}
	resolver, err := handle.New(handle.Options{Endpoint: endpoint, Fetch: client.Fetch, Allowance: s.allow("the DOI resolver")})
	if err != nil {
		return nil, usage("%q of --doi-resolver is no resolver: %w; or say none", endpoint, err)
	}
	return resolver, nil
}

// newDomains reads --rdap; nil for none.
func (s *session) newDomains(client *link.Client) (check.Domains, error) {
	endpoint := s.c.String("rdap")
	if endpoint == "none" {
		return nil, nil
	}
	registry, err := rdap.New(rdap.Options{Endpoint: endpoint, Fetch: client.Fetch, Now: s.streams.Now(), Allowance: s.allow("the registry of domains")})
	if err != nil {
		return nil, usage("%q of --rdap is no registry: %w; or say none", endpoint, err)
	}
	return registry, nil
}
