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
		{"no such day", "", extract.FormatMarkdown, "---\ndate: 2025-02-30\n---" + text, date.Date{}, "", ""},
		{"the zero of a clock", "", extract.FormatMarkdown, "---\ndate: 1970-01-01T00:00:00Z\n---" + text, date.Date{}, "", ""},
		{"a draft", "", extract.FormatMarkdown, "---\ndate: 2025-03-04\ndraft: true\n---" + text, date.Date{}, "", ""},
		{"the address", "https://a.example/2025/03/04/tides", extract.FormatText, "Tides" + text, date.Date{}, "2025-03-04", "URL"},
		{"an address without a day", "https://a.example/tides-2025", extract.FormatText, "Tides" + text, date.Date{}, "", ""},
		{"the page's own address", "", extract.FormatHTML, `<link rel="canonical" href="https://a.example/2025/03/04/tides"><p>It rose.`, date.Date{}, "2025-03-04", "canonical URL"},
		{"a byline", "", extract.FormatText, "Tides\n\nUpdated: 5 March 2025\nPublished: 4 March 2025" + text, date.Date{}, "2025-03-04", "byline"},
		{"a dateline", "", extract.FormatText, "Tides\n\nBERLIN, 4 March 2025 (dpa) — The harbour master wrote it down, and nobody asked him why; two days later the water stood lower than before.", date.Date{}, "2025-03-04", "dateline"},
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
