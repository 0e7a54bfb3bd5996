// Package inquiry puts questions to one institution of the web, an archive or a registry, as decent people do:
// each question once, however many ask it; few at once; with a limit of time for each; no more questions when several
// in a row have brought no answer; and none when the answers have kept everything else waiting for too long.
//
// It must not know what is asked, of whom, or how.
package inquiry

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

const (
	// atOnce is how many questions are under way at once.
	atOnce = 2
	// patience is how long one question may take once it is its turn, whatever is at the other end.
	patience = 45 * time.Second
	// maxFailures is how many questions in a row may go unanswered.
	maxFailures = 3
	// maxKept bounds the answers that are remembered.
	maxKept = 10_000
)

// Why a question has no answer.
var (
	ErrGivenUp     = errors.New("not asked, for the questions before were not answered")
	ErrTooSlow     = errors.New("not asked, for the answers before were too slow to come")
	ErrInterrupted = errors.New("the run ended before an answer")
)

// A Desk keeps the questions to one institution and their answers. The zero Desk is ready; it is safe for
// concurrent use.
type Desk[T any] struct {
	// Allowance is how long the institution may keep everything else waiting; nil: as long as it likes.
	Allowance *Allowance

	mu        sync.Mutex
	failures  int // in a row
	questions map[string]*question[T]
	turns     chan struct{} // holds one element for each question under way
}

type question[T any] struct {
	done   chan struct{}
	answer T
	err    error
}

// Put returns the answer to a question, which ask gets for whoever puts it first. ask says with the answer
// whether the institution has answered at all. The errors are ErrGivenUp, ErrTooSlow and ErrInterrupted.
func (d *Desk[T]) Put(ctx context.Context, key string, ask func(context.Context) (answer T, answered bool)) (T, error) {
	for {
		q, mine := d.join(key)
		if mine {
			d.ask(ctx, key, q, ask)
			return q.answer, q.err
		}
		select {
		case <-q.done:
		case <-ctx.Done():
			var none T
			return none, ErrInterrupted
		}
		if !errors.Is(q.err, ErrInterrupted) { // else it is ours to ask
			return q.answer, q.err
		}
	}
}

// GivenUp tells whether no more questions are asked.
func (d *Desk[T]) GivenUp() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failures >= maxFailures
}

func (d *Desk[T]) join(key string) (q *question[T], mine bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if q = d.questions[key]; q != nil {
		return q, false
	}
	if d.turns == nil {
		d.turns = make(chan struct{}, atOnce)
	}
	if d.questions == nil || len(d.questions) >= maxKept {
		d.questions = map[string]*question[T]{}
	}
	q = &question[T]{done: make(chan struct{}), err: ErrInterrupted}
	d.questions[strings.Clone(key)] = q // the article that it is a piece of must not stay with it
	return q, true
}

// ask asks, and lets the others know. An interrupted question is forgotten, also when ask panics.
func (d *Desk[T]) ask(ctx context.Context, key string, q *question[T], ask func(context.Context) (T, bool)) {
	defer func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if errors.Is(q.err, ErrInterrupted) && d.questions[key] == q {
			delete(d.questions, key)
		}
		close(q.done)
	}()
	select {
	case d.turns <- struct{}{}:
		defer func() { <-d.turns }()
	case <-ctx.Done():
		return
	}
	if d.GivenUp() {
		q.err = ErrGivenUp
		return
	}
	if d.Allowance.isSpent() {
		q.err = ErrTooSlow
		return
	}
	defer d.Allowance.spend()()
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, answered := ask(limited)
	if ctx.Err() == nil {
		q.answer, q.err = answer, nil
		d.count(answered)
	}
}

func (d *Desk[T]) count(answered bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures++; answered {
		d.failures = 0
	}
}
