package check

import (
	"fmt"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// cited names the place of a link in a message.
func (l *Link) cited() string {
	if l.In == InReference && l.Label != "" {
		return "reference " + quoted(l.Label)
	}
	if l.In == InReference {
		return "a reference"
	}
	return "the text"
}

// eachURL calls judge once for every distinct URL, at the first place that
// cites it; also holds all of its places.
func (s *subject) eachURL(judge func(l *Link, also []*Link) (Finding, bool)) []Finding {
	var findings []Finding
	for _, all := range s.places {
		f, ok := judge(all[0], all)
		if !ok {
			continue
		}
		if f.Span == (extract.Span{}) {
			f.Span = all[0].Span
		}
		f.URL, f.Label = all[0].URL, all[0].Label
		if len(all) > 1 {
			spans := make([]extract.Span, len(all))
			for i := range all {
				spans[i] = all[i].Span
			}
			f.Evidence = append(f.Evidence, Fact{"cited on lines", s.lines(spans)})
		}
		findings = append(findings, f)
	}
	return findings
}

// byURL groups links by their URL, in the order of the first place of each. A DOI that stands without one is a group
// of its own, for its answer is the registry's.
func byURL(links []*Link) [][]*Link {
	index := make(map[string]int, len(links))
	groups := make([][]*Link, 0, len(links))
	for i, l := range links {
		key := l.URL
		if l.DOI != "" {
			key = "doi:" + l.DOI
		}
		at, known := index[key]
		if !known {
			index[key] = len(groups)
			groups = append(groups, links[i:i+1:i+1])
			continue
		}
		groups[at] = append(groups[at], l)
	}
	return groups
}

// placesOf returns the links of one URL whose addresses stand in the article.
func (s *subject) placesOf(url string) []*Link {
	if s.byAddress == nil {
		s.byAddress = make(map[string][]*Link, len(s.places))
		for _, l := range s.links {
			s.byAddress[l.URL] = append(s.byAddress[l.URL], l)
		}
	}
	return s.byAddress[url]
}

// inBodyOnly says whether no reference cites the URL.
func inBodyOnly(places []*Link) bool {
	for _, l := range places {
		if l.In == InReference {
			return false
		}
	}
	return true
}

// judgeCause is the judge of a rule about addresses that need not be asked: one
// that stands for a cause. inProse is its severity where no reference cites
// the address.
func judgeCause(cause, what string, inProse Severity) func(*subject) []Finding {
	return func(s *subject) []Finding {
		return s.eachURL(func(l *Link, all []*Link) (Finding, bool) {
			if l.Answer.Cause != cause {
				return Finding{}, false
			}
			f := Finding{Message: fmt.Sprintf("the address in %s %s: %s", l.cited(), what, l.Answer.Reason)}
			if inBodyOnly(all) {
				f.Severity = inProse
			}
			if meant := suggested(l.URL); meant != "" && cause == "malformed-url" {
				f.Evidence = Evidence{{"probably meant", meant}}
			}
			return f, true
		})
	}
}

var malformedURL = Rule{
	ID:       "malformed-url",
	Severity: Error,
	Summary:  "an address cannot be one",
	Explanation: `The address has a misspelt scheme (htps://), lacks a slash (http:/), has no host, or has one that cannot exist. No reader can follow it. It is reported and not repaired, since the repair is a guess; the evidence names what is probably meant.

In a reference it is an error, in the running text a warning.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] htps://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "correct the address",
	judge: judgeCause("malformed-url", "cannot be followed", Warning),
}

var placeholderURL = Rule{
	ID:       "placeholder-url",
	Severity: Error,
	Summary:  "an address is a stand-in that was never replaced",
	Explanation: `The address is at a name that is reserved for examples (example.com, RFC 2606), or holds the words of a template: INSERT_URL, PASTE_LINK_HERE, 2025-XX-XX. Nothing was cited.

In a reference it is an error. In the running text it is a note: articles about the web speak of example.com.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://example.com/rents\n[2] https://stat.gov.uk/INSERT_SOURCE_URL_2\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://stat.gov.uk/examples.html\n"},
	Fix:   "put the address of the source in its place",
	judge: judgeCause("placeholder-url", "is a placeholder", Info),
}

var privateAddress = Rule{
	ID:       "private-address",
	Severity: Error,
	Summary:  "an address leads into a private network",
	Explanation: `The address names this computer (localhost), a private, link-local or otherwise special network (RFC 6890), or was led there by a redirect or by its name's entry in the DNS. No reader can follow it, and it was not asked: an article must not make its checker call on machines behind a firewall.

--allow-net lifts this for the networks that you name. In the running text it is a warning, since articles about programs speak of localhost.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] http://192.168.1.20/rents\n[2] https://stat.gov.uk/wages\n", Answers: []link.Answer{{URL: "http://192.168.1.20/rents", Verdict: link.Refused, Cause: "private-address", Reason: "192.168.1.20 is a private address"}}},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "cite the public address of the page",
	judge: judgePrivate,
}

func judgePrivate(s *subject) []Finding {
	return s.eachURL(func(l *Link, all []*Link) (Finding, bool) {
		why := ""
		switch l.Answer.Verdict {
		case link.Refused:
			if !notOfTheWeb[l.Answer.Cause] {
				why = l.Answer.Reason
			}
		case link.Skipped:
			why = privateHost(l.URL, s.options.AllowNet)
		}
		if why == "" {
			return Finding{}, false
		}
		f := Finding{Message: fmt.Sprintf("the address in %s is not public: %s", l.cited(), why), Evidence: answerEvidence(l)}
		if inBodyOnly(all) {
			f.Severity = Warning
		}
		return f, true
	})
}

// notOfTheWeb are the causes of a refusal that have nothing to do with where
// the address leads.
var notOfTheWeb = map[string]bool{"unsupported-scheme": true, "bad-port": true}

var unsupportedScheme = Rule{
	ID:          "unsupported-scheme",
	Severity:    Warning,
	Summary:     "an address that is not of the web",
	Explanation: `Only http and https are asked, and no port that belongs to another protocol, such as 25 (browsers keep the same list). An ftp: address was not looked at: browsers no longer open it. A file: address names a file on somebody's own computer, which no reader has. What names a file of a chatbot's user (sandbox:) is opaque-redirect's.`,
	Bad:         Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] ftp://stat.gov.uk/rents.csv\n[2] https://stat.gov.uk/wages\n", Answers: []link.Answer{{URL: "ftp://stat.gov.uk/rents.csv", Verdict: link.Refused, Cause: "unsupported-scheme", Reason: "only http and https are asked"}}},
	Good:        Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents.csv\n[2] https://stat.gov.uk/wages\n"},
	Fix:         "cite a copy that is on the web",
	judge:       judgeScheme,
}

func judgeScheme(s *subject) []Finding {
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		if !notOfTheWeb[l.Answer.Cause] || s.forms[l.URL].rule != "" {
			return Finding{}, false
		}
		return Finding{Message: fmt.Sprintf("the address in %s is not of the web: %s", l.cited(), l.Answer.Reason)}, true
	})
}
