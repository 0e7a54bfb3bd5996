package inquiry_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citelint/citelint/check/inquiry"
)

// takes answers after a time of the bubble's clock.
func takes(wait time.Duration) func(context.Context) (string, bool) {
	return func(context.Context) (string, bool) {
		time.Sleep(wait)
		return "slow", true
	}
}

// TestAllowance ends what a slow institution costs, however often it answers in time.
func TestAllowance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		allowance := inquiry.NewAllowance(5*time.Minute, time.Now)
		desk := inquiry.Desk[string]{Allowance: allowance}
		began, asked := time.Now(), 0
		for i := range 1000 {
			switch _, err := desk.Put(t.Context(), strconv.Itoa(i), takes(40*time.Second)); {
			case err == nil:
				asked++
			case !errors.Is(err, inquiry.ErrTooSlow):
				t.Fatal(err)
			}
		}
		if took := time.Since(began); asked != 8 || took != 320*time.Second || !allowance.Exceeded() {
			t.Errorf("%d questions in %s; exceeded: %v", asked, took, allowance.Exceeded())
		}
		if got, err := desk.Put(t.Context(), "0", takes(0)); got != "slow" || err != nil {
			t.Errorf("%q, %v, want the answer of before", got, err)
		}
	})
}

// TestAllowanceOfTwoAtOnce is spent once for the time that both take.
func TestAllowanceOfTwoAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := inquiry.Desk[string]{Allowance: inquiry.NewAllowance(time.Minute, time.Now)}
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() { _, _ = desk.Put(t.Context(), strconv.Itoa(i), takes(30*time.Second)) })
		}
		began := time.Now()
		all.Wait()
		if took := time.Since(began); took != time.Minute {
			t.Errorf("took %s, want four questions in a minute", took)
		}
	})
}

// TestWaitingBesideOtherWork costs nothing, nor do the times between questions.
func TestWaitingBesideOtherWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		allowance := inquiry.NewAllowance(time.Minute, time.Now)
		desk := inquiry.Desk[string]{Allowance: allowance}
		done, doneToo := allowance.Meanwhile(), allowance.Meanwhile()
		for i := range 100 {
			if i == 50 {
				doneToo()
			}
			if _, err := desk.Put(t.Context(), strconv.Itoa(i), takes(40*time.Second)); err != nil {
				t.Fatal(err)
			}
		}
		done()
		time.Sleep(time.Hour)
		for i, want := range []error{nil, nil, inquiry.ErrTooSlow} {
			if _, err := desk.Put(t.Context(), "after "+strconv.Itoa(i), takes(40*time.Second)); !errors.Is(err, want) {
				t.Errorf("question %d after the work: %v, want %v", i, err, want)
			}
		}
	})
}

// TestNoAllowance has no end.
func TestNoAllowance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var none *inquiry.Allowance
		none.Meanwhile()()
		desk := inquiry.Desk[string]{Allowance: none}
		for i := range 1000 {
			if _, err := desk.Put(t.Context(), strconv.Itoa(i), takes(40*time.Second)); err != nil || none.Exceeded() {
				t.Fatal(err)
			}
		}
	})
}
