package check

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/citelint/citelint/extract"
)

var mixedSchemes = Rule{
	ID:       "mixed-schemes",
	Severity: Info,
	Summary:  "one list is cited, or labelled, in two ways",
	Explanation: `Some markers of one list are written [1] and others ¹, [^1] or (1); or its entries are labelled by numbers and by keys, [1] and [RFC2119]. Two texts were put together, or two hands did not agree. Readers find their way, so it is a note; programs often do not: Markdown makes a link of [^1] and leaves [1] as it stands.

Notes beside references are two lists with markers of their own, and no fault.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], wages did not [2], and land fell [^3].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[3] https://stat.example.gov/land\n"},
	Good:  Example{Format: extract.FormatMarkdown, Text: "Rents rose [1], and wages did not [2].[^a]\n\n[^a]: By the bank's count.\n\n## References\n\n[1] https://stat.example.gov/rents\n\n[2] https://stat.example.gov/wages\n"},
	Fix:   "write all markers of a list in one way",
	reads: readsArticle,
	judge: judgeSchemes,
}

func judgeSchemes(s *subject) []Finding {
	findings := s.mixedMarkers()
	lists := s.article.Lists
	for i := 1; i < len(lists); i++ {
		a, b := &lists[i-1], &lists[i]
		if !a.Written || !b.Written || a.Heading == "" || a.Heading != b.Heading || a.Kind == b.Kind || a.Kind+b.Kind != extract.KindNumber+extract.KindKey {
			continue
		}
		if a.Kind != extract.KindNumber && a.Kind != extract.KindKey || a.Span.End > b.Span.Start || strings.Trim(s.article.Text()[a.Span.End:b.Span.Start], " \t\r\n-*•.;") != "" {
			continue
		}
		return append(findings, Finding{
			Message: "the entries of one list are labelled by numbers and by keys", Span: b.References[0].Span, Label: b.References[0].Label,
			Evidence: Evidence{{"labels", shorten([]string{a.References[0].Label, b.References[0].Label})}},
		})
	}
	return findings
}

// A written says how often a list is cited in one form, and where first.
type written struct {
	count int
	first extract.Marker
}

// mixedMarkers finds the lists whose markers are written in two ways.
func (s *subject) mixedMarkers() []Finding {
	byList := map[int]map[string]written{}
	for _, m := range s.article.Markers {
		form := s.formOf(m)
		if m.List < 0 || form == "" {
			continue
		}
		if byList[m.List] == nil {
			byList[m.List] = map[string]written{}
		}
		w := byList[m.List][form]
		if w.count++; w.count == 1 {
			w.first = m
		}
		byList[m.List][form] = w
	}
	var findings []Finding
	for list := range s.article.Lists {
		if len(byList[list]) < 2 {
			continue
		}
		var forms []string
		for form := range byList[list] {
			forms = append(forms, form)
		}
		sort.Slice(forms, func(i, j int) bool {
			a, b := byList[list][forms[i]], byList[list][forms[j]]
			return a.count > b.count || a.count == b.count && a.first.Span.Start < b.first.Span.Start
		})
		rare := byList[list][forms[1]]
		if forms[1] == raised && rare.count < 2 {
			continue // one raised number may be an exponent
		}
		evidence := Evidence{}
		for _, form := range forms {
			evidence = append(evidence, Fact{"written " + form, byList[list][form].count})
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("one list is cited as %s and as %s", byList[list][forms[0]].first.Text, rare.first.Text), Span: rare.first.Span, Label: rare.first.Label,
			Evidence: append(evidence, Fact{"sentence", clip(rare.first.Sentence)}),
		})
	}
	return findings
}

// raised is the form of a number that stands above the line.
const raised = "¹"

// formOf returns how a numbered marker is written, "" where that is not
// certain: a page's style sheet may add the brackets.
func (s *subject) formOf(m extract.Marker) string {
	inside := strings.Trim(m.Text, "[]^()【】")
	digits := strings.Trim(inside, "0123456789,;- –—\u00a0") == ""
	switch {
	case strings.Trim(inside, "⁰¹²³⁴⁵⁶⁷⁸⁹") == "" && inside != "":
		return raised
	case !digits || inside == "":
		return ""
	case strings.HasPrefix(m.Text, "[^"):
		return "[^1]"
	case strings.HasPrefix(m.Text, "["):
		return "[1]"
	case strings.HasPrefix(m.Text, "【"):
		return "【1】"
	case strings.HasPrefix(m.Text, "("):
		return "(1)"
	case s.article.Format == extract.FormatMarkdown && strings.HasSuffix(s.article.Text()[:m.Span.Start], "<sup>"):
		return raised
	}
	return ""
}

var mismatchedTarget = Rule{
	ID:       "mismatched-target",
	Severity: Warning,
	Summary:  "a marker prints one number and leads to another's note",
	Explanation: `The marker says 3, and its link leads to the note that is 2. One of them is wrong: whoever reads the number and whoever follows the link come to different sources. Which one the author meant cannot be told, so it is a warning, as for markers that Markdown merges.

It compares what the marker prints with the number that the note prints, or with its place in an ordered list. Letters, symbols and names are not compared. Where many markers of a list differ, or one prints a number that no note has, the page counts in some other way, and the rule is silent.`,
	Bad:   Example{Format: extract.FormatHTML, Text: "<article><p>Rents rose.<sup><a href=\"#n1\">1</a></sup> Wages did not.<sup><a href=\"#n2\">2</a></sup> Land fell.<sup><a href=\"#n2\">3</a></sup> Taxes rose.<sup><a href=\"#n4\">4</a></sup></p><ol class=\"footnotes\"><li id=\"n1\">Bank.</li><li id=\"n2\">Office.</li><li id=\"n3\">Survey.</li><li id=\"n4\">Ministry.</li></ol></article>"},
	Good:  Example{Format: extract.FormatHTML, Text: "<article><p>Rents rose.<sup><a href=\"#n1\">1</a></sup> Wages did not.<sup><a href=\"#n2\">2</a></sup> Land fell.<sup><a href=\"#n2\">2</a></sup></p><ol class=\"footnotes\"><li id=\"n1\">Bank.</li><li id=\"n2\">Office.</li></ol></article>"},
	Fix:   "correct the number or the link, whichever is wrong",
	reads: readsArticle,
	judge: judgeTargets,
}

func judgeTargets(s *subject) []Finding {
	var findings []Finding
	var texts map[citation]string
	for _, m := range s.article.Markers {
		if m.Tie == nil || m.Tie.Leads == "" {
			continue
		}
		if texts == nil {
			texts = s.texts()
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("the marker says %s, and its link leads to note %s", quoted(m.Label), quoted(m.Tie.Leads)), Span: m.Span, Label: m.Label,
			Evidence: Evidence{{"sentence", clip(m.Sentence)}, {"note " + m.Label, clip(texts[citation{m.List, extract.LabelKey(m.Label)}])}, {"note " + m.Tie.Leads, clip(texts[citation{m.List, extract.LabelKey(m.Tie.Leads)}])}},
		})
	}
	return findings
}

// texts returns the texts of all entries.
func (s *subject) texts() map[citation]string {
	texts := map[citation]string{}
	for _, e := range s.entries {
		texts[citation{e.list, extract.LabelKey(e.Label)}] = e.Text
	}
	return texts
}

var brokenBacklink = Rule{
	ID:       "broken-backlink",
	Severity: Info,
	Summary:  "a note's link back leads nowhere, or to another note's marker",
	Explanation: `Behind a note stands an arrow that should lead back to the place in the text that cites it. The page has no such place, or the marker of another note stands there: so whoever reads the note loses their place. It costs no source, so it is a note.

Where most of a list's links back lead nowhere, or the page has no marker at all, the page was cut or cleaned by a program, and the rule is silent.`,
	Bad:   Example{Format: extract.FormatHTML, Text: "<article><p>Rents rose.<sup id=\"r1\"><a href=\"#n1\">1</a></sup> Wages did not.<sup id=\"r2\"><a href=\"#n2\">2</a></sup> Land fell.<sup id=\"r3\"><a href=\"#n3\">3</a></sup></p><ol class=\"footnotes\"><li id=\"n1\">Bank. <a href=\"#r1\">↩</a></li><li id=\"n2\">Office. <a href=\"#ref2\">↩</a></li><li id=\"n3\">Survey. <a href=\"#r3\">↩</a></li></ol></article>"},
	Good:  Example{Format: extract.FormatHTML, Text: "<article><p>Rents rose.<sup id=\"r1\"><a href=\"#n1\">1</a></sup> Wages did not.<sup id=\"r2\"><a href=\"#n2\">2</a></sup></p><ol class=\"footnotes\"><li id=\"n1\">Bank. <a href=\"#r1\">↩</a></li><li id=\"n2\">Office. <a href=\"#r2\">↩</a></li></ol></article>"},
	Fix:   "let the link lead to the id of the note's own marker",
	reads: readsArticle,
	judge: judgeBacklinks,
}

func judgeBacklinks(s *subject) []Finding {
	var findings []Finding
	if len(s.article.Markers) == 0 {
		return nil
	}
	for i := range s.article.Lists {
		var labels, why []string
		var first extract.Span
		backs := 0
		for _, e := range s.entriesOf(i) {
			if len(e.Backs) == 0 {
				continue
			}
			backs++
			if at := slices.IndexFunc(e.Backs, func(b extract.Back) bool { return isBroken(b, e.Label) }); at >= 0 {
				if len(labels) == 0 {
					first = e.Backs[at].Span
				}
				labels = append(labels, e.Label)
				why = append(why, s.whereTo(e.Backs[at]))
			}
		}
		if len(labels) == 0 || 2*len(labels) > backs {
			continue
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("%s: %s", plural(len(labels), "note does not lead back to its marker", "notes do not lead back to their markers"), shorten(labels)), Span: first, Label: labels[0],
			Evidence: Evidence{{"links back", why[:min(len(why), maxLabels)]}},
		})
	}
	return findings
}

func isBroken(b extract.Back, label string) bool {
	return !b.Found || b.Label != "" && extract.LabelKey(b.Label) != extract.LabelKey(label)
}

func (s *subject) whereTo(b extract.Back) string {
	if !b.Found {
		return "#" + b.Target + ": the page has no such place"
	}
	return "#" + b.Target + ": the marker of note " + quoted(b.Label)
}

var hiddenMarker = Rule{
	ID:       "hidden-marker",
	Severity: Warning,
	Summary:  "references are cited only where the page hides it",
	Explanation: `The page has markers in an element that it does not show (display:none, hidden), and some references are cited nowhere else. Exports of chatbots do that to keep a list whole: the references look used to a program, and no sentence of the article rests on them.

It is a warning, as for a reference that nothing cites, and takes its place: they are one fact. Markers in a hidden element that has words of its own are left alone, since a page may fold a passage away until the reader opens it; so is text that only screen readers show.`,
	Bad:   Example{Format: extract.FormatMarkdown, Text: "Rents rose [1], and wages did not [2].\n\n<span style=\"display:none\">[3][4]</span>\n\n## References\n\n[1] https://stat.example.gov/rents\n\n[2] https://stat.example.gov/wages\n\n[3] https://stat.example.gov/land\n\n[4] https://stat.example.gov/taxes\n"},
	Good:  Example{Format: extract.FormatMarkdown, Text: "Rents rose [1], and wages did not [2]. <span class=\"sr-only\">Sources</span>\n\n## References\n\n[1] https://stat.example.gov/rents\n\n[2] https://stat.example.gov/wages\n"},
	Fix:   "cite the references where the text rests on them, or take them off the list",
	reads: readsArticle,
	judge: judgeHidden,
}

func judgeHidden(s *subject) []Finding {
	seen := map[citation]bool{}
	for _, e := range s.entries {
		if e.cited > 0 || e.Cited {
			seen[citation{e.list, extract.LabelKey(e.Label)}] = true
		}
	}
	var labels []string
	var first extract.Marker
	for _, m := range s.article.Hidden {
		key := citation{m.List, extract.LabelKey(m.Label)}
		if m.Sentence != "" || seen[key] {
			continue
		}
		seen[key] = true
		if len(labels) == 0 {
			first = m
		}
		labels = append(labels, m.Label)
	}
	if len(labels) == 0 {
		return nil
	}
	return []Finding{{
		Message: fmt.Sprintf("%s cited only in a part that the page hides: %s", plural(len(labels), "reference is", "references are"), shorten(labels)),
		Span:    first.Span, Label: first.Label, Evidence: Evidence{{"hidden", first.Text}},
	}}
}

var markerInList = Rule{
	ID:       "marker-in-list",
	Severity: Info,
	Summary:  "an entry of a list cites its own list",
	Explanation: `An entry of the reference list has a marker of the same list in it: entry 5 says [3], or cites itself. Some programs number such a marker before all others, or drop it, and a source that only another entry cites is one that no sentence rests on.

It is a note, since an entry may well point to another one: it is silent where it says so ("see [3]", "ibid. [3]", "in [3]"), and about notes that cite a bibliography of their own, which is how most books are made.`,
	Bad:   Example{Format: extract.FormatMarkdown, Text: "Rents rose.[^1] Wages did not.[^2]\n\n[^1]: Office of Statistics, 2024.\n[^2]: The bank's yearly report.[^3]\n[^3]: By its own count.\n"},
	Good:  Example{Format: extract.FormatMarkdown, Text: "Rents rose.[^1] Wages did not.[^2]\n\n[^1]: Office of Statistics, 2024.\n[^2]: The bank's yearly report, see [^1].\n"},
	Fix:   "cite it in the text, or say in words that the entry points to another one",
	reads: readsArticle,
	judge: judgeInList,
}

func judgeInList(s *subject) []Finding {
	var labels []string
	var first extract.Marker
	for _, m := range s.article.InList {
		e, within := s.entryAround(m)
		if !within || e.list != m.List || s.pointsOn(m) {
			continue
		}
		if len(labels) == 0 {
			first = m
		}
		labels = append(labels, e.Label)
	}
	if len(labels) == 0 {
		return nil
	}
	labels = slices.Compact(labels)
	return []Finding{{
		Message: fmt.Sprintf("%s: %s", plural(len(labels), "entry cites its own list", "entries cite their own list"), shorten(labels)),
		Span:    first.Span, Label: first.Label, Evidence: Evidence{{"sentence", clip(first.Sentence)}},
	}}
}

// entryAround returns the entry of some list that a marker stands in.
func (s *subject) entryAround(m extract.Marker) (entry, bool) {
	i := sort.Search(len(s.entries), func(i int) bool { return s.entries[i].Span.Start > m.Span.Start }) - 1
	if i < 0 || s.entries[i].Span.End <= m.Span.Start {
		return entry{}, false
	}
	return s.entries[i], true
}

// pointers are the words by which an entry points to another one.
var pointers = []string{"see", "cf", "ibid", "ib", "cit", "also", "in", "of", "from", "to", "note", "ref", "reference", "above", "below", "supra", "infra", "with", "and", "siehe", "vgl", "ebd", "in", "voir", "véase", "ver", "zie", "vedi", "см", "als", "as"}

// pointsOn says whether words before a marker say that its entry points to
// another one.
func (s *subject) pointsOn(m extract.Marker) bool {
	text := s.article.Text()
	before := strings.ToLower(strings.TrimRight(text[max(0, m.Span.Start-24):m.Span.Start], " .,:;(\n\t"))
	word := before[strings.LastIndexAny(before, " .,;:([\n\t\"“>")+1:]
	return slices.Contains(pointers, word)
}
