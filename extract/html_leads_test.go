package extract

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhereMarkersLead(t *testing.T) {
	// cite writes a marker that prints one number and leads to another's note.
	cite := func(printed, id string) string {
		return fmt.Sprintf(`<p>It rose.<sup><a href="#n%s">%s</a></sup></p>`, id, printed)
	}
	ol := func(attrs string, ids ...string) string {
		var b strings.Builder
		for _, id := range ids {
			fmt.Fprintf(&b, `<li id="n%s">Abel, part %s of many.</li>`, id, id)
		}
		return `<ol class="footnotes"` + attrs + `>` + b.String() + `</ol>`
	}
	printed := func(labels ...string) string {
		var b strings.Builder
		for i, label := range labels {
			fmt.Fprintf(&b, `<p id="n%d">%s Abel, part of many.</p>`, i+1, label)
		}
		return `<div class="footnotes">` + b.String() + `</div>`
	}
	for _, c := range []struct {
		name, text string
		want       string // "printed>led to"
		entries    string
	}{
		{"as they should", cite("1", "1") + cite("2", "2") + cite("2", "2") + ol("", "1", "2"), "", "1 2"},
		{"to another's note", cite("1", "1") + cite("2", "2") + cite("3", "2") + cite("4", "4") + ol("", "1", "2", "3", "4"), "3>2", "1 2 3 4"},
		{"to another's note, before its own marker", cite("1", "1") + cite("3", "2") + cite("2", "2") + ol("", "1", "2", "3"), "3>2", "1 2 3"},
		{"to another's note, in a list that begins later", cite("35", "a") + cite("36", "b") + cite("37", "b") + ol(` start="35"`, "a", "b", "c"), "37>36", "35 36 37"},
		{"to another's note, by printed numbers", cite("1", "1") + cite("2", "2") + cite("3", "2") + printed("[1]", "[2]", "[3]"), "3>2", "1 2 3"},
		{"a list that counts in another way", cite("1", "1") + cite("2", "1") + cite("3", "2") + cite("4", "2") + ol("", "1", "2"), "", "1 3"},
		{"a list that begins anew", cite("4", "1") + cite("5", "2") + cite("6", "3") + ol("", "1", "2", "3"), "", "4 5 6"},
		{"letters and symbols", cite("a", "1") + cite("b", "2") + cite("*", "1") + ol("", "1", "2"), "", "a b"},
		{"a list of letters", cite("1", "1") + cite("2", "2") + cite("3", "2") + ol(` type="a"`, "1", "2", "3"), "", "1 2 3"},
		{"a list that counts down", cite("2", "1") + cite("1", "2") + ol(` reversed`, "1", "2"), "", "2 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, FormatHTML, "<article>"+c.text+"</article>")
			var got, labels []string
			for _, m := range a.Markers {
				if m.Tie != nil && m.Tie.Leads != "" {
					got = append(got, m.Label+">"+m.Tie.Leads)
				}
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, r := range a.Lists[0].References {
				labels = append(labels, r.Label)
			}
			if got := strings.Join(labels, " "); got != c.entries {
				t.Errorf("entries %s, want %s", got, c.entries)
			}
		})
	}
}

func TestLinksBack(t *testing.T) {
	const marks = `<p>It rose.<sup id="r1"><a href="#n1">1</a></sup> It fell.<sup><a id="r2" href="#n2">2</a></sup></p><p id="p3">It turned.<a id="r3"></a><sup><a href="#n3">3</a></sup></p>`
	note := func(n int, back string) string { return fmt.Sprintf(`<li id="n%d">Abel, 2019. %s</li>`, n, back) }
	for _, c := range []struct {
		name, notes string
		want        string // by note: "target=label", "?" when the page lacks it
	}{
		{"as they should", note(1, `<a href="#r1">↩</a>`) + note(2, `<a href="#r2" class="footnote-backref">back</a>`) + note(3, `<a href="#p3">^</a>`), "r1=1 | r2=2 | p3="},
		{"to no place", note(1, `<a href="#x1">↩︎</a>`) + note(2, `<a href="#r2">↑</a>`) + note(3, ""), "x1? | r2=2 | "},
		{"to another's marker", note(1, `<a href="#r2">↩</a>`) + note(2, `<a href="#r2">↩</a>`) + note(3, ""), "r2=2 | r2=2 | "},
		{"several", note(1, `<a href="#r1" role="doc-backlink">a</a> <a href="#x" role="doc-backlink">b</a>`) + note(2, "") + note(3, ""), "r1=1 x? |  | "},
		{"links that mean something else", note(1, `<a href="#top">↑</a> <a href="#">↩</a> <a href="other.html#r9">↩</a> see <a href="#s4">section 4</a>`) + note(2, "") + note(3, ""), " |  | "},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, FormatHTML, "<article>"+marks+`<ol class="footnotes">`+c.notes+"</ol></article>")
			checkArticle(t, a)
			var notes []string
			for _, r := range a.Lists[0].References {
				var backs []string
				for _, b := range r.Backs {
					if b.Found {
						backs = append(backs, b.Target+"="+b.Label)
					} else {
						backs = append(backs, b.Target+"?")
					}
				}
				notes = append(notes, strings.Join(backs, " "))
			}
			if got := strings.Join(notes, " | "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
