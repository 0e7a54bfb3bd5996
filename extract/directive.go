package extract

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// A Directive is what an author tells a checker in a comment, which readers do
// not see: "citelint-disable-line dead-link: moved to paper". What it means, and
// whether it means anything, is not known here.
type Directive struct {
	Text string // from "citelint-" to the comment's end, white space folded, at most 1,000 bytes
	Span Span   // of the whole comment
}

// maxDirectives is how many directives are read of one article. What stands
// behind them is not obeyed, which is the safe side.
const maxDirectives = 1000

// longestDirective is how many bytes of a directive are taken.
const longestDirective = 1000

// Directives returns the directives of an article, in its order. Each format has
// them in its own comments; plain text, which has none, in lines of their own.
// Word documents and mails have none.
func (a *Article) Directives() []Directive {
	if !strings.Contains(a.text, directivePrefix) {
		return nil
	}
	var comments func(string, func(Span) bool)
	switch a.Format {
	case FormatHTML, FormatEPUB, FormatJATS:
		comments = markupComments
	case FormatMarkdown:
		comments = markdownComments
	case FormatWikitext:
		comments = wikitextComments
	case FormatLaTeX:
		comments = latexComments
	case FormatRST, FormatText:
		comments = lineComments
	default:
		return nil
	}
	var found []Directive
	comments(a.text, func(s Span) bool {
		text := a.text[s.Start:s.End]
		for _, ends := range []struct{ begin, end string }{{"<!--", "-->"}, {"%", ""}, {"..", ""}} {
			if rest, is := strings.CutPrefix(text, ends.begin); is {
				text = strings.TrimSuffix(rest, ends.end)
				break
			}
		}
		if text = strings.Join(strings.Fields(text), " "); strings.HasPrefix(text, directivePrefix) {
			text = strings.ToValidUTF8(text[:min(len(text), longestDirective)], "")
			found = append(found, Directive{text, s})
		}
		return len(found) < maxDirectives
	})
	return found
}

const directivePrefix = "citelint-"

// markupComments finds the comments of HTML and XML.
func markupComments(text string, yield func(Span) bool) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for at := 0; ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return
		}
		length := len(tokens.Raw())
		if kind == html.CommentToken && !yield(Span{at, at + length}) {
			return
		}
		at += length
	}
}

// markdownComments finds the comments that a reader of Markdown takes for HTML,
// so that none in code, in quotes of a tag or behind a backslash counts.
func markdownComments(source string, yield func(Span) bool) {
	r := parseMarkdown(source, (&draft{}).frontMatter(source))
	within := func(start, end int) ast.WalkStatus {
		goOn := true
		markupComments(source[start:end], func(s Span) bool {
			goOn = yield(Span{start + s.Start, start + s.End})
			return goOn
		})
		if !goOn {
			return ast.WalkStop
		}
		return ast.WalkContinue
	}
	_ = ast.Walk(r.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if start, end := rawLines(n); end > start {
				return within(start, end), nil
			}
		case *ast.RawHTML:
			if last := n.Segments.Len() - 1; last >= 0 {
				return within(n.Segments.At(0).Start, n.Segments.At(last).Stop), nil
			}
		}
		return ast.WalkContinue, nil
	})
}

var wikitextParts = regexp.MustCompile(`<!--|<(nowiki|pre|syntaxhighlight|source)\b[^<>]*>`)

// wikitextComments finds the comments that stand outside of text that is shown
// as it is.
func wikitextComments(text string, yield func(Span) bool) {
	for at := 0; ; {
		found := wikitextParts.FindStringSubmatchIndex(text[at:])
		if found == nil {
			return
		}
		start, end, until := at+found[0], at+found[1], "-->"
		if found[2] >= 0 {
			if until = "</" + text[at+found[2]:at+found[3]]; text[end-2] == '/' {
				at = end
				continue
			}
		}
		length := strings.Index(text[end:], until)
		if length < 0 {
			return
		}
		if at = end + length + len(until); until == "-->" && !yield(Span{start, at}) {
			return
		}
	}
}

var latexShown = regexp.MustCompile(`\\(begin|end)\{(?:verbatim|lstlisting|minted|comment)\*?\}`)

// latexComments finds what stands behind an unescaped percent sign.
func latexComments(text string, yield func(Span) bool) {
	at, shown := 0, false
	for line := range strings.Lines(text) {
		if change := latexShown.FindStringSubmatch(line); change != nil {
			shown = change[1] == "begin"
		}
		if percent := unescaped(line, '%'); percent >= 0 && !shown {
			comment := strings.TrimRight(line[percent:], "\r\n")
			if !yield(Span{at + percent, at + percent + len(comment)}) {
				return
			}
		}
		at += len(line)
	}
}

// unescaped returns where a sign stands that no backslash precedes, or -1.
func unescaped(line string, sign byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case sign:
			return i
		}
	}
	return -1
}

// lineComments finds the lines that may be directives: those of plain text that
// begin with one, and the comments of reStructuredText that stand in no block.
func lineComments(text string, yield func(Span) bool) {
	at := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, directivePrefix) || strings.HasPrefix(line, ".. "+directivePrefix) {
			if !yield(Span{at, at + len(strings.TrimRight(line, "\r\n"))}) {
				return
			}
		}
		at += len(line)
	}
}
