package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// A dated is one date that a reference, or a link in the text, bears.
type dated struct {
	reading date.Reading
	from    string // "URL" or "text"
	label   string
	cited   string // "reference "3"" or "a link in the text"
	url     string
	text    string
	span    extract.Span
	of      *extract.Reference // nil for a date in a URL
}

// dates reads the dates of every reference and of every link in the text,
// offline: those in URLs and those in the references' words. Each URL is read
// once.
func (s *subject) dates() []dated {
	var found []dated
	seen := map[string]bool{}
	for _, l := range s.links {
		if seen[l.URL] {
			continue
		}
		seen[l.URL] = true
		source := l.cited()
		if l.In == InBody {
			source = "a link in the text"
		}
		for _, r := range date.InURL(l.URL) {
			found = append(found, dated{reading: r, from: "URL", label: l.Label, cited: source, url: l.URL, text: l.URL, span: l.Span})
		}
	}
	for _, e := range s.entries {
		for _, r := range date.InText(e.Text) {
			found = append(found, dated{reading: r, from: "text", label: e.Label, cited: "reference " + quoted(e.Label), url: firstURL(e), text: e.Text, span: e.Span, of: e.Reference})
		}
	}
	return found
}

func (d dated) finding(severity Severity, message string, evidence ...Fact) Finding {
	facts := Evidence{{d.from + " says", d.reading.Text}}
	if d.from == "text" {
		facts = append(facts, Fact{"reference", clip(d.text)})
	}
	return Finding{Severity: severity, Message: message, Span: d.span, Label: d.label, URL: d.url, Evidence: append(facts, evidence...)}
}

const dateExample = "Rents rose [1], and wages did not [2].\n\nReferences\n"

var impossibleDate = Rule{
	ID:          "impossible-date",
	Severity:    Error,
	Summary:     "a date that no calendar has",
	Explanation: `The reference says 30 February or month 13. The date was mistyped or made up. In the words of a reference it is an error; in an address it is a warning, since some addresses hold numbers that only look like a date.`,
	Bad:         Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 30 February 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:        Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 28 February 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:         "look the date up and correct it",
	judge:       judgeImpossible,
}

func judgeImpossible(s *subject) []Finding {
	var findings []Finding
	for _, d := range s.dated {
		if d.reading.Impossible == "" {
			continue
		}
		severity := Error
		if d.from == "URL" {
			severity = Warning
		}
		findings = append(findings, d.finding(severity, fmt.Sprintf("%s bears an impossible date, %s: %s", d.cited, quoted(d.reading.Text), d.reading.Impossible)))
	}
	return findings
}

var futureDate = Rule{
	ID:          "future-date",
	Severity:    Error,
	Summary:     "a date that has not come yet",
	Explanation: `The reference was "accessed" on a day that has not come, which is an error; or its address or its words bear a day that has not come, which is a warning, since journals date issues ahead and titles speak of coming events. One day is allowed for time zones, and a year alone is allowed to be the next.`,
	Bad:         Example{Format: extract.FormatText, Text: dateExample + "[1] https://stat.gov.uk/2091/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:        Example{Format: extract.FormatText, Text: dateExample + "[1] https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:         "look the date up and correct it",
	judge:       judgeFuture,
}

func judgeFuture(s *subject) []Finding {
	if s.options.Now.IsZero() {
		return nil
	}
	var findings []Finding
	for _, d := range s.dated {
		on := d.reading.Date
		if on.IsZero() || d.weak() || date.DaysBetween(s.options.Now, on) <= 1 || on.Precision == date.Year && on.Year <= s.options.Now.Year+1 {
			continue
		}
		if d.from == "text" && d.reading.Role != date.RoleAccessed && on.Precision != date.Day {
			continue // a year or month ahead in a title or for a forthcoming work
		}
		severity := Warning
		if d.reading.Role == date.RoleAccessed {
			severity = Error
		}
		findings = append(findings, d.finding(severity, fmt.Sprintf("%s bears a date that has not come yet: %s", d.cited, on), Fact{"today", s.options.Now.String()}))
	}
	return findings
}

var referenceAfterArticle = Rule{
	ID:       "reference-after-article",
	Severity: Warning,
	Summary:  "a source is younger than the article that cites it",
	Explanation: `The address of the reference bears a day that lies more than one day after the article's own. Either the article was changed later without saying so, or one of the dates is wrong, or the source is not what it seems. From four such sources on, the article was probably changed: then there is one note. A date of which only the year or the month is known counts only when all of it lies after the article's.

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
	var findings []Finding
	dates := 0
	for _, d := range s.dated {
		if d.from != "URL" || d.reading.Role != date.RolePublished || d.reading.Date.IsZero() || d.weak() {
			continue
		}
		if s.published.IsZero() {
			s.couldNotTell("whether sources are younger than the article: it states no date of its own (--published gives one)")
			return nil
		}
		dates++
		if days := date.DaysBetween(s.published, d.reading.Date); days > 1 {
			severity := Warning
			if d.label == "" && s.article.Format == extract.FormatHTML {
				severity = Info // a page links to younger pages of its own accord, too
			}
			findings = append(findings, d.finding(severity, fmt.Sprintf("%s is of %s, %s after the article", d.cited, d.reading.Date, plural(days, "day", "days")),
				Fact{"article's date", s.published.String() + " (" + s.publishedFrom + ")"}))
		}
	}
	if len(findings) >= updatedAfter {
		return []Finding{s.updatedLater(findings, dates)}
	}
	return findings
}

// updatedLater is the one note that many younger sources come to.
func (s *subject) updatedLater(findings []Finding, dates int) Finding {
	f := findings[0]
	f.Severity = Info
	f.Message = fmt.Sprintf("%d of %d dated sources are younger than the article, which seems to have been changed since", len(findings), dates)
	labels := make([]string, 0, len(findings))
	for _, younger := range findings {
		if younger.Label != "" {
			labels = append(labels, younger.Label)
		}
	}
	f.Evidence = Evidence{{"article's date", s.published.String() + " (" + s.publishedFrom + ")"}, {"references", shorten(labels)}}
	return f
}

// weak says whether a date stands as bare digits, which are often an id: the
// rules that accuse a single date leave it alone.
func (d dated) weak() bool { return d.from == "URL" && d.reading.Form == date.FormPathDigits }
