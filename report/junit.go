package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/citelint/citelint/check"
)

// NewJUnit writes the XML that build servers read test results from: a suite
// for each article, in it a test that the article could be read, and a test for
// each finding, which fails when the finding is of the severity that fails the
// run. What could not be told is a skipped test, never a failed one.
//
// A test's name holds no line, so that a server that compares two runs knows
// it again. There is no standard; this is what the servers have in common
// (the schema of Maven Surefire). It is XML 1.0, whose characters are fewer
// than those of Unicode: some servers refuse the whole file for one.
func NewJUnit(w io.Writer, o Options) Writer {
	j := &junitWriter{out: newStream(w), failOn: o.FailOn, spared: o.Spared}
	if j.spared == nil {
		j.spared = func(error) bool { return false }
	}
	return j
}

type junitWriter struct {
	out    stream
	failOn check.Severity // 0: nothing fails
	spared func(error) bool
	opened bool
}

type (
	junitSuite struct {
		XMLName  xml.Name    `xml:"testsuite"`
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitOutcome `xml:"failure"`
		Error   *junitOutcome `xml:"error"`
		Skipped *junitOutcome `xml:"skipped"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitOutcome struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

func (j *junitWriter) Result(r *check.Result) error {
	suite := junitSuite{Name: oneLine(r.Source, maxURL)}
	named := map[string]int{}
	if unreadable(r) == "" {
		suite.add(junitCase{Class: suite.Name, Name: "the article could be read"})
	}
	for m := range remarks(r) {
		c := j.test(&m, named)
		if c.Error != nil && j.spared(r.Err) {
			c.Error, c.Skipped = nil, c.Error
		}
		suite.add(c)
	}
	for _, sentence := range r.NotJudged {
		suite.add(junitCase{Class: suite.Name, Name: oneLine(sentence, maxMessage), Skipped: &junitOutcome{Message: "could not be told"}})
	}
	return j.write(suite)
}

func (j *junitWriter) Close(end End) error {
	if m, is := end.incomplete(); is {
		suite := junitSuite{Name: "citelint"}
		suite.add(junitCase{Class: "citelint", Name: "the run came to its end", Error: &junitOutcome{Message: m.Message}})
		if err := j.write(suite); err != nil {
			return err
		}
	}
	j.open()
	j.out.write("</testsuites>\n")
	return j.out.flush()
}

func (j *junitWriter) open() {
	if !j.opened {
		j.out.write(xml.Header, `<testsuites name="citelint">`, "\n")
		j.opened = true
	}
}

func (j *junitWriter) write(suite junitSuite) error {
	j.open()
	e := xml.NewEncoder(j.out.buffer)
	e.Indent("  ", "  ")
	if err := e.Encode(suite); err != nil {
		return fmt.Errorf("write the result of %q: %w", suite.Name, err)
	}
	j.out.write("\n")
	return j.out.flush()
}

// add counts a test by its outcome.
func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

// test makes a test of a remark; named counts the names that are taken.
func (j *junitWriter) test(m *remark, named map[string]int) junitCase {
	c := junitCase{Class: m.Source, Name: "the article could be read", File: m.Source}
	if m.Rule == "" {
		c.Error = &junitOutcome{Message: m.Message}
		return c
	}
	c.Name, c.Line = testName(m), m.Start.Line
	if named[c.Name]++; named[c.Name] > 1 {
		c.Name = fmt.Sprintf("%s (%d)", c.Name, named[c.Name])
	}
	text := fmt.Sprintf("%s: %s: %s [%s]", m.place(), m.Severity, m.Message, m.Rule)
	for _, p := range []pair{{"url", m.URL}, {"evidence", m.Evidence}, {"fix", m.Fix}} {
		if p.value != "" {
			text += "\n" + p.name + ": " + p.value
		}
	}
	if j.failOn > 0 && m.Severity >= j.failOn {
		c.Failure = &junitOutcome{Message: m.told(), Type: m.Rule, Text: text}
	} else {
		c.Output = text
	}
	return c
}

// testName is what the finding is about: its rule, label and address.
func testName(m *remark) string {
	words := []string{m.Rule}
	if m.Label != "" {
		words = append(words, "["+m.Label+"]")
	}
	if m.URL != "" {
		words = append(words, m.URL)
	}
	return strings.Join(words, " ")
}
