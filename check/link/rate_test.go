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
	bytes   int
	seconds int
	hangs   bool
}

func (d *drip) Read(p []byte) (int, error) {
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
		"a byte a second":       {drip{bytes: 1, seconds: 1000}, true, slowGrace},
		"slow, but it comes":    {drip{bytes: 2 * slowRate, seconds: 60}, false, 60 * time.Second},
		"a start, then nothing": {drip{bytes: 8 * slowRate, seconds: 1, hangs: true}, true, 9 * time.Second},
		"done before the grace": {drip{bytes: 1, seconds: 4}, false, 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				test.drip.ctx = ctx
				began := time.Now()
				body := watch(&test.drip, cancel)
				_, err := io.Copy(io.Discard, body)
				if took := time.Since(began); took < test.took || took > test.took+time.Second {
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
