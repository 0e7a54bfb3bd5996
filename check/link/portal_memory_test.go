package link

import "testing"

// TestAnswersAreLetGo has many hosts answer, each with a page of its own over plain HTTP: an ask must not remember all
// of them because one day a portal might turn up.
func TestAnswersAreLetGo(t *testing.T) {
	w := newWeb(t, func(v *visit) { v.page(200, "The story of "+v.host) })
	c, _ := w.client(t)
	var seen int
	err := c.Ask(t.Context(), manyHosts(w, 400, "http://h%d.example{P}/"), func(Answer) {
		c.mu.Lock()
		defer c.mu.Unlock()
		for a := range c.asks {
			seen = max(seen, len(a.given))
		}
	})
	if most := maxLooks + c.opts.Concurrency; err != nil || seen == 0 || seen > most {
		t.Errorf("%d answers are remembered, want some, and at most %d; %v", seen, most, err)
	}
}
