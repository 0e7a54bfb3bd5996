package extract

import (
	"cmp"
	"fmt"
	"path"
	"strings"
)

// isDOCX recognises a Word document by the names in its archive.
func isDOCX(source string) bool {
	return strings.HasPrefix(source, zipMagic) && strings.Contains(source, "[Content_Types].xml") &&
		(strings.Contains(source, "word/") || strings.Contains(source, `word\`))
}

// openDOCX reads a Word document (ECMA-376, both its name spaces). The text
// that places refer to is a rendition: each paragraph is a line, numbers of
// lists and notes are written as Word prints them, and the footnotes and
// endnotes follow as parts of their own, a note a line.
func openDOCX(source string, _ Options) (*draft, error) {
	a, err := openArchive(source)
	if err != nil {
		return nil, err
	}
	r := &docxReader{archive: a, draft: &draft{}, flat: &flat{}, bookmarks: map[string]docxCitation{}, open: map[string]docxBookmark{}, raisedFrom: -1}
	if err := r.load(); err != nil {
		return nil, fmt.Errorf("its text cannot be read (%w): open it in a word processor and save it anew as .docx", err)
	}
	r.children(r.body)
	r.writeNotes(r.footnotes)
	r.writeNotes(r.endnotes)
	r.tieCrossReferences()
	r.draft.text = r.out.String()
	r.draft.title = r.title()
	if strings.TrimSpace(r.draft.text) == "" {
		return nil, ErrEmpty
	}
	return r.draft, nil
}

// A docxReader writes the rendition and the blocks of one document.
type docxReader struct {
	archive    *archive
	relations  relations // of the file that is being read
	properties string    // the name of the file that holds them
	body       *xmlNode
	styles     docxStyles
	numbering  docxNumbering
	footnotes  *docxNotes
	endnotes   *docxNotes

	draft  *draft
	titled string // the text in the style of titles
	out    strings.Builder
	flat   *flat

	base   int        // where the paragraph's text begins in the rendition
	cells  int        // how many table cells we stand in
	hidden int        // how many elements that readers do not see
	boxes  []*xmlNode // text boxes that are anchored in the paragraph at hand
	inNote bool

	fields       []*docxField
	instructions int // how many of them have no result yet
	deeper       int // fields that stand too deep to be followed

	raised     bool // the run's text is raised
	raisedFrom int  // where the raised text at hand begins, -1 for none

	custom    *docxCustom // a note whose mark is about to be read
	citations []docxCitation
	open      map[string]docxBookmark // by id
	bookmarks map[string]docxCitation // the first citation of a note in each
	pending   []docxCrossReference
}

// load reads what stands around the text.
func (r *docxReader) load() error {
	r.properties = r.archive.relationsOf("").file("core-properties")
	file := cmp.Or(r.archive.relationsOf("").file("officeDocument"), "word/document.xml")
	root, err := r.archive.xml(file)
	if err != nil {
		return err
	}
	if r.body = root.child("w:document", "w:body"); r.body == nil {
		return fmt.Errorf("%s has no text body", file)
	}
	r.relations = r.archive.relationsOf(file)
	r.styles = newDOCXStyles(r.related("styles"))
	r.numbering = newDOCXNumbering(r.related("numbering"), r.styles)
	r.footnotes = r.notesOf("footnote", "decimal")
	r.endnotes = r.notesOf("endnote", "lowerRoman")
	return nil
}

// related returns the tree of the file that stands in a relation to the
// document, or nil: documents do without most of them.
func (r *docxReader) related(kind string) *xmlNode {
	if file := r.relations.file(kind); file != "" {
		if root, err := r.archive.xml(file); err == nil {
			return root
		}
	}
	return nil
}

// title is what the document calls itself: in the style made for it, in its
// properties, or in its first line.
func (r *docxReader) title() string {
	if r.titled != "" {
		return r.titled
	}
	if root, err := r.archive.xml(r.properties); err == nil {
		title := ""
		root.descendants("dc:title", func(n *xmlNode) { title = n.words() })
		if title != "" {
			return title
		}
	}
	if title := firstHeading(r.draft.blocks); title != "" {
		return title
	}
	for i := range r.draft.blocks {
		if line := foldSpace(firstLine(r.draft.blocks[i].text)); line != "" {
			return line
		}
	}
	return ""
}

// A relation is how OPC says what a file has to do with another, or with an
// address.
type relation struct {
	id, kind string // the kind is the last part of its type: "hyperlink"
	target   string // the name of a file in the archive, or an address
	external bool
}

// relations are those of one file.
type relations struct {
	all  []relation
	byID map[string]relation
}

// file returns the file that stands in a relation, "" when none does.
func (r relations) file(kind string) string {
	for _, rel := range r.all {
		if rel.kind == kind && !rel.external {
			return rel.target
		}
	}
	return ""
}

// relationsOf reads the relations of a file, or of the archive itself ("").
func (a *archive) relationsOf(file string) relations {
	found := relations{byID: map[string]relation{}}
	dir, base := path.Split(file)
	root, err := a.xml(dir + "_rels/" + base + ".rels")
	if err != nil {
		return found
	}
	root.descendants("Relationship", func(n *xmlNode) {
		rel := relation{n.attr("Id"), path.Base(n.attr("Type")), strings.TrimSpace(n.attr("Target")), n.attr("TargetMode") == "External"}
		if !rel.external {
			rel.target = fileBeside(file, rel.target)
		}
		found.all = append(found.all, rel)
		found.byID[rel.id] = rel
	})
	return found
}

// xml reads a file of the archive as a tree.
func (a *archive) xml(name string) (*xmlNode, error) {
	source, err := a.read(name)
	if err != nil {
		return nil, err
	}
	root, err := parseXML(source)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return root, nil
}
