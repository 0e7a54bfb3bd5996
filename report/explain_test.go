package report

import (
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
)

// TestExamplesShowTheDifference: what a rule speaks of and what it is silent on do not look alike.
func TestExamplesShowTheDifference(t *testing.T) {
	for _, rule := range check.Rules() {
		if bad, good := exampleText(rule.Bad), exampleText(rule.Good); bad == good {
			t.Errorf("%s: both examples read\n%s", rule.ID, bad)
		}
	}
}

func TestExampleText(t *testing.T) {
	const url = "https://stat.gov.uk/rents"
	for want, e := range map[string]check.Example{
		"(" + url + ": dead, 404; never archived)": {Answers: []link.Answer{{URL: url, Verdict: link.Dead, Status: 404}}, Archived: memento.Holding{State: memento.Nothing}},
		"(" + url + ": dead, 404; archived: a)":    {Answers: []link.Answer{{URL: url, Verdict: link.Dead, Status: 404}}, Archived: memento.Holding{State: memento.Held, URL: "a"}},
		"(" + url + ": alive, 200)":                {Answers: []link.Answer{{URL: url, Verdict: link.Alive, Status: 200}}, Archived: memento.Holding{State: memento.Held, URL: "a"}},
		"(" + url + ": alive, 200; the place is missing)": {Answers: []link.Answer{
			{URL: url, Verdict: link.Alive, Status: 200, Fragment: link.FragmentMissing},
		}},
		"(published 2025-03-01)": {Published: "2025-03-01"},
	} {
		if got := exampleText(e); got != "\n\n"+want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
