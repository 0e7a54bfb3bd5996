package check_test

import (
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// FuzzSuppressions holds comments to losing nothing: what they keep from being
// told is what would be told without them.
func FuzzSuppressions(f *testing.F) {
	f.Add("citelint-disable-next-line dead-link: on paper", "citelint-enable", true)
	f.Add("citelint-disable dead-link unused-reference: x", "citelint-disable-line dead-link: y", false)
	f.Add("citelint-disable :", "citelint-disable-next-line: dead-link", true)
	f.Fuzz(func(t *testing.T, first, second string, online bool) {
		text := "Rents rose.[^1] Wages did not.[^2]\n\n<!-- " + first + " -->\n[^1]: https://stat.gov.uk/rents\n\n<!-- " + second + " -->\n[^2]: https://stat.gov.uk/wages\n"
		article, err := extract.Read([]byte(text), extract.Options{Source: "article", Format: extract.FormatMarkdown})
		if err != nil {
			return
		}
		o := check.Options{Now: today}
		if online {
			o.Web = bothDead
		}
		count := func(o check.Options) (n int) {
			r := check.New(o).Check(t.Context(), article)
			for _, f := range r.Findings {
				if f.Rule != "bad-suppression" && f.Rule != "unused-suppression" {
					n++
				}
			}
			return n + len(r.Suppressed)
		}
		heard := count(o)
		o.HearNoComments = true
		if unheard := count(o); heard != unheard {
			t.Fatalf("%d findings with the comments, and %d without", heard, unheard)
		}
	})
}
