package check_test

import (
	"context"
	"encoding/json"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// TestOneArticleInThreeFormats holds the program to its main job: the same
// article gives the same judgement however it is written.
func TestOneArticleInThreeFormats(t *testing.T) {
	for _, name := range []string{"search.txt", "search.html", "search.md"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("..", "testdata", "articles", name))
			if err != nil {
				t.Fatal(err)
			}
			article, err := extract.Read(data, extract.Options{Source: name})
			if err != nil {
				t.Fatal(err)
			}
			r := check.New(check.Options{Now: today}).Check(t.Context(), article)

			var labels []string
			for _, m := range article.Markers {
				labels = append(labels, m.Label)
			}
			if got, want := strings.Join(labels, " "), "1 2 2 3 1 6 4 7 3 4"; got != want {
				t.Errorf("markers %s, want %s", got, want)
			}
			if n := article.References(); n != 7 {
				t.Errorf("%d references, want 7", n)
			}
			want := map[string]int{"unused-reference": 1, "same-day-sources": 1, "anachronistic-name": 4}
			if name == "search.md" {
				want["merged-markers"] = 3
			}
			got := map[string]int{}
			for _, f := range r.Findings {
				got[f.Rule]++
			}
			for rule, n := range want {
				if got[rule] != n {
					t.Errorf("%d findings of %s, want %d", got[rule], rule, n)
				}
				delete(got, rule)
			}
			if len(got) > 0 {
				t.Errorf("false findings: %v", got)
			}
			if unused := byRule(r, "unused-reference"); len(unused) == 1 && unused[0].Label != "5" {
				t.Errorf("reference %s is called unused, want 5", unused[0].Label)
			}
			if same := byRule(r, "same-day-sources"); len(same) == 1 {
				if got := fact(same[0], "references"); got != "1, 3, 4, 5" {
					t.Errorf("the cluster names %v, want 1, 3, 4, 5", got)
				}
			}
		})
	}
}

// fact returns the value of one piece of a finding's evidence.
func fact(f check.Finding, name string) any {
	for _, fact := range f.Evidence {
		if fact.Name == name {
			return fact.Value
		}
	}
	return nil
}

func TestPairing(t *testing.T) {
	list := func(labels ...string) string {
		out := "\n\nReferences\n"
		for _, l := range labels {
			out += "[" + l + "] https://stat.gov.uk/page/" + l + "\n"
		}
		return out
	}
	tests := []struct {
		name string
		text string
		want []string // rule:label
	}{
		{"all well", "Rents rose [1], wages did not [2,3]." + list("1", "2", "3"), nil},
		{"an article without citations is no failure", "Rents rose, and wages did not.\n\nThat is all.", nil},
		{"one missing of many", "A [1], b [2], c [3], d [4], e [9]." + list("1", "2", "3", "4"), []string{"missing-reference:9"}},
		{"a label missing twice is one finding", "A [1], b [2], c [3], d [4], e [9], f [9]." + list("1", "2", "3", "4"), []string{"missing-reference:9"}},
		{"more than 30 % missing is a cut list", "A [1], b [2], c [3], d [4], e [5]." + list("1", "2", "3"), []string{"no-reference-list:"}},
		{"no list at all", "A [1], b [2], c [3], d [4].", []string{"no-reference-list:"}},
		{"two unused", "A [1], b [4], c [5], d [6]." + list("1", "2", "3", "4", "5", "6"), []string{"unused-reference:2", "unused-reference:3"}},
		{"sources listed again at the end", "A [1], b [2]." + list("1", "2") + "\n\nChapter two says c [1].\n\nSources\n[1] https://stat.gov.uk/other/1\n\nThat is all.\n\nSource Index\n[1] https://stat.gov.uk/page/1\n[2] https://stat.gov.uk/page/2\n", nil},
		{"mostly unused is one note", "A [1]." + list("1", "2", "3", "4", "5", "6"), []string{"unused-reference:"}},
		{"a list that nothing cites", "A and b and c." + list("1", "2", "3"), []string{"no-markers:"}},
		{"a label twice", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a\n[2] https://stat.gov.uk/b\n[2] https://stat.gov.uk/c\n", []string{"duplicate-label:2"}},
		{"one page under two labels", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a?x=1&utm_source=n\n[2] http://www.stat.gov.uk/a/?x=1#top\n", []string{"tracking-parameters:1", "duplicate-target:2"}},
		{"two parts of one page", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a#rents\n[2] https://stat.gov.uk/a#wages\n", nil},
		{"two passages of one page", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a#:~:text=rents\n[2] https://stat.gov.uk/a#:~:text=wages\n", []string{"duplicate-target:2"}},
		{"the query tells pages apart", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a?x=1\n[2] https://stat.gov.uk/a?x=2\n", nil},
		{"an empty entry", "A [1], b [2]." + "\n\nReferences\n[1] https://stat.gov.uk/a\n[2]\n", []string{"empty-reference:2"}},
		{"a range cites what lies in it", "A [1–4]." + list("1", "2", "3", "4"), nil},
		{"editorial brackets are no markers", "He [the minister] said [sic] that rents rose [1], and in [2021] wages did not [2]." + list("1", "2"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, tt.text, check.Options{})
			var got []string
			for _, f := range r.Findings {
				got = append(got, f.Rule+":"+f.Label)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("findings %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMostlyUnusedIsMilder(t *testing.T) {
	r := judge(t, extract.FormatText, "A [1].\n\nReferences\n[1] https://stat.gov.uk/1\n[2] https://stat.gov.uk/2\n[3] https://stat.gov.uk/3\n[4] https://stat.gov.uk/4\n", check.Options{})
	if f := byRule(r, "unused-reference"); len(f) != 1 || f[0].Severity != check.Info || fact(f[0], "not cited") != "2, 3, 4" {
		t.Errorf("findings %+v, want one note that names 2, 3, 4", f)
	}
}

const twoLinks = "Rents rose [1], and wages did not [2].\n\nReferences\n[1] %A%\n[2] https://stat.gov.uk/wages\n"

func TestAddresses(t *testing.T) {
	tests := []struct {
		url      string
		rule     string
		severity check.Severity
	}{
		{"htps://stat.gov.uk/rents", "malformed-url", check.Error},
		{"http//stat.gov.uk/rents", "malformed-url", check.Error},
		{"http:/stat.gov.uk/rents", "malformed-url", check.Error},
		{"https://rents/2021", "malformed-url", check.Error},
		{"https://https://stat.gov.uk/rents", "malformed-url", check.Error},
		{"https://stat..gov.uk/rents", "malformed-url", check.Error},
		{"https://stat.gov.uk:port/rents", "malformed-url", check.Error},
		{"https://example.com/rents", "placeholder-url", check.Error},
		{"https://www.example.org/rents", "placeholder-url", check.Error},
		{"https://stat.gov.uk/INSERT_SOURCE_URL_30", "placeholder-url", check.Error},
		{"https://stat.gov.uk/2025-XX-XX/rents", "placeholder-url", check.Error},
		{"http://localhost:8080/rents", "private-address", check.Error},
		{"http://127.0.0.1/rents", "private-address", check.Error},
		{"http://192.168.0.7/rents", "private-address", check.Error},
		{"http://[::1]/rents", "private-address", check.Error},
		{"http://169.254.169.254/latest", "private-address", check.Error},
		{"http://files.local/rents", "private-address", check.Error},
		{"https://stat.gov.uk/examples.html", "", 0},
		{"https://stat.gov.uk/100%/rents", "", 0},
		{"https://8.8.8.8/rents", "", 0},
		{"https://stat.gov.uk/localhost", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.url, func(t *testing.T) {
			r := judge(t, extract.FormatText, strings.Replace(twoLinks, "%A%", tt.url, 1), check.Options{})
			var got []string
			for _, f := range r.Findings {
				got = append(got, f.Rule)
				if f.Rule == tt.rule && (f.Severity != tt.severity || f.URL != tt.url || f.Label != "1") {
					t.Errorf("%s %s of %q, want %s of %q", f.Severity, f.Label, f.URL, tt.severity, tt.url)
				}
			}
			want := []string{tt.rule}
			if tt.rule == "" {
				want = nil
			}
			if !slices.Equal(got, want) {
				t.Errorf("findings %q, want %q", got, want)
			}
		})
	}
}

// TestAddressesInProseAreMilder: articles about the web speak of localhost and
// example.com, and a gate must not stop them.
func TestAddressesInProseAreMilder(t *testing.T) {
	r := judge(t, extract.FormatText, "Open http://localhost:3000/ and http://example.com/ and htps://stat.gov.uk/.", check.Options{})
	for _, f := range r.Findings {
		if f.Severity >= check.Error {
			t.Errorf("%s is %s in prose", f.Rule, f.Severity)
		}
	}
	if len(r.Findings) != 3 {
		t.Errorf("%d findings, want 3: %+v", len(r.Findings), r.Findings)
	}
}

func TestAllowNetLiftsThePrivateRule(t *testing.T) {
	o := check.Options{AllowNet: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	r := judge(t, extract.FormatText, strings.Replace(twoLinks, "%A%", "http://127.0.0.1:8080/rents", 1), o)
	if len(r.Findings) != 0 {
		t.Errorf("findings %+v, want none", r.Findings)
	}
}

func TestOneFindingForAnAddressHoweverOftenCited(t *testing.T) {
	web := fakeWeb{"https://stat.gov.uk/gone": {Verdict: link.Dead, Status: 404, Reason: "the server answered 404 Not Found, twice", Attempts: 2}}
	text := "See [the rents](https://stat.gov.uk/gone) and\n[again](https://stat.gov.uk/gone).\n"
	r := judge(t, extract.FormatMarkdown, text, check.Options{Web: web})
	dead := byRule(r, "dead-link")
	if len(dead) != 1 || len(r.Links) != 2 {
		t.Fatalf("%d findings on %d links, want 1 on 2", len(dead), len(r.Links))
	}
	if lines, _ := fact(dead[0], "cited on lines").([]int); !slices.Equal(lines, []int{1, 2}) {
		t.Errorf("cited on lines %v, want 1 and 2", lines)
	}
}

// An askedWeb remembers what it was asked.
type askedWeb struct{ asked []string }

func (w *askedWeb) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	w.asked = append(w.asked, urls...)
	return fakeWeb{}.Ask(ctx, urls, deliver)
}

func TestWhatIsAsked(t *testing.T) {
	text := "See [rents](https://stat.gov.uk/rents#table) [^1] and [rents](https://stat.gov.uk/rents#table).\n\n" +
		"[^1]: https://stat.gov.uk/wages and http//broken.gov.uk/ and https://example.com/x\n"
	web := &askedWeb{}
	r := judge(t, extract.FormatMarkdown, text, check.Options{Web: web})
	if want := []string{"https://stat.gov.uk/rents#table", "https://stat.gov.uk/wages"}; !slices.Equal(web.asked, want) {
		t.Errorf("asked %q, want each address once, and none that cannot be one: %q", web.asked, want)
	}
	if !r.Complete || len(r.Links) != 5 {
		t.Errorf("complete %v with %d links, want true with 5", r.Complete, len(r.Links))
	}
	web = &askedWeb{}
	judge(t, extract.FormatMarkdown, text, check.Options{Web: web, ReferencesOnly: true})
	if want := []string{"https://stat.gov.uk/wages"}; !slices.Equal(web.asked, want) {
		t.Errorf("asked %q, want the references' only: %q", web.asked, want)
	}
}

func TestOfflineAsksNothingAndSaysSo(t *testing.T) {
	r := judge(t, extract.FormatText, strings.Replace(twoLinks, "%A%", "https://stat.gov.uk/rents", 1), check.Options{})
	for _, l := range r.Links {
		if l.Answer.Verdict != link.Skipped || l.Answer.Reason != "offline" {
			t.Errorf("%s: %+v, want skipped: offline", l.URL, l.Answer)
		}
	}
	if len(r.Links) != 2 || !r.Complete {
		t.Errorf("%d links, complete %v", len(r.Links), r.Complete)
	}
}

// An interruptedWeb answers the first URL, then the run ends.
type interruptedWeb struct{}

func (interruptedWeb) Ask(_ context.Context, urls []string, deliver func(link.Answer)) error {
	deliver(link.Answer{URL: urls[0], Verdict: link.Alive, Status: 200})
	for _, url := range urls[1:] {
		deliver(link.Answer{URL: url, Verdict: link.Uncertain, Cause: "interrupted", Reason: "the run ended before an answer"})
	}
	return context.Canceled
}

func TestAnInterruptedRunIsIncompleteAndBlamesNoLink(t *testing.T) {
	r := judge(t, extract.FormatText, strings.Replace(twoLinks, "%A%", "https://stat.gov.uk/rents", 1), check.Options{Web: interruptedWeb{}})
	if r.Complete || len(r.Findings) != 0 {
		t.Errorf("complete %v with findings %+v, want incomplete without", r.Complete, r.Findings)
	}
}

func TestEvidenceKeepsItsOrderInJSON(t *testing.T) {
	got, err := json.Marshal(check.Evidence{{Name: "z", Value: 1}, {Name: "a", Value: []string{"x"}}})
	if want := `{"z":1,"a":["x"]}`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	if _, err := json.Marshal(check.Evidence{{Name: "f", Value: func() {}}}); err == nil {
		t.Error("a value that JSON does not have was written")
	}
	if empty, _ := json.Marshal(check.Evidence(nil)); string(empty) != "{}" {
		t.Errorf("no evidence is %s, want {}", empty)
	}
}

func TestSeverity(t *testing.T) {
	for _, name := range []string{"info", "warning", "error"} {
		if s, err := check.ParseSeverity(name); err != nil || s.String() != name {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
	if _, err := check.ParseSeverity("fatal"); err == nil {
		t.Error("fatal was taken for a severity")
	}
	tally := check.NewTally()
	tally.Findings = map[check.Severity]int{check.Info: 4, check.Warning: 2, check.Error: 1}
	for s, want := range map[check.Severity]int{check.Info: 7, check.Warning: 3, check.Error: 1} {
		if got := tally.AtLeast(s); got != want {
			t.Errorf("%d findings at %s and above, want %d", got, s, want)
		}
	}
}

func TestOneLabelTwiceForOneSource(t *testing.T) {
	r := judge(t, extract.FormatMarkdown, "It [rose][1].\n\n[1]: https://stat.gov.uk/rents\n\nIt fell.\n\n[1]: https://stat.gov.uk/rents\n", check.Options{})
	if len(r.Findings) != 0 {
		t.Errorf("got %+v, want nothing", r.Findings)
	}
}
