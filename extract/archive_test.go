package extract

import (
	"archive/zip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// zipOf packs files: name, content, name, content, ….
func zipOf(t testing.TB, files ...string) string {
	t.Helper()
	var out strings.Builder
	w := zip.NewWriter(&out)
	for i := 0; i+1 < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// stored packs one file without compressing it.
func stored(t testing.TB, name, content string) string {
	t.Helper()
	var out strings.Builder
	w := zip.NewWriter(&out)
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// filesOf lists the files of a map in the order of their names, for zipOf.
func filesOf(files map[string]string) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		list = append(list, name, files[name])
	}
	return list
}

// readArchive reads a container, or fails the test.
func readArchive(t testing.TB, source string) *Article {
	t.Helper()
	a, err := Read(source, Options{KeepReading: true})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	checkArticle(t, a)
	return a
}

func TestArchivesHaveLimits(t *testing.T) {
	huge := strings.Repeat(" ", freeRatio+1)
	var entries strings.Builder
	entries.WriteString(zipMagic + "[Content_Types].xml word/")
	for range maxEntries + 1 {
		entries.WriteString("PK\x01\x02")
	}
	for _, test := range []struct {
		name, want, source string
	}{
		{"unpacks to far more than it is", "unpacks to more than 4 MB", docxOf(t, docx{body: huge})},
		{"too many files", "an archive of 20001 files", entries.String()},
		{"damaged", "damaged zip", docxOf(t, docx{body: para("x")})[:2000]},
		{"too deep", "nested deeper", docxOf(t, docx{body: strings.Repeat("<w:sdt>", 1000) + strings.Repeat("</w:sdt>", 1000)})},
		{"no XML", "word/document.xml: XML syntax error", docxOf(t, docx{body: "<w:p>"})},
		{"an archive of something else", "zip archive", zipOf(t, "a.txt", "x")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read(test.source, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestNamesStayInTheArchive(t *testing.T) {
	for _, test := range []struct{ file, target, want string }{
		{"word/document.xml", "footnotes.xml", "word/footnotes.xml"},
		{"word/document.xml", "/word/footnotes.xml", "word/footnotes.xml"},
		{"word/document.xml", "../docProps/core.xml", "docProps/core.xml"},
		{"word/document.xml", "../../../../etc/passwd", "etc/passwd"},
		{"word/document.xml", "/../../etc/passwd", "etc/passwd"},
		{"", "word/document.xml", "word/document.xml"},
	} {
		if got := fileBeside(test.file, test.target); got != test.want {
			t.Errorf("%s beside %q is %q, want %q", test.target, test.file, got, test.want)
		}
	}
	a, err := openArchive(zipOf(t, `Word\Document.xml`, "x", "../secret", "y"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := a.read("word/document.xml"); data != "x" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	if _, err := a.read("secret"); err == nil {
		t.Error("a name that leads out of the archive is read")
	}
}

// TestOtherFilesAreNamed checks what people are told to do with files that are
// no articles but may hold one.
func TestOtherFilesAreNamed(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"%PDF-1.7\n", "pdftotext -layout"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"},
		{`{\rtf1\ansi It rose.}`, "save it as .docx"},
		{stored(t, "mimetype", "application/vnd.oasis.opendocument.text"), "OpenDocument text: open it in a word processor and save it as .docx"},
		{stored(t, "mimetype", "application/x-other"), "of archives, .docx and .epub are read"},
	} {
		if _, err := Read(test.source, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %q", test.source, err, test.want)
		}
	}
}

// nameLine writes a place in a container: its part, if any, and its line.
func nameLine(p Position) string {
	if p.Part != "" {
		return fmt.Sprintf("%s:%d", p.Part, p.Line)
	}
	return strconv.Itoa(p.Line)
}

// nameLines writes where markers and references stand: "1@2 2@4; 1@footnotes:1".
func nameLines(a *Article) string {
	var markers, references []string
	for _, m := range a.Markers {
		markers = append(markers, m.Label+"@"+nameLine(a.Position(m.Span.Start)))
	}
	for _, l := range a.Lists {
		for _, r := range l.References {
			references = append(references, r.Label+"@"+nameLine(a.Position(r.Span.Start)))
		}
	}
	return strings.Join(markers, " ") + "; " + strings.Join(references, " ")
}
