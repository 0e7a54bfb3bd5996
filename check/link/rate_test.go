package link

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// A drip sends a number of bytes each second, so many times, and then hangs until the request ends, or ends itself.
type drip struct {
	ctx     context.Context
	waits   int // seconds before that
	bytes   int
	seconds int
	hangs   bool
}

func (d *drip) Read(p []byte) (int, error) {
	if d.waits > 0 {
		select {
		case <-time.After(time.Duration(d.waits) * time.Second): // of the bubble's clock
			d.waits = 0
		case <-d.ctx.Done():
			return 0, d.ctx.Err()
		}
	}
	if d.seconds > 0 {
		d.seconds--
		time.Sleep(time.Second)
		return min(len(p), d.bytes), d.ctx.Err()
	}
	if d.hangs {
		<-d.ctx.Done()
		return 0, d.ctx.Err()
	}
	return 0, io.EOF
}

func (*drip) Close() error { return nil }

// TestSlowBody gives up what only holds a connection, and nothing that is merely slow.
func TestSlowBody(t *testing.T) {
	for name, test := range map[string]struct {
		drip drip
		slow bool
		took time.Duration
	}{
		"nothing at all":        {drip{hangs: true}, true, slowGrace},
		"a byte a second":       {drip{bytes: 1, seconds: 1000}, true, 1*time.Second + slowGrace},
		"slow, but it comes":    {drip{bytes: 2 * slowRate, seconds: 60}, false, 60 * time.Second},
		"a start, then nothing": {drip{bytes: 8 * slowRate, seconds: 1, hangs: true}, true, 10 * time.Second},
		"done before the grace": {drip{bytes: 1, seconds: 4}, false, 4 * time.Second},
		"late, and then slow":   {drip{waits: 3, bytes: 2 * slowRate, seconds: 60}, false, 63 * time.Second},
		"late, and then a drip": {drip{waits: 3, bytes: 1, seconds: 1000}, true, 4*time.Second + slowGrace},
		"too late":              {drip{waits: 10, bytes: 1 << 20, seconds: 1}, true, slowGrace},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				test.drip.ctx = ctx
				began := time.Now()
				body := watch(&test.drip, cancel)
				_, err := io.Copy(io.Discard, body)
				if took := time.Since(began); took < test.took || took > test.took+2*lookEvery {
					t.Errorf("took %s, want %s", took, test.took)
				}
				if errors.Is(err, errSlow) != test.slow || !test.slow && err != nil {
					t.Errorf("%v, want slow: %v", err, test.slow)
				}
				if f := classify(errSlow); f.cause != causeTimeout || f.verdict != Uncertain {
					t.Errorf("%+v", f)
				}
				_ = body.Close()
			})
		})
	}
}

// TestSlowBodyThatIsClosed is looked at no more, also when a look had begun.
func TestSlowBodyThatIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gaveUp := 0
		body := watch(&drip{ctx: t.Context()}, func() { gaveUp++ })
		if err := body.Close(); err != nil {
			t.Fatal(err)
		}
		body.look() // as the timer had called it
		time.Sleep(time.Hour)
		if body.lasts != 0 || gaveUp != 0 {
			t.Errorf("looked at for %s after it was closed, given up %d times", body.lasts, gaveUp)
		}
	})
}
