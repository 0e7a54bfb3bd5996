package inquiry_test

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/inquiry"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func says(answer string, answered bool) func(context.Context) (string, bool) {
	return func(context.Context) (string, bool) { return answer, answered }
}

func TestOnceForMany(t *testing.T) {
	var desk inquiry.Desk[string]
	var asked atomic.Int32
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			got, err := desk.Put(t.Context(), "q", func(context.Context) (string, bool) {
				asked.Add(1)
				return "a", true
			})
			if got != "a" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	all.Wait()
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}

// TestGivesUp after failures in a row, and keeps the answers that it has.
func TestGivesUp(t *testing.T) {
	var desk inquiry.Desk[string]
	put := func(key string, answered bool) (string, error) {
		return desk.Put(t.Context(), key, says("answer to "+key, answered))
	}
	for i, answered := range []bool{true, false, false, true, false, false} {
		if _, err := put(strconv.Itoa(i), answered); err != nil || desk.GivenUp() {
			t.Fatalf("given up after question %d: %v", i, err)
		}
	}
	if got, err := put("6", false); err != nil || got != "answer to 6" || !desk.GivenUp() {
		t.Errorf("the third in a row: %q, %v, given up: %v", got, err, desk.GivenUp())
	}
	if got, err := put("7", true); !errors.Is(err, inquiry.ErrGivenUp) || got != "" {
		t.Errorf("%q, %v, want to be told that nobody was asked", got, err)
	}
	if got, err := put("0", false); err != nil || got != "answer to 0" {
		t.Errorf("%q, %v, want the answer of before", got, err)
	}
}

// TestInterrupted hands the question on to who still wants to know.
func TestInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var desk inquiry.Desk[string]
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			_, err := desk.Put(ctx, "q", func(ctx context.Context) (string, bool) {
				<-ctx.Done()
				return "cut off", false
			})
			if !errors.Is(err, inquiry.ErrInterrupted) {
				t.Errorf("who was interrupted: %v", err)
			}
		})
		synctest.Wait()
		all.Go(func() {
			if _, err := desk.Put(ctx, "q", says("b", true)); !errors.Is(err, inquiry.ErrInterrupted) {
				t.Errorf("who was interrupted while waiting: %v", err)
			}
		})
		all.Go(func() {
			if got, err := desk.Put(t.Context(), "q", says("a", true)); got != "a" || err != nil {
				t.Errorf("who was not: %q, %v", got, err)
			}
		})
		synctest.Wait()
		cancel()
		all.Wait()
		if desk.GivenUp() {
			t.Error("given up")
		}
	})
}

// TestPatience has an end, after which the answer counts as none.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var desk inquiry.Desk[string]
		for i := range 3 {
			got, err := desk.Put(t.Context(), strconv.Itoa(i), func(ctx context.Context) (string, bool) {
				<-ctx.Done()
				return "too late", false
			})
			if got != "too late" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		}
		if !desk.GivenUp() {
			t.Error("not given up")
		}
	})
}

// TestFewAtOnce makes the others wait, and takes none of their time for it.
func TestFewAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var desk inquiry.Desk[string]
		var under, most atomic.Int32
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				got, err := desk.Put(t.Context(), strconv.Itoa(i), func(ctx context.Context) (string, bool) {
					most.Store(max(most.Load(), under.Add(1)))
					defer under.Add(-1)
					select {
					case <-time.After(30 * time.Second): // of the bubble's clock
						return "slow", true
					case <-ctx.Done():
						return "too late", false
					}
				})
				if got != "slow" || err != nil {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
		all.Wait()
		if most.Load() != 2 {
			t.Errorf("%d at once, want 2", most.Load())
		}
	})
}

// TestNoArticleIsKept: a key may be a piece of an article, which must not stay in memory with the answer.
func TestNoArticleIsKept(t *testing.T) {
	const articles, size = 100, 1 << 20
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var desk inquiry.Desk[string]
	before := inUse()
	for i := range articles {
		article := strings.Repeat(".", size) + strconv.Itoa(i)
		if _, err := desk.Put(t.Context(), article[size:], says("a", true)); err != nil {
			t.Fatal(err)
		}
	}
	if after := inUse(); after > before+articles*size/4 {
		t.Errorf("%d KiB are in use", (after-before)>>10)
	}
	if got, err := desk.Put(t.Context(), "7", says("another", true)); got != "a" || err != nil {
		t.Errorf("%q, %v, want the answer that was kept", got, err)
	}
}
