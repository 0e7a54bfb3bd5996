package main

import (
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/rdap"
)

// longestSilence is how long an institution may take for one request. It is a
// help, and not worth the wait that a link is.
const longestSilence = 10 * time.Second

// consult makes ready the web archive and the registries that the flags name. They are asked over a client of their own: that they are down says
// nothing of the links, nor of our own network.
func (s *session) consult(o *check.Options) error {
	asked := s.asked
	asked.Retries, asked.Timeout = min(asked.Retries, 1), min(asked.Timeout, longestSilence)
	aside := link.New(asked)
	archive, err := newArchive(s.c.String("archive"), aside, s.streams)
	if err == nil {
		o.DOIs, err = newRegistry(s.c.String("doi-resolver"), aside)
	}
	if err == nil {
		o.Domains, err = newDomains(s.c.String("rdap"), aside, s.streams)
	}
	if err != nil || s.client == nil {
		aside.Close()
		o.DOIs, o.Domains = nil, nil
		return err
	}
	if o.Domains != nil {
		o.Enable = append(o.Enable, "domain-younger-than-date")
	}
	s.aside, o.Archive = aside, archive
	return nil
}

// newArchive reads --archive; nil for none.
func newArchive(endpoint string, client *link.Client, streams Streams) (check.Archive, error) {
	if endpoint == "none" {
		return nil, nil
	}
	archive, err := memento.New(memento.Options{Endpoint: endpoint, Fetch: client.Fetch, Now: streams.Now()})
	if err != nil {
		return nil, usage("%q of --archive is no archive: %w; or say none", endpoint, err)
	}
	return archive, nil
}

// newRegistry reads --doi-resolver; nil for none.
func newRegistry(endpoint string, client *link.Client) (check.Registry, error) {
	if endpoint == "none" {
		return nil, nil
	}
	resolver, err := handle.New(handle.Options{Endpoint: endpoint, Fetch: client.Fetch})
	if err != nil {
		return nil, usage("%q of --doi-resolver is no resolver: %w; or say none", endpoint, err)
	}
	return resolver, nil
}

// newDomains reads --rdap; nil for none.
func newDomains(endpoint string, client *link.Client, streams Streams) (check.Domains, error) {
	if endpoint == "none" {
		return nil, nil
	}
	registry, err := rdap.New(rdap.Options{Endpoint: endpoint, Fetch: client.Fetch, Now: streams.Now()})
	if err != nil {
		return nil, usage("%q of --rdap is no registry: %w; or say none", endpoint, err)
	}
	return registry, nil
}
