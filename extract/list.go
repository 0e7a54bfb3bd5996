package extract

import (
	"cmp"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// How far the next entry of a list may begin behind the last one, in bytes of
// reading text: entries under a heading may be long, without one they must
// look like a list.
const (
	gapUnderHeading = 6000
	gapWithout      = 1500
)

// A run is a sequence of starts that may be one list.
type run struct {
	starts  []start
	heading int // index of the heading block, or -1
	from    int // reading offset of the first start
	to      int // reading offset of the last start
	end     place
}

// A place is an offset in a block's text.
type place struct{ block, at int }

func (p place) before(q place) bool { return p.block < q.block || p.block == q.block && p.at < q.at }

// textLists finds the lists that stand in the blocks as text. cited tells how
// often the running text cites a label, by kind and key.
func textLists(blocks []block, cited map[citation]int) []run {
	var accepted []run
	runs := buildRuns(blocks)
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(a.starts[0].style, b.starts[0].style) })
	for _, r := range runs {
		if r.isList(blocks, cited, len(accepted) > 0 && accepted[0].starts[0].style == styleBracket) {
			accepted = append(accepted, r)
		}
	}
	accepted = withoutOverlaps(accepted)
	for i := range accepted {
		accepted[i].end = accepted[i].findEnd(blocks)
	}
	return accepted
}

// buildRuns groups the starts of all blocks into runs of one style. A heading
// ends all runs; the lists' own headings are remembered.
func buildRuns(blocks []block) []run {
	var done []run
	open := map[style]*run{}
	finish := func() {
		for s := styleBracket; s <= styleRaised; s++ {
			if r := open[s]; r != nil {
				done = append(done, *r)
				delete(open, s)
			}
		}
	}
	listHeading, level, offset := -1, 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading {
			finish()
			switch {
			case isListHeading(b.text):
				listHeading, level = i, b.level
			case b.level == 0 || b.level <= level:
				listHeading = -1
			}
		}
		for _, s := range startsIn(blocks, i) {
			at := offset + s.at
			r := open[s.style]
			switch {
			case r != nil && r.continues(blocks, s, at):
				r.starts = append(r.starts, s)
				r.to = at
			case s.inline && !(s.labels[0] == "1" && beginsAddress(b.text[s.body:])):
			default:
				if r != nil {
					done = append(done, *r)
				}
				open[s.style] = &run{starts: []start{s}, heading: listHeading, from: at, to: at}
			}
		}
		offset += len(b.text) + 1
	}
	finish()
	return done
}

// continues says whether s can be the run's next entry.
func (r *run) continues(blocks []block, s start, at int) bool {
	last := r.starts[len(r.starts)-1]
	gap := gapWithout
	if r.heading >= 0 {
		gap = gapUnderHeading
	}
	if s.kind != last.kind || at-r.to > gap {
		return false
	}
	if s.kind != KindNumber {
		return !s.inline
	}
	next, previous := number(s.labels[0]), number(last.labels[0])
	if s.inline {
		follows := next == number(last.labels[len(last.labels)-1])+1
		return follows && (beginsAddress(blocks[s.block].text[s.body:]) ||
			s.block == last.block && looksLikeReference(blocks[s.block].text[last.body:s.at]))
	}
	if next == 1 && len(r.starts) > 1 {
		return false
	}
	return r.heading >= 0 || next >= previous && (next <= previous+10 || beginsAddress(blocks[s.block].text[s.body:]))
}

func number(label string) int {
	n, err := strconv.Atoi(label)
	if err != nil {
		return -1
	}
	return n
}

// referenceSign is what entries of reference lists hold and sentences seldom
// do: an address, an identifier, a year in brackets or behind a comma, pages.
var referenceSign = regexp.MustCompile(`(?i)https?:|www\.|doi[:.\s]|\b10\.\d{4,9}/|\bISBN\b|\bISSN\b|\barXiv\b|\(?\b(?:19|20)\d\d[a-z]?\)?[.,:;)]|\bpp?\. ?\d|\bvol\. ?\d|\bet al\b|\bibid\b|\bRetrieved\b|\bAccessed\b|\bed\.\)`)

func looksLikeReference(text string) bool {
	return referenceSign.MatchString(text[:min(len(text), 1200)])
}

// isList weighs what speaks for the run: a heading, entries that look like
// references, labels that rise, and markers in the text that cite them. A
// numbered list of steps has none but the third. Where a list with brackets is
// known (bracketed), markers speak for it and for no other style.
func (r *run) isList(blocks []block, cited map[citation]int, bracketed bool) bool {
	n := len(r.starts)
	rising, signs, addresses, citedEntries := 1, 0, 0, 0
	for i, s := range r.starts {
		if i > 0 && number(s.labels[0]) > number(r.starts[i-1].labels[0]) {
			rising++
		}
		text := r.firstText(blocks, i)
		if looksLikeReference(text) {
			signs++
		}
		if strings.Contains(text, "://") || beginsAddress(text) || r.linked(blocks, i) {
			addresses++
		}
		for _, label := range s.labels {
			// The entry's own label was counted with the markers.
			if own := s.style == styleBracket; cited[citation{s.kind, labelKey(label)}] > boolCount(own) {
				citedEntries++
				break
			}
		}
	}
	headed := r.heading >= 0
	most := func(count int) bool { return 2*count >= n }
	switch r.starts[0].style {
	case styleDefinition:
		return true
	case styleBracket:
		if headed {
			return true
		}
		return n >= 2 && 5*rising >= 4*n && (most(addresses) || most(signs) && most(citedEntries))
	case styleDotted:
		if headed {
			return most(addresses) || most(signs) || most(citedEntries) && !bracketed
		}
		return n >= 2 && 5*rising >= 4*n && 5*addresses >= 4*n && 2*citedEntries > n
	default:
		return n >= 2 && 5*rising >= 4*n && headed
	}
}

func boolCount(b bool) int {
	if b {
		return 1
	}
	return 0
}

// firstText returns the text of the i-th entry within its own block.
func (r *run) firstText(blocks []block, i int) string {
	s := r.starts[i]
	text := blocks[s.block].text[s.body:]
	if i+1 < len(r.starts) && r.starts[i+1].block == s.block {
		text = blocks[s.block].text[s.body:r.starts[i+1].at]
	}
	if text == "" && s.block+1 < len(blocks) {
		return blocks[s.block+1].text
	}
	return text
}

// linked says whether the entry's own block carries a link to another page.
func (r *run) linked(blocks []block, i int) bool {
	s := r.starts[i]
	for _, m := range blocks[s.block].marks {
		if m.kind == linkMark && m.start >= s.at && isWeb(m.target) {
			return true
		}
	}
	return false
}

// withoutOverlaps keeps, of runs that lie over each other, the one with a
// heading, then the one with more entries.
func withoutOverlaps(runs []run) []run {
	sort.SliceStable(runs, func(i, j int) bool {
		if a, b := runs[i].heading >= 0, runs[j].heading >= 0; a != b {
			return a
		}
		return len(runs[i].starts) > len(runs[j].starts)
	})
	var kept []run
	for _, r := range runs {
		free := true
		for _, k := range kept {
			free = free && (r.to < k.from || r.from > k.to)
		}
		if free {
			kept = append(kept, r)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].from < kept[j].from })
	return kept
}

// findEnd tells where the last entry ends: with its line where each of the
// others is one line, else with its block, and with the blocks behind that
// hold nothing but an address.
func (r *run) findEnd(blocks []block) place {
	last := r.starts[len(r.starts)-1]
	b := &blocks[last.block]
	end := place{last.block, len(b.text)}
	if len(r.starts) > 2 && r.oneLineEach(blocks) {
		end.at = last.body + lineLength(b.text[last.body:])
	}
	if end.at < len(b.text) || !(r.spansBlocks() || strings.TrimSpace(b.text[last.body:]) == "") {
		return end
	}
	for next := last.block + 1; next < len(blocks) && next <= last.block+2; next++ {
		nb := &blocks[next]
		if nb.kind == heading || nb.note || !looksLikeReference(nb.text) || len(nb.text) > gapWithout {
			break
		}
		end = place{next, len(nb.text)}
	}
	return end
}

// oneLineEach says whether every entry but the last is a single line.
func (r *run) oneLineEach(blocks []block) bool {
	for i := 0; i+1 < len(r.starts); i++ {
		s, next := r.starts[i], r.starts[i+1]
		if next.block != s.block {
			if strings.ContainsAny(blocks[s.block].text[s.body:], "\n\r") {
				return false
			}
			continue
		}
		if next.inline || strings.ContainsAny(strings.TrimSpace(blocks[s.block].text[s.body:next.at]), "\n\r") {
			return false
		}
	}
	return true
}

// spansBlocks says whether some entry goes over several blocks.
func (r *run) spansBlocks() bool {
	for i := 0; i+1 < len(r.starts); i++ {
		if r.starts[i+1].block > r.starts[i].block+1 {
			return true
		}
	}
	return false
}

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
			if b.note || taken(place{j, 0}) || taken(place{j, len(b.text) - 1}) {
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
