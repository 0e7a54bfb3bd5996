package link

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// chaos treats each path in one of many ways, always the same for one path.
func chaos(v *visit) {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(v.host + v.path))
	ways := []func(*visit){
		found, found, found, notFound, status(500, 200), status(503), status(429, 200), status(403), redirect(301, "/0"), redirect(302, "/"),
		titled(200, "Page not found"), func(v *visit) { v.raw("", true) }, func(v *visit) { v.raw("rubbish\r\n\r\n", false) },
		redirect(302, fmt.Sprintf("http://h%d.example{P}/%d", sum.Sum32()%30, sum.Sum32()%50)),
		redirect(302, "http://127.0.0.2{P}/"), redirect(302, v.path),
	}
	ways[sum.Sum32()%uint32(len(ways))](v)
}

// TestChaos asks many at once about a web where everything goes wrong, and interrupts some of them: whatever
// happens, each link has one answer, the same for all, and no death is without proof.
func TestChaos(t *testing.T) {
	w := newWeb(t, chaos)
	c, _ := w.client(t, func(o *Options) { o.Concurrency, o.Timeout = 16, time.Second })
	var urls []string
	for i := range 600 {
		host := fmt.Sprintf("h%d.example{P}", i%30)
		if i%50 == 0 {
			host = fmt.Sprintf("gone%d.test", i)
		}
		urls = append(urls, w.url(fmt.Sprintf("http://%s/%d", host, i)))
	}
	var mu sync.Mutex
	verdicts := map[string]Answer{}
	var group sync.WaitGroup
	for i := range 10 {
		group.Go(func() {
			random := rand.New(rand.NewPCG(uint64(i), 1))
			mine := append([]string(nil), urls...)
			random.Shuffle(len(mine), func(i, j int) { mine[i], mine[j] = mine[j], mine[i] })
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			stop := -1
			if i%3 == 0 {
				stop = random.IntN(len(mine))
			}
			n := map[string]int{}
			_ = c.Ask(ctx, mine, func(a Answer) {
				n[a.URL]++
				if len(n) == stop {
					cancel()
				}
				if a.Cause == causeInterrupted {
					return
				}
				mu.Lock()
				defer mu.Unlock()
				if was, ok := verdicts[a.URL]; ok && was.Verdict != a.Verdict {
					t.Errorf("%s is %s for one and %s for another", a.URL, was.Verdict, a.Verdict)
				}
				verdicts[a.URL] = a
			})
			for _, url := range mine {
				if n[url] != 1 {
					t.Errorf("%s was answered %d times", url, n[url])
				}
			}
		})
	}
	group.Wait()
	for url, a := range verdicts {
		switch {
		case a.Verdict == "" || a.Reason == "":
			t.Errorf("%s has no answer: %+v", url, a)
		case a.Verdict == Dead && a.Status == 0 && a.Cause != "name-not-found":
			t.Errorf("%s is dead without evidence: %+v", url, a)
		case a.Verdict == Dead && a.Attempts < 2:
			t.Errorf("%s is dead after one attempt: %+v", url, a)
		}
	}
	for host, peak := range w.Peaks() {
		if peak > 4 {
			t.Errorf("%s saw %d requests at once", host, peak)
		}
	}
	if c.NetworkDown() {
		t.Error("the network is said to be down")
	}
}
