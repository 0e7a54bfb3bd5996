package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// The draft's note lists of reStructuredText; either may be empty.
const (
	rstFootnotes = iota
	rstCitations
)

// rstSymbols are what docutils labels `[*]` with, in this order; then each of
// them doubled, and so on.
var rstSymbols = []string{"*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"}

// resolve gives the notes without a label theirs, and ties the markers to the
// notes, as docutils does: numbers are given in order, except those that a
// marker cites.
func (r *rstReader) resolve() {
	taken := map[string]bool{}
	for _, u := range r.uses {
		taken[u.label] = true
	}
	next, symbols := 1, 0
	var unnamed, starred []int // entries, in order
	for i := range r.entries {
		switch e := &r.entries[i]; {
		case e.label == "*":
			e.label = strings.Repeat(rstSymbols[symbols%len(rstSymbols)], min(symbols/len(rstSymbols)+1, 3))
			starred = append(starred, i)
			symbols++
		case e.label[0] == '#':
			for taken[strconv.Itoa(next)] {
				next++
			}
			e.printed = strconv.Itoa(next)
			next++
			if e.label == "#" {
				e.label, e.printed = e.printed, ""
				unnamed = append(unnamed, i)
			}
		}
	}
	for _, u := range r.uses {
		switch u.label {
		case "#":
			unnamed = r.tie(u, unnamed)
		case "*":
			starred = r.tie(u, starred)
		default:
			var own []int
			if i, known := r.notes[LabelKey(u.label)]; known {
				own = []int{i}
			}
			r.tie(u, own)
		}
	}
}

// tie ties a marker to the first of the entries, and returns the others.
func (r *rstReader) tie(u rstUse, entries []int) []int {
	if len(entries) == 0 {
		u.note.labels, u.note.list = []string{u.label}, -1
		if r.includes || isRSTCitation(u.label) && !r.hasCitations() {
			u.note.labels = nil // its entry may stand in another file
		}
		return nil
	}
	e := &r.entries[entries[0]]
	u.note.labels, u.note.list = []string{e.label}, rstFootnotes
	if e.printed != "" {
		u.note.tie = &Tie{Printed: e.printed}
	}
	if e.citation {
		u.note.list = rstCitations
	}
	return entries[1:]
}

// isRSTCitation says whether a label is a citation's, and no footnote's.
func isRSTCitation(label string) bool {
	return label[0] != '#' && label[0] != '*' && strings.Trim(label, "0123456789") != ""
}

// hasCitations says whether the document defines citations itself. Sphinx
// shares them between documents.
func (r *rstReader) hasCitations() bool {
	for i := range r.entries {
		if r.entries[i].citation {
			return true
		}
	}
	return false
}

var rstTyped = pattern.New(`^\[(\d{1,3})\] `)

// typed makes entries of the paragraphs among the footnotes of a section that
// are labelled as one, `[2] text`: authors write an entry so that no marker
// cites, because docutils complains of a footnote that none does.
func (r *rstReader) typed() {
	for from := 0; from < len(r.chunks); {
		to := from + 1
		for to < len(r.chunks) && r.chunks[to].kind != heading {
			to++
		}
		section := r.chunks[from:to]
		from = to
		if !slices.ContainsFunc(section, func(c rstChunk) bool { return c.entry >= 0 && number(r.entries[c.entry].label) > 0 }) {
			continue
		}
		for i := range section {
			c := &section[i]
			if c.entry >= 0 || c.kind != prose {
				continue
			}
			s := &r.spans[c.first]
			m := rstTyped.FindStringSubmatch(r.source[s.Start:s.End])
			if m == nil {
				continue
			}
			if _, defined := r.notes[LabelKey(m[1])]; defined {
				continue
			}
			c.entry = len(r.entries)
			r.notes[LabelKey(m[1])] = c.entry
			r.entries = append(r.entries, rstEntry{label: m[1], span: Span{s.Start, s.Start + len(m[0]) - 1}, cited: true})
			s.Start += len(m[0])
		}
	}
}

// finish makes the lists of the entries.
func (r *rstReader) finish() {
	r.draft.notes = make([]noteList, 2)
	texts := make([][]block, len(r.entries))
	for i, b := range r.owned {
		if b.kind != code {
			texts[r.owners[i]] = append(texts[r.owners[i]], b)
		}
	}
	order := make([]int, len(r.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(r.entries[i].span.Start, r.entries[j].span.Start) })
	for _, i := range order {
		e := &r.entries[i]
		list := &r.draft.notes[rstFootnotes]
		if e.citation {
			list = &r.draft.notes[rstCitations]
		}
		if len(list.entries) == 0 && isListHeading(e.heading) {
			list.heading = e.heading
		}
		entry := noteEntry{label: e.label, span: e.span, cited: e.cited || r.used[LabelKey(e.label)]}
		entry.fill(texts[i])
		list.entries = append(list.entries, entry)
	}
	for i := range r.draft.notes {
		r.draft.notes[i].measure()
	}
	r.draft.citing = byNotes
}
