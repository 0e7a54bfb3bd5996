package report

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

var update = flag.Bool("update", false, "rewrite the golden files of testdata")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: run go test ./report -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// fixes stands in for the rule table, so that the golden files do not change
// with its wording.
var fixes = map[string]string{
	"unused-reference": "cite the reference where the text rests on it, or take it out of the list",
	"dead-link":        "find where the page went, or cite an archived copy",
	"missing-reference": "add the reference that the marker means, or mend its label; " +
		"a marker that was copied with its text from another page has no entry here",
}

func withFixes(w *text) *text {
	w.fix = func(rule string) string { return fixes[rule] }
	return w
}

// A run is what a writer is given.
type run struct {
	results []*check.Result
	end     End
}

func (r run) write(t *testing.T, writer func(io.Writer) Writer) string {
	t.Helper()
	var out bytes.Buffer
	w := writer(&out)
	end := r.end
	end.Tally = check.NewTally()
	for _, result := range r.results {
		if err := w.Result(result); err != nil {
			t.Fatal(err)
		}
		end.Tally.Add(result)
	}
	if err := w.Close(end); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// An articleOf reads a source and forgets what was found in it, so that these
// tests depend on nothing but its text.
func articleOf(t testing.TB, source, text string) *extract.Article {
	t.Helper()
	a, err := extract.Read([]byte(text), extract.Options{Source: source, Format: extract.FormatText})
	if err != nil {
		t.Fatal(err)
	}
	a.Title, a.Published = "", extract.Stated{}
	a.Markers, a.Lists, a.Links, a.Merged, a.Bracketed = nil, nil, nil, nil, 0
	a.Hidden, a.InList, a.Requests, a.Residue, a.LeftAlone = nil, nil, nil, nil, nil
	return a
}

// spanOf finds the n-th occurrence of words in an article.
func spanOf(t testing.TB, a *extract.Article, words string, n int) extract.Span {
	t.Helper()
	start := 0
	for ; n > 0; n-- {
		i := strings.Index(a.Text()[start:], words)
		if i < 0 {
			t.Fatalf("%q does not occur that often", words)
		}
		start += i + len(words)
	}
	return extract.Span{Start: start - len(words), End: start}
}

func markerOf(t testing.TB, a *extract.Article, label, sentence string, list int) extract.Marker {
	text := "[" + label + "]"
	return extract.Marker{Label: label, Text: text, Span: spanOf(t, a, text, 1), Sentence: sentence, List: list}
}

func referenceOf(t testing.TB, a *extract.Article, label, entry string, urls ...string) extract.Reference {
	ref := extract.Reference{Label: label, Text: entry, Span: spanOf(t, a, "["+label+"] "+entry, 1)}
	for _, u := range urls {
		ref.URLs = append(ref.URLs, extract.URL{Text: u, Span: spanOf(t, a, u, 1)})
	}
	return ref
}

func linkOf(t testing.TB, a *extract.Article, label string, answer link.Answer) check.Link {
	return check.Link{
		URL: answer.URL, In: check.InReference, Label: label,
		Span: spanOf(t, a, answer.URL, 1), Answer: answer,
	}
}

// withCopy is a link of which a hostile archive holds a copy.
func withCopy(l check.Link) check.Link {
	l.Archived = memento.Holding{State: memento.Held, URL: "https://archive.example/" + hostile, At: time.Date(2019, 3, 4, 12, 0, 0, 0, time.UTC)}
	return l
}

func cleanResult(t testing.TB) *check.Result {
	a := articleOf(t, "clean.txt", `The river carries twice the silt it did in 1950 [1], and the delta grows [2].

References
[1] Silt in motion. https://hydrology.example/silt?year=1950&unit=t
[2] A growing delta. doi:10.1000/delta https://geo.example/delta
`)
	a.Title = "The river that builds"
	a.Markers = []extract.Marker{
		markerOf(t, a, "1", "The river carries twice the silt it did in 1950 [1], and the delta grows [2].", 0),
		markerOf(t, a, "2", "The river carries twice the silt it did in 1950 [1], and the delta grows [2].", 0),
	}
	delta := referenceOf(t, a, "2", "A growing delta. doi:10.1000/delta https://geo.example/delta", "https://geo.example/delta")
	delta.Identifiers = []extract.Identifier{{Type: "doi", Value: "10.1000/delta"}}
	a.Lists = []extract.List{{
		Heading: "References", Span: spanOf(t, a, "References", 1), Kind: extract.KindNumber, Numbered: true,
		References: []extract.Reference{
			referenceOf(t, a, "1", "Silt in motion. https://hydrology.example/silt?year=1950&unit=t",
				"https://hydrology.example/silt?year=1950&unit=t"),
			delta,
		},
	}}
	remembered := linkOf(t, a, "1", link.Answer{
		URL: "https://hydrology.example/silt?year=1950&unit=t", Verdict: link.Alive, Status: 200, Attempts: 1,
	})
	remembered.Checked = time.Date(2025, 8, 31, 23, 30, 15, 0, time.FixedZone("", -2*60*60))
	return &check.Result{
		Source: "clean.txt", Article: a, Complete: true, Published: "2025-08-01", PublishedFrom: "front matter",
		Links: []check.Link{
			remembered,
			linkOf(t, a, "2", link.Answer{
				URL: "https://geo.example/delta", Verdict: link.Moved, Status: 200, Cause: "permanent-redirect",
				FinalURL: "https://www.geo.example/delta/", Reason: "every redirect on the way was permanent",
				Redirects: []link.Hop{{URL: "https://geo.example/delta", Status: 301}}, Attempts: 2,
			}),
		},
	}
}

// hostile holds one of everything that must never reach a terminal raw.
const hostile = "a\x1b[31mred\x1b[0m b\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 c\u009b31m d\u202egnp.exe e\u200bf\ufeff " +
	"g\u2028h\u2029i\U000e0041j\ue000k\x7fl\xffm\u2066n\u061co ##vso[task.setvariable variable=x]y ##[error]z\r\n::error::forged"

func hostileResult(t testing.TB) *check.Result {
	long := "[1] https://one.example/" + strings.Repeat("a-long-path/", 12) +
		" [2] https://two.example/gone [3] https://three.example/" + strings.Repeat("x", 60) + " [4] https://four.example/"
	a := articleOf(t, "hostile.txt", "Prices fell\x1b[2J by \u202e9 per cent [1] and rose again [2][7].\n\n"+long+"\n")
	a.Title = hostile
	a.Markers = []extract.Marker{
		markerOf(t, a, "1", hostile, 0), markerOf(t, a, "2", "Prices rose again [2].", 0), markerOf(t, a, "7", "", -1),
	}
	a.Lists = []extract.List{{
		Heading: hostile, Span: spanOf(t, a, long, 1), Kind: extract.KindNumber, Numbered: true,
		References: []extract.Reference{
			{Label: "1", Text: hostile, Span: spanOf(t, a, "[1] https", 1)},
			{Label: "2", Text: "two", Span: spanOf(t, a, "[2] https", 1), URLs: []extract.URL{{Text: "https://two.example/" + hostile}}},
			{Label: "3", Text: "three", Span: spanOf(t, a, "[3] https", 1)},
			{Label: "4", Text: "four", Span: spanOf(t, a, "[4] https", 1)},
		},
	}}
	a.Links = []extract.Link{{URL: extract.URL{Text: "https://two.example/gone", Span: spanOf(t, a, "https://two.example/gone", 1)}, Anchor: hostile}}
	a.Bracketed = 2
	a.LeftAlone = []extract.LeftAlone{{Text: hostile, Span: spanOf(t, a, "[7]", 1), Reason: hostile}}
	a.Hidden = []extract.Marker{markerOf(t, a, "2", hostile, 0)}
	a.Hidden[0].Tie = &extract.Tie{Printed: hostile, Leads: hostile}
	a.Requests = []extract.Request{{Text: hostile, Span: spanOf(t, a, "[7]", 1), Sentence: hostile}}
	a.Residue = []extract.Residue{{Vendor: "ChatGPT", Form: "oaicite", Text: hostile, Span: spanOf(t, a, "[7]", 1)}}
	gone := "https://two.example/gone"
	return &check.Result{
		Source: "hostile.txt", Article: a, Complete: true,
		Findings: []check.Finding{
			{Rule: "undated-article", Severity: check.Info, Message: "the article states no date"},
			{
				Rule: "hidden-text", Severity: check.Warning, Message: "hidden characters stand in the text",
				Span: spanOf(t, a, "\u202e9", 1), Evidence: check.Evidence{{Name: "text", Value: hostile}},
			},
			{
				Rule: "missing-reference", Severity: check.Error, Message: `marker "[7]" has no reference`, Label: "7",
				Span: spanOf(t, a, "[7]", 1), Evidence: check.Evidence{{Name: "labels of the list", Value: []string{"1", "2", "3", "4"}}},
			},
			{
				Rule: "dead-link", Severity: check.Error, Message: "the page is not there: " + hostile, Label: "2", URL: gone,
				Span: spanOf(t, a, gone, 1),
				Evidence: check.Evidence{
					{Name: "status", Value: 404},
					{Name: hostile, Value: map[string]any{"b": 2, "a": []int{1, 2}}},
					{Name: "reason", Value: hostile},
					{Name: "seen twice", Value: true},
					{Name: "nothing", Value: nil},
				},
			},
			{
				Rule: "unused-reference", Severity: check.Warning, Message: "reference 3 is never cited", Label: "3",
				Span: spanOf(t, a, "[3] https", 1), URL: "https://three.example/",
			},
			{
				Rule: "unused-reference", Severity: check.Warning, Message: "reference 4 is never cited", Label: "4",
				Span: spanOf(t, a, "[4]", 1),
			},
		},
		Links: []check.Link{
			linkOf(t, a, hostile, link.Answer{URL: "https://one.example/", Verdict: link.Alive, Status: 200, Attempts: 1}),
			withCopy(linkOf(t, a, "2", link.Answer{
				URL: gone, Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "404 " + hostile, Attempts: 2,
				FinalURL:  "https://two.example/" + hostile,
				Redirects: []link.Hop{{URL: "https://two.example/" + hostile, Status: 302}},
			})),
			{URL: "https://body.example/" + hostile, In: check.InBody, Answer: link.Answer{
				URL: "https://body.example/" + hostile, Verdict: link.Uncertain, Cause: "timeout",
				Reason: "no full answer within 10 s", Attempts: 3,
			}},
		},
		NotJudged: []string{"whether reference 1 is younger than the article: " + hostile},
	}
}

func offlineResult(t testing.TB) *check.Result {
	r := cleanResult(t)
	for i := range r.Links {
		r.Links[i].Answer = link.Answer{URL: r.Links[i].URL, Verdict: link.Skipped, Cause: "offline", Reason: "the run is offline"}
		r.Links[i].Checked = time.Time{}
	}
	r.Published, r.PublishedFrom = "", ""
	r.NotJudged = []string{"whether any reference is younger than the article, because the article states no date"}
	return r
}

func interruptedResult(t testing.TB) *check.Result {
	r := cleanResult(t)
	r.Links[1].Answer = link.Answer{
		URL: r.Links[1].URL, Verdict: link.Uncertain, Cause: "interrupted", Reason: "the run ended before an answer",
	}
	r.Complete = false
	return r
}

// placed is an article with findings at given words, for the snippets.
func placed(t testing.TB, source, text string, words ...string) *check.Result {
	r := &check.Result{Source: source, Article: articleOf(t, source, text), Complete: true}
	for _, w := range words {
		r.Findings = append(r.Findings, check.Finding{
			Rule: "some-rule", Severity: check.Warning, Message: "something stands here", Span: spanOf(t, r.Article, w, 1),
		})
	}
	return r
}

func manyLinksResult(t testing.TB, n int) *check.Result {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "[%d] https://host.example/%d ", i+1, i+1)
	}
	a := articleOf(t, "many.txt", text.String())
	r := &check.Result{Source: "many.txt", Article: a, Complete: true}
	var list extract.List
	for i, offset := 0, 0; i < n; i++ {
		url, label := fmt.Sprintf("https://host.example/%d", i+1), fmt.Sprint(i+1)
		entry := extract.Span{Start: offset, End: offset + len(label) + 3 + len(url)}
		place := extract.Span{Start: entry.End - len(url), End: entry.End}
		offset = entry.End + 1
		list.References = append(list.References, extract.Reference{
			Label: label, Text: url, Span: entry, URLs: []extract.URL{{Text: url, Span: place}},
		})
		answer := link.Answer{URL: url, Verdict: link.Alive, Status: 200, Attempts: 1}
		if i%40 == 20 {
			answer.Verdict, answer.Status, answer.Reason = link.Blocked, 403, "the server forbids it"
			r.Findings = append(r.Findings, check.Finding{
				Rule: "blocked-link", Severity: check.Info, Message: "the server would not show the page", Span: place, URL: url,
			})
		}
		r.Links = append(r.Links, check.Link{URL: url, In: check.InReference, Label: label, Span: place, Answer: answer})
	}
	a.Lists = []extract.List{list}
	return r
}

func runs(t testing.TB) map[string]run {
	unread := &check.Result{Source: "b\x1b[2J.html", Err: errors.New("open b.html: " + hostile)}
	return map[string]run{
		"clean":       {[]*check.Result{cleanResult(t)}, End{Elapsed: 3210 * time.Millisecond}},
		"hostile":     {[]*check.Result{hostileResult(t)}, End{}},
		"several":     {[]*check.Result{cleanResult(t), unread, manyLinksResult(t, 90)}, End{}},
		"unreadable":  {[]*check.Result{unread}, End{}},
		"nothing":     {nil, End{}},
		"offline":     {[]*check.Result{offlineResult(t)}, End{Offline: true}},
		"interrupted": {[]*check.Result{interruptedResult(t)}, End{Interrupted: true}},
		"network":     {[]*check.Result{interruptedResult(t)}, End{NetworkDown: true}},
		"places": {[]*check.Result{
			placed(t, "wide.txt", "水位は 1950 年から二倍になった[1]。デルタ🏞️も広がる[2]が、e\u0301tat reste[3].\n", "[1]", "🏞️", "[2]", "[3]"),
			placed(t, "tabs.txt", "\tone\ttwo [1]\tthree\x01four [2]\n", "one", "[1]", "[2]"),
			placed(t, "lines.txt", "first\r\nsecond [1]\rthird [2] and\nmore\n\nlast", "[1]", "[2] and\nmore", "last"),
			placed(t, "long.txt", strings.Repeat("長い文 long ", 400)+"HERE"+strings.Repeat(" tail", 400)+" END\n", "長い文", "HERE", "END"),
			placed(t, "::warning::x", "text [1]\n", "[1]"),
		}, End{}},
	}
}
