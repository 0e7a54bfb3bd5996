package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"
)

var (
	rstNote      = pattern.New(`^\[(\d+|\*|#|#?[\pL\pN](?:[\pL\pN_.+:-]*[\pL\pN])?)\](?:[ \t]+|$)`)
	rstDirective = pattern.New(`^([\pL\pN](?:[\pL\pN_.+:-]*[\pL\pN])?) ?::(?:[ \t]+|$)`)
)

// explicit reads what begins with two dots: a note, a target, a directive, or
// a comment.
func (r *rstReader) explicit(i, end, indent int) int {
	if r.text(i) == ".." && (i+1 == end || r.lines[i+1].blank()) {
		r.waiting = nil
		return i + 1
	}
	next := r.indented(i+1, end, indent)
	text := r.text(i)
	mark := len(text) - len(strings.TrimLeft(text[2:], " \t"))
	text = text[mark:]
	switch {
	case strings.HasPrefix(text, "["):
		if m := rstNote.FindStringSubmatch(text); m != nil {
			r.note(i, next, mark, m)
			return next
		}
	case strings.HasPrefix(text, "_"):
		r.hyperlink(text[1:], i, next)
		return next
	case strings.HasPrefix(text, "|"):
		return next // what stands for `|name|` is seldom text
	default:
		if m := rstDirective.FindStringSubmatch(text); m != nil {
			r.waiting = nil
			r.directive(strings.ToLower(m[1]), i, next, mark+len(m[0]))
			return next
		}
	}
	r.waiting = nil
	return next
}

// note reads a footnote or a citation, m[0] behind the dots.
func (r *rstReader) note(i, end, mark int, m []string) {
	label, at := m[1], r.lines[i].start+mark
	e := rstEntry{label: label, citation: isRSTCitation(label), heading: r.section, span: Span{at, at + len(label) + 2}}
	index := len(r.entries)
	r.entries = append(r.entries, e)
	if key := LabelKey(label); label != "#" && label != "*" {
		if _, taken := r.notes[key]; !taken {
			r.notes[key] = index
		}
	}
	name := strings.TrimPrefix(label, "#")
	r.target(name, rstTarget{alias: "[" + label})
	for _, waiting := range r.waiting {
		r.target(waiting, rstTarget{alias: "[" + label})
	}
	r.waiting = nil
	outer := r.entry
	r.entry = index
	r.cut(i, mark+len(m[0]), end)
	r.nested(i, end)
	r.entry = outer
}

// hyperlink reads a target, text being what is behind its underscore.
func (r *rstReader) hyperlink(text string, i, end int) {
	if strings.HasPrefix(text, "_:") {
		r.anonymous = append(r.anonymous, r.address(strings.TrimSpace(text[2:]), i+1, end))
		return
	}
	name, rest, found := "", "", false
	if strings.HasPrefix(text, "`") {
		name, rest, found = strings.Cut(text[1:], "`:")
	} else {
		colon := strings.Index(text+" ", ": ")
		for colon > 0 && text[colon-1] == '\\' {
			step := strings.Index(text[colon+1:]+" ", ": ")
			if step < 0 {
				colon = -1
				break
			}
			colon += 1 + step
		}
		if colon >= 0 {
			name, rest, found = text[:colon], text[colon+1:], true
		}
	}
	if !found {
		return
	}
	address := r.address(strings.TrimSpace(rest), i+1, end)
	if address == "" {
		r.waiting = append(r.waiting, name)
		r.target(name, rstTarget{})
		return
	}
	t := rstTarget{url: strings.ReplaceAll(address, `\`, "")}
	if alias, ok := strings.CutSuffix(address, "_"); ok && !strings.Contains(address, "://") {
		t = rstTarget{alias: rstName(strings.Trim(alias, "`"))}
	}
	r.target(name, t)
	for _, waiting := range r.waiting {
		r.target(waiting, t)
	}
	r.waiting = nil
}

// What directives hold. Those that are named nowhere have an argument for the
// program and a body for the reader.
var (
	rstCode = words(`code; code-block; sourcecode; parsed-literal; literalinclude; math; raw; highlight; productionlist;
		doctest; testcode; testsetup; testoutput; testcleanup; prompt; ipython; ipython3; graphviz; digraph; graph; mermaid; plantuml; uml;
		command-output; program-output; jupyter-execute; plot; tikz; aafig; ditaa; seqdiag; blockdiag; actdiag; nwdiag; console; cli; asciinema;
		prolog; regexp; code-annotations; cpp-code; exec; exec_code; runblock; try_examples; altair-plot; pyscript; nbplot; eval-rst`)
	rstNothing = words(`image; include; toctree; contents; index; meta; default-role; role; default-domain; sectnum; section-numbering; title;
		currentmodule; module; bibliography; footbibliography; todolist; tags; target-notes; highlightlang; autosummary; inheritance-diagram; youtube; sitemap`)
	rstProse = words(`note; warning; admonition; tip; hint; important; caution; danger; error; attention; seealso; topic; sidebar; epigraph;
		pull-quote; highlights; compound; table; list-table; csv-table; versionadded; versionchanged; versionremoved; deprecated; todo; header; footer;
		dropdown; details; tab; tab-item; card; grid-item-card; figure-caption; glossary; container-note; impl-detail; line-block; hlist; pep-banner`)
	rstHeading = words(`rubric; centered`)
)

// directive reads a directive whose argument begins width bytes into line i.
func (r *rstReader) directive(name string, i, end, width int) {
	if name == "include" {
		r.includes = true
	}
	if name == "post" {
		r.state("date", r.text(i)[width:], r.lines[i].start+width, "post directive")
	}
	r.cut(i, width, end)
	options := i + 1
	for options < end && !r.lines[options].blank() && !rstField.MatchString(r.text(options)) {
		options++
	}
	content := options
	for content < end && !r.lines[content].blank() && options < end && !r.lines[options].blank() {
		content++
	}
	switch {
	case rstNothing[name]:
	case rstCode[name]:
		if options == content {
			content = min(i+1, end) // no options: the lines before the first blank one belong to it
		}
		r.code(content, end)
	case rstHeading[name]:
		if !r.lines[i].blank() {
			r.section = r.text(i)
			r.chunkOf(rstChunk{kind: heading, level: weakest}, i, i+1)
		}
	case !rstProse[name]:
		from := content
		if options == content && r.lines[i].blank() {
			from = i
		}
		r.nested(from, end)
	case options == content:
		r.nested(i, end)
	default:
		r.nested(i, options)
		r.nested(content, end)
	}
}
