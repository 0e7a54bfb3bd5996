package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// about reads the article's title and the day on which it was published.
func (r *jatsReader) about() {
	article := firstElement(r.page.root, "article")
	meta := childOf(article, "front", "article-meta")
	if meta == nil {
		meta = childOf(article, "front-stub")
	}
	d := r.out.draft
	d.title = wordsOf(childOf(meta, "title-group", "article-title"), labelsJATS)
	if subtitle := wordsOf(childOf(meta, "title-group", "subtitle"), labelsJATS); subtitle != "" && d.title != "" {
		d.title = strings.TrimRight(d.title, ": ") + ": " + subtitle
	}
	if meta == nil {
		return
	}
	best := 0
	for c := meta.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "pub-date" {
			continue
		}
		stated := r.lists.dateOf(c, "date")
		if weight := len(stated.Text) + pubDates[pubDateType(c)]; stated.Text != "" && weight > best {
			best = weight
			d.published = Stated{Text: stated.Text, Origin: "pub-date", Span: r.page.at(c)}
		}
	}
}

// pubDates weighs the dates that an article has by the day on which it was to
// be read first: on the web, before it was in an issue and in a collection. A
// date to the day outweighs one to the month.
var pubDates = map[string]int{"epub": 2, "pub": 2, "epub-ppub": 1, "ppub": 1}

func pubDateType(n *html.Node) string {
	kind := xmlAttr(n, "pub-type")
	if kind == "" {
		kind = xmlAttr(n, "date-type")
		if kind == "pub" && strings.Contains(xmlAttr(n, "publication-format"), "print") {
			kind = "ppub"
		}
	}
	return kind
}

func firstElement(n *html.Node, name string) *html.Node {
	var found *html.Node
	walk(n, func(c *html.Node) {
		if found == nil && c.Data == name {
			found = c
		}
	})
	return found
}

// citeMentions marks the entries as cited that the text may cite without
// tagging it: their label stands in brackets or raised, or the name of their
// first author anywhere. Whether it cites them cannot be told, nor that it does
// not.
func (l *jatsLists) citeMentions(d *draft) {
	numbers, names := map[string]bool{}, map[string]bool{}
	for i := range d.blocks {
		if b := &d.blocks[i]; !b.note && b.kind != code {
			mentionedNumbers(b, numbers)
			mentionedNames(b, names)
		}
	}
	for _, x := range l.xrefs {
		l.misnamed(x, names)
	}
	for i := range l.notes {
		for j := range l.notes[i].entries {
			if e := &l.notes[i].entries[j]; !l.cited[entryRef{i, j}] && e.label != "" {
				e.cited = e.cited || numbers[LabelKey(e.label)] || !isNumber(e.label) && mayBeNamed(l.nodes[i][j], names)
			}
		}
	}
}

// mentionedNumbers gathers the labels that stand in brackets, partly tagged
// ones too, or are raised.
func mentionedNumbers(b *block, labels map[string]bool) {
	take := func(inside string) {
		if tok, ok := parseLabels(inside); ok && tok.kind == KindNumber {
			for _, label := range tok.labels {
				labels[LabelKey(label)] = true
			}
		}
	}
	for at := nextBracket(b.text, 0); at < len(b.text); at = nextBracket(b.text, at+1) {
		if m := b.markAt(at); m == nil || m.kind != codeMark {
			_, inside := markerBracket(b.text[at:])
			take(inside)
		}
	}
	for _, m := range b.marks {
		if m.kind == superMark {
			take(strings.Trim(b.text[m.start:m.end], "[]() ,"))
		}
	}
}

// mentionedNames gathers the words that may be names, outside of markers.
func mentionedNames(b *block, names map[string]bool) {
	from := 0
	take := func(to int) {
		addNames(b.text[from:max(from, to)], names)
	}
	for _, m := range b.marks {
		if m.kind == noteMarker {
			take(m.start)
			from = m.end
		}
	}
	take(len(b.text))
}

// misnamed gathers the names that a cross-reference prints which is tied to the
// entry of somebody else.
func (l *jatsLists) misnamed(x *html.Node, names map[string]bool) {
	text := wordsOf(x, nil)
	own := map[string]bool{}
	for _, id := range idsOf(x) {
		if ref, known := l.byID[id]; known {
			addNames(l.notes[ref.list].entries[ref.entry].label, own)
		}
	}
	printed := map[string]bool{}
	addNames(text, printed)
	for name := range printed {
		if own[name] {
			return
		}
	}
	for name := range printed {
		names[name] = true
	}
}

func addNames(text string, names map[string]bool) {
	for word := range strings.FieldsFuncSeq(text, isNoNameRune) {
		if strings.ContainsFunc(word, isNameRune) {
			names[strings.ToLower(word)] = true
		}
	}
}

func isNoNameRune(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }

// isNameRune says whether a word with r in it may be a name: a capital, or a
// letter of a script without capitals.
func isNameRune(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) }

// mayBeNamed says whether the first author of an entry is named in the text,
// or cannot be told.
func mayBeNamed(ref *html.Node, names map[string]bool) bool {
	citation := citationOf(ref)
	if citation == nil {
		return true
	}
	surnames := surnamesOf(citation)
	if len(surnames) == 0 || fieldOf(citation, "year") == nil {
		return true
	}
	for word := range strings.FieldsFuncSeq(surnames[0], isNoNameRune) {
		if names[strings.ToLower(word)] {
			return true
		}
	}
	return false
}
