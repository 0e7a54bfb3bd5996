package link

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	// maxDials bounds the connections that one request may cost. A server that answers every
	// HTTP/2 request with GOAWAY makes net/http dial again without pause (golang/go#52459).
	maxDials = 8
	// maxHeader bounds a response's header; curl allows 300 KB, browsers 256 KiB.
	maxHeader = 256 << 10
	// idleTimeout is how long an unused connection is kept for the next link of the same host.
	idleTimeout = 15 * time.Second
)

var errStorm = errors.New("the server made one request cost too many connections")

// connections are what one request has had to do with. They travel in its context, for only the dialler and the
// transport see them.
type connections struct {
	dialled atomic.Int32
	reused  bool // it went over one that was there before
}

type connectionsKey struct{}

// newTransport builds the only kind of transport of the program. It has no proxy unless the user names one; see
// proxy.go.
func (c *Client) newTransport() *http.Transport {
	atOnce := c.opts.PerHost + errandsPerHost
	if c.opts.Proxy != nil {
		atOnce = c.opts.Concurrency // net/http counts by the proxy, behind which all hosts are one
	}
	t := &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.opts.RootCAs, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    c.opts.Timeout,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,   // gzip is read by hand, where it can be capped
		MaxConnsPerHost:        atOnce, // the queues see to the rest: who had to wait here would call it a timeout
		MaxIdleConnsPerHost:    atOnce,
		MaxIdleConns:           2 * c.opts.Concurrency,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeader,
		WriteBufferSize:        2 << 10,
		ReadBufferSize:         4 << 10,
	}
	if c.opts.Proxy != nil {
		t.Proxy = func(r *http.Request) (*url.URL, error) { return c.opts.Proxy(r.URL) }
		t.OnProxyConnectResponse = connected
	}
	return t
}

func (c *Client) newHTTP1() *http.Transport {
	t := c.newTransport()
	t.ForceAttemptHTTP2, t.Protocols = false, new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	return t
}

// dial opens a connection to an address that the guard has passed. It ends when the Client does,
// although net/http lets a dial outlive the request that wanted it.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if had, ok := ctx.Value(connectionsKey{}).(*connections); ok && had.dialled.Add(1) > maxDials {
		return nil, errStorm
	}
	c.sockets.Add(1)
	conn, err := c.connect(ctx, network, address)
	if err != nil {
		c.sockets.Add(-1)
		return nil, err
	}
	return c.own(conn), nil
}

func (c *Client) connect(ctx context.Context, network, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()

	host, port, err := splitHostPort(address)
	if err != nil {
		return nil, err
	}
	addrs, err := c.addresses(ctx, host)
	if err != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: err}
	}
	dialer := c.dialer(isProxy(ctx, address))
	conn, err := dialFirst(ctx, addrs, c.opts.Timeout, func(ctx context.Context, addr netip.Addr) (net.Conn, error) {
		return dialer.DialContext(ctx, network, netip.AddrPortFrom(addr, port).String())
	})
	if err != nil {
		c.book.forget(host)
	}
	return conn, err
}

// addresses returns what a host stands for: itself, or where its name leads.
func (c *Client) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	return c.book.addresses(ctx, host)
}

// dialer returns a dialler of single addresses, each of which passes the guard, unless it is the proxy's.
func (c *Client) dialer(toProxy bool) *net.Dialer {
	return &net.Dialer{
		KeepAlive: -1, // every request has a deadline, and who is idle is closed soon
		ControlContext: func(ctx context.Context, network, address string, raw syscall.RawConn) error {
			if !toProxy {
				if err := c.guard.control(ctx, network, address, raw); err != nil {
					return err
				}
			}
			if c.opts.Control != nil {
				return c.opts.Control(ctx, network, address, raw)
			}
			return nil
		},
	}
}

func splitHostPort(address string) (host string, port uint16, err error) {
	host, digits, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, err
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	return host, uint16(n), err
}

// absolute ends a name with a dot, so that the resolver's search list has no say: a search domain
// with a wildcard would bring any dead name back to life.
func absolute(host string) string {
	if strings.Contains(host, ".") && !strings.Contains(host, ":") && !endsInNumber(host) {
		return host + "."
	}
	return host
}

// An ownedConn is closed at the latest when its Client is.
type ownedConn struct {
	net.Conn
	release func() bool // true for the first caller
	sockets *atomic.Int32
}

func (c *Client) own(conn net.Conn) net.Conn {
	return ownedConn{conn, context.AfterFunc(c.ctx, func() {
		c.sockets.Add(-1)
		_ = conn.Close()
	}), &c.sockets}
}

func (o ownedConn) Close() error {
	if o.release() {
		o.sockets.Add(-1)
	}
	return o.Conn.Close()
}

// shrink settles for what this machine turned out to bear: three quarters of the connections that it had when it
// could open no more. Those that nobody uses make room. What began before the last time says nothing new.
func (c *Client) shrink(t *trip) {
	if t.began <= c.shrunk {
		return
	}
	c.shrunk = c.network.now
	c.limit = max(1, min(c.limit, int(c.sockets.Load())*3/4))
	c.closeIdle()
}

func (c *Client) closeIdle() {
	c.wire.CloseIdleConnections()
	c.transport.CloseIdleConnections()
	c.http1.CloseIdleConnections()
}
