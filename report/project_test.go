package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// A knownWeb answers as a table says, and that a page is there where it says nothing.
type knownWeb map[string]link.Answer

func (w knownWeb) Ask(_ context.Context, urls []string, deliver func(link.Answer)) error {
	for _, url := range urls {
		a, known := w[url]
		if !known {
			a = link.Answer{Verdict: link.Alive, Status: 200}
		}
		a.URL, a.Attempts = url, 1
		deliver(a)
	}
	return nil
}

// projectRun judges the articles of testdata/project, of which one is missing.
func projectRun(t testing.TB) run {
	t.Helper()
	now, _ := date.ParseISO("2025-09-01")
	checker := check.New(check.Options{Now: now, Web: knownWeb{
		"https://forecast.two.test/2005": {Verdict: link.Dead, Cause: "http-404", Status: 404, Reason: "the server says 404 Not Found"},
		"https://bridges.four.test/passerelle": {
			Verdict: link.Moved, Cause: "permanent-redirect", Status: 200, FinalURL: "https://bridges.four.test/fr/passerelle",
			Reason: "every redirect on the way was permanent", Redirects: []link.Hop{{URL: "https://bridges.four.test/passerelle", Status: 301}},
		},
		"https://stat.five.test/rents": {Verdict: link.Blocked, Cause: "http-403", Status: 403, Reason: "the server says 403 Forbidden"},
	}})
	var out run
	for _, name := range []string{"bridges.html", "rents.txt", "tides.md"} {
		text, err := os.ReadFile(filepath.Join("testdata", "project", name))
		if err != nil {
			t.Fatal(err)
		}
		article, err := extract.Read(text, extract.Options{Source: "articles/" + name})
		if err != nil {
			t.Fatal(err)
		}
		out.results = append(out.results, checker.Check(t.Context(), article))
	}
	out.results = append(out.results, &check.Result{Source: "articles/missing.md", Err: errors.New("there is no such file or directory")})
	return out
}

// sinkRuns are the runs that every sink has golden files of.
func sinkRuns(t testing.TB) map[string]run {
	all := runs(t)
	return map[string]run{"project": projectRun(t), "hostile": all["hostile"], "nothing": all["nothing"], "network": all["network"]}
}

// exampleRun is a finding of a rule on its own bad example.
func exampleRun(t testing.TB, rule check.Rule) run {
	t.Helper()
	article, err := extract.Read([]byte(rule.Bad.Text), extract.Options{Source: "bad/" + rule.ID, Format: rule.Bad.Format})
	if err != nil {
		t.Fatal(err)
	}
	return run{results: []*check.Result{{Source: article.Source, Article: article, Complete: true, Findings: []check.Finding{{
		Rule: rule.ID, Severity: rule.Severity, Message: rule.Summary, Span: extract.Span{Start: 0, End: 1},
	}}}}}
}
