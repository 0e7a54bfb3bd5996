package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Harmless makes a string that came from an article, a file name or the web
// safe to show on one line of a terminal or a build log.
//
// Whatever has no glyph of its own is written out as `<U+202E>`, and a byte
// that is not UTF-8 as `<0xFF>`: C0 and C1 controls (line feed and tab too),
// DEL, bidirectional controls, zero-width and other format characters, line
// and paragraph separators, tag characters, blank letters, private-use code
// points and noncharacters. The notation is not reversible (an article may
// hold the characters "<U+202E>"); the JSON reports are exact.
//
// Three things depend on their neighbours. A joiner (U+200C, U+200D) stays
// between two letters of a script that needs it to spell words, and between
// the parts of an emoji, because escaping it there would make the text
// unreadable; anywhere else it is invisible and shown. A variation selector
// stays after a visible character; a second one in a row carries nothing but
// hidden data and is shown. And the second `#` of `##[` or `##name[` is
// written out, because build servers take commands in that form from anywhere
// in a log line (GitHub and Azure `##[…]`, `##vso[…]`, TeamCity
// `##teamcity[…]`).
func Harmless(s string) string {
	if isPlain(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 16)
	before := rune(0)
	for s != "" {
		text, size := shown(before, s)
		out.WriteString(text)
		before, _ = utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return out.String()
}

// isPlain says whether s is printable ASCII without `##`, as most strings are.
func isPlain[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '#' && i > 0 && s[i-1] == '#' {
			return false
		}
	}
	return true
}

// shown returns how the first rune of s is printed, and its size in bytes;
// before is the rune that stands before it, or 0.
func shown(before rune, s string) (text string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("<0x%02X>", s[0]), 1
	case r == '#' && before == '#' && opensCommand(s[1:]),
		isJoiner(r) && !joins(before, s[size:]),
		unicode.Is(unicode.Variation_Selector, r) && !isVisible(before),
		isHidden(r):
		return fmt.Sprintf("<U+%04X>", r), size
	}
	return s[:size], size
}

// opensCommand says whether s begins with a short word and a bracket.
func opensCommand(s string) bool {
	for i := range min(len(s), 32) {
		switch c := s[i]; {
		case c == '[':
			return true
		case (c|0x20) < 'a' || (c|0x20) > 'z':
			return false
		}
	}
	return false
}

// isHidden says whether r has no glyph of its own wherever it stands. Joiners
// and variation selectors are judged apart. The classes are those of the
// Unicode Character Database (UAX #44).
func isHidden(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case isJoiner(r), unicode.Is(unicode.Variation_Selector, r):
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // format characters with a glyph
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point)
}

func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !isHidden(r) &&
		!unicode.Is(unicode.Variation_Selector, r)
}

func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// joiningScripts are the scripts in which a joiner changes how a word is
// spelled (RFC 5892, appendix A.1 and A.2, and Unicode chapters 9, 12 and 13).
var joiningScripts = []*unicode.RangeTable{
	unicode.Arabic, unicode.Bengali, unicode.Devanagari, unicode.Gujarati, unicode.Gurmukhi,
	unicode.Kannada, unicode.Khmer, unicode.Malayalam, unicode.Mandaic, unicode.Mongolian,
	unicode.Myanmar, unicode.Nko, unicode.Oriya, unicode.Sinhala, unicode.Syriac,
	unicode.Tamil, unicode.Telugu, unicode.Tibetan,
}

// joins says whether a joiner between before and the start of after is needed.
func joins(before rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.In(before, joiningScripts...) && unicode.In(next, joiningScripts...) ||
		isEmojiPart(before) && isEmojiPart(next)
}

// isEmojiPart accepts symbols, skin tones and the emoji variation selector,
// but not the replacement character, which stands for a byte that is no text.
func isEmojiPart(r rune) bool {
	return r >= 0x2190 && r != utf8.RuneError && unicode.In(r, unicode.So, unicode.Sk) || r == '\ufe0f'
}

// words splits s at ASCII white space, and at nothing that Unicode adds to it:
// a no-break space does not break, and a line separator is to be seen.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n\f\r", r) })
}

// fold turns each run of white space into one space, as prose is read.
func fold(s string) string { return strings.Join(words(s), " ") }

// escapeJSON rewrites encoded JSON so that nothing hidden and no command to a
// build server is sent raw: every such code point becomes a \u escape, which a
// parser reads back exactly. Encoded JSON holds them in its strings only.
func escapeJSON(encoded string) string {
	if isPlain(encoded) {
		return encoded
	}
	var out strings.Builder
	out.Grow(len(encoded) + 64)
	before := rune(0)
	for s := encoded; s != ""; {
		r, size := utf8.DecodeRuneInString(s)
		command := r == '#' && before == '#' && opensCommand(s[1:])
		switch {
		case !command && !isHidden(r) && !isJoiner(r) && !unicode.Is(unicode.Variation_Selector, r):
			out.WriteString(s[:size])
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
		before, s = r, s[size:]
	}
	return out.String()
}
