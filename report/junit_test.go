package report

import (
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
)

func newTestJUnit(w io.Writer) Writer { return NewJUnit(w, Options{FailOn: check.Error}) }

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Name    string       `xml:"name,attr"`
	Suites  []junitSuite `xml:"testsuite"`
}

// readJUnit reads a report strictly, and wants the counts of its suites to be right.
func readJUnit(t *testing.T, report string) junitSuites {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(report))
	var read junitSuites
	if err := decoder.Decode(&read); err != nil {
		t.Fatalf("no XML: %v\n%s", err, report)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) && err != nil {
		t.Fatalf("more behind the end: %v", err)
	}
	for _, suite := range read.Suites {
		counted := junitSuite{XMLName: suite.XMLName, Name: suite.Name}
		for _, c := range suite.Cases {
			counted.add(c)
		}
		if diff := cmp.Diff(counted, suite); diff != "" {
			t.Errorf("the counts are wrong (-want +got):\n%s", diff)
		}
	}
	return read
}

// onlyXMLCharacters wants every character to be one of XML 1.0 (2.2), of which
// some parsers let others pass.
func onlyXMLCharacters(t *testing.T, report string) {
	t.Helper()
	for i, r := range report {
		if r != '\n' && r < 0x20 || r >= 0xd800 && r < 0xe000 || r == 0xfffe || r == 0xffff {
			t.Fatalf("%U stands at %d", r, i)
		}
	}
	for _, reference := range []string{"&#x0;", "&#0;", "&#x1B;", "&#x8;", "&#xFFFE;"} {
		if strings.Contains(report, reference) {
			t.Fatalf("it refers to %s", reference)
		}
	}
}

func TestJUnitIsReadBySecondParser(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3, whose parser (expat) is the second one")
	}
	// A shim that leads nowhere is no parser either.
	if exec.CommandContext(t.Context(), python, "-c", "import xml.etree.ElementTree").Run() != nil {
		t.Skip("this python3 has no XML parser")
	}
	all := sinkRuns(t)
	var texts run
	for _, s := range hostileTexts {
		texts.results = append(texts.results, hostileRun(t, s).results...)
	}
	all["texts"] = texts
	for name, r := range all {
		report := r.write(t, newTestJUnit)
		count := exec.CommandContext(t.Context(), python, "-c",
			"import sys, xml.etree.ElementTree as e; print(len(e.parse(sys.stdin.buffer).findall('testsuite')))")
		count.Stdin = strings.NewReader(report)
		out, err := count.CombinedOutput()
		want := len(readJUnit(t, report).Suites)
		if got := strings.TrimSpace(string(out)); err != nil || got != strconv.Itoa(want) {
			t.Errorf("%q: %v, %s, want %d suites", name, err, got, want)
		}
	}
}

// A test fails for what fails the run, and for nothing else.
func TestJUnitFailsWhatFailsTheRun(t *testing.T) {
	for failOn, want := range map[check.Severity]int{0: 0, check.Error: 1, check.Warning: 2, check.Info: 3} {
		report := hostileRun(t, "x").write(t, func(w io.Writer) Writer { return NewJUnit(w, Options{FailOn: failOn}) })
		suite := readJUnit(t, report).Suites[0]
		if suite.Failures != want || suite.Errors != 0 || suite.Skipped != 1 || suite.Tests != 5 {
			t.Errorf("failing on %q: %d failures, %d errors, %d skipped of %d; want %d failures", failOn, suite.Failures, suite.Errors, suite.Skipped, suite.Tests, want)
		}
	}
}

// What was allowed on request is not failed by the back door.
func TestJUnitSparesWhatIsAllowed(t *testing.T) {
	spared := errors.New("it is empty")
	r := run{results: []*check.Result{{Source: "a.txt", Err: spared}, {Source: "b.txt", Err: errors.New("it is not there")}}}
	read := readJUnit(t, r.write(t, func(w io.Writer) Writer {
		return NewJUnit(w, Options{Spared: func(err error) bool { return errors.Is(err, spared) }})
	}))
	if a, b := read.Suites[0], read.Suites[1]; a.Errors != 0 || a.Skipped != 1 || b.Errors != 1 {
		t.Errorf("an empty article: %+v; a missing one: %+v", a, b)
	}
}

// A server that compares two runs by the names of tests finds each once, and
// the same when lines were added above.
func TestJUnitNamesAreStable(t *testing.T) {
	names := func(text string) []string {
		r := placed(t, "a.txt", text, "[1]", "[2]", "[2]")
		r.Findings[0].Label, r.Findings[0].URL = "1", "https://stat.gov.uk/rents"
		var out []string
		for _, c := range readJUnit(t, run{results: []*check.Result{r}}.write(t, newTestJUnit)).Suites[0].Cases {
			out = append(out, c.Class+" "+c.Name)
		}
		return out
	}
	before := names("Rents [1] and wages [2].\n")
	if diff := cmp.Diff(before, names("A line.\n\nRents [1] and wages [2].\n")); diff != "" {
		t.Errorf("a line above changes the names:\n%s", diff)
	}
	seen := map[string]bool{}
	for _, name := range before {
		if seen[name] {
			t.Errorf("two tests are called %q", name)
		}
		seen[name] = true
	}
}

func FuzzJUnit(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		report := hostileRun(t, s).write(t, newTestJUnit)
		showsNothingHidden(t, "junit", report)
		onlyXMLCharacters(t, report)
		read := readJUnit(t, report)
		if len(read.Suites) != 2 || len(read.Suites[0].Cases) != 5 || len(read.Suites[1].Cases) != 1 {
			t.Fatalf("tests were lost or forged:\n%s", report)
		}
		first, second := read.Suites[0], read.Suites[1]
		if got := first.Cases[2].Output; !strings.Contains(got, "warning: "+oneLine("the title is "+s, maxMessage)+" [") {
			t.Errorf("%q is told as %q", s, got)
		}
		if first.Failures != 1 || first.Errors != 0 || second.Errors != 1 {
			t.Errorf("a verdict was forged:\n%s", report)
		}
		if strings.Contains(report, "<!") {
			t.Errorf("it declares something:\n%s", report)
		}
	})
}
