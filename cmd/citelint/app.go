package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

// The exit statuses. They are a contract: scripts rely on them.
const (
	exitDone        = 0   // nothing at or above --fail-on
	exitFindings    = 1   // at least one finding at or above --fail-on
	exitUsage       = 2   // the command line or an input could not be used
	exitIncomplete  = 3   // own network down, or time spent; what was found is reported
	exitInterrupted = 130 // Ctrl-C; what was found is reported
)

// Streams are what the program reads and writes, and what is known of the
// terminal behind them.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Getenv   func(string) string

	OutIsTerminal, ErrIsTerminal bool
	Width                        func() int // of the terminal, in cells; 0 when unknown
}

func systemStreams() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Getenv: os.Getenv,
		OutIsTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		ErrIsTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Width:         terminalWidth,
	}
}

func terminalWidth() int {
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	for _, file := range []*os.File{os.Stdout, os.Stderr} {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 0
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
	app := newApp(streams)
	err := app.RunContext(ctx, permute(app, args))
	if err == nil {
		return exitDone
	}
	ended := status{code: exitUsage, err: err}
	errors.As(err, &ended)
	if ended.err != nil {
		fmt.Fprintf(streams.Err, "citelint: error: %s\n", oneLine(ended.err.Error()))
	}
	return ended.code
}

// oneLine keeps an error that quotes a hostile name from writing to the
// terminal what it likes.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			return '\ufffd'
		}
		return r
	}, s)
}

func newApp(streams Streams) *cli.App {
	cli.VersionFlag = &cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true}
	return &cli.App{
		Name:  "citelint",
		Usage: "check the citations of an article: markers, references, links and dates",
		UsageText: "citelint [check] [flags] PATH|URL|-...\n" +
			"citelint extract [flags] PATH|URL|-...\n" +
			"citelint explain [RULE]",
		Description:          "A directory is walked for .html, .md and .txt files; - is standard input.\n\n" + exitStatusHelp,
		Version:              versionText(),
		Reader:               streams.In,
		Writer:               streams.Out,
		ErrWriter:            streams.Err,
		EnableBashCompletion: true,
		HideHelpCommand:      true,
		Suggest:              true,
		ExitErrHandler:       func(*cli.Context, error) {}, // Main alone decides the status
		OnUsageError:         onUsageError,
		CommandNotFound:      nil,
		Commands: []*cli.Command{
			checkCommand(streams), extractCommand(streams), explainCommand(streams), versionCommand(streams), completionCommand(streams), manCommand(streams),
		},
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				_ = cli.ShowAppHelp(c)
				return status{code: exitUsage}
			}
			return usage("unknown command %q: see citelint --help", c.Args().First())
		},
	}
}

const exitStatusHelp = "EXIT STATUS: 0 done, nothing at or above --fail-on; 1 done, findings; 2 the command line or an input\n" +
	"could not be used; 3 not done (own network down, time spent), what was found is reported; 130 interrupted."

func onUsageError(_ *cli.Context, err error, _ bool) error {
	return usage("%s: see citelint --help", strings.TrimPrefix(err.Error(), "flag "))
}

// permute puts the flags before the operands, because urfave/cli takes a late
// flag for a path without a word; and it names the command where none is
// named: `citelint FILE` is `citelint check FILE`.
func permute(app *cli.App, args []string) []string {
	if len(args) < 2 || args[len(args)-1] == "--generate-bash-completion" {
		return args
	}
	command, rest := app.Command(args[1]), args[2:]
	if command == nil {
		if slices.Contains([]string{"--help", "-h", "--version", "help"}, args[1]) {
			return args
		}
		command, rest = app.Command("check"), args[1:]
	}
	flags, operands := splitFlags(command, rest)
	out := append([]string{args[0], command.Name}, flags...)
	return append(append(out, "--"), operands...)
}

// splitFlags parts the flags of a command, with their values, from its
// operands. What stands behind -- is an operand.
func splitFlags(command *cli.Command, args []string) (flags, operands []string) {
	for i := 0; i < len(args); i++ {
		argument := args[i]
		if argument == "--" {
			return flags, append(operands, args[i+1:]...)
		}
		if argument == "-" || !strings.HasPrefix(argument, "-") {
			operands = append(operands, argument)
			continue
		}
		flags = append(flags, argument)
		if takesValue(command, argument) && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	return flags, operands
}

// takesValue says whether a flag as written needs the next argument.
func takesValue(command *cli.Command, argument string) bool {
	name := strings.TrimLeft(argument, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, flag := range command.Flags {
		if slices.Contains(flag.Names(), name) {
			_, isBool := flag.(*cli.BoolFlag)
			return !isBool
		}
	}
	return false
}
