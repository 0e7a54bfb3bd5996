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
	"runtime"
	"runtime/debug"
	"syscall"
)

func main() {
	tuneGarbage()
	log.SetOutput(io.Discard) // where net/http tells of servers that send more than was asked for
	os.Exit(run(os.Args, systemStreams()))
}

// tuneGarbage keeps a long run small: of many small answers few live, so two fifths of the usual room for garbage are enough. A short
// run is over before that matters: nothing is collected before there are 16 MiB.
func tuneGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(400) // of 4 MiB, see the documentation of package runtime
	runtime.AddCleanup(new([64]byte), func(int) { debug.SetGCPercent(40) }, 0)
}

// run gives the program its one way to be stopped: a first Ctrl-C ends the
// work and leaves a report, a second ends the program at once.
func run(args []string, streams Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return Main(ctx, args, streams)
}
