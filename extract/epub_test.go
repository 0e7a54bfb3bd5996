package extract

import (
	"errors"
	"strings"
	"testing"
)

// epubOf packs a book of chapters: name, body, name, body, …. opf is what its
// package document says besides.
func epubOf(t testing.TB, opf string, chapters ...string) string {
	t.Helper()
	files := []string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`,
	}
	manifest, spine := "", ""
	for i := 0; i+1 < len(chapters); i += 2 {
		name, properties := chapters[i], ""
		if strings.HasPrefix(name, "nav") {
			properties = ` properties="nav"`
		}
		manifest += `<item id="` + name + `" href="` + name + `" media-type="application/xhtml+xml"` + properties + "/>\n"
		spine += `<itemref idref="` + name + `"/>`
		files = append(files, "OPS/"+name, "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/></head>\n<body>"+chapters[i+1]+"</body></html>")
	}
	files = append(files, "OPS/book.opf", `<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">`+opf+`</metadata>
<manifest>`+manifest+`</manifest><spine>`+spine+`</spine></package>`)
	return zipOf(t, files...)
}

// noteLink cites a note in the manner of EPUB 3.
func noteLink(target, label string) string {
	return `<a epub:type="noteref" href="` + target + `">` + label + `</a>`
}

func TestEPUB(t *testing.T) {
	for _, test := range []struct {
		name           string
		chapters       []string
		markers, lists string
		places         string
	}{
		{
			"notes in asides of the chapter, numbered anew in each, under the same ids",
			[]string{
				"one.xhtml", "<p>It rose." + noteLink("#n1", "1") + " It fell." + noteLink("#n2", "2") + "</p>\n<aside epub:type=\"footnote\" id=\"n1\"><p>1. Abel.</p></aside>\n<aside epub:type=\"footnote\" id=\"n2\"><p>2. Bose.</p></aside>",
				"two.xhtml", "<p>And rose." + noteLink("#n1", "1") + "</p>\n<aside epub:type=\"footnote\" id=\"n1\"><p>1. Cole.</p></aside>",
			},
			"1 2 1", ": 1 2 | : 1",
			"1@OPS/one.xhtml:3 2@OPS/one.xhtml:3 1@OPS/two.xhtml:3; 1@OPS/one.xhtml:4 2@OPS/one.xhtml:5 1@OPS/two.xhtml:4",
		},
		{
			"notes in another file, in another folder",
			[]string{
				"text/one.xhtml", "<p>It rose." + noteLink("../back/notes.xhtml#a1", "1") + "</p>",
				"text/two.xhtml", "<p>It fell." + noteLink("../back/notes.xhtml#a2", "2") + "</p>",
				"back/notes.xhtml", "<section epub:type=\"endnotes\"><h2>Notes</h2><ol>\n<li id=\"a1\">Abel. <a href=\"../text/one.xhtml#r\">back</a></li>\n<li id=\"a2\">Bose.</li>\n<li id=\"a3\">Cole.</li></ol></section>",
			},
			"1 2", "Notes: 1 2 3*",
			"1@OPS/text/one.xhtml:3 2@OPS/text/two.xhtml:3; 1@OPS/back/notes.xhtml:4 2@OPS/back/notes.xhtml:5 3@OPS/back/notes.xhtml:6",
		},
		{
			"one file with a section of notes for each chapter",
			[]string{
				"one.xhtml", "<p>It rose." + noteLink("notes.xhtml#c1n1", "1") + " It fell." + noteLink("notes.xhtml#c1n2", "2") + "</p>",
				"two.xhtml", "<p>And rose." + noteLink("notes.xhtml#c2n1", "1") + "</p>",
				"notes.xhtml", "<section epub:type=\"rearnotes\"><h3>One</h3><p id=\"c1n1\">1. Abel.</p>\n<p id=\"c1n2\">2. Bose.</p><h3>Two</h3>\n<p id=\"c2n1\">1. Cole.</p></section>",
			},
			"1 2 1", ": 1 2 | : 1",
			"1@OPS/one.xhtml:3 2@OPS/one.xhtml:3 1@OPS/two.xhtml:3; 1@OPS/notes.xhtml:3 2@OPS/notes.xhtml:4 1@OPS/notes.xhtml:5",
		},
		{
			"an asterisk for every note",
			[]string{"one.xhtml", "<p>It rose." + noteLink("#n1", "*") + " It fell." + noteLink("#n2", "*") + "</p>\n<div epub:type=\"footnotes\"><p id=\"n1\">* Abel.</p>\n<p id=\"n2\">* Bose.</p></div>"},
			"* * 2", ": * * 2",
			"*@OPS/one.xhtml:3 * 2@OPS/one.xhtml:3; *@OPS/one.xhtml:4 * 2@OPS/one.xhtml:5",
		},
		{
			"elements that close themselves, as in XML, hold nothing",
			[]string{"one.xhtml", "<script src=\"x\"/><a id=\"page_1\"/><p>It rose.<a id=\"r\"/>" + noteLink("#n1", "1") + "</p><p/><td/>\n<aside epub:type=\"footnote\" id=\"n1\">Abel.</aside>"},
			"1", ": 1",
			"1@OPS/one.xhtml:3; 1@OPS/one.xhtml:4",
		},
		{
			"typed markers and lists, one for each chapter",
			[]string{
				"one.xhtml", "<p>It rose.[1]</p><h2>References</h2>\n<p>[1] Abel. https://a.example/</p>",
				"two.xhtml", "<p>It fell.[1]</p><h2>References</h2>\n<p>[1] Bose. https://b.example/</p>",
			},
			"1 1", "References: 1 | References: 1",
			"1@OPS/one.xhtml:3 1@OPS/two.xhtml:3; 1@OPS/one.xhtml:4 1@OPS/two.xhtml:4",
		},
		{
			"contents and title pages are no text; a link to a note that is missing is a marker",
			[]string{
				"nav.xhtml", "<p>See[7]</p><nav epub:type=\"toc\"><ol><li><a href=\"one.xhtml\">One</a></li></ol></nav>",
				"title.xhtml", "<section epub:type=\"titlepage\"><p>It rose.[8] https://title.example/</p></section>",
				"one.xhtml", "<p>It rose." + noteLink("#n1", "1") + " It fell." + noteLink("#gone", "2") + "</p><aside epub:type=\"footnote\" id=\"n1\">Abel.</aside>",
			},
			"1 2?", ": 1",
			"1@OPS/one.xhtml:3 2@OPS/one.xhtml:3; 1@OPS/one.xhtml:3",
		},
		{
			"a chapter that leads out of the archive, and one that is missing",
			[]string{"one.xhtml", "<p>It rose." + noteLink("../../../notes.xhtml#n1", "1") + "</p>", "../../x.xhtml", "<p>It fell." + noteLink("#n1", "1") + "</p>\n<aside epub:type=\"footnote\" id=\"n1\">Abel.</aside>"},
			"", "",
			"; ",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := readArchive(t, epubOf(t, "<dc:title>Tides</dc:title>", test.chapters...))
			for _, check := range []struct{ what, got, want string }{
				{"format", string(a.Format), "epub"},
				{"title", a.Title, "Tides"},
				{"markers", shortMarkers(a), test.markers},
				{"lists", shortLists(a), test.lists},
				{"places", nameLines(a), test.places},
				{"links", shortLinks(a), ""},
			} {
				if check.got != check.want {
					t.Errorf("%s\n got %s\nwant %s", check.what, check.got, check.want)
				}
			}
			if t.Failed() {
				t.Logf("%s\n%s", a.Text(), dump(a))
			}
		})
	}
}

func TestEPUBDate(t *testing.T) {
	for _, test := range []struct{ name, opf, date, place string }{
		{"EPUB 3", "<dc:identifier>x 2025-03-04</dc:identifier><dc:date>2025-03-04</dc:date>\n<meta property=\"dcterms:modified\">2026-01-01T00:00:00Z</meta>", "2025-03-04", "OPS/book.opf:3"},
		{"EPUB 2 has dates of other events", "<dc:date opf:event=\"creation\">2019</dc:date>\n<dc:date opf:event=\"publication\">2020-02-03</dc:date>", "2020-02-03", "OPS/book.opf:4"},
		{"calibre knows none", "<dc:date>0101-01-01T00:00:00+00:00</dc:date>", "", ""},
		{"none", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := readArchive(t, epubOf(t, test.opf, "one.xhtml", "<h1>Tides rise</h1><p>It rose.</p>"))
			if a.Published.Text != test.date || a.Title != "Tides rise" {
				t.Errorf("date %q, title %q; want %q and its heading", a.Published.Text, a.Title, test.date)
			}
			if p := a.Position(a.Published.Span.Start); test.date != "" && nameLine(p) != test.place {
				t.Errorf("the date stands at %s, want %s", nameLine(p), test.place)
			}
			if shown := a.Text()[a.Published.Span.Start:a.Published.Span.End]; shown != test.date {
				t.Errorf("at its place stands %q", shown)
			}
		})
	}
}

func TestEPUBThatCannotBeRead(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"no package document", zipOf(t, "META-INF/container.xml", `<container><rootfile full-path="../../book.opf"/></container>`), "book.opf"},
		{"no container", zipOf(t, "META-INF/container.xml", "<"), "META-INF/container.xml"},
		{"no chapters", epubOf(t, ""), ErrEmpty.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read(test.source, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	noise := strings.Repeat("\x00\x01\x02\x03", 400)
	source := zipOf(t, "META-INF/container.xml", `<container><rootfile full-path="b.opf"/></container>`, "b.opf",
		`<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`, "a.xhtml", noise)
	if _, err := Read(source, Options{}); !errors.Is(err, ErrBinary) || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("encrypted chapters: %v", err)
	}
}
