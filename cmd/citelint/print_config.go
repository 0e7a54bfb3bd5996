package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/cmd/citelint/config"
)

// print writes what is in force as a configuration, with where it comes from
// behind each line.
func (c *configuration) print(w io.Writer, flags *cli.Context) error {
	p := &printer{w: w}
	if c.Name == "" {
		p.line("# No configuration is read.", "")
	}
	for _, s := range settings() {
		from := "default"
		if line := c.lines[s.Name]; line > 0 {
			from = c.at(line)
		} else if flags.IsSet(s.Name) {
			from = "flag"
		}
		p.line(inForce(flags, s), from)
	}
	var o check.Options
	if err := enabled(flags, &o); err != nil {
		return c.blame(err)
	}
	if flags.String("rdap") != "none" {
		o.Enable = append(o.Enable, "domain-younger-than-date")
	}
	p.line("\n[rules]", "")
	for _, rule := range check.Rules() {
		w, said := c.Rules[rule.ID]
		from := c.from(w, said)
		switch {
		case said:
		case rule.OnlyWith == "":
			w.Severity = rule.Severity
		case slices.Contains(o.Enable, rule.ID):
			w.Severity, from = rule.Severity, c.turnsOn(rule.ID)
		default:
			w.Severity = check.Off
		}
		p.line(assignment(rule.ID, quoteTOML(config.SeverityName(w.Severity))), from)
	}
	for _, o := range c.Overrides {
		p.line("\n[[override]]", c.at(o.Line))
		p.line(assignment("files", listTOML(o.Files)), "")
		p.line("[override.rules]", "")
		for _, id := range slices.Sorted(maps.Keys(o.Rules)) {
			p.line(assignment(id, quoteTOML(config.SeverityName(o.Rules[id].Severity))), c.at(o.Rules[id].Line))
		}
	}
	for _, l := range c.Links {
		p.line("\n[[link]]", c.at(l.Line))
		p.texts("url", l.URL, "host", l.Host, "expect", string(l.Expect), "reason", l.Reason)
		if l.Ignore {
			p.line("ignore = true", "")
		}
	}
	for _, h := range c.Headers {
		p.line("\n[[header]]", c.at(h.Line))
		p.texts("origin", h.Origin, "name", h.Name, "env", h.Env)
	}
	return p.err
}

func (c *configuration) at(line int) string { return fmt.Sprintf("%s:%d", c.Name, line) }

func (c *configuration) from(w config.Weight, said bool) string {
	if said {
		return c.at(w.Line)
	}
	return "default"
}

// turnsOn says what turns on a rule that is off by default: a flag, or the setting of the file that is one.
func (c *configuration) turnsOn(rule string) string {
	setting := map[string]string{"stale-source": "stale-after", "domain-younger-than-date": "rdap"}[rule]
	if line := c.lines[setting]; line > 0 {
		return c.at(line)
	}
	return "flag"
}

// A printer writes lines with a comment behind each, until one cannot be written.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(text, from string) {
	if from != "" {
		text = fmt.Sprintf("%-40s # %s", text, strings.Map(printable, from))
	}
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, text)
	}
}

// texts writes the keys of a table that have a text.
func (p *printer) texts(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			p.line(assignment(pairs[i], quoteTOML(pairs[i+1])), "")
		}
	}
}

// inForce writes a setting as it is; one without a value as a comment.
func inForce(flags *cli.Context, s config.Setting) string {
	switch s.Kind {
	case config.Switch:
		return assignment(s.Name, strconv.FormatBool(flags.Bool(s.Name)))
	case config.Number:
		if number := strconv.Itoa(flags.Int(s.Name)); number == s.Default || flags.IsSet(s.Name) {
			return assignment(s.Name, number)
		}
	case config.Duration:
		if flags.Duration(s.Name) != 0 || flags.IsSet(s.Name) {
			return assignment(s.Name, quoteTOML(flags.Duration(s.Name).String()))
		}
	case config.Texts:
		return assignment(s.Name, listTOML(flags.StringSlice(s.Name)))
	case config.Text, config.Path:
		if text := flags.String(s.Name); text != "" {
			return assignment(s.Name, quoteTOML(text))
		}
	}
	return "# " + assignment(s.Name, s.Default)
}

func assignment(key, value string) string { return strings.TrimRight(key+" = "+value, " ") }

func listTOML(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quoteTOML(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// quoteTOML writes a basic string in ASCII (TOML 1.0, "String"), so that nothing
// in it can move a terminal.
func quoteTOML(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ' || r > '~':
			fmt.Fprintf(&out, `\U%08X`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// printable keeps a comment on its line.
func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return '?'
	}
	return r
}
