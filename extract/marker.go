package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A placed marker knows where it stands in the reading text, too.
type placed struct {
	Marker
	at, end place
}

// markers decides which candidates cite, adds the markers that the structure
// names, and writes them to the article in reading order.
func (f *finder) markers() {
	markers := f.structural()
	bracketed := f.bracketed()
	if len(bracketed) == 0 {
		bracketed = f.raised()
	}
	markers = append(markers, bracketed...)
	slices.SortStableFunc(markers, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.at.block, y.at.block), cmp.Compare(x.at.at, y.at.at))
	})
	markers = f.bridged(markers)
	f.article.Markers = make([]Marker, len(markers))
	for i := range markers {
		f.article.Markers[i] = markers[i].Marker
	}
}

// structural returns the markers that the format itself ties to notes.
func (f *finder) structural() []placed {
	var found []placed
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.note {
			continue
		}
		for _, m := range b.marks {
			if m.kind != noteMarker || f.isOwned(place{i, m.start}) {
				continue
			}
			list := f.listOfNote(m.note.list)
			for _, label := range m.note.labels {
				found = append(found, f.place(i, m.start, m.end, label, list))
			}
		}
	}
	return found
}

// bracketed returns the markers among the bracketed candidates.
func (f *finder) bracketed() []placed {
	var found []placed
	bare := f.bareNumbersCite()
	for i := range f.candidates {
		c := &f.candidates[i]
		if c.raised || f.isOwned(place{c.block, c.start}) || f.blocks[c.block].chrome {
			continue
		}
		f.widen(c)
		lists := f.resolve(c)
		if !f.accepts(c, lists, bare) {
			if c.tok.kind == KindNumber || c.tok.kind == KindNote {
				f.article.Bracketed++
			}
			continue
		}
		for j, label := range c.tok.labels {
			found = append(found, f.place(c.block, c.start, c.end, label, lists[j]))
		}
	}
	return found
}

// widen expands a range that is wider than a range without proof may be, when
// one list holds both its ends.
func (f *finder) widen(c *candidate) {
	if !c.tok.wide || len(c.tok.labels) != 2 {
		return
	}
	from, to := number(c.tok.labels[0]), number(c.tok.labels[1])
	lists := f.resolve(c)
	if lists[0] < 0 || lists[0] != lists[1] || from >= to {
		return
	}
	c.tok.labels = c.tok.labels[:0]
	for n := from; n <= to; n++ {
		if label := strconv.Itoa(n); f.lists[lists[0]].index[label] {
			c.tok.labels = append(c.tok.labels, label)
		}
	}
}

// resolve finds, for each label of a candidate, the list that holds it, or -1.
func (f *finder) resolve(c *candidate) []int {
	lists := make([]int, len(c.tok.labels))
	for i, label := range c.tok.labels {
		lists[i] = f.listFor(c.tok.kind, labelKey(label), place{c.block, c.start})
	}
	return lists
}

// listFor finds the list that a label cites from a place of the text: the
// nearest that follows and holds it, else the nearest before. Numbers restart
// in articles with a list for each chapter, so nearness decides.
func (f *finder) listFor(kind Kind, key string, from place) int {
	found := -1
	for i := range f.lists {
		l := &f.lists[i]
		if l.Kind != kind || !l.index[key] || !l.textual {
			continue
		}
		if found < 0 || f.lists[found].at.before(from) {
			found = i
		}
	}
	return found
}

// accepts decides whether a candidate is a marker. All of its labels stand in
// lists, or those that do not may be called missing: the list is of their kind
// and the context is plain running text.
func (f *finder) accepts(c *candidate, lists []int, bare bool) bool {
	if c.context == never {
		return false
	}
	if !slices.Contains(lists, -1) {
		return true
	}
	if c.context == doubtful {
		return false
	}
	switch c.tok.kind {
	case KindNumber:
		return bare || f.hasTextual(KindNumber) && !f.isFarOff(c)
	case KindNote:
		return f.hasTextual(KindNote)
	case KindFootnote:
		return f.article.Format == FormatMarkdown || f.hasTextual(KindFootnote)
	case KindKey:
		return f.hasTextual(KindKey) && !slices.ContainsFunc(c.tok.labels, func(s string) bool { return !looksLikeKey(s) })
	}
	return false
}

// isFarOff says whether a number lies so far beyond the labels of all lists
// that it is rather a measurement than a slip: `[120, 180]` beside a list of 60.
// Labels that count up to it say otherwise.
func (f *finder) isFarOff(c *candidate) bool {
	for _, label := range c.tok.labels {
		n := number(label)
		counted := f.cited[citation{KindNumber, strconv.Itoa(n - 1)}] > 0
		if n > f.highest+10 && 2*n > 3*f.highest && !counted {
			return true
		}
	}
	return false
}

// hasTextual says whether a list of the kind exists whose markers are text.
func (f *finder) hasTextual(kind Kind) bool {
	return slices.ContainsFunc(f.lists, func(l foundList) bool { return l.Kind == kind && l.textual })
}

// bareNumbersCite says whether bracketed numbers cite although no numbered
// list was found: at least three labels that count up from 1, in plain text.
func (f *finder) bareNumbersCite() bool {
	labels := map[string]bool{}
	for i := range f.candidates {
		c := &f.candidates[i]
		if c.tok.kind != KindNumber || c.raised || c.context != plain || f.blocks[c.block].chrome || f.isOwned(place{c.block, c.start}) {
			continue
		}
		for _, label := range c.tok.labels {
			labels[label] = true
		}
	}
	if slices.ContainsFunc(f.lists, func(l foundList) bool { return l.Kind == KindNumber }) {
		return false
	}
	return len(labels) >= 3 && labels["1"] && labels["2"] && labels["3"]
}

// raised returns the markers among raised numbers. They cite only what a list
// holds, and at least two labels must.
func (f *finder) raised() []placed {
	var found []placed
	labels := map[string]bool{}
	for i := range f.candidates {
		c := &f.candidates[i]
		if !c.raised || f.isOwned(place{c.block, c.start}) || f.blocks[c.block].chrome {
			continue
		}
		lists := f.resolve(c)
		if slices.Contains(lists, -1) {
			continue
		}
		for j, label := range c.tok.labels {
			labels[label] = true
			found = append(found, f.place(c.block, c.start, c.end, label, lists[j]))
		}
	}
	if len(labels) < 2 {
		return nil
	}
	return found
}

// bridged adds what a range between two markers cites without saying it:
// `[4]–[7]` cites 5 and 6.
func (f *finder) bridged(markers []placed) []placed {
	var out []placed
	for i, m := range markers {
		if i > 0 {
			out = append(out, f.between(markers[i-1], m)...)
		}
		out = append(out, m)
	}
	return out
}

func (f *finder) between(a, b placed) []placed {
	if a.at.block != b.at.block || b.at.at < a.end.at || a.List != b.List {
		return nil
	}
	gap := strings.TrimSpace(strings.Trim(f.blocks[a.at.block].text[a.end.at:b.at.at], "[] "))
	from, to := number(a.Label), number(b.Label)
	if leadingDash(gap) != len(gap) || gap == "" || from < 1 || to <= from+1 || to-from > maxRange {
		return nil
	}
	tok := token{}
	tok.addRange(a.Label, b.Label)
	var out []placed
	for _, label := range tok.labels[1 : len(tok.labels)-1] {
		out = append(out, f.place(a.at.block, a.at.at, b.end.at, label, a.List))
	}
	return out
}

// place makes the marker of one label at a place of the text.
func (f *finder) place(index, start, end int, label string, list int) placed {
	b := &f.blocks[index]
	return placed{
		Marker: Marker{Label: label, Text: b.text[start:end], Span: b.span(start, end), Sentence: sentenceAt(b.text, start, end), List: list},
		at:     place{index, start}, end: place{index, end},
	}
}

// maxSentence is how far a sentence is followed on each side of its marker, in
// bytes.
const maxSentence = 400

// sentenceAt returns the sentence around text[start:end], white space folded.
// A marker behind a full stop belongs to the sentence before it.
func sentenceAt(text string, start, end int) string {
	head := strings.TrimRight(text[max(0, start-maxSentence):start], " .!?\"”’)]0123456789,[–-")
	from := max(0, start-maxSentence)
	if i := lastSentenceEnd(head); i >= 0 {
		from += i
	}
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	to := end
	for to < len(text) && to-end < maxSentence {
		r, size := utf8.DecodeRuneInString(text[to:])
		if (r == '.' || r == '!' || r == '?') && endsSentence(text[to+size:]) {
			to += size
			break
		}
		if startsNextSentence(text[from:to], r) {
			break
		}
		to += size
	}
	return strings.Join(strings.Fields(text[from:to]), " ")
}

// lastSentenceEnd returns the offset behind the last full stop that ends a
// sentence of s, or -1.
func lastSentenceEnd(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		if (s[i-1] == '.' || s[i-1] == '!' || s[i-1] == '?' || s[i-1] == ']') && unicode.IsSpace(rune(s[i])) && endsSentence(s[i:]) {
			if s[i-1] != ']' || endedBeforeMarkers(s[:i]) {
				return i + 1
			}
		}
	}
	return -1
}

// endedBeforeMarkers says whether the markers that s ends with stand behind a
// full stop: `… was said.[1][2]`.
func endedBeforeMarkers(s string) bool {
	s = strings.TrimRight(s, "[]0123456789,–- ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}

// endsSentence says whether what follows a full stop begins a new sentence: a
// space and a capital, a quote or a script without capitals, or nothing.
func endsSentence(after string) bool {
	trimmed := strings.TrimLeft(after, "\"”’)")
	r, size := utf8.DecodeRuneInString(trimmed)
	if size == 0 {
		return true
	}
	if !unicode.IsSpace(r) {
		return r == '['
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(trimmed, " \t\r\n\"“‘("))
	return unicode.IsUpper(next) || unicode.IsDigit(next) || unicode.Is(unicode.Lo, next)
}

// startsNextSentence says whether a marker that stands behind its full stop is
// followed by a new sentence, so that its own has ended.
func startsNextSentence(soFar string, next rune) bool {
	if !unicode.IsSpace(next) {
		return false
	}
	return strings.HasSuffix(soFar, "]") && endedBeforeMarkers(soFar)
}
