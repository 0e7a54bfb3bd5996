package link

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
)

const (
	// slowGrace is what a server gets to begin with a body, and then to come to its pace: pages are put together
	// while they are sent.
	slowGrace = 5 * time.Second
	// slowRate, in bytes for each second since the body began, is the least that counts as sending. A modem of
	// the nineties brought twenty times as much; what is slower holds a connection without meaning to deliver.
	slowRate = 256
	// lookEvery is how often it is looked at.
	lookEvery = time.Second
)

// errSlow is a timeout like any other.
var errSlow = fmt.Errorf("the body came at less than %d bytes per second: %w", slowRate, context.DeadlineExceeded)

// A watchedBody is a body that is given up when it comes too slowly. It must be closed.
type watchedBody struct {
	io.ReadCloser
	giveUp context.CancelFunc // ends the request, and with it a Read that waits

	mu     sync.Mutex
	timer  *time.Timer
	lasts  time.Duration // without a byte, and then since the first one, as far as it was looked at
	n      int64         // bytes read
	began  bool          // there were some at the last look
	slow   bool
	ended  bool // it was read to its end
	closed bool
}

func watch(body io.ReadCloser, giveUp context.CancelFunc) *watchedBody {
	b := &watchedBody{ReadCloser: body, giveUp: giveUp}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(lookEvery, b.look)
	return b
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n += int64(n)
	b.ended = b.ended || err == io.EOF
	if b.slow {
		return n, errSlow
	}
	return n, err
}

func (b *watchedBody) Close() error {
	b.mu.Lock()
	b.closed = true
	b.timer.Stop()
	b.mu.Unlock()
	return b.ReadCloser.Close()
}

// look compares what has come with what should have. It may have begun when the body was closed.
func (b *watchedBody) look() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.lasts += lookEvery
	if !b.began && b.n > 0 {
		b.began, b.lasts = true, 0
	}
	if b.lasts >= slowGrace && float64(b.n) < slowRate*b.lasts.Seconds() {
		b.slow = true
		b.giveUp()
		return
	}
	b.timer.Reset(lookEvery)
}
