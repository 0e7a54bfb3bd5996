package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"

	"github.com/citelint/citelint/whitespace"
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
	named   []noteRef          // whose text is no label, such as an author and a year
	inside  map[*html.Node]int // how many distinct targets a node contains

	sections map[*html.Node]bool // headings, what is in them and what is around them

	// What the reading of the text needs to know.
	lists   []noteList
	marker  map[*html.Node]*noteMark // anchors that are markers
	back    map[*html.Node]bool      // anchors that lead back
	starts  map[*html.Node]entryRef  // where entries begin
	splits  map[*html.Node]bool      // elements that hold several split entries
	twice   map[*html.Node]bool      // elements that show an entry's text once more
	beside  []besideNote
	backs   []backLink
	pending []pendingList

	scripted bool // something but links is a marker or leads back
}

// A noteRef is a link whose text is a label and which leads forward.
type noteRef struct {
	anchor, target *html.Node
	label          string
	strong         bool       // the page itself calls it a note's marker
	entry          *html.Node // what holds the target's note, once it is grouped
}

// An entryRef names an entry of noteFinder.lists.
type entryRef struct{ list, entry int }

// A pendingList is a container of entries under examination.
type pendingList struct {
	container *html.Node
	entries   []*html.Node
	labels    map[*html.Node]string
	refs      []noteRef
	misled    map[*html.Node]string // by marker: the number of the note that it leads to where that is another than it prints
}

func findNotes(p *page) *noteFinder {
	f := &noteFinder{
		page: p, targets: map[string]*html.Node{}, marker: map[*html.Node]*noteMark{}, back: map[*html.Node]bool{},
		splits: map[*html.Node]bool{}, sections: map[*html.Node]bool{}, twice: map[*html.Node]bool{},
	}
	var anchors, scripted []*html.Node
	walk(p.root, func(n *html.Node) {
		f.addTarget(n, attr(n, "id"))
		if headingLevel(n) > 0 && strings.ContainsFunc(textOf(n), unicode.IsLetter) {
			f.markSections(n)
		}
		f.takeBeside(n)
		if attr(n, "onclick") != "" || attr(n, "aria-describedby") != "" {
			scripted = append(scripted, n)
		}
		if n.DataAtom != atom.A {
			return
		}
		f.addTarget(n, attr(n, "name"))
		if strings.Contains(attr(n, "href"), "#") {
			anchors = append(anchors, n)
		}
	})
	targetOf := func(a *html.Node) *html.Node {
		file, fragment, _ := strings.Cut(attr(a, "href"), "#")
		return f.target(p.place(a, file, fragment))
	}
	for _, a := range anchors {
		f.take(a, targetOf(a))
	}
	for _, n := range scripted {
		f.takeScripted(n)
	}
	slices.SortStableFunc(f.refs, func(x, y noteRef) int { return cmp.Compare(p.at(x.anchor).Start, p.at(y.anchor).Start) })
	f.group()
	f.accept()
	f.acceptNamed()
	f.acceptBeside()
	f.tieBacks()
	if len(f.lists) > 0 {
		for _, a := range anchors {
			f.citeByLink(a, targetOf(a))
		}
	}
	return f
}

// citeByLink notes that an entry is cited by a link whose words are no label:
// `an <a href="#RFC7838">alternative service</a>`.
func (f *noteFinder) citeByLink(a, target *html.Node) {
	if target == nil || f.marker[a] != nil || f.back[a] {
		return
	}
	if ref, known := f.starts[f.entryOf(target)]; known && !f.page.contains(f.entryOf(target), a) {
		f.lists[ref.list].entries[ref.entry].cited = true
	}
}

// contains says whether a node stands in an element, or is it.
func (p *page) contains(element, n *html.Node) bool {
	outer, inner := p.at(element), p.at(n)
	return outer.Start <= inner.Start && inner.Start < outer.End
}

// addTarget notes the name of a place; the first of a name has it.
func (f *noteFinder) addTarget(n *html.Node, name string) {
	if name == "" {
		return
	}
	if place := f.page.place(n, "", name); f.targets[place] == nil {
		f.targets[place] = n
	}
}

// target returns what stands at a place, or nil.
func (f *noteFinder) target(place string) *html.Node {
	if target := f.targets[place]; target != nil {
		return target
	}
	return f.targets[unescapeFragment(place)]
}

// quotedID matches what a script is handed in quotes.
var quotedID = pattern.New(`['"]([^'"\s]{1,200})['"]`)

// maxScript is the longest script of an attribute that is looked into, in bytes.
const maxScript = 1024

// takeScripted takes an element as a link where its script is handed the name
// of a place of the page, or where it names its description.
func (f *noteFinder) takeScripted(n *html.Node) {
	if n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#") && len(attr(n, "href")) > 1 {
		return // a link that leads there by itself
	}
	names := []string{attr(n, "aria-describedby")}
	if script := attr(n, "onclick"); len(script) < maxScript {
		for _, m := range quotedID.FindAllStringSubmatch(script, 4) {
			names = append(names, m[1])
		}
	}
	for _, name := range names {
		if target := f.targets[f.page.place(n, "", name)]; name != "" && target != nil && !besideNotes.has(target.DataAtom) {
			before := len(f.refs)
			f.take(n, target)
			f.scripted = f.scripted || len(f.refs) > before || f.back[n]
			return
		}
	}
}

// markerAt returns the note that an element cites, or nil. Few elements but
// links do.
func (f *noteFinder) markerAt(n *html.Node) *noteMark {
	if n.DataAtom != atom.A && !f.scripted && len(f.beside) == 0 {
		return nil
	}
	return f.marker[n]
}

// leadsAway says whether an element leads back to a marker.
func (f *noteFinder) leadsAway(n *html.Node) bool {
	return (n.DataAtom == atom.A || f.scripted) && f.back[n]
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

// take sorts an in-page link: one whose text is the key that its target prints
// in brackets is a marker wherever it stands; else forward with a label is a
// candidate marker, backward is a back-link.
func (f *noteFinder) take(a, target *html.Node) {
	text := textOf(a)
	f.takeBack(a, target, text)
	if target == nil {
		f.takeDangling(a, text)
		return
	}
	if f.page.contains(target, a) {
		return // the label of an entry that links to itself
	}
	if key := strings.Trim(text, "[]"); kindOf(key) == KindKey && bracketed(textOf(target)) == key && attr(target, "href") == "" {
		f.refs = append(f.refs, noteRef{anchor: a, target: target, label: key, strong: true})
		return
	}
	if f.page.at(target).Start < f.page.at(a).Start || f.page.signOf(a)&signsBack != 0 {
		f.back[a] = true
		return
	}
	if f.sections[target] || headingLevel(a.Parent) > 0 && !f.isSigned(a) {
		return
	}
	strong := f.isSigned(a) || a.Parent != nil && a.Parent.DataAtom == atom.Sup
	label, ok := noteLabel(text, strong, inBrackets(a))
	switch {
	case ok && (kindOf(label) != KindKey && !isYear(label) || !f.inBibliography(target)):
		f.refs = append(f.refs, noteRef{anchor: a, target: target, label: label, strong: strong})
	case text != "" && f.inBibliography(target):
		f.named = append(f.named, noteRef{anchor: a, target: target, label: text, strong: true})
	}
}

// isSigned says whether the page calls a link, or what it stands in, a note's
// marker.
func (f *noteFinder) isSigned(a *html.Node) bool {
	return f.page.signOf(a)&signsMarker != 0 || a.Parent != nil && f.page.signOf(a.Parent)&signsMarker != 0
}

// otherFile matches a path that leads to another page, where its notes may be.
// Wikis name their own page: `./Tide#cite_note-1`.
var otherFile = pattern.New(`(?i)^[a-z]+:|^//|\.(?:x?html?|php|xml|aspx?)$`)

// takeDangling takes a link that the page calls a note's marker, and whose note
// the page lacks.
func (f *noteFinder) takeDangling(a *html.Node, text string) {
	path, _, _ := strings.Cut(attr(a, "href"), "#")
	if otherFile.MatchString(path) || !f.isSigned(a) || f.page.signOf(a)&signsBack != 0 {
		return
	}
	if label, ok := noteLabel(text, false, inBrackets(a)); ok {
		f.marker[a] = &noteMark{labels: []string{label}, list: -1}
	}
}

// bracketed returns the label in brackets that an entry's text begins with,
// `[RFC2119] …`, or "".
func bracketed(text string) string {
	length, inside := bracketAt(text)
	if length == 0 || len(inside) > 40 {
		return ""
	}
	return strings.TrimSpace(inside)
}

// markSections notes that a heading stands in the elements around it: a link
// to one of them is a line of a table of contents, or a cross-reference.
func (f *noteFinder) markSections(heading *html.Node) {
	if f.sections[heading] {
		return
	}
	for n := heading; n != nil && !f.sections[n]; n = n.Parent {
		f.sections[n] = true
	}
	walk(heading, func(n *html.Node) { f.sections[n] = true })
	// An empty anchor right before the heading names its section, too.
	if s := previousElement(heading); s != nil && textOf(s) == "" {
		f.sections[s] = true
	}
}

// previousElement returns the element before n, with no text between.
func previousElement(n *html.Node) *html.Node {
	s := n.PrevSibling
	if s != nil && s.Type == html.TextNode && strings.TrimSpace(s.Data) == "" {
		s = s.PrevSibling
	}
	if s == nil || s.Type != html.ElementNode {
		return nil
	}
	return s
}

// signs are what a page says of an element's part in it.
func signs(n *html.Node) string {
	var all string
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "role", "class", "epub:type", "rel", "data-component-name":
			if all != "" {
				all += " "
			}
			all += n.Attr[i].Val
		}
	}
	return all
}

// A sign is a part that the page gives an element, as far as notes go.
type sign uint8

const (
	signsMarker sign = 1 << iota // cites a note
	signsBack                    // leads back from one
	signsNote                    // is one, or a list of them
	signsEntry                   // is the start of an entry, as it was found to be
)

// signOf returns what the page says of an element.
func (p *page) signOf(n *html.Node) sign {
	if n == nil {
		return 0
	}
	return p.signs[len(n.Namespace)]
}

// entryAt returns the entry that begins with an element.
func (f *noteFinder) entryAt(n *html.Node) (entryRef, bool) {
	if f.page.signOf(n)&signsEntry == 0 {
		return entryRef{}, false
	}
	entry, ok := f.starts[n]
	return entry, ok
}

// begin notes that an entry begins with an element.
func (f *noteFinder) begin(n *html.Node, entry entryRef) {
	f.starts[n] = entry
	f.page.signs[len(n.Namespace)] |= signsEntry // spares most elements the look-up
}

// readSigns reads the signs of an element, once for all elements with the same.
func (p *page) readSigns(n *html.Node) sign {
	s := signs(n)
	if s == "" {
		return 0
	}
	found, known := p.said[s]
	if !known {
		if !speaksOfNotes(s) {
			p.said[s] = 0
			return 0
		}
		for i, pattern := range []*pattern.Regexp{markerSign, backSign, noteSign} {
			if pattern.MatchString(s) {
				found |= 1 << i
			}
		}
		p.said[s] = found
	}
	return found
}

// speaksOfNotes says whether one of the patterns below can match at all; they
// cost a hundred times as much.
func speaksOfNotes(s string) bool {
	s = strings.ToLower(s)
	for _, part := range []string{"note", "ref", "back", "cit", "bib"} {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// isNote says whether the page calls an element a note, or a list of them.
func (p *page) isNote(n *html.Node) bool { return p.signOf(n)&signsNote != 0 }

var (
	markerSign = pattern.New(`(?i)doc-noteref|doc-biblioref|\bnoteref\b|footnote|endnote|\breference\b|\bfnref\b|\bcite-?ref|xref-bibr`)
	backSign   = pattern.New(`(?i)doc-backlink|backlink|back-?ref|reversefootnote|footnote-back|footnote-number`)
	noteSign   = pattern.New(`(?i)doc-(?:footnote|endnote|biblio)|foot-?note|end-?note|\bnotes?\b|references?\b|ref-?list|\bcitations?\b|biblio|FootnoteToDOM`)
	noteID     = pattern.New(`(?i)^(?:fn|_?ftn|_?edn|cite_note|foot-?note|end-?note|note|ref|reference|cite|bib|b\d|cr\d|n\d)`)
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

// How much of an element textOf looks at: bytes of text, and nodes.
const (
	textReach = 200
	nodeReach = 400
)

// textOf returns an element's text, white space folded, as far as a label
// could reach.
func textOf(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return whitespace.Fold(c.Data)
	}
	var out strings.Builder
	nodes := 0
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil && out.Len() < textReach && nodes < nodeReach; c = c.NextSibling {
			nodes++
			if c.Type == html.TextNode {
				out.WriteString(c.Data)
			} else if c.DataAtom != atom.Style && c.DataAtom != atom.Script {
				collect(c)
			}
		}
	}
	collect(n)
	return whitespace.Fold(out.String())
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
