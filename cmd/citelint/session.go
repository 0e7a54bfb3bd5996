package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memory"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
	"github.com/citelint/citelint/report"
)

// A session is one command's work on its inputs.
type session struct {
	streams  Streams
	c        *cli.Context
	format   extract.Format
	client   *link.Client     // nil offline
	aside    *link.Client     // asks archives and registries; nil where none is asked
	asked    link.Options     // what client was made with
	allowed  []allowed        // how long those that aside asks may take
	memory   *memory.Store    // nil where nothing is remembered
	progress *report.Progress // nil where nobody watches
	reports  reports
	outlive  func() // ends what outliveReaders began
	tally    *check.Tally
	sparing
	config   string // the file that was read; "" for none
	unusable int    // inputs that could not be read, and should have been
}

// open makes ready what a command on articles needs: all that can be refused
// is refused before any work is done. The session must be closed.
func open(c *cli.Context, streams Streams, o link.Options, formats []report.Format) (*session, error) {
	s := &session{streams: streams, c: c, tally: check.NewTally(), outlive: func() {}}
	if err := s.readFlags(); err != nil {
		return nil, err
	}
	wishes, err := readWishes(c, formats)
	if err != nil {
		return nil, err
	}
	if err := s.spareFiles(wishes); err != nil {
		return nil, err
	}
	if err := s.connect(o); err != nil {
		return nil, err
	}
	if c.IsSet("write-baseline") || slices.ContainsFunc(wishes, func(w wish) bool { return !isStandard(w.file) }) {
		s.outlive = outliveReaders()
	}
	stream := streams.Out
	if s.client != nil && streams.ErrIsTerminal && !c.Bool("quiet") {
		s.progress = report.NewProgress(streams.Err, streams.Width, streams.Now)
		if streams.OutIsTerminal {
			stream = s.progress.Aside(stream)
		}
	}
	if s.reports, err = openReports(wishes, stream); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) close() {
	for _, client := range []*link.Client{s.client, s.aside} {
		if client != nil {
			client.Close()
		}
	}
	if s.memory != nil {
		if err := s.memory.Close(); err != nil {
			s.warn(err.Error())
		}
	}
	s.reports.discard()
	if s.out != nil {
		s.out.discard()
	}
	s.outlive()
}

// readFlags reads the flags that all commands on articles share.
func (s *session) readFlags() error {
	if s.c.NArg() == 0 {
		return usage("no article was named: give a file, a directory, a URL, or - for standard input")
	}
	if s.c.IsSet("input-format") {
		if err := oneOf(s.c, "input-format", formatNames()...); err != nil {
			return err
		}
	}
	s.format = extract.Format(s.c.String("input-format"))
	if s.c.Bool("quiet") && s.c.Bool("verbose") {
		return usage("--quiet and --verbose contradict each other: leave one out")
	}
	return oneOf(s.c, "color", "auto", "always", "never")
}

// connect makes the client, unless the session is offline.
func (s *session) connect(o link.Options) error {
	var err error
	if o.AllowNet, err = networks(s.c); err != nil {
		return err
	}
	if o.Proxy, err = proxy(s.c); err != nil {
		return err
	}
	if o.Timeout = s.c.Duration("timeout"); o.Timeout <= 0 {
		return usage("--timeout must be above 0")
	}
	if !s.c.Bool("offline") {
		s.client, s.asked = link.New(o), o
	}
	return nil
}

// fetch gets an article from the web; nil offline.
func (s *session) fetch() source.Fetch {
	if s.client == nil {
		return nil
	}
	return func(ctx context.Context, url string, limit int64) (source.Page, error) {
		page, err := s.client.Get(ctx, url, limit)
		return source.Page{Data: page.Body, ContentType: page.ContentType, URL: page.URL}, err
	}
}

// each hands every input to work and shows the results in order, until no
// report can be written any more; their errors are told at the end.
func (s *session) each(ctx context.Context, work func(context.Context, source.Input) *check.Result, show report.Writer) {
	inputs := source.All(ctx, s.c.Args().Slice(), source.Options{Stdin: interruptible(ctx, s.streams.In), Fetch: s.fetch()})
	_ = check.Run(ctx, s.lookedAt(inputs), work, func(result *check.Result) error {
		s.tally.Add(result)
		s.record(result)
		if result.Err != nil {
			s.refuse(result)
		}
		return show.Result(result)
	})
	if s.progress != nil {
		s.progress.Close()
	}
}

// isEmpty says whether an input could not be read because nothing is in it.
func isEmpty(err error) bool {
	return errors.Is(err, source.ErrNoArticle) || errors.Is(err, extract.ErrEmpty)
}

// spared says whether an input that could not be read is no error.
func (s *session) spared(err error) bool { return s.c.Bool("allow-empty") && isEmpty(err) }

// refuse counts an input that could not be read, and names it on the error
// stream unless the report tells of it in the same place.
func (s *session) refuse(result *check.Result) {
	if s.spared(result.Err) {
		return
	}
	hint := ""
	if isEmpty(result.Err) {
		hint = "; --allow-empty makes this no error"
	}
	s.unusable++
	if s.streams.ErrIsTerminal && s.showsText() {
		return
	}
	complain(s.streams.Err, fmt.Sprintf("%s: %v%s", result.Source, result.Err, hint))
}

var errNetworkDown = errors.New("hosts stopped answering all at once, or none answered at all, so the fault seems to lie with this computer's own network; no link was called dead for it: try again when the network is up")

// end completes the report and returns the exit status: interrupted, else
// something unusable, else incomplete, else findings of a severity of failOn
// or above; 0 stands for none.
func (s *session) end(ctx context.Context, show report.Writer, failOn check.Severity) error {
	end := report.End{Tally: s.tally, Config: s.config, Offline: s.c.Bool("offline"), Interrupted: s.c.Context.Err() != nil}
	end.NetworkDown = s.client != nil && s.client.NetworkDown()
	s.tally.Complete = s.tally.Complete && ctx.Err() == nil
	err := show.Close(end)
	if err == nil {
		err = s.writeBaseline(s.tally.Complete && !end.Interrupted && !end.NetworkDown && s.unusable == 0)
	}
	switch {
	case end.Interrupted:
		return status{exitInterrupted, err}
	case err != nil:
		return status{exitUsage, err}
	case s.unusable > 0:
		return status{code: exitUsage}
	case end.NetworkDown:
		return status{exitIncomplete, errNetworkDown}
	case !s.tally.Complete:
		return status{exitIncomplete, check.ErrIncomplete}
	case failOn > 0 && s.tally.AtLeast(failOn) > 0:
		return status{code: exitFindings}
	}
	return nil
}
