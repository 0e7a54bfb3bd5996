package extract

import (
	"strings"
	"testing"
)

// labelsOf writes the labels of some markers; one that stands among words has
// an exclamation mark.
func labelsOf(markers []Marker) string {
	var out []string
	for _, m := range markers {
		label := m.Label
		if m.Sentence != "" {
			label += "!"
		}
		out = append(out, label)
	}
	return strings.Join(out, " ")
}

func TestHiddenMarkers(t *testing.T) {
	const list = "\n\n[^1]: https://a.example/1\n\n[^2]: https://a.example/2\n\n[^3]: https://a.example/3\n"
	const entries = `<h2>Sources</h2><p>[1] https://a.example/1</p><p>[2] https://a.example/2</p><p>[3] https://a.example/3</p>`
	const notes = `<ol class="footnotes"><li id="n1">Abel, 2019.</li><li id="n2">Bose, 2020.</li><li id="n3">Cole, 2021.</li></ol>`
	for _, c := range []struct {
		name   string
		format Format
		text   string
		seen   string
		hidden string
	}{
		{"Markdown, a span of its own", FormatMarkdown, "It rose.[^1]\n<span style=\"display:none\">[^2][^3]</span>" + list, "^1", "^2 ^3"},
		{"Markdown, within a line", FormatMarkdown, "It rose.[^1] <span style='display: none;'>[^2]</span> It fell.[^3]" + list, "^1 ^3", "^2"},
		{"Markdown, elements within", FormatMarkdown, "It rose.[^1]<span style=\"display:none\">[^2]<span>x</span>[^3]</span> It fell." + list, "^1", "^2! ^3!"},
		{"Markdown, never closed", FormatMarkdown, "It rose.[^1]<span style=\"display:none\">[^2]\n\nIt fell.[^3]" + list, "^1 ^2 ^3", ""},
		{"Markdown, as a block", FormatMarkdown, "It rose.[1]\n\n<div style=\"display:none\">\n[2] [3]\n</div>\n\n[1]: https://a.example/1\n[2]: https://a.example/2\n[3]: https://a.example/3\n", "1", "2 3"},
		{"HTML, brackets", FormatHTML, "<p>It rose.[1]</p><span style=\"display:none\">[2][3]</span>" + entries, "1", "2 3"},
		{"HTML, links", FormatHTML, `<p>It rose.<sup><a href="#n1">1</a></sup></p><span hidden><sup><a href="#n2">2</a></sup> <sup><a href="#n3">3</a></sup></span>` + notes, "1", "2 3"},
		{"HTML, a passage that is folded away", FormatHTML, `<p>It rose.[1]</p><div style="display:none"><p>Later it fell.[2] Then it rose.[3]</p></div>` + entries, "1", "2! 3!"},
		{"HTML, for screen readers", FormatHTML, `<p>It rose.[1]<span class="sr-only">[2]</span><span class="visually-hidden">[3]</span></p>` + entries, "1 2 3", ""},
		{"HTML, hidden menus and what cites nothing", FormatHTML, `<p>It rose.[1] It fell.[2][3]</p><nav><div hidden>[2]</div></nav><div hidden>[12] [sic]</div>` + entries, "1 2 3", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.format, c.text)
			checkArticle(t, a)
			if got := shortMarkers(a); got != c.seen {
				t.Errorf("seen %s, want %s", got, c.seen)
			}
			if got := labelsOf(a.Hidden); got != c.hidden {
				t.Errorf("hidden %s, want %s", got, c.hidden)
			}
		})
	}
}

func TestHiddenTextKeepsPlaces(t *testing.T) {
	a := read(t, FormatMarkdown, "It *rose*.<span style=\"display:none\">[^2]</span> It fell.[^1]\n\n[^1]: a\n[^2]: b\n")
	for _, m := range append(a.Markers, a.Hidden...) {
		if got := a.Text()[m.Span.Start:m.Span.End]; got != m.Text {
			t.Errorf("marker %s stands at %q", m.Text, got)
		}
	}
	if got, want := a.Markers[0].Sentence, "It fell.[^1]"; got != want {
		t.Errorf("sentence %q, want %q", got, want)
	}
}

func TestMarkersInLists(t *testing.T) {
	a := read(t, FormatMarkdown, "It rose.[^1] It fell.[^2]\n\n[^1]: Abel, 2019, as in [^2] and [3].\n[^2]: Bose, 2020.\n\n## Sources\n\n[3] https://a.example/3\n\n[4] https://a.example/4 and [3]\n")
	checkArticle(t, a)
	if got, want := labelsOf(a.InList), "^2! 3! 3!"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
