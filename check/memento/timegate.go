package memento

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/citelint/citelint/check/link"
)

// askTimeGate asks a TimeGate. It redirects to the copy nearest the date (RFC 7089, sections 4.1 and 4.3), or
// is the copy itself (section 4.2).
func (a *Archive) askTimeGate(ctx context.Context, at string, q question) answer {
	header := http.Header{}
	if !q.near.IsZero() {
		header.Set("Accept-Datetime", q.near.UTC().Format(http.TimeFormat))
	}
	for range maxHops {
		resp, err := a.get(ctx, at, header, 0)
		if err != nil {
			return mute(ctx, err)
		}
		to := locationOf(resp)
		switch {
		case resp.Header.Get("Memento-Datetime") != "":
			return a.choose(ctx, q, []copied{a.itself(resp, q)})
		case redirects(resp) && a.mayBe(to, q) && (marked(resp) || !stamped(to.String()).IsZero()):
			return a.choose(ctx, q, []copied{a.led(resp, to)})
		case redirects(resp) && to != nil && a.ownSite(to):
			at = to.String()
		case resp.Status == http.StatusNotFound:
			return answer{none: true, marked: marked(resp)}
		default:
			return refusalOf(resp)
		}
	}
	return failed("the archive's redirects lead nowhere")
}

// itself is the copy that an answer is, which may say that its own address is another one.
func (a *Archive) itself(resp link.Response, q question) copied {
	c := copied{url: resp.URL, at: a.possible(httpDate(resp.Header.Get("Memento-Datetime")))}
	if own := resolve(resp.URL, resp.Header.Get("Content-Location")); a.mayBe(own, q) {
		c.url = own.String()
	}
	return c
}

// led is the copy that a redirect leads to. Its date stands beside it among the links, or in its address.
func (a *Archive) led(resp link.Response, to *url.URL) copied {
	c := copied{url: to.String()}
	for l := range linksOf(resp) {
		if target := resolve(resp.URL, l.target); l.is("memento") && target != nil && target.String() == c.url {
			c.at = a.possible(l.at("datetime"))
		}
	}
	if c.at.IsZero() {
		c.at = a.possible(stamped(c.url))
	}
	return c
}

// linksOf reads the Link headers of an answer.
func linksOf(resp link.Response) iter.Seq[relation] {
	return relations(strings.Join(resp.Header.Values("Link"), ","))
}

// choose looks at copies, the first ones first, and takes the first that is not known to be one of an error
// page or of a redirect elsewhere. Where a copy is such a one, those before it and the first one of all are
// looked at, too: a page that is gone was there before.
func (a *Archive) choose(ctx context.Context, q question, copies []copied) answer {
	seen := map[string]bool{}
	status := 0
	for len(copies) > 0 && len(seen) < maxCopies {
		c := copies[0]
		copies = copies[1:]
		if seen[c.url] {
			continue
		}
		seen[c.url] = true
		got := a.view(ctx, q, c)
		if got.status == 0 {
			return answer{held: got.copy, marked: true}
		}
		status = got.status
		copies = append(copies, got.others...)
	}
	why := fmt.Sprintf("it holds copies, but those that were looked at are of no page (%d %s)", status, http.StatusText(status))
	return answer{why: why, marked: true}
}

// A sight is what was seen of a copy.
type sight struct {
	copy   copied
	status int // of the error or the redirect that it is the copy of; 0 when it is not known to be one
	others []copied
}

// view asks for a copy, as a reader would. An archive shows the status that it saw then, and the moment.
func (a *Archive) view(ctx context.Context, q question, c copied) sight {
	at := c.url
	for range maxHops {
		resp, err := a.get(ctx, at, nil, 0)
		if err != nil {
			return sight{copy: c}
		}
		if made := a.possible(httpDate(resp.Header.Get("Memento-Datetime"))); !made.IsZero() {
			c.at = made
		}
		isCopy, to := resp.Header.Get("Memento-Datetime") != "", locationOf(resp)
		switch {
		case isCopy && succeeds(resp):
			c.first = a.first(resp, q)
			return sight{copy: c}
		case redirects(resp) && a.mayBe(to, q) && (!isCopy || q.ofPage(to.String())):
			at = to.String()
			c = a.led(resp, to)
		case isCopy:
			return sight{copy: c, status: resp.Status, others: a.before(resp, q)}
		default:
			return sight{copy: c}
		}
	}
	return sight{copy: c, status: http.StatusLoopDetected}
}

// before lists the copies that an answer names as the one before it and as the first.
func (a *Archive) before(resp link.Response, q question) []copied {
	var found []copied
	for _, rel := range []string{"prev", "first"} {
		for l := range linksOf(resp) {
			if to := resolve(resp.URL, l.target); l.is(rel) && l.is("memento") && a.mayBe(to, q) {
				found = append(found, copied{url: to.String(), at: a.possible(l.at("datetime"))})
			}
		}
	}
	return found
}

// first is when the first copy of a page was made, as an answer says (RFC 7089, section 2.2.4); zero when it does not.
func (a *Archive) first(resp link.Response, q question) time.Time {
	for l := range linksOf(resp) {
		if l.is("first") && l.is("memento") && a.mayBe(resolve(resp.URL, l.target), q) {
			return a.possible(l.at("datetime"))
		}
	}
	return time.Time{}
}
