package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citelint/citelint/extract"
)

// cutShare is the share of cited labels without an entry above which the list
// is taken to be cut or not found, rather than each of them missing. The
// figure is the one at which markrussinovich/refchecker abstains.
const cutShare = 0.3

var missingReference = Rule{
	ID:       "missing-reference",
	Severity: Error,
	Summary:  "a marker cites a label that the reference list does not have",
	Explanation: `The text cites [8], and the list has entries, but none is labelled 8. The reader cannot find the source.

A bracket counts as a marker only when a list of its own kind exists: [8] beside numbered references, [RFC9999] beside references with such keys. Program text, cross-references such as "Fig. [2]", years and intervals are left alone.

When more than 30 % of the cited labels have no entry, the list is probably cut or was not found; then no-reference-list says so once, instead of this rule many times.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], wages did not [2], and [3] says why [4].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[4] https://stat.example.gov/why\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2] [sic].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n"},
	Fix:   "add the entry to the reference list, or correct the marker",
	reads: readsArticle,
	judge: judgeMissing,
}

func judgeMissing(s *subject) []Finding {
	missing, cut := s.missing()
	if cut {
		return nil
	}
	var findings []Finding
	for _, m := range missing {
		message := fmt.Sprintf("%s cites %s, which no reference list has", m.markers[0].Text, quoted(m.markers[0].Label))
		if len(m.markers) > 1 {
			message = fmt.Sprintf("%s, cited %d times, is in no reference list", quoted(m.markers[0].Label), len(m.markers))
		}
		findings = append(findings, Finding{
			Message: message, Span: m.markers[0].Span, Label: m.markers[0].Label,
			Evidence: Evidence{{"sentence", m.markers[0].Sentence}, {"cited on lines", s.lines(m.spans())}, {"the list has", s.labelsOf(-1)}},
		})
	}
	return findings
}

// A missingLabel is a cited label without an entry, with all its markers.
type missingLabel struct{ markers []extract.Marker }

func (m missingLabel) spans() []extract.Span {
	spans := make([]extract.Span, len(m.markers))
	for i := range m.markers {
		spans[i] = m.markers[i].Span
	}
	return spans
}

// missing returns the cited labels that have no entry, in reading order, and
// whether they are so many that the list must be cut or was not found.
func (s *subject) missing() (labels []missingLabel, cut bool) {
	index := map[string]int{}
	distinct := map[string]bool{}
	for _, m := range s.article.Markers {
		key := extract.LabelKey(m.Label)
		distinct[key] = true
		if m.List >= 0 {
			continue
		}
		i, known := index[key]
		if !known {
			i = len(labels)
			index[key] = i
			labels = append(labels, missingLabel{})
		}
		labels[i].markers = append(labels[i].markers, m)
	}
	if len(labels) > 0 && s.article.Apart != "" {
		s.couldNotTell("whether every cited label has its entry: " + s.article.Apart)
		return nil, false
	}
	if len(labels) == 0 {
		return nil, false
	}
	many := len(labels) > 1 && float64(len(labels)) > cutShare*float64(len(distinct))
	return labels, many || !s.hasNumbered()
}

func (s *subject) hasNumbered() bool {
	return slices.ContainsFunc(s.article.Lists, func(l extract.List) bool { return l.Numbered })
}

// maxLabels is how many labels a finding names.
const maxLabels = 40

// labelsOf lists the labels of one list, or of all lists for -1.
func (s *subject) labelsOf(list int) string {
	var labels []string
	for _, e := range s.entries {
		if (list < 0 || e.list == list) && e.Label != "" {
			labels = append(labels, e.Label)
		}
	}
	return shorten(labels)
}

// shorten joins labels and says how many were left out.
func shorten(labels []string) string {
	if n := len(labels) - maxLabels; n > 0 {
		return strings.Join(labels[:maxLabels], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(labels, ", ")
}

var unusedReference = Rule{
	ID:       "unused-reference",
	Severity: Warning,
	Summary:  "an entry of the reference list is never cited",
	Explanation: `The list has an entry that no marker of the text cites. In edited articles it is the commonest sign that a sentence was cut, or that a list was padded.

It is a warning and not an error, because some lists hold background reading on purpose. A list that no marker cites at all is reported once, by no-markers; one of which less than half is cited is reported once as well, since then the markers may be of a kind that was not read.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [3].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/land\n[3] https://stat.example.gov/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1-3].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/land\n[3] https://stat.example.gov/wages\n"},
	Fix:   "cite it where the text uses it, or take it off the list",
	reads: readsArticle,
	judge: judgeUnused,
}

func judgeUnused(s *subject) []Finding {
	var findings []Finding
	for list := range s.article.Lists {
		unused, total := s.unused(list)
		cited := total - len(unused)
		if len(unused) == 0 || cited == 0 {
			continue
		}
		if total >= 3 && cited*2 < total {
			findings = append(findings, s.mostlyUnused(list, unused, total))
			continue
		}
		for _, e := range unused {
			findings = append(findings, Finding{
				Message: fmt.Sprintf("reference %s is never cited", quoted(e.Label)), Span: e.Span, Label: e.Label, URL: firstURL(e),
				Evidence: Evidence{{"cited labels", shorten(s.citedLabels(list))}},
			})
		}
	}
	return findings
}

// mostlyUnused is the one finding about a list of which little is cited.
func (s *subject) mostlyUnused(list int, unused []entry, total int) Finding {
	labels := make([]string, len(unused))
	for i, e := range unused {
		labels[i] = e.Label
	}
	return Finding{
		Severity: Info,
		Message:  fmt.Sprintf("%d of the list's %d references are not cited in the text that was read", len(unused), total),
		Span:     s.entriesOf(list)[0].Span,
		Evidence: Evidence{{"not cited", shorten(labels)}, {"cited labels", shorten(s.citedLabels(list))}},
	}
}

func (s *subject) entriesOf(list int) []entry {
	first, _ := slices.BinarySearchFunc(s.entries, list, func(e entry, list int) int { return e.list - list })
	end := first
	for end < len(s.entries) && s.entries[end].list == list {
		end++
	}
	return s.entries[first:end]
}

// unused returns the labelled entries of a list that nothing cites, and how
// many labelled entries it has.
func (s *subject) unused(list int) (unused []entry, total int) {
	switch l := &s.article.Lists[list]; {
	case !l.Numbered:
		return nil, 0
	case l.Loose != "":
		s.couldNotTell("whether every reference of the list is cited: " + l.Loose)
		return nil, 0
	}
	for _, e := range s.entriesOf(list) {
		total++
		if e.cited == 0 && !e.named && !e.reached && !s.citedElsewhere(e) {
			unused = append(unused, e)
		}
	}
	return unused, total
}

// citedElsewhere says whether another list has the same source under the same
// label, and a marker cites it there: a report may list its sources chapter by
// chapter and once more at the end.
func (s *subject) citedElsewhere(e entry) bool {
	return len(e.URLs) > 0 && s.citedSources[sourceOf(e)]
}

// citedLabels lists the labels of a list that are cited, in the list's order.
func (s *subject) citedLabels(list int) []string {
	var labels []string
	for _, e := range s.entriesOf(list) {
		if e.cited > 0 || e.named {
			labels = append(labels, e.Label)
		}
	}
	return labels
}

func firstURL(e entry) string {
	if len(e.URLs) == 0 {
		return ""
	}
	return e.URLs[0].Text
}

var noReferenceList = Rule{
	ID:       "no-reference-list",
	Severity: Warning,
	Summary:  "the text cites labels, but the list was not found or is cut",
	Explanation: `The text has markers that count up, [1], [2], [3], but no list of references was found; or a list was found and more than 30 % of the cited labels are not in it. The list may be missing, cut, or in a form that was not recognised: which of the three could not be told, so it is one warning and not an error for each marker.

An article without markers and without references is no failure.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], wages did not [2], and prices fell [3].\n\nRead also: our newsletter.\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose, and wages did not.\n"},
	Fix:   "add the reference list, or the entries that it lacks",
	reads: readsArticle,
	judge: judgeNoList,
}

func judgeNoList(s *subject) []Finding {
	missing, cut := s.missing()
	if !cut {
		return nil
	}
	labels := make([]string, len(missing))
	for i, m := range missing {
		labels[i] = m.markers[0].Label
	}
	first := missing[0].markers[0]
	f := Finding{Span: first.Span, Evidence: Evidence{{"cited without an entry", shorten(labels)}}}
	if s.hasNumbered() {
		f.Message = fmt.Sprintf("%s no entry: the reference list is cut, or part of it was not found", plural(len(missing), "cited label has", "cited labels have"))
		f.Evidence = append(f.Evidence, Fact{"the list has", s.labelsOf(-1)})
	} else {
		f.Message = fmt.Sprintf("the text cites %s, but no reference list was found", plural(len(missing), "label", "labels"))
	}
	return []Finding{f}
}

var noMarkers = Rule{
	ID:       "no-markers",
	Severity: Warning,
	Summary:  "a reference list that no marker cites",
	Explanation: `The article has a numbered reference list, and nothing in its text cites any of it. Either the markers were lost (copying and conversion do that), or they are of a kind that was not recognised, or the list is a bibliography.

Labels in brackets promise markers, so for them it is a warning. For an ordinary numbered list, as a bibliography may well have, it is only a note.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose, and wages did not.\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n"},
	Good:  Example{Format: extract.FormatMarkdown, Text: "Rents rose.\n\n## Sources\n\n- <https://stat.example.gov/rents>\n- <https://stat.example.gov/wages>\n"},
	Fix:   "cite the entries where the text uses them, or name the list as further reading",
	reads: readsArticle,
	judge: judgeNoMarkers,
}

func judgeNoMarkers(s *subject) []Finding {
	var findings []Finding
	for i, list := range s.article.Lists {
		unused, total := s.unused(i)
		if total == 0 || len(unused) < total {
			continue
		}
		f := Finding{
			Message: fmt.Sprintf("nothing in the text cites this list of %s", plural(total, "reference", "references")),
			Span:    list.References[0].Span, Evidence: Evidence{{"the list has", s.labelsOf(i)}},
		}
		if list.Kind == extract.KindNumber && !strings.HasPrefix(s.article.Text()[f.Span.Start:], "[") {
			f.Severity = Info
		}
		findings = append(findings, f)
	}
	return findings
}
