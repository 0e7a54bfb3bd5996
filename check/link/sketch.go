package link

import (
	"encoding/binary"
	"hash/fnv"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// sketchSize is how many hashes are kept of a page: 1 KiB, for a resemblance that is right to within 0.02.
	sketchSize = 256
	// shingle is how many words in a row make one hash, so that the order of words counts.
	shingle = 3
	// fewWords is when a page says too little to be compared: what is left is a shell that a script fills, and it
	// is the same for every page that is there.
	fewWords = 8
	// alikeFrom is the resemblance from which two pages are one. It is high, because all pages of a site share their
	// menus: of 660 words, 60 of its own make a page another one. Two answers of one error page differ only in
	// what is left out of a sketch, the URL and the numbers.
	alikeFrom = 0.9
)

// A sketch is a small picture of a text, by which pages can be compared after they are gone: of the hashes of all its
// shingles, the smallest (Broder, "On the resemblance and containment of documents", 1997).
type sketch struct {
	least   []uint32 // sorted, at most sketchSize
	words   int
	partial bool // the page was not read to its end, so its own words may be missing
}

// alike tells whether two pages say the same; false when there is too little to tell by.
func (s sketch) alike(other sketch) bool {
	return !s.partial && !other.partial && s.words >= fewWords && other.words >= fewWords && s.resemblance(other) >= alikeFrom
}

// resemblance estimates how many of the shingles of both texts they share, from 0 to 1: of the smallest hashes of the
// two together, how many are in each.
func (s sketch) resemblance(other sketch) float64 {
	union := slices.Concat(s.least, other.least)
	slices.Sort(union)
	union = slices.Compact(union)
	union = union[:min(len(union), sketchSize)]
	if len(union) == 0 {
		return 0
	}
	shared := 0
	for _, hash := range union {
		_, here := slices.BinarySearch(s.least, hash)
		_, there := slices.BinarySearch(other.least, hash)
		if here && there {
			shared++
		}
	}
	return float64(shared) / float64(len(union))
}

// sketchOf draws the sketch of what the page of a URL says.
func sketchOf(text string, asked *url.URL) (s sketch) {
	var last [shingle]uint32 // words, the latest last
	for word := range wordsOf(ownWords(asked).Replace(strings.ToLower(text))) {
		sum := fnv.New32a()
		_, _ = sum.Write([]byte(word))
		copy(last[:], last[1:])
		last[shingle-1] = sum.Sum32()
		if s.words++; s.words >= shingle {
			s.keep(hashOf(last))
		}
	}
	return s
}

func hashOf(words [shingle]uint32) uint32 {
	sum := fnv.New32a()
	for _, word := range words {
		_, _ = sum.Write(binary.LittleEndian.AppendUint32(nil, word))
	}
	return sum.Sum32()
}

// ownWords takes a URL out of a text in lower case, in each form in which an error page may repeat it.
func ownWords(u *url.URL) *strings.Replacer {
	if u == nil {
		return strings.NewReplacer()
	}
	base := path.Base(u.Path)
	name := strings.TrimSuffix(base, path.Ext(base))
	forms := []string{
		u.String(), u.Host + u.EscapedPath(), u.RequestURI(), u.EscapedPath(), u.Path, strings.TrimPrefix(u.Path, "/"),
		base, name, strings.NewReplacer("-", " ", "_", " ", "+", " ").Replace(name),
	}
	var pairs []string
	for _, form := range forms {
		if len(form) > 3 { // "a" is no name, but a word
			pairs = append(pairs, strings.ToLower(form), " ")
		}
	}
	return strings.NewReplacer(pairs...)
}

func (s *sketch) keep(hash uint32) {
	at, known := slices.BinarySearch(s.least, hash)
	if known || at == sketchSize {
		return
	}
	if len(s.least) == sketchSize {
		s.least = s.least[:sketchSize-1]
	}
	s.least = slices.Insert(s.least, at, hash)
}

// wordsOf splits a text in lower case. A number is no word: it is a time, a count or an incident's id, and differs
// between two answers of one page. Where a script sets no spaces every character is a word.
func wordsOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for start, at := 0, 0; at <= len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			alone := r >= 0x2E80 && unicode.IsLetter(r) // from the first of the CJK blocks on
			switch {
			case size > 0 && !alone && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\''):
				at += size
				continue
			case start < at && !strings.ContainsFunc(text[start:at], unicode.IsDigit) && !yield(text[start:at]),
				alone && !yield(text[at:at+size]), size == 0:
				return
			}
			at += size
			start = at
		}
	}
}
