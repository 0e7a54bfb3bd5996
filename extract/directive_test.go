package extract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/extract"
)

func TestDirectivesStandInTheCommentsOfEachFormat(t *testing.T) {
	const told = "citelint-disable-line dead-link: it is kept on paper"
	for name, test := range map[string]struct {
		format extract.Format
		text   string
		want   []string
	}{
		"html":                                       {extract.FormatHTML, "<p>Rents rose.</p><!-- " + told + " -->\n<p>Again.</p>", []string{told}},
		"html over lines":                            {extract.FormatHTML, "<p>Rents rose.</p><!-- citelint-disable-line dead-link:\n  it is kept on paper -->", []string{told}},
		"html in a script":                           {extract.FormatHTML, "<p>Rents rose.</p><script>x = '<!-- " + told + " -->'</script>", nil},
		"html another comment":                       {extract.FormatHTML, "<p>Rents rose.</p><!-- see " + told + " -->", nil},
		"jats":                                       {extract.FormatJATS, "<article><body><p>Rents rose.</p><!-- " + told + " --></body></article>", []string{told}},
		"markdown":                                   {extract.FormatMarkdown, "Rents rose. <!-- " + told + " -->\n\n<!-- " + told + " -->\n", []string{told, told}},
		"markdown in fenced code":                    {extract.FormatMarkdown, "Rents rose.\n\n```html\n<!-- " + told + " -->\n```\n\nAgain. <!-- " + told + "-->", []string{told}},
		"markdown in a code span":                    {extract.FormatMarkdown, "Write `<!-- " + told + " -->` or ``` ` <!-- " + told + "``` there.\n", nil},
		"markdown behind a tick":                     {extract.FormatMarkdown, "A lone ` tick.\n\n<!-- " + told + " -->\n", []string{told}},
		"markdown an open comment":                   {extract.FormatMarkdown, "Rents rose. <!-- " + told, nil},
		"markdown an open fence":                     {extract.FormatMarkdown, "Rents rose.\n\n~~~\n<!-- " + told + " -->\n", nil},
		"markdown in indented code":                  {extract.FormatMarkdown, "Write so:\n\n    <!-- " + told + " -->\n", nil},
		"markdown in a longer example":               {extract.FormatMarkdown, "```md\n```html\n<!-- " + told + " -->\n```\n", nil},
		"markdown in an attribute":                   {extract.FormatMarkdown, "Rents <img alt=\"<!-- " + told + " -->\"> rose.\n\n<p title=\"<!-- " + told + " -->\">\n", nil},
		"markdown behind a backslash":                {extract.FormatMarkdown, "Write \\<!-- " + told + " --> there.\n", nil},
		"markdown in a script":                       {extract.FormatMarkdown, "<script>\nx = '<!-- " + told + " -->'\n</script>\n", nil},
		"markdown in front matter":                   {extract.FormatMarkdown, "---\ntitle: Rents\nnote: <!-- " + told + " -->\n---\n\nRents rose.\n", nil},
		"markdown in a quotation, a note and a list": {extract.FormatMarkdown, "> Rents.[^1]\r\n> <!-- " + told + " -->\r\n\r\n- So <!-- " + told + " -->\r\n\r\n[^1]: A. Abel <!-- " + told + " -->", []string{told, told, told}},
		"markdown on the first line and behind a fence in a comment": {extract.FormatMarkdown, "\ufeff<!-- " + told + " -->\n<!--\n```\n-->\n\nRents. <!-- " + told + " -->", []string{told, told}},
		"wikitext":                                 {extract.FormatWikitext, "Rents rose.<ref>A</ref> <!-- " + told + " -->\n", []string{told}},
		"wikitext shown as it is":                  {extract.FormatWikitext, "<nowiki/>Rents rose. <nowiki><!-- " + told + " --></nowiki>\n<pre class=x><!-- " + told + " --></pre><!--" + told + "-->", []string{told}},
		"jats in a CDATA section":                  {extract.FormatJATS, "<article><body><p>Rents rose.</p><code><![CDATA[ a > b <!-- " + told + " --> ]]></code></body></article>", nil},
		"wikitext shown as it is, in capitals":     {extract.FormatWikitext, "Rents rose.<ref>A</ref> <NoWiki><!-- " + told + " --></nowiki> <PRE><!-- " + told + " --></PRE><!--" + told + "-->\n", []string{told}},
		"latex within another example":             {extract.FormatLaTeX, "\\begin{verbatim}\n\\end{comment}\n% " + told + "\n\\end{verbatim}\n% " + told + "\n", []string{told}},
		"latex two examples on a line":             {extract.FormatLaTeX, "\\begin{verbatim}\n\\end{verbatim}\\begin{verbatim}\n% " + told + "\n\\end{verbatim}\n", nil},
		"latex shown within a line":                {extract.FormatLaTeX, "Rents \\verb|a| rose, \\verb|% " + told + "| and \\lstinline!%" + told + "!.\n", nil},
		"latex behind what is shown":               {extract.FormatLaTeX, "Rents \\verb|a| rose. % " + told + "\n", []string{told}},
		"latex fancy verbatim":                     {extract.FormatLaTeX, "\\begin{Verbatim}\n% " + told + "\n\\end{Verbatim}\n", nil},
		"latex after a comment that opens nothing": {extract.FormatLaTeX, "% \\begin{verbatim}\nRents rose.\n% " + told + "\n", []string{told}},
		"rst no comment":                           {extract.FormatRST, "Rents rose.\n\n" + told + "\n", nil},
		"text no line of its own":                  {extract.FormatText, "Rents rose.\n.. " + told + "\n", nil},
		"text in a fence":                          {extract.FormatText, "Rents rose.\n\n```\n" + told + "\n```\n", nil},
		"text with lone returns":                   {extract.FormatText, "\ufeff" + told + "\rRents rose.\r" + told, []string{told, told}},
		"latex":                                    {extract.FormatLaTeX, "Rents rose by 5\\% % " + told + "\r\n%" + told + "\n", []string{told, told}},
		"latex shown as it is":                     {extract.FormatLaTeX, "\\begin{verbatim}\n% " + told + "\n\\end{verbatim}\n", nil},
		"latex no comment":                         {extract.FormatLaTeX, "Rents rose by 5\\% " + told + "\n", nil},
		"rst":                                      {extract.FormatRST, "Rents rose.\n\n.. " + told + "\n\nAgain.\n", []string{told}},
		"rst in a block":                           {extract.FormatRST, "Write so::\n\n    .. " + told + "\n", nil},
		"text":                                     {extract.FormatText, "Rents rose.\n" + told + "\nAgain.\n", []string{told}},
		"text within a line":                       {extract.FormatText, "Rents rose; " + told + "\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			article, err := extract.Read([]byte(test.text), extract.Options{Format: test.format})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range article.Directives() {
				got = append(got, d.Text)
				if !strings.Contains(article.Text()[d.Span.Start:d.Span.End], "citelint-") {
					t.Errorf("its place is %q", article.Text()[d.Span.Start:d.Span.End])
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("directives (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDirectivesAreNoPartOfTheReferencesAroundThem(t *testing.T) {
	article, err := extract.Read([]byte("Rents rose [1], wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\ncitelint-disable-next-line dead-link: it is kept on paper\n[2] https://stat.gov.uk/wages\n"), extract.Options{Format: extract.FormatText})
	if err != nil {
		t.Fatal(err)
	}
	if len(article.Lists) != 1 || article.References() != 2 {
		t.Fatalf("%d references in %d lists, want two in one", article.References(), len(article.Lists))
	}
	if text := article.Lists[0].References[0].Text; strings.Contains(text, "citelint-") {
		t.Errorf("the first reference is %q", text)
	}
}

func TestDirectivesAreNoPartOfWhatIsRead(t *testing.T) {
	const told = "citelint-disable-line dead-link: see [2] and https://stat.gov.uk/told"
	for format, text := range map[extract.Format]string{
		extract.FormatHTML:     "<p>Rents rose [1], wages did not [2].</p><!-- " + told + " --><h2>References</h2><ol><li>A. Abel</li><!-- " + told + " --><li>B. Baker</li></ol>",
		extract.FormatMarkdown: "Rents rose [1], wages did not [2].\n\n<!-- " + told + " -->\n\n## References\n\n1. A. Abel\n2. B. Baker <!-- " + told + " -->\n",
		extract.FormatRST:      "Rents rose [1]_, wages did not [2]_.\n\n.. " + told + "\n\n.. [1] A. Abel\n.. [2] B. Baker\n",
		extract.FormatLaTeX:    "\\documentclass{article}\n\\begin{document}\nRents rose \\cite{a}, wages did not \\cite{b}. % " + told + "\n\\begin{thebibliography}{2}\n% " + told + "\n\\bibitem{a} A. Abel % " + told + "\n\\bibitem{b} B. Baker\n\\end{thebibliography}\n\\end{document}\n",
		extract.FormatWikitext: "Rents rose.<ref>A. Abel</ref> <!-- " + told + " --> Wages did not.<ref>B. Baker <!-- " + told + " --></ref>\n\n== References ==\n<references/>\n",
		extract.FormatText:     "Rents rose [1], wages did not [2].\n\n" + told + "\n\nReferences\n[1] A. Abel\n" + told + "\n[2] B. Baker\n",
	} {
		article, err := extract.Read([]byte(text), extract.Options{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		if len(article.Markers) != 2 || article.References() != 2 || len(article.Links) != 0 || len(article.Directives()) == 0 {
			t.Errorf("%s: %d markers, %d references, links %v, %d directives", format, len(article.Markers), article.References(), article.Links, len(article.Directives()))
		}
		for _, list := range article.Lists {
			for _, ref := range list.References {
				if strings.Contains(ref.Text, "citelint-") || len(ref.URLs) > 0 {
					t.Errorf("%s: a reference is %q", format, ref.Text)
				}
			}
		}
	}
}

func TestOnlySoManyDirectivesAreRead(t *testing.T) {
	article, err := extract.Read([]byte("Rents rose.\n"+strings.Repeat("citelint-disable-line dead-link: x\n", 5000)), extract.Options{Format: extract.FormatText})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(article.Directives()); n != 1000 {
		t.Errorf("%d directives, want 1000", n)
	}
}

// FuzzDirectives holds every form of comment to places that lie in the article, in order.
func FuzzDirectives(f *testing.F) {
	for _, seed := range []string{"<!-- citelint-disable a: b -->", "`<!--` <!-- citelint-x -->", "~~~\n<!--citelint-y-->\n~~~\n", "<nowiki><pre/><!--citelint-z-->", "\\% % citelint-", ".. citelint-\ncitelint-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, format := range extract.Formats() {
			switch format {
			case extract.FormatDOCX, extract.FormatEPUB:
				continue // no text of their own
			}
			article, err := extract.Read([]byte(source), extract.Options{Format: format})
			if err != nil {
				continue
			}
			end := 0
			for _, d := range article.Directives() {
				if d.Span.Start < end || d.Span.End <= d.Span.Start || d.Span.End > len(article.Text()) {
					t.Fatalf("%s: %+v in a text of %d bytes", format, d, len(article.Text()))
				}
				end = d.Span.End
			}
		}
	})
}
