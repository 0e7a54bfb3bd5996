package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/memory"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/extract"
)

// A Severity says how much a finding matters to a publishing gate.
type Severity int

// The severities, in rising order.
const (
	Info Severity = iota + 1
	Warning
	Error
)

// Off is how much a rule matters that is not to judge.
const Off Severity = -1

var severityNames = map[Severity]string{Info: "info", Warning: "warning", Error: "error"}

// String returns "info", "warning" or "error".
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads a severity's name.
func ParseSeverity(name string) (Severity, error) {
	for s, n := range severityNames {
		if n == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: use error, warning or info", name)
}

// A Finding is one rule's judgement of one place: one fact is one finding.
type Finding struct {
	Rule     string
	Severity Severity
	Message  string // one sentence, lower case, no period
	Span     extract.Span
	Label    string // the label that it is about, "" when none
	URL      string // the URL that it is about, "" when none
	Evidence Evidence
}

// A Fact is one piece of evidence: a short name and a value of JSON's types.
type Fact struct {
	Name  string
	Value any
}

// Evidence is what a finding rests on, in the order in which a person should
// read it. In JSON it is an object.
type Evidence []Fact

// MarshalJSON writes an object and keeps the order of the facts.
func (e Evidence) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, fact := range e {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(fact.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(fact.Value)
		if err != nil {
			return nil, fmt.Errorf("write evidence %q: %w", fact.Name, err)
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

// In says where a URL is cited.
type In string

// The places of a link.
const (
	InReference In = "reference"
	InBody      In = "body"
)

// A Link is one place that cites a URL, and what the web answered. A URL
// cited twice is two Links with one Answer.
type Link struct {
	URL    string // as it is cited
	In     In
	Label  string // label of the reference, "" in the body
	Span   extract.Span
	Answer link.Answer

	// DOI is set where the reference gives a DOI and no URL; URL is then the
	// DOI's address, and only the registry was asked.
	DOI string
	// Archived is what a web archive holds of the page; zero when none was asked.
	Archived memento.Holding
	// Domain says when the domain of the address was registered; zero when nobody was asked.
	Domain rdap.Registration

	reference *extract.Reference // nil in the body
	Checked   time.Time          // when an earlier run got Answer, which this one believes; zero: this one asked
	Past      *memory.Past       // what is remembered of a dead link, this run included; nil: nothing

	borne    []DateEvidence // the dates that URL bears, once it was measured
	measured bool
}

// A Result is all that was found out about one article.
type Result struct {
	Source   string           // as it was given
	Err      error            // why the article could not be read; all below is then empty
	Article  *extract.Article // what was read
	Findings []Finding        // by place in the source, then by rule
	Links    []Link           // by place in the source
	Complete bool             // false when the run ended before every link was judged

	// Published is the article's date as used by the rules ("2025-08-01", or
	// "" when it states none), and PublishedFrom says where it was found.
	Published     string
	PublishedFrom string

	// Suppressed are the findings that are not reported, in the order of Findings.
	Suppressed []Suppressed
	// Gone are the findings that Options.Known lists and that no longer occur.
	Gone []Identity

	// NotJudged names what could not be told and why, one sentence each.
	NotJudged []string

	datings map[*extract.Reference]Dating // of every reference, once it was measured
}

// A Tally counts what a run looked at and found.
type Tally struct {
	Documents  int
	Unreadable int
	Markers    int
	References int
	Links      map[link.Verdict]int
	Findings   map[Severity]int
	Suppressed map[By]int
	Complete   bool
}

// NewTally returns an empty tally of a run that is complete so far.
func NewTally() *Tally {
	return &Tally{Links: map[link.Verdict]int{}, Findings: map[Severity]int{}, Suppressed: map[By]int{}, Complete: true}
}

// Add counts one result.
func (t *Tally) Add(r *Result) {
	t.Documents++
	if r.Err != nil {
		t.Unreadable++
		return
	}
	t.Markers += len(r.Article.Markers)
	t.References += r.Article.References()
	for _, l := range r.Links {
		t.Links[l.Answer.Verdict]++
	}
	for _, f := range r.Findings {
		t.Findings[f.Severity]++
	}
	for _, f := range r.Suppressed {
		t.Suppressed[f.By]++
	}
	t.Complete = t.Complete && r.Complete
}

// AtLeast counts the findings of a severity and above.
func (t *Tally) AtLeast(s Severity) int {
	n := 0
	for severity, count := range t.Findings {
		if severity >= s {
			n += count
		}
	}
	return n
}

// ErrIncomplete reports that a run ended before every link was judged.
var ErrIncomplete = errors.New("the run ended before every link was judged")
