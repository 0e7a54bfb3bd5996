package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"
)

// readText reads plain text: paragraphs are parted by blank lines, a heading
// is a line of its own that names a list or is marked as one, and fenced or
// clearly typed-in program text is set aside.
func readText(text string, _ Options) *draft {
	if strings.IndexByte(text, '\f') >= 0 {
		return readPages(text)
	}
	// About as many blocks as blank lines, unless these are all there is.
	d := &draft{blocks: make([]block, 0, min(strings.Count(text, "\n\n")+1, len(text)/64+1))}
	fenced := false
	for at := 0; at < len(text); {
		end, next := paragraphEnd(text, at)
		if strings.TrimSpace(text[at:end]) != "" {
			fenced = d.addParagraph(text, at, end, fenced)
		}
		at = next
	}
	for i := range d.blocks {
		if line := strings.TrimSpace(firstLine(d.blocks[i].text)); line != "" && !isSkipLink(line) {
			d.title = strings.Trim(line, "#*=_ \t")
			break
		}
	}
	return d
}

func firstLine(s string) string { return s[:lineLength(s)] }

// isSkipLink recognises the first line of a page that was copied whole.
func isSkipLink(line string) bool {
	lower := strings.ToLower(line[:min(len(line), 16)]) // a line can be as long as the text
	return strings.HasPrefix(lower, "skip to ") || strings.HasPrefix(lower, "jump to ") || lower == "menu"
}

// paragraphEnd returns where the paragraph that begins at `at` ends, and where
// the next begins.
func paragraphEnd(text string, at int) (end, next int) {
	for next = at; next < len(text); {
		lineEnd := next + lineLength(text[next:])
		if strings.TrimSpace(text[next:lineEnd]) == "" {
			return next, behindLineEnd(text, lineEnd)
		}
		next = behindLineEnd(text, lineEnd)
	}
	return len(text), len(text)
}

// addParagraph adds the blocks of text[at:end]: lines that are headings stand
// alone, the rest stays together. It returns whether a code fence is open
// behind it.
func (d *draft) addParagraph(text string, at, end int, fenced bool) bool {
	from := at
	flush := func(to int) {
		if kind := prose; strings.TrimSpace(text[from:to]) != "" {
			if fenced {
				kind = code
			}
			d.blocks = append(d.blocks, block{kind: kind, text: text[from:to], origin: origin{base: from}})
		}
	}
	for line := at; line < end; {
		lineEnd := min(line+lineLength(text[line:end]), end)
		next := min(behindLineEnd(text, lineEnd), end)
		content := text[line:lineEnd]
		switch {
		case strings.HasPrefix(strings.TrimSpace(content), "```"):
			flush(line)
			fenced = !fenced
			from = next
		case !fenced && strings.HasPrefix(content, directivePrefix):
			flush(line)
			from = next
		case !fenced && isHeadingLine(content, text[next:end]):
			flush(line)
			d.blocks = append(d.blocks, block{kind: heading, text: content, origin: origin{base: line}})
			from = next
		}
		line = next
	}
	flush(end)
	return fenced
}

// isHeadingLine recognises a heading in plain text: the name of a list, a
// line marked by #, or a line underlined by the next one.
func isHeadingLine(line, after string) bool {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" || len(trimmed) > maxHeading {
		return false
	}
	if isListHeading(trimmed) && opensList(firstLine(after)) || isOtherHeading(trimmed) {
		return true
	}
	if strings.HasPrefix(trimmed, "#") && strings.HasPrefix(strings.TrimLeft(trimmed, "#"), " ") {
		return true
	}
	under := strings.TrimSpace(firstLine(after))
	return len(under) > 2 && (strings.Trim(under, "=") == "" || strings.Trim(under, "-") == "")
}

// tocLine matches a line of a table of contents that goes on: `8.1. Normative
// References`, `9. Security`, `Appendix A`.
var tocLine = pattern.New(`^\s*(?:\d{1,2}\.\d|(?:[2-9]|\d\d)\.\s|Appendix\b)`)

// opensList says whether the line below a list's heading lets a list begin: in
// a table of contents the next section's title stands there.
func opensList(line string) bool { return !tocLine.MatchString(line) }
