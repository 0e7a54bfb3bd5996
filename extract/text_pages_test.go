package extract

import (
	"strings"
	"testing"
)

// TestTextInPages reads what pdftotext makes of PDFs, and RFCs in pages.
func TestTextInPages(t *testing.T) {
	const entries = "[1] Abel, R. Tides. 2019. https://a.example/x\n[2] Bose, S. Shores. 2020.\n    https://b.example/y\n"
	for _, test := range []struct {
		name, source   string
		markers, lists string
		at             string
	}{
		{
			"a list over pages, whose entry begins a page",
			"It rose.[1] It fell.[2] It turned.[3]\n\nReferences\n\n" + entries + "\n\f[3] Cole, T. Piers. 2021. https://c.example/z\n\f",
			"1 2 3", "References: 1 2 3", "1@1:9 2@1:21 3@1:35; 1@5:1 2@6:1 3@9:2",
		},
		{
			"page numbers in lines of their own",
			"It rose.[1] It fell.[2]\n\n\n                 1\n\fAnd it turned.[3]\n\nReferences\n\n" + entries + "\n                 2\n\f[3] Cole, T. Piers. 2021. https://c.example/z\n\n                 3\n\f",
			"1 2 3", "References: 1 2 3", "1@1:9 2@1:21 3@5:16; 1@9:1 2@10:1 3@14:2",
		},
		{
			"running heads and feet, numbers of many looks",
			"Tides            R. Abel\n\nIt rose.[1] It fell,\n\nPage 9 of 11\n\fTides            R. Abel\n\nand it turned.[2]\n\nReferences\n\n[1] Abel, R. Tides. 2019. A long title,\n\nPage 10 of 11\n\fTides            R. Abel\n\nwhich goes on. https://a.example/x\n[2] Bose, S. Shores. 2020. https://b.example/y\n\nPage 11 of 11\n\f",
			"1 2", "References: 1 2", "1@3:9 2@8:15; 1@12:1 2@18:1",
		},
		{
			"an RFC in pages",
			"It rose.[RFC2119]\n\n\n\nAbel                     Standards Track                    [Page 1]\n\fRFC 9999                       Tides                    March 2025\n\n\n8.  References\n\n   [RFC2119]  Bradner, S., \"Key words\", BCP 14, March 1997,\n\nAbel                     Standards Track                    [Page 2]\n\fRFC 9999                       Tides                    March 2025\n\n\n              <https://www.rfc-editor.org/info/rfc2119>.\n\nAbel                     Standards Track                    [Page 3]\n\f",
			"RFC2119", "8. References: RFC2119", "RFC2119@1:9; RFC2119@11:4",
		},
		{
			"labels in lines of their own are no page numbers, notes at the foot no running feet",
			"It rose.[1] It fell.[2] So.[3] And so.[4]\n\nReferences\n\n1\n\nAbel, R. Tides. 2019. https://a.example/x\n\n2\n\nBose, S. Shores. 2020. https://b.example/y\n\f3\n\nCole, T. Piers. 2021. https://c.example/z\n\n4\n\nDunn, K. Snows. 2022. https://d.example/w\n",
			"1 2 3 4", "References: 1 2 3 4", "1@1:9 2@1:21 3@1:28 4@1:39; 1@5:1 2@9:1 3@12:2 4@16:1",
		},
		{
			"lines at the feet of pages that cite",
			"It rose.\n\nSee there [1].\n\fIt fell.\n\nSee there [2].\n\fReferences\n\n" + entries,
			"1 2", "References: 1 2", "1@3:11 2@6:11; 1@9:1 2@10:1",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, ending := range []string{"\n", "\r\n"} {
				a := read(t, FormatText, strings.ReplaceAll(test.source, "\n", ending))
				checkArticle(t, a)
				if got := shortMarkers(a); got != test.markers {
					t.Errorf("markers\n got %s\nwant %s", got, test.markers)
				}
				if got := shortLists(a); got != test.lists {
					t.Errorf("lists\n got %s\nwant %s", got, test.lists)
				}
				if got := at(a); got != test.at {
					t.Errorf("places\n got %s\nwant %s", got, test.at)
				}
				if t.Failed() {
					t.Fatalf("%q\n%s", a.Text(), dump(a))
				}
			}
		})
	}
}

func TestPagesJoinSentences(t *testing.T) {
	a := read(t, FormatText, "Tides\n\nIt rose and\n\n1\n\fTides\n\nthen it fell [1].\n\n2\n\f\nReferences\n\n[1] Abel, R. A long\n\n3\n\fTides\n\ntitle. https://a.example/x\n\n4\n\f")
	if got, want := a.Markers[0].Sentence, "It rose and then it fell [1]."; got != want {
		t.Errorf("sentence %q, want %q", got, want)
	}
	if got, want := a.Lists[0].References[0].Text, "Abel, R. A long title. https://a.example/x"; got != want {
		t.Errorf("reference %q, want %q", got, want)
	}
}
