package report

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
)

// WriteRuleList lists the rules, one a line.
func WriteRuleList(w io.Writer, rules []check.Rule) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, rule := range rules {
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s%s\n", rule.ID, rule.Severity, rule.Summary, unlessOn(rule, " (off by default)")); err != nil {
			return err
		}
	}
	return table.Flush()
}

// WriteRule explains one rule; apart sets it off from the one before.
func WriteRule(w io.Writer, rule check.Rule, apart bool) error {
	var out strings.Builder
	if apart {
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "%s (%s)\n%s\n\n%s\n\n", rule.ID, rule.Severity, rule.Summary, wrapWords(rule.Explanation, 80))
	if rule.OnlyWith != "" {
		fmt.Fprintf(&out, "Off by default; turned on by %s.\n\n", rule.OnlyWith)
	}
	fmt.Fprintf(&out, "What to do: %s.\n\n", rule.Fix)
	fmt.Fprintf(&out, "It speaks of:\n\n%s\n\nIt is silent on:\n\n%s\n", indent(exampleText(rule.Bad)), indent(exampleText(rule.Good)))
	if rule.Table != nil {
		writeTable(&out, rule.Table())
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// writeTable shows what a rule knows in aligned columns.
func writeTable(out *strings.Builder, t check.Table) {
	fmt.Fprintf(out, "\n%s (%d):\n\n", t.Title, len(t.Rows))
	columns := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, cells := range append([][]string{t.Head}, t.Rows...) {
		fmt.Fprintln(columns, strings.Join(cells, "\t"))
	}
	_ = columns.Flush() // a builder does not fail
}

// WriteRulesMarkdown writes the rule table as docs/rules.md.
func WriteRulesMarkdown(w io.Writer, rules []check.Rule) error {
	var out strings.Builder
	out.WriteString("# Rules\n\n<!-- Written from the rule table by internal/gendocs: do not edit. -->\n\n" +
		"An error stops a publishing gate, a warning is something that a person should look at, a note (info) is\n" +
		"something that they may want to know. A finding may be milder than its rule's severity, never graver.\n" +
		"A rule that is off speaks only where a flag turns it on.\n" +
		"`citelint explain RULE` shows what stands here.\n\n| rule | severity | it says |\n|---|---|---|\n")
	for _, rule := range rules {
		fmt.Fprintf(&out, "| [%s](#%s) | %s%s | %s |\n", rule.ID, rule.ID, rule.Severity, unlessOn(rule, ", off"), rule.Summary)
	}
	for _, rule := range rules {
		fmt.Fprintf(&out, "\n## %s\n\n**%s**: %s.%s\n\n%s\n\n**What to do:** %s.\n\n", rule.ID, rule.Severity, rule.Summary,
			unlessOn(rule, " Off by default; turned on by `"+rule.OnlyWith+"`."), rule.Explanation, rule.Fix)
		fmt.Fprintf(&out, "It speaks of:\n\n%s\n\nIt is silent on:\n\n%s\n", fence(exampleText(rule.Bad)), fence(exampleText(rule.Good)))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// unlessOn is a text for a rule that is off by default, and nothing for others.
func unlessOn(rule check.Rule, text string) string {
	if rule.OnlyWith == "" {
		return ""
	}
	return text
}

// exampleText is an example's article, with what its rule needs to know.
func exampleText(e check.Example) string {
	text := strings.TrimRight(e.Text, "\n")
	var notes []string
	if e.Published != "" {
		notes = append(notes, "(published "+e.Published+")")
	}
	for _, a := range e.Answers {
		notes = append(notes, "("+a.URL+": "+answerNote(a)+archiveNote(a.Verdict, e.Archived)+")")
	}
	if !e.Registered.IsZero() {
		notes = append(notes, "(domains registered "+e.Registered.String()+")")
	}
	if len(notes) > 0 {
		text += "\n\n" + strings.Join(notes, "\n")
	}
	return text
}

// answerNote is what the web said to a link of an example.
func answerNote(a link.Answer) string {
	note := string(a.Verdict)
	if a.Status != 0 {
		note += fmt.Sprintf(", %d", a.Status)
	}
	for _, d := range a.Dates {
		note += fmt.Sprintf(", %s %s", d.Role, d.Date)
	}
	if a.Fragment != "" {
		note += "; the place is " + a.Fragment
	}
	return note
}

// archiveNote is what a web archive said to it. It is asked only for what is lost.
func archiveNote(verdict link.Verdict, held memento.Holding) string {
	switch {
	case verdict == link.Alive || verdict == link.Moved || held.State == "":
		return ""
	case held.State == memento.Held:
		return "; archived: " + held.URL
	case held.State == memento.Nothing:
		return "; never archived"
	}
	return "; not known to be archived"
}

func fence(text string) string { return "````text\n" + text + "\n````" }

func indent(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }

// wrapWords breaks paragraphs into lines of at most width bytes.
func wrapWords(text string, width int) string {
	var out strings.Builder
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			out.WriteString("\n\n")
		}
		line := 0
		for j, word := range strings.Fields(paragraph) {
			if j > 0 && line+1+len(word) > width {
				out.WriteString("\n")
				line = 0
			} else if j > 0 {
				out.WriteString(" ")
				line++
			}
			out.WriteString(word)
			line += len(word)
		}
	}
	return out.String()
}
