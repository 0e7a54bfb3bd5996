package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
)

const (
	gateArticles = 500
	gatePages    = 600 // that they cite, three each
)

// TestGateOverUnchangedArticlesAsksNothing is what a publishing gate does all day:
// many articles, of which none has changed, and a memory of what their links
// answered an hour ago.
func TestGateOverUnchangedArticlesAsksNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var asked atomic.Int64
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = fmt.Fprintf(w, "<!doctype html><title>Rents of the year</title><p>%s", strings.Repeat("Rents rose again. ", 40))
	}))
	defer site.Close()
	folder := t.TempDir()
	generateArticles(t, folder, site.URL)
	cache := filepath.Join(t.TempDir(), "links.sqlite")
	gate := func(hour int) string {
		clock := linktest.Hurried{At: time.Date(2025, 9, 1, hour, 0, 0, 0, time.UTC)}
		var stdout, stderr bytes.Buffer
		status := Main(t.Context(), []string{"citelint", "check", "--allow-net", "127.0.0.1/32", "--cache", cache, "--archive", "none", "--fail-on", "warning", folder}, Streams{
			In: strings.NewReader(""), Out: &stdout, Err: &stderr, Now: clock.Now,
			Getenv: func(string) string { return "" }, Width: func() int { return 80 },
			Link: link.Options{Resolver: fakeResolver(""), Clock: clock, Control: loopbackOnly},
		})
		if status != exitDone {
			t.Fatalf("exit status %d: %s%s", status, stderr.String(), stdout.String()[max(0, stdout.Len()-2000):])
		}
		return stdout.String()
	}
	gate(8)
	if first := asked.Swap(0); first < gatePages {
		t.Fatalf("the first run made %d requests for %d pages", first, gatePages)
	}
	summary := gate(9)
	if n := asked.Load(); n != 0 {
		t.Errorf("the second run made %d requests", n)
	}
	if want := fmt.Sprintf("looked at: %d articles, %d citations, %[2]d references, %[2]d links\n", gateArticles, 3*gateArticles); !strings.Contains(summary, want) {
		t.Errorf("the second run ends with %q", summary[max(0, len(summary)-300):])
	}
}

// generateArticles writes articles of about a thousand words.
func generateArticles(t *testing.T, folder, site string) {
	t.Helper()
	for n := range gateArticles {
		var text strings.Builder
		fmt.Fprintf(&text, "# Article %d\n", n)
		for i := 1; i <= 3; i++ {
			fmt.Fprintf(&text, "\n%sAnd so it is said.[^%d]\n", strings.Repeat("Rents rose again in the year, and wages did not. ", 30), i)
		}
		_, _ = io.WriteString(&text, "\n")
		for i := 1; i <= 3; i++ {
			fmt.Fprintf(&text, "[^%d]: A. Abel, Rents. %s/page/%d\n", i, site, (3*n+i)%gatePages)
		}
		name := filepath.Join(folder, fmt.Sprintf("%03d.md", n))
		if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
