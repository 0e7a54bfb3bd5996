package extract

import "strings"

// A docxField is a field that is being read: an instruction to Word, then the
// result that readers see.
type docxField struct {
	instruction strings.Builder
	result      bool // the result has begun
	start       int  // where it began in the paragraph's text
	link        mark // what the result is; without a target or a note, nothing
}

// maxFields is how deep fields are followed into one another. A field of a
// reference manager holds two or three.
const maxFields = 32

// fieldMark reads one of the three marks of a field: begin, separate, end.
func (r *docxReader) fieldMark(kind string) {
	top := len(r.fields) - 1
	switch {
	case kind == "begin" && (top+1 >= maxFields || r.deeper > 0):
		r.deeper++
	case kind == "begin":
		r.fields = append(r.fields, &docxField{})
		r.instructions++
	case r.deeper > 0:
		r.deeper -= boolCount(kind == "end")
	case top < 0:
	case kind == "separate" && !r.fields[top].result:
		f := r.fields[top]
		r.instructions--
		r.endRaised()
		f.result, f.start, f.link = true, len(r.flat.text), r.fieldLink(f.instruction.String())
	case kind == "end":
		f := r.fields[top]
		r.fields = r.fields[:top]
		r.instructions -= boolCount(!f.result)
		r.endLink(f.start, f.link)
	}
}

// instruct adds to the instruction of the field at hand.
func (r *docxReader) instruct(text string) {
	if top := len(r.fields) - 1; top >= 0 && r.deeper == 0 && !r.fields[top].result {
		r.fields[top].instruction.WriteString(text)
	}
}

// simpleField reads a field whose instruction is an attribute.
func (r *docxReader) simpleField(n *xmlNode) {
	r.fieldMark("begin")
	r.instruct(n.attr("w:instr"))
	r.fieldMark("separate")
	r.children(n)
	r.fieldMark("end")
}

// fieldLink reads where an instruction leads: `HYPERLINK "https://a.example/"
// \l "place"` to an address, `NOTEREF _Ref1 \f` to the note that a bookmark
// stands on.
func (r *docxReader) fieldLink(instruction string) mark {
	words := fieldWords(instruction)
	if len(words) < 2 {
		return mark{}
	}
	switch strings.ToUpper(words[0]) {
	case "HYPERLINK":
		target, fragment := "", ""
		for i := 1; i < len(words); i++ {
			switch word := words[i]; {
			case word == `\l` && i+1 < len(words):
				i++
				fragment = words[i]
			case word == `\t` || word == `\o`:
				i++ // a frame's name, a hint
			case target == "" && !strings.HasPrefix(word, `\`):
				target = word
			}
		}
		return linkTo(target, fragment)
	case "NOTEREF":
		note := &noteMark{}
		r.pending = append(r.pending, docxCrossReference{words[1], note})
		return mark{kind: noteMarker, note: note}
	}
	return mark{}
}

// fieldWords splits an instruction at spaces outside of quotes.
func fieldWords(instruction string) []string {
	var words []string
	for rest := strings.TrimLeft(instruction, " \t"); rest != ""; rest = strings.TrimLeft(rest, " \t") {
		end := strings.IndexAny(rest, " \t")
		if rest[0] == '"' {
			rest = rest[1:]
			end = strings.IndexByte(rest, '"')
		}
		if end < 0 {
			return append(words, rest)
		}
		words = append(words, rest[:end])
		rest = rest[end+1:]
	}
	return words
}

// hyperlink reads a link that is an element. One into the document itself is
// text like any other: the lists that it may lead to are found as text.
func (r *docxReader) hyperlink(n *xmlNode) {
	r.endRaised()
	start := len(r.flat.text)
	r.children(n)
	r.endLink(start, linkTo(r.relations.byID[n.attr("r:id")].target, n.attr("w:anchor")))
}

// maxTarget is how long an address may be that is put together, in bytes: many
// links may share a long one.
const maxTarget = 2000

// linkTo returns the mark of a link to an address; it has no target where the
// address is none of the web.
func linkTo(target, fragment string) mark {
	if !isAbsolute(target) {
		return mark{}
	}
	if fragment != "" && len(target)+len(fragment) < maxTarget && !strings.Contains(target, "#") {
		target += "#" + fragment
	}
	return mark{kind: linkMark, target: target}
}

// endLink marks the text from start on as a link. Word cuts links into
// neighbours of one target, too.
func (r *docxReader) endLink(start int, m mark) {
	if m.target == "" && m.note == nil {
		return
	}
	r.endRaised()
	if i := len(r.flat.marks) - 1; i >= 0 && m.target != "" && r.flat.marks[i].target == m.target && r.flat.marks[i].end == start {
		r.flat.marks[i].end = len(r.flat.text)
		return
	}
	r.flat.mark(start, m)
}

// breakFields ends the links at hand with their paragraph, to go on in the
// next. An instruction never goes on: a document that forgot to end it must
// not lose the rest of its text.
func (r *docxReader) breakFields() {
	open := r.fields[:0]
	for _, f := range r.fields {
		if !f.result {
			continue
		}
		r.endLink(f.start, f.link)
		f.link.more = f.link.more || len(r.flat.text) > f.start
		f.start = 0
		open = append(open, f)
	}
	r.fields, r.instructions = open, 0
}
