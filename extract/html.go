package extract

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads a web page: the notes that its structure ties to their
// markers, then its text in blocks, with menus and the like set apart.
func readHTML(source string, o Options) *draft {
	p := parsePage(source)
	w := newHTMLWalker(p, baseOf(p, o.BaseURL))
	w.main = mainOf(p)
	w.draft.title = titleOf(p)
	w.draft.state(publishedOf(p)...)
	w.draft.modified = modifiedOf(p)
	w.run()
	return w.draft
}

// readPart reads HTML that stands within another format.
func readPart(part string) *draft {
	w := newHTMLWalker(parsePage(part), nil)
	w.run()
	return w.draft
}

// An htmlWalker turns the tree into blocks, in document order.
type htmlWalker struct {
	page  *page
	notes *noteFinder
	base  *url.URL
	main  *html.Node
	draft *draft

	flat    *flat
	kind    blockKind
	level   int
	number  string
	counter int  // the number of the next item of the ordered list
	chrome  int  // how many menus and the like we stand in
	inMain  bool // main is nil or an ancestor
	pre     bool
	signed  int  // how many elements that the page calls notes we stand in
	aside   int  // how many asides
	caption bool // within a caption

	hidden bool      // within what the page does not show
	entry  *entryRef // the note whose text is being read
	open   []openMark
	behind []block // notes that stand beside the paragraph at hand
}

func newHTMLWalker(p *page, base *url.URL) *htmlWalker {
	w := &htmlWalker{page: p, notes: findNotes(p), base: base, draft: &draft{blocks: make([]block, 0, len(p.spans)/8)}, flat: &flat{}}
	w.draft.notes = w.notes.lists
	return w
}

func (w *htmlWalker) run() {
	w.inMain = w.main == nil
	w.children(w.page.root)
	w.flush()
	for i := range w.draft.notes {
		w.draft.notes[i].finish()
	}
}

// finish cleans the entries of what their page prints before the text.
func (l *noteList) finish() {
	printed := 0 // how many entries print their number before their text
	for i := range l.entries {
		e := &l.entries[i]
		e.text = strings.TrimSpace(strings.TrimLeft(strings.Join(e.parts, " "), "^↑↩ "))
		e.parts = nil
		e.text = strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(e.text, "["+e.label+"]"), "^↑. "))
		if rest, found := strings.CutPrefix(e.text, e.label); found && (rest == "" || strings.IndexByte(" .)", rest[0]) >= 0) {
			printed++
		}
	}
	for i := range l.entries {
		if e := &l.entries[i]; printed == len(l.entries) {
			e.text = strings.TrimLeft(e.text[len(e.label):], " .)")
		}
	}
	l.measure()
}

func (w *htmlWalker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c)
		case html.ElementNode:
			w.element(c)
		}
	}
}

// skipped elements hold no text for readers.
var skipped = atoms(atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Svg, atom.Iframe, atom.Object,
	atom.Select, atom.Button, atom.Textarea, atom.Canvas, atom.Audio, atom.Video, atom.Datalist)

// element reads one element. Notes are read wherever they stand, also in what
// is otherwise set apart.
func (w *htmlWalker) element(n *html.Node) {
	if skipped.has(n.DataAtom) {
		return
	}
	if isHidden(n) && w.notes.inside[n] == 0 {
		w.hiddenText(n)
		return
	}
	if len(w.notes.beside) > 0 && besideNotes.has(n.DataAtom) {
		if ref, ok := w.notes.starts[n]; ok {
			w.besideText(n, ref)
			return
		}
		if w.notes.twice[n] {
			return
		}
	}
	if ref, ok := w.notes.entryAt(n); ok {
		w.flush()
		outer := w.entry
		w.entry = &ref
		w.inner(n)
		if !isSplit(n) {
			w.flush()
			w.entry = outer
		}
		return
	}
	outer := w.entry
	w.inner(n)
	if w.notes.splits[n] {
		w.flush()
		w.entry = outer
	}
}

// inner reads an element by its kind.
func (w *htmlWalker) inner(n *html.Node) {
	isMain, chrome := n == w.main, w.page.isChrome(n)
	if isMain {
		w.flush()
		w.inMain = true
	}
	if chrome {
		w.flush()
		w.chrome++
	}
	switch note := w.notes.markerAt(n); {
	case note != nil:
		w.noteMarker(n, note)
	case n.DataAtom == atom.Br:
		w.flat.add("\n", w.page.at(n).Start)
	case w.entry != nil && w.notes.leadsAway(n):
	case n.DataAtom == atom.A:
		w.anchor(n)
	case n.DataAtom == atom.Sup:
		w.marked(n, mark{kind: superMark})
	case n.DataAtom == atom.B || n.DataAtom == atom.Strong:
		w.bold(n)
	case n.DataAtom == atom.Code || n.DataAtom == atom.Kbd || n.DataAtom == atom.Samp || n.DataAtom == atom.Tt || n.DataAtom == atom.Math:
		w.marked(n, mark{kind: codeMark})
	case isBlock(n):
		w.blockElement(n)
	default:
		w.children(n)
	}
	if chrome {
		w.flush()
		w.chrome--
	}
	if isMain {
		w.flush()
		w.inMain = false
	}
}

func isBlock(n *html.Node) bool {
	return closesParagraph.has(n.DataAtom) || blockElements.has(n.DataAtom) || listElements.has(n.DataAtom) || n.DataAtom == atom.Th || n.DataAtom == atom.Caption
}

// blockElement reads an element whose text stands apart from its neighbours'.
func (w *htmlWalker) blockElement(n *html.Node) {
	w.flush()
	kind, level, number, pre, signed, aside, caption := w.kind, w.level, w.number, w.pre, w.signed, w.aside, w.caption
	w.signed += boolCount(w.page.isNote(n))
	w.aside += boolCount(n.DataAtom == atom.Aside)
	w.caption = w.caption || n.DataAtom == atom.Figcaption || n.DataAtom == atom.Caption
	switch {
	case headingLevel(n) > 0:
		w.kind, w.level = heading, headingLevel(n)
	case n.DataAtom == atom.Pre:
		w.pre = true
		if isProgram(n) || !w.page.plainArticle {
			w.kind = code
		}
	case n.DataAtom == atom.Li:
		w.kind, w.number = item, w.countItem(n)
	case n.DataAtom == atom.Dt || n.DataAtom == atom.Dd:
		w.kind = item
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.kind = cell
	case n.DataAtom == atom.Ol || n.DataAtom == atom.Ul:
		w.number = ""
		defer func(counter int) { w.counter = counter }(w.counter)
		w.counter = listStart(n)
	}
	w.children(n)
	w.flush()
	w.kind, w.level, w.number, w.pre, w.signed, w.aside, w.caption = kind, level, number, pre, signed, aside, caption
}

// isProgram says whether a preformatted block is marked as program text. One
// without a mark is a figure or an example, unless the article is set in it.
func isProgram(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Code || c.DataAtom == atom.Samp {
			return true
		}
	}
	class := attr(n, "class")
	return strings.Contains(class, "highlight") || strings.Contains(class, "code") || strings.Contains(class, "lang")
}

// countItem returns the number that a page prints before an item of an ordered
// list, "" for any other item.
func (w *htmlWalker) countItem(li *html.Node) string {
	if li.Parent == nil || li.Parent.DataAtom != atom.Ol {
		return ""
	}
	if value := attr(li, "value"); value != "" {
		if v, err := strconv.Atoi(value); err == nil {
			w.counter = v
		}
	}
	w.counter++
	return strconv.Itoa(w.counter - 1)
}

// anchor reads a link.
func (w *htmlWalker) anchor(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	switch {
	case href == "" || strings.HasPrefix(href, "javascript:"):
		w.children(n)
	case strings.HasPrefix(href, "#"):
		w.marked(n, mark{kind: anchorMark})
	default:
		m := mark{kind: anchorMark}
		if target := w.resolve(href); target != "" && !isShareLink(target) {
			m.kind, m.target = linkMark, target
		}
		w.marked(n, m)
	}
}

// resolve returns the address that a link leads to, "" when it is relative
// and nothing is known to make it absolute, or leads back into the page.
func (w *htmlWalker) resolve(href string) string {
	if strings.HasPrefix(href, "//") {
		return "https:" + href
	}
	if isAbsolute(href) || w.base == nil {
		if isAbsolute(href) {
			return href
		}
		return ""
	}
	u, err := w.base.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// An openMark is one whose element is being read, and where it began in the
// block at hand.
type openMark struct {
	start int
	mark  mark
}

// marked reads an element that gives its text a meaning, in every block of it.
func (w *htmlWalker) marked(n *html.Node, m mark) {
	w.open = append(w.open, openMark{len(w.flat.text), m})
	w.children(n)
	last := len(w.open) - 1
	w.flat.mark(w.open[last].start, w.open[last].mark)
	w.open = w.open[:last]
}

// bold marks a number in bold type: it may be the label of a note.
func (w *htmlWalker) bold(n *html.Node) {
	start, blocks := len(w.flat.text), len(w.draft.blocks)
	w.children(n)
	text := w.flat.text
	if length := len(text) - start; len(w.draft.blocks) == blocks && length > 0 && length < 8 && strings.Trim(string(text[start:]), "0123456789.)[] ") == "" {
		w.flat.mark(start, mark{kind: boldMark})
	}
}
