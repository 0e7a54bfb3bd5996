package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// captionWords are the first words of captions, in lower case, before a number
// or a letter: `Figure 3.`, `Abb. 2`.
var captionWords = []string{
	"figure", "fig.", "table", "box", "chart", "exhibit", "plate", "scheme", "abbildung", "abb.", "tabelle", "tab.", "kasten", "tableau", "figura", "gráfico",
	"tabla", "tabela", "tabella", "tafel", "рис.", "рисунок", "таблица", "図", "表", "图", "圖",
}

// startsCaption says whether a text begins like a caption.
func startsCaption(text string) bool {
	text = strings.TrimLeft(strings.TrimLeft(text[:min(len(text), 64)], " \t\r\n"), "*_")
	for _, word := range captionWords {
		if len(text) >= len(word) && (text[0]|0x20 == word[0] || word[0] >= utf8.RuneSelf) && strings.EqualFold(text[:len(word)], word) {
			rest := strings.TrimLeft(text[len(word):], " \t\r\n")
			return rest != "" && isWordByte(rest[0]) && rest[0] != '_'
		}
	}
	return false
}

// isApart says whether a block's place in the source says nothing of when it is
// read: the cells of tables, captions, asides.
func (b *block) isApart() bool {
	return b.kind == cell || b.aside || b.caption || startsCaption(b.text) ||
		strings.Contains(b.text, "(A)") && strings.Contains(b.text, "(B)") // the panels of a figure
}

// longestTitle is how long the line above a caption may be, in bytes.
const longestTitle = 200

// setApart notes the blocks with markers that stand apart: those that say it,
// and those below a short line that does.
func (f *finder) setApart(markers []placed) {
	last := -1
	for i := range markers {
		index := markers[i].at.block
		if index == last {
			continue
		}
		last = index
		b := &f.blocks[index]
		below := index > 0 && len(f.blocks[index-1].text) < longestTitle && f.blocks[index-1].isApart()
		if below || b.isApart() {
			f.article.SetApart = append(f.article.SetApart, b.span(0, len(b.text)))
		}
	}
	slices.SortFunc(f.article.SetApart, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
}
