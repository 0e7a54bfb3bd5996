package extract

import (
	"strings"

	"github.com/citelint/citelint/whitespace"
)

// isCiteTemplate says whether a template describes a source.
func isCiteTemplate(name string) bool {
	return strings.HasPrefix(name, "cite ") || strings.HasPrefix(name, "cita ") || strings.HasPrefix(name, "citar ") || citeTemplates[name]
}

// isKnownTemplate says whether a template is one that is read for what it is.
func isKnownTemplate(name string) bool {
	_, note := noteTemplates[name]
	return note || name == "r" || shortTemplates[name] || listTemplates[name] != "" || requestTemplates[name] != "" || isCiteTemplate(name) || harvTemplates[name]
}

// withoutDigits makes one name of last1, last2, author1-last.
var withoutDigits = strings.NewReplacer("0", "", "1", "", "2", "", "3", "", "4", "", "5", "", "6", "", "7", "", "8", "", "9", "")

// citeTemplate prints the fields of a source, in the order in which they are
// written, and keeps what they say.
func (w *wikiReader) citeTemplate(params []wikiParam) {
	said := Reference{}
	var people []string
	for _, p := range params {
		kind := citeFields[withoutDigits.Replace(p.name)]
		if kind == fieldArchived {
			said.Archived = Stated{Text: strings.TrimSpace(w.at(p.value)), Origin: citeOrigin, Span: p.value}
		}
		if p.value.Start >= p.value.End || kind == fieldHidden || kind == fieldArchived || isOrdinal(p.name) && kind == 0 {
			w.mute++
			w.inline(p.value.Start, p.value.End, false)
			w.mute--
			continue
		}
		start := len(w.flat.text)
		prefix := citePrefixes[p.name]
		if kind == fieldAccess {
			prefix = "accessed "
		}
		w.print(prefix, Span{p.value.Start, p.value.Start})
		from := len(w.flat.text)
		if value := w.at(p.value); kind == fieldURL {
			if !wikiScheme.MatchString(value) || strings.ContainsAny(value, " \n{}<>") {
				w.inline(p.value.Start, p.value.End, false)
			} else {
				w.plain(p.value.Start, p.value.End)
				w.flat.mark(from, mark{kind: linkMark, target: value})
			}
		} else {
			w.inline(p.value.Start, p.value.End, false)
		}
		if len(w.flat.text) == start {
			continue
		}
		value := whitespace.Fold(string(w.flat.text[from:]))
		said.take(kind, value, p.value)
		switch kind {
		case fieldSurname, fieldPeople:
			people = append(people, value)
		case fieldGiven:
			if n := len(people); n > 0 {
				people[n-1] += ", " + value
			}
		}
		w.print(". ", Span{p.value.End, p.value.End})
	}
	said.Authors = strings.Join(people, "; ")
	if w.reading != nil && w.reading.said.Title == "" {
		said.Span = Span{}
		w.reading.said = said
	}
}

// citeOrigin is where a reference's fields were said.
const citeOrigin = "citation template"

// take keeps what a field says.
func (r *Reference) take(kind citeField, value string, at Span) {
	switch kind {
	case fieldTitle:
		if r.Title == "" {
			r.Title = value
		}
	case fieldWork, fieldPublisher:
		if r.Publisher == "" || kind == fieldWork {
			r.Publisher = value
		}
	case fieldDate:
		if r.Published.Text == "" {
			r.Published = Stated{Text: value, Origin: citeOrigin, Span: at}
		}
	case fieldAccess:
		r.Accessed = Stated{Text: value, Origin: citeOrigin, Span: at}
	}
}
