package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A placed marker is one on its way into the article.
type placed struct {
	at    place
	end   int // in the block's text
	Label string
	List  int
	tie   *Tie
}

// markers decides which candidates cite, adds the markers that the structure
// names, and writes them to the article in reading order.
func (f *finder) markers() {
	markers := f.structural()
	if bracketed := f.bracketed(); len(markers) == 0 {
		markers = bracketed
	} else {
		markers = append(markers, bracketed...)
	}
	markers = append(markers, f.raised(markers)...)
	markers = append(markers, f.symbolMarkers()...)
	markers = append(markers, f.weak(markers)...)
	f.takeNames(markers)
	slices.SortStableFunc(markers, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.at.block, y.at.block), cmp.Compare(x.at.at, y.at.at))
	})
	markers = f.bridged(markers)
	f.setApart(markers)
	f.article.Markers = make([]Marker, len(markers))
	for i, m := range markers {
		if i > 0 && m.at == markers[i-1].at && m.end == markers[i-1].end {
			f.article.Markers[i] = f.article.Markers[i-1] // `[2, 3]`
			f.article.Markers[i].Label, f.article.Markers[i].List, f.article.Markers[i].Tie = m.Label, m.List, m.tie
		} else {
			f.article.Markers[i] = f.marker(m)
		}
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
			for j, label := range m.note.labels {
				note, tie := m.note.listOf(j)
				list, known := f.ofNote[note]
				if !known && note >= 0 {
					continue
				}
				if !known {
					list = -1
				}
				found = append(found, placed{place{i, m.start}, m.end, label, list, tie})
			}
		}
	}
	return found
}

// bracketed returns the markers among the bracketed candidates.
func (f *finder) bracketed() []placed {
	found := make([]placed, 0, f.citations)
	bare := f.bareNumbersCite()
	for c := range f.candidates() {
		if c.raised || f.isOwned(place{c.block, c.start}) || f.blocks[c.block].chrome {
			continue
		}
		f.widen(&c)
		lists := f.resolve(&c)
		if !f.accepts(&c, lists, bare) {
			if c.tok.kind == KindNumber || c.tok.kind == KindNote {
				f.leaveAlone(&c)
			}
			continue
		}
		for j, label := range c.tok.labels {
			found = append(found, placed{place{c.block, c.start}, c.end, label, lists[j], nil})
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
	if lists[0] < 0 || lists[0] != lists[1] || from == to {
		return
	}
	step := 1
	if to < from {
		step = -1 // `[6–4]`: what it means is plain
	}
	c.tok.labels = c.tok.labels[:0]
	for n := from; n != to+step; n += step {
		if label := strconv.Itoa(n); f.holds(lists[0], citation{c.tok.kind, label}) {
			c.tok.labels = append(c.tok.labels, label)
		}
	}
}

// resolve finds, for each label of a candidate, the list that holds it, or -1.
func (f *finder) resolve(c *candidate) []int {
	lists := make([]int, len(c.tok.labels))
	for i, label := range c.tok.labels {
		key := citation{c.tok.kind, LabelKey(label)}
		if key.kind == KindFootnote && len(f.holders[key]) == 0 {
			// [^1] beside a list of [1]: the reader finds the entry, though no
			// program does.
			plain := strings.TrimPrefix(label, "^")
			if key = (citation{KindNumber, LabelKey(plain)}); len(f.holders[key]) > 0 {
				c.tok.labels[i] = plain
			}
		}
		lists[i] = f.listFor(key, place{c.block, c.start})
	}
	return lists
}

// holds says whether a list has an entry of a label.
func (f *finder) holds(list int, key citation) bool {
	_, found := slices.BinarySearch(f.holders[key], list)
	return found
}

// accepts decides whether a candidate is a marker. All of its labels stand in
// lists, or those that do not may be called missing: the list is of their kind
// and the context is plain running text.
func (f *finder) accepts(c *candidate, lists []int, bare bool) bool {
	if c.context >= glued {
		return false
	}
	if !slices.Contains(lists, -1) {
		return true
	}
	if c.context == doubtful || f.isQuoted(c) {
		return false
	}
	switch c.tok.kind {
	case KindNumber:
		return bare || f.textual[KindNumber] && !f.isFarOff(c)
	case KindNote:
		return f.textual[KindNote]
	case KindFootnote:
		return f.article.Format == FormatMarkdown || f.textual[KindFootnote]
	case KindKey:
		return f.textual[KindKey] && !slices.ContainsFunc(c.tok.labels, func(s string) bool { return !looksLikeKey(s) || f.namesItself(s) })
	}
	return false
}

// namesItself says whether a key is the article's own name, by its title or
// the name of its file: a standard that says `Reference: [RFC6585]` of itself.
func (f *finder) namesItself(key string) bool {
	squeeze := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	title := strings.ReplaceAll(f.article.Title, "["+key+"]", "") // where the first line serves as title
	return strings.Contains(squeeze(title), squeeze(key)) || strings.Contains(squeeze(f.article.Source), squeeze(key))
}

// isQuoted says whether a label has its entry where a page shows it as program
// text, as Markdown that was never set is: the reader finds it, and whether it
// is a list cannot be told.
func (f *finder) isQuoted(c *candidate) bool {
	return slices.ContainsFunc(c.tok.labels, func(label string) bool { return f.quoted[citation{c.tok.kind, LabelKey(label)}] })
}

// quotedEntries returns the labels of lines in program text that look like
// entries with an address.
func quotedEntries(blocks []block) map[citation]bool {
	quoted := map[citation]bool{}
	for i := range blocks {
		if blocks[i].kind != code {
			continue
		}
		for line := range strings.Lines(blocks[i].text) {
			s, ok := parseStart(strings.TrimLeft(line, " \t"))
			if !ok || s.style != styleBracket || !strings.Contains(line, "://") {
				continue
			}
			for _, label := range s.labels {
				quoted[citation{s.kind, LabelKey(label)}] = true
			}
		}
	}
	return quoted
}

// isFarOff says whether a number lies so far beyond the labels of all lists
// that it is rather a measurement than a slip: `[120, 180]` beside a list of 60.
// Labels that count up to it say otherwise.
func (f *finder) isFarOff(c *candidate) bool {
	for _, label := range c.tok.labels {
		n := number(label)
		counted := f.cited[citation{KindNumber, strconv.Itoa(n - 1)}].all > 0
		if n > f.highest+10 && 2*n > 3*f.highest && !counted {
			return true
		}
	}
	return false
}

// longCount is how many numbers in brackets, each once and one above the other,
// count the verses or paragraphs of a text rather than cite.
const longCount = 30

// bareNumbersCite says whether bracketed numbers cite although no numbered
// list was found: at least three labels that count up from 1, in plain text.
func (f *finder) bareNumbersCite() bool {
	if f.citing == byNotes || slices.ContainsFunc(f.lists, func(l foundList) bool { return l.Kind == KindNumber }) {
		return false
	}
	labels := map[string]bool{}
	last, counts := 0, true
	for c := range f.candidates() {
		if c.tok.kind != KindNumber || c.raised || c.context != plain || f.blocks[c.block].chrome || f.isOwned(place{c.block, c.start}) {
			continue
		}
		for _, label := range c.tok.labels {
			labels[label] = true
			counts = counts && number(label) == last+1
			last = number(label)
		}
	}
	return len(labels) >= 3 && labels["1"] && labels["2"] && labels["3"] && !(counts && len(labels) >= longCount)
}

// raised returns the markers among raised numbers. They cite only what a list
// holds, and at least two labels must; beside markers of another form, only
// what those leave uncited: else it is rather an exponent.
func (f *finder) raised(others []placed) []placed {
	if !f.raisedCites {
		return nil
	}
	cited := map[int]map[string]bool{}
	for i := range others {
		m := &others[i]
		if cited[m.List] == nil {
			cited[m.List] = map[string]bool{}
		}
		cited[m.List][LabelKey(m.Label)] = true
	}
	var found []placed
	labels := map[int]map[string]bool{}
	for c := range f.candidates() {
		if !c.raised || f.isOwned(place{c.block, c.start}) || f.blocks[c.block].chrome {
			continue
		}
		lists := f.resolve(&c)
		for j, list := range lists {
			if list < 0 || cited[list][LabelKey(c.tok.labels[j])] {
				lists = nil
				break
			}
		}
		for j, list := range lists {
			if labels[list] == nil {
				labels[list] = map[string]bool{}
			}
			labels[list][c.tok.labels[j]] = true
			found = append(found, placed{place{c.block, c.start}, c.end, c.tok.labels[j], list, nil})
		}
	}
	distinct := 0
	for _, of := range labels {
		distinct += len(of)
	}
	return slices.DeleteFunc(found, func(m placed) bool { return distinct < 2 || len(cited[m.List]) > 0 && len(labels[m.List]) < 2 })
}

// bridged adds what a range between two markers cites without saying it:
// `[4]–[7]` cites 5 and 6.
func (f *finder) bridged(markers []placed) []placed {
	var out []placed // nil while there is nothing to add
	for i := range markers {
		if i > 0 {
			if between := f.between(&markers[i-1], &markers[i]); len(between) > 0 && out == nil {
				out = append(slices.Clone(markers[:i]), between...)
			} else {
				out = append(out, between...)
			}
		}
		if out != nil {
			out = append(out, markers[i])
		}
	}
	if out == nil {
		return markers
	}
	return out
}

func (f *finder) between(a, b *placed) []placed {
	if a.at.block != b.at.block || b.at.at < a.end || a.List != b.List {
		return nil
	}
	gap := strings.TrimSpace(strings.Trim(f.blocks[a.at.block].text[a.end:b.at.at], "[]() "))
	from, to := number(a.Label), number(b.Label)
	if leadingDash(gap) != len(gap) || gap == "" || from < 1 || to <= from+1 || to-from > maxRange {
		return nil
	}
	tok := token{}
	tok.addRange(a.Label, b.Label)
	var out []placed
	for _, label := range tok.labels[1 : len(tok.labels)-1] {
		out = append(out, placed{a.at, b.end, label, a.List, nil})
	}
	return out
}

// marker makes the marker of the article.
func (f *finder) marker(p placed) Marker {
	b, sentence := &f.blocks[p.at.block], ""
	if f.sentences < sentenceBudget {
		sentence = sentenceAt(b.text, p.at.at, p.end)
		f.sentences += len(sentence)
	}
	text := strings.ReplaceAll(b.text[p.at.at:p.end], `\`, "")
	return Marker{Label: p.Label, Text: text, Span: b.span(p.at.at, p.end), Sentence: sentence, List: p.List, Tie: p.tie}
}
