package memory

import (
	"testing"
	"time"

	"github.com/citelint/citelint/check/link"
)

// TestPlacesAreNotKept: what became of one place in a page must not be told of another.
func TestPlacesAreNotKept(t *testing.T) {
	path := file(t)
	r := begin(t, path, day0)
	answer := alive
	answer.Fragment, answer.FragmentReason = link.FragmentMissing, "the page has no element of that name"
	r.Keep(t.Context(), []link.Answer{about(rents+"#south", answer)})
	r.end(t)
	for _, url := range []string{rents, rents + "#south", rents + "#north"} {
		past, _ := recall(t, path, url, day0.Add(time.Hour))
		if !past.Fresh || past.Last.Fragment != "" || past.Last.FragmentReason != "" {
			t.Errorf("%s: %+v", url, past)
		}
	}
}
