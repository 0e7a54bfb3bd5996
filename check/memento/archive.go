package memento

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/citelint/citelint/check/link"
)

// Wayback is the TimeGate of the Internet Archive's Wayback Machine, the largest archive of the web.
const Wayback = "https://web.archive.org/web/"

const (
	// patience is how long one page may take, whatever an archive does.
	patience = 45 * time.Second
	// maxFailures is how many pages in a row an archive may fail to answer for, before it is given up.
	maxFailures = 3
	// maxKept bounds the pages that are remembered.
	maxKept = 10_000
)

// Options say which archive is asked, and how.
type Options struct {
	// Endpoint is the http or https URL of a TimeGate or a TimeMap that pages' URLs are put behind, of an
	// availability endpoint like that of the Wayback Machine, or of an archive of which it is not known
	// what it has: that is tried out.
	Endpoint string
	// Fetch makes the requests.
	Fetch func(context.Context, link.Request) (link.Response, error)
	// Now is the moment of the run: no copy is younger. Zero: not judged.
	Now time.Time
}

// An Archive asks one web archive. It keeps its answers, and is safe for concurrent use.
type Archive struct {
	options Options
	base    *url.URL
	probing chan struct{} // holds one element while nobody tries out how the archive is asked

	mu       sync.Mutex
	ways     []way // of which one works; one alone is the way
	spoke    bool  // it has answered as an archive in this run
	failures int   // in a row
	lookups  map[string]*lookup
}

// A lookup is one page that was, or is being, asked about.
type lookup struct {
	done    chan struct{}
	holding Holding
	void    bool // who asked gave up; ask again
}

// New returns an Archive, or says why its endpoint cannot be one.
func New(o Options) (*Archive, error) {
	base, err := url.Parse(o.Endpoint)
	switch {
	case err != nil, base.Scheme != "http" && base.Scheme != "https", base.Hostname() == "", base.User != nil, base.Fragment != "":
		return nil, errors.New("an archive is named by an http or https URL, such as " + Wayback)
	}
	a := &Archive{options: o, base: base, probing: make(chan struct{}, 1), ways: waysOf(base), lookups: map[string]*lookup{}}
	a.probing <- struct{}{}
	return a, nil
}

// A question is one page and the day that its copy is wanted of.
type question struct {
	url  string
	near time.Time // zero: the latest copy
	page string    // what every copy's URL ends with; see pageOf
}

// Find asks for the copy of a page that is nearest a moment, or for the latest where that is zero. A page is
// asked about once for each day, however many ask.
func (a *Archive) Find(ctx context.Context, rawURL string, near time.Time) Holding {
	u, err := url.Parse(rawURL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return unknown("only web pages are archived")
	case isArchive(u) || u.Host == a.base.Host:
		return unknown("it is an archive's page itself")
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	q := question{u.String(), near, pageOf(u)}
	key := near.UTC().Format(time.DateOnly) + " " + q.url
	for {
		l, mine := a.join(key)
		if mine {
			l.holding = a.look(ctx, q)
			a.leave(key, l, ctx.Err() != nil)
			return l.holding
		}
		select {
		case <-l.done:
		case <-ctx.Done():
			return unknown("the run ended before an answer")
		}
		if !l.void {
			return l.holding
		}
	}
}

func (a *Archive) join(key string) (l *lookup, mine bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l = a.lookups[key]; l != nil {
		return l, false
	}
	if len(a.lookups) >= maxKept {
		clear(a.lookups)
	}
	l = &lookup{done: make(chan struct{})}
	a.lookups[key] = l
	return l, true
}

func (a *Archive) leave(key string, l *lookup, void bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l.void = void; void && a.lookups[key] == l {
		delete(a.lookups, key)
	}
	close(l.done)
}

// look asks, unless the archive was given up, and takes "nothing" for an answer only when it is given twice.
func (a *Archive) look(ctx context.Context, q question) Holding {
	if a.givenUp() {
		return unknown("the archive was not asked, for it did not answer the questions before")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	got := a.ask(ctx, q)
	if got.none {
		again := a.askAgain(ctx, q)
		again.marked = again.marked || again.none && got.marked
		got = again
	}
	return a.conclude(ctx, got)
}

// conclude makes a Holding of the last answer, and keeps the count of failures.
func (a *Archive) conclude(ctx context.Context, got answer) Holding {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case got.marked || got.held.url != "":
		a.spoke, a.failures = true, 0
	case got.none: // a 404 of anybody's: no failure, and no word of an archive
	case ctx.Err() == nil || errors.Is(ctx.Err(), context.DeadlineExceeded):
		a.failures++
	}
	switch {
	case got.held.url != "":
		return Holding{State: Held, URL: got.held.url, At: got.held.at}
	case got.none && a.spoke:
		return Holding{State: Nothing}
	case got.none:
		return unknown("what answered 404 Not Found did not answer as an archive does")
	}
	return unknown(got.why)
}

func (a *Archive) givenUp() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.failures >= maxFailures
}

// Failed tells whether the archive has been given up for the rest of the run.
func (a *Archive) Failed() bool { return a.givenUp() }

// An answer is what one way of asking brought: one of held, none, or why not.
type answer struct {
	held   copied
	none   bool   // it said that there is no copy
	why    string // it could not be told, and why
	marked bool   // it was an archive that answered
	mute   bool   // nobody answered
}

func failed(format string, args ...any) answer { return answer{why: fmt.Sprintf(format, args...)} }

// ask asks in the way that works, which is tried out the first time.
func (a *Archive) ask(ctx context.Context, q question) answer {
	if w, known := a.way(); known {
		return w.ask(ctx, a, q)
	}
	select {
	case <-a.probing:
	case <-ctx.Done():
		return failed("the run ended before an answer")
	}
	defer func() { a.probing <- struct{}{} }()
	if w, known := a.way(); known {
		return w.ask(ctx, a, q)
	}
	for _, w := range a.ways {
		got := w.ask(ctx, a, q)
		switch {
		case got.marked:
			a.mu.Lock()
			a.ways = []way{w}
			a.mu.Unlock()
			return got
		case got.mute:
			return got
		}
	}
	return failed("nothing at %s answers as a web archive does", a.base)
}

// askAgain asks a second time after an archive said that it holds nothing. The availability endpoint says so
// when it is overloaded, too; where the archive is the Wayback Machine its TimeGate has the last word.
func (a *Archive) askAgain(ctx context.Context, q question) answer {
	w, _ := a.way()
	switch {
	case w.kind != availability:
	case strings.TrimPrefix(a.base.Hostname(), "www.") == "archive.org":
		w = way{timeGate, Wayback}
	default:
		q.near = time.Time{} // not what a cache has just kept
	}
	return w.ask(ctx, a, q)
}

func (a *Archive) way() (way, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ways[0], len(a.ways) == 1
}
