package extract

import "testing"

// More forms in which publishing systems write notes: those that need more than
// a link from a marker to its entry.
func TestHTMLFormsOfPublishers(t *testing.T) {
	runReadings(t, FormatHTML, []reading{
		{
			"a plug-in with scripts and a table", `<p>It rose.<span class="footnote_referrer"><a role="button" tabindex="0" onclick="footnote_moveToReference_12_1('footnote_plugin_reference_12_1_1');"><sup id="footnote_plugin_tooltip_12_1_1" class="footnote_plugin_tooltip_text">[1]</sup></a><span id="footnote_plugin_tooltip_text_12_1_1" class="footnote_tooltip">Abel, Tides, 2019.</span></span> It fell.<span class="footnote_referrer"><a role="button" tabindex="0" onclick="footnote_moveToReference_12_1('footnote_plugin_reference_12_1_2');"><sup id="footnote_plugin_tooltip_12_1_2" class="footnote_plugin_tooltip_text">[2]</sup></a><span id="footnote_plugin_tooltip_text_12_1_2" class="footnote_tooltip">Bose, Winds, 2020.</span></span></p>
<div class="speaker-mute footnotes_reference_container"><div class="footnote_container_prepare"><p><span role="button" tabindex="0" class="footnote_reference_container_label pointer">References</span></p></div><div id="footnote_references_container_12_1"><table class="footnotes_table footnote-reference-container"><caption class="accessibility">References</caption><tbody>
<tr class="footnotes_plugin_reference_row"><th scope="row" class="footnote_plugin_index_combi pointer" onclick="footnote_moveToAnchor_12_1('footnote_plugin_tooltip_12_1_1');"><a id="footnote_plugin_reference_12_1_1" class="footnote_backlink"><span class="footnote_index_arrow">&#8593;</span>1</a></th> <td class="footnote_plugin_text">Abel, Tides, 2019. <a href="https://a.example/x">x</a></td></tr>
<tr class="footnotes_plugin_reference_row"><th scope="row" class="footnote_plugin_index_combi pointer" onclick="footnote_moveToAnchor_12_1('footnote_plugin_tooltip_12_1_2');"><a id="footnote_plugin_reference_12_1_2" class="footnote_backlink"><span class="footnote_index_arrow">&#8593;</span>2</a></th> <td class="footnote_plugin_text">Bose, Winds, 2020.</td></tr>
</tbody></table></div></div>`,
			"1 2", "References: 1 2",
		},
		{
			"a plug-in with notes beside the text", `<p>It rose.<sup class="modern-footnotes-footnote " data-mfn="1" data-mfn-post-scope="000"><a href="javascript:void(0)" title="Abel, Tides" role="button" aria-pressed="false" aria-describedby="mfn-content-1">1</a></sup><span id="mfn-content-1" role="tooltip" class="modern-footnotes-footnote__note" tabindex="0" data-mfn="1">Abel, Tides, <a href="https://a.example/x">2019</a>.</span> It fell.<sup class="modern-footnotes-footnote " data-mfn="2"><a href="javascript:void(0)">2</a></sup><span id="mfn-content-2" role="tooltip" class="modern-footnotes-footnote__note" tabindex="0" data-mfn="2">Bose, Winds, 2020.</span></p>`,
			"1 2", ": 1 2",
		},
		{
			"a plug-in with anchors of its own", `<p>It rose.<span id='easy-footnote-1-77' class='easy-footnote-margin-adjust'></span><span class='easy-footnote'><a href='https://blog.example/p/#easy-footnote-bottom-1-77' title='Abel, Tides'><sup>1</sup></a></span> It fell.<span id='easy-footnote-2-77' class='easy-footnote-margin-adjust'></span><span class='easy-footnote'><a href='https://blog.example/p/#easy-footnote-bottom-2-77' title='Bose'><sup>2</sup></a></span></p>
<ol class='easy-footnotes-wrapper'><li class='easy-footnote-single'><span id='easy-footnote-bottom-1-77' class='easy-footnote-margin-adjust'></span>Abel, Tides.<a class='easy-footnote-to-top' href='https://blog.example/p/#easy-footnote-1-77'></a></li><li class='easy-footnote-single'><span id='easy-footnote-bottom-2-77' class='easy-footnote-margin-adjust'></span>Bose, Winds.<a class='easy-footnote-to-top' href='#easy-footnote-2-77'></a></li></ol>`,
			"1 2", ": 1 2",
		},
		{
			"sidenotes that the style sheet counts", `<p>It rose.<label for="sn-tide" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-tide" class="margin-toggle"/><span class="sidenote">Abel, <a href="https://a.example/x">Tides</a>, 2019.</span> It fell.<label for="sn-wind" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-wind" class="margin-toggle"/><span class="sidenote">Bose, Winds.</span> And so on.<label for="mn-x" class="margin-toggle">&#8853;</label><input type="checkbox" id="mn-x" class="margin-toggle"/><span class="marginnote">A remark.</span></p>`,
			"1 2", ": 1 2",
		},
		{
			"ranges that link their ends", `<p>It rose [<a href="#ref1">1</a>–<a href="#ref4">4</a>] and fell [<a href="#ref2">2</a>,<a href="#ref5">5</a>].</p><p>It rose<sup><a href="#ref1">1</a>–<a href="#ref3">3</a></sup>.</p><h2>References</h2><ol><li id="ref1">Abel. 2019.</li><li id="ref2">Bose. 2020.</li><li id="ref3">Cole. 2021.</li><li id="ref4">Dunn 2022.</li><li id="ref5">Eads. 2023.</li></ol>`,
			"1 2 3 4 2 5 1 2 3", "References: 1 2 3 4 5",
		},
		{
			"preprints with numbers", `<p class="ltx_p">It rose <cite class="ltx_cite ltx_citemacro_citep">[<a href="#bib.bib1" title="" class="ltx_ref">1</a>, <a href="#bib.bib2" title="" class="ltx_ref">2</a>]</cite> as <cite class="ltx_cite ltx_citemacro_citet">Cole et al. <a href="#bib.bib3" class="ltx_ref">(2021)</a></cite>.</p>
<section id="bib" class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[1]</span><span class="ltx_bibblock">Abel. Tides. 2019.</span></li><li id="bib.bib2" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[2]</span><span class="ltx_bibblock">Bose. Winds. 2020.</span></li><li id="bib.bib3" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[3]</span><span class="ltx_bibblock">Cole. Rains. 2021.</span></li></ul></section>`,
			"1 2 3", "References: 1 2 3",
		},
		{
			"preprints with authors and years", `<p class="ltx_p">It rose <cite class="ltx_cite ltx_citemacro_citep">(<a href="#bib.bib1" title="" class="ltx_ref">Abel et al., 2019</a>; <a href="#bib.bib2" title="" class="ltx_ref">Bose, 2020</a>)</cite> as <cite class="ltx_cite ltx_citemacro_citet">Cole et al. (<a href="#bib.bib3" class="ltx_ref">2021</a>)</cite>.</p>
<section id="bib" class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">Abel et al. (2019)</span><span class="ltx_bibblock">Abel. Tides. 2019.</span></li><li id="bib.bib2" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">Bose (2020)</span><span class="ltx_bibblock">Bose. Winds. 2020.</span></li><li id="bib.bib3" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">Cole et al. (2021)</span><span class="ltx_bibblock">Cole. Rains. 2021.</span></li></ul></section>`,
			"Abel et al., 2019 Bose, 2020 Cole et al. (2021)", "References: Abel et al., 2019 Bose, 2020 Cole et al. (2021)",
		},
		{
			"notes defined where they are cited", `<p>It rose.<sup class="footnote-reference" id="fr-1-1"><a href="#1">1</a></sup> It fell.<sup class="footnote-reference"><a href="#wind">2</a></sup></p>
<div class="footnote-definition" id="1"><sup class="footnote-definition-label">1</sup><p>Abel, Tides.</p></div>
<p>It turned.</p>
<div class="footnote-definition" id="wind"><sup class="footnote-definition-label">2</sup><p>Bose, Winds.</p></div>`,
			"1 2", ": 1 2",
		},
		{
			"wiki farm with scripts", `<div id="page-content"><p>It rose<sup class="footnoteref"><a id="footnoteref-1" href="javascript:;" class="footnoteref" onclick="WIKIDOT.page.utils.scrollToReference('footnote-1')">1</a></sup> and fell<sup class="footnoteref"><a id="footnoteref-2" href="javascript:;" class="footnoteref" onclick="WIKIDOT.page.utils.scrollToReference('footnote-2')">2</a></sup>.</p>
<div class="footnotes-footer"><div class="title">Footnotes</div><div class="footnote-footer" id="footnote-1"><a href="javascript:;" onclick="WIKIDOT.page.utils.scrollToReference('footnoteref-1')">1</a>. Abel.</div><div class="footnote-footer" id="footnote-2"><a href="javascript:;" onclick="WIKIDOT.page.utils.scrollToReference('footnoteref-2')">2</a>. Bose.</div></div></div>`,
			"1 2", ": 1 2",
		},
		{
			"manuals", `<p>It rose.<a class="footnote" id="DOCF1" href="#FOOT1"><sup>1</sup></a> It fell.<a class="footnote" id="DOCF2" href="#FOOT2"><sup>2</sup></a></p>
<div class="footnotes-segment"><hr><h4 class="footnotes-heading">Footnotes</h4><h5 class="footnote-body-heading"><a id="FOOT1" href="#DOCF1">(1)</a></h5><p>Abel.</p><h5 class="footnote-body-heading"><a id="FOOT2" href="#DOCF2">(2)</a></h5><p>Bose.</p></div>`,
			"1 2", ": 1 2",
		},
		{
			"books on the web", `<p>It rose.<sup><a data-type="noteref" id="idm1-marker" href="#idm1">1</a></sup> It fell.<sup><a data-type="noteref" id="idm2-marker" href="#idm2">2</a></sup></p>
<div data-type="footnotes"><p data-type="footnote" id="idm1"><sup><a href="#idm1-marker">1</a></sup> Abel.</p><p data-type="footnote" id="idm2"><sup><a href="#idm2-marker">2</a></sup> Bose.</p></div>`,
			"1 2", ": 1 2",
		},
		{
			"forum posts", `<p>It rose.<span class="footnote-reference" role="doc-noteref" id="fnref8a"><sup><a href="#fn8a">[1]</a></sup></span> It fell.<span class="footnote-reference" role="doc-noteref" id="fnrefb2"><sup><a href="#fnb2">[2]</a></sup></span></p>
<ol class="footnote-section footnotes" role="doc-endnotes"><li class="footnote-item" role="doc-endnote" id="fn8a"><span class="footnote-back-link"><sup><strong><a href="#fnref8a">^</a></strong></sup></span><div class="footnote-content"><p>Abel.</p></div></li><li class="footnote-item" role="doc-endnote" id="fnb2"><span class="footnote-back-link"><sup><strong><a href="#fnrefb2">^</a></strong></sup></span><div class="footnote-content"><p>Bose.</p></div></li></ol>`,
			"1 2", ": 1 2",
		},
		{
			"journals", `<p>It rose<sup><a data-track="click" data-track-action="reference anchor" title="Abel, R. Tides (2019)." href="/articles/s1#ref-CR1" id="ref-link-section-d1e1">1</a></sup> and fell<sup><a href="/articles/s1#ref-CR2" id="ref-link-section-d1e2">2</a>,<a href="/articles/s1#ref-CR3" id="ref-link-section-d1e3">3</a></sup>.</p>
<section aria-labelledby="Bib1" data-title="References"><h2 id="Bib1">References</h2><div data-container-section="references"><ol class="c-article-references"><li class="c-article-references__item js-c-reading-companion-references-item" data-counter="1."><p class="c-article-references__text" id="ref-CR1">Abel, R. Tides (2019).</p></li><li class="c-article-references__item" data-counter="2."><p class="c-article-references__text" id="ref-CR2">Bose.</p></li><li data-counter="3."><p class="c-article-references__text" id="ref-CR3">Cole.</p></li></ol></div></section>`,
			"1 2 3", "References: 1 2 3",
		},
		{
			"several links in one pair of brackets", `<p>It rose.<sup>[<a href="#fn-1" id="r1">1</a>]</sup> A.<sup>[<a href="#fn-2">2</a>, <a href="#fn-3">3</a>]</sup></p><hr/><p id="fn-1">1. Abel. <a href="#r1">back</a></p><p id="fn-2">2. Bose.</p><p id="fn-3">3. Cole.</p>`,
			"1 2 3", ": 1 2 3",
		},
		{
			"works cited by author and year", `<p>It rose <span class="citation" data-cites="abel">(<a href="#ref-abel" role="doc-biblioref">Abel 2019</a>; <a href="#ref-cole" role="doc-biblioref">Cole 2021</a>)</span>.</p><div id="refs" class="references csl-bib-body" role="doc-bibliography"><div id="ref-abel" class="csl-entry">Abel. 2019. Tides.</div><div id="ref-bose" class="csl-entry">Bose. 2020. Winds.</div><div id="ref-cole" class="csl-entry">Cole. 2021. Rains.</div></div>`,
			"Abel 2019 Cole 2021", ": Abel 2019 Bose. 2020* Cole 2021",
		},
		{
			"works that only notes cite", `<p>It rose.<sup class="reference"><a href="#cite_note-1">[1]</a></sup></p><h2>Notes</h2><ol class="references"><li id="cite_note-1"><span class="reference-text"><a href="#CITEREFAbel2019">Abel 2019</a>, p. 4.</span></li></ol><h2>Bibliography</h2><div class="refbegin"><ul><li><cite id="CITEREFAbel2019" class="citation book">Abel, R. (2019). Tides. <a href="https://a.example/x">x</a></cite></li><li><cite id="CITEREFBose2020">Bose, T. (2020). Winds. ISBN 0-306-40615-2.</cite></li></ul></div>`,
			"1", "Notes: 1 | Bibliography: - -",
		},
		{
			"a standard that names its sources with and without links", `<p>Words as in <a href="#biblio-words" data-link-type="biblio">[WORDS]</a>.</p><ul><li><a data-link-type="biblio">[ENCODING]</a> defines the following terms:<ul><li>utf-8</li></ul></li></ul><h3>References</h3><dl><dt id="biblio-words">[WORDS]</dt><dd>Bradner. Words.</dd><dt id="biblio-encoding">[ENCODING]</dt><dd>Abel. Encoding.</dd><dt id="biblio-infra">[INFRA]</dt><dd>Bose. Infra.</dd></dl>`,
			"WORDS ENCODING", "References: WORDS ENCODING INFRA*",
		},
		{
			"a standard that links its sources by their titles", `<p>Obsoletes: <a href="#RFC7540">7540</a></p><p>Words as in <a href="#RFC2119">[RFC2119]</a>; an <a href="#RFC7838"><cite>alternative service</cite></a> is one.</p><h3>References</h3><dl class="references"><dt id="RFC7838">[<a href="#RFC7838">ALT-SVC</a>]</dt><dd>Abel. Services.</dd><dt id="RFC7540">[<a href="#RFC7540">RFC7540</a>]</dt><dd>Bose. Version 2.</dd><dt id="RFC2119">[<a href="#RFC2119">RFC2119</a>]</dt><dd>Cole. Words.</dd><dt id="RFC8441">[<a href="#RFC8441">RFC8441</a>]</dt><dd>Dunn. Sockets.</dd></dl>`,
			"RFC7540 RFC2119 ALT-SVC", "References: ALT-SVC RFC7540 RFC2119 RFC8441*",
		},
		{
			"notes that were cut off", `<p>It rose.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> It fell.<sup class="reference"><a href="./Tide#cite_note-2">[a]</a></sup> See <a href="#tides">3</a>.</p>`,
			"1? a?", "",
		},
		{
			"notes in another file", `<p>It rose.<a href="endnotes.xhtml#note-1" id="noteref-1" epub:type="noteref">1</a> It fell.<a href="endnotes.xhtml#note-2" id="noteref-2" epub:type="noteref">2</a></p>`,
			"", "",
		},
	})
}

// A note beside the text leaves the sentence around it whole, and is no part of it.
func TestHTMLNotesBesideTheText(t *testing.T) {
	a := read(t, FormatHTML, `<p>The tide<label for="sn" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn" class="margin-toggle"><span class="sidenote">Abel, <a href="https://a.example/x">Tides</a>.</span> rose and <a href="https://b.example/y">fell</a>.</p>`)
	if len(a.Markers) != 1 || a.Markers[0].Sentence != "The tide1 rose and fell." {
		t.Errorf("markers %+v", a.Markers)
	}
	if got, want := shortURLs(a)+" "+shortLinks(a), "1=https://a.example/x https://b.example/y"; got != want {
		t.Errorf("addresses\n got %s\nwant %s", got, want)
	}
}
