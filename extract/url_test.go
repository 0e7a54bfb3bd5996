package extract

import (
	"strings"
	"testing"
)

func TestScanURLs(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"See https://a.example/x.", "https://a.example/x"},
		{"(https://a.example/x)", "https://a.example/x"},
		{"(see https://a.example/wiki/Tide_(sea))", "https://a.example/wiki/Tide_(sea)"},
		{"https://a.example/wiki/Tide_(sea), and", "https://a.example/wiki/Tide_(sea)"},
		{"<https://a.example/x>", "https://a.example/x"},
		{"“https://a.example/x”, he said", "https://a.example/x"},
		{`"https://a.example/x"`, "https://a.example/x"},
		{"'https://a.example/x'", "https://a.example/x"},
		{"**https://a.example/x**", "https://a.example/x"},
		{"__https://a.example/x__", "https://a.example/x"},
		{"https://a.example/x_", "https://a.example/x_"},
		{"见https://a.example/x。", "https://a.example/x"},
		{"（https://a.example/x）", "https://a.example/x"},
		{"https://a.example/x，https://b.example/y", "https://a.example/x https://b.example/y"},
		{"https://a.example/潮", "https://a.example/潮"},
		{"https://a.example/x…", "https://a.example/x"},
		{"https://a.example/x?a=1&b[c]=2#:~:text=it%20rose", "https://a.example/x?a=1&b[c]=2#:~:text=it%20rose"},
		{"https://a.example/x?q[", "https://a.example/x?q"},
		{"https://a.example/x[2]", "https://a.example/x"},
		{"https://a.example/x • https://b.example/y", "https://a.example/x https://b.example/y"},
		{"https://a.example:8080/x;v=1!", "https://a.example:8080/x;v=1"},
		{"http://[2001:db8::1]:80/x", "http://[2001:db8::1]:80/x"},
		{"ftp://a.example/x", "ftp://a.example/x"},
		{"HTTPS://A.EXAMPLE/X", "HTTPS://A.EXAMPLE/X"},
		// what is visibly meant as an address stays as it was written
		{"htps://a.example/x", "htps://a.example/x"},
		{"http//a.example/x", "http//a.example/x"},
		{"http:/a.example/x", "http:/a.example/x"},
		{"hxxp://a.example/x", "hxxp://a.example/x"},
		{"sandbox:/mnt/data/x.csv", ""},
		// and what is none is none
		{"and/or 1/2 a//b http:// https", ""},
		{"xhttp://a.example/x", ""},
		{"a.example/x", ""},
		{"//a.example/x", ""},
	} {
		var got []string
		for _, s := range scanURLs(test.text) {
			got = append(got, test.text[s.Start:s.End])
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, strings.Join(got, " "), test.want)
		}
	}
}

func TestReferenceURLs(t *testing.T) {
	for _, test := range []struct {
		name   string
		format Format
		source string
		want   string
	}{
		{"one paragraph", FormatText, flatPage, "1=https://news.example.org/2023/05/11/quay-delay 2=https://www.example.com/harbour/minutes-44 3=https://example.net/a 4=https://example.net/b 5=https://example.net/c 6=https://example.net/d 7=https://example.net/study.pdf 8=https://example.net/e 9=https://example.net/f"},
		{"address in the next paragraph", FormatText, "It rose.[1]\n\nSources\n\n[1] Tides\n\nhttps://a.example/x\n\n[2] Winds\n\nhttps://b.example/y\n", "1=https://a.example/x 2=https://b.example/y"},
		{"address over several lines", FormatText, "It rose.[1]\n\nSources\n\n[1] Abel, <https://a.example/a-\n    long/\n    path>, 2019.\n[2] Bose, <https://b.example/y>,\n    2020.\n", "1=https://a.example/a-long/path 2=https://b.example/y"},
		{"links with words", FormatHTML, `<p>It rose.[1]</p><h2>Sources</h2><ol><li><a href="https://a.example/x">Tides</a>, <a href="https://b.example/y">archived</a></li></ol>`, "1=https://a.example/x 1=https://b.example/y"},
		{"link that prints its address", FormatHTML, `<p>It rose.[1]</p><h2>Sources</h2><ol><li>Tides <a href="https://a.example/x">https://a.example/x</a></li></ol>`, "1=https://a.example/x"},
		{"back-links are none", FormatHTML, `<p id="r">It rose.<sup><a href="#n1">1</a></sup></p><ol class="notes"><li id="n1"><a href="#r">^</a> <a href="https://a.example/x">Tides</a></li></ol>`, "1=https://a.example/x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := shortURLs(read(t, test.format, test.source)); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}

// The link of a citation is the reference's, not the running text's.
func TestLinksAreThoseOfTheText(t *testing.T) {
	a := read(t, FormatText, "It rose, see https://a.example/x and https://a.example/y.[1]\n\nSources\n\n[1] https://b.example/z\n")
	if got, want := shortLinks(a), "https://a.example/x https://a.example/y"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
