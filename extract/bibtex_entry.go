package extract

import (
	"path"
	"strings"
)

// A bibliography is a database that was read, and where it stands in the
// whole.
type bibliography struct {
	text    string
	base    int
	entries []bibEntry
}

// knownDatabases come with every TeX and hold abbreviations only.
var knownDatabases = words(`IEEEabrv; IEEEfull; IEEEexample; xampl; acmabrv; mlabbrv; abbrv; jabbrv; jabref; \jobname`)

// readBibliographies reads the databases that the document names, for what it
// cites, or what BibTeX made of them.
func (r *latexReader) readBibliographies() {
	var read []bibliography
	missing := ""
	for _, name := range r.bibliographies {
		name = strings.TrimSpace(name)
		b, ok := r.database(name)
		switch {
		case ok:
			b.entries = parseBibTeX(b.text)
			read = append(read, b)
		case name != "" && !knownDatabases[strings.TrimSuffix(name, ".bib")] && !r.entered(name, ".bib"):
			missing = "the bibliography " + name + ", which it names, was not read"
		}
	}
	r.addDatabases(read)
	switch {
	case len(read) > 0 && missing == "" || r.hasWorks:
	case r.compiled():
		missing = ""
	case len(r.bibliographies) == 0 && r.chapter:
		missing = "the document is part of a larger one, which has the bibliography"
	}
	r.apart = missing
	if r.apart == "" {
		r.apart = r.cut
	}
}

// database returns the text of a database: one that the source holds within
// itself, or that lies beside it.
func (r *latexReader) database(name string) (bibliography, bool) {
	if kept, ok := r.kept[withEnding(name, ".bib")]; ok {
		return bibliography{text: kept.text, base: kept.base}, true
	}
	text, base, ok := r.beside(name, ".bib")
	return bibliography{text: text, base: base}, ok
}

// compiled reads the list that BibTeX or biber made, which bears the source's
// name.
func (r *latexReader) compiled() bool {
	name := strings.TrimSuffix(path.Base(r.o.Source), path.Ext(r.o.Source))
	if name == "" || name == "." || r.entered(name, ".bbl") {
		return false
	}
	text, base, ok := r.beside(name, ".bbl")
	if !ok {
		return false
	}
	r.body, r.ended, r.math, r.silent, r.groups = true, false, "", 0, nil
	if strings.Contains(text, `\entry{`) {
		r.addDatabases([]bibliography{{text, base, parseBiberList(text)}})
		return true
	}
	r.enter(text, base)
	r.out.flush()
	r.out.entry = nil
	return r.hasWorks
}

// addDatabases makes one list of what the document cites of some databases.
func (r *latexReader) addDatabases(read []bibliography) {
	cited := map[string]bool{}
	for key := range r.cited {
		cited[key] = true
	}
	for _, c := range r.cites {
		for _, key := range c.keys {
			cited[LabelKey(key)] = true
		}
	}
	list := len(r.out.draft.notes)
	r.out.draft.notes = append(r.out.draft.notes, noteList{})
	for _, b := range read {
		for i := range b.entries {
			e := &b.entries[i]
			key := e.key
			if ids := e.field("ids"); ids != nil && !cited[LabelKey(key)] {
				for id := range strings.SplitSeq(b.plain(ids), ",") {
					if id = strings.TrimSpace(id); cited[LabelKey(id)] {
						key = id
					}
				}
			}
			if r.citesAll || cited[LabelKey(key)] {
				r.addDatabaseEntry(&b, e, key, entryRef{list, len(r.out.draft.notes[list].entries)})
			}
		}
	}
}

// Which fields of an entry say what, the first that it has.
var (
	bibTitles     = []string{"title", "booktitle", "maintitle"}
	bibAuthors    = []string{"author", "editor", "collaboration"}
	bibPublishers = []string{"journal", "journaltitle", "booktitle", "publisher", "organization", "institution", "school", "howpublished"}
	bibDates      = []string{"date", "year"}
	bibAccesses   = []string{"urldate", "lastchecked", "lastaccessed", "accessdate", "accessed"}

	// bibShown are the fields that make up an entry's text, in order.
	bibShown = []string{"author", "editor", "title", "booktitle", "journal", "journaltitle", "howpublished", "publisher", "organization", "institution", "school", "date", "year", "note", "addendum"}

	// bibAddresses are the fields that hold an address.
	bibAddresses = []string{"url", "link", "ee", "howpublished", "note", "addendum"}

	bibIdentifiers = map[string]string{"doi": TypeDOI, "isbn": TypeISBN, "issn": TypeISSN, "pmid": TypePMID, "pmcid": TypePMCID, "arxivid": TypeArXiv, "arxiv": TypeArXiv}
)

// addDatabaseEntry makes an entry of the list.
func (r *latexReader) addDatabaseEntry(b *bibliography, e *bibEntry, key string, ref entryRef) {
	d := r.out.draft
	n := noteEntry{label: key, span: Span{b.base + e.span.Start, b.base + e.span.Start}, cited: r.citesAll || r.cited[LabelKey(key)]}
	d.notes[ref.list].entries = append(d.notes[ref.list].entries, n)
	title, venue := e.field(bibTitles...), e.field(bibPublishers...)
	said := Reference{
		Title: b.plain(title), Authors: strings.ReplaceAll(b.plain(e.field(bibAuthors...)), " and ", ", "),
		Published: b.dateOf(e), Accessed: b.stated(e.field(bibAccesses...)),
	}
	if venue != nil && venue != title && !strings.Contains(b.raw(venue), "://") {
		said.Publisher = b.plain(venue)
	}
	for _, name := range bibShown {
		r.readField(b, e.field(name), ref)
	}
	entry := &d.notes[ref.list].entries[ref.entry]
	entry.span.End = b.base + e.span.End
	for _, name := range bibAddresses[:3] {
		if f := e.field(name); f != nil {
			entry.urls = append(entry.urls, b.addresses(f)...)
		}
	}
	entry.urls = withoutRepeats(entry.urls)
	said.Identifiers = b.identifiers(e)
	entry.said = &said
}

// readField reads a field as the LaTeX that it is, as part of an entry's text.
func (r *latexReader) readField(b *bibliography, f *bibField, ref entryRef) {
	if f == nil {
		return
	}
	w := r.out
	body, ended, math, silent, groups := r.body, r.ended, r.math, r.silent, r.groups
	r.body, r.ended, r.math, r.silent, r.groups = true, false, "", 0, nil
	w.flush()
	w.entry, w.kind = &ref, prose
	for _, s := range f.pieces {
		r.enter(b.text[s.Start:s.End], b.base+s.Start)
		r.endGroups(0)
	}
	w.flush()
	w.entry, w.open = nil, nil
	r.body, r.ended, r.math, r.silent, r.groups = body, ended, math, silent, groups
}

// raw returns a field's value as it is written.
func (b *bibliography) raw(f *bibField) string {
	if f == nil {
		return ""
	}
	var out strings.Builder
	for _, s := range f.pieces {
		out.WriteString(b.text[s.Start:s.End])
	}
	return out.String()
}

// plain returns a field's text.
func (b *bibliography) plain(f *bibField) string {
	raw := b.raw(f)
	return plainLaTeX(raw[:min(len(raw), maxArgument)])
}

func (b *bibliography) stated(f *bibField) Stated {
	text := b.plain(f)
	if text == "" {
		return Stated{}
	}
	return Stated{Text: text, Origin: f.name + " field", Span: Span{b.base + f.pieces[0].Start, b.base + f.pieces[len(f.pieces)-1].End}}
}

// dateOf returns the date of an entry: its own, or its year with its month.
func (b *bibliography) dateOf(e *bibEntry) Stated {
	stated := b.stated(e.field(bibDates...))
	if month := e.field("month"); month != nil && len(stated.Text) == 4 && e.field("date") == nil {
		if n, ok := monthOf(b.plain(month)); ok && n < 13 {
			stated.Text += "-" + numberLabel(100 + n)[1:]
		}
	}
	return stated
}

// addresses returns the addresses that a field holds.
func (b *bibliography) addresses(f *bibField) []URL {
	if len(f.pieces) == 0 {
		return nil
	}
	s := f.pieces[0]
	raw := b.text[s.Start:s.End]
	if i := strings.Index(raw, `\url{`); i >= 0 {
		s.Start += i + len(`\url{`)
		raw = b.text[s.Start:s.End]
		if end := strings.IndexByte(raw, '}'); end >= 0 {
			raw = raw[:end]
		}
	}
	from := len(raw) - len(strings.TrimLeft(raw, " \t\r\n{<"))
	raw = strings.TrimRight(raw[from:], " \t\r\n}>")
	address := latexAddress(raw)
	if !isAbsolute(address) {
		return nil
	}
	if end := strings.Index(address, "://"); strings.Contains(address[end+3:], "://") && strings.ContainsAny(raw, " \t\n") {
		return nil // several
	}
	start := b.base + s.Start + from
	return []URL{{Text: address, Span: Span{start, start + len(raw)}}}
}

// identifiers returns the registered names that fields hold.
func (b *bibliography) identifiers(e *bibEntry) []Identifier {
	var found []Identifier
	add := func(kind string, f *bibField) {
		raw := b.text[f.pieces[0].Start:f.pieces[0].End]
		value := bareIdentifier(kind, latexAddress(raw))
		if value == "" || len(value) > maxIdentifier {
			return
		}
		id := Identifier{Type: kind, Value: value, Span: Span{b.base + f.pieces[0].Start, b.base + f.pieces[0].End}}
		if at := strings.Index(raw, value); at >= 0 {
			id.Span = Span{id.Span.Start + at, id.Span.Start + at + len(value)}
		}
		found = append(found, id)
	}
	for i := range e.fields {
		f := &e.fields[i]
		if len(f.pieces) == 0 || len(found) >= maxIdentifiers {
			continue
		}
		if kind := bibIdentifiers[f.name]; kind != "" {
			add(kind, f)
		} else if f.name == "eprint" && b.isArXiv(e) {
			add(TypeArXiv, f)
		}
	}
	return addIdentifiers(nil, found)
}

// isArXiv says whether an entry's eprint is one of arXiv's.
func (b *bibliography) isArXiv(e *bibEntry) bool {
	archive := strings.ToLower(b.plain(e.field("archiveprefix", "eprinttype")))
	if archive != "" {
		return archive == "arxiv"
	}
	eprint := strings.TrimSpace(b.raw(e.field("eprint")))
	id, ok := arXivAt("arXiv:"+eprint, 0)
	return ok && id.Value == eprint
}
