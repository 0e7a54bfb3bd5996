package link

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// An outage breaks the network between us and some hosts, as the kernel would report it.
type outage struct {
	mu     sync.Mutex
	errno  syscall.Errno
	active bool
	after  func(dials int) bool // if set, decides whether the outage is on at the n-th dial
	dials  int
}

func (o *outage) control(context.Context, string, string, syscall.RawConn) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.dials++
	if o.after != nil {
		o.active = o.after(o.dials)
	}
	if o.active {
		return o.errno
	}
	return nil
}

func manyHosts(w *web, n int, format string) []string {
	var urls []string
	for i := range n {
		urls = append(urls, w.url(fmt.Sprintf(format, i)))
	}
	return urls
}

// TestOnlyHostIsNeverDead has nobody to vouch for our own network.
func TestOnlyHostIsNeverDead(t *testing.T) {
	for _, tt := range []struct {
		name, url, cause string
		down             bool
		change           func(*Options)
	}{
		{"one refused host", "http://127.0.0.1:{closed}/", "connection-refused", false, nil},
		{"one name that does not exist", "http://nowhere.test/", "name-not-found", false, nil},
		{"one name that cannot be looked up", "http://servfail.test/", "resolver-failure", false, nil},
		{
			"no network", "http://a.example{P}/", "network-unreachable", true,
			func(o *Options) { o.Control = (&outage{errno: syscall.ENETUNREACH, active: true}).control },
		},
		{
			"no route", "http://a.example{P}/", "host-unreachable", false,
			func(o *Options) { o.Control = (&outage{errno: syscall.EHOSTUNREACH, active: true}).control },
		},
		{"no retries", "http://nowhere.test/", "name-not-found", false, func(o *Options) { o.Retries = -1 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWeb(t, found)
			w.set("servfail.test", record{code: dnsmessage.RCodeServerFailure})
			change := tt.change
			if change == nil {
				change = func(*Options) {}
			}
			c, _ := w.client(t, change)
			url := strings.ReplaceAll(w.url(tt.url), "{closed}", closedPort(t))
			if a := askAll(t, c, url)[url]; a.Verdict != Uncertain || a.Cause != tt.cause {
				t.Errorf("%+v", a)
			}
			if c.NetworkDown() != tt.down {
				t.Errorf("NetworkDown is %v", c.NetworkDown())
			}
		})
	}
}

// TestNetworkDown takes the network away: from the start, in the middle, and for good.
func TestNetworkDown(t *testing.T) {
	for _, errno := range []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ECONNREFUSED, syscall.ETIMEDOUT} {
		t.Run("all along, "+errno.Error(), func(t *testing.T) {
			w := newWeb(t, found)
			c, _ := w.client(t, func(o *Options) { o.Control = (&outage{errno: errno, active: true}).control })
			for _, a := range askAll(t, c, manyHosts(w, 10, "http://h%d.example{P}/")...) {
				if a.Verdict != Uncertain {
					t.Errorf("%+v", a)
				}
			}
			if !c.NetworkDown() {
				t.Error("nobody answered, and the network is said to be up")
			}
		})
		t.Run("from the middle on, "+errno.Error(), func(t *testing.T) {
			w := newWeb(t, found)
			o := &outage{errno: errno, after: func(n int) bool { return n > 20 }}
			c, _ := w.client(t, func(opts *Options) { opts.Control, opts.Concurrency = o.control, 4 })
			// Connections that are there stay, as they do when a route is lost to new hosts only: close them.
			for _, a := range askAll(t, c, manyHosts(w, 200, "http://h%d.example{P}/")...) {
				if a.Verdict == Dead {
					t.Fatalf("%+v", a)
				}
			}
		})
	}
}

// TestOutageThatEnds buries nobody who was only asked during it.
func TestOutageThatEnds(t *testing.T) {
	w := newWeb(t, found)
	var clock *testClock
	o := &outage{errno: syscall.EHOSTUNREACH, after: func(n int) bool { return n > 30 && clock.slept() < 10*time.Second }}
	var c *Client
	c, clock = w.client(t, func(opts *Options) { opts.Control, opts.Concurrency = o.control, 4 })
	verdicts := map[Verdict]int{}
	for _, a := range askAll(t, c, manyHosts(w, 100, "http://h%d.example{P}/")...) {
		verdicts[a.Verdict]++
		if a.Verdict == Dead {
			t.Fatalf("%+v", a)
		}
	}
	if verdicts[Alive] != 100 {
		t.Errorf("verdicts %v", verdicts)
	}
	if c.NetworkDown() {
		t.Error("the network is back, and said to be down")
	}
}

// TestResolverThatBeginsToLie answers every name with NXDOMAIN from some point on, as captive portals and
// broken home routers do, while connections that are open go on working.
func TestResolverThatBeginsToLie(t *testing.T) {
	for _, code := range []dnsmessage.RCode{dnsmessage.RCodeNameError, dnsmessage.RCodeServerFailure, dnsmessage.RCodeRefused} {
		t.Run(code.String(), func(t *testing.T) {
			w := newWeb(t, found)
			var mu sync.Mutex
			lookups := 0
			truth := record{addrs: []string{"127.0.0.1"}}
			for i := range 200 {
				w.set(fmt.Sprintf("h%d.test", i), record{after: func(int) *record {
					mu.Lock()
					defer mu.Unlock()
					if lookups++; lookups > 60 {
						return &record{code: code}
					}
					return &truth
				}})
			}
			c, _ := w.client(t, func(o *Options) { o.Concurrency = 4 })
			verdicts := map[Verdict]int{}
			for _, a := range askAll(t, c, manyHosts(w, 200, "http://h%d.test{P}/")...) {
				verdicts[a.Verdict]++
				if a.Verdict == Dead {
					t.Fatalf("%+v", a)
				}
			}
			if verdicts[Alive] == 0 || verdicts[Uncertain] < 100 {
				t.Errorf("verdicts %v", verdicts)
			}
		})
	}
}

// TestDeathIsProved has a host that is gone among others that are there: it is asked a few times, those that
// vouch for the network at most once more, and nobody outside the run at all.
func TestDeathIsProved(t *testing.T) {
	w := newWeb(t, found)
	c, clock := w.client(t)
	refused := "http://refused.example:" + closedPort(t) + "/"
	gone := "http://gone.test/"
	alive := manyHosts(w, 3, "http://h%d.example{P}/")
	answers := askAll(t, c, append(alive, refused, gone)...)
	for url, cause := range map[string]string{refused: "connection-refused", gone: "name-not-found"} {
		a := answers[url]
		if a.Verdict != Dead || a.Cause != cause || a.Attempts < 2 || a.Attempts > 4 {
			t.Errorf("%+v", a)
		}
	}
	total := 0
	for i := range 3 {
		total += w.count(fmt.Sprintf("h%d.example", i))
	}
	if total > 3+3 {
		t.Errorf("the hosts that are there saw %d requests", total)
	}
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
	if !slices.ContainsFunc(clock.waits, func(d time.Duration) bool { return d.Seconds() > 0.7 }) {
		t.Errorf("the retries were not spaced: %v", clock.waits)
	}
}

// TestBadEndIsNotTheEnd has links at the end of a run that all fail, while the network is up.
func TestBadEndIsNotTheEnd(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.host == "good.example" {
			found(v)
			return
		}
		v.raw("", true)
	})
	c, _ := w.client(t)
	good := w.url("http://good.example{P}/")
	askAll(t, c, good)
	askAll(t, c, manyHosts(w, 5, "http://bad%d.example{P}/")...)
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
	if n := w.count("good.example"); n != 2 {
		t.Errorf("the good host was asked %d times, want once for itself and once for the network", n)
	}
}

// TestMachineWithoutIPv6 cannot judge a host that has nothing else.
func TestMachineWithoutIPv6(t *testing.T) {
	w := newWeb(t, found)
	w.set("six.test", record{addrs: []string{"2606:4700::1111"}})
	c, _ := w.client(t, func(o *Options) {
		o.Control = func(_ context.Context, network, _ string, _ syscall.RawConn) error {
			if network == "tcp6" {
				return syscall.ENETUNREACH
			}
			return nil
		}
	})
	six := "http://six.test/"
	if a := askAll(t, c, six, w.url("http://a.example{P}/"), w.url("http://b.example{P}/"))[six]; a.Verdict != Uncertain || a.Cause != "no-ipv6" {
		t.Errorf("%+v", a)
	}
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
}

// TestOldConnectionProvesNothing has a network that carries the connections it has and opens no others, as
// one does behind a firewall that was just changed.
func TestOldConnectionProvesNothing(t *testing.T) {
	w := newWeb(t, found)
	o := &outage{errno: syscall.ECONNREFUSED, after: func(n int) bool { return n > 1 }}
	c, _ := w.client(t, func(opts *Options) { opts.Control, opts.Concurrency = o.control, 1 })
	urls := manyHosts(w, 40, "http://old.example{P}/%d")
	cut := w.url("http://cut.example{P}/")
	answers := askAll(t, c, slices.Insert(urls, 1, cut)...)
	if a := answers[cut]; a.Verdict != Uncertain || a.Cause != "connection-refused" {
		t.Errorf("%+v", a)
	}
	if a := answers[urls[39]]; a.Verdict != Alive || w.Connections() != 1 {
		t.Errorf("over %d connections: %+v", w.Connections(), a)
	}
}

// TestAddressProvesNoResolver has a resolver that begins to deny every name, while a host that is cited by its
// address answers over one new connection after the other.
func TestAddressProvesNoResolver(t *testing.T) {
	w := newWeb(t, func(v *visit) { v.Header().Set("Connection", "close"); found(v) })
	w.set("first.test", record{addrs: []string{"127.0.0.1"}})
	c, _ := w.client(t, func(o *Options) { o.Concurrency = 1 })
	askAll(t, c, w.url("http://first.test{P}/"))
	w.set("first.test", record{code: dnsmessage.RCodeNameError})
	second := w.url("http://second.test{P}/")
	urls := append(manyHosts(w, 40, "http://127.0.0.1{P}/%d"), second)
	if a := askAll(t, c, urls...)[second]; a.Verdict != Uncertain || a.Cause != "name-not-found" {
		t.Errorf("%+v", a)
	}
}

// TestNamesAreAbsolute keeps the resolver's search list away from names that people cite.
func TestNamesAreAbsolute(t *testing.T) {
	for host, want := range map[string]string{
		"example.com": "example.com.", "a.b.example": "a.b.example.", "localhost": "localhost", "127.0.0.1": "127.0.0.1", "2606:4700::1": "2606:4700::1",
	} {
		if got := absolute(host); got != want {
			t.Errorf("%s is looked up as %s, want %s", host, got, want)
		}
	}
}
