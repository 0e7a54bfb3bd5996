package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	end    tokenKind = iota // beyond either end of the text
	number                  // a run of ASCII digits
	word                    // a run of letters; one Han character or Hangul run
	mark                    // one rune of anything else but white space
	link                    // a URL or a DOI, whose dates are not the text's
)

// token is a piece of the text. gap says that white space stands before it.
type token struct {
	kind       tokenKind
	text       string // for words in lower case
	start, end int
	value      int // of a number of at most 8 digits, else -1
	gap        bool
	capital    bool
}

func (t *token) is(s string) bool { return t.kind == mark && t.text == s }
func (t *token) digits() int {
	if t.kind != number {
		return 0
	}
	return t.end - t.start
}

// tokenize cuts text up. Every byte belongs to one token or to white space.
func tokenize(text string) []token {
	const perToken = 4 // bytes; a reference has about five
	all := make([]token, 0, len(text)/perToken+1)
	gap := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			gap, i = true, i+size
			continue
		}
		t := token{kind: mark, start: i, end: i + size, value: -1, gap: gap}
		switch n := linkLength(text, i); {
		case n > 0:
			t.kind, t.end = link, i+n
		case isDigit(text[i]):
			t.readNumber(text)
		case unicode.Is(unicode.Han, r):
			t.kind = word
		case unicode.IsLetter(r):
			t.kind, t.capital = word, unicode.IsUpper(r)
			t.end = i + wordLength(text[i:])
		}
		t.text = text[t.start:t.end]
		if t.kind == word {
			t.text = lower(t.text)
		}
		all = append(all, t)
		gap, i = false, t.end
	}
	return all
}

// lower spares the memory for words that are too long to be any that we know.
func lower(word string) string {
	const longest = 40
	if len(word) > longest {
		return ""
	}
	return strings.ToLower(word)
}

func (t *token) readNumber(text string) {
	t.kind = number
	t.end = t.start
	for t.end < len(text) && isDigit(text[t.end]) {
		t.end++
	}
	if v, ok := digits(text, t.start, t.end-t.start); ok && t.end-t.start <= 8 {
		t.value = v
	}
}

func wordLength(s string) int {
	for i, r := range s {
		if i > 0 && (!unicode.IsLetter(r) && !unicode.Is(unicode.M, r) || unicode.Is(unicode.Han, r)) {
			return i
		}
	}
	return len(s)
}

// linkLength is the length of the URL or DOI that begins at text[i], 0 if none does.
func linkLength(text string, i int) int {
	if i > 0 && (isLetter(text[i-1]) || isDigit(text[i-1])) {
		return 0
	}
	if !startsLink(text[i:]) {
		return 0
	}
	n := strings.IndexFunc(text[i:], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`<>"“”«»`, r)
	})
	if n < 0 {
		n = len(text) - i
	}
	return len(strings.TrimRight(text[i:i+n], ".,;:!?)]}'"))
}

func startsLink(s string) bool {
	switch s[0] {
	case 'h', 'H', 'f', 'F', 'w', 'W', 'd', 'D', 'a', 'A':
		head := strings.ToLower(s[:min(len(s), len("https://"))])
		for _, start := range []string{"http://", "https://", "ftp://", "www.", "doi:", "arxiv:"} {
			if strings.HasPrefix(head, start) {
				return true
			}
		}
	case '1': // a bare DOI: 10.1101/2020.05.01.072678
		slash := strings.IndexByte(s[:min(len(s), len("10.123456789/"))], '/')
		return strings.HasPrefix(s, "10.") && slash > len("10.") && allDigits(s[len("10."):slash])
	}
	return false
}
