// Package places_test tries the scripts and files by which citelint is run elsewhere: the action's, and pre-commit's.
package places_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/citelint/citelint/extract"
)

const root = "../.."

// A step is one run of a script of the action.
type step struct {
	dir, path, output, summary, temp string
	environ                          []string
}

// newStep makes the files and the variables that a runner gives to a step. The programs are put first on its PATH.
func newStep(t *testing.T, programs map[string]string) *step {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the action's scripts are tried on Windows by the workflow itself")
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	dir := t.TempDir()
	s := &step{dir: dir, path: filepath.Join(dir, "path"), output: filepath.Join(dir, "output"), summary: filepath.Join(dir, "summary"), temp: filepath.Join(dir, "temp")}
	for name, text := range programs {
		write(t, filepath.Join(dir, "bin", name), "#!/usr/bin/env bash\n"+text)
	}
	s.environ = []string{
		"PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH"), "HOME=" + dir,
		"RUNNER_TEMP=" + s.temp, "GITHUB_PATH=" + s.path, "GITHUB_OUTPUT=" + s.output, "GITHUB_STEP_SUMMARY=" + s.summary,
	}
	return s
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

// run runs a script of the action and returns what it printed.
func (s *step) run(t *testing.T, script string, environ ...string) (printed string, err error) {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(root, ".github", "action", script))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), file)
	command.Env, command.Dir = slices.Concat(s.environ, environ), s.dir
	out, err := command.CombinedOutput()
	return string(out), err
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

// release is an archive as goreleaser makes it, with a citelint that prints its name.
func release(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	for name, text := range map[string]string{"citelint": "#!/bin/sh\necho the released citelint\n", "LICENSE": "Apache"} {
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// A release is installed when it is what its checksums say, and the tag of the action names it.
func TestInstall(t *testing.T) {
	packed := release(t)
	digest := fmt.Sprintf("%x", sha256.Sum256(packed))
	name := fmt.Sprintf("citelint_1.2.3_%s_%s.tar.gz", runtime.GOOS, runtime.GOARCH)
	for _, c := range []struct {
		name, version, ref, checksums string
		asked                         []string
		want                          string // what it prints
		fails                         bool
	}{
		{"a version", "v1.2.3", "main", digest + "  " + name, []string{"/v1.2.3/checksums.txt", "/v1.2.3/" + name}, "the released citelint", false},
		{"the action's own tag", "", "v1.2.3", digest + "  " + name, []string{"/v1.2.3/checksums.txt", "/v1.2.3/" + name}, "the released citelint", false},
		{"another digest", "v1.2.3", "", strings.Repeat("0", 64) + "  " + name, []string{"/v1.2.3/checksums.txt", "/v1.2.3/" + name}, "is not what was released", true},
		{"the digest of another file", "v1.2.3", "", digest + "  x" + name, []string{"/v1.2.3/checksums.txt", "/v1.2.3/" + name}, "checksums.txt has no line for", true},
		{"a release that is not there", "v9.9.9", "", digest + "  " + name, []string{"/v9.9.9/checksums.txt"}, "could not download", true},
		{"no version", "v1.2.3\n::add-path::/tmp", "", "", nil, "the version is none", true},
		{"a path for a version", "v1.2.3/../../evil", "", "", nil, "the version is none", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var mu sync.Mutex
			var asked []string
			server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				asked = append(asked, r.URL.Path)
				mu.Unlock()
				switch r.URL.Path {
				case "/v1.2.3/checksums.txt":
					fmt.Fprintln(w, c.checksums)
				case "/v1.2.3/" + name:
					_, _ = w.Write(packed)
				default:
					http.NotFound(w, r)
				}
			}))
			defer server.Close()
			s := newStep(t, nil)
			trusted := filepath.Join(s.dir, "ca.pem")
			write(t, trusted, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
			printed, err := s.run(t, "install", "VERSION="+c.version, "ACTION_REF="+c.ref, "CITELINT_RELEASES="+server.URL, "CURL_CA_BUNDLE="+trusted)
			if (err != nil) != c.fails || !strings.Contains(printed, c.want) {
				t.Errorf("it ends with %v and prints %q, want %q", err, printed, c.want)
			}
			if onPath := read(t, s.path) != ""; onPath == c.fails {
				t.Errorf("it is on the path: %v", onPath)
			}
			if !slices.Equal(asked, c.asked) {
				t.Errorf("the server was asked for %q, want %q", asked, c.asked)
			}
		})
	}
}

// fakeCitelint notes how it was called, writes its reports, and ends as it is told: online with $ONLINE, else with
// $OFFLINE.
const fakeCitelint = `
printf '<%s>' "$@" >>"$CALLS"; echo >>"$CALLS"
status=$ONLINE
for flag; do
  case $flag in
    sarif=* | markdown=*) echo "a report" >"${flag#*=}" ;;
    --offline) status=$OFFLINE ;;
  esac
done
exit "$status"
`

// The run hands on its reports, and leaves it to the last step to fail.
func TestRun(t *testing.T) {
	for _, c := range []struct {
		name, online, offline, strict string
		outputs                       []string // in their order, without their values where these are paths
		calls                         int
	}{
		{"in order", "0", "", "", []string{"status=0", "gate=0", "sarif", "markdown"}, 1},
		{"findings", "1", "", "", []string{"status=1", "gate=1", "sarif", "markdown"}, 1},
		{"unusable", "2", "", "", []string{"status=2", "gate=2", "markdown"}, 1},
		{"the network was down", "3", "0", "false", []string{"status=3", "gate=0", "markdown"}, 2},
		{"the network was down, and a marker has no reference", "3", "1", "false", []string{"status=3", "gate=1", "markdown"}, 2},
		{"the network was down, and must not be", "3", "", "true", []string{"status=3", "gate=3", "markdown"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStep(t, map[string]string{"citelint": fakeCitelint})
			calls := filepath.Join(s.dir, "calls")
			printed, err := s.run(t, "run", "CALLS="+calls, "ONLINE="+c.online, "OFFLINE="+c.offline, "FAIL_ON_INCOMPLETE="+c.strict,
				"FAIL_ON=warning", "FORMAT=github", "PATHS=an article.md\n$(touch owned)\n-x.md\n", "FLAGS=--timeout=5s\n--names=my names.txt\n")
			if err != nil {
				t.Fatalf("%v: %s", err, printed)
			}
			var outputs []string
			for line := range strings.Lines(read(t, s.output)) {
				output := strings.TrimSpace(line)
				if name, file, _ := strings.Cut(output, "="); name == "sarif" || name == "markdown" {
					output = name
					if read(t, file) == "" {
						t.Errorf("%s names %q, where nothing is", name, file)
					}
				}
				outputs = append(outputs, output)
			}
			if !slices.Equal(outputs, c.outputs) {
				t.Errorf("its outputs are %q, want %q", outputs, c.outputs)
			}
			lines := strings.Split(strings.TrimSpace(read(t, calls)), "\n")
			if len(lines) != c.calls {
				t.Errorf("citelint was called %d times, want %d: %q", len(lines), c.calls, lines)
			}
			for _, line := range lines {
				if !strings.HasPrefix(line, "<check><--fail-on><warning><--timeout=5s><--names=my names.txt>") || !strings.HasSuffix(line, "<--><an article.md><$(touch owned)><-x.md>") {
					t.Errorf("citelint was called with %s", line)
				}
			}
			if read(t, s.summary) == "" {
				t.Error("the summary of the run holds no report")
			}
			if _, err := os.Stat(filepath.Join(s.dir, "owned")); err == nil {
				t.Error("a path was run as a command")
			}
		})
	}
}

// The same with the program itself, whose network is a proxy that is not there: the gate decides by what needs none.
func TestRunWithoutNetwork(t *testing.T) {
	s := newStep(t, nil)
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(s.dir, "bin", "citelint"), "./cmd/citelint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	flags := []string{"--proxy=" + gone.URL, "--retries=0", "--cache=" + filepath.Join(s.dir, "links.sqlite"), "--max-time=10m", "--dead-after=3/6"}
	const list = "\n\nReferences\n[1] http://1.1.1.1/rents\n[2] http://8.8.8.8/wages\n" // no name has to be looked up
	for name, c := range map[string]struct{ text, gate string }{
		"in order":              {"Rents rose [1], and wages did not [2]." + list, "0"},
		"a marker leads astray": {"Rents rose [1], wages did not [2], and land fell [5]." + list, "1"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, filepath.Join(s.dir, "article.txt"), c.text)
			write(t, s.output, "")
			printed, err := s.run(t, "run", "PATHS=article.txt", "FAIL_ON=error", "FORMAT=text", "FAIL_ON_INCOMPLETE=false",
				"FLAGS="+strings.Join(flags, "\n"))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := read(t, s.output), "status=3\ngate="+c.gate+"\nmarkdown="; !strings.HasPrefix(got, want) {
				t.Errorf("its outputs are\n%swant\n%s; it prints\n%s", got, want, printed)
			}
		})
	}
}

// fakeGH is GitHub's program: it notes its calls, and lists the comment $EARLIER.
const fakeGH = `
printf '<%s>' "$@" >>"$CALLS"; echo >>"$CALLS"
[[ $* == *$REFUSES* ]] && exit 1
[[ $* == *--paginate* ]] && printf "$EARLIER"
exit 0
`

// There is one comment of citelint on a pull request, and a token that may not write fails nothing.
func TestComment(t *testing.T) {
	for _, c := range []struct{ name, earlier, refuses, last, warns string }{
		{"the first", "", "-none-", "POST><repos/o/r/issues/7/comments>", ""},
		{"over an earlier one", "42\n", "-none-", "PATCH><repos/o/r/issues/comments/42>", ""},
		{"over the first of several", "42\n43\n", "-none-", "PATCH><repos/o/r/issues/comments/42>", ""},
		{"a token that may only read", "", "POST", "POST><repos/o/r/issues/7/comments>", "::warning"},
		{"a token that may not even read", "", "--paginate", "--paginate>", "::warning"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStep(t, map[string]string{"gh": fakeGH})
			calls, report := filepath.Join(s.dir, "calls"), filepath.Join(s.dir, "report.md")
			write(t, report, "The report\n")
			if err := os.MkdirAll(filepath.Join(s.temp, "citelint"), 0o700); err != nil {
				t.Fatal(err)
			}
			printed, err := s.run(t, "comment", "CALLS="+calls, "EARLIER="+c.earlier, "REFUSES="+c.refuses, "GITHUB_REPOSITORY=o/r", "NUMBER=7", "REPORT="+report)
			if err != nil || !strings.Contains(printed, c.warns) || (c.warns == "" && printed != "") {
				t.Errorf("%v: it prints %q, want %q", err, printed, c.warns)
			}
			lines := strings.Split(strings.TrimSpace(read(t, calls)), "\n")
			if last := lines[len(lines)-1]; !strings.Contains(last, c.last) {
				t.Errorf("its last call is %s, want %s", last, c.last)
			}
			if body := read(t, filepath.Join(s.temp, "citelint", "comment.md")); body != "<!-- citelint report -->\nThe report\n" {
				t.Errorf("the comment is %q", body)
			}
		})
	}
}

// No expression of a workflow stands in a script, where whoever writes a title or a branch's name could run commands.
func TestNoExpressionIsRun(t *testing.T) {
	for _, name := range []string{"action.yml", ".github/workflows/ci.yml", ".github/workflows/release.yml"} {
		for _, script := range scriptsOf(read(t, filepath.Join(root, name))) {
			if strings.Contains(script, "${{") {
				t.Errorf("%s runs an expression, hand it in by env:\n%s", name, script)
			}
		}
	}
	for _, bad := range []string{"    - run: echo ${{ x }}\n", "      run: |\n        ls\n        echo ${{ x }}\n      env:\n"} {
		if scripts := scriptsOf(bad); len(scripts) != 1 || !strings.Contains(scripts[0], "${{") {
			t.Errorf("the expression in %q is not found: %q", bad, scripts)
		}
	}
}

var runKey = regexp.MustCompile(`^(\s*(?:- )?)run:(.*)$`)

// scriptsOf finds the scripts of a workflow: the rest of each line that says run, and the lines below it that stand
// further in.
func scriptsOf(workflow string) (scripts []string) {
	in := -1
	for _, line := range strings.Split(workflow, "\n") {
		if m := runKey.FindStringSubmatch(line); m != nil {
			in = len(m[1])
			scripts = append(scripts, m[2])
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if in >= 0 && (indent > in || strings.TrimSpace(line) == "") {
			scripts[len(scripts)-1] += "\n" + line
		} else {
			in = -1
		}
	}
	return scripts
}

// pre-commit hands over the files that citelint would find in a folder by their names.
func TestHooksTakeTheFilesOfArticles(t *testing.T) {
	var endings []string
	for _, ending := range extract.Extensions() {
		endings = append(endings, strings.TrimPrefix(ending, "."))
	}
	want := `files: &articles \.(` + strings.Join(endings, "|") + ")$\n"
	if hooks := read(t, filepath.Join(root, ".pre-commit-hooks.yaml")); !strings.Contains(hooks, want) {
		t.Errorf(".pre-commit-hooks.yaml should say\n%s", want)
	}
}

var (
	actionInput = regexp.MustCompile(`(?m)^  ([a-z-]+):\n    description:`)
	tableInput  = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|")
	anyFlag     = regexp.MustCompile(`(?:^|[\s"` + "`" + `(\[])--([a-z][a-z-]+)`)
)

// The document for gates names the inputs of the action, all of them, and flags that there are.
func TestDocumentAgrees(t *testing.T) {
	document := read(t, filepath.Join(root, "docs", "ci.md"))
	action, _, _ := strings.Cut(read(t, filepath.Join(root, "action.yml")), "\noutputs:")
	if got, want := named(tableInput, document), named(actionInput, action); !slices.Equal(got, want) {
		t.Errorf("docs/ci.md has the inputs %q, action.yml %q", got, want)
	}
	manual := read(t, filepath.Join(root, "docs", "cli.md"))
	others := []string{"rm", "user", "volume"} // of docker
	for _, flag := range named(anyFlag, document) {
		if !slices.Contains(others, flag) && !strings.Contains(manual, "- `--"+flag+"`") && !strings.Contains(manual, "- `--"+flag+" ") {
			t.Errorf("docs/ci.md speaks of --%s, which citelint does not have", flag)
		}
	}
}

func named(pattern *regexp.Regexp, text string) (names []string) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}
