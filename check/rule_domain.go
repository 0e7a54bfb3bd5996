package check

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/extract"
)

var domainYoungerThanDate = Rule{
	ID:       "domain-younger-than-date",
	Severity: Info,
	Summary:  "a source is dated before its domain was registered",
	Explanation: `The address or the reference says that the page is of 2012, and the registry says that the domain was registered in 2018: more than thirty days later. Either the page was moved to a new domain, or the domain was given up and registered anew by somebody else, who may show something else there; or the source was made up.

Only days count that the address bears, or that the reference states in full, and none from before 1995: what is older was put online later, and so were many books and papers of which only the year is given. It is a note, one for each domain, because moves and new owners are common. It is off by default, because it asks a third party: with --rdap, the RDAP service at that address (RFC 7480 to 9083) is asked once for each domain of a dated source, and learns which they are. https://rdap.org knows the registries of most domains and leads to them. Nothing is said where the registry did not answer, or keeps the day to itself as many national ones do; of domains below which others publish (github.io); and of eight bare digits in an address, which may be a number.`,
	Bad:      Example{Format: extract.FormatText, Registered: day(2018, time.May, 2), Text: dateExample + "[1] https://rents.com/2012/05/11/rents-in-spring\n[2] https://stat.gov.uk/wages\n"},
	Good:     Example{Format: extract.FormatText, Registered: day(2012, time.May, 2), Text: dateExample + "[1] https://rents.com/2012/05/11/rents-in-spring\n[2] https://stat.gov.uk/wages\n"},
	Fix:      "open the page; look for where it was first, or for an archived copy of its day",
	OnlyWith: "--rdap URL",
	judge:    judgeDomain,
}

func day(y int, m time.Month, d int) date.Date {
	return date.Date{Year: y, Month: m, Day: d, Precision: date.Day}
}

// newDomain is for how many days a site may have been prepared, or dated back, before
// its domain is held against it.
const newDomain = 30

// webYear is the first year of which more than a handful of today's pages are. Older
// dates are those of print that was put online.
const webYear = 1995

// askDomains asks when the domains of all dated sources were registered, each once.
func (c *Checker) askDomains(ctx context.Context, links []Link) {
	if c.options.Domains == nil || ctx.Err() != nil {
		return
	}
	places := map[string][]int{}
	for i, l := range links {
		if domain := date.DomainOf(l.URL); domain != "" && doiOf(l) == "" && isDated(l) {
			places[domain] = append(places[domain], i)
		}
	}
	var group errgroup.Group
	group.SetLimit(inquiries)
	for domain, at := range places {
		group.Go(func() error {
			registration := c.options.Domains.Look(ctx, domain)
			for _, i := range at {
				links[i].Domain = registration
			}
			return nil
		})
	}
	_ = group.Wait() // its functions return nil
}

// isDated tells whether a link's source may be of a day that is known.
func isDated(l Link) bool {
	if _, ok := date.Published(l.URL); ok || l.reference == nil {
		return ok
	}
	published, _ := SourceDates(l.reference)
	return published != ""
}

func judgeDomain(s *subject) []Finding {
	stated := map[*extract.Reference]date.Reading{}
	for _, c := range s.accounts {
		stated[c.Reference] = c.published
	}
	said := map[string]bool{}
	untold, why := 0, ""
	findings := s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		if l.Domain.State == rdap.Unknown {
			untold++
			why = l.Domain.Reason
		}
		if l.Domain.State != rdap.Registered || said[l.Domain.Domain] {
			return Finding{}, false
		}
		from, claimed := "URL says", stated[l.reference]
		if r, ok := date.Published(l.URL); ok && r.Form != date.FormPathDigits {
			claimed = r
		} else {
			from = "text says"
		}
		if from == "text says" && claimed.Date.Precision != date.Day || claimed.Date.Year < webYear {
			return Finding{}, false
		}
		registered, _ := date.ParseISO(l.Domain.At.Format(time.DateOnly))
		days := date.DaysBetween(claimed.Date, registered)
		if days <= newDomain {
			return Finding{}, false
		}
		said[l.Domain.Domain] = true
		return Finding{
			Message:  fmt.Sprintf("the source in %s is of %s, and its domain %s was registered on %s", l.cited(), claimed.Date, l.Domain.Domain, registered),
			Evidence: Evidence{{from, claimed.Text}, {"registered", registered.String()}, {"days later", days}},
		}, true
	})
	if untold > 0 {
		s.couldNotTell(fmt.Sprintf("when the domains of %s were registered: %s", plural(untold, "dated source", "dated sources"), why))
	}
	return findings
}
