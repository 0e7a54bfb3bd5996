package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFormatsAreDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "output.md"))
	if err != nil {
		t.Fatal(err)
	}
	headings := ""
	for line := range strings.SplitSeq(string(page), "\n") {
		if strings.HasPrefix(line, "## ") {
			headings += line + "\n"
		}
	}
	seen := map[string]bool{}
	for _, f := range CheckFormats() {
		if seen[f.Name] {
			t.Errorf("two formats are called %q", f.Name)
		}
		seen[f.Name] = true
		if !strings.Contains(headings, "(`"+f.Name+"`)") {
			t.Errorf("docs/output.md has no section on %q", f.Name)
		}
	}
	for _, f := range ExtractFormats() {
		if !seen[f.Name] {
			t.Errorf("%q shows what was read, and not what was found", f.Name)
		}
	}
	if got, want := DescribeFormats(ExtractFormats()), "text (for people), json (for programs) or ndjson (for programs, one article a line)"; got != want {
		t.Errorf("the formats are described as %q, want %q", got, want)
	}
}
