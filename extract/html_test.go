package extract

import (
	"strings"
	"testing"
)

// The forms in which publishing systems write notes. In each, the second note
// is cited twice or the third never, so that order and pairing show.
func TestHTMLForms(t *testing.T) {
	runReadings(t, FormatHTML, []reading{
		{
			"wiki, brackets as text", `<p>It rose.<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1">[1]</a></sup> It fell.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">&#91;2&#93;</a></sup> And rose.<sup id="cite_ref-a_1-1" class="reference"><a href="#cite_note-a-1">[1]</a></sup></p>
<h2>References<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2><ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-a_1-0">a</a> <a href="#cite_ref-a_1-1">b</a></span> <span class="reference-text">Abel, <a href="https://a.example/x">Tides</a>. 2019.</span></li>
<li id="cite_note-2"><b><a href="#cite_ref-2">^</a></b> <span class="reference-text">Bose. Winds.</span></li><li id="cite_note-3"><span class="reference-text">Cole. Rains.</span></li></ol>`,
			"1 2 1", "References: 1 2 3*",
		},
		{
			"wiki, brackets as spans, groups", `<p>It rose.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup><sup id="cite_ref-2" class="reference"><a href="#cite_note-2"><span class="cite-bracket">[</span>note 1<span class="cite-bracket">]</span></a></sup><sup id="cite_ref-3" class="reference"><a href="#cite_note-3"><span class="cite-bracket">[</span>a<span class="cite-bracket">]</span></a></sup></p>
<h2>Notes</h2><ol class="references"><li id="cite_note-2">^ By the gauge.</li></ol><ol class="references"><li id="cite_note-3">^ By the lock.</li></ol><h2>References</h2><ol class="references"><li id="cite_note-1">^ Abel. Tides. 2019.</li></ol>`,
			"1 note 1 a", "Notes: note 1 | : a | References: 1",
		},
		{
			"a section called literature", `<h2>Literature</h2><p>Novels came late (Abel 1990, p. 4).<sup><a href="#n1">[1]</a></sup> Verse came in 1890.<sup><a href="#n2">[2]</a></sup></p>
<h2>References</h2><ol class="references"><li id="n1">Abel. Tides.</li><li id="n2">Bose. Winds.</li></ol>`,
			"1 2", "References: 1 2",
		},
		{
			"pandoc", `<p>It rose.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> It fell.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
<section class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>Abel.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li><li id="fn2"><p>Bose.</p><p>More.<a href="#fnref2" class="footnote-back">↩︎</a></p></li></ol></section>`,
			"1 2", ": 1 2",
		},
		{
			"a note on a heading", `<h2 id="tides">Tides<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></h2><p>It rose.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Abel.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li><li id="fn2"><p>Bose.<a href="#fnref2" role="doc-backlink">↩︎</a></p></li></ol></section>`,
			"1 2", ": 1 2",
		},
		{
			"goldmark", `<p>It rose.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> It fell.<sup id="fnref:2"><a href="#fn:2" class="footnote-ref" role="doc-noteref">2</a></sup></p>
<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Abel.&#160;<a href="#fnref:1" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li><li id="fn:2"><p>Bose.&#160;<a href="#fnref:2" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li></ol></div>`,
			"1 2", ": 1 2",
		},
		{
			"kramdown, list starts at 35", `<p>It rose.<sup id="fnref:ab"><a href="#fn:ab" class="footnote" rel="footnote" role="doc-noteref">35</a></sup> It fell.<sup id="fnref:cd"><a href="#fn:cd" class="footnote" rel="footnote" role="doc-noteref">36</a></sup></p>
<div class="footnotes" role="doc-endnotes"><ol start="35"><li id="fn:ab"><p>Abel. <a href="#fnref:ab" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li><li id="fn:cd"><p>Bose. <a href="#fnref:cd" class="reversefootnote">&#8617;</a></p></li><li id="fn:ef"><p>Cole.</p></li></ol></div>`,
			"35 36", ": 35 36 37*",
		},
		{
			"WordPress block", `<p>It rose.<sup data-fn="6fa1" class="fn"><a href="#6fa1" id="6fa1-link">1</a></sup> It fell.<sup data-fn="7bc2" class="fn"><a href="#7bc2" id="7bc2-link">2</a></sup></p>
<ol class="wp-block-footnotes"><li id="6fa1">Abel. <a href="#6fa1-link" aria-label="Jump to footnote reference 1">↩︎</a></li><li id="7bc2">Bose. <a href="#7bc2-link">↩︎</a></li></ol>`,
			"1 2", ": 1 2",
		},
		{
			"Substack", `<p>It rose.<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a> It fell.<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-2" href="#footnote-2" target="_self">2</a></p>
<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false">1</a><div class="footnote-content"><p>Abel.</p></div></div><div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a><div class="footnote-content"><p>Bose, <a href="https://b.example/y">Winds</a>.</p></div></div>`,
			"1 2", ": 1 2",
		},
		{
			"office document on the web", `<p>It rose.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> It fell.<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Abel.</p></div><div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a> Bose.</p></div>`,
			"1 2", ": 1 2",
		},
		{
			"word processor", `<p>It rose.<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1" title=""><span class="MsoFootnoteReference">[1]</span></a> It fell.<a href="#_ftn2" name="_ftnref2"><span class="MsoFootnoteReference">[2]</span></a></p><div><hr><div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Abel.</p></div><div id="ftn2"><p class="MsoFootnoteText"><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> Bose.</p></div></div>`,
			"1 2", ": 1 2",
		},
		{
			"DPUB-ARIA bibliography", `<p>It rose (<a href="#b-abel" role="doc-biblioref">1</a>) and fell (<a href="#b-bose" role="doc-biblioref">2</a>).</p><section role="doc-bibliography"><h2>Bibliography</h2><ol><li id="b-abel" role="doc-biblioentry">Abel. Tides.</li><li id="b-bose">Bose. Winds.</li><li id="b-cole">Cole. Rains.</li></ol></section>`,
			"1 2", "Bibliography: 1 2 3*",
		},
		{
			"EPUB", `<p>It rose<a epub:type="noteref" href="#n-i">i</a> and fell<a epub:type="noteref" href="#n-ii">ii</a>.</p><aside epub:type="footnote" id="n-i"><p>Abel.</p></aside><aside epub:type="footnote" id="n-ii"><p>Bose.</p></aside>`,
			"i ii", ": i ii",
		},
		{
			"symbols", `<p>It rose.<sup><a href="#note-star">*</a></sup> It fell.<sup><a href="#note-dagger">†</a></sup></p><div class="notes"><p id="note-star">* Abel.</p><p id="note-dagger">† Bose.</p></div>`,
			"* †", ": * †",
		},
		{
			"plain brackets and an ordered list", `<p>It rose.[1] It fell [2, 3].</p><h2>References</h2><ol><li>Abel. Tides. 2019.</li><li>Bose. Winds. 2020.</li><li>Cole. Rains. 2021.</li><li>Dunn. Snows. 2022.</li></ol>`,
			"1 2 3", "References: 1 2 3 4*",
		},
		{
			"one paragraph with line breaks", `<p>It rose.[1] It fell.[2]</p><p><b>Sources</b><br>[1] <a href="https://a.example/x">Tides</a><br>[2] <a href="https://b.example/y">Winds</a><br>[3] <a href="https://c.example/z">Rains</a></p>`,
			"1 2", "Sources: 1 2 3*",
		},
		{
			"named anchors, one paragraph", `<p>It rose.<a href="#one"><sup>1</sup></a> It fell.<a href="#two"><sup>2</sup></a></p><p id="footnote"><a name="one"><sup>1</sup></a> Abel.<br><br><a name="two"><sup>2</sup></a> Bose.</p>`,
			"1 2", ": 1 2",
		},
		{
			"raised numbers without links", `<p>It rose.<sup>1</sup> It fell.<sup>2</sup> It covers 3 m<sup>2</sup>.</p><h3>Notes</h3><ol><li>Abel. Tides. 2019.</li><li>Bose. Winds. 2020.</li></ol>`,
			"1 2", "Notes: 1 2",
		},
		{
			"keys with a list of terms", `<p>Words as in [<a href="#RFC2119" class="xref">RFC2119</a>], names as in [<a href="#IDNA" class="xref">IDNA</a>].</p><h2>References</h2><dl class="references"><dt id="RFC2119">[RFC2119]</dt><dd>Bradner, S., <a href="https://www.example.org/rfc2119">Key words</a>, 1997.</dd><dt id="IDNA">[IDNA]</dt><dd>Faltstrom, P., 2010.</dd><dt id="Y.1564">[Y.1564]</dt><dd>Service test, 2016.</dd></dl>`,
			"RFC2119 IDNA", "References: RFC2119 IDNA Y.1564*",
		},
		{
			"keys with a table", `<p>Words as in [<a href="#RFC2119">RFC2119</a>], names as in [<a href="#RFC5890">RFC5890</a>].</p><h2>References</h2><table><tr><td><a name="RFC2119">[RFC2119]</a></td><td>Bradner, S., <a href="https://www.example.org/rfc2119">Key words</a>, 1997.</td></tr><tr><td><a name="RFC5890">[RFC5890]</a></td><td>Klensin, J., 2010.</td></tr></table>`,
			"RFC2119 RFC5890", "References: RFC2119 RFC5890",
		},
		{
			"preformatted article", "<html><body><pre>It rose.[1] It fell.[2]\n\nReferences\n\n[1] Abel. Tides. 2019.\n[2] Bose. Winds. 2020.\n[3] Cole. Rains. 2021.\n</pre></body></html>",
			"1 2", "References: 1 2 3*",
		},
		{
			"hidden citations", `<p>It rose.[1] It fell.[2]</p><span style="display:none">[3][4]</span><h2>Sources</h2><p>[1] https://a.example/x</p><p>[2] https://b.example/y</p><p>[3] https://c.example/z</p><p>[4] https://d.example/w</p>`,
			"1 2", "Sources: 1 2 3* 4*",
		},
		{
			"aside with a list that goes on", `<p>It rose.<sup>1</sup></p><aside><ol><li>Abel, 2019.</li></ol></aside><p>It fell.<sup>2</sup> It turned.<sup>3</sup></p><aside><ol start="2"><li>Bose, 2020.</li><li>Cole, 2021.</li></ol></aside>`,
			"1 2 3", ": 1 | : 2 3",
		},
		{
			"raised numbers behind a rule", `<p>It rose.<sup>1</sup> It fell.<sup>2</sup></p><p>The end.</p><hr><p><sup>1</sup> Abel said so.</p><p><sup>2</sup> Bose said so.</p>`,
			"1 2", ": 1 2",
		},
		{
			"paragraphs marked as notes", `<p>It rose.<sup>1</sup> It fell.<sup>2</sup></p><p>The end.</p><p class="footnote"><sup>1</sup> Abel said so.</p><p class="footnote"><sup>2</sup> Bose said so.</p>`,
			"1 2", ": 1 2",
		},
	})
}

// A link may hold whole blocks, and is still one.
func TestHTMLLinksAroundBlocks(t *testing.T) {
	a := read(t, FormatHTML, `<p>It rose.</p><a href="https://a.example/x">so <div>it <em>is</em> <a href="https://b.example/y">told</a></div><p>here</p> and there</a>`)
	if got, want := shortLinks(a), "https://a.example/x https://b.example/y"; got != want {
		t.Errorf("links\n got %s\nwant %s\n%s", got, want, dump(a))
	}
}

// What a page marks as not its article is not searched for links.
func TestHTMLChromeIsNotTheArticle(t *testing.T) {
	a := read(t, FormatHTML, `<html><body><nav><a href="https://menu.example/">Menu</a></nav>
<header><a href="https://home.example/">Home</a></header>
<main><article><h1>Tides</h1><p>It <a href="https://a.example/x">rose</a>, see https://b.example/y.</p>
<div class="share-buttons"><a href="https://share.example/">Share</a></div>
<p><a href="https://www.facebook.com/sharer/sharer.php?u=1">Share</a> <a href="mailto:a@example.org">Write</a> <a href="javascript:void(0)">Print</a> <a href="/local">Local</a></p>
<aside class="related-posts"><a href="https://related.example/">Related</a></aside>
`+strings.Repeat("<p>It rose and fell, day after day.</p>\n", 80)+`</article></main>
<footer><a href="https://imprint.example/">Imprint</a></footer></body></html>`)
	if got, want := shortLinks(a), "https://a.example/x https://b.example/y"; got != want {
		t.Errorf("links\n got %s\nwant %s", got, want)
	}
	if a.Links[0].Anchor != "rose" || a.Links[1].Anchor != "" {
		t.Errorf("anchors %q and %q, want rose and none", a.Links[0].Anchor, a.Links[1].Anchor)
	}
}

func TestHTMLRelativeLinksNeedABase(t *testing.T) {
	const page = `<p>It <a href="/x?a=1&amp;b=2">rose</a>, <a href="y.html">fell</a> and <a href="//other.example/z">turned</a>; <a href="#top">up</a>.</p>`
	for _, test := range []struct{ base, head, want string }{
		{"", "", "https://other.example/z"},
		{"https://a.example/d/e.html", "", "https://a.example/x?a=1&b=2 https://a.example/d/y.html https://other.example/z"},
		{"", `<base href="http://b.example/q/">`, "http://b.example/x?a=1&b=2 http://b.example/q/y.html https://other.example/z"},
		{"https://a.example/d/e.html", `<base href="/up/">`, "https://a.example/x?a=1&b=2 https://a.example/up/y.html https://other.example/z"},
	} {
		a, err := Read([]byte(test.head+page), Options{Format: FormatHTML, BaseURL: test.base})
		if err != nil {
			t.Fatal(err)
		}
		if got := shortLinks(a); got != test.want {
			t.Errorf("base %q %q:\n got %s\nwant %s", test.base, test.head, got, test.want)
		}
	}
}

func TestHTMLTitleAndDate(t *testing.T) {
	for _, test := range []struct{ name, source, title, date, origin string }{
		{"title element", `<head><title> Tides
 rise </title></head><h1>Other</h1>`, "Tides rise", "", ""},
		{"open graph", `<meta property="og:title" content="Tides"><title>Tides | Paper</title>`, "Tides", "", ""},
		{"heading", `<h1>Tides</h1><p>They rise.</p>`, "Tides", "", ""},
		{"icon titles are none", `<body><svg><title>Icon</title></svg><h1>Tides</h1></body>`, "Tides", "", ""},
		{"JSON-LD", `<title>T</title><script type="application/ld+json">{"@graph":[{"@type":"Person"},{"@type":"NewsArticle","datePublished":"2025-03-04T10:00:00Z"}]}</script><meta name="date" content="2020-01-01">`, "T", "2025-03-04T10:00:00Z", "JSON-LD"},
		{"meta", `<title>T</title><meta property="article:published_time" content="2025-03-04">`, "T", "2025-03-04", "meta"},
		{"broken JSON-LD", `<title>T</title><script type="application/ld+json">{"@type":</script><meta name="date" content="2020-01-01">`, "T", "2020-01-01", "meta"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatHTML, test.source+"<p>Text.</p>")
			if a.Title != test.title || a.Published.Text != test.date || a.Published.Origin != test.origin {
				t.Errorf("title %q, date %q from %q; want %q, %q from %q", a.Title, a.Published.Text, a.Published.Origin, test.title, test.date, test.origin)
			}
		})
	}
}
