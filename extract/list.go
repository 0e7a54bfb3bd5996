package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"
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
	heading string // the words over the list, "" without
	headed  bool   // they stand in a line of their own
	from    int    // reading offset of the first start
	to      int    // reading offset of the last start
	end     place
}

// A place is an offset in a block's text.
type place struct{ block, at int }

func (p place) before(q place) bool { return p.block < q.block || p.block == q.block && p.at < q.at }

// textLists finds the lists that stand in the blocks as text. cited tells how
// often the running text cites a label, by kind and key.
func textLists(blocks []block, cited map[citation]uses) []run {
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
		if i+1 < len(accepted) {
			if next := accepted[i+1].starts[0]; (place{next.block, next.at}).before(accepted[i].end) {
				accepted[i].end = place{next.block, next.at} // a list of labels of another kind
			}
		}
	}
	return accepted
}

// A form is how the entries of a run show their labels, and of what kind.
type form struct {
	style style
	kind  Kind
}

// buildRuns groups the starts of all blocks into runs of one form. A heading
// ends all runs; the lists' own headings are remembered.
func buildRuns(blocks []block) []run {
	var done []run
	open := map[form]*run{}
	finish := func() {
		for s := styleBracket; s <= styleRaised; s++ {
			for k := KindNone; k <= KindFootnote; k++ {
				if r := open[form{s, k}]; r != nil {
					done = append(done, *r)
					delete(open, form{s, k})
				}
			}
		}
	}
	listHeading, level, offset, reached := -1, 0, 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading {
			finish()
			switch {
			case isListHeading(b.text):
				listHeading, level, reached = i, b.level, offset
			case b.level == 0 || b.level <= level:
				listHeading = -1
			}
		}
		for _, s := range startsIn(blocks, i) {
			at := offset + s.at
			r := open[form{s.style, s.kind}]
			switch {
			case r != nil && r.continues(blocks, s, at):
				r.starts = append(r.starts, s)
				r.to = at
			case r != nil && s.isStray() && at-r.to <= gapUnderHeading:
			case s.inline && !(s.labels[0] == "1" && (beginsAddress(b.text[s.body:]) || endsInListHeading(b.text[:s.at]))):
			default:
				if r != nil {
					done = append(done, *r)
				}
				if at-reached > gapWithout {
					listHeading = -1 // a table of contents names it, too
				}
				open[form{s.style, s.kind}] = newRun(blocks, s, listHeading, at)
			}
			reached = at
		}
		offset += len(b.text) + 1
	}
	finish()
	return done
}

// newRun begins a run. Its heading is the section's, or the line before its
// first entry, or what stands before the entry in its line.
func newRun(blocks []block, first start, heading, at int) *run {
	r := &run{starts: []start{first}, from: at, to: at}
	if heading >= 0 {
		r.heading, r.headed = blocks[heading].text, true
		return r
	}
	before := strings.TrimRight(blocks[first.block].text[max(0, first.at-2*maxHeading):first.at], " \t\r\n")
	line := before[strings.LastIndexAny(before, "\r\n")+1:]
	if first.title == "" && isListHeading(line) {
		r.heading, r.headed = line, true
	} else {
		r.heading = first.title
	}
	return r
}

// continues says whether s can be the run's next entry.
func (r *run) continues(blocks []block, s start, at int) bool {
	last := r.starts[len(r.starts)-1]
	gap := gapWithout
	if r.headed || s.style == styleBracket && s.at == 0 && number(s.labels[0]) == number(last.labels[0])+1 {
		gap = gapUnderHeading
	}
	if s.kind != last.kind || at-r.to > gap {
		return false
	}
	if blocks[last.block].aside && s.block > last.block+1 && !blocks[last.block+1].aside {
		return false // the text went on in between
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
	if r.headed && (s.style != styleDotted || s.at == 0) {
		return true
	}
	return next >= previous && (next <= previous+10 || beginsAddress(blocks[s.block].text[s.body:]))
}

// isStray says whether a start that goes on no run begins none either: a number
// at the start of a wrapped line, `p.\n123. Retrieved`.
func (s *start) isStray() bool { return s.style == styleDotted && s.at > 0 && s.labels[0] != "1" }

func number(label string) int {
	n, err := strconv.Atoi(label)
	if err != nil {
		return -1
	}
	return n
}

// referenceSign is what entries of reference lists hold and sentences seldom
// do: an address, an identifier, a year in brackets or behind a comma, pages.
var referenceSign = pattern.New(`(?i)https?:|www\.|doi[:.\s]|\b10\.\d{4,9}/|\bISBN\b|\bISSN\b|\barXiv\b|\(?\b(?:19|20)\d\d[a-z]?\)?[.,:;)]|\bpp?\. ?\d|\bvol\. ?\d|\bet al\b|\bibid\b|\bRetrieved\b|\bAccessed\b|\bed\.\)`)

func looksLikeReference(text string) bool {
	text = text[:min(len(text), 1200)]
	return strings.Contains(text, "http://") || strings.Contains(text, "https://") || referenceSign.MatchString(text)
}

// A weight is what speaks for a run to be a list: how many of its entries rise
// above the one before, look like references, carry addresses, are cited, are
// cited by raised numbers, are cited in plain running text, and are cited before
// they come.
type weight struct{ rising, signs, addresses, cited, raised, plainly, before int }

func (r *run) weigh(blocks []block, cited map[citation]uses) weight {
	w := weight{rising: 1}
	for i, s := range r.starts {
		if i > 0 && number(s.labels[0]) > number(r.starts[i-1].labels[0]) {
			w.rising++
		}
		text := r.firstText(blocks, i)
		if looksLikeReference(text) {
			w.signs++
		}
		if strings.Contains(text, "://") || beginsAddress(text) || r.linked(blocks, i) {
			w.addresses++
		}
		own := uses{}
		if s.counted {
			own = uses{all: 1, raised: 1}
		}
		var most uses
		before := false
		for _, label := range s.labels {
			u := cited[citation{s.kind, LabelKey(label)}]
			most = uses{all: max(most.all, u.all), raised: max(most.raised, u.raised), plain: max(most.plain, u.plain)}
			before = before || u.all > 0 && u.first.before(place{s.block, s.at})
		}
		w.plainly += boolCount(most.plain > 0)
		w.before += boolCount(before)
		w.cited += boolCount(most.all > own.all)
		w.raised += boolCount(most.raised > own.raised)
	}
	return w
}

// isList weighs what speaks for the run: a heading, entries that look like
// references, labels that rise, and markers in the text that cite them. A
// numbered list of steps has none but the third. Where a list with brackets is
// known (bracketed), markers speak for it and for no other style.
func (r *run) isList(blocks []block, cited map[citation]uses, bracketed bool) bool {
	n, w, first := len(r.starts), r.weigh(blocks, cited), &blocks[r.starts[0].block]
	most := func(count int) bool { return 2*count >= n }
	rises := 5*w.rising >= 4*n
	if first.chrome && !first.aside && w.cited == 0 {
		return false // a comment's, whose markers are not read
	}
	switch r.starts[0].style {
	case styleDefinition:
		return true
	case styleBracket:
		if r.starts[0].kind == KindKey && (!r.headed && n < 3 || !r.hasKeys() && n < 2 || !r.hasKeys() && (w.cited == 0 || r.repeats()) || !most(w.addresses) && !most(w.signs) && (!r.headed || !most(w.cited))) {
			return false // words in brackets: a wiki's edit links, a marker at the start of a wrapped line
		}
		if !r.headed && r.onlyLinks(blocks) && !most(w.plainly) {
			return false // a row of links that are called by their numbers
		}
		return r.headed || n >= 2 && rises && (most(w.addresses) || most(w.signs) && most(w.cited)) ||
			5*w.before >= 4*n && r.endsText(blocks) && (n >= 2 || isLone(cited)) || w.cited == 1 && isLone(cited) && r.isAddress(blocks)
	case styleDotted:
		switch {
		case r.headed:
			return most(w.addresses) || most(w.signs) || most(w.cited) && !bracketed || r.starts[0].kind == KindNote
		case r.starts[0].kind == KindNote:
			return false
		case first.signed && !bracketed && most(w.cited):
			return true
		case first.aside:
			return w.raised == n && rises && !r.onlyLinks(blocks)
		}
		return n >= 2 && rises && 5*w.addresses >= 4*n && 2*w.cited > n && w.before > 0 && !first.chrome
	case styleRaised:
		// A raised number at the start of a paragraph answers the same number
		// raised in the text.
		return n >= 2 && rises && r.headed || !bracketed && w.raised == n && rises && (n >= 2 || first.signed)
	default:
		return n >= 2 && rises && r.headed
	}
}

// isLone says whether nothing cites a second number: a list of one may do.
func isLone(cited map[citation]uses) bool { return cited[citation{KindNumber, "2"}].all == 0 }

// isAddress says whether the run is the one reference of a short text: `[1]` and
// an address.
func (r *run) isAddress(blocks []block) bool {
	s := r.starts[0]
	return len(r.starts) == 1 && s.labels[0] == "1" && beginsAddress(blocks[s.block].text[s.body:])
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

// linked says whether the entry carries a link to another page.
func (r *run) linked(blocks []block, i int) bool {
	s := r.starts[i]
	b := &blocks[s.block]
	end := len(b.text)
	if i+1 < len(r.starts) && r.starts[i+1].block == s.block {
		end = r.starts[i+1].at
	}
	return slices.ContainsFunc(b.marksIn(s.at, end), func(m mark) bool { return m.kind == linkMark && isWeb(m.target) })
}

// endsText says whether the run stands at the very end of the text and counts up
// from 1 without a gap, each label at the start of a line: so notes are written
// where no heading is set over them.
func (r *run) endsText(blocks []block) bool {
	for i, s := range r.starts {
		if s.inline || s.labels[0] != strconv.Itoa(i+1) {
			return false
		}
	}
	last := r.starts[len(r.starts)-1]
	rest := len(blocks[last.block].text) - last.body
	for _, b := range blocks[last.block+1:] {
		if b.kind == heading {
			return false
		}
		rest += len(b.text)
	}
	return rest < gapWithout
}

// hasKeys says whether most labels look like keys and not like words.
func (r *run) hasKeys() bool {
	keys := 0
	for _, s := range r.starts {
		keys += boolCount(looksLikeKey(s.labels[0]))
	}
	return 2*keys >= len(r.starts)
}

// repeats says whether a label begins several entries.
func (r *run) repeats() bool {
	seen := map[string]bool{}
	return slices.ContainsFunc(r.starts, func(s start) bool {
		known := seen[LabelKey(s.labels[0])]
		seen[LabelKey(s.labels[0])] = true
		return known
	})
}

// onlyLinks says whether every entry is a link and nothing else, as in a list of
// other stories.
func (r *run) onlyLinks(blocks []block) bool {
	return !slices.ContainsFunc(r.starts, func(s start) bool {
		b := &blocks[s.block]
		m := b.markAt(s.body)
		if label := b.markAt(s.at); s.body > s.at && label != nil {
			m = label // the label itself is the link
		}
		return m == nil || m.kind != linkMark || strings.TrimSpace(b.text[m.end:m.end+lineLength(b.text[m.end:])]) != ""
	})
}

// withoutOverlaps keeps, of runs that lie over each other, the one with a
// heading, then the one with more entries.
func withoutOverlaps(runs []run) []run {
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	over := overlaps(runs)
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &runs[i], &runs[j]
		return cmp.Or(boolCount(b.headed)-boolCount(a.headed), cmp.Compare(len(b.starts), len(a.starts)), cmp.Compare(a.starts[0].style, b.starts[0].style))
	})
	dropped := make([]bool, len(runs))
	for _, i := range order {
		for _, j := range over[i] {
			dropped[j] = dropped[j] || !dropped[i]
		}
	}
	kept := runs[:0]
	for i := range runs {
		if !dropped[i] {
			kept = append(kept, runs[i])
		}
	}
	return kept
}

// overlaps returns, for runs in order, which others each one lies over. Runs of
// one style never do, so that there are few.
func overlaps(runs []run) [][]int {
	over := make([][]int, len(runs))
	var open []int
	for i := range runs {
		open = slices.DeleteFunc(open, func(j int) bool { return runs[j].to < runs[i].from })
		for _, j := range open {
			over[i], over[j] = append(over[i], j), append(over[j], i)
		}
		open = append(open, i)
	}
	return over
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
