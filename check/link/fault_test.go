package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link/faults"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestFaults holds every known way of failing to its verdict, and to what the server must have seen. Each behaviour
// has a web of its own, so that nothing it saw can be another's.
func TestFaults(t *testing.T) {
	for _, b := range faults.All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			testFault(t, b)
		})
	}
}

// hurry is the time limit for servers that let us wait.
const hurry = 250 * time.Millisecond

func testFault(t *testing.T, b faults.Behaviour) {
	clock := newTestClock()
	w := openWeb(t, b.Options(clock.Now))
	c, _ := w.client(t, func(o *Options) {
		o.Clock = clock
		if b.Hurry {
			o.Timeout, o.Retries = hurry, 1
		}
		if b.NoRetries {
			o.Retries = -1
		}
	})
	url := w.url(b.Cited())
	got := askAll(t, c, url, w.url("http://alive.example{P}/"))[url]
	if string(got.Verdict) != b.Verdict || !slices.Contains(strings.Split(b.Cause, "|"), got.Cause) {
		t.Errorf("%s %q (%s), want %s %q", got.Verdict, got.Cause, got.Reason, b.Verdict, b.Cause)
	}
	if want := w.url(b.Final); got.FinalURL != want {
		t.Errorf("ended at %q, want %q", got.FinalURL, want)
	}
	if !strings.Contains(got.Reason, b.Says) || got.Reason == "" {
		t.Errorf("reason %q does not say %q", got.Reason, b.Says)
	}
	if told := got.Reason + got.FinalURL + fmt.Sprint(got.Redirects); strings.Contains(told, "secret") {
		t.Errorf("a password is told: %s", told)
	}
	if !inTable(got) {
		t.Errorf("the table of causes does not have %q with %s", got.Cause, got.Verdict)
	}
	c.Close() // from here on nothing more is asked
	checkSeen(t, w, b)
}

// checkSeen holds a client to what the web saw of it.
func checkSeen(t *testing.T, w *web, b faults.Behaviour) {
	t.Helper()
	if n := w.Count(b.Host()); n != b.Requests {
		t.Errorf("the host saw %d requests, want %d", n, b.Requests)
	}
	lingers := b.Lingers || b.Hurry // who is left waiting notices late
	if n := w.Peaks()[b.Host()]; n > 1 && !lingers {
		t.Errorf("the host saw %d requests at once, for one link", n)
	}
	if gap, several := w.Gap(b.Host()); b.Gap > 0 && (!several || gap < b.Gap) {
		t.Errorf("two requests came within %s, want at least %s", gap, b.Gap)
	}
	if !b.Cookies && askedTwiceAtOnce(w, b.Host()) {
		t.Error("the page was asked for again without a pause")
	}
	if n, most := w.Connections(), cmp.Or(b.Connections, 4*maxDials); n > most {
		t.Errorf("%d connections, want at most %d", n, most)
	}
	if n, most := w.Sent(), cmp.Or(b.Sent, 16<<20); n > most {
		t.Errorf("the client took %d bytes, want at most %d", n, most)
	}
	if leaks := w.Leaks(); len(leaks) > 0 {
		t.Errorf("requests carried %q", leaks)
	}
}

// askedTwiceAtOnce tells whether the page that was cited was asked for again sooner than is decent. With cookies it is
// another question.
func askedTwiceAtOnce(w *web, host string) bool {
	var last faults.Request
	for _, r := range w.Requests() {
		switch {
		case r.Host != host || last.Host != "" && (r.Path != last.Path || r.TLS != last.TLS):
			continue
		case last.Host != "" && r.At.Sub(last.At) < DefaultGap:
			return true
		}
		last = r
	}
	return false
}

// inTable tells whether the table of causes has the cause of an answer, with its verdict.
func inTable(a Answer) bool {
	name := a.Cause
	if strings.HasPrefix(name, "http-") {
		name = "http-…"
	}
	return slices.ContainsFunc(Causes(), func(c Cause) bool { return c.Name == name && slices.Contains(c.Verdicts, a.Verdict) })
}
