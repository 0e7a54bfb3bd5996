package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
	"github.com/citelint/citelint/report"
)

func checkCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:         "check",
		Usage:        "check articles: their markers, references, links and dates",
		ArgsUsage:    "PATH|URL|-...",
		Description:  exitStatusHelp,
		Flags:        append(inputFlags(), checkFlags()...),
		OnUsageError: onUsageError,
		Action:       func(c *cli.Context) error { return runCheck(c, streams) },
	}
}

// inputFlags are shared by the commands that read articles.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "text", Usage: "`FORMAT` of the report: text, json or ndjson"},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the report to `FILE`, all of it or nothing"},
		&cli.StringFlag{Name: "input-format", Usage: "read all inputs as `FORMAT`: html, markdown or text (default: by name and content)"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "`WHEN` to colour the text report: auto, always or never"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "show everything, also what is in order"},
		&cli.BoolFlag{Name: "allow-empty", Usage: "having no article to read is no error"},
		&cli.StringSliceFlag{Name: "allow-net", Usage: "ask addresses of this private network, too: a `CIDR` such as 127.0.0.0/8 (repeatable)"},
		&cli.DurationFlag{Name: "timeout", Value: 20 * time.Second, Usage: "give up one request after this `TIME`"},
		&cli.BoolFlag{Name: "offline", Usage: "ask no link"},
	}
}

func checkFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "fail-on", Value: "error", Usage: "exit with status 1 on findings of this `SEVERITY` and above: error, warning, info or never"},
		&cli.StringFlag{Name: "published", Usage: "the article's own `DATE`, such as 2025-08-01, whatever it states"},
		&cli.StringFlag{Name: "now", Usage: "the `DATE` of today, for results that can be repeated"},
		&cli.StringFlag{Name: "links", Value: "article", Usage: "which links to ask: all of the `article`, or of its references only (references)"},
		&cli.IntFlag{Name: "concurrency", Value: 64, Usage: "requests under way at once, at most `N`"},
		&cli.IntFlag{Name: "per-host", Value: 4, Usage: "requests under way at once to one host, at most `N`"},
		&cli.IntFlag{Name: "retries", Value: 2, Usage: "ask again up to `N` times after a failure that may pass"},
		&cli.DurationFlag{Name: "max-time", Usage: "end the run after this `TIME` and report what is known then (default: no limit)"},
		&cli.BoolFlag{Name: "no-cache", Usage: "keep no answers between runs (this version keeps none)"},
		&cli.StringFlag{Name: "archive", Value: "none", Usage: "web archive to look into; this version asks none"},
	}
}

// A run is one command's work on its inputs.
type run struct {
	streams Streams
	c       *cli.Context
	format  extract.Format
	client  *link.Client // nil offline
	out     *output
	tally   *check.Tally
}

// newRun reads the flags that all commands on articles share.
func newRun(c *cli.Context, streams Streams) (*run, error) {
	r := &run{streams: streams, c: c, format: extract.Format(c.String("input-format")), tally: check.NewTally()}
	if c.NArg() == 0 {
		return nil, usage("no article was named: give a file, a directory, a URL, or - for standard input")
	}
	if r.format != "" && !slices.Contains(extract.Formats(), r.format) {
		return nil, usage("unknown input format %q: use html, markdown or text", r.format)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, c.String("color")) {
		return nil, usage("unknown value %q of --color: use auto, always or never", c.String("color"))
	}
	if !slices.Contains([]string{"text", "json", "ndjson"}, c.String("format")) {
		return nil, usage("unknown report format %q: use text, json or ndjson", c.String("format"))
	}
	return r, nil
}

// connect makes the client, unless the run is offline.
func (r *run) connect(o link.Options) error {
	allowed, err := prefixes(r.c.StringSlice("allow-net"))
	if err != nil || r.c.Bool("offline") {
		return err
	}
	o.AllowNet, o.Timeout = allowed, r.c.Duration("timeout")
	if o.Timeout <= 0 {
		return usage("--timeout must be above 0")
	}
	r.client = link.New(o)
	return nil
}

func prefixes(texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, usage("%q of --allow-net is no network: write it as 10.0.0.0/8", text)
		}
		out = append(out, prefix)
	}
	return out, nil
}

// fetch gets an article from the web; nil offline.
func (r *run) fetch() source.Fetch {
	if r.client == nil {
		return nil
	}
	return func(ctx context.Context, url string, limit int64) (source.Page, error) {
		page, err := r.client.Get(ctx, url, limit)
		return source.Page{Data: page.Body, ContentType: page.ContentType, URL: page.URL}, err
	}
}

// each hands every input to work and shows the results in order.
func (r *run) each(ctx context.Context, work func(context.Context, source.Input) *check.Result, show report.Writer) error {
	inputs := source.All(ctx, r.c.Args().Slice(), source.Options{Stdin: r.streams.In, Fetch: r.fetch()})
	return check.Run(ctx, inputs, work, func(result *check.Result) error {
		r.tally.Add(result)
		if result.Err != nil {
			r.complain(result)
		}
		return show.Result(result)
	})
}

// complain names an input that could not be read on the error stream.
func (r *run) complain(result *check.Result) {
	if r.allowed(result.Err) {
		r.tally.Unreadable--
		return
	}
	fmt.Fprintf(r.streams.Err, "citelint: error: %s: %s\n", oneLine(result.Source), oneLine(result.Err.Error()))
}

// allowed says whether --allow-empty forgives an error.
func (r *run) allowed(err error) bool {
	return r.c.Bool("allow-empty") && (errors.Is(err, source.ErrNoArticle) || errors.Is(err, extract.ErrEmpty))
}

func runCheck(c *cli.Context, streams Streams) error {
	r, err := newRun(c, streams)
	if err != nil {
		return err
	}
	options, failOn, err := r.checkOptions()
	if err != nil {
		return err
	}
	retries := c.Int("retries")
	if retries == 0 {
		retries = -1 // the client's word for none
	}
	if err := r.connect(link.Options{Concurrency: c.Int("concurrency"), PerHost: c.Int("per-host"), Retries: retries}); err != nil {
		return err
	}
	if r.client != nil {
		defer r.client.Close()
		options.Web = r.client
	}
	if r.out, err = openOutput(c.String("output"), streams.Out); err != nil {
		return err
	}
	defer r.out.discard()
	return r.check(options, failOn)
}

// check runs the checker and ends the report.
func (r *run) check(options check.Options, failOn check.Severity) error {
	ctx, cancel := r.c.Context, context.CancelFunc(func() {})
	if limit := r.c.Duration("max-time"); limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	var progress *report.Progress
	if r.client != nil && r.streams.ErrIsTerminal {
		progress = report.NewProgress(r.streams.Err, r.streams.Width, r.streams.Now)
		options.Watcher = progress
	}
	show := r.writer(report.NewText, report.NewJSON, report.NewNDJSON)
	checker := check.New(options)
	err := r.each(ctx, func(ctx context.Context, input source.Input) *check.Result {
		return checker.Judge(ctx, input, r.format)
	}, show)
	if progress != nil {
		progress.Close()
	}
	return r.end(ctx, show, err, failOn)
}

// end completes the report and tells the exit status.
func (r *run) end(ctx context.Context, show report.Writer, err error, failOn check.Severity) error {
	end := report.End{Tally: r.tally, Offline: r.c.Bool("offline"), Interrupted: r.c.Context.Err() != nil}
	end.NetworkDown = r.client != nil && r.client.NetworkDown()
	r.tally.Complete = r.tally.Complete && ctx.Err() == nil && !end.NetworkDown
	if err == nil {
		err = show.Close(end)
	}
	if err == nil {
		err = r.out.commit()
	}
	switch {
	case end.Interrupted:
		return status{code: exitInterrupted}
	case err != nil:
		return usage("write the report: %w", err)
	case r.tally.Unreadable > 0:
		return status{code: exitUsage}
	case end.NetworkDown:
		return status{exitIncomplete, errors.New("no host could be reached: the fault seems to lie with this computer's own network; nothing was called dead for it")}
	case !r.tally.Complete:
		return status{exitIncomplete, check.ErrIncomplete}
	case failOn > 0 && r.tally.AtLeast(failOn) > 0:
		return status{code: exitFindings}
	}
	return nil
}

// checkOptions reads the flags that say how articles are judged.
func (r *run) checkOptions() (o check.Options, failOn check.Severity, err error) {
	c := r.c
	if name := c.String("fail-on"); name != "never" {
		if failOn, err = check.ParseSeverity(name); err != nil {
			return o, 0, usage("%q of --fail-on is no severity: use error, warning, info or never", name)
		}
	}
	for _, name := range []string{"concurrency", "per-host"} {
		if c.Int(name) < 1 {
			return o, 0, usage("--%s must be at least 1", name)
		}
	}
	if c.Int("retries") < 0 {
		return o, 0, usage("--retries must not be below 0")
	}
	if archive := c.String("archive"); archive != "none" {
		return o, 0, usage("--archive %q: this version asks no web archive; leave the flag out or say none", archive)
	}
	switch links := c.String("links"); links {
	case "article":
	case "references":
		o.ReferencesOnly = true
	default:
		return o, 0, usage("unknown value %q of --links: use article or references", links)
	}
	if o.AllowNet, err = prefixes(c.StringSlice("allow-net")); err != nil {
		return o, 0, err
	}
	if o.Published, err = r.dateFlag("published"); err != nil {
		return o, 0, err
	}
	o.Now, err = r.dateFlag("now")
	if o.Now.IsZero() && err == nil {
		o.Now, _ = date.ParseISO(r.streams.Now().UTC().Format(time.DateOnly))
	}
	return o, failOn, err
}

func (r *run) dateFlag(name string) (date.Date, error) {
	text := strings.TrimSpace(r.c.String(name))
	if text == "" {
		return date.Date{}, nil
	}
	d, ok := date.ParseISO(text)
	if !ok {
		return date.Date{}, usage("%q of --%s is no date: write it as 2025-08-01", text, name)
	}
	return d, nil
}
