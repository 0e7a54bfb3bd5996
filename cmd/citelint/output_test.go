package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A report that is not finished, or cannot be put in its place, leaves the
// one before and nothing else.
func TestOutputIsWholeOrNothing(t *testing.T) {
	for name, fail := range map[string]func(t *testing.T, o *output){
		"not finished": func(*testing.T, *output) {},
		"the disk fails": func(t *testing.T, o *output) {
			_ = o.file.Close()
			if err := o.commit(); err == nil {
				t.Error("a file that could not be written to the disk was put in its place")
			}
		},
		"its place is gone": func(t *testing.T, o *output) {
			o.name = filepath.Join(o.name, "below", "a", "file")
			if err := o.commit(); err == nil {
				t.Error("a file was put where it cannot be")
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			report := filepath.Join(dir, "report.txt")
			if err := os.WriteFile(report, []byte("before"), 0o600); err != nil {
				t.Fatal(err)
			}
			o, err := openOutput(report, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(o, "half of"); err != nil {
				t.Fatal(err)
			}
			fail(t, o)
			o.discard()
			if text, err := os.ReadFile(report); err != nil || string(text) != "before" {
				t.Errorf("the report of before is %q, %v", text, err)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
				t.Errorf("left lying about: %v, %v", entries, err)
			}
		})
	}
}
