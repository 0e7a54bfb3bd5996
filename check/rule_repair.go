package check

import (
	"fmt"
	"strings"

	"github.com/citelint/citelint/extract"
)

var repairedURL = Rule{
	ID:       "repaired-url",
	Severity: Info,
	Summary:  "an address cannot be followed as it is printed",
	Explanation: `There is an invisible character in the address, a line end goes through it, or its dots are in brackets ([.]) so that nobody follows it by accident. It was read as what it plainly means, and that is what was asked; but a reader who copies or clicks it may not get there.

It is a note, since the source itself is not in doubt. Where the repair would be a guess (hxxp://, htps://), nothing is repaired: malformed-url says what is probably meant. An address within angle brackets may go over line ends (RFC 3986, appendix C), one without its http:// is opened by every browser, and neither is reported. The line of a text that happens to end with an address, and the next one that happens to look like the rest of it, can be a false alarm.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/\u200brents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] <https://stat.gov.uk/\n    rents>\n[2] www.stat.gov.uk/wages\n"},
	Fix:   "print the address in one piece, without invisible characters",
	reads: readsArticle,
	judge: judgeRepairs,
}

// hindering are the repairs of what keeps a reader from following an address.
var hindering = []string{extract.RepairInvisible, extract.RepairLineEnd, extract.RepairDefanged}

func judgeRepairs(s *subject) []Finding {
	var findings []Finding
	told := map[string]bool{}
	tell := func(u extract.URL, l *Link) {
		if !hinders(u.Repair) || told[u.Literal] {
			return
		}
		told[u.Literal] = true
		findings = append(findings, Finding{
			Message: fmt.Sprintf("the address in %s cannot be followed as it is printed; it is read as %s", l.cited(), u.Text),
			Span:    u.Span, Label: l.Label, URL: u.Text,
			Evidence: Evidence{{"printed", strings.Join(strings.Fields(u.Literal), " ")}, {"read", u.Repair}},
		})
	}
	for _, e := range s.entries {
		for _, u := range e.URLs {
			tell(u, &Link{In: InReference, Label: e.Label})
		}
	}
	for _, l := range s.article.Links {
		tell(l.URL, &Link{In: InBody})
	}
	return s.together(findings, fmt.Sprintf("%d addresses cannot be followed as they are printed", len(findings)))
}

func hinders(repair string) bool {
	for _, kind := range hindering {
		if strings.Contains(repair, kind) {
			return true
		}
	}
	return false
}
