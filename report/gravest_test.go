package report

import (
	"slices"
	"testing"

	"github.com/citelint/citelint/check"
)

func TestGravestKeepsTheGravestAndTheFirst(t *testing.T) {
	for _, c := range []struct {
		what       string
		most, room int
		want       []string
		left       string
	}{
		{"all of it", 9, 99, []string{"E1", "E2", "W1", "W2", "I1", "I2"}, ""},
		{"four", 4, 99, []string{"E1", "E2", "W1", "W2"}, "2 info"},
		{"three", 3, 99, []string{"E1", "E2", "W1"}, "1 warning and 2 info"},
		{"by size", 9, 3, []string{"E1"}, "1 error and 2 warnings and 2 info"},
		{"none", 0, 99, nil, "2 errors and 2 warnings and 2 info"},
	} {
		g := gravest[string]{most: c.most, room: c.room}
		for _, item := range []string{"I1", "W1", "E1", "I2", "W2", "E2"} {
			g.add(map[byte]check.Severity{'I': check.Info, 'W': check.Warning, 'E': check.Error}[item[0]], item, len(item))
		}
		var got []string
		for _, item := range g.all() {
			got = append(got, item)
		}
		if !slices.Equal(got, c.want) || g.leftOut() != c.left {
			t.Errorf("%s: kept %q, left out %q; want %q, %q", c.what, got, g.leftOut(), c.want, c.left)
		}
	}
}
