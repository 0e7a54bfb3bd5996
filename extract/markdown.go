package extract

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// readMarkdown reads CommonMark with tables and footnotes. goldmark parses;
// its footnote transformer is left out because it drops the definitions that
// nobody cites, and its linkifier because all formats share our own.
func readMarkdown(source string, _ Options) *draft {
	r := &markdownReader{draft: &draft{}, source: source}
	body := r.frontMatter()
	// A lone CR ends a line in CommonMark; goldmark knows LF only. The front
	// matter becomes blank lines, so that offsets stay.
	r.bytes = []byte(loneCR.ReplaceAllString(strings.Repeat("\n", body)+source[body:], "\n$1"))
	r.root = newMarkdownParser().Parse(text.NewReader(r.bytes))
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

var loneCR = regexp.MustCompile(`\r([^\n]|$)`)

func newMarkdownParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewFootnoteParser(), 101))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
}

// A markdownReader walks goldmark's tree.
type markdownReader struct {
	draft       *draft
	source      string
	bytes       []byte // what goldmark read: the source, same length, LF line ends
	root        ast.Node
	footnotes   map[int]int    // goldmark's index of a footnote -> entry of footnoteList
	definitions map[string]int // key of a numbered link definition -> entry of definitionList
	flat        *flat
}

// The draft's note lists in Markdown; either may be empty.
const (
	footnoteList = iota
	definitionList
)

var frontMatterPattern = regexp.MustCompile(`^---[ \t]*\r?\n((?s:.*?))\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
var frontMatterKey = regexp.MustCompile(`(?im)^(title|date|published|pubdate|publishdate|publish_date|published_at|datepublished|post_date)[ \t]*:[ \t]*["']?([^"'\r\n]*?)["']?[ \t]*\r?$`)

// frontMatter reads title and date of a YAML block before the text and returns
// the block's length. Values are taken as written: a YAML parser would repair
// or refuse the impossible dates that are to be reported.
func (r *markdownReader) frontMatter() int {
	m := frontMatterPattern.FindStringSubmatchIndex(r.source)
	if m == nil {
		return 0
	}
	for _, kv := range frontMatterKey.FindAllStringSubmatchIndex(r.source[:m[3]], -1) {
		key, value := strings.ToLower(r.source[kv[2]:kv[3]]), r.source[kv[4]:kv[5]]
		switch {
		case key == "title":
			r.draft.title = value
		case r.draft.published.Text == "" && value != "":
			r.draft.published = Stated{Text: value, Origin: "front matter", Span: Span{kv[4], kv[5]}}
		}
	}
	return m[1]
}

func firstHeading(blocks []block) string {
	for i := range blocks {
		if blocks[i].kind == heading && blocks[i].level < weakest && !isListHeading(blocks[i].text) {
			return strings.Join(strings.Fields(blocks[i].text), " ")
		}
	}
	return ""
}

// collectNotes finds the footnotes and the numbered link definitions, before
// the text that cites them is walked.
func (r *markdownReader) collectNotes() {
	r.draft.notes = make([]noteList, 2)
	r.draft.notes[definitionList].textual = true
	r.footnotes, r.definitions = map[int]int{}, map[string]int{}
	_ = ast.Walk(r.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *extast.Footnote:
			if entering {
				r.addFootnote(n)
			}
			return ast.WalkSkipChildren, nil
		case *ast.LinkReferenceDefinition:
			if entering {
				r.addDefinition(n)
			}
		}
		return ast.WalkContinue, nil
	})
}

// addFootnote makes an entry of a footnote definition.
func (r *markdownReader) addFootnote(n *extast.Footnote) {
	list := &r.draft.notes[footnoteList]
	if n.Index > 0 {
		r.footnotes[n.Index] = len(list.entries)
	}
	inner := &markdownReader{draft: &draft{notes: make([]noteList, 2)}, source: r.source, bytes: r.bytes}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		inner.block(child)
	}
	start := max(n.Pos(), 0)
	entry := noteEntry{label: "^" + string(n.Ref), span: Span{start, start + len("[^]:") + len(n.Ref)}}
	entry.fill(inner.draft.blocks)
	list.entries = append(list.entries, entry)
}

// fill takes text, addresses and end of an entry from its blocks.
func (e *noteEntry) fill(blocks []block) {
	var parts []string
	for i := range blocks {
		b := &blocks[i]
		parts = append(parts, strings.Join(strings.Fields(b.text), " "))
		e.urls = append(e.urls, b.urls(0, len(b.text))...)
		e.span.End = max(e.span.End, b.span(0, len(b.text)).End)
	}
	e.text = strings.Join(parts, " ")
}

// addDefinition makes an entry of `[1]: https://…`.
func (r *markdownReader) addDefinition(n *ast.LinkReferenceDefinition) {
	label := string(n.Label)
	if tok, ok := parseLabels(label); !ok || tok.kind != KindNumber || len(tok.labels) != 1 {
		return
	}
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	list := &r.draft.notes[definitionList]
	span := Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	span.Start += len(r.source[span.Start:span.End]) - len(strings.TrimLeft(r.source[span.Start:span.End], " \t\n\r>"))
	target := string(n.Destination)
	at := span
	if i := strings.Index(r.source[span.Start:span.End], target); i >= 0 && target != "" {
		at = Span{span.Start + i, span.Start + i + len(target)}
	}
	entry := noteEntry{label: label, text: strings.TrimSpace(string(n.Title) + " " + target), span: span}
	if target != "" && target != "#" {
		entry.urls = []URL{{Text: target, Span: at}}
	}
	if _, taken := r.definitions[labelKey(label)]; !taken {
		r.definitions[labelKey(label)] = len(list.entries)
	}
	list.entries = append(list.entries, entry)
}

// measure sets the list's span from its entries.
func (l *noteList) measure() {
	if len(l.entries) > 0 {
		l.span = Span{l.entries[0].span.Start, l.entries[len(l.entries)-1].span.End}
	}
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
			for _, b := range htmlBlocks(part) {
				b.shift(base)
				r.draft.blocks = append(r.draft.blocks, b)
			}
		})
	case *ast.LinkReferenceDefinition, *extast.FootnoteList, *extast.Footnote, *ast.ThematicBreak:
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
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		end = max(end, h.ClosureLine.Stop)
	}
	take(string(r.bytes[start:end]), start)
}

// leaf reads a block of inline text.
func (r *markdownReader) leaf(n ast.Node, kind blockKind, finish func(*block)) {
	r.flat = &flat{}
	r.inlines(n)
	if b, ok := r.flat.block(kind); ok {
		if finish != nil {
			finish(&b)
		}
		r.draft.blocks = append(r.draft.blocks, b)
	}
}
