package extract

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads a web page: the notes that its structure ties to their
// markers, then its text in blocks, with menus and the like set apart.
func readHTML(source string, o Options) *draft {
	p := parsePage(source)
	doc := goquery.NewDocumentFromNode(p.root)
	w := newHTMLWalker(p, baseOf(doc, o.BaseURL))
	w.main = mainOf(doc)
	w.draft.title = titleOf(doc)
	w.draft.published = publishedOf(doc, p)
	w.run()
	return w.draft
}

// htmlBlocks reads HTML that stands within another format.
func htmlBlocks(part string) []block {
	w := newHTMLWalker(parsePage(part), nil)
	w.run()
	return w.draft.blocks
}

// baseOf returns what relative links are relative to, or nil.
func baseOf(doc *goquery.Document, given string) *url.URL {
	base, err := url.Parse(given)
	if err != nil || given == "" {
		base = nil
	}
	href, ok := doc.Find("base[href]").First().Attr("href")
	if !ok {
		return base
	}
	u, err := url.Parse(strings.TrimSpace(href))
	switch {
	case err != nil:
	case base != nil:
		base = base.ResolveReference(u)
	case u.IsAbs() && u.Host != "":
		base = u
	}
	return base
}

// mainOf returns the element that holds the article, or nil where the page
// marks none that holds most of its text.
func mainOf(doc *goquery.Document) *html.Node {
	var best *html.Node
	length := 0
	doc.Find("main, [role=main], article, [itemprop=articleBody]").Each(func(_ int, s *goquery.Selection) {
		if n := len(s.Text()); n > length && s.ParentsFiltered("nav, aside, footer").Length() == 0 {
			best, length = s.Nodes[0], n
		}
	})
	if length*2 < len(doc.Find("body").Text()) && length < 2000 {
		return nil
	}
	return best
}

func titleOf(doc *goquery.Document) string {
	if title, ok := doc.Find(`meta[property="og:title"]`).First().Attr("content"); ok && strings.TrimSpace(title) != "" {
		return strings.Join(strings.Fields(title), " ")
	}
	for _, selector := range []string{"head title", "title", "h1"} {
		if title := strings.Join(strings.Fields(doc.Find(selector).First().Text()), " "); title != "" {
			return title
		}
	}
	return ""
}

// An htmlWalker turns the tree into blocks, in document order.
type htmlWalker struct {
	page  *page
	notes *noteFinder
	base  *url.URL
	main  *html.Node
	draft *draft

	flat   *flat
	kind   blockKind
	level  int
	number string
	chrome int  // how many menus and the like we stand in
	inMain bool // main is nil or an ancestor
	pre    bool

	entry *entryRef // the note whose text is being read
}

func newHTMLWalker(p *page, base *url.URL) *htmlWalker {
	w := &htmlWalker{page: p, notes: findNotes(p), base: base, draft: &draft{}, flat: &flat{}}
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
	for i := range l.entries {
		e := &l.entries[i]
		e.text = strings.TrimSpace(strings.TrimLeft(e.text, "^↑↩ "))
		e.text = strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(e.text, "["+e.label+"]"), "^↑. "))
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
	if skipped[n.DataAtom] || isHidden(n) && w.notes.inside[n] == 0 {
		return
	}
	if ref, ok := w.notes.starts[n]; ok {
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
	isMain, chrome := n == w.main, isChrome(n)
	if isMain {
		w.flush()
		w.inMain = true
	}
	if chrome {
		w.flush()
		w.chrome++
	}
	switch {
	case n.DataAtom == atom.Br:
		w.flat.add("\n", w.page.at[n].Start)
	case n.DataAtom == atom.A:
		w.anchor(n)
	case n.DataAtom == atom.Sup:
		w.marked(n, superMark)
	case n.DataAtom == atom.Code || n.DataAtom == atom.Kbd || n.DataAtom == atom.Samp || n.DataAtom == atom.Tt || n.DataAtom == atom.Math:
		w.marked(n, codeMark)
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
	return closesParagraph[n.DataAtom] || blockElements[n.DataAtom] || listElements[n.DataAtom] || n.DataAtom == atom.Th || n.DataAtom == atom.Caption
}

// blockElement reads an element whose text stands apart from its neighbours'.
func (w *htmlWalker) blockElement(n *html.Node) {
	w.flush()
	kind, level, number, pre := w.kind, w.level, w.number, w.pre
	switch {
	case headingLevel(n) > 0:
		w.kind, w.level = heading, headingLevel(n)
	case n.DataAtom == atom.Pre:
		w.pre = true
		if isProgram(n) {
			w.kind = code
		}
	case n.DataAtom == atom.Li:
		w.kind, w.number = item, itemNumber(n)
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.kind = cell
	case n.DataAtom == atom.Ol || n.DataAtom == atom.Ul:
		w.number = ""
	}
	w.children(n)
	w.flush()
	w.kind, w.level, w.number, w.pre = kind, level, number, pre
}

// isProgram says whether a preformatted block is marked as program text;
// without a mark it may well be a plain article.
func isProgram(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Code || c.DataAtom == atom.Samp {
			return true
		}
	}
	class := attr(n, "class")
	return strings.Contains(class, "highlight") || strings.Contains(class, "code") || strings.Contains(class, "lang")
}

// itemNumber returns the number that a page prints before an item of an
// ordered list.
func itemNumber(li *html.Node) string {
	if li.Parent == nil || li.Parent.DataAtom != atom.Ol {
		return ""
	}
	number := listStart(li.Parent)
	for s := li.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.DataAtom != atom.Li {
			continue
		}
		if v, err := strconv.Atoi(attr(s, "value")); err == nil {
			number = v
		}
		if s == li {
			return strconv.Itoa(number)
		}
		number++
	}
	return ""
}

// anchor reads a link.
func (w *htmlWalker) anchor(n *html.Node) {
	if w.entry != nil && w.notes.back[n] {
		return
	}
	start := w.flat.text.Len()
	w.children(n)
	href := strings.TrimSpace(attr(n, "href"))
	switch note := w.notes.marker[n]; {
	case note != nil:
		w.flat.mark(start, mark{kind: noteMarker, note: note})
	case href == "" || strings.HasPrefix(href, "#"):
		w.flat.mark(start, mark{kind: anchorMark})
	default:
		if target := w.resolve(href); target != "" && !isShareLink(target) {
			w.flat.mark(start, mark{kind: linkMark, target: target})
		} else {
			w.flat.mark(start, mark{kind: anchorMark})
		}
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

// marked reads an element whose text has a meaning of its own, unless a link
// in it has given the text another.
func (w *htmlWalker) marked(n *html.Node, kind markKind) {
	start, before := w.flat.text.Len(), len(w.flat.marks)
	w.children(n)
	if len(w.flat.marks) == before && w.flat.text.Len() >= start {
		w.flat.mark(start, mark{kind: kind})
	}
}

// text adds a text node, white space folded, entities read; each part
// remembers its place in the source.
func (w *htmlWalker) text(n *html.Node) {
	span := w.page.at[n]
	raw := w.page.source[span.Start:span.End]
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case isSpace(c) && !w.pre:
			j := i + 1
			for j < len(raw) && isSpace(raw[j]) {
				j++
			}
			if s := w.flat.text.String(); s != "" && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
				w.flat.add(" ", span.Start+i)
			}
			i = j
		case c == '&':
			i += w.entity(raw[i:], span.Start+i)
		default:
			j := i + 1
			for j < len(raw) && raw[j] != '&' && (w.pre || !isSpace(raw[j])) {
				j++
			}
			w.flat.add(raw[i:j], span.Start+i)
			i = j
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// entity adds the character that s begins with as an entity and returns the
// entity's length.
func (w *htmlWalker) entity(s string, src int) int {
	end := 1
	for end < len(s) && end < 34 && (isWordByte(s[end]) || s[end] == '#') {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	decoded := html.UnescapeString(s[:end])
	if decoded == s[:end] {
		w.flat.add("&", src)
		return 1
	}
	if decoded == "\u00a0" {
		decoded = " "
	}
	w.flat.add(decoded, src)
	return end
}

// flush closes the block at hand. What is read within a note goes to its
// entry.
func (w *htmlWalker) flush() {
	f := w.flat
	if f.text.Len() == 0 {
		return
	}
	w.flat = &flat{}
	b, ok := f.block(w.kind)
	if !ok {
		return
	}
	b.level, b.number = max(b.level, w.level), w.number
	b.chrome = w.chrome > 0 || !w.inMain
	b.takeBrackets()
	w.number = ""
	if w.entry != nil {
		b.note = true
		e := &w.draft.notes[w.entry.list].entries[w.entry.entry]
		e.text = strings.TrimSpace(e.text + " " + strings.Join(strings.Fields(b.text), " "))
		e.urls = append(e.urls, b.urls(0, len(b.text))...)
		e.span.End = max(e.span.End, b.span(0, len(b.text)).End)
	}
	w.draft.blocks = append(w.draft.blocks, b)
}

// takeBrackets widens markers over the brackets that stand outside of their
// links: `[<a href="#n1">1</a>]`.
func (b *block) takeBrackets() {
	for i := range b.marks {
		m := &b.marks[i]
		if m.kind == noteMarker && m.start > 0 && m.end < len(b.text) && b.text[m.start-1] == '[' && b.text[m.end] == ']' {
			m.start--
			m.end++
		}
	}
}
