// Command citelint checks the citations of articles: that every marker has a
// reference and every reference a marker, that the cited links are there, and
// that the dates make sense.
//
// This package is the command line and decides nothing: it turns flags into
// options, connects the streams, and turns what happened into an exit status.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(Main(ctx, os.Args, systemStreams()))
}
