package check

import (
	"fmt"

	"github.com/citelint/citelint/extract"
)

var uncitedRequest = Rule{
	ID:       "uncited-request",
	Severity: Warning,
	Summary:  "the text itself says that a source is wanted",
	Explanation: `An editor left a remark in the text: [citation needed], [who?], [failed verification], [dead link], or TK, the newsroom's word for what is to come. What it stands behind has no source, by the text's own account. The words are those that the Wikipedias print in two dozen languages, and a few of newsrooms; TK, CITE, REF and SOURCE count in capitals and in brackets only.

It is a warning and not an error: an encyclopedia prints such remarks on purpose, and some writers make a joke of them. It is silent where the remark stands in quotation marks or in program text, since then the article speaks of it.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1]. Everybody knows that wages fell.[citation needed]\n\nReferences\n[1] https://stat.example.gov/rents\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1]. An editor had written \"[citation needed]\" behind it, and [the bank] agreed [sic].\n\nReferences\n[1] https://stat.example.gov/rents\n"},
	Fix:   "cite a source for it, or take the statement out",
	reads: readsArticle,
	judge: judgeRequests,
}

func judgeRequests(s *subject) []Finding {
	findings := make([]Finding, 0, len(s.article.Requests))
	for _, r := range s.article.Requests {
		findings = append(findings, Finding{
			Message: fmt.Sprintf("%s: the text asks for a source here", r.Text), Span: r.Span,
			Evidence: Evidence{{"sentence", clip(r.Sentence)}},
		})
	}
	return findings
}

var chatbotResidue = Rule{
	ID:       "chatbot-residue",
	Severity: Error,
	Summary:  "the text holds marks that a chatbot's page left behind",
	Explanation: `Chatbots mark what they cite by codes that their own pages turn into links: :contentReference[oaicite:0]{index=0}, citeturn0search3, 【12:1†source】 (ChatGPT), [cite: 1, 2], [span_1](start_span) (Gemini), <grok:render …> (Grok), [web:1], [attached_file:1] (Perplexity), [citation:3] (DeepSeek), <cite index="2-1"> (Claude). Where an answer is copied, the codes stay and what they led to is lost: the reader sees gibberish in the place of a source, and nobody has read the passage since.

It is an error, because no person types these; the rule wants the full form of each, not the bare word. Perplexity's ⁂, which only closes its list of sources, is a warning: no source is lost. It does not say that the text was written by a machine: somebody pasted from one. Forms that might be an author's own keys, [web:1], count only where there are several and no list has them. An article about such codes is left alone where it quotes them, in quotation marks or as program text; where it shows the codes of three vendors or more, it probably speaks of them, and they are warnings. Each form of each vendor is one finding.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose.:contentReference[oaicite:0]{index=0} Wages did not.:contentReference[oaicite:1]{index=1}\n"},
	Good:  Example{Format: extract.FormatMarkdown, Text: "Look for `:contentReference[oaicite:0]{index=0}` and for \"citeturn0search3\": they are ChatGPT's.\n"},
	Fix:   "find the sources that the codes stood for, cite them, and take the codes out",
	reads: readsArticle,
	judge: judgeResidue,
}

// severalVendors is how many chatbots' codes an article shows that rather
// speaks of them than was pasted from them.
const severalVendors = 3

func judgeResidue(s *subject) []Finding {
	type form struct{ vendor, name string }
	var forms []form
	traces := map[form][]extract.Span{}
	first := map[form]string{}
	vendors := map[string]bool{}
	for _, r := range s.article.Residue {
		key := form{r.Vendor, r.Form}
		if traces[key] == nil {
			forms = append(forms, key)
			first[key] = r.Text
		}
		vendors[r.Vendor] = true
		traces[key] = append(traces[key], r.Span)
	}
	findings := make([]Finding, 0, len(forms))
	for _, key := range forms {
		spans := traces[key]
		message := fmt.Sprintf("%s left %s in the text", key.vendor, quoted(clip(first[key])))
		if len(spans) > 1 {
			message += fmt.Sprintf(" and %s like it", plural(len(spans)-1, "mark", "marks"))
		}
		f := Finding{Message: message, Span: spans[0], Evidence: Evidence{{"count", len(spans)}, {"on lines", firstLines(s.lines(spans))}}}
		if key.name == ornament || len(vendors) >= severalVendors {
			f.Severity = Warning
		}
		findings = append(findings, f)
	}
	return findings
}

// ornament is the form of a trace that stands for no source.
const ornament = "⁂"

// firstLines returns as many line numbers as a finding names.
func firstLines(lines []int) []int { return lines[:min(len(lines), maxLabels)] }
