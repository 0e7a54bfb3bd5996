package check

import (
	"fmt"
	"slices"

	"github.com/citelint/citelint/extract"
)

// apart is how many findings of one kind are told one by one. More of them are
// one fact, and one finding: they would drown all others.
const apart = 3

// together makes one finding of more than a few that say the same of an
// article's addresses.
func (s *subject) together(findings []Finding, message string) []Finding {
	if len(findings) <= apart {
		return findings
	}
	first := findings[0]
	var labels []string
	spans := make([]extract.Span, 0, len(findings))
	for _, f := range findings {
		spans = append(spans, f.Span)
		if f.Label != "" && !slices.Contains(labels, f.Label) {
			labels = append(labels, f.Label)
		}
	}
	first.Message = message
	first.Evidence = Evidence{{"first", first.URL}, {"on lines", s.lines(spans)}}
	if len(labels) > 0 {
		first.Evidence = append(first.Evidence, Fact{"references", shorten(labels)})
	}
	first.URL, first.Label = "", ""
	return []Finding{first}
}

var chatbotTracking = Rule{
	ID:       "chatbot-tracking",
	Severity: Warning,
	Summary:  "an address says that a chatbot handed it out",
	Explanation: `The address carries the mark that a chatbot leaves in the links of its answers: utm_source=chatgpt.com, utm_source=copilot.com, referrer=grok.com. It proves that the chatbot was used to find the page; it does not prove that it wrote the text. But a source that a chatbot names often does not say what the chatbot says of it, so somebody should have read it.

It is a warning: what it says is certain, and a publisher wants to know. More than three addresses from one chatbot are one finding.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents?utm_source=chatgpt.com\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents?utm_source=letter\n[2] https://chatgpt.com/share/67f5\n"},
	Fix:   "read the page, check that it says what the article says, and cite it without the mark",
	reads: readsArticle,
	judge: judgeChatbots,
}

func judgeChatbots(s *subject) []Finding {
	by := map[string][]Finding{}
	var order []string
	for _, f := range s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		bot, keys := trackedBy(l.URL)
		if bot == "" {
			return Finding{}, false
		}
		return Finding{Message: fmt.Sprintf("the address in %s was handed out by %s (%s)", l.cited(), bot, keys[0])}, true
	}) {
		bot, _ := trackedBy(f.URL)
		if by[bot] == nil {
			order = append(order, bot)
		}
		by[bot] = append(by[bot], f)
	}
	var findings []Finding
	for _, bot := range order {
		findings = append(findings, s.together(by[bot], fmt.Sprintf("%d addresses were handed out by %s", len(by[bot]), bot))...)
	}
	return findings
}

var trackingParameters = Rule{
	ID:       "tracking-parameters",
	Severity: Info,
	Summary:  "an address says where its reader came from",
	Explanation: `The query of the address holds keys that tell the site by which campaign, mailing or network a reader came (utm_source, fbclid, gclid), or even who first clicked on it. They say nothing of the page, make one source look like two, and count every reader of the article as that first reader.

It is a note: the address works. More than three such addresses are one finding. Where the mark is a chatbot's, chatbot-tracking speaks of it instead.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents?id=3&utm_source=letter&fbclid=IwAR0\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents?id=3&source=register\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "take these keys off the address, and see that it still leads to the page",
	reads: readsArticle,
	judge: judgeTracking,
}

func judgeTracking(s *subject) []Finding {
	findings := s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		bot, keys := trackedBy(l.URL)
		if bot != "" || len(keys) == 0 || s.forms[l.URL].rule != "" {
			return Finding{}, false
		}
		return Finding{
			Message:  "the address in " + l.cited() + " tracks its readers",
			Evidence: Evidence{{"keys", shorten(keys)}},
		}, true
	})
	return s.together(findings, fmt.Sprintf("%d addresses track their readers", len(findings)))
}
