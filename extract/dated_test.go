package extract

import (
	"strings"
	"testing"
)

func TestArticleDates(t *testing.T) {
	long := strings.Repeat("The harbour master wrote it down, and nobody asked him why. ", 3)
	for _, test := range []struct {
		name, path, base string
		format           Format
		source           string
		want             string // "origin: text" of each, by "; "
	}{
		{"front matter before the file's name", "_posts/2025-03-04-tides.md", "", FormatMarkdown, "---\ndate: '{{ date }}'\n---\nIt rose.\n", "front matter: {{ date }}; file name: 2025-03-04"},
		{"a folder that is named so", "posts/2025-03-04-tides/index.md", "", FormatMarkdown, "It rose.\n", "file name: 2025-03-04"},
		{"a day alone", `C:\notes\2025-03-04.txt`, "", FormatText, "It rose.\n", "file name: 2025-03-04"},
		{"a day at the end is a copy's", "tides-2025-03-04.md", "", FormatMarkdown, "It rose.\n", ""},
		{"other digits", "2025-03-045.md", "", FormatMarkdown, "It rose.\n", ""},
		{"a folder of years is nothing", "2025/03/04/tides.md", "", FormatMarkdown, "It rose.\n", ""},
		{"an address", "https://a.example/2025/03/04/tides", "", FormatMarkdown, "It rose.\n", "URL: https://a.example/2025/03/04/tides"},
		{"an address that is known beside", "-", "https://a.example/2025/03/04/tides", FormatMarkdown, "It rose.\n", "URL: https://a.example/2025/03/04/tides"},
		{
			"a page's own address", "page.html", "", FormatHTML, `<link rel="canonical" href="https://a.example/2025/03/04/tides"><meta property="article:published_time" content="2025-03-04"><p>It rose.`,
			"meta: 2025-03-04; canonical URL: https://a.example/2025/03/04/tides",
		},
		{"all that a page states", "page.html", "", FormatHTML, `<meta name="pubdate" content="soon"><meta name="date" content="2025-03-04"><article><header><time datetime="2025-03-05">x</time></header><p>It rose.`, "meta: soon; meta: 2025-03-04; time element: 2025-03-05"},
		{"a byline", "", "", FormatMarkdown, "# Tides\n\nBy Ann Abel\n\n*Published: 4 March 2025*\n\n" + long + "In 2019 it was so.\n", "byline: Published: 4 March 2025"},
		{"lines of a text", "", "", FormatText, "Tides\n\nAnn Abel\n4 March 2025\n\n" + long, "byline: 4 March 2025"},
		{"a dateline", "", "", FormatText, "Tides\n\nBERLIN, 4 March 2025 (dpa) — " + long, "dateline: BERLIN, 4 March 2025 (dpa)"},
		{"far from the head", "", "", FormatText, "Tides\n\n" + strings.Repeat("It rose.\n\n", 20) + "4 March 2025\n", ""},
		{"a heading and a menu", "", "", FormatHTML, `<nav>4 March 2025</nav><h1>What happened on 3 March 2019</h1><p>It rose.</p>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read(test.source, Options{Source: test.path, BaseURL: test.base, Format: test.format})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range a.Dates {
				got = append(got, s.Origin+": "+s.Text)
				if at := a.Text()[s.Span.Start:s.Span.End]; s.Origin == OriginByline && !strings.Contains(at, s.Text) {
					t.Errorf("the place of %q holds %q", s.Text, at)
				}
			}
			if said := strings.Join(got, "; "); said != test.want {
				t.Errorf("stated %q, want %q", said, test.want)
			}
			if a.Published.Text != "" && a.Published != a.Dates[0] {
				t.Errorf("published %+v, but the first is %+v", a.Published, a.Dates[0])
			}
		})
	}
}
