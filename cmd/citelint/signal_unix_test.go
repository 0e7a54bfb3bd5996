//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// child is this test binary as citelint.
func child(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second) // a hanging child fails its test
	t.Cleanup(cancel)
	stderr := new(bytes.Buffer)
	cmd := exec.CommandContext(ctx, self)
	cmd.Args, cmd.Stderr = append([]string{"citelint"}, args...), stderr
	cmd.Env = os.Environ()
	for _, home := range homes(t.TempDir()) {
		cmd.Env = append(cmd.Env, home.name+"="+home.folder)
	}
	return cmd, stderr
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.Close()
		_ = w.Close()
	})
	return r, w
}

func ended(t *testing.T, cmd *exec.Cmd) syscall.WaitStatus {
	t.Helper()
	_ = cmd.Wait()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok {
		t.Fatalf("no wait status: %v", cmd.ProcessState)
	}
	return status
}

// startUnread starts a command with an article on its standard input, and a reader behind its output that has gone.
func startUnread(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	r, w := pipe(t)
	_ = r.Close()
	cmd.Stdin, cmd.Stdout = strings.NewReader("Rents rose [1].\n\nReferences\n[1] https://stat.gov.uk/rents\n"), w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
}

// A reader that has gone ends the program as it ends every other, and nothing
// is said of it.
func TestClosedPipe(t *testing.T) {
	for _, args := range [][]string{{"explain"}, {"--help"}, {"check", "--offline", "-"}, {"extract", "-", "--format", "json"}} {
		cmd, stderr := child(t, args...)
		startUnread(t, cmd)
		if status := ended(t, cmd); !status.Signaled() || status.Signal() != syscall.SIGPIPE || stderr.Len() > 0 {
			t.Errorf("%q: %v, %q", args, cmd.ProcessState, stderr)
		}
	}
}

// A reader that has gone takes no file with it: the report that nobody reads is
// given up, another is whole, and a baseline of half a run is not left.
func TestClosedPipeBesideFiles(t *testing.T) {
	for flag, left := range map[string]int{"--output-file=json=": 1, "--write-baseline=": 0} {
		folder := t.TempDir()
		cmd, stderr := child(t, "check", "--offline", flag+filepath.Join(folder, "kept"), "-")
		startUnread(t, cmd)
		if status := ended(t, cmd); status.ExitStatus() != exitUsage || !strings.Contains(stderr.String(), "write the report: broken pipe") {
			t.Errorf("%s: %v, %q", flag, cmd.ProcessState, stderr)
		}
		files, err := os.ReadDir(folder)
		if err != nil || len(files) != left {
			t.Fatalf("%s left %v, %v", flag, files, err)
		}
		if left == 0 {
			continue
		}
		if kept, err := os.ReadFile(filepath.Join(folder, "kept")); err != nil || !json.Valid(kept) {
			t.Errorf("%s left %.100q, %v", flag, kept, err)
		}
	}
}

// Ctrl-C while standard input gives nothing ends the program at once, with a
// report.
func TestInterruptWhileStdinBlocks(t *testing.T) {
	cmd, stderr := child(t, "check", "--offline", "--format", "json", "-")
	stdout := new(bytes.Buffer)
	r, w := pipe(t)
	cmd.Stdin, cmd.Stdout = r, stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	// Once the pipe holds less than was written, somebody reads: the program is
	// at its work, and its signals are caught.
	fill(t, w)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if status := ended(t, cmd); status.ExitStatus() != exitInterrupted {
		t.Errorf("%v, %q", cmd.ProcessState, stderr)
	}
	if got := stdout.String(); !strings.Contains(got, `"complete":false`) || !strings.HasSuffix(got, "}\n") {
		t.Errorf("no report: %q", got)
	}
}

// The time that is given to a run ends the wait for standard input, too, and
// an article that did not come makes the run incomplete.
func TestMaxTimeWhileStdinBlocks(t *testing.T) {
	cmd, stderr := child(t, "check", "--offline", "--max-time", "50ms", "--format", "json", "-")
	r, _ := pipe(t)
	stdout := new(bytes.Buffer)
	cmd.Stdin, cmd.Stdout = r, stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if status := ended(t, cmd); status.ExitStatus() != exitIncomplete || !strings.Contains(stdout.String(), `"complete":false`) {
		t.Errorf("%v, %q, %q", cmd.ProcessState, stderr, stdout)
	}
}

// fill writes more to a pipe than it holds, which ends when it is being read.
func fill(t *testing.T, w io.Writer) {
	t.Helper()
	if _, err := io.WriteString(w, strings.Repeat("Rents rose. ", 100_000)); err != nil {
		t.Fatal(err)
	}
}

// A program whose report nobody takes is ended by a second Ctrl-C.
func TestSecondInterrupt(t *testing.T) {
	article := filepath.Join(t.TempDir(), "long.txt")
	text := "Rents rose [1].\n\nReferences\n[1] " + strings.Repeat("Rents of the year. ", 20_000) + "https://stat.gov.uk/rents\n"
	if err := os.WriteFile(article, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd, stderr := child(t, "extract", "--format", "json", article)
	r, w := pipe(t)
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	if _, err := r.Read(make([]byte, 1)); err != nil { // it is writing its report
		t.Fatal(err)
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		ended(t, cmd)
	}()
	interrupts := 0
	for again := time.NewTicker(10 * time.Millisecond); ; {
		select {
		case <-over:
			status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
			if interrupts < 2 || !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("after %d interrupts: %v, %q", interrupts, cmd.ProcessState, stderr)
			}
			return
		case <-again.C:
			interrupts++
			_ = cmd.Process.Signal(os.Interrupt)
		}
	}
}

// Ctrl-C at any of twenty moments of a run ends it with a whole report of what
// is known then: each link that was answered, and each that was not.
func TestInterruptAtAnyMoment(t *testing.T) {
	const links = 60
	for moment := range 20 {
		answers := int64(moment * 3)
		t.Run(fmt.Sprintf("after %d answers", answers), func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			arrived := make(chan struct{}, links)
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) <= answers {
					w.Header().Set("Content-Type", "text/html")
					_, _ = io.WriteString(w, "<title>Rents "+r.URL.Path+"</title>")
					return
				}
				arrived <- struct{}{}
				<-r.Context().Done()
			}))
			t.Cleanup(func() {
				web.CloseClientConnections()
				web.Close()
			})
			var text, list strings.Builder
			for i := 1; i <= links; i++ {
				fmt.Fprintf(&text, "Rents rose [%d].\n", i)
				fmt.Fprintf(&list, "[%d] %s/%d\n", i, web.URL, i)
			}
			article := filepath.Join(t.TempDir(), "rents.txt")
			if err := os.WriteFile(article, []byte(text.String()+"\nReferences\n"+list.String()), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd, stderr := child(t, "check", "--no-cache", "--archive", "none", "--allow-net", "127.0.0.1/32", "--format", "json", article)
			stdout := new(bytes.Buffer)
			cmd.Stdout = stdout
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-arrived:
			case <-time.After(25 * time.Second): // the child is killed soon
				t.Fatalf("only %d links were asked: %q", asked.Load(), stderr)
			}
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			if status := ended(t, cmd); status.ExitStatus() != exitInterrupted {
				t.Fatalf("%v, %q", cmd.ProcessState, stderr)
			}
			var report struct {
				Complete  bool
				Documents []struct {
					Complete bool
					Links    []struct{ Verdict, Cause string }
				}
			}
			if err := json.Unmarshal(stdout.Bytes(), &report); err != nil || report.Complete || len(report.Documents) != 1 || report.Documents[0].Complete {
				t.Fatalf("%v, %q", err, stdout)
			}
			alive := int64(0)
			for _, l := range report.Documents[0].Links {
				switch {
				case l.Verdict == "alive":
					alive++
				case l.Verdict != "uncertain" || l.Cause != "interrupted":
					t.Errorf("%+v", l)
				}
			}
			if n := len(report.Documents[0].Links); n != links || alive > answers || alive < answers-8 { // some may be on their way
				t.Errorf("%d links, %d of them alive", n, alive)
			}
		})
	}
}
