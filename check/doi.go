package check

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/sync/errgroup"

	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// inquiries is how many questions to a registry or an archive are under way in
// one article. They bring their own politeness.
const inquiries = 8

// The causes of an answer that is the registry's word.
const (
	doiRegistered   = "doi-registered" // which says nothing of the page that the DOI leads to
	doiUnregistered = "doi-not-registered"
)

// bareDOIs are the links of a reference that names its source by DOI alone.
func bareDOIs(ref *extract.Reference) []Link {
	var links []Link
	for _, id := range ref.Identifiers {
		if id.Type != extract.TypeDOI || badDOI(id.Value) != "" {
			continue
		}
		l := Link{URL: handle.URL(id.Value), In: InReference, Label: ref.Label, Span: id.Span, DOI: id.Value, reference: ref}
		if l.Span == (extract.Span{}) {
			l.Span = ref.Span
		}
		links = append(links, l)
	}
	return links
}

// doiOf returns the DOI that a link names, or "".
func doiOf(l Link) string {
	if l.DOI != "" {
		return l.DOI
	}
	if doi, ok := handle.OfURL(l.URL); ok && badDOI(doi) == "" {
		return doi
	}
	return ""
}

// askAll asks about every link that has no answer yet, and says whether all
// were answered. DOIs are asked of their registry while the web is asked for
// the rest; the web is then asked for the pages of those that are registered.
func (c *Checker) askAll(ctx context.Context, links []Link, idle func()) bool {
	var pages, named []int
	for i := range links {
		switch {
		case links[i].Answer.Verdict != "":
		case c.options.DOIs != nil && doiOf(links[i]) != "":
			named = append(named, i)
		default:
			pages = append(pages, i)
		}
	}
	pages, named = c.recall(ctx, links, pages), c.recall(ctx, links, named)
	dois := make([]string, len(named))
	for n, i := range named {
		dois[n] = doiOf(links[i])
	}
	var looking sync.WaitGroup
	var registrations []handle.Registration
	looking.Go(func() { registrations = c.look(ctx, dois) })
	ended := c.ask(ctx, links, pages, idle)
	looking.Wait()

	words, left := make([]link.Answer, len(named)), []int(nil)
	for n, i := range named {
		words[n] = wordOf(ctx, links[i], dois[n], registrations[n])
		if links[i].DOI == "" && words[n].Verdict != link.Dead { // whether its page is there is another question
			left = append(left, i)
			continue
		}
		links[i].Answer = words[n]
	}
	ended = c.ask(ctx, links, left, idle) && ended
	c.keep(ctx, links, slices.Concat(pages, named), c.toRemember(words, dois))
	return ended && !slices.ContainsFunc(links, unanswered)
}

// look asks the registry for DOIs, and returns its answers in their order.
func (c *Checker) look(ctx context.Context, dois []string) []handle.Registration {
	out := make([]handle.Registration, len(dois))
	var group errgroup.Group
	group.SetLimit(inquiries)
	for i, doi := range dois {
		group.Go(func() error {
			out[i] = c.options.DOIs.Look(ctx, doi)
			return nil
		})
	}
	_ = group.Wait() // its functions return nil
	return out
}

// wordOf makes an answer of what the registry said.
func wordOf(ctx context.Context, l Link, doi string, r handle.Registration) link.Answer {
	answer := link.Answer{URL: l.URL, Verdict: link.Uncertain, Attempts: 1}
	switch {
	case r.State == handle.Unregistered && !(l.DOI != "" && mayGoOn(l)):
		answer.Verdict, answer.Cause, answer.Attempts = link.Dead, doiUnregistered, 2
		answer.Reason = "the DOI " + doi + " is not registered"
	case ctx.Err() != nil && r.State == handle.Unknown:
		answer.Cause, answer.Reason, answer.Attempts = "interrupted", "the run ended before an answer", 0
	case r.State == handle.Registered:
		answer.Verdict, answer.Cause, answer.FinalURL = link.Alive, doiRegistered, r.Target
		answer.Reason = "the DOI is registered"
	case r.State == handle.Unregistered:
		answer.Cause, answer.Attempts = doiUnregistered, 2
		answer.Reason = "the DOI " + doi + " is not registered, but it may go on behind what looks like its end"
	default:
		answer.Cause, answer.Reason = "doi-not-checked", "the DOI could not be looked up: "+r.Reason
	}
	return answer
}

// mayGoOn says whether a DOI in a text may be longer than it was read: it ends
// in a sign that DOIs rarely end in, or nothing but space parts it from a word
// that could be its rest, as where a line was broken.
func mayGoOn(l Link) bool {
	if strings.HasSuffix(l.DOI, "-") || strings.HasSuffix(l.DOI, "/") || strings.HasSuffix(l.DOI, "_") || strings.HasSuffix(l.DOI, ".") {
		return true
	}
	_, rest, found := strings.Cut(l.reference.Text, l.DOI)
	if !found || !strings.HasPrefix(rest, " ") {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return strings.ContainsFunc(word, unicode.IsDigit) && !strings.ContainsAny(word, "([:")
}
