package extract

import (
	"strings"
	"testing"
)

// A docx is a Word document to be packed: the insides of its files.
type docx struct {
	body, footnotes, endnotes, relations, styles, numbering, settings, core string
	strict                                                                  bool // in the name spaces of ISO
}

// styles that the tests' documents have.
const docxTestStyles = `<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Chapter"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Quelle"><w:name w:val="Source"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Hoch"><w:name w:val="Raised"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>`

// numberings 1 "1." over "a)", 2 "[1]", 3 bullets, 4 as 1 but from 5 on.
const docxTestNumbering = `<w:abstractNum w:abstractNumId="10"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="11"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="12"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="12"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`

// docxOf packs a document.
func docxOf(t testing.TB, d docx) string {
	t.Helper()
	w, r := "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	if d.strict {
		w, r = "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	wrap := func(root, inside string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><w:` + root + ` xmlns:w="` + w + `" xmlns:r="` + r +
			`" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">` + inside + `</w:` + root + `>`
	}
	relation := func(id, kind, target, mode string) string {
		return `<Relationship Id="` + id + `" Type="` + r + `/` + kind + `" Target="` + target + `"` + mode + `/>`
	}
	links := d.relations + `<Relationship Id="rL" Type="` + r + `/hyperlink" Target="https://link.example/a" TargetMode="External"/>`
	files := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships>` + relation("r1", "officeDocument", "/word/document.xml", "") + relation("r2", "core-properties", "docProps/core.xml", "") + `</Relationships>`,
		"word/document.xml":   wrap("document", "<w:body>"+d.body+"</w:body>"),
		"word/_rels/document.xml.rels": `<Relationships>` + relation("r1", "footnotes", "footnotes.xml", "") + relation("r2", "endnotes", "endnotes.xml", "") +
			relation("r3", "styles", "styles.xml", "") + relation("r4", "numbering", "numbering.xml", "") + relation("r5", "settings", "settings.xml", "") + links + `</Relationships>`,
		"word/_rels/footnotes.xml.rels": `<Relationships>` + relation("rF", "hyperlink", "https://foot.example/b", ` TargetMode="External"`) + `</Relationships>`,
		"word/styles.xml":               wrap("styles", docxTestStyles+d.styles),
		"word/numbering.xml":            wrap("numbering", docxTestNumbering+d.numbering),
		"docProps/core.xml":             `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` + d.core + `</cp:coreProperties>`,
	}
	for name, inside := range map[string]string{"footnotes": d.footnotes, "endnotes": d.endnotes, "settings": d.settings} {
		if inside != "" {
			files["word/"+name+".xml"] = wrap(name, inside)
		}
	}
	return zipOf(t, filesOf(files)...)
}

// para writes a paragraph; what is no element in it becomes text.
func para(content string) string { return styled("", content) }

// styled writes a paragraph with properties.
func styled(properties, content string) string {
	var out strings.Builder
	for content != "" {
		end := strings.IndexByte(content, '<')
		switch {
		case end == 0:
			end = strings.LastIndexByte(content, '>') + 1
			if next := strings.Index(content, ">|"); next >= 0 {
				end = next + 1
			}
			out.WriteString(content[:end])
			content = strings.TrimPrefix(content[end:], "|")
			continue
		case end < 0:
			end = len(content)
		}
		out.WriteString(typed(content[:end]))
		content = content[end:]
	}
	if properties != "" {
		properties = "<w:pPr>" + properties + "</w:pPr>"
	}
	return "<w:p>" + properties + out.String() + "</w:p>"
}

func typed(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

func raised(s string) string {
	return `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>` + s + `</w:t></w:r>|`
}

// ref cites a note, footnote or endnote; note is one.
func ref(kind, id string) string {
	return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>|`
}

func note(kind, id, content string) string {
	return `<w:` + kind + ` w:id="` + id + `">` + para(`<w:r><w:`+kind+`Ref/></w:r>| `+content) + `</w:` + kind + `>`
}

// field writes a field of several runs.
func field(instruction, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + instruction + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>|`
}

// inList puts a paragraph into a list.
func inList(id, content string) string {
	return styled(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="`+id+`"/></w:numPr>`, content)
}

func headed(content string) string { return styled(`<w:pStyle w:val="berschrift1"/>`, content) }

func TestDOCX(t *testing.T) {
	for _, test := range []struct {
		name           string
		doc            docx
		markers, lists string
		urls, links    string
	}{
		{
			name: "footnotes count in the order of the text, separators are none",
			doc: docx{
				body:      para("It rose."+ref("footnote", "7")+" It fell."+ref("footnote", "3")) + para("And rose."+ref("footnote", "9")),
				footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` + note("footnote", "3", "Bose, https://b.example/.") + note("footnote", "7", "Abel.") + note("footnote", "9", "Cole.") + note("footnote", "11", "Cited by nobody, printed nowhere."),
			},
			markers: "1 2 3", lists: ": 1 2 3", urls: "2=https://b.example/",
		},
		{
			name: "endnotes are a list of their own",
			doc: docx{
				body:      para("It rose."+ref("endnote", "2")+" It fell."+ref("footnote", "2")) + para("And rose."+ref("endnote", "3")),
				footnotes: note("footnote", "2", "Abel."), endnotes: note("endnote", "2", "Bose.") + note("endnote", "3", "Cole."),
			},
			markers: "i 1 ii", lists: ": 1 | : i ii",
		},
		{
			name: "the settings and the last section say how notes are numbered",
			doc: docx{
				settings:  `<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>`,
				body:      para("It rose."+ref("endnote", "2")+" It fell."+ref("footnote", "2")) + `<w:sectPr><w:footnotePr><w:numFmt w:val="chicago"/><w:numStart w:val="2"/></w:footnotePr></w:sectPr>`,
				footnotes: note("footnote", "2", "Abel."), endnotes: note("endnote", "2", "Bose."),
			},
			markers: "1 †", lists: ": † | : 1",
		},
		{
			name: "a mark of the author's choice takes no number",
			doc: docx{
				body:      para("It rose.<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r>| It fell." + ref("footnote", "3")),
				footnotes: note("footnote", "2", "Abel.") + note("footnote", "3", "Bose."),
			},
			markers: "* 1", lists: ": * 1",
		},
		{
			name: "a note cited once more by a cross-reference, before or behind it",
			doc: docx{
				body: para("As said" + field("NOTEREF _Ref2 \\h", typed("2")) + ", it rose.<w:bookmarkStart w:id=\"0\" w:name=\"_Ref1\"/>|" + ref("footnote", "2") + "<w:bookmarkEnd w:id=\"0\"/>| It fell.<w:bookmarkStart w:id=\"0\" w:name=\"_Ref2\"/>|" +
					ref("footnote", "3") + "<w:bookmarkEnd w:id=\"0\"/>| So" + field("NOTEREF _Ref1 \\f \\h", raised("1")[:len(raised("1"))-1]) + " and" + field("NOTEREF _Gone", typed("9")) + "."),
				footnotes: note("footnote", "2", "Abel.") + note("footnote", "3", "Bose."),
			},
			markers: "2 1 2 1", lists: ": 1 2",
		},
		{
			name:    "deleted notes are gone, inserted ones are there",
			doc:     docx{body: para("It rose.<w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:del>|<w:ins><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:ins>|"), footnotes: note("footnote", "2", "Abel.") + note("footnote", "3", "Bose.")},
			markers: "1", lists: ": 1",
		},
		{
			name: "links of notes lead by the relations of their file; fields are links, too",
			doc: docx{
				body:      para("It <w:hyperlink r:id=\"rL\"><w:r><w:t>rose</w:t></w:r></w:hyperlink>|." + ref("footnote", "2") + " See " + field(`HYPERLINK "https://field.example/x" \l "top" \o "hint"`, typed("the log")) + " and <w:fldSimple w:instr=\"HYPERLINK https://simple.example/\"><w:r><w:t>more</w:t></w:r></w:fldSimple>|; <w:hyperlink w:anchor=\"here\"><w:r><w:t>here</w:t></w:r></w:hyperlink>|"),
				footnotes: note("footnote", "2", "Abel, <w:hyperlink r:id=\"rF\"><w:r><w:t>Ti</w:t></w:r></w:hyperlink><w:hyperlink r:id=\"rF\"><w:r><w:t>des</w:t></w:r></w:hyperlink>|."),
			},
			markers: "1", lists: ": 1", urls: "1=https://foot.example/b", links: "https://link.example/a https://field.example/x#top https://simple.example/",
		},
		{
			name:    "typed markers and an automatic list with full stops",
			doc:     docx{body: para("It rose.[1] It fell.[2]") + headed("References") + inList("1", "Abel. https://a.example/") + inList("1", "Bose. https://b.example/")},
			markers: "1 2", lists: "References: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name:    "an automatic list with brackets, from a style, needs no heading",
			doc:     docx{body: para("It rose.[1] It fell [2].") + styled(`<w:pStyle w:val="Quelle"/>`, "Abel. https://a.example/") + styled(`<w:pStyle w:val="Quelle"/>`, "Bose. https://b.example/")},
			markers: "1 2", lists: ": 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name: "steps count on their own, lists begin anew where they say so",
			doc: docx{body: inList("1", "Go.") + inList("1", "Look.") + para("It rose.[5] It fell.[6]") + headed("Sources") +
				inList("4", "Abel. https://a.example/") + inList("4", "Bose. https://b.example/")},
			markers: "5 6", lists: "Sources: 5 6", urls: "5=https://a.example/ 6=https://b.example/",
		},
		{
			name: "raised numbers, cut into runs as Word does",
			doc: docx{body: para("It rose."+raised("1")+" It fell."+raised("1")+raised("1")+" So."+raised("2,3")) + headed("Sources") + repeatNumbered(inList("1", "Abel %[1]d. https://a.example/%[1]d"), 12) +
				para("x")},
			markers: "1 11 2 3", lists: "Sources: 1 2 3 4* 5* 6* 7* 8* 9* 10* 11 12*",
			urls: strings.TrimSpace(repeatNumbered("%[1]d=https://a.example/%[1]d ", 12)),
		},
		{
			name:    "a raised number by a character style; an exponent is none",
			doc:     docx{body: para("It rose.<w:r><w:rPr><w:rStyle w:val=\"Hoch\"/></w:rPr><w:t>1</w:t></w:r>| On 3 m"+raised("2")+" it fell."+raised("2")) + headed("Sources") + inList("1", "Abel. https://a.example/") + inList("1", "Bose. https://b.example/")},
			markers: "1 2", lists: "Sources: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name: "deleted, moved and hidden text is not read, nor are instructions and old properties",
			doc: docx{body: styled(`<w:pPrChange><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:pPrChange>`, "It rose.[1]<w:del><w:r><w:delText>[7]</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>[8]</w:t></w:r></w:moveFrom>|<w:r><w:rPr><w:vanish/></w:rPr><w:t>[9]</w:t></w:r>|<w:r><w:rPr><w:rStyle w:val=\"Geheim\"/></w:rPr><w:t>[6]</w:t></w:r>|"+
				field("ADDIN ZOTERO_ITEM [5]", typed("[2]"))) + headed("Sources") + para("[1] https://a.example/") + para("[2] https://b.example/")},
			markers: "1 2", lists: "Sources: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name:    "text boxes once, formulas are no citations, contents no text",
			doc:     docx{body: styled(`<w:pStyle w:val="TOC1"/>`, "Sources 12") + para("It rose.<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"+para("In a box.[1]")+"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"+para("In a box.[1]")+"</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><m:oMath><m:r><m:t>x [1]</m:t></m:r></m:oMath>| It fell.[2]") + headed("Sources") + para("[1] https://a.example/") + para("[2] https://b.example/")},
			markers: "2 1", lists: "Sources: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name:    "a list in a table, as Word's own bibliography is",
			doc:     docx{body: para("It rose.[1] It fell.[2]") + headed("Bibliography") + "<w:sdt><w:sdtPr><w:alias w:val=\"[9]\"/></w:sdtPr><w:sdtContent><w:tbl>" + "<w:tr><w:tc>" + para("[1]") + "</w:tc><w:tc>" + para("Abel. 2019. https://a.example/") + "</w:tc></w:tr><w:tr><w:tc>" + para("[2]") + "</w:tc><w:tc>" + para("Bose. 2020. https://b.example/") + "</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>"},
			markers: "1 2", lists: "Bibliography: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name:    "one paragraph of lines under a bold heading",
			doc:     docx{body: para("It rose.[1] It fell.[2]") + para("Sources:") + para("[1] https://a.example/<w:r><w:br/></w:r>|[2] https://b.example/")},
			markers: "1 2", lists: "Sources: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
		{
			name: "the strict name spaces",
			doc: docx{
				strict: true, body: para("It rose."+ref("footnote", "2")) + headed("More") + para("So."+ref("footnote", "3")),
				footnotes: note("footnote", "2", "Abel, <w:hyperlink r:id=\"rF\"><w:r><w:t>Tides</w:t></w:r></w:hyperlink>|.") + note("footnote", "3", "Bose."),
			},
			markers: "1 2", lists: ": 1 2", urls: "1=https://foot.example/b",
		},
		{
			name: "a document that forgets to end things keeps its text",
			doc: docx{
				body:      para("It<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>|") + para("rose.[1]<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>| It fell.[2]"+ref("footnote", "404")) + para("Sources") + para("[1] https://a.example/") + para("[2] https://b.example/"),
				footnotes: note("footnote", "2", "Abel."),
			},
			markers: "1 2", lists: "Sources: 1 2", urls: "1=https://a.example/ 2=https://b.example/",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := readArchive(t, docxOf(t, test.doc))
			for _, check := range []struct{ what, got, want string }{
				{"format", string(a.Format), "docx"},
				{"markers", shortMarkers(a), test.markers},
				{"lists", shortLists(a), test.lists},
				{"addresses", shortURLs(a), test.urls},
				{"links", shortLinks(a), test.links},
			} {
				if check.got != check.want {
					t.Errorf("%s\n got %s\nwant %s", check.what, check.got, check.want)
				}
			}
			checkSpansShowLabels(t, a)
			if t.Failed() {
				t.Logf("%s\n%s", a.Text(), dump(a))
			}
		})
	}
}

// TestDOCXRendition holds what places mean: a paragraph is a line, a note is
// a line of its part.
func TestDOCXRendition(t *testing.T) {
	a := readArchive(t, docxOf(t, docx{
		body: styled(`<w:pStyle w:val="Titel"/>`, "Tides") + para("") + para("It rose."+ref("footnote", "2")+"<w:r><w:br/></w:r>|Then\u00a0it fell."+ref("endnote", "5")) +
			inList("1", "Go.") + styled(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, "Look.") + inList("1", "Come.") + inList("2", "Abel.") + inList("3", "Bose."),
		footnotes: `<w:footnote w:id="2">` + para("<w:r><w:footnoteRef/></w:r>| Abel.") + para("Two paragraphs.") + `</w:footnote>`,
		endnotes:  note("endnote", "5", "Bose."),
	}))
	const want = "Tides\n\nIt rose.1 Then it fell.i\n1.\tGo.\na)\tLook.\n2.\tCome.\n[1]\tAbel.\n•\tBose.\n" + "1 Abel. Two paragraphs. \n" + "i Bose. \n"
	if a.Text() != want {
		t.Errorf("got\n%q\nwant\n%q", a.Text(), want)
	}
	if got, want := nameLines(a), "1@3 i@3; 1@footnotes:1 i@endnotes:1"; got != want {
		t.Errorf("places %s, want %s", got, want)
	}
	if got := a.Lists[0].References[0].Text; got != "Abel. Two paragraphs." {
		t.Errorf("the note says %q", got)
	}
	if got := a.Position(a.Markers[1].Span.Start); got.Column != 24 || got.Part != "" {
		t.Errorf("the second marker stands at %+v", got)
	}
}

func TestDOCXTitle(t *testing.T) {
	for _, test := range []struct {
		name, want string
		doc        docx
	}{
		{"its style", "Tides rise", docx{body: para("Draft") + styled(`<w:pStyle w:val="Titel"/>`, "Tides rise"), core: "<dc:title>Other</dc:title>"}},
		{"its properties", "Tides", docx{body: para("Draft") + headed("One"), core: "<dc:title>Tides</dc:title>"}},
		{"its first heading", "One", docx{body: para("Draft") + styled(`<w:pStyle w:val="Kapitel"/>`, "One"), core: "<dc:title> </dc:title>"}},
		{"its first line", "Draft", docx{body: para("") + para("Draft") + para("It rose.")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if a := readArchive(t, docxOf(t, test.doc)); a.Title != test.want || a.Published.Text != "" {
				t.Errorf("title %q, date %q; want %q and none: properties know when a file was made", a.Title, a.Published.Text, test.want)
			}
		})
	}
}

func TestFormatNumber(t *testing.T) {
	for _, test := range []struct {
		n            int
		format, want string
	}{
		{3, "decimal", "3"},
		{3, "", "3"},
		{3, "decimalZero", "03"},
		{12, "decimalZero", "12"},
		{1994, "lowerRoman", "mcmxciv"},
		{4, "upperRoman", "IV"},
		{0, "lowerRoman", "0"},
		{9999, "upperRoman", "9999"},
		{28, "lowerLetter", "bb"},
		{3, "upperLetter", "C"},
		{6, "chicago", "††"},
		{-1, "chicago", "-1"},
		{2, "none", ""},
	} {
		if got := formatNumber(test.n, test.format); got != test.want {
			t.Errorf("%d as %s is %q, want %q", test.n, test.format, got, test.want)
		}
	}
}
