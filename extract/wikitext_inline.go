package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"
)

// maxWikiDepth is how deep elements may nest; what is deeper is not read.
const maxWikiDepth = 40

// inline reads text; with line, up to the line's end or the next cell. It
// returns where it ended.
func (w *wikiReader) inline(from, to int, line bool) int {
	pending := from
	for at := from; at < to; {
		next := at + 1
		switch c := w.source[at]; c {
		case '\n', '\r':
			if line {
				w.plain(pending, at)
				return at
			}
		case '|', '!':
			if line && w.tables > 0 && w.isCellBreak(at) {
				w.plain(pending, at)
				return at
			}
		case '\'', '<', '{', '[', '&', '_', '~':
			w.plain(pending, at)
			next = w.sign(at, to)
			pending = next
			if next == at {
				next, pending = at+1, at
			}
		}
		at = next
	}
	w.plain(pending, to)
	return to
}

var wikiSwitch = pattern.New(`^__[A-Z]{3,30}__`)

// sign reads the markup at a place and returns where it ends; the place itself
// where there is none.
func (w *wikiReader) sign(at, to int) int {
	rest := w.source[at:to]
	switch rest[0] {
	case '\'', '~':
		n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
		if n > 1 && rest[0] == '\'' || n > 2 {
			return at + n
		}
		return at
	case '_':
		return at + len(wikiSwitch.FindString(rest[:min(len(rest), 40)]))
	case '&':
		length, decoded := entityAt(rest)
		if length == 0 || rest[length-1] != ';' {
			return at
		}
		w.print(decoded, Span{at, at + length})
		return at + length
	}
	if e := w.element(at); e != nil && e.end <= to {
		w.depth++
		if w.depth <= maxWikiDepth {
			w.read(e)
		}
		w.depth--
		return e.end
	}
	switch rest[0] {
	case '<':
		return w.htmlTag(at, to)
	case '[':
		return w.external(at, to)
	}
	return at
}

// read reads an element.
func (w *wikiReader) read(e *wikiElement) {
	switch e.kind {
	case wikiPlain:
		start := len(w.flat.text)
		w.plain(e.in.Start, e.in.End)
		w.flat.mark(start, mark{kind: codeMark})
	case wikiCode:
		if text := w.at(e.in); strings.TrimSpace(text) != "" {
			w.draft.blocks = append(w.draft.blocks, block{kind: code, text: text, origin: origin{base: e.in.Start}})
		}
	case wikiReference:
		w.reference(e)
	case wikiReferences:
		w.references(tagAttributes(w.at(e.tag)), e.in, Span{e.start, e.end})
	case wikiTemplate:
		w.template(e)
	case wikiLink:
		w.link(e)
	case wikiComment, wikiParameter:
	}
}

var (
	wikiFile     = pattern.New(`(?i)^(?:file|image|media|datei|bild|fichier|archivo|imagen|immagine|ficheiro|imagem|bestand|afbeelding|plik|fil|tiedosto|soubor|файл|изображение|ファイル|画像|文件|檔案|파일|ملف|קובץ)\s*:`)
	wikiCategory = pattern.New(`(?i)^(?:category|kategorie|catégorie|categoría|categoria|categorie|kategoria|kategori|luokka|категория|категорія|カテゴリ|category|分类|分類|분류|تصنيف|קטגוריה)\s*:`)
	wikiOther    = pattern.New(`^(?:[a-z]{2,3}|simple)(?:-[a-z]+)*:`)
	wikiOption   = pattern.New(`(?i)^\s*(?:thumb|thumbnail|frame|frameless|border|left|right|center|centre|none|upright|baseline|middle|mini|miniatur|vignette|[\d x]+px|(?:upright|alt|link|page|lang|class|thumb|start|thumbtime)\s*=.*)\s*$`)
)

// link reads `[[page|text]]`.
func (w *wikiReader) link(e *wikiElement) {
	parts := w.split(e.in, '|')
	target := w.trim(parts[0])
	last := parts[len(parts)-1]
	switch name := w.at(target); {
	case wikiFile.MatchString(name):
		if len(parts) > 1 && !wikiOption.MatchString(w.at(last)) {
			w.apart(cell, func() { w.inline(last.Start, last.End, false) })
		}
		return
	case wikiCategory.MatchString(name), len(parts) == 1 && wikiOther.MatchString(name):
		return
	case len(parts) == 1 || strings.TrimSpace(w.at(last)) == "":
		if strings.HasPrefix(name, ":") {
			target.Start++
		}
		w.plain(target.Start, target.End)
		return
	}
	w.inline(parts[1].Start, e.in.End, false)
}

var wikiScheme = pattern.New(`^(?i:https?://|ftps?://|gopher://|ircs?://|news:|mailto:|//)`)

// external reads `[https://… text]`.
func (w *wikiReader) external(at, to int) int {
	from := at + 1
	if at < w.noBracket || !wikiScheme.MatchString(w.source[from:min(to, from+16)]) {
		return at
	}
	end := from
	for end < to && strings.IndexByte(" \t\r\n<>[]\"", w.source[end]) < 0 && !strings.HasPrefix(w.source[end:], "''") && !strings.HasPrefix(w.source[end:], "{{") {
		end++
	}
	closing := end
	for closing < to && w.source[closing] != ']' {
		switch w.source[closing] {
		case '\n', '\r':
			w.noBracket = closing
			return at
		case '<', '{', '[':
			if e := w.element(closing); e != nil && e.end <= to {
				closing = max(e.end-1, closing)
			}
		}
		closing++
	}
	if closing >= to {
		w.noBracket = to
		return at
	}
	w.externalLink(Span{from, end}, Span{end, closing})
	return closing + 1
}

// externalLink hands on a link to an address, its words or else itself.
func (w *wikiReader) externalLink(address, words Span) {
	m := mark{kind: linkMark, target: w.at(address)}
	if strings.HasPrefix(m.target, "//") {
		m.target = "https:" + m.target
	}
	whole := !strings.HasPrefix(w.source[address.End:], "{{") // else a template makes the rest of it
	if w.mute > 0 || strings.TrimSpace(w.at(words)) == "" {
		w.inline(words.Start, words.End, false) // a note may stand in it
		words = Span{}
		mute := w.mute
		w.mute = 0
		w.space(address.Start)
		defer func() { w.mute = mute }()
	}
	start := len(w.flat.text)
	if words == (Span{}) {
		w.plain(address.Start, address.End)
	} else {
		words = w.trim(words)
		w.inline(words.Start, words.End, false)
	}
	if whole {
		w.flat.mark(start, m)
	}
}

var (
	wikiHTML   = pattern.New(`^</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*|/)?>`)
	codeTags   = map[string]bool{"code": true, "tt": true, "kbd": true, "samp": true, "var": true}
	wikiBreaks = map[string]bool{"br": true, "p": true, "div": true, "blockquote": true, "center": true, "li": true, "tr": true, "td": true, "th": true, "hr": true, "poem": true, "ul": true, "ol": true, "dd": true, "dt": true}
)

// htmlTag reads a tag of HTML.
func (w *wikiReader) htmlTag(at, to int) int {
	m := wikiHTML.FindStringSubmatch(w.source[at:min(to, at+maxWikiTag)])
	if m == nil {
		return at
	}
	name, closing := strings.ToLower(m[1]), w.source[at+1] == '/'
	switch {
	case name == "gallery":
		w.gallery = !closing
	case wikiBreaks[name]:
		w.print("\n", Span{at, at})
	case codeTags[name] && !closing && w.opened == "":
		w.opened, w.codeAt = name, len(w.flat.text)
	case name == w.opened && closing:
		if w.codeAt < len(w.flat.text) {
			w.flat.mark(w.codeAt, mark{kind: codeMark})
		}
		w.opened = ""
	}
	return at + len(m[0])
}
