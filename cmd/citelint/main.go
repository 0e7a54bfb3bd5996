// Command citelint checks the citations of articles: that every marker has a
// reference and every reference a marker, that the cited links are there, and
// that the dates make sense.
//
// This package is the command line and decides nothing: it turns flags into
// options, connects the streams, and turns what happened into an exit status.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	if os.Getenv("GOGC") == "" {
		// Many small answers, few that live: half the usual room for garbage
		// keeps a long run small, for a few percent of its time.
		debug.SetGCPercent(50)
	}
	log.SetOutput(io.Discard) // where net/http tells of servers that send more than was asked for
	os.Exit(run(os.Args, systemStreams()))
}

// run gives the program its one way to be stopped: a first Ctrl-C ends the
// work and leaves a report, a second ends the program at once.
func run(args []string, streams Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return Main(ctx, args, streams)
}
