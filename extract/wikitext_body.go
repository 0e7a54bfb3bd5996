package extract

import (
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// body reads the lines of a page.
func (w *wikiReader) body(from, to int) {
	for at := from; at < to; {
		at = w.line(at, to)
	}
}

var wikiHeading = pattern.New(`^(={1,6})(.*?[^=].*?)(={1,6})[ \t]*(?:<!--.*-->[ \t]*)?$`)

// line reads what begins with the line at a place, and returns where the next
// line to read begins.
func (w *wikiReader) line(at, to int) int {
	end := min(at+lineLength(w.source[at:to]), to)
	line := w.source[at:end]
	next := min(behindLineEnd(w.source, end), to)
	trimmed := strings.TrimLeft(line, " \t")
	if table := strings.TrimLeft(line, " \t:"); strings.HasPrefix(table, "{|") {
		trimmed = table
	}
	if !strings.HasPrefix(line, "#") {
		w.counts = 0
	}
	switch {
	case trimmed == "":
		w.endBlock(prose)
		return next
	case w.gallery && line[0] != '<':
		w.endBlock(prose)
		at = w.inline(at+strings.IndexByte(line, '|')+1, to, true)
		w.endBlock(cell)
		return min(behindLineEnd(w.source, at), to)
	case line[0] == '=':
		if m := wikiHeading.FindStringSubmatchIndex(line); m != nil {
			w.endBlock(prose)
			w.inline(at+m[4], at+m[5], false)
			w.tables = 0
			w.headingBlock(min(m[3]-m[2], m[7]-m[6]))
			return next
		}
	case strings.HasPrefix(line, "----"):
		w.endBlock(prose)
		return next
	case strings.HasPrefix(trimmed, "{|"):
		w.endBlock(prose)
		w.tables++
		return next
	case w.tables > 0 && (trimmed[0] == '|' || trimmed[0] == '!'):
		return w.tableLine(at+len(line)-len(trimmed), to, next)
	case strings.IndexByte("*#:;", line[0]) >= 0:
		return w.item(at, to)
	}
	if e := w.element(at + len(line) - len(trimmed)); e != nil && e.kind == wikiTemplate && e.end <= to && e.end > end && w.isBox(e) {
		w.endBlock(prose)
		w.box(e)
		return e.end
	}
	if len(w.flat.text) > 0 {
		w.plain(at-1, at) // the line's end
	}
	at = w.inline(at, to, true)
	return min(behindLineEnd(w.source, at), to)
}

func (w *wikiReader) headingBlock(level int) {
	w.endBlock(heading)
	if n := len(w.draft.blocks); n > 0 && w.draft.blocks[n-1].kind == heading {
		w.draft.blocks[n-1].level = level
	}
}

// item reads an item of a list.
func (w *wikiReader) item(at, to int) int {
	w.endBlock(prose)
	from := at
	for at < to && strings.IndexByte("*#:;", w.source[at]) >= 0 {
		at++
	}
	kind, number := item, ""
	switch signs := w.source[from:at]; {
	case signs == "#":
		w.counts++
		number = strconv.Itoa(w.counts)
	case strings.Trim(signs, ":;") == "":
		kind = prose
	}
	end := w.inline(at, to, true)
	before := len(w.draft.blocks)
	w.endBlock(kind)
	if number != "" && len(w.draft.blocks) > before {
		w.draft.blocks[len(w.draft.blocks)-1].number = number
	}
	return min(behindLineEnd(w.source, end), to)
}

// tableLine reads a line of a table: its end, a row, a caption, or cells.
func (w *wikiReader) tableLine(at, to, next int) int {
	w.endBlock(cell)
	line := w.source[at:next]
	switch {
	case strings.HasPrefix(line, "|}") && !strings.HasPrefix(line, "|}}"):
		w.tables--
		return at + 2
	case strings.HasPrefix(line, "|-"):
		return next
	case strings.HasPrefix(line, "|+"):
		at++
	}
	w.heads = line[0] == '!'
	at = w.attributes(at+1, to)
	for {
		at = w.inline(at, to, true)
		w.endBlock(cell)
		if at+1 < to && w.isCellBreak(at) {
			at = w.attributes(at+2, to)
			continue
		}
		return min(behindLineEnd(w.source, at), to)
	}
}

// isCellBreak says whether the next cell begins at a place.
func (w *wikiReader) isCellBreak(at int) bool {
	return strings.HasPrefix(w.source[at:], "||") || w.heads && strings.HasPrefix(w.source[at:], "!!")
}

// attributes passes over the attributes of a cell, `style="…" | text`.
func (w *wikiReader) attributes(at, to int) int {
	for i := at; i < to; i++ {
		switch w.source[i] {
		case '\n', '\r', '[', '{', '<':
			return at
		case '!', '|':
			if w.isCellBreak(i) {
				return at
			}
			if w.source[i] == '|' {
				return i + 1
			}
		}
	}
	return at
}

// isBox says whether a template that begins a line stands apart from the text:
// an infobox, whose parameters begin lines of their own.
func (w *wikiReader) isBox(e *wikiElement) bool {
	name := w.templateName(e)
	return !isKnownTemplate(name) && !textTemplates[name] && strings.Contains(w.source[e.start:e.end], "\n")
}

// box reads each parameter of a template as a block of its own.
func (w *wikiReader) box(e *wikiElement) {
	if w.depth > maxWikiDepth {
		return
	}
	w.depth++
	for _, p := range w.parameters(e) {
		w.inline(p.value.Start, p.value.End, false)
		w.endBlock(cell)
	}
	w.depth--
}
