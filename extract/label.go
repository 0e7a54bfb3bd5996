package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBracket is the longest text between brackets that can be a marker, in
// bytes; `[3, 7–9, 12, 15, 18–21, 24, 26, 30, 31, 35–38, 40]` fits.
const maxBracket = 120

// maxRange is the widest range that is believed without both its ends in a
// list: beyond it `[10–400]` is an interval, not a citation.
const maxRange = 50

// A token is a bracketed text that could be a marker, and what it would cite.
type token struct {
	kind    Kind
	labels  []string // ranges expanded
	isRange bool
	wide    bool // a range wider than maxRange or reversed; labels holds its ends
	tagged  bool // a chatbot's `[cite: 1]`: it cites only what a list has
}

// noteWords are the words that, with a number, label a note: `[note 1]`.
// English, German, French, Spanish, Italian, Portuguese and Dutch usage, and
// the default groups of MediaWiki's Cite.
var noteWords = map[string]bool{
	"note": true, "notes": true, "n": true, "nb": true, "fn": true, "footnote": true, "endnote": true,
	"anm": true, "anmerkung": true, "remarque": true, "nota": true, "noot": true, "ref": true,
	"註": true, "注": true, "注釈": true, "lower-alpha": true, "upper-alpha": true, "lower-roman": true,
}

// parseLabels reads the inside of a bracket, `4–6, 9`, as the labels that it
// cites. It is false for whatever no reference list would use as a label.
func parseLabels(inside string) (token, bool) {
	inside = strings.TrimSpace(inside)
	if inside == "" || len(inside) > maxBracket {
		return token{}, false
	}
	if inside[0] == '^' {
		name := inside[1:]
		if name == "" || strings.ContainsAny(name, " \t\n[]") {
			return token{}, false
		}
		return token{kind: KindFootnote, labels: []string{"^" + name}}, true
	}
	if first, _ := utf8.DecodeRuneInString(inside); first >= '0' && first <= '9' {
		return parseNumbers(inside)
	}
	for _, tag := range []string{"cite:", "citation:", "source:"} {
		if numbers, tagged := strings.CutPrefix(inside, tag); tagged {
			tok, ok := parseNumbers(strings.TrimSpace(numbers))
			tok.tagged = true
			return tok, ok
		}
	}
	return parseWord(inside)
}

// parseNumbers reads `1`, `2, 3`, `4–6`, `1;7-9`, with a locator behind a
// single number: `9, p. 12`.
func parseNumbers(inside string) (token, bool) {
	tok := token{kind: KindNumber}
	rest := stripLocator(inside)
	for {
		number, after := leadingNumber(rest)
		if number == "" {
			return token{}, false
		}
		after = strings.TrimLeft(after, " \t\n")
		if dash := leadingDash(after); dash > 0 {
			last, behind := leadingNumber(strings.TrimLeft(after[dash:], " \t\n"))
			if last == "" {
				return token{}, false
			}
			tok.addRange(number, last)
			after = strings.TrimLeft(behind, " \t\n")
		} else {
			tok.labels = append(tok.labels, number)
		}
		if after == "" {
			return tok, true
		}
		if after[0] != ',' && after[0] != ';' && after[0] != '&' {
			return token{}, false
		}
		rest = strings.TrimLeft(after[1:], " \t\n")
	}
}

// addRange adds the labels from first to last, or only both ends when the
// range is reversed or too wide to be believed.
func (t *token) addRange(first, last string) {
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(last)
	if short := len(first) - len(last); to < from && short > 0 {
		// `[121–5]`, as print abbreviates it
		if whole, _ := strconv.Atoi(first[:short] + last); whole > from {
			last, to = first[:short]+last, whole
		}
	}
	t.isRange = true
	if to <= from || to-from > maxRange {
		t.wide = true
		t.labels = append(t.labels, first, last)
		return
	}
	t.labels = append(t.labels, first)
	for n := from + 1; n < to; n++ {
		t.labels = append(t.labels, strconv.Itoa(n))
	}
	t.labels = append(t.labels, last)
}

// stripLocator drops what follows a single number to say where in the source:
// `9, p. 12`, `15†L10-L20`, `5L23`, `3, §4`.
func stripLocator(inside string) string {
	for i, r := range inside {
		switch {
		case r == '†', r == '§', r == '‡':
			return strings.TrimRight(inside[:i], " ,;")
		case r == 'L' && i+1 < len(inside) && inside[i+1] >= '0' && inside[i+1] <= '9':
			return inside[:i]
		case r == 'p' || r == 'S' || r == 'c':
			rest := inside[i:]
			if strings.HasPrefix(rest, "p. ") || strings.HasPrefix(rest, "pp. ") || strings.HasPrefix(rest, "p.") ||
				strings.HasPrefix(rest, "S. ") || strings.HasPrefix(rest, "chap. ") || strings.HasPrefix(rest, "ch. ") {
				return strings.TrimRight(inside[:i], " ,;")
			}
			return inside
		}
	}
	return inside
}

// leadingNumber splits digits, at most four, off the front of s.
func leadingNumber(s string) (number, rest string) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i > 4 {
		return "", s
	}
	return s[:i], s[i:]
}

// leadingDash returns the length of a dash at the front of s: hyphens and
// dashes U+2010–U+2015 and the minus sign.
func leadingDash(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if r == '-' || (r >= '\u2010' && r <= '\u2015') || r == '\u2212' {
		return size
	}
	return 0
}

// parseWord reads `note 1`, `a`, `RFC2119`, `Knu97`.
func parseWord(inside string) (token, bool) {
	if fields := strings.Fields(inside); len(fields) == 2 && noteWords[strings.ToLower(strings.TrimRight(fields[0], "."))] {
		if number, rest := leadingNumber(fields[1]); number != "" && rest == "" {
			return token{kind: KindNote, labels: []string{fields[0] + " " + number}}, true
		}
	}
	if len(inside) == 1 && isASCIILetter(rune(inside[0])) {
		return token{kind: KindLetter, labels: []string{inside}}, true
	}
	var labels []string
	for part := range strings.SplitSeq(inside, ",") {
		part = strings.TrimSpace(part)
		if !isKey(part) {
			return token{}, false
		}
		labels = append(labels, part)
	}
	return token{kind: KindKey, labels: labels}, true
}

// isKey says whether s has the shape of a symbolic label: one word of letters,
// digits and joining signs that starts with a letter, or a surname with a year.
func isKey(s string) bool {
	if utf8.RuneCountInString(s) < 2 || len(s) > 40 {
		return false
	}
	spaces := 0
	for i, r := range s {
		switch {
		case isASCIILetter(r) || unicode.IsLetter(r):
		case i > 0 && (r >= '0' && r <= '9' || strings.ContainsRune("-_.+:/'", r)):
		case i > 0 && r == ' ':
			spaces++
		default:
			return false
		}
	}
	if spaces == 0 {
		return true
	}
	year := s[strings.LastIndexByte(s, ' ')+1:]
	return spaces == 1 && len(strings.TrimRight(year, "abcd")) == 4 && strings.Trim(strings.TrimRight(year, "abcd"), "0123456789") == ""
}

// looksLikeKey says whether a symbolic label bears the signs of one without a
// list to prove it: a capital in front and a digit. `[sic]` and `[PDF]` do not.
func looksLikeKey(s string) bool {
	return strings.ContainsAny(s, "0123456789") && s[0] >= 'A' && s[0] <= 'Z'
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// LabelKey is what labels are compared by: case and leading zeros do not
// tell two labels apart.
func LabelKey(label string) string {
	if label != "" && label[0] >= '0' && label[0] <= '9' {
		if trimmed := strings.TrimLeft(label, "0"); trimmed != "" {
			return trimmed
		}
	}
	return strings.ToLower(label)
}

// kindOf tells the kind of a label as printed.
func kindOf(label string) Kind {
	if number, rest := leadingNumber(label); number != "" && rest == "" {
		return KindNumber
	}
	if tok, ok := parseLabels(label); ok && len(tok.labels) == 1 {
		return tok.kind
	}
	if label == "" {
		return KindNone
	}
	if r, _ := utf8.DecodeRuneInString(label); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return KindSymbol
	}
	return KindKey
}
