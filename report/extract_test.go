package report

import (
	"io"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// deepResult is an article whose entries say much of their sources.
func deepResult(t testing.TB) *check.Result {
	t.Helper()
	a, err := extract.Read([]byte("Rents rose [1], see www.stat.gov.uk/rents.\n\nReferences\n\n"+
		"[1] Abel, Rosa (11 May 2021). \"Rents of the north\". Daily Tide. Retrieved 3 June 2021. https://tide.co.uk/\u200bx ISBN 978-0-306-40615-7\n"+
		"[2] https://tide.co.uk/y\n"), extract.Options{Source: "deep.txt"})
	if err != nil {
		t.Fatal(err)
	}
	return &check.Result{Source: "deep.txt", Article: a, Complete: true}
}

func TestExtractTellsOfSources(t *testing.T) {
	r := run{results: []*check.Result{deepResult(t)}}
	document := r.write(t, NewExtractJSON)
	if err := validate(t, schemaOf(t, "extract.schema.json", ""), document); err != nil {
		t.Errorf("JSON: %v", err)
	}
	brief := r.write(t, func(w io.Writer) Writer { return NewExtractText(w, TextOptions{Width: 200}) })
	verbose := r.write(t, func(w io.Writer) Writer { return NewExtractText(w, TextOptions{Width: 200, Verbose: true}) })
	for _, c := range []struct{ in, name, want string }{
		{document, "JSON", `"title":"Rents of the north","authors":"Abel, Rosa","publisher":"Daily Tide","date":"11 May 2021","accessed":"3 June 2021"`},
		{document, "JSON", `"repairs":[{"url":"https://tide.co.uk/x","literal":"https://tide.co.uk/\u200bx","why":"without the invisible characters in it"}]`},
		{document, "JSON", `{"type":"isbn","value":"9780306406157"}`},
		{document, "JSON", `"repairs":[{"url":"http://www.stat.gov.uk/rents","literal":"www.stat.gov.uk/rents","why":"with the scheme that is left out"}]`},
		{document, "JSON", `"urls":["https://tide.co.uk/y"],"identifiers":[]}`},
		{brief, "text", "written: https://tide.co.uk/<U+200B>x, read without the invisible characters in it"},
		{brief, "text", "written: www.stat.gov.uk/rents, read with the scheme that is left out"},
		{verbose, "verbose text", "title: Rents of the north\n"},
		{verbose, "verbose text", "authors: Abel, Rosa\n"},
		{verbose, "verbose text", "publisher: Daily Tide\n"},
		{verbose, "verbose text", "date: 11 May 2021\n"},
		{verbose, "verbose text", "accessed: 3 June 2021\n"},
	} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("the %s lacks %s\n%s", c.name, c.want, c.in)
		}
	}
	if strings.Contains(brief, "authors:") {
		t.Error("the brief text tells of authors")
	}
}
