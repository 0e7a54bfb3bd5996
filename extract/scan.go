package extract

import "strings"

// window is how far firstOf looks ahead for one string before it looks for the
// other: far enough to be fast, near enough that a text without one of them
// is not searched for it to the end each time.
const window = 1024

// firstOf returns where the first of two short strings stands in text, from at
// on, or the text's length.
func firstOf(text string, at int, a, b string) int {
	for ; at < len(text); at += window {
		part := text[at:min(len(text), at+window+max(len(a), len(b))-1)]
		i := strings.Index(part, a)
		if i >= 0 {
			part = part[:min(len(part), i+len(b))]
		}
		if j := strings.Index(part, b); j >= 0 && (i < 0 || j < i) {
			i = j
		}
		if i >= 0 {
			return at + i
		}
	}
	return len(text)
}

// lineLength returns the length of the first line of s without its ending.
func lineLength(s string) int { return firstOf(s, 0, "\n", "\r") }

// lineAround returns the line that an offset stands in, at most reach bytes of
// it on each side: a line of megabytes is not walked anew for each of its
// brackets.
func lineAround(text string, at, reach int) string {
	from := max(0, at-reach)
	start := from + strings.LastIndexAny(text[from:at], "\r\n") + 1
	return text[start : at+lineLength(text[at:min(len(text), at+reach)])]
}

// behindLineEnd returns the offset behind the LF, CR or CR LF at `at`.
func behindLineEnd(text string, at int) int {
	switch {
	case at >= len(text):
		return len(text)
	case text[at] == '\r' && at+1 < len(text) && text[at+1] == '\n':
		return at + 2
	}
	return at + 1
}
