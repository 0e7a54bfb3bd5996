package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/citelint/citelint/whitespace"
)

// maxRequests is how many requests for a source are kept.
const maxRequests = 1000

// requests fills the article's requests for a source, which stand in brackets.
func (f *finder) requests() {
	var all []Request
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.kind == code || b.chrome && !b.note {
			continue
		}
		for at := strings.IndexByte(b.text, '['); at >= 0 && len(all) < maxRequests; {
			length := f.requestAt(b, at)
			if length > 0 {
				all = append(all, f.request(b, at, at+length))
			}
			behind := at + max(length, 1)
			next := strings.IndexByte(b.text[behind:], '[')
			if next < 0 {
				break
			}
			at = behind + next
		}
	}
	slices.SortStableFunc(all, func(a, b Request) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	f.article.Requests = slices.Compact(all)
}

// isRequested says whether a place stands within a request: a wiki's lead to
// what it means by them.
func (f *finder) isRequested(s Span) bool {
	all := f.article.Requests
	i := sort.Search(len(all), func(i int) bool { return all[i].Span.End > s.Start })
	return i < len(all) && all[i].Span.holds(s.Start)
}

func (f *finder) request(b *block, start, end int) Request {
	r := Request{Text: whitespace.Fold(b.text[start:end]), Span: b.span(start, end)}
	if f.sentences < sentenceBudget {
		r.Sentence = sentenceAt(b.text, start, end)
		f.sentences += len(r.Sentence)
	}
	return r
}

// requestAt returns the length of the request in brackets at an offset of a
// block, or 0. A link's own text is none, nor what is spoken of in quotes.
func (f *finder) requestAt(b *block, at int) int {
	if next := b.text[at+1:]; next == "" || next[0] >= '0' && next[0] <= '9' {
		return 0
	}
	length, inside := bracketAt(b.text[at:])
	if length == 0 {
		return 0
	}
	after := b.text[at+length:]
	if strings.HasPrefix(after, "(") || strings.HasPrefix(after, ":") {
		return 0
	}
	if !isRequest(inside) && !f.isPlaceholder(b, at, length, inside) {
		return 0
	}
	if m := b.markAt(at); m != nil && m.kind == codeMark || isQuotedAt(b.text, Span{at, at + length}) {
		return 0
	}
	return length
}

// questionMarks are those of other scripts, and the opening one of Spanish.
var questionMarks = strings.NewReplacer("？", "?", "؟", "?", "\u037e", "?", "¿", "", "\u00a0", " ", "\u202f", " ")

// isRequest says whether the inside of a bracket asks for a source.
func isRequest(inside string) bool {
	if len(inside) > maxBracket {
		return false
	}
	wording := whitespace.Fold(strings.ToLower(questionMarks.Replace(inside)))
	wording = strings.ReplaceAll(wording, " ?", "?")
	return requestWords[wording] || slices.ContainsFunc(requestStarts, func(s string) bool { return strings.HasPrefix(wording, s) })
}

// isPlaceholder says whether the inside of a bracket is a newsroom's word for a
// source to come. It is none as a link, as a label of a list, behind a word of
// program text, or where a usage line has others of its kind: `[SOURCE] [DEST]`.
func (f *finder) isPlaceholder(b *block, at, length int, inside string) bool {
	if !placeholders[inside] || len(f.holders[citation{KindKey, LabelKey(inside)}]) > 0 || len(b.marksIn(at, at+length)) > 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(b.text[:at])
	if m := b.markAt(at); m != nil && !m.kind.isType() || !strings.ContainsRune(" \n\t.,;:!?)”\"’", before) {
		return false
	}
	for rest := lineAround(b.text, at, usageReach); ; {
		next := strings.IndexByte(rest, '[')
		if next < 0 {
			return true
		}
		rest = rest[next:]
		if n, other := bracketAt(rest); n > 0 && isCapitals(other) && !placeholders[other] {
			return false
		}
		rest = rest[1:]
	}
}

// usageReach is how far a line is looked at for others of its kind, in bytes.
const usageReach = 200

// isCapitals says whether a text is one word in capitals.
func isCapitals(s string) bool {
	return len(s) > 1 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}
