package check_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// rulesOf lists the rules that speak of an article, each as often as it does.
func rulesOf(t *testing.T, format extract.Format, text string) string {
	t.Helper()
	count := map[string]int{}
	for _, f := range judge(t, format, text, check.Options{}).Findings {
		count[f.Rule]++
	}
	var out []string
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		out = append(out, strings.Repeat(rule+" ", count[rule]))
	}
	return strings.TrimSpace(strings.Join(out, ""))
}

const (
	text     = extract.FormatText
	markdown = extract.FormatMarkdown
	page     = extract.FormatHTML
)

// One fact is one finding: whole articles with a fault or two, and all that
// may be said of them.
func TestFaultyArticles(t *testing.T) {
	for _, c := range []struct {
		name   string
		format extract.Format
		text   string
		want   string
	}{
		{
			"an entry was cut out, and the numbers were not mended", text,
			"Rents in the city rose by four percent last year [1]. The office of statistics puts wages at two [2], and the bank agrees [4]. Nobody expects that to change [5].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[4] Bank, https://bank.example/outlook\n[5] City Gazette, https://gazette.example/outlook\n",
			"numbering-gap",
		},
		{
			"an entry was cut out, and its marker was not", text,
			"Rents in the city rose by four percent last year [1]. The office of statistics puts wages at two [2], and the union denies it [3]. The bank agrees [4].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[4] Bank, https://bank.example/outlook\n",
			"missing-reference",
		},
		{
			"a sentence was cut out, and its source was not", text,
			"Rents in the city rose by four percent last year [1]. The bank agrees [3].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[3] Bank, https://bank.example/outlook\n",
			"unused-reference",
		},
		{
			"a range was turned round", text,
			"Rents in the city rose by four percent last year [1]. Many say so [4–2].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[3] Bank, https://bank.example/outlook\n[4] Union, https://union.example/wages\n",
			"reversed-range",
		},
		{
			"a passage was moved", text,
			"Rents rose [1], and wages did [2]. Land fell, says the survey [10]. The bank doubts it [3], the union does not [4], and the minister [5] waits for the court [6] and the council [7]. Fees [8] and fines [9] are as they were.\n\nSources\n[1] https://gazette.example/rents\n[2] https://stat.example.gov/wages\n[3] https://bank.example/outlook\n[4] https://union.example/wages\n[5] https://ministry.example/rents\n[6] https://court.example/rents\n[7] https://council.example/rents\n[8] https://court.example/fees\n[9] https://court.example/fines\n[10] https://survey.example/land\n",
			"out-of-order",
		},
		{
			"two hands wrote the markers", text,
			"Rents in the city rose by four percent last year [1]. The bank agrees [2]. Wages fell,³ and land did, too.⁴\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Bank, https://bank.example/outlook\n[3] Office of Statistics, https://stat.example.gov/wages\n[4] Survey, https://survey.example/land\n",
			"mixed-schemes",
		},
		{
			"a chatbot's answer, as it was exported", markdown,
			"# Rents\n\nRents in the city rose by four percent last year.[^1][^2]\n<span style=\"display:none\">[^3][^4]</span>\n\n<div align=\"center\">⁂</div>\n\n[^1]: https://gazette.example/rents\n\n[^2]: https://bank.example/outlook\n\n[^3]: https://stat.example.gov/wages\n\n[^4]: https://survey.example/land\n",
			"chatbot-residue hidden-marker",
		},
		{
			"a chatbot's answer, as it was copied", text,
			"Rents in the city rose by four percent last year.citeturn0search1turn0news2 The bank agrees.citeturn0search4\n\nWages fell. :contentReference[oaicite:2]{index=2}\n",
			"chatbot-residue chatbot-residue",
		},
		{
			"an editor's questions were left in", markdown,
			"# Rents\n\nRents in the city rose by four percent last year.[^1] Everybody knows that wages fell.[citation needed] A minister[who?] denied it.\n\n[^1]: City Gazette, https://gazette.example/rents\n",
			"uncited-request uncited-request",
		},
		{
			"a link was copied and not changed", page,
			"<article><h1>Rents</h1><p>Rents rose" + pointing("1", "1") + ", and wages did" + pointing("2", "2") + ".</p><p>Land fell." + pointing("3", "2") + " Taxes rose." + pointing("4", "4") + "</p>" + notes("1", "2", "3", "4"),
			"mismatched-target",
		},
		{
			"a link back was not changed", page,
			"<article><h1>Rents</h1><p>Rents rose" + pointing("1", "1") + ", and wages did" + pointing("2", "2") + ".</p><p>Land fell." + pointing("3", "3") + "</p>" + strings.Replace(notes("1", "2", "3"), `"#r3"`, `"#r2"`, 1),
			"broken-backlink",
		},
		{
			"a note cites a note", markdown,
			"# Rents\n\nRents rose.[^1] Wages fell.[^2]\n\n[^1]: City Gazette, https://gazette.example/rents\n[^2]: The bank's outlook.[^3]\n[^3]: Bank, https://bank.example/outlook\n",
			"marker-in-list",
		},
		{
			"numbers were left behind, and an entry has nothing", text,
			"Rents rose [1], and wages did not [2]. Land fell [3], and the bank doubts it [5].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[3]\n[5] Bank, https://bank.example/outlook\n",
			"empty-reference numbering-gap",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rulesOf(t, c.format, c.text); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// A false alarm is worse than a miss: whole articles that have no fault.
func TestCleanArticles(t *testing.T) {
	for _, c := range []struct {
		name   string
		format extract.Format
		text   string
	}{
		{"numbered sources", text, "Rents rose [1], and wages did [2, 3]. Many say so [1–3].\n\nSources\n[1] City Gazette, https://gazette.example/rents\n[2] Office of Statistics, https://stat.example.gov/wages\n[3] Bank, https://bank.example/outlook\n"},
		{"sources by the alphabet", text, "Land fell [5]. Rents rose [2], wages did [7], and taxes did not [1]. The bank says so [3], the union [6], the court [4].\n\nSources\n[1] Abel. Taxes. https://a.example/taxes\n[2] Bose. Rents. https://b.example/rents\n[3] Cole. The bank. https://c.example/bank\n[4] Dean. The court. https://d.example/court\n[5] Ezra. Land. https://e.example/land\n[6] Ford. The union. https://f.example/union\n[7] Gray. Wages. https://g.example/wages\n"},
		{"a list for each chapter", text, "Part one\n\nRents rose [1], and wages did [2], and land [3].\n\nSources\n[1] https://gazette.example/rents\n[2] https://stat.example.gov/wages\n[3] https://survey.example/land\n\nPart two\n\nTaxes rose [4], and fees did [5], and fines [6].\n\nSources\n[4] https://gazette.example/taxes\n[5] https://stat.example.gov/fees\n[6] https://survey.example/fines\n"},
		{"a standard with keys", text, "The words are those of [RFC2119]. Frames are as in [RFC9114].\n\nReferences\n\n[RFC2119] Bradner, S., \"Key words\", March 1997, <https://rfc.example/rfc2119>.\n\n[RFC9114] Bishop, M., \"HTTP/3\", June 2022, <https://rfc.example/rfc9114>.\n"},
		{"footnotes in any order", markdown, "# Rents\n\nRents rose.[^rents] Wages did.[^9] Land fell.[^a]\n\n[^9]: Office, https://stat.example.gov/wages\n[^a]: Survey, https://survey.example/land\n[^rents]: Gazette, https://gazette.example/rents\n"},
		{"link definitions with gaps", markdown, "# Rents\n\nRents rose [1], wages did [4] and land fell [7].\n\n[1]: https://gazette.example/rents\n[4]: https://stat.example.gov/wages\n[7]: https://survey.example/land\n"},
		{"notes beside references", markdown, "# Rents\n\nRents rose [1], and wages did [2].[^n]\n\n[^n]: By the count of the office [1].\n\n## References\n\n[1] Gazette, <https://gazette.example/rents>\n\n[2] Office, <https://stat.example.gov/wages>\n"},
		{"a page with notes and links back", page, "<article><h1>Rents</h1><p>Rents rose" + pointing("1", "1") + ", and wages did." + pointing("2", "2") + " Land fell." + pointing("3", "3") + "</p>" + notes("1", "2", "3")},
		{"a page whose notes begin at 35", page, "<article><h1>Rents</h1><p>Rents rose" + pointing("35", "35") + ", and wages did." + pointing("36", "36") + "</p>" + strings.Replace(notes("35", "36"), "<ol ", `<ol start="35" `, 1)},
		{"an article about chatbots", markdown, "# How to tell\n\nLook for `citeturn0search3`, for `[cite: 1]` and for \"【12:1†source】\": they are what is left of links. So is\n\n```\n:contentReference[oaicite:0]{index=0}\n[web:1] [web:2]\n```\n"},
		{"an article about editors", text, "Wikipedia writes \"[citation needed]\" behind it, and the paper “[TK]”. [The editor] said so [sic].\n"},
		{"a manual with indices and usage", markdown, "# Copy\n\nUsage: cp [OPTION] [SOURCE] [DEST]\n\nThe first is argv[1], the last argv[9]; see Fig. [2] and the interval [0, 1].\n"},
		{"no citations at all", text, "Rents in the city rose by four percent last year. Nobody expects that to change.\n"},
		{"tables and captions", markdown, "# Rents\n\nRents rose [1], wages did [2].\n\n| year | rents |\n|---|---|\n| 2024 | 4 % [8] |\n\nFigure 1: Land, after [7].\n\nThe bank doubts it [3], the union does not [4], the minister [5] waits for the court [6], and land fell [7], says the survey [8].\n\n## Sources\n\n[1] <https://gazette.example/rents>\n\n[2] <https://stat.example.gov/wages>\n\n[3] <https://bank.example/outlook>\n\n[4] <https://union.example/wages>\n\n[5] <https://ministry.example/rents>\n\n[6] <https://court.example/rents>\n\n[7] <https://survey.example/land>\n\n[8] <https://survey.example/rents>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rulesOf(t, c.format, c.text); got != "" {
				t.Errorf("got %q, want nothing", got)
			}
		})
	}
}
