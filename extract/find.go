package extract

import (
	"cmp"
	"slices"
	"strings"
)

// find fills the article from a reader's draft. Structure comes first: notes
// that the format ties to their markers are taken as they are. Then the text
// speaks: lists are found by how their entries begin, and a bracket becomes a
// marker because a list of its kind exists, not because it has brackets.
func find(a *Article, d *draft) {
	a.Title, a.Published, a.Merged = d.title, d.published, d.merged
	f := &finder{article: a, blocks: d.blocks, owned: make([][]owned, len(d.blocks))}
	f.candidates = candidates(d.blocks)
	f.cited = f.citedLabels()
	f.takeRuns(textLists(d.blocks, f.cited))
	f.takeBare(bareLists(d.blocks, f.isOwned))
	f.takeNotes(d.notes)
	f.orderLists()
	f.citedInNotes()
	f.markers()
	f.links()
}

// A finder holds the state of reading one article.
type finder struct {
	article    *Article
	blocks     []block
	candidates []candidate
	cited      map[citation]int // how often the text seems to cite each label
	owned      [][]owned        // by block: what belongs to entries, in order
	lists      []foundList
	highest    int // the highest number among the labels
}

// owned is a part of a block's text that belongs to a list's entry.
type owned struct{ start, end int }

// A foundList is a list on its way into the article.
type foundList struct {
	List
	note    int   // index into draft.notes, or -1
	at      place // where it begins in reading order
	textual bool  // plain brackets cite it
	index   map[string]bool
}

// citedLabels counts how often each label has the shape of being cited.
func (f *finder) citedLabels() map[citation]int {
	cited := map[citation]int{}
	for _, c := range f.candidates {
		if c.context == never {
			continue
		}
		for _, label := range c.tok.labels {
			cited[citation{c.tok.kind, labelKey(label)}]++
		}
	}
	return cited
}

func (f *finder) isOwned(p place) bool {
	for _, o := range f.owned[p.block] {
		if p.at >= o.start && p.at < max(o.end, o.start+1) {
			return true
		}
	}
	return false
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
		l.Kind, l.Numbered = first.kind, true
		if r.heading >= 0 {
			l.Heading = strings.TrimSpace(f.blocks[r.heading].text)
		}
		for j, s := range r.starts {
			to := r.end
			if j+1 < len(r.starts) {
				to = place{r.starts[j+1].block, r.starts[j+1].at}
			}
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
		l.Heading = strings.TrimSpace(f.blocks[b.heading].text)
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
		for _, u := range b.urls(start, end) {
			if !slices.ContainsFunc(ref.URLs, func(known URL) bool { return known.Text == u.Text }) {
				ref.URLs = append(ref.URLs, u)
			}
		}
	}
	ref.Text = strings.TrimRight(strings.Join(strings.Fields(text.String()), " "), " •·")
	ref.Identifiers = identifiersIn(ref.Text)
	return ref
}

// urls returns the web addresses within a part of the block: what its links
// lead to, and what is printed outside of them.
func (b *block) urls(start, end int) []URL {
	var found []URL
	for _, m := range b.marks {
		if m.kind == linkMark && m.start >= start && m.start < end && isAbsolute(m.target) {
			found = append(found, URL{Text: m.target, Span: b.span(m.start, m.end)})
		}
	}
	for _, s := range scanURLs(b.text[start:end]) {
		if m := b.markAt(start + s.Start); m != nil && (m.kind == linkMark || m.kind == codeMark) {
			continue
		}
		found = append(found, URL{Text: b.text[start+s.Start : start+s.End], Span: b.span(start+s.Start, start+s.End)})
	}
	slices.SortStableFunc(found, func(x, y URL) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	return found
}

// isAbsolute says whether a link's target names another place by itself.
func isAbsolute(target string) bool {
	spans := scanURLs(target)
	return len(spans) > 0 && spans[0].Start == 0
}

// takeNotes adds the lists that the structure names.
func (f *finder) takeNotes(notes []noteList) {
	for i, n := range notes {
		if len(n.entries) == 0 {
			continue
		}
		l := foundList{note: i, textual: n.textual}
		l.Heading, l.Span, l.Numbered = n.heading, n.span, true
		for _, e := range n.entries {
			if l.Kind == KindNone {
				l.Kind = kindOf(e.label)
			}
			l.References = append(l.References, Reference{Label: e.label, Text: e.text, Span: e.span, URLs: e.urls,
				Identifiers: identifiersIn(e.text), Cited: e.cited})
		}
		f.lists = append(f.lists, l)
	}
}

// orderLists puts the lists into the order of the source and indexes them.
func (f *finder) orderLists() {
	for i := range f.lists {
		l := &f.lists[i]
		if l.note < 0 {
			l.Span = Span{Start: l.References[0].Span.Start, End: l.References[len(l.References)-1].Span.End}
		}
		l.index = map[string]bool{}
		for _, ref := range l.References {
			l.index[labelKey(ref.Label)] = true
			f.highest = max(f.highest, number(ref.Label))
		}
	}
	slices.SortStableFunc(f.lists, func(x, y foundList) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	for i := range f.lists {
		f.article.Lists = append(f.article.Lists, f.lists[i].List)
	}
}

// citedInNotes marks the references that the text of a note cites: such a
// marker stands within a list, and is none of the running text's.
func (f *finder) citedInNotes() {
	for i := range f.blocks {
		b := &f.blocks[i]
		for _, m := range b.marks {
			if b.note && m.kind == noteMarker {
				f.cite(f.listOfNote(m.note.list), m.note.labels)
			}
		}
	}
	for i := range f.candidates {
		c := &f.candidates[i]
		if !f.isOwned(place{c.block, c.start}) || c.context == never || c.raised {
			continue
		}
		at := f.blocks[c.block].origin.source(c.start)
		for j, list := range f.resolve(c) {
			if list >= 0 && !f.lists[list].Span.holds(at) {
				f.cite(list, c.tok.labels[j:j+1])
			}
		}
	}
}

// cite marks references of a list as cited.
func (f *finder) cite(list int, labels []string) {
	refs := f.article.Lists[list].References
	for i := range refs {
		for _, label := range labels {
			refs[i].Cited = refs[i].Cited || labelKey(refs[i].Label) == labelKey(label)
		}
	}
}

// listOfNote returns the place in the article of a list of draft.notes.
func (f *finder) listOfNote(note int) int {
	return slices.IndexFunc(f.lists, func(l foundList) bool { return l.note == note })
}

// links collects the addresses that the running text cites inline.
func (f *finder) links() {
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.chrome || b.note || b.kind == code {
			continue
		}
		from := 0
		for _, o := range append(f.owned[i], owned{len(b.text), len(b.text)}) {
			for _, u := range b.urls(from, o.start) {
				f.article.Links = append(f.article.Links, Link{URL: u, Anchor: b.anchorOf(u)})
			}
			from = max(from, o.end)
		}
	}
}

// anchorOf returns the words that carry the link to u, "" for a bare address.
func (b *block) anchorOf(u URL) string {
	for _, m := range b.marks {
		if m.kind == linkMark && m.target == u.Text && b.span(m.start, m.end) == u.Span {
			return strings.Join(strings.Fields(b.text[m.start:m.end]), " ")
		}
	}
	return ""
}
