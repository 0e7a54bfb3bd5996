package extract

import (
	"strings"
	"testing"
)

func TestRequests(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   string
	}{
		{"Wikipedia's words", FormatText, "Rents rose.[citation needed] They say[who?] that wages fell.[better source needed][by whom?] Then[when?] land did.[failed verification][original research?]", "[citation needed] [who?] [better source needed] [by whom?] [when?] [failed verification] [original research?]"},
		{"with a date", FormatText, "Rents rose.[citation needed May 2020]", "[citation needed May 2020]"},
		{"German, French, Spanish", FormatText, "Die Mieten stiegen.[Beleg fehlt] Les loyers ont augmenté[réf.\u00a0nécessaire][Qui ?]. Los alquileres subieron.[cita requerida][¿quién?]", "[Beleg fehlt] [réf. nécessaire] [Qui ?] [cita requerida] [¿quién?]"},
		{"Italian, Portuguese, Dutch, Polish", FormatText, "Gli affitti salirono.[senza fonte] As rendas subiram.[carece de fontes?] De huren stegen.[bron?] Czynsze wzrosły[potrzebny przypis].", "[senza fonte] [carece de fontes?] [bron?] [potrzebny przypis]"},
		{"Russian, Japanese, Chinese, Arabic", FormatText, "Цены выросли[источник не указан 402 дня]. 家賃が上がった[要出典]。租金上涨了[来源请求]。ارتفعت الإيجارات[بحاجة لمصدر].", "[источник не указан 402 дня] [要出典] [来源请求] [بحاجة لمصدر]"},
		{"newsrooms' words", FormatMarkdown, "Rents rose by TK percent [TK]. Wages fell [CITE]. Land did [source TK], too [add source].", "[TK] [CITE] [source TK] [add source]"},
		{"Wikipedia's page", FormatHTML, `<article><p>Rents rose.<sup class="noprint Inline-Template Template-Fact" style="white-space:nowrap;">&#91;<i><a href="https://en.wikipedia.org/wiki/Wikipedia:Citation_needed" title="Wikipedia:Citation needed"><span title="This claim needs references. (May 2020)">citation needed</span></a></i>&#93;</sup> Wages fell.</p></article>`, "[citation needed]"},
		{"in a note", FormatMarkdown, "Rents rose.[^1]\n\n[^1]: Abel, 2019.[dead link]\n", "[dead link]"},

		{"other words in brackets", FormatText, "He said [sic] that [the bank] rose […] and [what?] fell [emphasis added] [edit] [source: Reuters] [Who] [1].", ""},
		{"what is quoted", FormatText, `They wrote "[citation needed]" and ‘[who?]’ on the wall.`, ""},
		{"program text", FormatMarkdown, "Write `[citation needed]` behind it.\n\n    [TK]\n", ""},
		{"links", FormatMarkdown, "Rents rose [source](https://stat.example.gov/rents), [CITE](https://a.example/) and [who?][1].\n\n[1]: https://b.example/\n", ""},
		{"a label of a list", FormatText, "Rents rose [REF].\n\nReferences\n[REF] Office of Statistics, https://stat.example.gov/rents\n[ABC] Office of Wages, https://stat.example.gov/wages\n[DEF] Office of Land, https://stat.example.gov/land\n", ""},
		{"a usage line, and an index", FormatText, "cp [SOURCE] [DEST]\n\nThe item is table[REF], says the manual.", ""},
		{"menus", FormatHTML, `<article><p>Rents rose.</p></article><nav><p>[citation needed]</p></nav>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.format, c.text)
			checkArticle(t, a)
			var got []string
			for _, r := range a.Requests {
				got = append(got, r.Text)
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRequestHasItsSentenceAndItsLinkIsNoCitation(t *testing.T) {
	a := read(t, FormatHTML, `<article><p>Wages fell. Rents rose.<sup class="noprint">[<a href="https://en.wikipedia.org/wiki/Wikipedia:Citation_needed">citation needed</a>]</sup> So it was, says <a href="https://stat.example.gov/">the office</a>.</p></article>`)
	if len(a.Requests) != 1 || !strings.HasPrefix(a.Requests[0].Sentence, "Rents rose.[citation needed]") {
		t.Errorf("requests %+v", a.Requests)
	}
	if got := shortLinks(a); got != "https://stat.example.gov/" {
		t.Errorf("links %s", got)
	}
}
