package extract

import (
	"cmp"
	"slices"
	"sort"
)

// A draft is what a reader of one format hands to [find]: the reading text in
// blocks, and the notes that the format's own structure names.
type draft struct {
	title       string
	published   Stated
	dates       []Stated // others that may state the same, the best first
	modified    []Stated // all that may state when it was last changed
	unpublished bool     // the article says that it is a draft
	blocks      []block
	notes       []noteList
	merged      []Merged
	hidden      []hiddenBlock
	citing      citing
	apart       string // as in Article

	// Where the source is not text, or has files beside it: the text that
	// the places refer to, and the files that it comes from.
	text  string
	parts []part
}

// A citing says how much of its citing a format makes itself.
type citing uint8

const (
	byText  citing = iota // brackets and raised numbers of the text cite, too
	byNotes               // notes make the markers: a number in brackets cites what a list holds, and misses no list
	byTags                // every citation is tagged as one, and no bracket of the text is another
)

// A blockKind says how a block stands in the article.
type blockKind uint8

const (
	prose   blockKind = iota
	heading           // a section's heading
	item              // an entry of a list, ordered or not
	code              // program text, figures: nothing in it is a citation
	cell              // a cell of a table
)

// A block is a stretch of reading text without a paragraph break. Its text may
// hold line breaks where the author set them.
type block struct {
	text    string
	origin  origin
	marks   []mark // by start, not nested
	level   int    // of a heading: 1–6, 0 when the format has no levels
	number  string // the number that the format prints before a list item: "3"
	kind    blockKind
	chrome  bool // menus, share buttons, related stories: not the article
	note    bool // belongs to an entry of draft.notes
	signed  bool // the page calls it, or what it stands in, notes or references
	aside   bool // set apart from the text, beside it
	caption bool // of a figure or a table
}

// A hiddenBlock is text that the format does not show its readers.
type hiddenBlock struct {
	block
	at int // how many blocks of the article stand before it
}

// A mark is a stretch of a block's text that the format gives a meaning.
type mark struct {
	start, end int // in the block's text
	kind       markKind
	target     string // where a link leads, "" when its address is printed only
	more       bool   // it goes on from the block before
	note       *noteMark
}

type markKind int

const (
	linkMark   markKind = iota // leads to another page
	anchorMark                 // leads to a place in this page that is no note
	codeMark                   // program text within prose
	superMark                  // raised text
	boldMark                   // a number in bold type
	noteMarker                 // cites a note of draft.notes
)

// isType says whether a mark is how the text is set, and leads nowhere.
func (k markKind) isType() bool { return k == codeMark || k == superMark || k == boldMark }

// leads says whether a mark leads somewhere, on this page or another: a bracket
// in it need not be a marker.
func (m *mark) leads() bool { return m.kind == linkMark || m.kind == anchorMark }

// A noteMark is a citation that the structure itself resolves.
type noteMark struct {
	labels []string   // none where its note may stand in another file
	list   int        // index into draft.notes, or -1 where its note is not to be found
	tie    *Tie       // nil where the format does nothing else with it
	each   []noteCite // of each label, where they differ; else nil
}

// A noteCite is what one label of a mark cites.
type noteCite struct {
	list int
	tie  *Tie
}

// listOf returns the list and the tie of a mark's i-th label.
func (m *noteMark) listOf(i int) (list int, tie *Tie) {
	if m.each != nil {
		return m.each[i].list, m.each[i].tie
	}
	return m.list, m.tie
}

// A noteList is a list of notes known by structure: its entries are the
// targets of links, or definitions of the format.
type noteList struct {
	heading string
	span    Span
	entries []noteEntry

	// textual lists are cited by plain brackets, too: an unknown `[7]` beside
	// them misses its entry. Where the structure makes every marker, it is not
	// one.
	textual bool

	// written lists print the labels that their author gave them, rather than
	// numbers that the format counts.
	written bool

	loose string // as in List
}

type noteEntry struct {
	label string
	text  string
	parts []string // of the text, until it is finished
	span  Span
	urls  []URL
	ids   []Identifier // of the text; those of the addresses are added to them
	cited bool         // by something that is no marker: a named link, a back-link
	backs []Back

	// said is what the format names of the source: the identifiers, the title
	// and the other fields of a reference that are about the source. Most
	// formats name none: then it is nil.
	said *Reference
}

// span returns the source span of the text range [start, end).
func (b *block) span(start, end int) Span { return b.origin.span(start, end) }

// markAt returns the mark that covers a text offset, or nil.
func (b *block) markAt(offset int) *mark {
	i := sort.Search(len(b.marks), func(i int) bool { return b.marks[i].end > offset })
	if i < len(b.marks) && b.marks[i].start <= offset {
		return &b.marks[i]
	}
	return nil
}

// marksIn returns the marks that begin within [start, end).
func (b *block) marksIn(start, end int) []mark {
	before := func(m mark, at int) int { return cmp.Compare(m.start, at) }
	i, _ := slices.BinarySearchFunc(b.marks, start, before)
	j, _ := slices.BinarySearchFunc(b.marks, max(end, start), before)
	return b.marks[i:j]
}
