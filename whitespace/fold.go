// Package whitespace folds the white space of texts. It knows nothing of where they come from, nor of what they are.
package whitespace

import "strings"

// Fold makes one space of each stretch of white space, and leaves none at the
// ends. Most texts are that way already and are returned as they are.
func Fold(text string) string {
	if text = strings.TrimSpace(text); isFolded(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isFolded reports false where it is not sure: at the bytes that white space
// beyond ASCII begins with in UTF-8 (U+0085, U+00A0, U+1680, U+2000 and others,
// U+3000).
func isFolded(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c == ' ' && text[i+1] == ' ', c == 0xC2, c >= 0xE1 && c <= 0xE3:
			return false
		}
	}
	return true
}
