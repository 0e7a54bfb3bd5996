package extract

import (
	"strconv"
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A besideNote is a note that stands in the text right behind its marker: a
// sidenote, or what a plug-in opens where the marker is clicked.
type besideNote struct {
	marker, note *html.Node
	label        string // "" where the page's style sheet counts
}

var (
	// besideSign matches what pages call such notes, besideMarker what they call
	// a marker whose number only the style sheet prints (Tufte CSS).
	besideSign   = pattern.New(`(?i)side-?note|foot-?notes?[-_]*(?:note|text|content|body|tooltip)|\btooltip`)
	besideMarker = pattern.New(`(?i)side-?note-(?:number|ref|toggle)`)

	besideNotes   = atoms(atom.Span, atom.Small, atom.Aside, atom.I)
	besideMarkers = atoms(atom.Sup, atom.A, atom.Label, atom.Span, atom.Button)
)

// takeBeside takes an element as a note if the page calls it one and a marker
// stands right before it.
func (f *noteFinder) takeBeside(n *html.Node) {
	if !besideNotes.has(n.DataAtom) {
		return
	}
	if class := attr(n, "class"); !strings.Contains(class, "note") && !strings.Contains(class, "tooltip") || !besideSign.MatchString(class) {
		return
	}
	marker := previousElement(n)
	for marker != nil && marker.DataAtom == atom.Input {
		marker = previousElement(marker)
	}
	if marker == nil || !besideMarkers.has(marker.DataAtom) {
		return
	}
	text := textOf(marker)
	label, ok := noteLabel(text, false, false)
	counted := text == "" && besideMarker.MatchString(attr(marker, "class"))
	if !ok && !counted || len(textOf(n)) <= len(label)+2 {
		return // what stands behind a marker may be the next marker
	}
	f.beside = append(f.beside, besideNote{marker, n, label})
}

// acceptBeside makes a list of the notes beside the text. One whose marker has
// its entry elsewhere only shows that entry's text once more.
func (f *noteFinder) acceptBeside() {
	list := noteList{}
	for i, b := range f.beside {
		if f.isMarker(b.marker) {
			f.twice[b.note] = true
			continue
		}
		if b.label == "" {
			b.label = strconv.Itoa(i + 1)
		}
		f.begin(b.note, entryRef{len(f.lists), len(list.entries)})
		f.marker[b.marker] = &noteMark{labels: []string{b.label}, list: len(f.lists)}
		at := f.page.at(b.note).Start
		list.entries = append(list.entries, noteEntry{label: b.label, span: Span{at, at}})
	}
	if len(list.entries) > 0 {
		f.lists = append(f.lists, list)
	}
}

// isMarker says whether an element is a marker, or holds one.
func (f *noteFinder) isMarker(n *html.Node) bool {
	found := f.marker[n] != nil
	walk(n, func(c *html.Node) { found = found || f.marker[c] != nil })
	return found
}

// besideText reads a note beside the text apart from the paragraph that it
// stands in, so that the paragraph's sentences stay whole.
func (w *htmlWalker) besideText(n *html.Node, ref entryRef) {
	paragraph, open, entry, blocks := w.flat, w.open, w.entry, w.draft.blocks
	w.flat, w.open, w.entry, w.draft.blocks = new(flat), nil, &ref, w.behind
	w.children(n)
	w.flush()
	w.behind = w.draft.blocks
	w.flat, w.open, w.entry, w.draft.blocks = paragraph, open, entry, blocks
}

// noteMarker reads a marker. One that only the style sheet prints is read as
// its label.
func (w *htmlWalker) noteMarker(n *html.Node, note *noteMark) {
	if start := len(w.flat.text); textOf(n) == "" {
		w.flat.add(note.labels[0], w.page.at(n).Start)
		w.flat.mark(start, mark{kind: noteMarker, note: note})
		return
	}
	w.marked(n, mark{kind: noteMarker, note: note})
}
