package check_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/inquiry"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// An askedArchive holds one copy of every page, and remembers what it was asked.
type askedArchive struct {
	mu    sync.Mutex
	asked []string
}

func (a *askedArchive) Find(_ context.Context, url string, near time.Time) memento.Holding {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked = append(a.asked, url+" "+near.Format(time.DateOnly))
	return memento.Holding{State: memento.Held, URL: memento.Wayback + "20190304120000/" + url, At: time.Date(2019, 3, 4, 12, 0, 0, 0, time.UTC)}
}

const fourLinks = `Rents rose [1], wages [2], and prices [3], but not [4], they say [5].

References
[1] Rents. https://stat.gov.uk/rents
[2] Wages. https://stat.gov.uk/wages. Accessed 4 May 2019.
[3] Prices. https://stat.gov.uk/prices
[4] Hopes. https://web.archive.org/web/2019/https://stat.gov.uk/hopes
[5] Fears. https://stat.gov.uk/fears
[6] Rents again. https://stat.gov.uk/rents
`

// TestWhoseCopyIsWanted asks for a copy of each page that cannot be seen, once,
// nearest the day on which it was looked up, else nearest the article's.
func TestWhoseCopyIsWanted(t *testing.T) {
	web := fakeWeb{
		"https://stat.gov.uk/rents":  {Verdict: link.Dead, Cause: "http-404"},
		"https://stat.gov.uk/wages":  {Verdict: link.SoftDead, Cause: "redirect-to-root"},
		"https://stat.gov.uk/prices": {Verdict: link.Blocked, Cause: "http-403"},
		"https://stat.gov.uk/fears":  {Verdict: link.Uncertain, Cause: "http-503"},
	}
	archive := &askedArchive{}
	r := judge(t, extract.FormatText, fourLinks, check.Options{Web: web, Archive: archive, Published: day(2020, 2, 3)})
	slices.Sort(archive.asked)
	want := []string{"https://stat.gov.uk/prices 2020-02-03", "https://stat.gov.uk/rents 2020-02-03", "https://stat.gov.uk/wages 2019-05-04"}
	if !slices.Equal(archive.asked, want) {
		t.Errorf("asked %q, want %q", archive.asked, want)
	}
	for _, l := range r.Links {
		lost := l.Answer.Verdict == link.Dead || l.Answer.Verdict == link.SoftDead || l.Answer.Verdict == link.Blocked
		if lost != (l.Archived.State == memento.Held) || lost != (l.ArchivedOn() == "2019-03-04") {
			t.Errorf("%s, %s: %+v", l.URL, l.Answer.Verdict, l.Archived)
		}
	}
	for _, rule := range []string{"dead-link", "soft-dead-link", "blocked-link"} {
		f := byRule(r, rule)
		if len(f) != 1 || fact(f[0], "archived") != memento.Wayback+"20190304120000/"+f[0].URL || fact(f[0], "archived_on") != "2019-03-04" || !strings.HasSuffix(f[0].Message, "; there is an archived copy of 2019-03-04") {
			t.Errorf("%s: %+v, want the copy among its evidence", rule, f)
		}
	}
	if f := byRule(r, "no-archive-trace"); len(f) > 0 {
		t.Errorf("%+v, of a page that has a copy", f)
	}
	archive = &askedArchive{}
	judge(t, extract.FormatText, fourLinks, check.Options{Web: web, Archive: archive})
	if !slices.Contains(archive.asked, "https://stat.gov.uk/rents 0001-01-01") {
		t.Errorf("asked %q, want the latest copy where no day is known", archive.asked)
	}
}

// TestLinksAskedAreNoWait: what a registry takes while links are asked is nothing that it kept the run waiting for.
func TestLinksAskedAreNoWait(t *testing.T) {
	var hours atomic.Int64
	allowance := inquiry.NewAllowance(time.Minute, func() time.Time { return time.Unix(0, 0).Add(time.Duration(hours.Load()) * time.Hour) })
	names := &slowRegistry{desk: inquiry.Desk[handle.Registration]{Allowance: allowance}, looking: make(chan bool), answer: make(chan bool)}
	web := webFunc(func(ctx context.Context, urls []string, deliver func(link.Answer)) error {
		<-names.looking
		hours.Add(1)
		defer func() { names.answer <- true }()
		return fakeWeb{}.Ask(ctx, urls, deliver)
	})
	text := "Tides [1] and rents [2].\n\nReferences\n[1] doi:10.1000/tides\n[2] https://stat.gov.uk/rents\n"
	r := judge(t, extract.FormatText, text, check.Options{Web: web, DOIs: names, Allowances: []*inquiry.Allowance{allowance}})
	if len(r.Links) != 2 || r.Links[0].Answer.Cause != "doi-registered" {
		t.Errorf("%+v", r.Links)
	}
	if _, err := names.desk.Put(t.Context(), "next", func(context.Context) (handle.Registration, bool) { return handle.Registration{}, true }); err != nil {
		t.Errorf("the next question: %v", err)
	}
}

// A slowRegistry says that it is looking, and answers when it is told to.
type slowRegistry struct {
	desk            inquiry.Desk[handle.Registration]
	looking, answer chan bool
}

func (s *slowRegistry) Look(ctx context.Context, doi string) handle.Registration {
	found, _ := s.desk.Put(ctx, doi, func(context.Context) (handle.Registration, bool) {
		s.looking <- true
		<-s.answer
		return handle.Registration{State: handle.Registered}, true
	})
	return found
}

func (*slowRegistry) Address(doi string) string { return "https://doi.org/api/handles/" + doi }

type webFunc func(ctx context.Context, urls []string, deliver func(link.Answer)) error

func (f webFunc) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	return f(ctx, urls, deliver)
}

// TestNoTrace speaks only of dead pages that are not young, and only where the
// archive said that it holds nothing.
func TestNoTrace(t *testing.T) {
	nothing := memento.Holding{State: memento.Nothing}
	dead := link.Answer{Verdict: link.Dead, Cause: "http-404", Reason: "the server answered 404 Not Found, twice"}
	text := func(entry string) string {
		return "Rents rose [1].\n\nReferences\n[1] " + entry + "\n"
	}
	for name, tt := range map[string]struct {
		text     string
		answer   link.Answer
		holding  memento.Holding
		o        check.Options
		speaks   bool
		notTold  bool
		archived bool
	}{
		"dead and never kept":          {text: text("Rents. https://stat.gov.uk/r"), answer: dead, holding: nothing, speaks: true},
		"of an old article":            {text: text("Rents. https://stat.gov.uk/r"), answer: dead, holding: nothing, o: check.Options{Published: day(2025, 3, 1)}, speaks: true},
		"of an article of last week":   {text: text("Rents. https://stat.gov.uk/r"), answer: dead, holding: nothing, o: check.Options{Published: day(2026, 2, 24)}},
		"a source of last week":        {text: text("Rents. 24 February 2026. https://stat.gov.uk/r"), answer: dead, holding: nothing},
		"an old source cited lately":   {text: text("Rents. 24 February 2016. https://stat.gov.uk/r"), answer: dead, holding: nothing, o: check.Options{Published: day(2026, 2, 24)}, speaks: true},
		"blocked and never kept":       {text: text("Rents. https://stat.gov.uk/r"), answer: link.Answer{Verdict: link.Blocked, Cause: "http-403"}, holding: nothing},
		"soft-dead and never kept":     {text: text("Rents. https://stat.gov.uk/r"), answer: link.Answer{Verdict: link.SoftDead, Cause: "redirect-to-root"}, holding: nothing},
		"dead, and the archive, too":   {text: text("Rents. https://stat.gov.uk/r"), answer: dead, holding: memento.Holding{State: memento.Unknown, Reason: "it answered 503"}, notTold: true},
		"blocked, archive unreachable": {text: text("Rents. https://stat.gov.uk/r"), answer: link.Answer{Verdict: link.Blocked, Cause: "http-403"}, holding: memento.Holding{State: memento.Unknown, Reason: "it answered 503"}},
	} {
		o := tt.o
		o.Web = fakeWeb{"https://stat.gov.uk/r": tt.answer}
		o.Archive = fakeArchive(func(string, time.Time) memento.Holding { return tt.holding })
		r := judge(t, extract.FormatText, tt.text, o)
		found := byRule(r, "no-archive-trace")
		if (len(found) == 1) != tt.speaks {
			t.Errorf("%s: %+v", name, found)
		}
		if told := strings.Contains(strings.Join(r.NotJudged, " "), "archive"); told != tt.notTold {
			t.Errorf("%s: not judged %q", name, r.NotJudged)
		}
	}
}

// A registry knows some DOIs, and remembers what it was asked.
type registry struct {
	host  string // "" for the usual one
	knows map[string]handle.Registration
	mu    sync.Mutex
	asked []string
}

func (r *registry) Look(_ context.Context, doi string) handle.Registration {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, doi)
	if found, ok := r.knows[doi]; ok {
		return found
	}
	return handle.Registration{State: handle.Unregistered}
}

func (r *registry) Address(doi string) string {
	return "https://" + cmp.Or(r.host, "doi.org") + "/api/handles/" + doi
}

// TestDOIs asks the registry for each DOI, and the web only for addresses that
// stand in the article and whose DOI is not known to be nobody's.
func TestDOIs(t *testing.T) {
	text := `Tides rise [1], and fall [2], and rise [3], and fall [4], and turn [5], and stop [6], they say [7], and [8], and [9].

References
[1] Abel, R. (2019). Tides. doi:10.1000/tides.2019
[2] Bose, S. (2020). Ebbs. https://doi.org/10.1000/ebbs
[3] Cole, T. (2021). Floods. doi:10.1000/floods. https://doi.org/10.1000/floods
[4] Dale, U. (2021). Never. https://doi.org/10.1000/never
[5] Eder, V. (2021). Nowhere. doi:10.1000/nowhere
[6] Fink, W. (2021). Silence. doi:10.1000/silence
[7] Gold, X. (2021). Nothing. doi:10.xxxx/xxxxx
[8] Hart, Y. (2021). Elsewhere. doi:10.1000/other. https://tides.example.gov/other
[9] Ives, Z. (2021). Broken. doi:10.1000/long-
`
	found := func(target string) handle.Registration {
		return handle.Registration{State: handle.Registered, Target: target}
	}
	names := &registry{knows: map[string]handle.Registration{
		"10.1000/tides.2019": found("https://tides.gov.uk/2019"), "10.1000/ebbs": found("https://tides.gov.uk/ebbs"), "10.1000/floods": found(""),
		"10.1000/silence": {State: handle.Unknown, Reason: "the resolver answered 503"},
	}}
	web := &askedWeb{}
	archive := &askedArchive{}
	r := judge(t, extract.FormatText, text, check.Options{Web: web, DOIs: names, Archive: archive})

	slices.Sort(names.asked)
	if got, want := strings.Join(names.asked, " "), "10.1000/ebbs 10.1000/floods 10.1000/long- 10.1000/never 10.1000/nowhere 10.1000/silence 10.1000/tides.2019"; got != want {
		t.Errorf("the registry was asked for %s, want %s", got, want)
	}
	slices.Sort(web.asked)
	if got, want := strings.Join(web.asked, " "), "https://doi.org/10.1000/ebbs https://doi.org/10.1000/floods https://tides.example.gov/other"; got != want {
		t.Errorf("the web was asked for %s, want %s", got, want)
	}
	if len(archive.asked) > 0 {
		t.Errorf("the archive was asked for %q, and a DOI that nobody registered led nowhere", archive.asked)
	}
	want := []string{
		"1 https://doi.org/10.1000/tides.2019 alive doi-registered https://tides.gov.uk/2019",
		"2 https://doi.org/10.1000/ebbs alive  ",
		"3 https://doi.org/10.1000/floods alive  ",
		"4 https://doi.org/10.1000/never dead doi-not-registered ",
		"5 https://doi.org/10.1000/nowhere dead doi-not-registered ",
		"6 https://doi.org/10.1000/silence uncertain doi-not-checked ",
		"8 https://tides.example.gov/other alive  ",
		"9 https://doi.org/10.1000/long- uncertain doi-not-registered ",
	}
	var got []string
	for _, l := range r.Links {
		got = append(got, strings.Join([]string{l.Label, l.URL, string(l.Answer.Verdict), l.Answer.Cause, l.Answer.FinalURL}, " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("links\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if dead := byRule(r, "dead-link"); len(dead) != 2 || dead[1].Label != "5" || r.Article.Text()[dead[1].Span.Start:dead[1].Span.End] != "10.1000/nowhere" {
		t.Errorf("%+v, want references 4 and 5, at the DOI", dead)
	}
	if f := byRule(r, "no-archive-trace"); len(f) > 0 {
		t.Errorf("%+v: a DOI is no page", f)
	}
	if !r.Complete {
		t.Error("incomplete")
	}
}

// TestNoDatesInDOIs reads no date out of an address that nobody wrote.
func TestNoDatesInDOIs(t *testing.T) {
	text := "Tides rise [1].\n\nReferences\n[1] Tides. doi:10.1000/2030/05/11/tides and doi:10.1000/2030/05/11/TIDES\n"
	names := &registry{knows: map[string]handle.Registration{"10.1000/2030/05/11/tides": {State: handle.Registered}}}
	r := judge(t, extract.FormatText, text, check.Options{Web: fakeWeb{}, DOIs: names, Published: day(2025, 3, 1)})
	if len(r.Findings) > 0 || len(r.Links) != 1 {
		t.Errorf("%+v of %d links, want none of one", r.Findings, len(r.Links))
	}
}

// TestWithoutARegistry leaves bare DOIs alone, and asks their addresses as any.
func TestWithoutARegistry(t *testing.T) {
	web := &askedWeb{}
	r := judge(t, extract.FormatText, "Tides rise [1], and fall [2].\n\nReferences\n[1] Tides. doi:10.1000/tides\n[2] Ebbs. https://doi.org/10.1000/ebbs\n", check.Options{Web: web})
	if !slices.Equal(web.asked, []string{"https://doi.org/10.1000/ebbs"}) || len(r.Links) != 1 {
		t.Errorf("asked %q, links %+v", web.asked, r.Links)
	}
}

// TestInterruptedWhileLookingUp is incomplete, and blames no DOI.
func TestInterruptedWhileLookingUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	article, err := extract.Read([]byte("Tides rise [1].\n\nReferences\n[1] Tides. doi:10.1000/tides\n"), extract.Options{Source: "a.txt", Format: extract.FormatText})
	if err != nil {
		t.Fatal(err)
	}
	names := &registry{knows: map[string]handle.Registration{"10.1000/tides": {State: handle.Unknown, Reason: "the run ended"}}}
	r := check.New(check.Options{Web: fakeWeb{}, DOIs: names, Now: today}).Check(ctx, article)
	if r.Complete || len(r.Findings) > 0 {
		t.Errorf("complete %v with %+v", r.Complete, r.Findings)
	}
}

// TestFirstCopyIsYearsYounger holds the first copy of a lost page against the day that the page is said to be of.
func TestFirstCopyIsYearsYounger(t *testing.T) {
	dead := link.Answer{Verdict: link.Dead, Status: 404, Attempts: 2, Cause: "http-404"}
	for name, test := range map[string]struct {
		ref   string
		first time.Time
		want  bool
	}{
		"its address":            {"Rents. https://stat.gov.uk/2015/05/11/rents", time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC), true},
		"its words":              {"Rents. 11 May 2015. https://stat.gov.uk/rents", time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC), true},
		"within three years":     {"Rents. https://stat.gov.uk/2015/05/11/rents", time.Date(2018, 3, 4, 0, 0, 0, 0, time.UTC), false},
		"it does not say when":   {"Rents. https://stat.gov.uk/2015/05/11/rents", time.Time{}, false},
		"a month only":           {"Rents. May 2015. https://stat.gov.uk/rents", time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC), false},
		"before there were any":  {"Rents. https://stat.gov.uk/1998/05/11/rents", time.Date(2002, 3, 4, 0, 0, 0, 0, time.UTC), false},
		"no day is known":        {"Rents. https://stat.gov.uk/rents", time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC), false},
		"one of two pages of it": {"Rents. 11 May 2015. https://stat.gov.uk/rents https://tide.co.uk/rents", time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(name, func(t *testing.T) {
			archive := fakeArchive(func(string, time.Time) memento.Holding {
				return memento.Holding{State: memento.Held, URL: "https://archive.example/a", At: test.first, First: test.first}
			})
			text := "Rents rose [1], and wages did not [2].\n\nReferences\n[1] " + test.ref + "\n[2] https://stat.gov.uk/wages\n"
			web := fakeWeb{}
			for _, url := range []string{"https://stat.gov.uk/2015/05/11/rents", "https://stat.gov.uk/1998/05/11/rents", "https://stat.gov.uk/rents"} {
				web[url] = dead
			}
			r := judge(t, extract.FormatText, text, check.Options{Web: web, Archive: archive, Now: day(2026, 1, 1)})
			found := byRule(r, "archive-date-mismatch")
			if (len(found) == 1) != test.want || len(found) > 1 {
				t.Fatalf("%+v", found)
			}
			if test.want && (found[0].Severity != check.Info || !strings.Contains(found[0].Message, "first copy") || fact(found[0], "first copy") != "2019-03-04") {
				t.Errorf("%+v", found[0])
			}
		})
	}
}
