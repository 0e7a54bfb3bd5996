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
		urls[n] = c.rememberedBy(&links[i])
	}
	known := c.options.Memory.Recall(ctx, urls)
	var there []string
	for n, i := range which {
		l := &links[i]
		past, ok := known[urls[n]]
		if !ok || !past.Fresh || link.NamesPlace(l.URL) { // that the page was there says nothing of a place in it
			left = append(left, i)
			continue
		}
		l.Answer, l.Checked = past.Last, past.At
		l.Answer.URL = l.URL
		if l.DOI == "" {
			there = append(there, l.URL)
		}
	}
	if web, ok := c.options.Web.(voucher); ok {
		web.Vouch(there)
	}
	return left
}

// rememberedBy is the URL that a link's answer is remembered by: its own, or
// where the registry answers for its DOI. So no registry speaks for another, and
// none for a page.
func (c *Checker) rememberedBy(l *Link) string {
	if l.DOI != "" || l.Answer.Cause == doiUnregistered {
		return c.options.DOIs.Address(doiOf(*l))
	}
	return l.URL
}

// toRemember are the words of the registry that tell something of their DOIs.
func (c *Checker) toRemember(words []link.Answer, dois []string) (worth []link.Answer) {
	for n, word := range words {
		if word.Verdict == link.Alive || word.Verdict == link.Dead {
			word.URL = c.options.DOIs.Address(dois[n])
			worth = append(worth, word)
		}
	}
	return worth
}

// keep remembers what was asked, and what the registry said, before any of it is
// reported, and fills in what is then known of the dead links.
func (c *Checker) keep(ctx context.Context, links []Link, which []int, words []link.Answer) {
	if c.options.Memory == nil || len(which) == 0 {
		return
	}
	answers := map[string]link.Answer{}
	for _, word := range words {
		answers[word.URL] = word
	}
	for _, i := range which {
		if url := c.rememberedBy(&links[i]); url == links[i].URL {
			answers[url] = links[i].Answer
		}
	}
	known := c.options.Memory.Keep(ctx, slices.Collect(maps.Values(answers)))
	for _, i := range which {
		if links[i].Answer.Verdict != link.Dead {
			continue
		}
		if past, ok := known[c.rememberedBy(&links[i])]; ok {
			links[i].Past = &past
		}
	}
}
