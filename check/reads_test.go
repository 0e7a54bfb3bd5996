package check

import (
	"reflect"
	"testing"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// TestRulesThatReadTheArticle holds the rules that judge while the web is being asked to saying the same whatever the
// web answers.
func TestRulesThatReadTheArticle(t *testing.T) {
	answers := []link.Answer{
		{}, // not yet
		{Verdict: link.Alive, Status: 200, Dates: []date.PageDate{{Reading: date.Reading{Date: date.Date{Year: 2021, Month: 5, Day: 11, Precision: date.Day}, Role: date.RolePublished}}}},
		{Verdict: link.Moved, Status: 200, FinalURL: "https://elsewhere.example/", Redirects: []link.Hop{{URL: "https://elsewhere.example/", Status: 301}}},
		{Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "gone"},
	}
	spoke := map[string]bool{}
	for _, of := range rules {
		for _, example := range []Example{of.Bad, of.Good} {
			article, err := extract.Read([]byte(example.Text), extract.Options{Source: "article", Format: example.Format})
			if err != nil {
				continue // the test of the examples says so
			}
			o := Options{Now: date.Date{Year: 2026, Month: 3, Day: 1, Precision: date.Day}}
			o.Published, _ = date.ParseISO(example.Published)
			var first map[string][]Finding
			for _, answer := range answers {
				links := linksOf(article, o)
				for i := range links {
					links[i].Answer = answer
				}
				s := newSubject(article, links, o)
				found := map[string][]Finding{}
				for i := range rules {
					if rules[i].reads == readsArticle {
						found[rules[i].ID] = s.judge(&rules[i])
						spoke[rules[i].ID] = spoke[rules[i].ID] || len(found[rules[i].ID]) > 0
					}
				}
				if first == nil {
					first = found
				}
				for id := range found {
					if !reflect.DeepEqual(found[id], first[id]) {
						t.Errorf("%s about the example of %s, when the web answered %q: %+v, else %+v", id, of.ID, answer.Verdict, found[id], first[id])
					}
				}
			}
		}
	}
	for _, rule := range rules {
		if rule.reads == readsArticle && !spoke[rule.ID] {
			t.Errorf("%s never spoke", rule.ID)
		}
	}
}
