package check

import (
	"testing"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

func TestPublishedOn(t *testing.T) {
	const text = "\n\nIt rose.\n"
	for _, test := range []struct {
		name, path string
		format     extract.Format
		source     string
		override   date.Date
		want, from string
	}{
		{"front matter", "2025-01-01-tides.md", extract.FormatMarkdown, "---\ndate: 2025-03-04\n---" + text, date.Date{}, "2025-03-04", "front matter"},
		{"told otherwise", "2025-01-01-tides.md", extract.FormatMarkdown, "---\ndate: 2025-03-04\n---" + text, date.Date{Year: 2024, Precision: date.Year}, "2024", "--published"},
		{"a template that nobody filled in", "2025-03-04-tides.md", extract.FormatMarkdown, "---\ndate: {{ date }}\n---" + text, date.Date{}, "2025-03-04", "file name"},
		{"a date that is asked for", "", extract.FormatMarkdown, "---\ndate: last-modified\n---" + text, date.Date{}, "", ""},
		{"a date that Quarto is to fill in", "", extract.FormatMarkdown, "---\ndate: today\n---" + text, date.Date{}, "", ""},
		{"a field that holds a date and is none", "", extract.FormatHTML, `<meta name="date" content="2021-05-11 draft of the harbour board"><p>It rose.`, date.Date{}, "", ""},
		{"a span of days", "", extract.FormatMarkdown, "---\ndate: 10–12 May 2021\n---" + text, date.Date{}, "", ""},
		{"as databases write it", "", extract.FormatMarkdown, "---\ndate: 2021-05-11 10:00:00 +0200\n---" + text, date.Date{}, "2021-05-11", "front matter"},
		{"as mails write it", "", extract.FormatHTML, `<meta name="date" content="Tue, 11 May 2021 10:00:00 GMT"><p>It rose.`, date.Date{}, "2021-05-11", "meta"},
		{"as people write it", "", extract.FormatHTML, `<meta name="date" content="May 11, 2021 10:00 am EST"><p>It rose.`, date.Date{}, "2021-05-11", "meta"},
		{"a day in words", "", extract.FormatMarkdown, "---\ndate: 11 May 2021\n---" + text, date.Date{}, "2021-05-11", "front matter"},
		{"a month", "", extract.FormatMarkdown, "---\ndate: May 2021\n---" + text, date.Date{}, "2021-05", "front matter"},
		{"a title page", "", extract.FormatLaTeX, "\\documentclass{article}\\date{Berlin, 11 May 2021}\\begin{document}It rose.\\end{document}", date.Date{}, "2021-05-11", `\date`},
		{"a title page with another day", "", extract.FormatLaTeX, "\\documentclass{article}\\date{Draft of 11 May 2021}\\begin{document}It rose.\\end{document}", date.Date{}, "", ""},
		{"no such day", "", extract.FormatMarkdown, "---\ndate: 2025-02-30\n---" + text, date.Date{}, "", ""},
		{"the zero of a clock", "", extract.FormatMarkdown, "---\ndate: 1970-01-01T00:00:00Z\n---" + text, date.Date{}, "", ""},
		{"a draft", "", extract.FormatMarkdown, "---\ndate: 2025-03-04\ndraft: true\n---" + text, date.Date{}, "", ""},
		{"a draft, whatever its file is called", "2025-03-04-tides.md", extract.FormatMarkdown, "---\ndate: 2025-03-04\ndraft: true\n---" + text, date.Date{}, "", ""},
		{"not published yet", "2025-03-04-tides.md", extract.FormatMarkdown, "---\npublished: false\n---\n\n4 March 2025" + text, date.Date{}, "", ""},
		{"the first day of a calendar", "", extract.FormatMarkdown, "---\ndate: 0001-01-01\n---" + text, date.Date{}, "", ""},
		{"the address", "https://a.example/2025/03/04/tides", extract.FormatText, "Tides" + text, date.Date{}, "2025-03-04", "URL"},
		{"an address without a day", "https://a.example/tides-2025", extract.FormatText, "Tides" + text, date.Date{}, "", ""},
		{"the page's own address", "", extract.FormatHTML, `<link rel="canonical" href="https://a.example/2025/03/04/tides"><p>It rose.`, date.Date{}, "2025-03-04", "canonical URL"},
		{"a byline", "", extract.FormatText, "Tides\n\nUpdated: 5 March 2025\nPublished: 4 March 2025" + text, date.Date{}, "2025-03-04", "byline"},
		{"a dateline", "", extract.FormatText, "Tides\n\nBERLIN, 4 March 2025 (dpa) — The harbour master wrote it down, and nobody asked him why; two days later the water stood lower than before.", date.Date{}, "2025-03-04", "dateline"},
		{"a reference of a short article", "", extract.FormatText, "The water rose [1].\n\nReferences\n[1] Tides. First published 3 January 2019. https://stat.gov.uk/tides\n", date.Date{}, "", ""},
		{"what it tells of", "", extract.FormatText, "Tides\n\nThe water rose on 4 March 2025.\n\nDeadline: 5 March 2025" + text, date.Date{}, "", ""},
		{"nothing", "tides.md", extract.FormatMarkdown, "# Tides" + text, date.Date{}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			article, err := extract.Read(test.source, extract.Options{Source: test.path, Format: test.format})
			if err != nil {
				t.Fatal(err)
			}
			if on, from := publishedOn(article, test.override); on.String() != test.want || from != test.from {
				t.Errorf("published on %s by %s, want %s by %s", on, from, test.want, test.from)
			}
		})
	}
}
