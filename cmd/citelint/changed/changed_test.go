package changed_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/citelint/citelint/cmd/citelint/changed"
)

// repository makes a repository with one commit of one file, and returns its folder.
func repository(t *testing.T, text string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git on this computer")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	write(t, filepath.Join(dir, "a.md"), text)
	for _, arguments := range [][]string{
		{"init", "-q"},
		{"add", "a.md"},
		{"-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one"},
	} {
		run(t, dir, arguments...)
	}
	return dir
}

func run(t *testing.T, dir string, arguments ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", arguments...)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNewLines(t *testing.T) {
	dir := repository(t, "one\ntwo\nthree\nfour\nfive\n")
	a := filepath.Join(dir, "a.md")
	for name, test := range map[string]struct {
		text string
		want string // the lines that are new; "all" where git cannot tell
	}{
		"a changed line":  {"one\nTWO\nthree\nfour\nfive\n", "2"},
		"lines at an end": {"one\ntwo\nthree\nfour\nfive\nsix\nseven\n", "67"},
		"a deleted line":  {"one\nthree\nfour\nfive\n", ""},
		"several places":  {"zero\none\ntwo\nfour\nfive!\n", "15"},
		"not text":        {"one\x00two", "all"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, a, test.text)
			files, err := changed.Since(t.Context(), "HEAD", []string{dir})
			if err != nil {
				t.Fatal(err)
			}
			if !files.Has(a) {
				t.Fatal("it is not known to have changed")
			}
			isNew, got := files.NewLines(t.Context(), a), ""
			if isNew == nil {
				got = "all"
			}
			for line := 1; isNew != nil && line < 10; line++ {
				if isNew(line) {
					got += string(rune('0' + line))
				}
			}
			if got != test.want {
				t.Errorf("new lines %q, want %q", got, test.want)
			}
		})
	}
}

// TestTheRepositoryRunsNothing holds git to its own diff: a repository that came
// from elsewhere may name programs in its configuration.
func TestTheRepositoryRunsNothing(t *testing.T) {
	dir := repository(t, "one\n")
	trap := filepath.Join(dir, "trap")
	write(t, trap, "#!/bin/sh\ntouch "+filepath.Join(dir, "sprung")+"\n")
	if err := os.Chmod(trap, 0o700); err != nil { //nolint:gosec // it must be able to run, to show that it does not
		t.Fatal(err)
	}
	for _, key := range []string{"core.fsmonitor", "diff.external", "diff.trap.textconv", "diff.trap.command", "core.pager"} {
		run(t, dir, "config", key, trap)
	}
	write(t, filepath.Join(dir, ".gitattributes"), "*.md diff=trap\n")
	write(t, filepath.Join(dir, "a.md"), "two\n")
	files, err := changed.Since(t.Context(), "HEAD", []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if isNew := files.NewLines(t.Context(), filepath.Join(dir, "a.md")); isNew == nil || !isNew(1) {
		t.Error("the changed line is not known")
	}
	if _, err := os.Stat(filepath.Join(dir, "sprung")); err == nil {
		t.Error("git ran a program that the repository names")
	}
}

// TestAFolderThatLooksLikeARepositoryIsNone is an attack by plain files, which
// anybody can commit: they make the folder of the articles a repository of its own.
func TestAFolderThatLooksLikeARepositoryIsNone(t *testing.T) {
	dir := repository(t, "one\n")
	book := filepath.Join(dir, "book")
	for _, folder := range []string{"objects", "refs"} {
		if err := os.MkdirAll(filepath.Join(book, folder), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(book, folder, "keep"), "")
	}
	write(t, filepath.Join(book, "HEAD"), "ref: refs/heads/main\n")
	write(t, filepath.Join(book, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n")
	write(t, filepath.Join(book, "b.md"), "one\n")
	within := exec.CommandContext(t.Context(), "git", "rev-parse", "--show-toplevel")
	within.Dir = book
	if top, err := within.Output(); err != nil || filepath.Base(strings.TrimSpace(string(top))) != "book" {
		t.Skipf("git does not fall for it by itself: %s, %v", top, err)
	}
	if _, err := changed.Since(t.Context(), "HEAD", []string{book}); err == nil || !strings.Contains(err.Error(), "bare repository") {
		t.Errorf("git read the configuration of the folder: %v", err)
	}
}

// TestWithinAHook is a pre-commit hook that checks a folder.
func TestWithinAHook(t *testing.T) {
	dir := repository(t, "one\n")
	book := filepath.Join(dir, "book")
	if err := os.Mkdir(book, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(book, "b.md"), "one\n")
	t.Setenv("GIT_DIR", ".git")
	t.Setenv("GIT_INDEX_FILE", ".git/index")
	t.Setenv("GIT_PREFIX", "")
	files, err := changed.Since(t.Context(), "HEAD", []string{book})
	if err != nil {
		t.Fatal(err)
	}
	if !files.Has(filepath.Join(book, "b.md")) || files.Has(filepath.Join(dir, "a.md")) {
		t.Error("other files were named")
	}
}

// TestALinkToAnArticle is an attack, too: what git says of the link is one line.
func TestALinkToAnArticle(t *testing.T) {
	dir := repository(t, "one\ntwo\n")
	a, z := filepath.Join(dir, "a.md"), filepath.Join(dir, "z.md")
	if err := os.Symlink("a.md", z); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	since := func() *changed.Files {
		files, err := changed.Since(t.Context(), "HEAD", []string{dir})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	run(t, dir, "add", "z.md")
	if files := since(); files.Has(a) || !files.Has(z) || files.NewLines(t.Context(), z) != nil {
		t.Error("a new link is new, and its article is not")
	}
	write(t, a, "one\ntwo\nthree\n")
	files := since()
	if isNew := files.NewLines(t.Context(), a); isNew == nil || isNew(1) || !isNew(3) {
		t.Error("the lines of the link are taken for those of the article")
	}
	run(t, dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "two", "z.md")
	files = since()
	if isNew := files.NewLines(t.Context(), z); !files.Has(z) || isNew == nil || isNew(1) || !isNew(3) {
		t.Error("an article that is reached by a link has the lines that changed")
	}
}

func TestNamesThatLookLikePatterns(t *testing.T) {
	dir := repository(t, "one\n")
	odd := filepath.Join(dir, ":(top)*[a].md")
	write(t, odd, "one\n")
	run(t, dir, "--literal-pathspecs", "add", ":(top)*[a].md")
	write(t, odd, "one\ntwo\n")
	files, err := changed.Since(t.Context(), "HEAD", []string{dir, dir})
	if err != nil {
		t.Fatal(err)
	}
	if files.Has(filepath.Join(dir, "a.md")) || !files.Has(odd) {
		t.Error("another file was named")
	}
}

func TestWithoutGitOrRevision(t *testing.T) {
	dir := repository(t, "one\n")
	for _, rev := range []string{"", "-x", "--output=x", "a\nb", "no-such"} {
		if _, err := changed.Since(t.Context(), rev, []string{dir}); err == nil {
			t.Errorf("%q is a revision", rev)
		}
	}
	t.Setenv("PATH", t.TempDir())
	_, err := changed.Since(t.Context(), "HEAD", []string{dir})
	if err == nil || !strings.Contains(err.Error(), "there is no git on this computer: install it") {
		t.Errorf("without git: %v", err)
	}
}
