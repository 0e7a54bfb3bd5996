package extract

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdownParser makes a parser for one document. Emphasis is not parsed
// but dropped: only its words matter here, and pairing its signs takes time
// quadratic in their number.
func newMarkdownParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(&footnoteUses{}, 101),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasisSigns{}, 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
	)
}

// An emphasisSigns drops the signs of emphasis, `*` and `_`, where CommonMark
// lets them open or close it, and never within a web address.
type emphasisSigns struct{}

func (emphasisSigns) Trigger() []byte { return []byte{'*', '_'} }

func (emphasisSigns) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	block.Advance(n)
	before, after := byte(' '), byte(' ')
	source := block.Source()
	if segment.Start > 0 {
		before = source[segment.Start-1]
	}
	if n < len(line) {
		after = line[n]
	}
	joins := !isSpace(before) && !isSpace(after)
	inWord := joins && !util.IsPunct(before) && !util.IsPunct(after)
	apart := isSpace(before) && isSpace(after)
	keep := apart || inWord && (line[0] == '_' || n == 1) || joins && inAddress(source[:segment.Start], line[0])
	if keep {
		return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+n))
	}
	return ast.NewString(nil)
}

// maxWordBack is how far a word is followed back, in bytes.
const maxWordBack = 2048

// inAddress says whether the word that source ends with is a web address which
// does not itself stand between signs of emphasis.
func inAddress(source []byte, sign byte) bool {
	word := source[max(0, len(source)-maxWordBack):]
	if i := bytes.LastIndexAny(word, " \t\r\n<>\""); i >= 0 {
		word = word[i+1:]
	}
	return bytes.Contains(word, []byte("://")) && word[0] != sign
}

// A definitions finds link definitions as CommonMark does, but in a long
// paragraph for so many lines at a time: goldmark moves all lines behind a
// definition for each.
type definitions struct{}

const definitionLines = 1000

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, parent := node.Lines(), node.Parent()
	for lines.Len() > definitionLines {
		head := ast.NewParagraph()
		part := text.NewSegments()
		part.AppendAll(lines.Sliced(0, definitionLines))
		head.SetLines(part)
		parent.InsertBefore(parent, node, head)
		parser.LinkReferenceParagraphTransformer.Transform(head, reader, pc)
		rest := text.NewSegments()
		rest.AppendAll(lines.Sliced(definitionLines, lines.Len()))
		lines = rest
	}
	node.SetLines(lines)
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// tame blanks what no article holds and what a parser takes quadratic time for.
func tame(source []byte) {
	breakOpenLinks(source)
	breakDeepLines(source)
}

// maxContainers is how many quotes and lists one line may open.
const maxContainers = 64

// breakDeepLines blanks the marks of containers that a line opens beyond
// maxContainers: `> > > > …`.
func breakDeepLines(source []byte) {
	for at := 0; at < len(source); {
		end := at + lineLength(string(source[at:min(len(source), at+maxContainers)]))
		if end == at+maxContainers { // long enough to be deep
			end = at + max(bytes.IndexByte(source[at:], '\n'), 0)
			if end == at {
				end = len(source)
			}
			breakDeepLine(source[at:end])
		}
		at = end + 1
	}
}

func breakDeepLine(line []byte) {
	containers := 0
	for at := 0; at < len(line); at++ {
		switch c := line[at]; {
		case c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')' || c == ':':
			containers++
		case c == ' ' || c == '\t' || c == '[' || c == '^' || c == ']' || c >= '0' && c <= '9':
		default:
			return
		}
		if containers > maxContainers {
			line[at] = ' '
		}
	}
}

// maxOpenLinks is how many link targets may be open at once; cmark allows as
// many brackets in a target.
const maxOpenLinks = 32

// breakOpenLinks blanks the brackets of a paragraph's link targets that open
// within too many others, `[a]([a]([a](`: the parser would read to the end of
// the paragraph for each.
func breakOpenLinks(source []byte) {
	open := 0
	blank := true // nothing but blanks on the line so far
	for i, c := range source {
		switch {
		case c == '\n' && blank:
			open = 0
		case c == ')':
			open = max(open-1, 0)
		case c == '(' && i > 0 && source[i-1] == ']':
			if open++; open > maxOpenLinks {
				source[i] = ' '
				open--
			}
		}
		blank = c == '\n' || blank && isSpace(c)
	}
}
