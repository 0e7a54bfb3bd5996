package link

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A testProxy forwards what it is asked to the web, and remembers it.
type testProxy struct {
	serve func(w http.ResponseWriter, r *http.Request) bool // if set, and true, has answered

	mu    sync.Mutex
	asked []string
}

func (p *testProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.Host)
	p.mu.Unlock()
	if p.serve != nil && p.serve(w, r) {
		return
	}
	_, port, _ := net.SplitHostPort(r.Host)
	far, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer func() { _ = far.Close() }()
	near, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = near.Close() }()
	if r.Method == http.MethodConnect {
		_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	} else {
		r.RequestURI, r.Close = r.URL.RequestURI(), true
		_ = r.Write(far)
	}
	go func() { _, _ = io.Copy(far, near) }()
	_, _ = io.Copy(near, far)
}

func newProxy(t *testing.T) (*testProxy, func(*Options)) {
	t.Helper()
	p := &testProxy{}
	l, err := net.Listen("tcp", "127.0.0.3:0") // which no link may lead to
	if err != nil && runtime.GOOS != "linux" {
		t.Skip("this machine has no second loopback address")
	} else if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: l, Config: &http.Server{Handler: p}}
	server.Start()
	t.Cleanup(server.Close)
	at, err := ParseProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return p, func(o *Options) { o.Proxy = func(*url.URL) (*url.URL, error) { return at, nil } }
}

// TestProxy asks everything through the proxy, and nothing that the guard forbids.
func TestProxy(t *testing.T) {
	w := newWeb(t, found)
	w.set("inner.test", record{addrs: []string{"127.0.0.2"}})
	p, through := newProxy(t)
	c, _ := w.client(t, through)
	plain, secure := w.url("http://a.example{P}/"), w.url("https://b.example{S}/")
	inner, literal := w.url("http://inner.test{P}/"), w.url("http://127.0.0.2{P}/")
	answers := askAll(t, c, plain, secure, inner, literal, w.url("http://only.the-proxy.test{P}/"))
	for url, want := range map[string]Verdict{plain: Alive, secure: Alive, inner: Refused, literal: Refused, w.url("http://only.the-proxy.test{P}/"): Alive} {
		if a := answers[url]; a.Verdict != want {
			t.Errorf("%s: %+v, want %s", url, a, want)
		}
	}
	slices.Sort(p.asked)
	want := []string{w.url("CONNECT b.example{S}"), w.url("GET a.example{P}"), w.url("GET only.the-proxy.test{P}")}
	if !slices.Equal(p.asked, want) {
		t.Errorf("the proxy was asked %q, want %q", p.asked, want)
	}
}

// TestHostsBehindAProxy are asked at once, as many as without one: a slow host behind it takes no other's place.
func TestHostsBehindAProxy(t *testing.T) {
	const hosts = 3 * DefaultPerHost
	w := newWeb(t, found)
	p, through := newProxy(t)
	var under atomic.Int32
	all := make(chan struct{})
	p.serve = func(_ http.ResponseWriter, r *http.Request) bool {
		if under.Add(1) == hosts {
			close(all)
		}
		select {
		case <-all:
		case <-r.Context().Done():
		}
		return false
	}
	c, _ := w.client(t, through)
	for url, a := range askAll(t, c, manyHosts(w, hosts, "http://h%d.example{P}/")...) {
		if a.Verdict != Alive || a.Attempts != 1 {
			t.Errorf("%s: %+v", url, a)
		}
	}
}

// TestProxyFails blames no link for a proxy that fails, and calls none dead.
func TestProxyFails(t *testing.T) {
	for name, serve := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"wants a password": func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(407); return true },
		"bad gateway":      func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(502); return true },
		"hangs up": func(w http.ResponseWriter, _ *http.Request) bool {
			conn, _, _ := w.(http.Hijacker).Hijack()
			_ = conn.Close()
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWeb(t, found)
			p, through := newProxy(t)
			p.serve = serve
			c, _ := w.client(t, through)
			for url, a := range askAll(t, c, append(manyHosts(w, 3, "http://h%d.example{P}/"), manyHosts(w, 3, "https://h%d.example{S}/")...)...) {
				if a.Verdict != Uncertain {
					t.Errorf("%s: %+v", url, a)
				}
			}
		})
	}
	t.Run("is not there", func(t *testing.T) {
		w := newWeb(t, found)
		gone, _ := url.Parse("http://127.0.0.1:" + closedPort(t))
		c, _ := w.client(t, func(o *Options) { o.Proxy = func(*url.URL) (*url.URL, error) { return gone, nil } })
		for url, a := range askAll(t, c, manyHosts(w, 3, "http://h%d.example{P}/")...) {
			if a.Verdict != Uncertain || a.Cause != causeProxy {
				t.Errorf("%s: %+v", url, a)
			}
		}
		if !c.NetworkDown() {
			t.Error("nothing could be asked, and the network is said to be up")
		}
	})
}

func TestParseProxy(t *testing.T) {
	for raw, want := range map[string]bool{
		"http://proxy.example:3128": true, "socks5://127.0.0.1:1080": true, "https://u:p@proxy.example": true,
		"": false, "proxy.example:3128": false, "ftp://proxy.example": false, "http://": false, "http://[::1": false,
	} {
		if _, err := ParseProxy(raw); (err == nil) != want {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

// TestNamesOfTheProxy: where only the proxy can look names up, that nobody answers here takes little of a link's time.
func TestNamesOfTheProxy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		silent := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		c := New(Options{Resolver: silent})
		defer c.Close()
		ctx, cancel := context.WithTimeout(t.Context(), c.opts.Timeout)
		defer cancel()
		began := time.Now()
		if err := c.vet(ctx, "only.the-proxy.test"); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > c.opts.Timeout/4 {
			t.Errorf("it took %s of %s", took, c.opts.Timeout)
		}
	})
}
