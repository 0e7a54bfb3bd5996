package main

import (
	"context"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/term"

	"github.com/citelint/citelint/check/link"
)

// Streams are the world outside: what the program reads and writes, what is
// known of the terminal behind that, and how the web is reached.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Getenv   func(string) string
	CacheDir func() (string, error) // of the user; nil: there is none

	OutIsTerminal, ErrIsTerminal bool
	Width                        func() int // of the terminal, in columns; 0 when unknown

	Link link.Options // what no flag sets
}

func systemStreams() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Getenv: os.Getenv, CacheDir: os.UserCacheDir,
		OutIsTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		ErrIsTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Width:         terminalWidth,
	}
}

func terminalWidth() int {
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	for _, file := range []*os.File{os.Stdout, os.Stderr} {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 0
}

// interruptible returns a reader whose Read ends when ctx does. The system
// cannot be asked to give up a read from a terminal or a pipe, so that one
// read may outlive it, at most until the program ends.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	return &interruptibleReader{ctx: ctx, r: r, done: make(chan chunk, 1)}
}

type interruptibleReader struct {
	ctx  context.Context
	r    io.Reader
	done chan chunk
	rest chunk
}

// A chunk is what one read brought.
type chunk struct {
	data []byte
	err  error
}

func (i *interruptibleReader) Read(p []byte) (int, error) {
	if len(i.rest.data) == 0 && i.rest.err == nil {
		go func() { i.done <- read(i.r) }()
		select {
		case i.rest = <-i.done:
		case <-i.ctx.Done():
			i.rest.err = context.Cause(i.ctx)
		}
	}
	n := copy(p, i.rest.data)
	if i.rest.data = i.rest.data[n:]; n > 0 {
		return n, nil
	}
	return 0, i.rest.err
}

func read(r io.Reader) chunk {
	buffer := make([]byte, 64<<10)
	n, err := r.Read(buffer)
	return chunk{buffer[:n], err}
}
