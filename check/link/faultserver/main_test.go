package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link/faults"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A waker is written to, and tells when something was said.
type waker struct {
	bytes.Buffer
	word string
	said chan bool
}

func (w *waker) Write(p []byte) (int, error) {
	if strings.Contains(string(p), w.word) {
		close(w.said)
	}
	return w.Buffer.Write(p)
}

// TestServe has the article, asks for a page that it cites, and interrupts.
func TestServe(t *testing.T) {
	article, certificate := filepath.Join(t.TempDir(), "article.md"), filepath.Join(t.TempDir(), "ca.pem")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stderr := &waker{word: "are served", said: make(chan bool)}
	status := make(chan int)
	go func() {
		status <- run(ctx, []string{"-article", article, "-certificate", certificate}, io.Discard, stderr)
	}()
	select {
	case <-stderr.said:
	case n := <-status:
		t.Fatalf("status %d: %s", n, stderr)
	}
	text, err := os.ReadFile(article)
	if err != nil {
		t.Fatal(err)
	}
	cited := regexp.MustCompile(`gone-410: right is dead \(http-410\)\. <(http://127\.0\.0\.1:\d+/.*)>`).FindSubmatch(text)
	if cited == nil {
		t.Fatalf("no entry for gone-410 in\n%s", text)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(string(cited[1]))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusGone {
		t.Errorf("status %d", resp.StatusCode)
	}
	if pem, err := os.ReadFile(certificate); err != nil || !strings.HasPrefix(string(pem), "-----BEGIN CERTIFICATE") {
		t.Errorf("certificate %q: %v", pem, err)
	}
	cancel()
	if n := <-status; n != 0 {
		t.Errorf("status %d", n)
	}
	if !strings.Contains(stderr.String(), "not served: no-name, for") {
		t.Errorf("what is not served is not said: %s", stderr)
	}
}

// TestCompare gives right answers, one wrong one, and none.
func TestCompare(t *testing.T) {
	table := []faults.Behaviour{
		{Name: "good", Verdict: "alive"},
		{Name: "wrong", Verdict: "dead", Cause: "http-404"},
		{Name: "missing", Verdict: "alive"},
		{Name: "either", Verdict: "uncertain", Cause: "timeout|connection-reset"},
		{Name: "elsewhere", Verdict: "alive", NotByHand: needless},
	}
	var r result
	text := `{"documents":[{
		"references":[{"label":"1","text":"good: right is alive. http://a"},{"label":"2","text":"wrong: right is dead (http-404). http://b"},
			{"label":"3","text":"either: right is uncertain (timeout|connection-reset). http://c"}],
		"links":[{"label":"1","verdict":"alive","cause":""},{"label":"2","verdict":"alive","cause":"","reason":"it answered"},
			{"label":"3","verdict":"uncertain","cause":"connection-reset"}]}]}`
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	compared, wrong := compare(r, table)
	if compared != 4 || len(wrong) != 2 || wrong[0] != "wrong: alive (), right is dead (http-404): it answered" || wrong[1] != "missing: not judged" {
		t.Errorf("%d compared, %q", compared, wrong)
	}
}

const needless = "no reason"

// TestStatus holds each way to end to its exit status.
func TestStatus(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.json")
	if err := os.WriteFile(empty, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want int
	}{
		{[]string{"-check", empty}, 1},
		{[]string{"-check", filepath.Join(t.TempDir(), "none.json")}, 2},
		{[]string{"-nonsense"}, 2},
		{[]string{"-h"}, 0},
		{[]string{"-listen", "203.0.113.1"}, 2},
	} {
		var out bytes.Buffer
		if got := run(t.Context(), tt.args, &out, &out); got != tt.want {
			t.Errorf("%q: status %d, want %d: %s", tt.args, got, tt.want, &out)
		}
	}
}
