// Package changed asks git which files, and which of their lines, differ from an
// earlier revision. It runs git with fixed arguments and knows nothing of articles.
package changed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	patience = 2 * time.Minute // for one run of git
	maxBytes = 256 << 20       // of what it prints
)

// Files are those that differ from a revision, in one or more repositories.
type Files struct {
	rev   string
	repos map[string]*repo // by the folder of their work tree
	files map[string]file  // by their place
}

// A repo is one work tree, and the commit that it is compared with.
type repo struct{ top, base string }

type file struct {
	*repo
	name      string // from the top of the work tree
	untracked bool
}

// Since asks what differs from a revision in the repositories that folders lie
// in: what was committed since the current branch left it, what was not committed
// yet, and new files that git does not ignore.
func Since(ctx context.Context, rev string, folders []string) (*Files, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n\r") {
		return nil, fmt.Errorf("%q is no revision: name a commit, a branch or a tag, such as origin/main", rev)
	}
	f := &Files{rev: rev, repos: map[string]*repo{}, files: map[string]file{}}
	seen := map[string]bool{}
	for _, folder := range folders {
		if seen[folder] {
			continue
		}
		seen[folder] = true
		if err := f.open(ctx, folder); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *Files) open(ctx context.Context, folder string) error {
	top, err := git(ctx, folder, "rev-parse", "--show-toplevel")
	if err != nil {
		return fmt.Errorf("ask git for the repository of %q: %w", folder, err)
	}
	top = strings.TrimRight(top, "\r\n")
	if f.repos[top] != nil {
		return nil
	}
	r := &repo{top: top}
	f.repos[top] = r
	commit, err := git(ctx, top, "rev-parse", "--verify", "--quiet", "--end-of-options", f.rev+"^{commit}")
	if err != nil {
		return fmt.Errorf("git knows no revision %q in %q: fetch it, or name another", f.rev, top)
	}
	r.base = strings.TrimSpace(commit)
	// Where the branches have no ancestor in common, or history was cut, the revision itself is compared.
	if ancestor, err := git(ctx, top, "merge-base", r.base, "HEAD"); err == nil && strings.TrimSpace(ancestor) != "" {
		r.base, _, _ = strings.Cut(ancestor, "\n")
	}
	differ, err := git(ctx, top, append(diff, "--name-only", "-z", r.base, "--")...)
	if err != nil {
		return fmt.Errorf("ask git what changed since %q: %w", f.rev, err)
	}
	untracked, err := git(ctx, top, "ls-files", "--others", "--exclude-standard", "-z", "--")
	if err != nil {
		return fmt.Errorf("ask git for new files: %w", err)
	}
	f.add(r, differ, false)
	f.add(r, untracked, true)
	return nil
}

// diff compares with the files as they are, and lets no repository choose the
// program that does it.
var diff = []string{"diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--no-renames"}

func (f *Files) add(r *repo, names string, untracked bool) {
	for name := range strings.SplitSeq(strings.TrimSuffix(names, "\x00"), "\x00") {
		if name != "" {
			f.files[place(filepath.Join(r.top, filepath.FromSlash(name)))] = file{r, name, untracked}
		}
	}
}

// place is a path from the root, in a folder that is reached by no link as far as
// it is there. The file itself may be a link: git tells of those, too.
func place(name string) string {
	if absolute, err := filepath.Abs(name); err == nil {
		name = absolute
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		name = filepath.Join(folder, filepath.Base(name))
	}
	return name
}

// target is the place of the file that a name leads to, and whether by a link.
func target(name string) (to string, linked bool) {
	at := place(name)
	if to, err := filepath.EvalSymlinks(at); err == nil {
		return to, to != at
	}
	return at, false
}

// Has says whether a file differs, or a link that leads to it.
func (f *Files) Has(name string) bool {
	to, _ := target(name)
	_, file := f.files[to]
	_, link := f.files[place(name)]
	return file || link
}

var hunk = regexp.MustCompile(`^@@ -[0-9]+(?:,[0-9]+)? \+([0-9]+)(?:,([0-9]+))? @@`)

// NewLines returns which lines of a file are new or changed; nil where all are,
// or where git cannot tell.
func (f *Files) NewLines(ctx context.Context, name string) func(line int) bool {
	to, linked := target(name)
	if _, moved := f.files[place(name)]; linked && moved {
		return nil // it may lead to another file than before
	}
	at, has := f.files[to]
	if !has || at.untracked {
		return nil
	}
	text, err := git(ctx, at.top, append(diff, "--unified=0", at.base, "--", at.name)...)
	if err != nil {
		return nil
	}
	fresh, hunks := map[int]bool{}, 0
	for line := range strings.Lines(text) {
		m := hunk.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		hunks++
		first, count := number(m[1]), 1
		if m[2] != "" {
			count = number(m[2])
		}
		for n := range count {
			fresh[first+n] = true
		}
	}
	if hunks == 0 {
		return nil // no text to git
	}
	return func(line int) bool { return fresh[line] }
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the pattern leaves digits; what is too large is no line
	return min(n, maxBytes)
}

// git runs git in a folder and returns what it prints. It does not reach for the
// network, ask for passwords, write to the repository, or run its hooks. Nor does
// it take a folder of articles for a bare repository, whose configuration would be
// anybody's and could name programs (git-config, safe.bareRepository).
func git(ctx context.Context, folder string, arguments ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	fixed := []string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.quotePath=false", "-c", "safe.bareRepository=explicit", "--literal-pathspecs", "--no-optional-locks"}
	command := exec.CommandContext(ctx, "git", append(fixed, arguments...)...)
	command.Dir = folder
	command.WaitDelay = time.Second
	command.Env = append(slices.DeleteFunc(os.Environ(), isOfAHook), "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_PAGER=cat", "LC_ALL=C")
	var out, complaint capped
	command.Stdout, command.Stderr = &out, &complaint
	err := command.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("there is no git on this computer: install it, or leave --changed-since out")
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case out.full:
		return "", errors.New("git printed too much")
	case err != nil:
		first, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("%s (%w)", strings.TrimPrefix(first, "fatal: "), err)
	}
	return out.String(), nil
}

// isOfAHook recognises what git tells its hooks of their repository, in part by
// names that mean something from one folder only. Folders say here which it is.
func isOfAHook(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}, name)
}

// A capped buffer takes so much and no more.
type capped struct {
	bytes.Buffer
	full bool
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > maxBytes {
		c.full = true
		return 0, errors.New("too much output")
	}
	return c.Buffer.Write(p)
}
