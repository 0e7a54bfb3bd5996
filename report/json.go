package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/citelint/citelint/check"
)

// NewJSON writes one JSON object for `citelint check`, one document a line:
//
//	{"version":1,"documents":[…],"complete":true,"summary":{…}}
//
// Documents are written as they arrive; whether the run was complete is known
// only at the end, so it stands there. See docs/schema/check.schema.json.
func NewJSON(w io.Writer) Writer {
	out := newStream(w)
	return &jsonWriter{out: out, encoder: newEncoder(out), document: checkJSON, summarised: true}
}

// NewExtractJSON writes one JSON object for `citelint extract`:
// {"version":1,"documents":[…]}. See docs/schema/extract.schema.json.
func NewExtractJSON(w io.Writer) Writer {
	out := newStream(w)
	return &jsonWriter{out: out, encoder: newEncoder(out), document: extractJSON}
}

// NewNDJSON writes the documents of [NewJSON], one a line and nothing else;
// each says itself whether it is complete.
func NewNDJSON(w io.Writer) Writer {
	out := newStream(w)
	return &ndjsonWriter{out, newEncoder(out), checkJSON}
}

// NewExtractNDJSON writes the documents of [NewExtractJSON], one a line.
func NewExtractNDJSON(w io.Writer) Writer {
	out := newStream(w)
	return &ndjsonWriter{out, newEncoder(out), extractJSON}
}

type jsonWriter struct {
	out        stream
	encoder    *encoder
	document   func(*check.Result) any
	summarised bool // write "complete" and "summary"
	documents  int
}

func (w *jsonWriter) Result(r *check.Result) error {
	if w.documents == 0 {
		w.out.write(opening)
	} else {
		w.out.write(",")
	}
	w.documents++
	w.out.write("\n")
	if err := w.encoder.result(r, w.document); err != nil {
		return err
	}
	return w.out.flush()
}

const opening = `{"version":1,"documents":[`

func (w *jsonWriter) Close(end End) error {
	if w.documents == 0 {
		w.out.write(opening)
	}
	w.out.write("\n]")
	if w.summarised {
		w.out.write(`,"complete":`, strconv.FormatBool(end.complete()), ",\n", `"summary":`)
		if err := w.encoder.value(newSummary(end)); err != nil {
			return fmt.Errorf("write the summary: %w", err)
		}
	}
	w.out.write("}\n")
	return w.out.flush()
}

type ndjsonWriter struct {
	out      stream
	encoder  *encoder
	document func(*check.Result) any
}

func (w *ndjsonWriter) Result(r *check.Result) error {
	if err := w.encoder.result(r, w.document); err != nil {
		return err
	}
	w.out.write("\n")
	return w.out.flush()
}

func (w *ndjsonWriter) Close(End) error { return w.out.flush() }

type summary struct {
	Documents  int            `json:"documents"`
	Unreadable int            `json:"unreadable"`
	Markers    int            `json:"markers"`
	References int            `json:"references"`
	Links      map[string]int `json:"links"`
	Findings   severityCounts `json:"findings"`
	Suppressed map[string]int `json:"suppressed,omitempty"`
	Config     string         `json:"configuration,omitempty"`
}

type severityCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

func newSummary(end End) summary {
	t := end.tally()
	links := map[string]int{}
	for verdict, n := range t.Links {
		links[string(verdict)] += n
	}
	suppressed := map[string]int{}
	for by, n := range t.Suppressed {
		suppressed[string(by)] += n
	}
	return summary{
		t.Documents, t.Unreadable, t.Markers, t.References, links,
		severityCounts{t.Findings[check.Error], t.Findings[check.Warning], t.Findings[check.Info]},
		suppressed, end.Config,
	}
}
