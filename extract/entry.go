package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A style is how an entry shows its label. The entries of a list share one.
type style int

const (
	styleBracket    style = iota // [1] …, - [1] …, [1]: …
	styleDefinition              // [^1]: …
	styleDotted                  // 1. …, 1) …, or an ordered list's own number
	styleBare                    // 1 alone on its line, or followed by a gap
	styleRaised                  // ¹ …
)

// A start is a place where an entry of a list may begin.
type start struct {
	block  int // index of the block
	at     int // where the entry begins in the block's text, label included
	body   int // where its text begins, behind the label
	style  style
	labels []string // more than one where an entry serves several: `[1] [4] title`
	kind   Kind
	inline bool // not at the start of a line

	title   string // the list heading that stands before it in its line
	placed  bool   // the label is the number that the format counts
	counted bool   // the label has the shape of a marker, too, and was counted as one
}

// startsIn finds the places of a block where an entry may begin: line starts
// that carry a label, and labels within a line that an address follows.
func startsIn(blocks []block, index int) []start {
	b := &blocks[index]
	if b.kind == code || b.kind == heading || b.note {
		return nil
	}
	var found []start
	for at := 0; at < len(b.text); {
		end := at + lineLength(b.text[at:])
		s, ok := startOfLine(b, at, end)
		if ok && at > 0 && s.style == styleDotted && b.kind == item {
			ok = false // a number at the start of a wrapped line: `p.\n123. Retrieved`
		}
		if ok {
			s.block = index
			found = append(found, s)
			at = s.body
		}
		found = append(found, inlineStarts(b, index, at, end, ok)...)
		at = end + 1
	}
	return slices.DeleteFunc(found, func(s start) bool {
		m := b.markAt(s.at)
		// The label is program text, or a page number that links to its page.
		return m != nil && s.body > s.at && (m.kind == codeMark || s.style == styleBare && m.leads())
	})
}

// startOfLine reads the label, if any, at the start of the line b.text[at:end].
func startOfLine(b *block, at, end int) (start, bool) {
	line := b.text[at:end]
	skip := len(line) - len(strings.TrimLeft(line, " \t>\u00a0"))
	skip += bulletLength(line[skip:])
	prefix := headingPrefix(line[skip:])
	title := line[skip : skip+prefix]
	skip += prefix
	s, ok := b.markedStart(at+skip, end)
	if !ok {
		s, ok = parseStart(line[skip:])
	}
	if !ok {
		if b.number == "" || at > 0 {
			return start{}, false
		}
		s = start{style: styleDotted, labels: []string{b.number}, kind: KindNumber, placed: true}
	}
	s.at, s.body, s.title = at+skip, at+skip+s.body, title
	s.counted = s.counted || s.style == styleBracket
	return s, true
}

// markedStart reads a number that the format raises, or sets in bold type, at
// the start of a line.
func (b *block) markedStart(at, end int) (start, bool) {
	m := b.markAt(at)
	if m == nil || m.start != at || m.end >= end || m.kind != superMark && m.kind != boldMark {
		return start{}, false
	}
	number, rest := leadingNumber(strings.Trim(b.text[at:m.end], "[]. "))
	if number == "" || rest != "" || len(number) > 3 {
		return start{}, false
	}
	body := len(b.text[:end]) - len(strings.TrimLeft(b.text[m.end:end], ".): \t\u00a0"))
	return start{style: styleRaised, labels: []string{number}, kind: KindNumber, body: body - at, counted: m.kind == superMark}, true
}

// bulletLength returns the length of a list bullet and the space behind it.
func bulletLength(line string) int {
	for _, bullet := range []string{"- ", "* ", "• ", "– ", "+ "} {
		if strings.HasPrefix(line, bullet) {
			return len(line) - len(strings.TrimLeft(line[len(bullet):], " "))
		}
	}
	return 0
}

// parseStart reads an entry's label at the front of a line; body is where the
// text behind it begins.
func parseStart(line string) (start, bool) {
	line0 := line
	line = strings.TrimLeft(line, "*_")
	shift := len(line0) - len(line)
	if line == "" {
		return start{}, false
	}
	var s start
	var ok bool
	switch r, _ := utf8.DecodeRuneInString(line); {
	case r == '[' || r == '\\' && strings.HasPrefix(line, `\[`):
		s, ok = bracketStart(line)
	case r == '【':
		s, ok = lenticularStart(line)
	case r >= '0' && r <= '9':
		s, ok = numberStart(line)
	case superDigits[r] != 0:
		s, ok = raisedStart(line)
	default:
		s, ok = noteStart(line)
	}
	s.body += shift
	return s, ok
}

// bracketStart reads `[1] `, `[1]: `, `[^1]: `, `[1] [4] [8] `, `\[1\] `.
func bracketStart(line string) (start, bool) {
	s := start{style: styleBracket}
	at := 0
	for {
		length, inside := bracketAt(line[at:])
		if length == 0 {
			break
		}
		tok, ok := parseLabels(inside)
		if !ok || len(tok.labels) != 1 || (s.kind != KindNone && tok.kind != s.kind) {
			break
		}
		s.kind = tok.kind
		s.labels = append(s.labels, tok.labels[0])
		at += length
		if rest := strings.TrimLeft(line[at:], " \t"); strings.HasPrefix(rest, "[") && s.kind == KindNumber {
			at = len(line) - len(rest)
			continue
		}
		break
	}
	if len(s.labels) == 0 {
		return start{}, false
	}
	rest := line[at:]
	if trimmed := strings.TrimLeft(rest, "*_"); strings.HasPrefix(trimmed, ":") {
		rest = trimmed[1:]
	} else if s.kind == KindFootnote || strings.HasPrefix(rest, "(") || goesOn(rest, s.kind) {
		return start{}, false // a footnote's use, a link, a marker at the start of a wrapped line
	}
	if s.kind == KindFootnote {
		s.style = styleDefinition
	}
	rest = strings.TrimLeft(rest, "*_ \t\u00a0")
	s.body = len(line) - len(rest)
	return s, true
}

// goesOn says whether what follows a bracket is the rest of a sentence that
// began before it.
func goesOn(rest string, kind Kind) bool {
	if rest != "" && strings.IndexByte(",;)", rest[0]) >= 0 {
		return true
	}
	after := strings.TrimLeft(rest, ". \t")
	first, _ := utf8.DecodeRuneInString(after)
	return strings.HasPrefix(rest, ".") && after == "" || kind == KindKey && unicode.IsLower(first) && !beginsAddress(after)
}

// bracketAt returns the length of a bracketed text at the front of s, escaped
// brackets included, and what is inside.
func bracketAt(s string) (length int, inside string) {
	escaped := strings.HasPrefix(s, `\[`)
	if escaped {
		s = s[1:]
	}
	if !strings.HasPrefix(s, "[") {
		return 0, ""
	}
	closing := strings.IndexByte(s[:min(len(s), maxBracket+2)], ']')
	if closing < 0 {
		return 0, ""
	}
	length, inside = closing+1, s[1:closing]
	if escaped {
		length++
		inside = strings.TrimSuffix(inside, `\`)
	}
	return length, inside
}

func lenticularStart(line string) (start, bool) {
	closing := strings.Index(line, "】")
	if closing < 0 || closing > maxBracket {
		return start{}, false
	}
	tok, ok := parseLabels(line[len("【"):closing])
	if !ok || tok.kind != KindNumber || len(tok.labels) != 1 {
		return start{}, false
	}
	rest := strings.TrimLeft(line[closing+len("】"):], ": \t")
	return start{style: styleBracket, labels: tok.labels, kind: KindNumber, body: len(line) - len(rest)}, true
}

// numberStart reads `1. `, `1) `, `1` alone, `1<tab>`. A number of four digits
// is a year.
func numberStart(line string) (start, bool) {
	number, rest := leadingNumber(line)
	if number == "" || len(number) > 3 {
		return start{}, false
	}
	s := start{labels: []string{number}, kind: KindNumber}
	switch {
	case rest == "" || rest[0] == '\t' || strings.HasPrefix(rest, "  "):
		s.style = styleBare
	case (rest[0] == '.' || rest[0] == ')') && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t' || rest[1] == '^' || strings.HasPrefix(rest[1:], "\u00a0")):
		s.style = styleDotted
		rest = rest[1:]
	default:
		return start{}, false
	}
	rest = strings.TrimLeft(rest, " \t\u00a0^")
	s.body = len(line) - len(rest)
	return s, true
}

// noteStart reads `note 1. `, `註 1) `: what wikis print before a note when their
// text is copied.
func noteStart(line string) (start, bool) {
	word, rest, found := strings.Cut(line[:min(len(line), 48)], " ")
	if !found || !noteWords[strings.ToLower(word)] {
		return start{}, false
	}
	number, rest := leadingNumber(rest)
	if number == "" || rest == "" || strings.IndexByte(".):", rest[0]) < 0 {
		return start{}, false
	}
	at := len(word) + 1 + len(number) + 1
	body := len(line) - len(strings.TrimLeft(line[at:], " \t^\u00a0"))
	return start{style: styleDotted, labels: []string{word + " " + number}, kind: KindNote, body: body}, true
}

// isRaised says whether a rune is a superscript digit; the range spares most
// runes the look-up.
func isRaised(r rune) bool {
	return r >= '²' && r <= '⁹' && superDigits[r] != 0
}

// superDigits are the raised digits of Unicode, by rune.
var superDigits = map[rune]byte{'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9'}

// leadingRaised splits a raised number off the front of s.
func leadingRaised(s string) (number, rest string) {
	rest = s
	for len(number) < 4 {
		r, size := utf8.DecodeRuneInString(rest)
		digit, ok := superDigits[r]
		if !ok {
			break
		}
		number += string(digit)
		rest = rest[size:]
	}
	return number, rest
}

func raisedStart(line string) (start, bool) {
	number, rest := leadingRaised(line)
	trimmed := strings.TrimLeft(rest, ". \t\u00a0")
	if trimmed == "" {
		return start{}, false
	}
	return start{style: styleRaised, labels: []string{number}, kind: KindNumber, body: len(line) - len(trimmed), counted: true}, true
}

// inlineStarts finds bracketed numbers within a line that an address follows,
// as in a list that stands in one paragraph; behind an entry's start (listed)
// any text may follow. Whether they are starts is decided when runs are built.
func inlineStarts(b *block, index, from, end int, listed bool) []start {
	var found []start
	for at := from; at < end; {
		i := strings.IndexByte(b.text[at:end], '[')
		if i < 0 {
			break
		}
		at += i
		length, inside := bracketAt(b.text[at:end])
		if length == 0 {
			at++
			continue
		}
		rest := strings.TrimLeft(b.text[at+length:end], " :\t\u00a0")
		if !listed && !beginsAddress(rest) && !strings.HasPrefix(strings.TrimSpace(inside), "1") {
			at++ // most brackets are markers, and need no look at their labels
			continue
		}
		tok, ok := parseLabels(inside)
		if !ok || tok.kind != KindNumber || len(tok.labels) != 1 {
			at++
			continue
		}
		listed = listed || tok.labels[0] == "1" && endsInListHeading(b.text[from:at])
		if beginsAddress(rest) || listed && rest != "" && strings.IndexByte("[](.,;", rest[0]) < 0 {
			found = append(found, start{block: index, at: at, body: end - len(rest), style: styleBracket, labels: tok.labels, kind: KindNumber, inline: true})
		}
		at += length
	}
	return found
}

// beginsAddress says whether an entry's text begins with a web address.
func beginsAddress(text string) bool {
	text = strings.TrimLeft(text, "<(*_")
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www.") || strings.HasPrefix(text, "doi:")
}
