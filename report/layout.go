package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// maxShown caps how much of one value the text report shows, in bytes: a URL
// or a title can be megabytes long. The JSON reports hold all of it.
const maxShown = 2000

// safe makes a value that came from outside harmless, and caps it.
func (t *text) safe(s string) string { return Harmless(clip(s, maxShown)) }

// prose is safe for what is read as words: white space is folded.
func (t *text) prose(s string) string { return Harmless(fold(clip(s, maxShown))) }

// clip cuts s after at most limit bytes, between two code points, and says
// how much there is.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return fmt.Sprintf("%s… (%d bytes)", s[:limit], len(s))
}

// columns returns how many terminal columns a harmless string takes.
func columns(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return uniseg.StringWidth(s)
		}
	}
	return len(s)
}

// truncate cuts a harmless string to at most width columns, the … included.
func truncate(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	var out strings.Builder
	used, state := 1, -1
	for s != "" {
		var cluster string
		var w int
		cluster, s, w, state = uniseg.FirstGraphemeClusterInString(s, state)
		if used+w > width {
			break
		}
		out.WriteString(cluster)
		used += w
	}
	return out.String() + "…"
}

// pad fills a harmless string with spaces up to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}

// wrap breaks a harmless string at spaces into lines of at most width columns;
// a longer word, such as a URL, stays whole. Width 0 is no limit.
func wrap(s string, width int) []string {
	if width <= 0 || columns(s) <= width {
		return []string{s}
	}
	var lines []string
	line, used := "", 0
	for _, word := range words(s) {
		w := columns(word)
		if line != "" && used+1+w > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if line == "" {
			line, used = noCommand(word), w
		} else {
			line, used = line+" "+word, used+1+w
		}
	}
	return append(lines, line)
}

// noCommand keeps text that starts a line from being a command to a build
// server: GitHub takes `::name::` there, white space before it or not.
func noCommand(s string) string {
	if strings.HasPrefix(s, "::") {
		return "<U+003A>" + s[1:]
	}
	return s
}

// count writes a number with its noun: "1 link", "2 links".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		noun = stem + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
