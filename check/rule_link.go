package check

import (
	"fmt"
	"strings"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// linkExample is the article that the link rules are shown on.
const linkExample = "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"

// answered is the example with the answer of its first URL.
func answered(a link.Answer) Example {
	a.URL = "https://stat.gov.uk/rents"
	if a.Attempts == 0 {
		a.Attempts = 1
	}
	return Example{Format: extract.FormatText, Text: linkExample, Answers: []link.Answer{a, {URL: "https://stat.gov.uk/wages", Verdict: link.Alive, Status: 200, Attempts: 1}}}
}

// answerEvidence is what the web was seen to do.
func answerEvidence(l *Link) Evidence {
	e := Evidence{}
	if l.Answer.Status != 0 {
		e = append(e, Fact{"status", l.Answer.Status})
	}
	if len(l.Answer.Redirects) > 0 {
		hops := make([]string, len(l.Answer.Redirects))
		for i, h := range l.Answer.Redirects {
			hops[i] = fmt.Sprintf("%d %s", h.Status, h.URL)
		}
		e = append(e, Fact{"redirects", hops})
	}
	if l.Answer.FinalURL != "" && l.Answer.FinalURL != l.URL {
		e = append(e, Fact{"ended at", l.Answer.FinalURL})
	}
	if l.Answer.Attempts > 0 {
		e = append(e, Fact{"attempts", l.Answer.Attempts})
	}
	return e
}

// judgeVerdict is the judge of a rule that stands for one verdict.
func judgeVerdict(verdict link.Verdict, what string) func(*subject) []Finding {
	return func(s *subject) []Finding {
		return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) { return verdictFinding(l, verdict, what) })
	}
}

// verdictFinding is the finding of a link that has a verdict.
func verdictFinding(l *Link, verdict link.Verdict, what string) (Finding, bool) {
	if l.Answer.Verdict != verdict || notOfTheLink[l.Answer.Cause] {
		return Finding{}, false
	}
	message := fmt.Sprintf("the link in %s %s", l.cited(), what)
	if l.Answer.Reason != "" {
		message += ": " + strings.TrimSuffix(l.Answer.Reason, ".")
	}
	return Finding{Message: message + ofCopy(l), Evidence: append(answerEvidence(l), archiveEvidence(l)...)}, true
}

// notOfTheLink are causes that another rule, or the summary, speaks of.
var notOfTheLink = map[string]bool{"malformed-url": true, "interrupted": true, "offline": true}

var deadLink = Rule{
	ID:       "dead-link",
	Severity: Error,
	Summary:  "the cited page is not there",
	Explanation: `The server said 404 Not Found or 410 Gone to a GET, twice; or the host's name does not exist; or the host refused or could not be reached, again after a pause, while other hosts answered; or the registry of DOIs says, twice, that a DOI is not registered. A bot wall, an overloaded server, a time-out or a fault of your own network is never called dead.

With --dead-after 3/6 it is an error only when three runs found the link dead, the first and the last of them at least six days apart, and none found it alive between them; until then it is a warning. That needs the memory that runs share.`,
	Bad:   answered(link.Answer{Verdict: link.Dead, Status: 404, Attempts: 2, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"}),
	Good:  answered(link.Answer{Verdict: link.Blocked, Status: 403, Cause: "http-403", Reason: "the server answered 403 Forbidden"}),
	Fix:   "look for the page's new address or an archived copy, or cite another source",
	judge: judgeDead,
}

var softDeadLink = Rule{
	ID:          "soft-dead-link",
	Severity:    Warning,
	Summary:     "something answers, but not the cited page",
	Explanation: `The server answers with success and something else than the page: it leads to its home page or an error page, or to a search page or the front of a section (and a made-up address beside it, too), says "not found" under status 200 (and answers a made-up address with the same page), or the domain is parked. A page that only a script fills is never called so.`,
	Bad:         answered(link.Answer{Verdict: link.SoftDead, Status: 200, Cause: "redirect-to-root", FinalURL: "https://stat.gov.uk/", Reason: "redirected to the home page"}),
	Good:        answered(link.Answer{Verdict: link.Alive, Status: 200}),
	Fix:         "open it yourself; if the page is gone, look for its new address or an archived copy",
	judge:       judgeVerdict(link.SoftDead, "does not lead to its page"),
}

var movedLink = Rule{
	ID:          "moved-link",
	Severity:    Info,
	Summary:     "the page has moved for good",
	Explanation: `Every redirect on the way was permanent (301 or 308), and the page answered at its new address. The old one works as long as the server keeps the redirect.`,
	Bad:         answered(link.Answer{Verdict: link.Moved, Status: 200, Cause: "permanent-redirect", FinalURL: "https://stat.gov.uk/housing/rents", Redirects: []link.Hop{{URL: "https://stat.gov.uk/rents", Status: 301}}}),
	Good:        answered(link.Answer{Verdict: link.Alive, Status: 200, FinalURL: "https://stat.gov.uk/housing/rents", Redirects: []link.Hop{{URL: "https://stat.gov.uk/rents", Status: 302}}}),
	Fix:         "cite the new address",
	judge:       judgeMoved,
}

func judgeMoved(s *subject) []Finding {
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		if l.Answer.Verdict != link.Moved {
			return Finding{}, false
		}
		return Finding{Message: fmt.Sprintf("the page in %s has moved to %s", l.cited(), l.Answer.FinalURL), Evidence: answerEvidence(l)}, true
	})
}

var blockedLink = Rule{
	ID:          "blocked-link",
	Severity:    Info,
	Summary:     "the server would not let the page be seen",
	Explanation: `The server asked for a login, a payment or consent, put a bot challenge in front of the page, or refused this program (401, 402, 403, 407, 429 after the wait, 451, 999). A reader with a browser may well see the page: whether it is there could not be told. A page that says of itself that it is not free to read (schema.org's isAccessibleForFree) is there; what it says beyond its first lines could not be seen.`,
	Bad:         answered(link.Answer{Verdict: link.Blocked, Status: 403, Cause: "bot-challenge", Reason: "a bot challenge stood in front of the page"}),
	Good:        answered(link.Answer{Verdict: link.Alive, Status: 200}),
	Fix:         "open it in a browser",
	judge:       judgeVerdict(link.Blocked, "could not be seen"),
}

var insecureLink = Rule{
	ID:          "insecure-link",
	Severity:    Warning,
	Summary:     "the site's certificate cannot be trusted",
	Explanation: `The certificate has expired, is for another host, or is signed by nobody whom this computer trusts. Browsers warn their readers before such a page, and what it shows may not come from its owner. The page was not read.`,
	Bad:         answered(link.Answer{Verdict: link.Insecure, Cause: "certificate-expired", Reason: "the certificate has expired"}),
	Good:        answered(link.Answer{Verdict: link.Alive, Status: 200}),
	Fix:         "look for another address of the page, or tell the site's owner",
	judge:       judgeVerdict(link.Insecure, "is not secure"),
}

var uncertainLink = Rule{
	ID:          "uncertain-link",
	Severity:    Info,
	Summary:     "whether the page is there could not be told",
	Explanation: `The server answered 5xx again after a pause, did not answer in time, or broke off; or the fault may lie with your own network. The check failed, not the link.`,
	Bad:         answered(link.Answer{Verdict: link.Uncertain, Status: 503, Cause: "http-503", Reason: "the server answered 503 Service Unavailable, three times", Attempts: 3}),
	Good:        answered(link.Answer{Verdict: link.Alive, Status: 200}),
	Fix:         "check again later, or open it in a browser",
	judge:       judgeVerdict(link.Uncertain, "could not be checked"),
}

var missingFragment = Rule{
	ID:       "missing-fragment",
	Severity: Info,
	Summary:  "the page is there, and the place in it that is cited is not",
	Explanation: `The address names a place in the page, by the name of a section (#rents) or by words of the text (#:~:text=rents%20rose). The page was read to its end, and has no element of that name, or does not hold those words. A browser then shows the top of the page, and the reader has to search; or the passage was taken out, which is worth knowing of a source.

It is a note, because the page is there, and because a script may have made the place: scripts are not run. So nothing is said of pages that a script fills, of comments and routes (#/rents, #!rents), of settings and lines (#page=3, #t=30, #L10), of what is no web page, and of pages that are longer than is read. A text may also stand in a part that is fetched only when a reader opens it.`,
	Bad:   placed(link.Answer{Fragment: link.FragmentMissing, FragmentReason: "the page was read to its end and has no element of that name"}),
	Good:  placed(link.Answer{Fragment: link.FragmentUnknown, FragmentReason: "a script fills the page, and no script was run"}),
	Fix:   "open it; cite the section's new name or the whole page, or look for an archived copy that holds the passage",
	judge: judgeFragment,
}

// placed is an article that cites a place in a page, with what became of the place.
func placed(a link.Answer) Example {
	a.URL, a.Verdict, a.Status, a.Attempts = "https://stat.gov.uk/rents#table-2", link.Alive, 200, 1
	text := strings.Replace(linkExample, "/rents", "/rents#table-2", 1)
	return Example{Format: extract.FormatText, Text: text, Answers: []link.Answer{a}}
}

func judgeFragment(s *subject) []Finding {
	return s.eachURL(func(l *Link, _ []*Link) (Finding, bool) {
		if l.Answer.Fragment != link.FragmentMissing {
			return Finding{}, false
		}
		_, fragment, _ := strings.Cut(l.URL, "#")
		evidence := append(Evidence{{"fragment", "#" + fragment}}, answerEvidence(l)...)
		return Finding{Message: fmt.Sprintf("the place that %s cites is not in its page: %s", l.cited(), l.Answer.FragmentReason), Evidence: evidence}, true
	})
}
