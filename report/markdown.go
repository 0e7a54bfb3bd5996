package report

import (
	"io"
	"strings"
	"unicode/utf16"

	"github.com/citelint/citelint/check"
)

const (
	// maxComment is how long a comment may be, in UTF-16 code units: GitHub
	// refuses one of more than 65,536 characters.
	maxComment = 65_000

	// maxQuoted caps one quotation, in bytes.
	maxQuoted = 400

	// maxRemarks is more than a comment can hold: no line is shorter than 10 characters.
	maxRemarks = maxComment / 10
)

// NewMarkdown writes a comment for a pull request (GitHub Flavored Markdown):
// what was looked at, and the findings, the gravest first, as many as a comment
// may hold. So nothing is written before Close.
//
// Whatever is not ours stands between backquotes. That alone keeps it from
// being a heading, a link or an image, and from naming people and issues, for
// which a forge searches the text after it was rendered, escapes or not.
func NewMarkdown(w io.Writer) Writer {
	return &markdownWriter{out: newStream(w), lines: gravest[markdownItem]{most: maxRemarks, room: maxRemarks * 4 << 10}}
}

type markdownWriter struct {
	out   stream
	lines gravest[markdownItem]
}

// A markdownItem is one item of a list, and the rule that it links to, or "".
type markdownItem struct{ line, rule string }

func (w *markdownWriter) Result(r *check.Result) error {
	for m := range remarks(r) {
		item := newMarkdownItem(&m)
		w.lines.add(m.Severity, item, len(item.line))
	}
	return nil
}

func (w *markdownWriter) Close(end End) error {
	head := "### citelint: " + overview(end) + "\n"
	if m, is := end.incomplete(); is {
		head += "\n**" + m.Message + "**\n"
	}
	w.out.write(head)
	links := w.items(maxComment - characters(head))
	if left := w.lines.leftOut(); left != "" {
		w.out.write("\nLeft out, because a comment holds no more: ", left, ".\n")
	}
	if links != "" {
		w.out.write("\n", links)
	}
	return w.out.flush()
}

// items writes as many items as there is room for, and returns the definitions
// of the links in them.
func (w *markdownWriter) items(room int) (links string) {
	room -= 200 // for what is left out
	titled := check.Severity(0)
	linked := map[string]bool{"": true}
	for severity, item := range w.lines.all() {
		line, link := item.line, ""
		if severity != titled {
			line = "\n**" + titleOf[severity] + "**\n\n" + line
		}
		if !linked[item.rule] {
			link = "[" + item.rule + "]: " + ruleURL(item.rule) + "\n"
		}
		if room -= characters(line + link); room < 0 { // and so for all that follow
			w.lines.leave(severity)
			room = 0
			continue
		}
		w.out.write(line)
		links += link
		titled, linked[item.rule] = severity, true
	}
	return links
}

var titleOf = map[check.Severity]string{check.Error: "Errors", check.Warning: "Warnings", check.Info: "Notes"}

func newMarkdownItem(m *remark) markdownItem {
	line := "- " + quote(m.place()) + ": " + quote(m.Message)
	if _, known := check.RuleByID(m.Rule); known {
		return markdownItem{line + " [" + m.Rule + "]\n", m.Rule}
	}
	return markdownItem{line + "\n", ""}
}

// quote writes a harmless text as a code span (CommonMark 0.31, 6.1), which
// ends at a run of backquotes as long as that before it and nowhere else.
func quote(s string) string {
	s = clip(fold(s), maxQuoted)
	if s == "" {
		return "` `"
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s[0] == '`' || s[len(s)-1] == '`' {
		s = " " + s + " " // one space on both sides is no part of the span
	}
	return fence + s + fence
}

// characters counts a text as forges do.
func characters(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
