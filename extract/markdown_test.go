package extract

import (
	"slices"
	"testing"
)

func TestMarkdownForms(t *testing.T) {
	const definitions = "\n\n[1]: https://a.example/x \"Tides\"\n[2]: https://b.example/y\n[3]: https://c.example/z\n"
	const escaped = "\n\n## References\n\n\\[1\\] Abel. Tides. <https://a.example/x>\n\n\\[2\\] Bose. Winds. <https://b.example/y>\n\n\\[3\\] Cole. Rains. <https://c.example/z>\n"
	runReadings(t, FormatMarkdown, []reading{
		{"footnotes", "It rose.[^1] It fell.[^gauge]\n\n[^1]: Abel. https://a.example/x\n[^gauge]: By the gauge.\n\n    A second paragraph, https://b.example/y.\n", "^1 ^gauge", ": ^1 ^gauge"},
		{"footnote behind an exclamation mark", "It rose![^1]\n\n[^1]: Abel.\n", "^1", ": ^1"},
		{"uncited footnote", "It rose.[^1]\n\n[^1]: Abel.\n[^2]: Bose.\n", "^1", ": ^1 ^2*"},
		{"undefined footnote", "It rose.[^1] It fell.[^3]\n\n[^1]: Abel.\n", "^1 ^3?", ": ^1"},
		{"footnote without any definition", "It rose.[^a]\n", "^a?", ""},
		{"footnote cited by a footnote", "It rose.[^1]\n\n[^1]: See also[^2].\n[^2]: Bose.\n", "^1", ": ^1 ^2"},
		{"footnotes in containers", "> It rose.[^1]\n\n- It fell.[^2]\n\n| a | b |\n|---|---|\n| x[^3] | y |\n\n[^1]: Abel.\n[^2]: Bose.\n[^3]: Cole.\n", "^1 ^2 ^3", ": ^1 ^2 ^3"},
		{"numbers that carry their own links", "Of it rose[^a] much was said ([\\[1\\]](https://a.example/x), [2](https://b.example/y), [3](https://c.example/z)).\n\n[^a]: Abel.\n", "^a", ": ^a"},
		{"a year that links by its own name", "It rose in [2006][2006] and fell in [2007][2007].\n\n[2006]: https://a.example/x\n[2007]: https://b.example/y\n", "", ": 2006 2007"},
		{"a list that was never set", "It rose [1], fell [2] and turned [3].\n\n    [3] Cole. Rains. https://c.example/z\n\nSources\n\n[1] https://a.example/x\n\n[2] https://b.example/y\n", "1 2", "Sources: 1 2"},
		{"a list quoted as code", "It is written `[1] https://a.example/x [2] https://b.example/y [3] https://c.example/z`, in one line.\n", "", ""},
		{"definitions", "It rose [1] and fell [2]." + definitions, "1 2", ": 1 2 3*"},
		{"merged", "It rose.[1][2] It fell [3]." + definitions, "1 2 3", ": 1 2 3"},
		{"three merged", "It rose.[1][2][3]" + definitions, "1 2 3", ": 1 2 3"},
		{"merged, beside indexed names", "It rose.[1][2] Here array[0] and matrix[1][3] are set." + definitions, "1 2", ": 1 2 3"},
		{"named reference link", "It [rose][1] and fell [2]." + definitions, "2", ": 1 2 3*"},
		{"missing definition", "It rose [1] and fell [4]." + definitions, "1 4?", ": 1 2* 3*"},
		{"escaped", "It rose \\[1\\] and fell \\[2\\]\\[3\\]." + escaped, "1 2 3", "References: 1 2 3"},
		{"escaped and linked", "It rose [\\[1\\]](https://a.example/x) and fell [\\[3\\]](https://c.example/z)." + escaped, "1 3", "References: 1 2* 3"},
		{"linked in double brackets", "It rose [[1]](https://a.example/x) and fell [[3]](https://c.example/z)." + escaped, "1 3", "References: 1 2* 3"},
		{"linked", "It rose [1](https://a.example/x) and fell [3](https://c.example/z)." + escaped, "1 3", "References: 1 2* 3"},
		{"numbered list under a heading", "It rose [1] and fell [2].\n\n## Sources\n\n1. Abel, https://a.example/x\n2. [Winds](https://b.example/y)\n3. Cole, https://c.example/z\n", "1 2", "Sources: 1 2 3*"},
		{"numbers at the starts of wrapped lines", "It rose [1] and fell [2].\n\n## Sources\n\n1. Abel, Tides, vol. 3, pp. 12 to\n   14. Retrieved at the pier\n2. Bose, <a href=\"https://b.example/\">Winds</a>, no.\n   52</a>. 2020.\n", "1 2", "Sources: 1 2"},
		{"cited by the address itself", "It [rose](https://a.example/x) and [fell](https://b.example/y).\n\n## Sources\n\n1. https://a.example/x\n2. Winds, https://b.example/y\n3. https://c.example/z\n", "", "Sources: 1 2 3*"},
		{"numbered list without markers' brackets is steps", "It rose.\n\n1. Go there\n2. Look\n3. Come back\n", "", ""},
		{"entries linked by their number", "It rose [1] and fell [2].\n\n### Sources\n\n[1](https://a.example/x) Tides\n[2](https://b.example/y) Winds\n", "1 2", "Sources: 1 2"},
		{"bold heading and labels", "It rose [1] and fell [2].\n\n**Sources:**\n\n**[1]** Abel, https://a.example/x\n\n**[2]** Bose, https://b.example/y\n", "1 2", "Sources: 1 2"},
		{"raised", "It rose.<sup>1</sup> It fell.<sup>2</sup>\n\n## Notes\n\n1. Abel, 2019.\n2. Bose, 2020.\n", "1 2", "Notes: 1 2"},
		{"raised, with signs that shrink", "It rose.<sup>&#49;</sup> It fell.<sup>&#50;</sup> x<sup>&amp;</sup>\n\n## Notes\n\n1. Abel, 2019.\n2. Bose, 2020.\n", "1 2", "Notes: 1 2"},
		{"front matter is not text", "---\ntitle: Tides\nsources: [1]\n---\n\nIt rose [2].\n\n## Sources\n\n[1] Abel, https://a.example/x\n\n[2] Bose, https://b.example/y\n", "2", "Sources: 1* 2"},
	})
}

func TestMarkdownMergedMarkers(t *testing.T) {
	a := read(t, FormatMarkdown, "It rose.[1][2]\n\n[1]: https://a.example/x\n[2]: https://b.example/y\n")
	if len(a.Merged) != 1 {
		t.Fatalf("%d merged runs, want 1", len(a.Merged))
	}
	m := a.Merged[0]
	if m.Text != "[1][2]" || !slices.Equal(m.Labels, []string{"1", "2"}) || m.Target != "https://b.example/y" || m.Span != (Span{8, 14}) {
		t.Errorf("merged %+v", m)
	}
}

func TestMarkdownFrontMatter(t *testing.T) {
	for _, test := range []struct{ name, source, title, date string }{
		{"yaml", "---\ntitle: \"Tides\"\ndate: 2025-02-30\n---\n\n# Other\n", "Tides", "2025-02-30"},
		{"crlf", "---\r\ntitle: Tides\r\ndate: 2025-03-04T10:00:00Z\r\n---\r\nText.\r\n", "Tides", "2025-03-04T10:00:00Z"},
		{"other keys", "---\npublished_at: '2025-03-04'\n---\n# Tides\n", "Tides", "2025-03-04"},
		{"toml", "+++\ntitle = \"Tides\"\ndate = 2025-03-04T10:00:00Z\n+++\n# Other\n", "Tides", "2025-03-04T10:00:00Z"},
		{"json", "{\n  \"title\": \"Tides\",\n  \"date\": \"2025-03-04\"\n}\n# Other\n", "Tides", "2025-03-04"},
		{"fields", "Title: Tides\nDate: 2025-03-04 10:20\nTags: sea\n\nIt rose.\n", "Tides", "2025-03-04 10:20"},
		{"one field is a sentence", "Date: 2025-03-04\n\nIt rose.\n", "", ""},
		{"signs in a title", "---\ntitle: It's C# tides\ndate: \"2025-03-04\"\n---\nText.\n", "It's C# tides", "2025-03-04"},
		{"a comment behind", "---\ndate: 2025-03-04 # first print\n---\n# Tides\n", "Tides", "2025-03-04"},
		{"nested", "---\ndate:\n  created: 2025-03-04\n  updated: 2025-04-05\n---\n# Tides\n", "Tides", "2025-03-04"},
		{"nested in something else", "---\nlast_update:\n  date: 2025-03-04\n---\n# Tides\n", "Tides", ""},
		{"a key of one letter between", "---\ndate:\n  updated: 2025-04-05\nx:\n  created: 2025-03-04\n---\n# Tides\n", "Tides", ""},
		{"created, in something else", "---\nimage:\n  created: 2025-03-04\n  title: Gauge\n---\n# Tides\n", "Tides", ""},
		{"a table of toml", "+++\ntitle = \"Tides\"\n[params]\ntitle = \"Theme\"\ndate = 2025-03-04\n+++\n# Other\n", "Tides", ""},
		{"tables of toml", "+++\ndate = 2025-03-04\n\n[[resources]]\n  date = 2025-01-01\ndate = 2025-01-02\n+++\n# Tides\n", "Tides", "2025-03-04"},
		{"a dotted key of toml", "+++\nparams.date = 2025-03-04\n+++\n# Tides\n", "Tides", ""},
		{"an object within json", "{\n  \"author\": {\n    \"title\": \"Dr\",\n    \"date\": \"2025-01-02\"\n  },\n  \"title\": \"Tides \\u0026 gauges\"\n}\n# Other\n", "Tides & gauges", ""},
		{"an object before the date", "{\n  \"cover\": {\"date\": \"2025-01-02\"},\n  \"publishDate\": \"2025-03-04\", \"draft\": false\n}\n# Tides\n", "Tides", "2025-03-04"},
		{"a list within json", "{\n  \"files\": [{\"date\": \"2025-01-02\"}],\n  \"date\": \"2025-03-04\"\n}\n# Tides\n", "Tides", "2025-03-04"},
		{"a draft in json", "{\n  \"date\": \"2025-03-04\",\n  \"draft\": true\n}\n# Tides\n", "Tides", ""},
		{"published, yes", "---\npublished: true\ndate: 2025-03-04\n---\n# Tides\n", "Tides", "2025-03-04"},
		{"not published", "---\npublished: false\ndate: 2025-03-04\n---\n# Tides\n", "Tides", ""},
		{"begun and published", "---\ndate created: 2025-01-02\npubDate: 2025-03-04\nupdatedDate: 2025-04-05\n---\n# Tides\n", "Tides", "2025-03-04"},
		{"a draft", "---\ndate: 2025-03-04\ndraft: true\ntitle: Tides\n---\n# Other\n", "Tides", ""},
		{"dots", "---\ntitle: Tides\n...\nText.\n", "Tides", ""},
		{"no front matter", "# Tides\n\ndate: 2025-03-04\n", "Tides", ""},
		{"a rule is none", "It rose.\n\n---\n\ndate: 2025-03-04\n\n---\n", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatMarkdown, test.source)
			if a.Title != test.title || a.Published.Text != test.date {
				t.Errorf("title %q, date %q; want %q, %q", a.Title, a.Published.Text, test.title, test.date)
			}
			if s := a.Published.Span; a.Text()[s.Start:s.End] != test.date {
				t.Errorf("the date's span holds %q", a.Text()[s.Start:s.End])
			}
		})
	}
}

// Signs of emphasis belong to an address that they stand in.
func TestMarkdownEmphasis(t *testing.T) {
	for _, test := range []struct{ source, text string }{
		{"*It* **rose** and _fell_ __then__ ***so***.", "It rose and fell then so."},
		{"The _snake_case_ name, 5 * 3 * 2 and 2*3.", "The snake_case name, 5 * 3 * 2 and 2*3."},
		{"At https://a.example/_a_/x and https://a.example/Foo_(bar)_baz.", "At https://a.example/_a_/x and https://a.example/Foo_(bar)_baz."},
		{"**https://a.example/x** and _https://a.example/y_", "https://a.example/x and https://a.example/y"},
		{"**[1]** *see [it](https://a.example/_b_)*", "[1] see it"},
	} {
		blocks := readMarkdown(test.source, Options{}).blocks
		if len(blocks) != 1 || blocks[0].text != test.text {
			t.Errorf("%s\n got %+v\nwant %s", test.source, blocks, test.text)
		}
	}
}

func TestMarkdownDefinitionsAreUnescaped(t *testing.T) {
	a := read(t, FormatMarkdown, "It rose [1].\n\n[1]: https://a.example/tide\\_gauge.html\n")
	if got, want := shortURLs(a), "1=https://a.example/tide_gauge.html"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMarkdownURLs(t *testing.T) {
	a := read(t, FormatMarkdown, "See [Tides](https://a.example/x), <https://b.example/y> and https://c.example/z_(w).\n\n**https://d.example/v**\n\n`https://code.example/`\n")
	if got, want := shortLinks(a), "https://a.example/x https://b.example/y https://c.example/z_(w) https://d.example/v"; got != want {
		t.Errorf("links\n got %s\nwant %s", got, want)
	}
}

// A page numbers footnotes in the order in which they are first cited.
func TestMarkdownPrintedNumbers(t *testing.T) {
	a := read(t, FormatMarkdown, "It rose.[^gauge] It fell.[^2] It turned.[^gauge][^1]\n\n[^1]: Abel.\n[^2]: Bose.\n[^gauge]: Cole.\n")
	var got []string
	for _, m := range a.Markers {
		printed := "as written"
		if m.Tie != nil {
			printed = m.Tie.Printed
		}
		got = append(got, m.Label+" "+printed)
	}
	if want := []string{"^gauge 1", "^2 as written", "^gauge 1", "^1 3"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
