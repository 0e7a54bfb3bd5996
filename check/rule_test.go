package check_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/extract"
)

// today is the day on which the tests take place.
var today = date.Date{Year: 2026, Month: 3, Day: 1, Precision: date.Day}

// A fakeWeb answers from a table; what it does not know is alive.
type fakeWeb map[string]link.Answer

func (w fakeWeb) Ask(_ context.Context, urls []string, deliver func(link.Answer)) error {
	for _, url := range urls {
		answer, known := w[url]
		if !known {
			answer = link.Answer{Verdict: link.Alive, Status: 200, Attempts: 1}
		}
		answer.URL = url
		deliver(answer)
	}
	return nil
}

// A fakeArchive answers by a function.
type fakeArchive func(url string, near time.Time) memento.Holding

func (a fakeArchive) Find(_ context.Context, url string, near time.Time) memento.Holding {
	return a(url, near)
}

// judge checks an article of the given format.
func judge(t *testing.T, format extract.Format, text string, o check.Options) *check.Result {
	t.Helper()
	article, err := extract.Read([]byte(text), extract.Options{Source: "article", Format: format})
	if err != nil {
		t.Fatalf("read the article: %v", err)
	}
	if o.Now.IsZero() {
		o.Now = today
	}
	return check.New(o).Check(t.Context(), article)
}

// byRule returns the findings of one rule.
func byRule(r *check.Result, id string) []check.Finding {
	var found []check.Finding
	for _, f := range r.Findings {
		if f.Rule == id {
			found = append(found, f)
		}
	}
	return found
}

// registered answers with one day for every domain.
type registered date.Date

func (r registered) Look(_ context.Context, domain string) rdap.Registration {
	return rdap.Registration{State: rdap.Registered, Domain: domain, At: time.Date(r.Year, r.Month, r.Day, 12, 0, 0, 0, time.UTC)}
}

// offByDefault lists the rules that a flag turns on.
func offByDefault() []string {
	var ids []string
	for _, rule := range check.Rules() {
		if rule.OnlyWith != "" {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

func runExample(t *testing.T, e check.Example) *check.Result {
	t.Helper()
	web := fakeWeb{}
	for _, answer := range e.Answers {
		web[answer.URL] = answer
	}
	o := check.Options{Web: web, Enable: offByDefault()}
	if !e.Registered.IsZero() {
		o.Domains = registered(e.Registered)
	}
	if e.Archived.State != "" {
		o.Archive = fakeArchive(func(string, time.Time) memento.Holding { return e.Archived })
	}
	if e.Expected != nil {
		o.Expect = func(url string) check.Expectation {
			return check.Expectation{Verdict: e.Expected[url], Origin: ".citelint.toml:3"}
		}
	}
	if e.Published != "" {
		published, ok := date.ParseISO(e.Published)
		if !ok {
			t.Fatalf("the example's date %q is no date", e.Published)
		}
		o.Published = published
	}
	return judge(t, e.Format, e.Text, o)
}

func TestEveryRuleSpeaksOfItsBadExampleAndOfNoGoodOne(t *testing.T) {
	for _, rule := range check.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			bad := byRule(runExample(t, rule.Bad), rule.ID)
			if len(bad) == 0 {
				t.Error("silent on its bad example")
			}
			if rule.ID != "placeholder-url" && len(bad) > 1 {
				t.Errorf("speaks %d times of its bad example: one fact is one finding", len(bad))
			}
			for _, f := range bad {
				if f.Severity > rule.Severity {
					t.Errorf("finding is graver (%s) than its rule (%s)", f.Severity, rule.Severity)
				}
			}
			if good := byRule(runExample(t, rule.Good), rule.ID); len(good) > 0 {
				t.Errorf("speaks of its good example: %s", good[0].Message)
			}
		})
	}
}

func TestRuleTableIsComplete(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, rule := range check.Rules() {
		if !kebab.MatchString(rule.ID) || seen[rule.ID] {
			t.Errorf("id %q is not kebab-case or is taken", rule.ID)
		}
		seen[rule.ID] = true
		if rule.Severity < check.Info || rule.Severity > check.Error {
			t.Errorf("%s: severity %d", rule.ID, rule.Severity)
		}
		for what, text := range map[string]string{"summary": rule.Summary, "explanation": rule.Explanation, "fix": rule.Fix, "bad": rule.Bad.Text, "good": rule.Good.Text} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: no %s", rule.ID, what)
			}
		}
		if strings.HasSuffix(rule.Summary, ".") || strings.HasSuffix(rule.Fix, ".") || strings.Contains(rule.Summary, "\n") {
			t.Errorf("%s: summary and fix are one phrase without a full stop", rule.ID)
		}
		if found, ok := check.RuleByID(rule.ID); !ok || found.Summary != rule.Summary {
			t.Errorf("%s: not found by its id", rule.ID)
		}
	}
	if _, ok := check.RuleByID("no-such-rule"); ok {
		t.Error("found a rule that is none")
	}
}
