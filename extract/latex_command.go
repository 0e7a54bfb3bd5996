package extract

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxArgument is how long an argument may be that is looked at as a whole, in
// bytes. What is longer is read as text.
const maxArgument = 4096

// numberLabel is the label of the n-th footnote.
func numberLabel(n int) string { return strconv.Itoa(n) }

// name reads the name of the command at the backslash r.at, and moves behind
// it: letters, @ among them, or one other sign.
func (r *latexReader) name() string {
	from := r.at + 1
	end := from
	for end < len(r.src) && (isASCIILetter(rune(r.src[end])) || r.src[end] == '@' && end > from && end+1 < len(r.src) && isASCIILetter(rune(r.src[end+1]))) {
		end++
	}
	if end == from && end < len(r.src) {
		_, size := utf8.DecodeRuneInString(r.src[end:])
		end += size
	}
	r.at = end
	return r.src[from:end]
}

// command reads one command. Space behind its name belongs to it.
func (r *latexReader) command() {
	from := r.at
	name := r.name()
	if name == "" {
		return
	}
	if !isASCIILetter(rune(name[0])) {
		r.sign(name, from)
		return
	}
	if r.at < len(r.src) && r.src[r.at] == '*' {
		r.at++
	}
	switch {
	case name == "begin" || name == "end":
		r.environment(name == "begin")
	case r.structure(name, from) || r.citation(name, from) || r.special(name):
	case latexAccents[name] != 0 && r.accent(name, from):
	case latexSymbols[name] != "":
		r.stand(latexSymbols[name], from)
		r.afterName()
	default:
		r.skipOptions()
		for n, unread := range latexUnread {
			if unread[name] {
				r.skipArguments(n)
			}
		}
		r.afterName()
	}
}

// sign reads a command that is no word: `\&`, `\\`, `\'e`, `\[`.
func (r *latexReader) sign(name string, from int) {
	switch name {
	case "\\":
		if r.at < len(r.src) && r.src[r.at] == '*' {
			r.at++
		}
		if strings.HasPrefix(r.src[r.at:], "[") {
			r.skipOptions()
		}
		r.write("\n", from)
	case "[", "(":
		r.beginMath(name)
	case "]", ")":
		if r.math == map[string]string{"]": "[", ")": "("}[name] {
			r.endMath()
		}
	case " ", "\t", "\n", "\r", ",", ";", ":":
		r.write(" ", from)
	case "%", "&", "$", "#", "_", "{", "}":
		r.write(name, from+1)
	default:
		if latexAccents[name] != 0 {
			r.accent(name, from)
		}
	}
}

// afterName passes over the space behind a command's name.
func (r *latexReader) afterName() {
	for r.at < len(r.src) && (r.src[r.at] == ' ' || r.src[r.at] == '\t') {
		r.at++
	}
}

// structure reads headings, titles, footnotes, lists, and other files.
func (r *latexReader) structure(name string, from int) bool {
	if level, ok := latexHeadings[name]; ok {
		if level > 0 && r.footnotes >= 0 {
			r.endOpenNotes()
		}
		r.skipOptions()
		if name == "captionof" {
			r.skipArguments(1)
		}
		r.open(func() { r.heading(level) })
		return true
	}
	switch name {
	case "title":
		r.skipOptions()
		r.open(r.beginTitle)
	case "date":
		r.date()
	case "footnote", "endnote", "sidenote":
		r.skipOptions()
		r.open(func() { r.beginNote(from, true) })
	case "footnotetext", "endnotetext":
		r.skipOptions()
		r.open(func() { r.beginNote(from, false) })
	case "item":
		r.item()
	case "bibitem", "bib":
		r.bibitem(name, from)
	case "input", "include", "subfile", "subfileinclude", "import", "subimport":
		r.input(name)
	case "iffalse":
		r.skipFalse()
	case "appendix", "par", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "maketitle":
		r.paragraph()
	default:
		return false
	}
	return true
}

// special reads what gives text a meaning, and what is no text.
func (r *latexReader) special(name string) bool {
	switch {
	case latexLinks[name] > 0:
		return r.link(name)
	case latexDefinitions[name]:
		r.define(name)
	case name == "let":
		r.alias()
	case name == "verb" || name == "lstinline" || name == "mintinline" || name == "Verb":
		r.verb(name)
	case name == "textsuperscript":
		r.open(func() { r.markGroup(mark{kind: superMark}) })
	case name == "texttt" || name == "code" || name == "ensuremath":
		r.open(func() { r.markGroup(mark{kind: codeMark}) })
	case name == "texorpdfstring":
		if _, next, ok := r.braces(r.at); ok {
			r.at = next
		}
	case name == "bibliography" || name == "addbibresource" || name == "addglobalbib" || name == "bibdata":
		r.skipOptions()
		if span, next, ok := r.braces(r.at); ok {
			r.bibliographies = append(r.bibliographies, strings.Split(r.src[span.Start:span.End], ",")...)
			r.at = next
		}
	default:
		return false
	}
	return true
}

func (r *latexReader) markGroup(m mark) {
	if !r.body || r.silent > 0 {
		r.push(latexGroup{})
		return
	}
	r.mark(m)
	r.push(latexGroup{kind: markGroup})
}

// open begins the group that stands next as the argument of a command, if one
// does.
func (r *latexReader) open(begin func()) {
	if at := r.spaceTo(r.at); at < len(r.src) && r.src[at] == '{' {
		r.at = at
		if len(r.groups) < maxGroups {
			begin()
		} else {
			r.push(latexGroup{})
		}
		r.at++
	}
}

// spaceTo returns where what stands behind white space and comments begins; an
// empty line is not crossed.
func (r *latexReader) spaceTo(at int) int {
	from, lines := at, 0
	for at < len(r.src) && lines < 2 {
		switch c := r.src[at]; {
		case c == '%':
			at += lineLength(r.src[at:])
			at = behindLineEnd(r.src, at)
		case isSpace(c):
			lines += boolCount(c == '\n')
			at++
		default:
			return at
		}
	}
	return from
}

// braces returns the inside of the braced argument at a place, and where what
// is behind it begins.
func (r *latexReader) braces(at int) (inside Span, next int, ok bool) {
	at = r.spaceTo(at)
	if at >= len(r.src) || r.src[at] != '{' {
		return Span{}, at, false
	}
	depth := 0
	for i := at; i < len(r.src) && i < at+maxArgument; i++ {
		switch r.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return Span{at + 1, i}, i + 1, true
			}
		}
	}
	return Span{}, at, false
}

// brackets returns where what stands behind the optional argument at a place
// begins, or the place itself.
func (r *latexReader) brackets(at int, open, shut byte) (inside Span, next int, ok bool) {
	if at >= len(r.src) || r.src[at] != open {
		return Span{}, at, false
	}
	depth := 0
	for i := at + 1; i < len(r.src) && i < at+maxArgument; i++ {
		switch c := r.src[i]; {
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == shut && depth == 0:
			return Span{at + 1, i}, i + 1, true
		}
	}
	return Span{}, at, false
}

// skipOptions passes over the optional arguments that stand next.
func (r *latexReader) skipOptions() {
	for {
		_, next, ok := r.brackets(r.at, '[', ']')
		if !ok {
			return
		}
		r.at = next
	}
}

// skipArguments passes over so many braced arguments; one that is too long to
// be looked at is read as a group without text.
func (r *latexReader) skipArguments(n int) {
	for range n {
		_, next, ok := r.braces(r.at)
		if !ok {
			r.open(func() { r.push(latexGroup{kind: silentGroup}) })
			return
		}
		r.at = next
		r.skipOptions()
	}
}

// date reads the day on which the document says it was written.
func (r *latexReader) date() {
	span, next, ok := r.braces(r.at)
	if !ok {
		return
	}
	r.at = next
	text := plainLaTeX(r.src[span.Start:span.End])
	if d := r.out.draft; d.published.Text == "" && strings.ContainsAny(text, "0123456789") {
		d.published = Stated{Text: text, Origin: OriginTitlePage, Span: Span{r.base + span.Start, r.base + span.End}}
	}
}

// item begins an item of a list.
func (r *latexReader) item() {
	if r.body && r.silent == 0 {
		r.out.flush()
		r.out.kind = item
		if last := len(r.items) - 1; last >= 0 && r.items[last] > 0 {
			r.out.number = numberLabel(r.items[last])
			r.items[last]++
		}
	}
	if _, _, ok := r.brackets(r.at, '[', ']'); ok {
		r.out.number = "" // a label of its own, which is read as text
	}
	r.afterName()
}

// ignoredInputs are the endings of included files that hold drawings or macros.
var ignoredInputs = words(`.pgf; .tikz; .pdf_tex; .pstex_t; .eps_tex; .sty; .cls; .def; .clo; .ldf; .code`)

// input reads an included file in its place.
func (r *latexReader) input(name string) {
	var file string
	if span, next, ok := r.braces(r.at); ok {
		file = strings.TrimSpace(r.src[span.Start:span.End])
		r.at = next
		if name == "import" || name == "subimport" {
			if second, next, ok := r.braces(r.at); ok {
				file += "/" + r.src[second.Start:second.End]
				r.at = next
			}
		}
	} else {
		r.afterName()
		end := r.at
		for end < len(r.src) && !latexSpecial[r.src[end]] {
			end++
		}
		file = r.src[r.at:end]
		r.at = end
	}
	if file == "" || ignoredInputs[path.Ext(file)] || r.silent > 0 || r.entered(file, ".tex", "", ".bbl") || strings.HasSuffix(file, ".bbl") && r.include(file, ".bbl") || r.include(file, ".tex", "") {
		return
	}
	if r.body {
		r.cut = "part of the document, " + file + ", was not read"
	}
}

// maxFalse is how far the end of a part that is switched off is looked for, in
// bytes.
const maxFalse = 1 << 20

// skipFalse passes over what \iffalse switches off.
func (r *latexReader) skipFalse() {
	if r.noFi {
		return
	}
	rest := r.src[r.at:min(len(r.src), r.at+maxFalse)]
	end := strings.Index(rest, `\fi`)
	if r.noFi = end < 0; !r.noFi {
		r.at += end + len(`\fi`)
	}
}
