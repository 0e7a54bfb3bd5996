package check

import (
	"fmt"
	"strings"

	"github.com/citelint/citelint/extract"
)

var duplicateLabel = Rule{
	ID:          "duplicate-label",
	Severity:    Warning,
	Summary:     "two entries of one list have the same label",
	Explanation: `Two entries of one list are labelled [3]. A marker [3] then means either, and Markdown silently takes the first. Lists of their own, as each chapter of a report may have, may of course repeat labels.`,
	Bad:         Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[2] https://stat.example.gov/land\n"},
	Good:        Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n"},
	Fix:         "number the entries anew and adjust the markers",
	reads:       readsArticle,
	judge:       judgeDuplicateLabel,
}

func judgeDuplicateLabel(s *subject) []Finding {
	var findings []Finding
	first := map[citation]entry{}
	for _, e := range s.entries {
		if e.Label == "" {
			continue
		}
		key := citation{e.list, extract.LabelKey(e.Label)}
		earlier, known := first[key]
		if !known {
			first[key] = e
			continue
		}
		if e.Text == earlier.Text {
			continue // the same source under the same label: whichever counts, the reader finds it
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("label %s is taken already, on line %d", quoted(e.Label), s.article.Position(earlier.Span.Start).Line),
			Span:    e.Span, Label: e.Label,
			Evidence: Evidence{{"first", clip(earlier.Text)}, {"again", clip(e.Text)}},
		})
	}
	return findings
}

// clip shortens a text of the article for a line of evidence.
func clip(text string) string {
	const most = 160
	runes, cut := 0, 0
	for i := range text {
		if runes == most-1 {
			cut = i
		}
		if runes++; runes > most {
			return text[:cut] + "…"
		}
	}
	return text
}

var duplicateTarget = Rule{
	ID:       "duplicate-target",
	Severity: Info,
	Summary:  "the same address stands under two labels",
	Explanation: `Two entries of one list lead to the same page, so the article seems to have more sources than it has. Addresses are compared without scheme, "www.", last slash, fragment and tracking parameters.

It is a note, because two entries may cite two parts of one long page; where their addresses name the parts (#rents, #wages), it is silent.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] http://www.stat.example.gov/rents/?utm_source=letter\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/view?id=1\n[2] https://stat.example.gov/view?id=2\n"},
	Fix:   "merge the entries, or say which part of the page each one cites",
	reads: readsArticle,
	judge: judgeDuplicateTarget,
}

func judgeDuplicateTarget(s *subject) []Finding {
	type target struct {
		list int
		url  string
	}
	var findings []Finding
	first := map[target]entry{}
	for _, e := range s.entries {
		if e.Label == "" || len(e.URLs) == 0 {
			continue
		}
		key := target{e.list, sameTarget(e.URLs[0].Text)}
		earlier, known := first[key]
		if !known {
			first[key] = e
			continue
		}
		if extract.LabelKey(earlier.Label) == extract.LabelKey(e.Label) || earlier.Span == e.Span || key.url == "" {
			continue // the same label twice is duplicate-label's; one entry with two labels is one source
		}
		if otherPart(earlier.URLs[0].Text, e.URLs[0].Text) {
			continue
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("reference %s leads to the same page as reference %s", quoted(e.Label), quoted(earlier.Label)),
			Span:    e.Span, Label: e.Label, URL: e.URLs[0].Text,
			Evidence: Evidence{{"reference " + earlier.Label, earlier.URLs[0].Text}, {"reference " + e.Label, e.URLs[0].Text}},
		})
	}
	return findings
}

var emptyReference = Rule{
	ID:          "empty-reference",
	Severity:    Warning,
	Summary:     "an entry of the list says nothing",
	Explanation: `The list has a label with nothing behind it: no text, no address. A marker that cites it leads nowhere.`,
	Bad:         Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2]\n"},
	Good:        Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] Ibid.\n"},
	Fix:         "write the reference, or take the label off the list",
	reads:       readsArticle,
	judge:       judgeEmpty,
}

func judgeEmpty(s *subject) []Finding {
	var findings []Finding
	for _, e := range s.entries {
		if e.Label == "" || len(e.URLs) > 0 || strings.Trim(e.Text, " .,:;-–—*_") != "" {
			continue
		}
		findings = append(findings, Finding{Message: fmt.Sprintf("reference %s is empty", quoted(e.Label)), Span: e.Span, Label: e.Label})
	}
	return findings
}

var mergedMarkers = Rule{
	ID:          "merged-markers",
	Severity:    Warning,
	Summary:     "Markdown reads adjacent markers as one link",
	Explanation: `Where [1]: and [2]: are defined as links, Markdown reads [1][2] not as two markers but as one link with the text "1" that leads to source 2 (CommonMark 0.31, "full reference link"). The reader of the page loses marker 2 and is sent to the wrong source by marker 1.`,
	Bad:         Example{Format: extract.FormatMarkdown, Text: "Rents rose [1][2].\n\n[1]: https://stat.example.gov/rents\n[2]: https://stat.example.gov/wages\n"},
	Good:        Example{Format: extract.FormatMarkdown, Text: "Rents rose [1] [2].\n\n[1]: https://stat.example.gov/rents\n[2]: https://stat.example.gov/wages\n"},
	Fix:         `part the markers: "[1] [2]", or use footnotes: "[^1][^2]"`,
	reads:       readsArticle,
	judge:       judgeMerged,
}

func judgeMerged(s *subject) []Finding {
	var findings []Finding
	for _, m := range s.article.Merged {
		last := m.Labels[len(m.Labels)-1]
		findings = append(findings, Finding{
			Message: fmt.Sprintf("Markdown reads %s as one link: the marker %s leads to source %s", m.Text, quoted(m.Labels[0]), quoted(last)),
			Span:    m.Span, Label: m.Labels[0], URL: m.Target,
			Evidence: Evidence{{"the page shows", m.Labels[0]}, {"and leads to", m.Target}},
		})
	}
	return findings
}
