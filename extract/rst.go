package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// readRST reads reStructuredText by the rules of docutils, more leniently where
// docutils would only complain. First the blocks are parted and what they
// define is gathered, since a name may be used before it is defined; then the
// text of the blocks is read.
func readRST(source string, _ Options) *draft {
	r := &rstReader{
		draft: &draft{}, source: source, lines: rstLines(source), entry: -1, flat: &flat{}, joined: &flat{},
		targets: map[string]rstTarget{}, notes: map[string]int{}, styles: map[string]int{}, used: map[string]bool{},
	}
	r.body(r.header(), len(r.lines), 0)
	r.typed()
	for i := range r.chunks {
		r.read(&r.chunks[i])
	}
	r.resolve()
	r.finish()
	if r.draft.title == "" {
		r.draft.title = firstHeading(r.draft.blocks)
	}
	return r.draft
}

// An rstReader reads one document.
type rstReader struct {
	draft   *draft
	source  string
	lines   []rstLine
	depth   int             // of nested bodies
	styles  map[string]int  // how headings are underlined -> their level
	chunks  []rstChunk      // the blocks found, in order
	spans   []Span          // of the lines of all chunks
	section string          // the last heading
	entry   int             // the entry of notes that is read, or -1
	opened  bool            // the text has begun: a field list is no head any more
	noEnd   int             // no simple table that begins before this line has an end
	owned   []block         // of the entries, in order
	owners  []int           // whose they are
	used    map[string]bool // labels that the text seems to cite without its markup

	targets   map[string]rstTarget // by name
	waiting   []string             // names of targets that take what the next one leads to
	anonymous []string             // where `__` leads, in order
	nextAnon  int

	entries  []rstEntry
	notes    map[string]int // key of a label -> entry
	uses     []rstUse
	includes bool // another file is read in, which may define anything

	flat, joined *flat
}

// An rstLine is a line without the white space around it.
type rstLine struct{ start, end, indent int }

func (l rstLine) blank() bool { return l.start >= l.end }

// An rstChunk is a block whose text is still to be read.
type rstChunk struct {
	kind        blockKind
	level       int
	number      string
	first, last int // in rstReader.spans
	entry       int
}

// An rstTarget is what a name leads to: an address, another name, or a place
// in the document.
type rstTarget struct{ url, alias string }

// An rstEntry is a footnote or a citation.
type rstEntry struct {
	label    string // as written: "1", "#", "#name", "*", "CIT2002"
	printed  string // what readers see, where the number is given automatically
	citation bool
	heading  string
	span     Span
	cited    bool
}

// An rstUse is a marker whose entry is looked up when all have been read.
type rstUse struct {
	label string
	note  *noteMark
}

// rstTab is how wide a tab is.
const rstTab = 8

func rstLines(source string) []rstLine {
	lines := make([]rstLine, 0, strings.Count(source, "\n")+1)
	for at := 0; at < len(source); {
		end := at + lineLength(source[at:])
		l := rstLine{start: at, end: at + len(strings.TrimRight(source[at:end], " \t\v\f"))}
		for l.start < l.end && isSpace(source[l.start]) {
			l.indent++
			if source[l.start] == '\t' {
				l.indent = (l.indent + rstTab - 1) / rstTab * rstTab
			}
			l.start++
		}
		lines = append(lines, l)
		at = behindLineEnd(source, end)
	}
	return lines
}

func (r *rstReader) text(i int) string { return r.source[r.lines[i].start:r.lines[i].end] }

var (
	rstHeaderLine = pattern.New(`^([A-Za-z][A-Za-z-]*):(?:[ \t]+(.*))?$`)
	rstPostField  = pattern.New(`^\.\. (\w+): +(\S.*)$`)
	rstKeyword    = pattern.New(`^\$Date: *(.*?) *\$$`)
)

// header reads what stands before the document: the header of a PEP, which has
// the form of a mail's, or the comments in which a site generator keeps title
// and date. It returns the line where the document begins.
func (r *rstReader) header() int {
	first := 0
	for first < len(r.lines) && r.lines[first].blank() {
		first++
	}
	end, titled := first, false
	for ; end < len(r.lines) && !r.lines[end].blank(); end++ {
		if m := rstPostField.FindStringSubmatch(r.text(end)); m != nil {
			r.state(m[1], m[2], r.lines[end].end-len(m[2]), "comment")
			continue
		}
		m := rstHeaderLine.FindStringSubmatch(r.text(end))
		if m == nil && (r.lines[end].indent == 0 || end == first) {
			return first
		}
		titled = titled || m != nil && strings.EqualFold(m[1], "title")
	}
	if !titled {
		return first
	}
	for i := first; i < end; i++ {
		from := r.lines[i].start
		if m := rstHeaderLine.FindStringSubmatch(r.text(i)); m != nil && r.lines[i].indent == 0 {
			from = r.lines[i].end - len(m[2])
			r.state(m[1], m[2], from, "header")
		}
		r.chunk(rstChunk{kind: cell}, Span{from, r.lines[i].end})
	}
	return end
}

// state takes title and date from a named field before the text.
func (r *rstReader) state(key, value string, at int, origin string) {
	value = strings.TrimRight(value, " \t")
	switch strings.ToLower(key) {
	case "title":
		if r.draft.title == "" {
			r.draft.title = value
		}
	case "last-modified", "modified", "updated", "revised":
		r.draft.modified = append(r.draft.modified, Stated{Text: value, Origin: origin, Span: Span{at, at + len(value)}})
	case "date", "created", "published":
		if m := rstKeyword.FindStringSubmatchIndex(value); m != nil {
			value, at = value[m[2]:m[3]], at+m[2]
		}
		if r.draft.published.Text == "" && strings.ContainsAny(value, "0123456789") {
			r.draft.published = Stated{Text: value, Origin: origin, Span: Span{at, at + len(value)}}
		}
	}
}

// chunk adds a block of the given parts of the source.
func (r *rstReader) chunk(c rstChunk, spans ...Span) {
	c.first = len(r.spans)
	r.spans = append(r.spans, spans...)
	c.last, c.entry = len(r.spans), r.entry
	r.chunks = append(r.chunks, c)
}

// chunkOf adds a block of lines.
func (r *rstReader) chunkOf(c rstChunk, from, to int) {
	c.first = len(r.spans)
	for _, l := range r.lines[from:to] {
		r.spans = append(r.spans, Span{l.start, l.end})
	}
	c.last, c.entry = len(r.spans), r.entry
	r.chunks = append(r.chunks, c)
}

var (
	rstStrongSign = pattern.New("(?m)^\\.\\. (?:\\[[#*\\w][^\\]\n]*\\] |_[^:\n]+:(?:\\s|$)|[a-z][\\w:-]*::(?:\\s|$))|[\\s(]\\[(?:\\d+|#[\\w-]*|\\*)\\]_(?:[\\s.,;:)]|$)|(?:^|[\\s(])(?::[a-z][a-z:]*:`[^`\n]+`|`[^`\n]+`__?)(?:[\\s.,;:)]|$)")
	rstNotesSign  = pattern.New(`(?m)^\.\. \[(?:\d+|#[\w-]*|\*)\] `)
	markdownOnly  = pattern.New("(?m)^```|^#{1,6} \\S|\\]\\((?:https?:|/)")
)

// hasRSTSigns says whether a text without a telling name is likely to be
// reStructuredText.
func hasRSTSigns(head string) bool {
	return len(rstStrongSign.FindAllStringIndex(head, 3)) > 2 && !markdownOnly.MatchString(head)
}

// isPlainlyRST says whether a text has both the footnotes and the markers of
// reStructuredText: nothing else writes them so.
func isPlainlyRST(head string) bool {
	return strings.Contains(head, "]_") && rstNotesSign.MatchString(head) && hasRSTSigns(head)
}

// rstWidth is how many columns a rune takes: docutils counts those of East
// Asian scripts twice.
func rstWidth(c rune) int {
	if c >= 0x1100 && (c < 0x1160 || c >= 0x2e80 && c < 0xd7a4 || c >= 0xf900 && c < 0xfb00 || c >= 0xfe30 && c < 0xfe70 || c >= 0xff00 && c < 0xff61) {
		return 2
	}
	return 1
}

func rstColumns(s string) int {
	if len(s) == utf8.RuneCountInString(s) {
		return len(s)
	}
	n := 0
	for _, c := range s {
		n += rstWidth(c)
	}
	return n
}
