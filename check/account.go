package check

import (
	"slices"
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// An account is what an entry says of its source's days. A day is zero where the
// entry states none, or where it cannot be told which of several is meant.
type account struct {
	*extract.Reference
	published date.Reading // when the source appeared
	accessed  date.Reading // when it was looked up
	archived  date.Reading // when the copy was made, by the entry's words
	captured  date.Reading // the same, by the address of the copy
}

// maxDays is how many dates an entry may hold and still be of one source: the source's, and those of its access, its copy
// and its title. Notes that discuss many sources have more.
const maxDays = 10

// readAccounts reads the accounts of the entries that say when a source was looked up or name a copy; where registries are
// asked, those of all.
func (s *subject) readAccounts() []account {
	readings := map[*extract.Reference][]date.Reading{}
	for _, d := range s.dated {
		if d.ref != nil {
			readings[d.ref] = append(readings[d.ref], d.reading)
		}
	}
	captures := s.captures()
	var accounts []account
	for _, e := range s.entries {
		days := readings[e.Reference]
		c := account{Reference: e.Reference, captured: captureOf(e.Reference, captures)}
		looked := e.Accessed.Text != "" || slices.ContainsFunc(days, func(r date.Reading) bool { return r.Role == date.RoleAccessed })
		if len(days) > maxDays || !looked && c.captured.Date.IsZero() && s.options.Domains == nil {
			continue
		}
		c.accessed = oneDay(e.Accessed, days, date.RoleAccessed)
		c.archived = oneDay(e.Archived, days, date.RoleArchived)
		c.published = publishedBy(e.Reference, days)
		accounts = append(accounts, c)
	}
	return accounts
}

// captures returns the moments of copies that addresses in web archives hold.
func (s *subject) captures() map[string][]date.Reading {
	all := map[string][]date.Reading{}
	for _, d := range s.dated {
		if d.ref == nil && d.reading.Role == date.RoleArchived {
			all[d.url] = append(all[d.url], d.reading)
		}
	}
	return all
}

// captureOf returns the day of the copy that an entry's addresses name.
func captureOf(ref *extract.Reference, captures map[string][]date.Reading) date.Reading {
	var found []date.Reading
	for _, u := range ref.URLs {
		found = append(found, captures[u.Text]...)
	}
	return oneDay(extract.Stated{}, found, date.RoleArchived)
}

// publishedBy returns when an entry says that its source was published. What the format names comes before what the
// words tell: where it names the day of access and not this one, there is none. An entry that leads to several sites may
// be of several sources, of which it cannot be told which was published when.
func publishedBy(ref *extract.Reference, days []date.Reading) date.Reading {
	if ref.Published.Text == "" && (ref.Accessed.Text != "" || sites(ref) > 1) {
		return date.Reading{}
	}
	said := oneDay(ref.Published, days, date.RolePublished)
	if ref.Published.Text != "" || !said.Date.IsZero() {
		return said
	}
	var heads []date.Reading
	for _, r := range days {
		if r.Role == date.RoleStated && headsEntry(ref, r) {
			heads = append(heads, r)
		}
	}
	return oneDay(extract.Stated{}, heads, date.RoleStated)
}

// oneDay returns the one date of a role, zero where there are several or one that
// cannot be read.
func oneDay(stated extract.Stated, readings []date.Reading, role date.Role) date.Reading {
	if stated.Text != "" {
		return date.Reading{Date: dateIn(stated.Text), Text: stated.Text, Role: role}
	}
	var one date.Reading
	for _, r := range readings {
		switch {
		case r.Role != role:
		case r.Date.IsZero() || r.Circa || !one.Date.IsZero() && r.Date != one.Date:
			return date.Reading{}
		default:
			one = r
		}
	}
	return one
}

// sites counts the sites that an entry leads to; a copy in an archive is the
// site's own.
func sites(ref *extract.Reference) int {
	seen := map[string]bool{}
	for _, u := range ref.URLs {
		if site := date.SiteOf(u.Text); site != "" && site != "doi.org" {
			seen[site] = true
		}
	}
	return len(seen)
}

// headsEntry tells whether a date stands where styles put that of the source: alone
// in parentheses, as a sentence of its own, or between commas behind a quoted title.
// A date in a title, or one that words are said of, is not the source's.
func headsEntry(ref *extract.Reference, r date.Reading) bool {
	if ref.Title != "" && strings.Contains(ref.Title, r.Text) || inQuotes(ref.Text[:r.Start]) {
		return false
	}
	before, after := strings.TrimRight(ref.Text[:r.Start], " "), strings.TrimLeft(ref.Text[r.End:], " ")
	if strings.HasSuffix(before, "(") {
		return strings.HasPrefix(after, ")")
	}
	if after != "" && !strings.ContainsAny(after[:1], ".,;(") {
		return false
	}
	switch {
	case before == "", hasAnySuffix(before, ".", `"`, "”", "“", "»", "?", "!"):
		return true
	case hasAnySuffix(before, ",", ";"):
		return strings.ContainsAny(before, `"”“»`)
	}
	return false
}

func hasAnySuffix(text string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(text, suffix) {
			return true
		}
	}
	return false
}

// inQuotes tells whether a quotation is open at the end of a text. “ opens one in
// English and closes one in German.
func inQuotes(text string) bool {
	open := rune(0)
	for _, r := range text {
		switch r {
		case '"', '“', '„', '«':
			if open == r && r == '"' || open == '„' && r == '“' {
				open = 0
			} else {
				open = r
			}
		case '”', '»':
			open = 0
		}
	}
	return open != 0
}

// publishedByURL returns the day that an entry's addresses bear, where they bear one.
func publishedByURL(ref *extract.Reference) date.Reading {
	var found []date.Reading
	for _, u := range ref.URLs {
		if r, ok := date.Published(u.Text); ok && r.Form != date.FormPathDigits {
			found = append(found, r)
		}
	}
	return oneDay(extract.Stated{}, found, date.RolePublished)
}

// workOf is the source that an account is of, as the other rules about dates see it.
func (s *subject) workOf(c account) work { return work{c.Reference, s.linksOf(c.Reference)} }

// accountFinding is a finding on an account's entry, with the table of what else is
// said of its source.
func (s *subject) accountFinding(c account, severity Severity, message string, evidence ...Fact) Finding {
	facts := Evidence(evidence).with(Fact{"reference", clip(c.Text)}).with(s.dateTable(s.workOf(c))...)
	f := Finding{Severity: severity, Message: message, Span: c.Span, Label: c.Label, Evidence: facts}
	if len(c.URLs) > 0 {
		f.URL = c.URLs[0].Text
	}
	return f
}
