package extract

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
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
	glued                   // `array[1]`: it cites nothing, but its label may be no unused one
	never                   // program text, `Fig. [2]`
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

// candidates visits every text of some blocks that has the shape of a marker:
// block by block, in each the bracketed ones first. They are found anew each
// time, since a million of them would take as much memory as the article.
func candidates(blocks []block, wanted func(block int) bool) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		for i := range blocks {
			if b := &blocks[i]; b.kind != code && wanted(i) && !(bracketedIn(b, i, yield) && raisedIn(b, i, yield)) {
				return
			}
		}
	}
}

func (f *finder) candidates() iter.Seq[candidate] {
	return candidates(f.blocks, func(int) bool { return f.citing != byTags })
}

// bracketedIn visits `[…]` and `【…】`. It returns whether to go on.
func bracketedIn(b *block, index int, yield func(candidate) bool) bool {
	text := b.text
	previousEnd, previousContext := -1, plain
	for at := 0; at < len(text); {
		if at = nextBracket(text, at); at == len(text) {
			break
		}
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
		if b.note && strings.TrimSpace(text[:at]) == "" {
			at += length // the note's own label
			continue
		}
		c := candidate{block: index, start: at, end: at + length, tok: tok}
		if at == previousEnd {
			c.context = previousContext
		} else {
			c.context = contextOf(b, at, at+length)
		}
		previousEnd, previousContext = c.end, c.context
		if isInterval(tok, text[max(0, at-32):at], text[c.end:min(len(text), c.end+32)]) {
			c.context = never
		}
		if c.context == plain && (doubtfulToken(tok) || tok.kind == KindKey && inRow(text, at)) {
			c.context = doubtful
		}
		at = c.end
		if !yield(c) {
			return false
		}
	}
	return true
}

// brackets matches short bracketed texts.
var brackets = pattern.New(`\[[^\[\]\r\n]{1,40}\]`)

// maxRow is how long a menu in brackets may be, in bytes.
const maxRow = 200

// inRow says whether a bracket stands in a line of at least three and nothing
// else: a menu, `[Docs] [Email] [Diff1]`.
func inRow(text string, at int) bool {
	line := lineAround(text, at, maxRow+1)
	if len(line) > maxRow {
		return false
	}
	rest := brackets.ReplaceAllString(line, "")
	return strings.Trim(rest, " |·•\t") == "" && strings.Count(line, "[") > 2
}

// nextBracket returns where the next `[` or `【` stands, or the text's length.
func nextBracket(text string, at int) int { return firstOf(text, at, "[", "【") }

// nextRaised returns where the next superscript digit of Unicode stands, or the
// text's length.
func nextRaised(text string, at int) int {
	for ; at < len(text); at++ {
		// The bytes that `¹²³` and `⁰⁴⁵⁶⁷⁸⁹` begin with.
		if at = firstOf(text, at, "\xc2", "\xe2\x81"); at < len(text) {
			if r, _ := utf8.DecodeRuneInString(text[at:]); isRaised(r) {
				return at
			}
		}
	}
	return len(text)
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
// years, zero (`[0, 1]`), intervals, values that count up (`[1, 2, 3]`).
func doubtfulToken(tok token) bool {
	if tok.kind != KindNumber {
		return false
	}
	if tok.wide || tok.tagged || tok.isCount() {
		return true
	}
	for _, label := range tok.labels {
		if len(label) > 3 || label[0] == '0' {
			return true
		}
	}
	return false
}

// isCount says whether a token counts up one by one where people who cite would
// write a range: `[1, 2, 3]`.
func (t *token) isCount() bool {
	if t.isRange || len(t.labels) < 3 {
		return false
	}
	for i := 1; i < len(t.labels); i++ {
		if number(t.labels[i]) != number(t.labels[i-1])+1 {
			return false
		}
	}
	return true
}

// measureWords stand behind an interval, intervalWords before it.
var (
	measureWords  = words(`mm; cm; km; nm; µm; μm; kg; mg; µg; μg; ml; ms; µs; hz; khz; mhz; ghz; db; mv; kv; kw; mw; kpa; mpa; ev; kev; mev; gev; degrees; degree; deg; percent; px; pixels`)
	intervalWords = words(`interval; intervals; interval of; intervals of; range of; ranges of`)
)

// isInterval says whether a rising pair of numbers, `[10, 20]`, is a stretch of
// a measure and no two citations: a unit stands behind it, or the word interval
// before it.
func isInterval(tok token, before, after string) bool {
	if tok.kind != KindNumber || tok.isRange || len(tok.labels) != 2 || number(tok.labels[0]) >= number(tok.labels[1]) {
		return false
	}
	after = strings.TrimLeft(after, " \u00a0")
	if strings.HasPrefix(after, "%") || strings.HasPrefix(after, "°") || measureWords[strings.ToLower(leadingWord(after))] {
		return true
	}
	fields := strings.Fields(strings.ToLower(before))
	n := len(fields)
	return n > 0 && (intervalWords[fields[n-1]] || fields[n-1] == "∈" || n > 1 && intervalWords[fields[n-2]+" "+fields[n-1]])
}

// leadingWord returns the letters that s begins with.
func leadingWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// crossReferences are the words before a number that point into the article
// itself, in lower case: `Eq. [3]`, `Fig. [2]`.
var crossReferences = words(`eq; eqs; eqn; equation; fig; figs; figure; table; tab; section; sect; sec; chapter; chap; page; theorem; lemma; errno; abbildung; abb; tabelle; gleichung; tableau`)

// arrayWords are what programs call the things that they index.
var arrayWords = words(`array; arr; matrix; vec; args; argv; buf; dict; tuple; str; idx`)

// contextOf judges the surroundings of a bracket.
func contextOf(b *block, start, end int) context {
	m := b.markAt(start)
	if m != nil && m.kind == codeMark {
		return never
	}
	before := b.text[max(0, start-32):start]
	word := trailingWord(before)
	points, sure := pointsInside(before)
	switch {
	case word != "" && gluedToCode(word) && !followsLo(before[:len(before)-len(word)]):
		return glued
	case points && sure:
		return never
	case strings.HasSuffix(before, "](") || strings.HasSuffix(before, "="):
		return never
	case points, humpOf(word) > 0, word != "" && isMember(before[:len(before)-len(word)]):
		return doubtful
	}
	if strings.HasPrefix(b.text[end:], "(") || m != nil && m.leads() || b.linked(start, end) || opensBlock(b.text[:start]) {
		return doubtful
	}
	return plain
}

// opensBlock says whether nothing but marks of light markup stands before a
// bracket in its block: it may well be the label of what follows.
func opensBlock(before string) bool {
	return len(before) < 32 && strings.Trim(before, " \t\r\n>*_-•·") == ""
}

// isMember says whether the word behind a text is a part of a dotted name:
// `log.topics[1]`.
func isMember(before string) bool {
	stem, dotted := strings.CutSuffix(before, ".")
	return dotted && stem != "" && isLower(stem[len(stem)-1])
}

// followsLo says whether a text ends in a letter of a script without capitals,
// which writes no space before a Latin word: `评级A[3]`.
func followsLo(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.Is(unicode.Lo, r)
}

// linked says whether a part of the block leads to another page by itself: a
// number in brackets that carries its own source misses no entry.
func (b *block) linked(start, end int) bool {
	return slices.ContainsFunc(b.marksIn(start, end), func(m mark) bool { return m.kind == linkMark && isWeb(m.target) })
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
	hump := humpOf(word)
	return hump > 1 && isLower(word[0]) && strings.IndexFunc(word[hump:], unicode.IsLower) >= 0
}

// humpOf returns where a capital follows a small letter, 0 where none does.
// With a capital in front, the word may be a name or a type: `HubSpot[3]`.
func humpOf(word string) int {
	for i := 1; i < len(word); i++ {
		if isLower(word[i-1]) && word[i] >= 'A' && word[i] <= 'Z' {
			return i
		}
	}
	return 0
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }

// pointsInside says whether what stands before a bracket points into the
// article itself: `Eq. [3]`, `Figure [2]`. It is not sure where the word
// is an ordinary one of the sentence: `the Navier equation [8]`.
func pointsInside(before string) (points, sure bool) {
	if !strings.HasSuffix(before, " ") {
		return false, false
	}
	trimmed := strings.TrimRight(before, " ")
	word := trailingWord(strings.TrimSuffix(trimmed, "."))
	if !crossReferences[strings.ToLower(word)] {
		return false, false
	}
	return true, strings.HasSuffix(trimmed, ".") || len(word) < 5 || !isLower(word[0])
}

// raisedIn visits raised numbers: Unicode's superscript digits, and digits that
// the format raises. An exponent stands behind a digit or a lone letter.
func raisedIn(b *block, index int, yield func(candidate) bool) bool {
	for _, m := range b.marks {
		if m.kind != superMark || isExponent(b.text[:m.start]) {
			continue
		}
		if tok, ok := parseLabels(b.text[m.start:m.end]); ok && tok.kind == KindNumber && !doubtfulToken(tok) {
			if !yield(candidate{block: index, start: m.start, end: m.end, tok: tok, raised: true}) {
				return false
			}
		}
	}
	for at := 0; at < len(b.text); {
		if at = nextRaised(b.text, at); at == len(b.text) {
			break
		}
		number, rest := leadingRaised(b.text[at:])
		end := len(b.text) - len(rest)
		if !isExponent(b.text[:at]) && number != "" && number[0] != '0' && len(number) < 4 {
			if !yield(candidate{block: index, start: at, end: end, tok: token{kind: KindNumber, labels: []string{number}}, raised: true}) {
				return false
			}
		}
		at = max(end, at+1)
	}
	return true
}

func isExponent(before string) bool {
	word := trailingWord(before[max(0, len(before)-16):])
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(last) || utf8.RuneCountInString(word) == 1 || word == "km" || word == "cm" || word == "mm" || isRaised(last)
}
