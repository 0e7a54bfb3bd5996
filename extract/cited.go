package extract

// A labelSet holds labels that something cites, by list.
type labelSet map[int]map[string]bool

func (s labelSet) add(list int, label string) {
	if s[list] == nil {
		s[list] = map[string]bool{}
	}
	s[list][LabelKey(label)] = true
}

// citedElsewhere marks the references that are cited where no marker of the
// running text stands: in the text of another note, in program text, in what
// surrounds the article, and perhaps behind a name, `isWet[5]`.
func (f *finder) citedElsewhere() {
	cited := labelSet{}
	f.citedInNotes(cited)
	f.citedInCode(cited)
	for i := range f.glued {
		for j, list := range f.resolve(&f.glued[i]) {
			if list >= 0 {
				cited.add(list, f.glued[i].tok.labels[j])
			}
		}
	}
	for list, labels := range cited {
		refs := f.article.Lists[list].References
		for i := range refs {
			refs[i].Cited = refs[i].Cited || labels[LabelKey(refs[i].Label)]
		}
	}
}

// citedInNotes adds what the entries of lists cite, and the keys that stand in
// what surrounds the article, such as an index.
func (f *finder) citedInNotes(cited labelSet) {
	for i := range f.blocks {
		b := &f.blocks[i]
		for _, m := range b.marks {
			if !b.note || m.kind != noteMarker {
				continue
			}
			for j, label := range m.note.labels {
				note, _ := m.note.listOf(j)
				if list, known := f.ofNote[note]; known {
					cited.add(list, label)
					f.addInList(placed{place{i, m.start}, m.end, label, list, nil})
				}
			}
		}
	}
	outside := func(i int) bool { return f.blocks[i].note || f.blocks[i].chrome || len(f.owned[i]) > 0 }
	for c := range candidates(f.blocks, outside) {
		b := &f.blocks[c.block]
		inEntry := f.isOwned(place{c.block, c.start})
		if c.context == never || c.raised || !inEntry && !(b.chrome && c.tok.kind == KindKey) {
			continue
		}
		at := b.origin.source(c.start)
		for j, list := range f.resolve(&c) {
			if list < 0 {
				continue
			}
			if !f.lists[list].Span.holds(at) {
				cited.add(list, c.tok.labels[j])
			}
			if inEntry && !isWithin(f.labels[c.block], place{c.block, c.start}) {
				f.addInList(placed{place{c.block, c.start}, c.end, c.tok.labels[j], list, nil})
			}
		}
	}
}

// maxInList is how many markers within entries are kept.
const maxInList = 10_000

// addInList keeps a marker that stands in an entry of a list.
func (f *finder) addInList(m placed) {
	if len(f.article.InList) < maxInList {
		f.article.InList = append(f.article.InList, f.marker(m))
	}
}

// citedInCode adds the keys that program text cites: standards do so in the
// comments of their modules. A number there may be anything.
func (f *finder) citedInCode(cited labelSet) {
	for i := range f.blocks {
		if f.blocks[i].kind != code || !f.hasKeys {
			continue
		}
		text := f.blocks[i].text
		for at := nextBracket(text, 0); at < len(text); at = nextBracket(text, at+1) {
			_, inside := bracketAt(text[at:])
			tok, ok := parseLabels(inside)
			if !ok || tok.kind != KindKey || len(tok.labels) != 1 {
				continue
			}
			if list := f.listFor(citation{KindKey, LabelKey(tok.labels[0])}, place{i, at}); list >= 0 {
				cited.add(list, tok.labels[0])
			}
		}
	}
}
