package check

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/pattern"
)

var numberingGap = Rule{
	ID:       "numbering-gap",
	Severity: Info,
	Summary:  "the numbers of a list skip some",
	Explanation: `The list has entries 1, 2 and 4, and no 3; or it begins at 2. Nothing cites what is missing, so no reader is led astray: but an entry was taken out, or lost, and the numbers were not mended. It is a note, because some lists leave out numbers on purpose: those of works that only another part of the text cites.

It is silent where the text cites the missing number, which is missing-reference's; where another list of the article has it, as that of the chapter before; where the format counts the entries itself; about a list that begins far beyond 1, as a part of a book does; and where so many are missing that the list must be a selection.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], wages did not [2], and here is why [4].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[4] https://stat.example.gov/why\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], wages did not [2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n\nLater, land rose [3], and then fell [4].\n\nReferences\n[3] https://stat.example.gov/land\n[4] https://stat.example.gov/fall\n"},
	Fix:   "put the lost entry back, or number the entries and the markers anew",
	reads: readsArticle,
	judge: judgeGaps,
}

// farStart is the first number of a list from which on it is taken to be a
// part of a longer one.
const farStart = 4

func judgeGaps(s *subject) []Finding {
	taken := map[int]bool{} // by some list, or by a marker that misses its entry
	for _, e := range s.entries {
		taken[numberOf(e.Label)] = true
	}
	for _, m := range s.article.Markers {
		if m.List < 0 {
			taken[numberOf(m.Label)] = true
		}
	}
	var findings []Finding
	for i, list := range s.article.Lists {
		if !list.Written || list.Kind != extract.KindNumber || len(list.References) < 3 {
			continue
		}
		entries := s.entriesOf(i)
		gaps, after := gapsOf(entries, taken)
		if len(gaps) > maxLabels {
			continue
		}
		gaps = slices.DeleteFunc(gaps, func(n int) bool { return s.isWritten(list.Span, n) })
		if len(gaps) == 0 || 3*len(gaps) > len(entries) {
			continue
		}
		labels := make([]string, len(gaps))
		for j, n := range gaps {
			labels[j] = strconv.Itoa(n)
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("the list has no %s: its numbers go from %s to %s", shorten(labels), entries[0].Label, entries[len(entries)-1].Label),
			Span:    after.Span, Label: labels[0],
			Evidence: Evidence{{"missing", labels}, {"the list has", s.labelsOf(i)}},
		})
	}
	return findings
}

// numberOf returns the number that a label is, or 0.
func numberOf(label string) int {
	n, err := strconv.Atoi(label)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// gapsOf returns the numbers that rising entries skip, and the entry behind the
// first gap. It is empty where the entries do not rise.
func gapsOf(entries []entry, taken map[int]bool) (gaps []int, after entry) {
	next := 1
	if n := numberOf(entries[0].Label); n >= farStart {
		next = n
	}
	for _, e := range entries {
		n := numberOf(e.Label)
		if n < next-1 || n-next > len(entries) {
			return nil, entry{}
		}
		for ; next < n; next++ {
			if taken[next] {
				continue
			}
			if len(gaps) == 0 {
				after = e
			}
			gaps = append(gaps, next)
		}
		next = n + 1
	}
	return gaps, after
}

// isWritten says whether a number stands in the list's text in the form of a
// label: then its entry is there and was not read as one.
func (s *subject) isWritten(list extract.Span, n int) bool {
	text := s.article.Text()[list.Start:list.End]
	label := strconv.Itoa(n)
	for at := 0; ; {
		i := strings.Index(text[at:], label)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(label)
		before, after := strings.TrimRight(text[:at], " \t*_"), strings.TrimLeft(text[end:], "*_")
		own := before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, ">")
		if own && (after == "" || strings.ContainsRune("]).: \t<", rune(after[0]))) {
			return true
		}
		at = end
	}
}

var outOfOrder = Rule{
	ID:       "out-of-order",
	Severity: Info,
	Summary:  "a list in order of appearance has an entry out of its order",
	Explanation: `The entries are numbered in the order in which the text cites them, 1, 2, 3, and then 9 comes before 4. Numbers are left behind so where a passage was moved or a source was added late; sometimes the number itself is the mistake, and a wrong source is cited.

It is a note, because most house styles do not mind. It speaks only where at least ten references are cited and nine in ten keep to the order: else the list is in another one, by the alphabet or by rank, and that is no fault. A number that comes late is left alone, since it may have been cited before where nothing was read. Tables, captions and asides are left out, since their place in the source says nothing of when they are read; so are footnotes that the format numbers itself.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1]. Wages did not [2]. Land fell [10]. Prices rose [3], and so did taxes [4], as the bank says [5] and the office denies [6], as did fees [7], fines [8] and water [9].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[3] https://stat.example.gov/prices\n[4] https://stat.example.gov/taxes\n[5] https://bank.example/says\n[6] https://stat.example.gov/denied\n[7] https://stat.example.gov/land\n[8] https://court.example/fees\n[9] https://union.example/fines\n[10] https://council.example/water\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [5]. Wages did not [2]. Land fell [7]. Prices rose [3], and so did taxes [1], as the bank says [4] and the office denies [6], as did fees [10], fines [8] and water [9].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[3] https://stat.example.gov/prices\n[4] https://stat.example.gov/taxes\n[5] https://bank.example/says\n[6] https://stat.example.gov/denied\n[7] https://stat.example.gov/land\n[8] https://court.example/fees\n[9] https://union.example/fines\n[10] https://council.example/water\n"},
	Fix:   "check that the marker names the source that it means, and number the entries anew",
	reads: readsArticle,
	judge: judgeOrder,
}

const (
	fewestInOrder = 10  // cited references that show an order
	orderShare    = 0.9 // of them must keep to it
)

func judgeOrder(s *subject) []Finding {
	var findings []Finding
	byList := map[int][]int32{} // indices, since an article can have a million markers
	for i, m := range s.article.Markers {
		byList[m.List] = append(byList[m.List], int32(i))
	}
	for i, list := range s.article.Lists {
		if list.Kind != extract.KindNumber || len(list.References) < fewestInOrder {
			continue
		}
		first := s.firstCitations(byList[i])
		out, early := outside(first)
		if len(first) < fewestInOrder || len(early) == 0 || !isDense(first) || float64(len(out)) > (1-orderShare)*float64(len(first)) || byAlphabet(list) {
			continue
		}
		labels, order := make([]string, len(early)), make([]string, len(first))
		for j, m := range early {
			labels[j] = m.Label
		}
		for j, m := range first {
			order[j] = m.Label
		}
		verb := "is"
		if len(labels) > 1 {
			verb = "are"
		}
		findings = append(findings, Finding{
			Message: fmt.Sprintf("%s %s cited before smaller numbers, in a list that is in order of appearance", shorten(labels), verb),
			Span:    early[0].Span, Label: early[0].Label,
			Evidence: Evidence{{"sentence", early[0].Sentence}, {"first cited in this order", shorten(order)}},
		})
	}
	return findings
}

// isDense says whether most of the numbers up to the highest are among the
// markers: an order of appearance leaves none out.
func isDense(markers []extract.Marker) bool {
	highest := 0
	for _, m := range markers {
		highest = max(highest, numberOf(m.Label))
	}
	return 10*len(markers) >= 7*highest
}

// firstCitations returns, of a list's markers by their indices, the first of each number, in
// reading order; what one group of markers cites, `[7, 5]`, counts as in order. Numbers
// that are cited where the order of reading is not known are left out.
func (s *subject) firstCitations(markers []int32) []extract.Marker {
	apart := s.article.SetApart
	seen, unknown := map[int]bool{}, map[int]bool{}
	var first []extract.Marker
	group := 0 // where the group at hand begins in first
	end := -1
	for _, index := range markers {
		m := &s.article.Markers[index]
		n := numberOf(m.Label)
		if n == 0 {
			continue
		}
		i := sort.Search(len(apart), func(i int) bool { return apart[i].End > m.Span.Start })
		if i < len(apart) && apart[i].Start <= m.Span.Start {
			unknown[n] = true
			continue
		}
		if m.Span.Start < end || end >= 0 && s.joins(end, m.Span.Start) {
			end = max(end, m.Span.End)
		} else {
			sortByNumber(first[group:])
			group, end = len(first), m.Span.End
		}
		if !seen[n] {
			seen[n] = true
			first = append(first, *m)
		}
	}
	sortByNumber(first[group:])
	return slices.DeleteFunc(first, func(m extract.Marker) bool { return unknown[numberOf(m.Label)] })
}

// joins says whether nothing but a comma and space parts two markers.
func (s *subject) joins(end, start int) bool {
	const widest = 3
	return start-end <= widest && strings.Trim(s.article.Text()[end:start], " ,;\u00a0") == ""
}

func sortByNumber(markers []extract.Marker) {
	slices.SortStableFunc(markers, func(a, b extract.Marker) int { return numberOf(a.Label) - numberOf(b.Label) })
}

// outside returns the markers that are not in the longest rising sequence, and
// of them those that come before smaller numbers of it. The others come late:
// they may have been cited where nothing was read, below a picture.
func outside(markers []extract.Marker) (out, early []extract.Marker) {
	var tails []int // by length - 1: the index of the marker that ends the sequence with the least number
	before := make([]int, len(markers))
	for i, m := range markers {
		n := numberOf(m.Label)
		length := sort.Search(len(tails), func(j int) bool { return numberOf(markers[tails[j]].Label) >= n })
		before[i] = -1
		if length > 0 {
			before[i] = tails[length-1]
		}
		if length == len(tails) {
			tails = append(tails, i)
		}
		tails[length] = i
	}
	rising := make([]bool, len(markers))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			rising[i] = true
		}
	}
	highest := 0 // of the sequence so far
	for i, m := range markers {
		switch n := numberOf(m.Label); {
		case rising[i]:
			highest = n
		case n > highest:
			out, early = append(out, m), append(early, m)
		default:
			out = append(out, m)
		}
	}
	return out, early
}

// byAlphabet says whether the first words of a list's entries, authors as a
// rule, are in alphabetical order.
func byAlphabet(list extract.List) bool {
	rising := 0
	for i := 1; i < len(list.References); i++ {
		if firstWords(list.References[i-1].Text) < firstWords(list.References[i].Text) {
			rising++
		}
	}
	return 10*rising >= 9*(len(list.References)-1)
}

// firstWords returns the words that a text begins with, up to the first sign or
// digit, in lower case.
func firstWords(text string) string {
	const reach = 40 // bytes: a surname and a first name
	text = text[:min(len(text), reach)]
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' })
	if end < 0 {
		end = len(text)
	}
	return strings.ToLower(text[:end])
}

var reversedRange = Rule{
	ID:       "reversed-range",
	Severity: Warning,
	Summary:  "a range of citations runs backwards",
	Explanation: `The marker says [6–4]. Either it means 4 to 6, or one of the numbers is wrong, and then a source is cited that the author did not mean. It is a warning, since readers can guess the first and cannot see the second.

It speaks only where the list has both ends; a range as print abbreviates it, [121–5] for 121 to 125, is in order.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [4–2].\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[3] https://stat.example.gov/land\n[4] https://stat.example.gov/taxes\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2–4]; it was 2–0 at the break.\n\nReferences\n[1] https://stat.example.gov/rents\n[2] https://stat.example.gov/wages\n[3] https://stat.example.gov/land\n[4] https://stat.example.gov/taxes\n"},
	Fix:   "turn the range round, or correct its ends",
	reads: readsArticle,
	judge: judgeReversed,
}

// rangePattern matches a range of two numbers within a marker.
var rangePattern = pattern.New(`(\d{1,4})\]?\s*[-\x{2010}-\x{2015}\x{2212}]\s*\[?(\d{1,4})`)

func judgeReversed(s *subject) []Finding {
	var findings []Finding
	markers := s.article.Markers
	for i := 0; i < len(markers); {
		end := i + 1
		for end < len(markers) && markers[end].Span == markers[i].Span {
			end++
		}
		if end-i > 1 {
			if m := rangePattern.FindStringSubmatch(markers[i].Text); m != nil && isReversed(markers[i:end], m[1], m[2]) {
				findings = append(findings, Finding{
					Message: fmt.Sprintf("the range %s runs backwards", markers[i].Text), Span: markers[i].Span, Label: markers[i].Label,
					Evidence: Evidence{{"sentence", markers[i].Sentence}},
				})
			}
		}
		i = end
	}
	return findings
}

// isReversed says whether a range falls, and whether one list answers both its
// ends.
func isReversed(group []extract.Marker, from, to string) bool {
	if len(from) < len(to) || numberOf(from) <= numberOf(to) || numberOf(from[:len(from)-len(to)]+to) > numberOf(from) {
		return false
	}
	list := -1
	found := 0
	for _, m := range group {
		key := extract.LabelKey(m.Label)
		if m.List < 0 || key != extract.LabelKey(from) && key != extract.LabelKey(to) {
			continue
		}
		if found++; found > 1 && m.List != list {
			return false
		}
		list = m.List
	}
	return found == 2
}
