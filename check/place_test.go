package check_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memory"
	"github.com/citelint/citelint/extract"
)

// TestPlacesAreLookedForInEveryRun: that a page was there yesterday says nothing of a place in it, and so does
// what became of another place.
func TestPlacesAreLookedForInEveryRun(t *testing.T) {
	const south, north = rents + "#south", rents + "#north"
	file := filepath.Join(t.TempDir(), "links.sqlite")
	text := "Rents rose in the south [1], in the north [2] and at all [3].\n\nReferences\n[1] " + south + "\n[2] " + north + "\n[3] " + rents + "\n"
	missing := link.Answer{Verdict: link.Alive, Status: 200, Attempts: 1, Fragment: link.FragmentMissing, FragmentReason: "the page has no element of that name"}
	for run, asked := range [][]string{{south, north, rents}, {south, north}} {
		store, err := memory.Open(t.Context(), file, memory.Options{
			Now: func() time.Time { return firstDay.Add(time.Duration(run) * time.Hour) }, TTL: memory.DefaultTTL, Warn: func(s string) { t.Error(s) },
		})
		if err != nil {
			t.Fatal(err)
		}
		web := &vouchedWeb{answers: fakeWeb{south: missing}}
		found := byRule(judge(t, extract.FormatText, text, check.Options{Web: web, Memory: store}), "missing-fragment")
		store.Close()
		if len(found) != 1 || found[0].URL != south {
			t.Errorf("run %d: %+v", run, found)
		}
		if !slices.Equal(web.asked, asked) {
			t.Errorf("run %d: asked %q, want %q", run, web.asked, asked)
		}
	}
}
