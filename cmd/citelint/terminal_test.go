package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// A watched run is one whose streams are terminals, as far as it knows.
type watched struct {
	out, err bytes.Buffer
	environ  map[string]string
	outOnly  bool // the error stream goes elsewhere
}

func (w *watched) run(t *testing.T, args ...string) int {
	t.Helper()
	day := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	return Main(t.Context(), append([]string{"citelint"}, args...), Streams{
		In: strings.NewReader(""), Out: &w.out, Err: &w.err,
		Now:           func() time.Time { day = day.Add(time.Second); return day },
		Getenv:        func(name string) string { return w.environ[name] },
		OutIsTerminal: true, ErrIsTerminal: !w.outOnly,
		Width: func() int { return 60 },
	})
}

// article writes an article that cites a page of a server, and a page that
// nobody has.
func article(t *testing.T) (path string) {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<title>Rents of the year</title><p>" + strings.Repeat("Rents rose. ", 50)))
	}))
	t.Cleanup(site.Close)
	path = filepath.Join(t.TempDir(), "a.txt")
	text := "Rents rose [1].\n\nReferences\n[1] " + site.URL + "/rents\n[2] " + site.URL + "/unused\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const escape = "\x1b"

func TestTerminal(t *testing.T) {
	file := article(t)
	for _, c := range []struct {
		name              string
		args              []string
		environ           map[string]string
		outOnly           bool
		colours, progress bool
	}{
		{name: "colours and progress", colours: true, progress: true},
		{name: "the error stream goes elsewhere", outOnly: true, colours: true},
		{name: "NO_COLOR", environ: map[string]string{"NO_COLOR": "1"}, progress: true},
		{name: "an empty NO_COLOR is none", environ: map[string]string{"NO_COLOR": ""}, colours: true, progress: true},
		{name: "TERM=dumb", environ: map[string]string{"TERM": "dumb"}, progress: true},
		{name: "--color never", args: []string{"--color", "never"}, progress: true},
		{name: "--color always outweighs NO_COLOR", args: []string{"--color=always"}, environ: map[string]string{"NO_COLOR": "1"}, colours: true, progress: true},
		{name: "json", args: []string{"--format", "json"}, progress: true},
		{name: "a report in a file", args: []string{"--output", filepath.Join(t.TempDir(), "report.txt")}, progress: true},
		{name: "offline", args: []string{"--offline"}, colours: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := watched{environ: c.environ, outOnly: c.outOnly}
			status := w.run(t, append([]string{"check", file, "--now", "2025-09-01", "--allow-net", "127.0.0.0/8"}, c.args...)...)
			if status != exitDone {
				t.Fatalf("exit status %d\n%s%s", status, w.out.String(), w.err.String())
			}
			if got := strings.Contains(w.out.String(), escape); got != c.colours {
				t.Errorf("colours: %v, want %v, in %q", got, c.colours, w.out.String())
			}
			if got := strings.Contains(w.err.String(), "2/2"); got != c.progress {
				t.Errorf("progress: %v, want %v, in %q", got, c.progress, w.err.String())
			}
			if c.progress && !strings.HasSuffix(w.err.String(), "\r\x1b[K") {
				t.Errorf("the progress is left on the screen: %q", w.err.String())
			}
		})
	}
}

// A report on the same terminal as the progress tells of what cannot be read;
// a report elsewhere does not, so that the error stream must.
func TestUnreadableIsToldOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "missing.txt")
	w := watched{}
	if status := w.run(t, "check", "--offline", file); status != exitUsage || w.err.Len() > 0 {
		t.Errorf("exit status %d, told twice: %q", status, w.err.String())
	}
	if !strings.Contains(w.out.String(), "there is no such file") {
		t.Errorf("not told: %q", w.out.String())
	}
	w = watched{outOnly: true}
	if w.run(t, "check", "--offline", file); !strings.Contains(w.err.String(), "there is no such file") {
		t.Errorf("not told: %q", w.err.String())
	}
	w = watched{}
	if w.run(t, "check", "--offline", "--format", "json", file); !strings.Contains(w.err.String(), "there is no such file") {
		t.Errorf("not told: %q", w.err.String())
	}
}

// The clock is asked for today's date where --now does not tell it.
func TestTodayIsOfTheClock(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	text := "Rents rose [1].\n\nReferences\n[1] Statistics Office. Rents. Published 2025-12-24. https://stat.gov.uk/rents\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w := watched{}
	if w.run(t, "check", "--offline", file); !strings.Contains(w.out.String(), "future-date") {
		t.Errorf("on 2025-09-01: %s", w.out.String())
	}
	w = watched{}
	if w.run(t, "check", "--offline", "--now", "2026-01-01", file); strings.Contains(w.out.String(), "future-date") {
		t.Errorf("on 2026-01-01: %s", w.out.String())
	}
}

func TestInterruptibleReads(t *testing.T) {
	defer goleak.VerifyNone(t)
	want := strings.Repeat("Rents rose. ", 20_000)
	got := new(strings.Builder)
	r := interruptible(t.Context(), strings.NewReader(want))
	buffer := make([]byte, 1000)
	for {
		n, err := r.Read(buffer)
		got.Write(buffer[:n])
		if err != nil {
			break
		}
	}
	if got.String() != want {
		t.Errorf("read %d bytes of %d", got.Len(), len(want))
	}
}
