package extract

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkDraft checks what find relies on: marks lie in their block, in order,
// and origins lie in the source.
func checkDraft(t *testing.T, source string, d *draft) {
	t.Helper()
	all := slices.Clone(d.blocks)
	for _, h := range d.hidden {
		all = append(all, h.block)
	}
	for i := range all {
		b := &all[i]
		end := 0
		for _, m := range b.marks {
			if m.start < end || m.end < m.start || m.end > len(b.text) {
				t.Fatalf("block %q: mark %+v behind %d", b.text, m, end)
			}
			end = m.end
			if m.note != nil && (m.note.list < -1 || m.note.list >= len(d.notes)) {
				t.Fatalf("mark of note list %d of %d", m.note.list, len(d.notes))
			}
		}
		for at := range b.text {
			if s := b.span(at, at+1); s.Start < 0 || s.End > len(source) || s.End < s.Start {
				t.Fatalf("block %q: span %v at %d of a source of %d bytes", b.text, s, at, len(source))
			}
		}
	}
}

// fuzzFormat reads any text as one format. The articles of that format in
// testdata are seeds, too.
func fuzzFormat(f *testing.F, format Format, seeds ...string) {
	names, err := filepath.Glob("testdata/articles/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if a, err := Read(text, Options{Source: name}); err == nil && a.Format == format && filepath.Ext(name) != ".golden" {
			seeds = append(seeds, a.Text())
		}
	}
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		source = strings.ToValidUTF8(source, "\ufffd")
		d := specOf(format).read(source, Options{BaseURL: "https://a.example/b/"})
		checkDraft(t, cmp.Or(d.text, source), d)
		if a, err := Read([]byte(source), Options{Format: format, KeepReading: true}); err == nil {
			checkArticle(t, a)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzFormat(f, FormatText, flatPage, "Tides\n\nIt rose [1]\n\f- 2 -\n[1] x\n\f", "It rose [1–3].\r\rNotes\r\r1. a\r2. b\r3) c", "```\n[1]\n", "note 1. ^ x\n\n¹ a\n² b")
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, FormatHTML,
		`<p>It rose.<sup><a href="#n1">1</a></sup></p><ol class=notes><li id=n1>Abel <a href="#r">^</a><li id=n2>&amp;</ol>`,
		`<table><b><tr><td>[1]</table></b><dl><dt id=A>[A]<dd>x</dl>[<a href=#A>A</a>]`,
		`<aside><ol start=2><li>x</aside><hr><p><b>1</b> y<svg><title>`, "<p>a<br>References<br>[1] http://a.example/<!--")
}

func FuzzJATS(f *testing.F) {
	fuzzFormat(f, FormatJATS,
		jatsArticle("<p>It rose ["+bibr("r1", "1")+"–"+bibr("r4 r2", "4")+bibr("r9", "9")+bibr("r3", "")+"]<fn><p>a</p></fn></p>", labelledRefs),
		`<article><body><p>x<xref rid="c"/><fn id=f/><xref ref-type="fn" rid="f">é</xref><ref-list><ref><mixed-citation>A<name><surname>B</surname><year>1999</year>`,
		"<article-meta><pub-date><year>2021</year><month>x</month></pub-date><![CDATA[a]]><ref-list><ref><citation-alternatives/><label>1</label><ext-link xlink:href=\"http://a.example/\"/></ref>")
}

func FuzzLaTeX(f *testing.F) {
	for _, seed := range []string{
		document("It \\cite[p.~3]{a,b}.\\footnote{So \\url{http://a.example/\\_}} $x$ \\[y\\] \\begin{align}z\\end{align}" + bibitems),
		"\\newcommand{\\x}[2][a]{\\cite{#2}}\\x{b}\\def\\y#1{\\cites{#1}}\\let\\z\\cite \\verb|x|\\iffalse a\\fi\\title{T\\footnote{n}}\\date{1}",
		"\\begin{thebibliography}{9}\\bibitem[a]{b}\\'{e}--\\bib{k}{t}{x}\\end{thebibliography}\\begin{verbatim}\\cite{a}",
		"\\bibliography{refs}\\nocite{*}\\input{refs}\\input main \\section{a\\caption{b}}\\begin{filecontents}{refs.bib}@misc{a}\\end{filecontents}",
		"\\begin{enumerate}\\item[x] a & b \\\\[1cm]``c''% d\n\n\\end{enumerate}\\href{a}{b}\\textsuperscript{1}}}{{",
	} {
		f.Add(seed, "@string{s=\"a\"}@misc{a, title={b} # s, url={http://a.example/}, ids={b}}")
	}
	f.Fuzz(func(t *testing.T, source, beside string) {
		source, beside = strings.ToValidUTF8(source, "\ufffd"), strings.ToValidUTF8(beside, "\ufffd")
		o := Options{Format: FormatLaTeX, Source: "main.tex", KeepReading: true, Beside: func(string) ([]byte, error) { return []byte(beside), nil }}
		d := readLaTeX(source, o)
		whole := source
		if d.text != "" {
			whole = d.text
		}
		checkDraft(t, whole, d)
		if a, err := Read(source, o); err == nil {
			checkArticle(t, a)
		}
	})
}

func FuzzBibTeX(f *testing.F) {
	for _, seed := range []string{
		"@Article{abel, Title = {The {NASA} log}, year=2019, note = \"so {\"}it{\"}\", }", "@string{s = \"a\"} @misc(abel, journal = s # {b} # \"c\")",
		"@misc{abel, title = {So\n@misc{bose, title", "@comment{@misc{a}}@preamble{x}@@misc{a\\", "@misc{a, b=#,c={\\}}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, e := range parseBibTeX(text) {
			if e.key == "" || e.span.Start < last || e.span.End < e.span.Start || e.span.End > len(text) {
				t.Fatalf("entry %+v behind %d of %d bytes", e, last, len(text))
			}
			last = e.span.Start
			for _, field := range e.fields {
				for _, p := range field.pieces {
					if p.Start < 0 || p.End < p.Start || p.End > len(text) {
						t.Fatalf("field %+v of %d bytes", field, len(text))
					}
				}
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	fuzzFormat(f, FormatMarkdown,
		"---\ntitle: T\n---\nIt rose![^1] [1][2] \\[3\\] &amp; `[4]`\n\n[^1]: a\n\n    b\n[1]: /x\n[2]: <y> \"z\"\n",
		"| a |\n|---|\n| [1] |\n\n> - 1. x\n\n<div>[1]</div>\n<sup>1</sup>", "[1]: x\r[a][1]\r\r## Sources\r1. y")
}

func FuzzMail(f *testing.F) {
	fuzzFormat(f, FormatMail,
		"From: a@example.org\nSubject: =?utf-8?q?T?=\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nIt =C3=A9 rose =\n[1] \nso\n> [2]\n-- \nx\n",
		"From: a\nDate: x\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C4=E3[1]\n--x\nContent-Transfer-Encoding: base64\n\nSXQgcm9zZS4=\n--x--",
		"From a Tue Mar  4 10:00:00 2025\r\nFrom: a\r\n\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nFrom b 10:00", "a:b\n c", "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B7n\x1b(B [1]")
}

func FuzzRST(f *testing.F) {
	fuzzFormat(f, FormatRST,
		"PEP: 1\nTitle: T\n\nIt rose [1]_, [#]_, [#a]_ [*]_ `x <y>`_ `z`__ a_ ``b`` :pep:`8` |s| \\*::\n\n  code\n\n.. [1] a\n.. [#] b\n.. _a: b_\n__ c\n",
		"+--+--+\n|a |é [1]_|\n+--+  |\n|  |  |\n+==+==+\n\n== ==\na   b\n== ==\n\n.. [1] x", "- a\n\n  1) b::\n\n> c\n\n.. note:: x\n   :y: z\n\n   _`w`\tv\r== =\r\r====\r t\r====\r")
}

func FuzzWikitext(f *testing.F) {
	fuzzFormat(f, FormatWikitext,
		"It rose.<ref name=a>{{cite web|url=https://a.example/|title=[[x|T]]|date=2020|last1=A|first1=B|doi=10.1000/x}}</ref><ref name=\"a\"/>{{efn|x{{sfn|A|1}}}}\n== R ==\n<references group=n><ref name=b>y</ref></references>{{reflist|refs=<ref>z</ref>}}\n",
		"{| class=x\n|+ c\n! a !! b\n|-\n| s=\"\" | c || [http://d e]\n|}\n# é<br>\n# ''g'' &amp; <code>h</code> [[File:i|j<ref extends=a details=k>l</ref>]]\n<gallery>\nm|n\n</gallery>",
		"<ref>{{{[[<ref>}}]]}}}<!--\r\n<nowiki>{{r|a|b}}{{cn}}{{#tag:ref|x|name=y}}__TOC__ {{INFO\n| a = <math>\n}}")
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("<meta charset=shift_jis>\x82\xa0"), "text/html")
	f.Add([]byte("a\xffb"), "text/plain; charset=utf-16")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		text, err := decode(string(data), contentType)
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("%q of type %q gives the invalid %q", data, contentType, text)
		}
	})
}

func FuzzLabels(f *testing.F) {
	for _, seed := range []string{"1", "4–6, 9", "9, p. 12", "note 1", "a", "RFC2119, Knu97", "^x", "3†L1-L2", "12-3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		tok, ok := parseLabels(inside)
		if ok && (len(tok.labels) == 0 || tok.kind == KindNone) {
			t.Errorf("%q is a marker of nothing: %+v", inside, tok)
		}
		if len(tok.labels) > maxBracket/2*(maxRange+1) {
			t.Errorf("%q cites %d labels", inside, len(tok.labels))
		}
		for _, label := range tok.labels {
			if label == "" || LabelKey(label) == "" {
				t.Errorf("%q cites an empty label", inside)
			}
		}
	})
}

func FuzzURLs(f *testing.F) {
	for _, seed := range []string{
		"(https://a.example/x_(y)).", "htps://a http//b.example http:/c.example", "http://[::1]/[a]?b[c]=", "_http://a__",
		"https://a[.]b/\u200bx\u00ady\\_z&amp;", "www.a.org/x, a.org/y", "<https://a.example/a-\n b>", "Abel, R. Tides of the northern shore, https://a.example/\r\n  b/c_1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, inEntry := range []bool{false, true} {
			end := 0
			for _, p := range scanPrinted(text, inEntry) {
				if p.Start < end || p.End <= p.Start || p.End > len(text) {
					t.Fatalf("%q: address at %v behind %d", text, p, end)
				}
				end = p.End
				a := addressAt(text, p.Span, inEntry)
				if a.end < p.End || a.end > len(text) || a.text == "" || len(a.text) > maxURL+maxWrapped {
					t.Fatalf("%q: address at %v is %+v", text, p, a)
				}
				if literal := text[p.Start:a.end]; a.repair == "" && a.text != literal && text[p.Start-1] != '<' {
					t.Fatalf("%q: %q is read as %q without a reason", text, literal, a.text)
				}
			}
		}
	})
}

func FuzzIdentifiers(f *testing.F) {
	for _, seed := range []string{
		"doi:10.1000/(SICI)1-4(1998)49:8<693::AID>3.0.CO;2-O.", "https://doi.org/10.1000/a%20b/full?x", "doi: 10.xxxx/1", "10.1101/2020.01.01.123456v2",
		"arXiv:2101.00001v2 [cs.CL]", "hep-th/9901001", "arxiv.org/abs/math.GT/0309136", "PMID: 123, PMC12345, PMCID: 99",
		"ISBN-13: 978-0-306-40615-7", "eISBN 0 306 40615 X", "ISSN (print) 1234-567x, ISSN-L 12345679",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, id := range scanIdentifiers(text, 0) {
			if id.Span.Start < end || id.Span.End <= id.Span.Start || id.Span.End > len(text) {
				t.Fatalf("%q: %s %q at %v behind %d", text, id.Type, id.Value, id.Span, end)
			}
			if id.Type == "" || id.Value == "" || len(id.Value) > 2*maxIdentifier {
				t.Fatalf("%q: %+v", text, id)
			}
			end = id.Span.End
		}
	})
}

func FuzzResidue(f *testing.F) {
	for _, seed := range []string{
		":contentReference[oaicite:0]{index=0}", "citeturn0search3turn1news2", "\ue200cite\ue202turn0search0\ue201", "【12:1†source】[3†L10-L20]", "[cite: 1, 2][cite_start][span_1](start_span)",
		"<grok:render card_id=1></grok:render>", "[](grok_render_citation_card_json={1})", `({"attribution":{"attributableIndex":"1-0"}})`, `<div align="center">⁂</div>[web:1][file:2][attached_file:3][citation:4]`,
		`<cite index="2-1">x</cite>`, `[oai_citation:1‡a](b)`, "turn0search0 turn0search1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, r := range residueIn(text) {
			if r.Span.Start < end || r.Span.End <= r.Span.Start || r.Span.End > len(text) || r.Text != text[r.Span.Start:r.Span.End] {
				t.Fatalf("%q: %+v behind %d", text, r, end)
			}
			end = r.Span.End
		}
	})
}

func FuzzRequests(f *testing.F) {
	for _, seed := range []string{"[citation needed]", "It rose.[who？] [ réf.  nécessaire ]", "[TK] [REF][DEST]", "“[citation needed]”", "[[]", "[источник не указан 30 дней]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		a := &Article{text: text, ruler: newRuler(text)}
		find(a, &draft{blocks: []block{{text: text}}})
		checkArticle(t, a)
		for i, r := range a.Requests {
			if r.Text == "" || i > 0 && r.Span.Start < a.Requests[i-1].Span.End {
				t.Errorf("%q: request %+v", text, r)
			}
		}
	})
}
