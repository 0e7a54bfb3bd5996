package extract

import (
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is how deep elements may nest in the tree; what is deeper becomes a
// sibling. Browsers stop at 512 (the HTML standard leaves the number to them),
// and there the parser of x/net/html refuses the page outright; pages made by
// machines go deeper, and their lists must stay lists.
const maxDepth = 2048

// A page is a parsed HTML source: a tree that goquery can ask, and for every
// node where it stands.
//
// The tree is built here from x/net/html's tokens, not by its parser, which
// keeps no positions and refuses deep pages. It needs less than a browser's:
// no scripts run, no forms matter, and formatting that is misnested need only
// keep its text in order.
type page struct {
	source string
	parts  []part // the files that the source is made of, nil for one page
	root   *html.Node
	spans  []Span // by the nodes' indices; an element's runs to its end tag

	telling []*html.Node    // elements by which the page speaks of itself
	signs   []sign          // of the nodes, by their indices
	said    map[string]sign // what the signs of elements say
	chrome  map[string]bool // what chromeClasses said of class attributes

	preformatted int  // bytes of preformatted text
	plainArticle bool // which are most of the page: the article is one plain text
}

// at returns where a node stands. A node has no room for it; its index is the
// length of the name space, which HTML does not use and nobody here asks for.
func (p *page) at(n *html.Node) Span { return p.spans[len(n.Namespace)] }

// place is the key of a place that an element names by a fragment, and where
// the source is made of files, by the path of its file from the element's own,
// "" for the same. Of a single page, nobody else's places are asked for.
func (p *page) place(n *html.Node, file, fragment string) string {
	if len(p.parts) == 0 {
		return fragment
	}
	own := p.parts[sort.Search(len(p.parts), func(i int) bool { return p.parts[i].start > p.at(n).Start })-1].name
	if file != "" {
		own = fileBeside(own, unescapeFragment(file))
	}
	return own + "#" + fragment
}

// parsePage builds the tree of one web page.
func parsePage(source string) *page {
	p, b := newPage(source)
	b.read(Span{0, len(source)})
	return p
}

func newPage(source string) (*page, *treeBuilder) {
	p := &page{
		source: source, root: &html.Node{Type: html.DocumentNode}, spans: make([]Span, 1, len(source)/16+1),
		signs: make([]sign, 1, len(source)/16+1), said: map[string]sign{}, chrome: map[string]bool{},
	}
	return p, &treeBuilder{page: p, open: []*html.Node{p.root}, deeper: map[string]int{}}
}

// read adds a stretch of the source to the tree, in one pass over its tokens.
func (b *treeBuilder) read(part Span) {
	source := b.page.source
	z := html.NewTokenizer(strings.NewReader(source[part.Start:part.End]))
	for offset := part.Start; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		span := Span{offset, offset + len(z.Raw())}
		offset = span.End
		switch kind {
		case html.TextToken:
			n := b.node(html.TextNode)
			n.Data = source[span.Start:span.End]
			if strings.ContainsAny(n.Data, "&\r\x00") {
				n.Data = string(z.Text())
			}
			b.append(n, span)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(z, span, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(atom.String(name), span)
		}
	}
	b.closeTo(1, part.End)
}

// A treeBuilder keeps the elements that are open.
type treeBuilder struct {
	page   *page
	xml    bool // every element can close itself, as in XHTML: <a id="x"/>
	open   []*html.Node
	deeper map[string]int // elements beyond maxDepth whose end tags are to come, by name

	// Nodes and attributes are allocated many at a time.
	spare      []html.Node
	attributes []html.Attribute
}

// node returns a new node.
func (b *treeBuilder) node(kind html.NodeType) *html.Node {
	if len(b.spare) == 0 {
		b.spare = make([]html.Node, 256)
	}
	n := &b.spare[0]
	b.spare = b.spare[1:]
	n.Type = kind
	return n
}

func (b *treeBuilder) append(n *html.Node, span Span) {
	n.Namespace = b.page.source[:len(b.page.spans)]
	b.page.spans = append(b.page.spans, span)
	b.page.signs = append(b.page.signs, b.page.readSigns(n))
	b.open[len(b.open)-1].AppendChild(n)
}

func (b *treeBuilder) start(z *html.Tokenizer, span Span, selfClosing bool) {
	name, more := z.TagName()
	n := b.node(html.ElementNode)
	n.Data, n.DataAtom = atom.String(name), atom.Lookup(name)
	if cap(b.attributes)-len(b.attributes) < 8 {
		b.attributes = make([]html.Attribute, 0, 256)
	}
	first := len(b.attributes)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		b.attributes = append(b.attributes, html.Attribute{Key: atom.String(key), Val: string(value)})
	}
	n.Attr = slices.Clip(b.attributes[first:])
	b.imply(n.DataAtom, span.Start)
	b.append(n, span)
	if tells(n) {
		b.page.telling = append(b.page.telling, n)
	}
	switch {
	case voidElements.has(n.DataAtom) || selfClosing && (b.xml || b.inForeign()):
		z.NextIsNotRawText()
	case len(b.open) >= maxDepth:
		b.deeper[n.Data]++
	default:
		clear(b.deeper)
		b.open = append(b.open, n)
	}
}

// inForeign says whether the builder stands in SVG or MathML, where a tag can
// close itself.
func (b *treeBuilder) inForeign() bool {
	return slices.ContainsFunc(b.open, func(n *html.Node) bool { return foreign.has(n.DataAtom) })
}

var foreign = atoms(atom.Svg, atom.Math)

// imply closes the elements that the start of another one ends: a list item
// ends the item before it, a block ends a paragraph (HTML standard, "optional
// tags").
func (b *treeBuilder) imply(tag atom.Atom, offset int) {
	var rule impliedEnd
	switch {
	case impliedTags.has(tag):
		rule = impliedEnds[tag]
	case closesParagraph.has(tag):
		rule = endsParagraph
	default:
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		open := b.open[i].DataAtom
		switch {
		case rule.ends.has(open):
			b.closeTo(i, offset)
		case rule.within.has(open):
			return
		case rule == endsParagraph && closesParagraph.has(open):
			return // its own start has ended any paragraph outside of it
		}
	}
}

// end closes the innermost open element of the name. A formatting element that
// is closed across a block leaves the block open.
func (b *treeBuilder) end(name string, span Span) {
	if b.deeper[name] > 0 {
		b.deeper[name]--
		return
	}
	a := atom.Lookup([]byte(name))
	crossed := false
	for i := len(b.open) - 1; i > 0; i-- {
		n := b.open[i]
		if n.Data == name {
			if crossed && formatting.has(a) {
				b.setEnd(n, span.End)
				b.open = append(b.open[:i], b.open[i+1:]...)
				return
			}
			b.closeTo(i+1, span.Start)
			b.setEnd(n, span.End)
			b.open = b.open[:i]
			return
		}
		if formatting.has(a) && tableScope.has(n.DataAtom) {
			return
		}
		crossed = crossed || closesParagraph.has(n.DataAtom) || impliedTags.has(n.DataAtom)
	}
}

// closeTo closes the open elements from index i on.
func (b *treeBuilder) closeTo(i, offset int) {
	for _, n := range b.open[min(i, len(b.open)):] {
		b.setEnd(n, offset)
	}
	b.open = b.open[:min(i, len(b.open))]
}

func (b *treeBuilder) setEnd(n *html.Node, end int) {
	b.page.spans[len(n.Namespace)].End = end
}

// An impliedEnd says which open elements a start tag ends, looking no further
// out than the elements of within.
type impliedEnd struct{ ends, within *atomSet }

var (
	voidElements = atoms(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr)
	formatting = atoms(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Span, atom.Strike,
		atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Cite, atom.Q, atom.Abbr, atom.Mark, atom.Label)
	closesParagraph = atoms(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Search,
		atom.Section, atom.Table, atom.Ul, atom.Li, atom.Dt, atom.Dd)
	tableScope    = atoms(atom.Td, atom.Th, atom.Caption, atom.Table)
	endsParagraph = impliedEnd{atoms(atom.P), atoms(atom.Button, atom.Td, atom.Th, atom.Caption, atom.Table, atom.Object)}
	impliedTags   = atoms(atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Option, atom.A, atom.Body)
	impliedEnds   = map[atom.Atom]impliedEnd{
		atom.Li:     {atoms(atom.Li, atom.P), atoms(atom.Ul, atom.Ol, atom.Menu, atom.Table, atom.Td)},
		atom.Dt:     {atoms(atom.Dt, atom.Dd, atom.P), atoms(atom.Dl, atom.Table, atom.Td)},
		atom.Dd:     {atoms(atom.Dt, atom.Dd, atom.P), atoms(atom.Dl, atom.Table, atom.Td)},
		atom.Tr:     {atoms(atom.Tr, atom.Td, atom.Th, atom.P), atoms(atom.Table)},
		atom.Td:     {atoms(atom.Td, atom.Th, atom.P), atoms(atom.Tr, atom.Table)},
		atom.Th:     {atoms(atom.Td, atom.Th, atom.P), atoms(atom.Tr, atom.Table)},
		atom.Tbody:  {atoms(atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th), atoms(atom.Table)},
		atom.Thead:  {atoms(atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th), atoms(atom.Table)},
		atom.Tfoot:  {atoms(atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th), atoms(atom.Table)},
		atom.Option: {atoms(atom.Option), atoms(atom.Select)},
		atom.A:      {atoms(atom.A), atoms(atom.Td, atom.Th, atom.Table, atom.Li, atom.P, atom.Div)},
		atom.Body:   {atoms(atom.Head), atoms(atom.Html)},
	}
)

// attr returns an element's attribute, "" when it has none.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// within returns the nearest of n and its ancestors that is one of the
// elements, or nil.
func within(n *html.Node, elements *atomSet) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && elements.has(n.DataAtom) {
			return n
		}
	}
	return nil
}
