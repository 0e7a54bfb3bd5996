package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

var (
	// fieldsJATS are the parts of a structured reference.
	fieldsJATS = words(`surname; given-names; prefix; suffix; name; string-name; person-group; collab; etal; year; month; day; season; volume; issue; fpage; lpage; page-range; elocation-id;
		source; article-title; chapter-title; trans-title; part-title; data-title; publisher-name; publisher-loc; edition; comment; pub-id; date-in-citation; access-date; date; conf-name; conf-date;
		conf-loc; series; institution; ext-link; uri; isbn; issn; patent; std; size; version; trans-source; gov; anonymous; annotation`)

	titlesJATS = []string{"article-title", "chapter-title", "data-title", "part-title"}
	peopleJATS = words(`name; string-name; collab; on-behalf-of; institution`)
	othersJATS = words(`editor; translator; compiler; guest-editor; illustrator; director; curator`)
	labelsJATS = words(`label; xref; fn`)
)

func isField(n *html.Node) bool { return fieldsJATS[n.Data] }

// isShown says whether an identifier is part of an entry's text: it is wherever
// the entry is written out, and of a structured entry it is where it is a DOI.
func isShown(n *html.Node) bool {
	return xmlAttr(n, "pub-id-type") == TypeDOI || n.Parent != nil && n.Parent.Data == "mixed-citation"
}

// writtenOut returns, of several forms of one citation, the one that is written
// out as readers see it, else another, or nil.
func writtenOut(alternatives *html.Node) *html.Node {
	if mixed := childOf(alternatives, "mixed-citation"); mixed != nil {
		return mixed
	}
	return citationOf(alternatives)
}

// citationOf returns the element that holds an entry's fields: the most
// structured one of those that say the same.
func citationOf(ref *html.Node) *html.Node {
	var best *html.Node
	for c := ref.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Data == "citation-alternatives":
			return citationOf(c)
		case c.Data == "element-citation", citationsJATS[c.Data] && best == nil:
			best = c
			if c.Data == "element-citation" {
				return best
			}
		}
	}
	return best
}

// fieldOf returns the first field of a citation by one of some names, or nil.
func fieldOf(citation *html.Node, names ...string) *html.Node {
	for _, name := range names {
		var found *html.Node
		seen := 0
		walk(citation, func(n *html.Node) {
			if seen++; found == nil && n.Data == name && seen < wordsNodeReach {
				found = n
			}
		})
		if found != nil {
			return found
		}
	}
	return nil
}

// describe takes over what an entry's elements say of its source.
func (l *jatsLists) describe(ref *html.Node, at entryRef) {
	e := &l.notes[at.list].entries[at.entry]
	e.urls = withoutRepeats(e.urls)
	citation := citationOf(ref)
	if citation == nil {
		return
	}
	if mixed := childOf(ref, "mixed-citation"); mixed != nil && mixed != citation {
		e.parts = []string{wordsOf(mixed, labelsJATS)} // SciELO has both, and they say the same
	}
	said := &Reference{}
	e.said = said
	source := wordsOf(fieldOf(citation, "source"), labelsJATS)
	said.Title, said.Publisher = wordsOf(fieldOf(citation, titlesJATS...), labelsJATS), source
	if said.Title == "" {
		said.Title, said.Publisher = source, ""
	}
	if name := fieldOf(citation, "publisher-name"); name != nil {
		said.Publisher = wordsOf(name, labelsJATS)
	}
	people, more := peopleOf(citation)
	said.Authors = strings.Join(people, ", ")
	if more && said.Authors != "" {
		said.Authors += " et al."
	}
	said.Published = l.dateOf(citation, "date")
	said.Accessed = l.accessOf(citation)
	said.Identifiers = l.identifiersOf(ref)
}

func withoutRepeats(urls []URL) []URL {
	seen := map[string]bool{}
	kept := urls[:0]
	for _, u := range urls {
		if !seen[u.Text] {
			seen[u.Text] = true
			kept = append(kept, u)
		}
	}
	return kept
}

// peopleOf lists the authors of a citation, "Abel R", and says whether there
// are more of them.
func peopleOf(citation *html.Node) (people []string, more bool) {
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil && len(people) < wordsNodeReach; c = c.NextSibling {
			switch {
			case c.Data == "person-group" && !othersJATS[xmlAttr(c, "person-group-type")]:
				collect(c)
			case c.Data == "etal":
				more = true
			case peopleJATS[c.Data] && c.Type == html.ElementNode:
				if name := strings.Trim(wordsOf(c, labelsJATS), ",; "); name != "" {
					people = append(people, name)
				}
			}
		}
	}
	collect(citation)
	return people, more
}

// nameAndYear names an entry as articles cite it that have no numbers: "Abel
// 2019", "Abel and Bose 2019", "Abel et al. 2019".
func nameAndYear(ref *html.Node) string {
	citation := citationOf(ref)
	if citation == nil {
		return ""
	}
	names := surnamesOf(citation)
	year := wordsOf(fieldOf(citation, "year"), labelsJATS)
	switch _, more := peopleOf(citation); {
	case len(names) == 0 || year == "":
		return shortened(authorAndYear(wordsOf(citation, labelsJATS)))
	case len(names) == 1 && !more:
		return shortened(names[0]) + " " + year
	case len(names) == 2 && !more:
		return shortened(names[0]) + " and " + shortened(names[1]) + " " + year
	default:
		return shortened(names[0]) + " et al. " + year
	}
}

// shortened cuts a name that is no label any more.
func shortened(name string) string {
	if utf8.RuneCountInString(name) <= 40 {
		return name
	}
	return strings.TrimSpace(string([]rune(name)[:40]))
}

func surnamesOf(citation *html.Node) (names []string) {
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for c := n.FirstChild; c != nil && len(names) < 3; c = c.NextSibling {
			switch {
			case c.Data == "person-group" && !othersJATS[xmlAttr(c, "person-group-type")]:
				collect(c)
			case peopleJATS[c.Data] && c.Type == html.ElementNode:
				name := wordsOf(childOf(c, "surname"), labelsJATS)
				if name == "" {
					name = wordsOf(c, labelsJATS)
				}
				if name != "" {
					names = append(names, name)
				}
			}
		}
	}
	collect(citation)
	return names
}

// months are the names that dates are written with, by their first letters.
var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// dateOf reads year, month and day among the children of an element, or in a
// child of it. The result is in ISO's form, as exact as they are.
func (l *jatsLists) dateOf(n *html.Node, within string) Stated {
	year := childOf(n, "year")
	if year == nil {
		if n = childOf(n, within); n == nil {
			return Stated{}
		}
		year = childOf(n, "year")
	}
	if year == nil {
		return Stated{}
	}
	text := wordsOf(year, labelsJATS)
	if month, ok := monthOf(wordsOf(childOf(n, "month"), labelsJATS)); ok && len(text) == 4 {
		text += fmt.Sprintf("-%02d", month)
		if day, err := strconv.Atoi(wordsOf(childOf(n, "day"), labelsJATS)); err == nil && day > 0 && day < 100 {
			text += fmt.Sprintf("-%02d", day)
		}
	}
	if text == "" {
		return Stated{}
	}
	return Stated{Text: text, Origin: "date element", Span: l.page.at(year.FirstChild)}
}

func monthOf(text string) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, n > 0 && n < 100
	}
	for i, name := range monthNames {
		if hasPrefixFold(text, name) {
			return i + 1, !strings.ContainsAny(text, "-–/") // a span of months
		}
	}
	return 0, false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// accessOf reads the day on which a source was looked up.
func (l *jatsLists) accessOf(citation *html.Node) Stated {
	n := fieldOf(citation, "date-in-citation", "access-date")
	if n == nil || n.Data == "date-in-citation" && strings.Contains(xmlAttr(n, "content-type"), "pub") {
		return Stated{}
	}
	text := xmlAttr(n, "iso-8601-date")
	if text == "" {
		text = l.dateOf(n, "date").Text
	}
	if text == "" {
		text = wordsOf(n, labelsJATS)
	}
	if text == "" {
		return Stated{}
	}
	return Stated{Text: text, Origin: "date element", Span: l.page.at(n)}
}

// identifiersOf reads the registered names that elements hold, with the places
// of their text.
func (l *jatsLists) identifiersOf(ref *html.Node) []Identifier {
	var found []Identifier
	walk(ref, func(n *html.Node) {
		kind := xmlAttr(n, "pub-id-type")
		switch n.Data {
		case "pub-id", "object-id":
		case "isbn", "issn":
			kind = n.Data
		case "ext-link":
			kind = xmlAttr(n, "ext-link-type")
		default:
			return
		}
		text := n.FirstChild
		if !identifierTypes[kind] || text == nil || text.NextSibling != nil || text.Type != html.TextNode || len(found) >= maxIdentifiers {
			return
		}
		value := bareIdentifier(kind, text.Data)
		if value == "" {
			return
		}
		id := Identifier{Type: kind, Value: value, Span: l.page.at(text)}
		if at := strings.Index(l.page.source[id.Span.Start:id.Span.End], value); at >= 0 {
			id.Span = Span{id.Span.Start + at, id.Span.Start + at + len(value)}
		}
		found = append(found, id)
	})
	return addIdentifiers(nil, found)
}

// identifierTypes are what elements call the identifiers that are read.
var identifierTypes = words(`doi; pmid; pmcid; arxiv; isbn; issn`)

// bareIdentifier strips what an identifier is written with: its registry's
// name, the address of its resolver.
func bareIdentifier(kind, text string) string {
	value := strings.TrimSpace(text)
	if i := strings.Index(value, "10."); kind == TypeDOI && i > 0 {
		value = value[i:]
	}
	for _, prefix := range []string{kind + ":", kind} {
		if hasPrefixFold(value, prefix) && kind != "pmcid" {
			value = strings.TrimSpace(value[len(prefix):])
		}
	}
	if kind == TypeISBN || kind == TypeISSN {
		value = bookNumber(kind, value)
	}
	if strings.ContainsFunc(value, unicode.IsSpace) {
		return ""
	}
	return value
}

// bookNumber returns an ISBN without what groups its digits, or an ISSN. Where a
// field holds several, of the book and of its binding, it is the first.
func bookNumber(kind, value string) string {
	bare := strings.NewReplacer("-", "", "–", "", " ", "")
	if kind == TypeISBN {
		if plain := bare.Replace(value); len(plain) == 10 || len(plain) == 13 {
			return plain
		}
	}
	first := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;/()[] \n\t", r) })
	switch {
	case len(first) == 0:
		return ""
	case kind == TypeISBN:
		return bare.Replace(first[0])
	}
	return first[0]
}
