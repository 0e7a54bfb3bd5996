package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompareFindsWhatIsOutOfDate(t *testing.T) {
	root := t.TempDir()
	documents := []document{{"rules.md", []byte("# Rules\n\ndead-link\n")}, {"cli.md", []byte("# NAME\n")}}
	if err := compare(root, documents); err == nil || !strings.Contains(err.Error(), "cli.md is missing") {
		t.Errorf("nothing was written: %v", err)
	}
	if err := os.Mkdir(filepath.Join(root, "docs"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := write(root, documents); err != nil {
		t.Fatal(err)
	}
	if err := compare(root, documents); err != nil {
		t.Errorf("just written: %v", err)
	}
	for text, want := range map[string]string{
		"# Rules\n\ndead-lnik\n":       `rules.md:3: it says "dead-lnik", and should say "dead-link"`,
		"# Rules\n":                    `rules.md:3: it says nothing, and should say "dead-link"`,
		"# Rules\n\ndead-link\nmore\n": `rules.md:4: it says "more", and should say ""`,
	} {
		if err := os.WriteFile(filepath.Join(root, "docs", "rules.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := compare(root, documents)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "cli.md") {
			t.Errorf("%q: %v, want %s and nothing else", text, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), "go run ./internal/gendocs") {
			t.Errorf("it does not say what to do: %v", err)
		}
	}
}

// What is generated comes from the program: the rules, the flags and the limits are there.
func TestGenerate(t *testing.T) {
	t.Chdir("../..")
	documents, err := generate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"\n## dead-link\n", "- `--fail-on SEVERITY`: ", "| redirects of one link | 10 | `uncertain` | `check/link.maxHops` |\n"} {
		if !strings.Contains(string(documents[i].text), want) {
			t.Errorf("%s does not hold %q", documents[i].name, want)
		}
	}
}
