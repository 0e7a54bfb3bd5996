package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/urfave/cli/v2"
)

func manCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:   "man",
		Usage:  "print the manual page",
		Hidden: true,
		Flags:  []cli.Flag{&cli.BoolFlag{Name: "markdown", DisableDefaultText: true, Usage: "as Markdown"}},
		Action: func(c *cli.Context) error {
			page := manual(c.App)
			if !c.Bool("markdown") {
				page = string(md2man.Render([]byte("% citelint 1\n\n" + page)))
			}
			_, err := fmt.Fprint(streams.Out, page)
			return err
		},
	}
}

// manual describes the command line in Markdown, from the commands themselves.
func manual(app *cli.App) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# NAME\n\ncitelint - %s\n\n# SYNOPSIS\n\n```\n%s\n```\n\n# DESCRIPTION\n\n", app.Usage, app.UsageText)
	out.WriteString(app.Description + "\n\n# COMMANDS\n")
	for _, command := range app.Commands {
		if !command.Hidden {
			writeCommand(&out, command)
		}
	}
	out.WriteString("\n# EXIT STATUS\n\n")
	for _, s := range statuses {
		fmt.Fprintf(&out, "- **%d**: %s\n", s.code, s.meaning)
	}
	return out.String()
}

func writeCommand(out *strings.Builder, command *cli.Command) {
	operands := " " + command.ArgsUsage
	if len(command.VisibleFlags()) > 1 {
		operands = " [flags]" + operands
	}
	fmt.Fprintf(out, "\n## %s\n\n`%s`\n\n%s.\n", command.Name, strings.TrimRight("citelint "+command.Name+operands, " "), capital(command.Usage))
	if command.Description != "" {
		fmt.Fprintf(out, "\n%s\n", command.Description)
	}
	for _, category := range command.VisibleFlagCategories() {
		if category.Name() == "" {
			continue // --help, which every command has
		}
		fmt.Fprintf(out, "\n%s:\n\n", category.Name())
		for _, flag := range category.Flags() {
			fmt.Fprintf(out, "- %s\n", describeFlag(flag))
		}
	}
}

var placeholder = regexp.MustCompile("`([^`]*)`")

// describeFlag writes a flag as "`--format FORMAT`, `-f`: what it does".
func describeFlag(flag cli.Flag) string {
	f, ok := flag.(cli.DocGenerationFlag)
	if !ok {
		return flag.String()
	}
	value := ""
	if m := placeholder.FindStringSubmatch(f.GetUsage()); m != nil {
		value = " " + m[1]
	}
	names := flag.Names()
	text := "`--" + names[0] + value + "`"
	for _, alias := range names[1:] {
		text += ", `-" + alias + "`"
	}
	text += ": " + placeholder.ReplaceAllString(f.GetUsage(), "$1")
	if def := strings.Trim(f.GetDefaultText(), `"`); def != "" && f.TakesValue() {
		text += " (default: " + def + ")"
	}
	return text
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
