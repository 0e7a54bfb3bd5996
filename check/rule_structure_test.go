package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// list writes a reference list of numbers, `[1] https://…`, under a heading.
func list(numbers ...string) string {
	var b strings.Builder
	b.WriteString("\n\nReferences\n")
	for _, n := range numbers {
		b.WriteString("[" + n + "] Office of Statistics, part " + n + ". https://stat.example.gov/part/" + n + "\n")
	}
	return b.String()
}

// notes writes a page's ordered list of notes, of which each leads back.
func notes(ids ...string) string {
	var b strings.Builder
	b.WriteString(`<ol class="footnotes">`)
	for _, id := range ids {
		b.WriteString(`<li id="n` + id + `">Office of Statistics, part ` + id + ` of the yearbook. <a href="#r` + id + `">↩</a></li>`)
	}
	return b.String() + "</ol></article>"
}

// pointing writes a page's marker of a number that leads to a note.
func pointing(number, id string) string {
	return `<sup id="r` + number + `"><a href="#n` + id + `">` + number + `</a></sup>`
}

func TestStructuralRules(t *testing.T) {
	for _, c := range []struct {
		rule   string
		name   string
		format extract.Format
		text   string
		want   string // the finding's label and message, "" for silence
	}{
		{"numbering-gap", "several numbers", text, "Rents [1] rose [2] and [4] fell [5] and [6] more [9]." + list("1", "2", "4", "5", "6", "7", "8", "9", "11", "12"), "3: the list has no 3, 10: its numbers go from 1 to 12"},
		{"numbering-gap", "begins at 2", text, "Rents [2] rose [3] and fell [4]." + list("2", "3", "4"), "1: the list has no 1: its numbers go from 2 to 4"},
		{"numbering-gap", "the text cites what is missing", text, "Rents [1] rose [2] and [3] fell [4]." + list("1", "2", "4"), ""},
		{"numbering-gap", "a part of a book", text, "Rents [35] rose [36] and fell [37]." + list("35", "36", "37"), ""},
		{"numbering-gap", "a selection", text, "Rents [1] rose [4] and fell [9]." + list("1", "4", "9"), ""},
		{"numbering-gap", "numbers that go on from another list", text, "Rents [1] rose [2].[3]" + list("1", "2", "3") + "\nLater they fell [4] and rose [5] and fell [6]." + list("4", "5", "6"), ""},
		{"numbering-gap", "an entry that was not read as one", text, "Rents [1] rose [2] and fell [4]." + strings.Replace(list("1", "2", "4"), "\n[4]", " [3] Ibid.\n[4]", 1), ""},
		{"numbering-gap", "numbers that the format counts", markdown, "Rents [1] rose [2].\n\n## References\n\n1. https://stat.example.gov/1\n2. https://stat.example.gov/2\n4. https://stat.example.gov/4\n", ""},
		{"numbering-gap", "link definitions", markdown, "Rents [1] rose [2] and fell [4].\n\n[1]: https://stat.example.gov/1\n[2]: https://stat.example.gov/2\n[4]: https://stat.example.gov/4\n", ""},
		{"numbering-gap", "keys", text, "As [RFC2119] and [RFC2122] and [RFC2200] say.\n\nReferences\n[RFC2119] Key words, 1997. https://a.example/1\n[RFC2122] VEMMI, 1997. https://a.example/2\n[RFC2200] Standards, 1997. https://a.example/3\n", ""},

		{"out-of-order", "one comes early", text, "A [1] b [2] c [3] d [9] e [4] f [5] g [6] h [7] i [8] j [10]." + list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), "9: 9 is cited before smaller numbers, in a list that is in order of appearance"},
		{"out-of-order", "one comes late", text, "A [1] b [2] c [4] d [5] e [6] f [7] g [8] h [9] i [3] j [10]." + list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), ""},
		{"out-of-order", "in one group", text, "A [1] b [2] c [3] d [9, 4] e [5][8][6] f [7] g [10]." + list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), ""},
		{"out-of-order", "another order", text, "A [3] b [8] c [1] d [9] e [4] f [5] g [6] h [7] i [2] j [10]." + list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), ""},
		{"out-of-order", "in a caption", markdown, "A [1] b [2] c [3].\n\nFigure 2: Rents, after [9].\n\nD [4] e [5] f [6] g [7] h [8] i [10].\n\n## References\n\n" + strings.ReplaceAll(list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")[13:], "\n", "\n\n"), ""},
		{"out-of-order", "in a table", markdown, "A [1] b [2] c [3].\n\n| year | rents |\n|---|---|\n| 2024 | 3 % [9] |\n\nD [4] e [5] f [6] g [7] h [8] i [10].\n\n## References\n\n" + strings.ReplaceAll(list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")[13:], "\n", "\n\n"), ""},
		{"out-of-order", "few references", text, "A [1] b [3] c [2] d [4]." + list("1", "2", "3", "4"), ""},
		{"out-of-order", "footnotes that Markdown numbers", markdown, "A[^1] b[^2] c[^9] d[^3] e[^4] f[^5] g[^6] h[^7].\n\n[^1]: a\n[^2]: a\n[^3]: a\n[^4]: a\n[^5]: a\n[^6]: a\n[^7]: a\n[^9]: a\n", ""},

		{"reversed-range", "a range", text, "Rents rose [1], then fell [4–2]." + list("1", "2", "3", "4"), "4: the range [4–2] runs backwards"},
		{"reversed-range", "a range among others", text, "Rents rose [1], then fell [1, 4-2]." + list("1", "2", "3", "4"), "1: the range [1, 4-2] runs backwards"},
		{"reversed-range", "as print abbreviates", text, "Rents rose [1] then fell [8–9] and [12–3]." + list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"), ""},
		{"reversed-range", "no list has an end of it", text, "Rents rose [1], by [9–4] points [2]." + list("1", "2", "3", "4"), ""},

		{"mixed-schemes", "raised and bracketed", text, "Rents rose [1], and fell [2]. Land rose.³ Taxes too.⁴" + list("1", "2", "3", "4"), "3: one list is cited as [1] and as ³"},
		{"mixed-schemes", "as a footnote", text, "Rents rose [1], and fell [^2]." + list("1", "2"), "2: one list is cited as [1] and as [^2]"},
		{"mixed-schemes", "notes and references", markdown, "Rents rose [1].[^1]\n\n[^1]: A note.\n\n## References\n\n[1] https://stat.example.gov/1\n\n[2] https://stat.example.gov/2 and [1]\n", ""},
		{"mixed-schemes", "groups, ranges and locators", text, "Rents rose [1], [2, 3], [2–4] and [3, p. 7]." + list("1", "2", "3", "4"), ""},
		{"mixed-schemes", "numbers and keys", text, "Rents rose [1] as [RFC2119] says [2].\n\nReferences\n[1] Abel, https://a.example/1\n[2] Bose, https://a.example/2\n[RFC2119] Key words, 1997. https://a.example/3\n[RFC2122] VEMMI, 1997. https://a.example/4\n[RFC2200] Standards, 1997. https://a.example/5\n", "RFC2119: the entries of one list are labelled by numbers and by keys"},

		{"mismatched-target", "another's note", page, "<article><p>Rents rose" + pointing("1", "1") + " and fell" + pointing("2", "2") + " and rose." + pointing("3", "2") + "</p>" + notes("1", "2", "3"), `3: the marker says "3", and its link leads to note "2"`},
		{"mismatched-target", "the same note again", page, "<article><p>Rents rose" + pointing("1", "1") + " and fell" + pointing("2", "2") + " and rose." + pointing("1", "1") + "</p>" + notes("1", "2"), ""},

		{"broken-backlink", "no such place", page, "<article><p>Rents rose" + pointing("1", "1") + " and fell" + pointing("2", "2") + " and rose." + pointing("3", "3") + "</p>" + strings.Replace(notes("1", "2", "3"), "#r2", "#ref2", 1), "2: 1 note does not lead back to its marker: 2"},
		{"broken-backlink", "another's marker", page, "<article><p>Rents rose" + pointing("1", "1") + " and fell" + pointing("2", "2") + " and rose." + pointing("3", "3") + "</p>" + strings.Replace(notes("1", "2", "3"), "#r2", "#r1", 1), "2: 1 note does not lead back to its marker: 2"},
		{"broken-backlink", "a page that lost its ids", page, "<article><p>Rents rose" + pointing("1", "1") + " and fell" + pointing("2", "2") + "</p>" + strings.ReplaceAll(notes("1", "2"), "#r", "#fnref"), ""},

		{"hidden-marker", "a chatbot's export", markdown, "Rents rose.[^1]\n<span style=\"display:none\">[^2][^3]</span>\n\n[^1]: https://stat.example.gov/1\n\n[^2]: https://stat.example.gov/2\n\n[^3]: https://stat.example.gov/3\n", "^2: 2 references are cited only in a part that the page hides: ^2, ^3"},
		{"hidden-marker", "cited in view, too", markdown, "Rents rose.[^1] They fell.[^2]\n<span style=\"display:none\">[^1][^2]</span>\n\n[^1]: https://stat.example.gov/1\n\n[^2]: https://stat.example.gov/2\n", ""},
		{"hidden-marker", "a passage to be unfolded", page, "<article><p>Rents rose [1].</p><div style=\"display:none\"><p>Then they fell [2], and land did, too [3].</p></div><h2>Sources</h2><p>[1] https://stat.example.gov/1</p><p>[2] https://stat.example.gov/2</p><p>[3] https://stat.example.gov/3</p></article>", ""},

		{"marker-in-list", "a note's own marker", markdown, "Rents rose.[^1] They fell.[^2]\n\n[^1]: Office of Statistics.\n[^2]: The bank's report.[^1]\n", "^1: 1 entry cites its own list: ^2"},
		{"marker-in-list", "an entry that points on", text, "Rents rose [1], fell [2].\n\nReferences\n[1] Office of Statistics, 2024. https://stat.example.gov/1\n[2] Bank, 2024, see [1]. https://bank.example/2\n", ""},
		{"marker-in-list", "entries with several labels", text, "Rents rose [1], fell [2] and [3].\n\nReferences\n[1] [3] Office of Statistics, 2024. https://stat.example.gov/1\n[2] Bank, 2024. https://bank.example/2\n", ""},
		{"marker-in-list", "notes that cite a bibliography", markdown, "Rents rose.[^1]\n\n[^1]: The bank's report [1].\n\n## References\n\n[1] https://bank.example/1\n\n[2] https://bank.example/2\n", ""},
	} {
		t.Run(c.rule+", "+c.name, func(t *testing.T) {
			var got []string
			for _, f := range byRule(judge(t, c.format, c.text, check.Options{}), c.rule) {
				got = append(got, f.Label+": "+f.Message)
			}
			if got := strings.Join(got, " | "); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestChatbotResidueIsOneFindingForEachForm(t *testing.T) {
	r := judge(t, extract.FormatText, "Rents rose [cite: 1]. They fell [cite: 2, 3].\n[cite_start]Land rose [cite: 4].\n\nTaxes.citeturn0search1\n", check.Options{})
	found := byRule(r, "chatbot-residue")
	if len(found) != 2 {
		t.Fatalf("%d findings, want 2: %v", len(found), found)
	}
	if got, want := found[0].Message, `Gemini left "[cite: 1]" in the text and 3 marks like it`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if lines, ok := fact(found[0], "on lines").([]int); !ok || len(lines) != 2 {
		t.Errorf("on lines %v, want 1 and 2", fact(found[0], "on lines"))
	}
	for _, f := range found {
		if f.Severity != check.Error {
			t.Errorf("%s is %s, want error", f.Message, f.Severity)
		}
	}
}

func TestAnArticleAboutChatbotsIsNoError(t *testing.T) {
	r := judge(t, extract.FormatText, "They leave marks: citeturn0search1 is one's, [cite: 1] another's, [attached_file:1] a third's.\n", check.Options{})
	for _, f := range r.Findings {
		if f.Severity > check.Warning {
			t.Errorf("%s: %s", f.Severity, f.Message)
		}
	}
}
