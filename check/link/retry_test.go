package link

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]struct {
		wait time.Duration
		ok   bool
	}{
		"3": {3 * time.Second, true}, " 3 ": {3 * time.Second, true}, "0": {0, true}, "-5": {0, true}, "86400": {10 * time.Second, true},
		"99999999999999999999999":        {10 * time.Second, true},
		"Mon, 01 Jun 2026 12:00:04 GMT":  {4 * time.Second, true},
		"Monday, 01-Jun-26 12:00:04 GMT": {4 * time.Second, true},
		"Mon, 01 Jun 2026 11:00:00 GMT":  {0, true},
		"Tue, 01 Jun 2027 12:00:00 GMT":  {10 * time.Second, true},
		"":                               {}, "soon": {}, "1.5": {}, "1m30s": {}, "--3": {}, "-": {}, "0x10": {}, "３": {},
	} {
		wait, ok := retryAfter(value, now)
		if wait != want.wait || ok != want.ok {
			t.Errorf("%q: %s, %v, want %s, %v", value, wait, ok, want.wait, want.ok)
		}
	}
}

// TestWaits spaces retries, further apart each time, never longer than is decent, and never at once: not
// even for a server that says so.
func TestWaits(t *testing.T) {
	c, _ := newWeb(t, found).client(t)
	last := time.Duration(0)
	for n := 1; n < 40; n++ {
		for range 50 {
			wait := c.wait(n, nil)
			least, most := firstWait*3/4, longestWait*5/4
			if n == 1 {
				most = firstWait * 5 / 4
			}
			if wait < least || wait > most {
				t.Fatalf("retry %d after %s", n, wait)
			}
			last = wait
		}
	}
	if last < longestWait*3/4 {
		t.Errorf("the last retry came after %s", last)
	}
	if wait := c.wait(1, http.Header{"Retry-After": {"0"}}); wait < firstWait/2 {
		t.Errorf("a server that says 0 is asked after %s", wait)
	}
	if wait := c.wait(1, http.Header{"Retry-After": {"7"}}); wait != 7*time.Second {
		t.Errorf("a server that says 7 is asked after %s", wait)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"3", "-1", "99999999999", "Mon, 01 Jun 2026 12:00:04 GMT", "soon", ""} {
		f.Add(s)
	}
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		wait, ok := retryAfter(value, now)
		if wait < 0 || wait > longestWait || !ok && wait != 0 {
			t.Errorf("%q: %s, %v", value, wait, ok)
		}
	})
}
