package link

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestGet(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		switch v.host {
		case "moved.example":
			only("/", redirect(302, "/article"), func(v *visit) {
				v.Header().Set("Content-Type", "text/markdown")
				_, _ = v.Write([]byte("# Title"))
			})(v)
		case "packed.example":
			zipped("<p>packed</p>")(v)
		case "bomb.example":
			zipped(strings.Repeat("<p>", 1<<20))(v)
		case "brotli.example":
			header("Content-Encoding", "br", body(200, "x"))(v)
		case "ill.example":
			status(503, 200)(v)
		case "dead.example":
			notFound(v)
		case "wall.example":
			status(403)(v)
		case "big.example":
			body(200, strings.Repeat("x", 1001))(v)
		case "fit.example":
			body(200, strings.Repeat("x", 1000))(v)
		case "cut.example":
			v.raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf", false)
		case "inward.example":
			redirect(http.StatusFound, "http://127.0.0.2{P}/")(v)
		case "loop.example":
			redirect(http.StatusFound, "/")(v)
		}
	})
	c, _ := w.client(t)
	for _, tt := range []struct{ url, body, final, fails string }{
		{url: "http://moved.example{P}/", body: "# Title", final: "http://moved.example{P}/article"},
		{url: "http://packed.example{P}/", body: "<p>packed</p>"},
		{url: "http://fit.example{P}/", body: strings.Repeat("x", 1000)},
		{url: "http://ill.example{P}/", body: document("A story")},
		{url: "http://bomb.example{P}/", fails: "more than 1000 bytes"},
		{url: "http://brotli.example{P}/", fails: `content coding "br"`},
		{url: "http://dead.example{P}/", fails: "404 Not Found"},
		{url: "http://wall.example{P}/", fails: "403 Forbidden"},
		{url: "http://big.example{P}/", fails: "more than 1000 bytes"},
		{url: "http://cut.example{P}/", fails: "without a full answer"},
		{url: "http://inward.example{P}/", fails: "loopback address"},
		{url: "http://loop.example{P}/", fails: "circle"},
		{url: "http://127.0.0.2{P}/", fails: "loopback address"},
		{url: "file:///etc/passwd", fails: "only http and https"},
		{url: "http://nowhere.test/", fails: "does not exist"},
		{url: "https://expired.example{S}/", fails: "expired"},
	} {
		page, err := c.Get(t.Context(), w.url(tt.url), 1000)
		switch {
		case tt.fails != "":
			if err == nil || !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("%s: %v, want it to say %q", tt.url, err, tt.fails)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", tt.url, err)
			continue
		case tt.final == "":
			tt.final = tt.url
		}
		if string(page.Body) != tt.body || page.URL != w.url(tt.final) || page.ContentType == "" {
			t.Errorf("%s: %+v", tt.url, page)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ctx, w.url("http://fit.example{P}/"), 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	c.Close()
	if _, err := c.Get(t.Context(), w.url("http://fit.example{P}/"), 1000); err == nil {
		t.Error("a closed client fetches")
	}
}

// TestFetch takes every answer as it is, and gives up only where there is none.
func TestFetch(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		switch v.host {
		case "gate.example":
			v.Header().Set("Link", `<http://a.example/>; rel="original"`)
			redirect(http.StatusFound, "/web/2019")(v)
		case "none.example":
			status(404)(v)
		case "ill.example":
			status(503, 429, 200)(v)
		case "illest.example":
			status(503)(v)
		case "big.example":
			body(200, strings.Repeat("x", 1001))(v)
		case "cut.example":
			v.raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf", false)
		case "silent.example":
			<-v.Context().Done()
		case "asked.example":
			_, _ = v.Write([]byte(v.Request.Header.Get("Accept-Datetime") + "|" + v.Request.Header.Get("Accept") + "|" + v.Request.Header.Get("Cookie")))
		}
	})
	c, clock := w.client(t, func(o *Options) { o.Timeout = time.Second })
	for _, tt := range []struct {
		url    string
		status int
		body   string
		cut    bool
		asked  int
		fails  string
	}{
		{url: "http://gate.example{P}/", status: 302, asked: 1},
		{url: "http://none.example{P}/", status: 404, body: "", asked: 1},
		{url: "http://ill.example{P}/", status: 200, body: document("A story"), asked: 3},
		{url: "http://illest.example{P}/", status: 503, asked: 3},
		{url: "http://big.example{P}/", status: 200, body: strings.Repeat("x", 1000), cut: true, asked: 1},
		{url: "http://cut.example{P}/", asked: 3, fails: "without a full answer"},
		{url: "http://silent.example{P}/", asked: 1, fails: "no full answer in time"},
		{url: "http://asked.example{P}/", status: 200, body: "Mon, 04 Mar 2019 12:00:00 GMT|application/json|", asked: 1},
		{url: "http://127.0.0.2{P}/", fails: "loopback address"},
		{url: "http://nowhere.test/", fails: "does not exist"},
	} {
		before := len(clock.waited())
		header := http.Header{"Accept": {"application/json"}, "Accept-Datetime": {"Mon, 04 Mar 2019 12:00:00 GMT"}, "Cookie": {"a=b"}}
		got, err := c.Fetch(t.Context(), Request{URL: w.url(tt.url), Header: header, MaxBytes: 1000})
		if n := w.count(strings.TrimPrefix(strings.TrimSuffix(tt.url, "{P}/"), "http://")); n != tt.asked {
			t.Errorf("%s was asked %d times, want %d", tt.url, n, tt.asked)
		}
		if tt.fails != "" {
			if err == nil || !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("%s: %v, want it to say %q", tt.url, err, tt.fails)
			}
			if tt.asked == 0 && len(clock.waited()) > before+1 {
				t.Errorf("%s: waited %v for what cannot be", tt.url, clock.waited()[before:])
			}
			continue
		}
		if err != nil || got.Status != tt.status || got.Cut != tt.cut || got.URL != w.url(tt.url) || tt.status == 200 && string(got.Body) != tt.body {
			t.Errorf("%s: %v, %+v", tt.url, err, got)
		}
	}
	for _, host := range []string{"a", "b", "c"} {
		if _, err := c.Fetch(t.Context(), Request{URL: "http://" + host + ".nowhere.test/"}); err == nil {
			t.Errorf("%s.nowhere.test answers", host)
		}
	}
	if c.NetworkDown() {
		t.Error("the troubles of others are held against our own network")
	}
	if got, err := c.Fetch(t.Context(), Request{URL: w.url("http://big.example{P}/")}); err != nil || len(got.Body) > 0 || got.Cut {
		t.Errorf("a body that nobody wants: %v, %+v", err, got)
	}
	if leaks := w.Leaks(); len(leaks) > 0 {
		t.Errorf("leaked %q", leaks)
	}
}

// TestErrandsAreDecent holds documents, which pass the queues by, to few at once at each host, and to a gap.
func TestErrandsAreDecent(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		time.Sleep(time.Millisecond) // so that requests would overlap, were they let
		_, _ = v.Write([]byte("x"))
	})
	c, clock := w.client(t)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := c.Fetch(t.Context(), Request{URL: w.url("http://one.example{P}/"), MaxBytes: 10}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	peak := w.Peaks()["one.example"]
	if peak > errandsPerHost || w.count("one.example") != 20 {
		t.Errorf("%d requests, %d at once, want 20 and at most %d", w.count("one.example"), peak, errandsPerHost)
	}
	gaps := 0
	for _, wait := range clock.waited() {
		if wait == errandGap {
			gaps++
		}
	}
	if gaps != 20 {
		t.Errorf("%d gaps, want one behind each request", gaps)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.lobbies) > 1 {
		t.Errorf("%d hosts are remembered", len(c.lobbies))
	}
}

func (c *testClock) waited() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.waits)
}
