package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// NewRDJSON writes a DiagnosticResult of the Reviewdog Diagnostic Format
// (reviewdog, proto/rdf/reviewdog.proto), which reviewdog posts as comments on
// the changed lines. Its columns count bytes, not code points.
func NewRDJSON(w io.Writer) Writer {
	out := newStream(w)
	return &rdjsonWriter{out: out, encoder: newEncoder(out)}
}

type rdjsonWriter struct {
	out     stream
	encoder *encoder
	opened  bool
	before  string // what separates the next diagnostic from the last
}

type (
	rdDiagnostic struct {
		Message  string      `json:"message"`
		Location *rdLocation `json:"location,omitempty"`
		Severity string      `json:"severity"`
		Code     *rdCode     `json:"code,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition `json:"start"`
		End   rdPosition `json:"end"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url"`
	}
)

func (w *rdjsonWriter) Result(r *check.Result) error {
	w.open()
	for m, f := range remarks(r) {
		d := newDiagnostic(&m)
		if f != nil && m.Placed && m.Part == "" {
			d.Location.Range = &rdRange{bytePosition(r.Article, f.Span.Start), bytePosition(r.Article, f.Span.End)}
		}
		if err := w.diagnostic(d); err != nil {
			return fmt.Errorf("write a finding on %q: %w", r.Source, err)
		}
	}
	return w.out.flush()
}

func (w *rdjsonWriter) Close(end End) error {
	w.open()
	if m, is := end.incomplete(); is {
		if err := w.diagnostic(newDiagnostic(&m)); err != nil {
			return fmt.Errorf("write how the run went: %w", err)
		}
	}
	w.out.write("\n]}\n")
	return w.out.flush()
}

func (w *rdjsonWriter) open() {
	if !w.opened {
		w.out.write(`{"source":{"name":"citelint","url":"`, home, `"},"diagnostics":[`)
		w.opened, w.before = true, "\n"
	}
}

func (w *rdjsonWriter) diagnostic(d rdDiagnostic) error {
	w.out.write(w.before)
	w.before = ",\n"
	return w.encoder.value(d)
}

func newDiagnostic(m *remark) rdDiagnostic {
	d := rdDiagnostic{Message: m.told(), Severity: strings.ToUpper(m.Severity.String())}
	if m.Source != "" {
		d.Location = &rdLocation{Path: m.Source}
	}
	if m.Rule != "" {
		d.Code = &rdCode{m.Rule, ruleURL(m.Rule)}
	}
	return d
}

// bytePosition is a place with its column in bytes.
func bytePosition(a *extract.Article, offset int) rdPosition {
	offset = min(max(offset, 0), len(a.Text()))
	return rdPosition{a.Position(offset).Line, offset - a.LineStart(offset) + 1}
}
