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
	"runtime/metrics"
	"syscall"
)

func main() {
	tuneGarbage()
	log.SetOutput(io.Discard) // where net/http tells of servers that send more than was asked for
	os.Exit(run(os.Args, systemStreams()))
}

const (
	// leastHeap is what the heap may grow to before anything is collected. A short run is over before, and one that keeps little
	// is not held up for a few megabytes.
	leastHeap = 13 << 20
	// garbage is how much there may be of it in a longer run, in percent of what lives: of many small answers few do.
	garbage = 40
)

// tuneGarbage sets the collector's pace now and after each collection, for it knows no least heap but 4 MiB at 100 percent.
func tuneGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(leastHeap * 100 / (4 << 20))
	afterCollection(func() { debug.SetGCPercent(max(garbage, percentTo(leastHeap))) })
}

// afterCollection calls f after each collection from now on.
func afterCollection(f func()) {
	runtime.AddCleanup(new([64]byte), func(f func()) {
		f()
		afterCollection(f)
	}, f)
}

// percentTo is the percentage with which the next collection begins when the heap has grown to a size. The collector counts
// stacks and globals as living (https://go.dev/doc/gc-guide).
func percentTo(size uint64) int {
	counts := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"}}
	metrics.Read(counts)
	live := counts[0].Value.Uint64()
	if live == 0 || live >= size {
		return 0
	}
	return int((size - live) * 100 / (live + counts[1].Value.Uint64() + counts[2].Value.Uint64()))
}

// run gives the program its one way to be stopped: a first Ctrl-C ends the
// work and leaves a report, a second ends the program at once.
func run(args []string, streams Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return Main(ctx, args, streams)
}
