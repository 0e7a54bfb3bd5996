package date

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is a name that nobody can have used before a certain day: of a company, a product, a law, an event
// or a place.
//
// A name is looked for as whole words of a URL's slug. Names that are also common words carry what tells
// the two apart: Guards and Vetoes speak against the name and always win; if Needs or Next is given, one
// of the two must speak for it.
type Name struct {
	Name    string
	Aliases []string // as in slugs, in lower case: "chatgpt", "north-macedonia"
	// Began is the first day the name could be known: the announcement, or earlier and coarser where the
	// name was proposed, leaked or trademarked before.
	Began  Date
	Before string   // what it was called before, "" if it is new
	Guards []string // words right before or after the alias with which it means another thing: "analysis"
	Vetoes []string // words or phrases anywhere in the slug with which it means another thing
	Needs  []string // words of which one must stand elsewhere in the slug
	Next   []string // or, if the alias opens the slug, words of which one must follow it: "says"
	Source string   // a page that states the day
}

// slack is how many days before its first day a name is still let pass: leaks, drafts, wrong clocks, and
// addresses that are dated by the event. In 25,805 dated news URLs the table's kind of name stood earlier
// once, and that address had the wrong year.
const slack = 30

// Older reports whether all of d lies more than 30 days before the name began: too early for the name to
// stand in a page of that date.
func (n Name) Older(d Date) bool { return DaysBetween(d, n.Began) > slack }

// Names is a copy of the table, in a fixed order.
func Names() []Name {
	all := slices.Clone(names)
	for i := range all {
		n := &all[i]
		for _, list := range []*[]string{&n.Aliases, &n.Guards, &n.Vetoes, &n.Needs, &n.Next} {
			*list = slices.Clone(*list)
		}
	}
	return all
}

// NameUse is one place where a name stands in a URL.
type NameUse struct {
	Name       Name
	Word       string // the alias that matched
	Start, End int    // byte offsets in the URL
}

// NamesInURL finds names in the headline part of a URL's path: its last slug, and any other of at least
// three words. Host, query and fragment are not looked at (utm_source=chatgpt.com is no topic), nor are
// folders of one or two words, since publishers file old pages under new sections. Of an address in a web
// archive the archived page's path is read.
func NamesInURL(rawURL string) []NameUse {
	var uses []NameUse
	for _, words := range slugs(split(rawURL)) {
		for i := range words {
			for _, c := range aliasesByWord[words[i].text] {
				if c.matches(words, i) && !overlaps(uses, c.name, words[i].start) {
					n := names[c.name]
					uses = append(uses, NameUse{n, c.alias, words[i].start, words[i+len(c.words)-1].end})
				}
			}
		}
	}
	return uses
}

// overlaps reports whether a longer alias of the same name has taken the place already.
func overlaps(uses []NameUse, name, start int) bool {
	for i := len(uses) - 1; i >= 0 && uses[i].End > start; i-- {
		if uses[i].Name.Name == names[name].Name {
			return true
		}
	}
	return false
}

// slugWord is a word of a slug in lower case, percent-encoding undone, and its place in the URL.
type slugWord struct {
	text       string
	start, end int
}

// slugs are the segments of the path that read as headlines, cut into words.
func slugs(p parts) [][]slugWord {
	var all [][]slugWord
	last := -1
	for i, s := range p.segments {
		if isSlug(s.text) {
			last = i
		}
	}
	for i, s := range p.segments {
		if words := wordsOf(s); isSlug(s.text) && (i == last || countLetters(words) >= 3) {
			all = append(all, words)
		}
	}
	return all
}

// isSlug tells headlines from file names, hosts, numbers and identifiers.
func isSlug(s string) bool {
	switch strings.ToLower(stem(s)) {
	case "index", "default", "amp", "story", "print", "full", "view", "c", "home":
		return false
	}
	if strings.ContainsRune(strings.TrimSuffix(stem(s), "."), '.') || isIdentifier(s) {
		return false
	}
	return countLetters(wordsOf(segment{text: s})) > 0
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

// wordsOf cuts a segment at everything that is neither letter nor digit. The ending of a page's file name
// is no word.
func wordsOf(s segment) []slugWord {
	text := stem(s.text)
	var words []slugWord
	var buf []byte
	start := 0
	flush := func(end int) {
		if len(buf) > 0 {
			words = append(words, slugWord{strings.ToLower(string(buf)), s.start + start, s.start + end})
			buf = buf[:0]
		}
	}
	for i := 0; i < len(text) && len(words) < maxSlugWords; {
		c, n := unescape(text[i:])
		switch {
		case isLetter(c) || isDigit(c) || c >= utf8.RuneSelf:
			if len(buf) == 0 {
				start = i
			}
			buf = append(buf, c)
		default:
			flush(i)
		}
		i += n
	}
	if len(words) < maxSlugWords {
		flush(len(text))
	}
	return words
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

// candidate is one alias of names[name], cut into words.
type candidate struct {
	name  int
	alias string
	words []string
}

// aliasesByWord indexes the table by the first word of each alias, the longest alias first.
var aliasesByWord = indexAliases()

func indexAliases() map[string][]candidate {
	index := map[string][]candidate{}
	for i, n := range names {
		for _, alias := range n.Aliases {
			words := strings.Split(alias, "-")
			index[words[0]] = append(index[words[0]], candidate{i, alias, words})
		}
	}
	for _, list := range index {
		slices.SortStableFunc(list, func(a, b candidate) int { return len(b.words) - len(a.words) })
	}
	return index
}

// matches reports whether the alias stands at words[i] and means the name there.
func (c candidate) matches(words []slugWord, i int) bool {
	after := i + len(c.words)
	if !startsWith(words[i:], c.words) {
		return false
	}
	n := names[c.name]
	if i > 0 && slices.Contains(n.Guards, words[i-1].text) || after < len(words) && slices.Contains(n.Guards, words[after].text) {
		return false
	}
	if anyPhrase(words, n.Vetoes) {
		return false
	}
	if len(n.Needs) == 0 && len(n.Next) == 0 {
		return true
	}
	opens := i == 0 && after < len(words) && slices.Contains(n.Next, words[after].text)
	return opens || anyPhrase(words[:i], n.Needs) || anyPhrase(words[after:], n.Needs)
}

func startsWith(words []slugWord, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if words[i].text != w {
			return false
		}
	}
	return true
}

// anyPhrase reports whether one of the phrases ("ai", "chan-zuckerberg") stands among the words.
func anyPhrase(words []slugWord, phrases []string) bool {
	for _, phrase := range phrases {
		parts := strings.Split(phrase, "-")
		for i := range words {
			if startsWith(words[i:], parts) {
				return true
			}
		}
	}
	return false
}
