package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/citelint/citelint/whitespace"
)

// parseXMLPage builds the tree of an XML source from the same tokens as a web
// page's, which keep their places and forgive what is not well formed. Names
// are in lower case, as JATS writes them. Any element may close itself, and
// none ends another. Nothing that a DTD declares is looked at: an entity that
// is neither XML's own nor HTML's stays as it is written.
func parseXMLPage(source string) *page {
	p, b := newPage(source)
	z := html.NewTokenizer(strings.NewReader(source))
	z.AllowCDATA(true)
	for offset := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		span := Span{offset, offset + len(z.Raw())}
		offset = span.End
		switch kind {
		case html.TextToken:
			b.xmlText(span)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.xmlStart(z, span, kind == html.SelfClosingTagToken)
			z.NextIsNotRawText() // a JATS title is no HTML title
		case html.EndTagToken:
			name, _ := z.TagName()
			b.xmlEnd(string(name), span)
		}
	}
	b.closeTo(1, len(source))
	return p
}

const (
	cdataStart = "<![CDATA["
	cdataEnd   = "]]>"
)

// xmlText adds a text. What a CDATA section holds is a raw node: no entity is
// read in it.
func (b *treeBuilder) xmlText(span Span) {
	kind := html.TextNode
	if strings.HasPrefix(b.page.source[span.Start:span.End], cdataStart) {
		kind = html.RawNode
		span.Start += len(cdataStart)
		if strings.HasSuffix(b.page.source[span.Start:span.End], cdataEnd) {
			span.End -= len(cdataEnd)
		}
	}
	n := b.node(kind)
	n.Data = b.page.source[span.Start:span.End]
	if kind == html.TextNode && strings.Contains(n.Data, "&") {
		n.Data = html.UnescapeString(n.Data)
	}
	b.append(n, span)
}

func (b *treeBuilder) xmlStart(z *html.Tokenizer, span Span, selfClosing bool) {
	name, more := z.TagName()
	n := b.node(html.ElementNode)
	n.Data = atom.String(name)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		n.Attr = append(n.Attr, html.Attribute{Key: atom.String(key), Val: string(value)})
	}
	b.append(n, span)
	switch {
	case selfClosing:
	case len(b.open) >= maxDepth:
		b.deeper[n.Data]++
	default:
		clear(b.deeper)
		b.open = append(b.open, n)
	}
}

// xmlReach is how many open elements an end tag may close besides its own: in
// a source that is well formed, none.
const xmlReach = 16

// xmlEnd closes the innermost open element of the name.
func (b *treeBuilder) xmlEnd(name string, span Span) {
	if b.deeper[name] > 0 {
		b.deeper[name]--
		return
	}
	for i := len(b.open) - 1; i > max(0, len(b.open)-1-xmlReach); i-- {
		if b.open[i].Data == name {
			b.closeTo(i+1, span.Start)
			b.setEnd(b.open[i], span.End)
			b.open = b.open[:i]
			return
		}
	}
}

// xmlAttr returns an attribute by its local name: "href" for "xlink:href".
func xmlAttr(n *html.Node, name string) string {
	for i := range n.Attr {
		key := n.Attr[i].Key
		if key == name || strings.HasSuffix(key, name) && len(key) > len(name) && key[len(key)-len(name)-1] == ':' {
			return strings.TrimSpace(n.Attr[i].Val)
		}
	}
	return ""
}

// How much of an element wordsOf reads, in bytes and in nodes.
const (
	wordsReach     = 8192
	wordsNodeReach = 2048
)

// wordsOf returns the text of an element, white space folded, without that of
// the elements to leave out. Where elements stand next to each other without a
// space and without a word between them, as in `<surname>Abel</surname><given-names>R.</given-names>`,
// a space parts them.
func wordsOf(n *html.Node, except map[string]bool) string {
	var out strings.Builder
	nodes := 0
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil && out.Len() < wordsReach && nodes < wordsNodeReach; c = c.NextSibling {
			nodes++
			switch {
			case c.Type != html.ElementNode:
				out.WriteString(c.Data)
			case !except[c.Data]:
				if c.PrevSibling != nil && c.PrevSibling.Type == html.ElementNode && isField(c) {
					out.WriteByte(' ')
				}
				collect(c)
			}
		}
	}
	if n != nil {
		collect(n)
	}
	return whitespace.Fold(out.String())
}

// childOf returns an element's first child of a name, or nil.
func childOf(n *html.Node, names ...string) *html.Node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		c := n.FirstChild
		for c != nil && (c.Type != html.ElementNode || c.Data != name) {
			c = c.NextSibling
		}
		n = c
	}
	return n
}
