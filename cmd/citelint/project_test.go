package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
	"github.com/citelint/citelint/report"
)

// TestProject runs the whole program over the articles of testdata/project, whose web stands behind a proxy on
// loopback: every format of the report is as agreed, every rule speaks, and nothing is asked that must not be.
func TestProject(t *testing.T) {
	t.Cleanup(func() { goleak.VerifyNone(t) })
	t.Chdir(filepath.Join("..", "..", "testdata", "project"))
	web := startProjectWeb(t)
	reports := t.TempDir()
	if status, complaints := web.check(t, reports); status != exitFindings || complaints != "" {
		t.Fatalf("exit status %d, want %d; it complains:\n%s", status, exitFindings, complaints)
	}
	for _, format := range report.CheckFormats() {
		t.Run(format.Name, func(t *testing.T) { compareProject(t, format.Name, filepath.Join(reports, format.Name)) })
	}
	everyRuleSpeaks(t, filepath.Join(reports, "json"))
	web.wasAskedFairly(t)
}

// check runs the program once, with one report of each format in a folder, and every rule turned on.
func (p *projectWeb) check(t *testing.T, reports string) (status int, complaints string) {
	t.Helper()
	args := []string{
		"citelint", "check", "--now", "2025-09-01", "--no-cache", "--proxy", p.proxy.URL,
		"--archive", "http://web-archive.test/web/", "--doi-resolver", "http://doi-registry.test", "--rdap", "http://domain-registry.test",
		"--enable", "changed-since-cited", "--stale-after", "10", "--config", "citelint.toml", "--output", filepath.Join(reports, "text"),
	}
	for _, format := range report.CheckFormats()[1:] {
		args = append(args, "--output-file", format.Name+"="+filepath.Join(reports, format.Name))
	}
	articles, err := filepath.Glob("articles/*")
	if err != nil || len(articles) < 31 {
		t.Fatalf("found %d articles, %v; want 31", len(articles), err)
	}
	for _, article := range articles {
		args = append(args, filepath.ToSlash(article))
	}
	var out, errs bytes.Buffer
	day := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	status = Main(t.Context(), args, Streams{
		In: strings.NewReader(""), Out: &out, Err: &errs, Now: func() time.Time { return day },
		Getenv: func(string) string { return "" }, Width: func() int { return 100 },
		Link: link.Options{Resolver: fakeResolver("nxdomain"), RootCAs: p.Roots(), Clock: linktest.Hurried{At: day}, Control: loopbackOnly},
	})
	return status, out.String() + errs.String()
}

// driver is the part of SARIF that changes with every rule and every version.
var driver = regexp.MustCompile(`(?m)^"tool":\{"driver":.*$`)

func compareProject(t *testing.T, format, file string) {
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got = driver.ReplaceAll(got, []byte(`"tool":{"driver":…},`))
	golden := filepath.Join("golden", format)
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v: go test ./cmd/citelint -run TestProject -update writes it", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			want, got := fromDifference(wantLines[i], gotLines[i])
			t.Fatalf("testdata/project/%s:%d: it says\n%s\nand the report says\n%s", golden, i+1, want, got)
		}
	}
	t.Fatalf("testdata/project/%s has %d lines, the report has %d", golden, len(wantLines), len(gotLines))
}

// fromDifference shows where two lines part: some lines of these reports are long.
func fromDifference(a, b string) (fromA, fromB string) {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	from := max(at-80, 0)
	return fmt.Sprintf("%.240q", a[from:]), fmt.Sprintf("%.240q", b[from:])
}

// inOrder are the articles of the project of which nothing is to be said.
var inOrder = []string{"articles/06-dredging.rst", "articles/30-clean.md"}

// everyRuleSpeaks wants each rule of the table to have a finding in the project, and the articles that are in order
// to have none.
func everyRuleSpeaks(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var result struct {
		Complete  bool
		Documents []struct {
			Source   string
			Findings []struct{ Rule string }
		}
	}
	if err := json.Unmarshal(text, &result); err != nil {
		t.Fatal(err)
	}
	spoke := map[string]bool{}
	for _, document := range result.Documents {
		for _, finding := range document.Findings {
			spoke[finding.Rule] = true
			if slices.Contains(inOrder, document.Source) {
				t.Errorf("%s is in order, and %s speaks of it", document.Source, finding.Rule)
			}
		}
	}
	for _, rule := range check.Rules() {
		if !spoke[rule.ID] {
			t.Errorf("no article of testdata/project has a finding of %s: add one that does", rule.ID)
		}
	}
	if !result.Complete {
		t.Error("the run is called incomplete")
	}
}

// wasAskedFairly looks at what the web saw, and not only at what was printed.
func (p *projectWeb) wasAskedFairly(t *testing.T) {
	t.Helper()
	for page, want := range map[string]int{
		"tide-post.test/cinema":             2, // it is gone only when it says so twice
		"tide-office.test/pier":             1,
		"selfsigned.rowing-club.test/walls": 0, // whoever cannot prove its name is told nothing
		"192.168.1.20/plans":                0,
		"example.com/INSERT_SOURCE_URL":     0,
	} {
		if got := p.Count(page); got != want {
			t.Errorf("%s was asked for %d times, want %d", page, got, want)
		}
	}
	for url := range p.answers {
		if _, page, _ := strings.Cut(url, "://"); p.Count(page) == 0 {
			t.Errorf("web.txt answers for %s, which nobody asked for", url)
		}
	}
	if leaks := p.Leaks(); len(leaks) > 0 {
		t.Errorf("links were asked with %q", leaks)
	}
}
