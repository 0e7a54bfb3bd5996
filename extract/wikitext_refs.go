package extract

import (
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// A wikiGroup is the notes of one group up to the place where they are listed;
// what comes behind it is counted anew.
type wikiGroup struct {
	id    int // of the list, in order
	name  string
	named map[string]*wikiRef
	count int
	place wikiPlace
}

// A wikiPlace is where a list of notes stands.
type wikiPlace struct {
	heading string
	span    Span
}

// A wikiRef is one note.
type wikiRef struct {
	group   *wikiGroup
	name    string
	label   string // as readers see it; "" before it is cited
	parts   int    // notes that go into more detail on it: 3.1, 3.2
	defined bool
	cited   bool // by something that is no marker
	content string
	span    Span
	marks   []*noteMark
	blocks  []block
	said    Reference
}

// A wikiUse is a place that cites a note, and may hold its text.
type wikiUse struct {
	group, name, of string // of is the note that it goes into more detail on
	at              Span   // where the marker stands
	in              Span   // the note's text, for comparison and place
	read            func() // reads that text; nil where there is none
	early           bool   // the text is read before the note is counted, as in a template
}

var wikiAttribute = pattern.New(`(?i)\b([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|["']([^"'=]*)$|([^"'\s][^=]*?)\s*(?:$|\b[a-z]+\s*=))`)

// tagAttributes reads the attributes of a tag. Values without quotes may hold
// spaces: authors write them so, and mean one name.
func tagAttributes(tag string) map[string]string {
	found := map[string]string{}
	for tag != "" {
		m := wikiAttribute.FindStringSubmatchIndex(tag)
		if m == nil {
			break
		}
		value, end := "", m[3]
		for i := 4; i < len(m); i += 2 {
			if m[i] >= 0 {
				value, end = tag[m[i]:m[i+1]], m[i+1]
			}
		}
		found[strings.ToLower(tag[m[2]:m[3]])] = cleanName(value)
		tag = strings.TrimLeft(tag[end:], `"'`)
	}
	return found
}

var wikiRemark = pattern.New(`(?s)<!--.*?-->`)

// cleanName is a name or a group without what surrounds it.
func cleanName(s string) string {
	if strings.Contains(s, "<!--") {
		s = wikiRemark.ReplaceAllString(s, "")
	}
	return whitespace.Fold(strings.Trim(strings.TrimSpace(s), `"'`))
}

// reference reads a <ref>.
func (w *wikiReader) reference(e *wikiElement) {
	attributes := tagAttributes(strings.TrimSuffix(w.at(e.tag), "/"))
	u := wikiUse{group: attributes["group"], name: attributes["name"], of: attributes["extends"], at: Span{e.start, e.end}}
	if detail := attributes["details"]; detail != "" && u.of == "" {
		u.of, u.name = u.name, u.name+"\x00"+detail
		u.in = e.tag
		if i := strings.Index(w.at(e.tag), detail); i >= 0 {
			u.in = Span{e.tag.Start + i, e.tag.Start + i + len(detail)}
		}
		u.read = func() { w.plain(u.in.Start, u.in.End) }
	}
	if w.listed && attributes["group"] == "" {
		u.group = w.listing
	}
	if in := w.trim(e.in); !e.empty && in.Start < in.End {
		u.at.End, u.in = e.in.Start, in
		u.read = func() { w.inline(in.Start, in.End, false) }
	}
	if u.read == nil && u.name == "" {
		return // an empty note: MediaWiki prints an error, and no number
	}
	w.cite(u)
}

// group returns a group of notes.
func (w *wikiReader) group(name string) *wikiGroup {
	g := w.groups[name]
	if g == nil {
		g = &wikiGroup{id: w.lists, name: name, named: map[string]*wikiRef{}}
		w.lists++
		w.groups[name] = g
	}
	return g
}

// cite reads a use of a note, and the note where it is defined here.
func (w *wikiReader) cite(u wikiUse) {
	g := w.group(u.group)
	r := g.named[u.name]
	if r == nil && u.read == nil && u.name != "" {
		r = w.earlier[u.group+"\x00"+u.name]
	}
	if u.of != "" {
		w.main(g, u)
	}
	if r == nil {
		r = &wikiRef{group: g, name: u.name, span: u.at}
		w.refs = append(w.refs, r)
		if u.name != "" {
			g.named[u.name] = r
		}
	}
	if u.early {
		w.define(r, u)
	}
	if !w.listed || w.listing != u.group {
		w.count(r, u)
		n := &noteMark{}
		if name, _, _ := strings.Cut(r.name, "\x00"); name != "" && !strings.HasPrefix(name, sfnName) {
			n.tie = &Tie{Name: name}
		}
		r.marks = append(r.marks, n)
		mute := w.mute
		w.mute = 0
		start := len(w.flat.text)
		w.print("["+r.label+"]", u.at)
		w.flat.mark(start, mark{kind: noteMarker, note: n})
		w.mute = mute
	}
	if !u.early {
		w.define(r, u)
	}
}

// count gives a note its label, where it has none yet.
func (w *wikiReader) count(r *wikiRef, u wikiUse) {
	if r.label != "" {
		return
	}
	if u.of != "" {
		main := w.main(r.group, u)
		w.count(main, wikiUse{})
		main.parts++
		main.cited = true
		r.label = main.label + "." + strconv.Itoa(main.parts)
		return
	}
	r.group.count++
	r.label = groupLabel(r.group.name, r.group.count)
}

// main returns the note that another goes into more detail on.
func (w *wikiReader) main(g *wikiGroup, u wikiUse) *wikiRef {
	if g.named[u.of] == nil {
		g.named[u.of] = &wikiRef{group: g, name: u.of, span: u.at}
		w.refs = append(w.refs, g.named[u.of])
	}
	return g.named[u.of]
}

// define reads the text of a note. One that is defined again in other words
// is another entry of the same label: MediaWiki says so in red.
func (w *wikiReader) define(r *wikiRef, u wikiUse) {
	if u.read == nil {
		return
	}
	content := whitespace.Fold(w.at(u.in))
	if r.defined {
		if content == r.content {
			return
		}
		again := &wikiRef{group: r.group, name: r.name, label: r.label, cited: true}
		w.refs = append(w.refs, again)
		r = again
	}
	r.defined, r.content, r.span = true, content, u.in
	outer, listed, blocks := w.reading, w.listed, w.draft.blocks
	w.reading, w.listed, w.draft.blocks = r, false, nil
	w.apart(prose, u.read)
	own := w.draft.blocks
	w.reading, w.listed, w.draft.blocks = outer, listed, blocks
	for i := range own {
		own[i].note = true
		if own[i].kind == heading {
			own[i].kind = prose
		}
	}
	r.blocks = own
	w.notes = append(w.notes, own...)
}

// groupLabel is what MediaWiki prints for the n-th note of a group.
func groupLabel(group string, n int) string {
	switch group {
	case "":
		return strconv.Itoa(n)
	case "lower-alpha":
		return letters(n, "abcdefghijklmnopqrstuvwxyz")
	case "upper-alpha":
		return letters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "lower-greek":
		return letters(n, "αβγδεζηθικλμνξοπρστυφχψω")
	case "lower-roman":
		return roman(n)
	case "upper-roman":
		return strings.ToUpper(roman(n))
	}
	return group + " " + strconv.Itoa(n)
}

// letters counts a, b, …, z, aa, ab.
func letters(n int, alphabet string) string {
	signs := []rune(alphabet)
	label := ""
	for ; n > 0; n = (n - 1) / len(signs) {
		label = string(signs[(n-1)%len(signs)]) + label
	}
	return label
}

// references reads the place where a group's notes are listed; notes may be
// defined in it.
func (w *wikiReader) references(attributes map[string]string, in, at Span) {
	group := attributes["group"]
	g := w.group(group)
	g.place = wikiPlace{heading: w.section, span: at}
	outer, listed, mute := w.listing, w.listed, w.mute
	w.listing, w.listed = group, true
	w.mute++
	w.inline(in.Start, in.End, false)
	w.listing, w.listed, w.mute = outer, listed, mute
	for name, r := range g.named {
		if r.defined {
			w.earlier[group+"\x00"+name] = r
		}
	}
	delete(w.groups, group)
}

// finish makes the lists of the notes.
func (w *wikiReader) finish() {
	lists := make([]noteList, w.lists)
	for _, r := range w.refs {
		l := &lists[r.group.id]
		if !r.defined {
			for _, n := range r.marks {
				n.labels, n.list = []string{r.label}, -1
				if w.includes {
					n.labels = nil
				}
			}
			continue
		}
		label := r.label
		if label == "" {
			label = r.name // it is never cited, and so has no number
		}
		for _, n := range r.marks {
			n.labels, n.list = []string{label}, r.group.id
		}
		e := noteEntry{label: label, span: r.span, cited: r.cited, said: &r.said}
		e.fill(r.blocks)
		l.entries = append(l.entries, e)
		if l.heading == "" && isListHeading(r.group.place.heading) {
			l.heading = r.group.place.heading
		}
		l.span = r.group.place.span
	}
	for i := range lists {
		if l := &lists[i]; l.span == (Span{}) {
			l.measure()
		}
	}
	w.draft.notes = lists
	w.draft.blocks = append(w.notes, w.draft.blocks...)
}
