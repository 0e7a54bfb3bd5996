package link

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
)

const (
	// slowGrace is what a server gets to begin with a body: pages are put together while they are sent.
	slowGrace = 5 * time.Second
	// slowRate, in bytes for each second since the body began, is the least that counts as sending. A modem of
	// the nineties brought twenty times as much; what is slower holds a connection without meaning to deliver.
	slowRate = 256
)

// errSlow is a timeout like any other.
var errSlow = fmt.Errorf("the body came at less than %d bytes per second: %w", slowRate, context.DeadlineExceeded)

// A watchedBody is a body that is given up when it comes too slowly. It must be closed.
type watchedBody struct {
	io.ReadCloser
	giveUp context.CancelFunc // ends the request, and with it a Read that waits

	mu    sync.Mutex
	timer *time.Timer
	lasts time.Duration // since the body began, as of the last look
	n     int64
	slow  bool
}

func watch(body io.ReadCloser, giveUp context.CancelFunc) *watchedBody {
	b := &watchedBody{ReadCloser: body, giveUp: giveUp, lasts: slowGrace}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(slowGrace, b.look)
	return b
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n += int64(n)
	if b.slow {
		return n, errSlow
	}
	return n, err
}

func (b *watchedBody) Close() error {
	b.mu.Lock()
	b.timer.Stop()
	b.mu.Unlock()
	return b.ReadCloser.Close()
}

// look compares once a second what has come with what should have.
func (b *watchedBody) look() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if float64(b.n) < slowRate*b.lasts.Seconds() {
		b.slow = true
		b.giveUp()
		return
	}
	b.lasts += time.Second
	b.timer.Reset(time.Second)
}
