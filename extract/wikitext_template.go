package extract

import (
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// A wikiParam is a parameter of a template. One without a name has its
// position for a name: "1".
type wikiParam struct {
	name  string
	value Span
}

var wikiParamName = pattern.New(`^\s*([^=|{}\[\]<>\n]{1,60}?)\s*=`)

// parameters parts a template into its parameters.
func (w *wikiReader) parameters(e *wikiElement) []wikiParam {
	parts := w.split(e.in, '|')
	params := make([]wikiParam, 0, len(parts))
	position := 0
	for _, part := range parts[1:] {
		if m := wikiParamName.FindStringSubmatchIndex(w.source[part.Start:min(part.End, part.Start+100)]); m != nil {
			name := strings.ToLower(w.source[part.Start+m[2] : part.Start+m[3]])
			params = append(params, wikiParam{name, w.trim(Span{part.Start + m[1], part.End})})
			continue
		}
		position++
		params = append(params, wikiParam{strconv.Itoa(position), w.trim(part)})
	}
	return params
}

// find returns the value of the first parameter of one of the names.
func (w *wikiReader) param(params []wikiParam, names ...string) (Span, bool) {
	for _, name := range names {
		for _, p := range params {
			if p.name == name && p.value.Start < p.value.End {
				return p.value, true
			}
		}
	}
	return Span{}, false
}

// templateName returns a template's name in lower case, a parser function with
// its colon: "#tag:ref".
func (w *wikiReader) templateName(e *wikiElement) string {
	name := w.source[e.in.Start:min(e.in.End, e.in.Start+maxTemplateName)]
	if i := strings.IndexAny(name, "|{}<\n"); i >= 0 && strings.TrimSpace(name[:i]) != "" {
		name = name[:i]
	}
	name = strings.ToLower(whitespace.Fold(strings.ReplaceAll(name, "_", " ")))
	return strings.TrimPrefix(name, "template:")
}

// maxTemplateName is the longest name of a template that is known, in bytes.
const maxTemplateName = 80

// template reads a template.
func (w *wikiReader) template(e *wikiElement) {
	name := w.templateName(e)
	at := Span{e.start, e.end}
	switch group, isNote := noteTemplates[name]; {
	case isNote:
		w.noteTemplate(group, w.parameters(e), at)
	case name == "r" || name == "ref name":
		params := w.parameters(e)
		group, _ := w.param(params, "group", "grp", "g")
		for _, p := range params {
			if isOrdinal(p.name) && p.value.Start < p.value.End {
				w.cite(wikiUse{group: cleanName(w.at(group)), name: cleanName(w.at(p.value)), at: at})
			}
		}
	case shortTemplates[name]:
		w.shortNote(w.parameters(e), at)
	case listTemplates[name] != "":
		w.listTemplate(name, w.parameters(e), e.in, at)
	case requestTemplates[name] != "":
		params := w.parameters(e)
		if text, ok := w.param(params, "text"); ok {
			w.inline(text.Start, text.End, false)
		}
		w.print("["+requestTemplates[name]+"]", at)
	case isCiteTemplate(name):
		w.citeTemplate(w.parameters(e))
	case idTemplates[name]:
		if id, ok := w.param(w.parameters(e), "1", "id"); ok {
			w.print(citePrefixes[name], Span{id.Start, id.Start})
			w.inline(id.Start, id.End, false)
		}
	case harvTemplates[name]:
		w.harvard(w.parameters(e), at)
	case strings.HasPrefix(name, "displaytitle:"):
		w.draft.title = strings.TrimSpace(w.source[e.in.Start+len("displaytitle:") : e.in.End])
	case name == "url" || name == "official website" || name == "official" || name == "webarchive":
		w.addresses(w.parameters(e))
	default:
		w.otherTemplate(name, e)
	}
}

// isOrdinal says whether a parameter has no name but its place.
func isOrdinal(name string) bool { return number(name) > 0 }

// noteTemplate reads a template that sets a note, `{{efn|text|name=x}}`.
func (w *wikiReader) noteTemplate(group string, params []wikiParam, at Span) {
	u := wikiUse{group: group, at: at, early: true}
	if g, ok := w.param(params, "group"); ok {
		u.group = cleanName(w.at(g))
	}
	if n, ok := w.param(params, "name"); ok {
		u.name = cleanName(w.at(n))
	}
	if text, ok := w.param(params, "1", "text", "content", "reference"); ok {
		u.in = text
		u.read = func() { w.inline(text.Start, text.End, false) }
	}
	if u.read != nil || u.name != "" {
		w.cite(u)
	}
}

// sfnName begins the names that short notes get, which their authors did not
// give.
const sfnName = "FOOTNOTE"

// shortNote reads `{{sfn|Abel|2019|p=5}}`: a note whose text is author and
// year. The same author, year and page make the same note.
func (w *wikiReader) shortNote(params []wikiParam, at Span) {
	name := sfnName
	for _, p := range params {
		if p.name != "ref" && p.name != "ps" {
			name += "|" + cleanName(w.at(p.value))
		}
	}
	w.cite(wikiUse{name: name, at: at, in: at, read: func() { w.harvard(params, at) }})
}

// harvard prints author, year and page.
func (w *wikiReader) harvard(params []wikiParam, at Span) {
	for _, p := range params {
		switch {
		case isOrdinal(p.name):
			w.space(at.Start)
		case p.name == "p" || p.name == "pp" || p.name == "page" || p.name == "pages":
			w.print(", p. ", Span{p.value.Start, p.value.Start})
		case p.name == "loc" || p.name == "at":
			w.print(", ", Span{p.value.Start, p.value.Start})
		default:
			continue
		}
		w.inline(p.value.Start, p.value.End, false)
	}
}

// listTemplate reads `{{reflist|refs=…}}` and `{{notelist}}`. Notes are defined
// in whichever parameter.
func (w *wikiReader) listTemplate(name string, params []wikiParam, in, at Span) {
	group := listTemplates[name]
	if group == defaultGroup {
		group = ""
	}
	if g, ok := w.param(params, "group"); ok {
		group = cleanName(w.at(g))
	}
	w.references(map[string]string{"group": group}, in, at)
}

// addresses reads a template whose parameters are addresses.
func (w *wikiReader) addresses(params []wikiParam) {
	for _, p := range params {
		if value := w.at(p.value); wikiScheme.MatchString(value) && !strings.ContainsAny(value, " {}<>\n") {
			w.space(p.value.Start)
			start := len(w.flat.text)
			w.plain(p.value.Start, p.value.End)
			w.flat.mark(start, mark{kind: linkMark, target: value})
		}
	}
}

// otherTemplate reads a template of which nothing is known: what is printed of
// it cannot be told, but the notes and links in it are the page's.
func (w *wikiReader) otherTemplate(name string, e *wikiElement) {
	printed := textTemplates[name]
	if !printed {
		w.mute++
	}
	for i, p := range w.parameters(e) {
		if printed && (name == "lang" && i == 0 || !isOrdinal(p.name) && p.name != "text" && p.name != "quote") {
			continue
		}
		if i > 0 && printed {
			w.space(p.value.Start)
		}
		w.inline(p.value.Start, p.value.End, false)
	}
	if !printed {
		w.mute--
	}
}
