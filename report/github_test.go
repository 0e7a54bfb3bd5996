package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
)

// A workflowCommand is what the runner of GitHub Actions reads of a line.
type workflowCommand struct {
	Name       string
	Properties map[string]string
	Message    string
}

// readCommand reads a line as the runner does (actions/runner,
// src/Runner.Common/ActionCommand.cs, version 2 of the form).
func readCommand(line string) (c workflowCommand, is bool) {
	line = strings.TrimSpace(line)
	rest, is := strings.CutPrefix(line, "::")
	if !is {
		return c, false
	}
	head, message, is := strings.Cut(rest, "::")
	if !is {
		return c, false
	}
	name, properties, _ := strings.Cut(head, " ")
	c = workflowCommand{name, map[string]string{}, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(message)}
	for property := range strings.SplitSeq(properties, ",") {
		key, value, _ := strings.Cut(property, "=")
		c.Properties[key] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
	}
	return c, true
}

func commands(report string) (out []workflowCommand, other []string) {
	for line := range strings.SplitSeq(strings.TrimSuffix(report, "\n"), "\n") {
		if c, is := readCommand(line); is {
			out = append(out, c)
		} else {
			other = append(other, line)
		}
	}
	return out, other
}

// GitHub shows the first ten of each kind, so the gravest must come first.
func TestGitHubShowsTheGravestFirst(t *testing.T) {
	r := run{results: []*check.Result{manyFindings(t, 3000, func(i int) string { return fmt.Sprint("message ", i) })}}
	out, other := commands(r.write(t, NewGitHub))
	if len(out) != maxAnnotations || out[0].Name != "error" || out[len(out)-1].Name != "error" || !strings.HasPrefix(out[0].Message, "message 2000") {
		t.Errorf("%d commands, the first %+v", len(out), out[0])
	}
	if diff := cmp.Diff([]string{
		"citelint: left out of the annotations: 1000 warnings and 1000 info",
		"citelint: 1000 errors, 1000 warnings, 1000 info in 1 article",
	}, other); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGitHubPlaces(t *testing.T) {
	r := placed(t, "texts/50%,a:b.md", "text [1] and\nmore [2]\n", "[1]", "[1] and\nmore")
	out, _ := commands(run{results: []*check.Result{r}}.write(t, NewGitHub))
	for i, want := range []map[string]string{
		{"file": "texts/50%,a:b.md", "line": "1", "endLine": "1", "col": "6", "endColumn": "9", "title": "some-rule"},
		{"file": "texts/50%,a:b.md", "line": "1", "endLine": "2", "title": "some-rule"}, // columns of two lines are refused
	} {
		if diff := cmp.Diff(want, out[i].Properties); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestGitHubKnowsTheFile has an article that was named as shells complete it.
func TestGitHubKnowsTheFile(t *testing.T) {
	r := placed(t, "./texts/a.md", "text [1] and more\n", "[1]")
	out, _ := commands(run{results: []*check.Result{r}}.write(t, NewGitHub))
	if got := out[0].Properties["file"]; got != "texts/a.md" {
		t.Errorf("file=%s", got)
	}
}

func FuzzGitHub(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		report := hostileRun(t, s).write(t, NewGitHub)
		showsNothingHidden(t, "github", report)
		out, other := commands(report)
		var names []string
		for _, c := range out {
			names = append(names, c.Name+" "+c.Properties["title"])
		}
		if diff := cmp.Diff([]string{"error dead-link", "error citelint", "warning unused-reference", "notice moved-link"}, names); diff != "" {
			t.Errorf("commands were lost or forged (-want +got):\n%s\n%s", diff, report)
		}
		if diff := cmp.Diff([]string{"citelint: 1 error, 1 warning, 1 info in 2 articles (1 could not be read)"}, other); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if got, want := out[2].Properties["file"], oneLine("s"+s, maxURL); got != want {
			t.Errorf("the file %q is told as %q", want, got)
		}
		if got := out[2].Message; !strings.HasPrefix(got, oneLine("the title is "+s, maxMessage)+"\nfix: ") {
			t.Errorf("%q is told as %q", s, got)
		}
	})
}
