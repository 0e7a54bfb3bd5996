package extract

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// document puts a body into a LaTeX document.
func document(body string) string {
	return "\\documentclass{article}\n\\begin{document}\n" + body + "\n\\end{document}\n"
}

const bibitems = `\begin{thebibliography}{9}
\bibitem{abel} Abel. Tides.
\bibitem{bose} Bose. Winds.
\bibitem{cole} Cole. Rains.
\end{thebibliography}`

func TestLaTeXForms(t *testing.T) {
	runReadings(t, FormatLaTeX, []reading{
		{"one and several", document(`It rose~\cite{abel} and fell \cite{bose,cole}.` + bibitems), "abel bose cole", ": abel bose cole"},
		{"with options", document(`It rose \cite[see][p.~3]{abel}, \citep*[][{[p. 4]}]{bose}, \citet [p. 5] {cole}.` + bibitems), "abel bose cole", ": abel bose cole"},
		{"over lines", document("It rose \\cite{abel,% why\n  bose,\n cole}.\n" + bibitems), "abel bose cole", ": abel bose cole"},
		{"biblatex", document(`It rose \parencite{abel}\footcite[3]{bose} \Textcite{cole}.` + bibitems), "abel bose cole", ": abel bose cole"},
		{"several at once", document(`It rose \autocites(see)()[1]{abel}[2][]{bose}{cole}.` + bibitems), "abel bose cole", ": abel bose cole"},
		{"a volume first", document(`It rose \volcite{2}[5]{abel}.` + bibitems), "abel", ": abel bose* cole*"},
		{"a key that is nowhere", document(`It rose \cite{abel,zzz}.` + bibitems), "abel zzz?", ": abel bose* cole*"},
		{"listed without being cited", document(`It rose \cite{abel}. \nocite{bose}` + bibitems), "abel", ": abel bose cole*"},
		{"all are listed", document(`It rose \cite{abel}. \nocite{*}` + bibitems), "abel", ": abel bose cole"},
		{"commands that do not cite", document(`It rose \cite{abel}. \citestyle{plain}\label{bose}\ref{cole}\excited{bose}` + strings.Replace(bibitems, "bose", "dunn", 1)), "abel", ": abel dunn* cole*"},
		{"macros that cite", "\\newcommand{\\seen}[1]{\\emph{see} \\citep[cf.][]{#1}}\n\\newcommand\\page[2][1]{\\cite[p. #1]{#2}}\\def\\x#1{\\cite{#1}}\\let\\y=\\citet\n" + document(`\seen{abel} \page[3]{bose} \x{cole}\y{abel}`+bibitems), "abel bose cole abel", ": abel bose cole"},
		{"a command of its own may cite", document(`It rose \cite{abel}, \mycommand{bose}.` + bibitems), "abel", ": abel bose cole*"},
		{"definitions do not cite", document(`\newcommand{\x}[1]{#1 \cite{zzz}}It rose \cite{abel}.` + bibitems), "abel", ": abel bose* cole*"},
		{"comments and program text", document("It rose \\cite{abel}. % \\cite{bose}\n5\\% \\cite{cole} \\verb|\\cite{x}|\n\\begin{verbatim}\n\\cite{bose}\n\\end{verbatim}\n\\begin{comment}\n\\cite{bose}\n\\end{comment}\\iffalse \\cite{bose}\\fi\n" + bibitems), "abel cole", ": abel bose* cole"},
		{"formulas", document("It rose \\cite{abel} by $x \\in [0,1]$, \\[ y[2] \\] \\begin{align*} z &= [3] \\text{ by \\cite{bose}} \\end{align*} and [4].\n" + bibitems), "abel bose", ": abel bose cole*"},
		{"an open formula ends with its paragraph", document("It cost $5.\n\nIt rose \\cite{abel}.\n" + bibitems), "abel", ": abel bose* cole*"},
		{"footnotes", document("It rose.\\footnote{By the gauge, \\cite{abel}.} It fell\\footnotemark. \\footnotetext{So.} \\cite{bose}\n" + bibitems), "1 bose", ": 1 2 | : abel bose cole*"},
		{"a footnote that is never ended", document("It rose \\cite{abel}.\\footnote{By the gauge. So\n\n\\section{Results}\nIt fell \\cite{bose}.\n" + bibitems), "abel 1 bose", ": 1 | : abel bose cole*"},
		{"before and behind the document", "\\title{Tides \\cite{abel}}\n" + document(`It rose \cite{bose}.`+bibitems) + `\cite{cole}`, "bose", ": abel* bose cole*"},
		{"headings, captions and items", document("\\section{Of it \\cite{abel}}\\begin{figure}\\caption[x]{So \\cite{bose}}\\end{figure}\\begin{itemize}\\item[a] It \\cite{cole}\\end{itemize}\n" + bibitems), "abel bose cole", ": abel bose cole"},
		{"case does not tell keys apart", document(`It rose \cite{Abel}.` + bibitems), "Abel", ": abel bose* cole*"},
		{"plain brackets", document("It rose [1] and fell [2].\n\n\\section*{References}\n\n[1] Abel, 2019, https://a.example/x\n\n[2] Bose, 2020, https://b.example/y\n"), "1 2", "References: 1 2"},
		{"a database within", "\\begin{filecontents*}{refs.bib}\n@book{abel, title={Tides}}\n@book{bose, title={Winds}}\n\\end{filecontents*}\n" + document(`It rose \cite{abel}.\bibliography{refs}`), "abel", ": abel"},
	})
}

// neighbours are the files beside a source.
func neighbours(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if text, ok := files[name]; ok {
			return []byte(text), nil
		}
		return nil, errors.New("there is none")
	}
}

func TestLaTeXBesideIt(t *testing.T) {
	const database = "@book{abel, title={Tides}}\n@book{bose, title={Winds}, ids={wind, winds}}\n@book{cole, title={Rains}}\n"
	for _, test := range []struct {
		name, body     string
		files          map[string]string
		markers, lists string
		apart          bool
	}{
		{"a database lists what is cited", `It rose \cite{abel} \cite{zzz}.\bibliography{refs}`, map[string]string{"refs.bib": database}, "abel zzz?", ": abel", false},
		{"and what is listed without", `It rose \cite{abel}.\nocite{cole}\addbibresource{refs.bib}`, map[string]string{"refs.bib": database}, "abel", ": abel cole", false},
		{"several databases", `It rose \cite{abel,dunn}.\bibliography{IEEEabrv, refs,more}`, map[string]string{"refs.bib": database, "more.bib": "@misc{dunn,}"}, "abel dunn", ": abel dunn", false},
		{"another name of an entry", `It rose \cite{winds}.\bibliography{refs}`, map[string]string{"refs.bib": database}, "winds", ": winds", false},
		{"a key twice", `It rose \cite{abel}.\bibliography{refs}`, map[string]string{"refs.bib": database + "@book{abel, title={Other}}"}, "abel", ": abel abel", false},
		{"a database that is not there", `It rose \cite{abel,dunn}.\bibliography{refs,none}`, map[string]string{"refs.bib": database}, "abel dunn?", ": abel", true},
		{"a database in another folder", `It rose \cite{abel}.\bibliography{../refs}`, map[string]string{"../refs.bib": database}, "abel?", "", true},
		{"a compiled list", `It rose \cite{abel}.\bibliography{none}`, map[string]string{"main.bbl": bibitems}, "abel", ": abel bose* cole*", false},
		{"biber's list", `It rose \cite{abel}.\bibliography{none}`, map[string]string{"main.bbl": "\\entry{abel}{book}{}\n\\field{title}{Tides}\n\\verb{url}\n\\verb https://a.example/\n\\endverb\n\\endentry\n"}, "abel", ": abel", false},
		{"chapters", `It rose \cite{abel}. \input{one} \include{two.tex} It fell \cite{cole}.` + bibitems, map[string]string{"one.tex": `So \cite{bose}. \input{main}\input{one}`, "two.tex": `\input two `}, "abel bose cole", ": abel bose cole", false},
		{"a chapter that is not there", `It rose \cite{abel}. \input{sections/one}` + bibitems, nil, "abel", ": abel bose* cole*", true},
		{"macros and drawings", `It rose \cite{abel}. \input{fig.pgf}` + bibitems, nil, "abel", ": abel bose* cole*", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read(document(test.body), Options{Source: "a/main.tex", Beside: neighbours(test.files)})
			if err != nil {
				t.Fatal(err)
			}
			checkArticle(t, a)
			if got := shortMarkers(a); got != test.markers {
				t.Errorf("markers %s, want %s", got, test.markers)
			}
			if got := shortLists(a); got != test.lists {
				t.Errorf("lists %s, want %s", got, test.lists)
			}
			if (a.Apart != "") != test.apart {
				t.Errorf("apart: %q", a.Apart)
			}
		})
	}
}

// A chapter does not have the bibliography of its book.
func TestLaTeXChapter(t *testing.T) {
	a := read(t, FormatLaTeX, "\\chapter{Tides}\nIt rose \\cite{abel}.\n")
	if shortMarkers(a) != "abel?" || a.Apart == "" || a.Title != "Tides" {
		t.Errorf("markers %s of %q, apart %q", shortMarkers(a), a.Title, a.Apart)
	}
}

func TestLaTeXPlaces(t *testing.T) {
	main := document("It rose \\citep[p.~3]{abel,bose}; see \\url{https://a.example/x\\_y} and \\href{https://b.example/}{the log}.\n\\bibliography{refs}")
	database := "% é\n@article{abel,\n  title = {Tides},\n  url = \"https://c.example/\\~{}abel\",\n  doi = {https://doi.org/10.5555/abc},\n  year = 2019 }\n@misc{bose, howpublished = {\\url{https://d.example/}}, note = {Accessed: 2020-01-02}}\n"
	a, err := Read(main, Options{Source: "main.tex", Beside: neighbours(map[string]string{"refs.bib": database})})
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	refs := a.Lists[0].References
	for _, test := range []struct {
		span         Span
		text, places string
	}{
		{a.Markers[0].Span, `\citep[p.~3]{abel,bose}`, "3:9"},
		{a.Markers[1].Span, `\citep[p.~3]{abel,bose}`, "3:9"},
		{a.Links[1].Span, "the log", "3:97"},
		{refs[0].Span, "@article{abel,\n  title = {Tides},\n  url = \"https://c.example/\\~{}abel\",\n  doi = {https://doi.org/10.5555/abc},\n  year = 2019 }", "refs.bib 2:1"},
		{refs[0].URLs[0].Span, `https://c.example/\~{}abel`, "refs.bib 4:10"},
		{refs[0].Identifiers[0].Span, "10.5555/abc", "refs.bib 5:26"},
		{refs[0].Published.Span, "2019", "refs.bib 6:10"},
		{refs[1].URLs[0].Span, "https://d.example/", "refs.bib 7:34"},
	} {
		p := a.Position(test.span.Start)
		place := strings.TrimSpace(fmt.Sprintf("%s %d:%d", p.Part, p.Line, p.Column))
		if got := a.Text()[test.span.Start:test.span.End]; got != test.text || place != test.places {
			t.Errorf("%q at %s, want %q at %s", got, place, test.text, test.places)
		}
	}
	if got, want := shortLinks(a), "https://a.example/x_y https://b.example/"; got != want {
		t.Errorf("links %s, want %s", got, want)
	}
	if got, want := shortURLs(a), "abel=https://c.example/~abel bose=https://d.example/"; got != want {
		t.Errorf("addresses %s, want %s", got, want)
	}
}

func TestLaTeXPrints(t *testing.T) {
	a := read(t, FormatLaTeX, document(`It rose \cite{abel,bose,cole}. \begin{thebibliography}{9}\bibitem{abel} A.\bibitem[B+]{bose} B.\bibitem[{Cole(2019)}]{cole} C.\end{thebibliography}`))
	var printed []string
	for _, m := range a.Markers {
		if m.Tie != nil {
			printed = append(printed, m.Label+"="+m.Tie.Printed)
		}
	}
	if want := []string{"abel=1", "bose=B+"}; !slices.Equal(printed, want) {
		t.Errorf("printed %v, want %v", printed, want)
	}
}

func TestPlainLaTeX(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`{\'E}ire, Stra\ss e, na\"{\i}ve, \c{c}a, \v{S}koda, \o re, M\"uller`, "Éire, Straße, naïve, ça, Škoda, øre, Müller"},
		{"5\\,\\% \\& more~of ``it'' -- so---well", `5 % & more of "it" – so—well`},
		{`{The {NASA} \emph{log}} \LaTeX{} $x^2$`, "The NASA log LaTeX x^2"},
		{`a % b`, "a"},
		{`\textcolor{red}{It} \href{https://a.example/}{rose} \unknown[1]{so}`, "It rose so"},
		{`\'`, ""},
		{`\`, ""},
		{`{{{`, ""},
		{`}}}`, ""},
		{`\begin{`, ""},
	} {
		if got := plainLaTeX(test.source); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.source, got, test.want)
		}
	}
}
