package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/cmd/citelint/config"
	"github.com/citelint/citelint/report"
)

// A wish is a report that the command line asks for.
type wish struct {
	flag   string // that names the file
	format report.Format
	file   string // "" or "-" for standard output
}

// readWishes reads --format with --output, which come first, and each
// --output-file, and refuses two reports in one place.
func readWishes(c *cli.Context, formats []report.Format) ([]wish, error) {
	main, err := formatNamed(formats, "format", c.String("format"))
	if err != nil {
		return nil, err
	}
	if c.IsSet("output") && c.String("output") == "" {
		return nil, usage("--output needs the name of a file")
	}
	wishes := []wish{{"output", main, c.String("output")}}
	for _, given := range valuesOf(c, "output-file") {
		name, file, found := strings.Cut(given, "=")
		if !found || file == "" {
			return nil, usage("%q is no value for --output-file: write FORMAT=FILE, such as json=report.json", given)
		}
		format, err := formatNamed(formats, "output-file", name)
		if err != nil {
			return nil, err
		}
		wishes = append(wishes, wish{"output-file", format, file})
	}
	for i, w := range wishes {
		if slices.ContainsFunc(wishes[:i], func(before wish) bool { return samePlace(before.file, w.file) }) {
			return nil, usage("two reports would go to %s: name a file for each", placeName(w.file))
		}
	}
	return wishes, nil
}

func formatNamed(formats []report.Format, flag, name string) (report.Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	names := formatNamesOf(formats)
	last := len(names) - 1
	return report.Format{}, usage("%q is no value for --%s%s: use %s or %s", name, flag, config.DidYouMean(name, names), strings.Join(names[:last], ", "), names[last])
}

func formatNamesOf(formats []report.Format) []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Name
	}
	return names
}

// samePlace says whether two names mean one file, also where it does not exist yet.
func samePlace(a, b string) bool {
	if isStandard(a) || isStandard(b) {
		return isStandard(a) == isStandard(b)
	}
	one, err := os.Stat(a)
	other, err2 := os.Stat(b)
	if err == nil && err2 == nil {
		return os.SameFile(one, other)
	}
	return err != nil && err2 != nil && resolved(a) == resolved(b)
}

func placeName(file string) string {
	if isStandard(file) {
		return "standard output"
	}
	return fmt.Sprintf("%q", file)
}

// reports are the reports of one run. It is a [report.Writer] that shows each
// result in all of them. One that cannot be written is given up, and the others
// go on: hours of asking are not lost for one full disk.
type reports []*sink

// A sink is one report: how it is written, and where it goes.
type sink struct {
	wish
	*output
	writer report.Writer
	err    error // why it was given up
}

// openReports opens every report, before any work is done that a failure would lose.
func openReports(wishes []wish, stream io.Writer) (reports, error) {
	var all reports
	for _, w := range wishes {
		out, err := openOutput(w.file, stream)
		if err != nil {
			all.discard()
			return nil, err
		}
		all = append(all, &sink{wish: w, output: out})
	}
	return all, nil
}

// Result shows a result in each report, and fails when no report is left.
func (all reports) Result(r *check.Result) error {
	all.each(func(s *sink) error { return s.writer.Result(r) })
	for _, s := range all {
		if s.err == nil {
			return nil
		}
	}
	return all.failure()
}

// Close completes the reports and puts each in its place.
func (all reports) Close(end report.End) error {
	all.each(func(s *sink) error {
		if err := s.writer.Close(end); err != nil {
			return err
		}
		return s.commit()
	})
	return all.failure()
}

// each does something with every report that was not given up.
func (all reports) each(do func(*sink) error) {
	for _, s := range all {
		if s.err == nil {
			s.err = do(s)
		}
	}
}

// failure names each report that was given up, and why; nil for none.
func (all reports) failure() error {
	var failures []string
	for _, s := range all {
		if s.err != nil {
			failures = append(failures, fmt.Sprintf("write the report%s: %v", s.place(), reason(s.err)))
		}
	}
	if len(failures) == 0 {
		return nil
	}
	return errors.New(strings.Join(failures, "; "))
}

// place names the file of a report, after a space; "" for standard output.
func (s *sink) place() string {
	if s.standard {
		return ""
	}
	return fmt.Sprintf(" %q", s.wish.file)
}

func (all reports) discard() {
	for _, s := range all {
		s.output.discard()
	}
}

// start makes the writer of each report.
func (s *session) start(o report.Options) report.Writer {
	for _, to := range s.reports {
		own := o
		own.Color, own.Width = s.color(to), s.width(to)
		own.Links = own.Color && s.onTerminal(to)
		to.writer = to.format.New(to, own)
	}
	return s.reports
}

// onTerminal says whether a person sees a report as it is written.
func (s *session) onTerminal(to *sink) bool { return s.streams.OutIsTerminal && to.standard }

// showsText says whether a person reads text as it is written.
func (s *session) showsText() bool {
	return slices.ContainsFunc(s.reports, func(to *sink) bool { return s.onTerminal(to) && to.format.Name == "text" })
}

// showsArticles says whether a report shows the text of the articles.
func (s *session) showsArticles() bool {
	return slices.ContainsFunc(s.reports, func(to *sink) bool { return to.format.Name == "html" })
}

// width is the terminal's, or 0 where the report goes elsewhere.
func (s *session) width(to *sink) int {
	if !s.onTerminal(to) {
		return 0
	}
	return s.streams.Width()
}

// color follows --color, then NO_COLOR (no-color.org) and TERM=dumb, then
// whether a terminal shows the report.
func (s *session) color(to *sink) bool {
	switch s.c.String("color") {
	case "always":
		return true
	case "never":
		return false
	}
	return s.onTerminal(to) && s.streams.Getenv("NO_COLOR") == "" && s.streams.Getenv("TERM") != "dumb"
}
