package check

import (
	"fmt"
	"maps"
	"slices"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

var badSuppression = Rule{
	ID:       "bad-suppression",
	Severity: Warning,
	Summary:  "a comment that should keep a finding from being told is not obeyed",
	Explanation: `A comment such as <!-- citelint-disable-next-line dead-link: it is kept on paper --> names the rule that is not to be told, and says why. Without a reason nobody knows later whether it still holds, so such a comment is not obeyed; nor is one that names no rule, or one that there is not.

There is citelint-disable-next-line, citelint-disable-line, and citelint-disable, which holds until citelint-enable, or to the end of the article. HTML, Markdown and wikitext have them in <!-- -->, LaTeX behind %, reStructuredText behind "..", and plain text in a line of its own.`,
	Bad:   suppressing("citelint-disable-next-line dead-link"),
	Good:  suppressing("citelint-disable-next-line dead-link: it is kept on paper"),
	Fix:   "name the rules, and behind a colon the reason",
	judge: judgeBadSuppression,
}

// suppressing is an article with a comment above its first entry, whose link is dead.
func suppressing(comment string) Example {
	return Example{
		Format:  extract.FormatMarkdown,
		Text:    "Rents rose.[^1]\n\n<!-- " + comment + " -->\n[^1]: https://stat.gov.uk/rents\n",
		Answers: []link.Answer{{URL: "https://stat.gov.uk/rents", Verdict: link.Dead, Status: 404, Attempts: 2, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"}},
	}
}

func judgeBadSuppression(s *subject) []Finding {
	if s.options.HearNoComments {
		return nil
	}
	var findings []Finding
	for _, m := range s.suppressions.mistakes {
		findings = append(findings, Finding{Message: "this comment is not obeyed: " + m.why, Span: m.Span, Evidence: Evidence{{"comment", m.Text}}})
	}
	return findings
}

var unusedSuppression = Rule{
	ID:       "unused-suppression",
	Severity: Info,
	Summary:  "a comment keeps a finding from being told that there is not",
	Explanation: `The rule that the comment names has nothing to say there any more. A comment that is left would hide the next finding of that rule, which may be another one.

It is told only where all links were asked, and not where a link that the comment covers could not be judged today.`,
	Bad:   suppressing("citelint-disable-next-line soft-dead-link: the home page lists it"),
	Good:  suppressing("citelint-disable-next-line dead-link: it is kept on paper"),
	Fix:   "take the comment out",
	reads: readsFindings,
	judge: judgeUnusedSuppression,
}

func judgeUnusedSuppression(s *subject) []Finding {
	if s.options.HearNoComments || s.options.Web == nil || !s.complete {
		return nil
	}
	untold := s.untold()
	var findings []Finding
	for _, id := range slices.Sorted(maps.Keys(s.suppressions.byRule)) {
		for _, one := range s.suppressions.byRule[id] {
			if !one.used && s.weight(one.rule) != Off && !holdsAny(one.within, untold) {
				findings = append(findings, Finding{
					Message: fmt.Sprintf("nothing is to be told of %s here, so this comment keeps nothing from being told", id),
					Span:    one.span, Evidence: Evidence{{"its reason", one.reason}},
				})
			}
		}
	}
	return findings
}

// untold returns where the links begin that could not be judged, in order.
func (s *subject) untold() (starts []int) {
	for _, l := range s.links {
		if !l.tells() {
			starts = append(starts, l.Span.Start)
		}
	}
	slices.Sort(starts)
	return starts
}

// holdsAny says whether a span holds one of some offsets, which are in order.
func holdsAny(span extract.Span, offsets []int) bool {
	first, _ := slices.BinarySearch(offsets, span.Start)
	return first < len(offsets) && offsets[first] < span.End
}

var unexpectedVerdict = Rule{
	ID:       "unexpected-verdict",
	Severity: Info,
	Summary:  "a link is no longer what the configuration expects it to be",
	Explanation: `The configuration says of this link that it is known to be blocked, or dead, so that nobody is told of it. The web answered otherwise: what was blocked may be seen now, what was dead is back, or what was alive is gone, which its own rule tells. An expectation that is left would hide what becomes of the link next.

Nothing is said where the link could not be judged.`,
	Bad:   expecting(link.Answer{Verdict: link.Alive, Status: 200}),
	Good:  expecting(link.Answer{Verdict: link.Blocked, Status: 403, Cause: "bot-challenge", Reason: "a bot challenge stood in front of the page"}),
	Fix:   "take the expectation out of the configuration, or put it right",
	judge: judgeUnexpected,
}

// expecting is an article whose first link is expected to be blocked.
func expecting(a link.Answer) Example {
	e := answered(a)
	e.Expected = map[string]link.Verdict{"https://stat.gov.uk/rents": link.Blocked}
	return e
}

func judgeUnexpected(s *subject) []Finding {
	if s.options.Expect == nil {
		return nil
	}
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		e := s.options.expected(l.URL)
		if e.Verdict == "" || l.Answer.Verdict == e.Verdict || !l.tells() || l.Answer.Verdict == link.Refused {
			return Finding{}, false
		}
		evidence := Evidence{{"expected", string(e.Verdict)}, {"verdict", string(l.Answer.Verdict)}, {"expected by", e.reason()}}
		return Finding{
			Message:  fmt.Sprintf("the link in %s is expected to be %s, and is %s", l.cited(), e.Verdict, l.Answer.Verdict),
			Evidence: append(evidence, answerEvidence(l)...),
		}, true
	})
}
