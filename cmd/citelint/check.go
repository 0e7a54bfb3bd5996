package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract/source"
	"github.com/citelint/citelint/report"
)

func checkCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "check articles: their markers, references, links and dates",
		ArgsUsage: "PATH|URL|-...",
		Description: "Reads each article, pairs its markers with its references, asks the web for the\n" +
			"links that it cites, weighs the dates, and reports what a person should look at.\n" +
			"Standard input is called -. " + whatIsWalked(),
		CustomHelpTemplate: strings.TrimSuffix(cli.CommandHelpTemplate, "\n") + exitStatusHelp(),
		Flags:              slices.Concat(inputFlags(report.CheckFormats()), checkFlags(), memoryFlags(), configFlags(), sparingFlags()),
		Action:             func(c *cli.Context) error { return runCheck(c, streams) },
	}
}

func runCheck(c *cli.Context, streams Streams) error {
	conf, err := configure(c)
	if err != nil {
		return err
	}
	if c.Bool("print-config") {
		return conf.print(streams.Out, c)
	}
	return conf.blame(checkConfigured(c, streams, conf))
}

func checkConfigured(c *cli.Context, streams Streams, conf *configuration) error {
	options, failOn, err := checkOptions(c, streams)
	if err != nil {
		return err
	}
	conf.options(&options)
	asked, err := linkOptions(c, streams)
	if err != nil {
		return err
	}
	if asked.Headers, err = conf.headers(streams.Getenv); err != nil {
		return err
	}
	s, err := open(c, streams, asked, report.CheckFormats())
	if err != nil {
		return err
	}
	defer s.close()
	s.config = conf.Name
	if err := s.spareFindings(&options); err != nil {
		return err
	}
	if s.recorded != nil {
		failOn = 0
	}
	if err := s.remember(&options); err != nil {
		return err
	}
	if err := s.consult(&options); err != nil {
		return err
	}
	if s.client != nil {
		options.Web = s.client
	}
	options.KeepReading = s.showsArticles()
	if s.progress != nil {
		options.Watcher = s.progress
	}
	return s.check(options, failOn)
}

// check judges every input and completes the report.
func (s *session) check(options check.Options, failOn check.Severity) error {
	ctx := s.c.Context
	if limit := s.c.Duration("max-time"); limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	checker := check.New(options)
	show := s.start(report.Options{TextOptions: s.textOptions(failOn), FailOn: failOn, Spared: s.spared, Version: version()})
	s.each(ctx, func(ctx context.Context, input source.Input) *check.Result {
		return checker.Judge(ctx, input, s.format)
	}, show)
	s.warnOfSlowness()
	return s.end(ctx, show, failOn)
}

// textOptions reads the flags that say how much a person is told: --quiet is
// no less than what fails the run.
func (s *session) textOptions(failOn check.Severity) report.TextOptions {
	o := report.TextOptions{Verbose: s.c.Bool("verbose")}
	if s.c.Bool("quiet") {
		o.Quiet = check.Warning
		if failOn > 0 {
			o.Quiet = min(o.Quiet, failOn)
		}
	}
	return o
}

// checkOptions reads the flags that say how articles are judged.
func checkOptions(c *cli.Context, streams Streams) (o check.Options, failOn check.Severity, err error) {
	if err = oneOf(c, "fail-on", "error", "warning", "info", "never"); err != nil {
		return o, 0, err
	}
	failOn, _ = check.ParseSeverity(c.String("fail-on")) // 0 for never
	if err = oneOf(c, "links", "article", "references"); err != nil {
		return o, 0, err
	}
	o.ReferencesOnly = c.String("links") == "references"
	if o.AllowNet, err = networks(c); err != nil {
		return o, 0, err
	}
	if o.Names, err = namesFlag(c); err != nil {
		return o, 0, err
	}
	if err = enabled(c, &o); err != nil {
		return o, 0, err
	}
	if o.Published, err = dateFlag(c, "published"); err != nil {
		return o, 0, err
	}
	if o.Now, err = dateFlag(c, "now"); o.Now.IsZero() && err == nil {
		o.Now, _ = date.ParseISO(streams.Now().UTC().Format(time.DateOnly))
	}
	if err != nil {
		return o, 0, err
	}
	o.DeadAfter, err = deadAfter(c)
	return o, failOn, err
}

// linkOptions reads the flags that say how links are asked.
func linkOptions(c *cli.Context, streams Streams) (link.Options, error) {
	o := streams.Link
	o.Concurrency, o.PerHost, o.Retries = c.Int("concurrency"), c.Int("per-host"), c.Int("retries")
	o.Gap = c.Duration("gap")
	switch {
	case o.Concurrency < 1:
		return o, usage("--concurrency must be at least 1")
	case o.PerHost < 1:
		return o, usage("--per-host must be at least 1")
	case o.Gap < 0:
		return o, usage("--gap must not be below 0")
	case o.Retries < 0:
		return o, usage("--retries must not be below 0")
	case c.Duration("max-time") < 0:
		return o, usage("--max-time must not be below 0")
	case c.Duration("lookup-time") < 0:
		return o, usage("--lookup-time must not be below 0")
	}
	if o.Retries == 0 {
		o.Retries = -1 // the client's word for none
	}
	if c.IsSet("gap") && o.Gap == 0 {
		o.Gap = -1 // the same
	}
	return o, nil
}
