package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// Weak forms are numbers that could cite and could as well be nothing: raised
// numbers that lost their raising where a text was copied, `rose.2 It`, and
// numbers in parentheses, `(3)`. They are tried only for a list of which
// little else is cited, and believed only where they cite much of it.
var weakForms = []*pattern.Regexp{
	pattern.New(`(?:\p{L}[.,;:!?]["”’)]?|["”’)][.,;:!?]?|\p{Ll}{4})(\d{1,3}(?:[,–-] ?\d{1,3}){0,9})(?:[\s).,;:]|$)`),
	pattern.New(`[^\s(]\s?(\((?:\d{1,3}(?:[,;–-] ?\d{1,3}){0,9})\))`),
}

// Why a list may be cited without a marker.
const (
	looseNumbers = "its markers are bare numbers, of which some may have been missed"
	looseNames   = "the text names the authors of its references, not their labels"
	looseLetters = "the text has markers by letters or words, and they may be of this list"
)

// How much of a list a weak form must cite: many labels, or few of which most
// rise where they are cited for the first time.
const (
	fewLabels  = 3
	fewShare   = 0.5
	fewRising  = 0.6
	manyLabels = 10
	manyShare  = 0.3
)

// weak returns the markers of a weak form that cite lists of which little is
// cited so far, and marks these lists as loosely cited.
func (f *finder) weak(markers []placed) []placed {
	cited := f.citedShares(markers)
	uncited := map[int]bool{}
	for i := range f.lists {
		if l := &f.lists[i]; l.Kind == KindNumber && l.textual && len(l.References) >= fewLabels && cited[i] < manyShare {
			uncited[i] = true
		}
	}
	var found []placed
	for _, form := range weakForms {
		byList := map[int][]placed{}
		if len(uncited) > 0 {
			byList = f.weakForm(form, uncited)
		}
		for list, cites := range byList {
			if f.believable(cites, len(f.lists[list].References)) {
				f.article.Lists[list].Loose = looseNumbers
				found = append(found, cites...)
				delete(uncited, list)
			}
		}
	}
	return found
}

// citedShares returns which share of its entries the markers cite, by list.
func (f *finder) citedShares(markers []placed) []float64 {
	cited := make([]map[string]bool, len(f.lists))
	for i := range markers {
		if list := markers[i].List; list >= 0 {
			if cited[list] == nil {
				cited[list] = make(map[string]bool, len(f.article.Lists[list].References))
			}
			cited[list][LabelKey(markers[i].Label)] = true
		}
	}
	shares := make([]float64, len(f.lists))
	for i := range f.lists {
		for _, ref := range f.article.Lists[i].References {
			if ref.Cited || cited[i][LabelKey(ref.Label)] {
				shares[i] += 1 / float64(len(f.lists[i].References))
			}
		}
	}
	return shares
}

// weakForm finds what has a weak form and whose labels all stand in an uncited
// list, by list.
func (f *finder) weakForm(form *pattern.Regexp, uncited map[int]bool) map[int][]placed {
	found := map[int][]placed{}
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.kind == code || b.kind == heading || b.note || b.chrome {
			continue
		}
		for _, m := range form.FindAllStringSubmatchIndex(b.text, -1) {
			c := candidate{block: i, start: m[2], end: m[3]}
			tok, ok := parseNumbers(strings.Trim(b.text[m[2]:m[3]], "()"))
			if points, _ := pointsInside(b.text[max(0, m[2]-32):m[2]]); !ok || points || doubtfulToken(tok) || f.isOwned(place{i, m[2]}) || abbreviated(b.text[:m[2]]) {
				continue
			}
			c.tok = tok
			lists := f.resolve(&c)
			if slices.ContainsFunc(lists, func(list int) bool { return !uncited[list] }) {
				continue
			}
			for j, label := range tok.labels {
				found[lists[j]] = append(found[lists[j]], placed{place{i, m[2]}, m[3], label, lists[j], nil})
			}
		}
	}
	return found
}

// abbreviations end in a full stop and precede a number of their own.
var abbreviations = words(`no; nos; vol; vols; p; pp; fig; figs; eq; eqs; sec; ch; art; nr; v; ver; st; approx; ca; c; al`)

// abbreviated says whether a text ends in such an abbreviation: `vol.3`.
func abbreviated(before string) bool {
	stem, stopped := strings.CutSuffix(before[max(0, len(before)-32):], ".")
	word := trailingWord(stem)
	return stopped && (abbreviations[strings.ToLower(word)] || utf8.RuneCountInString(word) < 2)
}

// believable says whether citations of a weak form are citations: they cite
// most of a list of n entries, and new labels mostly rise.
func (f *finder) believable(cites []placed, n int) bool {
	seen := map[string]bool{}
	highest, rising := 0, 0
	for _, c := range cites {
		if label := LabelKey(c.Label); !seen[label] {
			seen[label] = true
			if number(label) > highest {
				highest = number(label)
				rising++
			}
		}
	}
	share := float64(len(seen)) / float64(n)
	return len(seen) >= manyLabels && share >= manyShare ||
		len(seen) >= fewLabels && share >= fewShare && float64(rising) >= fewRising*float64(len(seen))
}

// namedShare is the share of a list's entries whose first word the text must
// hold to be taken to name their authors.
const namedShare = 0.5

// takeNames marks the lists that no marker cites and the text cites otherwise: by
// their addresses, or by the names that their entries begin with, `Abel et al. (2019)` beside `[1] Abel, R. Tides.`
func (f *finder) takeNames(markers []placed) {
	for i, share := range f.citedShares(markers) {
		l := &f.article.Lists[i]
		if share > 0 || !l.Numbered || l.Loose != "" {
			continue
		}
		if f.citedByAddress(l) {
			continue
		}
		if l.Kind == KindNumber && f.citesByLetters() {
			l.Loose = looseLetters
			continue
		}
		names := map[string]bool{}
		for _, ref := range l.References {
			if name := firstName(ref.Text); name != "" {
				names[name] = false
			}
		}
		f.findNames(names)
		named := 0
		for _, ref := range l.References {
			named += boolCount(names[firstName(ref.Text)])
		}
		if named > 1 && float64(named) >= namedShare*float64(len(l.References)) {
			l.Loose = looseNames
		}
	}
}

// citedByAddress marks the references whose address the running text links
// itself, and says whether there are any: the list is cited so, and not by its
// labels.
func (f *finder) citedByAddress(l *List) bool {
	linked := make(map[string]bool, len(f.article.Links))
	for i := range f.article.Links {
		linked[f.article.Links[i].Text] = true
	}
	any := false
	for i := range l.References {
		ref := &l.References[i]
		ref.Cited = ref.Cited || slices.ContainsFunc(ref.URLs, func(u URL) bool { return linked[u.Text] })
		any = any || ref.Cited
	}
	return any
}

// citesByLetters says whether the text has markers by letters or words, `[a]`,
// `[n 1]`, and no list of theirs: wikis number such notes where their text is
// copied.
func (f *finder) citesByLetters() bool {
	for key := range f.cited {
		if key.kind != KindLetter && key.kind != KindNote {
			continue
		}
		if !slices.ContainsFunc(f.lists, func(l foundList) bool { return l.Kind == key.kind }) {
			return true
		}
	}
	return false
}

// authorNames match how an entry that begins with its author does: `Abel, R.`,
// `Abel et al.`; `Ruth M. Abel, Tom Bose`, `Ruth Abel and`.
var authorNames = []*pattern.Regexp{
	pattern.New(`^(\p{Lu}[\p{L}’'-]{2,})(?:,| et al| and | & | \p{Lu}\.| \()`),
	pattern.New(`^\p{Lu}[\p{L}’'.-]* (?:\p{Lu}\.?-? ?)?(\p{Lu}[\p{L}’'-]{2,})(?:,| et al| and | & )`),
}

// firstName returns the family name that an entry begins with, or "".
func firstName(text string) string {
	for _, pattern := range authorNames {
		if m := pattern.FindStringSubmatch(text); m != nil {
			return leadingWord(m[1])
		}
	}
	return ""
}

// findNames notes which of the names the running text holds.
func (f *finder) findNames(names map[string]bool) {
	for i := range f.blocks {
		b := &f.blocks[i]
		if len(names) == 0 || b.kind == code || b.kind == heading || b.note || b.chrome {
			continue
		}
		notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
		at := 0
		for word := range strings.FieldsFuncSeq(b.text, notLetter) {
			at += strings.Index(b.text[at:], word)
			if found, known := names[word]; known && !found && !f.isOwned(place{i, at}) {
				names[word] = true
			}
			at += len(word)
		}
	}
}
