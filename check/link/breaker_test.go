package link

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/citelint/citelint/check/link/faults"
)

// TestResolverDies takes the resolver away after 200 of 10,000 hosts: nobody is called dead, the rest is not asked one by
// one for hours, and the run says that it is not complete.
func TestResolverDies(t *testing.T) {
	for _, code := range []dnsmessage.RCode{dnsmessage.RCodeServerFailure, dnsmessage.RCodeNameError} {
		t.Run(code.String(), func(t *testing.T) {
			w := newWeb(t, found)
			var lookups atomic.Int64
			for i := range 10_000 {
				w.set(fmt.Sprintf("h%d.test", i), record{after: func(int) *record {
					if lookups.Add(1) > 400 { // A and AAAA of 200 hosts
						return &record{code: code}
					}
					return &record{addrs: []string{"127.0.0.1"}}
				}})
			}
			c, clock := w.client(t, func(o *Options) { o.Concurrency = 16 })
			verdicts := map[Verdict]int{}
			for url, a := range askAll(t, c, manyHosts(w, 10_000, "http://h%d.test{P}/")...) {
				verdicts[a.Verdict]++
				if a.Verdict != Alive && (a.Verdict != Uncertain || !a.Suspect) {
					t.Fatalf("%s: %+v", url, a)
				}
			}
			if verdicts[Alive] < 150 || !c.NetworkDown() {
				t.Errorf("verdicts %v, network down: %v", verdicts, c.NetworkDown())
			}
			if n := lookups.Load(); n > 800 {
				t.Errorf("the resolver was asked %d times", n)
			}
			if slept := clock.slept(); slept > 10*time.Minute {
				t.Errorf("timers waited for %s", slept)
			}
		})
	}
}

// TestNetworkComesBack heals the network after a while: nothing that failed in the meantime is held against a link, and
// what is really gone is found dead all the same.
func TestNetworkComesBack(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.path == "/7" {
			notFound(v)
			return
		}
		found(v)
	})
	var clock *testClock
	o := &outage{errno: syscall.ENETUNREACH, after: func(n int) bool { return n > 40 && clock.slept() < 20*time.Second }}
	var c *Client
	c, clock = w.client(t, func(opts *Options) { opts.Control, opts.Concurrency, opts.Retries = o.control, 8, 1 })
	var urls []string
	for i := range 300 {
		urls = append(urls, w.url(fmt.Sprintf("http://h%d.example{P}/%d", i, i%20)))
	}
	verdicts := map[Verdict]int{}
	for _, a := range askAll(t, c, urls...) {
		verdicts[a.Verdict]++
	}
	if verdicts[Alive] != 285 || verdicts[Dead] != 15 || c.NetworkDown() {
		t.Errorf("verdicts %v, network down: %v", verdicts, c.NetworkDown())
	}
}

// TestGoneAfterAnOutage keeps a real 404 dead although its host was unreachable before.
func TestGoneAfterAnOutage(t *testing.T) {
	w := newWeb(t, only("/gone", notFound, found))
	dials := 0
	c, _ := w.client(t, func(o *Options) {
		o.Control = func(context.Context, string, string, syscall.RawConn) error {
			if dials++; dials == 1 {
				return syscall.ENETUNREACH
			}
			return nil
		}
	})
	url := w.url("http://a.example{P}/gone")
	if a := askAll(t, c, url)[url]; a.Verdict != Dead || a.Status != http.StatusNotFound {
		t.Errorf("%+v", a)
	}
}

// TestManyDeadHosts has an article whose hosts are nearly all gone, as an old one may: our own network is not blamed for
// it, and those that are there are not asked again and again to vouch for it.
func TestManyDeadHosts(t *testing.T) {
	w := newWeb(t, found)
	c, _ := w.client(t, func(o *Options) { o.Concurrency = 8 })
	good := w.url("http://good.example{P}/")
	answers := askAll(t, c, append([]string{good}, manyHosts(w, 60, "http://gone%d.test/")...)...)
	for url, a := range answers {
		if url != good && (a.Verdict != Dead || a.Cause != causeNoName) {
			t.Fatalf("%s: %+v", url, a)
		}
	}
	if n := w.count("good.example"); n > 12 {
		t.Errorf("the good host was asked %d times", n)
	}
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
}

// A portal answers in the place of every host from the n-th request on, for as long as it is on.
type portal struct {
	requests atomic.Int64
	from     int64
	on       func() bool
	answer   func(*visit)
}

func (p *portal) serve(v *visit) {
	if p.requests.Add(1) > p.from && p.on() && v.host != "portal.example" {
		p.answer(v)
		return
	}
	titled(200, "The page of "+v.host)(v)
}

var portalPages = map[string]func(*visit){
	"page":     titled(200, "Welcome to our guest network"),
	"redirect": redirect(302, "http://portal.example{P}/welcome"),
}

// slept tells how long all timers together have waited.
func (c *testClock) slept() (sum time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, wait := range c.waits {
		sum += wait
	}
	return sum
}

func fresh(o *Options) { o.Concurrency = 4 }

// TestCaptivePortal has a portal take over in the middle of a run: what it answered is taken back.
func TestCaptivePortal(t *testing.T) {
	for name, answer := range portalPages {
		t.Run(name+", for good", func(t *testing.T) {
			p := &portal{from: 30, on: func() bool { return true }, answer: answer}
			w := newWeb(t, p.serve)
			c, _ := w.client(t, fresh)
			last := map[string]Answer{}
			if err := c.Ask(t.Context(), manyHosts(w, 200, "http://h%d.example{P}/"), func(a Answer) { last[a.URL] = a }); err != nil {
				t.Fatal(err)
			}
			alive := 0
			for url, a := range last {
				switch {
				case a.Verdict == Alive:
					alive++
				case a.Verdict != Uncertain || a.Cause != causeCaptive || !a.Suspect:
					t.Fatalf("%s: %+v", url, a)
				}
			}
			if len(last) != 200 || alive > 30 || alive < 20 || !c.NetworkDown() {
				t.Errorf("%d answers, %d alive, network down: %v", len(last), alive, c.NetworkDown())
			}
		})
		t.Run(name+", for a while", func(t *testing.T) {
			var clock *testClock
			p := &portal{from: 30, on: func() bool { return clock.slept() < 10*time.Second }, answer: answer}
			w := newWeb(t, p.serve)
			var c *Client
			c, clock = w.client(t, fresh)
			last := map[string]Answer{}
			if err := c.Ask(t.Context(), manyHosts(w, 200, "http://h%d.example{P}/"), func(a Answer) { last[a.URL] = a }); err != nil {
				t.Fatal(err)
			}
			for url, a := range last {
				if a.Verdict != Alive || a.FinalURL != "" {
					t.Fatalf("%s: %+v", url, a)
				}
			}
			if len(last) != 200 || c.NetworkDown() {
				t.Errorf("%d answers, network down: %v", len(last), c.NetworkDown())
			}
		})
	}
}

// TestPortalFromTheStart can be told only where it redirects: a page that everybody shows may be just that.
func TestPortalFromTheStart(t *testing.T) {
	p := &portal{on: func() bool { return true }, answer: portalPages["redirect"]}
	w := newWeb(t, p.serve)
	c, _ := w.client(t, fresh)
	for url, a := range lastAnswers(t, c, manyHosts(w, 20, "http://h%d.example{P}/")) {
		if a.Verdict != Uncertain || a.Cause != causeCaptive {
			t.Fatalf("%s: %+v", url, a)
		}
	}
	if !c.NetworkDown() {
		t.Error("the network is said to be up")
	}
}

// TestSharedPageIsNoPortal has unrelated sites that show one page, or redirect to one host, among others that do not.
func TestSharedPageIsNoPortal(t *testing.T) {
	for name, answer := range portalPages {
		t.Run(name, func(t *testing.T) {
			w := newWeb(t, func(v *visit) {
				if strings.HasPrefix(v.host, "p") && v.host != "portal.example" {
					answer(v)
					return
				}
				titled(200, "The page of "+v.host)(v)
			})
			c, _ := w.client(t, fresh)
			urls := append(manyHosts(w, 10, "http://h%d.example{P}/"), manyHosts(w, 40, "http://p%d.example{P}/")...)
			for url, a := range lastAnswers(t, c, urls) {
				if a.Verdict != Alive || a.Suspect {
					t.Fatalf("%s: %+v", url, a)
				}
			}
			if c.NetworkDown() {
				t.Error("the network is said to be down")
			}
			total := 0
			for i := range 10 {
				total += w.count(fmt.Sprintf("h%d.example", i))
			}
			if total > 12 {
				t.Errorf("the other hosts were asked %d times", total)
			}
		})
	}
}

// TestPortalCertificate has somebody in the middle who shows one certificate for every host.
func TestPortalCertificate(t *testing.T) {
	var portalOn atomic.Bool
	w := openWeb(t, faults.Options{
		Serve: func(v *faults.Visit) { v.Page(200, "The page of "+v.Host) },
		Certify: func(name string) string {
			if portalOn.Load() {
				return "selfsigned.portal"
			}
			return name
		},
	})
	c, _ := w.client(t, fresh)
	for _, a := range lastAnswers(t, c, manyHosts(w, 5, "https://h%d.example{S}/")) {
		if a.Verdict != Alive {
			t.Fatalf("%+v", a)
		}
	}
	portalOn.Store(true)
	for url, a := range lastAnswers(t, c, manyHosts(w, 20, "https://g%d.example{S}/")) {
		if a.Verdict != Uncertain || a.Cause != causeCaptive {
			t.Fatalf("%s: %+v", url, a)
		}
	}
}

// TestVanishedTarget has unrelated sites that redirect to one host that is gone: what looks like a portal is none, and
// the links are dead by proof or not at all.
func TestVanishedTarget(t *testing.T) {
	var c *Client
	w := newWeb(t, func(v *visit) {
		switch {
		case v.host[0] == 'h':
			titled(200, "The page of "+v.host)(v)
			return
		case v.host == "o4.example": // the fifth, by which they look like a portal: the others seem dead by then
			for seemDead := 0; seemDead < 4; runtime.Gosched() {
				c.mu.Lock()
				seemDead = 0
				for _, j := range c.jobs { // on a busy machine, some may be dead by proof already
					if j.asked.Hostname()[0] == 'o' && j.state != open {
						seemDead++
					}
				}
				c.mu.Unlock()
			}
		}
		redirect(302, "http://vanished.test/welcome")(v)
	})
	c, _ = w.client(t, func(o *Options) { o.Concurrency = 8 })
	askAll(t, c, manyHosts(w, 3, "http://h%d.example{P}/")...)
	for url, a := range lastAnswers(t, c, manyHosts(w, 5, "http://o%d.example{P}/")) {
		if a.Verdict == Dead && !strings.Contains(a.Reason, "while other hosts answered") || a.Verdict != Dead && a.Verdict != Uncertain {
			t.Errorf("%s: %+v", url, a)
		}
	}
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
}

// TestLostNetworkKeepsNoHosts does not remember every host that it could not ask.
func TestLostNetworkKeepsNoHosts(t *testing.T) {
	w := newWeb(t, found)
	c, _ := w.client(t, func(opts *Options) {
		opts.Control = (&outage{errno: syscall.ENETUNREACH, active: true}).control
	})
	askAll(t, c, manyHosts(w, 3000, "http://h%d.example{P}/")...)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.hosts) > 300 {
		t.Errorf("%d hosts are remembered", len(c.hosts))
	}
}

func lastAnswers(t *testing.T, c *Client, urls []string) map[string]Answer {
	t.Helper()
	last := map[string]Answer{}
	if err := c.Ask(t.Context(), urls, func(a Answer) { last[a.URL] = a }); err != nil {
		t.Fatal(err)
	}
	if len(last) != len(urls) {
		t.Fatalf("%d answers for %d URLs", len(last), len(urls))
	}
	return last
}

// TestNoNetworkFromTheStart ends soon, however many links there are.
func TestNoNetworkFromTheStart(t *testing.T) {
	w := newWeb(t, found)
	o := &outage{errno: syscall.ENETUNREACH, active: true}
	c, clock := w.client(t, func(opts *Options) { opts.Control = o.control })
	for url, a := range askAll(t, c, manyHosts(w, 5000, "http://h%d.example{P}/")...) {
		if a.Verdict != Uncertain || !a.Suspect {
			t.Fatalf("%s: %+v", url, a)
		}
	}
	if o.dials > 500 || clock.slept() > 10*time.Minute || !c.NetworkDown() {
		t.Errorf("%d dials, timers of %s, network down: %v", o.dials, clock.slept(), c.NetworkDown())
	}
}

// TestSecondChance asks again after a while, in the same life, for what was left unasked.
func TestSecondChance(t *testing.T) {
	w := newWeb(t, found)
	o := &outage{errno: syscall.ENETUNREACH, active: true}
	c, clock := w.client(t, func(opts *Options) { opts.Control = o.control })
	urls := manyHosts(w, 100, "http://h%d.example{P}/")
	askAll(t, c, urls...)
	o.mu.Lock()
	o.active = false
	o.mu.Unlock()
	if a := askAll(t, c, urls[0])[urls[0]]; a.Verdict != Uncertain {
		t.Errorf("at once: %+v", a)
	}
	clock.AfterFunc(amnesty+time.Second, func() {})
	for url, a := range askAll(t, c, urls...) {
		if a.Verdict != Alive {
			t.Fatalf("after the amnesty: %s: %+v", url, a)
		}
	}
}
