package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readingOf is an article with its reading text, markers marked as «[1]».
func readingOf(t *testing.T, format Format, text string) []string {
	t.Helper()
	a, err := Read(text, Options{Format: format, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	spans := markerSpans(a)
	var out []string
	for _, p := range a.Paragraphs() {
		var marked strings.Builder
		from := 0
		for _, m := range p.Places(spans) {
			marked.WriteString(p.Text[from:m.Start] + "«" + p.Text[m.Start:m.End] + "»")
			from = m.End
		}
		out = append(out, marked.String()+p.Text[from:])
	}
	return out
}

// markerSpans are the places of the markers, each once.
func markerSpans(a *Article) []Span {
	var spans []Span
	for _, m := range a.Markers {
		spans = append(spans, m.Span)
	}
	slices.SortFunc(spans, func(x, y Span) int { return x.Start - y.Start })
	return slices.Compact(spans)
}

func TestReadingTextIsWhatReadersSee(t *testing.T) {
	for name, c := range map[string]struct {
		format Format
		text   string
		want   []string
	}{
		"text without the entries of its list": {
			FormatText, "Tides\n\nThe sea rose [1, 2] again.\n\nReferences\n[1] Abel. https://a.example/\n[2] Bose. https://b.example/\n",
			[]string{"Tides", "The sea rose «[1, 2]» again.", "References"},
		},
		"entries that stand in the line of the text": {
			FormatText, "It rose [1] and fell [2].\n\nSources: [1] https://a.example/x [2] https://b.example/y\n",
			[]string{"It rose «[1]» and fell «[2]».", "Sources:"},
		},
		"HTML without markup and menus": {
			FormatHTML, `<nav><a href="/">Home</a></nav><main><h1>Tides &amp; seas</h1><p>It <em>rose</em><sup><a href="#n1">&#91;1]</a></sup> &amp; fell.</p>` +
				`<pre>a  b</pre><ol><li id="n1">Abel. <a href="https://a.example/">Tides</a></li></ol></main>`,
			[]string{"Tides & seas", "It rose«[1]» & fell.", "a  b"},
		},
		"Markdown with a note": {
			FormatMarkdown, "# Tides\n\nIt *rose*[^a] and **fell**.\n\n- so\n- on\n\n[^a]: Abel. https://a.example/\n",
			[]string{"Tides", "It rose«[^a]» and fell.", "so", "on"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readingOf(t, c.format, c.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadingTextIsKeptOnlyOnRequest(t *testing.T) {
	a, err := Read("It rose [1].\n\n[1] https://a.example/\n", Options{Format: FormatText})
	if err != nil || a.Paragraphs() != nil {
		t.Errorf("got %v, %v: want no paragraphs", a.Paragraphs(), err)
	}
}

// Every marker stands in exactly one paragraph, in every format.
func TestEveryMarkerHasItsPlaceInTheReadingText(t *testing.T) {
	names, err := filepath.Glob("testdata/articles/*")
	if err != nil || len(names) == 0 {
		t.Fatal("no articles:", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Read(text, Options{Source: name, KeepReading: true})
		if err != nil || filepath.Ext(name) == ".golden" {
			continue
		}
		wantPlaced(t, name, a)
	}
	wantPlaced(t, "docx", readArchive(t, docxOf(t, docx{
		body: para("It rose"+ref("footnote", "2")+" &amp; fell [1].") + headed("Sources") + para("[1] Abel. https://a.example/"), footnotes: note("footnote", "2", "Abel."),
	})))
	wantPlaced(t, "epub", readArchive(t, epubOf(t, "", "one.xhtml", "<p>It rose "+noteLink("two.xhtml#n", "1")+" &amp; fell.</p>", "two.xhtml", `<aside epub:type="footnote" id="n">Abel.</aside>`)))
	mail, err := Read("From: a@a.example\nContent-Transfer-Encoding: quoted-printable\n\nIt =\nrose=20=5B1].\n\n[1] https://a.example/\n", Options{Format: FormatMail, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	wantPlaced(t, "mail", mail)
}

// wantPlaced wants an article to have markers, and each of them in one place of
// its reading text.
func wantPlaced(t *testing.T, name string, a *Article) {
	t.Helper()
	spans, places := markerSpans(a), map[Span]int{}
	for _, p := range a.Paragraphs() {
		for _, at := range p.Places(spans) {
			places[spans[at.Index]]++
		}
	}
	for _, s := range spans {
		if places[s] != 1 {
			t.Errorf("%s: the marker %q stands in %d paragraphs", name, a.Text()[s.Start:s.End], places[s])
		}
	}
	if len(spans) == 0 && filepath.Ext(name) == "" {
		t.Errorf("%s: no markers were read", name)
	}
}

// checkReading checks that what a report cuts a paragraph by lies in it.
func checkReading(t testing.TB, a *Article) {
	t.Helper()
	spans := markerSpans(a)
	for _, p := range a.Paragraphs() {
		if strings.TrimSpace(p.Text) == "" {
			t.Error("a paragraph is blank")
		}
		end := 0
		for _, at := range p.Places(spans) {
			if at.Start < end || at.End < at.Start || at.End > len(p.Text) {
				t.Fatalf("%q: a marker at %+v behind %d", p.Text, at, end)
			}
			end = at.Start
		}
	}
}
