package extract

import (
	"slices"
	"strings"
)

// bareLists finds the lists without labels: what stands under a list heading
// where no numbered list was found.
func bareLists(blocks []block, taken func(place) bool) []bareList {
	var lists []bareList
	for i := 0; i < len(blocks); i++ {
		if blocks[i].kind != heading || !isListHeading(blocks[i].text) {
			continue
		}
		list := bareList{heading: i}
		signs := 0
		for j := i + 1; j < len(blocks) && blocks[j].kind != heading; j++ {
			b := &blocks[j]
			if b.note || b.cites() || taken(place{j, 0}) || taken(place{j, len(b.text) - 1}) {
				list.entries = nil
				break
			}
			if b.kind == code || strings.TrimSpace(b.text) == "" {
				continue
			}
			list.entries = append(list.entries, j)
			if looksLikeReference(b.text) || hasWebLink(b) {
				signs++
			}
		}
		if len(list.entries) > 0 && 2*signs >= len(list.entries) {
			lists = append(lists, list)
		}
	}
	return lists
}

// cites says whether the block holds a marker of a note: it is running text,
// in a section on literature, say.
func (b *block) cites() bool {
	return slices.ContainsFunc(b.marks, func(m mark) bool { return m.kind == noteMarker })
}

// A bareList is a list without labels; each block is an entry.
type bareList struct {
	heading int
	entries []int
}

func hasWebLink(b *block) bool {
	for _, m := range b.marks {
		if m.kind == linkMark && isWeb(m.target) {
			return true
		}
	}
	return false
}

func isWeb(target string) bool {
	return strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://")
}
