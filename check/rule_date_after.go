package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

var referenceAfterArticle = Rule{
	ID:       "reference-after-article",
	Severity: Warning,
	Summary:  "a source is younger than the article that cites it",
	Explanation: `The source bears a day that lies more than one day after the article's own, in its address, in an identifier of a post (which holds the second of its writing), or in the words of the reference. Either the article was changed later without saying so, or one of the dates is wrong, or the source is not what it seems. It is a note up to a week, which is how long news is amended, and for a month, which may be a magazine's cover date. From four such sources on, the article was probably changed: then there is one note. A date of which only the year or the month is known counts only when all of it lies after the article's, and a source of which another date fits is left alone.

An article that says when it was last changed is as young as that. Where only the page of a source says so it is a note, since about one page in twenty shows the day of its last change for that of its publication. In ordinary blogs and reports 1 to 2 in 100 sources are more than a day younger, nearly always because the article was edited.

Where the article states no date of its own, this is not tried, and the report says so; --published gives the date.`,
	Bad:   Example{Format: extract.FormatText, Published: "2021-05-01", Text: dateExample + "[1] https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Published: "2021-05-11", Text: dateExample + "[1] https://stat.gov.uk/2021/05/12/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "check both dates; if the article was updated, say when",
	judge: judgeAfter,
}

// updatedAfter is how many younger sources say that the article was changed
// later, rather than that each of them is wrong.
const updatedAfter = 4

func judgeAfter(s *subject) []Finding {
	var findings, notes []Finding // notes rest on what pages say alone
	dates := 0
	told := map[string]bool{}
	for w := range s.works() {
		claims := s.ages(w)
		if len(claims) == 0 {
			continue
		}
		if s.published.IsZero() {
			s.couldNotTell("whether sources are younger than the article: it states no date of its own (--published gives one)")
			return nil
		}
		dates++
		f, first, ok := s.younger(w, claims)
		switch {
		case !ok || f.URL != "" && told[f.URL]:
		case first.by == FromPage:
			notes = append(notes, f)
		default:
			findings = append(findings, f)
		}
		told[f.URL] = told[f.URL] || ok
	}
	if len(findings) >= updatedAfter {
		message := fmt.Sprintf("%d of %d dated sources are younger than the article, which seems to have been changed since", len(findings), dates)
		findings = []Finding{ofMany(findings, message, s.articleRow())}
	}
	return append(findings, s.together(notes, fmt.Sprintf("%d pages say that they were published after the article", len(notes)))...)
}

// ages are the claims of a work that can say whether it is younger than the
// article: an identifier that a publisher gives may be the new one of an old page.
func (s *subject) ages(w work) []claim {
	var all []claim
	for _, c := range s.claims(w) {
		if c.isCoarse() || c.by == FromID && !c.isPost() || s.isAhead(c) {
			continue
		}
		all = append(all, c)
	}
	return all
}

// isAhead says whether a claim lies in the future, of which another rule speaks.
func (s *subject) isAhead(c claim) bool {
	now := claim{reading: date.Reading{Date: s.options.Now}}
	return !s.options.Now.IsZero() && daysApart(now, c) > 1
}

// younger is the finding about a work of which all that is said lies after the
// article, and the claim that it rests on.
func (s *subject) younger(w work, claims []claim) (Finding, claim, bool) {
	changed, from := s.lastChanged()
	article := claim{reading: date.Reading{Date: changed}}
	for _, c := range claims {
		if daysApart(article, c) <= 1 {
			return Finding{}, claim{}, false
		}
	}
	c := claims[0]
	days := plural(daysApart(article, c), "day", "days")
	message := fmt.Sprintf("%s is of %s, %s after the article", w.name(), c.told(), days)
	severity := Warning
	switch {
	case c.by == FromPage:
		message = fmt.Sprintf("the page of %s says that it was published on %s, %s after the article", w.name(), c.reading.Date, days)
		severity = Info
	case c.loose, daysApart(article, c) < warningFrom, w.ref == nil && s.article.Format == extract.FormatHTML:
		severity = Info // a page links to younger pages of its own accord, too
	}
	table := s.dateTable(w)
	if changed != s.published {
		message += " was last changed"
		table = append(table, Fact{"last changed", changed.String() + " (" + from + ")"})
	}
	return w.finding(severity, message, c.link, table), c, true
}
