package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/citelint/citelint/check"
)

// maxAnnotations is how many findings become workflow commands. GitHub shows
// ten errors, ten warnings and ten notices of a step, the first of each; the
// others stand in the log.
const maxAnnotations = 1000

// NewGitHub writes the findings as the workflow commands of GitHub Actions,
// which it shows as annotations of the lines:
//
//	::error file=a.md,line=3,endLine=3,col=5,endColumn=8,title=dead-link::reference 2 is dead
//
// The gravest come first, since GitHub shows the first ten of a kind; so
// nothing is written before Close. Every line begins with a word of ours, and
// nothing of an article can end one.
func NewGitHub(w io.Writer) Writer {
	return &githubWriter{out: newStream(w), commands: gravest[string]{most: maxAnnotations, room: maxAnnotations * 8 << 10}}
}

type githubWriter struct {
	out      stream
	commands gravest[string]
}

func (g *githubWriter) Result(r *check.Result) error {
	for m := range remarks(r) {
		command := githubCommand(&m)
		g.commands.add(m.Severity, command, len(command))
	}
	return nil
}

func (g *githubWriter) Close(end End) error {
	if m, is := end.incomplete(); is { // first, or it would be the eleventh warning
		g.out.write(githubCommand(&m))
	}
	for _, command := range g.commands.all() {
		g.out.write(command)
	}
	if left := g.commands.leftOut(); left != "" {
		g.out.write("citelint: left out of the annotations: ", left, "\n")
	}
	g.out.write("citelint: ", overview(end), "\n")
	return g.out.flush()
}

func githubCommand(m *remark) string {
	var properties []pair
	if m.Source != "" {
		// As the repository names it, or no line of a change is the one that is meant.
		properties = append(properties, pair{"file", strings.TrimPrefix(filepath.ToSlash(m.Source), "./")})
	}
	if m.Placed && m.Part == "" {
		properties = append(properties, githubPlace(m)...)
	}
	title := "citelint"
	if m.Rule != "" {
		title = m.Rule
	}
	properties = append(properties, pair{"title", title})
	encoded := make([]string, len(properties))
	for i, p := range properties {
		encoded[i] = p.name + "=" + githubProperty.Replace(p.value)
	}
	message := m.told()
	if m.Fix != "" {
		message += "\nfix: " + m.Fix
	}
	return fmt.Sprintf("::%s %s::%s\n", githubCommands[m.Severity], strings.Join(encoded, ","), githubData.Replace(message))
}

var githubCommands = map[check.Severity]string{check.Error: "error", check.Warning: "warning", check.Info: "notice"}

// githubPlace names lines and columns. GitHub refuses columns where the lines differ.
func githubPlace(m *remark) []pair {
	lines := []pair{{"line", fmt.Sprint(m.Start.Line)}, {"endLine", fmt.Sprint(m.End.Line)}}
	if m.Start.Line != m.End.Line {
		return lines
	}
	return append(lines, pair{"col", fmt.Sprint(m.Start.Column)}, pair{"endColumn", fmt.Sprint(m.End.Column)})
}

// The escapes of workflow commands, as the runner undoes them (actions/toolkit,
// packages/core/src/command.ts): of the text behind the second "::", and of a property.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
