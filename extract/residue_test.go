package extract

import (
	"strings"
	"testing"
)

func TestResidue(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   string // "vendor: text", in order
	}{
		{"ChatGPT's references", FormatText, "Rents rose :contentReference[oaicite:3]{index=3}. Wages fell ::contentReference[oaicite:12]{index=12}", "ChatGPT: :contentReference[oaicite:3]{index=3} | ChatGPT: ::contentReference[oaicite:12]{index=12}"},
		{"half a reference", FormatText, "Rents rose [oaicite:3] in May.", "ChatGPT: [oaicite:3]"},
		{"what a converter escaped", FormatMarkdown, `Rents rose contentReference\[oaicite:3\]\{index=3\} in May.`, `ChatGPT: contentReference\[oaicite:3\]\{index=3\}`},
		{"ChatGPT's named citation", FormatMarkdown, "Rents rose [oai_citation:1‡Office of Statistics](https://stat.example.gov/rents?utm_source=chatgpt.com).", "ChatGPT: [oai_citation:1‡Office of Statistics](https://stat.example.gov/rents?utm_source=chatgpt.com)"},
		{"search tokens", FormatText, "Rents rose.citeturn0search3turn1news0", "ChatGPT: citeturn0search3turn1news0"},
		{"search tokens in private-use characters", FormatText, "Rents rose.\ue200cite\ue202turn0search3\ue202turn0search4\ue201", "ChatGPT: \ue200cite\ue202turn0search3\ue202turn0search4\ue201"},
		{"bare search tokens", FormatText, "Rents rose.turn0search3 Wages fell.turn0search16", "ChatGPT: turn0search3 | ChatGPT: turn0search16"},
		{"sources in lenticular brackets", FormatText, "Rents rose【12:1†source】 and fell【85†L261-L269】, says the code【F:src/rent.go†L1-L22】.", "ChatGPT: 【12:1†source】 | ChatGPT: 【85†L261-L269】 | ChatGPT: 【F:src/rent.go†L1-L22】"},
		{"sources in plain brackets", FormatText, "Rents rose [15†L10-L12] and fell [7†source].", "ChatGPT: [15†L10-L12] | ChatGPT: [7†source]"},
		{"attributions", FormatText, `Rents rose ({"attribution":{"attributableIndex":"1-0"}}).`, `ChatGPT: ({"attribution":{"attributableIndex":"1-0"}})`},
		{"Gemini's tags", FormatMarkdown, "* [cite_start]**Rents** rose[cite: 4, 5, 212]. They fell [cite: 1-3].", "Gemini: [cite_start] | Gemini: [cite: 4, 5, 212] | Gemini: [cite: 1-3]"},
		{"Gemini's spans", FormatMarkdown, "[span_0](start_span)Rents rose[span_0](end_span).", "Gemini: [span_0](start_span) | Gemini: [span_0](end_span)"},
		{"Grok's cards", FormatMarkdown, `Rents rose.<grok:render card_id="1" type="render_inline_citation"><argument name="citation_id">18</argument></grok:render> Wages fell.[](grok_render_citation_card_json={"cardIds":["3bb883"]}) So it was.`, `Grok: <grok:render card_id="1" type="render_inline_citation" | Grok: [](grok_render_citation_card_json={"cardIds":["3bb883"]})`},
		{"Perplexity's tags", FormatText, "Rents rose [web:1][web:17]. Wages fell [attached_file:1]. Land too [file:105][file:2].", "Perplexity: [web:1] | Perplexity: [web:17] | Perplexity: [attached_file:1] | Perplexity: [file:105] | Perplexity: [file:2]"},
		{"Perplexity's end", FormatMarkdown, "Rents rose.[^1]\n\n<div align=\"center\">⁂</div>\n\n[^1]: https://stat.example.gov/rents\n", `Perplexity: <div align="center">⁂</div>`},
		{"DeepSeek's citations", FormatText, "Rents rose [citation:3]. Wages fell [citation:10].", "DeepSeek: [citation:3] | DeepSeek: [citation:10]"},
		{"Claude's tags", FormatMarkdown, "<cite index=\"12-1,12-3\">Rents rose</cite>, and wages fell.", `Claude: <cite index="12-1,12-3">`},
		{"in a web page", FormatHTML, "<article><p>Rents rose &#8203;:contentReference[oaicite:0]{index=0}&#8203; in May.</p></article>", "ChatGPT: :contentReference[oaicite:0]{index=0}"},
		{"in an entry of a list", FormatText, "Rents rose [1].\n\nReferences\n[1] https://stat.example.gov/rents :contentReference[oaicite:0]{index=0}\n", "ChatGPT: :contentReference[oaicite:0]{index=0}"},

		{"program text", FormatMarkdown, "Look for `citeturn0search3` and\n\n```\n:contentReference[oaicite:3]{index=3}\n[cite: 1]\n```\n", ""},
		{"program text of a page", FormatHTML, "<p>Look for <code>[cite: 1]</code> and <kbd>citeturn0search3</kbd>.</p><pre><code>[cite_start]</code></pre>", ""},
		{"what a script holds", FormatHTML, `<p>Rents rose.</p><script>{"text":"It rose [cite: 1] [cite: 2]"}</script><nav><a href="/x">[cite: 3]</a></nav>`, ""},
		{"what is quoted", FormatText, `They look like "citeturn0search3" or “[cite: 1]”, he said, or like 'oaicite:3'.`, ""},
		{"the bare words", FormatText, "They leave contentReference, oaicite, oai_citation, grok_card and attributableIndex behind, and turn every search into news.", ""},
		{"one token that may be anything", FormatText, "It was his turn0search1, and [web:1] and [citation:3] and [file:1].", ""},
		{"the author's own keys", FormatText, "Rents rose [web:1], and wages fell [web:2].\n\nReferences\n[web:1] Office of Statistics. Rents. https://stat.example.gov/rents\n[web:2] Office of Statistics. Wages. https://stat.example.gov/wages\n", ""},
		{"org mode's and LaTeX's citations", FormatText, `It rose [cite:@abel2019], as \cite{abel2019} says, and [3†] is the bank's.`, ""},
		{"an asterism", FormatMarkdown, "Rents rose.\n\n⁂\n\nWages fell, and 【注】 says why.", ""},
		{"a page's own elements", FormatHTML, "<p><cite>Rents</cite> rose, and <cite index=3>Wages</cite> fell.</p>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.format, c.text)
			checkArticle(t, a)
			var got []string
			for _, r := range a.Residue {
				got = append(got, r.Vendor+": "+r.Text)
				if r.Text != a.Text()[r.Span.Start:r.Span.End] {
					t.Errorf("%q stands at %q", r.Text, a.Text()[r.Span.Start:r.Span.End])
				}
			}
			if got := strings.Join(got, " | "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
