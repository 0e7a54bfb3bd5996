package extract

import (
	"sort"
	"strings"
	"unicode"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
)

// bibliographySign matches what pages call a list of works, in roles, classes
// and ids: `doc-bibliography`, `ltx_biblist`, `csl-bib-body`, `refs`.
var bibliographySign = pattern.New(`(?i)bibliograph|biblist|bib-?body|bib-?item|bib-?entry|biblio-?entry|ref-?list|^refs$|^references$|citation-list`)

// maxRise is how many elements around a target may call it a list of works.
const maxRise = 6

// inBibliography says whether the page calls what holds a target a list of works.
func (f *noteFinder) inBibliography(target *html.Node) bool {
	for n, left := target, maxRise; n != nil && left > 0; n, left = n.Parent, left-1 {
		for i := range n.Attr {
			if a := &n.Attr[i]; (a.Key == "class" || a.Key == "role" || a.Key == "id") && speaksOfNotes(a.Val) && bibliographySign.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// acceptNamed ties the links whose text is no label, such as an author and a
// year, to the entries of a list of works: those of a list that is known by
// now, or of one that all of its markers cite so. The notes' own short
// citations alone make no list: its entries are cited by no marker.
func (f *noteFinder) acceptNamed() {
	entries := map[*html.Node]noteRefs{}
	inText := map[*html.Node]bool{}
	for _, r := range f.named {
		entry := f.entryOf(r.target)
		if ref, known := f.starts[entry]; known {
			label := f.lists[ref.list].entries[ref.entry].label
			f.marker[r.anchor] = &noteMark{labels: []string{label}, list: ref.list}
			continue
		}
		container := entry.Parent
		entries[container] = append(entries[container], r)
		inText[container] = inText[container] || !f.inEntry(r.anchor)
	}
	var containers []*html.Node
	for container := range entries {
		if inText[container] {
			containers = append(containers, container)
		}
	}
	sort.Slice(containers, func(i, j int) bool { return f.page.at(containers[i]).Start < f.page.at(containers[j]).Start })
	for _, container := range containers {
		f.addNamed(container, entries[container])
	}
}

type noteRefs []noteRef

// inEntry says whether a node stands in an entry of a list that is known.
func (f *noteFinder) inEntry(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if _, known := f.starts[n]; known {
			return true
		}
	}
	return false
}

// authorYear matches how an entry begins: `Abel et al. (2019)`, `Abel, R. 2019a`.
var authorYear = pattern.New(`^\PN{2,80}?\(?(?:1[5-9]|20)\d\d[a-z]?\)?`)

// authorAndYear returns what an entry begins with, as far as its year, or as
// much of it as a label may have.
func authorAndYear(text string) string {
	if found := authorYear.FindString(text); found != "" {
		return found
	}
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 4)], " ")
}

// isYear says whether a label is rather the year of an author-year citation.
func isYear(label string) bool {
	n := number(strings.TrimRight(label, "abcdef"))
	return len(label) >= 4 && n >= 1500 && n < 2100
}

// addNamed makes a list of a container of works. An entry's label is the one
// that it prints, or the longest words that cite it.
func (f *noteFinder) addNamed(container *html.Node, refs noteRefs) {
	l := pendingList{container: container, labels: map[*html.Node]string{}}
	for _, r := range refs {
		entry := f.entryOf(r.target)
		if known, seen := l.labels[entry]; !seen || len(r.label) > len(known) {
			l.labels[entry] = r.label
		}
	}
	taken := map[string]bool{}
	for c := container.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || textOf(c) == "" {
			continue
		}
		label, cited := l.labels[c]
		if !cited && attr(c, "id") == "" {
			continue
		}
		if printed := bracketed(textOf(c)); printed != "" {
			label = printed
		} else if !strings.ContainsFunc(label, unicode.IsLetter) {
			label = authorAndYear(textOf(c))
		}
		if taken[label] {
			label += " " + attr(c, "id") // two works of one author in one year
		}
		taken[label] = true
		l.entries, l.labels[c] = append(l.entries, c), label
	}
	for _, r := range refs {
		if label := l.labels[f.entryOf(r.target)]; label != "" {
			r.label = strings.TrimSpace(label)
			l.refs = append(l.refs, r)
		}
	}
	if len(l.entries) > 0 {
		f.addList(&l)
	}
}
