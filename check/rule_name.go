package check

import (
	"fmt"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

var anachronisticName = Rule{
	ID:       "anachronistic-name",
	Severity: Error,
	Summary:  "an address names something before it existed",
	Explanation: `The address bears a date, and a word in it is a name that began later: a page of 11 May 2021 at /meta-unveils-… names a company that took that name on 28 October 2021. The date is wrong, the page was renamed later, or the address was made up.

Names are matched as whole words of the address's path, with guards against words that only look like them (meta-analysis, metadata). Thirty days are allowed for names that were known before they were official. One such address is a warning; the same name before its time at two publishers is an error. Of 33,000 dated addresses in public texts only made-up ones bore a name before its time; an earlier count met one real page, whose address bears the wrong year.

` + "`citelint explain anachronistic-name`" + ` lists the names that are known, with the page that states each day. ` + "`--names FILE`" + ` adds to them, and takes none away: a row of such a file is a few lines "name: Tidewell", "kind: company", "began: 2024-02", "alias: tidewell, tidewells" and "source: https://…", and an empty line. It may also hold ended, before (what it was called), and what tells the name from a common word: guard (words right beside it that mean another thing), veto (words anywhere in the slug), need (words of which one must stand there), next (words of which one must follow an alias that opens the slug).`,
	Bad:   Example{Format: extract.FormatText, Text: "Meta moves on [1], and so does the rest [2].\n\nReferences\n[1] https://www.reuters.com/technology/meta-says-zuckerberg-leaves-2021-05-11/\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "A study of studies [1], and the rest [2].\n\nReferences\n[1] https://www.reuters.com/science/meta-analysis-of-diets-2021-05-11/\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "open the page and compare its date; if it is not there, it may never have been",
	Table: namesTable,
	judge: judgeAnachronism,
}

// namesTable lists the built-in names.
func namesTable() Table {
	t := Table{Title: "Names that are known", Head: []string{"name", "kind", "began", "ended", "called before", "source"}}
	for _, n := range date.BuiltInNames().Names() {
		t.Rows = append(t.Rows, []string{n.Name, n.Kind, n.Began.String(), n.Ended.String(), n.Before, n.Source})
	}
	return t
}

// anachronism returns the first name in a URL that is younger than the URL's
// own date.
func anachronism(names *date.NameTable, url string) (date.NameUse, bool) {
	r, ok := date.Published(url)
	if !ok {
		return date.NameUse{}, false
	}
	for _, use := range names.InURL(url) {
		if use.Name.Older(r.Date) {
			return use, true
		}
	}
	return date.NameUse{}, false
}

func judgeAnachronism(s *subject) []Finding {
	sites := map[string]map[string]bool{} // by name
	for _, l := range s.links {
		if use, ok := s.early[l.URL]; ok {
			if sites[use.Name.Name] == nil {
				sites[use.Name.Name] = map[string]bool{}
			}
			sites[use.Name.Name][date.SiteOf(l.URL)] = true
		}
	}
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		use, ok := s.early[l.URL]
		if !ok {
			return Finding{}, false
		}
		r, _ := date.Published(l.URL)
		f := Finding{
			Span:     s.within(l, use.Start, use.End),
			Message:  fmt.Sprintf("the address in %s is of %s and names %s, a name that began %s", l.cited(), r.Date, use.Name.Name, onOrIn(use.Name.Began)),
			Evidence: Evidence{{"URL says", r.Date.String()}, {"name began", use.Name.Began.String()}},
		}
		if use.Name.Before != "" {
			f.Evidence = append(f.Evidence, Fact{"called before", use.Name.Before})
		}
		f.Evidence = append(f.Evidence, Fact{"see", use.Name.Source}).with(s.dateTable(s.workAt(l))...)
		if len(sites[use.Name.Name]) < 2 {
			f.Severity = Warning
		}
		return f, true
	})
}

// onOrIn says when, in words that fit how much of the date is known.
func onOrIn(d date.Date) string {
	if d.Precision == date.Day {
		return "on " + d.String()
	}
	return "in " + d.String()
}
