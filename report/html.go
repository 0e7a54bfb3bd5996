package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// What one page holds at most. A browser stays quick with that much; what is
// left out is said where it would stand, and the JSON reports hold all of it.
const (
	maxPage      = 32 << 20   // bytes of all articles' sections; later articles have only their line in the overview
	maxRows      = 10_000     // articles in the overview
	maxText      = 1536 << 10 // bytes of one article's text, with what it costs to part its paragraphs
	maxSpots     = 20_000     // markers, links and findings that one article's text shows highlighted
	maxEntries   = 3_000      // references of one article, and as many links in its text
	maxFindings  = 2_000      // findings of one article
	maxNotJudged = 100        // sentences of one article on what could not be told
	maxSources   = 12         // addresses of one reference, and as many identifiers
	maxFacts     = 40         // lines of evidence of one finding
	maxBacklinks = 12         // places in the text that one reference leads back to
	manyNotes    = 3          // notes that are shown unfolded beside graver findings
)

//go:embed html
var htmlFiles embed.FS

// NewHTML writes the report of `citelint check` as one page that a person can
// send to another: each article's text with its markers where they stand, the
// references beside it, what was found, and a picture of the dates.
//
// The page needs no other file and asks the network for nothing; a policy in
// its head forbids it to (Content Security Policy Level 3,
// https://www.w3.org/TR/CSP3/). It can be read without its script, which only
// shows a reference beside the marker that is pointed at.
//
// The overview stands first and is known last, so that nothing is on the
// stream before Close; [maxPage] bounds what is kept until then. To show an
// article's text, the results must come from a checker that was asked to keep
// it: [check.Options.KeepReading].
func NewHTML(w io.Writer) Writer {
	return &htmlWriter{
		out:       newStream(w),
		templates: template.Must(template.ParseFS(htmlFiles, "html/*.tmpl")),
		words:     newText(io.Discard, TextOptions{}),
		room:      maxPage,
	}
}

type htmlWriter struct {
	out       stream
	templates *template.Template
	words     *text // says what the text report says, too
	rows      []htmlRow
	results   int
	articles  bytes.Buffer
	room      int // bytes that articles may take
}

// An htmlRow is one article in the overview. All strings are harmless.
type htmlRow struct {
	ID                string // of its section, "" where that was left out
	Source, Title     string
	Unreadable        string // why it was not read, else ""
	Errors, Warnings  int
	Notes, References int
	Verdicts          []htmlTally
}

// An htmlTally counts links of one verdict.
type htmlTally struct {
	Count int
	Words string // "could not be told"
	Class string // "bad"
}

// Result takes one article. It returns no error of the stream, on which nothing
// is until Close.
func (w *htmlWriter) Result(r *check.Result) error {
	w.results++
	w.words.sortOut(r.Links) // counts those without an answer
	row := w.row(r)
	if row.Unreadable == "" && w.articles.Len() < w.room {
		row.ID = fmt.Sprintf("a%d", w.results)
		if err := w.templates.ExecuteTemplate(&w.articles, "article", newHTMLArticle(row, r, w.words)); err != nil {
			return fmt.Errorf("write the result of %q: %w", r.Source, err)
		}
	}
	if len(w.rows) < maxRows {
		w.rows = append(w.rows, row)
	}
	return nil
}

func (w *htmlWriter) row(r *check.Result) htmlRow {
	row := htmlRow{Source: cmp.Or(w.words.prose(r.Source), "without a name")}
	if why := unreadable(r); why != "" {
		row.Unreadable = cmp.Or(w.words.prose(why), "the reason is not known")
		return row
	}
	row.Title, row.References, row.Verdicts = w.words.prose(r.Article.Title), r.Article.References(), tallies(r.Links)
	for _, f := range r.Findings {
		switch f.Severity {
		case check.Error:
			row.Errors++
		case check.Warning:
			row.Warnings++
		default:
			row.Notes++
		}
	}
	return row
}

// tallies counts the links of each verdict, in the order of the table.
func tallies(links []check.Link) []htmlTally {
	var out []htmlTally
	for _, v := range verdicts {
		n := 0
		for i := range links {
			if links[i].Answer.Verdict == v.verdict {
				n++
			}
		}
		if n > 0 {
			out = append(out, htmlTally{n, v.words, verdictClass(v.verdict)})
		}
	}
	return out
}

// An htmlPage is all of the page that is not about one article.
type htmlPage struct {
	Title      string
	Policy     string
	Style      template.CSS
	Script     template.JS
	Rows       []htmlRow
	MoreRows   int // that were left out
	Several    bool
	Looked     string
	Links      string
	Findings   string
	Suppressed string   // how many findings are not told, and why
	Unasked    []string // how many links were not asked, and why
	Incomplete string   // why not everything was looked at, "" where it was
}

// Close writes the page.
func (w *htmlWriter) Close(end End) error {
	style, script := htmlFile("style.css"), htmlFile("script.js")
	looked, answers := w.words.linkCounts(end.tally())
	page := htmlPage{
		Title: "Citation report", Style: template.CSS(style), Script: template.JS(script), Policy: policy(style, script),
		Rows: w.rows, MoreRows: w.results - len(w.rows), Several: w.results != 1 || w.articles.Len() == 0,
		Looked: read(end.tally()) + ", " + count(looked, "link"), Links: answers, Findings: findingCounts(end),
		Suppressed: suppressedCounts(end.tally()), Unasked: w.unasked(),
	}
	if !end.complete() {
		page.Incomplete = end.reason()
	}
	if len(w.rows) == 1 {
		page.Title = cmp.Or(w.rows[0].Title, w.rows[0].Source) + " · citation report"
	}
	if err := w.templates.ExecuteTemplate(w.out.buffer, "opening", page); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	_, _ = w.articles.WriteTo(w.out.buffer) // the buffer keeps the first error for flush
	if err := w.templates.ExecuteTemplate(w.out.buffer, "closing", page); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return w.out.flush()
}

// unasked says how many links nobody asked, for each reason.
func (w *htmlWriter) unasked() []string {
	var out []string
	for _, group := range w.words.unasked {
		if group.verdict != link.Skipped {
			continue
		}
		words := count(group.links, "link")
		if why := group.why(w.words); why != "" {
			words += " (" + why + ")"
		}
		out = append(out, words)
	}
	return out
}

// policy allows the page its own style and script, and nothing else: no other
// script, no style, no picture, no request, no form, no other base.
func policy(style, script string) string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", digest(style), digest(script))
}

// digest names a text as a policy does.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// htmlFile returns a file that is embedded, so that it is there.
func htmlFile(name string) string {
	text, err := htmlFiles.ReadFile("html/" + name)
	if err != nil {
		return ""
	}
	return string(text)
}
