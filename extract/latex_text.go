package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/citelint/citelint/whitespace"
)

// latexAccents are the commands that put a mark on the next letter, with the
// combining character of the mark.
var latexAccents = map[string]rune{
	"'": '\u0301', "`": '\u0300', "^": '\u0302', "\"": '\u0308', "~": '\u0303', "=": '\u0304', ".": '\u0307',
	"u": '\u0306', "v": '\u030c', "H": '\u030b', "c": '\u0327', "k": '\u0328', "r": '\u030a', "d": '\u0323', "b": '\u0331',
}

// accentAt reads the letter that an accent stands over: `e`, `{e}`, `\i`, `{\i}`.
// It returns the accented letter and where what is behind it begins.
func accentAt(s string, at int, mark rune) (letter string, next int, ok bool) {
	for at < len(s) && s[at] == ' ' {
		at++
	}
	braced := at < len(s) && s[at] == '{'
	if braced {
		at++
	}
	if strings.HasPrefix(s[at:], `\i`) || strings.HasPrefix(s[at:], `\j`) {
		at++
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	if size == 0 || !isASCIILetter(r) && r < utf8.RuneSelf {
		return "", at, false
	}
	at += size
	if braced {
		if at >= len(s) || s[at] != '}' {
			return "", at, false
		}
		at++
	}
	return norm.NFC.String(string([]rune{r, mark})), at, true
}

// accent reads a command that puts a mark on the next letter.
func (r *latexReader) accent(name string, from int) bool {
	letter, next, ok := accentAt(r.src, r.at, latexAccents[name])
	if ok {
		r.stand(letter, from)
		r.at = next
	}
	return ok
}

// plainLaTeX returns the text of a short piece of LaTeX: accents and signs are
// read, commands and braces dropped, white space folded.
func plainLaTeX(s string) string {
	r := newLaTeXReader(s)
	r.body = true
	r.walk()
	var text strings.Builder
	for i := range r.out.draft.blocks {
		text.WriteString(r.out.draft.blocks[i].text)
		text.WriteByte(' ')
	}
	text.Write(r.out.flat.text)
	return whitespace.Fold(text.String())
}

// link reads a command that leads to an address. The address is written as it
// is, but for what LaTeX needs to print it.
func (r *latexReader) link(name string) bool {
	r.skipOptions()
	at := r.spaceTo(r.at)
	span, next, ok := r.verbatimBraces(at)
	if !ok {
		return false
	}
	target := latexAddress(r.src[span.Start:span.End])
	r.at = next
	m := mark{kind: linkMark, target: target}
	if !isAbsolute(target) || strings.Contains(target, `\`) { // to a place of the document, or made by a macro
		m = mark{kind: anchorMark}
	}
	if latexLinks[name] == 2 {
		r.open(func() { r.markGroup(m) })
		return true
	}
	start := len(r.out.flat.text)
	if strings.Contains(target, `\`) {
		return true
	}
	if target == r.src[span.Start:span.End] {
		r.write(target, span.Start)
	} else {
		r.stand(target, span.Start)
	}
	if r.body && r.silent == 0 && m.kind == linkMark {
		r.out.flat.mark(start, m)
	}
	return true
}

// verbatimBraces returns the inside of an argument in which signs mean
// themselves: {…} with balanced braces, or |…| with any other sign.
func (r *latexReader) verbatimBraces(at int) (inside Span, next int, ok bool) {
	if at >= len(r.src) {
		return Span{}, at, false
	}
	shut, depth := r.src[at], 0
	if shut == '{' {
		shut = '}'
	} else if isASCIILetter(rune(shut)) || isSpace(shut) || shut == '\\' || shut == '}' {
		return Span{}, at, false
	}
	for i := at + 1; i < len(r.src) && i < at+maxArgument; i++ {
		switch c := r.src[i]; {
		case c == shut && depth == 0:
			return Span{at + 1, i}, i + 1, true
		case c == '{' && shut == '}':
			depth++
		case c == '}' && shut == '}':
			depth--
		}
	}
	return Span{}, at, false
}

// latexAddress returns an address as it is meant: without the backslashes that
// keep LaTeX from reading its signs, and joined over line ends.
func latexAddress(s string) string {
	if !strings.ContainsAny(s, "\\%{ \t\r\n") {
		return s
	}
	var out strings.Builder
	for at := 0; at < len(s); at++ {
		switch c := s[at]; {
		case isSpace(c) || c == '{' || c == '}':
		case c == '%' && at+1 < len(s) && (s[at+1] == '\n' || s[at+1] == '\r'):
		case c != '\\':
			out.WriteByte(c)
		default:
			at += latexAddressSign(&out, s[at+1:])
		}
	}
	return out.String()
}

// latexAddressSign writes the sign that a command stands for in an address,
// and returns the command's length.
func latexAddressSign(out *strings.Builder, s string) int {
	for _, command := range []struct{ name, sign string }{
		{"textasciitilde", "~"}, {"textunderscore", "_"}, {"string", ""}, {"allowbreak", ""}, {"linebreak", ""}, {"slash", "/"}, {"urldash", "-"}, {"discretionary", ""}, {"sim", "~"},
	} {
		if strings.HasPrefix(s, command.name) {
			out.WriteString(command.sign)
			return len(command.name)
		}
	}
	switch {
	case s == "" || s[0] == '-' || s[0] == '\\' || isSpace(s[0]):
	case isASCIILetter(rune(s[0])):
		out.WriteByte('\\') // a macro: its address is not known
		return 0
	default:
		out.WriteByte(s[0])
	}
	return min(len(s), 1)
}
