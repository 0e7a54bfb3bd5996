package main

import (
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/cmd/citelint/config"
)

// completing is what a shell appends to ask what could come next.
const completing = "--generate-bash-completion"

// permute puts the flags before the operands, because urfave/cli takes a late
// flag for a path without a word; and it names the command where none is
// named: `citelint FILE` is `citelint check FILE`. To permute twice is to
// permute once.
func permute(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 {
		return args, nil
	}
	if args[len(args)-1] == completing {
		return permuteCompletion(app, args), nil
	}
	switch args[1] {
	case "--version", "--help", "-h":
		return args, nil
	case "help":
		if len(args) == 2 || app.Command(args[2]) == nil {
			return []string{args[0], "--help"}, nil
		}
		args = []string{args[0], args[2], "--help"}
	}
	command, rest := app.Command(args[1]), args[2:]
	named := command != nil
	if !named {
		command, rest = app.Command("check"), args[1:]
	}
	flags, operands, behind, err := splitFlags(command, rest)
	if err != nil {
		return nil, err
	}
	if !named && len(operands) > 0 {
		if late := app.Command(operands[0]); late != nil {
			command, operands = late, operands[1:]
		} else if isUnknownCommand(operands[0]) {
			return nil, usage("%q is neither a command nor a file%s: see citelint --help", operands[0], config.DidYouMean(operands[0], commandNames(app)))
		}
	}
	return slices.Concat([]string{args[0], command.Name}, flags, []string{"--"}, operands, behind), nil
}

// permuteCompletion names the command where none is named, so that its flags
// are proposed. A lone word may be the start of a command's name.
func permuteCompletion(app *cli.App, args []string) []string {
	loneWord := len(args) == 3 && !strings.ContainsAny(args[1], "-./")
	if len(args) == 2 || loneWord || app.Command(args[1]) != nil {
		return args
	}
	return slices.Insert(slices.Clone(args), 1, "check")
}

var bareWord = regexp.MustCompile(`^[A-Za-z][A-Za-z-]*$`)

// isUnknownCommand says whether a first operand must have been meant as a
// command: a bare word that no file has for a name.
func isUnknownCommand(word string) bool {
	if !bareWord.MatchString(word) {
		return false
	}
	_, err := os.Lstat(word)
	return err != nil
}

// splitFlags parts the flags of a command, with their values, from its
// operands, and from those that stand behind --.
func splitFlags(command *cli.Command, args []string) (flags, operands, behind []string, err error) {
	for i := 0; i < len(args); i++ {
		argument := args[i]
		switch argument {
		case "--":
			return flags, operands, args[i+1:], nil
		case "--help", "-help", "-h": // whatever else there is, of which urfave/cli makes a topic
			return []string{"--help"}, nil, nil, nil
		}
		if argument == "-" || !strings.HasPrefix(argument, "-") {
			operands = append(operands, argument)
			continue
		}
		flags = append(flags, argument)
		if !takesValue(command, argument) {
			continue
		}
		i++
		switch {
		case i == len(args), args[i] == "--":
			return nil, nil, nil, usage("%s needs a value: see citelint %s --help", argument, command.Name)
		case flagNamed(command, args[i]) != nil:
			return nil, nil, nil, usage("%s needs a value, and %s is a flag: write %[1]s=%[2]s if it is meant", argument, args[i])
		}
		flags = append(flags, args[i])
	}
	return flags, operands, nil, nil
}

// takesValue says whether a flag as written needs the next argument.
func takesValue(command *cli.Command, argument string) bool {
	if strings.Contains(argument, "=") {
		return false
	}
	flag := flagNamed(command, argument)
	_, isBool := flag.(*cli.BoolFlag)
	return flag != nil && !isBool
}

// flagNamed returns the flag of a command that an argument names with its
// dashes, or nil.
func flagNamed(command *cli.Command, argument string) cli.Flag {
	name, dashed := strings.CutPrefix(argument, "-")
	if !dashed {
		return nil
	}
	name = strings.TrimPrefix(name, "-")
	for _, flag := range command.Flags {
		if slices.Contains(flag.Names(), name) {
			return flag
		}
	}
	return nil
}

// What package flag says of a flag that it cannot use.
var (
	undefinedFlag = regexp.MustCompile(`^flag provided but not defined: -(.*)$`)
	invalidFlag   = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-([^:]*): `)
)

// onUsageError puts into our words what package flag says.
func onUsageError(c *cli.Context, err error, _ bool) error {
	help := strings.TrimSpace("citelint "+strings.TrimPrefix(c.Command.Name, "citelint")) + " --help"
	if m := undefinedFlag.FindStringSubmatch(err.Error()); m != nil {
		var names []string
		for _, flag := range c.Command.VisibleFlags() {
			names = append(names, "--"+flag.Names()[0])
		}
		return usage("unknown flag %q%s: see %s", "--"+m[1], config.DidYouMean("--"+m[1], names), help)
	}
	if m := invalidFlag.FindStringSubmatch(err.Error()); m != nil {
		return usage("%s is no value for --%s: give %s", m[1], m[2], wanted(flagNamed(c.Command, "--"+m[2])))
	}
	return usage("%w: see %s", err, help)
}

// wanted names what a flag takes.
func wanted(flag cli.Flag) string {
	switch flag.(type) {
	case *cli.IntFlag:
		return "a whole number"
	case *cli.DurationFlag:
		return "a time such as 20s or 1m30s"
	case *cli.BoolFlag:
		return "true or false, or no value"
	}
	return "another"
}

func commandNames(app *cli.App) []string {
	var names []string
	for _, command := range app.Commands {
		names = append(names, command.Name)
	}
	return names
}
