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
	ballast := tuneGarbage()
	log.SetOutput(io.Discard) // where net/http tells of servers that send more than was asked for
	status := run(os.Args, systemStreams())
	runtime.KeepAlive(ballast)
	os.Exit(status)
}

// tuneGarbage keeps a long run small: of many small answers few live, so half the usual room for garbage is enough. The
// ballast, which is never written to and so takes no memory, gives a short run room to begin with.
func tuneGarbage() (ballast []byte) {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	debug.SetGCPercent(50)
	return make([]byte, 3<<20)
}

// run gives the program its one way to be stopped: a first Ctrl-C ends the
// work and leaves a report, a second ends the program at once.
func run(args []string, streams Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return Main(ctx, args, streams)
}
