package link

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestEveryElementIsAnswered gives duplicates, fragments, spellings and rubbish: one request for each distinct
// URL, one answer for each element, under the name that was given.
func TestEveryElementIsAnswered(t *testing.T) {
	w := newWeb(t, only("/a?id=2", notFound, found))
	c, _ := w.client(t)
	urls := []string{
		w.url("http://site.example{P}/a?id=1"), w.url("http://site.example{P}/a?id=1"), w.url("http://site.example{P}/a?id=1#top"),
		w.url("HTTP://SITE.example{P}/a?id=1#end"), w.url("http://me:secret@site.example{P}/a?id=1"), w.url("http://site.example{P}/a?id=2"),
		"", "rubbish", "rubbish",
	}
	got := map[string]int{}
	err := c.Ask(t.Context(), urls, func(a Answer) {
		got[a.URL]++
		if strings.Contains(a.FinalURL+a.Reason, "secret") {
			t.Errorf("a password is told: %+v", a)
		}
		want := Alive
		switch {
		case strings.HasSuffix(a.URL, "2"):
			want = Dead
		case !strings.Contains(a.URL, "/a"):
			want = Uncertain
		}
		if a.Verdict != want {
			t.Errorf("%q: %s, want %s", a.URL, a.Verdict, want)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range urls {
		want := strings.Count("\n"+strings.Join(urls, "\n")+"\n", "\n"+url+"\n")
		if url == "rubbish" || url == urls[0] {
			want = 2
		}
		if url != "" && got[url] != want {
			t.Errorf("%q was answered %d times, want %d", url, got[url], want)
		}
	}
	if w.count("site.example/a?id=1") != 1 || w.count("site.example/a?id=2") != 2 {
		t.Errorf("the server saw %v", w.Counts())
	}
}

// TestSingleFlight asks for the same links from many calls at once, and then again.
func TestSingleFlight(t *testing.T) {
	w := newWeb(t, func(v *visit) { time.Sleep(time.Millisecond); found(v) })
	c, _ := w.client(t)
	var urls []string
	for i := range 20 {
		urls = append(urls, w.url(fmt.Sprintf("http://h%d.example{P}/%d", i%5, i)))
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			n, inside := 0, false
			err := c.Ask(t.Context(), urls, func(a Answer) {
				if inside {
					t.Error("deliver was called twice at once")
				}
				inside = true
				n++
				if a.Verdict != Alive {
					t.Errorf("%+v", a)
				}
				inside = false
			})
			if err != nil || n != len(urls) {
				t.Errorf("%d answers, %v", n, err)
			}
		})
	}
	group.Wait()
	askAll(t, c, urls...)
	for key, n := range w.Counts() {
		if strings.Contains(key, "/") && n != 1 {
			t.Errorf("%s was asked %d times", key, n)
		}
	}
}

// TestInterrupted ends an ask in the middle: it returns at once, nothing is lost, nothing is invented, and
// another ask for the same links goes on.
func TestInterrupted(t *testing.T) {
	open := make(chan bool)
	w := newWeb(t, func(v *visit) {
		if v.path != "/quick" {
			<-open
		}
		found(v)
	})
	c, _ := w.client(t)
	urls := []string{w.url("http://a.example{P}/quick"), w.url("http://b.example{P}/slow"), w.url("http://b.example{P}/shared")}
	patient := make(chan Answer, 1)
	go func() {
		_ = c.Ask(context.Background(), urls[2:], func(a Answer) { patient <- a })
	}()
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	answers := map[string]Answer{}
	err := c.Ask(ctx, urls, func(a Answer) {
		answers[a.URL] = a
		cancel(cause)
	})
	if !errors.Is(err, cause) {
		t.Errorf("Ask returned %v", err)
	}
	for i, want := range []string{"", "interrupted", "interrupted"} {
		if a := answers[urls[i]]; a.Cause != want || a.Verdict == Dead {
			t.Errorf("%s: %+v, want cause %q", urls[i], a, want)
		}
	}
	close(open)
	if a := <-patient; a.Verdict != Alive {
		t.Errorf("the other ask got %+v", a)
	}
	// An interruption is not remembered as an answer.
	if a := askAll(t, c, urls[1])[urls[1]]; a.Verdict != Alive {
		t.Errorf("asked again: %+v", a)
	}
}

// TestClosed closes a Client in the middle of everything; goleak sees to the goroutines.
func TestClosed(t *testing.T) {
	w := newWeb(t, stall(""))
	c, _ := w.client(t)
	over := make(chan error)
	url := w.url("http://a.example{P}/")
	var got Answer
	go func() { over <- c.Ask(context.Background(), []string{url}, func(a Answer) { got = a }) }()
	for w.count("a.example") == 0 {
		time.Sleep(time.Millisecond)
	}
	c.Close()
	if err := <-over; !errors.Is(err, ErrClosed) || got.Cause != "interrupted" {
		t.Errorf("%v, %+v", err, got)
	}
	if err := c.Ask(t.Context(), []string{url}, func(a Answer) { got = a }); !errors.Is(err, ErrClosed) || got.URL != url {
		t.Errorf("after Close: %v, %+v", err, got)
	}
	c.Close()
}

// TestRemembersWithinBounds keeps the memory of a long life bounded.
func TestRemembersWithinBounds(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for i := range maxKept {
		key := fmt.Sprint(i)
		c.jobs[key] = &job{key: key, state: done}
		c.remember(c.jobs[key])
	}
	again := c.jobs["1"]
	again.state = open // for a place in its page
	for i := range 10 {
		key := fmt.Sprint("late ", i)
		c.jobs[key] = &job{key: key, state: done}
		c.remember(c.jobs[key])
		c.remember(c.jobs[key]) // its page was read again
	}
	if len(c.jobs) != maxKept+1 || len(c.order) != maxKept || c.jobs["0"] != nil || c.jobs["1"] == nil {
		t.Errorf("%d answers are kept", len(c.jobs))
	}
	again.state = done
	if c.remember(again); len(c.jobs) != maxKept || len(c.order) != maxKept || c.jobs["1"] == nil {
		t.Errorf("%d answers are kept after the last one", len(c.jobs))
	}
}

// TestRemembersWithinBytes holds it to them also where answers are long.
func TestRemembersWithinBytes(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	long := strings.Repeat("x", maxURL)
	hops := slices.Repeat([]Hop{{URL: long, Status: 302}}, maxHops)
	for i := range 2 * maxKeptBytes / (maxHops * maxURL) {
		key := fmt.Sprint(i)
		c.jobs[key] = &job{key: key, state: done, answer: Answer{FinalURL: long, Redirects: hops}}
		c.remember(c.jobs[key])
	}
	sum := 0
	for _, j := range c.jobs {
		sum += j.answer.bytes() + len(j.key)
	}
	if sum != c.kept || sum > maxKeptBytes || sum < maxKeptBytes/2 || len(c.jobs) != len(c.order) {
		t.Errorf("%d bytes are kept of %d answers, and %d are counted", sum, len(c.jobs), c.kept)
	}
}

// TestRemembersPlacesWithinBytes counts the places in pages, too, also those that are looked for later.
func TestRemembersPlacesWithinBytes(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for i := range 2 * maxKeptBytes / (maxFragments * maxURL) {
		j := &job{key: fmt.Sprint(i), state: done}
		c.jobs[j.key] = j
		c.remember(j)
		for n := range maxFragments {
			j.want(fmt.Sprint(n) + strings.Repeat("x", maxURL-3))
		}
		c.remember(j)
	}
	sum := 0
	for _, j := range c.jobs {
		for _, fragment := range j.fragments {
			sum += len(fragment)
		}
	}
	if sum > maxKeptBytes || sum < maxKeptBytes/2 || len(c.jobs) != len(c.order) {
		t.Errorf("%d bytes of places are kept with %d answers", sum, len(c.jobs))
	}
}

// TestSiblingIsAskedOnce sends a directory of missing pages home: one made-up page is enough for all.
func TestSiblingIsAskedOnce(t *testing.T) {
	w := newWeb(t, only("/", found, redirect(302, "/")))
	c, _ := w.client(t)
	var urls []string
	for i := range 30 {
		urls = append(urls, w.url(fmt.Sprintf("http://site.example{P}/news/%d", i)))
	}
	for _, a := range askAll(t, c, urls...) {
		if a.Verdict != SoftDead || a.Cause != "redirect-to-root" {
			t.Errorf("%+v", a)
		}
	}
	// Each link and the sibling are asked for, and each of them leads to the home page.
	if n := w.count("site.example"); n != 2*(30+1) {
		t.Errorf("the site saw %d requests, want %d", n, 2*(30+1))
	}
}

// TestInterruptedRequestEnds makes sure that a request that nobody waits for any more is not left to run.
func TestInterruptedRequestEnds(t *testing.T) {
	arrived, gone := make(chan bool), make(chan bool)
	w := newWeb(t, func(v *visit) {
		arrived <- true
		<-v.Context().Done()
		close(gone)
	})
	c, _ := w.client(t, func(o *Options) { o.Timeout = time.Minute })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	_ = c.Ask(ctx, []string{w.url("http://a.example{P}/")}, func(Answer) {})
	select {
	case <-gone:
	case <-time.After(10 * time.Second):
		t.Error("the request goes on")
	}
}

// TestConnectionsAreKept serves many links over one connection, whatever the answers are.
func TestConnectionsAreKept(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		switch v.path[len(v.path)-1] % 4 {
		case 0:
			v.page(404, strings.Repeat("gone ", 2000))
		case 1:
			v.Header().Set("Content-Type", "application/pdf")
			_, _ = v.Write(make([]byte, 30_000))
		case 2:
			v.page(200, strings.Repeat("here ", 2000))
		case 3:
			v.page(403, strings.Repeat("no ", 2000))
		}
	})
	c, _ := w.client(t, func(o *Options) { o.Concurrency = 1 })
	askAll(t, c, manyHosts(w, 40, "http://a.example{P}/%d")...)
	if w.Connections() != 1 {
		t.Errorf("%d connections for one host and one worker", w.Connections())
	}
}

// TestNoArticleIsKept: a URL is a piece of its article, and an answer that is kept for the next who asks must not keep the
// whole article with it.
func TestNoArticleIsKept(t *testing.T) {
	w := newWeb(t, found)
	c, _ := w.client(t)
	const articles, size = 100, 1 << 20
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := inUse()
	for i := range articles {
		url := w.url(fmt.Sprintf("http://a.example{P}/%d?q=rents#place", i))
		article := strings.Repeat(".", size) + url
		askAll(t, c, article[size:])
	}
	if after := inUse(); after > before+articles*size/4 {
		t.Errorf("%d KiB are in use after %d articles of %d KiB", (after-before)>>10, articles, size>>10)
	}
	runtime.KeepAlive(c)
}
