package check

import (
	"fmt"
	"strings"

	"github.com/citelint/citelint/extract"
)

var badIdentifier = Rule{
	ID:       "bad-identifier",
	Severity: Warning,
	Summary:  "a DOI, ISBN, ISSN, PMID or arXiv number that cannot be one",
	Explanation: `The identifier does not have the form that its registry gives: the check digit of an ISBN or ISSN is wrong (the evidence shows the sum), an arXiv number names a thirteenth month or one that has not come, or has as many digits as no number of its time, a DOI has nothing behind its prefix or is a placeholder (10.xxxx/xxxxx). Readers and libraries will not find the work by it. Mistyped digits do this, and so does a source that was made up.

It is certain that the identifier is wrong, but not that the source is: some books were even printed with a wrong ISBN, and the reference then copies it faithfully. Hence it is a warning. Nothing is asked for this rule: an identifier of good form may still be registered by nobody.

Only what the entry calls an ISBN or an ISSN is read as one. Nine digits are an SBN of before 1970, and what is cut off by a line end is left alone.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] Abel, R. Rents. ISBN 978-0-306-40615-3.\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] Abel, R. Rents. ISBN 978-0-306-40615-7.\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "look the identifier up, and check that the source exists",
	reads: readsArticle,
	judge: judgeIdentifiers,
}

// identifierNames are the types as people write them.
var identifierNames = map[string]string{
	extract.TypeDOI: "DOI", extract.TypeArXiv: "arXiv number", extract.TypePMID: "PMID", extract.TypePMCID: "PMCID",
	extract.TypeISBN: "ISBN", extract.TypeISSN: "ISSN",
}

func judgeIdentifiers(s *subject) []Finding {
	var findings []Finding
	told := map[extract.Identifier]bool{}
	for _, e := range s.entries {
		for _, id := range e.Identifiers {
			fact := extract.Identifier{Type: id.Type, Value: strings.ToLower(id.Value)}
			why, arithmetic := badForm(id, s.options.Now)
			if why == "" || told[fact] || inPlaceholder(e, id) {
				continue
			}
			told[fact] = true
			findings = append(findings, s.identifierFinding(e, id, why, arithmetic))
		}
	}
	return findings
}

func (s *subject) identifierFinding(e entry, id extract.Identifier, why, arithmetic string) Finding {
	name := identifierNames[id.Type]
	of := "a reference"
	if e.Label != "" {
		of = "reference " + quoted(e.Label)
	}
	f := Finding{Message: fmt.Sprintf("the %s of %s cannot be right: %s", name, of, why), Span: id.Span, Label: e.Label}
	if f.Span == (extract.Span{}) {
		f.Span = e.Span
	}
	f.Evidence = Evidence{{name, id.Value}}
	if arithmetic != "" {
		f.Evidence = append(f.Evidence, Fact{"check", arithmetic})
	}
	f.Evidence = append(f.Evidence, Fact{"reference", clip(e.Text)})
	return f
}

// inPlaceholder says whether the identifier stands in an address that is
// reported as a placeholder by itself.
func inPlaceholder(e entry, id extract.Identifier) bool {
	for _, u := range e.URLs {
		if strings.Contains(u.Text, id.Value) && placeholder(u.Text) != "" {
			return true
		}
	}
	return false
}
