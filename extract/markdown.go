package extract

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/citelint/citelint/whitespace"
)

// readMarkdown reads CommonMark with tables and footnotes. goldmark parses;
// its footnote transformer is left out because it drops the definitions that
// nobody cites, and its linkifier because all formats share our own.
func readMarkdown(source string, _ Options) *draft {
	d := &draft{}
	r := parseMarkdown(source, d.frontMatter(source))
	r.draft = d
	r.collectNotes()
	r.blocks(r.root)
	for i := range r.draft.notes {
		r.draft.notes[i].measure()
	}
	if r.draft.title == "" {
		r.draft.title = firstHeading(r.draft.blocks)
	}
	return r.draft
}

// parseMarkdown parses an article from where its body begins.
func parseMarkdown(source string, body int) *markdownReader {
	r := &markdownReader{source: source, flat: &flat{}, printed: map[string]string{}}
	// A lone CR ends a line in CommonMark; goldmark knows LF only. The front
	// matter becomes blank lines, so that offsets stay.
	r.bytes = []byte(strings.Repeat("\n", body) + source[body:])
	for i, c := range r.bytes {
		if c == '\r' && (i+1 == len(r.bytes) || r.bytes[i+1] != '\n') {
			r.bytes[i] = '\n'
		}
	}
	tame(r.bytes)
	r.root = newMarkdownParser().Parse(text.NewReader(r.bytes))
	return r
}

// A markdownReader walks goldmark's tree.
type markdownReader struct {
	draft       *draft
	source      string
	bytes       []byte // what goldmark read: the source, same length, LF line ends
	root        ast.Node
	printed     map[string]string // label of a footnote -> the number that the page prints
	footnotes   map[string]int    // label of a footnote -> entry of footnoteList
	definitions map[string]int    // key of a numbered link definition -> entry of definitionList
	flat        *flat
	verbatim    bool // within a code span
	raisedAt    int  // where raised text began in the block at hand, or -1
	hidden      hiddenTag

	nextFootnote int // index of the footnote that is read next
}

// The draft's note lists in Markdown; either may be empty.
const (
	footnoteList = iota
	definitionList
)

func firstHeading(blocks []block) string {
	for i := range blocks {
		if blocks[i].kind == heading && blocks[i].level < weakest && !isListHeading(blocks[i].text) {
			return whitespace.Fold(blocks[i].text)
		}
	}
	return ""
}

// blocks reads the children of a container.
func (r *markdownReader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

// block reads one block node.
func (r *markdownReader) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.leaf(n, heading, func(b *block) { b.level = n.Level })
	case *ast.Paragraph, *ast.TextBlock:
		r.leaf(n, prose, nil)
	case *ast.List:
		r.list(n)
	case *extast.TableCell:
		r.leaf(n, cell, nil)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.raw(n, func(part string, base int) {
			r.draft.blocks = append(r.draft.blocks, block{kind: code, text: part, origin: origin{base: base}})
		})
	case *ast.HTMLBlock:
		r.raw(n, func(part string, base int) {
			r.draft.embed(readPart(part), base)
		})
	case *extast.Footnote:
		r.footnote(n)
	case *ast.LinkReferenceDefinition, *ast.ThematicBreak:
	default:
		r.blocks(n)
	}
}

// list reads a list's items; the first block of an ordered item carries the
// number that the page prints, which counts up from the list's start.
func (r *markdownReader) list(n *ast.List) {
	number := n.Start
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		first := len(r.draft.blocks)
		r.blocks(child)
		for i := first; i < len(r.draft.blocks); i++ {
			if b := &r.draft.blocks[i]; b.kind == prose {
				b.kind = item
			}
		}
		if n.IsOrdered() && first < len(r.draft.blocks) {
			r.draft.blocks[first].number = strconv.Itoa(number)
		}
		number++
	}
}

// raw hands over the lines of a block that is not inline text.
func (r *markdownReader) raw(n ast.Node, take func(part string, base int)) {
	if start, end := rawLines(n); end > start {
		take(string(r.bytes[start:end]), start)
	}
}

// rawLines returns where the lines of such a block begin and end.
func rawLines(n ast.Node) (start, end int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return 0, 0
	}
	start, end = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		end = max(end, h.ClosureLine.Stop)
	}
	return start, end
}

// leaf reads a block of inline text.
func (r *markdownReader) leaf(n ast.Node, kind blockKind, finish func(*block)) {
	r.flat.reset()
	r.raisedAt = -1
	r.hidden = hiddenTag{}
	r.inlines(n)
	if b, ok := r.flat.block(kind); ok {
		if finish != nil {
			finish(&b)
		}
		r.draft.blocks = append(r.draft.blocks, b)
	}
}
