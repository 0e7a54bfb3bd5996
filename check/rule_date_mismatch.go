package check

import (
	"fmt"
	"slices"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// datedPage is an answer whose page says when it was published, and changed.
func datedPage(url, published, changed string) link.Answer {
	a := link.Answer{URL: url, Verdict: link.Alive, Status: 200, Attempts: 1}
	for _, d := range []date.PageDate{
		{Reading: date.Reading{Role: date.RolePublished, Text: published, End: len(published), Form: date.FormISO}, Origin: date.OriginMeta, Field: "article:published_time"},
		{Reading: date.Reading{Role: date.RoleModified, Text: changed, End: len(changed), Form: date.FormISO}, Origin: date.OriginMeta, Field: "article:modified_time"},
	} {
		d.Date, _ = date.ParseISO(d.Text)
		a.Dates = append(a.Dates, d)
	}
	return a
}

var dateMismatch = Rule{
	ID:       "date-mismatch",
	Severity: Warning,
	Summary:  "the dates of one source disagree",
	Explanation: `The address of a source, its page and the words of the reference each say when it appeared, and they do not fit. The page's side is the time from the day of its publication to that of its last change; a year or a month is compared as a whole. One day apart is a time zone's and nothing, 2 to 7 days are a note, and from 8 on it is a warning. Where day and month change places, or the year is the last one's in early January, the message asks for that slip. There is one finding for a source, and it names all its dates.

How often it is wrong: of 205 saved pages of news and blogs with a date in their address and a day of their own one made a note; where only the first 64 KiB of each page are read, as is usual, one of 174 made a warning (docs/accuracy.md). Of 15 warnings about what references of an encyclopaedia say, 11 were mistakes of its authors.

So it is only a note where a day stands among the words of an address (it may be an event's; Reuters writes its own there), where the reference names only a month or a year (a cover date, an edition), where it names a day up to a fortnight after the other (weeklies are dated ahead), and for links in the text, where nobody states a date. It is silent where the page's own dates contradict each other, where the page was not seen, where bare digits might be a number, where the reference gives a date from before 1995 (its page was put online later), where a day stands right behind an address, in square brackets or behind an unknown label (it may be the reader's), and for books and papers (DOI, ISBN, arXiv and the like), which are accepted, put online and printed at different times.`,
	Bad: Example{
		Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 11 May 2021. https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n",
		Answers: []link.Answer{datedPage("https://stat.gov.uk/2021/05/11/rents", "2023-02-03", "2023-02-03")},
	},
	Good: Example{
		Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. 11 May 2021. https://stat.gov.uk/2021/05/11/rents\n[2] https://stat.gov.uk/wages\n",
		Answers: []link.Answer{datedPage("https://stat.gov.uk/2021/05/11/rents", "2021-05-10", "2023-02-03")},
	},
	Fix:   "open the page, and correct the date that is wrong; if the page is another one than meant, look for the right address",
	judge: judgeMismatch,
}

func judgeMismatch(s *subject) []Finding {
	var findings []Finding
	told := map[string]bool{} // addresses that disagree with their pages
	for w := range s.works() {
		a, b, severity := s.mismatch(w)
		if severity == 0 {
			continue
		}
		if b.by == FromPage && a.by == FromURL {
			if told[b.link.URL] {
				continue
			}
			told[b.link.URL] = true
		}
		message := fmt.Sprintf("the dates of %s disagree: %s says %s and %s %s, %s apart", w.name(), its[a.by], a.told(), its[b.by], b.told(), plural(abs(daysApart(a, b)), "day", "days"))
		if slip := hint(a, b); slip != "" {
			message += "; " + slip
		}
		at := a.link
		if at == nil {
			at = b.link
		}
		findings = append(findings, w.finding(severity, message, at, s.dateTable(w)))
	}
	return findings
}

// mismatch returns the two claims of a work that disagree most, and how gravely:
// 0 when all fit.
func (s *subject) mismatch(w work) (a, b claim, severity Severity) {
	if w.isScholarly() {
		return a, b, 0
	}
	worse := func(x, y claim) {
		grave := disagreement(x, y)
		if grave > severity || grave != 0 && grave == severity && abs(daysApart(x, y)) > abs(daysApart(a, b)) {
			a, b, severity = x, y, grave
		}
	}
	var witnesses []claim
	for _, l := range w.links {
		address, ok1 := s.ofAddress(l)
		page, ok2 := s.ofPage(l)
		if ok1 {
			witnesses = append(witnesses, address)
		}
		if ok2 {
			witnesses = append(witnesses, page)
		}
		if ok1 && ok2 {
			worse(address, page)
		}
	}
	if words, ok := s.ofWords(w); ok && len(witnesses) > 0 {
		worse(words, nearest(words, witnesses))
	}
	if w.ref == nil {
		severity = min(severity, Info)
	}
	return a, b, severity
}

// nearest is the claim that fits another one best: where an entry has several
// addresses, nobody says of which its words speak.
func nearest(c claim, all []claim) claim {
	return slices.MinFunc(all, func(x, y claim) int { return abs(daysApart(c, x)) - abs(daysApart(c, y)) })
}

var idDateMismatch = Rule{
	ID:       "id-date-mismatch",
	Severity: Warning,
	Summary:  "an identifier was made at another time than its source is dated",
	Explanation: `Many addresses hold an identifier with the time of its making to the second: posts of X, Mastodon, TikTok and others, and pages whose publishers number them with UUIDs of version 1, ObjectIDs and the like. What is made later than the day on which it is said to have appeared cannot be what it is said to be: the day is wrong, or the identifier was put together from parts. Two days are allowed for time zones and clocks.

It is a warning for posts, which have no drafts and never move. It is a note for publishers' numbers, since a page that moves to another system gets a new one there. An identifier that is more than 60 days older than its source is a note as well: drafts lie that long at times. Where a publisher's number is more than a year off, the rule is silent: the page has moved, or the number only looks as if it held a time (an ObjectID is 24 digits like others). Of 68 addresses of news with such a number 67 were made within three days of their day, and one 35 days before.

Numbers of papers (arXiv, DOI) bear a month or the year of acceptance. Preprints come before the paper and sometimes after it, so there is only a note, where the number is more than a year younger than what the reference says. Where the other dates of the source disagree among themselves, date-mismatch speaks and names the identifier, too.`,
	Bad: Example{
		Format: extract.FormatText,
		Text:   dateExample + "[1] Statistical Office (11 May 2021). https://x.com/statoffice/status/1585841080431321088\n[2] https://stat.gov.uk/wages\n",
	},
	Good: Example{
		Format: extract.FormatText,
		Text:   dateExample + "[1] Statistical Office (28 October 2022). https://x.com/statoffice/status/1585841080431321088\n[2] https://stat.gov.uk/wages\n",
	},
	Fix:   "open the page and compare its date with the reference's",
	judge: judgeIDs,
}

const (
	idAfter  = 2   // days that an identifier may be younger than its source
	idBefore = 60  // days that it may be older: drafts
	idFar    = 365 // days beyond which a publisher's number says nothing
)

func judgeIDs(s *subject) []Finding {
	var findings []Finding
	for w := range s.works() {
		ids := s.ofIdentifiers(w)
		if len(ids) == 0 {
			continue
		}
		if _, _, severity := s.mismatch(w); severity != 0 {
			continue // one fact, one finding
		}
		if f, ok := s.idMismatch(w, ids); ok {
			findings = append(findings, f)
		}
	}
	return findings
}

// idMismatch is the finding about the identifier of a work that fits its other
// dates least.
func (s *subject) idMismatch(w work, ids []claim) (Finding, bool) {
	if papers := slices.DeleteFunc(slices.Clone(ids), claim.isExact); len(papers) > 1 {
		ids = slices.DeleteFunc(slices.Clone(ids), func(c claim) bool { return !c.isExact() }) // of which its words speak nobody says
	}
	var worst Finding
	claims := s.claims(w)
	for _, id := range ids {
		for _, c := range claims {
			if c.by == FromID {
				continue
			}
			severity := idSeverity(id, c)
			if severity <= worst.Severity {
				continue
			}
			days, order := daysApart(c, id), "after"
			if days < 0 {
				days, order = -days, "before"
			}
			message := fmt.Sprintf("the identifier in %s was made %s, %s %s the day that %s gives, %s", w.name(), onOrIn(id.reading.Date), plural(days, "day", "days"), order, its[c.by], c.told())
			worst = w.finding(severity, message, id.link, s.dateTable(w))
		}
	}
	return worst, worst.Severity != 0
}

// idSeverity says how grave it is that an identifier and another claim are as far
// apart as they are: 0 when it is nothing.
func idSeverity(id, c claim) Severity {
	later := daysApart(c, id) // days by which the identifier is the younger
	switch {
	case !id.isExact():
		if c.by == FromText && later > idFar {
			return Info
		}
		return 0
	case later <= idAfter && later >= -idBefore:
		return 0
	case id.isPost() && later > idAfter && !c.loose && !c.isCoarse():
		return Warning
	case id.isPost() || abs(later) <= idFar:
		return Info
	}
	return 0
}

// posts are the identifiers that a network gives to what somebody posts, in the
// moment of posting.
var posts = []string{
	date.FormXPost, date.FormMastodon, date.FormDiscord, date.FormTikTok,
	date.FormInstagram, date.FormLinkedIn, date.FormBluesky,
}

// isPost says whether a claim is that of a post's identifier.
func (c claim) isPost() bool { return slices.Contains(posts, c.reading.Form) }

// isExact says whether a claim is a moment, and no month or year.
func (c claim) isExact() bool { return !c.reading.Instant.IsZero() }
