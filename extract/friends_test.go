package extract

import (
	"strings"
	"testing"
)

// TestFalseFriends holds bracketed texts that are no citations, each beside a
// marker that is one and a list that could tempt a reader.
func TestFalseFriends(t *testing.T) {
	const entries = "\n\nReferences\n\n[1] Abel. Tides. 2019. https://a.example/x\n[2] Bose. Winds. 2020. https://b.example/y\n[3] Cole. Rains. 2021. https://c.example/z\n"
	const listed = "References: 1 2* 3*"
	var cases []reading
	for name, text := range map[string]string{
		"editorial words":           "He wrote “their [sic] plan” and [the committee] agreed that [he] and t[he] board did.",
		"ellipses":                  "The plan was “long […] and [...] costly”.",
		"indexing":                  "It sets array[1], m[i][1], rowIds[2] and argv[3].",
		"variables":                 "It takes [value], [group-id] and [options], then [CR].",
		"checkboxes":                "- [x] measured\n- [ ] written\n- [X] read",
		"neutral citations":         "See Hart v Lowe [2021] UKSC 5, [2018] UKUT 156 and [2011] 1 AC 1.",
		"editors' dates":            "He wrote in [2020] from the house of [c. 1850].",
		"intervals":                 "Scores lie in [0, 1] or [1, 10), x ∈ [0,5].",
		"time codes":                "[1:30] The guest arrives. [00:12:34] She leaves at [12:05 PM].",
		"wiki chrome":               "History [edit] [show] [hide] [v · t · e] [dead link]",
		"medium":                    "A report [PDF] and a talk [Video] [in Russian] [Online].",
		"log lines":                 "[INFO] started [2021-05-11 10:00:01] by [12345]",
		"chess":                     "{[%clk 0:04:50]} [Event \"Open\"]",
		"news wires":                "Shares [NYSE: FB] fell [Photo: Getty] [Advertisement].",
		"chemistry and expressions": "[Fe(CN)6]3− and [2+2], [11C], [a-z0-9], [::1]:8080, [10.1.2.3].",
		"verses":                    "Love is patient [1 Cor 13:4].",
		"own parts":                 "As Eq. [3], Fig. [2], Table [3] and Section [2] show.",
		"running heads":             "Abel                 Informational                 [Page 12]",
		"other scheme":              "As [RFC9999] and [RFC 9999] say.",
		"far beyond the list":       "The range was [120, 180] mm.",
		"requests":                  "It is big.[citation needed] It is old.[who?]",
		"parenthesised numbers":     "The code 10.1016/S0140-6736(20)30183-5 and 276(2):553 are ids. Eq. (3) follows; (1) first, (2) second.",
		"exponents":                 "It covers 10⁶ m², some 3 km², in the 1ˢᵗ year; H₂O™.",
	} {
		want := listed
		if name == "indexing" {
			want = "References: 1 2 3" // rowIds[2] is no marker, and yet it may cite
		}
		cases = append(cases, reading{name, "The tide rose.[1]\n\n" + text + entries, "1", want})
	}
	runReadings(t, FormatText, cases)
}

func TestFalseFriendsOfFormats(t *testing.T) {
	runReadings(t, FormatMarkdown, []reading{
		{
			"code", "It rose.[1]\n\n`a[1]` and `[2]`\n\n```go\nx := [3]\n```\n\n    [2] indented\n\n## References\n\n[1] Abel. Tides. 2019.\n\n[2] Bose. Winds. 2020.\n\n[3] Cole. Rains. 2021.\n",
			"1", "References: 1 2* 3*",
		},
		{
			"colon behind markers", "It rose in three approaches [1][2]:\n\nand fell [3]: so it goes.\n\n## Sources\n\n[1] Abel. https://a.example/x\n\n[2] Bose. https://b.example/y\n\n[3] Cole. https://c.example/z\n",
			"1 2 3", "Sources: 1 2 3",
		},
		{"images", "It rose [1].\n\n![1](tide.png) ![2][pic]\n\n[pic]: wind.png\n\n## Sources\n\n1. Abel. https://a.example/x\n2. Bose. https://b.example/y\n", "1", "Sources: 1 2*"},
	})
	runReadings(t, FormatHTML, []reading{
		{
			"program text, scripts and attributes",
			`<p>It rose.[1] <code>a[2]</code> <img alt="[2]"></p><!-- [2] --><script>x[2]="[2]"</script><pre><code>print [2]</code></pre>
<h2>References</h2><ol><li>Abel. Tides. 2019.</li><li>Bose. Winds. 2020.</li></ol>`, "1", "References: 1 2*",
		},
		{
			"pagination", `<p>It rose. It fell.</p><div class="pages"><a href="?page=1">[1]</a> <a href="?page=2">[2]</a> <a href="?page=3">[3]</a> <a href="?page=4">next</a></div>`, "", "",
		},
		{
			"equations", `<p>By (<a href="#eq1">1</a>) and (<a href="#eq2">2</a>) it rises.</p><p id="eq1">\(a=b\) (1)</p><p>then</p><p id="eq2">\(c=d\) (2)</p><p>End.</p>`, "", "",
		},
		{
			"access keys", `<ul><li><a href="#content" accesskey="1">Content [1]</a></li><li><a href="#menu" accesskey="2">Menu [2]</a></li><li><a href="#foot">3</a></li></ul>
<div id="content"><p>It rose.</p></div><div id="menu">Menu</div><div id="foot">Imprint</div>`, "", "",
		},
		{
			"contents", `<ul><li><a href="#s1">1</a>. <a href="#n1">Tides</a></li><li><a href="#s2">2</a>. <a href="#n2">Winds</a></li><li><a href="#s3">3</a>. <a href="#n3">Rains</a></li></ul>
<section id="s1"><h2 id="n1"><a href="#s1">1</a>. Tides</h2><p>They rise.</p></section><section id="s2"><h2 id="n2">2. Winds</h2><p>They blow.</p></section><section id="s3"><h2 id="n3">3. Rains</h2><p>They fall.</p></section>`, "", "",
		},
	})
}

// TestNoListNoFriends holds brackets of articles that have no list: few of them
// cite, and none of these.
func TestNoListNoFriends(t *testing.T) {
	runReadings(t, FormatMarkdown, []reading{
		{"values that count up", "> *1 towards 5 by 1: [1, 2, 3, 4]*\n\n> *1 through 5: [1, 2, 3, 4, 5]*\n\nand [1, 3, 5] by 2.\n", "", ""},
		{"labels of examples", "[1] is given to types:\n\nthen\n\n[2] is given to values:\n\nand\n\n[3] to neither.\n\n[4] is new.\n", "", ""},
		{"words in brackets that begin the entries of a list of links", "## References\n\n- [[Proposal] Gauge the tides](https://a.example/x)\n- [[Proposal] Gauge the winds](https://b.example/y)\n- [Rains](https://c.example/z)\n", "", "References: - - -"},
		{"verses", repeatNumbered("And the tide rose on day %[1]d [%[1]d] and fell. ", 40), "", ""},
		{"links to theorems", "By the theorem (see [1](#thm)), and ([2](#exp)), and ([3](#ineq)) it rises.\n", "", ""},
		{"members of a name", "| log.topics[1] | 4 |\n|---|---|\n| log.topics[2] | 4 |\n| log.topics[3] | 4 |\n", "", ""},
		{"rounds of a review", "* Review:\n  [1](https://a.example/1)\n  [2](https://a.example/2)\n  [3](https://a.example/3)\n* Versions:\n  [1](https://b.example/1)\n  [2](https://b.example/2)\n\nThe tide is gauged.\n", "", ""},
	})
}

func TestOtherPartsOfAPageAreNoLists(t *testing.T) {
	runReadings(t, FormatHTML, []reading{
		{"crumbs of the way", `<main><ol class="crumb"><li><a href="https://a.example/">Home</a></li><li><a href="https://a.example/energy">Energy</a></li><li><a href="https://a.example/energy/gas">Gas</a></li></ol><p>It rose.<sup>1</sup> It fell.<sup>2</sup></p></main>`, "", ""},
		{"a table of contents behind the notes", `<h2>Footnotes</h2><p>None.</p><p>CONTENTS</p><table><tr><td>Tides</td><td><a href="#Page_1">1</a></td></tr><tr><td>Winds</td><td><a href="#Page_28">28</a></td></tr><tr><td>Rains</td><td><a href="#Page_103">103</a></td></tr></table>`, "", ""},
		{"fields of a form", `<ul><li>Notes: <br> [optional]</li></ul><p>So it goes.</p><ul><li>Notes: <br> [optional]</li></ul>`, "", ""},
		{"steps that name each other", `<p>In this order:</p><ol><li id="step1">Look. If it rose, go to step <a href="#step3">3</a>, else to step <a href="#step2">2</a>.</li><li id="step2">Wait, then go to step <a href="#step4">4</a>.</li><li id="step3">Run.</li><li id="step4">Stop.</li></ol>`, "", ""},
		{"figures", `<p>It rose and fell, as everybody saw who stood at the pier on that day.</p><pre>
[  1] (s = 57) tide
[  2] (s = 53) wind
</pre><p>And again:</p><pre>10|11000   [13]
11|11100   [14]</pre><p>` + strings.Repeat("So it goes, day after day. ", 20) + `</p>`, "", ""},
		{"a reader's comment", `<main><p>It rose.</p></main><div class="comments"><p>No.[1] It fell.[2]</p><p>[1] https://a.example/x</p><p>[2] https://b.example/y</p></div>`, "", ""},
	})
}

// TestStandardsText holds what checkers of standards texts were reported to get
// wrong: uses that touch each other, stand in parentheses, in appendices and in
// code, keys with dots, and bracketed words that are no keys.
func TestStandardsText(t *testing.T) {
	const list = "\n\n7.  References\n\n   [RFC2119]  Bradner, S., \"Key words\", RFC 2119, March 1997.\n\n   [RFC8552]  Crocker, D., \"Scoped names\", RFC 8552,\n              March 2019.\n\n   [IANA]     \"Protocol registries\", <https://www.example.org/\n              protocols>.\n\n   [Y.1564]   \"Service activation test\", 2016.\n"
	runReadings(t, FormatText, []reading{
		{
			"all used", "   The words are those of [RFC2119].  Names are scoped [RFC8552][IANA].\n   It is tested ([Y.1564])." + list,
			"RFC2119 RFC8552 IANA Y.1564", "7. References: RFC2119 RFC8552 IANA Y.1564",
		},
		{
			"used in an appendix", "   The words are those of [RFC2119]." + list + "\n\nAppendix A.  Tests\n------------------\n\n   Tests follow [Y.1564], names [RFC8552] and [IANA].\n",
			"RFC2119 Y.1564 RFC8552 IANA", "7. References: RFC2119 RFC8552 IANA Y.1564",
		},
		{
			"used in a module's comment", "   The words are those of [RFC2119].\n\n```\n// Names as in [RFC8552], tests as in [Y.1564].\nx = table[3]\n```\n\n   See [IANA]." + list,
			"RFC2119 IANA", "7. References: RFC2119 RFC8552 IANA Y.1564",
		},
		{
			"its own number", "RFC 6585             Additional Status Codes\n\n   The words are those of [RFC2119], [RFC8552], [IANA], [Y.1564].\n\n   Reference: [RFC6585]" + list,
			"RFC2119 RFC8552 IANA Y.1564", "7. References: RFC2119 RFC8552 IANA Y.1564",
		},
		{
			"tree diagrams and words", "   The words are those of [RFC2119].\n\n     +--rw group* [group-id]\n     |  +--rw value [value]\n\n   Call it with [options]." + list,
			"RFC2119", "7. References: RFC2119 RFC8552* IANA* Y.1564*",
		},
		{
			"a menu", "[Docs] [txt|pdf] [Tracker] [Email] [Diff1] [Diff2] [Nits]\n\n   The words are those of [RFC2119], [RFC8552], [IANA], [Y.1564]." + list,
			"RFC2119 RFC8552 IANA Y.1564", "7. References: RFC2119 RFC8552 IANA Y.1564",
		},
		{
			"missing", "   As [RFC2119] and [RFC9999] say, [sic]." + list,
			"RFC2119 RFC9999?", "7. References: RFC2119 RFC8552* IANA* Y.1564*",
		},
		{
			"numbers", "It rose.[1][2] array[1] is set.[3] See ([7]) and [4], [6][8].[RFC9999] He said [sic].\n\nReferences\n\n[1] A. 2001.\n[2] B. 2002.\n[3] C. 2003.\n[4] D. 2004.\n[5] E. 2005.\n[6] F. 2006.\n[7] G. 2007.\n",
			"1 2 3 7 4 6 8?", "References: 1 2 3 4 5* 6 7",
		},
	})
}
