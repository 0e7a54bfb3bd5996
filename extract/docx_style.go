package extract

import (
	"strconv"
	"strings"
)

// A docxStyle is what the properties of a paragraph or a run say of its part
// in the document, those of its style included.
type docxStyle struct {
	id       string
	level    int    // of a heading: 1–6, 0 for none
	list     string // the id of its numbering; "" or "0" for none
	depth    int    // in that list, from 0; -1 where the list says
	title    bool   // it is the document's
	contents bool   // it is a line of a table of contents
	hidden   bool
	raised   bool
}

func (s *docxStyle) listed() bool { return s.list != "" && s.list != "0" }

// docxStyles are the named styles by id.
type docxStyles map[string]docxStyle

// maxBased is how many styles that are based on one another are followed.
const maxBased = 24

func newDOCXStyles(root *xmlNode) docxStyles {
	nodes := map[string]*xmlNode{}
	root.descendants("w:style", func(n *xmlNode) { nodes[n.attr("w:styleId")] = n })
	styles := docxStyles{}
	for id, n := range nodes {
		var chain []*xmlNode
		for ; n != nil && len(chain) < maxBased; n = nodes[n.child("w:basedOn").attr("w:val")] {
			chain = append(chain, n)
		}
		s := docxStyle{id: id, depth: -1}
		for i := len(chain) - 1; i >= 0; i-- {
			s.takeName(chain[i].child("w:name").attr("w:val"))
			s.takeParagraph(chain[i].child("w:pPr"))
			s.takeRun(chain[i].child("w:rPr"))
		}
		styles[id] = s
	}
	return styles
}

// of returns the style of an id; without one nothing is said.
func (s docxStyles) of(id string) docxStyle {
	if style, ok := s[id]; ok {
		return style
	}
	return docxStyle{depth: -1}
}

// paragraph returns what the properties of a paragraph come to.
func (s docxStyles) paragraph(properties *xmlNode) docxStyle {
	style := s.of(properties.child("w:pStyle").attr("w:val"))
	style.takeParagraph(properties)
	return style
}

// run returns what the properties of a run come to.
func (s docxStyles) run(properties *xmlNode) docxStyle {
	style := s.of(properties.child("w:rStyle").attr("w:val"))
	style.takeRun(properties)
	return style
}

// takeName reads the names of Word's own styles, which are English in every
// language.
func (s *docxStyle) takeName(name string) {
	name = strings.ToLower(name)
	switch level, isHeading := strings.CutPrefix(name, "heading "); {
	case isHeading:
		s.setLevel(level, 0)
	case name == "title":
		s.title, s.level = true, 1
	case strings.HasPrefix(name, "toc ") || name == "table of figures":
		s.contents = true
	}
}

func (s *docxStyle) takeParagraph(properties *xmlNode) {
	if level := properties.child("w:outlineLvl").attr("w:val"); level != "" {
		s.setLevel(level, 1)
	}
	if list := properties.child("w:numPr", "w:numId").attr("w:val"); list != "" {
		s.list = list
	}
	if depth, err := strconv.Atoi(properties.child("w:numPr", "w:ilvl").attr("w:val")); err == nil {
		s.depth = depth
	}
}

// setLevel takes the level of a heading, counted from 1 - by. The tenth level
// of an outline is body text.
func (s *docxStyle) setLevel(level string, by int) {
	n, err := strconv.Atoi(level)
	switch n += by; {
	case err != nil:
	case n < 1 || n > 9:
		s.level = 0
	default:
		s.level = min(n, weakest-1)
	}
}

func (s *docxStyle) takeRun(properties *xmlNode) {
	if n := properties.child("w:vanish"); n != nil {
		s.hidden = isOn(n.attr("w:val"))
	}
	if align := properties.child("w:vertAlign").attr("w:val"); align != "" {
		s.raised = align == "superscript"
	}
}

// isOn reads a switch; one without a value is on.
func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }
