package link

import (
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/citelint/citelint/check/link/faults"
)

// A web is a small internet on loopback, see package faults. What follows are short names for what these
// tests say of it.
type web struct{ *faults.Web }

// A visit is one request that the web received.
type visit struct {
	*faults.Visit
	host, path string
	n          int // how many times this path has been asked, this one included
}

func asVisit(v *faults.Visit) *visit { return &visit{v, v.Host, v.Path, v.N} }

// from makes a way of serving out of one of package faults.
func from(serve func(*faults.Visit)) func(*visit) { return func(v *visit) { serve(v.Visit) } }

func (v *visit) Header() http.Header             { return v.Visit.Header() }
func (v *visit) Write(p []byte) (int, error)     { return v.Visit.Write(p) }
func (v *visit) page(status int, title string)   { v.Page(status, title) }
func (v *visit) raw(answer string, reset bool)   { v.Raw(answer, reset) }
func document(title string) string               { return faults.Document(title) }
func status(codes ...int) func(*visit)           { return from(faults.Status(codes...)) }
func titled(code int, title string) func(*visit) { return from(faults.Titled(code, title)) }
func redirect(code int, to string) func(*visit)  { return from(faults.Redirect(code, to)) }
func body(code int, text string) func(*visit)    { return from(faults.Body(code, text)) }
func zipped(text string) func(*visit)            { return from(faults.Zipped(text)) }
func stall(start string) func(*visit)            { return from(faults.Stall(start)) }
func found(v *visit)                             { faults.Found(v.Visit) }
func notFound(v *visit)                          { faults.NotFound(v.Visit) }
func (w *web) url(s string) string               { return w.URL(s) }
func (w *web) count(key string) int              { return w.Count(key) }
func (w *web) lookups(name string) int           { return w.Lookups(name) }
func header(k, value string, serve func(*visit)) func(*visit) {
	return func(v *visit) { v.Header().Set(k, value); serve(v) }
}

func only(path string, this, others func(*visit)) func(*visit) {
	return func(v *visit) {
		if v.path == path {
			this(v)
		} else {
			others(v)
		}
	}
}

// A record is what the resolver says of a name.
type record struct {
	addrs []string
	code  dnsmessage.RCode
	after func(n int) *record // if set, what it says the n-th time, from 1
}

func (r record) plain() faults.Record {
	said := faults.Record{Addrs: r.addrs, Code: r.code}
	if r.after != nil {
		said.After = func(n int) faults.Record { return r.after(n).plain() }
	}
	return said
}

func (w *web) set(name string, r record) { w.Set(name, r.plain()) }

func newWeb(t *testing.T, serve func(*visit)) *web {
	t.Helper()
	return openWeb(t, faults.Options{Serve: func(v *faults.Visit) { serve(asVisit(v)) }})
}

func openWeb(t *testing.T, opts faults.Options) *web {
	t.Helper()
	w, err := faults.New(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.Close()
		if strays := w.Strays(); len(strays) > 0 {
			t.Errorf("where no link may lead arrived %q", strays)
		}
	})
	return &web{w}
}

// client returns a Client that lives in this web: *.example is the servers' address, 127.0.0.1, which
// the guard lets pass; the rest of loopback stays forbidden.
func (w *web) client(t *testing.T, change ...func(*Options)) (*Client, *testClock) {
	t.Helper()
	clock := newTestClock()
	opts := Options{
		Timeout:  time.Minute, // a busy machine is no fault of a server; who wants to run out of it takes less
		AllowNet: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		Resolver: w.Resolver(),
		RootCAs:  w.Roots(),
		Clock:    clock,
	}
	for _, f := range change {
		f(&opts)
	}
	c := New(opts)
	t.Cleanup(c.Close)
	return c, clock
}

// closedPort returns a port of 127.0.0.1 that nobody listens on.
func closedPort(t *testing.T) string {
	t.Helper()
	return newWeb(t, found).URL("{C}")[1:]
}

// A testClock lets no one wait: a timer goes off at once, and the clock has then moved on.
type testClock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

func newTestClock() *testClock {
	return &testClock{now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) AfterFunc(wait time.Duration, f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(wait, 0))
	c.waits = append(c.waits, wait)
	go f()
}

// askAll asks and returns the answers by URL, failing on any that is missing or delivered twice.
func askAll(t *testing.T, c *Client, urls ...string) map[string]Answer {
	t.Helper()
	answers, delivered := map[string]Answer{}, 0
	if err := c.Ask(t.Context(), urls, func(a Answer) { answers[a.URL] = a; delivered++ }); err != nil {
		t.Fatalf("Ask: %v", err)
	}
	if delivered != len(urls) {
		t.Fatalf("%d answers delivered for %d URLs", delivered, len(urls))
	}
	return answers
}
