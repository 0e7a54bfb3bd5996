package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

const silt = `---
title: The river that builds
date: 2023-05-02
---

# The river that builds

The river carries twice the silt it did in 1950 [1], and the delta grows [2, 3].
Farmers [disagree](https://farm.example/2024/01/05/no-silt). Nobody asked the sea [9].

## References

[1] Abel 2022. Silt in motion. https://hydrology.example/2022/03/04/silt
[2] Bose. A growing delta. https://geo.example/2022/03/04/delta Accessed 3 May 2023.
[3] Chen. Delta news. https://news.example/2022/03/04/growing
[4] Diaz, The sea, 2019. https://sea.example/2019/sea
`

// siltResult is a small article with one of most things that the page shows.
func siltResult(t testing.TB) *check.Result {
	t.Helper()
	a, err := extract.Read(silt, extract.Options{Source: "silt.md", KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	r := check.New(check.Options{Web: knownWeb{
		"https://hydrology.example/2022/03/04/silt": {Verdict: link.Alive, Status: 200},
		"https://geo.example/2022/03/04/delta":      {Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"},
		"https://news.example/2022/03/04/growing":   {Verdict: link.Blocked, Status: 403, Cause: "http-403", Reason: "the server forbids it"},
	}}).Check(t.Context(), a)
	gone, farm := "https://geo.example/2022/03/04/delta", "disagree"
	r.Findings = []check.Finding{ // not by the rules, whose words may change
		{Rule: "reference-after-article", Severity: check.Warning, Message: "a link in the text is younger than the article", Span: spanOf(t, a, farm, 1)},
		{Rule: "missing-reference", Severity: check.Error, Message: `"9" is in no list`, Label: "9", Span: spanOf(t, a, "[9]", 1)},
		{Rule: "some-rule", Severity: check.Info, Message: "the text says silt", Span: spanOf(t, a, "twice the silt", 1)},
		{Rule: "same-day-sources", Severity: check.Warning, Message: "three sources bear one day", Span: spanOf(t, a, "https://hydrology", 1), Evidence: check.Evidence{
			{Name: "addresses", Value: []string{"https://hydrology.example/2022/03/04/silt", gone, "https://news.example/2022/03/04/growing"}},
		}},
		{Rule: "dead-link", Severity: check.Error, Message: "the page is not there", Label: "2", URL: gone, Span: spanOf(t, a, gone, 1), Evidence: check.Evidence{{Name: "status", Value: 404}}},
		{Rule: "unused-reference", Severity: check.Warning, Message: "reference 4 is never cited", Label: "4", Span: spanOf(t, a, "[4]", 1)},
		{Rule: "undated-article", Severity: check.Info, Message: "a finding without a place"},
	}
	for i := range r.Links {
		if l := &r.Links[i]; l.Answer.Verdict == link.Dead {
			l.Archived = memento.Holding{State: memento.Held, URL: "https://archive.example/web/20230503120000/https://geo.example/2022/03/04/delta", At: time.Date(2023, 5, 3, 12, 0, 0, 0, time.UTC)}
		}
	}
	return r
}

// styleAndScript are what a golden file leaves out, and the digests of them;
// and what the rule table says.
var styleAndScript = regexp.MustCompile(`(?s)(<style>|<script>|<section class="rules"[^>]*>).*?(</style>|</script>|</section>)|sha256-.+?&#39;`)

func TestHTMLLooksAsAgreed(t *testing.T) {
	got := run{[]*check.Result{siltResult(t)}, End{}}.write(t, NewHTML)
	golden(t, "silt.html", styleAndScript.ReplaceAllString(got, "$1…$2"))
}

// pages are reports of all that is hostile, and of all ways in which a run ends.
func pages(t testing.TB) map[string]run {
	all := runs(t)
	all["silt"] = run{[]*check.Result{siltResult(t)}, End{}}
	all["read"] = run{[]*check.Result{siltResult(t), readHostile(t, extract.FormatMarkdown), readHostile(t, extract.FormatHTML), readHostile(t, extract.FormatText)}, End{}}
	return all
}

// readHostile is an article that tries to be more than text in every place that
// a page shows.
func readHostile(t testing.TB, format extract.Format) *check.Result {
	t.Helper()
	evil := `"><script>alert(1)</script><img src=x onerror=alert(2)>` + "' onmouseover='alert(3)' \u202egnp.exe " + `</p></style><!-- {{.}} javascript:alert(4) ::error::x ##vso[a]b`
	text := "# " + evil + "\n\nIt rose [1] " + evil + " and fell [2][7].\n::error::forged\n\nSee https://a.example/?q=" + `"onclick="x` + " and https://user:pass@b.example/ and javascript:alert(5).\n\n" +
		"References\n\n[1] " + evil + " https://c.example/2022/03/04/x?a=<script>&b='\n\n[2] javascript:alert(6) data:text/html,x http://127.0.0.1/ https://d.example/\u202egnp.exe\n"
	if format == extract.FormatHTML {
		text = "<title>" + html.EscapeString(evil) + "</title><main><h1>" + html.EscapeString(evil) + "</h1><p>It rose [1] and fell <a href='javascript:alert(7)'>so</a> <a href='https://e.example/\"x'>" +
			html.EscapeString(evil) + "</a> [2].</p><ol><li>[1] " + html.EscapeString(evil) + " https://c.example/x<li>[2] <a href='https://f.example/'>" + html.EscapeString(evil) + "</a></ol></main>"
	}
	a, err := extract.Read(text, extract.Options{Source: evil, Format: format, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	r := check.New(check.Options{}).Check(t.Context(), a)
	for i := range r.Links {
		r.Links[i].Answer = link.Answer{URL: r.Links[i].URL, Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: evil, FinalURL: "javascript:alert(8)"}
		r.Links[i].Archived = memento.Holding{State: memento.Held, URL: "javascript:alert(9)"}
	}
	return r
}

func TestHTMLHoldsNothingButItsOwnMarkup(t *testing.T) {
	for name, r := range pages(t) {
		t.Run(name, func(t *testing.T) { checkPage(t, r.write(t, NewHTML)) })
	}
}

// allowed are the elements of the page with their attributes. Those that all
// may have stand under "".
var allowed = map[string]string{
	"": "id class dir", "html": "lang", "head": "", "meta": "charset http-equiv content name", "title": "", "style": "", "script": "", "body": "",
	"main": "", "section": "aria-labelledby aria-label", "article": "aria-labelledby", "header": "", "footer": "", "h1": "", "h2": "", "h3": "", "h4": "",
	"p": "", "pre": "", "br": "", "b": "", "strong": "", "small": "", "code": "", "bdi": "", "span": "", "div": "tabindex role aria-label",
	"ul": "", "li": "", "dl": "", "dt": "", "dd": "", "details": "open", "summary": "", "figure": "", "figcaption": "",
	"table": "", "thead": "", "tbody": "", "tr": "", "th": "scope", "td": "colspan", "a": "href rel tabindex data-beside",
	"fieldset": "", "legend": "", "label": "", "input": "type name checked disabled",
	"svg": "viewBox aria-hidden", "line": "x1 y1 x2 y2", "rect": "x y width height rx", "text": "x y text-anchor",
}

// checkPage parses a page and proves that it holds nothing but what its
// templates write, and leads nowhere but to itself and the web.
func checkPage(t testing.TB, page string) {
	t.Helper()
	for _, line := range strings.Split(page, "\n") {
		if bad := hiddenIn(line); bad != "" {
			t.Errorf("%s stands raw in %q", bad, line)
		}
		if start := strings.TrimSpace(line); strings.HasPrefix(start, "::") || strings.HasPrefix(start, "##") {
			t.Errorf("a build server would take this for a command: %q", line)
		}
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, fragments := map[string]bool{}, map[string]bool{}
	scripts, styles, policy := 0, 0, ""
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		case html.ElementNode:
			attributes, known := allowed[n.Data]
			if !known {
				t.Fatalf("an element <%s>", n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(strings.Fields(allowed[""]+" "+attributes), a.Key) {
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
			at := attributesOf(n)
			if id := at["id"]; id != "" {
				if ids[id] {
					t.Errorf("two elements have the id %q", id)
				}
				ids[id] = true
			}
			for _, id := range strings.Fields(at["data-beside"] + " " + at["aria-labelledby"]) {
				fragments[id] = true
			}
			switch n.Data {
			case "script":
				scripts++
				wantOwn(t, n, "script.js")
			case "style":
				styles++
				wantOwn(t, n, "style.css")
			case "meta":
				if at["http-equiv"] != "" {
					policy = at["content"]
				}
			case "a":
				checkLink(t, at, fragments)
			}
		}
	}
	for id := range fragments {
		if !ids[id] {
			t.Errorf("something leads to %q, which is not there", id)
		}
	}
	want := "default-src 'none'; style-src '" + digest(htmlFile("style.css")) + "'; script-src '" + digest(htmlFile("script.js")) + "'; base-uri 'none'; form-action 'none'"
	if scripts != 1 || styles != 1 || policy != want {
		t.Errorf("got %d scripts, %d styles and the policy %q", scripts, styles, policy)
	}
}

func attributesOf(n *html.Node) map[string]string {
	at := map[string]string{}
	for _, a := range n.Attr {
		at[a.Key] = a.Val
	}
	return at
}

// wantOwn wants an element to hold a file of the page's own, byte for byte, or
// the policy's digest would not fit.
func wantOwn(t testing.TB, n *html.Node, file string) {
	t.Helper()
	if n.FirstChild == nil || n.FirstChild.Data != htmlFile(file) || len(n.FirstChild.Data) < 1000 {
		t.Errorf("a <%s> that is not %s", n.Data, file)
	}
}

func checkLink(t testing.TB, at map[string]string, fragments map[string]bool) {
	t.Helper()
	href, rel := at["href"], at["rel"]
	if id, own := strings.CutPrefix(href, "#"); own {
		fragments[id] = true
		return
	}
	scheme, _, _ := strings.Cut(strings.ToLower(href), "://")
	if scheme != "https" && scheme != "http" || strings.Contains(href, "127.0.0.1") {
		t.Errorf("a link to %q", href)
	}
	if rel != "noreferrer noopener nofollow" {
		t.Errorf("a link to %q with rel=%q", href, rel)
	}
}

func TestHTMLHoldsNoMarkupOfOthers(t *testing.T) {
	for _, s := range hostileTexts {
		checkPage(t, hostileRun(t, s).write(t, NewHTML))
	}
}

func TestHTMLTellsOfEveryRule(t *testing.T) {
	for _, rule := range check.Rules() {
		page := exampleRun(t, rule).write(t, NewHTML)
		checkPage(t, page)
		if !strings.Contains(page, `id="a1-rule-`+rule.ID+`"`) || !strings.Contains(page, html.EscapeString(rule.Fix)) {
			t.Errorf("the page does not tell of %s", rule.ID)
		}
	}
}

func TestHTMLSaysThatARunIsIncomplete(t *testing.T) {
	for _, name := range []string{"interrupted", "network"} {
		if got := pages(t)[name].write(t, NewHTML); !strings.Contains(got, "INCOMPLETE:") || !strings.Contains(got, html.EscapeString(pages(t)[name].end.reason())) {
			t.Errorf("%s: the page does not say so", name)
		}
	}
	if got := pages(t)["clean"].write(t, NewHTML); strings.Contains(got, "INCOMPLETE") {
		t.Error("a whole run is called incomplete")
	}
}

func TestHTMLNeverVouches(t *testing.T) {
	vouching := regexp.MustCompile(`(?i)\b(verified|ok|passed|valid|all good)\b`)
	for _, name := range []string{"clean", "nothing", "offline", "silt"} {
		got := styleAndScript.ReplaceAllString(pages(t)[name].write(t, NewHTML), "")
		if word := vouching.FindString(got); word != "" {
			t.Errorf("%s says %q", name, word)
		}
	}
}

func TestHTMLLinksOnlyWhatIsPlain(t *testing.T) {
	for url, want := range map[string]bool{
		"https://a.example/x?y=1&z=2#f":                      true,
		"http://a.example":                                   true,
		"https://a.example/%22onclick%3D":                    true,
		"https://bücher.example/ä":                           true,
		"javascript:alert(1)":                                false,
		"JaVaScRiPt://a.example/%0aalert":                    false,
		"data:text/html,x":                                   false,
		"ftp://a.example/":                                   false,
		"//a.example/":                                       false,
		"https:a.example":                                    false,
		"https://good.example@evil.example":                  false,
		"https://a.example/\u202egnp.exe":                    false,
		"https://a.example/a b":                              false,
		`https://a.example/"x`:                               false,
		"https://a.example/<script>":                         false,
		"https://a.example/\n":                               false,
		"https://a.example/" + strings.Repeat("x", maxShown): false,
		"": false,
	} {
		if got := webAddress(url) != ""; got != want {
			t.Errorf("%.60q is linked: %v, want %v", url, got, want)
		}
	}
}

// What is left out is said, and what is shown stays small.
func TestHTMLSaysWhatItLeavesOut(t *testing.T) {
	var text strings.Builder
	for i := range 22_000 {
		fmt.Fprintf(&text, "The river carries twice the silt that it did in the year before that one [%d].\n\n", i%4000+1)
	}
	text.WriteString("References\n\n")
	for i := range 4000 {
		fmt.Fprintf(&text, "[%d] Abel. https://a%d.example/\n", i+1, i)
	}
	a, err := extract.Read(text.String(), extract.Options{Source: "long.txt", Format: extract.FormatText, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	got := run{[]*check.Result{check.New(check.Options{}).Check(t.Context(), a)}, End{Offline: true}}.write(t, NewHTML)
	for _, want := range []string{"This page shows 3000 of 4000 references.", "This page shows 20000 of 22000 highlighted places.", "of the text’s 22001 paragraphs."} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if len(got) > 8<<20 {
		t.Errorf("the page has %d bytes", len(got))
	}
	checkPage(t, got)
}

// Of a reference with many addresses those that are not there are shown, which
// the filters count.
func TestHTMLShowsTheDeadOfManyAddresses(t *testing.T) {
	const gone = "https://a29.example/2022/03/04/silt"
	reference := "# Silt\n\nIt rose [1].\n\n## References\n\n[1] Abel."
	for i := range 30 {
		reference += fmt.Sprintf(" https://a%d.example/2022/03/04/silt", i)
	}
	a, err := extract.Read(reference, extract.Options{Source: "silt.md", KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	web := knownWeb{gone: {Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"}}
	page := run{[]*check.Result{check.New(check.Options{Web: web}).Check(t.Context(), a)}, End{}}.write(t, NewHTML)
	for _, want := range []string{`href="` + gone, "18 more addresses", `<li class="entry is-dead`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}

func TestHTMLKeepsAnArticleWithoutRoomInTheOverview(t *testing.T) {
	got := run{[]*check.Result{siltResult(t), cleanResult(t)}, End{}}.write(t, func(w io.Writer) Writer {
		page := NewHTML(w).(*htmlWriter)
		page.room = 1
		return page
	})
	if !strings.Contains(got, "clean.txt</bdi></small> <span class=\"dim\">(left out of this page)") || strings.Contains(got, `id="a2"`) {
		t.Error("the second article is not left out, or that is not said")
	}
	checkPage(t, got)
}

func TestHTMLReturnsTheErrorOfItsStream(t *testing.T) {
	w := NewHTML(brokenStream{})
	if err := w.Result(siltResult(t)); err != nil {
		t.Errorf("Result: %v", err)
	}
	if err := w.Close(End{}); err == nil {
		t.Error("Close returned no error")
	}
}

type brokenStream struct{}

func (brokenStream) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func FuzzHTMLStaysText(f *testing.F) {
	f.Add(silt, hostile)
	f.Add(`<main><p>It rose<sup><a href="#n">1</a></sup><ol><li id=n>Abel <a href="https://a.example/'">x</a></ol>`, `"><script>`)
	f.Fuzz(func(t *testing.T, source, name string) {
		a, err := extract.Read(strings.ToValidUTF8(source, "\ufffd"), extract.Options{Source: name, KeepReading: true})
		if err != nil {
			t.Skip()
		}
		checkPage(t, run{[]*check.Result{check.New(check.Options{Published: mustDate(t, "2023-05-02")}).Check(t.Context(), a)}, End{}}.write(t, NewHTML))
	})
}

func mustDate(t testing.TB, s string) date.Date {
	t.Helper()
	d, ok := date.ParseISO(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}
