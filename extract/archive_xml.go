package extract

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/citelint/citelint/whitespace"
)

// How large the tree of one XML file may grow. Word writes some twenty levels
// and, for a long book, half a million elements.
const (
	maxXMLDepth = 400
	maxXMLNodes = 3_000_000
)

// An xmlNode is an element, or a text where its name is "".
type xmlNode struct {
	name  string // "w:p": the local name behind the short name of its name space
	text  string
	attrs []xml.Attr // Name.Local is the short name, "w:val"

	first, last, next *xmlNode
}

// nameSpaces are those that the readers of containers ask for, by the short
// names under which everyone knows them. ISO's strict OOXML has its own.
var nameSpaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":        "w:",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                    "w:",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             "r:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":          "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":                      "m:",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         "mc:",
	"http://www.w3.org/XML/1998/namespace":                                "xml:",
	"http://purl.org/dc/elements/1.1/":                                    "dc:",
}

// parseXML builds the tree of one XML file of a container.
func parseXML(source string) (*xmlNode, error) {
	text, err := decode(source, "")
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // decoded already
	root := &xmlNode{}
	open := []*xmlNode{root}
	short := map[xml.Name]string{}
	for nodes := 0; ; nodes++ {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		if nodes > maxXMLNodes || len(open) > maxXMLDepth {
			return nil, fmt.Errorf("more than %d elements, or nested deeper than %d", maxXMLNodes, maxXMLDepth)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &xmlNode{name: shortName(short, token.Name), attrs: token.Attr}
			for i := range n.attrs {
				n.attrs[i].Name.Local = shortName(short, n.attrs[i].Name)
			}
			top.add(n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.add(&xmlNode{text: string(token)})
		}
	}
}

func shortName(known map[xml.Name]string, name xml.Name) string {
	s, ok := known[name]
	if !ok {
		s = nameSpaces[name.Space] + name.Local
		known[name] = s
	}
	return s
}

func (n *xmlNode) add(child *xmlNode) {
	if n.last == nil {
		n.first = child
	} else {
		n.last.next = child
	}
	n.last = child
}

// attr returns an attribute, "" when the element has none. n may be nil.
func (n *xmlNode) attr(name string) string {
	if n == nil {
		return ""
	}
	for i := range n.attrs {
		if n.attrs[i].Name.Local == name {
			return n.attrs[i].Value
		}
	}
	return ""
}

// child returns the first child at the end of a path of names, or nil. n may
// be nil.
func (n *xmlNode) child(path ...string) *xmlNode {
	for _, name := range path {
		if n == nil {
			return nil
		}
		c := n.first
		for c != nil && c.name != name {
			c = c.next
		}
		n = c
	}
	return n
}

// descendants visits the elements of a name, in document order, but not those
// within one another. n may be nil.
func (n *xmlNode) descendants(name string, visit func(*xmlNode)) {
	if n == nil {
		return
	}
	for c := n.first; c != nil; c = c.next {
		if c.name == name {
			visit(c)
		} else {
			c.descendants(name, visit)
		}
	}
}

// content returns the text within an element as it stands. n may be nil.
func (n *xmlNode) content() string {
	var out strings.Builder
	var collect func(*xmlNode)
	collect = func(n *xmlNode) {
		out.WriteString(n.text)
		for c := n.first; c != nil; c = c.next {
			collect(c)
		}
	}
	if n != nil {
		collect(n)
	}
	return out.String()
}

// words returns the text within an element, white space folded. n may be nil.
func (n *xmlNode) words() string { return whitespace.Fold(n.content()) }
