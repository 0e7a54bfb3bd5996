package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

func testApp() *cli.App {
	return newApp(Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard})
}

func TestPermute(t *testing.T) {
	t.Chdir(t.TempDir()) // where no file has the name of a word below
	for _, c := range []struct{ args, want string }{
		{"", ""},
		{"a.md", "check -- a.md"},
		{"check a.md --format json b.md", "check --format json -- a.md b.md"},
		{"check --format=json a.md -v", "check --format=json -v -- a.md"},
		{"check -f json a.md", "check -f json -- a.md"},
		{"check -v a.md", "check -v -- a.md"},
		{"check -v -f json a.md", "check -v -f json -- a.md"},
		{"check a.md --offline b.md", "check --offline -- a.md b.md"},
		{"check a.md --offline=false b.md", "check --offline=false -- a.md b.md"},
		{"check a.md -- --format json", "check -- a.md --format json"},
		{"check -- -- a.md", "check -- -- a.md"},
		{"-- check", "check -- check"},
		{"check - -v", "check -v -- -"},
		{"check a.md --published -1", "check --published -1 -- a.md"},
		{"check a.md --output=--offline", "check --output=--offline -- a.md"},
		{"check a.md --unknown b.md", "check --unknown -- a.md b.md"},
		{"--offline check a.md", "check --offline -- a.md"},
		{"--offline -- check a.md", "check --offline -- check a.md"},
		{"--format json extract a.md", "extract --format json -- a.md"},
		{"explain dead-link", "explain -- dead-link"},
		{"help", "--help"},
		{"help check", "check --help --"},
		{"check a.md --help", "check --help --"},
		{"a.md -h --format", "check --help --"},
		{"--version", "--version"},
	} {
		got, err := permute(testApp(), append([]string{"citelint"}, strings.Fields(c.args)...))
		if want := append([]string{"citelint"}, strings.Fields(c.want)...); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", c.args, got, err, want)
		}
	}
}

func TestPermuteRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	for args, want := range map[string]string{
		"check a.md --format":           "--format needs a value",
		"check a.md -f":                 "-f needs a value",
		"check --format -- a.md":        "--format needs a value",
		"check --output --offline a.md": "--offline is a flag",
		"check --output -v a.md":        "-v is a flag",
		"chekc a.md":                    `did you mean "check"?`,
		"--offline exrtact a.md":        `did you mean "extract"?`,
		"frobnicate":                    "neither a command nor a file: see",
	} {
		got, err := permute(testApp(), append([]string{"citelint"}, strings.Fields(args)...))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %q, %v, want an error with %q", args, got, err, want)
		}
	}
}

// Every flag of every command is found behind an operand, with its value.
func TestPermuteKnowsEveryFlag(t *testing.T) {
	flags := 0
	for _, command := range testApp().Commands {
		for _, flag := range command.Flags {
			for _, name := range flag.Names() {
				flags++
				dashed := "--" + name
				if len(name) == 1 {
					dashed = "-" + name
				}
				args := []string{"citelint", command.Name, "a.md", dashed, "b.md"}
				want := []string{"citelint", command.Name, dashed, "b.md", "--", "a.md"}
				if d, ok := flag.(cli.DocGenerationFlag); !ok || !d.TakesValue() {
					want = []string{"citelint", command.Name, dashed, "--", "a.md", "b.md"}
				}
				if got, err := permute(testApp(), args); err != nil || !slices.Equal(got, want) {
					t.Errorf("%q: got %q, %v, want %q", args, got, err, want)
				}
			}
		}
	}
	if flags < 30 {
		t.Errorf("only %d flags were found", flags)
	}
}

// To permute twice is to permute once; nothing is lost, and what is no flag
// keeps its order.
func FuzzPermute(f *testing.F) {
	for _, seed := range []string{
		"a.md\n--format\njson\nb.md", "check\n--\n--format\n-", "-v\ncheck\n-f\njson", "--output=--offline\nx.md",
		"extract\n-o\n-v\n", "--help\ncheck", "help\nhelp\nhelp", "explain\ndead-link\n--generate-bash-completion", "---\n--=\n-=x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, joined string) {
		args := append([]string{"citelint"}, strings.Split(joined, "\n")...)
		once, err := permute(testApp(), slices.Clone(args))
		if err != nil {
			return
		}
		twice, err := permute(testApp(), slices.Clone(once))
		if err != nil || !slices.Equal(once, twice) {
			t.Fatalf("%q: once %q, twice %q, %v", args, once, twice, err)
		}
		if slices.Contains(once, "--help") || once[len(once)-1] == completing {
			return
		}
		if got, want := withoutDashes(once), withoutDashes(args); !slices.Equal(got, want) {
			t.Fatalf("%q became %q: something was lost or added", args, once)
		}
		operands := once[slices.Index(once, "--")+1:]
		for _, arg := range args {
			if len(operands) > 0 && arg == operands[0] {
				operands = operands[1:]
			}
		}
		if len(operands) > 0 {
			t.Fatalf("%q became %q: the operands changed their order", args, once)
		}
	})
}

// withoutDashes sorts the arguments, without the -- and the "check" that
// permute may add.
func withoutDashes(args []string) []string {
	args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "--" || arg == "check" })
	slices.Sort(args)
	return args
}
