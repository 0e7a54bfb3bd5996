package extract

import (
	"strings"
	"testing"
)

// shortRepairs writes the addresses of the first entry: as they are read, with
// the reason where that is not as they are written.
func shortRepairs(a *Article) string {
	var out []string
	for _, u := range a.Lists[0].References[0].URLs {
		s := u.Text
		if u.Repair != "" {
			s += " (" + u.Repair + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestRepairs(t *testing.T) {
	for _, test := range []struct{ name, entry, want string }{
		{"as written", "https://a.example/x", "https://a.example/x"},
		// invisible characters
		{"soft hyphen", "https://a.example/quay\u00adside", "https://a.example/quayside (without the invisible characters in it)"},
		{"space without width at a slash", "https://a.example/\u200bx", "https://a.example/x (without the invisible characters in it)"},
		{"in the host", "https://a\u2060.example/x", "https://a.example/x (without the invisible characters in it)"},
		{"space without width between words", "https://a.example/x\u200band so on", "https://a.example/x"},
		{"behind the address", "https://a.example/x\u200b, 2021", "https://a.example/x"},
		{"the spelling of Persian", "https://a.example/می\u200cشود", "https://a.example/می\u200cشود"},
		// signs that were escaped
		{"disarmed", "https://a[.]example[.]org/x[.]", `https://a.example.org/x (with "." for "[.]")`},
		{"disarmed by its scheme, too", "hxxps://a[.]example/x", "hxxps://a[.]example/x"},
		{"an entity", "https://a.example/x?a=1&amp;b=2", `https://a.example/x?a=1&b=2 (with "&" for "&amp;")`},
		{"backslashes", `https://a.example/x\_y\%20z`, "https://a.example/x_y%20z (without backslashes)"},
		{"another backslash", `https://a.example/x\y`, "https://a.example/x"},
		// no scheme
		{"www", "Tides, www.tides.co.uk/quay.", "http://www.tides.co.uk/quay (with the scheme that is left out)"},
		{"no www", "Tides (tides.org/quay)", "http://tides.org/quay (with the scheme that is left out)"},
		{"the name of a site", "www.tides.co.uk, tides.org", ""},
		{"within an address", "https://web.example/2021/www.tides.org/x?u=tides.org/y", "https://web.example/2021/www.tides.org/x?u=tides.org/y"},
		{"what is none", "Vol.1/2, J.Phys/3, abel@tides.org/x, and/or, README.md/x, ASP.NET/C, 10.1000/tides.org/x, x.com/", ""},
		// line ends within angle brackets are no repair
		{"in brackets", "<https://a.example/quay-\n    side/x>", "https://a.example/quay-side/x"},
		// and without them are one
		{"hyphen", "Abel, R. Tides of the northern shore, https://a.example/quay-\n    side-2019.html", "https://a.example/quay-side-2019.html (joined over a line end)"},
		{"one plain word behind a hyphen", "Abel, R. Tides of the northern shore, https://a.example/quay-\n    side", "https://a.example/quay-side (joined over a line end)"},
		{"slash", "Abel, R. Tides of the northern shore, https://a.example/\n    tides/quay_2019/x.pdf. Accessed 2021.", "https://a.example/tides/quay_2019/x.pdf (joined over a line end)"},
		{"slash in the next line", "Abel, R. Tides of the northern shore, https://a.example\n    /tides/quay", "https://a.example/tides/quay (joined over a line end)"},
		{"query", "Abel, R. Tides of the northern shore, https://a.example/view?id=\n    q77", "https://a.example/view?id=q77 (joined over a line end)"},
		{"ending of a file", "Abel, R. Tides of the northern shore, https://a.example/quay.\n    pdf", "https://a.example/quay.pdf (joined over a line end)"},
		{"three lines", "Abel, R. Tides of the northern shore, https://a.example/quay-\n    side-of-the-northern-harbour-in-the-year-of-the-flood-\n    part-2.html", "https://a.example/quay-side-of-the-northern-harbour-in-the-year-of-the-flood-part-2.html (joined over a line end)"},
		// when unsure, not
		{"a word of prose", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    Accessed 2021.", "https://a.example/quay/"},
		{"an adjective", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    self-published", "https://a.example/quay/"},
		{"pages", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    pp.12-15.", "https://a.example/quay/"},
		{"a date", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    11-May-2021", "https://a.example/quay/"},
		{"digits", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    12/2019", "https://a.example/quay/"},
		{"a whole address", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    https://b.example/x_2", "https://a.example/quay/ https://b.example/x_2"},
		{"another site", "Abel, R. Tides of the northern shore, https://a.example/quay/\n    tides.org/x_2", "https://a.example/quay/ http://tides.org/x_2 (with the scheme that is left out)"},
		{"a short line", "Tides, https://a.example/quay-\n    side-2019.html", "https://a.example/quay-"},
		{"a sentence's end", "Abel, R. Tides of the northern shore, https://a.example/quay.\n    it_rose/again", "https://a.example/quay"},
		{"a line that is not full", "Abel, R. Tides of the northern shore and what they did to the harbour of the town of the quay in\n    the year of the flood, see the page https://a.example/x/\n    a_b/c", "https://a.example/x/"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatText, "It rose.[1] It fell.[2]\n\nReferences\n\n[1] "+test.entry+"\n[2] https://b.example/\n")
			checkArticle(t, a)
			if got := shortRepairs(a); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// The literal is what stands in the text, and the place is the literal's.
func TestRepairsKeepTheLiteral(t *testing.T) {
	const literal = "https://a.example/quay-\n    side_2019.html"
	a := read(t, FormatText, "It rose.[1]\n\nReferences\n\n[1] Abel, R. Tides of the northern shore, "+literal+".\n")
	u := a.Lists[0].References[0].URLs[0]
	if u.Literal != literal || a.Text()[u.Span.Start:u.Span.End] != literal {
		t.Errorf("literal %q at %q", u.Literal, a.Text()[u.Span.Start:u.Span.End])
	}
}

// A reader's click on a link asks for what is invisible in its target.
func TestRepairsOfLinks(t *testing.T) {
	a := read(t, FormatHTML, "<p>It <a href='https://a.example/x\u200b'>rose</a>.")
	if u := a.Links[0].URL; u.Text != "https://a.example/x" || u.Repair != RepairInvisible || u.Literal != "https://a.example/x\u200b" {
		t.Errorf("%+v", u)
	}
}

// Nobody is to follow what is disarmed in running text, and the name of a site
// is no citation. Line ends part words.
func TestRunningTextIsRepairedLess(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It called https://a[.]example/x and https://b.example/y.", "https://b.example/y"},
		{"See www.tides.co.uk/quay or www.tides.co.uk or tides.org/quay.", "http://www.tides.co.uk/quay"},
		{"The tides of the northern shore are at https://a.example/quay-\nside-2019.html now.", "https://a.example/quay-"},
	} {
		if got := shortLinks(read(t, FormatText, test.text)); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// A DOI goes over line ends where an address does.
func TestIdentifiersOverLineEnds(t *testing.T) {
	for _, test := range []struct{ entry, want string }{
		{"Abel, R. Tides of the northern shore, doi:10.1000/S0140-\n    6736a_20.30", "10.1000/S0140-6736a_20.30"},
		{"Abel, R. Tides of the northern shore, https://doi.org/10.1000/quay.\n    2019.", "10.1000/quay"},
		{"Abel, R., <https://doi.org/10.1000/quay-\n    side>, 2019.", "10.1000/quay-side"},
		{"Abel, R. Tides of the northern shore, https://doi.org/10.1000/quay-\n    2019.1a", "10.1000/quay-2019.1a"},
	} {
		a := read(t, FormatText, "It rose.[1]\n\nReferences\n\n[1] "+test.entry+"\n")
		var got []string
		for _, id := range a.Lists[0].References[0].Identifiers {
			got = append(got, id.Value)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.entry, got, test.want)
		}
	}
}
