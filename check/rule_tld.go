package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

var tldTooNew = Rule{
	ID:       "tld-too-new",
	Severity: Warning,
	Summary:  "an address bears a date from before its top-level domain existed",
	Explanation: `The address is of 2012 and below .app, and no address below .app existed before May 2015. Pages do move to new domains and keep the dates in their addresses, so this is a note, one for each site, and worth a look where other things are odd, too: of 33,000 dated addresses in public texts, 49 on seven sites were such. A web archive's address that says the page was captured before its top-level domain existed is a warning: nothing could be captured there.

The days are those on which the registries signed their contracts, months before the first address; for older and national domains it is the year. Only dates that the address itself bears are weighed, and eight bare digits, which may be a number, are not.`,
	Bad:   Example{Format: extract.FormatText, Text: dateExample + "[1] https://rents.app/2012/05/11/rents-in-spring\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: dateExample + "[1] https://rents.app/2018/05/11/rents-in-spring\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "open the page; if it was moved, cite where it was first, or say so",
	judge: judgeTLD,
}

// A tooOld is an address that is older than its top-level domain.
type tooOld struct {
	date.Reading
	tld   string
	began date.Date
}

// beforeTLD weighs a capture before the page's own date, since nothing moves a capture.
func beforeTLD(url string) (tooOld, bool) {
	readings := date.InURL(url)
	if len(readings) == 0 {
		return tooOld{}, false
	}
	tld, began, ok := date.TLDBegan(url)
	if !ok {
		return tooOld{}, false
	}
	for _, r := range readings {
		if r.Role == date.RoleArchived && r.Date.Before(began) {
			return tooOld{r, tld, began}, true
		}
	}
	r, ok := date.Published(url)
	return tooOld{r, tld, began}, ok && r.Form != date.FormPathDigits && r.Date.Before(began)
}

func judgeTLD(s *subject) []Finding {
	type group struct {
		site string
		role date.Role
	}
	size := map[group]int{}
	for _, all := range s.places {
		if old, ok := beforeTLD(all[0].URL); ok {
			size[group{date.SiteOf(all[0].URL), old.Role}]++
		}
	}
	said := map[group]bool{}
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		old, ok := beforeTLD(l.URL)
		if !ok {
			return Finding{}, false
		}
		g := group{date.SiteOf(l.URL), old.Role}
		if said[g] {
			return Finding{}, false
		}
		said[g] = true
		f := Finding{
			Severity: Info,
			Span:     s.within(l, old.Start, old.End),
			Message:  fmt.Sprintf("the address in %s is of %s, and no address below .%s existed before %s", l.cited(), old.Date, old.tld, old.began),
			Evidence: Evidence{{"URL says", old.Date.String()}, {"domain began", old.began.String()}},
		}
		if old.Role == date.RoleArchived {
			f.Severity = Warning
			f.Message = fmt.Sprintf("the address in %s says it was archived on %s, and no address below .%s existed before %s", l.cited(), old.Date, old.tld, old.began)
		}
		if size[g] > 1 {
			f.Evidence = append(f.Evidence, Fact{"such addresses on this site", size[g]})
		}
		return f, true
	})
}
