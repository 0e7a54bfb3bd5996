package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/citelint/citelint/whitespace"
)

// find fills the article from a reader's draft. Structure comes first: notes
// that the format ties to their markers are taken as they are. Then the text
// speaks: lists are found by how their entries begin, and a bracket becomes a
// marker because a list of its kind exists, not because it has brackets.
func find(a *Article, d *draft) *finder {
	a.Title, a.Published, a.Modified, a.Merged, a.Apart = d.title, d.published, d.modified, d.merged, d.apart
	f := &finder{article: a, blocks: d.blocks, owned: map[int][]owned{}, labels: map[int][]owned{}, citing: d.citing}
	if f.citing != byTags {
		f.cited = f.citedLabels()
		f.takeRuns(textLists(d.blocks, f.cited))
	}
	f.takeBare(bareLists(d.blocks, f.isOwned))
	if f.citing == byText {
		f.takeSymbols()
	}
	f.takeNotes(d.notes)
	f.orderLists()
	f.citedElsewhere()
	f.quoted = quotedEntries(d.blocks)
	f.requests()
	f.links()
	f.markers()
	f.hidden(d.hidden)
	f.residue()
	return f
}

// A finder holds the state of reading one article.
type finder struct {
	article *Article
	blocks  []block
	citing  citing            // as its draft says
	cited   map[citation]uses // how often the text seems to cite each label
	owned   map[int][]owned   // by block: what belongs to entries, in order
	labels  map[int][]owned   // by block: the labels of entries, in order
	lists   []foundList
	highest int // the highest number among the labels

	holders   map[citation][]int // the lists that hold a label for plain brackets, in reading order: textual ones, and those with keys
	textual   map[Kind]bool      // the kinds of the textual lists
	hasKeys   bool               // a list has keys for labels
	quoted    map[citation]bool  // labels of entries that stand as program text
	symbols   []candidate        // citations by a sign, `*`
	glued     []candidate        // numbers behind a name, `isWet[5]`
	sentences int                // bytes of the markers' sentences so far

	citations   int  // how many labels seem to be cited
	raisedCites bool // some by raised numbers

	ofNote map[int]int // the place in lists of a list of draft.notes
}

// owned is a part of a block's text that belongs to a list's entry.
type owned struct{ start, end int }

// A foundList is a list on its way into the article.
type foundList struct {
	List
	note    int   // index into draft.notes, or -1
	at      place // where it begins in reading order
	textual bool  // plain brackets cite it
	group   int   // the same for lists that stand together
	cited   int   // how many of its labels seem to be cited
}

// A uses counts how often a label seems to be cited, how often by a raised
// number, how often in plain running text, and where it first is.
type uses struct {
	all, raised, plain int
	first              place
}

// citedLabels counts how often each label has the shape of being cited.
func (f *finder) citedLabels() map[citation]uses {
	cited := map[citation]uses{}
	for c := range f.candidates() {
		if c.context == glued && c.tok.kind == KindNumber {
			f.glued = append(f.glued, c)
		}
		if b := &f.blocks[c.block]; c.context >= glued || b.note || b.chrome && !b.aside {
			continue
		}
		for _, label := range c.tok.labels {
			key := citation{c.tok.kind, LabelKey(label)}
			u := cited[key]
			if u.all++; u.all == 1 {
				u.first = place{c.block, c.start}
			}
			f.citations++
			f.raisedCites = f.raisedCites || c.raised
			u.raised += boolCount(c.raised)
			u.plain += boolCount(c.context == plain)
			cited[key] = u
		}
	}
	return cited
}

// isOwned says whether a place belongs to an entry of a list.
func (f *finder) isOwned(p place) bool {
	return f.blocks[p.block].note || isWithin(f.owned[p.block], p)
}

// isWithin says whether a place is in one of the parts of its block, in order.
func isWithin(spans []owned, p place) bool {
	i := sort.Search(len(spans), func(i int) bool { return max(spans[i].end, spans[i].start+1) > p.at })
	return i < len(spans) && p.at >= spans[i].start
}

// own marks the text between two places as belonging to a list.
func (f *finder) own(from, to place) {
	for i := from.block; i <= to.block; i++ {
		start, end := 0, len(f.blocks[i].text)
		if i == from.block {
			start = from.at
		}
		if i == to.block {
			end = to.at
		}
		f.owned[i] = append(f.owned[i], owned{start, end})
	}
}

// takeRuns turns the runs that are lists into lists.
func (f *finder) takeRuns(runs []run) {
	for i := range runs {
		r := &runs[i]
		first := r.starts[0]
		from := place{first.block, first.at}
		l := foundList{note: -1, at: from, textual: true}
		l.Kind, l.Numbered, l.Written = first.kind, true, first.style != styleDefinition && !first.placed
		l.Heading = trimHeading(r.heading)
		for j, s := range r.starts {
			to := r.end
			if j+1 < len(r.starts) {
				to = place{r.starts[j+1].block, r.starts[j+1].at}
			}
			f.labels[s.block] = append(f.labels[s.block], owned{s.at, s.body})
			for _, label := range s.labels {
				ref := f.entry(place{s.block, s.body}, to)
				ref.Label = label
				ref.Span.Start = f.blocks[s.block].origin.source(s.at)
				l.References = append(l.References, ref)
			}
		}
		f.own(from, r.end)
		f.lists = append(f.lists, l)
	}
}

// takeBare turns blocks under a list heading into a list without labels.
func (f *finder) takeBare(bare []bareList) {
	for _, b := range bare {
		first, last := b.entries[0], b.entries[len(b.entries)-1]
		l := foundList{note: -1, at: place{first, 0}}
		l.Heading = trimHeading(f.blocks[b.heading].text)
		for _, i := range b.entries {
			l.References = append(l.References, f.entry(place{i, 0}, place{i, len(f.blocks[i].text)}))
		}
		f.own(place{first, 0}, place{last, len(f.blocks[last].text)})
		f.lists = append(f.lists, l)
	}
}

// entry reads the reference between two places.
func (f *finder) entry(from, to place) Reference {
	var text strings.Builder
	seen := map[string]bool{}
	ref := Reference{Span: Span{Start: f.blocks[from.block].origin.source(from.at)}}
	ref.Span.End = ref.Span.Start
	for i := from.block; i <= to.block; i++ {
		b := &f.blocks[i]
		start, end := 0, len(b.text)
		if i == from.block {
			start = from.at
		}
		if i == to.block {
			end = to.at
		}
		if start >= end {
			continue
		}
		trimmed := strings.TrimRight(b.text[start:end], " \t\r\n•·;-–*_")
		if trimmed != "" {
			ref.Span.End = b.span(start, start+len(trimmed)).End
		}
		text.WriteString(b.text[start:end])
		text.WriteByte(' ')
		ref.Identifiers = addIdentifiers(ref.Identifiers, b.identifiers(start, end))
		for _, u := range b.urls(start, end) {
			if !seen[u.Text] {
				seen[u.Text] = true
				ref.URLs = append(ref.URLs, u)
			}
		}
	}
	ref.Text = strings.TrimRight(whitespace.Fold(text.String()), " •·")
	ref.Identifiers = addIdentifiers(ref.Identifiers, identifiersOf(ref.URLs))
	ref.fields()
	return ref
}

// urls returns the web addresses within a part of the block.
func (b *block) urls(start, end int) []URL {
	var found []URL
	for _, l := range b.links(start, end, true) {
		found = append(found, l.URL)
	}
	return found
}

// links returns what the links within a part of the block lead to, and the
// addresses that are printed outside of them. In the entry of a list more is
// read as an address than in running text.
func (b *block) links(start, end int, inEntry bool) []Link {
	var found []Link
	for _, m := range b.marksIn(start, end) {
		if m.kind == linkMark && !m.more && isAbsolute(m.target) {
			words := whitespace.Fold(b.text[m.start:m.end])
			found = append(found, Link{URL: linkURL(m.target, b.span(m.start, m.end)), Anchor: words})
		}
	}
	behind := start
	for _, p := range scanPrinted(b.text[start:end], inEntry) {
		s := Span{start + p.Start, start + p.End}
		if s.Start < behind {
			continue // within one that goes over several lines
		}
		if m := b.markAt(s.Start); m != nil && (m.kind == linkMark || m.kind == codeMark) {
			continue
		}
		a := addressAt(b.text[:end], s, inEntry)
		behind = a.end
		if !inEntry && strings.Contains(b.text[s.Start:s.End], "[.]") {
			continue // disarmed on purpose: nobody is to follow it
		}
		if p.bare {
			a.text, a.repair = "http://"+a.text, join(a.repair, RepairScheme)
		}
		u := URL{Text: a.text, Span: b.span(s.Start, a.end)}
		if a.repair != "" {
			u.Literal, u.Repair = b.text[s.Start:a.end], a.repair
		}
		found = append(found, Link{URL: u})
	}
	slices.SortStableFunc(found, func(x, y Link) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	return found
}

// isAbsolute says whether a link's target names another place by itself.
func isAbsolute(target string) bool {
	for _, scheme := range [...]string{"https://", "http://"} {
		if rest, found := strings.CutPrefix(target, scheme); found && rest != "" && rest[0] != '_' && isWordByte(rest[0]) {
			return true // as nearly all
		}
	}
	slash := strings.IndexByte(target[:min(len(target), 16)], '/')
	if slash < 0 {
		return false
	}
	start, host := schemeBefore(target, slash, 0)
	return start == 0 && urlEnd(target[:min(len(target), host+64)], host) > host
}

// takeNotes adds the lists that the structure names.
func (f *finder) takeNotes(notes []noteList) {
	for i, n := range notes {
		if len(n.entries) == 0 {
			continue
		}
		l := foundList{note: i, textual: n.textual}
		l.Heading, l.Span, l.Loose, l.Written = trimHeading(n.heading), n.span, n.loose, n.written
		l.References = make([]Reference, 0, len(n.entries))
		for _, e := range n.entries {
			if l.Kind == KindNone {
				l.Kind = kindOf(e.label)
			}
			l.Numbered = l.Numbered || e.label != ""
			ref := Reference{}
			if e.said != nil {
				ref = *e.said
			}
			ref.Label, ref.Text, ref.Span, ref.URLs, ref.Cited, ref.Backs = e.label, e.text, e.span, e.urls, e.cited, e.backs
			ref.Identifiers = addIdentifiers(ref.Identifiers, e.identifiers())
			if ref.Title == "" && ref.Authors == "" {
				ref.fields() // the format itself knows nothing of the source
			}
			l.References = append(l.References, ref)
		}
		f.lists = append(f.lists, l)
	}
}

// orderLists puts the lists into the order of the source and indexes them.
func (f *finder) orderLists() {
	for i := range f.lists {
		if l := &f.lists[i]; l.note < 0 {
			l.Span = Span{Start: l.References[0].Span.Start, End: l.References[len(l.References)-1].Span.End}
		} else {
			l.at.block = sort.Search(len(f.blocks), func(i int) bool { return f.blocks[i].origin.source(0) >= l.Span.Start })
		}
	}
	slices.SortStableFunc(f.lists, func(x, y foundList) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	f.groupLists()
	f.holders, f.textual, f.ofNote = map[citation][]int{}, map[Kind]bool{}, map[int]int{}
	for i := range f.lists {
		l := &f.lists[i]
		f.article.Lists = append(f.article.Lists, l.List)
		f.textual[l.Kind] = f.textual[l.Kind] || l.textual
		f.hasKeys = f.hasKeys || l.Kind == KindKey
		if l.note >= 0 {
			f.ofNote[l.note] = i
		}
		for _, ref := range l.References {
			f.highest = max(f.highest, number(ref.Label))
			key := citation{l.Kind, LabelKey(ref.Label)}
			if holders := f.holders[key]; (l.textual || l.Kind == KindKey) && (len(holders) == 0 || holders[len(holders)-1] != i) {
				f.holders[key] = append(holders, i)
			}
		}
	}
}

// links collects the addresses that the running text cites inline.
func (f *finder) links() {
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.chrome || b.note || b.kind == code {
			continue
		}
		from := 0
		for _, o := range f.owned[i] {
			f.article.Links = append(f.article.Links, b.links(from, max(from, o.start), false)...)
			from = max(from, o.end)
		}
		f.article.Links = append(f.article.Links, b.links(from, max(from, len(b.text)), false)...)
	}
	if len(f.article.Requests) > 0 {
		f.article.Links = slices.DeleteFunc(f.article.Links, func(l Link) bool { return f.isRequested(l.Span) })
	}
}
