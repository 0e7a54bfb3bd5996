package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/report"
)

// TestExitStatuses is the contract: each way in which a run can end has its
// status in every format, and leaves a whole report or none.
func TestExitStatuses(t *testing.T) {
	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	for _, c := range []struct {
		name   string
		args   []string
		ctx    context.Context
		status int
		report bool // one is written
	}{
		{"clean", []string{"--offline", "clean.txt"}, nil, exitDone, true},
		{"a finding below the threshold", []string{"--offline", "warning.txt"}, nil, exitDone, true},
		{"a finding at the threshold", []string{"--offline", "warning.txt", "--fail-on", "warning"}, nil, exitFindings, true},
		{"a finding above the threshold", []string{"--offline", "error.txt", "--fail-on", "warning"}, nil, exitFindings, true},
		{"an error", []string{"--offline", "clean.txt", "error.txt"}, nil, exitFindings, true},
		{"no threshold", []string{"--offline", "error.txt", "--fail-on", "never"}, nil, exitDone, true},
		{"an unknown flag", []string{"--offline", "clean.txt", "--no-such-flag"}, nil, exitUsage, false},
		{"a value that is none", []string{"--offline", "clean.txt", "--now", "today"}, nil, exitUsage, false},
		{"a configuration that cannot be used", []string{"--offline", "clean.txt", "--config", "clean.txt"}, nil, exitUsage, false},
		{"a baseline that cannot be used", []string{"--offline", "clean.txt", "--baseline", "clean.txt"}, nil, exitUsage, false},
		{"no article", []string{"--offline"}, nil, exitUsage, false},
		{"an article that is not there", []string{"--offline", "clean.txt", "missing.txt"}, nil, exitUsage, true},
		{"an article that is empty", []string{"--offline", "empty.txt"}, nil, exitUsage, true},
		{"an article that may be empty", []string{"--offline", "empty.txt", "--allow-empty"}, nil, exitDone, true},
		{"another report that cannot be opened", []string{"--offline", "clean.txt", "--output-file", "json=nowhere/out.json"}, nil, exitUsage, false},
		{"two reports in one file", []string{"--offline", "clean.txt", "--output-file", "json=report"}, nil, exitUsage, false},
		{"the network is down", []string{"two-hosts.txt"}, nil, exitIncomplete, true},
		{"the time is up", []string{"two-hosts.txt", "--max-time", "1ns"}, nil, exitIncomplete, true},
		{"interrupted", []string{"two-hosts.txt"}, interrupted, exitInterrupted, true},
		{"interrupted outweighs what cannot be read", []string{"missing.txt", "two-hosts.txt"}, interrupted, exitInterrupted, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, format := range report.CheckFormats() {
				folder := articles(t)
				ctx := c.ctx
				if ctx == nil {
					ctx = t.Context()
				}
				args := append([]string{"citelint", "check", "--format", format.Name, "--output", "report", "--no-cache", "--archive", "none", "--now", "2025-09-01"}, c.args...)
				t.Chdir(folder)
				var stdout, stderr bytes.Buffer
				status := Main(ctx, args, Streams{
					In: strings.NewReader(""), Out: &stdout, Err: &stderr, Now: func() time.Time { return hurried().Now() },
					Getenv: func(string) string { return "" }, Width: func() int { return 80 },
					Link: link.Options{Resolver: fakeResolver(""), Clock: hurried(), Control: loopbackOnly},
				})
				if status != c.status {
					t.Errorf("%s: exit status %d, want %d: %s", format.Name, status, c.status, stderr.String())
				}
				written, err := os.ReadFile("report")
				switch {
				case c.report && err != nil:
					t.Errorf("%s: no report: %v", format.Name, err)
				case !c.report && err == nil:
					t.Errorf("%s: a report was written", format.Name)
				case c.report:
					if err := whole(format.Name, written); err != nil {
						t.Errorf("%s: half a report: %v\n%s", format.Name, err, written)
					}
				}
				if left, _ := filepath.Glob(".citelint-*"); len(left) > 0 || stdout.Len() > 0 {
					t.Errorf("%s: left %q, and %q on standard output", format.Name, left, stdout.String())
				}
			}
		})
	}
}

// articles makes a folder with an article for each way in which a run can end.
func articles(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range map[string]string{
		"clean.txt":     "Rents rose [1].\n\nReferences\n[1] https://stat.gov.uk/rents\n",
		"warning.txt":   "Rents rose [1].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://stat.gov.uk/unused\n",
		"error.txt":     "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n",
		"two-hosts.txt": "Rents rose [1], and wages did not [2].\n\nReferences\n[1] http://rents.one.test/rents\n[2] http://wages.two.test/wages\n",
		"empty.txt":     "",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// whole says what is missing of a report, by the form of its format.
func whole(format string, written []byte) error {
	switch format {
	case "json", "ndjson", "sarif", "rdjson":
		for d := json.NewDecoder(bytes.NewReader(written)); ; {
			var value any
			if err := d.Decode(&value); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case "junit":
		return xml.Unmarshal(written, new(struct{ XMLName xml.Name }))
	case "html":
		if !bytes.HasSuffix(written, []byte("</html>\n")) {
			return errors.New("the page does not end")
		}
	case "csv":
		_, err := csv.NewReader(bytes.NewReader(written)).ReadAll()
		return err
	}
	if !bytes.HasSuffix(written, []byte("\n")) {
		return errors.New("its last line does not end")
	}
	return nil
}
