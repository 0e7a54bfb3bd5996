package report

import (
	"fmt"
	"iter"
	"strings"

	"github.com/citelint/citelint/check"
)

// A gravest keeps the gravest of what it is given, and of what is equally
// grave the first: at most most items, of at most room bytes together. What it
// leaves out it counts.
type gravest[T any] struct {
	most, room int

	kept  [check.Error + 1][]sized[T] // by severity, in the order given
	left  [check.Error + 1]int
	items int
	bytes int
}

type sized[T any] struct {
	item T
	size int
}

// add takes one more item, and drops the mildest and latest while there is too much.
func (g *gravest[T]) add(s check.Severity, item T, size int) {
	g.kept[s] = append(g.kept[s], sized[T]{item, size})
	g.items++
	g.bytes += size
	for g.items > g.most || g.bytes > g.room {
		g.drop()
	}
}

func (g *gravest[T]) drop() {
	for s := check.Info; s <= check.Error; s++ {
		if last := len(g.kept[s]) - 1; last >= 0 {
			g.items--
			g.bytes -= g.kept[s][last].size
			g.kept[s][last] = sized[T]{} // or its memory would be kept
			g.kept[s] = g.kept[s][:last]
			g.left[s]++
			return
		}
	}
}

// all are the items that are kept, the gravest first.
func (g *gravest[T]) all() iter.Seq2[check.Severity, T] {
	return func(yield func(check.Severity, T) bool) {
		for s := check.Error; s >= check.Info; s-- {
			for _, kept := range g.kept[s] {
				if !yield(s, kept.item) {
					return
				}
			}
		}
	}
}

// leave counts an item that all gave and that was not shown after all.
func (g *gravest[T]) leave(s check.Severity) { g.left[s]++ }

// leftOut says what was left out, "" when nothing was: "3 warnings and 12 info".
func (g *gravest[T]) leftOut() string {
	var parts []string
	for s := check.Error; s >= check.Info; s-- {
		if n := g.left[s]; n > 0 {
			parts = append(parts, countOf(n, s))
		}
	}
	return strings.Join(parts, " and ")
}

// countOf counts findings of one severity: "1 error", "2 info".
func countOf(n int, s check.Severity) string {
	if s == check.Info {
		return fmt.Sprintf("%d info", n)
	}
	return count(n, s.String())
}
