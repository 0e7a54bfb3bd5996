package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/citelint/citelint/check"
)

func newTestSARIF(w io.Writer) Writer { return NewSARIF(w, Options{Version: "1.2.3"}) }

// aSARIF is what is read back of a log.
type aSARIF struct {
	Runs []struct {
		Tool        struct{ Driver sarifDriver }
		Results     []sarifResult
		Invocations []sarifInvocation
	}
}

// sarifSchema is the schema of the standard. The project holds no copy of it: it
// stands in the source of a library, whose own types would hide what we wrote.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	library := reflect.TypeFor[sarif.Report]().PkgPath()
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", library).Output()
	if err != nil {
		return nil, err
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "schema.go"))
	if err != nil {
		return nil, err
	}
	_, text, found := strings.Cut(string(source), "const schema = `")
	text, _, closed := strings.Cut(text, "`")
	if !found || !closed {
		return nil, errors.New("the library holds its schema in another way")
	}
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", schema); err != nil {
		return nil, err
	}
	return c.Compile("sarif.json")
})

// validSARIF judges a log by the schema of the standard.
func validSARIF(t testing.TB, log string) error {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatalf("get the schema of SARIF: %v", err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// zippedSize is the size of a log as it is uploaded.
func zippedSize(log string) (int, error) {
	var zipped bytes.Buffer
	zip := gzip.NewWriter(&zipped)
	_, err := zip.Write([]byte(log))
	err = errors.Join(err, zip.Close())
	return zipped.Len(), err
}

// readSARIF reads a log, and judges it by the rules that GitHub's documentation states.
func readSARIF(log string) (read aSARIF, err error) {
	if size, err := zippedSize(log); err != nil {
		return read, err
	} else if size > 10_000_000 {
		return read, fmt.Errorf("it has %d bytes when compressed", size)
	}
	if err := json.Unmarshal([]byte(log), &read); err != nil {
		return read, err
	}
	return read, takenByGitHub(read)
}

func takenByGitHub(read aSARIF) error {
	switch {
	case len(read.Runs) != 1:
		return fmt.Errorf("it has %d runs", len(read.Runs))
	case len(read.Runs[0].Results) > 25_000:
		return fmt.Errorf("it has %d results", len(read.Runs[0].Results))
	}
	for _, rule := range read.Runs[0].Tool.Driver.Rules {
		if n := len([]rune(rule.Full.Text)); n == 0 || n > 1024 || len(rule.Extra.Tags) > 20 || rule.Short.Text == "" || rule.Help.Text == "" || len(rule.ID) > 255 {
			return fmt.Errorf("the rule %+v", rule)
		}
	}
	grave := map[string]int{"error": 3, "warning": 2, "note": 1}
	last := 3
	for _, result := range read.Runs[0].Results {
		if grave[result.Level] > last || grave[result.Level] == 0 {
			return fmt.Errorf("the gravest do not come first: %+v", result)
		}
		last = grave[result.Level]
		place := result.Locations[0].Physical
		if _, err := url.Parse(place.Artifact.URI); err != nil || place.Artifact.URI == "" {
			return fmt.Errorf("%q is no URI: %w", place.Artifact.URI, err)
		}
		if place.Region.StartLine < 1 || place.Region.StartColumn < 1 || place.Region.EndLine < place.Region.StartLine || result.Fingerprints["primaryLocationLineHash"] == "" || result.Message.Text == "" {
			return fmt.Errorf("the result %+v", result)
		}
	}
	return nil
}

func TestSARIFIsValid(t *testing.T) {
	all := runs(t)
	all["project"] = projectRun(t)
	var rules run
	for _, rule := range check.Rules() {
		rules.results = append(rules.results, exampleRun(t, rule).results...)
	}
	all["every rule"] = rules
	for name, r := range all {
		log := r.write(t, newTestSARIF)
		if err := validSARIF(t, log); err != nil {
			t.Errorf("%s: not of the standard: %v", name, err)
		}
		if _, err := readSARIF(log); err != nil {
			t.Errorf("%s: GitHub would not take it: %v", name, err)
		}
	}
}

// A judge who accepts everything proves nothing.
func TestSARIFJudgesCanRefuse(t *testing.T) {
	good := projectRun(t).write(t, newTestSARIF)
	for _, c := range []struct{ what, old, new string }{
		{"another version", `"version":"2.1.0"`, `"version":"2.0.0"`},
		{"a level that is none", `"level":"error"`, `"level":"fatal"`},
		{"a line 0", `"startLine":9`, `"startLine":0`},
		{"a message that is no object", `"message":{"text":"reference \"3\" is never cited"}`, `"message":"x"`},
		{"a property that the standard does not have", `"ruleId":"dead-link",`, `"ruleId":"dead-link","severity":"error",`},
		{"a missing message", `"message":{"text":"reference \"3\" is never cited"},`, ``},
		{"no driver", `"tool":{"driver"`, `"tool":{"driven"`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Fatalf("%s: %s does not occur", c.what, c.old)
		}
		if validSARIF(t, bad) == nil {
			t.Errorf("%s is accepted", c.what)
		}
	}
	for _, c := range []struct{ what, old, new string }{
		{"a warning first", `"ruleIndex":0,"level":"error"`, `"ruleIndex":0,"level":"note"`},
		{"no fingerprint", `"primaryLocationLineHash":"`, `"another":"`},
		{"an address that is none", `"uri":"articles/tides.md"`, `"uri":"http://[::1"`},
	} {
		if _, err := readSARIF(strings.Replace(good, c.old, c.new, 1)); err == nil {
			t.Errorf("GitHub takes %s", c.what)
		}
	}
}

// manyFindings is an article with so many findings, of rising severity.
func manyFindings(t testing.TB, n int, message func(i int) string) *check.Result {
	r := placed(t, "many.txt", "text [1]", "[1]")
	found := r.Findings[0]
	r.Findings = nil
	for i := range n {
		found.Severity, found.Message = check.Severity(1+3*i/n), message(i)
		r.Findings = append(r.Findings, found)
	}
	return r
}

func TestSARIFKeepsToTheLimits(t *testing.T) {
	r := run{results: []*check.Result{manyFindings(t, 30_000, func(i int) string { return fmt.Sprintf("message %d", i) })}}
	read, err := readSARIF(r.write(t, newTestSARIF))
	if err != nil {
		t.Errorf("GitHub would not take it: %v", err)
	}
	levels := map[string]int{}
	for _, result := range read.Runs[0].Results {
		levels[result.Level]++
	}
	if want := map[string]int{"error": 10_000, "warning": 10_000, "note": 5_000}; !reflect.DeepEqual(levels, want) {
		t.Errorf("kept %v, want %v", levels, want)
	}
	if notices := read.Runs[0].Invocations[0].Notices; len(notices) != 1 || !strings.HasSuffix(notices[0].Message.Text, ": 5000 info") {
		t.Errorf("it says %+v, and not that 5000 were left out", notices)
	}
}

func TestSARIFKeepsToItsSizeWhenCompressed(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := func(int) string {
		letters := make([]byte, 500)
		for i := range letters {
			letters[i] = byte('a' + random.IntN(26))
		}
		return string(letters)
	}
	var out bytes.Buffer
	w, _ := newTestSARIF(&out).(*sarifWriter)
	w.zipped = 300_000
	r := manyFindings(t, 2000, noise)
	tally := check.NewTally()
	tally.Add(r)
	if err := w.Result(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(End{Tally: tally}); err != nil {
		t.Fatal(err)
	}
	if size, err := zippedSize(out.String()); err != nil || size > 500_000 || size < 200_000 {
		t.Errorf("it has %d bytes when compressed, %v, want about 300,000", size, err)
	}
	if !strings.Contains(out.String(), "left out, because") {
		t.Error("it does not say that results were left out")
	}
	if err := validSARIF(t, out.String()); err != nil {
		t.Error(err)
	}
}

// An article that could not be read is told of, and of very many the number is.
func TestSARIFCountsUnreadableArticles(t *testing.T) {
	r := run{results: slices.Repeat(runs(t)["unreadable"].results, 250)}
	log := r.write(t, newTestSARIF)
	if !strings.Contains(log, "150 more articles could not be read") || !strings.Contains(log, `"executionSuccessful":false`) {
		t.Errorf("150 articles are forgotten: …%s", log[len(log)-300:])
	}
}

// A finding is the same one when lines were added above it, and another one
// when its rule, label or target is.
func TestFingerprintsOutliveEdits(t *testing.T) {
	marks := func(text string, change func(*check.Finding)) []string {
		r := placed(t, "a.txt", text, "[1]", "[2]")
		r.Findings[0].Label, r.Findings[0].URL = "1", "HTTPS://Stat.Gov.UK/rents#top"
		r.Findings = append(r.Findings, r.Findings[1])
		change(&r.Findings[0])
		var read aSARIF
		if err := json.Unmarshal([]byte(run{results: []*check.Result{r}}.write(t, newTestSARIF)), &read); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, result := range read.Runs[0].Results {
			out = append(out, result.Fingerprints["primaryLocationLineHash"])
		}
		return out
	}
	before := marks("Rents [1] and wages [2].\n", func(*check.Finding) {})
	if before[0] == before[1] || before[1] == before[2] {
		t.Errorf("two findings are one: %q", before)
	}
	for what, same := range map[string][]string{
		"a line above":               marks("A line.\n\nRents [1] and\nwages [2].\n", func(*check.Finding) {}),
		"another message":            marks("Rents [1] and wages [2].\n", func(f *check.Finding) { f.Message = "x" }),
		"another way to write a URL": marks("Rents [1] and wages [2].\n", func(f *check.Finding) { f.URL = "https://stat.gov.uk:443/rents" }),
	} {
		if !reflect.DeepEqual(same, before) {
			t.Errorf("%s: %q, want %q", what, same, before)
		}
	}
	for what, change := range map[string]func(*check.Finding){
		"rule":  func(f *check.Finding) { f.Rule = "dead-link" },
		"label": func(f *check.Finding) { f.Label = "3" },
		"URL":   func(f *check.Finding) { f.URL = "https://stat.gov.uk/wages" },
	} {
		if after := marks("Rents [1] and wages [2].\n", change); after[0] == before[0] {
			t.Errorf("another %s is the same finding", what)
		}
	}
}

func TestArtifactURIs(t *testing.T) {
	for source, want := range map[string]string{
		"a.md":                       "a.md",
		"./texts/a b.md":             "texts/a%20b.md",
		"../a.md":                    "../a.md",
		"a:b.md":                     "./a:b.md",
		"50%.md":                     "50%25.md",
		"水.md":                       "%E6%B0%B4.md",
		"/srv/a.md":                  "file:///srv/a.md",
		"https://a.example/b?c=d":    "https://a.example/b?c=d",
		"-":                          "-",
		"x\x1b\n.md":                 "x%1B%0A.md",
		"javascript:alert(1)":        "./javascript:alert%281%29",
		"book.epub":                  "book.epub",
		"https://a.example/\xff.htm": "https://a.example/%FF.htm",
	} {
		if got := artifactURI(source); got != want {
			t.Errorf("artifactURI(%q) = %q, want %q", source, got, want)
		}
	}
}

func FuzzSARIF(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		log := hostileRun(t, s).write(t, newTestSARIF)
		showsNothingHidden(t, "sarif", log)
		read, err := readSARIF(log)
		if err != nil {
			t.Fatalf("GitHub would not take it: %v", err)
		}
		if err := validSARIF(t, log); err != nil {
			t.Error(err)
		}
		if len(read.Runs[0].Results) != 3 || len(read.Runs[0].Invocations[0].Notices) != 1 {
			t.Errorf("results were lost or forged: %s", log)
		}
		for _, result := range read.Runs[0].Results {
			if strings.Contains(result.Message.Text, "](") {
				t.Errorf("%q holds an embedded link", result.Message.Text)
			}
		}
	})
}
