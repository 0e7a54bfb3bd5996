package check

import (
	"cmp"
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

var changedSinceCited = Rule{
	ID:       "changed-since-cited",
	Severity: Info,
	Summary:  "the page was changed after it was looked up",
	Explanation: `The page says of itself that it was changed (schema.org's dateModified, article:modified_time and the like, or a line that readers see) more than thirty days after the reference looked it up, or after the article where the reference says no day. What it says today may not be what was cited. The date that the server gives its file (Last-Modified) counts only where the page itself says nothing, and never where it is that of the answer.

It is off by default: about one page in five says that it was changed later, mostly by a new layout or a comma, and an editor can do little about it. It is meant for the one who goes over an old article. More than three such pages are one note.`,
	Bad:      Example{Format: extract.FormatText, Text: changedExample, Answers: []link.Answer{changedOn("2023-06-03")}},
	Good:     Example{Format: extract.FormatText, Text: changedExample, Answers: []link.Answer{changedOn("2021-05-20")}},
	Fix:      "read the page again, or cite an archived copy of the day",
	OnlyWith: "--enable changed-since-cited",
	judge:    judgeChanged,
}

const changedExample = dateExample + "[1] Rents in spring. https://stat.gov.uk/rents (accessed 11 May 2021)\n[2] https://stat.gov.uk/wages\n"

// changedOn is the answer of a page that says when it was changed.
func changedOn(day string) link.Answer {
	on, _ := date.ParseISO(day)
	stated := date.PageDate{Reading: date.Reading{Date: on, Role: date.RoleModified, Text: day}, Origin: date.OriginMeta, Field: "article:modified_time"}
	return link.Answer{URL: "https://stat.gov.uk/rents", Verdict: link.Alive, Status: 200, Attempts: 1, Dates: []date.PageDate{stated}}
}

// settled is for how many days after it was cited a page may still be corrected.
const settled = 30

func judgeChanged(s *subject) []Finding {
	accessed := map[*extract.Reference]date.Date{}
	for _, c := range s.accounts {
		accessed[c.Reference] = c.accessed.Date
	}
	article, _ := s.lastChanged()
	untold := false
	findings := s.eachURL(func(l *Link, all []*Link) (Finding, bool) {
		page := modifiedOn(l.Answer, s.options.Now)
		if page.Date.IsZero() {
			return Finding{}, false
		}
		var last date.Date
		for _, place := range all {
			if on := accessed[place.reference]; last.IsZero() || last.Before(on) {
				last = on
			}
		}
		cited := cmp.Or(last, article)
		untold = untold || cited.IsZero()
		days := date.DaysBetween(cited, page.Date)
		if days <= settled {
			return Finding{}, false
		}
		return Finding{
			Message:  fmt.Sprintf("the page in %s was changed on %s, %s after it was cited", l.cited(), page.Date, plural(days, "day", "days")),
			Evidence: Evidence{{"cited", cited.String()}, {"page says", cmp.Or(page.Field, string(page.Origin)) + ": " + page.Text}},
		}, true
	})
	if untold {
		s.couldNotTell("whether pages were changed since they were cited: neither references nor article state a day (--published gives one)")
	}
	return s.together(findings, fmt.Sprintf("%d pages were changed after they were cited", len(findings)))
}

// modifiedOn returns when a page that is there was last changed: what it says
// itself, else what its server says of the file.
func modifiedOn(a link.Answer, today date.Date) date.PageDate {
	if a.Verdict != link.Alive && a.Verdict != link.Moved {
		return date.PageDate{}
	}
	if on := date.ModifiedOn(a.Dates, today); !on.IsZero() {
		return on.PageDate
	}
	for _, d := range a.Dates {
		if d.Origin == date.OriginHeader {
			return d
		}
	}
	return date.PageDate{}
}

var staleSource = Rule{
	ID:       "stale-source",
	Severity: Info,
	Summary:  "news that was old when the article appeared",
	Explanation: `The address of the source bears a day, as news and blogs do, that lies years before the article's own. What was news then may have been overtaken since. --stale-after says how many years that takes.

It is off by default, because old sources are mostly right: of the dated sources in a public agency's blog a third were more than a year older than the post, and one in sixteen more than five. It is meant for desks that report what happens now. Papers, books and pages without a day in their address are left alone. More than three such sources are one note. Where the article states no date of its own, this is not tried, and the report says so; --published gives the date.`,
	Bad:      Example{Format: extract.FormatText, Published: "2025-08-01", Text: dateExample + "[1] https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:     Example{Format: extract.FormatText, Published: "2025-08-01", Text: dateExample + "[1] https://stat.gov.uk/2024/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:      "look for what has been reported since, or say of when the source is",
	OnlyWith: "--stale-after YEARS",
	judge:    judgeStale,
}

// staleAfter is after how many years news is old, where nobody says.
const staleAfter = 2

func judgeStale(s *subject) []Finding {
	oldest := s.published
	oldest.Year -= cmp.Or(s.options.StaleAfter, staleAfter)
	untold := false
	findings := s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		r, ok := date.Published(l.URL)
		if !ok || r.Date.Precision != date.Day || r.Form == date.FormPathDigits {
			return Finding{}, false
		}
		untold = untold || s.published.IsZero()
		if s.published.IsZero() || !r.Date.Before(oldest) {
			return Finding{}, false
		}
		years := int(float64(date.DaysBetween(r.Date, s.published)) / daysPerYear)
		return Finding{
			Message:  fmt.Sprintf("the source in %s is of %s, %s before the article", l.cited(), r.Date, plural(years, "year", "years")),
			Evidence: Evidence{{"URL says", r.Date.String()}, {"article's date", s.published.String() + " (" + s.publishedFrom + ")"}},
		}, true
	})
	if untold {
		s.couldNotTell("whether sources are old news: the article states no date of its own (--published gives one)")
	}
	return s.together(findings, fmt.Sprintf("%d sources are years older than the article", len(findings)))
}

const daysPerYear = 365.25
