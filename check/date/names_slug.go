package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slugWord is a word of a slug in lower case, percent-encoding undone, and its place in the URL.
type slugWord struct {
	text       string
	start, end int
}

// slugs are the segments of the path that read as headlines, cut into words.
func slugs(p parts) [][]slugWord {
	var all [][]slugWord
	sure := 0 // how many of all are kept whatever follows
	for _, s := range p.segments {
		words := wordsOf(s)
		if !isSlug(s.text, words) {
			continue
		}
		all = append(all[:sure], words) // a short one before it was not the last
		if countLetters(words) >= 3 {
			sure++
		}
	}
	return all
}

// isSlug tells headlines from file names, hosts, numbers and identifiers.
func isSlug(s string, words []slugWord) bool {
	name := stem(s)
	switch strings.ToLower(name) {
	case "index", "default", "amp", "story", "print", "full", "view", "c", "home":
		return false
	}
	if strings.ContainsRune(strings.TrimSuffix(name, "."), '.') || isIdentifier(s) {
		return false
	}
	return countLetters(words) > 0
}

// isIdentifier recognises UUIDs and other runs of hexadecimal digits with a digit among them.
func isIdentifier(s string) bool {
	digit := false
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			digit = true
		case c != '-' && (c|0x20 < 'a' || c|0x20 > 'f'):
			return false
		}
	}
	return digit && len(s) >= 16
}

// countLetters counts the words that are made of letters only, up to 3.
func countLetters(words []slugWord) int {
	n := 0
	for _, w := range words {
		if !strings.ContainsAny(w.text, "0123456789") {
			if n++; n == 3 {
				break
			}
		}
	}
	return n
}

// wordsOf cuts a segment at every character that is neither letter nor digit, in whatever script. The ending
// of a page's file name is no word.
func wordsOf(s segment) []slugWord {
	text, at := unescaped(stem(s.text))
	var words []slugWord
	start := -1 // of the word under way, in text
	flush := func(end int) {
		if start >= 0 {
			words = append(words, slugWord{folded(text[start:end]), s.start + at[start], s.start + at[end]})
			start = -1
		}
	}
	for i := 0; i < len(text) && len(words) < maxSlugWords; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r, start >= 0) {
			flush(i)
		} else if start < 0 {
			start = i
		}
		i += n
	}
	if len(words) < maxSlugWords {
		flush(len(text))
	}
	return words
}

// isWordRune takes accents that are written apart for a part of the letter before them.
func isWordRune(r rune, inside bool) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r)) || isDigit(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || inside && unicode.Is(unicode.M, r)
}

// folded is a word in the one spelling that tables use: lower case, and accents joined to their letters.
func folded(word string) string { return norm.NFC.String(strings.ToLower(word)) }

// unescaped undoes percent-encoding, once. Byte i of the text stands at at[i] in s, and its end at at[len].
func unescaped(s string) (text string, at []int) {
	buf := make([]byte, 0, len(s))
	at = make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		c, n := unescape(s[i:])
		buf, at = append(buf, c), append(at, i)
		i += n
	}
	return string(buf), append(at, len(s))
}

// unescape reads one byte, which may be written as %C3.
func unescape(s string) (c byte, n int) {
	if s[0] != '%' || len(s) < 3 {
		return s[0], 1
	}
	hi, ok1 := hexDigit(s[1])
	lo, ok2 := hexDigit(s[2])
	if !ok1 || !ok2 {
		return s[0], 1
	}
	return hi<<4 | lo, 3
}

func hexDigit(c byte) (byte, bool) {
	switch c |= 0x20; {
	case c >= '0'|0x20 && c <= '9'|0x20:
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
