package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// shortBibTeX writes entries as their kind, key and fields.
func shortBibTeX(text string) string {
	var out []string
	for _, e := range parseBibTeX(text) {
		s := e.kind + " " + e.key
		for _, f := range e.fields {
			var pieces []string
			for _, p := range f.pieces {
				pieces = append(pieces, text[p.Start:p.End])
			}
			s += fmt.Sprintf(" %s=%s", f.name, strings.Join(pieces, "+"))
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestBibTeX(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"forms of values", `@Article{abel, Title = {The {NASA} log}, year=2019, note = "so {"}it{"}", }`, `article abel title=The {NASA} log year=2019 note=so {"}it{"}`},
		{"strings and concatenation", `@string{sl = "Shore Lett"} @misc(abel, journal = sl # {, B} # "x", month = mar)`, "misc abel journal=Shore Lett+, B+x month=mar"},
		{"what is between entries", "From JabRef, abel@pier.example.\n@comment{x}\n@preamble{\"\\newcommand\"}\n@book{abel,title={T}}", "book abel title=T"},
		{"without fields", "@misc{abel}\n@misc{bose,}\n@misc{cole, }", "misc abel | misc bose | misc cole"},
		{"escaped braces", `@misc{a:b/c.d+e_f, title = {a \} b \{}}`, `misc a:b/c.d+e_f title=a \} b \{`},
		{"a value that is never ended", "@misc{abel, title = {So {it}\n@misc{bose,\n title={T}}", "misc abel title=So {it}\n | misc bose title=T"},
		{"an entry that is never ended", "@misc{abel, title = {T},\n@misc{bose, title={U}}", "misc abel title=T | misc bose title=U"},
		{"a missing comma", "@misc{abel,\n title = {T}\n year = 2019}", "misc abel title=T year=2019"},
		{"an at sign in a value", "@misc{abel, note = {by\n@abel and a@b.example}}", "misc abel note=by\n@abel and a@b.example"},
		{"a field without a value", "@misc{abel, title, year = 2019}", "misc abel year=2019"},
		{"nothing", "@", ""},
		{"no key", "@misc{, title={T}} @misc{title={T}}", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := shortBibTeX(test.source); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestBookNumber(t *testing.T) {
	for _, test := range []struct{ kind, value, want string }{
		{TypeISBN, "978-3-16-148410-0", "9783161484100"},
		{TypeISBN, "0 306 40615 2", "0306406152"},
		{TypeISBN, "0-306-40615-2; 978-3-16-148410-0 (pbk)", "0306406152"},
		{TypeISBN, "0306406152/pbk", "0306406152"},
		{TypeISBN, "", ""},
		{TypeISSN, "1234-5679, 0000-0000", "1234-5679"},
	} {
		if got := bookNumber(test.kind, test.value); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.kind, test.value, got, test.want)
		}
	}
}

func TestBibTeXSaysOfItsSources(t *testing.T) {
	const database = `@string{sl = "Shore Letters"}
@article{abel, author = {Abel, R. and {B{\"o}se}, S.}, title = {{Tides} of {\'E}ire}, journal = sl, year = 2019, month = mar, doi = {10.5555/abc}, eprint = {2101.00001}, archivePrefix = {arXiv}}
@online{bose, editor = {Bose}, title = {Winds}, date = {2020-05-06}, urldate = {2021-01-02}, url = {https://a.example/w}, organization = {Pier}}
@incollection{cole, title = {Rains}, booktitle = {Weather}, publisher = {Pier Press}, year = "2001", isbn = {0-306-40615-2}, month = 13}`
	a, err := Read(document(`\nocite{*}\bibliography{refs}`), Options{Source: "main.tex", Beside: neighbours(map[string]string{"refs.bib": database})})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{
		{"Tides of Éire", "Abel, R., Böse, S.", "Shore Letters", "2019-03", "", "doi:10.5555/abc arxiv:2101.00001"},
		{"Winds", "Bose", "Pier", "2020-05-06", "2021-01-02", ""},
		{"Rains", "", "Weather", "2001", "", "isbn:0306406152"},
	} {
		r := a.Lists[0].References[i]
		var ids []string
		for _, id := range r.Identifiers {
			ids = append(ids, id.Type+":"+id.Value)
		}
		got := []string{r.Title, r.Authors, r.Publisher, r.Published.Text, r.Accessed.Text, strings.Join(ids, " ")}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", r.Label, got, want)
		}
	}
}
