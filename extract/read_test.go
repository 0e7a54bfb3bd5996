package extract

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         error
	}{
		{"nothing", "", ErrEmpty},
		{"white space", " \r\n\t\n", ErrEmpty},
		{"a byte order mark", "\ufeff", ErrEmpty},
		{"PDF", "%PDF-1.7\nIt rose.[1]", ErrBinary},
		{"PNG", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x00\x00\rIHDR", 20), ErrBinary},
		{"ZIP", "PK\x03\x04 and text", ErrBinary},
		{"zero bytes", strings.Repeat("a\x00\x00\x00", 400), ErrBinary},
		{"control characters", strings.Repeat("\x01\x02ab", 400), ErrBinary},
	} {
		t.Run(test.name, func(t *testing.T) {
			if a, err := Read([]byte(test.source), Options{}); !errors.Is(err, test.want) {
				t.Errorf("article %v, error %v; want %v", a, err, test.want)
			}
		})
	}
	if _, err := Read([]byte("x"), Options{Format: "rtf"}); err == nil || !strings.Contains(err.Error(), "rtf") {
		t.Errorf("unknown format: error %v", err)
	}
}

func TestReadKeepsGoing(t *testing.T) {
	for _, test := range []struct{ name, source, markers string }{
		{"one zero byte", "It\x00 rose." + strings.Repeat(" It fell.", 40) + "[1]\n\nSources\n\n[1] https://a.example/\n", "1"},
		{"open tag", "<html><p>It rose [1]<h2>Sources</h2><p>[1] https://a.example/<a href=\"", "1"},
		{"open comment", "<html><p>It rose [1]<h2>Sources</h2><p>[1] https://a.example/<!-- x", "1"},
		{"open script", "<html><p>It rose [1]<h2>Sources</h2><p>[1] https://a.example/</p><script>x", "1"},
		{"zero byte in HTML", "<html><p>It rose\x00 [1]<h2>Sources</h2><p>[1] https://a.example/" + strings.Repeat(" It fell.", 40), "1"},
		{"no tags at all", "<html>It rose [1]<h2>Sources</h2>[1] https://a.example/", "1"},
		{"open fence", "# T\n\n[a](https://a.example/) It rose [1]\n\n## Sources\n\n[1] https://a.example/\n\n```\n[2]", "1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read([]byte(test.source), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkArticle(t, a)
			if got := shortMarkers(a); got != test.markers {
				t.Errorf("markers %s, want %s\n%s", got, test.markers, dump(a))
			}
		})
	}
}

func TestFormatIsFoundOut(t *testing.T) {
	for _, test := range []struct {
		name   string
		o      Options
		source string
		want   Format
	}{
		{"by name", Options{Source: "a/B.MD"}, "It rose.", FormatMarkdown},
		{"by name with query", Options{Source: "https://a.example/x.html?y=1"}, "It rose.", FormatHTML},
		{"by type", Options{Source: "https://a.example/x", ContentType: "text/html; charset=utf-8"}, "It rose.", FormatHTML},
		{"markdown type", Options{ContentType: "text/markdown"}, "It rose.", FormatMarkdown},
		{"page in a text file", Options{Source: "x.txt"}, "<!DOCTYPE html><p>It rose.", FormatHTML},
		{"light markup that begins with a tag", Options{Source: "x.md"}, "<div id=page>\n\n## Tides\n\nIt rose.\n", FormatMarkdown},
		{"light markup that begins with a tag, without a name", Options{}, "<div id=page>\n\n## Tides\n\nIt [rose](https://a.example/).\n", FormatMarkdown},
		{"fragment in a text file", Options{Source: "x.txt"}, "<div class=a><p>It rose.</p></div>", FormatHTML},
		{"fragment", Options{}, "\n<div class=a><p>It rose.</p></div>", FormatHTML},
		{"tags", Options{}, "It <li>a</li><li>b</li><li>c</li><p>d</p><p>e</p><p>f</p>", FormatHTML},
		{"light markup", Options{}, "# Tides\n\nIt [rose](https://a.example/).\n", FormatMarkdown},
		{"footnotes", Options{}, "It rose.[^1]\n\n> so\n\n[^1]: Abel.\n", FormatMarkdown},
		{"text", Options{}, "It rose.[1]\n\n[1] https://a.example/\n", FormatText},
		{"journal article", Options{Source: "x.xml"}, "<?xml version=\"1.0\"?>\n<!DOCTYPE article PUBLIC \"-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN\" \"x.dtd\">\n<article><body><p>It rose.", FormatJATS},
		{"journal article without a DTD", Options{}, "<article xml:lang=\"en\"><front><article-meta>", FormatJATS},
		{"journal article from an archive's answer", Options{}, "<OAI-PMH><metadata><article article-type=\"letter\">", FormatJATS},
		{"journal article by name", Options{Source: "x.nxml"}, "<?xml version=\"1.0\"?><x>It rose.", FormatJATS},
		{"article of a page", Options{Source: "x.html"}, "<article class=\"x\"><p>It rose.", FormatHTML},
		{"page about journal articles", Options{}, "<!DOCTYPE html><article><pre><article-meta>", FormatHTML},
		{"another kind of article", Options{Source: "x.xml"}, "<article xmlns=\"http://docbook.org/ns/docbook\" version=\"5.0\"><title>Tides</title><para>It rose.</para>", FormatHTML},
		{"another kind of XML", Options{Source: "x.xml"}, "<?xml version=\"1.0\"?><project><name>x</name></project>", FormatText},
		{"given", Options{Source: "x.html", Format: FormatText}, "<p>It rose.", FormatText},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read([]byte(test.source), test.o)
			if err != nil {
				t.Fatal(err)
			}
			if a.Format != test.want {
				t.Errorf("got %s, want %s", a.Format, test.want)
			}
		})
	}
}

// Pages that parsers are known to refuse, or to take minutes or gigabytes for.
func TestReadIsNotExhausted(t *testing.T) {
	const list = "<h2>Sources</h2><p>[1] https://a.example/</p>"
	for _, test := range []struct {
		name   string
		format Format
		source string
	}{
		{"600 nested blocks", FormatHTML, strings.Repeat("<div>", 600) + "<p>It rose [1]</p>" + strings.Repeat("</div>", 600) + list},
		{"100,000 open formats", FormatHTML, strings.Repeat("<b>", 100_000) + "<p>It rose [1]</p>" + list},
		{"open formats in a table", FormatHTML, "<table>" + strings.Repeat("<b>", 78_000) + "</table><p>It rose [1]</p>" + list},
		{"20 MB of text", FormatText, strings.Repeat("It rose and it fell, as water does on this coast.\n\n", 400_000) + "It rose [1]\n\nSources\n\n[1] https://a.example/\n"},
		{"20 MB of page", FormatHTML, strings.Repeat("<p>It rose and it fell, as water does on this coast.</p>\n", 360_000) + "<p>It rose [1]</p>" + list},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			a := read(t, test.format, test.source)
			took := time.Since(start)
			if shortMarkers(a) != "1" || len(a.Lists) != 1 {
				t.Errorf("markers %s, lists %s", shortMarkers(a), shortLists(a))
			}
			// A bound that only growth beyond the linear breaks.
			if took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
