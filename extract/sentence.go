package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is how far a sentence is followed on each side of its marker, in
// bytes.
const maxSentence = 400

// sentenceBudget is how many bytes the sentences of one article may take
// together; the markers beyond it go without.
const sentenceBudget = 64 << 20

// sentenceAt returns the sentence around text[start:end], white space folded.
// A marker behind a full stop belongs to the sentence before it.
func sentenceAt(text string, start, end int) string {
	head := strings.TrimRight(text[max(0, start-maxSentence):start], " .!?\"”’)]0123456789,[–-")
	from := max(0, start-maxSentence)
	if i := lastSentenceEnd(head); i >= 0 {
		from += i
	}
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	to := end
	ended := text[end-1] != ']' && endsWithStop(text[:start]) && endsSentence(text[end:])
	for to < len(text) && to-end < maxSentence && !ended {
		r, size := utf8.DecodeRuneInString(text[to:])
		if r == '.' || r == '!' || r == '?' {
			raised := raisedBehind(text[to-1:])
			if after := text[to+size+raised:]; endsSentence(after) && !abbreviates(text[from:to], after) {
				to += size + raised
				break
			}
		}
		if startsNextSentence(text[from:to], r) {
			break
		}
		to += size
	}
	return foldSpace(text[from:to])
}

// foldSpace folds white space; text that is folded already is not copied.
func foldSpace(s string) string {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "\t\r\n") || strings.Contains(s, "\u00a0") || strings.Contains(s, "  ") {
		var folded strings.Builder
		folded.Grow(len(s))
		for word := range strings.FieldsSeq(s) {
			if folded.Len() > 0 {
				folded.WriteByte(' ')
			}
			folded.WriteString(word)
		}
		return folded.String()
	}
	return s
}

// abbreviates says whether a full stop between a short word and a number ends
// no sentence: `p. 5`, `Vol. 3`.
func abbreviates(before, after string) bool {
	after = strings.TrimLeft(after, " ")
	return after != "" && after[0] >= '0' && after[0] <= '9' && len(trailingWord(before)) < 5
}

func endsWithStop(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}

// raisedBehind returns the length of the digits behind a full stop, the second
// byte of s, which are a raised marker there: `rose.2 It`, not `3.2 It`.
func raisedBehind(s string) int {
	if s[0] >= '0' && s[0] <= '9' {
		return 0
	}
	return len(s) - 2 - len(strings.TrimLeft(s[2:], "0123456789"))
}

// lastSentenceEnd returns the offset behind the last full stop that ends a
// sentence of s, or -1.
func lastSentenceEnd(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		if !unicode.IsSpace(rune(s[i])) || !endsSentence(s[i:]) {
			continue
		}
		word := strings.TrimRight(s[:i], "0123456789")
		switch {
		case endsWithStop(s[:i]), s[i-1] == ']' && endedBeforeMarkers(s[:i]):
			return i + 1
		case len(word) > 1 && len(word) < i && endsWithStop(word) && !unicode.IsDigit(rune(word[len(word)-2])):
			return i + 1 // a raised marker behind the full stop
		}
	}
	return -1
}

// endedBeforeMarkers says whether the markers that s ends with stand behind a
// full stop: `… was said.[1][2]`.
func endedBeforeMarkers(s string) bool {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case r >= '0' && r <= '9':
		case r == '[', r == ']', r == ',', r == '–', r == '-', r == ' ', r == '"', r == '”', r == '’', r == '\'', r == ')':
		default:
			return endsWithStop(s)
		}
		s = s[:len(s)-size]
	}
	return false
}

// endsSentence says whether what follows a full stop begins a new sentence: a
// space and a capital, a quote or a script without capitals, or nothing.
func endsSentence(after string) bool {
	trimmed := strings.TrimLeft(after, "\"”’)")
	r, size := utf8.DecodeRuneInString(trimmed)
	if size == 0 {
		return true
	}
	if !unicode.IsSpace(r) {
		return r == '['
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(trimmed, " \t\r\n\"“‘("))
	return unicode.IsUpper(next) || unicode.IsDigit(next) || unicode.Is(unicode.Lo, next)
}

// startsNextSentence says whether a marker that stands behind its full stop is
// followed by a new sentence, so that its own has ended.
func startsNextSentence(soFar string, next rune) bool {
	if !unicode.IsSpace(next) {
		return false
	}
	return strings.HasSuffix(soFar, "]") && endedBeforeMarkers(soFar)
}
