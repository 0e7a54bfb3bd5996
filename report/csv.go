package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/pattern"
)

// csvColumns are the columns of a CSV report. They keep their names and their
// order; new ones are added behind.
var csvColumns = []string{"article", "part", "line", "column", "severity", "rule", "label", "url", "message", "evidence", "fix"}

// NewCSV writes one row for each finding (RFC 4180: quoted, with CR LF), under
// a row with the names of the columns. An article that could not be read is a
// row without a rule, and so is a run that did not come to its end, without an
// article.
//
// What a spreadsheet would take for a formula has an apostrophe before it.
func NewCSV(w io.Writer) Writer { return &csvWriter{out: newStream(w)} }

type csvWriter struct {
	out    stream
	headed bool
}

func (c *csvWriter) Result(r *check.Result) error {
	c.head()
	for m := range remarks(r) {
		c.remark(&m)
	}
	return c.out.flush()
}

func (c *csvWriter) Close(end End) error {
	c.head()
	if m, is := end.incomplete(); is {
		c.remark(&m)
	}
	return c.out.flush()
}

func (c *csvWriter) head() {
	if !c.headed {
		c.row(csvColumns...)
		c.headed = true
	}
}

func (c *csvWriter) remark(m *remark) {
	line, column := "", ""
	if m.Placed {
		line, column = strconv.Itoa(m.Start.Line), strconv.Itoa(m.Start.Column)
	}
	c.row(m.Source, m.Part, line, column, m.Severity.String(), m.Rule, m.Label, m.URL, m.Message, m.Evidence, m.Fix)
}

func (c *csvWriter) row(cells ...string) {
	before := `"`
	for _, cell := range cells {
		c.out.write(before, strings.ReplaceAll(noFormula(cell), `"`, `""`))
		before = `","`
	}
	c.out.write("\"\r\n")
}

// formula is where a spreadsheet would find the start of a formula: a sign, in
// ASCII or full width, at the start of a cell or behind a semicolon, which many
// countries' spreadsheets take for the end of a cell, whatever the quotes; white
// space and quotes before it do not help. Cells hold no tab and no line end.
var formula = pattern.New(`(^|;)([\s\p{Z}"']*)([=+\-@＝＋－＠])`)

// noFormula puts an apostrophe before each start of a formula.
func noFormula(cell string) string { return formula.ReplaceAllString(cell, "${1}'${2}${3}") }
