package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A citation is a label as markers and entries are matched by.
type citation struct {
	kind Kind
	key  string
}

// A context says what the words around a bracket allow it to be.
type context int

const (
	plain    context = iota // running text: it may cite, and may miss its entry
	doubtful                // it cites only when its label stands in a list
	never                   // program text, `Fig. [2]`, `array[1]`
)

// A candidate is a bracketed or raised text of the running text that has the
// shape of a marker. It becomes one when a list of its kind exists.
type candidate struct {
	block      int
	start, end int // in the block's text
	tok        token
	context    context
	raised     bool
}

// candidates finds every text of the blocks that has the shape of a marker, in
// reading order.
func candidates(blocks []block) []candidate {
	var found []candidate
	for i := range blocks {
		if b := &blocks[i]; b.kind != code && !b.note {
			found = appendBracketed(found, b, i)
			found = appendRaised(found, b, i)
		}
	}
	return found
}

// appendBracketed finds `[…]` and `【…】`.
func appendBracketed(found []candidate, b *block, index int) []candidate {
	text := b.text
	previousEnd, previousContext := -1, plain
	for at := 0; at < len(text); {
		i := strings.IndexAny(text[at:], "[【")
		if i < 0 {
			break
		}
		at += i
		length, inside := markerBracket(text[at:])
		tok, ok := token{}, false
		if length > 0 {
			tok, ok = parseLabels(inside)
		}
		if !ok {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		if m := b.noteMarkWithin(at, at+length); m != nil {
			at = max(at+length, m.end)
			continue
		}
		c := candidate{block: index, start: at, end: at + length, tok: tok}
		if at == previousEnd {
			c.context = previousContext
		} else {
			c.context = contextOf(b, at, at+length)
		}
		previousEnd, previousContext = c.end, c.context
		if c.context == plain && doubtfulToken(tok) {
			c.context = doubtful
		}
		found = append(found, c)
		at = c.end
	}
	return found
}

// noteMarkWithin returns the first mark within [start, end) that cites a note.
func (b *block) noteMarkWithin(start, end int) *mark {
	i := sort.Search(len(b.marks), func(i int) bool { return b.marks[i].end > start })
	for ; i < len(b.marks) && b.marks[i].start < end; i++ {
		if b.marks[i].kind == noteMarker {
			return &b.marks[i]
		}
	}
	return nil
}

// markerBracket returns the length and the inside of a bracketed text at the
// front of s, `[…]`, `\[…\]` or `【…】`.
func markerBracket(s string) (length int, inside string) {
	if strings.HasPrefix(s, "[") {
		length, inside = bracketAt(s)
		return length, strings.TrimSuffix(inside, `\`)
	}
	const open, shut = "【", "】"
	if !strings.HasPrefix(s, open) {
		return 0, ""
	}
	closing := strings.Index(s[:min(len(s), maxBracket)], shut)
	if closing < 0 {
		return 0, ""
	}
	return closing + len(shut), s[len(open):closing]
}

// doubtfulToken says whether the labels alone forbid to call them missing:
// years, zero (`[0, 1]`), intervals.
func doubtfulToken(tok token) bool {
	if tok.kind != KindNumber {
		return false
	}
	if tok.wide {
		return true
	}
	for _, label := range tok.labels {
		if len(label) > 3 || label[0] == '0' {
			return true
		}
	}
	return false
}

// crossReferences are the words before a number that point into the article
// itself, in lower case: `Eq. [3]`, `Fig. [2]`.
var crossReferences = words(`eq; eqs; eqn; equation; fig; figs; figure; table; tab; section; sect; sec; chapter; chap; page; theorem; lemma; errno; abbildung; abb; tabelle; gleichung; tableau`)

// arrayWords are what programs call the things that they index.
var arrayWords = words(`array; arr; matrix; vec; args; argv; buf; dict; tuple; str; idx`)

// contextOf judges the surroundings of a bracket.
func contextOf(b *block, start, end int) context {
	if m := b.markAt(start); m != nil && m.kind == codeMark {
		return never
	}
	before := b.text[max(0, start-32):start]
	word := trailingWord(before)
	switch {
	case word != "" && gluedToCode(word):
		return never
	case word == "" && strings.HasSuffix(before, " ") && crossReferences[strings.ToLower(strings.TrimRight(trailingWord(strings.TrimRight(before, " .")), "."))]:
		return never
	case strings.HasSuffix(before, "](") || strings.HasSuffix(before, "="):
		return never
	}
	if strings.HasPrefix(b.text[end:], "(") {
		return doubtful
	}
	return plain
}

// trailingWord returns the letters, digits and underscores that s ends with.
func trailingWord(s string) string {
	i := len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' || unicode.Is(unicode.Lo, r) {
			break // scripts without capitals write their words together
		}
		i -= size
	}
	return s[i:]
}

// gluedToCode says whether the word right before a bracket is an identifier
// rather than a word of prose: `m_i[1]`, `argv[1]`, `x1[2]`, `rowIds[3]`.
func gluedToCode(word string) bool {
	if arrayWords[word] || strings.Contains(word, "_") || len(word) == 1 && isASCIILetter(rune(word[0])) {
		return true
	}
	for i := 1; i < len(word); i++ {
		if word[i-1] >= 'a' && word[i-1] <= 'z' && word[i] >= 'A' && word[i] <= 'Z' {
			return true
		}
	}
	return false
}

// appendRaised finds raised numbers: Unicode's superscript digits, and digits
// that the format raises. An exponent stands behind a digit or a lone letter.
func appendRaised(found []candidate, b *block, index int) []candidate {
	for _, m := range b.marks {
		if m.kind != superMark || isExponent(b.text[:m.start]) {
			continue
		}
		if tok, ok := parseLabels(b.text[m.start:m.end]); ok && tok.kind == KindNumber && !doubtfulToken(tok) {
			found = append(found, candidate{block: index, start: m.start, end: m.end, tok: tok, raised: true})
		}
	}
	for at := 0; at < len(b.text); {
		i := strings.IndexAny(b.text[at:], "⁰¹²³⁴⁵⁶⁷⁸⁹")
		if i < 0 {
			break
		}
		at += i
		number, rest := leadingRaised(b.text[at:])
		end := len(b.text) - len(rest)
		if !isExponent(b.text[:at]) && number != "" && number[0] != '0' && len(number) < 4 {
			found = append(found, candidate{block: index, start: at, end: end, tok: token{kind: KindNumber, labels: []string{number}}, raised: true})
		}
		at = max(end, at+1)
	}
	return found
}

func isExponent(before string) bool {
	word := trailingWord(before[max(0, len(before)-16):])
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(last) || utf8.RuneCountInString(word) == 1 || word == "km" || word == "cm" || word == "mm" || superDigits[last] != 0
}
