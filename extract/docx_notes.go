package extract

import (
	"strconv"
	"strings"
)

// docxNotes are the footnotes or the endnotes of a document.
type docxNotes struct {
	part      string // "footnotes"
	list      int    // index into draft.notes
	format    string // of the printed numbers
	number    int    // the next to be printed
	texts     map[string]*xmlNode
	entries   map[string]int // entry of the list, by the note's id
	cited     []*xmlNode     // the notes, in the order of the list
	relations relations
}

// A docxCitation is one printed note number.
type docxCitation struct {
	list  int
	label string
}

// A docxCrossReference cites the note at a bookmark once more; the bookmark may
// be still to come.
type docxCrossReference struct {
	bookmark string
	note     *noteMark
}

// A docxBookmark is open; first is the first citation that could stand in it.
type docxBookmark struct {
	name  string
	first int
}

// notesOf loads the notes of one kind, "footnote" or "endnote". The format of
// their numbers is said in the settings, and again by sections; Word prints
// them so by default.
func (r *docxReader) notesOf(kind, format string) *docxNotes {
	n := &docxNotes{
		part: kind + "s", list: len(r.draft.notes), format: format, number: 1,
		texts: map[string]*xmlNode{}, entries: map[string]int{}, relations: r.archive.relationsOf(r.relations.file(kind + "s")),
	}
	r.draft.notes = append(r.draft.notes, noteList{})
	n.configure(r.related("settings").child("w:settings", "w:"+kind+"Pr"))
	r.body.descendants("w:sectPr", func(s *xmlNode) { n.configure(s.child("w:" + kind + "Pr")) })
	r.related(n.part).descendants("w:"+kind, func(note *xmlNode) {
		// The others are the lines between text and notes.
		if use := note.attr("w:type"); use == "" || use == "normal" {
			n.texts[note.attr("w:id")] = note
		}
	})
	return n
}

func (n *docxNotes) configure(properties *xmlNode) {
	if format := properties.child("w:numFmt").attr("w:val"); format != "" {
		n.format = format
	}
	if start, err := strconv.Atoi(properties.child("w:numStart").attr("w:val")); err == nil {
		n.number = start
	}
}

// cite reads a reference to a note: what is printed is its number, or a mark
// of the author's choice that follows in the run.
func (r *docxReader) cite(n *docxNotes, ref *xmlNode) {
	id := ref.attr("w:id")
	text := n.texts[id]
	if text == nil || r.hidden > 0 || r.inNote {
		return
	}
	r.endRaised()
	entry, known := n.entries[id]
	if !known {
		entry = len(n.cited)
		n.entries[id] = entry
		n.cited = append(n.cited, text)
		r.draft.notes[n.list].entries = append(r.draft.notes[n.list].entries, noteEntry{})
	}
	e := &r.draft.notes[n.list].entries[entry]
	if custom := ref.attr("w:customMarkFollows"); custom != "" && custom != "0" && custom != "false" {
		r.custom = &docxCustom{start: len(r.flat.text), list: n.list, entry: entry}
		return
	}
	if e.label == "" {
		e.label = formatNumber(n.number, n.format)
		n.number++
	}
	r.print(n.list, e.label)
}

// print writes the number of a note as its marker.
func (r *docxReader) print(list int, label string) {
	start := len(r.flat.text)
	r.flat.add(label, r.base+start)
	r.markNote(start, list, label)
}

func (r *docxReader) markNote(start, list int, label string) {
	r.flat.mark(start, mark{kind: noteMarker, note: &noteMark{labels: []string{label}, list: list}})
	r.citations = append(r.citations, docxCitation{list, label})
}

// A docxCustom is a reference to a note whose mark is about to be read.
type docxCustom struct{ start, list, entry int }

// endCustom takes what was read of the run as the mark of the note that asked
// for it.
func (r *docxReader) endCustom() {
	c := r.custom
	if c == nil {
		return
	}
	r.custom, r.raisedFrom = nil, -1
	label := strings.TrimSpace(string(r.flat.text[c.start:]))
	e := &r.draft.notes[c.list].entries[c.entry]
	if e.label == "" {
		e.label = label
	}
	switch {
	case label == "" && e.label == "":
		e.label = "*"
		r.print(c.list, e.label)
	case label != "":
		r.markNote(c.start, c.list, e.label)
	}
}

// openBookmark and closeBookmark remember which notes bookmarks stand on.
func (r *docxReader) openBookmark(id, name string) {
	r.open[id] = docxBookmark{name, len(r.citations)}
}

func (r *docxReader) closeBookmark(id string) {
	if b, ok := r.open[id]; ok && b.first < len(r.citations) {
		r.bookmarks[b.name] = r.citations[b.first]
	}
	delete(r.open, id)
}

// tieCrossReferences ties the fields that cite a note once more. One whose
// bookmark stands on no note is a link like any other.
func (r *docxReader) tieCrossReferences() {
	if len(r.pending) == 0 {
		return
	}
	for _, p := range r.pending {
		if c, ok := r.bookmarks[p.bookmark]; ok {
			*p.note = noteMark{labels: []string{c.label}, list: c.list}
		}
	}
	for i := range r.draft.blocks {
		for j := range r.draft.blocks[i].marks {
			if m := &r.draft.blocks[i].marks[j]; m.note != nil && m.note.labels == nil {
				m.kind, m.note = anchorMark, nil
			}
		}
	}
}

// writeNotes writes the notes that the text cites, a note a line. Word prints
// no others.
func (r *docxReader) writeNotes(n *docxNotes) {
	if len(n.cited) == 0 {
		return
	}
	if len(r.draft.parts) == 0 {
		r.draft.parts = []part{{}}
	}
	r.draft.parts = append(r.draft.parts, part{n.part, r.out.Len()})
	r.relations, r.inNote = n.relations, true
	for i, text := range n.cited {
		e := &r.draft.notes[n.list].entries[i]
		e.span = Span{r.out.Len(), r.out.Len() + len(e.label)}
		r.out.WriteString(e.label + " ")
		first := len(r.draft.blocks)
		r.children(text)
		r.out.WriteByte('\n')
		e.fill(r.draft.blocks[first:])
	}
	r.draft.notes[n.list].measure()
	r.inNote = false
}
