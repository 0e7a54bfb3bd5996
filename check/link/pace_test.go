package link

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

func onHost(w *web, host string, n int) (urls []string) {
	for i := range n {
		urls = append(urls, w.url(fmt.Sprintf("http://%s{P}/%d", host, i)))
	}
	return urls
}

// A heldClock stands still until it is moved on.
type heldClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []heldTimer
}

type heldTimer struct {
	due time.Time
	f   func()
}

func (c *heldClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *heldClock) AfterFunc(wait time.Duration, f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timers = append(c.timers, heldTimer{c.now.Add(wait), f})
}

// advance moves on, and lets go off what is due by then.
func (c *heldClock) advance(by time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(by)
	var due []heldTimer
	c.timers = slices.DeleteFunc(c.timers, func(t heldTimer) bool {
		isDue := !t.due.After(c.now)
		if isDue {
			due = append(due, t)
		}
		return isDue
	})
	c.mu.Unlock()
	for _, t := range due {
		t.f()
	}
}

// TestGap keeps the starts of requests to one host apart, while requests to other hosts fill the time between.
func TestGap(t *testing.T) {
	const hosts, links, gap = 5, 6, 20 * time.Millisecond
	w := newWeb(t, found)
	clock := &heldClock{now: newTestClock().now}
	c, _ := w.client(t, func(o *Options) { o.Gap, o.Clock = gap, clock })
	var urls []string
	for i := range hosts {
		urls = append(urls, onHost(w, fmt.Sprintf("h%d.example", i), links)...)
	}
	seen := func() (sum int) {
		for i := range hosts {
			sum += w.count(fmt.Sprintf("h%d.example", i))
		}
		return sum
	}
	atRest := func(requests int) { // as many came, and nobody is at work
		for isIdle := false; !isIdle || seen() < requests; runtime.Gosched() {
			c.mu.Lock()
			isIdle = c.workers == 0
			c.mu.Unlock()
		}
	}
	over := make(chan error, 1)
	go func() { over <- c.Ask(t.Context(), urls, func(Answer) {}) }()
	for n := 1; n <= links; n++ {
		for range 2 { // when the gap is over, and when it is almost over again
			atRest(n * hosts)
			for i := range hosts {
				if got := w.count(fmt.Sprintf("h%d.example", i)); got != n {
					t.Fatalf("host %d was asked %d times, want %d", i, got, n)
				}
			}
			clock.advance(gap / 2)
		}
	}
	if err := <-over; err != nil {
		t.Fatal(err)
	}
}

func TestGapOptions(t *testing.T) {
	for _, test := range []struct {
		perHost   int
		gap, want time.Duration
	}{
		{0, 0, DefaultGap},
		{2, 0, DefaultGap},
		{50, 0, 0},
		{50, time.Second, time.Second},
		{4, -1, 0},
	} {
		if o := (Options{PerHost: test.perHost, Gap: test.gap}).withDefaults(); o.Gap != test.want {
			t.Errorf("%d per host, gap %s: %s, want %s", test.perHost, test.gap, o.Gap, test.want)
		}
	}
}

// TestPaceSteps walks down by complaints and up again by good answers.
func TestPaceSteps(t *testing.T) {
	usual := pace{4, DefaultGap}
	want := []pace{{2, 2 * DefaultGap}, {1, 4 * DefaultGap}, {1, 8 * DefaultGap}}
	p := usual
	for _, next := range want {
		if p = p.slower(); p != next {
			t.Errorf("slower: %v, want %v", p, next)
		}
	}
	for range 20 {
		p = p.slower()
	}
	if p.gap != widestGap {
		t.Errorf("the gap grew to %s", p.gap)
	}
	for range 20 {
		p = p.faster(usual)
	}
	if p != usual {
		t.Errorf("back at %v, want %v", p, usual)
	}
	if p := (pace{50, 0}).slower().faster(pace{50, 0}); p != (pace{26, 0}) {
		t.Errorf("without a gap: %v", p)
	}
}

// TestComplaintSlowsOneHost has one of two hosts complain once: it is asked slowly from then on, and the other one as before.
func TestComplaintSlowsOneHost(t *testing.T) {
	for _, code := range []int{429, 503} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			complained := false
			w := newWeb(t, func(v *visit) {
				if v.host == "busy.example" && v.path == "/0" && !complained {
					complained = true
					status(code)(v)
					return
				}
				found(v)
			})
			c, _ := w.client(t, func(o *Options) { o.Concurrency = 1 })
			urls := append(onHost(w, "busy.example", 6), onHost(w, "calm.example", 6)...)
			for url, a := range askAll(t, c, urls...) {
				if a.Verdict != Alive {
					t.Errorf("%s: %+v", url, a)
				}
			}
			busy := c.hosts[w.url("busy.example{P}")]
			if busy == nil || busy.pace != (pace{2, 2 * DefaultGap}) {
				t.Fatalf("the host that complained: %+v", busy)
			}
			if calm := c.hosts[w.url("calm.example{P}")]; calm != nil && calm.pace != c.usual() {
				t.Errorf("the other host: %+v", calm)
			}
			askAll(t, c, onHost(w, "busy.example", 40)[6:]...)
			if h := c.hosts[w.url("busy.example{P}")]; h != nil && h.pace != c.usual() {
				t.Errorf("after many good answers: %+v", h)
			}
		})
	}
}

// TestFailuresNeverQuicken has a host complain and then hang up at once, again and again.
func TestFailuresNeverQuicken(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.path == "/0" {
			status(429)(v)
			return
		}
		v.raw("", true)
	})
	c, _ := w.client(t, func(o *Options) { o.Concurrency, o.Retries = 1, -1 })
	askAll(t, c, onHost(w, "busy.example", 5)...)
	if h := c.hosts[w.url("busy.example{P}")]; h == nil || h.pace.atOnce != 2 {
		t.Errorf("%+v", h)
	}
}

// TestQuotaIsHeeded waits before the next request to a host whose quota is used up, no longer than is decent, and asks
// other hosts meanwhile.
func TestQuotaIsHeeded(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.host == "api.example" && v.path == "/0" {
			v.Header().Set("X-RateLimit-Remaining", "0")
			v.Header().Set("X-RateLimit-Reset", "7")
		}
		found(v)
	})
	c, clock := w.client(t, func(o *Options) { o.PerHost, o.Concurrency = 1, 1 })
	for url, a := range askAll(t, c, append(onHost(w, "api.example", 2), onHost(w, "calm.example", 2)...)...) {
		if a.Verdict != Alive {
			t.Errorf("%s: %+v", url, a)
		}
	}
	if !slices.Contains(clock.waits, 7*time.Second) {
		t.Errorf("waits: %v", clock.waits)
	}
	if n := w.count("api.example"); n != 2 {
		t.Errorf("the host was asked %d times", n)
	}
}

// TestForbiddenByQuota gives up a host that says 403 to everything because its quota is used up for the day.
func TestForbiddenByQuota(t *testing.T) {
	w := newWeb(t, header("X-RateLimit-Remaining", "0", header("X-RateLimit-Reset", "86400", status(403))))
	c, _ := w.client(t)
	urls := onHost(w, "api.example", 200)
	for url, a := range askAll(t, c, urls...) {
		if a.Verdict != Blocked {
			t.Fatalf("%s: %+v", url, a)
		}
	}
	if n := w.count("api.example"); n > maxStreak*3+4 {
		t.Errorf("the host was asked %d times", n)
	}
}

// TestHostsAreForgotten keeps of many hosts only those that taught something, and of those only so many.
func TestHostsAreForgotten(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.host == "busy.example" {
			status(429)(v)
			return
		}
		found(v)
	})
	c, _ := w.client(t, func(o *Options) { o.Retries = -1 })
	askAll(t, c, append(onHost(w, "busy.example", 1), manyHosts(w, 50, "http://h%d.example{P}/")...)...)
	c.group.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	for name, h := range c.hosts {
		if h.idle() && name != w.url("busy.example{P}") {
			t.Errorf("%s is kept: %+v", name, h)
		}
	}
	for i := range 2 * maxLessons {
		h := &host{name: fmt.Sprint("old", i), pace: pace{1, time.Second}}
		c.hosts[h.name] = h
		c.list(h)
	}
	if n := len(c.hosts); n > maxLessons+1 || len(c.lessons) > maxLessons {
		t.Errorf("%d hosts, %d lessons", n, len(c.lessons))
	}
	if c.hosts[fmt.Sprint("old", 2*maxLessons-1)] == nil {
		t.Error("the latest lesson is forgotten")
	}
}
