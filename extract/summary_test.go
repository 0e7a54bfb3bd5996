package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// read reads a source of a format and fails the test where that fails.
func read(t testing.TB, format Format, source string) *Article {
	t.Helper()
	a, err := Read([]byte(source), Options{Format: format})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return a
}

// shortMarkers writes the labels of all markers in order; one that cites no
// list has a question mark: "1 2 9?".
func shortMarkers(a *Article) string {
	var out []string
	for _, m := range a.Markers {
		label := m.Label
		if m.List < 0 {
			label += "?"
		}
		out = append(out, label)
	}
	return strings.Join(out, " ")
}

// shortLists writes every list as its heading and its labels, "-" for an entry
// without one; an entry that nothing cites has a star:
// "References: 1 2* 3 | Notes: a b".
func shortLists(a *Article) string {
	cited := citedReferences(a)
	var lists []string
	for i, l := range a.Lists {
		labels := make([]string, 0, len(l.References))
		for j, r := range l.References {
			label := r.Label
			switch {
			case !l.Numbered:
				label = "-"
			case !cited[[2]int{i, j}]:
				label += "*"
			}
			labels = append(labels, label)
		}
		lists = append(lists, l.Heading+": "+strings.Join(labels, " "))
	}
	return strings.Join(lists, " | ")
}

// citedReferences tells by list and place in it which references are cited.
func citedReferences(a *Article) map[[2]int]bool {
	cited := map[[2]int]bool{}
	for i, l := range a.Lists {
		for j, r := range l.References {
			cited[[2]int{i, j}] = r.Cited
			for _, m := range a.Markers {
				if m.List == i && LabelKey(m.Label) == LabelKey(r.Label) {
					cited[[2]int{i, j}] = true
				}
			}
		}
	}
	return cited
}

func shortLinks(a *Article) string {
	var out []string
	for _, l := range a.Links {
		out = append(out, l.Text)
	}
	return strings.Join(out, " ")
}

func shortURLs(a *Article) string {
	var out []string
	for _, l := range a.Lists {
		for _, r := range l.References {
			for _, u := range r.URLs {
				out = append(out, r.Label+"="+u.Text)
			}
		}
	}
	return strings.Join(out, " ")
}

// A reading is one article and what must be read of it. What is "" must not be
// there.
type reading struct {
	name    string
	source  string
	markers string
	lists   string
}

// runReadings checks the readings of one format.
func runReadings(t *testing.T, format Format, readings []reading) {
	t.Helper()
	for _, r := range readings {
		t.Run(r.name, func(t *testing.T) {
			a := read(t, format, r.source)
			checkArticle(t, a)
			if got := shortMarkers(a); got != r.markers {
				t.Errorf("markers\n got %s\nwant %s", got, r.markers)
			}
			if got := shortLists(a); got != r.lists {
				t.Errorf("lists\n got %s\nwant %s", got, r.lists)
			}
			if t.Failed() {
				t.Logf("source:\n%s\n%s", r.source, dump(a))
			}
		})
	}
}

// dump writes all of an article for golden files.
func dump(a *Article) string {
	var out strings.Builder
	place := func(s Span) string {
		p := a.Position(s.Start)
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	fmt.Fprintf(&out, "format %s\ntitle %q\npublished %q from %q\nbracketed %d\n", a.Format, a.Title, a.Published.Text, a.Published.Origin, a.Bracketed)
	for _, m := range a.Markers {
		fmt.Fprintf(&out, "marker %s %q list %d at %s in %q\n", m.Label, m.Text, m.List, place(m.Span), m.Sentence)
	}
	for i, l := range a.Lists {
		fmt.Fprintf(&out, "list %d %q kind %d numbered %t at %s\n", i, l.Heading, l.Kind, l.Numbered, place(l.Span))
		for _, r := range l.References {
			fmt.Fprintf(&out, "  reference %s at %s %q\n", r.Label, place(r.Span), r.Text)
			for _, u := range r.URLs {
				fmt.Fprintf(&out, "    url %s at %s\n", u.Text, place(u.Span))
			}
			for _, id := range r.Identifiers {
				fmt.Fprintf(&out, "    %s %s\n", id.Type, id.Value)
			}
		}
	}
	for _, l := range a.Links {
		fmt.Fprintf(&out, "link %s at %s on %q\n", l.Text, place(l.Span), l.Anchor)
	}
	for _, m := range a.Merged {
		fmt.Fprintf(&out, "merged %s %v to %s at %s\n", m.Text, m.Labels, m.Target, place(m.Span))
	}
	return out.String()
}

// checkArticle checks what holds of every article: spans lie in the text, in
// order where order is promised, and lists are there.
func checkArticle(t testing.TB, a *Article) {
	t.Helper()
	checkReading(t, a)
	inside := func(what string, s Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(a.Text()) {
			t.Errorf("%s: span %v lies outside of the text of %d bytes", what, s, len(a.Text()))
		}
		if p := a.Position(s.Start); p.Line < 1 || p.Column < 1 {
			t.Errorf("%s: position %v", what, p)
		}
	}
	for _, m := range slices.Concat(a.Markers, a.Hidden, a.InList) {
		inside("marker "+m.Label, m.Span)
		if m.List < -1 || m.List >= len(a.Lists) {
			t.Errorf("marker %s cites list %d of %d", m.Label, m.List, len(a.Lists))
		}
	}
	for _, m := range slices.Concat(a.Hidden, a.InList) {
		if m.List < 0 {
			t.Errorf("marker %s outside of the text cites no list", m.Label)
		}
	}
	for _, r := range a.Requests {
		inside("request "+r.Text, r.Span)
	}
	for _, r := range a.Residue {
		inside("residue "+r.Text, r.Span)
	}
	for _, l := range a.LeftAlone {
		inside("left alone "+l.Text, l.Span)
		if l.Reason == "" {
			t.Errorf("%q is left alone for no reason", l.Text)
		}
	}
	for i, s := range a.SetApart {
		if inside("apart", s); i > 0 && s.Start < a.SetApart[i-1].Start {
			t.Errorf("apart: %v behind %v", s, a.SetApart[i-1])
		}
	}
	for _, l := range a.Lists {
		inside("list "+l.Heading, l.Span)
		if len(l.References) == 0 {
			t.Errorf("list %q is empty", l.Heading)
		}
		for _, r := range l.References {
			inside("reference "+r.Label, r.Span)
			for _, u := range r.URLs {
				inside("url "+u.Text, u.Span)
			}
			for _, b := range r.Backs {
				inside("back to "+b.Target, b.Span)
			}
		}
	}
	for _, l := range a.Links {
		inside("link "+l.Text, l.Span)
	}
	for _, m := range a.Merged {
		inside("merged "+m.Text, m.Span)
	}
	inside("published", a.Published.Span)
	for _, s := range a.Dates {
		inside("date from "+s.Origin, s.Span)
	}
	a.Position(-1)
	a.Position(len(a.Text()) + 1)
}
