package extract

import (
	"cmp"
	"sort"
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// entryElements hold an entry of their own; blockElements may.
var (
	entryElements = atoms(atom.Li, atom.Tr, atom.Dd)
	blockElements = atoms(atom.P, atom.Div, atom.Aside, atom.Section, atom.Blockquote, atom.Li, atom.Dd, atom.Dt, atom.Tr, atom.Td, atom.Figure, atom.Details)
	splitElements = atoms(atom.P, atom.Div, atom.Aside, atom.Section, atom.Blockquote, atom.Td, atom.Dl, atom.Article, atom.Body)
	listElements  = atoms(atom.Ol, atom.Ul, atom.Table, atom.Tbody, atom.Dl, atom.Body, atom.Article, atom.Main)
)

// isSplit says whether an entry is not an element of its own: it goes on from
// its target to the next one, as a term and its description do, or notes that
// only line breaks part.
func isSplit(entry *html.Node) bool {
	return !blockElements.has(entry.DataAtom) || entry.DataAtom == atom.Dt
}

// group gathers the candidates' targets by the container that they share.
func (f *noteFinder) group() {
	seen := make(map[*html.Node]bool, len(f.refs))
	f.inside, f.starts = make(map[*html.Node]int, len(f.refs)), make(map[*html.Node]entryRef, len(f.refs))
	for _, r := range f.refs {
		if !seen[r.target] {
			seen[r.target] = true
			for n := r.target; n != nil; n = n.Parent {
				f.inside[n]++
			}
		}
	}
	byContainer, keys := map[*html.Node]int{}, make(map[*html.Node]string, len(seen))
	for _, r := range f.refs {
		entry := f.entryOf(r.target)
		container := entry.Parent
		if isSplit(entry) {
			container = within(entry.Parent, splitElements)
		}
		if container == nil {
			continue
		}
		i, known := byContainer[container]
		if !known {
			i = len(f.pending)
			byContainer[container] = i
			f.pending = append(f.pending, pendingList{container: container, labels: map[*html.Node]string{}})
		}
		l := &f.pending[i]
		key, known := keys[entry]
		if !known {
			if key = bracketed(textOf(entry)); kindOf(key) != KindKey {
				key = ""
			}
			keys[entry] = key
		}
		r.label = cmp.Or(key, r.label) // what the entry calls itself: `obsoletes 7540` leads to [RFC7540]
		r.entry = entry
		l.refs = append(l.refs, r)
		if _, known := l.labels[entry]; !known {
			l.entries = append(l.entries, entry)
			l.labels[entry] = r.label
		}
	}
}

// entryOf climbs from a target to the element that holds its note and no
// other.
func (f *noteFinder) entryOf(target *html.Node) *html.Node {
	if e := within(target, entryElements); e != nil && f.inside[e] == 1 && f.page.distance(target, e) < 5 {
		return e
	}
	e := within(target, blockElements)
	if e == nil || f.inside[e] > 1 {
		return target
	}
	// A block around a block of the same note, such as Substack's.
	for p := e.Parent; p != nil && blockElements.has(p.DataAtom) && f.inside[p] == 1 && f.onlyHolds(p, e); p = p.Parent {
		if f.page.isNote(p) || p.Parent != nil && f.inside[p.Parent] > 1 {
			e = p
		}
	}
	return e
}

// siblingReach is how many siblings before an element are looked at.
const siblingReach = 32

// onlyHolds says whether a block begins with an entry and has no heading: then
// it is the entry's, and no section of the article that a note stands in.
func (f *noteFinder) onlyHolds(block, entry *html.Node) bool {
	if f.sections[block] {
		return false
	}
	for s, left := entry.PrevSibling, siblingReach; s != nil; s, left = s.PrevSibling, left-1 {
		if left == 0 {
			return false
		}
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" || s.Type == html.ElementNode && textOf(s) != "" {
			return false
		}
	}
	return true
}

func (p *page) distance(n, ancestor *html.Node) int {
	d := 0
	for ; n != nil && n != ancestor; n = n.Parent {
		d++
	}
	return d
}

// accept keeps the containers that are lists of notes.
func (f *noteFinder) accept() {
	sort.SliceStable(f.pending, func(i, j int) bool {
		return f.page.at(f.pending[i].entries[0]).Start < f.page.at(f.pending[j].entries[0]).Start
	})
	for i := range f.pending {
		if l := &f.pending[i]; f.isNoteList(l) {
			f.misled(l)
			f.addUncited(l)
			f.tellApart(l)
			for _, part := range f.atRestarts(l) {
				f.addList(&part)
			}
		}
	}
}

// tellApart numbers the notes of a container that share a sign: a book has a
// note of one asterisk on many pages.
func (f *noteFinder) tellApart(l *pendingList) {
	notes := map[string]int{}
	for _, e := range l.entries {
		if label := l.labels[e]; kindOf(label) == KindSymbol {
			if notes[label]++; notes[label] > 1 {
				l.labels[e] = label + " " + strconv.Itoa(notes[label])
			}
		}
	}
	for i := range l.refs {
		if r := &l.refs[i]; kindOf(r.label) == KindSymbol && notes[r.label] > 1 {
			r.label = l.labels[f.entryOf(r.target)]
		}
	}
}

// atRestarts cuts a container where its numbers begin anew: the notes of all
// chapters in one place.
func (f *noteFinder) atRestarts(l *pendingList) []pendingList {
	var parts []pendingList
	part := make(map[*html.Node]int, len(l.entries))
	for i, e := range l.entries {
		last := len(parts) - 1
		if last < 0 || l.labels[e] == l.labels[parts[last].entries[0]] && (len(parts[last].entries) > 1 || f.isHeaded(e, l.entries[i-1])) {
			parts = append(parts, pendingList{container: l.container, labels: l.labels, misled: l.misled})
			last++
		}
		parts[last].entries = append(parts[last].entries, e)
		part[e] = last
	}
	if len(parts) < 2 {
		return []pendingList{*l}
	}
	for _, r := range l.refs {
		i := part[f.entryOf(r.target)]
		parts[i].refs = append(parts[i].refs, r)
	}
	return parts
}

// isHeaded says whether a heading stands between an entry and the one before.
func (f *noteFinder) isHeaded(entry, before *html.Node) bool {
	for s, left := entry.PrevSibling, siblingReach; s != nil && s != before && left > 0; s, left = s.PrevSibling, left-1 {
		if headingLevel(s) > 0 {
			return true
		}
	}
	return false
}

// isNoteList weighs what speaks for a container.
func (f *noteFinder) isNoteList(l *pendingList) bool {
	signed, labelled, backed := 0, 0, 0
	for _, e := range l.entries {
		if f.page.isNote(e) || noteID.MatchString(attr(e, "id")) {
			signed++
		}
		if startsWithLabel(textOf(e), l.labels[e]) || l.container.DataAtom == atom.Ol {
			labelled++
		}
		if f.leadsBack(e) {
			backed++
		}
	}
	strong, outside := 0, make(map[*html.Node]bool, len(l.entries))
	for _, r := range l.refs {
		if r.strong {
			strong++
		}
		if !f.holds(l, r.anchor) {
			outside[r.target] = true
		}
	}
	n := len(l.entries)
	if len(outside) == 0 {
		return false // the steps of an instruction that name each other
	}
	most := func(count, of int) bool { return 2*count > of }
	held := f.page.isNote(l.container) || noteSign.MatchString(attr(l.container, "id")) || f.page.isNote(l.container.Parent)
	switch {
	case most(backed, n):
		return true
	case held || most(signed, n):
		return most(labelled, n) || most(strong, len(l.refs))
	case most(strong, len(l.refs)):
		return most(labelled, n)
	}
	return len(outside) >= 3 && labelled == n
}

// holds says whether a node stands in an entry: in one that is a marker's
// target, or anywhere in a list element.
func (f *noteFinder) holds(l *pendingList, n *html.Node) bool {
	switch l.container.DataAtom {
	case atom.Ol, atom.Ul, atom.Dl:
		return f.page.contains(l.container, n)
	}
	for ; n != nil && n != l.container; n = n.Parent {
		if _, known := l.labels[n]; known {
			return true
		}
	}
	return false
}

func startsWithLabel(text, label string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, "[(^ ↑"), label)
}

// leadsBack says whether an entry holds a link to an earlier place.
func (f *noteFinder) leadsBack(entry *html.Node) bool {
	found := f.back[entry]
	walk(entry, func(n *html.Node) { found = found || f.back[n] })
	return found
}

var trailingDigits = pattern.New(`\d+$`)

// addUncited adds the entries of the container that no marker leads to: those
// that print a label of their own, the other items of an ordered list, and
// siblings whose id has the same stem.
func (f *noteFinder) addUncited(l *pendingList) {
	if len(l.entries) == 0 || !blockElements.has(l.entries[0].DataAtom) {
		return
	}
	namer := f.newNamer(l)
	taken := map[string]bool{} // a page may count otherwise than its markers say
	for _, label := range l.labels {
		taken[LabelKey(label)] = true
	}
	for c := l.container.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != l.entries[0].DataAtom {
			continue
		}
		namer.count(c)
		if _, cited := l.labels[c]; cited {
			continue
		}
		if label := namer.label(c); label != "" && !taken[LabelKey(label)] {
			taken[LabelKey(label)] = true
			l.entries = append(l.entries, c)
			l.labels[c] = label
		}
	}
	sort.SliceStable(l.entries, func(i, j int) bool { return f.page.at(l.entries[i]).Start < f.page.at(l.entries[j]).Start })
}

// A namer tells the labels of entries that no marker shows, in the manner of
// the entries of the same container that markers lead to.
type namer struct {
	finder   *noteFinder
	word     string // what stands before the number: "note "
	kind     Kind
	printed  bool // the entries print their labels: `[RFC2119] …`
	counted  bool // the labels are the items' numbers
	letters  bool // the labels are the items' letters
	first    byte // the letter of the first item: 'a' or 'A'
	stems    map[string]bool
	position int
}

func (f *noteFinder) newNamer(l *pendingList) *namer {
	first := l.labels[l.entries[0]]
	n := &namer{finder: f, kind: kindOf(first), word: strings.TrimRight(first, "0123456789"), stems: map[string]bool{}, position: listStart(l.container) - 1}
	n.printed = bracketed(textOf(l.entries[0])) == first
	if l.container.DataAtom == atom.Ol {
		n.letters = n.kind == KindLetter
		n.counted = n.word != first && n.kind != KindKey
	}
	if n.kind == KindLetter {
		n.first = first[0]&0x20 | 'A'
	}
	for _, e := range l.entries {
		n.stems[stem(f.idOf(e))] = true
	}
	delete(n.stems, "")
	return n
}

// count moves on to an item.
func (n *namer) count(item *html.Node) {
	n.position++
	if value := attr(item, "value"); value != "" {
		if v, err := strconv.Atoi(value); err == nil {
			n.position = v
		}
	}
}

// label returns the label of the item that was counted last, or "".
func (n *namer) label(item *html.Node) string {
	if n.printed {
		if label := bracketed(textOf(item)); label != "" && kindOf(label) == n.kind {
			return label
		}
		return ""
	}
	switch {
	case n.letters && n.position >= 1 && n.position <= 26:
		return string(n.first + byte(n.position-1))
	case n.counted:
		return n.word + strconv.Itoa(n.position)
	case n.kind == KindKey || n.kind == KindLetter || n.kind == KindSymbol || textOf(item) == "":
		return ""
	}
	id := n.finder.idOf(item)
	if digits := trailingDigits.FindString(id); digits != "" && n.stems[stem(id)] {
		return n.word + digits
	}
	return ""
}

// idOf returns the id of an element or of the first element in it with one.
func (f *noteFinder) idOf(n *html.Node) string {
	id := attr(n, "id")
	if id == "" {
		walk(n, func(c *html.Node) {
			if id == "" && !f.back[c] {
				id = attr(c, "id") + attr(c, "name")
			}
		})
	}
	return id
}

func stem(id string) string { return trailingDigits.ReplaceAllString(id, "") }

func listStart(list *html.Node) int {
	if start, err := strconv.Atoi(attr(list, "start")); err == nil {
		return start
	}
	return 1
}

// addList makes the note list of a container and remembers where its entries
// begin.
func (f *noteFinder) addList(l *pendingList) {
	index := len(f.lists)
	list := noteList{
		heading: f.headingBefore(l.container), written: l.container.DataAtom != atom.Ol,
		entries: make([]noteEntry, 0, len(l.entries)),
	}
	for i, e := range l.entries {
		f.begin(e, entryRef{index, i})
		if isSplit(e) {
			f.splits[within(e.Parent, splitElements)] = true
		}
		span := f.page.at(e)
		list.entries = append(list.entries, noteEntry{label: l.labels[e], span: Span{span.Start, span.Start}})
	}
	f.lists = append(f.lists, list)
	for _, r := range l.refs {
		f.marker[r.anchor] = &noteMark{labels: []string{r.label}, list: index, tie: leadsTo(l.misled[r.anchor])}
	}
}

// headingBefore returns the text of the heading that stands last before a
// container, if it names a list.
func (f *noteFinder) headingBefore(container *html.Node) string {
	for n := container; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		for s, left := n.PrevSibling, siblingReach; s != nil && left > 0; s, left = s.PrevSibling, left-1 {
			if s.Type != html.ElementNode {
				continue
			}
			text := textOf(s)
			if isListHeading(text) {
				return text
			}
			if text != "" {
				return ""
			}
		}
	}
	return ""
}

// headingLevel returns 1–6 for h1–h6, 0 for all else.
func headingLevel(n *html.Node) int {
	if n == nil || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
		return 0
	}
	return int(n.Data[1] - '0')
}
