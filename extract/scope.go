package extract

import (
	"sort"
	"strings"
)

// listFor finds the list that a label cites from a place of the text: of those
// that hold it the nearest that follows, else the nearest before. Numbers
// restart in articles with a list for each chapter, so nearness decides. Of
// lists that stand together, such as notes and references behind one text, the
// one decides of which more is cited.
func (f *finder) listFor(key citation, from place) int {
	holders := f.holders[key]
	if len(holders) == 0 {
		return -1
	}
	i := sort.Search(len(holders), func(i int) bool { return !f.lists[holders[i]].at.before(from) })
	i = min(i, len(holders)-1)
	best := holders[i]
	for _, other := range holders[i+1:] {
		if f.lists[other].group != f.lists[best].group {
			break
		}
		if f.lists[other].cited > f.lists[best].cited {
			best = other
		}
	}
	return best
}

// groupLists finds the lists that stand together: nothing but headings is between
// them. It counts how many labels of each seem to be cited.
func (f *finder) groupLists() {
	for i := range f.lists {
		l := &f.lists[i]
		for _, ref := range l.References {
			l.cited += boolCount(f.cited[citation{l.Kind, LabelKey(ref.Label)}].all > 0)
		}
		l.group = i
		if i > 0 && !f.textBetween(f.lists[i-1].at, l.at) {
			l.group = f.lists[i-1].group
		}
	}
}

// textBetween says whether running text that belongs to no entry stands between
// two places.
func (f *finder) textBetween(from, to place) bool {
	for i := from.block; i <= to.block && i < len(f.blocks); i++ {
		b := &f.blocks[i]
		if b.kind == heading || b.note {
			continue
		}
		at, end := 0, len(b.text)
		if i == from.block {
			at = from.at
		}
		if i == to.block {
			end = to.at
		}
		for _, o := range append(f.owned[i], owned{end, end}) {
			if o.start > at && strings.Trim(b.text[at:min(o.start, end)], " \t\r\n*_-#") != "" {
				return true
			}
			at = max(at, o.end)
		}
	}
	return false
}
