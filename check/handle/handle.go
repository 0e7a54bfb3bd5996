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

	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
)

// DOIOrg is the resolver of the DOI Foundation.
const DOIOrg = "https://doi.org"

// maxRecord bounds the answer to one question.
const maxRecord = 64 << 10

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
	// Allowance is how long the resolver may keep everything else waiting; nil: as long as it likes.
	Allowance *inquiry.Allowance
}

// A Resolver asks one handle proxy. It keeps its answers, and is safe for concurrent use.
type Resolver struct {
	options Options
	desk    inquiry.Desk[Registration]
}

// New returns a Resolver, or says why its endpoint cannot be one.
func New(o Options) (*Resolver, error) {
	endpoint, ok := inquiry.Endpoint(o.Endpoint)
	if !ok {
		return nil, errors.New("a DOI resolver is named by an http or https URL, such as " + DOIOrg)
	}
	o.Endpoint = endpoint
	return &Resolver{options: o, desk: inquiry.Desk[Registration]{Allowance: o.Allowance}}, nil
}

// Address is where this resolver answers for a DOI, one for all its spellings.
func (r *Resolver) Address(doi string) string { return r.address(strings.ToLower(doi)) }

func (r *Resolver) address(doi string) string {
	return r.options.Endpoint + "/api/handles/" + escape(doi) + "?type=URL"
}

// Look asks whether a DOI is registered. One is asked about once, however many ask and in whatever case of
// letters, which does not count in a DOI (ISO 26324).
func (r *Resolver) Look(ctx context.Context, doi string) Registration {
	found, err := r.desk.Put(ctx, strings.ToLower(doi), func(ctx context.Context) (Registration, bool) {
		found, answered := r.ask(ctx, doi)
		if found.State == Unregistered { // only what is said twice is believed
			found, answered = r.ask(ctx, doi)
		}
		return found, answered
	})
	if err != nil {
		return unknown("%v", err)
	}
	return found
}

// ask tells with the registration whether a resolver has answered at all: one that cannot make sense of an odd name is
// there, and the next name may be plain.
func (r *Resolver) ask(ctx context.Context, doi string) (found Registration, answered bool) {
	resp, err := r.options.Fetch(ctx, link.Request{
		URL: r.address(doi), Header: http.Header{"Accept": {"application/json"}}, MaxBytes: maxRecord,
	})
	switch {
	case ctx.Err() != nil:
		return unknown("the resolver did not answer in time"), false
	case err != nil:
		return unknown("the resolver could not be asked: %v", err), false
	case resp.Cut:
		return unknown("the resolver's answer has no end"), false
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

// read judges an answer, and tells whether a resolver gave it.
func read(status int, body []byte, doi string) (found Registration, answered bool) {
	var got record
	if err := json.Unmarshal(body, &got); err != nil || got.Code == 0 {
		if status == http.StatusOK || http.StatusText(status) == "" {
			return unknown("what answered did not answer as a resolver does"), false
		}
		return unknown("the resolver answered %d %s", status, http.StatusText(status)), blamesName(status)
	}
	return got.about(status, doi), status < http.StatusInternalServerError && status != http.StatusTooManyRequests
}

// blamesName tells whether a server, or the one before it, will not have a name as it is spelt.
func blamesName(status int) bool {
	return status == http.StatusBadRequest || status == http.StatusRequestURITooLong || status == http.StatusUnprocessableEntity
}

// about is what a record says of a DOI, if it is of that one.
func (r record) about(status int, doi string) Registration {
	switch {
	case !strings.EqualFold(r.Handle, doi):
		return unknown("the resolver answered for another name")
	case r.Code == codeNoHandle && status == http.StatusNotFound:
		return Registration{State: Unregistered}
	case r.Code == codeSuccess && status == http.StatusOK:
		return Registration{State: Registered, Target: r.target()}
	case r.Code == codeNoValues && (status == http.StatusOK || status == http.StatusNotFound):
		return Registration{State: Registered}
	}
	return unknown("the resolver answered with code %d", r.Code)
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
