package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
)

// JATS is the XML in which journals keep their articles (NISO Z39.96, before
// that the NLM's DTDs). Every citation is tied to its entry by the entry's id,
// so that its lists and markers are taken from the structure.

// jatsSign matches what only a JATS article has; jatsRoot, how one begins.
var (
	jatsRoot = pattern.New(`^\s*(?:<\?xml\b|<!DOCTYPE\s+(?:article|pmc-articleset|OAI-PMH)\b|<!--|<article[\s>]|<pmc-articleset\b|<OAI-PMH\b)`)
	jatsSign = pattern.New(`<!DOCTYPE\s+article\s[^>]*(?:JATS|NLM)|<article\b[^>]*\s(?:article-type|dtd-version)=|<(?:article-meta|journal-meta|ref-list|front-stub)[\s>]`)
	htmlRoot = pattern.New(`(?i)<!DOCTYPE\s+html|<html[\s>]`)
)

func isJATS(head string) bool {
	return jatsRoot.MatchString(head) && strings.Contains(head, "<article") && jatsSign.MatchString(head) && !htmlRoot.MatchString(head)
}

// readJATS reads a journal article.
func readJATS(source string, _ Options) *draft {
	p := parseXMLPage(source)
	r := &jatsReader{page: p, lists: findJATSLists(p), out: &htmlWalker{page: p, draft: &draft{}, flat: &flat{}, inMain: true}}
	r.out.draft.notes = r.lists.notes
	r.children(p.root)
	r.out.flush()
	for i := range r.out.draft.notes {
		r.out.draft.notes[i].finish()
	}
	r.lists.citeMentions(r.out.draft)
	if len(r.lists.cited) > 0 {
		r.out.draft.citing = byTags
	}
	r.about()
	return r.out.draft
}

// A jatsReader turns the tree into blocks, in document order.
type jatsReader struct {
	page  *page
	lists *jatsLists
	out   *htmlWalker // of which only the part is used that gathers blocks
	level int         // how many sections we stand in
}

func (r *jatsReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.out.text(c)
		case html.RawNode:
			r.out.flat.add(c.Data, r.page.at(c).Start)
		case html.ElementNode:
			r.element(c)
		}
	}
}

var (
	// unreadJATS hold nothing that a reader of the article reads. A label is read
	// where its note is.
	unreadJATS = words(`journal-meta; contrib-group; aff; author-notes; permissions; processing-meta; sec-meta; related-article; related-object;
		tex-math; textual-form; graphic; inline-graphic; alt-text; long-desc; object-id; label; x; fn-type`)

	// frontJATS say what the article is; of what they hold, the title and the
	// abstracts are its text.
	frontJATS     = words(`front; front-stub; article-meta`)
	readJATSFront = words(`article-meta; title-group; abstract; trans-abstract`)

	// blocksJATS stand apart from what is before and behind them.
	blocksJATS = words(`p; sec; title; subtitle; abstract; trans-abstract; body; back; ack; app; app-group; list; list-item; def-list; def-item; def; term;
		disp-quote; disp-formula; disp-formula-group; boxed-text; fig; fig-group; table-wrap; table-wrap-group; table-wrap-foot; table; thead; tbody; tfoot; tr; td; th; caption;
		fn; fn-group; ref-list; ref; note; verse-group; verse-line; attrib; statement; speech; speaker; notes; glossary; sub-article; response; title-group; floats-group; floats-wrap; preformat;
		code; array; media; supplementary-material; bio; chem-struct-wrap; entry; row; article; question; answer; explanation`)

	// citationsJATS hold the text of an entry.
	citationsJATS = words(`mixed-citation; element-citation; nlm-citation; citation`)

	// sectionsJATS have titles that are headings.
	sectionsJATS = words(`sec; abstract; trans-abstract; ack; app; app-group; ref-list; fn-group; notes; bio; glossary; boxed-text; title-group; def-list`)

	verbatimJATS = words(`preformat; code; disp-formula; disp-formula-group; chem-struct-wrap`)
	formulasJATS = words(`inline-formula; mml:math; math; monospace; chem-struct`)
	cellsJATS    = words(`td; th; entry`)
)

// element reads one element.
func (r *jatsReader) element(n *html.Node) {
	if ref, ok := r.lists.starts[n]; ok {
		r.note(n, ref)
		return
	}
	name := n.Data
	if i := strings.IndexByte(name, ':'); i > 0 && !formulasJATS[name] {
		name = name[i+1:] // oasis:entry
	}
	switch {
	case unreadJATS[name] || name == "pub-id" && !isShown(n) || n.Parent != nil && frontJATS[n.Parent.Data] && !readJATSFront[name] || n.Parent != nil && n.Parent.Data == "title-group" && name != "article-title":
	case name == "citation-alternatives":
		if written := writtenOut(n); written != nil {
			r.element(written)
		}
	case name == "xref":
		r.xref(n)
	case name == "break" || name == "hr":
		r.out.flat.add("\n", r.page.at(n).Start)
	case name == "sup":
		r.marked(n, mark{kind: superMark})
	case formulasJATS[name]:
		r.marked(n, mark{kind: codeMark})
	case blocksJATS[name] || citationsJATS[name] || name == "article-title" && r.out.entry == nil:
		r.block(n, name)
	default:
		r.inline(n)
	}
}

// block reads an element that stands apart.
func (r *jatsReader) block(n *html.Node, name string) {
	w := r.out
	w.flush()
	kind, level, pre, sections := w.kind, w.level, w.pre, r.level
	switch {
	case sectionsJATS[name]:
		r.level++
	case (name == "title" || name == "article-title") && n.Parent != nil && sectionsJATS[n.Parent.Data]:
		w.kind, w.level = heading, min(max(r.level, 1), weakest-1)
	case verbatimJATS[name]:
		w.kind, w.pre = code, name == "preformat" || name == "code"
	case name == "list-item" || name == "def-item":
		w.kind = item
	case cellsJATS[name]:
		w.kind = cell
	}
	r.inline(n)
	w.flush()
	w.kind, w.level, w.pre, r.level = kind, level, pre, sections
}

// inline reads an element that has no place of its own: a link, where it leads
// to another page, or else how its text is set.
func (r *jatsReader) inline(n *html.Node) {
	r.part(n)
	if target := xmlAttr(n, "href"); isAbsolute(target) && r.isLink(n) {
		if n.FirstChild == nil {
			r.stand(n, target, mark{kind: linkMark, target: target})
			return
		}
		r.marked(n, mark{kind: linkMark, target: target})
		return
	}
	r.children(n)
}

// isLink says whether the address that an element bears is one that the article
// cites: in the text only what is made to be a link, in an entry any.
func (r *jatsReader) isLink(n *html.Node) bool {
	return n.Data == "ext-link" || n.Data == "uri" || n.Data == "inline-supplementary-material" || r.out.entry != nil && n.FirstChild != nil
}

// part keeps the words of two elements apart that no space parts.
func (r *jatsReader) part(n *html.Node) {
	text := r.out.flat.text
	if isField(n) && len(text) > 0 && !isSpace(text[len(text)-1]) && n.PrevSibling != nil && n.PrevSibling.Type == html.ElementNode {
		r.out.flat.add(" ", r.page.at(n).Start)
	}
}

// marked reads an element that gives its text a meaning.
func (r *jatsReader) marked(n *html.Node, m mark) {
	w := r.out
	w.open = append(w.open, openMark{len(w.flat.text), m})
	r.children(n)
	last := len(w.open) - 1
	w.flat.mark(w.open[last].start, w.open[last].mark)
	w.open = w.open[:last]
}

// stand writes the text that readers see in place of an empty element, which
// it spans.
func (r *jatsReader) stand(n *html.Node, text string, m mark) {
	span, start := r.page.at(n), len(r.out.flat.text)
	for i := range len(text) - 1 {
		r.out.flat.add(text[i:i+1], span.Start)
	}
	r.out.flat.add(text[len(text)-1:], span.End-1)
	r.out.flat.mark(start, m)
}

// xref reads a cross-reference: a marker where it cites an entry.
func (r *jatsReader) xref(n *html.Node) {
	note := r.lists.cites(n)
	text := wordsOf(n, nil)
	switch {
	case note == nil:
		r.marked(n, mark{kind: anchorMark})
	case text == "":
		r.stand(n, "["+strings.Join(note.labels, ",")+"]", mark{kind: noteMarker, note: note})
	default:
		r.marked(n, mark{kind: noteMarker, note: note})
	}
}

// note reads an entry apart from the text that it stands in, so that the
// text's sentences stay whole. A footnote that stands where it is cited is its
// own marker.
func (r *jatsReader) note(n *html.Node, ref entryRef) {
	w := r.out
	if w.entry != nil {
		r.children(n) // a note within a note is part of it
		return
	}
	if r.lists.inPlace[n] {
		label := r.lists.notes[ref.list].entries[ref.entry].label
		start := len(w.flat.text)
		for i := range len(label) {
			w.flat.add(label[i:i+1], r.page.at(n).Start)
		}
		w.flat.mark(start, mark{kind: noteMarker, note: &noteMark{labels: []string{label}, list: ref.list}})
	} else {
		w.flush()
	}
	text, open, blocks, kind, level := w.flat, w.open, w.draft.blocks, w.kind, w.level
	w.flat, w.open, w.entry, w.kind, w.level = new(flat), nil, &ref, prose, 0
	if r.lists.inPlace[n] {
		w.draft.blocks, w.behind = w.behind, nil
	}
	r.children(n)
	w.flush()
	if r.lists.inPlace[n] {
		w.draft.blocks, w.behind = blocks, w.draft.blocks
	}
	w.flat, w.open, w.entry, w.kind, w.level = text, open, nil, kind, level
	r.lists.describe(n, ref)
}
