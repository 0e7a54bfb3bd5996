package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
)

// readRDJSON reads a report by the form that reviewdog publishes (proto/rdf);
// it ignores what it does not know, and so would not tell of a misspelt name.
func readRDJSON(t *testing.T, report string) []rdDiagnostic {
	t.Helper()
	var read struct {
		Source      struct{ Name, URL string }
		Diagnostics []rdDiagnostic
	}
	decoder := json.NewDecoder(strings.NewReader(report))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&read); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	if decoder.More() || read.Source.Name != "citelint" || read.Diagnostics == nil {
		t.Fatalf("no single result of citelint: %s", report)
	}
	for _, d := range read.Diagnostics {
		if d.Severity != "ERROR" && d.Severity != "WARNING" && d.Severity != "INFO" {
			t.Errorf("%q is no severity", d.Severity)
		}
	}
	return read.Diagnostics
}

// The names of the fields, which reading with our own types would not show.
func TestRDJSONNamesItsFields(t *testing.T) {
	report := run{results: []*check.Result{placed(t, "a.md", "text [1]", "[1]")}}.write(t, NewRDJSON)
	want := `{"message":"something stands here","location":{"path":"a.md","range":{"start":{"line":1,"column":6},"end":{"line":1,"column":9}}},` +
		`"severity":"WARNING","code":{"value":"some-rule","url":"` + home + `/blob/main/docs/rules.md#some-rule"}}`
	if !strings.Contains(report, want) {
		t.Errorf("%s\nlacks\n%s", report, want)
	}
}

// Columns count bytes of UTF-8, whatever stands before in the line.
func TestRDJSONCountsBytes(t *testing.T) {
	const text = "水位は [1] 二倍 [2]\r\ne\u0301tat [3]\rlast 🏞️ [4]\n\n[5]"
	r := placed(t, "a.txt", text, "[1]", "[2]", "[3]", "[4]", "[5]")
	r.Findings = append(r.Findings, r.Findings[0]) // places may come in any order
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
	for i, d := range readRDJSON(t, run{results: []*check.Result{r}}.write(t, NewRDJSON)) {
		start, end := d.Location.Range.Start, d.Location.Range.End
		if got, want := lines[start.Line-1][start.Column-1:end.Column-1], "["+string("123451"[i])+"]"; got != want {
			t.Errorf("%+v to %+v is %q, want %q", start, end, got, want)
		}
	}
}

func FuzzRDJSON(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		report := hostileRun(t, s).write(t, NewRDJSON)
		showsNothingHidden(t, "rdjson", report)
		var told []string
		for _, d := range readRDJSON(t, report) {
			code := ""
			if d.Code != nil {
				code = d.Code.Value
			}
			told = append(told, d.Severity+" "+code)
		}
		if diff := cmp.Diff([]string{"ERROR dead-link", "WARNING unused-reference", "INFO moved-link", "ERROR "}, told); diff != "" {
			t.Errorf("diagnostics were lost or forged (-want +got):\n%s", diff)
		}
	})
}
