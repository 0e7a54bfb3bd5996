package main

import (
	"bufio"
	"io"

	"github.com/google/renameio/v2"

	"github.com/citelint/citelint/report"
)

// An output is where a report goes: a stream, or a file that appears only when
// the report is whole.
type output struct {
	*bufio.Writer
	file *renameio.PendingFile // nil for a stream
}

// openOutput opens the named file, or the stream when no name is given, before
// any work is done that a failure would lose.
func openOutput(name string, stream io.Writer) (*output, error) {
	if name == "" || name == "-" {
		return &output{Writer: bufio.NewWriter(stream)}, nil
	}
	file, err := renameio.NewPendingFile(name, renameio.WithPermissions(0o644))
	if err != nil {
		return nil, usage("open the report file %q: %w", name, err)
	}
	return &output{Writer: bufio.NewWriter(file), file: file}, nil
}

// commit completes the report.
func (o *output) commit() error {
	if err := o.Flush(); err != nil || o.file == nil {
		return err
	}
	return o.file.CloseAtomicallyReplace()
}

// discard drops a file that was not committed.
func (o *output) discard() {
	if o.file != nil {
		_ = o.file.Cleanup() // a no-op behind commit
	}
}

// flushed shows each article as soon as it is known, where a person watches.
type flushed struct {
	report.Writer
	out *output
}

func (f flushed) Result(r *result) error {
	if err := f.Writer.Result(r); err != nil {
		return err
	}
	if f.out.file != nil {
		return nil
	}
	return f.out.Flush()
}

// writer makes the report writer that --format names.
func (r *run) writer(text func(io.Writer, report.TextOptions) report.Writer, json, ndjson func(io.Writer) report.Writer) report.Writer {
	switch r.c.String("format") {
	case "json":
		return flushed{json(r.out), r.out}
	case "ndjson":
		return flushed{ndjson(r.out), r.out}
	}
	return flushed{text(r.out, report.TextOptions{Color: r.color(), Width: r.width(), Verbose: r.c.Bool("verbose")}), r.out}
}

// width is the terminal's, or 0 where the report goes elsewhere.
func (r *run) width() int {
	if r.out.file != nil || !r.streams.OutIsTerminal || r.streams.Width == nil {
		return 0
	}
	return r.streams.Width()
}

// color follows --color, then NO_COLOR (no-color.org) and TERM=dumb, then
// whether a terminal shows the report.
func (r *run) color() bool {
	switch r.c.String("color") {
	case "always":
		return true
	case "never":
		return false
	}
	return r.out.file == nil && r.streams.OutIsTerminal && r.streams.Getenv("NO_COLOR") == "" && r.streams.Getenv("TERM") != "dumb"
}
