package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// symbolNote matches a line that begins with a sign of reference, in the
// order in which printers use them (The Chicago Manual of Style, 14.25): `* `,
// `†`, `‡`, `§`, doubled.
var symbolNote = pattern.New(`(?m)^[ \t]*(\*{1,3}|†{1,2}|‡{1,2}|§{1,2}|¶|‖)[ \t]?\S`)

// maxSymbols is how many notes with signs a text has at most: there are few
// signs, and many lines that begin with one are a list.
const maxSymbols = 12

// A symbolUse is a note line and the place that cites its sign.
type symbolUse struct {
	label string
	note  place // where the sign stands that begins the note
	body  int   // where the note's text begins
	cites []candidate
}

// takeSymbols finds notes that signs tie to their markers: `rose* ` and a later
// line `* By the gauge.` Every sign must begin exactly one line and stand
// behind a word before it, else nothing is a note.
func (f *finder) takeSymbols() {
	notes := f.symbolNotes()
	for i := range f.blocks {
		if b := &f.blocks[i]; len(notes) > 0 && b.kind != code && b.kind != heading && !b.note && !b.chrome {
			citeSymbols(b, i, notes)
		}
	}
	if len(notes) == 0 || slices.ContainsFunc(notes, func(n symbolUse) bool { return len(n.cites) == 0 }) {
		return
	}
	l := foundList{note: -1, at: notes[0].note}
	l.Kind, l.Numbered = KindSymbol, true
	for i := range notes {
		n := &notes[i]
		text := f.blocks[n.note.block].text
		end := place{n.note.block, n.body + lineLength(text[n.body:])}
		ref := f.entry(place{n.note.block, n.body}, end)
		ref.Label, ref.Span.Start = n.label, f.blocks[n.note.block].origin.source(n.note.at)
		l.References = append(l.References, ref)
		f.own(n.note, end)
		f.symbols = append(f.symbols, n.cites...)
	}
	f.lists = append(f.lists, l)
}

// symbolNotes returns the lines that begin with a sign, none where a sign
// begins several.
func (f *finder) symbolNotes() []symbolUse {
	var notes []symbolUse
	seen := map[string]bool{}
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.kind == code || b.kind == heading || b.note || !hasSign(b.text) {
			continue
		}
		for _, m := range symbolNote.FindAllStringSubmatchIndex(b.text, maxSymbols+1) {
			label := b.text[m[2]:m[3]]
			if f.isOwned(place{i, m[2]}) || seen[label] || len(notes) == maxSymbols {
				return nil
			}
			seen[label] = true
			body := m[3] + len(b.text[m[3]:]) - len(strings.TrimLeft(b.text[m[3]:], " \t"))
			notes = append(notes, symbolUse{label: label, note: place{i, m[2]}, body: body})
		}
	}
	return notes
}

// hasSign says whether a text holds a sign of reference, which most do not.
func hasSign(text string) bool {
	for _, sign := range [...]string{"*", "†", "‡", "§", "¶", "‖"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// citeSymbols adds to the notes the places of a block that cite them before
// they come: a sign right behind a word or what closes it, and before a space.
func citeSymbols(b *block, index int, notes []symbolUse) {
	for at := 0; at < len(b.text); {
		i := strings.IndexAny(b.text[at:], "*†‡§¶‖")
		if i < 0 {
			return
		}
		start := at + i
		sign, size := utf8.DecodeRuneInString(b.text[start:])
		at = start + size
		for strings.HasPrefix(b.text[at:], string(sign)) {
			at += size
		}
		before, _ := utf8.DecodeLastRuneInString(b.text[:start])
		after, _ := utf8.DecodeRuneInString(b.text[at:])
		if !unicode.IsLetter(before) && !strings.ContainsRune(`.,;:!?”"’)`, before) || at < len(b.text) && !unicode.IsSpace(after) && !strings.ContainsRune(`.,;:!?)”"’`, after) {
			continue
		}
		for j := range notes {
			if n := &notes[j]; n.label == b.text[start:at] && (place{index, start}).before(n.note) && !emphasises(b.text[:start], n.label) {
				tok := token{kind: KindSymbol, labels: []string{n.label}}
				n.cites = append(n.cites, candidate{block: index, start: start, end: at, tok: tok})
			}
		}
	}
}

// emphasises says whether a text opens emphasis with a sign, so that the same
// sign may close it: `*tide*`.
func emphasises(before, sign string) bool {
	at := strings.LastIndex(before, sign)
	if at < 0 {
		return false
	}
	left, _ := utf8.DecodeLastRuneInString(before[:at])
	right, _ := utf8.DecodeRuneInString(before[at+len(sign):])
	return (at == 0 || unicode.IsSpace(left)) && unicode.IsLetter(right)
}

// symbolMarkers returns the markers of the notes that signs tie.
func (f *finder) symbolMarkers() []placed {
	list := slices.IndexFunc(f.lists, func(l foundList) bool { return l.Kind == KindSymbol && l.note < 0 })
	found := make([]placed, 0, len(f.symbols))
	for _, c := range f.symbols {
		if !f.isOwned(place{c.block, c.start}) {
			found = append(found, placed{place{c.block, c.start}, c.end, c.tok.labels[0], list, nil})
		}
	}
	return found
}
