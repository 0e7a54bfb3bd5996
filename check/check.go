package check

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/extract"
)

// A Web asks for URLs; [link.Client] is one. It calls deliver once for every
// element of urls, one call at a time, in any order; once more only to take
// an answer back.
type Web interface {
	Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error
}

// An Archive tells what it holds of a page, nearest a moment or, where that is
// zero, at last; [memento.Archive] is one.
type Archive interface {
	Find(ctx context.Context, url string, near time.Time) memento.Holding
}

// A Registry tells whether a DOI is registered; [handle.Resolver] is one.
type Registry interface {
	Look(ctx context.Context, doi string) handle.Registration
	Address(doi string) string // what its answer is remembered by
}

// Domains tell when a domain was registered; [rdap.Registry] is one.
type Domains interface {
	Look(ctx context.Context, domain string) rdap.Registration
}

// A Watcher hears how far the asking has come. Its methods are called from
// several goroutines at once.
type Watcher interface {
	Asking(urls []string) // these will be asked, too
	Answered(link.Answer) // one of them was
}

// Options say how articles are judged. The zero value judges offline.
type Options struct {
	Web            Web                  // nil: no link is asked
	Archive        Archive              // nil: nobody is asked for copies of dead pages
	DOIs           Registry             // nil: DOIs are asked like any link, and not without one
	Watcher        Watcher              // may be nil
	Allowances     []*inquiry.Allowance // of Archive, DOIs and Domains, which may be slow as long as links are asked
	Now            date.Date            // today; zero: rules about the future are silent
	Published      date.Date            // overrides the date that the article states; zero: none
	ReferencesOnly bool                 // links inline in the running text are not asked
	AllowNet       []netip.Prefix       // addresses that are not called private
	Memory         Memory               // what earlier runs saw; nil: nothing is remembered
	DeadAfter      DeadAfter            // when a dead link is an error; zero: at once
	Names          *date.NameTable      // when names began; nil: the built-in table
	Domains        Domains              // nil: nobody is asked when a domain was registered
	StaleAfter     int                  // years after which stale-source calls news old; 0: two
	KeepReading    bool                 // Judge keeps the reading text of articles, for reports that show it
	Enable         []string             // rules that are off by default and shall judge, by id

	// What the user knows beforehand. The functions may be nil, and are called from
	// several goroutines at once; source is [extract.Article.Source].

	Weigh          func(source string) map[string]Severity                      // how much rules matter in an article, by id, where not as their table says
	Expect         func(url string) Expectation                                 // what is known of a link
	Known          func(source string) map[Identity]int                         // how many findings are known; not changed
	NewLines       func(ctx context.Context, source string) func(line int) bool // which lines are new; a nil result: all
	HearNoComments bool                                                         // comments of the article suppress nothing
}

// wants tells whether a rule judges where nothing else is said of it.
func (o *Options) wants(rule *Rule) bool {
	return rule.OnlyWith == "" || slices.Contains(o.Enable, rule.ID)
}

// A Checker judges articles. It is safe for concurrent use.
type Checker struct{ options Options }

// New returns a Checker.
func New(o Options) *Checker { return &Checker{options: o} }

// Check judges one article. It always returns a result; Complete is false in
// it when ctx ended before every link was answered.
func (c *Checker) Check(ctx context.Context, article *extract.Article) *Result {
	result := &Result{Source: article.Source, Article: article, Complete: true}
	result.Links = linksOf(article, c.options)
	m := measure(article, result.Links, c.options)
	if c.options.Web != nil {
		result.Complete = c.askAll(ctx, result.Links, m.begin)
		c.askArchive(ctx, article, result.Links)
		c.askDomains(ctx, result.Links)
	} else {
		skip(result.Links)
	}
	s := m.wait()
	result.keep(s)
	if !s.published.IsZero() {
		result.Published, result.PublishedFrom = s.published.String(), s.publishedFrom
	}
	s.complete = result.Complete
	findings := slices.Concat(m.findings, s.judgeAll(readsAnswers))
	s.heed(findings)
	findings = append(findings, s.judgeAll(readsFindings)...)
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Rule, b.Rule))
	})
	result.Findings, result.Suppressed, result.Gone = s.sift(ctx, findings)
	result.NotJudged = append(result.NotJudged, s.notJudged...)
	return result
}

// keep takes over the dates that were read while the web was asked, for whoever reports them. Until then a link belongs
// to the asking.
func (r *Result) keep(s *subject) {
	r.datings = s.datings
	for i := range r.Links {
		if l := &r.Links[i]; l.DOI == "" {
			l.borne, l.measured = s.borne[l.URL], true
		}
	}
}

// judgeAll runs the rules of the table that read one thing.
func (s *subject) judgeAll(what reads) []Finding {
	var findings []Finding
	for i := range rules {
		if rules[i].reads == what {
			findings = append(findings, s.judge(&rules[i])...)
		}
	}
	return findings
}

// skip says that no link was asked.
func skip(links []Link) {
	for i := range links {
		if l := &links[i]; l.Answer.Verdict == "" {
			l.Answer = link.Answer{URL: l.URL, Verdict: link.Skipped, Cause: "offline", Reason: "offline"}
		}
	}
}

// ask asks the web for some of the links and says whether it came to the end. It calls idle when few are left, and it
// is for others to answer.
func (c *Checker) ask(ctx context.Context, links []Link, which []int, idle func()) bool {
	var urls []string
	places := map[string][]int{}
	for _, i := range which {
		if _, known := places[links[i].URL]; !known {
			urls = append(urls, links[i].URL)
		}
		places[links[i].URL] = append(places[links[i].URL], i)
	}
	if len(urls) == 0 {
		return true
	}
	if c.options.Watcher != nil {
		c.options.Watcher.Asking(urls)
	}
	for _, allowance := range c.options.Allowances {
		defer allowance.Meanwhile()()
	}
	answered := 0
	err := c.options.Web.Ask(ctx, urls, func(a link.Answer) {
		if answered++; 10*answered >= 9*len(urls) {
			idle()
		}
		first := links[places[a.URL][0]].Answer.Verdict == "" // else the first answer was taken back
		for _, i := range places[a.URL] {
			links[i].Answer = a
		}
		if first && c.options.Watcher != nil {
			c.options.Watcher.Answered(a)
		}
	})
	return err == nil
}

// unanswered tells whether the run ended, or our own network did, before a link was judged.
func unanswered(l Link) bool {
	return l.Answer.Verdict == "" || l.Answer.Cause == "interrupted" || l.Answer.Suspect
}

// linksOf lists every place of the article that cites a URL, by place. What
// cannot be asked has its answer already.
func linksOf(article *extract.Article, o Options) []Link {
	links := make([]Link, 0, citedURLs(article))
	for i := range article.Lists {
		refs := article.Lists[i].References
		for j := range refs {
			ref := &refs[j]
			for _, u := range ref.URLs {
				links = append(links, Link{URL: u.Text, In: InReference, Label: ref.Label, Span: u.Span, reference: ref})
			}
			if len(ref.URLs) == 0 && o.DOIs != nil {
				links = append(links, bareDOIs(ref)...)
			}
		}
	}
	if !o.ReferencesOnly {
		for _, l := range article.Links {
			links = append(links, Link{URL: l.Text, In: InBody, Span: l.Span})
		}
	}
	byPlace := func(a, b Link) int { return cmp.Compare(a.Span.Start, b.Span.Start) }
	if !slices.IsSortedFunc(links, byPlace) {
		slices.SortStableFunc(links, byPlace)
	}
	for i := range links {
		links[i].Answer = withoutAsking(links[i].URL)
		if e := o.expected(links[i].URL); e.Ignore {
			links[i].Answer = link.Answer{URL: links[i].URL, Verdict: link.Skipped, Cause: "ignored", Reason: "ignored: " + e.reason()}
		}
	}
	return links
}

// citedURLs counts the places that cite a URL.
func citedURLs(article *extract.Article) int {
	n := len(article.Links)
	for i := range article.Lists {
		for j := range article.Lists[i].References {
			n += len(article.Lists[i].References[j].URLs)
		}
	}
	return n
}

// withoutAsking returns the answer to a URL that need not be asked, or a zero
// Answer.
func withoutAsking(raw string) link.Answer {
	if why := malformed(raw); why != "" {
		return link.Answer{URL: raw, Verdict: link.Uncertain, Cause: "malformed-url", Reason: why}
	}
	if why := placeholder(raw); why != "" {
		return link.Answer{URL: raw, Verdict: link.Skipped, Cause: "placeholder-url", Reason: why}
	}
	return link.Answer{}
}

// plural writes a count with the word that fits it.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
