package main

import (
	"context"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract/source"
	"github.com/citelint/citelint/report"
)

func extractCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "show what is read of articles, without judging it",
		ArgsUsage: "PATH|URL|-...",
		Description: "Shows the markers, the references and the links that are found in each article,\n" +
			"with their places. The web is asked for nothing but the articles themselves.\n" +
			"Standard input is called -. " + whatIsWalked(),
		Flags:  inputFlags(report.ExtractFormats()),
		Action: func(c *cli.Context) error { return runExtract(c, streams) },
	}
}

func runExtract(c *cli.Context, streams Streams) error {
	s, err := open(c, streams, streams.Link, report.ExtractFormats())
	if err != nil {
		return err
	}
	defer s.close()
	show := s.start(report.Options{TextOptions: report.TextOptions{Verbose: c.Bool("verbose")}})
	s.each(c.Context, func(_ context.Context, input source.Input) *check.Result {
		return check.Read(input, s.format)
	}, show)
	return s.end(c.Context, show, 0)
}
