package main

import (
	"context"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract/source"
	"github.com/citelint/citelint/report"
)

type result = check.Result

func extractCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:         "extract",
		Usage:        "show what is read of articles: markers, references and links, without judging them",
		ArgsUsage:    "PATH|URL|-...",
		Flags:        inputFlags(),
		OnUsageError: onUsageError,
		Action:       func(c *cli.Context) error { return runExtract(c, streams) },
	}
}

func runExtract(c *cli.Context, streams Streams) error {
	r, err := newRun(c, streams)
	if err != nil {
		return err
	}
	if err := r.connect(link.Options{}); err != nil {
		return err
	}
	if r.client != nil {
		defer r.client.Close()
	}
	if r.out, err = openOutput(c.String("output"), streams.Out); err != nil {
		return err
	}
	defer r.out.discard()
	show := r.writer(report.NewExtractText, report.NewExtractJSON, report.NewExtractNDJSON)
	err = r.each(c.Context, func(_ context.Context, input source.Input) *check.Result {
		return check.Read(input, r.format)
	}, show)
	return r.end(c.Context, show, err, 0)
}
