package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// aheadOf is for how many days before the date that it bears a source may have been
// read, by how much of the date is known: weeklies are dated up to a fortnight
// ahead, monthlies up to two months, and journals put work online that belongs to
// next year's volume.
var aheadOf = map[date.Precision]int{date.Day: 14, date.Month: 62, date.Year: 366}

// tooEarly weighs how much earlier than its source's date something happened: a day
// is the time zone's, and what may be a date ahead is a note where the day is
// known, and nothing where it is not. 0 is nothing.
func tooEarly(happened, published date.Date) (Severity, int) {
	days := date.DaysBetween(happened, published)
	switch {
	case days > aheadOf[published.Precision]:
		return Warning, days
	case days > 1 && published.Precision == date.Day:
		return Info, days
	}
	return 0, days
}

var accessBeforePublication = Rule{
	ID:       "access-before-publication",
	Severity: Warning,
	Summary:  "a source was looked up before it was published",
	Explanation: `The reference says that its source was looked up on a day before the one on which it was published, by the reference's own words or by the date in its address. Mostly a year is wrong, as in January, when the old year is still in the fingers; or the reference was copied and only half of it was changed. In invented references the dates do not know of each other.

One day is allowed for time zones. Weeklies are dated up to a fortnight ahead: within that it is a note. Monthlies are dated ahead, too, and journals put work online that belongs to next year's volume: a month is only held against what was looked up more than two months before it began, and a year more than a year. What the page itself says (when it is asked for) is a note, since pages that are brought up to date often get a new date. Of 211 references in public encyclopaedia articles that state both days, two were the wrong way round, and both were mistakes. An entry with several sources, or with several dates of one kind, is left alone. A title that names a coming day may be a false alarm where nothing sets it off from the date.`,
	Bad:   Example{Format: extract.FormatText, Text: dateExample + "[1] \"Rents in spring\". Statistical Office. 11 May 2021. Retrieved 4 January 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: dateExample + "[1] \"Rents in spring\". Statistical Office. 11 May 2021. Retrieved 4 January 2022. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "look both dates up; the year is the likeliest to be wrong",
	judge: judgeAccessBefore,
}

func judgeAccessBefore(s *subject) []Finding {
	var findings []Finding
	for _, c := range s.accounts {
		if c.accessed.Date.IsZero() {
			continue
		}
		worst, most := Severity(0), 0
		evidence := Evidence{{"looked up", c.accessed.Text}}
		for _, p := range s.publications(c) {
			severity, days := tooEarly(c.accessed.Date, p.reading.Date)
			if p.by == FromPage {
				severity = min(severity, Info)
			}
			if severity == 0 {
				continue
			}
			evidence = append(evidence, Fact{witnesses[p.by] + " says", p.row()})
			if severity > worst {
				worst, most = severity, days
			}
		}
		if worst > 0 && !s.disagree(c.Reference) {
			message := fmt.Sprintf("%s was looked up %s before its source was published", s.workOf(c).name(), plural(most, "day", "days"))
			findings = append(findings, s.accountFinding(c, worst, message, evidence...))
		}
	}
	return findings
}

// disagree tells whether the days of publication that are given for a source contradict each other: that is one fact,
// and date-mismatch tells it.
func (s *subject) disagree(ref *extract.Reference) bool {
	_, _, severity := s.mismatch(work{ref, s.linksOf(ref)})
	return severity != 0
}

// publications lists who says when an entry's source appeared: itself, its address,
// and its page where it has one address.
func (s *subject) publications(c account) []claim {
	var all []claim
	if !c.published.Date.IsZero() {
		all = append(all, claim{by: FromText, reading: c.published})
	}
	if r := publishedByURL(c.Reference); !r.Date.IsZero() {
		all = append(all, claim{by: FromURL, reading: r})
	}
	if links := s.linksOf(c.Reference); len(links) == 1 && links[0].sawPage() {
		if on := date.PublishedOn(links[0].Answer.Dates, s.options.Now); !on.IsZero() {
			all = append(all, claim{by: FromPage, reading: on.Reading, field: fieldOf(on.PageDate)})
		}
	}
	return all
}

var accessAfterArticle = Rule{
	ID:       "access-after-article",
	Severity: Warning,
	Summary:  "a source was looked up after the article appeared",
	Explanation: `The reference says that its source was looked up more than a day after the article's own date, and after the last change that the article states. Either the article was changed later without saying so, or one of the dates is wrong.

Up to a month it is a note, because the date at the head of an article is often that on which it was begun. From four such references on, the article was changed: then there is one note. Where the article states no date, this is not tried, and the report says so; --published gives the date. A day that has not come yet is a matter of future-date.`,
	Bad:   Example{Format: extract.FormatText, Published: "2021-05-11", Text: dateExample + "[1] Rents in spring. https://stat.gov.uk/rents (accessed 4 January 2022)\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Published: "2021-05-11", Text: dateExample + "[1] Rents in spring. https://stat.gov.uk/rents (accessed 4 January 2021)\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "check both dates; if the article was updated, say when",
	judge: judgeAccessAfter,
}

// begun is for how many days before it appears an article may have borne its date.
const begun = 31

func judgeAccessAfter(s *subject) []Finding {
	changed, from := s.lastChanged()
	var findings []Finding
	dates := 0
	for _, c := range s.accounts {
		if c.accessed.Date.IsZero() || s.hasNotCome(c.accessed.Date) {
			continue
		}
		if changed.IsZero() {
			s.couldNotTell("whether sources were looked up after the article appeared: it states no date of its own (--published gives one)")
			return nil
		}
		dates++
		if days := date.DaysBetween(changed, c.accessed.Date); days > 1 {
			severity := Warning
			if days <= begun {
				severity = Info
			}
			message := fmt.Sprintf("%s was looked up on %s, %s after the article appeared", s.workOf(c).name(), c.accessed.Date, plural(days, "day", "days"))
			findings = append(findings, s.accountFinding(c, severity, message, Fact{"article's date", changed.String() + " (" + from + ")"}, Fact{"looked up", c.accessed.Text}))
		}
	}
	if len(findings) < updatedAfter {
		return findings
	}
	message := fmt.Sprintf("%d of %d sources were looked up after the article appeared, which seems to have been changed since", len(findings), dates)
	return []Finding{ofMany(findings, message, Fact{"article's date", changed.String() + " (" + from + ")"})}
}

// hasNotCome tells whether a day has not come yet anywhere on earth.
func (s *subject) hasNotCome(on date.Date) bool {
	return !s.options.Now.IsZero() && date.DaysBetween(s.options.Now, on) > 1
}

// lastChanged returns the article's date, or that of its last change, whichever is
// later, and where it was found.
func (s *subject) lastChanged() (date.Date, string) {
	last, from := s.published, s.publishedFrom
	for _, stated := range s.article.Modified {
		if d := dateIn(stated.Text); last.IsZero() || date.DaysBetween(last, d) > 0 {
			last, from = d, stated.Origin
		}
	}
	return last, from
}

// ofMany makes one note of findings that come to the same.
func ofMany(findings []Finding, message string, evidence ...Fact) Finding {
	f := findings[0]
	labels := make([]string, 0, len(findings))
	for _, one := range findings {
		if one.Label != "" {
			labels = append(labels, one.Label)
		}
	}
	f.Severity, f.Message, f.Evidence = Info, message, evidence
	if len(labels) > 0 {
		f.Evidence = append(f.Evidence, Fact{"references", shorten(labels)})
	}
	return f
}
