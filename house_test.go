// Package house_test holds the rules that this repository's own source must keep: which package may import which,
// who may touch the network, the clock and the exit, and what every reader may expect of a file. They are written as
// one table of rules, each proven able to fail on a made-up source before it is trusted on the real one.
//
// It judges source text only. What the product does is tested beside the product.
package house_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/citelint/citelint/"

// A file is one non-test Go file of the module.
type file struct {
	path string // from the repository's root, with slashes: "check/link/guard.go"
	text string
	set  *token.FileSet
	tree *ast.File
}

func TestHouse(t *testing.T) {
	files := sources(t)
	for _, layer := range []string{"cmd", "report", "check", "check/link", "check/date", "extract"} {
		if !slices.ContainsFunc(files, func(f file) bool { return strings.HasPrefix(f.path, layer+"/") }) {
			t.Errorf("no Go file was found under %s/: these rules would pass whatever it holds", layer)
		}
	}
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, breach := range r.judge(files) {
				t.Error(breach)
			}
		})
	}
}

func TestRulesCanFail(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, e := range r.bad {
				if breaches := r.judge([]file{parse(t, e.path, e.text)}); len(breaches) != 1 {
					t.Errorf("%s: got %d breaches %q, want one, of:\n%.200s", e.path, len(breaches), breaches, e.text)
				}
			}
			for _, e := range r.good {
				if breaches := r.judge([]file{parse(t, e.path, e.text)}); len(breaches) != 0 {
					t.Errorf("%s: got %q, want none, of:\n%.200s", e.path, breaches, e.text)
				}
			}
		})
	}
}

// sources parses every non-test Go file of the module, those for other systems included.
func sources(t *testing.T) []file {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	list, err := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=Dir,GoFiles,CgoFiles,IgnoredGoFiles", "./...").Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("go list ./...: %v\n%s", err, exit.Stderr)
	}
	var files []file
	for decoder := json.NewDecoder(bytes.NewReader(list)); ; {
		var listed struct {
			Dir                               string
			GoFiles, CgoFiles, IgnoredGoFiles []string
		}
		if err := decoder.Decode(&listed); errors.Is(err, io.EOF) {
			return files
		} else if err != nil {
			t.Fatalf("read what go list printed: %v", err)
		}
		for _, name := range slices.Concat(listed.GoFiles, listed.CgoFiles, listed.IgnoredGoFiles) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			full := filepath.Join(listed.Dir, name)
			text, err := os.ReadFile(full)
			if err != nil {
				t.Fatal(err)
			}
			relative, err := filepath.Rel(root, full)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, parse(t, filepath.ToSlash(relative), string(text)))
		}
	}
}

func parse(t *testing.T, name, text string) file {
	t.Helper()
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return file{path: name, text: text, set: set, tree: tree}
}

// each turns a rule about one file into a rule about all of them.
func each(judge func(file) []string) func([]file) []string {
	return func(files []file) (breaches []string) {
		for _, f := range files {
			breaches = append(breaches, judge(f)...)
		}
		return breaches
	}
}

// foreign matches the traces of the place where a text was written: paths of a machine, papers that are not here.
// The pattern is written in pieces so that it does not find itself.
var foreign = regexp.MustCompile(`(^|[\s"'` + "`" + `(=:])/wor` + `k/|/wor` + `k/main|\bshared/(researc` + `h|desig` + `n|corpu` + `s)|\.\./share` + `d\b`)

// speaksOfOthers returns one sentence for every line that holds such a trace. Binary files are no text.
func speaksOfOthers(name string, text []byte) (breaches []string) {
	if bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	for i, line := range strings.Split(string(text), "\n") {
		if trace := foreign.FindString(line); trace != "" {
			breaches = append(breaches, fmt.Sprintf("%s:%d: %q: the repository speaks of itself alone", name, i+1, trace))
		}
	}
	return breaches
}

func TestSpeaksOfItselfAlone(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{".git", "dist", "dist-extra"}, name) {
			return filepath.SkipDir
		}
		if !entry.Type().IsRegular() || name == ".git" { // a file in a linked work tree
			return nil
		}
		text, err := os.ReadFile(name)
		for _, breach := range speaksOfOthers(filepath.ToSlash(name), text) {
			t.Error(breach)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSpeakingOfOthersIsFound(t *testing.T) {
	work, shared := "/wor"+"k/", "share"+"d/"
	for _, text := range []string{
		work + "x", "see " + work + "main/a.go", "x=" + work + "y", "file:/" + work + "main", "`" + shared + "design.md`",
		shared + "research/dates.md", shared + "corpus", "../" + shared,
	} {
		if len(speaksOfOthers("a.md", []byte(text))) != 1 {
			t.Errorf("%q was not found", text)
		}
	}
	for _, text := range []string{
		"https://example.org" + work + "2024", "a " + shared + "dialler", "\x00 " + work + "x", "framework/main",
	} {
		if breaches := speaksOfOthers("a.md", []byte(text)); len(breaches) != 0 {
			t.Errorf("got %q, want none", breaches)
		}
	}
}
