package report

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func readCSV(t *testing.T, report string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(report)).ReadAll() // wants as many fields in every row
	if err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(report, "\r\n"), "\r\n") {
		if !strings.HasPrefix(line, `"`) || !strings.HasSuffix(line, `"`) || strings.ContainsAny(line, "\r\n") {
			t.Fatalf("not every field is quoted, or a line ends within one: %q", line)
		}
	}
	return rows
}

// The columns are a promise: they are only added to.
func TestCSVColumnsStay(t *testing.T) {
	rows := readCSV(t, sinkRuns(t)["nothing"].write(t, NewCSV))
	want := []string{"article", "part", "line", "column", "severity", "rule", "label", "url", "message", "evidence", "fix"}
	if len(rows) != 1 || !slices.Equal(rows[0][:len(want)], want) {
		t.Errorf("the first row is %q", rows[0])
	}
}

// starts returns what a spreadsheet could take for the starts of cells: those
// of the cells, and those of whatever stands behind a semicolon, were that the
// separator, whether it heeds quotes or not.
func starts(report string, rows [][]string) []string {
	var out []string
	for _, row := range rows {
		for _, cell := range row {
			out = append(out, cell)
			out = append(out, strings.Split(cell, ";")...)
		}
	}
	return append(out, strings.Split(report, ";")...)
}

func runsInSpreadsheet(start string) bool {
	start = strings.TrimLeftFunc(start, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
	return start != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(start)[0])
}

func FuzzCSV(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		report := hostileRun(t, s).write(t, NewCSV)
		showsNothingHidden(t, "csv", report)
		rows := readCSV(t, report)
		for _, start := range starts(report, rows) {
			if runsInSpreadsheet(start) {
				t.Errorf("a spreadsheet would run %q", start)
			}
		}
		var rules []string
		for _, row := range rows[1:] {
			rules = append(rules, row[4]+" "+row[5])
		}
		if diff := cmp.Diff([]string{"error dead-link", "warning unused-reference", "info moved-link", "error "}, rules); diff != "" {
			t.Errorf("rows were lost or forged (-want +got):\n%s", diff)
		}
		plain := func(s string) string { return strings.ReplaceAll(s, "'", "") }
		if got, want := rows[2][8], oneLine("the title is "+s, maxMessage); plain(got) != plain(want) {
			t.Errorf("%q is told as %q", want, got)
		}
	})
}

func TestCSVJudgeFindsFormulas(t *testing.T) {
	for _, start := range []string{"=1", " +1", "\"@a", "－1", "\u00a0=1"} {
		if !runsInSpreadsheet(start) {
			t.Errorf("%q is not found", start)
		}
	}
	for _, start := range []string{"", "'=1", "a=1", "12"} {
		if start != "" && runsInSpreadsheet(start) {
			t.Errorf("%q is taken for a formula", start)
		}
	}
}
