package extract

import (
	"strings"
	"testing"
)

func TestFirstOf(t *testing.T) {
	for n := range 3 * window {
		before := strings.Repeat("x", n)
		for _, c := range []struct {
			text string
			want int
		}{
			{before, n},
			{before + "[", n},
			{before + "【", n},
			{before + "【[", n},
			{before + "[【", n},
			{before + "\xe3\x80" + "[", n + 2},
		} {
			if got := firstOf(c.text, 0, "[", "【"); got != c.want {
				t.Fatalf("after %d bytes, %q stands at %d, want %d", n, c.text[n:], got, c.want)
			}
			if got := firstOf("[【"+c.text, len("[【"), "[", "【"); got != len("[【")+c.want {
				t.Fatalf("from the fourth byte on, after %d more, %q stands at %d", n, c.text[n:], got)
			}
		}
	}
}
