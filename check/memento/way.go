package memento

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/citelint/citelint/check/link"
)

// A way is one way to ask an archive.
type way struct {
	kind   kind
	prefix string // what a page's URL is put behind, or the endpoint itself
}

type kind int

const (
	timeGate     kind = iota // RFC 7089, section 4
	timeMap                  // RFC 7089, section 5
	availability             // archive.org/help/wayback_api.php
)

// waysOf returns how an endpoint may have to be asked, the likeliest first: one way where its address says it.
// The order is that of the servers that people run themselves, pywb and MemGator, and of the Wayback Machine.
func waysOf(base *url.URL) []way {
	whole := base.String()
	prefix, inQuery := whole, strings.HasSuffix(whole, "=")
	if !strings.HasSuffix(prefix, "/") && !inQuery {
		prefix += "/"
	}
	switch path := strings.Trim(base.Path, "/"); {
	case strings.HasSuffix(path, "wayback/available"):
		return []way{{availability, whole}}
	case strings.Contains(path, "timemap"):
		return []way{{timeMap, prefix}}
	case strings.Contains(path, "timegate"), path == "web", strings.HasSuffix(path, "/web"):
		return []way{{timeGate, prefix}}
	case inQuery:
		return []way{{timeGate, prefix}, {timeMap, prefix}}
	}
	return []way{{timeGate, prefix + "timegate/"}, {timeMap, prefix + "timemap/link/"}, {timeGate, prefix}, {availability, prefix + "wayback/available"}}
}

func (w way) ask(ctx context.Context, a *Archive, q question) answer {
	switch w.kind {
	case timeMap:
		return a.askTimeMap(ctx, w.of(q), q)
	case availability:
		return a.askAvailability(ctx, w.prefix, q)
	}
	return a.askTimeGate(ctx, w.of(q), q)
}

// of is where a page is asked for. The endpoint may be a query whose last value is missing.
func (w way) of(q question) string {
	if strings.HasSuffix(w.prefix, "=") {
		return w.prefix + url.QueryEscape(q.url)
	}
	return w.prefix + q.url
}

const (
	maxHops   = 4 // requests that one answer may lead through
	maxCopies = 3 // copies that are looked at, the nearest first
)

// get asks for a document, without its body where maxBytes is 0.
func (a *Archive) get(ctx context.Context, url string, header http.Header, maxBytes int64) (link.Response, error) {
	return a.options.Fetch(ctx, link.Request{URL: url, Header: header, MaxBytes: maxBytes})
}

// getListing asks for a listing, and follows redirects within the archive's site.
func (a *Archive) getListing(ctx context.Context, from, accept string, maxBytes int64) (link.Response, error) {
	resp, err := a.get(ctx, from, http.Header{"Accept": {accept}}, maxBytes)
	for hop := 1; err == nil && redirects(resp) && hop < maxHops; hop++ {
		to := locationOf(resp)
		if to == nil || !a.ownSite(to) {
			break
		}
		resp, err = a.get(ctx, to.String(), http.Header{"Accept": {accept}}, maxBytes)
	}
	return resp, err
}

// refusal words an answer that is none.
func refusal(resp link.Response) answer {
	if text := http.StatusText(resp.Status); text != "" && resp.Status != http.StatusOK {
		return failed("the archive answered %d %s", resp.Status, text)
	}
	return failed("what answered did not answer as an archive does")
}

// refusalOf is the same of an archive's TimeGate or TimeMap: one that refuses a page may speak of the next.
func refusalOf(resp link.Response) answer {
	refused := refusal(resp)
	refused.marked = marked(resp) && resp.Status < http.StatusInternalServerError && resp.Status != http.StatusTooManyRequests
	return refused
}

func mute(ctx context.Context, err error) answer {
	if ctx.Err() != nil {
		return answer{why: "the archive did not answer in time", mute: true}
	}
	return answer{why: "the archive could not be asked: " + err.Error(), mute: true}
}

func redirects(r link.Response) bool {
	switch r.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func succeeds(r link.Response) bool { return r.Status >= 200 && r.Status < 300 }

// locationOf returns where a redirect leads, nil if nowhere.
func locationOf(r link.Response) *url.URL {
	return resolve(r.URL, r.Header.Get("Location"))
}

// resolve reads an address that a server wrote, relative to the one that it was asked for; nil if that is not
// a web page's.
func resolve(from, ref string) *url.URL {
	base, err := url.Parse(from)
	if err != nil || ref == "" || len(ref) > maxTarget {
		return nil
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return nil
	}
	return u
}

// marked tells whether an answer is an archive's: it bears a header of Memento (RFC 7089, section 2) or of the
// Wayback Machine's software.
func marked(r link.Response) bool {
	if r.Header.Get("Memento-Datetime") != "" || strings.HasPrefix(r.Header.Get("X-App-Server"), "wwwb") {
		return true
	}
	for name := range r.Header {
		if strings.HasPrefix(name, "X-Archive-") {
			return true
		}
	}
	if strings.Contains(strings.ToLower(strings.Join(r.Header.Values("Vary"), ",")), "accept-datetime") {
		return true
	}
	for l := range linksOf(r) {
		if l.is("memento") || l.is("timegate") || l.is("timemap") {
			return true
		}
	}
	return false
}
