package check_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/extract"
)

// TestOffByDefault: a rule that a flag turns on is silent without it, also on its bad example.
func TestOffByDefault(t *testing.T) {
	for _, id := range offByDefault() {
		rule, _ := check.RuleByID(id)
		e := rule.Bad
		published, _ := date.ParseISO(e.Published)
		web := fakeWeb{}
		for _, a := range e.Answers {
			web[a.URL] = a
		}
		o := check.Options{Web: web, Published: published, Domains: registered(e.Registered)}
		if found := byRule(judge(t, e.Format, e.Text, o), id); len(found) > 0 {
			t.Errorf("%s speaks: %+v", id, found)
		}
		o.Enable = []string{id}
		if found := byRule(judge(t, e.Format, e.Text, o), id); len(found) != 1 {
			t.Errorf("%s: %+v, want one finding where it is turned on", id, found)
		}
	}
}

// A fakeRegistry knows some domains, is silent on wages.com, and remembers what it was asked.
type fakeRegistry struct {
	mu    sync.Mutex
	asked []string
}

func (r *fakeRegistry) Look(_ context.Context, domain string) rdap.Registration {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, domain)
	switch domain {
	case "rents.com":
		return rdap.Registration{State: rdap.Registered, Domain: domain, At: time.Date(2018, 5, 2, 1, 0, 0, 0, time.UTC)}
	case "wages.com":
		return rdap.Registration{State: rdap.Unknown, Domain: domain, Reason: "the registry answered 503"}
	}
	return rdap.Registration{State: rdap.Unlisted, Domain: domain}
}

func TestDomains(t *testing.T) {
	tests := []struct {
		name, ref string
		asked     string
		speaks    bool
		untold    bool
	}{
		{"years before", "https://rents.com/2012/05/11/rents", "rents.com", true, false},
		{"by the reference's words", `"Rents". The Post. 11 May 2012. https://www.rents.com/rents`, "rents.com", true, false},
		{"a copy in an archive", "https://web.archive.org/web/20190511083000/https://rents.com/2012/05/11/rents", "rents.com", true, false},
		{"print that was put online", "https://rents.com/1988/05/11/rents", "rents.com", false, false},
		{"a book that was put online", "Abel, R. (2001). Rents of the harbour. Harbour Press. https://rents.com/rents", "rents.com", false, false},
		{"a DOI", "Abel, R. Rents. 11 May 2001. https://doi.org/10.1000/x", "", false, false},
		{"within a month", "https://rents.com/2018/04/11/rents", "rents.com", false, false},
		{"after it", "https://rents.com/2019/05/11/rents", "rents.com", false, false},
		{"digits that may be an id", "https://rents.com/rents/20120511/x", "rents.com", false, false},
		{"no day", "Rents. https://rents.com/rents", "", false, false},
		{"a registry without an answer", "https://wages.com/2012/05/11/wages", "wages.com", false, true},
		{"a registry that does not say", "https://prices.de/2012/05/11/prices", "prices.de", false, false},
		{"below a domain that is let", "https://rents.github.io/2001/05/11/rents", "", false, false},
		{"an address without a name", "https://8.8.8.8/2012/05/11/rents", "", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			registry := &fakeRegistry{}
			o := check.Options{Web: fakeWeb{}, Domains: registry, Published: day(2025, 8, 1), Enable: []string{"domain-younger-than-date"}}
			r := judge(t, extract.FormatText, cite("So it goes", tt.ref), o)
			if got := strings.Join(registry.asked, " "); got != tt.asked {
				t.Errorf("asked %q, want %q", got, tt.asked)
			}
			found := byRule(r, "domain-younger-than-date")
			if (len(found) == 1) != tt.speaks || len(found) == 1 && found[0].Severity != check.Info {
				t.Errorf("findings %+v", found)
			}
			if told := strings.Contains(strings.Join(r.NotJudged, " "), "domains of 1 dated source were"); told != tt.untold {
				t.Errorf("not judged %q", r.NotJudged)
			}
		})
	}
}

// TestOneNoteForADomain asks once for many pages, and nobody offline.
func TestOneNoteForADomain(t *testing.T) {
	registry := &fakeRegistry{}
	text := cite("So it goes", "https://rents.com/2012/05/11/rents", "https://www.rents.com/2013/05/11/rents", "https://a.rents.com/2014/05/11/rents")
	o := check.Options{Web: fakeWeb{}, Domains: registry, Enable: []string{"domain-younger-than-date"}}
	if found := byRule(judge(t, extract.FormatText, text, o), "domain-younger-than-date"); len(found) != 1 || found[0].Label != "1" {
		t.Errorf("findings %+v, want one on the first", found)
	}
	if !slices.Equal(registry.asked, []string{"rents.com"}) {
		t.Errorf("asked %q, want the domain once", registry.asked)
	}
	registry.asked, o.Web = nil, nil
	judge(t, extract.FormatText, text, o)
	if len(registry.asked) > 0 {
		t.Errorf("asked %q offline", registry.asked)
	}
}

func TestStaleSources(t *testing.T) {
	old := "https://stat.gov.uk/2022/05/11/rents"
	tests := []struct {
		name  string
		refs  []string
		o     check.Options
		notes int
	}{
		{"older than two years", []string{old}, check.Options{Published: day(2025, 8, 1)}, 1},
		{"younger than asked for", []string{old}, check.Options{Published: day(2025, 8, 1), StaleAfter: 4}, 0},
		{"to the day", []string{old}, check.Options{Published: day(2024, 5, 11)}, 0},
		{"a day more", []string{old}, check.Options{Published: day(2024, 5, 12)}, 1},
		{"a month alone", []string{"https://stat.gov.uk/2012/05/rents"}, check.Options{Published: day(2025, 8, 1)}, 0},
		{"a paper", []string{"Abel, R. (2012). Rents of the harbour. Journal of Rent. https://stat.gov.uk/rents"}, check.Options{Published: day(2025, 8, 1)}, 0},
		{"digits that may be an id", []string{"https://stat.gov.uk/rents/20120511/x"}, check.Options{Published: day(2025, 8, 1)}, 0},
		{"many are one fact", []string{old, old + "-1", old + "-2", old + "-3"}, check.Options{Published: day(2025, 8, 1)}, 1},
		{"no day to compare with", []string{old}, check.Options{}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Enable = []string{"stale-source"}
			r := judge(t, extract.FormatText, cite("So it goes", tt.refs...), tt.o)
			if found := byRule(r, "stale-source"); len(found) != tt.notes {
				t.Errorf("findings %+v, want %d", found, tt.notes)
			}
			if untold := strings.Contains(strings.Join(r.NotJudged, " "), "old news"); untold != tt.o.Published.IsZero() {
				t.Errorf("not judged %q", r.NotJudged)
			}
		})
	}
}

func TestChangedSinceCited(t *testing.T) {
	stated := func(origin date.Origin, day date.Date) date.PageDate {
		return date.PageDate{Reading: date.Reading{Date: day, Role: date.RoleModified, Text: day.String()}, Origin: origin, Field: "modified"}
	}
	page, server := stated(date.OriginLinked, day(2023, 6, 3)), stated(date.OriginHeader, day(2024, 2, 1))
	early := stated(date.OriginLinked, day(2021, 5, 20))
	tests := []struct {
		name      string
		refs      []string
		published date.Date
		answer    link.Answer
		want      string // what the evidence says of the page, "" where the rule is silent
	}{
		{"long after", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{page}}, "modified: 2023-06-03"},
		{"a month after", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{early}}, ""},
		{"before", []string{"https://stat.gov.uk/r (accessed 11 May 2024)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{page}}, ""},
		{"after the article", []string{"https://stat.gov.uk/r"}, day(2021, 5, 11), link.Answer{Verdict: link.Alive, Dates: []date.PageDate{page}}, "modified: 2023-06-03"},
		{"after the last who looked", []string{"https://stat.gov.uk/r (accessed 11 May 2021)", "https://stat.gov.uk/r (accessed 11 May 2024)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{page}}, ""},
		{"a document, by its server", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.Moved, Dates: []date.PageDate{server}}, "modified: 2024-02-01"},
		{"the page before its server", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{server, early}}, ""},
		{"another page in its stead", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.SoftDead, Dates: []date.PageDate{page}}, ""},
		{"a day that has not come", []string{"https://stat.gov.uk/r (accessed 11 May 2021)"}, noDay, link.Answer{Verdict: link.Alive, Dates: []date.PageDate{stated(date.OriginLinked, day(2031, 1, 1))}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := check.Options{Web: fakeWeb{"https://stat.gov.uk/r": tt.answer}, Published: tt.published, Enable: []string{"changed-since-cited"}}
			got := ""
			for _, f := range byRule(judge(t, extract.FormatText, cite("So it goes", tt.refs...), o), "changed-since-cited") {
				said, _ := fact(f, "page says").(string)
				got += said
			}
			if got != tt.want {
				t.Errorf("page says %q, want %q", got, tt.want)
			}
		})
	}
	o := check.Options{Web: fakeWeb{"https://stat.gov.uk/r": {Verdict: link.Alive, Dates: []date.PageDate{page}}}, Enable: []string{"changed-since-cited"}}
	if r := judge(t, extract.FormatText, cite("So it goes", "https://stat.gov.uk/r"), o); len(byRule(r, "changed-since-cited")) > 0 || len(r.NotJudged) != 1 {
		t.Errorf("not judged %q, want that no day is known", r.NotJudged)
	}
}
