package check

import (
	"context"
	"maps"
	"slices"

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
// not long ago, and returns the links that are left to ask.
func (c *Checker) recall(ctx context.Context, links []Link, which []int) (left []int) {
	if c.options.Memory == nil || len(which) == 0 {
		return which
	}
	urls := make([]string, len(which))
	for n, i := range which {
		urls[n] = links[i].URL
	}
	known := c.options.Memory.Recall(ctx, urls)
	var there []string
	for _, i := range which {
		l := &links[i]
		past, ok := known[l.URL]
		if !ok || !past.Fresh || past.Last.Cause == doiRegistered && l.DOI == "" || link.NamesPlace(l.URL) { // that the page was there says nothing of a place in it
			left = append(left, i)
			continue
		}
		l.Answer, l.Checked = past.Last, past.At
		if past.Last.Cause != doiRegistered {
			there = append(there, l.URL)
		}
	}
	if web, ok := c.options.Web.(voucher); ok {
		web.Vouch(there)
	}
	return left
}

// keep remembers what was asked, before any of it is reported, and fills in
// what is then known of the dead links.
func (c *Checker) keep(ctx context.Context, links []Link, which []int) {
	if c.options.Memory == nil || len(which) == 0 {
		return
	}
	answers := map[string]link.Answer{}
	for _, i := range which {
		known, ok := answers[links[i].URL]
		if ok && known.Cause != doiRegistered && links[i].Answer.Cause == doiRegistered {
			continue // the registry's word is not the page's
		}
		answers[links[i].URL] = links[i].Answer
	}
	known := c.options.Memory.Keep(ctx, slices.Collect(maps.Values(answers)))
	for _, i := range which {
		if past, ok := known[links[i].URL]; ok && links[i].Answer.Verdict == link.Dead {
			links[i].Past = &past
		}
	}
}
