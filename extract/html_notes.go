package extract

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A noteFinder ties in-page links to notes. A marker is a link with a label
// for its text that leads forward to an entry of a list of notes; a link that
// leads back is a back-link. What makes a target an entry is its place in a
// container of several, the words that the page marks it with, or a back-link
// in it; a table of contents, an equation or an access key has none of these.
type noteFinder struct {
	page    *page
	targets map[string]*html.Node // by id, or by the name of an anchor
	refs    []noteRef
	inside  map[*html.Node]int // how many distinct targets a node contains

	// What the reading of the text needs to know.
	lists   []noteList
	marker  map[*html.Node]*noteMark // anchors that are markers
	back    map[*html.Node]bool      // anchors that lead back
	starts  map[*html.Node]entryRef  // where entries begin
	splits  map[*html.Node]bool      // elements that hold several split entries
	pending []pendingList
}

// A noteRef is a link whose text is a label and which leads forward.
type noteRef struct {
	anchor, target *html.Node
	label          string
	strong         bool // the page itself calls it a note's marker
}

// An entryRef names an entry of noteFinder.lists.
type entryRef struct{ list, entry int }

// A pendingList is a container of entries under examination.
type pendingList struct {
	container *html.Node
	entries   []*html.Node
	labels    map[*html.Node]string
	ids       map[*html.Node]string
	refs      []noteRef
}

func findNotes(p *page) *noteFinder {
	f := &noteFinder{page: p, targets: map[string]*html.Node{}, inside: map[*html.Node]int{}, marker: map[*html.Node]*noteMark{},
		back: map[*html.Node]bool{}, starts: map[*html.Node]entryRef{}, splits: map[*html.Node]bool{}}
	var anchors []*html.Node
	walk(p.root, func(n *html.Node) {
		if id := attr(n, "id"); id != "" && f.targets[id] == nil {
			f.targets[id] = n
		}
		if n.DataAtom != atom.A {
			return
		}
		if name := attr(n, "name"); name != "" && f.targets[name] == nil {
			f.targets[name] = n
		}
		if strings.Contains(attr(n, "href"), "#") {
			anchors = append(anchors, n)
		}
	})
	for _, a := range anchors {
		f.take(a)
	}
	f.group()
	f.accept()
	return f
}

// walk visits the elements of a tree in document order.
func walk(n *html.Node, visit func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			visit(c)
			walk(c, visit)
		}
	}
}

// take sorts an in-page link: forward with a label is a candidate marker,
// backward is a back-link.
func (f *noteFinder) take(a *html.Node) {
	href := attr(a, "href")
	fragment := href[strings.LastIndexByte(href, '#')+1:]
	target := f.targets[fragment]
	if target == nil {
		target = f.targets[unescapeFragment(fragment)]
	}
	if target == nil || target == a {
		return
	}
	if f.page.at[target].Start < f.page.at[a].Start || backSign.MatchString(signs(a)) {
		f.back[a] = true
		return
	}
	strong := markerSign.MatchString(signs(a)) || a.Parent != nil && (a.Parent.DataAtom == atom.Sup || markerSign.MatchString(signs(a.Parent)))
	label, ok := noteLabel(textOf(a), strong, inBrackets(a))
	if !ok || headingLevel(target) > 0 || headingLevel(a.Parent) > 0 {
		return
	}
	f.refs = append(f.refs, noteRef{anchor: a, target: target, label: label, strong: strong})
}

// signs are what a page says of an element's part in it.
func signs(n *html.Node) string {
	if n == nil {
		return ""
	}
	return attr(n, "role") + " " + attr(n, "class") + " " + attr(n, "epub:type") + " " + attr(n, "rel") + " " + attr(n, "data-component-name")
}

var (
	markerSign = regexp.MustCompile(`(?i)doc-noteref|doc-biblioref|\bnoteref\b|footnote|endnote|\breference\b|\bfnref\b|\bcite-?ref|xref-bibr`)
	backSign   = regexp.MustCompile(`(?i)doc-backlink|backlink|back-?ref|reversefootnote|footnote-back|footnote-number`)
	noteSign   = regexp.MustCompile(`(?i)doc-(?:footnote|endnote|biblio)|foot-?note|end-?note|\bnotes?\b|references?\b|ref-?list|\bcitations?\b|biblio|FootnoteToDOM`)
	noteID     = regexp.MustCompile(`(?i)^(?:fn|_?ftn|_?edn|cite_note|foot-?note|end-?note|note|ref|reference|cite|bib|b\d|cr\d|n\d)`)
)

func unescapeFragment(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if b, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out.WriteByte(byte(b))
				i += 2
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// textOf returns an element's text, white space folded, as far as a label
// could reach.
func textOf(n *html.Node) string {
	var out strings.Builder
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil && out.Len() < 200; c = c.NextSibling {
			if c.Type == html.TextNode {
				out.WriteString(c.Data)
			} else if c.DataAtom != atom.Style && c.DataAtom != atom.Script {
				collect(c)
			}
		}
	}
	collect(n)
	return strings.Join(strings.Fields(out.String()), " ")
}

// noteLabel reads the text of a link as a note's label: `1`, `[1]`, `(2)`,
// `note 3`, `a`, `iv`, `*`. A link that the page calls a note's marker may
// carry any short text with a number.
func noteLabel(text string, strong, bracketed bool) (string, bool) {
	bracketed = bracketed || strings.HasPrefix(text, "[")
	text = strings.TrimSpace(strings.Trim(text, "[](){}^ "))
	if text == "" || utf8.RuneCountInString(text) > 30 {
		return "", false
	}
	if tok, ok := parseLabels(text); ok && len(tok.labels) == 1 && (tok.kind != KindKey || bracketed && looksLikeKey(text)) {
		return text, true
	}
	if strings.Trim(text, "*†‡§¶#‖") == "" || strings.Trim(strings.ToLower(text), "ivxl") == "" {
		return text, true
	}
	return text, strong && (strings.ContainsAny(text, "0123456789") || utf8.RuneCountInString(text) < 4)
}

// inBrackets says whether a link stands in brackets of its own: `[<a>1</a>]`.
func inBrackets(a *html.Node) bool {
	before, after := a.PrevSibling, a.NextSibling
	return before != nil && after != nil && strings.HasSuffix(before.Data, "[") && strings.HasPrefix(after.Data, "]")
}

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
	return !blockElements[entry.DataAtom] || entry.DataAtom == atom.Dt
}

// group gathers the candidates' targets by the container that they share.
func (f *noteFinder) group() {
	seen := map[*html.Node]bool{}
	for _, r := range f.refs {
		if !seen[r.target] {
			seen[r.target] = true
			for n := r.target; n != nil; n = n.Parent {
				f.inside[n]++
			}
		}
	}
	byContainer := map[*html.Node]int{}
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
			f.pending = append(f.pending, pendingList{container: container, labels: map[*html.Node]string{}, ids: map[*html.Node]string{}})
		}
		l := &f.pending[i]
		l.refs = append(l.refs, r)
		if _, known := l.labels[entry]; !known {
			l.entries = append(l.entries, entry)
			l.labels[entry] = r.label
			l.ids[entry] = r.target.Data
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
	for e.Parent != nil && blockElements[e.Parent.DataAtom] && f.inside[e.Parent] == 1 && noteSign.MatchString(signs(e.Parent)) && !listElements[e.Parent.DataAtom] {
		e = e.Parent
	}
	return e
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
		return f.page.at[f.pending[i].entries[0]].Start < f.page.at[f.pending[j].entries[0]].Start
	})
	for i := range f.pending {
		if l := &f.pending[i]; f.isNoteList(l) {
			f.addUncited(l)
			f.addList(l)
		}
	}
}

// isNoteList weighs what speaks for a container.
func (f *noteFinder) isNoteList(l *pendingList) bool {
	signed, labelled, backed := 0, 0, 0
	for _, e := range l.entries {
		if noteSign.MatchString(signs(e)) || noteID.MatchString(attr(e, "id")) {
			signed++
		}
		if startsWithLabel(textOf(e), l.labels[e]) || l.container.DataAtom == atom.Ol {
			labelled++
		}
		if f.leadsBack(e) {
			backed++
		}
	}
	strong := 0
	for _, r := range l.refs {
		if r.strong {
			strong++
		}
	}
	n := len(l.entries)
	most := func(count, of int) bool { return 2*count > of }
	held := noteSign.MatchString(signs(l.container)) || noteSign.MatchString(attr(l.container, "id")) || noteSign.MatchString(signs(l.container.Parent))
	switch {
	case most(backed, n):
		return true
	case held || most(signed, n):
		return most(labelled, n) || most(strong, len(l.refs))
	case most(strong, len(l.refs)):
		return most(labelled, n)
	}
	return n >= 3 && labelled == n
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

var trailingDigits = regexp.MustCompile(`\d+$`)

// addUncited adds the entries of the container that no marker leads to: the
// other items of an ordered list, or siblings whose id has the same stem.
func (f *noteFinder) addUncited(l *pendingList) {
	if len(l.entries) == 0 || !blockElements[l.entries[0].DataAtom] {
		return
	}
	isList := l.container.DataAtom == atom.Ol || l.container.DataAtom == atom.Ul
	stems := map[string]bool{}
	for _, e := range l.entries {
		stems[stem(f.idOf(e))] = true
	}
	delete(stems, "")
	position := listStart(l.container)
	for c := l.container.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != l.entries[0].DataAtom {
			continue
		}
		if v, err := strconv.Atoi(attr(c, "value")); err == nil {
			position = v
		}
		if _, cited := l.labels[c]; !cited && (isList || stems[stem(f.idOf(c))]) {
			if label := uncitedLabel(l, c, position, isList, f.idOf(c)); label != "" {
				l.entries = append(l.entries, c)
				l.labels[c] = label
			}
		}
		position++
	}
	sort.SliceStable(l.entries, func(i, j int) bool { return f.page.at[l.entries[i]].Start < f.page.at[l.entries[j]].Start })
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

// uncitedLabel tells the label of an entry that no marker shows: its number in
// the list, with the word that its cited neighbours carry.
func uncitedLabel(l *pendingList, entry *html.Node, position int, isList bool, id string) string {
	first := l.labels[l.entries[0]]
	word := strings.TrimRight(first, "0123456789")
	if strings.TrimSpace(textOf(entry)) == "" && !isList {
		return ""
	}
	if isList {
		if kindOf(first) == KindLetter && position <= 26 {
			return string(first[0]&0x20 | 0x40 + byte(position)) // a, b, … in the case of the first
		}
		if word == first {
			return "" // symbols and names are not counted by position
		}
		return word + strconv.Itoa(position)
	}
	if digits := trailingDigits.FindString(id); digits != "" {
		return word + digits
	}
	return ""
}

// addList makes the note list of a container and remembers where its entries
// begin.
func (f *noteFinder) addList(l *pendingList) {
	index := len(f.lists)
	list := noteList{heading: f.headingBefore(l.container)}
	for i, e := range l.entries {
		f.starts[e] = entryRef{index, i}
		if isSplit(e) {
			f.splits[within(e.Parent, splitElements)] = true
		}
		span := f.page.at[e]
		list.entries = append(list.entries, noteEntry{label: l.labels[e], span: Span{span.Start, span.Start}})
	}
	f.lists = append(f.lists, list)
	for _, r := range l.refs {
		f.marker[r.anchor] = &noteMark{labels: []string{r.label}, list: index}
	}
}

// headingBefore returns the text of the heading that stands last before a
// container, if it names a list.
func (f *noteFinder) headingBefore(container *html.Node) string {
	for n := container; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
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
