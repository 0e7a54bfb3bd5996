package extract

import "testing"

// The founding case: a page copied as plain text, its list flattened into one
// paragraph, one entry never cited.
const flatPage = `Skip to main content

Harbour Council Delays Quay Rebuild Again

Share

The council put off the rebuild for a third time on Tuesday.[1][2] Members of [the committee] said the estimate "wasn't [sic] ready",[3] and the mayor agreed.[4][6]

A second study doubled the cost.[7] Two contractors withdrew,[8] and the port authority called it "a delay [...] of years".[9][1]

[1] https://news.example.org/2023/05/11/quay-delay [2] https://www.example.com/harbour/minutes-44 [3] https://example.net/a [4] https://example.net/b [5] https://example.net/c [6] https://example.net/d [7] https://example.net/study.pdf [8] https://example.net/e [9] https://example.net/f

Read also: Ten piers to visit
`

func TestTextMarkersAndLists(t *testing.T) {
	const entries = "\n\nReferences\n\n[1] Abel, R. Tides. 2019.\n[2] Bose, T. Winds. 2020.\n[3] Cole, M. Rains. 2021.\n[4] Dunn, K. Snows. 2022.\n[5] Eads, J. Hails. 2023.\n[6] Fox, L. Fogs. 2024.\n"
	runReadings(t, FormatText, []reading{
		{"all in one paragraph", flatPage, "1 2 3 4 6 7 8 9 1", ": 1 2 3 4 5* 6 7 8 9"},
		{"single", "The tide rose.[1]" + entries, "1", "References: 1 2* 3* 4* 5* 6*"},
		{"one reference without a heading", "The tide rose [1].\n\n[1] https://a.example/x\n", "1", ": 1"},
		{"one line with an address, where the text cites more, is no list", "The tide rose [1] and fell [2].\n\n[1] https://a.example/x\n", "", ""},
		{"adjacent", "The tide rose.[1][2] It fell [3] [4].[5][6]" + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"lists", "It rose [1,2], fell [3, 4] and turned [5;6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with hyphen", "It rose [1-6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with en dash", "It rose [1–6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with em dash", "It rose [1—6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with U+2010", "It rose [1‐6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with U+2011", "It rose [1‑6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with figure dash", "It rose [1‒6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with horizontal bar", "It rose [1―6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range with minus sign", "It rose [1−6]." + entries, "1 2 3 4 5 6", "References: 1 2 3 4 5 6"},
		{"range and single", "It rose [1, 3–5]." + entries, "1 3 4 5", "References: 1 2* 3 4 5 6*"},
		{"range of two brackets", "It rose [1]–[4]." + entries, "1 2 3 4", "References: 1 2 3 4 5* 6*"},
		{"in parentheses", "It rose ([2]) and fell (see [3])." + entries, "2 3", "References: 1* 2 3 4* 5* 6*"},
		{"with page", "It rose [2, p. 14] and fell [3, pp. 7–9]." + entries, "2 3", "References: 1* 2 3 4* 5* 6*"},
		{"lenticular with lines", "It rose【2†L10-L20】 and fell【3†source】." + entries, "2 3", "References: 1* 2 3 4* 5* 6*"},
		{"lines and tags of chatbots", "It rose[2†L10-L20], fell[3L23] and turned[4†summary].[cite: 1, 5][citation:6][cite: 7]" + entries, "2 3 4 1 5 6", "References: 1 2 3 4 5 6"},
		{"before punctuation", "It rose [1], fell [2]; turned [3]: so “it” goes [4]!" + entries, "1 2 3 4", "References: 1 2 3 4 5* 6*"},
		{"behind a quotation", "He said “it rose”[1] and left." + entries, "1", "References: 1 2* 3* 4* 5* 6*"},
		{"behind a Latin letter in Chinese", "评级A[1]，随后为B[2]。" + entries, "1 2", "References: 1 2 3* 4* 5* 6*"},
		{"without space in Chinese", "潮水上涨[1]，随后回落[2]。" + entries, "1 2", "References: 1 2 3* 4* 5* 6*"},
		{"missing", "It rose [1] and fell [8]." + entries, "1 8?", "References: 1 2* 3* 4* 5* 6*"},
		{"leading zero", "It rose [01] and fell [2]." + entries, "01 2", "References: 1 2 3* 4* 5* 6*"},
		{"superscripts", "It rose.¹ It fell.² The lake covers 10⁶ m² and x² is no source." + entries, "1 2", "References: 1 2 3* 4* 5* 6*"},
	})
}

func TestTextLists(t *testing.T) {
	const body = "The tide rose.[1] It fell.[2] It turned.[3]\n\n"
	runReadings(t, FormatText, []reading{
		{"one per line, no heading", body + "[1] https://a.example/x\n[2] https://b.example/y\n[3] https://c.example/z\n", "1 2 3", ": 1 2 3"},
		{"one per paragraph", body + "Sources\n\n[1] A. Tides. https://a.example/x\n\n[2] B. Winds.\nhttps://b.example/y\n\n[3] C. Rains. https://c.example/z\n", "1 2 3", "Sources: 1 2 3"},
		{"address alone on the next paragraph", body + "Sources\n\n[1] Tides\n\nhttps://a.example/x\n\n[2] Winds\n\nhttps://b.example/y\n\n[3] Rains\n\nhttps://c.example/z\n", "1 2 3", "Sources: 1 2 3"},
		{"named in a table of contents, too", "1.  Tides\n2.  Winds\n8.  References\n  8.1.  Normative References\n  8.2.  Informative References\nAppendix A.  Rains\n\nThe tide [TIDE1] rose, as the wind in\n[WIND2] did, and fell, as in\n[TIDE1].\n\n8.  References\n\n8.1.  Normative References\n\n   [TIDE1]  Abel, R., \"Tides\", 2019.\n\n8.2.  Informative References\n\n   [WIND2]  Bose, T., \"Winds\", 2020.\n", "TIDE1 WIND2 TIDE1", "8.1. Normative References: TIDE1 | 8.2. Informative References: WIND2"},
		{"footnote signs beside a list without", "The tide rose.[^1] It fell.[^2] It turned.[^3]\n\nSources\n\n[1] https://a.example/x\n[2] https://b.example/y\n[3] https://c.example/z\n", "1 2 3", "Sources: 1 2 3"},
		{"dotted", body + "Works cited\n\n1. A. Tides. 2019.\n2. B. Winds. 2020.\n3. C. Rains. 2021.\n", "1 2 3", "Works cited: 1 2 3"},
		{"closing parenthesis", body + "Notes\n\n1) A. Tides. 2019.\n2) B. Winds. 2020.\n3) C. Rains. 2021.\n4) D. Snows. 2022.\n", "1 2 3", "Notes: 1 2 3 4*"},
		{"number alone on its line", body + "References\n\n1\nA. Tides. 2019.\n2\nB. Winds. 2020.\n3\nC. Rains. 2021.\n", "1 2 3", "References: 1 2 3"},
		{"colon behind the label", body + "[1]: https://a.example/x\n[2]: https://b.example/y\n[3]: https://c.example/z\n", "1 2 3", ": 1 2 3"},
		{"at the end, without heading or address", body + "So it goes.\n\n[1] By the gauge at the pier.\n\n[2] By the gauge at the lock, as\nBose said.\n\n[3] At sea.\n", "1 2 3", ": 1 2 3"},
		{"at the end, with a bracketed word at the start of a line", body + "So it goes.\n\n[1] By the gauge, as told\n[here][Abel\n\n[2] By the gauge at the lock.\n\n[3] At sea.\n", "1 2 3", ": 1 2 3"},
		{"numbers at the starts of wrapped lines", "It rose [1] and fell [2].\n\nSources\n\n1. Abel, Tides, vol. 3, pp. 12 to\n123. Retrieved at the pier, 2019.\n2. Bose, Winds, no.\n52. 2020.\n", "1 2", "Sources: 1 2"},
		{"one note at the end", "The tide rose.[1]\n\nSo it goes.\n\n[1] By the gauge at the pier.\n", "1", ": 1"},
		{"an enumeration at the end", "The tide rose.\n\n[1] Scaling is hard.\n\n[2] Memory is short.\n", "", ""},
		{"bullets", body + "Sources:\n- [1] Tides, https://a.example/x\n- [2] [PDF] Winds, https://b.example/y\n- [3] Rains, https://c.example/z\n", "1 2 3", "Sources: 1 2 3"},
		{"inline with separators", body + "Sources: [1] https://a.example/x • [2] https://b.example/y • [3] https://c.example/z\n", "1 2 3", "Sources: 1 2 3"},
		{"inline with titles", body + "References [1] Abel, Tides (2019), https://a.example/x. [2] Bose, Winds [PDF] (2020), https://b.example/y. [3] Cole, Rains (2021).\n", "1 2 3", "References: 1 2 3"},
		{"all line ends lost", "The tide rose.[1] It fell.[2] It turned.[3] Nobody asked why. **References (URLs)** [1] Abel, *Tides*: https://a.example/x [2] Bose, Winds [PDF]: https://b.example/y [3] Cole, Rains: https://c.example/z ## More It came back.[2]\n", "1 2 3", ": 1 2 3"},
		{"words that only sound like a heading", "The Sources [1] say so. It fell.[2] See Notes [1] and [2], of 2019.\n", "", ""},
		{"entries of several lines", body + "References\n\n[1] Abel, R., \"Tides of the\n    northern shore\", 2019,\n    <https://a.example/very/long-\n    path>.\n[2] Bose, T., \"Winds\",\n    2020.\n[3] Cole, M., \"Rains\", 2021.\n", "1 2 3", "References: 1 2 3"},
		{"a wrapped marker behind the list", body + "References\n\n[1] Abel. Tides. 2019.\n\n[2] Bose. Winds. 2020.\n\n[3] Cole. Rains. 2021.\n\nAppendix\n\n   The form was extended as one saw in\n   [3].\n", "1 2 3 3", "References: 1 2 3"},
		{"edit link in the heading", body + "References[edit]\n\n1. ^ Abel. Tides. 2019.\n2. ^ Bose. Winds. 2020.\n3. ^ Cole. Rains. 2021.\n", "1 2 3", "References: 1 2 3"},
		{"German heading", body + "Einzelnachweise\n\n1. Abel. Tides. 2019.\n2. Bose. Winds. 2020.\n3. Cole. Rains. 2021.\n", "1 2 3", "Einzelnachweise: 1 2 3"},
		{"Japanese heading", body + "脚注\n\n1. ^ 潮汐 2019年.\n2. ^ 風 2020年.\n3. ^ 雨 2021年.\n", "1 2 3", "脚注: 1 2 3"},
		{"numbered heading", body + "7. References\n\n[1] Abel. Tides. 2019.\n[2] Bose. Winds. 2020.\n[3] Cole. Rains. 2021.\n", "1 2 3", "7. References: 1 2 3"},
		{"raised labels", "It rose.¹ It fell.²\n\nNotes\n\n¹ Abel, Tides, 2019.\n² Bose, Winds, 2020.\n³ Cole, Rains, 2021.\n", "1 2", "Notes: 1 2 3*"},
		{"several labels in one entry", "It rose [1] and fell [2][3][4].\n\nSources\n\n[1] [3] Tides https://a.example/x\n[2] Winds https://b.example/y\n[4] Rains https://c.example/z\n", "1 2 3 4", "Sources: 1 3 2 4"},
		{"list in the middle", body + "References\n\n[1] Abel. Tides. 2019.\n[2] Bose. Winds. 2020.\n[3] Cole. Rains. 2021.\n[4] Dunn. Snows. 2022.\n\nAppendix\n========\n\nThe snow came late.[4]\n", "1 2 3 4", "References: 1 2 3 4"},
		{"chapters with restarting numbers", "# One\n\nIt rose.[1][2]\n\nSources: [1] https://a.example/1 • [2] https://a.example/2\n\n# Two\n\nIt fell.[1][2][3]\n\nSources: [1] https://b.example/1 • [2] https://b.example/2 • [3] https://b.example/3\n", "1 2 1 2 3", "Sources: 1 2 | Sources: 1 2 3"},
		{"notes before references, both by numbers", "It rose [a] and fell.[1] It turned.[2][3]\n\nNotes\n\n1. ^ By the gauge, 2019.\n2. ^ At night, 2020.\n\nReferences\n\n1. ^ Abel. Tides. 2019.\n2. ^ Bose. Winds. 2020.\n3. ^ Cole. Rains. 2021.\n", "1 2 3", "Notes: 1* 2* | References: 1 2 3"},
		{"bibliography without numbers", "The tide rose (Abel 2019).\n\nBibliography\n\nAbel, R. (2019). Tides. https://a.example/x\n\nBose, T. (2020). Winds. https://b.example/y\n", "", "Bibliography: - -"},
		{"notes by letter", "It rose [a] and fell [b].\n\nNotes\n\n[a] By the gauge at the pier.\n[b] By the gauge at the lock.\n", "a b", "Notes: a b"},
		{"notes by word", "It rose [note 1] and fell [note 2].[1]\n\nNotes\n\n[note 1] At the pier.\n[note 2] At the lock.\n[note 3] At sea.\n\nReferences\n\n[1] Abel. Tides. 2019.\n[2] Bose. Winds. 2020.\n", "note 1 note 2 1", "Notes: note 1 note 2 note 3* | References: 1 2*"},
		{"keys", "It rose [Abe19] as [RFC8552][IANA] say ([Y.1564]).\n\nReferences\n\n[Abe19] Abel, Tides, 2019.\n[RFC8552] Crocker, D., \"Scoped Names\", 2019.\n[IANA] Registry, <https://www.example.org/iana>.\n[Y.1564] Service test methods.\n[ASCII] Code for interchange, 1986.\n", "Abe19 RFC8552 IANA Y.1564", "References: Abe19 RFC8552 IANA Y.1564 ASCII*"},
	})
}
