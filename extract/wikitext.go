package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// readWikitext reads the source of a MediaWiki page. First what opens and ends
// is paired, with a parser's care for what nests in what; then the text is read
// from the front, since the numbers of the notes follow the order of their use.
// Templates are not known: those of citations, notes and requests are read, of
// others the notes and links that stand in them.
func readWikitext(source string, _ Options) *draft {
	w := &wikiReader{draft: &draft{citing: byNotes}, source: source, flat: &flat{}, groups: map[string]*wikiGroup{}, earlier: map[string]*wikiRef{}}
	w.elements = scanWiki(source)
	w.uncut()
	w.includes = wikiPart.MatchString(source)
	w.body(0, len(source))
	w.endBlock(prose)
	w.finish()
	return w.draft
}

// A wikiReader reads one page.
type wikiReader struct {
	draft    *draft
	source   string
	elements []wikiElement
	flat     *flat
	depth    int // of elements within elements
	mute     int // > 0 within what is not printed as it stands
	tables   int // how many tables are open
	heads    bool
	gallery  bool   // within a <gallery>, of which each line is a picture and its caption
	section  string // the last heading
	counts   int    // of the items of a numbered list
	opened   string // a tag that sets program text, while it is open
	codeAt   int    // where that text begins

	noBracket int // no external link that begins before this place has an end

	groups   map[string]*wikiGroup
	listing  string // the group whose list is defined at this place
	listed   bool   // within such a list
	refs     []*wikiRef
	lists    int
	notes    []block
	reading  *wikiRef            // whose text is read
	earlier  map[string]*wikiRef // notes of lists above, which MediaWiki finds no more, but readers do
	includes bool                // other pages are shown in this one, which may define notes
}

// wikiPart matches what makes a source a part of other pages, or other pages a
// part of it.
var wikiPart = pattern.New(`(?i)<(?:onlyinclude|includeonly|noinclude)\b|\{\{\s*(?:[:/]|#lst|#section|excerpt|transclude)`)

// plain adds a part of the source as it stands.
func (w *wikiReader) plain(from, to int) {
	if w.mute == 0 && from < to {
		w.flat.add(w.source[from:to], from)
	}
}

// print adds what the page prints for a part of the source.
func (w *wikiReader) print(s string, at Span) {
	if w.mute > 0 {
		return
	}
	last := strings.LastIndexFunc(s, func(rune) bool { return true })
	for i, c := range s {
		src := at.Start
		if i == last && at.End-len(string(c)) > src {
			src = at.End - len(string(c))
		}
		w.flat.add(string(c), src)
	}
}

// space parts what is printed from what was before.
func (w *wikiReader) space(at int) {
	if n := len(w.flat.text); n > 0 && !isSpace(w.flat.text[n-1]) {
		w.print(" ", Span{at, at})
	}
}

// endBlock ends the block at hand.
func (w *wikiReader) endBlock(kind blockKind) {
	if w.tables > 0 && kind == prose {
		kind = cell
	}
	if b, ok := w.flat.block(kind); ok {
		if kind == heading {
			w.section = whitespace.Fold(b.text)
		}
		w.draft.blocks = append(w.draft.blocks, b)
	}
	w.flat.reset()
}

// apart reads something that stands beside the text at hand into a block of
// its own.
func (w *wikiReader) apart(kind blockKind, read func()) {
	outer, mute, opened := w.flat, w.mute, w.opened
	w.flat, w.mute, w.opened = &flat{}, 0, ""
	w.depth++
	read()
	w.depth--
	w.endBlock(kind)
	w.flat, w.mute, w.opened = outer, mute, opened
}

var (
	wikiHeadingSign  = pattern.New(`(?m)^={1,6}[^=\n]+={1,6}[ \t\r]*$`)
	wikiLinkSign     = pattern.New(`\[\[[^\[\]\n]+\]\]`)
	wikiTemplateSign = pattern.New(`\{\{[^{}\n%]+[|}\n]`)
	wikiRefSign      = pattern.New(`(?i)<ref(?:[ >]|\s+name\s*=)|<references\b`)
	wikiBoldSign     = pattern.New(`'''[^'\n]+'''`)
	wikiNoSign       = pattern.New("(?m)^```|^#{2,6} \\S|\\]\\((?:https?:|/)|^\\.\\. \\w+::")
)

// wikiSigns counts the kinds of markup that a text has of MediaWiki's.
func wikiSigns(head string) int {
	if wikiNoSign.MatchString(head) {
		return 0
	}
	signs := 0
	for _, sign := range []*pattern.Regexp{wikiHeadingSign, wikiLinkSign, wikiTemplateSign, wikiRefSign, wikiBoldSign} {
		signs += boolCount(sign.MatchString(head))
	}
	return signs
}

func hasWikiSigns(head string) bool { return wikiSigns(head) > 2 }

// isPlainlyWiki says whether a text can be nothing but wikitext.
func isPlainlyWiki(head string) bool {
	return wikiRefSign.MatchString(head) && wikiLinkSign.MatchString(head) && wikiSigns(head) > 3
}
