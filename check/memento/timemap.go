package memento

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/citelint/citelint/check/link"
)

const (
	// maxMap is how much of one page of a TimeMap is read: some 20,000 copies.
	maxMap = 4 << 20
	// maxMaps is how many pages of a TimeMap are read, those nearest the date first.
	maxMaps = 4
)

// A mapPage is one page of a TimeMap, and the span that it covers where that is said (RFC 7089, section 5).
type mapPage struct {
	url         string
	from, until time.Time
}

// A survey is what the pages of a TimeMap have said so far.
type survey struct {
	q       question
	nearest []copied  // at most maxCopies, the nearest first
	pages   []mapPage // not yet read
	known   map[string]bool
	names   bool // it names the page that it is the TimeMap of
	partial bool // there is more than could be read or offered, so that nothing found is not nothing there
}

// askTimeMap reads a TimeMap for the copies nearest a date.
func (a *Archive) askTimeMap(ctx context.Context, first string, q question) answer {
	s := &survey{q: q, pages: []mapPage{{url: first}}, known: map[string]bool{first: true}}
	for n := 0; n < maxMaps && len(s.pages) > 0; n++ {
		at := s.pages[0]
		s.pages = s.pages[1:]
		if n > 0 && !s.mayHoldNearer(at) {
			break
		}
		resp, err := a.getListing(ctx, at.url, "application/link-format", maxMap)
		switch {
		case err == nil && succeeds(resp):
			a.read(s, resp)
		case n > 0: // what was read before stands
			s.partial = true
		case err != nil:
			return mute(ctx, err)
		case resp.Status == http.StatusNotFound:
			return answer{none: true, marked: marked(resp)}
		default:
			return refusalOf(resp)
		}
	}
	switch {
	case len(s.nearest) > 0:
		return a.choose(ctx, q, s.nearest)
	case s.names && len(s.pages) == 0 && !s.partial:
		return answer{none: true, marked: true}
	}
	return failed("what answered is no list of copies")
}

func (a *Archive) read(s *survey, resp link.Response) {
	s.partial = s.partial || resp.Cut
	listed := false
	for r := range relations(string(resp.Body)) {
		listed = listed || r.is("original") || r.is("memento") || r.is("timemap") // else it is some other page
		to := resolve(resp.URL, r.target)
		switch {
		case r.is("memento") && to != nil && a.mayBe(to, s.q):
			s.add(copied{url: to.String(), at: a.possible(r.at("datetime"))})
		case r.is("memento"):
			s.partial = true
		case to == nil:
		case r.is("original"):
			s.names = s.names || pageOf(to) == s.q.page
		case r.is("timemap") && !r.is("self") && a.ownSite(to) && !s.known[to.String()] && len(s.known) < 1000:
			s.known[to.String()] = true
			s.pages = append(s.pages, mapPage{to.String(), r.at("from"), r.at("until")})
		}
	}
	s.partial = s.partial || !listed
	slices.SortStableFunc(s.pages, func(p, q mapPage) int {
		if s.q.near.IsZero() {
			return q.until.Compare(p.until)
		}
		return int(min(1, max(-1, distance(p.from, p.until, s.q.near)-distance(q.from, q.until, s.q.near))))
	})
}

func (s *survey) add(c copied) {
	at := len(s.nearest)
	for at > 0 && c.nearer(s.nearest[at-1], s.q.near) {
		at--
	}
	if at < maxCopies {
		s.nearest = slices.Insert(s.nearest, at, c)
		s.nearest = s.nearest[:min(len(s.nearest), maxCopies)]
	}
}

// mayHoldNearer tells whether a further page is worth a request.
func (s *survey) mayHoldNearer(p mapPage) bool {
	if len(s.nearest) == 0 || s.nearest[0].at.IsZero() {
		return true
	}
	best := s.nearest[0].at
	if s.q.near.IsZero() {
		return p.until.IsZero() || p.until.After(best)
	}
	return distance(p.from, p.until, s.q.near) < best.Sub(s.q.near).Abs()
}

// distance is how far a span of time is from a moment; 0 where either is not known.
func distance(from, until, to time.Time) time.Duration {
	switch {
	case to.IsZero(), from.IsZero() && until.IsZero():
		return 0
	case !from.IsZero() && to.Before(from):
		return from.Sub(to)
	case !until.IsZero() && to.After(until):
		return to.Sub(until)
	}
	return 0
}
