package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check"
)

// NewJSON writes one JSON object for `citelint check`, one document a line:
//
//	{"version":1,"documents":[…],"complete":true,"summary":{…}}
//
// Documents are written as they arrive; whether the run was complete is known
// only at the end, so it stands there. See docs/schema/check.schema.json.
func NewJSON(w io.Writer) Writer {
	return &jsonWriter{out: newStream(w), document: checkJSON, summarised: true}
}

// NewExtractJSON writes one JSON object for `citelint extract`:
// {"version":1,"documents":[…]}. See docs/schema/extract.schema.json.
func NewExtractJSON(w io.Writer) Writer {
	return &jsonWriter{out: newStream(w), document: extractJSON}
}

// NewNDJSON writes the documents of [NewJSON], one a line and nothing else;
// each says itself whether it is complete.
func NewNDJSON(w io.Writer) Writer {
	return &ndjsonWriter{newStream(w), checkJSON}
}

// NewExtractNDJSON writes the documents of [NewExtractJSON], one a line.
func NewExtractNDJSON(w io.Writer) Writer {
	return &ndjsonWriter{newStream(w), extractJSON}
}

type jsonWriter struct {
	out        stream
	document   func(*check.Result) (string, error)
	summarised bool // write "complete" and "summary"
	documents  int
}

func (w *jsonWriter) Result(r *check.Result) error {
	encoded, err := w.document(r)
	if err != nil {
		return err
	}
	if w.documents == 0 {
		w.out.write(opening)
	} else {
		w.out.write(",")
	}
	w.documents++
	w.out.write("\n", encoded)
	return w.out.flush()
}

const opening = `{"version":1,"documents":[`

func (w *jsonWriter) Close(end End) error {
	if w.documents == 0 {
		w.out.write(opening)
	}
	w.out.write("\n]")
	if w.summarised {
		encoded, err := encode(newSummary(end))
		if err != nil {
			return fmt.Errorf("write the summary: %w", err)
		}
		w.out.write(`,"complete":`, strconv.FormatBool(end.complete()), ",\n", `"summary":`, encoded)
	}
	w.out.write("}\n")
	return w.out.flush()
}

type ndjsonWriter struct {
	out      stream
	document func(*check.Result) (string, error)
}

func (w *ndjsonWriter) Result(r *check.Result) error {
	encoded, err := w.document(r)
	if err != nil {
		return err
	}
	w.out.write(encoded, "\n")
	return w.out.flush()
}

func (w *ndjsonWriter) Close(End) error { return w.out.flush() }

func checkJSON(r *check.Result) (string, error) {
	encoded, err := encode(newCheckDocument(r))
	if err != nil {
		return "", fmt.Errorf("write the result of %q: %w", r.Source, err)
	}
	return encoded, nil
}

func extractJSON(r *check.Result) (string, error) {
	encoded, err := encode(newExtractDocument(r))
	if err != nil {
		return "", fmt.Errorf("write what was read of %q: %w", r.Source, err)
	}
	return encoded, nil
}

// encode returns v as JSON on one line, with everything hidden escaped and
// the ampersands of URLs left readable. It is valid UTF-8: a byte that is not
// becomes U+FFFD, which is all that JSON can say of it.
func encode(v any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "", err
	}
	return escapeJSON(strings.TrimSuffix(out.String(), "\n")), nil
}

type summary struct {
	Documents  int            `json:"documents"`
	Unreadable int            `json:"unreadable"`
	Markers    int            `json:"markers"`
	References int            `json:"references"`
	Links      map[string]int `json:"links"`
	Findings   severityCounts `json:"findings"`
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
	return summary{
		t.Documents, t.Unreadable, t.Markers, t.References, links,
		severityCounts{t.Findings[check.Error], t.Findings[check.Warning], t.Findings[check.Info]},
	}
}
