// Package handle asks a handle resolver whether a DOI is registered, and where it leads.
//
// A [Resolver] is an instrument. It takes a DOI (ISO 26324) and returns a [Registration]. It knows nothing of
// articles, rules or reports, does not judge whether a name has the form of a DOI, and opens no connection: it
// asks through a function that it is handed.
//
// It asks the REST interface of the handle proxy (RFC 3650 to 3652; DOI Handbook, section 3.8.3), which answers with a
// code of its own in JSON. That a DOI is not registered is believed only when that code says so, twice; a status
// line, a page for people or a portal in between say nothing.
package handle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/citelint/citelint/check/link"
)

// DOIOrg is the resolver of the DOI Foundation.
const DOIOrg = "https://doi.org"

const (
	// patience is how long one DOI may take, whatever a resolver does.
	patience = 45 * time.Second
	// maxFailures is how many DOIs in a row a resolver may fail to answer for, before it is given up.
	maxFailures = 3
	// maxKept bounds the DOIs that are remembered, maxRecord the answer to one.
	maxKept, maxRecord = 10_000, 64 << 10
)

// A State says whether a DOI is registered.
type State string

// The states. The zero State means that no resolver was asked.
const (
	Registered   State = "registered"
	Unregistered State = "unregistered" // the resolver said, twice, that there is no such DOI
	Unknown      State = "unknown"      // it could not be told
)

// A Registration is what a resolver knows of one DOI.
type Registration struct {
	State  State
	Target string // the URL that it is registered for; "" when it has none, or none that is a web page's
	Reason string // why it is Unknown, as half a sentence for a person; else ""
}

func unknown(format string, args ...any) Registration {
	return Registration{State: Unknown, Reason: fmt.Sprintf(format, args...)}
}

// Options say which resolver is asked, and how.
type Options struct {
	Endpoint string // http or https URL of a handle proxy, such as DOIOrg
	// Fetch makes the requests.
	Fetch func(context.Context, link.Request) (link.Response, error)
}

// A Resolver asks one handle proxy. It keeps its answers, and is safe for concurrent use.
type Resolver struct {
	options Options

	mu       sync.Mutex
	failures int // in a row
	lookups  map[string]*lookup
}

// A lookup is one DOI that was, or is being, asked about.
type lookup struct {
	done         chan struct{}
	registration Registration
	void         bool // who asked gave up; ask again
}

// New returns a Resolver, or says why its endpoint cannot be one.
func New(o Options) (*Resolver, error) {
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("a DOI resolver is named by an http or https URL, such as " + DOIOrg)
	}
	o.Endpoint = strings.TrimRight(o.Endpoint, "/")
	return &Resolver{options: o, lookups: map[string]*lookup{}}, nil
}

// Look asks whether a DOI is registered. One is asked about once, however many ask and in whatever case of
// letters, which does not count in a DOI (ISO 26324).
func (r *Resolver) Look(ctx context.Context, doi string) Registration {
	key := strings.ToLower(doi)
	for {
		l, mine := r.join(key)
		if mine {
			l.registration = r.ask(ctx, doi)
			r.leave(key, l, ctx.Err() != nil)
			return l.registration
		}
		select {
		case <-l.done:
		case <-ctx.Done():
			return unknown("the run ended before an answer")
		}
		if !l.void {
			return l.registration
		}
	}
}

func (r *Resolver) join(key string) (l *lookup, mine bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if l = r.lookups[key]; l != nil {
		return l, false
	}
	if len(r.lookups) >= maxKept {
		clear(r.lookups)
	}
	l = &lookup{done: make(chan struct{})}
	r.lookups[key] = l
	return l, true
}

func (r *Resolver) leave(key string, l *lookup, void bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case void:
	case l.registration.State == Unknown:
		r.failures++
	default:
		r.failures = 0
	}
	if l.void = void; void && r.lookups[key] == l {
		delete(r.lookups, key)
	}
	close(l.done)
}

func (r *Resolver) givenUp() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failures >= maxFailures
}

// ask asks, unless the resolver was given up, and takes "not registered" for an answer only when it is given
// twice.
func (r *Resolver) ask(ctx context.Context, doi string) Registration {
	if r.givenUp() {
		return unknown("the resolver was not asked, for it did not answer the questions before")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	first := r.askOnce(ctx, doi)
	if first.State != Unregistered {
		return first
	}
	return r.askOnce(ctx, doi)
}

func (r *Resolver) askOnce(ctx context.Context, doi string) Registration {
	resp, err := r.options.Fetch(ctx, link.Request{
		URL:    r.options.Endpoint + "/api/handles/" + escape(doi) + "?type=URL",
		Header: http.Header{"Accept": {"application/json"}}, MaxBytes: maxRecord,
	})
	switch {
	case ctx.Err() != nil:
		return unknown("the resolver did not answer in time")
	case err != nil:
		return unknown("the resolver could not be asked: %v", err)
	case resp.Cut:
		return unknown("the resolver's answer has no end")
	}
	return read(resp.Status, resp.Body, doi)
}

// The codes of a handle proxy (Handle.Net technical manual, section 14.2 "Proxy Server REST API").
const (
	codeSuccess  = 1
	codeNoHandle = 100 // with HTTP status 404
	codeNoValues = 200 // the handle exists, and has no value of the type that was asked for
)

// A record is what the proxy answers.
type record struct {
	Code   int    `json:"responseCode"`
	Handle string `json:"handle"`
	Values []struct {
		Type string `json:"type"`
		Data struct {
			Value any `json:"value"` // a string for most types, an object for some
		} `json:"data"`
	} `json:"values"`
}

// read judges an answer. It must be about the DOI that was asked for.
func read(status int, body []byte, doi string) Registration {
	var got record
	if err := json.Unmarshal(body, &got); err != nil || got.Code == 0 {
		if status == http.StatusOK || http.StatusText(status) == "" {
			return unknown("what answered did not answer as a resolver does")
		}
		return unknown("the resolver answered %d %s", status, http.StatusText(status))
	}
	switch {
	case !strings.EqualFold(got.Handle, doi):
		return unknown("the resolver answered for another name")
	case got.Code == codeNoHandle && status == http.StatusNotFound:
		return Registration{State: Unregistered}
	case got.Code == codeSuccess && status == http.StatusOK:
		return Registration{State: Registered, Target: got.target()}
	case got.Code == codeNoValues && (status == http.StatusOK || status == http.StatusNotFound):
		return Registration{State: Registered}
	}
	return unknown("the resolver answered with code %d", got.Code)
}

const maxTarget = 8 << 10

// target returns the web page among the values.
func (r record) target() string {
	for _, v := range r.Values {
		text, isText := v.Data.Value.(string)
		if v.Type != "URL" || !isText || len(text) > maxTarget {
			continue
		}
		if u, err := url.Parse(text); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil {
			return text
		}
	}
	return ""
}
