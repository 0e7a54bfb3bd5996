package extract

import (
	"path"
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// LaTeX says of each citation which entries it cites: \cite{abel,bose}. The
// entries stand in the source (\bibitem), or in bibliographies beside it.

// latexStart matches how a LaTeX document begins; latexSigns, what hardly
// anything else holds together.
var (
	latexStart = pattern.New(`^(?:\s|%[^\n]*\n)*\\(?:documentclass|documentstyle|RequirePackage|PassOptionsToPackage|NeedsTeXFormat|begin\{|def\\|new|input|title\b|section|chapter|pdfoutput)`)
	latexSigns = pattern.New(`\\(?:documentclass|documentstyle|begin\{document\}|bibitem\b|bibliography\{|addbibresource\{|(?:[a-z]*cite[a-z]*)\*?(?:\[[^\]\n]*\])*\{|(?:sub)*section\*?\{|chapter\*?\{)`)
)

func isLaTeX(head string) bool {
	return latexStart.MatchString(head) && (strings.Contains(head, `\document`) || strings.Contains(head, `\begin{document}`))
}

func hasLaTeXSigns(head string) bool {
	return latexStart.MatchString(head) && len(latexSigns.FindAllStringIndex(head, 3)) > 2 ||
		strings.Contains(head, `\bibitem`) && latexCite.MatchString(head)
}

// latexPart matches a document that is made to be part of a larger one.
var latexPart = pattern.New(`\\documentclass(?:\[[^\]]*\])?\{(?:subfiles|standalone)\}`)

var latexCite = pattern.New(`\\cite[a-z]*\*?(?:\[[^\]\n]*\])*\{`)

// How much is read besides the source itself: bytes and number of the files
// together, and how deep they may include one another.
const (
	maxBeside      = 64 << 20
	maxBesideFiles = 200
	maxInclusion   = 8
)

// readLaTeX reads a LaTeX source with what lies beside it.
func readLaTeX(source string, o Options) *draft {
	r := newLaTeXReader(source)
	r.o = o
	r.whole.WriteString(source)
	r.seen[path.Base(o.Source)] = true
	r.body = !strings.Contains(source, `\begin{document}`) && !strings.Contains(source, `\document`)
	r.chapter = r.body || latexPart.MatchString(source[:min(len(source), sniffed)])
	r.walk()
	r.endGroups(0)
	r.out.flush()
	r.readBibliographies()
	d := r.out.draft
	for i := range d.notes {
		d.notes[i].finish()
	}
	r.resolve()
	if len(r.cites) > 0 || r.hasWorks {
		d.citing = byTags
	}
	d.title = whitespace.Fold(d.title)
	if d.title == "" {
		d.title = firstHeading(d.blocks)
	}
	if len(d.parts) > 0 {
		d.text = r.whole.String()
	}
	return d
}

func newLaTeXReader(source string) *latexReader {
	return &latexReader{
		src: source, out: &htmlWalker{draft: &draft{}, flat: &flat{}, inMain: true}, seen: map[string]bool{}, macros: map[string]latexMacro{},
		cited: map[string]bool{}, printed: map[entryRef]string{}, kept: map[string]keptFile{}, footnotes: -1, works: -1,
	}
}

// A latexReader walks the commands and groups of a source once, from front to
// back.
type latexReader struct {
	out *htmlWalker // of which only the part is used that gathers blocks
	o   Options

	whole strings.Builder // the source, and behind it the files beside it
	seen  map[string]bool // the files that were read, or could not be
	depth int

	src  string // the file at hand
	base int    // where it stands in whole
	at   int

	chapter bool // the source is part of a larger document
	body    bool // the document has begun
	ended   bool // it has ended
	titled  bool // we stand in its title
	silent  int  // how many groups we stand in that hold no text
	groups  []latexGroup
	deeper  int    // how many more there are beyond maxGroups
	math    string // what ends the formula that we stand in, "" outside of one
	items   []int  // the numbers of the lists' next items, 0 for lists without
	noFi    bool   // no \fi is to come

	footnotes int                 // the list of footnotes, or -1
	notes     int                 // how many there are
	works     int                 // the list of \bibitem that is being read, or -1
	hasWorks  bool                // there is one
	prologue  bool                // its first entry has not come yet
	printed   map[entryRef]string // what readers see of its entries' labels
	kept      map[string]keptFile // bibliographies within the source

	macros         map[string]latexMacro
	cites          []latexCitation
	cited          map[string]bool // by \nocite
	citesAll       bool            // \nocite{*}
	bibliographies []string
	apart          string // why entries may stand where they were not read
	cut            string // why citations may
}

// beside reads a file that lies beside the source, and adds it to the whole.
// It returns false for one that cannot be read, or was.
func (r *latexReader) beside(name string, endings ...string) (text string, base int, ok bool) {
	if path.Base(name) != name || strings.ContainsAny(name, `\#`) || r.o.Beside == nil {
		return "", 0, false
	}
	for _, ending := range endings {
		file := withEnding(name, ending)
		if _, known := r.seen[file]; known || len(r.seen) >= maxBesideFiles {
			continue
		}
		r.seen[file] = false
		data, err := r.o.Beside(file)
		if err != nil || r.whole.Len()+len(data) > maxBeside+len(r.src) {
			continue
		}
		text, err := decode(string(data), "")
		if err != nil {
			continue
		}
		r.seen[file] = true
		if len(r.out.draft.parts) == 0 {
			r.out.draft.parts = []part{{}}
		}
		r.whole.WriteString("\n")
		base = r.whole.Len()
		r.whole.WriteString(text)
		r.out.draft.parts = append(r.out.draft.parts, part{file, base})
		return text, base, true
	}
	return "", 0, false
}

// include reads a file in the place where it is included.
func (r *latexReader) include(name string, endings ...string) bool {
	if r.depth >= maxInclusion {
		return false
	}
	text, base, ok := r.beside(name, endings...)
	if ok {
		r.enter(text, base)
	}
	return ok
}

// enter reads a text in the place where it is included.
func (r *latexReader) enter(text string, base int) {
	src, at, from := r.src, r.at, r.base
	r.src, r.base, r.at = text, base, 0
	r.out.flush() // a block's text stands in one place
	r.depth++
	r.walk()
	r.depth--
	r.out.flush()
	r.src, r.at, r.base = src, at, from
}

// entered says whether a file was read before, or is being read.
func (r *latexReader) entered(name string, endings ...string) bool {
	for _, ending := range endings {
		if read, known := r.seen[withEnding(name, ending)]; known && read {
			return true
		}
	}
	return false
}

func withEnding(name, ending string) string {
	if path.Ext(name) != ending {
		return name + ending
	}
	return name
}
