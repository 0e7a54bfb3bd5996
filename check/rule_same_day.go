package check

import (
	"fmt"
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// What makes a cluster of equal days worth a look.
const (
	sameDaySites  = 3     // registrable domains, at least
	sameDayChance = 0.001 // the chance below which it is unlikely to be one
	nearArticle   = 3     // days from the article's own date within which news is news
	farFromIt     = 180   // days from it beyond which the cluster has a second sign
)

var sameDaySources = Rule{
	ID:       "same-day-sources",
	Severity: Warning,
	Summary:  "several publishers, one and the same day",
	Explanation: `At least three publishers' addresses bear one day, and the chance of that among so many dated sources is below 1 in 1,000. It is reckoned as C(n,k)·q^(k-1) for k of n dated sites, where q = 0.0076 is how often two sources of one article share a day by chance (measured on 2,508 pairs in ordinary documents). Invented references often share a day, because one plausible date was put into each publisher's form of address.

Real events are reported by many on one day, too. So days within three of the article's own date, and days that the article's text names, are left out; and the cluster alone is only a note. It is a warning when there is a second sign, and the evidence names each: an address that names something which did not exist yet, a link that is dead, a page that no archive has a trace of, a page that says another day, or a day more than half a year before the article's own.

In 290 ordinary documents it spoke of none, and in 563 pages of daily news, where every page is such a cluster, of four: two monthly digests without a date, and two pages filed under a wrong day. An article that states no date of its own cannot be spared as the day's news, and the finding then says so.`,
	Bad: Example{Format: extract.FormatText, Text: "Meta moves on [1][2][3][4].\n\nReferences\n" +
		"[1] https://www.wired.com/2021/05/11/meta-unveils-plan\n[2] https://www.reuters.com/technology/meta-says-no-2021-05-11/\n" +
		"[3] https://www.theverge.com/2021/5/11/22432840/meta-ai-plan\n[4] https://www.bloomberg.com/news/articles/2021-05-11/meta-to-change\n"},
	Good: Example{Format: extract.FormatText, Published: "2021-05-12", Text: "The court ruled [1][2][3].\n\nReferences\n" +
		"[1] https://www.wired.com/2021/05/11/court-rules\n[2] https://www.reuters.com/technology/court-rules-2021-05-11/\n[3] https://www.theverge.com/2021/5/11/22432840/court-rules\n"},
	Fix:   "open each of them and compare its date; a page that is not there may never have been",
	judge: judgeSameDay,
}

// A cluster is the links whose addresses bear one day.
type cluster struct {
	day   date.Date
	links []*Link
	sites map[string]bool
}

// clusters groups the links by the full day in their address, in the order of
// the source, and counts the distinct pairs of site and day.
func (s *subject) clusters() (all []*cluster, pairs int) {
	byDay := map[date.Date]*cluster{}
	for _, l := range s.links {
		r, ok := s.publishedIn(l.URL)
		if !ok || r.Date.Precision != date.Day {
			continue
		}
		c := byDay[r.Date]
		if c == nil {
			c = &cluster{day: r.Date, sites: map[string]bool{}}
			byDay[r.Date] = c
			all = append(all, c)
		}
		if site := date.SiteOf(l.URL); site != "" && !c.sites[site] {
			c.sites[site] = true
			pairs++
		}
		c.links = append(c.links, l)
	}
	return all, pairs
}

func judgeSameDay(s *subject) []Finding {
	clusters, n := s.clusters()
	var findings []Finding
	for _, c := range clusters {
		k := len(c.sites)
		if k < sameDaySites {
			continue
		}
		chance := date.SameDayChance(n, k)
		if chance >= sameDayChance || s.isNews(c.day) {
			continue
		}
		findings = append(findings, s.sameDay(c, n, chance))
	}
	return findings
}

// isNews says whether a day is the article's own, or one that its text names.
func (s *subject) isNews(day date.Date) bool {
	if !s.published.IsZero() && abs(date.DaysBetween(s.published, day)) <= nearArticle {
		return true
	}
	if s.named == nil {
		s.named = s.namedDays()
	}
	return s.named[day]
}

// namedDays are the days that the article's text names, outside of its lists.
func (s *subject) namedDays() map[date.Date]bool {
	days := map[date.Date]bool{}
	for _, part := range s.proseParts() {
		for _, r := range date.InText(part) {
			days[r.Date] = true
		}
	}
	return days
}

// proseParts returns the source outside of the lists.
func (s *subject) proseParts() []string {
	text, from := s.article.Text(), 0
	var parts []string
	for _, l := range s.article.Lists {
		if l.Span.Start > from {
			parts = append(parts, text[from:l.Span.Start])
		}
		from = max(from, l.Span.End)
	}
	return append(parts, text[from:])
}

func (s *subject) sameDay(c *cluster, n int, chance float64) Finding {
	var names, addresses []string
	seen := map[string]bool{}
	for _, l := range c.links {
		if seen[l.URL] {
			continue
		}
		seen[l.URL] = true
		if l.Label != "" {
			names = append(names, l.Label)
		}
		addresses = append(addresses, l.URL)
	}
	f := Finding{
		Severity: Info, Span: c.links[0].Span, Label: c.links[0].Label, URL: c.links[0].URL,
		Message: fmt.Sprintf("%d sources of %d publishers bear one day, %s", len(addresses), len(c.sites), c.day),
		Evidence: Evidence{
			{"references", strings.Join(names, ", ")},
			{"addresses", addresses},
			{"chance", fmt.Sprintf("%.1e (%d of %d dated sites on one day)", chance, len(c.sites), n)},
		},
	}
	if signs := s.secondSigns(c); len(signs) > 0 {
		f.Severity = Warning
		f.Evidence = append(f.Evidence, Fact{"second sign", signs})
	}
	if s.published.IsZero() {
		f.Evidence = append(f.Evidence, Fact{"not tried", "whether it is the news of the article's own days: the article states no date"})
	}
	return f
}

// secondSigns are what else speaks against a cluster, one of each kind.
func (s *subject) secondSigns(c *cluster) []string {
	var signs []string
	for _, sign := range []func(*Link, date.Date) string{s.namedTooEarly, notThere, s.withoutCopy, s.pageOfAnotherDay} {
		for _, l := range c.links {
			if told := sign(l, c.day); told != "" {
				signs = append(signs, told)
				break
			}
		}
	}
	if gap := date.DaysBetween(c.day, s.published); gap > farFromIt {
		signs = append(signs, fmt.Sprintf("the day lies %d days before the article's own, %s", gap, s.published))
	}
	return signs
}

func (s *subject) namedTooEarly(l *Link, _ date.Date) string {
	use, ok := s.early[l.URL]
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s names %s, which began %s", l.cited(), use.Name.Name, onOrIn(use.Name.Began))
}

func notThere(l *Link, _ date.Date) string {
	if l.Answer.Verdict != link.Dead && l.Answer.Verdict != link.SoftDead {
		return ""
	}
	return fmt.Sprintf("the link in %s is %s", l.cited(), l.Answer.Verdict)
}

func (s *subject) withoutCopy(l *Link, _ date.Date) string {
	if l.Archived.State != memento.Nothing || s.isYoung(l) {
		return ""
	}
	return fmt.Sprintf("no web archive holds a copy of the page in %s", l.cited())
}

func (s *subject) pageOfAnotherDay(l *Link, day date.Date) string {
	page, ok := s.ofPage(l)
	if !ok || abs(daysApart(claim{reading: date.Reading{Date: day}}, page)) < warningFrom {
		return ""
	}
	return fmt.Sprintf("the page in %s says %s", l.cited(), page.told())
}

// within returns the place of a part of a link's URL where the source shows
// the URL itself, and else the link's.
func (s *subject) within(l *Link, start, end int) extract.Span {
	if s.article.Text()[l.Span.Start:l.Span.End] != l.URL {
		return l.Span
	}
	return extract.Span{Start: l.Span.Start + start, End: l.Span.Start + end}
}
