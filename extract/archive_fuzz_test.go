package extract

import (
	"fmt"
	"strings"
	"testing"
)

// checkContainer opens a source as a container and checks what find relies on.
func checkContainer(t *testing.T, format Format, source string) {
	t.Helper()
	d, err := specOf(format).open(source, Options{})
	if err != nil {
		return
	}
	checkDraft(t, d.text, d)
	for i, p := range d.parts {
		if p.start < 0 || p.start > len(d.text) || i > 0 && p.start < d.parts[i-1].start {
			t.Fatalf("part %d of %d begins at %d of %d bytes", i, len(d.parts), p.start, len(d.text))
		}
	}
	if a, err := Read(source, Options{Format: format, KeepReading: true}); err == nil {
		checkArticle(t, a)
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(docxOf(f, docx{body: para("It rose." + ref("footnote", "2")), footnotes: note("footnote", "2", "Abel.")}))
	f.Add(docxOf(f, docx{strict: true, body: headed("Sources") + inList("1", "Abel. https://a.example/")}))
	f.Add(epubOf(f, "<dc:date>2025</dc:date>", "one.xhtml", "<p>"+noteLink("two.xhtml#n", "1")+"</p>", "two.xhtml", `<aside epub:type="footnote" id="n">Abel.</aside>`))
	f.Fuzz(func(t *testing.T, source string) {
		for i := range formats {
			if formats[i].open != nil {
				checkContainer(t, formats[i].format, source)
			}
		}
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(para("It "+raised("1")+field(`HYPERLINK "https://a.example/" \l x`, typed("rose"))+ref("footnote", "2")), note("footnote", "2", "Abel."), "")
	f.Add(inList("4", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>|")+"<w:tbl><w:tr><w:tc>"+para("[1]")+"</w:tc></w:tr></w:tbl>", "", `<w:num w:numId="9"><w:abstractNumId w:val="10"/></w:num>`)
	f.Add(`<w:p><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/></w:r><w:bookmarkStart w:id="1" w:name="a"/></w:p>`, note("footnote", "2", ""), "")
	f.Add(`<w:p><w:r><w:t>x</w:t><w:txbxContent><w:p><w:r><w:t>y</w:t></w:r></w:p></w:txbxContent></w:r></w:p>`, "", `<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>`)
	f.Fuzz(func(t *testing.T, body, footnotes, rest string) {
		checkContainer(t, FormatDOCX, docxOf(t, docx{body: body, footnotes: footnotes, styles: rest, numbering: rest, settings: rest}))
	})
}

func FuzzEPUB(f *testing.F) {
	f.Add("<dc:date>2025</dc:date>", "<p>It rose."+noteLink("b.xhtml#n1", "1")+noteLink("#n1", "1")+"</p><aside id=n1>", `<ol class="notes"><li id="n1">Abel.<li id="n2">Bose.</ol>`)
	f.Add("", `<script/><a id="x"/><p/><svg/><title/>`, "<h2>Notes</h2><p id=a>1. x<h2/><p id=b>1. y")
	f.Add("<dc:title>", "<table><b>[1]", "</html></body><!--")
	f.Fuzz(func(t *testing.T, opf, one, two string) {
		checkContainer(t, FormatEPUB, epubOf(t, opf, "a.xhtml", one, "b.xhtml", two))
	})
}

// TestHostileDocuments reads what is slow, or deep, where something looks at
// everything once more for each part.
func TestHostileDocuments(t *testing.T) {
	const n = 10_000
	begin, separate := `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
	for _, test := range []struct {
		name string
		doc  docx
	}{
		{"notes", docx{body: repeatNumbered(`<w:p><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>`, n), footnotes: repeatNumbered(`<w:footnote w:id="%d"><w:p/></w:footnote>`, n)}},
		{"open fields", docx{body: strings.Repeat("<w:p>"+begin+separate+typed("x")+"</w:p>", n)}},
		{"fields in one another", docx{body: "<w:p>" + strings.Repeat(begin, n) + strings.Repeat(separate, n) + typed("x") + "</w:p>"}},
		{"open bookmarks", docx{body: "<w:p>" + repeatNumbered(`<w:bookmarkStart w:id="%[1]d" w:name="b%[1]d"/><w:r><w:footnoteReference w:id="2"/></w:r>`, n) + "</w:p>", footnotes: note("footnote", "2", "x")}},
		{"cross-references", docx{body: "<w:p>" + strings.Repeat(field("NOTEREF a", typed("1")), n/4) + "</w:p>"}},
		{"raised runs", docx{body: "<w:p>" + strings.Repeat(raised("1")+typed("x"), n) + "</w:p>"}},
		{"links in links", docx{body: "<w:p>" + strings.Repeat(strings.Repeat(`<w:hyperlink r:id="rL">`, 300)+typed("x")+strings.Repeat("</w:hyperlink>", 300), n/300) + "</w:p>"}},
		{"styles on styles", docx{styles: repeatNumbered(`<w:style w:styleId="s%[1]d"><w:basedOn w:val="s%[1]d1"/></w:style>`, n), body: para("x")}},
		{"deep letters", docx{body: strings.Repeat(inList("5", "x"), n), numbering: `<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="3000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="` + strings.Repeat("%1", 20) + `"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>`}},
		{"text boxes", docx{body: strings.Repeat("<w:p><w:r><w:txbxContent>", 100) + strings.Repeat("</w:txbxContent></w:r></w:p>", 100)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			checkContainer(t, FormatDOCX, docxOf(t, test.doc))
		})
	}
}

// TestHostileBooks does the same for chapters.
func TestHostileBooks(t *testing.T) {
	many := func(n int, chapter string) (chapters []string) {
		for i := range n {
			chapters = append(chapters, fmt.Sprintf("c%d.xhtml", i), chapter)
		}
		return chapters
	}
	const n = 5_000
	for _, test := range []struct {
		name     string
		chapters []string
	}{
		{"many chapters", many(n/4, "<p>It rose."+noteLink("#n", "1")+"</p><aside epub:type=\"footnote\" id=\"n\">Abel.</aside>")},
		{"one target of all", append(many(n/4, "<p>It rose."+noteLink("z.xhtml#n", "1")+"</p>"), "z.xhtml", `<ol class="notes"><li id="n">Abel.</li></ol>`)},
		{"a restart at each note", []string{"a.xhtml", repeatNumbered(`<a epub:type="noteref" href="#n%d">1</a>`, n) + "<div class=notes>" + repeatNumbered(`<h2>x</h2><p id="n%d">1. Abel.</p>`, n) + "</div>"}},
		{"an asterisk for each note", []string{"a.xhtml", repeatNumbered(`<a epub:type="noteref" href="#n%d">*</a>`, n) + "<div class=notes>" + repeatNumbered(`<p id="n%d">* Abel.</p>`, n) + "</div>"}},
		{"open elements", many(n/8, strings.Repeat("<div><b>", 40))},
	} {
		t.Run(test.name, func(t *testing.T) {
			checkContainer(t, FormatEPUB, epubOf(t, "", test.chapters...))
		})
	}
}
