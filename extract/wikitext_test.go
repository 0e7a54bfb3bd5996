package extract

import (
	"strings"
	"testing"
)

func TestWikitextForms(t *testing.T) {
	const list = "\n\n== References ==\n<references />\n"
	runReadings(t, FormatWikitext, []reading{
		{"notes", "It rose.<ref>Abel. https://a.example/x</ref> It fell.<ref>Bose.</ref>" + list, "1 2", "References: 1 2"},
		{"named, in every way of writing", "It rose.<ref name=\"a b\">Abel.</ref><ref name='c'>Bose.</ref><ref name=d>Cole.</ref> Again.<ref name=\"a b\" /><ref name=c/><REF NAME = d ></REF>" + list, "1 2 3 1 2 3", "References: 1 2 3"},
		{"used before it is defined", "It rose.<ref name=a/> It fell.<ref>Bose.</ref> So.<ref name=a>Abel.</ref>" + list, "1 2 1", "References: 1 2"},
		{"never defined", "It rose.<ref name=a>Abel.</ref> It fell.<ref name=b />" + list, "1 2?", "References: 1"},
		{"never defined, with another page in this one", "It rose.<ref name=a>Abel.</ref> It fell.<ref name=b />\n{{:Tides}}" + list, "1", "References: 1"},
		{"defined twice in other words", "It rose.<ref name=a>Abel.</ref> It fell.<ref name=a>Bose.</ref> So.<ref name=a>Abel. </ref>" + list, "1 1 1", "References: 1 1"},
		{"defined in the list", "It rose.<ref name=b/> It fell.<ref name=a/>\n== Notes ==\n<references>\n<ref name=a>Abel.</ref>\n<ref name=b>Bose.</ref>\n<ref name=c>Cole.</ref>\n</references>\n", "1 2", "Notes: 1 2 c*"},
		{"defined in a template of the list", "It rose.<ref name=b/><ref name=\"a\" group=note/>\n{{reflist|30em|refs=\n<ref name=b>Bose.</ref>\n}}\n{{Reflist|group=\"note\"|\n<ref name=a group=note>Abel.</ref>\n}}", "1 note 1", ": 1 | : note 1"},
		{"groups", "It rose.<ref>Abel.</ref><ref group=note>Bose.</ref><ref group=\"lower-alpha\">Cole.</ref><ref group=upper-roman>Dunn.</ref><ref group=lower-greek>Eyre.</ref><ref group=nb name=x>Fox.</ref><ref group=nb name=x />", "1 note 1 a I α nb 1 nb 1", ": 1 | : note 1 | : a | : I | : α | : nb 1"},
		{"a name for each group", "It rose.<ref name=x>Abel.</ref><ref name=x group=n>Bose.</ref>", "1 n 1", ": 1 | : n 1"},
		{"counted anew behind a list", "It rose.<ref name=a>Abel.</ref>\n<references/>\nIt fell.<ref>Bose.</ref><ref name=a/>\n<references/>", "1 1 1", ": 1 | : 1"},
		{"notes of templates", "It rose{{efn|By the gauge.<ref>Abel.</ref>}} and fell{{efn|name=x|1=Bose.}}{{efn|name=x}}{{efn-ua|Cole.}}{{refn|group=note|Dunn.}}{{#tag:ref|Eyre.|name=e}}<ref name=e />\n== Notes ==\n{{notelist}}\n{{notelist-ua}}\n== References ==\n{{reflist}}", "a b b A note 1 2 2", ": note 1 | Notes: a b | Notes: A | References: 1 2"},
		{"short notes", "It rose.{{sfn|Abel|2019|p=5}} It fell.{{sfn|Abel|2019|p=6}}{{sfn|Abel|2019|p=5}}<ref>{{harvnb|Bose|2020}}.</ref>", "1 2 1 3", ": 1 2 3"},
		{"a template of names", "It rose.<ref name=a>Abel.</ref><ref name=\"b c\">Bose.</ref> So.{{r|a|b c}}", "1 2 1 2", ": 1 2"},
		{"parts of notes", "It rose.<ref extends=a>p. 5</ref><ref name=a details=\"p. 6\" /><ref name=b>Bose.</ref>\n<references>\n<ref name=a>Abel.</ref>\n</references>", "1.1 1.2 2", ": 1 1.1 1.2 2"},
		{"in boxes, tables, captions and galleries", "{{Infobox tide\n| height = 3 m<ref>Abel.</ref>\n| place = {{nowrap|the pier<ref>Bose.</ref>}}\n}}\n[[File:Pier.jpg|thumb|The ''pier''<ref>Cole.</ref>]]\n{| class=x\n! a !! b<ref>Dunn.</ref>\n|-\n| style=\"x\" | c || d<ref>Eyre.</ref>\n| e<ref>Fox.</ref>\n|}\n<gallery>\nFile:A.jpg|A boat<ref>Gray.</ref>\n</gallery>\n* It rose.<ref>Hall.</ref>\n== It fell<ref>Ives.</ref> ==\n", "1 2 3 4 5 6 7 8 9", ": 1 2 3 4 5 6 7 8 9"},
		{"in a template that nobody knows", "It is {{convert|5|km|note=<ref>Abel.</ref>}} long.{{x|{{y|<ref>Bose.</ref>}}}}", "1 2", ": 1 2"},
		{"not in program text and remarks", "It rose.<ref>Abel.</ref> <!-- <ref>Bose.</ref> --> <nowiki><ref>Cole.</ref></nowiki> <pre><ref>Dunn.</ref></pre> <syntaxhighlight lang=x><ref>Eyre.</ref></syntaxhighlight> <math>a<ref>b</ref></math>", "1", ": 1"},
		{"plain brackets cite nothing", "It rose.<ref>Abel.</ref> A list [1, 2, 3] and [2], {{x|[3]}}, m[1], [[Tide|[4]]] *note.\n\n* a star", "1", ": 1"},
		{"typed markers and list", "It rose [1] and fell [2].\n\n== References ==\n\n[1] https://a.example/x\n\n[2] https://b.example/y\n", "1 2", "References: 1 2"},
		{"a remark in a group", "It rose.{{refn|group=note<!-- x -->|Abel.}}<ref group=note>Bose.</ref>", "note 1 note 2", ": note 1 note 2"},
		{"never closed", "It rose.<ref>Abel.\n\nIt fell.<ref name=a> So.<ref name=a>Bose.</ref> Then {{efn|[[x}} and {{y|<ref>Cole.</ref>", "1 2 2 a 3", ": 1 2 3 | : a"},
		{"one within another", "It rose.<ref name=a>Abel, by<ref name=b>Bose.</ref> himself.</ref> It fell.<ref name=a/>", "1 2 1", ": 1 2"},
		{"empty", "It rose.<ref></ref><ref /><ref name=\"\"/><ref>Abel.</ref>", "1", ": 1"},
		{"a bibliography beside", "It rose.{{sfn|Abel|2019}}\n== Notes ==\n{{reflist}}\n== Bibliography ==\n* {{cite book|last=Abel|year=2019|title=Tides|url=https://a.example/x}}\n* Bose, ''Winds'', 2020, https://b.example/y\n", "1", "Notes: 1 | Bibliography: - -"},
		{"external links are none", "It rose.<ref>Abel.</ref>\n== External links ==\n* [https://a.example/x Tides]\n* {{official website|https://b.example/y}}\n", "1", ": 1"},
	})
}

func TestWikitextCitations(t *testing.T) {
	a := read(t, FormatWikitext, "It rose.<ref name=gauge>{{cite news |last=Abel |first=Ruth |author2=B. Bose |title=The [[tide|tides]] |work=The ''Post'' |date=4 March 2025 |url=https://a.example/x?a=1 |archive-url=https://web.example/a |url-status=dead |access-date=2025-03-05 |archive-date=6 March 2025 |doi=10.1000/x<!-- sic --> |isbn=978-3-16-148410-0}}{{dead link}}</ref>")
	checkArticle(t, a)
	r := a.Lists[0].References[0]
	if r.Title != "The tides" || r.Authors != "Abel, Ruth; B. Bose" || r.Publisher != "The Post" || r.Published.Text != "4 March 2025" || r.Accessed.Text != "2025-03-05" || r.Archived.Text != "6 March 2025" {
		t.Errorf("reference %+v", r)
	}
	for _, s := range []Stated{r.Published, r.Accessed, r.Archived} {
		if got := a.Text()[s.Span.Start:s.Span.End]; got != s.Text {
			t.Errorf("%q is said to stand where %q does", s.Text, got)
		}
	}
	for _, u := range r.URLs {
		if got := a.Text()[u.Span.Start:u.Span.End]; got != u.Text {
			t.Errorf("%q is said to stand where %q does", u.Text, got)
		}
	}
	b := read(t, FormatWikitext, "It rose.<ref>Bose, {{doi|10.1000/y}}.</ref>")
	if r := b.Lists[0].References[0]; r.Text != "Bose, doi:10.1000/y." || len(r.Identifiers) != 1 {
		t.Errorf("reference %+v", r)
	}
	if got, want := shortURLs(a), "1=https://a.example/x?a=1 1=https://web.example/a"; got != want {
		t.Errorf("addresses\n got %s\nwant %s", got, want)
	}
	if len(r.Identifiers) == 0 || r.Identifiers[0].Value != "10.1000/x" {
		t.Errorf("identifiers %+v", r.Identifiers)
	}
	if !strings.HasSuffix(r.Text, "ISBN 978-3-16-148410-0. [dead link]") {
		t.Errorf("text %q", r.Text)
	}
	if m := a.Markers[0]; m.Label != "1" || m.Text != "[1]" || m.Tie == nil || m.Tie.Name != "gauge" || a.Text()[m.Span.Start:m.Span.End] != "<ref name=gauge>" {
		t.Errorf("marker %+v, tie %+v", m, m.Tie)
	}
}

func TestWikitextLinks(t *testing.T) {
	for _, test := range []struct{ name, source, links string }{
		{"external", "See [https://a.example/x Tides], [//b.example/y] and https://c.example/z&amp;a=b.", "https://a.example/x https://b.example/y https://c.example/z&a=b"},
		{"with formatting", "See ''[https://a.example/x ''Of'' [[tides]]]'' and '''https://b.example/y'''.", "https://a.example/x https://b.example/y"},
		{"never closed", "See [https://a.example/x Tides\nand [https://b.example/y.\n", "https://a.example/x https://b.example/y"},
		{"of templates", "{{official website|https://a.example/x}} {{infobox|site=[https://b.example/y B]}} {{x|url=https://c.example/z}}", "https://a.example/x https://b.example/y"},
		{"built by a template", "See [https://a.example/{{PAGENAME}} it].", ""},
		{"in program text", "<code>https://code.example/</code> <nowiki>https://code.example/</nowiki>", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatWikitext, test.source)
			checkArticle(t, a)
			if got := shortLinks(a); got != test.links {
				t.Errorf("links\n got %s\nwant %s", got, test.links)
			}
		})
	}
}

// What stands in the text is what readers of the page see.
func TestWikitextText(t *testing.T) {
	for _, test := range []struct{ source, text string }{
		{"'''It''' ''rose'' and '''''fell''''': l'eau.", "It rose and fell: l'eau."},
		{"The [[tide]], [[Tide|the tides]], [[:Category:Tides]] and [[Tide (sea)|]].[[Category:Tides]][[de:Gezeiten]]", "The tide, the tides, Category:Tides and Tide (sea)."},
		{"A&nbsp;b &amp; c; &copy=2 &sect.<!-- no --> __NOTOC__~~~~", "A b & c; &copy=2 &sect. "},
		{"Of {{lang|fr|marée}} {{nowrap|5 m}} {{convert|5|km}} {{{1|x}}}.", "Of marée 5 m  ."},
		{"It rose.{{citation needed|date=May 2024}} It fell.{{cn}}{{who|date=x}}", "It rose.[citation needed] It fell.[citation needed][who?]"},
		{"<div class=\"x\">H<sub>2</sub>O<br />so</div>", "\nH2O\nso\n"},
		{"a < b and c > d [not] {one} a|b", "a < b and c > d [not] {one} a|b"},
		{"One\ntwo", "One\ntwo"},
	} {
		blocks := readWikitext(test.source, Options{}).blocks
		if len(blocks) != 1 || blocks[0].text != test.text {
			t.Errorf("%s\n got %+v\nwant %s", test.source, blocks, test.text)
		}
	}
}

func TestWikitextByContent(t *testing.T) {
	const page = "'''Tides''' rise in the [[sea]].<ref>Abel.</ref>\n\n== References ==\n{{reflist}}\n"
	for _, test := range []struct {
		name, source string
		want         Format
	}{
		{"", page, FormatWikitext},
		{"tides.txt", page, FormatWikitext},
		{"tides.wiki", "It rose.\n", FormatWikitext},
		{"", "'''Tides''' rise in the [[sea]].\n\n== Also ==\n", FormatWikitext},
		{"tides.md", "# Of wikis\n\n```\n" + page + "```\n", FormatMarkdown},
		{"tides.md", "# Tides\n\nSee [[sea]] and ==this==, {{ date }}.\n", FormatMarkdown},
		{"", "See [1] and [[2]], a == b, {{x}}.\n", FormatText},
	} {
		if a, err := Read([]byte(test.source), Options{Source: test.name}); err != nil || a.Format != test.want {
			t.Errorf("%s %q is read as %v (%v), want %s", test.name, test.source, a.Format, err, test.want)
		}
	}
}
