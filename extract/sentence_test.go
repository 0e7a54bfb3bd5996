package extract

import (
	"strings"
	"testing"
)

func TestSentence(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It rose. It fell [1] and turned. It rose.", "It fell [1] and turned."},
		{"It rose.[1] It fell.", "It rose.[1]"},
		{"It rose. It fell.[1][2] It turned.", "It fell.[1][2]"},
		{"It rose.2 It fell.[1] It turned.", "It fell.[1]"},
		{"It rose by 3.2 Metric units [1] then.", "It rose by 3.2 Metric units [1] then."},
		{"“It rose.” [1] He left.", "“It rose.” [1]"},
		{"See e.g. the log [1], p. 5, of a ship.", "See e.g. the log [1], p. 5, of a ship."},
		{"It rose.\n\nIt  fell\n[1].", "It fell [1]."},
		{"潮水上涨[1]。随后回落。", "潮水上涨[1]。随后回落。"},
		{"[1]", "[1]"},
	} {
		at := strings.Index(test.text, "[1]")
		if got := sentenceAt(test.text, at, at+3); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
