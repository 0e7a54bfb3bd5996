package report

import (
	"cmp"
	"fmt"
	"iter"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// A remark is what the formats for other programs tell: a finding, an article
// that could not be read, or a run that did not come to its end. Its texts are
// harmless, on one line, and capped.
type remark struct {
	Source     string // the article as it was given; "" for the whole run
	Part       string // the file within the source, where it holds several
	Start, End extract.Position
	Placed     bool // it stands at a place, Start to End; else it is about the whole article

	Severity check.Severity
	Rule     string // "" for what no rule tells
	Message  string
	Label    string
	URL      string
	Evidence string // "status: 404; cited on lines: 3, 9"
	Fix      string // what to do; "" when unknown
}

// The caps of a remark's texts, in bytes. They keep the whole below what a
// line of a spreadsheet, an annotation or an alert can show.
const (
	maxMessage  = 1000
	maxEvidence = 1000
	maxURL      = 2000
	maxLabel    = 200
)

// remarks are what is to be told of one article, in its order.
func remarks(r *check.Result) iter.Seq2[remark, *check.Finding] {
	return func(yield func(remark, *check.Finding) bool) {
		source := oneLine(r.Source, maxURL)
		if why := unreadable(r); why != "" {
			yield(remark{Source: source, Severity: check.Error, Message: "could not be read: " + oneLine(why, maxMessage)}, nil)
			return
		}
		for i := range r.Findings {
			f := &r.Findings[i]
			m := newRemark(r.Article, f)
			m.Source = source
			if !yield(m, f) {
				return
			}
		}
	}
}

func newRemark(a *extract.Article, f *check.Finding) remark {
	start, end := a.Position(f.Span.Start), a.Position(f.Span.End)
	if end.Part != start.Part || f.Span.End < f.Span.Start {
		end = start
	}
	return remark{
		Part: oneLine(start.Part, maxLabel), Start: start, End: end, Placed: f.Span != (extract.Span{}),
		Severity: max(f.Severity, check.Info), Rule: oneLine(f.Rule, maxLabel), Message: cmp.Or(oneLine(f.Message, maxMessage), f.Rule),
		Label: oneLine(f.Label, maxLabel), URL: oneLine(f.URL, maxURL), Evidence: evidenceText(f.Evidence), Fix: fixOf(f.Rule),
	}
}

// oneLine makes a text harmless, folds its white space and caps it.
func oneLine(s string, limit int) string { return Harmless(fold(clip(s, limit))) }

// evidenceText writes evidence on one line.
func evidenceText(e check.Evidence) string {
	var facts []string
	for _, fact := range e {
		if value := valueText(fact.Value); value != "" {
			facts = append(facts, fact.Name+": "+value)
		}
	}
	return oneLine(strings.Join(facts, "; "), maxEvidence)
}

// place is where a remark stands, as people write it: file:line:column.
func (m *remark) place() string {
	if !m.Placed {
		return inSource(m.Source, m.Part)
	}
	return fmt.Sprintf("%s:%d:%d", inSource(m.Source, m.Part), m.Start.Line, m.Start.Column)
}

// told is the message, which names the place where the format has none for it:
// in a file within the source.
func (m *remark) told() string {
	if m.Part == "" {
		return m.Message
	}
	return m.Message + " (" + strings.TrimPrefix(m.place(), m.Source+"!") + ")"
}

// incomplete is the remark on a run that did not look at everything.
func (e End) incomplete() (m remark, is bool) {
	if e.complete() {
		return remark{}, false
	}
	return remark{Severity: check.Warning, Message: "INCOMPLETE: " + e.reason()}, true
}

// reason says why the run did not look at everything.
func (e End) reason() string {
	var parts []string
	if e.Interrupted {
		parts = append(parts, "interrupted")
	}
	if e.NetworkDown {
		parts = append(parts, "this machine's own network was down")
	}
	return cmp.Or(strings.Join(parts, ", "), "the run ended before everything was judged")
}

// overview counts what was looked at and found: "2 errors, 1 info in 3 articles".
func overview(end End) string {
	return findingCounts(end) + " in " + articles(end.tally())
}

// home is where this program and its rules are explained.
const home = "https://github.com/citelint/citelint"

func ruleURL(id string) string { return home + "/blob/main/docs/rules.md#" + id }
