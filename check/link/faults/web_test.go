package faults_test

import (
	"net"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link/faults"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestTable holds the table to its form: what is not said cannot be tested.
func TestTable(t *testing.T) {
	const least = 388 // the table only grows: one that got lost would be missed by nobody
	all := faults.All()
	if len(all) < least {
		t.Errorf("%d behaviours, and there were %d", len(all), least)
	}
	verdicts := []string{"alive", "moved", "dead", "soft-dead", "blocked", "insecure", "uncertain", "refused"}
	kebab, sentence := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), regexp.MustCompile(`^[^ ].*[^. ]$`)
	seen := map[string]bool{}
	for _, b := range all {
		switch {
		case seen[b.Name]:
			t.Errorf("%s stands there twice", b.Name)
		case !kebab.MatchString(b.Name):
			t.Errorf("%q is not in kebab-case", b.Name)
		case !sentence.MatchString(b.About):
			t.Errorf("%s: about %q", b.Name, b.About)
		case !slices.Contains(verdicts, b.Verdict):
			t.Errorf("%s: verdict %q", b.Name, b.Verdict)
		case (b.Cause == "") != (b.Verdict == "alive"):
			t.Errorf("%s: %s by cause %q", b.Name, b.Verdict, b.Cause)
		case (b.Speak != nil) != strings.Contains(b.URL, "{R}"):
			t.Errorf("%s: what speaks at {R} must be cited there", b.Name)
		}
		seen[b.Name] = true
	}
}

// TestWebSees makes every mistake that a link checker can make, and wants to hear of it.
func TestWebSees(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	arrived, both := make(chan bool, 2), make(chan bool)
	b := faults.Behaviour{Name: "seen", Serve: func(v *faults.Visit) {
		if v.Path == "/together" {
			arrived <- true
			<-both
		}
		faults.Found(v)
	}}
	w, err := faults.New(t.Context(), b.Options(func() time.Time { now = now.Add(time.Second); return now }))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	client := &http.Client{Transport: &http.Transport{
		DialContext: (&net.Dialer{Resolver: w.Resolver()}).DialContext, DisableKeepAlives: true,
	}}
	get := func(url, header, value string) error {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL(url), nil)
		if err != nil {
			return err
		}
		if header != "" {
			req.Header.Set(header, value)
		}
		resp, err := client.Do(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		return err
	}
	for _, secret := range []string{"Authorization", "Cookie", "Referer"} {
		if err := get("http://seen.example{P}/a?b=c", secret, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.Count("seen.example/a?b=c"); n != 3 || len(w.Leaks()) != 3 || len(w.Strays()) != 0 {
		t.Errorf("%d requests, leaks %q, strays %q", n, w.Leaks(), w.Strays())
	}
	if gap, ok := w.Gap("seen.example"); !ok || gap != time.Second {
		t.Errorf("gap %s", gap)
	}
	done := make(chan error)
	for range 2 {
		go func() { done <- get("http://seen.example{P}/together", "", "") }()
	}
	<-arrived
	<-arrived
	close(both)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if w.Peaks()["seen.example"] != 2 || w.Connections() != 5 || w.Sent() < 500 {
		t.Errorf("peaks %v, %d connections, %d bytes", w.Peaks(), w.Connections(), w.Sent())
	}
	if err := get("http://elsewhere.example{P}/", "", ""); err != nil {
		t.Error(err)
	}
	if err := get("http://127.0.0.2{P}/", "", ""); err == nil {
		t.Error("the canary answered")
	}
	want := 2
	if runtime.GOOS != "linux" { // which alone has a second loopback address without being told
		want = 1
	}
	if strays := w.Strays(); len(strays) < want {
		t.Errorf("strays %q, want %d", strays, want)
	}
	if w.Lookups("seen.example") == 0 {
		t.Error("no look-up was seen")
	}
}
