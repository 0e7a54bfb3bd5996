package extract

import (
	"regexp"
	"strings"

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

var fenceLine = regexp.MustCompile("(?m)^[ >]*(`{3,}|~{3,})[^\n]*$")

// markdownComments finds the HTML comments that stand outside of code.
func markdownComments(text string, yield func(Span) bool) {
	for _, open := range outsideFences(text) {
		for at := open.Start; at < open.End; {
			rest := text[at:open.End]
			switch {
			case rest[0] == '`':
				at += codeSpan(rest)
			case strings.HasPrefix(rest, "<!--"):
				end := strings.Index(rest, "-->")
				if end < 0 {
					return // no other one ends, either
				}
				end += at + len("-->")
				if !yield(Span{at, end}) {
					return
				}
				at = end
			default:
				at++
			}
		}
	}
}

// farthest is how far away the end of a code span is looked for, in bytes.
const farthest = 2000

// codeSpan returns how much of a text that begins with backticks is code: up to
// an equal run in the same paragraph, else the run itself (CommonMark, section 6.1).
func codeSpan(text string) int {
	run := len(text) - len(strings.TrimLeft(text, "`"))
	paragraph, _, _ := strings.Cut(text[:min(len(text), run+farthest)], "\n\n")
	for at := run; at < len(paragraph); at++ {
		if paragraph[at] != '`' {
			continue
		}
		end := at
		for end < len(paragraph) && paragraph[end] == '`' {
			end++
		}
		if end-at == run {
			return end
		}
		at = end - 1
	}
	return run
}

// outsideFences returns what stands outside of fenced code.
func outsideFences(text string) []Span {
	var open []Span
	from, fence := 0, ""
	for _, at := range fenceLine.FindAllStringSubmatchIndex(text, -1) {
		run := text[at[2]:at[3]]
		switch {
		case fence == "":
			open = append(open, Span{from, at[0]})
			fence = run
		case run[0] == fence[0] && len(run) >= len(fence):
			from, fence = at[1], ""
		}
	}
	if fence == "" {
		open = append(open, Span{from, len(text)})
	}
	return open
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
