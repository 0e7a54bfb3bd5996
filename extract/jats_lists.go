package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A jatsLists is the lists of an article, and what is tied to their entries by
// ids.
type jatsLists struct {
	page    *page
	notes   []noteList
	starts  map[*html.Node]entryRef // where an entry's text is
	inPlace map[*html.Node]bool     // footnotes that stand where they are cited
	byID    map[string]entryRef
	ids     map[string]bool // of anything
	labels  map[labelIn]entryRef
	nodes   [][]*html.Node // the entries' elements, by list

	xrefs     []*html.Node // of the text: not those of the authors' names
	footnotes []footnote
	printed   map[entryRef]string // a number by which a cross-reference cites an entry
	cited     map[entryRef]bool
}

// A labelIn is the key of a label in a list, or in anyList.
type labelIn struct {
	list int
	key  string
}

const anyList = -1

func (l *jatsLists) know(list int, label string, ref entryRef) {
	at := labelIn{list, LabelKey(label)}
	if _, taken := l.labels[at]; !taken {
		l.labels[at] = ref
	}
}

// A footnote is one of the text's, and the article that it is in.
type footnote struct{ node, article *html.Node }

var (
	// notNotesJATS hold footnotes that are not the text's: what authors declare,
	// and what explains a table's cells.
	notNotesJATS = words(`front; front-stub; author-notes; table-wrap; table-wrap-foot; contrib-group; ref`)

	// apartJATS hold the footnotes that do not stand where they are cited.
	apartJATS = words(`fn-group; notes; back; sec; body; app; boxed-text`)

	articlesJATS = words(`article; sub-article; response`)
)

// findJATSLists finds the lists of references and of footnotes, names their
// entries, and makes all cross-references known.
func findJATSLists(p *page) *jatsLists {
	l := &jatsLists{
		page: p, starts: map[*html.Node]entryRef{}, inPlace: map[*html.Node]bool{}, byID: map[string]entryRef{}, ids: map[string]bool{},
		labels: map[labelIn]entryRef{}, printed: map[entryRef]string{}, cited: map[entryRef]bool{},
	}
	lists := map[*html.Node]int{}
	l.collect(p.root, jatsPlace{article: p.root}, lists)
	references := len(l.notes)
	l.addFootnotes()
	l.readXrefs()
	for i := range l.notes {
		if i < references {
			l.labelReferences(i)
		} else {
			l.labelFootnotes(i)
		}
		for j, e := range l.notes[i].entries {
			if i < references && e.label != "" {
				l.know(i, e.label, entryRef{i, j})
				l.know(anyList, e.label, entryRef{i, j})
			}
		}
	}
	return l
}

// A jatsPlace says what an element stands in.
type jatsPlace struct {
	article *html.Node // or a part of it with lists of its own
	entry   bool       // an entry of a list, or a footnote
	aside   bool       // what has footnotes that are not the text's
	unread  bool       // what is said of the article, and not in it
}

// collect finds the entries of lists, the footnotes and the cross-references.
func (l *jatsLists) collect(n *html.Node, in jatsPlace, lists map[*html.Node]int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if id := xmlAttr(c, "id"); id != "" {
			l.ids[id] = true
		}
		within := in
		within.aside = in.aside || notNotesJATS[c.Data]
		within.unread = in.unread || frontJATS[n.Data] && !readJATSFront[c.Data]
		switch {
		case articlesJATS[c.Data]:
			within.article = c
		case c.Data == "xref" && !in.unread:
			l.xrefs = append(l.xrefs, c)
		case c.Data == "ref" && !in.entry:
			l.add(lists, n, c)
			within.entry = true
		case c.Data == "fn" && !in.entry && !in.aside:
			l.footnotes = append(l.footnotes, footnote{c, in.article})
			within.entry = true
		}
		l.collect(c, within, lists)
	}
}

// add makes an entry of an element, in the list of its container.
func (l *jatsLists) add(lists map[*html.Node]int, container, n *html.Node) {
	list, known := lists[container]
	if !known {
		list = len(l.notes)
		lists[container] = list
		l.notes = append(l.notes, noteList{heading: wordsOf(childOf(container, "title"), nil)})
		l.nodes = append(l.nodes, nil)
	}
	entries := &l.notes[list].entries
	ref, at := entryRef{list, len(*entries)}, l.page.at(n).Start
	*entries = append(*entries, noteEntry{span: Span{at, at}})
	l.nodes[list] = append(l.nodes[list], n)
	l.starts[n] = ref
	name := func(n *html.Node) {
		if id := xmlAttr(n, "id"); id != "" {
			l.byID[id] = ref
		}
	}
	name(n)
	walk(n, name)
}

// addFootnotes makes entries of the footnotes that are cited, or stand in the
// text where they are. The others are declarations: of interests, of thanks.
func (l *jatsLists) addFootnotes() {
	lists := map[*html.Node]int{}
	cited := map[string]bool{}
	for _, x := range l.xrefs {
		for _, id := range idsOf(x) {
			cited[id] = true
		}
	}
	for _, f := range l.footnotes {
		switch n := f.node; {
		case cited[xmlAttr(n, "id")]:
			l.add(lists, n.Parent, n)
		case !apartJATS[n.Parent.Data]:
			l.inPlace[n] = true
			l.add(lists, f.article, n)
		}
	}
}

// readXrefs notes which entries are cited, and by which number.
func (l *jatsLists) readXrefs() {
	for _, x := range l.xrefs {
		rids := idsOf(x)
		for i, id := range rids {
			ref, known := l.byID[id]
			if !known {
				continue
			}
			l.cited[ref] = true
			if label := plainLabel(wordsOf(x, nil)); i == 0 && len(rids) == 1 && label != "" && l.printed[ref] == "" {
				l.printed[ref] = label
			}
		}
	}
}

// maxIDs is how many entries one cross-reference may cite.
const maxIDs = 500

// idsOf returns the ids that a cross-reference leads to.
func idsOf(x *html.Node) []string {
	ids := strings.Fields(xmlAttr(x, "rid"))
	return ids[:min(len(ids), maxIDs)]
}

// plainLabel strips what stands around a label where it is printed: `[1]`,
// `1.`, `(a)`.
func plainLabel(text string) string {
	text = strings.TrimRight(strings.TrimLeft(text, "[({ "), ".:,; ")
	if !strings.ContainsAny(text, "[({") {
		text = strings.TrimRight(text, "])} ")
	}
	return strings.TrimRight(text, ".:,; ")
}

func isNumber(s string) bool {
	return s != "" && len(s) < 5 && strings.Trim(s, "0123456789") == "" && !isYear(s)
}

// labelReferences names the entries of a list of references: as they are
// labelled, else by the numbers that cite them, else by author and year. A list
// without labels that nothing cites is a bibliography, which cannot be matched.
func (l *jatsLists) labelReferences(list int) {
	entries, nodes := l.notes[list].entries, l.nodes[list]
	labelled, cited, numbered := 0, 0, 0
	for i, n := range nodes {
		entries[i].label = labelOf(n)
		labelled += boolCount(entries[i].label != "")
		ref := entryRef{list, i}
		cited += boolCount(l.cited[ref])
		numbered += boolCount(isNumber(l.printed[ref]))
	}
	switch {
	case 2*labelled > len(nodes):
	case cited == 0:
		for i := range entries {
			entries[i].label = ""
		}
		return
	case 2*numbered >= cited:
		l.labelByNumber(list)
	default:
		for i, n := range nodes {
			entries[i].label = nameAndYear(n)
		}
	}
	l.completeLabels(list)
	l.notes[list].textual = cited == 0
}

// completeLabels names the entries that are still without a label, and keeps
// works apart that one author wrote in one year.
func (l *jatsLists) completeLabels(list int) {
	entries := l.notes[list].entries
	taken := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		made := e.label == "" || strings.Contains(e.label, " ")
		if e.label == "" {
			e.label = nameAndYear(l.nodes[list][i])
		}
		if e.label == "" {
			e.label = strconv.Itoa(i + 1)
		}
		if made && taken[LabelKey(e.label)] {
			e.label += " (" + strconv.Itoa(i+1) + ")"
		}
		taken[LabelKey(e.label)] = true
	}
}

// labelByNumber names entries by the numbers that cite them, and those that
// none cites by their place, where the others are named so, too.
func (l *jatsLists) labelByNumber(list int) {
	entries := l.notes[list].entries
	inOrder, others := 0, 0
	for i := range entries {
		if n := l.printed[entryRef{list, i}]; isNumber(n) {
			entries[i].label = n
			inOrder += boolCount(number(n) == i+1)
			others += boolCount(number(n) != i+1)
		}
	}
	for i := range entries {
		if entries[i].label == "" && inOrder > others {
			entries[i].label = strconv.Itoa(i + 1)
		}
	}
}

// labelOf returns the label that an entry prints.
func labelOf(n *html.Node) string {
	label := childOf(n, "label")
	for c := n.FirstChild; c != nil && label == nil; c = c.NextSibling {
		if citationsJATS[c.Data] {
			label = childOf(c, "label")
		}
	}
	return plainLabel(wordsOf(label, nil))
}

// labelFootnotes names footnotes as they, or the markers that cite them, are
// labelled, else by their count.
func (l *jatsLists) labelFootnotes(list int) {
	entries := l.notes[list].entries
	for i, n := range l.nodes[list] {
		e := &entries[i]
		if e.label = labelOf(n); e.label == "" {
			e.label = plainLabel(xmlAttr(n, "symbol"))
		}
		if e.label == "" {
			e.label = l.printed[entryRef{list, i}]
		}
		if e.label == "" {
			e.label = strconv.Itoa(i + 1)
		}
		// A cross-reference in the authors' names cites it as well as one in the text.
		e.cited = l.cited[entryRef{list, i}]
	}
}

// cites returns what a cross-reference cites, nil where that is no entry.
func (l *jatsLists) cites(x *html.Node) *noteMark {
	var m *noteMark
	for _, id := range idsOf(x) {
		ref, known := l.byID[id]
		if !known || m != nil && m.list != ref.list {
			continue
		}
		if m == nil {
			m = &noteMark{list: ref.list}
		}
		if label := l.notes[ref.list].entries[ref.entry].label; label != "" && !slices.Contains(m.labels, label) {
			m.labels = append(m.labels, label)
		}
	}
	switch {
	case m == nil:
		return l.dangling(x)
	case len(m.labels) == 0:
		return nil
	}
	l.fillRange(m, wordsOf(x, nil))
	l.mistie(m, plainLabel(wordsOf(x, nil)))
	return m
}

// mistie notes that a cross-reference prints the label of another entry of the
// list than the one that it is tied to.
func (l *jatsLists) mistie(m *noteMark, printed string) {
	if len(m.labels) != 1 || !isNumber(printed) || !isNumber(m.labels[0]) || LabelKey(printed) == LabelKey(m.labels[0]) {
		return
	}
	if _, known := l.labels[labelIn{m.list, LabelKey(printed)}]; known {
		target := l.labels[labelIn{m.list, LabelKey(m.labels[0])}]
		l.notes[target.list].entries[target.entry].cited = true
		m.labels, m.tie = []string{printed}, &Tie{Leads: m.labels[0]}
	}
}

// fillRange adds what a cross-reference to the ends of a range prints: `4–6`.
func (l *jatsLists) fillRange(m *noteMark, text string) {
	tok, ok := parseLabels(plainLabel(text))
	if !ok || tok.kind != KindNumber || len(tok.labels) <= len(m.labels) || tok.labels[0] != m.labels[0] {
		return
	}
	for _, label := range tok.labels {
		if _, known := l.labels[labelIn{m.list, LabelKey(label)}]; !known {
			return
		}
	}
	m.labels = tok.labels
}

// dangling reads a citation whose id leads nowhere: its label may stand in a
// list all the same.
func (l *jatsLists) dangling(x *html.Node) *noteMark {
	if xmlAttr(x, "ref-type") != "bibr" {
		return nil
	}
	for _, id := range idsOf(x) {
		if l.ids[id] {
			return nil
		}
	}
	label := plainLabel(wordsOf(x, nil))
	if ref, known := l.labels[labelIn{anyList, LabelKey(label)}]; known && label != "" {
		return &noteMark{labels: []string{l.notes[ref.list].entries[ref.entry].label}, list: ref.list}
	}
	if label == "" || len(label) > maxBracket || !strings.ContainsFunc(label, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	return &noteMark{labels: []string{label}, list: -1}
}
