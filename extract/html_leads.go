package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ownNumber matches the number that a note prints before its text: `[3]`,
// `3.`, `3)`, a raised `3` that its text follows.
var ownNumber = pattern.New(`^[\[(^↑\s]*(\d{1,4})(?:[\]).:]|\s|$)`)

// ownNumbers returns the numbers that the page's readers see before the notes
// of a list: those that the notes print, or their places in an ordered list. It
// is empty where the two differ, or where neither is certain.
func (f *noteFinder) ownNumbers(l *pendingList) map[*html.Node]string {
	printed, placed := make(map[*html.Node]string, len(l.entries)), map[*html.Node]string{}
	for _, e := range l.entries {
		if m := ownNumber.FindStringSubmatch(textOf(e)); m != nil {
			printed[e] = LabelKey(m[1])
		}
	}
	if list := l.container; list.DataAtom == atom.Ol && !hasAttr(list, "reversed") && strings.Trim(attr(list, "type"), "1") == "" {
		counter := &namer{position: listStart(list) - 1}
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				counter.count(c)
				placed[c] = strconv.Itoa(counter.position)
			}
		}
	}
	if len(placed) == 0 {
		if len(printed) < len(l.entries) || isSplit(l.entries[0]) {
			return nil
		}
		for c := l.container.FirstChild; c != nil; c = c.NextSibling {
			if m := ownNumber.FindStringSubmatch(textOf(c)); m != nil && c.DataAtom == l.entries[0].DataAtom {
				printed[c] = LabelKey(m[1]) // of a note that no marker leads to
			}
		}
		return printed
	}
	differ := 0
	for e, number := range printed {
		differ += boolCount(placed[e] != number)
	}
	if differ > 0 && len(printed) == len(l.entries) {
		return nil // the page's style sheet may hide the places
	}
	return placed
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// misled finds the markers that lead to another note than the one whose number
// they print, and lets no note be labelled by them. Where that is so of many, or
// a marker prints a number that no note has, the page counts its markers in some
// other way, and nothing can be told.
func (f *noteFinder) misled(l *pendingList) {
	own := f.ownNumbers(l)
	known := make(map[string]bool, len(own))
	for _, number := range own {
		known[number] = true
	}
	wrong := map[*html.Node]string{}
	right, pairs := make(map[string]bool, len(own)), map[string]bool{}
	for i := range l.refs {
		r := &l.refs[i]
		number, printed := own[r.entry], LabelKey(r.label)
		switch {
		case number == "" || strings.Trim(r.label, "0123456789") != "":
		case printed == number:
			right[number] = true
		case !known[printed]:
			return
		default:
			wrong[r.anchor] = number
			pairs[printed+">"+number] = true
		}
	}
	if len(pairs) > len(right) || len(pairs) > 2 && 4*len(pairs) > len(right) {
		return
	}
	l.misled = wrong
	for i := range l.refs {
		if r := &l.refs[i]; wrong[r.anchor] != "" && l.labels[r.entry] == r.label {
			l.labels[r.entry] = wrong[r.anchor]
		}
	}
}

// leadsTo is the tie of a marker that leads to another note, nil for "".
func leadsTo(label string) *Tie {
	if label == "" {
		return nil
	}
	return &Tie{Leads: label}
}

// maxBacks is how many links back are looked at in one entry.
const maxBacks = 64

// A backLink is a link that means to lead from a note back to its marker.
type backLink struct {
	anchor, target *html.Node // target is nil where the page lacks it
	fragment       string
}

// takeBack keeps a link of the page to a place in itself that the page calls
// a link back, or that prints an arrow.
func (f *noteFinder) takeBack(a, target *html.Node, text string) {
	fragment, within := strings.CutPrefix(attr(a, "href"), "#")
	if !within || fragment == "" || strings.EqualFold(fragment, "top") {
		return
	}
	if f.page.signOf(a)&signsBack != 0 || isArrow(text) {
		f.backs = append(f.backs, backLink{a, target, fragment})
	}
}

// isArrow says whether a text is what links back to a marker print.
func isArrow(text string) bool {
	return text != "" && strings.Trim(text, "↑↩↵⤴⏎⮐⤶⇑←^ \ufe0e\ufe0f[]") == ""
}

// tieBacks hands the links back to the entries that they stand in.
func (f *noteFinder) tieBacks() {
	places := map[*html.Node]*noteMark{} // what is cited at a target
	for _, b := range f.backs {
		ref, known := f.entryAround(b.anchor)
		if !known {
			continue
		}
		e := &f.lists[ref.list].entries[ref.entry]
		if len(e.backs) >= maxBacks {
			continue
		}
		note, known := places[b.target]
		if !known {
			note = f.markerIn(b.target)
			places[b.target] = note
		}
		back := Back{Target: b.fragment, Span: f.page.at(b.anchor), Found: b.target != nil}
		if note != nil && note.list == ref.list && len(note.labels) > 0 {
			back.Label = note.labels[0]
		}
		e.backs = append(e.backs, back)
	}
}

// entryAround returns the entry that an element stands in.
func (f *noteFinder) entryAround(n *html.Node) (entryRef, bool) {
	for left := maxEntryDepth; n != nil && left > 0; n, left = n.Parent, left-1 {
		if ref, ok := f.starts[n]; ok {
			return ref, true
		}
	}
	return entryRef{}, false
}

// maxEntryDepth is how deep in its note a link back may stand.
const maxEntryDepth = 32

// markerIn returns what the only marker cites that a link back can mean by its
// target: the target itself, an element around it, or one within it. A block
// is no marker's place: it may hold several.
func (f *noteFinder) markerIn(target *html.Node) *noteMark {
	if target == nil || isBlock(target) {
		return nil
	}
	for n, left := target, 4; n != nil && left > 0; n, left = n.Parent, left-1 {
		if note := f.marker[n]; note != nil {
			return note
		}
	}
	var found *noteMark
	left := nodeReach
	var look func(*html.Node) bool // whether there is one marker at most, as far as was looked
	look = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if left--; left <= 0 {
				return false
			}
			note := f.marker[c]
			if note != nil && found != nil && !slices.Equal(note.labels, found.labels) {
				return false
			}
			if found = cmp.Or(note, found); !look(c) {
				return false
			}
		}
		return true
	}
	if !look(target) {
		return nil
	}
	return found
}
