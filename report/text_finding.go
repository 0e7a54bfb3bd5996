package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

func (t *text) findings(r *check.Result) {
	told := map[string]bool{} // rules whose fix has been printed
	for _, f := range r.Findings {
		if f.Severity < t.Quiet {
			continue
		}
		p := r.Article.Position(f.Span.Start)
		t.apart()
		t.line(
			t.paint(bold, fmt.Sprintf("%s:%d:%d:", noCommand(t.safe(inSource(r.Source, p.Part))), p.Line, p.Column)), " ",
			t.paint(severityColour(f.Severity), f.Severity.String()+":"), " ",
			t.safe(f.Message), " ", t.paint(dim, "["+t.safe(f.Rule)+"]"),
		)
		if f.Span != (extract.Span{}) {
			t.snippet(r.Article.Text(), f, p.Line)
		}
		t.pairs("  ", t.evidence(f, told))
	}
}

// inSource names a file within a source, `book.epub!text/ch1.xhtml`.
func inSource(source, part string) string {
	if part == "" {
		return source
	}
	return source + "!" + part
}

// listed are the rules whose evidence stands in the table of links below the
// findings: a note that a page was blocked says nothing more.
var listed = map[string]bool{"moved-link": true, "blocked-link": true, "uncertain-link": true}

// snippet shows the source line of a finding with the place underlined.
func (t *text) snippet(source string, f check.Finding, line int) {
	gutter := fmt.Sprintf("%5d", line)
	s := newSnippet(source, f.Span, t.widest()-len(gutter)-3)
	if strings.TrimSpace(s.line) == "" {
		return
	}
	t.line(t.paint(dim, gutter+" |"), " ", s.line)
	t.line(t.paint(dim, pad("", len(gutter))+" |"), " ", t.paint(severityColour(f.Severity), s.caret))
}

// evidence returns what a finding rests on and, the first time that its rule
// speaks in this article, what to do about it.
func (t *text) evidence(f check.Finding, told map[string]bool) []pair {
	var rows []pair
	if t.Verbose || !listed[f.Rule] {
		rows = t.facts(f)
	}
	if fix := t.fix(f.Rule); fix != "" && !told[f.Rule] {
		told[f.Rule] = true
		rows = append(rows, pair{"fix", t.prose(fix)})
	}
	return rows
}

func (t *text) facts(f check.Finding) []pair {
	var rows []pair
	if f.URL != "" && !mentions(f) {
		rows = append(rows, pair{"url", t.safe(f.URL)})
	}
	for _, fact := range f.Evidence {
		name := truncate(t.prose(fact.Name), 24)
		for _, value := range valueTexts(fact.Value) {
			if value = t.prose(value); value != "" {
				rows = append(rows, pair{name, value})
				name = ""
			}
		}
	}
	return rows
}

// mentions says whether a finding names its URL in its message or evidence.
func mentions(f check.Finding) bool {
	for _, fact := range f.Evidence {
		if fact.Value == any(f.URL) {
			return true
		}
	}
	return strings.Contains(f.Message, f.URL)
}

// valueTexts writes a value as one line, and a list of long texts, such as
// addresses, as a line for each.
func valueTexts(value any) []string {
	if items, ok := value.([]string); ok && len(strings.Join(items, ", ")) > 80 {
		return items
	}
	return []string{valueText(value)}
}

// valueText writes a value of JSON's types in words: the items of a list with
// commas, the fields of an object as name=value.
func valueText(value any) string {
	if s, ok := value.(string); ok {
		return s
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber() // 1e6 visits stay 1000000
	var plain any
	if err := decoder.Decode(&plain); err != nil {
		return fmt.Sprint(value)
	}
	return plainText(plain)
}

func plainText(plain any) string {
	switch v := plain.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case []any:
		items := make([]string, 0, len(v))
		for _, item := range v {
			items = append(items, plainText(item))
		}
		return strings.Join(items, ", ")
	case map[string]any:
		fields := make([]string, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, name+"="+plainText(v[name]))
		}
		return strings.Join(fields, " ")
	}
	return fmt.Sprint(plain)
}
