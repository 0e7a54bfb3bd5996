package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// at writes the places of all markers and references: "1@3:12 …; 1@7:1 …".
func at(a *Article) string {
	var markers, references []string
	for _, m := range a.Markers {
		p := a.Position(m.Span.Start)
		markers = append(markers, fmt.Sprintf("%s@%d:%d", m.Label, p.Line, p.Column))
	}
	for _, l := range a.Lists {
		for _, r := range l.References {
			p := a.Position(r.Span.Start)
			references = append(references, fmt.Sprintf("%s@%d:%d", r.Label, p.Line, p.Column))
		}
	}
	return strings.Join(markers, " ") + "; " + strings.Join(references, " ")
}

func TestPositions(t *testing.T) {
	for _, test := range []struct {
		name   string
		format Format
		source string
		want   string
	}{
		{"text", FormatText, "Tides\n\nIt rose.[1] “Éire” fell.[2]\n\nSources\n\n[1] https://a.example/\n  [2] https://b.example/\n", "1@3:9 2@3:25; 1@7:1 2@8:3"},
		{"text, one paragraph", FormatText, "It rose.[1][2]\n\nSources: [1] https://a.example/ [2] https://b.example/\n", "1@1:9 2@1:12; 1@3:10 2@3:33"},
		{"nested Markdown lists", FormatMarkdown, "- It\n  - rose [1]\n    and [2]\n1. fell [1]\n\n## Sources\n\n1. https://a.example/\n2. https://b.example/\n", "1@2:10 2@3:9 1@4:9; 1@8:4 2@9:4"},
		{"Markdown quotes", FormatMarkdown, "> It rose [1]\n> and [2]\n\n## Sources\n\n- [1] https://a.example/\n- [2] https://b.example/\n", "1@1:11 2@2:7; 1@6:3 2@7:3"},
		{"Markdown tables", FormatMarkdown, "| a | b |\n|---|---|\n| é [1] | x [2] |\n\n[1]: https://a.example/\n[2]: https://b.example/\n", "1@3:5 2@3:13; 1@5:1 2@6:1"},
		{"Markdown front matter", FormatMarkdown, "---\ntitle: T\n---\n\nIt rose.[^1]\n\n[^1]: Abel.\n", "^1@5:9; ^1@7:1"},
		{"Markdown emphasis and escapes", FormatMarkdown, "*It* **rose** \\[1\\] `x` [2]\n\n## Sources\n\n\\[1\\] https://a.example/\n\n[2] https://b.example/\n", "1@1:16 2@1:25; 1@5:2 2@7:1"},
		{"HTML in Markdown", FormatMarkdown, "<div>\n<p>It rose [1]</p>\n</div>\n\n## Sources\n\n[1] https://a.example/\n", "1@2:12; 1@7:1"},
		{"HTML entities before", FormatHTML, "<p>A &amp; B&nbsp;&#8212; sea[1]</p>\n<h2>Sources</h2>\n<p>[1] https://a.example/</p>", "1@1:30; 1@3:4"},
		{"HTML tags over lines", FormatHTML, "<p\n  class=\"a>b\"\n>It rose<a\nhref=x>,</a> [1]</p>\n<h2>Sources</h2><ol><li\n>Abel, https://a.example/</ol>", "1@4:14; 1@6:2"},
		{"HTML comments and folded space", FormatHTML, "<p>It <!-- [2]\n\n --> rose\n\n\t  [1]</p>\n<h2>Sources</h2><p>[1] https://a.example/</p>", "1@5:4; 1@6:20"},
		{"HTML text in a table", FormatHTML, "<table>It rose [1]<tr><td>x [1]</td></tr></table>\n<h2>Sources</h2><p>[1] https://a.example/</p>", "1@1:16 1@1:29; 1@2:20"},
		{"misnested formatting", FormatHTML, "<p><b>It <i>rose</b> [1]</i></p>\n<p>so [1]\n<h2>Sources</h2><p>[1] https://a.example/</p>", "1@1:22 1@2:7; 1@3:20"},
		{"a list below deep nesting", FormatHTML, strings.Repeat("<div>", 600) + "\n<p>It rose [1]</p><h2>Sources</h2>\n<ol><li>https://a.example/</li></ol>" + strings.Repeat("</div>", 600), "1@2:12; 1@3:9"},
		{"deep nesting", FormatHTML, strings.Repeat("<div>", 600) + "\n<p>It rose [1]</p>" + strings.Repeat("</div>", 600) + "\n<h2>Sources</h2><p>[1] https://a.example/</p>", "1@2:12; 1@3:20"},
		{"HTML notes", FormatHTML, "<p>It rose.<sup><a href=\"#n1\">1</a></sup></p>\n<ol class=notes>\n<li id=n1>Abel.\n<li id=n2>Bose.</ol>", "1@1:31; 1@3:1 2@4:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, ending := range []string{"\n", "\r\n", "\r"} {
				source := strings.ReplaceAll(test.source, "\n", ending)
				a := read(t, test.format, source)
				if got := at(a); got != test.want {
					t.Errorf("line ends %q:\n got %s\nwant %s\n%s", ending, got, test.want, dump(a))
				}
				checkSpansShowLabels(t, a)
			}
		})
	}
}

// checkSpansShowLabels checks that the source at a marker's span holds its
// label, but for the inner labels of ranges.
func checkSpansShowLabels(t *testing.T, a *Article) {
	t.Helper()
	for _, m := range a.Markers {
		source := a.Text()[m.Span.Start:m.Span.End]
		if !strings.Contains(source, strings.TrimPrefix(m.Label, "^")) && leadingRange(source) == 0 {
			t.Errorf("marker %s has the span of %q", m.Label, source)
		}
	}
}

func leadingRange(s string) int { return strings.IndexAny(s, "-–—") + 1 }

const encoded = "Überschrift\n\nDie „Flut“ stieg.[1] Sie fiel.[2]\n\nQuellen\n\n[1] Abel, https://a.example/ö\n[2] Bose, https://b.example/\n"

func TestPositionsInEncodings(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(encoded)
	if err != nil {
		t.Fatal(err)
	}
	utf16Of := func(bom, bigEndian bool) string {
		var out []byte
		for _, unit := range utf16.Encode([]rune(map[bool]string{true: "\ufeff"}[bom] + encoded)) {
			high, low := byte(unit>>8), byte(unit)
			if bigEndian {
				out = append(out, high, low)
			} else {
				out = append(out, low, high)
			}
		}
		return string(out)
	}
	for _, test := range []struct{ name, source string }{
		{"UTF-8", encoded},
		{"UTF-8 with mark", "\ufeff" + encoded},
		{"UTF-16LE with mark", utf16Of(true, false)},
		{"UTF-16BE with mark", utf16Of(true, true)},
		{"UTF-16LE", utf16Of(false, false)},
		{"UTF-16BE", utf16Of(false, true)},
		{"windows-1252", latin},
		{"invalid UTF-8", strings.Replace(encoded, "„Flut“", "Fl\xffut“", 1)},
	} {
		t.Run(test.name, func(t *testing.T) {
			const want = "1@3:18 2@3:31; 1@7:1 2@8:1"
			if got := at(read(t, FormatText, test.source)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestPositionsInDeclaredEncoding(t *testing.T) {
	page := "<html><head><meta charset=\"shift_jis\"><title>潮</title></head>\n<body><p>潮が上がった。[1]</p>\n<h2>出典</h2><p>[1] 阿部、https://a.example/</p></body></html>"
	source, err := japanese.ShiftJIS.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, FormatHTML, source)
	if a.Text() != page || a.Title != "潮" {
		t.Errorf("title %q, text %q", a.Title, a.Text())
	}
	if got, want := at(a), "1@2:17; 1@3:15"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPositionIsNeverOutside(t *testing.T) {
	a := read(t, FormatText, "añb\r\nc\rd\n")
	for _, test := range []struct {
		offset int
		want   Position
	}{
		{-5, Position{Line: 1, Column: 1}},
		{0, Position{Line: 1, Column: 1}},
		{1, Position{Line: 1, Column: 2}},
		{3, Position{Line: 1, Column: 3}},
		{6, Position{Line: 2, Column: 1}},
		{8, Position{Line: 3, Column: 1}},
		{10, Position{Line: 4, Column: 1}},
		{99, Position{Line: 4, Column: 1}},
	} {
		if got := a.Position(test.offset); got != test.want {
			t.Errorf("Position(%d) = %v, want %v", test.offset, got, test.want)
		}
	}
	for n, want := range []string{"", "añb", "c", "d", "", ""} {
		if got := a.Line(n); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

// Long lines are measured in strides; the column must not depend on them.
func TestPositionInALongLine(t *testing.T) {
	text := strings.Repeat("Flüsse · 川 ", 2000)
	a := read(t, FormatText, "x\n"+text)
	column := 1
	for offset := range text {
		if got := a.Position(offset + 2); got != (Position{Line: 2, Column: column}) {
			t.Fatalf("Position(%d) = %v, want 2:%d", offset+2, got, column)
		}
		column++
	}
}

func TestLineStart(t *testing.T) {
	a, err := Read([]byte("one\r\ntwo\rthree\n\n水 five"), Options{Format: FormatText})
	if err != nil {
		t.Fatal(err)
	}
	for offset := -1; offset <= len(a.Text())+1; offset++ {
		at, start := a.Position(offset), a.Position(a.LineStart(offset))
		if start.Line != at.Line || start.Column != 1 {
			t.Errorf("the line of %d, which is at %v, starts at %v", offset, at, start)
		}
	}
}
