package check_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// twoDead is an article of which both links are dead.
const twoDead = "Rents rose.[^1] Wages did not.[^2]\n\n[^1]: https://stat.gov.uk/rents\n[^2]: https://stat.gov.uk/wages\n"

var bothDead = fakeWeb{
	"https://stat.gov.uk/rents": {Verdict: link.Dead, Status: 404, Attempts: 2},
	"https://stat.gov.uk/wages": {Verdict: link.Dead, Status: 404, Attempts: 2},
}

// outcome lists the findings that are reported, and those that are not, each as
// "rule label", with who keeps it from being reported.
func outcome(r *check.Result) (findings, suppressed []string) {
	for _, f := range r.Findings {
		findings = append(findings, strings.TrimSpace(f.Rule+" "+f.Label))
	}
	for _, f := range r.Suppressed {
		suppressed = append(suppressed, strings.TrimSpace(f.Rule+" "+f.Label)+" by "+string(f.By)+": "+f.Reason)
	}
	return findings, suppressed
}

func TestComments(t *testing.T) {
	const noComment = "dead-link ^1|dead-link ^2"
	for name, test := range map[string]struct {
		old, new string // what is replaced in the article
		want     string // findings
		reasons  string // of what is suppressed
	}{
		"next line":              {"[^1]:", "<!-- citelint-disable-next-line dead-link: on paper -->\n[^1]:", "dead-link ^2", "on paper"},
		"next line, CRLF":        {"[^1]:", "<!-- citelint-disable-next-line dead-link: on paper -->\r\n[^1]:", "dead-link ^2", "on paper"},
		"this line":              {"/wages", "/wages <!-- citelint-disable-line dead-link: on paper -->", "dead-link ^1", "on paper"},
		"a region":               {"[^1]:", "<!-- citelint-disable dead-link: on paper -->\n\n[^1]:", "", "on paper|on paper"},
		"a region that ends":     {"[^2]:", "\n<!-- citelint-disable-line dead-link: x --><!-- citelint-disable dead-link: on paper --><!-- citelint-enable -->\n\n[^2]:", "dead-link ^1|unused-suppression|unused-suppression|dead-link ^2", ""},
		"several rules":          {"[^1]:", "<!-- citelint-disable-next-line dead-link, moved-link: on paper -->\n[^1]:", "unused-suppression|dead-link ^2", "on paper"},
		"no reason":              {"[^1]:", "<!-- citelint-disable-next-line dead-link -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"an empty reason":        {"[^1]:", "<!-- citelint-disable-next-line dead-link:  -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"no rule":                {"[^1]:", "<!-- citelint-disable-next-line: on paper -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"a rule that is none":    {"[^1]:", "<!-- citelint-disable-next-line dead-lnk: on paper -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"a word that is none":    {"[^1]:", "<!-- citelint-disable-lines dead-link: on paper -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"an end of nothing":      {"[^1]:", "<!-- citelint-enable dead-link -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"not itself":             {"[^1]:", "<!-- citelint-disable bad-suppression: no -->\n[^1]:", "bad-suppression|" + noComment, ""},
		"a rule that is not due": {"[^1]:", "<!-- citelint-disable-next-line moved-link: on paper -->\n[^1]:", "unused-suppression|" + noComment, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := judge(t, extract.FormatMarkdown, strings.Replace(twoDead, test.old, test.new, 1), check.Options{Web: bothDead})
			findings, _ := outcome(r)
			var reasons []string
			for _, f := range r.Suppressed {
				reasons = append(reasons, f.Reason)
				if f.By != check.ByComment || f.Rule != "dead-link" || f.Severity != check.Error {
					t.Errorf("suppressed: %+v", f)
				}
			}
			if got := strings.Join(findings, "|"); got != test.want {
				t.Errorf("findings %s, want %s", got, test.want)
			}
			if got := strings.Join(reasons, "|"); got != test.reasons {
				t.Errorf("suppressed with %q, want %q", got, test.reasons)
			}
		})
	}
}

func TestCommentIsUnusedOnlyWhereThatCanBeTold(t *testing.T) {
	text := strings.Replace(twoDead, "[^1]:", "<!-- citelint-disable-next-line dead-link: on paper -->\n[^1]:", 1)
	uncertain := fakeWeb{"https://stat.gov.uk/rents": {Verdict: link.Uncertain, Cause: "timeout"}}
	for name, o := range map[string]check.Options{
		"offline":           {},
		"an uncertain link": {Web: uncertain},
		"its rule is off":   {Web: fakeWeb{}, Weigh: weights("dead-link", check.Off)},
		"nobody listens":    {Web: fakeWeb{}, HearNoComments: true},
	} {
		if found := byRule(judge(t, extract.FormatMarkdown, text, o), "unused-suppression"); len(found) > 0 {
			t.Errorf("%s: %s", name, found[0].Message)
		}
	}
	if found := byRule(judge(t, extract.FormatMarkdown, text, check.Options{Web: fakeWeb{}}), "unused-suppression"); len(found) != 1 {
		t.Errorf("%d unused suppressions where the link is alive, want 1", len(found))
	}
}

func TestOnlyARegionToTheEndHoldsForWhatStandsAtNoPlace(t *testing.T) {
	const text = "Rents rose [1]. Wages did not [2]. Prices rose [3]. Land rose [4].\n"
	plain := judge(t, extract.FormatText, text, check.Options{Web: fakeWeb{}})
	if len(plain.Findings) != 1 {
		t.Fatalf("findings: %+v", plain.Findings)
	}
	rule := plain.Findings[0].Rule
	r := judge(t, extract.FormatText, "citelint-disable "+rule+": the list is printed apart\n"+text, check.Options{Web: fakeWeb{}})
	if findings, suppressed := outcome(r); len(findings) != 0 || len(suppressed) != 1 {
		t.Errorf("findings %v, suppressed %v", findings, suppressed)
	}
}

// weights say how much one rule matters in the article that [judge] judges.
func weights(rule string, weight check.Severity) func(string) map[string]check.Severity {
	return func(source string) map[string]check.Severity {
		if source != "article" {
			return nil
		}
		return map[string]check.Severity{rule: weight}
	}
}

func TestWeightsOfRules(t *testing.T) {
	r := judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: bothDead, Weigh: weights("dead-link", check.Info)})
	if len(r.Findings) != 2 || r.Findings[0].Severity != check.Info {
		t.Errorf("findings: %+v", r.Findings)
	}
	// What its rule weighs less than usual stays so.
	raise := weights("dead-link", check.Error)
	r = judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: bothDead, Weigh: raise, DeadAfter: check.DeadAfter{Times: 3, Days: 6}})
	if len(r.Findings) != 2 || r.Findings[0].Severity != check.Warning {
		t.Errorf("findings: %+v", r.Findings)
	}
	off := weights("dead-link", check.Off)
	if r = judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: bothDead, Weigh: off}); len(r.Findings) != 0 || len(r.Suppressed) != 0 {
		t.Errorf("findings: %+v, %+v", r.Findings, r.Suppressed)
	}
}

func TestExpectedLinks(t *testing.T) {
	expect := func(e check.Expectation) func(string) check.Expectation {
		e.Origin = ".citelint.toml:3"
		return func(url string) check.Expectation {
			if url == "https://stat.gov.uk/rents" {
				return e
			}
			return check.Expectation{}
		}
	}
	for name, test := range map[string]struct {
		expected   check.Expectation
		findings   []string
		suppressed []string
	}{
		"as it is":  {check.Expectation{Verdict: link.Dead, Reason: "on paper"}, []string{"dead-link ^2"}, []string{"dead-link ^1 by configuration: on paper (.citelint.toml:3)"}},
		"otherwise": {check.Expectation{Verdict: link.Blocked}, []string{"dead-link ^1", "unexpected-verdict ^1", "dead-link ^2"}, nil},
		"ignored":   {check.Expectation{Ignore: true}, []string{"dead-link ^2"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			asked := &asking{Web: bothDead}
			r := judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: asked, Expect: expect(test.expected)})
			findings, suppressed := outcome(r)
			if diff := cmp.Diff(test.findings, findings); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.suppressed, suppressed); diff != "" {
				t.Errorf("suppressed (-want +got):\n%s", diff)
			}
			if test.expected.Ignore {
				if diff := cmp.Diff([]string{"https://stat.gov.uk/wages"}, asked.urls); diff != "" {
					t.Errorf("asked (-want +got):\n%s", diff)
				}
				if a := r.Links[0].Answer; a.Verdict != link.Skipped || a.Reason != "ignored: .citelint.toml:3" {
					t.Errorf("answer %+v", a)
				}
			}
		})
	}
	uncertain := fakeWeb{"https://stat.gov.uk/rents": {Verdict: link.Uncertain, Cause: "timeout"}}
	r := judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: uncertain, Expect: expect(check.Expectation{Verdict: link.Dead})})
	if found := byRule(r, "unexpected-verdict"); len(found) != 0 {
		t.Errorf("a link that could not be judged is no news: %s", found[0].Message)
	}
}

// asking remembers what it is asked.
type asking struct {
	check.Web
	urls []string
}

func (a *asking) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	a.urls = append(a.urls, urls...)
	return a.Web.Ask(ctx, urls, deliver)
}

func TestKnownFindings(t *testing.T) {
	first := judge(t, extract.FormatMarkdown, twoDead, check.Options{Web: bothDead})
	known := map[check.Identity]int{}
	for _, f := range first.Findings {
		known[check.IdentityOf(first.Article, &f)]++
	}
	o := check.Options{Web: bothDead, Known: func(string) map[check.Identity]int { return known }}

	// Text that is put above does not make a finding new.
	r := judge(t, extract.FormatMarkdown, "# Rents\n\nA new first paragraph.\n\n"+twoDead, o)
	findings, suppressed := outcome(r)
	if len(findings) != 0 || len(suppressed) != 2 || len(r.Gone) != 0 {
		t.Errorf("findings %v, suppressed %v, gone %v", findings, suppressed, r.Gone)
	}
	// A second one of its kind is new.
	r = judge(t, extract.FormatMarkdown, strings.ReplaceAll(twoDead, "wages", "land"), check.Options{Web: fakeWeb{
		"https://stat.gov.uk/rents": {Verdict: link.Dead, Status: 404, Attempts: 2}, "https://stat.gov.uk/land": {Verdict: link.Dead, Status: 404, Attempts: 2},
	}, Known: o.Known})
	gone := []check.Identity{{Rule: "dead-link", Label: "^2", Target: "https://stat.gov.uk/wages"}}
	if findings, _ = outcome(r); len(findings) != 1 || findings[0] != "dead-link ^2" {
		t.Errorf("findings %v", findings)
	}
	if diff := cmp.Diff(gone, r.Gone); diff != "" {
		t.Errorf("gone (-want +got):\n%s", diff)
	}
	// What is told of suppressions can be known, too.
	commented := strings.Replace(twoDead, "[^1]:", "<!-- citelint-disable-next-line moved-link: on paper -->\n[^1]:", 1)
	r = judge(t, extract.FormatMarkdown, commented, check.Options{Web: bothDead})
	all := map[check.Identity]int{}
	for _, f := range r.Findings {
		all[check.IdentityOf(r.Article, &f)]++
	}
	r = judge(t, extract.FormatMarkdown, commented, check.Options{Web: bothDead, Known: func(string) map[check.Identity]int { return all }})
	if len(r.Findings) != 0 || len(r.Suppressed) != 3 || len(r.Gone) != 0 {
		t.Errorf("findings %v, suppressed %v, gone %v", r.Findings, r.Suppressed, r.Gone)
	}
	// Nothing is gone that could not be looked for.
	for name, o := range map[string]check.Options{
		"offline":         {},
		"uncertain links": {Web: fakeWeb{"https://stat.gov.uk/rents": {Verdict: link.Uncertain}, "https://stat.gov.uk/wages": {Verdict: link.Uncertain}}},
	} {
		o.Known = func(string) map[check.Identity]int { return known }
		if r := judge(t, extract.FormatMarkdown, twoDead, o); len(r.Gone) > 0 {
			t.Errorf("%s: gone %v", name, r.Gone)
		}
	}
	if len(known) != 2 || known[gone[0]] != 1 {
		t.Errorf("the table was changed: %v", known)
	}
}

func TestOnlyNewLines(t *testing.T) {
	const again = "Rents rose.[^1] So says https://stat.gov.uk/rents.\n\n[^1]: https://stat.gov.uk/rents\n"
	for name, test := range map[string]struct {
		text string
		line int // that is new
		want int // findings
	}{
		"the first":                       {twoDead, 3, 1},
		"the second":                      {twoDead, 4, 1},
		"neither":                         {twoDead, 1, 0},
		"a second place of one address":   {again, 3, 1},
		"the first place of that address": {again, 1, 1},
	} {
		o := check.Options{Web: bothDead, NewLines: func(context.Context, string) func(int) bool {
			return func(line int) bool { return line == test.line }
		}}
		r := judge(t, extract.FormatMarkdown, test.text, o)
		if len(byRule(r, "dead-link")) != test.want {
			t.Errorf("%s: findings %+v, suppressed %+v", name, r.Findings, r.Suppressed)
		}
	}
	// A lone CR shifts our lines against those that git counts.
	o := check.Options{Web: bothDead, NewLines: func(context.Context, string) func(int) bool {
		return func(line int) bool { return line == 3 }
	}}
	for text, want := range map[string]int{"Rents.\r" + twoDead: 2, strings.ReplaceAll(twoDead, "\n", "\r\n"): 1} {
		if r := judge(t, extract.FormatMarkdown, text, o); len(byRule(r, "dead-link")) != want {
			t.Errorf("%q: findings %+v", text, r.Findings)
		}
	}
	o = check.Options{Web: bothDead, NewLines: func(context.Context, string) func(int) bool { return nil }}
	if r := judge(t, extract.FormatMarkdown, twoDead, o); len(r.Findings) != 2 {
		t.Errorf("a new article has only new lines: %+v", r.Findings)
	}
}
