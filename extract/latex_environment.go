package extract

import (
	"strings"

	"github.com/citelint/citelint/whitespace"
)

// environment reads the beginning or the end of an environment.
func (r *latexReader) environment(begins bool) {
	span, next, ok := r.braces(r.at)
	if !ok {
		return
	}
	r.at = next
	name := strings.TrimSpace(r.src[span.Start:span.End])
	plain := strings.TrimSuffix(name, "*")
	switch {
	case name == "document":
		r.body, r.ended = begins, !begins
		r.out.flush()
	case begins && (latexVerbatim[plain] || latexGone[name] || latexGone[plain]):
		r.passOver(name, latexVerbatim[plain])
	case latexMath[plain] && begins:
		r.skipArguments(latexArguments[name])
		r.beginMath(plain)
	case latexMath[plain]:
		if r.math == plain {
			r.endMath()
		}
	case plain == "thebibliography" || plain == "biblist" || plain == "references":
		r.bibliographyList(begins)
	default:
		r.paragraph()
		if latexLists[plain] {
			r.list(begins, plain)
		}
		if begins {
			r.skipOptions()
			r.skipArguments(latexArguments[name])
		}
	}
}

// list begins or ends a list of items.
func (r *latexReader) list(begins bool, name string) {
	if begins {
		r.items = append(r.items, boolCount(name == "enumerate" || name == "compactenum"))
		return
	}
	if len(r.items) > 0 {
		r.items = r.items[:len(r.items)-1]
	}
	if len(r.items) == 0 {
		r.out.kind = prose
	}
}

// passOver passes over an environment that is not LaTeX: program text, which
// becomes a block of code, or what is no part of the text. A bibliography may be
// kept in one.
func (r *latexReader) passOver(name string, isCode bool) {
	from, end := r.at, strings.Index(r.src[r.at:], `\end{`+name+`}`)
	next := len(r.src)
	if end < 0 {
		end = len(r.src)
	} else {
		end += from
		next = end + len(`\end{`) + len(name) + 1
	}
	r.at = next
	r.paragraph()
	if strings.HasPrefix(name, "filecontents") {
		r.keepFile(from, end)
	}
	if isCode && r.body && r.silent == 0 && r.out.entry == nil && strings.TrimSpace(r.src[from:end]) != "" {
		r.out.draft.blocks = append(r.out.draft.blocks, block{kind: code, text: r.src[from:end], origin: origin{base: r.base + from}})
	}
}

// A keptFile is a file that a source holds within itself.
type keptFile struct {
	text string
	base int
}

// keepFile remembers a file that the source writes beside itself:
// \begin{filecontents}{refs.bib}.
func (r *latexReader) keepFile(from, end int) {
	at := r.at
	r.at = from
	r.skipOptions()
	span, next, ok := r.braces(r.at)
	r.at = at
	if ok && next <= end {
		r.kept[strings.TrimSpace(r.src[span.Start:span.End])] = keptFile{r.src[next:end], r.base + next}
	}
}

// verb reads program text within a line: \verb|x|, \lstinline{x}.
func (r *latexReader) verb(name string) {
	r.skipOptions()
	if name == "mintinline" {
		r.skipArguments(1)
	}
	if r.at >= len(r.src) || isSpace(r.src[r.at]) {
		return
	}
	shut := r.src[r.at]
	if shut == '{' {
		shut = '}'
	}
	line := r.src[r.at+1 : r.at+1+lineLength(r.src[r.at+1:min(len(r.src), r.at+1+maxArgument)])]
	end := strings.IndexByte(line, shut)
	if end < 0 {
		return
	}
	start := len(r.out.flat.text)
	r.write(line[:end], r.at+1)
	if r.body && r.silent == 0 {
		r.out.flat.mark(start, mark{kind: codeMark})
	}
	r.at += 1 + end + 1
}

// bibliographyList begins or ends a list of \bibitem.
func (r *latexReader) bibliographyList(begins bool) {
	r.out.flush()
	r.out.entry, r.out.kind = nil, prose
	if !begins {
		r.endPrologue()
		r.works = -1
		return
	}
	r.skipOptions()
	r.skipArguments(1)
	r.beginWorks()
	r.silent++ // what stands before the first entry defines its commands
	r.prologue = true
}

// beginWorks begins a list of works.
func (r *latexReader) beginWorks() {
	if !r.body {
		return
	}
	r.works = len(r.out.draft.notes)
	r.hasWorks = true
	r.out.draft.notes = append(r.out.draft.notes, noteList{})
}

// bibitem begins an entry: \bibitem[label]{key}, or \bib{key}{type}{fields} of
// the amsrefs package.
func (r *latexReader) bibitem(name string, from int) {
	label, next, _ := r.brackets(r.spaceTo(r.at), '[', ']')
	if label.Start > 0 {
		r.at = next
	}
	key, next, ok := r.braces(r.at)
	if !ok {
		return
	}
	r.at = next
	if name == "bib" {
		r.skipArguments(1)
	}
	r.endPrologue()
	if !r.body || r.silent > 0 {
		return
	}
	w := r.out
	w.flush()
	if r.works < 0 {
		r.beginWorks()
	}
	list := &w.draft.notes[r.works]
	e := noteEntry{label: strings.TrimSpace(r.src[key.Start:key.End]), span: Span{r.base + from, r.base + next}}
	list.entries = append(list.entries, e)
	w.entry, w.kind = &entryRef{r.works, len(list.entries) - 1}, prose
	r.printed[*w.entry] = printedLabel(r.src[label.Start:label.End], len(list.entries))
}

func (r *latexReader) endPrologue() {
	if r.prologue {
		r.prologue = false
		r.silent--
	}
}

// printedLabel returns what the document prints for the n-th entry, where that
// does not depend on its style: its number, or a plain label that it is given.
func printedLabel(label string, n int) string {
	switch {
	case label == "":
		return numberLabel(n)
	case strings.ContainsAny(label, `\{}()~$`) || len(label) > maxBracket:
		return ""
	}
	return whitespace.Fold(label)
}
