// Command gendocs writes the documents that are made of the program itself:
// docs/rules.md from the rule table, docs/cli.md from the command line and
// docs/limits.md from the constants that limit it.
// With -check it writes nothing, and fails when one of them is out of date.
//
// It runs in the root of the repository.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/report"
)

func main() {
	checking := flag.Bool("check", false, "write nothing; fail when a document is out of date")
	flag.Parse()
	if err := run(context.Background(), *checking); err != nil {
		fmt.Fprintf(os.Stderr, "gendocs: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, checking bool) error {
	documents, err := generate(ctx)
	if err != nil {
		return err
	}
	if checking {
		return compare(".", documents)
	}
	return write(".", documents)
}

// A document is a file below docs and what should stand in it.
type document struct {
	name string
	text []byte
}

func generate(ctx context.Context) ([]document, error) {
	var rules bytes.Buffer
	if err := report.WriteRulesMarkdown(&rules, check.Rules()); err != nil {
		return nil, fmt.Errorf("write the rules: %w", err)
	}
	// A command cannot be imported, so it is asked.
	command := exec.CommandContext(ctx, "go", "run", "./cmd/citelint", "man", "--markdown")
	command.Stderr = os.Stderr
	manual, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("ask citelint for its manual: %w", err)
	}
	const notice = "<!-- Written from the commands themselves by internal/gendocs: do not edit. -->\n\n"
	limits, err := writeLimits(".")
	if err != nil {
		return nil, fmt.Errorf("write the limits: %w", err)
	}
	return []document{{"rules.md", rules.Bytes()}, {"cli.md", append([]byte(notice), manual...)}, {"limits.md", limits}}, nil
}

func write(root string, documents []document) error {
	for _, d := range documents {
		if err := os.WriteFile(filepath.Join(root, "docs", d.name), d.text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare returns an error that names the first difference of each document
// that is out of date.
func compare(root string, documents []document) error {
	var stale []error
	for _, d := range documents {
		name := filepath.Join(root, "docs", d.name)
		switch found, err := os.ReadFile(name); {
		case errors.Is(err, fs.ErrNotExist):
			stale = append(stale, fmt.Errorf("%s is missing", name))
		case err != nil:
			return err
		case !bytes.Equal(found, d.text):
			stale = append(stale, fmt.Errorf("%s:%s", name, difference(found, d.text)))
		}
	}
	if len(stale) == 0 {
		return nil
	}
	return fmt.Errorf("out of date, run `go run ./internal/gendocs`:\n%w", errors.Join(stale...))
}

// difference names the first line that differs.
func difference(found, wanted []byte) string {
	got, want := bytes.Split(found, []byte("\n")), bytes.Split(wanted, []byte("\n"))
	for i := range max(len(got), len(want)) {
		g, w := line(got, i), line(want, i)
		if g != w {
			return fmt.Sprintf("%d: it says %s, and should say %s", i+1, g, w)
		}
	}
	return "1: it differs"
}

// line quotes one of some lines, or says that they end before it.
func line(lines [][]byte, i int) string {
	if i >= len(lines) {
		return "nothing"
	}
	return fmt.Sprintf("%q", lines[i])
}
