package report

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/citelint/citelint/check"
)

// The limits of the largest consumer, GitHub code scanning, which refuses a
// file that exceeds one ("SARIF support for code scanning" in its documentation).
const (
	maxSARIFResults = 25_000     // in a run; of which it shows the gravest 5,000
	maxSARIFZipped  = 9_000_000  // bytes of the results; 10 MB are allowed for the whole file, compressed with gzip
	maxSARIFRoom    = 64_000_000 // bytes that are kept in memory
	maxSARIFNotices = 100        // articles that could not be read; the rest is counted
	maxSARIFRule    = 1000       // bytes of a rule's description; 1,024 characters are allowed
)

// NewSARIF writes one run in the Static Analysis Results Interchange Format
// (SARIF 2.1.0, OASIS). It holds the gravest findings of the run, as many as
// GitHub takes, and a notification says what was left out. So nothing is
// written before Close.
//
// A result's fingerprint is made of its rule, label and target, so that it is
// the same finding when lines were added above it.
func NewSARIF(w io.Writer, o Options) Writer {
	s := &sarifWriter{out: newStream(w), result: newScratch(), version: o.Version, zipped: maxSARIFZipped, rules: map[string]int{}}
	s.results = gravest[json.RawMessage]{most: maxSARIFResults, room: maxSARIFRoom}
	for i, rule := range check.Rules() {
		s.rules[rule.ID] = i
	}
	return s
}

type sarifWriter struct {
	out     stream
	result  *scratch // where a result is encoded before it is kept
	version string
	zipped  int            // bytes that the results may have when compressed
	rules   map[string]int // the index of each rule by its id
	results gravest[json.RawMessage]
	notices []sarifNotice
	unread  int // articles
}

// The parts of SARIF that are written; the numbers are sections of the standard.
type (
	sarifText struct { // 3.11, 3.12
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifRule struct { // 3.49
		ID      string      `json:"id"`
		Short   sarifText   `json:"shortDescription"`
		Full    sarifText   `json:"fullDescription"`
		HelpURI string      `json:"helpUri"`
		Help    sarifText   `json:"help"`
		Default sarifConfig `json:"defaultConfiguration"`
		Extra   sarifTags   `json:"properties"`
	}
	sarifConfig struct { // 3.50
		Level string `json:"level"`
	}
	sarifTags struct { // 3.8; the severity is GitHub's own property
		Tags     []string `json:"tags"`
		Severity string   `json:"problem.severity"`
	}
	sarifDriver struct { // 3.19
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		URI     string      `json:"informationUri"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifResult struct { // 3.27
		RuleID       string            `json:"ruleId"`
		RuleIndex    *int              `json:"ruleIndex,omitempty"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Extra        map[string]string `json:"properties,omitempty"`
	}
	sarifLocation struct { // 3.28
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct { // 3.29
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct { // 3.4
		URI string `json:"uri"`
	}
	sarifRegion struct { // 3.30
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogical struct { // 3.33
		Name string `json:"fullyQualifiedName"`
	}
	sarifInvocation struct { // 3.20
		Successful bool          `json:"executionSuccessful"`
		Notices    []sarifNotice `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotice struct { // 3.58
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
)

func (s *sarifWriter) Result(r *check.Result) error {
	seen := map[string]int{}
	for m, f := range remarks(r) {
		if f == nil {
			s.unread++
			s.notice(sarifNotice{sarifLevel(m.Severity), plainMessage(m.Message), []sarifLocation{sarifPlace(&m, r.Source)}})
			continue
		}
		known := fingerprint(r.Article, f)
		seen[known]++
		encoded, err := s.result.encode(s.describe(&m, r.Source, fmt.Sprintf("%s:%d", known, seen[known])))
		if err != nil {
			return fmt.Errorf("write a finding on %q: %w", r.Source, err)
		}
		s.results.add(m.Severity, encoded, len(encoded))
	}
	return nil
}

func (s *sarifWriter) describe(m *remark, source, known string) sarifResult {
	out := sarifResult{
		RuleID: m.Rule, Level: sarifLevel(m.Severity), Message: plainMessage(m.told()),
		Locations: []sarifLocation{sarifPlace(m, source)},
		// GitHub heeds the first name alone.
		Fingerprints: map[string]string{"primaryLocationLineHash": known, "citelint/v1": known},
		Extra:        map[string]string{},
	}
	if index, known := s.rules[m.Rule]; known {
		out.RuleIndex = &index
	}
	for _, p := range []pair{{"label", m.Label}, {"url", m.URL}, {"evidence", m.Evidence}} {
		if p.value != "" {
			out.Extra[p.name] = p.value
		}
	}
	return out
}

// notice keeps a notification, or counts it where there are many.
func (s *sarifWriter) notice(n sarifNotice) {
	if len(s.notices) < maxSARIFNotices {
		s.notices = append(s.notices, n)
	}
}

func (s *sarifWriter) Close(end End) error {
	e := newEncoder(s.out)
	driver := sarifDriver{"citelint", s.version, home, sarifRules()}
	s.out.write(`{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{`, "\n", `"tool":{"driver":`)
	if err := e.value(driver); err != nil {
		return fmt.Errorf("write the rules: %w", err)
	}
	s.out.write(`},"columnKind":"unicodeCodePoints",`, "\n", `"results":[`)
	if err := s.writeResults(); err != nil {
		return fmt.Errorf("write the findings: %w", err)
	}
	s.out.write("\n],\n", `"invocations":[`)
	if err := e.value(s.invocation(end)); err != nil {
		return fmt.Errorf("write how the run went: %w", err)
	}
	s.out.write("]}]}\n")
	return s.out.flush()
}

// writeResults writes the gravest results, as many as are small enough when
// compressed.
func (s *sarifWriter) writeResults() error {
	var zipped counter
	zip := gzip.NewWriter(&zipped)
	before := "\n"
	for severity, encoded := range s.results.all() {
		if zipped.bytes > s.zipped {
			s.results.leave(severity)
			continue
		}
		if _, err := zip.Write(encoded); err != nil {
			return err
		}
		s.out.write(before, string(encoded))
		before = ",\n"
	}
	return nil
}

// A counter counts what is written to it.
type counter struct{ bytes int }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	return len(p), nil
}

func (s *sarifWriter) invocation(end End) sarifInvocation {
	notices := s.notices
	if more := s.unread - len(notices); more > 0 {
		notices = append(notices, sarifNotice{"error", plainMessage(count(more, "more article") + " could not be read"), nil})
	}
	if left := s.results.leftOut(); left != "" {
		notices = append(notices, sarifNotice{"warning", plainMessage("left out, because a code scanning takes no more: " + left), nil})
	}
	if m, is := end.incomplete(); is {
		notices = append(notices, sarifNotice{sarifLevel(m.Severity), plainMessage(m.Message), nil})
	}
	return sarifInvocation{end.complete() && s.unread == 0, notices}
}

func sarifRules() []sarifRule {
	var out []sarifRule
	for _, r := range check.Rules() {
		help := r.Explanation + "\n\nWhat to do: " + r.Fix + "."
		level := sarifLevel(r.Severity)
		out = append(out, sarifRule{
			ID: r.ID, Short: sarifText{Text: r.Summary}, Full: sarifText{Text: clip(r.Explanation, maxSARIFRule)},
			HelpURI: ruleURL(r.ID), Help: sarifText{help, r.Explanation + "\n\n**What to do:** " + r.Fix + "."},
			Default: sarifConfig{level}, Extra: sarifTags{[]string{"citations"}, strings.Replace(level, "note", "recommendation", 1)},
		})
	}
	return out
}

// sarifLevel is the word of SARIF (3.27.10) for a severity.
func sarifLevel(s check.Severity) string {
	if s == check.Info {
		return "note"
	}
	return s.String()
}

// plainMessage keeps a text from holding an embedded link, [text](target) (3.11.6).
func plainMessage(s string) sarifText { return sarifText{Text: strings.ReplaceAll(s, "](", "] (")} }

// sarifPlace is where a remark stands. A file within the source is no
// artifact that anybody could open, so that the place in it is a logical one.
func sarifPlace(m *remark, source string) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{sarifArtifact{artifactURI(source)}, sarifRegion{1, 1, 1, 1}}}
	switch {
	case m.Part != "":
		at.Logical = []sarifLogical{{m.place()}}
	case m.Placed:
		at.Physical.Region = sarifRegion{m.Start.Line, m.Start.Column, m.End.Line, m.End.Column}
	}
	return at
}

// artifactURI names a source as a URI reference (RFC 3986): a URL as it is, a
// path relative to where the run started, where it is one.
func artifactURI(source string) string {
	if u, err := url.Parse(source); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return u.String()
	}
	slashed := filepath.ToSlash(clip(source, maxURL))
	if !filepath.IsAbs(source) {
		return (&url.URL{Path: cmp.Or(strings.TrimPrefix(slashed, "./"), ".")}).String()
	}
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(slashed, "/")}).String()
}

// A scratch encodes values as the reports do, one at a time.
type scratch struct {
	text bytes.Buffer
	out  stream
	json *encoder
}

func newScratch() *scratch {
	s := new(scratch)
	s.out = newStream(&s.text)
	s.json = newEncoder(s.out)
	return s
}

func (s *scratch) encode(v any) (json.RawMessage, error) {
	s.text.Reset()
	if err := s.json.value(v); err != nil {
		return nil, err
	}
	err := s.out.flush()
	return bytes.Clone(s.text.Bytes()), err
}
