package extract

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// plainArticle is running text with a citation in every third sentence and a
// list of forty entries.
func plainArticle(size int) string {
	var b strings.Builder
	b.Grow(size + 4096)
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, "The gauge at the northern pier showed a rise, and the harbour master wrote it down. Two days later the water stood lower than before, as %d people saw. Nobody asked why.[%d]\n\n", n, n%40+1)
	}
	b.WriteString("References\n\n")
	for n := 1; n <= 40; n++ {
		fmt.Fprintf(&b, "[%d] Abel, R. Tides of the northern shore, part %d. 2019. https://a.example/tides/%d\n", n, n, n)
	}
	return b.String()
}

// proseArticle is running text of ordinary density: a citation for each 600
// bytes, paragraphs of several sentences, letters beyond ASCII.
func proseArticle(size int) string {
	sentences := []string{
		"The gauge at the northern pier showed a rise of 14 cm, and the harbour master wrote it down.",
		"“Nobody asked why”, he says; his café on the quay was full that night.",
		"Two days later the water stood lower than before (as Dr. Abel’s tables had foretold), and by noon the ferry ran again.",
		"In the e-mail of 3 May 2019 the council names three causes: wind, rain and the new lock at Übersee.",
		"It did not say which of them mattered most.",
	}
	var b strings.Builder
	b.Grow(size + 4096)
	for n := 0; b.Len() < size; n++ {
		for i := range 7 {
			b.WriteString(sentences[(n*3+i)%len(sentences)] + " ")
		}
		fmt.Fprintf(&b, "The tide tables agree.[%d]\n\n", n%40+1)
	}
	b.WriteString("References\n\n")
	for n := 1; n <= 40; n++ {
		fmt.Fprintf(&b, "[%d] Abel, R. Tides of the northern shore, part %d. 2019. https://a.example/tides/%d\n", n, n, n)
	}
	return b.String()
}

// webArticle is the same as a web page of ordinary make.
func webArticle(size int) string {
	var b strings.Builder
	b.Grow(size + 8192)
	b.WriteString("<!DOCTYPE html><html><head><title>Tides</title><meta charset=utf-8></head><body><nav class=menu><ul><li><a href=/>Home</a></li></ul></nav><main><article><h1>Tides</h1>\n")
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, `<p class="story-body-text">The gauge at the <em>northern pier</em> showed a rise &amp; the harbour master <a href="https://a.example/log/%d">wrote it down</a>. Nobody asked why.<sup id="fnref:%d"><a href="#fn:%d" class="footnote-ref" role="doc-noteref">%d</a></sup></p>`+"\n", n, n, n%40+1, n%40+1)
	}
	b.WriteString(`<section class="footnotes"><ol>`)
	for n := 1; n <= 40; n++ {
		fmt.Fprintf(&b, `<li id="fn:%d"><p>Abel, R. <a href="https://b.example/%d">Tides</a>. <a href="#fnref:%d">↩</a></p></li>`+"\n", n, n, n)
	}
	b.WriteString("</ol></section></article></main></body></html>")
	return b.String()
}

func benchmarkRead(b *testing.B, format Format, source string) {
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	data := []byte(source)
	for b.Loop() {
		if _, err := Read(data, Options{Format: format}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B)     { benchmarkRead(b, FormatText, plainArticle(4<<20)) }
func BenchmarkProse(b *testing.B)    { benchmarkRead(b, FormatText, proseArticle(4<<20)) }
func BenchmarkMarkdown(b *testing.B) { benchmarkRead(b, FormatMarkdown, plainArticle(4<<20)) }
func BenchmarkHTML(b *testing.B)     { benchmarkRead(b, FormatHTML, webArticle(4<<20)) }

// BenchmarkBareParse is what BenchmarkHTML is measured against.
func BenchmarkBareParse(b *testing.B) {
	source := webArticle(4 << 20)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if _, err := html.Parse(strings.NewReader(source)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHTMLAgainstBareParse takes both in turn, on a machine that may do
// other things as well, and compares the fastest of each.
func BenchmarkHTMLAgainstBareParse(b *testing.B) {
	source := webArticle(4 << 20)
	reading, parsing := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for b.Loop() {
		reading = min(reading, timed(b, func() error { _, err := Read(source, Options{Format: FormatHTML}); return err }))
		parsing = min(parsing, timed(b, func() error { _, err := html.Parse(strings.NewReader(source)); return err }))
	}
	b.ReportMetric(float64(reading)/float64(parsing), "times-bare")
}

// timed returns how long work takes, on the benchmark's clock and from a clean
// heap.
func timed(b *testing.B, work func() error) time.Duration {
	b.Helper()
	runtime.GC()
	start := b.Elapsed()
	if err := work(); err != nil {
		b.Fatal(err)
	}
	return b.Elapsed() - start
}

// hostile builds sources of a size whose reading is slow where something
// looks at everything once more for each part.
var hostile = []struct {
	name   string
	format Format
	size   int // parts; the test reads twice as many, too
	build  func(n int) string
}{
	{"text markers", FormatText, 100_000, func(n int) string { return repeatNumbered("It rose.[%d]\n\n", n) + "\n[1] https://a.example/\n" }},
	{"text markers in one line", FormatText, 100_000, func(n int) string { return repeatNumbered("It rose.[%d] ", n) }},
	{"text markers of one label", FormatText, 100_000, func(n int) string {
		return strings.Repeat("It rose.[1] ", n) + "\n\n[1] https://a.example/\n[2] https://a.example/\n"
	}},
	{"text ranges of two brackets", FormatText, 50_000, func(n int) string {
		return strings.Repeat("It rose [1]–[3]. ", n) + "\n\n[1] https://a.example/\n[2] https://a.example/\n[3] https://a.example/\n"
	}},
	{"text list", FormatText, 50_000, func(n int) string {
		return "It rose.[1]\n\nReferences\n\n" + repeatNumbered("[%d] https://a.example/\n", n)
	}},
	{"text list, one paragraph", FormatText, 50_000, func(n int) string { return "It rose.[1]\n\n" + repeatNumbered("[%d] https://a.example/ ", n) }},
	{"text lists", FormatText, 4_000, func(n int) string {
		return strings.Repeat("It rose.[1][2]\n\nReferences\n\n[1] https://a.example/\n[2] https://a.example/\n\n", n)
	}},
	{"text headings", FormatText, 50_000, func(n int) string { return strings.Repeat("References\n\n", n) }},
	{"text brackets", FormatText, 500_000, func(n int) string { return strings.Repeat("[", n) }},
	{"text slashes", FormatText, 500_000, func(n int) string { return strings.Repeat("http:/", n) }},
	{"text long address", FormatText, 300_000, func(n int) string { return "http://a.example/" + strings.Repeat(")", n) }},
	{"text addresses over line ends", FormatText, 50_000, func(n int) string {
		return "It rose.[1]\n\nReferences\n\n" + repeatNumbered("[%d] Abel, R. Tides of the northern shore, https://a.example/a-\n    b_1/c\n", n)
	}},
	{"text address over many line ends", FormatText, 100_000, func(n int) string {
		return "It rose.[1]\n\nReferences\n\n[1] https://a.example/" + strings.Repeat("the-tides-of-the-northern-shore/\n", n)
	}},
	{"text bare addresses", FormatText, 200_000, func(n int) string {
		return "It rose.[1]\n\nReferences\n\n[1] " + strings.Repeat("a.org/ www.a. a/b ", n)
	}},
	{"text disarmed address", FormatText, 200_000, func(n int) string { return "http://a" + strings.Repeat("[.]", n) + strings.Repeat("\u200b/", n) }},
	{"text identifiers", FormatText, 100_000, func(n int) string {
		return "It rose.[1]\n\nReferences\n\n[1] " + strings.Repeat("doi:10. ISBN 1 arXiv:/ PMID hep-th/ ", n) + strings.Repeat(".", n)
	}},
	{"text open DOI", FormatText, 300_000, func(n int) string { return "It rose.[1]\n\nReferences\n\n[1] doi:10.1000/" + strings.Repeat("(", n) }},
	{"text fences", FormatText, 100_000, func(n int) string { return strings.Repeat("```\n", n) }},
	{"markdown brackets", FormatMarkdown, 10_000, func(n int) string { return strings.Repeat("[", n) }},
	{"markdown images", FormatMarkdown, 10_000, func(n int) string { return strings.Repeat("![", n) }},
	{"markdown markers", FormatMarkdown, 20_000, func(n int) string { return repeatNumbered("It rose.[%d]\n\n", n) + "\n[1]: https://a.example/\n" }},
	{"markdown markers in one line", FormatMarkdown, 20_000, func(n int) string { return repeatNumbered("It rose.[%d] ", n) + "\n\n[1]: https://a.example/\n" }},
	{"markdown footnotes", FormatMarkdown, 10_000, func(n int) string {
		return repeatNumbered("It rose.[^%d]\n\n", n) + repeatNumbered("[^%d]: Abel.\n", n)
	}},
	{"markdown definitions", FormatMarkdown, 10_000, func(n int) string { return repeatNumbered("It rose.[%d]\n\n", n) + repeatNumbered("[%d]: /x\n", n) }},
	{"markdown list", FormatMarkdown, 20_000, func(n int) string { return "## References\n\n" + repeatNumbered("%d. https://a.example/\n", n) }},
	{"markdown front matter", FormatMarkdown, 50_000, func(n int) string { return "---\n" + strings.Repeat("title: x\ndate: y\n", n) + "---\n" }},
	{"markdown fields", FormatMarkdown, 50_000, func(n int) string { return strings.Repeat("date: x\n", n) }},
	{"markdown open toml", FormatMarkdown, 50_000, func(n int) string { return "+++\n" + strings.Repeat("date = x\n", n) }},
	{"markdown open json", FormatMarkdown, 50_000, func(n int) string { return "{\n" + strings.Repeat("  \"date\": \"x\",\n", n) }},
	{"markdown open front matter", FormatMarkdown, 50_000, func(n int) string { return "---\n" + strings.Repeat("title: x\n", n) }},
	{"markdown open links", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("[a](", n) }},
	{"markdown emphasis", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("*a_ ", n) }},
	{"markdown quotes", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("> ", n) }},
	{"markdown lists", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("1. ", n) }},
	{"markdown nested footnotes", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("[^1]:", n) }},
	{"markdown definitions of one label", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("[a]: b\n", n) }},
	{"rst markers", FormatRST, 20_000, func(n int) string {
		return repeatNumbered("It rose [%d]_.\n\n", n) + repeatNumbered(".. [%d] Abel.\n", n)
	}},
	{"rst markers in one line", FormatRST, 20_000, func(n int) string { return repeatNumbered("It rose [#]_ and [#a%d]_. ", n) }},
	{"rst numbered notes", FormatRST, 20_000, func(n int) string { return strings.Repeat("[#]_ ", n) + "\n\n" + strings.Repeat(".. [#] a\n", n) }},
	{"rst open phrases", FormatRST, 100_000, func(n int) string { return strings.Repeat("`a *b ``c |d **e [f _`g ", n) }},
	{"rst open roles", FormatRST, 100_000, func(n int) string { return strings.Repeat(":a:`b", n) }},
	{"rst colons", FormatRST, 1_000_000, func(n int) string { return strings.Repeat("a:", n) + "`" }},
	{"rst names", FormatRST, 200_000, func(n int) string { return strings.Repeat("a_", n) + " " + strings.Repeat("b_ ", n) }},
	{"rst backslashes", FormatRST, 1_000_000, func(n int) string { return "*a" + strings.Repeat(`\\`, n) + "*" }},
	{"rst addresses in angles", FormatRST, 400_000, func(n int) string { return "`" + strings.Repeat("<a ", n) + ">`_" }},
	{"rst deep bodies", FormatRST, 2_000, func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat(" ", i%200) + "x\n\n")
		}
		return b.String()
	}},
	{"rst deep items", FormatRST, 50_000, func(n int) string { return strings.Repeat("- ", n) + "x" + strings.Repeat("\n", n) }},
	{"rst rulers", FormatRST, 50_000, func(n int) string { return strings.Repeat("== ==\nx y\n", n) }},
	{"rst tables", FormatRST, 20_000, func(n int) string { return strings.Repeat("== ==\nx  y\n== ==\n\n", n) }},
	{"rst wide table", FormatRST, 20_000, func(n int) string {
		return strings.Repeat("+-"+strings.Repeat("-+", n)+"\n|"+strings.Repeat(" |", n)+"\n", 4)
	}},
	{"rst targets", FormatRST, 20_000, func(n int) string { return repeatNumbered(".. _a%d:\n", n) + "\n" + repeatNumbered(".. _b%d: c_\n", n) }},
	{"rst definitions", FormatRST, 50_000, func(n int) string { return strings.Repeat("a\n b\n", n) }},
	{"rst directives", FormatRST, 20_000, func(n int) string { return strings.Repeat(".. note:: a\n   :b: c\n\n   d\n\n", n) }},
	{"wikitext notes", FormatWikitext, 20_000, func(n int) string {
		return repeatNumbered("It rose.<ref name=a%d>{{cite web|url=https://a.example/|title=x}}</ref>\n\n", n)
	}},
	{"wikitext uses of one note", FormatWikitext, 50_000, func(n int) string { return strings.Repeat("It rose.<ref name=a/>\n", n) + "<ref name=a>b</ref>" }},
	{"wikitext undefined notes", FormatWikitext, 20_000, func(n int) string {
		return repeatNumbered("It rose.<ref name=a%d/>\n\n", n) + strings.Repeat("<references/>", n)
	}},
	{"wikitext defined in other words", FormatWikitext, 5_000, func(n int) string { return repeatNumbered("<ref name=a>%d</ref> ", n) }},
	{"wikitext groups", FormatWikitext, 20_000, func(n int) string {
		return repeatNumbered("It rose.<ref group=a%[1]d>b</ref> {{reflist|group=a%[1]d}} ", n)
	}},
	{"wikitext open notes", FormatWikitext, 50_000, func(n int) string { return strings.Repeat("<ref>a <ref name=b>c ", n) }},
	{"wikitext open tags", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("<ref name=a <pre <nowiki>", n) }},
	{"wikitext open templates", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("{{a|", n) }},
	{"wikitext deep templates", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("{{a|", n) + strings.Repeat("}}", n) }},
	{"wikitext deep parameters", FormatWikitext, 300_000, func(n int) string { return strings.Repeat("{", n) + strings.Repeat("}", n) }},
	{"wikitext deep links", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("[[a|", n) + strings.Repeat("]]", n) }},
	{"wikitext open links", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("[http://a ", n) }},
	{"wikitext wide template", FormatWikitext, 100_000, func(n int) string { return "{{cite web" + repeatNumbered("|last%d=a", n) + "}}" }},
	{"wikitext names", FormatWikitext, 50_000, func(n int) string { return "{{r" + repeatNumbered("|a%d", n) + "}}" }},
	{"wikitext tables", FormatWikitext, 100_000, func(n int) string { return strings.Repeat("{|\n", n) + strings.Repeat("| a=b || ", n) }},
	{"wikitext quotes", FormatWikitext, 200_000, func(n int) string { return strings.Repeat("''a'''b", n) }},
	{"wikitext headings", FormatWikitext, 50_000, func(n int) string { return strings.Repeat("== a = b ==\n", n) }},
	{"html notes", FormatHTML, 10_000, func(n int) string {
		return repeatNumbered(`<p>It rose.<sup><a href="#n%[1]d">%[1]d</a></sup></p>`, n) + "<ol>" + repeatNumbered(`<li id="n%d">Abel.</li>`, n) + "</ol>"
	}},
	{"html notes in paragraphs", FormatHTML, 10_000, func(n int) string {
		return repeatNumbered(`<p>It rose.<sup><a href="#n%[1]d">%[1]d</a></sup></p>`, n) + repeatNumbered(`<p id="n%d">Abel.</p>`, n)
	}},
	{"html notes parted by breaks", FormatHTML, 10_000, func(n int) string {
		return repeatNumbered(`<a href="#n%[1]d"><sup>%[1]d</sup></a> `, n) + "<p>" + repeatNumbered(`<a name="n%[1]d">%[1]d</a> Abel.<br>`, n) + "</p>"
	}},
	{"html uncited list", FormatHTML, 50_000, func(n int) string { return "<ol>" + strings.Repeat("<li>Abel.", n) + "</ol>" }},
	{"html same id", FormatHTML, 50_000, func(n int) string { return strings.Repeat(`<p id="n1">x <a href="#n1">1</a>`, n) }},
	{"html one target", FormatHTML, 50_000, func(n int) string {
		return strings.Repeat(`<sup><a href="#n1">1</a></sup> `, n) + `<ol><li id="n1">Abel.</ol>`
	}},
	{"html deep", FormatHTML, 50_000, func(n int) string { return strings.Repeat("<div>", n) }},
	{"html deep formatting", FormatHTML, 50_000, func(n int) string { return strings.Repeat("<b>", n) + "x" }},
	{"html deep paragraphs", FormatHTML, 50_000, func(n int) string { return strings.Repeat("<b><p>x", n) }},
	{"html in a table", FormatHTML, 40_000, func(n int) string { return "<table>" + strings.Repeat("<b>", n) + strings.Repeat("<tr>", n) }},
	{"html closing tags", FormatHTML, 50_000, func(n int) string { return strings.Repeat("<div>", 500) + strings.Repeat("</p></i>", n) }},
	{"html open comment", FormatHTML, 500_000, func(n int) string { return strings.Repeat("<!--", n) }},
	{"html open tag", FormatHTML, 500_000, func(n int) string { return "<a " + strings.Repeat("a=b ", n) }},
	{"html entities", FormatHTML, 200_000, func(n int) string { return strings.Repeat("&amp;", n) }},
	{"html style", FormatHTML, 200_000, func(n int) string { return "<style>" + strings.Repeat("p{margin:0}", n) + "</style><p>x" }},
	{"html breaks", FormatHTML, 100_000, func(n int) string { return strings.Repeat("x<br>", n) }},
	{"html headings", FormatHTML, 20_000, func(n int) string {
		return strings.Repeat("<div><h2>x</h2></div>", n) + strings.Repeat(`<a href="#x">1</a>`, n)
	}},
	{"html mains", FormatHTML, 500, func(n int) string { return strings.Repeat("<article>It rose. ", n) }},
	{"text pages", FormatText, 50_000, func(n int) string { return strings.Repeat("Tides\n\nIt rose [1] and\n\n7\n\f", n) }},
	{"text form feeds", FormatText, 2_000_000, func(n int) string { return "It rose [1]." + strings.Repeat("\f", n) }},
	{"jats markers", FormatJATS, 10_000, func(n int) string {
		return "<article>" + repeatNumbered(`<p>It rose.<xref rid="r%[1]d">%[1]d</xref></p>`, n) + "<ref-list>" + repeatNumbered(`<ref id="r%[1]d"><label>%[1]d</label><mixed-citation>Abel.</mixed-citation></ref>`, n) + "</ref-list>"
	}},
	{"jats dangling markers", FormatJATS, 20_000, func(n int) string {
		return "<article>" + strings.Repeat(`<ref-list><ref id="a"><label>1</label></ref></ref-list>`, n) + repeatNumbered(`<xref ref-type="bibr" rid="r%[1]d">%[1]d</xref>`, n)
	}},
	{"jats ids of one marker", FormatJATS, 100_000, func(n int) string {
		return `<article><xref rid="` + repeatNumbered("r%d ", n) + `">1</xref><ref-list>` + repeatNumbered(`<ref id="r%d"/>`, n)
	}},
	{"jats deep", FormatJATS, 50_000, func(n int) string { return "<article>" + strings.Repeat("<sec>", n) }},
	{"jats deep references", FormatJATS, 20_000, func(n int) string { return "<article>" + strings.Repeat(`<ref-list><ref id="a"><element-citation>`, n) }},
	{"jats deep notes", FormatJATS, 20_000, func(n int) string { return "<article><body>" + strings.Repeat("<p>x<fn>", n) }},
	{"jats deep markers", FormatJATS, 20_000, func(n int) string {
		return "<article>" + strings.Repeat(`<xref ref-type="bibr" rid="x">1`, n) + labelledRefs
	}},
	{"jats deep names", FormatJATS, 20_000, func(n int) string {
		return `<article><xref rid="a">A</xref><ref-list><ref id="a"><citation>` + strings.Repeat("<person-group>", n)
	}},
	{"jats closing tags", FormatJATS, 50_000, func(n int) string { return strings.Repeat("<sec>", 500) + strings.Repeat("</p></italic>", n) }},
	{"jats fields", FormatJATS, 100_000, func(n int) string {
		return `<article><ref-list><ref id="a"><citation>` + strings.Repeat("<name><surname>A</surname></name><year>1999</year>", n)
	}},
	{"mail quotes", FormatMail, 50_000, func(n int) string { return mailOf("", strings.Repeat("> x [1]\ny [2]\n", n)) }},
	{"mail headers", FormatMail, 50_000, func(n int) string { return mailOf(strings.Repeat("X: y\n z\n", n), "It rose.") }},
	{"mail flowed", FormatMail, 50_000, func(n int) string {
		return mailOf("Content-Type: text/plain; format=flowed\n", strings.Repeat("It rose [1] \n", n))
	}},
	{"mail quoted-printable", FormatMail, 100_000, func(n int) string {
		return mailOf("Content-Transfer-Encoding: quoted-printable\n", strings.Repeat("=5B1=5D=\n x\n\n", n))
	}},
	{"mail soft line ends", FormatMail, 100_000, func(n int) string {
		return mailOf("Content-Transfer-Encoding: quoted-printable\n", strings.Repeat("=\n", n)+strings.Repeat("= ", n))
	}},
	{"mail pages", FormatMail, 50_000, func(n int) string {
		return mailOf("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n", strings.Repeat("<p>=5B1]</p><div class=3Dgmail_quote>", n))
	}},
	{"mail parts", FormatMail, 50_000, func(n int) string {
		return mailOf("Content-Type: multipart/mixed; boundary=x\n", strings.Repeat("--x\nContent-Type: multipart/mixed; boundary=x\n\n", n))
	}},
	{"text residue", FormatText, 50_000, func(n int) string { return repeatNumbered("It rose.citeturn0search%d ", n) }},
	{"text signs of residue", FormatText, 100_000, func(n int) string { return strings.Repeat("turn【†[cite[span", n) }},
	{"text open residue", FormatText, 100_000, func(n int) string { return strings.Repeat("\ue200cite\ue202【a", n) }},
	{"text requests", FormatText, 50_000, func(n int) string { return strings.Repeat("It rose.[citation needed] [TK] ", n) }},
	{"text placeholders in one line", FormatText, 50_000, func(n int) string { return strings.Repeat(" [REF] [DEST]", n) }},
	{"text reversed ranges", FormatText, 50_000, func(n int) string {
		return strings.Repeat("It rose [3–1]. ", n) + "\n\n[1] https://a.example/\n[2] https://a.example/\n[3] https://a.example/\n"
	}},
	{"text left alone", FormatText, 50_000, func(n int) string { return strings.Repeat("array[1] and Fig. [2]. ", n) }},
	{"text residue in code", FormatMarkdown, 20_000, func(n int) string { return strings.Repeat("`[cite: 1]` [cite: 2] ", n) }},
	{"markdown hidden", FormatMarkdown, 10_000, func(n int) string {
		return strings.Repeat(`<span style="display:none">[1]</span> `, n) + "\n\n[1]: https://a.example/\n"
	}},
	{"markdown hidden within hidden", FormatMarkdown, 10_000, func(n int) string {
		return strings.Repeat(`<span style="display:none">[1]`, n) + strings.Repeat("</span>", n)
	}},
	{"html hidden", FormatHTML, 20_000, func(n int) string {
		return strings.Repeat(`<p>It rose.<span hidden>[1]</span></p>`, n) + "<p>[1] https://a.example/</p>"
	}},
	{"html hidden within hidden", FormatHTML, 20_000, func(n int) string { return strings.Repeat(`<div style="display:none">[1]`, n) }},
	{"html links back", FormatHTML, 10_000, func(n int) string {
		return repeatNumbered(`<p>It rose.<sup id="r%[1]d"><a href="#n%[1]d">%[1]d</a></sup></p>`, n) + "<ol>" + repeatNumbered(`<li id="n%[1]d">Abel. <a href="#r%[1]d">↩</a></li>`, n) + "</ol>"
	}},
	{"html links back to one place", FormatHTML, 10_000, func(n int) string {
		return `<div id="r"><span id="s">` + repeatNumbered(`<sup><a href="#n%[1]d">%[1]d</a></sup>`, n) + "</span></div><ol>" + repeatNumbered(`<li id="n%[1]d">Abel. <a href="#s">↩</a></li>`, n) + "</ol>"
	}},
	{"latex markers", FormatLaTeX, 10_000, func(n int) string {
		return repeatNumbered("It rose \\cite{a%d}.\n\n", n) + "\\begin{thebibliography}{9}" + repeatNumbered("\\bibitem{a%d} Abel.\n", n)
	}},
	{"latex keys of one marker", FormatLaTeX, 60_000, func(n int) string { return "\\cite{" + repeatNumbered("a%d,", n) + "}" + bibitems }},
	{"latex many keys", FormatLaTeX, 200, func(n int) string { return strings.Repeat("\\cite{"+repeatNumbered("a%d,", 500)+"} ", n) + bibitems }},
	{"latex braces", FormatLaTeX, 100_000, func(n int) string { return strings.Repeat("{", n) }},
	{"latex footnotes in footnotes", FormatLaTeX, 20_000, func(n int) string { return strings.Repeat("x\\footnote{", n) }},
	{"latex open citations", FormatLaTeX, 10_000, func(n int) string { return strings.Repeat("\\cite{", n) }},
	{"latex open options", FormatLaTeX, 10_000, func(n int) string { return strings.Repeat("\\cite[", n) }},
	{"latex options", FormatLaTeX, 20_000, func(n int) string { return "\\x" + strings.Repeat("[a]", n) }},
	{"latex headings", FormatLaTeX, 20_000, func(n int) string { return strings.Repeat("\\section{", n) }},
	{"latex titles", FormatLaTeX, 10_000, func(n int) string { return strings.Repeat("\\title{x", n) }},
	{"latex formulas", FormatLaTeX, 50_000, func(n int) string { return strings.Repeat("$ \\[ \\begin{math}", n) }},
	{"latex open environments", FormatLaTeX, 20_000, func(n int) string {
		return strings.Repeat("\\begin{verbatim", n) + strings.Repeat("\\begin{enumerate}", n)
	}},
	{"latex switched off", FormatLaTeX, 50_000, func(n int) string { return strings.Repeat("\\iffalse ", n) }},
	{"latex verb", FormatLaTeX, 60_000, func(n int) string { return strings.Repeat("\\verb+", n) }},
	{"latex definitions", FormatLaTeX, 20_000, func(n int) string { return strings.Repeat("\\newcommand{\\x}[1]{\\cite{#1}", n) }},
	{"latex definitions of macros", FormatLaTeX, 20_000, func(n int) string { return strings.Repeat("\\def\\x#1", n) }},
	{"latex links", FormatLaTeX, 10_000, func(n int) string { return strings.Repeat("\\href{http://a.example/}{", n) }},
	{"latex comments", FormatLaTeX, 50_000, func(n int) string { return strings.Repeat("\\x%\n", n) + strings.Repeat("%", n) }},
	{"latex database", FormatLaTeX, 5_000, func(n int) string {
		return "\\begin{filecontents}{r.bib}" + repeatNumbered("@misc{a%d, title={T}, note={\\cite{x}}}\n", n) + "\\end{filecontents}\\bibliography{r}\\nocite{*}"
	}},
	{"latex open database", FormatLaTeX, 20_000, func(n int) string {
		return "\\begin{filecontents}{r.bib}" + strings.Repeat("@misc{a, title={\n", n) + "\\end{filecontents}\\bibliography{r}\\nocite{*}"
	}},
	{"latex strings", FormatLaTeX, 20_000, func(n int) string {
		return "\\begin{filecontents}{r.bib}" + strings.Repeat("@string{a = a # a # a}", n) + "@misc{x, title=a}\\end{filecontents}\\bibliography{r}\\nocite{*}"
	}},
	{"html title", FormatHTML, 100_000, func(n int) string { return strings.Repeat("<title>x</title>", n) }},
}

// repeatNumbered formats a pattern with 1 to n.
func repeatNumbered(pattern string, n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

// BenchmarkHostile shows what doubling the size does to the time: 2 where it
// grows as the size does, 4 where it grows as its square.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		b.Run(h.name, func(b *testing.B) {
			once, twice := h.build(h.size), h.build(2*h.size)
			short, long := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
			for b.Loop() {
				short = min(short, timed(b, func() error { _, err := Read(once, Options{Format: h.format}); return err }))
				long = min(long, timed(b, func() error { _, err := Read(twice, Options{Format: h.format}); return err }))
			}
			b.ReportMetric(float64(long)/float64(short), "times-for-twice")
		})
	}
}

// TestHostileSources reads each of them; how the time grows with the size is
// what BenchmarkHostile shows.
func TestHostileSources(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) { checkArticle(t, read(t, h.format, h.build(h.size/4))) })
	}
}
