package extract

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/citelint/citelint/whitespace"
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
	case FormatHTML:
		comments = markupComments
	case FormatEPUB, FormatJATS:
		comments = xmlComments
	case FormatMarkdown:
		comments = markdownComments
	case FormatWikitext:
		comments = wikitextComments
	case FormatLaTeX:
		comments = latexComments
	case FormatRST:
		comments = rstComments
	case FormatText:
		comments = textLines
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
		if text = whitespace.Fold(text); strings.HasPrefix(text, directivePrefix) {
			text = strings.ToValidUTF8(text[:min(len(text), longestDirective)], "")
			found = append(found, Directive{text, s})
		}
		return len(found) < maxDirectives
	})
	return found
}

const directivePrefix = "citelint-"

// markupComments finds the comments of HTML.
func markupComments(text string, yield func(Span) bool) {
	commentsOf(html.NewTokenizer(strings.NewReader(text)), yield)
}

// xmlComments finds those of XML, where none stands in a CDATA section.
func xmlComments(text string, yield func(Span) bool) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	tokens.AllowCDATA(true)
	commentsOf(tokens, yield)
}

func commentsOf(tokens *html.Tokenizer, yield func(Span) bool) {
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

var wikitextParts = regexp.MustCompile(`(?i)<!--|<(nowiki|pre|syntaxhighlight|source)\b[^<>]*>`)

// wikitextEnds find the ends of such text.
var wikitextEnds = map[string]*regexp.Regexp{
	"": regexp.MustCompile(`-->`), "nowiki": regexp.MustCompile(`(?i)</nowiki`), "pre": regexp.MustCompile(`(?i)</pre`),
	"syntaxhighlight": regexp.MustCompile(`(?i)</syntaxhighlight`), "source": regexp.MustCompile(`(?i)</source`),
}

// wikitextComments finds the comments that stand outside of text that is shown
// as it is.
func wikitextComments(text string, yield func(Span) bool) {
	for at := 0; ; {
		found := wikitextParts.FindStringSubmatchIndex(text[at:])
		if found == nil {
			return
		}
		start, end, tag := at+found[0], at+found[1], ""
		if found[2] >= 0 {
			if tag = strings.ToLower(text[at+found[2] : at+found[3]]); text[end-2] == '/' {
				at = end
				continue
			}
		}
		until := wikitextEnds[tag].FindStringIndex(text[end:])
		if until == nil {
			return
		}
		if at = end + until[1]; tag == "" && !yield(Span{start, at}) {
			return
		}
	}
}

// latexShown finds the environments that show their text as it is, or not at all.
var (
	latexShown  = regexp.MustCompile(`\\(begin|end)\{((?:[bBL]?[vV]erbatim|lstlisting|minted|comment|alltt|filecontents)\*?)\}`)
	latexInline = regexp.MustCompile(`\\(?:verb|lstinline)\*?`)
)

// latexComments finds what stands behind an unescaped percent sign.
func latexComments(text string, yield func(Span) bool) {
	at, shown := 0, "" // the environment that is open
	for line := range strings.Lines(text) {
		percent := -1
		if shown == "" {
			percent = unescaped(line, '%')
		}
		code := line
		if percent >= 0 {
			code = line[:percent]
		}
		for _, change := range latexShown.FindAllStringSubmatch(code, -1) {
			switch {
			case change[1] == "begin" && shown == "":
				shown = change[2]
			case change[1] == "end" && change[2] == shown:
				shown = ""
			}
		}
		if percent >= 0 && shown == "" && !inVerb(line, percent) {
			comment := strings.TrimRight(line[percent:], "\r\n")
			if !yield(Span{at + percent, at + percent + len(comment)}) {
				return
			}
		}
		at += len(line)
	}
}

// inVerb says whether a place of a line lies between the signs of \verb|…|.
func inVerb(line string, at int) bool {
	for {
		verb := latexInline.FindStringIndex(line)
		if verb == nil || verb[1] >= len(line) || verb[0] > at {
			return false
		}
		sign := line[verb[1]]
		length := strings.IndexByte(line[verb[1]+1:], sign)
		if length < 0 {
			return false
		}
		end := verb[1] + 1 + length
		if verb[1] < at && at < end {
			return true
		}
		line, at = line[end+1:], at-end-1
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

// rstComments finds the lines of reStructuredText that are comments in no block.
func rstComments(text string, yield func(Span) bool) {
	eachLine(text, func(line Span) bool {
		return !strings.HasPrefix(text[line.Start:line.End], ".. "+directivePrefix) || yield(line)
	})
}

// textLines finds the lines of plain text that are directives, which no line in a
// code fence is.
func textLines(text string, yield func(Span) bool) {
	fenced := false
	eachLine(text, func(line Span) bool {
		content := text[line.Start:line.End]
		if strings.HasPrefix(strings.TrimSpace(content), "```") {
			fenced = !fenced
		}
		return fenced || !strings.HasPrefix(content, directivePrefix) || yield(line)
	})
}

// eachLine hands over the lines of a text, without their ends.
func eachLine(text string, yield func(Span) bool) {
	for at := 0; at < len(text); {
		end := at + lineLength(text[at:])
		if !yield(Span{at, end}) {
			return
		}
		at = behindLineEnd(text, end)
	}
}
