// Package extract reads one article in any supported format and says what it
// saw: the citation markers in its running text, its reference lists, and the
// links of its prose, each with its place in the source file.
//
// It is pure: bytes in, [Article] out. It knows nothing of the network, of
// rules, or of what makes a citation good or bad, and it never decides that
// something is wrong; package check does. A reader of one format (html.go,
// markdown.go, text.go) turns the source into blocks of reading text that
// remember where they came from; the grammar of markers and lists is then the
// same for all formats.
package extract

import "sort"

// A Span is a half-open range of byte offsets into [Article.Text].
type Span struct{ Start, End int }

func (s Span) holds(offset int) bool { return offset >= s.Start && offset < s.End }

// A Stated is something that the article says of itself, such as its date:
// the text as written and where it was said ("front matter", "json-ld", …).
type Stated struct {
	Text   string
	Origin string
	Span   Span
}

// The origins of what is no statement of a date, but may hold one.
const (
	OriginURL       = "URL"           // the article's address
	OriginCanonical = "canonical URL" // the address that it names as its own
	OriginByline    = "byline"        // a short line at its head
	OriginDateline  = "dateline"      // what stands before its first sentence
	OriginTitlePage = `\date`         // the line that LaTeX prints below the title
)

// An Article is everything that was read from one source.
type Article struct {
	Source    string // path or URL, exactly as it was given
	Format    Format
	Title     string
	Published Stated   // the article's own publication date; Text is "" when it states none
	Dates     []Stated // all that may state that date, Published first, the best before the rest; not each holds a date
	Modified  []Stated // all that may state when it was last changed

	Markers []Marker // in reading order, one for each cited label
	Lists   []List   // in reading order
	Links   []Link   // URLs cited inline in the running text, in reading order
	Merged  []Merged // adjacent markers that the format itself reads as one link

	Hidden   []Marker  // markers that the page does not show its readers; they are not in Markers
	InList   []Marker  // markers that stand in an entry of a list; they are not in Markers
	Requests []Request // of editors for a source
	Residue  []Residue // what a chatbot's page left in the text
	SetApart []Span    // tables, captions and asides with markers: where they stand says nothing of when they are read

	// Apart says why the entry of a cited label may stand where it was not read,
	// "" where it may not: the source names a bibliography that is out of reach.
	Apart string

	// Bracketed counts bracketed texts that look like markers but were left
	// alone, because no list of their kind exists or the context forbids it.
	// LeftAlone holds the first thousand of them.
	Bracketed int
	LeftAlone []LeftAlone

	text       string
	ruler      ruler
	parts      []part
	paragraphs []Paragraph // nil where nobody asked for them
}

// A part is a stretch of the text that comes from a file of its own: a chapter
// of an EPUB, a bibliography beside a LaTeX source. It reaches to the next one.
type part struct {
	name  string // "" for the source itself
	start int
}

// A Marker is one citation of one label: `[2,3]` is two markers that share a
// place, `[4-6]` is three.
type Marker struct {
	Label    string // the normalised key: "1", "note 1", "rfc2119"
	Text     string // as printed: "[4–6]"
	Span     Span
	Sentence string // the sentence that the marker supports, markers included
	List     int    // index into Article.Lists of the list that it cites, or -1
	Tie      *Tie   // nil where nothing but the label ties it to its entry
}

// A Tie is what the format does with a marker besides printing its label.
type Tie struct {
	Printed string // what readers see where that is not the label: goldmark prints [^note] as 1; else ""
	Leads   string // the label of the entry that its link leads to where that is another one; else ""
	Name    string // what the source calls the note whose label is counted, <ref name="Name">; else ""
}

// A Request is an editor's remark that a source is wanted: `[citation needed]`.
type Request struct {
	Text     string // as printed
	Span     Span
	Sentence string
}

// Residue is a trace that a chatbot's page leaves where its text is copied.
type Residue struct {
	Vendor string // whose it is: "ChatGPT"
	Form   string // which of its vendor's traces, by a stable name: "oaicite"
	Text   string // as it stands in the source
	Span   Span
}

// LeftAlone is a bracketed text that looks like a marker and is none.
type LeftAlone struct {
	Text   string
	Span   Span
	Reason string // why, in a few words
}

// A List is the references under one heading, in one paragraph, or in one
// footnote section. Labels are unique within a list, not within an article.
type List struct {
	Heading    string // "" when the list stands without one
	Span       Span
	Kind       Kind
	References []Reference

	// Numbered is false where the entries carry no label of their own (a
	// bibliography of bullets): such a list cannot be matched with markers.
	Numbered bool

	// Written is true where readers see the labels as their author wrote them:
	// not the numbers that a format counts, nor the names of definitions.
	Written bool

	// Loose says why an entry without a marker may be cited all the same, ""
	// where it may not: the markers are of a kind that is easily missed, or the
	// text names the entries' authors instead.
	Loose string
}

// A Reference is one entry of a list.
type Reference struct {
	Label       string // "" in a list that is not Numbered
	Text        string // the entry without its label, white space folded
	Span        Span
	URLs        []URL
	Identifiers []Identifier
	Cited       bool // by something that is no marker: a named link, the text of another note
	Backs       []Back

	// What the entry says of its source, as written; "" where it could not be
	// told with certainty.
	Title     string
	Authors   string
	Publisher string // journal, newspaper, site
	Published Stated // the source's date
	Accessed  Stated // the day on which it was looked up
	Archived  Stated // the day of the archived copy that it names, where the format has a place for it
}

// A Back is a link of an entry that means to lead back to its marker.
type Back struct {
	Target string // the fragment, "fnref:3"
	Span   Span
	Found  bool   // the page has such a place
	Label  string // of the marker that stands there, "" when it is no marker's
}

// A URL is a web address. Text is as written, only trimmed of what clearly
// belongs to the sentence; where it had to be put together, Literal is what
// stands in the source and Repair says what was done.
type URL struct {
	Text    string
	Span    Span
	Literal string // "" where Text is what is written
	Repair  string // in a few words: "joined over a line end"; "" without Literal
}

// An Identifier is a name that a registry resolves.
type Identifier struct {
	Type  string // "doi"
	Value string // "10.1000/x"
	Span  Span   // zero where the structure names it and no place is known
}

// A Link is a URL cited inline in the running text.
type Link struct {
	URL
	Anchor string // the words that carry the link, "" for a bare address
}

// Merged is a run of adjacent markers, `[1][2]`, that Markdown reads as one
// link: the reader of the rendered page loses the first and is sent to the
// target of the last.
type Merged struct {
	Text   string   // "[1][2]"
	Labels []string // the labels that the author meant, in order
	Target string   // where the rendered link leads
	Span   Span
}

// A Kind is the numbering scheme that a label belongs to. A marker can only
// miss its reference in a list of its own kind.
type Kind int

// The kinds of label.
const (
	KindNone     Kind = iota
	KindNumber        // 1, 23
	KindNote          // note 1, n 1, nb 2: words with a number
	KindLetter        // a, b
	KindKey           // RFC2119, Knu97, I-D.ietf-quic
	KindSymbol        // *, †
	KindFootnote      // ^1, ^name: labels that the format itself resolves
)

// Text returns the whole source, decoded to UTF-8; spans are offsets into it.
func (a *Article) Text() string { return a.text }

// Position converts a byte offset of [Article.Text] to line and column, in
// the part of the source that holds it.
func (a *Article) Position(offset int) Position {
	offset = min(max(offset, 0), len(a.text))
	at := a.ruler.position(a.text, offset)
	i := sort.Search(len(a.parts), func(i int) bool { return a.parts[i].start > offset }) - 1
	if i < 0 {
		return at
	}
	first := a.ruler.position(a.text, a.parts[i].start)
	if at.Line == first.Line {
		at.Column -= first.Column - 1
	}
	at.Part, at.Line = a.parts[i].name, at.Line-first.Line+1
	return at
}

// LineStart returns the offset at which the line of an offset begins.
func (a *Article) LineStart(offset int) int {
	offset = min(max(offset, 0), len(a.text))
	return a.ruler.lines[sort.SearchInts(a.ruler.lines, offset+1)-1]
}

// InParts says whether the text comes from several files, so that a position
// needs its part.
func (a *Article) InParts() bool { return len(a.parts) > 0 }

// Line returns the text of a line counted from 1, without its line ending, or
// "" when there is no such line.
func (a *Article) Line(n int) string {
	if n < 1 || n > len(a.ruler.lines) {
		return ""
	}
	end := len(a.text)
	if n < len(a.ruler.lines) {
		end = a.ruler.lines[n]
	}
	line := a.text[a.ruler.lines[n-1]:end]
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}

// References counts the entries of all lists.
func (a *Article) References() int {
	n := 0
	for i := range a.Lists {
		n += len(a.Lists[i].References)
	}
	return n
}
