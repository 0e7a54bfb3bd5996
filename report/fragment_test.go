package report

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// TestFragmentsStandBesideTheirLink: what became of the place in a page is told where it was looked for, and only there.
func TestFragmentsStandBesideTheirLink(t *testing.T) {
	schema := schemaOf(t, "check.schema.json", "")
	for fragment, want := range map[string]string{
		"":                   `"cause":"","redirects"`,
		link.FragmentFound:   `"cause":"","fragment":"found","redirects"`,
		link.FragmentMissing: `"cause":"","fragment":"missing","fragment_reason":"no \"#a\"","redirects"`,
	} {
		r := placed(t, "a.txt", "text [1] https://a.example/", "[1]")
		answer := link.Answer{Verdict: link.Alive, Status: 200, Attempts: 1, Fragment: fragment}
		if fragment == link.FragmentMissing {
			answer.FragmentReason = `no "#a"`
		}
		r.Links = []check.Link{{URL: "https://a.example/", In: check.InBody, Answer: answer}}
		got := run{results: []*check.Result{r}}.write(t, NewJSON)
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s", fragment, got)
		}
		if err := validate(t, schema, got); err != nil {
			t.Errorf("%q: %v", fragment, err)
		}
	}
}
