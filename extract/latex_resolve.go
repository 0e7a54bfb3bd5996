package extract

import "strings"

// parseBiberList reads the list that biber makes for biblatex, as a database.
func parseBiberList(text string) []bibEntry {
	var entries []bibEntry
	verb := ""
	at := 0
	for line := range strings.Lines(text) {
		start := at
		at += len(line)
		body := strings.TrimLeft(line, " \t")
		start += len(line) - len(body)
		body = strings.TrimRight(body, "\r\n")
		var e *bibEntry
		if len(entries) > 0 {
			e = &entries[len(entries)-1]
		}
		switch name, value, found := biberLine(body); {
		case strings.HasPrefix(body, `\entry{`) && found && len(entries) < maxBibEntries:
			entries = append(entries, bibEntry{key: name, span: Span{start, start + len(body)}})
		case e == nil:
		case strings.HasPrefix(body, `\endentry`):
			e.span.End = start + len(body)
		case strings.HasPrefix(body, `\field{`) && found:
			e.fields = append(e.fields, bibField{name, []Span{{start + value.Start, start + value.End}}})
		case strings.HasPrefix(body, `\verb{`) && found:
			verb = name
		case strings.HasPrefix(body, `\verb `) && verb != "":
			e.fields = append(e.fields, bibField{verb, []Span{{start + len(`\verb `), start + len(body)}}})
			verb = ""
		}
	}
	return entries
}

// biberLine reads `\command{name}{value}`.
func biberLine(line string) (name string, value Span, ok bool) {
	open := strings.IndexByte(line, '{')
	shut := strings.IndexByte(line, '}')
	if open < 0 || shut < open {
		return "", Span{}, false
	}
	name = line[open+1 : shut]
	if strings.HasPrefix(line[shut+1:], "{") && strings.HasSuffix(line, "}") {
		value = Span{shut + 2, max(shut+2, len(line)-1)}
	}
	return name, value, true
}

// resolve ties the citations to the entries that they name.
func (r *latexReader) resolve() {
	d := r.out.draft
	entries := map[string]entryRef{}
	for i := range d.notes {
		if i == r.footnotes {
			continue
		}
		d.notes[i].loose = r.cut
		for j := range d.notes[i].entries {
			key := LabelKey(d.notes[i].entries[j].label)
			if _, taken := entries[key]; !taken {
				entries[key] = entryRef{i, j}
			}
		}
	}
	cited := map[entryRef]bool{}
	for _, c := range r.cites {
		c.note.labels = c.keys
		c.note.each = make([]noteCite, len(c.keys))
		for i, key := range c.keys {
			each := &c.note.each[i]
			each.list = -1
			if ref, known := entries[LabelKey(key)]; known {
				each.list = ref.list
				cited[ref] = true
				if printed := r.printed[ref]; printed != "" && printed != key {
					each.tie = &Tie{Printed: printed}
				}
			}
		}
	}
	d.apart = r.apart
	r.citeMentions(cited)
}

// citeMentions marks the entries as cited whose key the text holds outside of a
// citation: a command of the document's own may cite them.
func (r *latexReader) citeMentions(cited map[entryRef]bool) {
	d := r.out.draft
	var uncited []*noteEntry
	for i := range d.notes {
		for j := range d.notes[i].entries {
			e := &d.notes[i].entries[j]
			e.cited = e.cited || i != r.footnotes && (r.citesAll || r.cited[LabelKey(e.label)])
			if i != r.footnotes && !e.cited && !cited[entryRef{i, j}] {
				uncited = append(uncited, e)
			}
		}
	}
	if len(uncited) == 0 {
		return
	}
	words := map[string]bool{}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.note || b.kind == code {
			continue
		}
		for word := range strings.FieldsFuncSeq(b.text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,[]()", r) }) {
			words[LabelKey(strings.TrimRight(word, ".;:!?"))] = true
		}
	}
	for _, e := range uncited {
		e.cited = words[LabelKey(e.label)]
	}
}
