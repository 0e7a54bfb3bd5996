package check

import (
	"context"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memory"
)

// A Memory knows what earlier runs saw; [memory.Store] is one. A memory that
// fails knows nothing: what is not in a map that it returns is not known.
type Memory interface {
	// Recall tells what is known of URLs.
	Recall(ctx context.Context, urls []string) map[string]memory.Past
	// Keep remembers answers that were got now, and tells what is then known.
	Keep(ctx context.Context, answers []link.Answer) map[string]memory.Past
}

// A voucher is a Web that wants to know of pages that were there lately, should
// it have to find out whether its own network is up.
type voucher interface{ Vouch(urls []string) }

// recall fills in what need not be asked, since an earlier run found it there
// not long ago, and returns the URLs that are left to ask.
func (c *Checker) recall(ctx context.Context, urls []string, links []Link, places map[string][]int) []string {
	if c.options.Memory == nil {
		return urls
	}
	var left, there []string
	known := c.options.Memory.Recall(ctx, urls)
	for _, url := range urls {
		past := known[url]
		if !past.Fresh || link.NamesPlace(url) { // that the page was there says nothing of the place
			left = append(left, url)
			continue
		}
		there = append(there, url)
		for _, i := range places[url] {
			links[i].Answer, links[i].Checked = past.Last, past.At
		}
	}
	if web, ok := c.options.Web.(voucher); ok && len(left) > 0 {
		web.Vouch(there)
	}
	return left
}

// keep remembers what was asked, before any of it is reported, and fills in
// what is then known of the dead links.
func (c *Checker) keep(ctx context.Context, urls []string, links []Link, places map[string][]int) {
	if c.options.Memory == nil {
		return
	}
	answers := make([]link.Answer, len(urls))
	for i, url := range urls {
		answers[i] = links[places[url][0]].Answer
	}
	known := c.options.Memory.Keep(ctx, answers)
	for i, url := range urls {
		if past, ok := known[url]; ok && answers[i].Verdict == link.Dead {
			for _, place := range places[url] {
				links[place].Past = &past
			}
		}
	}
}
