package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

const (
	// maxResidue is how many traces of an article are kept. A report of ten
	// thousand words has a few hundred.
	maxResidue = 10_000

	leadReach    = 32   // how far before its sign a trace may begin, in bytes
	patternReach = 1024 // how far behind it a trace may end
)

// residueIn finds the traces of chatbots in a text, in order and not one over
// the other. It takes time linear in the text: a sign that no ordinary text
// holds is looked for first, and what stands around it has a limit.
func residueIn(text string) []Residue {
	var found []Residue
	var absent []string // a sign that holds one of them is absent, too
	for i := range residueForms {
		f := &residueForms[i]
		if slices.ContainsFunc(absent, func(sign string) bool { return strings.Contains(f.sign, sign) }) {
			continue
		}
		if !strings.Contains(text, f.sign) {
			absent = append(absent, f.sign)
			continue
		}
		found = f.appendTo(found, text)
	}
	slices.SortStableFunc(found, func(a, b Residue) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	end := 0
	return slices.DeleteFunc(found, func(r Residue) bool {
		if r.Span.Start < end {
			return true
		}
		end = r.Span.End
		return false
	})
}

func (f *residueForm) appendTo(found []Residue, text string) []Residue {
	for at, n := 0, 0; n < maxResidue; {
		next := strings.Index(text[at:], f.sign)
		if next < 0 {
			break
		}
		at += next
		span, ok := f.around(text, at)
		if !ok {
			at += len(f.sign)
			continue
		}
		found = append(found, Residue{Vendor: f.vendor, Form: f.name, Text: text[span.Start:span.End], Span: span})
		at = span.End
		n++
	}
	return found
}

// around returns the trace whose sign stands at an offset of the text.
func (f *residueForm) around(text string, at int) (Span, bool) {
	span := Span{Start: at}
	if f.lead != nil {
		before := text[max(0, at-leadReach):at]
		lead := f.lead.FindStringIndex(before)
		if lead == nil {
			return Span{}, false
		}
		span.Start = at - (len(before) - lead[0])
	}
	match := f.pattern.FindStringIndex(text[at:min(len(text), at+patternReach)])
	if match == nil {
		return Span{}, false
	}
	span.End = at + match[1]
	return span, true
}

// residue fills the article's traces of chatbots: those that its readers see,
// and that are not quoted, as an article about them does.
func (f *finder) residue() {
	text := f.article.text
	found := residueIn(text)
	if len(found) == 0 {
		return
	}
	shown := f.shown()
	found = slices.DeleteFunc(found, func(r Residue) bool { return isQuotedAt(text, r.Span) || !shown.touches(r.Span) })
	f.article.Residue = f.withoutDoubtful(found)
	if len(f.article.Residue) > maxResidue {
		f.article.Residue = f.article.Residue[:maxResidue]
	}
}

// withoutDoubtful drops the traces that may be the author's own keys.
func (f *finder) withoutDoubtful(found []Residue) []Residue {
	own := map[string]bool{} // the texts of markers that a list answers
	for i := range f.article.Markers {
		if m := &f.article.Markers[i]; m.List >= 0 && m.Text == "["+m.Label+"]" {
			own[m.Text] = true
		}
	}
	type form struct{ vendor, name string }
	doubtful := map[form]bool{}
	for i := range residueForms {
		r := &residueForms[i]
		doubtful[form{r.vendor, r.name}] = r.doubtful
	}
	texts := map[form]map[string]bool{}
	for _, r := range found {
		key := form{r.Vendor, r.Form}
		if texts[key] == nil {
			texts[key] = map[string]bool{}
		}
		texts[key][r.Text] = true
	}
	return slices.DeleteFunc(found, func(r Residue) bool {
		key := form{r.Vendor, r.Form}
		return doubtful[key] && (own[r.Text] || len(texts[key]) < 2)
	})
}

// opening and closing are the quotation marks, of program text too, within
// which something is spoken of and not used.
const (
	opening = "\"'`“”„‘’‚«»‹›「『"
	closing = "\"'`“”‘’«»‹›」』"
)

var quotingTags = []string{"<code>", "<tt>", "<kbd>", "<samp>", "<nowiki>"}

// isQuotedAt says whether quotation marks, or the tags of program text, stand
// right around a part of a text.
func isQuotedAt(text string, s Span) bool {
	before, after := text[:s.Start], text[s.End:]
	if slices.ContainsFunc(quotingTags, func(tag string) bool { return strings.HasSuffix(before, tag) }) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(opening, last) && strings.ContainsRune(closing, first)
}

// A stretches is a set of spans of the source in order, none over another.
type stretches []Span

// touches says whether a span meets a part of the set, or stands right beside
// one.
func (s stretches) touches(span Span) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].End >= span.Start })
	return i < len(s) && s[i].Start <= span.End
}

// shown returns the parts of the source that hold the article's text, with the
// markup within it: no program text, no menus, no scripts.
func (f *finder) shown() stretches {
	var all stretches
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.kind == code || b.chrome && !b.note {
			continue
		}
		from := 0
		for _, m := range append(slices.Clone(b.marks), mark{start: len(b.text), kind: codeMark}) {
			if m.kind != codeMark {
				continue
			}
			if s := b.span(from, m.start); s.End > s.Start {
				all = append(all, s)
			}
			from = m.end
		}
	}
	slices.SortFunc(all, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	merged := all[:0]
	for _, s := range all {
		if n := len(merged); n > 0 && s.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, s.End)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}
