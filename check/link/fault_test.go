package link

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/net/dns/dnsmessage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// story is the page that most links of these tests cite.
const story = "/articles/2019/story.html"

func document(title string) string {
	return "<!doctype html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>words</p></body></html>"
}

func (v *visit) page(status int, title string) {
	v.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.WriteHeader(status)
	_, _ = fmt.Fprint(v, document(title))
}

// A visit's methods are those of the response where the request has them, too.
func (v *visit) Header() http.Header         { return v.ResponseWriter.Header() }
func (v *visit) Write(p []byte) (int, error) { return v.ResponseWriter.Write(p) }

func (v *visit) redirect(status int, to string) {
	v.Header().Set("Location", v.web.url(to))
	v.WriteHeader(status)
}

// raw answers with bytes of its own, and hangs up.
func (v *visit) raw(answer string, reset bool) {
	conn, _, err := v.ResponseWriter.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	if reset {
		_ = conn.(*net.TCPConn).SetLinger(0)
	}
	_, _ = conn.Write([]byte(answer))
	_ = conn.Close()
}

func zip(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.Bytes()
}

// status answers the first requests with the statuses given, and all later ones with the last.
func status(codes ...int) func(*visit) {
	return func(v *visit) { v.page(codes[min(v.n, len(codes))-1], "A story") }
}

func header(name, value string, serve func(*visit)) func(*visit) {
	return func(v *visit) { v.Header().Set(name, value); serve(v) }
}

func titled(code int, title string) func(*visit) {
	return func(v *visit) { v.page(code, title) }
}

// only serves one path in one way, and all others in another.
func only(p string, this, others func(*visit)) func(*visit) {
	return func(v *visit) {
		if v.path == p {
			this(v)
		} else {
			others(v)
		}
	}
}

func redirect(code int, to string) func(*visit) {
	return func(v *visit) { v.redirect(code, to) }
}

type fault struct {
	name     string // also the host: name.example
	url      string // default http://name.example{P}/articles/2019/story.html
	serve    func(*visit)
	verdict  Verdict
	cause    string
	requests int    // that the host must have seen
	final    string // FinalURL, "" for none
	says     string // the reason must contain it
	options  func(*Options)
}

var (
	found    = titled(200, "A story")
	notFound = titled(404, "Not found")
)

func hurry(o *Options) { o.Timeout, o.Retries = 40*time.Millisecond, 1 }

func body(code int, text string) func(*visit) {
	return func(v *visit) {
		if v.Header().Get("Content-Type") == "" {
			v.Header().Set("Content-Type", "text/html")
		}
		v.WriteHeader(code)
		_, _ = v.Write([]byte(text))
	}
}

func zipped(text string) func(*visit) {
	packed := zip(text)
	return header("Content-Encoding", "gzip", func(v *visit) { body(200, string(packed))(v) })
}

// stall says something and then nothing until the client has gone.
func stall(start string) func(*visit) {
	return func(v *visit) {
		conn, _, err := v.ResponseWriter.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte(start))
		_, _ = conn.Read(make([]byte, 1))
		_ = conn.Close()
	}
}

func chain(length int) func(*visit) {
	return func(v *visit) {
		var n int
		_, _ = fmt.Sscanf(v.path, "/hop/%d", &n)
		if n == length {
			found(v)
			return
		}
		v.redirect(302, fmt.Sprintf("/hop/%d", n+1))
	}
}

// needsCookie sends everybody in a circle who has no cookie.
func needsCookie(to string) func(*visit) {
	return func(v *visit) {
		if _, err := v.Cookie("seen"); err == nil {
			found(v)
			return
		}
		if v.path == to {
			v.redirect(302, "/set")
			return
		}
		http.SetCookie(v, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
		v.redirect(302, to)
	}
}

// TestFaults holds every known way of failing to its verdict, and to what the server must have seen.
func TestFaults(t *testing.T) {
	sites := map[string]func(*visit){"alive.example": found, "target.example": found, "upgraded.example": found, "consent.site.example": found}
	for _, f := range faults {
		sites[f.name+".example"] = f.serve
	}
	w := newWeb(t, func(v *visit) { sites[v.host](v) })
	w.set("inner.canary", record{addrs: []string{"127.0.0.2"}})
	w.set("servfail.test", record{code: dnsmessage.RCodeServerFailure})
	closed := closedPort(t)
	causes := map[string][]Verdict{}
	for _, c := range Causes() {
		causes[c.Name] = c.Verdicts
	}
	t.Cleanup(func() {
		if len(w.leaks) > 0 {
			t.Errorf("requests carried %q", w.leaks)
		}
	})
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			change := f.options
			if change == nil {
				change = func(*Options) {}
			}
			c, _ := w.client(t, change)
			url := f.url
			if url == "" {
				url = "http://" + f.name + ".example{P}" + story
			}
			url = w.url(strings.ReplaceAll(url, "{closed}", closed))
			got := askAll(t, c, url, w.url("http://alive.example{P}/"))[url]
			if got.Verdict != f.verdict || got.Cause != f.cause {
				t.Errorf("%s %q (%s), want %s %q", got.Verdict, got.Cause, got.Reason, f.verdict, f.cause)
			}
			if n := w.count(f.name + ".example"); f.serve != nil && n != f.requests {
				t.Errorf("the host saw %d requests, want %d", n, f.requests)
			}
			if want := w.url(f.final); got.FinalURL != want {
				t.Errorf("ended at %q, want %q", got.FinalURL, want)
			}
			if !strings.Contains(got.Reason, f.says) || got.Reason == "" {
				t.Errorf("reason %q does not say %q", got.Reason, f.says)
			}
			name := got.Cause
			if strings.HasPrefix(name, "http-") {
				name = "http-…"
			}
			if !slices.Contains(causes[name], got.Verdict) {
				t.Errorf("the table of causes does not have %q with %s", got.Cause, got.Verdict)
			}
		})
	}
}

// closedPort returns a port of 127.0.0.1 that nobody listens on.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	_ = l.Close()
	return port
}
