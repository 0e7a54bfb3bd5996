package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/report"
)

// The exit statuses. They are a contract: scripts rely on them.
const (
	exitDone        = 0
	exitFindings    = 1
	exitUsage       = 2
	exitIncomplete  = 3
	exitInterrupted = 130
)

// statuses say what the exit statuses mean. Where several hold at once, 130
// outweighs 2, 2 outweighs 3, and 3 outweighs 1.
var statuses = []struct {
	code    int
	meaning string
}{
	{exitDone, "done; nothing at or above --fail-on"},
	{exitFindings, "done; at least one finding at or above --fail-on"},
	{exitUsage, "the command line, the configuration or an input could not be used, or the report not be written"},
	{exitIncomplete, "not done: own network down, or time spent; what was found is reported"},
	{exitInterrupted, "interrupted (Ctrl-C): what was found is reported; a second Ctrl-C ends without a report"},
}

// A status ends a command with an exit status other than 0. Its error, when
// it has one, is what the user is told.
type status struct {
	code int
	err  error
}

func (s status) Error() string {
	if s.err == nil {
		return fmt.Sprintf("exit status %d", s.code)
	}
	return s.err.Error()
}

// usage reports a command line that cannot be used.
func usage(format string, args ...any) error {
	return status{exitUsage, fmt.Errorf(format, args...)}
}

// Main runs the program and returns its exit status.
func Main(ctx context.Context, args []string, streams Streams) int {
	out := &checked{w: streams.Out}
	streams.Out = out
	app := newApp(streams)
	if words := proposals(app, args); words != nil {
		fmt.Fprintln(out, strings.Join(words, "\n"))
		return exitDone
	}
	args, err := permute(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	if err == nil && out.err != nil {
		err = usage("write to standard output: %w", out.err)
	}
	if err == nil {
		return exitDone
	}
	ended := status{code: exitUsage, err: err}
	errors.As(err, &ended)
	if ended.err != nil {
		complain(streams.Err, ended.err.Error())
	}
	return ended.code
}

// complain tells the user of an error, on one line, whatever it quotes.
func complain(w io.Writer, message string) {
	fmt.Fprintf(w, "citelint: error: %s\n", report.Harmless(message))
}

// A checked writer remembers its first error, for those who do not look.
type checked struct {
	w   io.Writer
	err error
}

func (c *checked) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	if c.err == nil {
		c.err = err
	}
	return n, err
}

func newApp(streams Streams) *cli.App {
	return &cli.App{
		Name:  "citelint",
		Usage: "check the citations of articles: markers, references, links and dates",
		UsageText: "citelint [check] [flags] PATH|URL|-...\n" +
			"citelint extract [flags] PATH|URL|-...\n" +
			"citelint explain [RULE]...\n" +
			"citelint init",
		Description: "citelint FILE is short for citelint check FILE; - is standard input. Flags may\n" +
			"stand before or after paths; citelint check --help tells about them.\n" + whatIsWalked(),
		CustomAppHelpTemplate: cli.AppHelpTemplate + exitStatusHelp(),
		Reader:                streams.In,
		Writer:                streams.Out,
		ErrWriter:             streams.Err,
		EnableBashCompletion:  true,
		HideHelpCommand:       true,
		HideVersion:           true,                         // its flag is a global variable, and takes -v
		ExitErrHandler:        func(*cli.Context, error) {}, // Main alone decides the status
		OnUsageError:          onUsageError,
		Flags:                 []cli.Flag{newVersionFlag()},
		Commands:              newCommands(streams),
		Action:                func(c *cli.Context) error { return runBare(c, streams) },
	}
}

func newCommands(streams Streams) []*cli.Command {
	commands := []*cli.Command{
		checkCommand(streams), extractCommand(streams), explainCommand(streams), initCommand(streams),
		versionCommand(streams), completionCommand(streams), manCommand(streams),
	}
	for _, command := range commands {
		command.OnUsageError = onUsageError
		command.HideHelpCommand = true // or a file named "help" could not be checked
	}
	return commands
}

// whatIsWalked says which files of a directory are read.
func whatIsWalked() string {
	const aLine = 9 // of at most eighty columns
	var lines []string
	for endings := range slices.Chunk(extract.Extensions(), aLine) {
		lines = append(lines, strings.Join(endings, ", "))
	}
	return "A directory is walked for files that end in\n" + strings.Join(lines, ",\n") + ",\n" +
		"and for those in " + strings.Join(extract.SharedExtensions(), ", ") + " that hold an article."
}

// runBare is what happens when no command is named.
func runBare(c *cli.Context, streams Streams) error {
	if c.Bool("version") {
		return printVersion(streams.Out)
	}
	c.App.Writer = streams.Err
	_ = cli.ShowAppHelp(c) // the writer has remembered its error
	return status{code: exitUsage}
}

// exitStatusHelp is the end of a help text.
func exitStatusHelp() string {
	var out strings.Builder
	out.WriteString("\nEXIT STATUS:\n")
	for _, s := range statuses {
		fmt.Fprintf(&out, "   %-3d  %s\n", s.code, s.meaning)
	}
	return out.String()
}
