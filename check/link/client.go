package link

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// DefaultUserAgent is how a Client introduces itself.
const DefaultUserAgent = "Mozilla/5.0 (compatible; citelint/1; +https://github.com/citelint/citelint)"

// DefaultConcurrency keeps a hundred hosts busy at the default pace, and is less than half of the files that most
// systems let a process open.
const DefaultConcurrency = 400

// Options configure a Client. Every zero value is a sensible default.
type Options struct {
	Concurrency int           // requests under way at once, over all hosts; default 400
	PerHost     int           // requests under way at once to one host and port; default 4
	Gap         time.Duration // between the starts of requests to one host; 0 means DefaultGap, or none where PerHost was raised; negative means none
	Timeout     time.Duration // for one request, from the dial to the last byte; default 20 s
	Retries     int           // after a passing failure; 0 means the default, 2; negative means none
	UserAgent   string        // default DefaultUserAgent

	// AllowNet lifts the address guard for these ranges, and for nothing else.
	AllowNet []netip.Prefix

	// Headers are sent to their own origin each.
	Headers []OriginHeader

	// Proxy names the proxy that a URL is asked through, nil for none; by default none is. Its own address
	// passes the guard.
	Proxy func(*url.URL) (*url.URL, error)

	// What follows is the world outside, for tests.

	Resolver *net.Resolver  // default: Go's own, so that every build resolves alike
	RootCAs  *x509.CertPool // default: the system's
	Clock    Clock          // default: the system's; for waits, not for the deadline of a request
	// Control is asked about each address before it is dialled, after the guard has passed it; it can
	// only refuse.
	Control func(ctx context.Context, network, address string, conn syscall.RawConn) error
}

// A Clock tells the time and wakes up. AfterFunc must not call f before it has returned.
type Clock interface {
	Now() time.Time
	AfterFunc(wait time.Duration, f func())
}

type systemClock struct{ now func() time.Time }

func (c systemClock) Now() time.Time                         { return c.now() }
func (c systemClock) AfterFunc(wait time.Duration, f func()) { time.AfterFunc(wait, f) }

func (o Options) withDefaults() Options {
	setDefault(&o.Concurrency, DefaultConcurrency)
	setDefault(&o.PerHost, DefaultPerHost)
	if o.PerHost <= DefaultPerHost { // who raises it takes the hosts for his own
		setDefault(&o.Gap, DefaultGap)
	}
	o.Gap = max(o.Gap, 0)
	setDefault(&o.Timeout, 20*time.Second)
	setDefault(&o.Retries, 2)
	o.Retries = max(o.Retries, 0)
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Resolver == nil {
		o.Resolver = &net.Resolver{PreferGo: true}
	}
	if o.Clock == nil {
		o.Clock = systemClock{time.Now}
	}
	return o
}

func setDefault[T ~int | ~int64](value *T, def T) {
	if *value == 0 {
		*value = def
	}
}

// A Client asks about links. It keeps connections, and the answers of its life: a URL is asked once,
// however many ask for it. It is safe for concurrent use.
type Client struct {
	opts      Options
	header    http.Header // of every request
	guard     guard
	book      *addressBook
	wire      *wire // for links without TLS, where no proxy stands between
	transport *http.Transport
	http1     *http.Transport // for servers whose HTTP/2 is broken
	single    *http.Transport // a new connection for each request: only that proves a network
	ctx       context.Context // ends with the Client
	stop      context.CancelFunc
	group     errgroup.Group // the workers
	sockets   atomic.Int32   // connections that are open or being opened
	scanners  sync.Pool      // of *scanner, for the pages that are being read

	mu      sync.Mutex
	jobs    map[string]*job // by the URL that is asked
	order   []*job          // those that were answered, the oldest first
	kept    int             // bytes of them
	hosts   map[string]*host
	lessons []*host // those of them that are kept for what they taught, the oldest first
	ready   []*host // have a job and a free place, in turn
	workers int
	limit   int    // of workers: Concurrency, or what this machine turned out to bear
	shrunk  moment // when it turned out
	held    map[*job]bool
	probes  map[string]*probe
	lobbies map[string]*lobby
	network network
	breaker breaker
	portals portals
	asks    map[*ask]bool // under way
}

// New returns a Client. It must be closed.
func New(opts Options) *Client {
	c := &Client{
		opts:   opts.withDefaults(),
		jobs:   map[string]*job{},
		hosts:  map[string]*host{},
		held:   map[*job]bool{},
		probes: map[string]*probe{},
		asks:   map[*ask]bool{},

		lobbies: map[string]*lobby{},
	}
	c.header = http.Header{
		"User-Agent":      {c.opts.UserAgent},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Language": {"en;q=0.9,*;q=0.5"},
		"Accept-Encoding": {"gzip"},
	}
	c.scanners.New = func() any { return new(scanner) }
	c.limit = c.opts.Concurrency
	c.guard = guard{allow: c.opts.AllowNet}
	c.book = newAddressBook(c.lookUp, c.opts.Clock.Now)
	c.ctx, c.stop = context.WithCancel(context.Background())
	c.transport, c.http1, c.single = c.newTransport(), c.newHTTP1(), c.newHTTP1()
	c.single.DisableKeepAlives = true
	c.wire = newWire(c.dial, c.opts.Clock.Now, 2*c.opts.Concurrency)
	return c
}

// ErrClosed is returned by a Client that was closed.
var ErrClosed = errors.New("ask about links: the client is closed")

// Close ends every connection and waits for every worker. What is still being asked is answered as
// interrupted.
func (c *Client) Close() {
	c.mu.Lock()
	c.stop()
	c.mu.Unlock()
	_ = c.group.Wait()
	c.closeIdle()
}

// NetworkDown tells whether the evidence of this run says that our own network is down, or was for so long
// that links were left unasked: since a host last answered, several hosts have failed without any
// answering, or one has failed in a way that no link can be blamed for.
func (c *Client) NetworkDown() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.network.down() || c.breaker.gaveUp
}
