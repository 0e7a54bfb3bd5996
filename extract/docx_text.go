package extract

import "strings"

// docxSkipped are elements without text for readers: properties, and the
// second rendering of what old programs cannot draw.
var docxSkipped = map[string]bool{
	"w:pPr": true, "w:rPr": true, "w:sdtPr": true, "w:sdtEndPr": true, "w:tblPr": true, "w:tblGrid": true, "w:trPr": true, "w:tcPr": true, "w:sectPr": true,
	"w:rt": true, "w:delText": true, "w:delInstrText": true, "w:footnoteRef": true, "w:endnoteRef": true, "w:annotationRef": true, "mc:Fallback": true,
}

func (r *docxReader) children(n *xmlNode) {
	for c := n.first; c != nil; c = c.next {
		if c.name != "" && !docxSkipped[c.name] {
			r.element(c)
		}
	}
}

// element reads one element of the text.
func (r *docxReader) element(n *xmlNode) {
	switch n.name {
	case "w:p":
		r.paragraph(n)
	case "w:tc":
		r.cells++
		r.children(n)
		r.cells--
	case "w:r":
		r.run(n)
	case "w:del", "w:moveFrom":
		r.hidden++
		r.children(n)
		r.hidden--
	case "w:t", "m:t":
		r.text(n)
	case "w:tab", "w:ptab":
		r.write("\t")
	case "w:br", "w:cr":
		r.write("\n")
	case "w:noBreakHyphen":
		r.write("-")
	case "w:footnoteReference":
		r.cite(r.footnotes, n)
	case "w:endnoteReference":
		r.cite(r.endnotes, n)
	case "w:bookmarkStart":
		r.openBookmark(n.attr("w:id"), n.attr("w:name"))
	case "w:bookmarkEnd":
		r.closeBookmark(n.attr("w:id"))
	case "w:fldChar":
		r.fieldMark(n.attr("w:fldCharType"))
	case "w:instrText":
		r.instruct(n.content())
	case "w:fldSimple":
		r.simpleField(n)
	case "w:hyperlink":
		r.hyperlink(n)
	case "w:txbxContent":
		r.boxes = append(r.boxes, n)
	case "mc:AlternateContent":
		r.alternative(n)
	case "m:oMath":
		r.formula(n)
	default:
		r.children(n)
	}
}

// alternative reads the first choice of several renderings of the same.
func (r *docxReader) alternative(n *xmlNode) {
	choice := n.child("mc:Choice")
	if choice == nil {
		choice = n.child("mc:Fallback")
	}
	if choice != nil {
		r.children(choice)
	}
}

// paragraph writes a paragraph as a line and makes its block. Text boxes that
// hang on it follow.
func (r *docxReader) paragraph(n *xmlNode) {
	style := r.styles.paragraph(n.child("w:pPr"))
	r.flat.reset()
	printed := r.numbering.next(&style)
	number := plainNumber(printed)
	inText := strings.HasPrefix(printed, "[")
	if printed != "" && !inText {
		r.out.WriteString(printed + "\t")
	}
	r.base = r.out.Len()
	if inText {
		r.flat.add(printed+"\t", r.base)
	}
	r.hidden += boolCount(style.hidden)
	r.children(n)
	r.hidden -= boolCount(style.hidden)
	r.endRaised()
	r.breakFields()
	r.finish(&style, number)
	boxes := r.boxes
	r.boxes = nil
	for _, box := range boxes {
		r.children(box)
	}
}

// finish closes the paragraph at hand. Line breaks within it are spaces in the
// rendition, so that a line is a paragraph.
func (r *docxReader) finish(style *docxStyle, number string) {
	r.out.WriteString(strings.ReplaceAll(string(r.flat.text), "\n", " "))
	end := byte('\n')
	if r.inNote {
		end = ' '
	}
	r.out.WriteByte(end)
	kind := prose
	switch {
	case style.level > 0:
		kind = heading
	case style.listed():
		kind = item
	case r.cells > 0:
		kind = cell
	}
	b, ok := r.flat.block(kind)
	if !ok {
		return
	}
	b.level = max(b.level, style.level)
	b.number, b.chrome, b.note = number, style.contents, r.inNote
	b.takeBrackets()
	if style.title && r.titled == "" {
		r.titled = foldSpace(b.text)
	}
	r.draft.blocks = append(r.draft.blocks, b)
}

// run reads a stretch of text of one look.
func (r *docxReader) run(n *xmlNode) {
	look := r.styles.run(n.child("w:rPr"))
	r.hidden += boolCount(look.hidden)
	r.raised = look.raised
	r.children(n)
	r.raised = false
	r.hidden -= boolCount(look.hidden)
	r.endCustom()
}

// text writes the text of an element. Word ignores its line breaks, and the
// spaces at its ends unless it is told to keep them.
func (r *docxReader) text(n *xmlNode) {
	for c := n.first; c != nil; c = c.next {
		text := c.text
		if strings.ContainsAny(text, "\r\n\u2028\u00a0\u00ad") {
			text = docxSpaces.Replace(text)
		}
		if n.attr("xml:space") != "preserve" {
			text = strings.Trim(text, " \t")
		}
		r.write(text)
	}
}

var docxSpaces = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\u2028", " ", "\u00a0", " ", "\u00ad", "")

// write adds text that readers see to the paragraph.
func (r *docxReader) write(text string) {
	if r.inNote && len(r.flat.text) == 0 {
		text = strings.TrimLeft(text, " \t") // behind the note's number
	}
	if text == "" || r.hidden > 0 || r.instructions > 0 {
		return
	}
	switch {
	case !r.raised:
		r.endRaised()
	case r.raisedFrom < 0:
		r.raisedFrom = len(r.flat.text)
	}
	r.flat.add(text, r.base+len(r.flat.text))
}

// endRaised marks the raised text at hand. Word cuts text into runs as it was
// typed, `1` and `2` of a 12, so that neighbours are one.
func (r *docxReader) endRaised() {
	if r.raisedFrom >= 0 {
		r.flat.mark(r.raisedFrom, mark{kind: superMark})
		r.raisedFrom = -1
	}
}

// formula reads a formula, whose brackets cite nothing.
func (r *docxReader) formula(n *xmlNode) {
	r.endRaised()
	start := len(r.flat.text)
	r.children(n)
	r.flat.mark(start, mark{kind: codeMark})
}
