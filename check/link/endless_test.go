package link

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// An odd dialler fails, or does not, by the port and by how often that was dialled before. It gives up a run that seems
// to have no end.
type oddDialler struct {
	fail   func(port string, n int) error
	giveUp context.CancelCauseFunc

	mu    sync.Mutex
	dials map[string]int
}

func (d *oddDialler) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	port := address[strings.LastIndexByte(address, ':')+1:]
	d.dials[port]++
	if d.dials[port] > 2000 {
		d.giveUp(errors.New("hosts were asked without end"))
	}
	return d.fail(port, d.dials[port])
}

// TestFailsInTurns has a host whose failures never agree, beside one that is there: that is no proof of its death, and no
// reason to ask for ever.
func TestFailsInTurns(t *testing.T) {
	w := newWeb(t, found)
	bad := closedPort(t)
	ctx, giveUp := context.WithCancelCause(t.Context())
	d := &oddDialler{giveUp: giveUp, dials: map[string]int{}, fail: func(port string, n int) error {
		switch {
		case port != bad:
			return nil
		case n%2 == 0:
			return syscall.EHOSTUNREACH
		}
		return syscall.ECONNREFUSED
	}}
	c, _ := w.client(t, func(o *Options) { o.Control = d.control })
	answers := map[string]Answer{}
	url := "http://turns.example:" + bad + "/"
	if err := c.Ask(ctx, []string{w.url("http://good.example{P}/"), url}, func(a Answer) { answers[a.URL] = a }); err != nil {
		t.Fatal(err)
	}
	if a := answers[url]; a.Verdict != Uncertain || a.Suspect || a.Attempts > 10 {
		t.Errorf("%+v", a)
	}
}

// A shyWitness fails the first time that it is asked whether our own network is up, whenever that is in doubt.
type shyWitness struct {
	c      *Client
	failed bool
}

func (s *shyWitness) fails(isAsked bool) bool {
	s.c.mu.Lock()
	defer s.c.mu.Unlock()
	if s.c.breaker.state != doubting {
		s.failed = false
		return false
	}
	first := isAsked && !s.failed
	s.failed = s.failed || isAsked
	return first
}

// TestOutagesWithoutEnd has hosts that fail, and the only one that could vouch for our own network falls silent whenever
// it is asked to, and then comes back.
func TestOutagesWithoutEnd(t *testing.T) {
	for _, errno := range []syscall.Errno{syscall.ECONNREFUSED, syscall.ECONNRESET} {
		t.Run(errno.Error(), func(t *testing.T) {
			w := newWeb(t, found)
			bad := closedPort(t)
			ctx, giveUp := context.WithCancelCause(t.Context())
			var witness shyWitness
			d := &oddDialler{giveUp: giveUp, dials: map[string]int{}, fail: func(port string, _ int) error {
				if witness.fails(port != bad) || port == bad {
					return errno
				}
				return nil
			}}
			c, _ := w.client(t, func(o *Options) { o.Control = d.control })
			witness.c = c
			askAll(t, c, w.url("http://good.example{P}/"))
			var urls []string
			for i := range 8 {
				urls = append(urls, fmt.Sprintf("http://h%d.example:%s/", i, bad))
			}
			answered := 0
			err := c.Ask(ctx, urls, func(a Answer) {
				if answered++; a.Verdict != Uncertain && a.Verdict != Dead {
					t.Errorf("%+v", a)
				}
			})
			if err != nil || answered != len(urls) {
				t.Errorf("%v: %d answers", err, answered)
			}
		})
	}
}

// TestPortalsWithoutEnd has sites that show one page, and the only host that could tell whether a portal does so falls
// silent whenever it is asked to, and then comes back.
func TestPortalsWithoutEnd(t *testing.T) {
	w, other := newWeb(t, titled(200, "One page for all")), newWeb(t, found)
	witnessPort := other.URL("{P}")[1:]
	ctx, giveUp := context.WithCancelCause(t.Context())
	var witness shyWitness
	d := &oddDialler{giveUp: giveUp, dials: map[string]int{}, fail: func(port string, _ int) error {
		if witness.fails(port == witnessPort) {
			return syscall.ECONNRESET
		}
		return nil
	}}
	c, _ := w.client(t, func(o *Options) { o.Control, o.Concurrency = d.control, 1 })
	witness.c = c
	askAll(t, c, other.url("http://good.example{P}/"))
	last := map[string]Answer{}
	err := c.Ask(ctx, manyHosts(w, 8, "http://h%d.example{P}/"), func(a Answer) { last[a.URL] = a })
	if err != nil || len(last) != 8 {
		t.Fatalf("%v: %d answers", err, len(last))
	}
	for _, a := range last {
		if a.Verdict != Uncertain && a.Verdict != Alive {
			t.Errorf("%+v", a)
		}
	}
}
