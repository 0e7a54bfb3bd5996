package faults

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options say what a Web is to be. Every zero value is a sensible default.
type Options struct {
	// Serve answers the requests; default Found.
	Serve func(*Visit)
	// Speak, if set, has a port of its own, {R}, and does there what no HTTP server can be made to do.
	// The connection is closed when it returns.
	Speak func(net.Conn)
	// SpeakTLS has the client of Speak agree on TLS first, and on this protocol ("h2", "http/1.1").
	SpeakTLS string
	// Zone is what the resolver knows besides the names under .example.
	Zone map[string]Record
	// Cookies may come back, where the page cannot be had without.
	Cookies bool
	// Now is the clock by which requests are noted; default the system's.
	Now func() time.Time
	// Host is who an address of this Web stands for, where a client asks by address; default "web.example".
	Host string
	// Certify, if set, says whose certificate is shown to a client that asks for a name; default its own.
	Certify func(name string) string
	// Address to listen on; default 127.0.0.1.
	Address string
	// ByAddress has URLs lead to the address instead of to Host, for clients that have another resolver.
	ByAddress bool
	// Authority signs the certificates; default one of its own.
	Authority *Authority
}

// A Web is a small internet on loopback. Every name under .example leads to it, and it remembers what it
// saw. It must be closed.
type Web struct {
	opts      Options
	listeners []net.Listener
	ports     map[string]string // by the placeholder that stands for them
	servers   []*http.Server
	group     sync.WaitGroup

	mu     sync.Mutex
	closed bool
	zone   map[string]Record
	asked  map[string]int // lookups by name
	open   map[net.Conn]bool
	seen   sightings
}

// New opens a Web.
func New(ctx context.Context, opts Options) (*Web, error) {
	if opts.Serve == nil {
		opts.Serve = Found
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Host == "" {
		opts.Host = "web.example"
	}
	if opts.Address == "" {
		opts.Address = "127.0.0.1"
	}
	w := &Web{
		opts: opts, ports: map[string]string{},
		zone: map[string]Record{}, asked: map[string]int{},
		open: map[net.Conn]bool{}, seen: newSightings(),
	}
	maps.Copy(w.zone, opts.Zone)
	if err := w.start(ctx); err != nil {
		w.Close()
		return nil, fmt.Errorf("open a web of faults on %s: %w", opts.Address, err)
	}
	return w, nil
}

func (w *Web) start(ctx context.Context) (err error) {
	if w.opts.Authority == nil {
		if w.opts.Authority, err = NewAuthority(); err != nil {
			return err
		}
	}
	plain, canary, err := w.listenTwice(ctx)
	if err != nil {
		return err
	}
	secure, err := w.listen(ctx, "{S}")
	if err != nil {
		return err
	}
	config := &tls.Config{GetConfigForClient: w.configFor, NextProtos: []string{"h2", "http/1.1"}}
	onPlain, onSecure := w.server(nil), w.server(config)
	w.run(func() error { return onPlain.Serve(plain) })
	w.run(func() error { return onSecure.ServeTLS(secure, "", "") })
	if canary != nil {
		w.run(func() error { return w.trap(canary) })
	}
	if w.opts.Speak != nil {
		raw, err := w.listen(ctx, "{R}")
		if err != nil {
			return err
		}
		w.run(func() error { return w.speak(ctx, raw) })
	}
	return w.closedPort(ctx)
}

func (w *Web) run(f func() error) { w.group.Go(func() { _ = f() }) }

func (w *Web) server(config *tls.Config) *http.Server {
	s := &http.Server{Handler: w, TLSConfig: config, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute}
	w.servers = append(w.servers, s)
	return s
}

func (w *Web) listen(ctx context.Context, placeholder string) (net.Listener, error) {
	l, err := listenAt(ctx, w.opts.Address, "0")
	if err != nil {
		return nil, err
	}
	return w.adopt(l, placeholder), nil
}

func listenAt(ctx context.Context, address, port string) (net.Listener, error) {
	return new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(address, port))
}

func (w *Web) adopt(l net.Listener, placeholder string) net.Listener {
	w.ports[placeholder] = strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	watched := &watchedListener{Listener: l, web: w}
	w.listeners = append(w.listeners, watched)
	return watched
}

// canaryAddress is an address of this machine that no link may lead to. What arrives there was sent by a
// client that lets itself be led.
const canaryAddress = "127.0.0.2"

// listenTwice listens on one port for links and for what must never arrive. A machine that has no
// second loopback address goes without the canary.
func (w *Web) listenTwice(ctx context.Context) (plain, canary net.Listener, err error) {
	for range 20 {
		l, err := listenAt(ctx, w.opts.Address, "0")
		if err != nil {
			return nil, nil, err
		}
		port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
		c, err := listenAt(ctx, canaryAddress, port)
		if err == nil {
			w.listeners = append(w.listeners, c)
			return w.adopt(l, "{P}"), c, nil
		}
		_ = l.Close()
	}
	plain, err = w.listen(ctx, "{P}")
	return plain, nil, err
}

// trap notes whoever arrives at the canary.
func (w *Web) trap(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		w.stray("a connection to " + l.Addr().String())
		_ = conn.Close()
	}
}

// speak hands each connection to Options.Speak.
func (w *Web) speak(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		w.group.Go(func() {
			defer func() { _ = conn.Close() }()
			if to, err := w.agree(ctx, conn); err == nil {
				w.opts.Speak(to)
			}
		})
	}
}

// agree brings the client of Options.Speak to the protocol that is spoken there.
func (w *Web) agree(ctx context.Context, conn net.Conn) (net.Conn, error) {
	if w.opts.SpeakTLS == "" {
		return conn, nil
	}
	secured := tls.Server(conn, &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		config, err := w.configFor(hello)
		if err == nil {
			config.NextProtos = []string{w.opts.SpeakTLS}
		}
		return config, err
	}})
	return secured, secured.HandshakeContext(ctx)
}

// closedPort finds a port that nobody listens on.
func (w *Web) closedPort(ctx context.Context) error {
	l, err := listenAt(ctx, w.opts.Address, "0")
	if err != nil {
		return err
	}
	w.ports["{C}"] = strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	return l.Close()
}

// Close ends every connection and waits for whoever still serves one.
func (w *Web) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	for _, l := range w.listeners {
		_ = l.Close()
	}
	for _, s := range w.servers {
		_ = s.Close()
	}
	w.mu.Lock()
	open := slices.Collect(maps.Keys(w.open))
	w.mu.Unlock()
	for _, conn := range open {
		_ = conn.Close()
	}
	w.group.Wait()
}

// hold keeps Close waiting, unless it was called already, and has it close a connection first, if there is one.
func (w *Web) hold(conn net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.group.Add(1)
	if conn != nil {
		w.open[conn] = true
	}
	return true
}

// Roots are the authorities that a client of this Web should trust.
func (w *Web) Roots() *x509.CertPool { return w.opts.Authority.pool() }

// URL fills in the ports: {P} of the plain server, {S} of the secure one, {R} of Options.Speak, {C} of nobody.
// Each stands for a colon and the port.
func (w *Web) URL(s string) string {
	if w.opts.ByAddress {
		s = strings.ReplaceAll(s, w.opts.Host, w.opts.Address)
	}
	for placeholder, port := range w.ports {
		s = strings.ReplaceAll(s, placeholder, ":"+port)
	}
	return s
}

func (w *Web) configFor(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	name := hello.ServerName
	if name == "" { // asked by address
		name = w.opts.Host
	}
	if w.opts.Certify != nil {
		name = w.opts.Certify(name)
	}
	return w.opts.Authority.configFor(name, w.opts.Address)
}
