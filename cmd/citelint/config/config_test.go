package config_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/cmd/citelint/config"
)

var settings = []config.Setting{
	{Name: "fail-on", Usage: "fail", Default: `"error"`},
	{Name: "timeout", Kind: config.Duration, Usage: "wait", Default: "20s"},
	{Name: "retries", Kind: config.Number, Usage: "ask again", Default: "2"},
	{Name: "offline", Kind: config.Switch, Usage: "ask nothing"},
	{Name: "baseline", Kind: config.Path, Usage: "know"},
	{Name: "allow-net", Kind: config.Texts, Usage: "ask", ByHand: true},
}

func write(t *testing.T, folder, text string) string {
	t.Helper()
	name := filepath.Join(folder, config.FileName)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestEveryValueKnowsItsLine(t *testing.T) {
	folder := t.TempDir()
	c, err := config.Load(write(t, folder, `
timeout = "1m30s"
"fail-on" = 'warning'
retries = 0
offline = true
baseline = "b.json"
rules.dead-link = "off"

[[override]]
files = [
  "a/**",
]
rules = { moved-link = "error" }

[[override]]
files = ["b/**"]
  [override.rules]
  dead-link = "info" # again
  moved-link = "off"

[[link]]
host = "*.Example.ORG"
ignore = true
`), false, settings)
	if err != nil {
		t.Fatal(err)
	}
	values := []config.Value{
		{"timeout", []string{"1m30s"}, 2},
		{"fail-on", []string{"warning"}, 3},
		{"retries", []string{"0"}, 4},
		{"offline", []string{"true"}, 5},
		{"baseline", []string{filepath.Join(folder, "b.json")}, 6},
	}
	if diff := cmp.Diff(values, c.Values); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	overrides := []config.Override{
		{Files: []string{"a/**"}, Rules: map[string]config.Weight{"moved-link": {check.Error, 13}}, Line: 9},
		{Files: []string{"b/**"}, Rules: map[string]config.Weight{"dead-link": {check.Info, 18}, "moved-link": {check.Off, 19}}, Line: 15},
	}
	if diff := cmp.Diff(overrides, c.Overrides); diff != "" {
		t.Errorf("overrides (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]config.Weight{"dead-link": {check.Off, 7}}, c.Rules); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if len(c.Links) != 1 || c.Links[0].Line != 21 {
		t.Errorf("links %+v", c.Links)
	}
}

// TestAFileOfAnotherEditor begins with a byte order mark and ends its lines with CR LF.
func TestAFileOfAnotherEditor(t *testing.T) {
	name := write(t, t.TempDir(), "\ufeff# ours\r\n[[link]]\r\nhost = \"a.example\"\r\n\r\nignore = true\r\n[rules]\r\ndead-link = \"off\"\r\n")
	c, err := config.Load(name, false, settings)
	if err != nil {
		t.Fatal(err)
	}
	if c.Rules["dead-link"].Line != 7 || len(c.Links) != 1 || c.Links[0].Line != 2 {
		t.Errorf("rules %+v, links %+v", c.Rules, c.Links)
	}
}

// BenchmarkLoad shows that time grows with a file, and not with its square.
func BenchmarkLoad(b *testing.B) {
	name := filepath.Join(b.TempDir(), config.FileName)
	if err := os.WriteFile(name, []byte(strings.Repeat("[[link]]\n", 28_000)), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := config.Load(name, false, settings); err == nil {
			b.Fatal("so many entries are taken")
		}
	}
}

func TestOverridesHoldForPathsFromTheFile(t *testing.T) {
	folder := t.TempDir()
	c, err := config.Load(write(t, folder, `
[rules]
dead-link = "warning"
[[override]]
files = ["archive/**", "*.txt"]
rules = { dead-link = "info", moved-link = "off" }
[[override]]
files = ["archive/new/*.md"]
rules = { dead-link = "error" }
`), false, settings)
	if err != nil {
		t.Fatal(err)
	}
	for article, want := range map[string]map[string]check.Severity{
		"a.md":                     {"dead-link": check.Warning},
		"archive/a.md":             {"dead-link": check.Info, "moved-link": check.Off},
		"archive/old/deep/a.md":    {"dead-link": check.Info, "moved-link": check.Off},
		"archive/new/a.md":         {"dead-link": check.Error, "moved-link": check.Off},
		"a.txt":                    {"dead-link": check.Info, "moved-link": check.Off},
		"deep/a.txt":               {"dead-link": check.Warning},
		"../archive/a.md":          {"dead-link": check.Warning},
		"archive/../a.md":          {"dead-link": check.Warning},
		"https://a.example/a.txt":  {"dead-link": check.Warning},
		"-":                        {"dead-link": check.Warning},
		"archive/[odd] (name)*.md": {"dead-link": check.Info, "moved-link": check.Off},
	} {
		if article != "-" && !strings.Contains(article, "://") {
			article = filepath.Join(folder, filepath.FromSlash(article))
		}
		if diff := cmp.Diff(want, c.Weigh(article)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", article, diff)
		}
	}
}

func TestLinksThatAreMeant(t *testing.T) {
	name := write(t, t.TempDir(), `
[[link]]
host = "example.org"
expect = "blocked"
[[link]]
host = "*.example.org"
ignore = true
[[link]]
url = "https://example.org/open/*"
expect = "dead"
reason = "on paper"
[[link]]
url = "HTTPS://Example.org/page?x=1#part"
expect = "moved"
[[link]]
host = "bücher.example"
ignore = true
`)
	c, err := config.Load(name, false, settings)
	if err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]check.Expectation{
		"https://example.org/":                      {Verdict: link.Blocked, Origin: name + ":2"},
		"http://EXAMPLE.org:8080?q":                 {Verdict: link.Blocked, Origin: name + ":2"},
		"https://www.example.org/page":              {Ignore: true, Origin: name + ":5"},
		"https://example.org/open/a":                {Verdict: link.Dead, Reason: "on paper", Origin: name + ":8"},
		"https://example.org/page?x=1#another":      {Verdict: link.Moved, Origin: name + ":12"},
		"https://xn--bcher-kva.example/":            {Ignore: true, Origin: name + ":15"},
		"https://notexample.org/":                   {},
		"https://example.org.evil.example/open/a":   {},
		"https://evil.example/https://example.org/": {},
		"https://example.org@evil.example/":         {},
		"not an address":                            {},
		"http://[2001:db8::1]/":                     {},
	} {
		if diff := cmp.Diff(want, c.Expect(url)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", url, diff)
		}
	}
}

// TestAFoundFileReadsNothingElsewhere is an attack by a link that lies beside the articles.
func TestAFoundFileReadsNothingElsewhere(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	secret := filepath.Join(elsewhere, "secret")
	if err := os.WriteFile(secret, []byte("s3cret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"file": secret, "folder": elsewhere, "within": "plain.json", "device": os.DevNull} {
		if err := os.Symlink(target, filepath.Join(folder, link)); err != nil {
			t.Skipf("links cannot be made here: %v", err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "plain.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for named, usable := range map[string]bool{
		"plain.json": true, "within": true, "not-there.json": true,
		"file": false, "folder/secret": false, "device": false, ".": false, "../x": false,
	} {
		name := write(t, folder, `baseline = "`+named+`"`)
		if _, err := config.Load(name, false, settings); (err == nil) != usable {
			t.Errorf("%s in a found file: %v", named, err)
		}
		if _, err := config.Load(name, true, settings); err != nil {
			t.Errorf("%s in a named file: %v", named, err)
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	deep := filepath.Join(root, "project", "book", "chapters")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	above := write(t, root, "")
	find := func(want string) {
		t.Helper()
		found, err := config.Find(deep)
		if absolute, _ := filepath.Abs(found); err != nil || found == "" && want != "" || found != "" && absolute != want {
			t.Errorf("found %q (%v), want %q", found, err, want)
		}
	}
	find(above)
	if err := os.Mkdir(filepath.Join(root, "project", ".git"), 0o700); err != nil {
		t.Fatal(err)
	}
	find("")
	find(write(t, filepath.Join(root, "project"), ""))
	find(write(t, deep, ""))
}

// TestSampleShowsWhatThereIs takes the comment signs away from the sample.
func TestSampleShowsWhatThereIs(t *testing.T) {
	sample := config.Sample(settings)
	name := write(t, t.TempDir(), sample)
	if c, err := config.Load(name, false, settings); err != nil || len(c.Values)+len(c.Rules)+len(c.Links) > 0 {
		t.Errorf("the sample says something: %+v, %v", c, err)
	}
	var said []string
	for line := range strings.Lines(sample) {
		if bare, ok := strings.CutPrefix(line, "# "); ok && (strings.Contains(bare, " = ") || strings.HasPrefix(bare, "[")) && !strings.Contains(bare, ": ") {
			line = bare
		}
		said = append(said, line)
	}
	text := strings.Join(said, "")
	c, err := config.Load(write(t, t.TempDir(), text), true, settings)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(c.Values) != len(settings) || len(c.Links) != 2 || len(c.Overrides) != 1 || len(c.Headers) != 1 || len(c.Rules) != 1 {
		t.Errorf("the sample shows %+v", c)
	}
	if err := schema(t).Validate(asJSON(t, text)); err != nil {
		t.Error(err)
	}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := config.Schema(settings)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.json", parsed); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile("config.json")
}

// asJSON is a configuration as a validator of JSON sees it.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var values map[string]any
	if err := toml.Unmarshal([]byte(text), &values); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(encoded)))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestTheSchemaAgrees holds the schema and the reading of a file to one judgement.
func TestTheSchemaAgrees(t *testing.T) {
	compiled := schema(t)
	for text, usable := range map[string]bool{
		``:                                    true,
		`fail-on = "error"`:                   true,
		`fail-on = ""`:                        false,
		`fail_on = "error"`:                   false,
		`retries = "1"`:                       false,
		`offline = 1`:                         false,
		`allow-net = "10.0.0.0/8"`:            false,
		`allow-net = ["10.0.0.0/8"]`:          true,
		`rules.dead-link = "off"`:             true,
		`rules.dead-link = "on"`:              false,
		`rules.dead = "off"`:                  false,
		`rules = 1`:                           false,
		`override = [{files=["a"],rules={}}]`: true,
		`override = [{files=["a"]}]`:          false,
		`override = [{rules={}}]`:             false,
		`override = 1`:                        false,
		`link = [{url="https://a.example/",ignore=true}]`:                            true,
		`link = [{url="https://a.example/"}]`:                                        false,
		`link = [{ignore=true}]`:                                                     false,
		`link = [{url="https://a.example/",host="a.example",ignore=true}]`:           false,
		`link = [{host="a.example",expect="alive"}]`:                                 false,
		`link = [{host="a.example",expect="dead",why="x"}]`:                          false,
		`header = [{origin="https://a.example",name="Cookie",env="A"}]`:              true,
		`header = [{origin="https://a.example",name="Cookie"}]`:                      false,
		`header = [{origin="https://a.example",name="Cookie",env="A",value="x"}]`:    false,
		`link = [{host="a.example",expect="dead",reason=1}]`:                         false,
		`link = [{host="a.example",ignore="yes"}]`:                                   false,
		`override = [{files=["a"],rules={dead-link="info"}}, {files=[1],rules={}}]`:  false,
		`override = [{files=["a"],rules={dead-link="info"}}, {files="a", rules={}}]`: false,
	} {
		_, err := config.Load(write(t, t.TempDir(), text), true, settings)
		if (err == nil) != usable {
			t.Errorf("%s: %v", text, err)
		}
		if err := compiled.Validate(asJSON(t, text)); (err == nil) != usable {
			t.Errorf("the schema on %s: %v", text, err)
		}
	}
}

// FuzzLoad holds any file to an answer, and its mistakes to a line.
func FuzzLoad(f *testing.F) {
	f.Add("fail-on = \"error\"\n[rules]\ndead-link = \"off\"\n", true)
	f.Add("[[override]]\nfiles = [\"a/**\"]\n[override.rules]\ndead-link = \"off\"\n[[link]]\nurl = \"https://a.example/*\"\nignore = true\n", false)
	f.Add("a.b.c = 1\n[[a]]\n[a.b]\n[[header]]\norigin = \"https://a\"", true)
	f.Fuzz(func(t *testing.T, text string, trusted bool) {
		name := write(t, t.TempDir(), text)
		c, err := config.Load(name, trusted, settings)
		if err != nil {
			if !strings.Contains(err.Error(), name) {
				t.Fatalf("it does not name the file: %v", err)
			}
			return
		}
		c.Weigh(filepath.Join(filepath.Dir(name), "a", "b.md"))
		c.Expect("https://a.example/b")
		if !trusted && len(c.Headers) > 0 {
			t.Fatal("a found file set headers")
		}
	})
}
