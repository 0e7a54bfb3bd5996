package extract

import (
	"strings"
	"testing"
)

func TestLeftAlone(t *testing.T) {
	const list = "\n\nReferences\n[1] https://a.example/1\n[2] https://a.example/2\n[3] https://a.example/3\n"
	for _, c := range []struct{ name, text, want string }{
		{"program text", "It is rowIds[4] there [1]." + list, "[4]: it is program text"},
		{"a cross-reference", "See Fig. [2] and [1]." + list, "[2]: it points into the article itself"},
		{"an interval", "It lay in the interval [10, 20] then [1]." + list, "[10, 20]: it is an interval"},
		{"a year", "So said the court in [2021] of it [1]." + list, "[2021]: no list has its label, and it may be a year, an interval or a wide range"},
		{"no list", "So it rose [1].", "[1]: no list has labels of its kind"},
		{"words", "He [sic] said [the bank] rose [1]." + list, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, FormatText, c.text)
			var got []string
			for _, l := range a.LeftAlone {
				got = append(got, l.Text+": "+l.Reason)
			}
			if got := strings.Join(got, " | "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if len(a.LeftAlone) != a.Bracketed {
				t.Errorf("%d counted, %d kept", a.Bracketed, len(a.LeftAlone))
			}
		})
	}
}

func TestLeftAloneHasALimit(t *testing.T) {
	a := read(t, FormatText, strings.Repeat("It is rowIds[4] there. ", 3*maxLeftAlone))
	if len(a.LeftAlone) != maxLeftAlone || a.Bracketed != 3*maxLeftAlone {
		t.Errorf("%d kept of %d", len(a.LeftAlone), a.Bracketed)
	}
}

func TestRangesThatFall(t *testing.T) {
	list := "\n\nReferences\n" + repeatNumbered("[%d] https://a.example/%[1]d\n", 30)
	for _, c := range []struct{ text, want string }{
		{"It rose [6–4].", "6 5 4"},
		{"It rose [26–8].", "26 27 28"}, // as print abbreviates 26 to 28
		{"It rose [4–6].", "4 5 6"},
		{"It rose [33–31].", ""},
	} {
		if got := shortMarkers(read(t, FormatText, c.text+list)); got != c.want {
			t.Errorf("%s cites %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRaisedNumbersBesideBrackets(t *testing.T) {
	list := "\n\nReferences\n" + repeatNumbered("[%d] Abel, part %[1]d, https://a.example/%[1]d\n", 5)
	for _, c := range []struct{ name, text, want string }{
		{"cite what brackets do not", "It rose [1]. It fell.² It turned.³", "1 2 3"},
		{"are exponents else", "It rose by 3 m² [1], or 4 acre² [2].", "1 2"},
		{"one alone is no marker", "It rose [1]. It fell.²", "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shortMarkers(read(t, FormatText, c.text+list)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhichListsAreWritten(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   bool
	}{
		{"brackets", FormatText, "It rose [1].\n\nReferences\n[1] https://a.example/1\n[2] https://a.example/2\n", true},
		{"typed numbers", FormatText, "It rose [1].\n\nReferences\n1. https://a.example/1\n2. https://a.example/2\n", true},
		{"Markdown's own numbers", FormatMarkdown, "It rose [1].\n\n## References\n\n1. https://a.example/1\n2. https://a.example/2\n", false},
		{"Markdown's definitions", FormatMarkdown, "It rose [1].\n\n[1]: https://a.example/1\n[2]: https://a.example/2\n", false},
		{"Markdown's footnotes", FormatMarkdown, "It rose [^1].\n\n[^1]: https://a.example/1\n", false},
		{"a page's own numbers", FormatHTML, `<p>It rose.<sup><a href="#n1">1</a></sup></p><ol class="footnotes"><li id="n1">Abel.</li></ol>`, false},
		{"a page's typed numbers", FormatHTML, `<p>It rose.<sup><a href="#n1">1</a></sup></p><div class="footnotes"><p id="n1">1. Abel.</p></div>`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, c.format, c.text).Lists[0].Written; got != c.want {
				t.Errorf("written %t, want %t", got, c.want)
			}
		})
	}
}

func TestWhatStandsApart(t *testing.T) {
	const list = "\n\n[1]: https://a.example/1\n[2]: https://a.example/2\n"
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   string
	}{
		{"a table", FormatMarkdown, "It rose [1].\n\n| a | b |\n|---|---|\n| x | fell [2] |\n" + list, "fell [2]"},
		{"a caption", FormatMarkdown, "It rose [1].\n\nFigure 2: Rents, after [2].\n" + list, "Figure 2: Rents, after [2]."},
		{"below a figure's title", FormatMarkdown, "It rose [1].\n\nFigure 2\n\nRents, after [2].\n" + list, "Rents, after [2]."},
		{"a page's caption", FormatHTML, "<p>It rose [1].</p><figure><img src=x><figcaption>Rents, after [2].</figcaption></figure><p>[1] https://a.example/1</p><p>[2] https://a.example/2</p>", "Rents, after [2]."},
		{"text", FormatMarkdown, "It rose [1]. Figure 2 shows it [2].\n" + list, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.format, c.text)
			var got []string
			for _, s := range a.SetApart {
				got = append(got, a.Text()[s.Start:s.End])
			}
			if got := strings.Join(got, " | "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatMarkdownPrints(t *testing.T) {
	a := read(t, FormatMarkdown, "It rose.[^b] It fell.[^2] It turned.[^b] So it was.[^1]\n\n[^1]: x\n[^2]: y\n[^b]: z\n")
	var got []string
	for _, m := range a.Markers {
		printed := "="
		if m.Tie != nil {
			printed = m.Tie.Printed
		}
		got = append(got, m.Label+" "+printed)
	}
	if got, want := strings.Join(got, ", "), "^b 1, ^2 =, ^b 1, ^1 3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
