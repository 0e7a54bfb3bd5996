package link

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// A web is a small internet on loopback: one plain and one TLS server that stand for any number of
// hosts, and a resolver that knows only them. It remembers what it saw.
type web struct {
	plain, secure *httptest.Server
	roots         *x509.CertPool
	serve         func(*visit)

	mu     sync.Mutex
	zone   map[string]record
	seen   map[string]int // requests by host and path, and by host
	active map[string]int // under way by host
	peak   map[string]int // the most at once
	conns  int
	leaks  []string // headers that no link may be asked with
}

// A record is what the resolver says of a name.
type record struct {
	addrs []string
	code  dnsmessage.RCode
	after func(n int) *record // if set, what it says the n-th time, from 1
	asked int
}

// A visit is one request that the web received.
type visit struct {
	http.ResponseWriter
	*http.Request
	host, path string
	n          int // how many times this path has been asked, this one included
	web        *web
}

func newWeb(t *testing.T, serve func(*visit)) *web {
	t.Helper()
	w := &web{serve: serve, zone: map[string]record{}, seen: map[string]int{}, active: map[string]int{}, peak: map[string]int{}}
	w.plain = httptest.NewUnstartedServer(w)
	w.plain.Config.ErrorLog = log.New(io.Discard, "", 0)
	w.plain.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			w.mu.Lock()
			w.conns++
			w.mu.Unlock()
		}
	}
	w.plain.Start()
	w.secure = httptest.NewUnstartedServer(w)
	w.secure.Config.ErrorLog = w.plain.Config.ErrorLog
	authority := newAuthority(t)
	w.roots = authority.pool()
	w.secure.TLS = &tls.Config{GetConfigForClient: authority.configFor, NextProtos: []string{"h2", "http/1.1"}}
	w.secure.EnableHTTP2 = true
	w.secure.StartTLS()
	t.Cleanup(func() { w.plain.Close(); w.secure.Close() })
	return w
}

func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.Host)
	path := r.URL.RequestURI()
	w.mu.Lock()
	w.seen[host]++
	w.seen[host+path]++
	n := w.seen[host+path]
	w.active[host]++
	w.peak[host] = max(w.peak[host], w.active[host])
	for _, secret := range []string{"Authorization", "Referer", "X-Api-Key"} {
		if v := r.Header.Get(secret); v != "" {
			w.leaks = append(w.leaks, secret+": "+v)
		}
	}
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.active[host]--
		w.mu.Unlock()
	}()
	w.serve(&visit{rw, r, host, path, n, w})
}

// url fills in the ports: {P} for the plain server, {S} for the secure one.
func (w *web) url(s string) string {
	_, plain, _ := net.SplitHostPort(w.plain.Listener.Addr().String())
	_, secure, _ := net.SplitHostPort(w.secure.Listener.Addr().String())
	return strings.NewReplacer("{P}", ":"+plain, "{S}", ":"+secure, "{p}", plain).Replace(s)
}

func (w *web) set(name string, r record) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.zone[name] = r
}

func (w *web) count(key string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen[key]
}

// client returns a Client that lives in this web: *.example is the servers' address, 127.0.0.1, which
// the guard lets pass; the rest of loopback stays forbidden.
func (w *web) client(t *testing.T, change ...func(*Options)) (*Client, *testClock) {
	t.Helper()
	clock := &testClock{now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
	opts := Options{
		Timeout:  5 * time.Second,
		AllowNet: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		Resolver: &net.Resolver{PreferGo: true, Dial: w.dialResolver},
		RootCAs:  w.roots,
		Clock:    clock,
	}
	for _, f := range change {
		f(&opts)
	}
	c := New(opts)
	t.Cleanup(c.Close)
	return c, clock
}

// dialResolver connects to a resolver at the other end of a pipe, which speaks DNS over a stream
// (RFC 1035, section 4.2.2).
func (w *web) dialResolver(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	go func() {
		defer func() { _ = far.Close() }()
		var length [2]byte
		for {
			if _, err := io.ReadFull(far, length[:]); err != nil {
				return
			}
			query := make([]byte, binary.BigEndian.Uint16(length[:]))
			if _, err := io.ReadFull(far, query); err != nil {
				return
			}
			answer := w.lookUp(query)
			if _, err := far.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
				return
			}
		}
	}()
	return near, nil
}

func (w *web) lookUp(query []byte) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	rec := w.recordOf(strings.TrimSuffix(q.Name.String(), "."), q.Type)
	m.Response, m.RecursionAvailable, m.RCode, m.Additionals = true, true, rec.code, nil
	for _, a := range rec.addrs {
		addr := netip.MustParseAddr(a)
		head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, _ := m.Pack()
	return packed
}

func (w *web) recordOf(name string, kind dnsmessage.Type) record {
	w.mu.Lock()
	defer w.mu.Unlock()
	rec, known := w.zone[name]
	if kind == dnsmessage.TypeA {
		rec.asked++
		w.zone[name] = rec
	}
	switch {
	case known && rec.after != nil:
		return *rec.after(rec.asked)
	case rec.addrs != nil || rec.code != 0:
		return rec
	case strings.HasSuffix(name, ".example"):
		return record{addrs: []string{"127.0.0.1"}}
	}
	return record{code: dnsmessage.RCodeNameError}
}

// lookups tells how many times a name was looked up.
func (w *web) lookups(name string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.zone[name].asked
}

// A testClock lets no one wait: a timer goes off at once, and the clock has then moved on.
type testClock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
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

// An authority signs certificates, good and bad, by the name that a client asks for.
type authority struct {
	key  *ecdsa.PrivateKey
	root *x509.Certificate
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a := &authority{key: key, root: template("Test Root", time.Hour)}
	a.root.IsCA, a.root.BasicConstraintsValid, a.root.KeyUsage = true, true, x509.KeyUsageCertSign
	return a
}

func template(name string, valid time.Duration) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.Add(valid),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}

func (a *authority) pool() *x509.CertPool {
	der, _ := x509.CreateCertificate(rand.Reader, a.root, a.root, &a.key.PublicKey, a.key)
	pool := x509.NewCertPool()
	cert, _ := x509.ParseCertificate(der)
	pool.AddCert(cert)
	return pool
}

// configFor makes a certificate for the name asked for, with the fault that the name calls for.
func (a *authority) configFor(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	name, fault := hello.ServerName, strings.SplitN(hello.ServerName, ".", 2)[0]
	leaf, issuer, signer := template(name, time.Hour), a.root, a.key
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{NextProtos: []string{"h2", "http/1.1"}}
	switch fault {
	case "expired":
		leaf.NotAfter = time.Now().Add(-24 * time.Hour)
	case "tomorrow":
		leaf.NotBefore = time.Now().Add(30 * time.Minute)
	case "wronghost":
		leaf.DNSNames = []string{"another.example"}
	case "selfsigned":
		issuer, signer = leaf, key
	case "untrusted":
		issuer, signer = template("Nobody's Root", time.Hour), key
	case "nochain":
		issuer, signer = template("Intermediate", time.Hour), key
		leaf.IssuingCertificateURL = []string{"http://ca.example/intermediate.crt"}
	case "oldtls":
		config.MaxVersion = tls.VersionTLS11
	case "http1":
		config.NextProtos = []string{"http/1.1"}
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, &key.PublicKey, signer)
	if err != nil {
		return nil, fmt.Errorf("sign for %q: %w", name, err)
	}
	config.Certificates = []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
	return config, nil
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
