package memory

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citelint/citelint/check/link"
)

// child is another process of a test. It keeps page after page, and prints
// each when it is kept; "forever" until it is killed, else 50 of them. The
// page "shared" is kept by all.
func child(part string, out io.Writer) int {
	name, kind, _ := strings.Cut(part, " ")
	warn := func(s string) { fmt.Fprintln(out, "warning:", s) }
	s, err := Open(context.Background(), os.Getenv("MEMORY_TEST_FILE"), Options{Now: time.Now, TTL: DefaultTTL, Warn: warn})
	if err != nil {
		fmt.Fprintln(out, "error:", err)
		return 1
	}
	for i := 0; i < 50 || kind == "forever"; i++ {
		url := fmt.Sprintf("https://%s.example/%d", name, i)
		s.Keep(context.Background(), []link.Answer{about(url, alive), about("https://shared.example/", dead)})
		if past := s.Recall(context.Background(), []string{url}); past[url].Last.Verdict == link.Alive {
			fmt.Fprintln(out, url)
		}
	}
	if err := s.Close(); err != nil {
		fmt.Fprintln(out, "error:", err)
		return 1
	}
	return 0
}

func command(t *testing.T, path, part string) (*exec.Cmd, io.Reader) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), "MEMORY_TEST_CHILD="+part, "MEMORY_TEST_FILE="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// TestProcessesShareAFile: eight begin at once, the file with it. Nothing that
// one of them kept is lost to another.
func TestProcessesShareAFile(t *testing.T) {
	const processes = 8
	path := file(t)
	var kept [processes]string
	var group sync.WaitGroup
	for i := range processes {
		cmd, out := command(t, path, fmt.Sprintf("p%d", i))
		group.Go(func() {
			printed, err := io.ReadAll(out)
			if waited := cmd.Wait(); err != nil || waited != nil {
				t.Errorf("process %d: %v, %v: %s", i, err, waited, printed)
			}
			kept[i] = string(printed)
		})
	}
	group.Wait()
	r := begin(t, path, time.Now())
	defer r.end(t)
	for i := range processes {
		urls := strings.Fields(kept[i])
		if len(urls) != 50 {
			t.Fatalf("process %d printed %q", i, kept[i])
		}
		if past := r.Recall(t.Context(), urls); len(past) != len(urls) {
			t.Errorf("process %d: %d of its %d pages are there", i, len(past), len(urls))
		}
	}
	const shared = "https://shared.example/"
	if n := r.Recall(t.Context(), []string{shared})[shared].Failures.Count; n != processes {
		t.Errorf("%d failures of the page that all kept, want %d", n, processes)
	}
}

// TestKillLosesNothingReported kills a process after it has reported its first,
// second, … page, while it keeps the next.
func TestKillLosesNothingReported(t *testing.T) {
	path := file(t)
	for n := 1; n <= 25; n++ {
		cmd, out := command(t, path, fmt.Sprintf("k%d forever", n))
		lines := bufio.NewScanner(out)
		var reported []string
		for len(reported) < n && lines.Scan() {
			reported = append(reported, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			reported = append(reported, lines.Text())
		}
		_ = cmd.Wait() // it was killed
		if len(reported) < n {
			t.Fatalf("kill %d: printed only %q", n, reported)
		}
		r := begin(t, path, time.Now())
		past := r.Recall(t.Context(), reported)
		for _, url := range reported {
			if _, known := past[url]; !known {
				t.Errorf("kill %d: %q was reported and is lost", n, url)
			}
		}
		r.end(t)
	}
}
