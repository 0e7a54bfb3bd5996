package report

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// schemaOf compiles a published schema, or one of its definitions.
func schemaOf(t *testing.T, name, fragment string) *jsonschema.Schema {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "docs", "schema", name))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile(file + fragment)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, document string) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatalf("not JSON: %v\n%s", err, document)
	}
	return schema.Validate(value)
}

func TestJSONKeepsToItsSchema(t *testing.T) {
	for _, c := range []struct {
		schema string
		whole  func(io.Writer) Writer
		lines  func(io.Writer) Writer
	}{
		{"check.schema.json", NewJSON, NewNDJSON},
		{"extract.schema.json", NewExtractJSON, NewExtractNDJSON},
	} {
		whole, document := schemaOf(t, c.schema, ""), schemaOf(t, c.schema, "#/$defs/document")
		for name, r := range runs(t) {
			if err := validate(t, whole, r.write(t, c.whole)); err != nil {
				t.Errorf("%s, %s: %v", c.schema, name, err)
			}
			lines := strings.SplitAfter(r.write(t, c.lines), "\n")
			if lines = lines[:len(lines)-1]; len(lines) != len(r.results) {
				t.Errorf("%s, %s: %d lines for %d documents", c.schema, name, len(lines), len(r.results))
			}
			for _, line := range lines {
				if err := validate(t, document, line); err != nil {
					t.Errorf("%s, %s, as ndjson: %v", c.schema, name, err)
				}
			}
		}
	}
}

func TestSchemaKnowsEveryVerdictAndSeverity(t *testing.T) {
	schema := schemaOf(t, "check.schema.json", "")
	for _, v := range verdicts {
		for _, severity := range []check.Severity{check.Error, check.Warning, check.Info} {
			r := placed(t, "a.txt", "text [1] https://a.example/", "[1]")
			r.Findings[0].Severity = severity
			r.Links = []check.Link{linkOf(t, r.Article, "1", link.Answer{URL: "https://a.example/", Verdict: v.verdict})}
			if err := validate(t, schema, run{results: []*check.Result{r}}.write(t, NewJSON)); err != nil {
				t.Errorf("%s, %s: %v", v.verdict, severity, err)
			}
		}
	}
}

// A schema that accepts everything proves nothing.
func TestSchemaRejectsWhatIsNotAgreed(t *testing.T) {
	schema := schemaOf(t, "check.schema.json", "")
	good := run{results: []*check.Result{hostileResult(t)}}.write(t, NewJSON)
	for _, c := range []struct{ what, old, new string }{
		{"a null array", `"redirects":[]`, `"redirects":null`},
		{"another field", `"bracketed":2`, `"bracketed":2,"verified":true`},
		{"a missing field", `"bracketed":2,`, ``},
		{"an unknown verdict", `"verdict":"dead"`, `"verdict":"gone"`},
		{"an unknown severity", `"severity":"info"`, `"severity":"note"`},
		{"line 0", `"line":1`, `"line":0`},
		{"another version", `"version":1`, `"version":2`},
		{"a date in words", `"published":""`, `"published":"1 August"`},
		{"an error with content", `"format":"text"`, `"format":"text","error":"unreadable"`},
		{"an unknown verdict in the summary", `"links":{"alive":1`, `"links":{"gone":1`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Fatalf("%s: %s does not occur", c.what, c.old)
		}
		if err := validate(t, schema, bad); err == nil {
			t.Errorf("the schema accepts %s", c.what)
		}
	}
}
