package report

import (
	"io"
	"strings"

	"github.com/citelint/citelint/check"
)

// A Format is one way to show a run.
type Format struct {
	Name string // what --format takes
	Use  string // who or what it is for, in a few words
	New  func(io.Writer, Options) Writer
}

// Options are what a format may be told. Most heed little of it.
type Options struct {
	TextOptions

	FailOn  check.Severity   // findings below it fail no test; 0: none does
	Spared  func(error) bool // says which inputs that could not be read are no error; nil: none
	Version string           // of this program, for reports that name their maker; may be empty
}

// formats is the table of formats, in the order in which they are documented:
// how they show what `citelint check` found and, where they can, what
// `citelint extract` read.
func formats() []formatEntry {
	return []formatEntry{
		{"text", "for people", asText(NewText), asText(NewExtractText)},
		{"json", "for programs", plain(NewJSON), plain(NewExtractJSON)},
		{"ndjson", "for programs, one article a line", plain(NewNDJSON), plain(NewExtractNDJSON)},
		{"sarif", "for code scanning", NewSARIF, nil},
		{"junit", "for the tests page of a build server", NewJUnit, nil},
		{"github", "for annotations in a GitHub workflow", plain(NewGitHub), nil},
		{"markdown", "for a comment on a pull request", plain(NewMarkdown), nil},
		{"html", "for people without a terminal", plain(NewHTML), nil},
		{"csv", "for spreadsheets", plain(NewCSV), nil},
		{"rdjson", "for reviewdog", plain(NewRDJSON), nil},
	}
}

type formatEntry struct {
	name, use      string
	check, extract func(io.Writer, Options) Writer
}

// asText tells a writer those of the options that concern text.
func asText(writer func(io.Writer, TextOptions) Writer) func(io.Writer, Options) Writer {
	return func(w io.Writer, o Options) Writer { return writer(w, o.TextOptions) }
}

// plain is for a writer that heeds no option.
func plain(writer func(io.Writer) Writer) func(io.Writer, Options) Writer {
	return func(w io.Writer, _ Options) Writer { return writer(w) }
}

// CheckFormats are the formats of `citelint check`.
func CheckFormats() []Format {
	return pick(func(e formatEntry) func(io.Writer, Options) Writer { return e.check })
}

// ExtractFormats are the formats of `citelint extract`.
func ExtractFormats() []Format {
	return pick(func(e formatEntry) func(io.Writer, Options) Writer { return e.extract })
}

// pick lists the entries of which a column is not nil.
func pick(column func(formatEntry) func(io.Writer, Options) Writer) []Format {
	var out []Format
	for _, e := range formats() {
		if writer := column(e); writer != nil {
			out = append(out, Format{e.name, e.use, writer})
		}
	}
	return out
}

// DescribeFormats lists formats with their uses: "text (for people), json (for
// programs) or …".
func DescribeFormats(formats []Format) string {
	words := make([]string, len(formats))
	for i, f := range formats {
		words[i] = f.Name + " (" + f.Use + ")"
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
