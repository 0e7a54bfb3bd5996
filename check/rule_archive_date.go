package check

import (
	"fmt"
	"time"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

var archiveDateMismatch = Rule{
	ID:       "archive-date-mismatch",
	Severity: Warning,
	Summary:  "an archived copy is of another day than the reference says, or older than its source",
	Explanation: `The address of a copy in a web archive holds the moment at which it was made (web.archive.org/web/20210511083000/…, archive.today and some twenty others). The reference says another day; or the copy is older than the source, by the reference's own date or by the one in the archived address. Then date or address was mistyped, or the copy shows something else than what was cited: an earlier state of the page. One of 116 such references in public encyclopaedia articles was wrong.

A day is allowed for time zones, and for sources that are dated ahead what access-before-publication allows. That a source was looked up before or after its copy was made says nothing, since copies are made when a link dies. References that name several copies, and addresses that hide the moment (archive.today's short ones, perma.cc), are left alone.

Of a page that is lost, the archive that is asked for a copy (--archive) often says when it made its first. More than three years after the day in the address, or in the reference, that is a note: the page may be younger than it says, or may not have been there. It is no more than a note, because archives find small sites late.`,
	Bad:   Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. https://web.archive.org/web/20210511083000/https://stat.gov.uk/rents. Archived from the original on 5 November 2021.\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. https://web.archive.org/web/20210511083000/https://stat.gov.uk/rents. Archived from the original on 11 May 2021.\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "open the copy, and correct the date or cite the copy that shows what is meant",
	judge: judgeArchiveDate,
}

func judgeArchiveDate(s *subject) []Finding {
	var findings []Finding
	for _, c := range s.accounts {
		if c.captured.Date.IsZero() {
			continue
		}
		if f, ok := s.wrongCopy(c); ok {
			findings = append(findings, f)
		}
	}
	captures := s.captures()
	return append(findings, s.eachURL(func(l *Link, all []*Link) (Finding, bool) {
		if f, ok := oldCopy(l, captures[l.URL], all); ok {
			return f, ok
		}
		return s.lateCopy(l)
	})...)
}

// lateFrom is how many years after the day that a page is said to be of its first copy is worth a note, and
// copiedSince the year from which on archives looked at more than a few sites.
const (
	lateFrom    = 3
	copiedSince = 2001
)

// lateCopy compares the first copy that the archive which was asked for a lost page holds with the day of the page.
func (s *subject) lateCopy(l *Link) (Finding, bool) {
	first := l.Archived.First
	if l.Archived.State != memento.Held || first.IsZero() {
		return Finding{}, false
	}
	c, ok := s.ofAddress(l)
	if w := s.workAt(l); !ok && len(w.links) == 1 {
		c, ok = s.ofWords(w)
	}
	day := c.day()
	if !ok || c.loose || day.Year < copiedSince || first.Before(day.Start().AddDate(lateFrom, 0, 0)) {
		return Finding{}, false
	}
	return Finding{
		Severity: Info,
		Message:  fmt.Sprintf("the web archive's first copy of the page in %s is of %s, more than %d years after %s says that it appeared", l.cited(), first.UTC().Format(time.DateOnly), lateFrom, its[c.by]),
		Evidence: append(Evidence{{"first copy", first.UTC().Format(time.DateOnly)}, {witnesses[c.by] + " says", c.row()}}, archiveEvidence(l)...),
	}, true
}

// wrongCopy compares the copy that an entry names with the day that it says, and
// else with the days on which its source is said to have appeared.
func (s *subject) wrongCopy(c account) (Finding, bool) {
	copied, by := c.captured.Date, Fact{"copy is of", c.captured.Text}
	if days := date.DaysBetween(c.archived.Date, copied); days > 1 || days < -1 {
		message := fmt.Sprintf("%s says that its copy was archived on %s, and the copy is of %s", s.workOf(c).name(), c.archived.Date, copied)
		return s.accountFinding(c, Warning, message, by, Fact{"reference says", c.archived.Text}), true
	}
	for _, published := range []date.Reading{c.published, publishedByURL(c.Reference)} {
		if severity, days := tooEarly(copied, published.Date); severity > 0 {
			message := fmt.Sprintf("the copy that %s names was made %s before its source was published", s.workOf(c).name(), plural(days, "day", "days"))
			return s.accountFinding(c, severity, message, by, Fact{"published", published.Text}), true
		}
	}
	return Finding{}, false
}

// oldCopy compares a copy that the text links to with the day in the archived
// page's own address.
func oldCopy(l *Link, captures []date.Reading, all []*Link) (Finding, bool) {
	if len(captures) == 0 || !inBodyOnly(all) {
		return Finding{}, false
	}
	published, ok := date.Published(l.URL)
	copied := oneDay(extract.Stated{}, captures, date.RoleArchived)
	severity, days := tooEarly(copied.Date, published.Date)
	if !ok || published.Form == date.FormPathDigits || severity == 0 {
		return Finding{}, false
	}
	return Finding{
		Severity: severity,
		Message:  fmt.Sprintf("the copy in the text was made %s before the day in the archived page's own address", plural(days, "day", "days")),
		Evidence: Evidence{{"copy is of", copied.Text}, {"page's address says", published.Text}},
	}, true
}
