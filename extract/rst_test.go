package extract

import (
	"strings"
	"testing"
)

func TestRSTForms(t *testing.T) {
	runReadings(t, FormatRST, []reading{
		{"numbers", "It rose [1]_ and fell [2]_.\n\n.. [1] Abel.\n.. [2] Bose.\n   https://b.example/y\n\n   A second paragraph.\n", "1 2", ": 1 2"},
		{"uncited", "It rose [1]_.\n\n.. [1] Abel.\n.. [2] Bose.\n", "1", ": 1 2*"},
		{"undefined", "It rose [1]_ and fell [3]_.\n\n.. [1] Abel.\n", "1 3?", ": 1"},
		{"undefined, in a text that reads in a file", "It rose [1]_ and fell [3]_.\n\n.. include:: notes.txt\n\n.. [1] Abel.\n", "1", ": 1"},
		{"named", "It rose [#gauge]_, [#Gauge]_ and fell [#log]_.\n\n.. [#gauge] Abel.\n.. [#log] Bose.\n", "#gauge #gauge #log", ": #gauge #log"},
		{"numbered in order", "It rose [#]_ and fell [#]_, and turned [1]_.\n\n.. [#] Bose.\n.. [1] Abel.\n.. [#] Cole.\n", "2 3 1", ": 2 1 3"},
		{"too many without a number", "It rose [#]_ and fell [#]_.\n\n.. [#] Abel.\n", "1 #?", ": 1"},
		{"symbols", "It rose [*]_ and fell [*]_.\n\n.. [*] Abel.\n.. [*] Bose.\n", "* †", ": * †"},
		{"citations", "It rose [ABEL2019]_ [1]_.\n\n.. [1] Bose.\n.. [ABEL2019] Abel. Tides.\n.. [Cole20] Cole.\n", "ABEL2019 1", ": 1 | : ABEL2019 Cole20*"},
		{"a citation of another document", "It rose [ABEL2019]_ [1]_.\n\n.. [1] Bose.\n", "1", ": 1"},
		{"a missing citation", "It rose [ABEL2019]_ [Bose20]_.\n\n.. [Bose20] Bose.\n", "ABEL2019? Bose20", ": Bose20"},
		{"cited by name and by a note", "It rose, as 1_ and `log`_ say.\n\n.. [1] See [#other]_.\n.. [#log] Abel.\n.. [#other] Bose.\n", "", ": 1 #log #other"},
		{"underscore forgotten", "It rose [1], and fell [2]_ as m[1] shows.\n\n.. [1] Abel.\n.. [2] Bose.\n", "2", ": 1 2"},
		{"glued to a word", "It rose[1]_ and\\ [2]_ fell.\n\n.. [1] Abel.\n.. [2] Bose.\n", "2", ": 1 2"},
		{"typed entries among notes", "It rose [1]_.\n\nReferences\n==========\n\n.. [1] Abel.\n\n[2] Bose.\n\\   (https://b.example/y)\n\n.. [3] Cole, unused.\n", "1", "References: 1 2 3*"},
		{"typed markers and list", "It rose [1] and fell [2].\n\nReferences\n----------\n\n[1] https://a.example/x\n\n[2] https://b.example/y\n", "1 2", "References: 1 2"},
		{"lists in prose", "It takes ``a[1]`` or [1, 2, 3], prints [3], see [2].\n", "", ""},
		{"literal blocks", "It rose [1]_::\n\n    x = [2]_\n\nand fell::\n\n> [3]_\n> y\n\n.. code-block:: text\n   :linenos:\n\n   [4]_\n\n.. parsed-literal::\n   [5]_\n\n>>> [6]_\n[7]_\n\n.. [1] Abel.\n", "1", ": 1"},
		{"literals", "It rose [1]_, ``[2]_``, `[3]_`, :code:`[4]_` and :py:func:`[5]_`.\n\n.. [1] Abel.\n", "1", ": 1"},
		{"literal block in an item", "1. It rose [1]_::\n\n        [1, 2] + [3, 4]\n\n2. It fell::\n\n      [2]_\n\n   again.\n\n.. [1] Abel.\n", "1", ": 1"},
		{"comments", "It rose [1]_.\n\n.. Nobody says [2]_.\n   Nor [3]_.\n\n..\n   [4]_\n\n..\n\n  It fell [1]_.\n\n.. [1] Abel.\n", "1 1", ": 1"},
		{"directives", ".. note:: It rose [1]_.\n\n.. warning::\n   It fell [2]_.\n\n.. admonition:: As said [3]_\n   :class: x\n\n   It turned [4]_.\n\n.. py:function:: f(a[5]_)\n\n   It stood [6]_.\n\n.. figure:: x.png\n   :alt: [7]_\n\n   It lay [8]_.\n\n" +
			repeatNumbered(".. [%d] Abel.\n", 8), "1 2 3 4 6 8", ": 1 2 3 4 5* 6 7* 8"},
		{"lists and quotes", "- It rose [1]_,\n  and [2]_.\n\n  1) Deeper [3]_\n\n    Quoted [4]_.\n\nterm [5]_\n    What it is [6]_.\n\n:field: Its value [7]_.\n\n| A line [8]_\n| and one more [9]_\n\n" + repeatNumbered(".. [%d] Abel.\n", 9), "1 2 3 4 5 6 7 8 9", ": 1 2 3 4 5 6 7 8 9"},
		{"grid table", "+------+----------+\n| a    | b [1]_   |\n|      +----------+\n| [2]_ | c        |\n|      | [3]_     |\n+======+==========+\n| a span, [4]_    |\n+-----------------+\n\n" + repeatNumbered(".. [%d] Abel.\n", 4), "1 2 3 4", ": 1 2 3 4"},
		{"simple table", "====  =========\nA     B\n====  =========\nx     y [1]_\n      z [2]_\nw [3]_  spans\n====  =========\n\n" + repeatNumbered(".. [%d] Abel.\n", 3), "1 2 3", ": 1 2 3"},
		{"a note right below text", "It rose [1]_.\n.. [1] Abel.\n", "1", ": 1"},
		{"a raised number", "It rose.\\ :sup:`1` It fell.\\ :sup:`2`\n\nNotes\n=====\n\n1. Abel, 2019.\n2. Bose, 2020.\n", "1 2", "Notes: 1 2"},
		{"a subject in brackets", "It rose.\n\nReferences\n==========\n\n- [tides-list] `Of tides <https://a.example/x>`_\n- `Of winds <https://b.example/y>`_\n", "", "References: - -"},
	})
}

func TestRSTLinks(t *testing.T) {
	for _, test := range []struct{ name, source, links string }{
		{"embedded", "See `Tides <https://a.example/x>`_ and `<https://b.example/y>`__.", "https://a.example/x https://b.example/y"},
		{"named", "See `Of Tides`_ and winds_.\n\n.. _of tides: https://a.example/x\n.. _Winds:\n   https://b.example/\n   y\n", "https://a.example/x https://b.example/y"},
		{"chained and by another name", "See one_, two_ and `three <two_>`_.\n\n.. _one:\n.. _two: https://a.example/x\n", "https://a.example/x https://a.example/x https://a.example/x"},
		{"alias", "See one_.\n\n.. _one: two_\n.. _two: https://a.example/x\n", "https://a.example/x"},
		{"aliases in a circle", "See one_.\n\n.. _one: two_\n.. _two: one_\n", ""},
		{"anonymous", "See `it`__ and that__.\n\n__ https://a.example/x\n.. __: https://b.example/y\n", "https://a.example/x https://b.example/y"},
		{"name with a colon", "See `a: b`_ and `c: d`_.\n\n.. _a\\: b: https://a.example/x\n.. _`c: d`: https://b.example/y\n", "https://a.example/x https://b.example/y"},
		{"within the text", "Tides\n=====\n\nSee Tides_, `Tides`_ and other_.\n\n.. _other:\n\nThere.\n", ""},
		{"bare", "See https://a.example/x_y_, (https://b.example/#__main__) and ``https://code.example/``.", "https://a.example/x_y_ https://b.example/#__main__"},
		{"numbered documents", "See :rfc:`2119`, :pep:`8#names`, :rfc:`the words <2119>` and :rfc:`none`.", "https://datatracker.ietf.org/doc/html/rfc2119 https://peps.python.org/pep-0008#names https://datatracker.ietf.org/doc/html/rfc2119"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatRST, test.source)
			checkArticle(t, a)
			if got := shortLinks(a); got != test.links {
				t.Errorf("links\n got %s\nwant %s", got, test.links)
			}
		})
	}
}

// What stands in the text is what readers of the page see, and every part of it
// knows its place.
func TestRSTText(t *testing.T) {
	for _, test := range []struct{ source, text string }{
		{"*It* **rose** and fell: 2 * 3 * 4, '*', a*b*, **kwargs.", "It rose and fell: 2 * 3 * 4, '*', a*b*, **kwargs."},
		{"A |name|, a |link|_ and a | sign.", "A name, a link and a | sign."},
		{"re\\ ``set``\\s, \\*plain\\*, a\\\\b.", "resets, *plain*, a\\b."},
		{"See :ref:`the part <part>`, :doc:`/here` and :pep:`8`.", "See the part, /here and PEP 8."},
		{"An _`inline place`, snake_case and trailing_.", "An inline place, snake_case and trailing_."},
		{"Unclosed ``code, `phrase, *word, **strong, |name and [1", "Unclosed ``code, `phrase, *word, **strong, |name and [1"},
		{"  Quoted\n  twice [1]_.", "Quoted\ntwice [1]."},
	} {
		blocks := readRST(test.source, Options{}).blocks
		if len(blocks) != 1 || blocks[0].text != test.text {
			t.Errorf("%s\n got %+v\nwant %s", test.source, blocks, test.text)
			continue
		}
		for at, c := range test.text {
			if s := blocks[0].span(at, at+1); c != '\n' && strings.IndexByte("PEP ", byte(c)) < 0 && test.source[s.Start] != test.text[at] {
				t.Errorf("%s\n%q at %d comes from %q", test.source, c, at, test.source[s.Start:s.End])
			}
		}
	}
}

func TestRSTHead(t *testing.T) {
	for _, test := range []struct{ name, source, title, date string }{
		{"a mail's header", "PEP: 9999\nTitle: Tides\nAuthor: R. Abel,\n        B. Bose\nCreated: 04-Mar-2025\n\nOther\n=====\n", "Tides", "04-Mar-2025"},
		{"fields", "Tides\n=====\n\n:Author: Abel\n:Date: 2025-03-04\n\nText.\n", "Tides", "2025-03-04"},
		{"fields of a version system", ":Date: $Date: 2025-03-04 10:00 $\n\nText.\n", "", "2025-03-04 10:00"},
		{"comments", ".. title: Tides\n.. slug: tides\n.. date: 2025-03-04\n\nText.\n", "Tides", "2025-03-04"},
		{"overlined", "=======\n Tides\n=======\n\nWinds\n-----\n", "Tides", ""},
		{"a line is no header", "Note: it rose.\nIt fell.\n\nTides\n=====\n", "Tides", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatRST, test.source)
			if a.Title != test.title || a.Published.Text != test.date {
				t.Errorf("title %q, date %q; want %q, %q", a.Title, a.Published.Text, test.title, test.date)
			}
			if s := a.Published.Span; a.Text()[s.Start:s.End] != test.date {
				t.Errorf("the date's span holds %q", a.Text()[s.Start:s.End])
			}
		})
	}
}

func TestRSTPrintedNumbers(t *testing.T) {
	a := read(t, FormatRST, "It rose [#gauge]_ and fell [#]_.\n\n.. [#gauge] Abel.\n.. [#] Bose.\n")
	if m := a.Markers[0]; m.Label != "#gauge" || m.Tie == nil || m.Tie.Printed != "1" || m.Text != "[#gauge]" {
		t.Errorf("marker %+v, tie %+v", m, m.Tie)
	}
	if m := a.Markers[1]; m.Label != "2" || m.Tie != nil {
		t.Errorf("marker %+v, tie %+v", m, m.Tie)
	}
}

func TestRSTByContent(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         Format
	}{
		{"", "Tides\n=====\n\nIt rose [1]_, see :doc:`x`.\n\n.. note::\n   It fell.\n", FormatRST},
		{"tides.txt", "It rose [1]_ and fell [2]_.\n\n.. [1] Abel.\n.. [2] Bose.\n", FormatRST},
		{"tides.txt", "It rose [1] and fell [2].\n\n.. and so on\n\n[1] Abel.\n", FormatText},
		{"notes.md", "# Of markup\n\n```\nIt rose [1]_.\n\n.. [1] Abel.\n.. [2] Bose.\n```\n", FormatMarkdown},
		{"tides.rest", "It rose.\n", FormatRST},
	} {
		if a, err := Read([]byte(test.source), Options{Source: test.name}); err != nil || a.Format != test.want {
			t.Errorf("%s %q is read as %v (%v), want %s", test.name, test.source, a.Format, err, test.want)
		}
	}
}
