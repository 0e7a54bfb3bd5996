package link

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/citelint/citelint/check/link/faults"
)

// TestPoliteness holds a host to its limit, and the whole to Concurrency, by what the server saw.
func TestPoliteness(t *testing.T) {
	w := newWeb(t, func(v *visit) { time.Sleep(2 * time.Millisecond); found(v) })
	c, _ := w.client(t, func(o *Options) { o.PerHost, o.Concurrency = 3, 8 })
	var urls []string
	for i := range 120 {
		urls = append(urls, w.url(fmt.Sprintf("http://h%d.example{P}/%d", i%6, i)))
	}
	for _, a := range askAll(t, c, urls...) {
		if a.Verdict != Alive {
			t.Errorf("%s: %s (%s)", a.URL, a.Verdict, a.Reason)
		}
	}
	for host, peak := range w.Peaks() {
		if peak > 3 {
			t.Errorf("%s saw %d requests at once, want at most 3", host, peak)
		}
	}
	if w.Connections() > 6*3 {
		t.Errorf("%d connections, want at most 3 for each of 6 hosts", w.Connections())
	}
}

// TestConnectionsOverTLS has the first four requests wait for each other, so that they have to be under way together: over
// one connection where the host speaks HTTP/2, over four where it does not.
func TestConnectionsOverTLS(t *testing.T) {
	for name, test := range map[string]struct {
		port        string
		connections int
	}{
		"HTTP/2":   {"{S}", 1},
		"HTTP/1.1": {"{R}", 4},
	} {
		t.Run(name, func(t *testing.T) {
			var arrived atomic.Int32
			together := make(chan bool)
			meet := func() {
				if arrived.Add(1) == 4 {
					close(together)
				}
				<-together
			}
			w := openWeb(t, faults.Options{
				Serve:    func(v *faults.Visit) { meet(); faults.Found(v) },
				SpeakTLS: "http/1.1",
				Speak: func(conn net.Conn) {
					for in := bufio.NewReader(conn); ; {
						if _, err := http.ReadRequest(in); err != nil {
							return
						}
						meet()
						_, _ = io.WriteString(conn, plainAnswer)
					}
				},
			})
			c, _ := w.client(t, func(o *Options) { o.Clock, o.Gap = stillClock{}, -1 })
			var urls []string
			for i := range 12 {
				urls = append(urls, w.url(fmt.Sprintf("https://h.example%s/%d", test.port, i)))
			}
			for _, a := range askAll(t, c, urls...) {
				if a.Verdict != Alive {
					t.Errorf("%s: %s (%s)", a.URL, a.Verdict, a.Reason)
				}
			}
			if n := w.Connections(); n != test.connections {
				t.Errorf("%d connections, want %d", n, test.connections)
			}
		})
	}
}

// A stillClock never goes on.
type stillClock struct{}

func (stillClock) Now() time.Time                  { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }
func (stillClock) AfterFunc(time.Duration, func()) {}

// TestFirstConnectionHangs has a host leave the first connection without an answer to its greeting, while others wait behind it.
func TestFirstConnectionHangs(t *testing.T) {
	var connections atomic.Int32
	over := make(chan bool)
	w := openWeb(t, faults.Options{
		SpeakTLS: "http/1.1",
		Certify: func(name string) string {
			if connections.Add(1) == 1 {
				<-over
			}
			return name
		},
		Speak: func(conn net.Conn) {
			for in := bufio.NewReader(conn); ; {
				if _, err := http.ReadRequest(in); err != nil {
					return
				}
				_, _ = io.WriteString(conn, plainAnswer)
			}
		},
	})
	c, _ := w.client(t) // whose clock does not let anybody wait
	var urls []string
	for i := range 5 {
		urls = append(urls, w.url(fmt.Sprintf("https://h.example{R}/%d", i)))
	}
	answered := 0
	if err := c.Ask(t.Context(), urls, func(a Answer) {
		if answered++; a.Verdict != Alive {
			t.Errorf("%s: %s (%s)", a.URL, a.Verdict, a.Reason)
		}
		if answered == 4 {
			close(over)
		}
	}); err != nil || answered != 5 {
		t.Errorf("%d answers, %v", answered, err)
	}
}

// TestConcurrencyIsReached makes sure that the limits are also used.
func TestConcurrencyIsReached(t *testing.T) {
	arrived, open := make(chan bool, 400), make(chan bool)
	w := newWeb(t, func(v *visit) { arrived <- true; <-open; found(v) })
	c, _ := w.client(t, func(o *Options) { o.PerHost, o.Concurrency = 5, 20 })
	var urls []string
	for i := range 400 {
		urls = append(urls, w.url(fmt.Sprintf("http://h%d.example{P}/%d", i%4, i)))
	}
	before := runtime.NumGoroutine()
	over := make(chan error)
	go func() { over <- c.Ask(t.Context(), urls, func(Answer) {}) }()
	for range 20 {
		<-arrived
	}
	// Besides the worker, each connection costs two goroutines at the server.
	if n := runtime.NumGoroutine() - before; n > 20*5 {
		t.Errorf("%d goroutines for 20 requests and 400 links", n)
	}
	select {
	case <-arrived:
		t.Error("more requests than Concurrency")
	case <-time.After(10 * time.Millisecond):
	}
	close(open)
	if err := <-over; err != nil {
		t.Error(err)
	}
}

// TestSlowHostDelaysNobody asks a host that does not answer together with others, with fewer workers
// than links: the others must be done while it is still silent.
func TestSlowHostDelaysNobody(t *testing.T) {
	open := make(chan bool)
	w := newWeb(t, func(v *visit) {
		if v.host == "slow.example" {
			<-open
		}
		found(v)
	})
	c, _ := w.client(t, func(o *Options) { o.PerHost, o.Concurrency = 2, 4 })
	var urls []string
	for i := range 10 {
		urls = append(urls, w.url(fmt.Sprintf("http://slow.example{P}/%d", i)))
	}
	for i := range 30 {
		urls = append(urls, w.url(fmt.Sprintf("http://h%d.example{P}/%d", i%3, i)))
	}
	quick := 0
	err := c.Ask(t.Context(), urls, func(Answer) {
		if quick++; quick == 30 {
			close(open)
		}
	})
	if err != nil || quick != 40 {
		t.Errorf("%d answers, %v", quick, err)
	}
}

// TestBackOffReleasesTheWorker has one worker and a link that waits for a retry.
func TestBackOffReleasesTheWorker(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.host == "ill.example" {
			status(500, 200)(v)
			return
		}
		found(v)
	})
	timers := make(chan func(), 10)
	c, _ := w.client(t, func(o *Options) { o.Concurrency, o.Gap, o.Clock = 1, -1, manualClock{timers} })
	ill, well := w.url("http://ill.example{P}/"), w.url("http://well.example{P}/")
	var order []string
	err := c.Ask(t.Context(), []string{ill, well}, func(a Answer) {
		order = append(order, a.URL)
		if a.URL == well {
			(<-timers)()
		}
	})
	if err != nil || len(order) != 2 || order[0] != well {
		t.Errorf("answers in order %q, %v", order, err)
	}
}

// A manualClock hands its timers to the test.
type manualClock struct{ timers chan func() }

func (manualClock) Now() time.Time                           { return time.Unix(0, 0) }
func (c manualClock) AfterFunc(wait time.Duration, f func()) { c.timers <- f }

// TestRateLimit parks a host that answers 429, honours its wish within reason, and in the end gives it
// up instead of asking for every one of its links.
func TestRateLimit(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.host == "busy.example" {
			header("Retry-After", "86400", status(429))(v)
			return
		}
		found(v)
	})
	c, clock := w.client(t)
	var urls []string
	for i := range 500 {
		urls = append(urls, w.url(fmt.Sprintf("http://busy.example{P}/%d", i)))
	}
	other := w.url("http://other.example{P}/")
	answers := askAll(t, c, append(urls, other)...)
	causes := map[string]int{}
	for _, url := range urls {
		a := answers[url]
		causes[a.Cause]++
		if a.Verdict != Blocked || a.Attempts == 0 && a.Cause != "rate-limited" {
			t.Fatalf("%s: %s %s after %d attempts (%s)", url, a.Verdict, a.Cause, a.Attempts, a.Reason)
		}
	}
	if answers[other].Verdict != Alive {
		t.Errorf("the other host: %+v", answers[other])
	}
	if n := w.count("busy.example"); n > 5*3+4 {
		t.Errorf("the busy host was asked %d times", n)
	}
	if causes["rate-limited"] == 0 {
		t.Errorf("causes: %v", causes)
	}
	for _, wait := range clock.waits {
		if wait > 10*time.Second {
			t.Errorf("waited for %s", wait)
		}
	}
}

// TestSilentHostIsGivenUp does the same for a host that hangs up on everybody.
func TestSilentHostIsGivenUp(t *testing.T) {
	var back atomic.Bool
	w := newWeb(t, func(v *visit) {
		if back.Load() {
			found(v)
			return
		}
		v.raw("", true)
	})
	c, clock := w.client(t)
	var urls []string
	for i := range 300 {
		urls = append(urls, w.url(fmt.Sprintf("http://gone.example{P}/%d", i)))
	}
	causes := map[string]int{}
	for _, a := range askAll(t, c, urls...) {
		causes[a.Cause]++
		if a.Verdict != Uncertain {
			t.Fatalf("%+v", a)
		}
	}
	if n := w.count("gone.example"); n > 5*3+4 || causes["host-not-answering"] < 280 {
		t.Errorf("asked %d times, causes %v", n, causes)
	}
	// After a while it gets another chance.
	clock.AfterFunc(amnesty+time.Second, func() {})
	back.Store(true)
	again := w.url("http://gone.example{P}/again")
	if a := askAll(t, c, again)[again]; a.Verdict != Alive {
		t.Errorf("after the amnesty: %+v", a)
	}
}

// TestOwnLimit runs this machine out of sockets: the link is not to blame, and there is less at once
// from then on.
func TestOwnLimit(t *testing.T) {
	for _, errno := range []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.EADDRNOTAVAIL, syscall.ENOBUFS} {
		t.Run(errno.Error(), func(t *testing.T) {
			w := newWeb(t, found)
			failures := 0
			c, _ := w.client(t, func(o *Options) {
				o.Retries = -1
				o.Control = func(context.Context, string, string, syscall.RawConn) error {
					if failures++; failures <= 3 {
						return errno
					}
					return nil
				}
			})
			url := w.url("http://a.example{P}/")
			if a := askAll(t, c, url)[url]; a.Verdict != Alive {
				t.Errorf("%+v", a)
			}
			if c.limit >= c.opts.Concurrency {
				t.Errorf("still %d at once", c.limit)
			}
			if c.NetworkDown() {
				t.Error("the network is said to be down")
			}
		})
	}
	t.Run("for ever", func(t *testing.T) {
		w := newWeb(t, found)
		c, _ := w.client(t, func(o *Options) {
			o.Control = func(context.Context, string, string, syscall.RawConn) error { return syscall.EMFILE }
		})
		url := w.url("http://a.example{P}/")
		if a := askAll(t, c, url)[url]; a.Verdict != Uncertain || a.Cause != "out-of-sockets" {
			t.Errorf("%+v", a)
		}
	})
}

// TestHostOfTheSameName: a host that was forgotten while it stood in line takes nobody with it who has its name by now.
func TestHostOfTheSameName(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	old := &host{name: "a.example:80", pace: c.usual(), queue: []*job{{state: open}}}
	c.hosts[old.name] = old
	c.list(old)
	old.queue = nil // as when it is given up
	c.list(old)
	again := &host{name: old.name, pace: c.usual(), active: 1}
	c.hosts[old.name] = again
	c.workers = 1
	if h, _ := c.take(); h != nil || c.hosts[old.name] != again {
		t.Errorf("took %+v, and %+v is known", h, c.hosts)
	}
}

// TestAnswerEndsGivingUp: a host that was given up, and answers what was under way, is asked again at once.
func TestAnswerEndsGivingUp(t *testing.T) {
	c := New(Options{Retries: -1})
	defer c.Close()
	h := &host{name: "a.example:80", pace: c.usual()}
	for range maxStreak {
		c.strain(h, reply{err: context.DeadlineExceeded})
	}
	if !c.givenUp(h) {
		t.Fatal("a silent host is not given up")
	}
	if c.strain(h, reply{status: 200}); c.givenUp(h) {
		t.Error("it has answered, and is still given up")
	}
}
