package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// A wikiElement is a stretch of the source that opens and ends: a template, a
// link, a reference, a comment.
type wikiElement struct {
	kind  wikiKind
	start int // of all of it
	end   int
	tag   Span // the opening tag's attributes
	in    Span // what is inside
	empty bool // of a reference: it has no inside, <ref name="x" />
	cut   bool // of a reference: it is never closed
}

type wikiKind int

const (
	wikiComment    wikiKind = iota // <!-- … -->, and what prints nothing that is text: <math>
	wikiPlain                      // <nowiki>
	wikiCode                       // <pre>, <syntaxhighlight>
	wikiReference                  // <ref>
	wikiReferences                 // <references>
	wikiTemplate                   // {{ … }}
	wikiParameter                  // {{{ … }}}
	wikiLink                       // [[ … ]]
)

// verbatimTags are the tags whose inside is no wikitext.
var verbatimTags = map[string]wikiKind{
	"nowiki": wikiPlain, "pre": wikiCode, "syntaxhighlight": wikiCode, "source": wikiCode,
	"math": wikiComment, "chem": wikiComment, "ce": wikiComment, "score": wikiComment, "timeline": wikiComment, "graph": wikiComment,
	"templatedata": wikiComment, "mapframe": wikiComment, "maplink": wikiComment, "hiero": wikiComment, "templatestyles": wikiComment,
	"categorytree": wikiComment, "inputbox": wikiComment, "imagemap": wikiComment, "style": wikiComment, "script": wikiComment,
}

// A wikiScanner pairs what opens with what ends.
type wikiScanner struct {
	source string
	found  []wikiElement
	open   []wikiOpen
	base   int          // what is open below it is outside of the reference at hand
	ref    *wikiElement // the reference that is open
	outer  int          // base outside of it
	list   *wikiElement // the list of references that is open
	dead   map[string]bool
}

// A wikiOpen is a `{{`, `{{{` or `[[` that is open.
type wikiOpen struct {
	at   int
	kind wikiKind
}

// scanWiki finds the elements of a source, in order of where they begin.
func scanWiki(source string) []wikiElement {
	s := &wikiScanner{source: source, dead: map[string]bool{}}
	for at := 0; at < len(source); {
		i := strings.IndexAny(source[at:], "<{}[]")
		if i < 0 {
			break
		}
		at = s.step(at + i)
	}
	s.endReference(len(source), len(source))
	slices.SortFunc(s.found, func(a, b wikiElement) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	return s.found
}

// step reads the sign at a place and returns where to go on.
func (s *wikiScanner) step(at int) int {
	run := at + 1
	for run < len(s.source) && s.source[run] == s.source[at] && (run < at+4 || s.source[at] != ']') {
		run++
	}
	switch s.source[at] {
	case '<':
		return s.tag(at)
	case '{':
		n := run - at
		for ; n == 2 || n > 3; n -= 2 {
			s.open = append(s.open, wikiOpen{run - n, wikiTemplate})
		}
		if n == 3 {
			s.open = append(s.open, wikiOpen{run - n, wikiParameter})
		}
	case '}':
		s.closeBraces(at, run)
	case '[':
		if run-at > 1 {
			s.open = append(s.open, wikiOpen{run - 2, wikiLink})
		}
	case ']':
		if run-at == 3 {
			at++ // the first ends a link to the outside, [[a|[b c]]]
		}
		if run-at > 1 && len(s.open) > s.base && s.top().kind == wikiLink {
			o := s.pop()
			s.add(wikiElement{kind: wikiLink, start: o.at, end: at + 2, in: Span{o.at + 2, at}})
			return at + 2
		}
	}
	return run
}

func (s *wikiScanner) add(e wikiElement) { s.found = append(s.found, e) }

func (s *wikiScanner) top() wikiOpen { return s.open[len(s.open)-1] }

func (s *wikiScanner) pop() wikiOpen {
	o := s.top()
	s.open = s.open[:len(s.open)-1]
	return o
}

// closeBraces ends what a run of closing braces ends. A link that was not
// closed within the template is none.
func (s *wikiScanner) closeBraces(at, run int) {
	for run-at > 1 {
		for len(s.open) > s.base && s.top().kind == wikiLink {
			s.pop()
		}
		if len(s.open) <= s.base {
			return
		}
		switch o := s.pop(); {
		case o.kind == wikiParameter && run-at > 2:
			s.add(wikiElement{kind: wikiParameter, start: o.at, end: at + 3, in: Span{o.at + 3, at}})
			at += 3
		case o.kind == wikiParameter:
			s.add(wikiElement{kind: wikiTemplate, start: o.at + 1, end: at + 2, in: Span{o.at + 3, at}})
			at += 2
		default:
			s.add(wikiElement{kind: wikiTemplate, start: o.at, end: at + 2, in: Span{o.at + 2, at}})
			at += 2
		}
	}
}

var wikiTagName = pattern.New(`^</?([a-zA-Z]+)`)

// maxWikiTag is the longest tag that is read as one, in bytes.
const maxWikiTag = 1000

// tag reads a tag that has an inside of its own.
func (s *wikiScanner) tag(at int) int {
	if strings.HasPrefix(s.source[at:], "<!--") {
		end := len(s.source)
		if i := s.find("-->", at+4); i >= 0 {
			end = i + 3
		}
		s.add(wikiElement{kind: wikiComment, start: at, end: end})
		return end
	}
	m := wikiTagName.FindStringSubmatch(s.source[at:min(len(s.source), at+40)])
	if m == nil {
		return at + 1
	}
	behind := at + len(m[0])
	name := strings.ToLower(m[1])
	kind, verbatim := verbatimTags[name]
	if !verbatim && name != "ref" && name != "references" {
		return behind
	}
	end := tagEnd(s.source, behind)
	if end < 0 {
		return behind
	}
	closing, empty := s.source[at+1] == '/', s.source[end-2] == '/'
	e := wikiElement{kind: kind, start: at, end: end, tag: Span{behind, end - 1}, empty: empty}
	switch {
	case !verbatim:
		s.reference(name, e, closing)
	case closing || empty:
	default:
		from := s.find("</"+name, end)
		if from < 0 {
			return end
		}
		e.in, e.end = Span{end, from}, len(s.source)
		if shut := strings.IndexByte(s.source[from:], '>'); shut >= 0 {
			e.end = from + shut + 1
		}
		s.add(e)
		return e.end
	}
	return end
}

// tagEnd returns where the tag whose attributes begin at a place ends, or -1.
func tagEnd(source string, at int) int {
	end := strings.IndexAny(source[at:min(len(source), at+maxWikiTag)], "<>")
	if end < 0 || source[at+end] == '<' {
		return -1
	}
	return at + end + 1
}

// find looks for an ending, in whatever case, and remembers that there is none
// from here on.
func (s *wikiScanner) find(ending string, from int) int {
	if s.dead[ending] {
		return -1
	}
	for at := from; at < len(s.source); at++ {
		i := strings.IndexByte(s.source[at:], ending[0])
		if i < 0 {
			break
		}
		if at += i; len(s.source)-at >= len(ending) && strings.EqualFold(s.source[at:at+len(ending)], ending) {
			return at
		}
	}
	s.dead[ending] = true
	return -1
}

// reference reads a tag of a reference or of their list.
func (s *wikiScanner) reference(name string, e wikiElement, closing bool) {
	switch {
	case name == "references" && closing:
		if s.list != nil {
			s.list.in.End, s.list.end = e.start, e.end
			s.add(*s.list)
			s.list = nil
		}
	case name == "references":
		s.endReference(e.start, e.start)
		e.kind, e.in = wikiReferences, Span{e.end, e.end}
		if e.empty {
			s.add(e)
			return
		}
		if s.list != nil {
			s.add(*s.list)
		}
		s.list = &e
	case closing:
		s.endReference(e.start, e.end)
	case e.empty:
		e.kind = wikiReference
		s.add(e)
	default:
		s.endReference(e.start, e.start)
		e.kind, e.in.Start = wikiReference, e.end
		s.ref, s.outer, s.base = &e, s.base, len(s.open)
	}
}

// endReference ends the reference that is open. One that was never closed goes
// to the end of its paragraph.
func (s *wikiScanner) endReference(at, end int) {
	if at == len(s.source) && s.list != nil {
		s.add(*s.list)
		s.list = nil
	}
	if s.ref == nil {
		return
	}
	if at == end {
		s.ref.cut = true
		if i := strings.Index(s.source[s.ref.in.Start:at], "\n\n"); i >= 0 {
			at = s.ref.in.Start + i
			end = at
		}
	}
	s.ref.in.End, s.ref.end = at, end
	s.add(*s.ref)
	s.open = s.open[:s.base]
	s.ref, s.base = nil, s.outer
}

// uncut reads references that are never closed, and whose name another one
// defines, as uses that lack their slash.
func (w *wikiReader) uncut() {
	if !slices.ContainsFunc(w.elements, func(e wikiElement) bool { return e.cut }) {
		return
	}
	defined := map[string]bool{}
	for i := range w.elements {
		if e := &w.elements[i]; e.kind == wikiReference && !e.cut && strings.TrimSpace(w.at(e.in)) != "" {
			defined[tagAttributes(w.at(e.tag))["name"]] = true
		}
	}
	for i := range w.elements {
		e := &w.elements[i]
		if !e.cut {
			continue
		}
		if name := tagAttributes(w.at(e.tag))["name"]; name != "" && defined[name] {
			e.empty, e.in.End, e.end = true, e.in.Start, e.in.Start
		}
	}
}

// element returns the element that begins at a place, or nil. Of several the
// outermost is meant.
func (w *wikiReader) element(at int) *wikiElement {
	i := sort.Search(len(w.elements), func(i int) bool { return w.elements[i].start >= at })
	if i < len(w.elements) && w.elements[i].start == at {
		return &w.elements[i]
	}
	return nil
}

// split parts a stretch of the source at a sign, where that stands in no
// element.
func (w *wikiReader) split(in Span, sign byte) []Span {
	var parts []Span
	from := in.Start
	for at := in.Start; at < in.End; at++ {
		switch w.source[at] {
		case sign:
			parts = append(parts, Span{from, at})
			from = at + 1
		case '<', '{', '[':
			if e := w.element(at); e != nil && e.end <= in.End {
				at = max(e.end-1, at)
			}
		}
	}
	return append(parts, Span{from, in.End})
}

// trim returns a stretch of the source without the white space around it.
func (w *wikiReader) trim(s Span) Span {
	for s.Start < s.End && isSpace(w.source[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(w.source[s.End-1]) {
		s.End--
	}
	return s
}

func (w *wikiReader) at(s Span) string { return w.source[s.Start:s.End] }
