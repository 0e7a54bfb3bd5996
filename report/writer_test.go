package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

var errFull = errors.New("no space left on device")

// fullDisk takes so many bytes and no more.
type fullDisk struct{ room int }

func (d *fullDisk) Write(b []byte) (int, error) {
	n := min(len(b), d.room)
	d.room -= n
	if n < len(b) {
		return n, errFull
	}
	return n, nil
}

func TestWritersReturnTheFirstWriteError(t *testing.T) {
	for _, look := range looks {
		for _, room := range []int{0, 1, 50, 300} {
			w := look.writer(&fullDisk{room})
			var first error
			for range 3 {
				if err := w.Result(cleanResult(t)); first == nil {
					first = err
				} else if err == nil {
					t.Errorf("%s, room for %d: a result is taken after %v", look.suffix, room, first)
				}
			}
			if !errors.Is(first, errFull) {
				t.Errorf("%s, room for %d: Result returns %v, want %v", look.suffix, room, first, errFull)
			}
			if err := w.Close(End{}); !errors.Is(err, errFull) {
				t.Errorf("%s, room for %d: Close returns %v, want %v", look.suffix, room, err, errFull)
			}
		}
	}
}

// A reader of the stream sees an article as soon as it is done.
func TestWritersStream(t *testing.T) {
	for _, look := range looks {
		var out bytes.Buffer
		w := look.writer(&out)
		for _, source := range []string{"first.txt", "second.txt"} {
			r := cleanResult(t)
			r.Source = source
			if err := w.Result(r); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), source) {
				t.Errorf("%s: %s is not on the stream after its Result", look.suffix, source)
			}
		}
	}
}

// Only the place of a finding and the names of articles start a line.
func TestTextFindingsAreForEditors(t *testing.T) {
	r := run{results: []*check.Result{hostileResult(t)}}
	got := r.write(t, func(w io.Writer) Writer { return newText(w, TextOptions{Width: 60}) })
	body, _, _ := strings.Cut(got, "\nlooked at:")
	for _, line := range strings.Split(body, "\n") {
		if line != "" && line[0] != ' ' && !strings.HasPrefix(line, "hostile.txt") {
			t.Errorf("this line starts in the first column: %q", line)
		}
	}
	if want := "hostile.txt:3:199: warning: reference 3 is never cited [unused-reference]\n"; !strings.Contains(got, want) {
		t.Errorf("%q is missing", want)
	}
}

func TestTextSaysAFixOnce(t *testing.T) {
	r := run{results: []*check.Result{hostileResult(t), hostileResult(t)}}
	got := r.write(t, func(w io.Writer) Writer { return withFixes(newText(w, TextOptions{})) })
	if n := strings.Count(got, fixes["unused-reference"]); n != 2 {
		t.Errorf("two articles with two findings each of one rule say its fix %d times, want once for each article", n)
	}
}

func TestTextTakesFixesFromTheRuleTable(t *testing.T) {
	if len(check.Rules()) == 0 {
		t.Fatal("the rule table is empty")
	}
	for _, rule := range check.Rules() {
		r := placed(t, "a.txt", "text [1]", "[1]")
		r.Findings[0].Rule = rule.ID
		got := run{results: []*check.Result{r}}.write(t, func(w io.Writer) Writer { return NewText(w, TextOptions{}) })
		if want := "fix: " + Harmless(fold(rule.Fix)); rule.Fix != "" && !strings.Contains(got, want) {
			t.Errorf("a finding of %s does not say %q:\n%s", rule.ID, want, got)
		}
	}
}

func TestVerboseListsEveryLink(t *testing.T) {
	r := run{results: []*check.Result{manyLinksResult(t, 90)}}
	got := r.write(t, func(w io.Writer) Writer { return NewText(w, TextOptions{Verbose: true}) })
	if n := strings.Count(got, "alive    200  https://host.example/"); n != 88 {
		t.Errorf("%d alive links are listed, want 88", n)
	}
	if strings.Contains(got, "not listed") {
		t.Error("a verbose report leaves links out")
	}
}

func TestEveryVerdictIsKnown(t *testing.T) {
	counted := map[link.Verdict]bool{}
	for _, v := range verdicts {
		counted[v.verdict] = true
	}
	for _, cause := range link.Causes() {
		for _, v := range cause.Verdicts {
			if !counted[v] {
				t.Errorf("the verdict %q is not counted in the summary", v)
			}
		}
		if cause.Name == interrupted {
			return
		}
	}
	t.Errorf("no cause is called %q", interrupted)
}

// Evidence that JSON cannot hold must not cost the finding.
func TestFindingsSurviveBadEvidence(t *testing.T) {
	result := placed(t, "a.txt", "text [1]", "[1]")
	result.Findings[0].Evidence = check.Evidence{{Name: "ratio", Value: math.NaN()}}
	for _, writer := range []func(io.Writer) Writer{NewJSON, NewNDJSON, func(w io.Writer) Writer { return NewText(w, TextOptions{}) }} {
		got := run{results: []*check.Result{result}}.write(t, writer)
		if !strings.Contains(got, "some-rule") || !strings.Contains(got, "NaN") {
			t.Errorf("the finding or its evidence is gone:\n%s", got)
		}
	}
}

// An article of one line with 100,000 links: a pass over the line for each
// link or finding would take hours.
func TestHugeArticles(t *testing.T) {
	const n = 100_000
	r := run{results: []*check.Result{manyLinksResult(t, n)}}
	var document struct {
		Documents []struct {
			Links []struct {
				URL          string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal([]byte(r.write(t, NewJSON)), &document); err != nil {
		t.Fatal(err)
	}
	links := document.Documents[0].Links
	last := r.results[0].Links[n-1]
	want := r.results[0].Article.Position(last.Span.Start)
	if len(links) != n || links[n-1].Line != want.Line || links[n-1].Column != want.Column {
		t.Errorf("%d links, the last at %d:%d; want %d, the last at %v", len(links), links[n-1].Line, links[n-1].Column, n, want)
	}
	text := r.write(t, func(w io.Writer) Writer { return NewText(w, TextOptions{Verbose: true, Width: 80}) })
	if got := strings.Count(text, "  200  https://"); got != n-n/40 {
		t.Errorf("the text lists %d alive links, want %d", got, n-n/40)
	}
}

func TestSnippetCaretStandsUnderItsPlace(t *testing.T) {
	text := strings.Repeat("長い\te\u0301 <> ", 50) + "\u202e[1]" + strings.Repeat(" 🏞️ tail", 50)
	start := strings.Index(text, "[1]")
	for width := 12; width < 120; width++ {
		s := newSnippet(text, extract.Span{Start: start, End: start + 3}, width)
		if columns(s.line) > width {
			t.Errorf("width %d: %q takes %d columns", width, s.line, columns(s.line))
		}
		before, _, found := strings.Cut(s.line, "[1]")
		if !found || s.caret != strings.Repeat(" ", columns(before))+"^~~" {
			t.Errorf("width %d: the caret does not stand under [1]:\n%s\n%s", width, s.line, s.caret)
		}
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("a [1] b", 2, 5, 40)
	f.Add("\n", 40, 9, 40)
	f.Add("\u202e\r\n\t長い\xff\U000e0041", 3, 9, 12)
	f.Fuzz(func(t *testing.T, text string, start, end, width int) {
		width = 12 + (width&0xff+256)%256
		s := newSnippet(text, extract.Span{Start: start, End: end}, width)
		if bad := hiddenIn(s.line + s.caret); bad != "" {
			t.Errorf("%+q holds %s", s.line, bad)
		}
		if columns(s.line) > width {
			t.Errorf("%+q takes %d columns of %d", s.line, columns(s.line), width)
		}
	})
}

func BenchmarkWriters(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		r := manyLinksResult(b, n)
		for name, writer := range map[string]func(io.Writer) Writer{
			"text": func(w io.Writer) Writer { return NewText(w, TextOptions{Verbose: true, Width: 80}) },
			"json": NewJSON,
		} {
			b.Run(name+"/"+count(n, "link"), func(b *testing.B) {
				for b.Loop() {
					if err := writer(io.Discard).Result(r); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/link")
			})
		}
	}
}
