// Package rdap asks the registries of domains when a domain was registered.
//
// A [Registry] is an instrument. It takes a domain and returns a [Registration]. It knows nothing of articles, rules or
// reports, does not judge what a day of registration means, and opens no connection: it asks through a function that it
// is handed.
//
// It speaks the Registration Data Access Protocol (RFC 7480, 9082 and 9083), with one registry or with a service that
// leads on to the right one. Only an answer on the very domain that was asked for is believed. That a registry knows no
// such domain says nothing: some national registries do not speak the protocol, and some say no days.
package rdap

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
)

const (
	maxRecord = 256 << 10 // bytes of an answer; with all contacts they have about 30 KiB
	maxHops   = 4         // redirects that are followed: a service leads to a registry, and some to a registrar
)

// A State says what is known of a domain's registration.
type State string

// The states. The zero State means that nobody was asked.
const (
	Registered State = "registered"
	Unlisted   State = "unlisted" // there was an answer, and it says no day
	Unknown    State = "unknown"  // it could not be told
)

// A Registration is what a registry says of one domain.
type Registration struct {
	State  State
	Domain string    // as it was asked for
	At     time.Time // when it was registered, in UTC; only when Registered
	Reason string    // why it is Unknown, as half a sentence for a person; else ""
}

// Options say who is asked, and how.
type Options struct {
	Endpoint string    // http or https URL of an RDAP service: domains are below it, at /domain/
	Now      time.Time // a registration that has not come yet is not believed; zero: any is
	// Fetch makes the requests.
	Fetch func(context.Context, link.Request) (link.Response, error)
	// Allowance is how long the service may keep everything else waiting; nil: as long as it likes.
	Allowance *inquiry.Allowance
}

// A Registry asks one service. It keeps its answers, and is safe for concurrent use.
type Registry struct {
	options Options
	desk    inquiry.Desk[Registration]
}

// New returns a Registry, or says why its endpoint cannot be one.
func New(o Options) (*Registry, error) {
	endpoint, ok := inquiry.Endpoint(o.Endpoint)
	if !ok {
		return nil, errors.New("an RDAP service is named by an http or https URL, such as https://rdap.org")
	}
	o.Endpoint = endpoint
	return &Registry{options: o, desk: inquiry.Desk[Registration]{Allowance: o.Allowance}}, nil
}

// Look asks when a domain was registered, once, however many ask. The domain is in ASCII.
func (r *Registry) Look(ctx context.Context, domain string) Registration {
	domain = strings.ToLower(domain)
	found, err := r.desk.Put(ctx, domain, func(ctx context.Context) (Registration, bool) {
		found := r.ask(ctx, domain)
		return found, found.State != Unknown
	})
	if err != nil {
		return unknown(domain, "%v", err)
	}
	return found
}

// ask follows the redirects of the service, which are part of the protocol (RFC 7480, section 5.2).
func (r *Registry) ask(ctx context.Context, domain string) Registration {
	at := r.options.Endpoint + "/domain/" + url.PathEscape(domain)
	for range maxHops + 1 {
		resp, err := r.options.Fetch(ctx, link.Request{URL: at, Header: http.Header{"Accept": {"application/rdap+json"}}, MaxBytes: maxRecord})
		switch {
		case ctx.Err() != nil:
			return unknown(domain, "the registry did not answer in time")
		case err != nil:
			return unknown(domain, "the registry could not be asked: %v", err)
		case resp.Cut:
			return unknown(domain, "the registry's answer has no end")
		case !leadsOn(resp.Status):
			return r.read(resp.Status, resp.Body, domain)
		}
		if at, err = next(resp); err != nil {
			return unknown(domain, "the registry led nowhere: %v", err)
		}
	}
	return unknown(domain, "the registry led on %d times", maxHops+1)
}

func leadsOn(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func next(resp link.Response) (string, error) {
	base, err := url.Parse(resp.URL)
	if err != nil {
		return "", err
	}
	to, err := base.Parse(resp.Header.Get("Location"))
	if err != nil {
		return "", err
	}
	return to.String(), nil
}

// A record is what a registry answers (RFC 9083, sections 4.5 and 5.3).
type record struct {
	Class  string `json:"objectClassName"`
	Name   string `json:"ldhName"`
	Events []struct {
		Action string `json:"eventAction"`
		Date   string `json:"eventDate"`
	} `json:"events"`
}

// firstYear is that of the first domains.
const firstYear = 1985

// read judges an answer. That the registry has no such domain (RFC 7480, section 5.3), or cannot say, is one.
func (r *Registry) read(status int, body []byte, domain string) Registration {
	switch status {
	case http.StatusOK:
	case http.StatusNotFound, http.StatusBadRequest, http.StatusNotImplemented:
		return Registration{State: Unlisted, Domain: domain}
	default:
		return unknown(domain, "the registry answered %d %s", status, http.StatusText(status))
	}
	var got record
	if err := json.Unmarshal(body, &got); err != nil || got.Class != "domain" {
		return unknown(domain, "what answered did not answer as a registry does")
	}
	if !strings.EqualFold(strings.TrimSuffix(got.Name, "."), domain) {
		return unknown(domain, "the registry answered for another domain")
	}
	for _, event := range got.Events {
		at, err := time.Parse(time.RFC3339, event.Date)
		if err != nil || event.Action != "registration" || at.Year() < firstYear || !r.options.Now.IsZero() && at.After(r.options.Now.Add(24*time.Hour)) {
			continue
		}
		return Registration{State: Registered, Domain: domain, At: at.UTC()}
	}
	return Registration{State: Unlisted, Domain: domain}
}

func unknown(domain, format string, args ...any) Registration {
	return Registration{State: Unknown, Domain: domain, Reason: fmt.Sprintf(format, args...)}
}
