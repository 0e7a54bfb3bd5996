package check_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract/source"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func inputs(n int) iter.Seq[source.Input] {
	return func(yield func(source.Input) bool) {
		for i := range n {
			if !yield(source.Input{Name: fmt.Sprint(i)}) {
				return
			}
		}
	}
}

func TestRunKeepsTheOrderOfItsInputs(t *testing.T) {
	// Every work but the first of its eight waits for the one behind it, so
	// that they finish in the reverse of their order.
	const n = 64
	done := make([]chan struct{}, n+1)
	for i := range done {
		done[i] = make(chan struct{})
	}
	close(done[n])
	var got []string
	err := check.Run(t.Context(), inputs(n), func(_ context.Context, in source.Input) *check.Result {
		var i int
		_, _ = fmt.Sscan(in.Name, &i)
		if i%8 != 7 {
			<-done[i+1]
		}
		close(done[i])
		return &check.Result{Source: in.Name}
	}, func(r *check.Result) error {
		got = append(got, r.Source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range got {
		if name != fmt.Sprint(i) {
			t.Fatalf("result %d is of input %s", i, name)
		}
	}
	if len(got) != n {
		t.Errorf("%d results of %d inputs", len(got), n)
	}
}

func TestRunStopsWhenNobodyListens(t *testing.T) {
	gone := errors.New("the pipe is closed")
	read := 0
	counted := func(yield func(source.Input) bool) {
		for in := range inputs(1000) {
			read++
			if !yield(in) {
				return
			}
		}
	}
	err := check.Run(t.Context(), counted, func(ctx context.Context, in source.Input) *check.Result {
		return &check.Result{Source: in.Name}
	}, func(*check.Result) error { return gone })
	if !errors.Is(err, gone) {
		t.Errorf("error %v, want %v", err, gone)
	}
	if read > 100 {
		t.Errorf("%d inputs were read for nobody", read)
	}
}

func TestACrashInOneArticleLosesNoOther(t *testing.T) {
	var failed, whole []string
	err := check.Run(t.Context(), inputs(20), func(_ context.Context, in source.Input) *check.Result {
		if in.Name == "7" {
			panic("a fault")
		}
		return &check.Result{Source: in.Name}
	}, func(r *check.Result) error {
		if r.Err != nil {
			failed = append(failed, r.Source)
			if !strings.Contains(r.Err.Error(), "a fault") {
				t.Errorf("the error does not say what happened: %v", r.Err)
			}
		} else {
			whole = append(whole, r.Source)
		}
		return nil
	})
	if err != nil || len(whole) != 19 || !slices.Equal(failed, []string{"7"}) {
		t.Errorf("%d whole, failed %q, error %v; want 19 whole and 7 failed", len(whole), failed, err)
	}
}

func TestJudgeReportsWhatCannotBeRead(t *testing.T) {
	checker := check.New(check.Options{})
	for name, in := range map[string]source.Input{
		"had an error": {Name: "a", Err: errors.New("there is no such file or directory")},
		"empty":        {Name: "a", Data: ""},
		"binary":       {Name: "a", Data: "%PDF-1.7\n\x00\x01"},
	} {
		if r := checker.Judge(t.Context(), in, ""); r.Err == nil || r.Source != "a" {
			t.Errorf("%s: %+v, want an error", name, r)
		}
	}
	if r := checker.Judge(t.Context(), source.Input{Name: "a", Data: "text"}, "docx"); r.Err == nil {
		t.Error("an unknown format was read")
	}
}
