package check

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"golang.org/x/sync/errgroup"

	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
)

// atOnce is how many articles are under way at once. It bounds memory, and is
// enough to keep the asking busy while one article waits for a slow host.
const atOnce = 8

// Run reads and judges a stream of inputs, several at once, and hands the
// results to emit in the order of the inputs. It returns the first error of
// emit, after which nothing more is read; results are never lost otherwise,
// also when ctx ends.
func Run(ctx context.Context, inputs iter.Seq[source.Input], work func(context.Context, source.Input) *Result, emit func(*Result) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	pending := make(chan chan *Result, atOnce)
	var group errgroup.Group
	group.Go(func() error {
		defer close(pending)
		var workers errgroup.Group
		workers.SetLimit(atOnce)
		for input := range inputs {
			if errors.Is(context.Cause(ctx), errNobodyListens) {
				break
			}
			slot := make(chan *Result, 1)
			pending <- slot
			workers.Go(func() error {
				slot <- guarded(ctx, input, work)
				return nil
			})
		}
		return workers.Wait()
	})
	var failed error
	for slot := range pending {
		result := <-slot
		if failed == nil {
			if failed = emit(result); failed != nil {
				cancel(errNobodyListens)
			}
		}
	}
	_ = group.Wait() // its functions return nil
	return failed
}

// errNobodyListens ends a run whose results can no longer be shown.
var errNobodyListens = errors.New("the results cannot be shown")

// guarded keeps one article's crash from taking the others' results with it.
func guarded(ctx context.Context, input source.Input, work func(context.Context, source.Input) *Result) (result *Result) {
	defer func() {
		if fault := recover(); fault != nil {
			result = &Result{Source: input.Name, Err: fmt.Errorf("internal error, please report it with the article: %v", fault)}
		}
	}()
	return work(ctx, input)
}

// Read reads one input without judging it.
func Read(input source.Input, format extract.Format) *Result {
	return read(input, extract.Options{Format: format})
}

func read(input source.Input, o extract.Options) *Result {
	if input.Err != nil {
		return &Result{Source: input.Name, Err: input.Err}
	}
	o.Source, o.ContentType, o.BaseURL, o.Beside = input.Name, input.ContentType, input.BaseURL, input.Beside
	article, err := extract.Read(input.Data, o)
	if err != nil {
		return &Result{Source: input.Name, Err: err}
	}
	result := &Result{Source: input.Name, Article: article, Complete: true}
	if on, from := publishedOn(article, noDate); !on.IsZero() {
		result.Published, result.PublishedFrom = on.String(), from
	}
	return result
}

// Judge reads and judges one input.
func (c *Checker) Judge(ctx context.Context, input source.Input, format extract.Format) *Result {
	r := read(input, extract.Options{Format: format, KeepReading: c.options.KeepReading})
	if r.Err != nil {
		return r
	}
	return c.Check(ctx, r.Article)
}
