package check_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memory"
	"github.com/citelint/citelint/extract"
)

const (
	rents  = "https://stat.gov.uk/rents"
	wages  = "https://stat.gov.uk/wages"
	yearly = "Rents rose [1], and wages did not [2].\n\nReferences\n[1] " + rents + "\n[2] " + wages + "\n"
)

var gone = link.Answer{Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "the server answered 404 Not Found, twice", Attempts: 2}

// A vouchedWeb remembers what it was asked, and what vouches for its network.
type vouchedWeb struct {
	answers        fakeWeb
	asked, vouched []string
}

func (w *vouchedWeb) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	w.asked = append(w.asked, urls...)
	return w.answers.Ask(ctx, urls, deliver)
}

func (w *vouchedWeb) Vouch(urls []string) { w.vouched = append(w.vouched, urls...) }

// judgeOn judges the article on a day, with the memory of a file.
func judgeOn(t *testing.T, file string, day time.Time, web check.Web, after check.DeadAfter) *check.Result {
	t.Helper()
	store, err := memory.Open(t.Context(), file, memory.Options{
		Now: func() time.Time { return day }, TTL: memory.DefaultTTL, Warn: func(s string) { t.Error(s) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	return judge(t, extract.FormatText, yearly, check.Options{Web: web, Memory: store, DeadAfter: after})
}

var firstDay = time.Date(2025, 9, 1, 8, 0, 0, 0, time.UTC)

func TestWhatIsAliveIsBelievedAndWhatFailedIsAskedAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "links.sqlite")
	answers := fakeWeb{rents: gone}
	for _, run := range []struct {
		after   time.Duration
		asked   []string
		vouched []string
	}{
		{0, []string{rents, wages}, nil},
		{time.Hour, []string{rents}, []string{wages}},
		{25 * time.Hour, []string{rents, wages}, nil},
	} {
		web := &vouchedWeb{answers: answers}
		r := judgeOn(t, file, firstDay.Add(run.after), web, check.DeadAfter{})
		if !slices.Equal(web.asked, run.asked) || !slices.Equal(web.vouched, run.vouched) {
			t.Errorf("after %v: asked %q with %q to vouch, want %q and %q", run.after, web.asked, web.vouched, run.asked, run.vouched)
		}
		if r.Links[0].Answer.Verdict != link.Dead || r.Links[1].Answer.Verdict != link.Alive || !r.Complete {
			t.Errorf("after %v: got %+v", run.after, r.Links)
		}
		var checked time.Time
		if len(run.vouched) > 0 {
			checked = firstDay
		}
		if got := r.Links[1].Checked; !got.Equal(checked) || !r.Links[0].Checked.IsZero() {
			t.Errorf("after %v: checked %v, want %v", run.after, got, checked)
		}
		if dead := byRule(r, "dead-link"); len(dead) != 1 || dead[0].Severity != check.Error || fact(dead[0], "failures") != nil {
			t.Errorf("after %v: without --dead-after the memory changes nothing, got %+v", run.after, dead)
		}
	}
}

func TestDeadAfter(t *testing.T) {
	after, err := check.ParseDeadAfter("3/6")
	if err != nil {
		t.Fatal(err)
	}
	const day = 24 * time.Hour
	there := fakeWeb{}
	dead := fakeWeb{rents: gone}
	walled := fakeWeb{rents: {Verdict: link.Blocked, Status: 403, Cause: "http-403"}}
	type run struct {
		at       time.Duration
		web      check.Web
		severity check.Severity // of dead-link; 0 for no finding
		says     string
	}
	for name, runs := range map[string][]run{
		"three times over six days": {
			{0, dead, check.Warning, "twice; it failed for the first time, and is an error after 3 failures over 6 days"},
			{5 * day, dead, check.Warning, "it failed 2 times since 2025-09-01, and is an error"},
			{6*day - time.Minute, dead, check.Warning, "it failed 3 times since 2025-09-01, and is an error"},
			{6 * day, dead, check.Error, "twice; it failed 4 times since 2025-09-01"},
		},
		"over six days, but twice": {{0, dead, check.Warning, ""}, {9 * day, dead, check.Warning, ""}, {9*day + 1, dead, check.Error, ""}},
		"alive between": {
			{0, dead, check.Warning, ""},
			{3 * day, dead, check.Warning, ""},
			{4 * day, there, 0, ""},
			{6 * day, dead, check.Warning, "it failed for the first time since it was there on 2025-09-05, and is"},
			{9 * day, dead, check.Warning, ""},
			{12 * day, dead, check.Error, "3 times since 2025-09-07"},
		},
		"a wall between is no life": {
			{0, dead, check.Warning, ""}, {1 * day, dead, check.Warning, ""}, {2 * day, walled, 0, ""}, {6 * day, dead, check.Error, ""},
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "links.sqlite")
			for i, run := range runs {
				found := byRule(judgeOn(t, file, firstDay.Add(run.at), run.web, after), "dead-link")
				switch {
				case run.severity == 0 && len(found) == 0:
				case len(found) != 1 || found[0].Severity != run.severity || !strings.Contains(found[0].Message, run.says):
					t.Errorf("run %d: got %+v, want a %v that says %q", i, found, run.severity, run.says)
				case fact(found[0], "failures") == nil || fact(found[0], "failing since") == nil:
					t.Errorf("run %d: the evidence %v does not say how often it failed", i, found[0].Evidence)
				}
			}
		})
	}
}

// TestDeadAfterWithoutAPast: when the memory fails in the middle of a run, a
// dead link is a warning, for nobody knows how long it has been dead.
func TestDeadAfterWithoutAPast(t *testing.T) {
	r := judge(t, extract.FormatText, yearly, check.Options{Web: fakeWeb{rents: gone}, DeadAfter: check.DeadAfter{Times: 1}})
	found := byRule(r, "dead-link")
	if len(found) != 1 || found[0].Severity != check.Warning || !strings.Contains(found[0].Message, "how often it failed before is not known") {
		t.Errorf("got %+v", found)
	}
}

// TestDOIsAreRemembered, and what the registry says of a DOI is nothing that a
// page's address is believed for.
func TestDOIsAreRemembered(t *testing.T) {
	const (
		bare  = "Tides rise [1], and fall [2].\n\nReferences\n[1] Abel, R. (2019). Tides. doi:10.1000/tides\n[2] Dale, U. (2021). Never. doi:10.1000/never\n"
		cited = "Tides rise [1].\n\nReferences\n[1] Abel, R. (2019). Tides. https://doi.org/10.1000/tides\n"
	)
	file := filepath.Join(t.TempDir(), "links.sqlite")
	run := func(hour int, text string) (*check.Result, *vouchedWeb, *registry) {
		web := &vouchedWeb{}
		names := &registry{knows: map[string]handle.Registration{"10.1000/tides": {State: handle.Registered, Target: "https://tides.gov.uk/"}}}
		store, err := memory.Open(t.Context(), file, memory.Options{
			Now: func() time.Time { return firstDay.Add(time.Duration(hour) * time.Hour) }, TTL: memory.DefaultTTL, Warn: func(s string) { t.Error(s) },
		})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		r := judge(t, extract.FormatText, text, check.Options{Web: web, DOIs: names, Memory: store, DeadAfter: check.DeadAfter{Times: 2}})
		slices.Sort(names.asked)
		return r, web, names
	}
	if _, web, names := run(0, bare); len(web.asked) > 0 || !slices.Equal(names.asked, []string{"10.1000/never", "10.1000/tides"}) {
		t.Errorf("the first run asked the web for %q and the registry for %q", web.asked, names.asked)
	}
	r, web, names := run(1, bare)
	if len(web.asked)+len(web.vouched) > 0 || !slices.Equal(names.asked, []string{"10.1000/never"}) {
		t.Errorf("the second run asked the web for %q and the registry for %q; %q vouch", web.asked, names.asked, web.vouched)
	}
	if r.Links[0].Checked.IsZero() || r.Links[0].Answer.FinalURL != "https://tides.gov.uk/" {
		t.Errorf("got %+v", r.Links[0])
	}
	if dead := byRule(r, "dead-link"); len(dead) != 1 || dead[0].Severity != check.Error || fact(dead[0], "failures") != 2 {
		t.Errorf("got %+v, want an error for the second failure", dead)
	}
	if _, web, _ := run(2, cited); !slices.Equal(web.asked, []string{"https://doi.org/10.1000/tides"}) {
		t.Errorf("the web was asked for %q, want the page", web.asked)
	}
	if _, web, names := run(3, cited); len(web.asked)+len(names.asked) > 0 {
		t.Errorf("the web was asked for %q and the registry for %q, want nothing", web.asked, names.asked)
	}
}

// A doiRun judges texts about one DOI, with the memory of a file.
type doiRun struct{ file string }

const (
	bareTides  = "Tides rise [1].\n\nReferences\n[1] Abel, R. (2019). Tides. doi:10.1000/tides\n"
	citedTides = "Tides rise [1].\n\nReferences\n[1] Abel, R. (2019). Tides. https://doi.org/10.1000/tides\n"
)

func (d doiRun) judge(t *testing.T, after time.Duration, text string, names *registry, web check.Web) *check.Result {
	t.Helper()
	store, err := memory.Open(t.Context(), d.file, memory.Options{
		Now: func() time.Time { return firstDay.Add(after) }, TTL: memory.DefaultTTL, Warn: func(s string) { t.Error(s) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	return judge(t, extract.FormatText, text, check.Options{Web: web, DOIs: names, Memory: store, DeadAfter: check.DeadAfter{Times: 2}})
}

// TestResolversAreToldApart: what one says of a DOI is not another's word.
func TestResolversAreToldApart(t *testing.T) {
	runs := doiRun{filepath.Join(t.TempDir(), "links.sqlite")}
	knows := func(host string) *registry {
		return &registry{host: host, knows: map[string]handle.Registration{"10.1000/tides": {State: handle.Registered}}}
	}
	knowsNot := func(host string) *registry { return &registry{host: host} }
	ours := knows("ours.example")
	runs.judge(t, 0, bareTides, ours, fakeWeb{})
	theirs := knowsNot("theirs.example")
	if r := runs.judge(t, time.Hour, bareTides, theirs, fakeWeb{}); len(theirs.asked) != 1 || r.Links[0].Answer.Verdict != link.Dead || r.Links[0].Past.Failures.Count != 1 {
		t.Errorf("the other resolver was asked for %q: %+v", theirs.asked, r.Links[0])
	}
	again := knows("ours.example")
	if r := runs.judge(t, 2*time.Hour, bareTides, again, fakeWeb{}); len(again.asked) > 0 || r.Links[0].Answer.Verdict != link.Alive || r.Links[0].Answer.URL != r.Links[0].URL {
		t.Errorf("the first one was asked for %q: %+v", again.asked, r.Links[0])
	}
	if r := runs.judge(t, 3*time.Hour, bareTides, knowsNot("theirs.example"), fakeWeb{}); r.Links[0].Past.Failures.Count != 2 {
		t.Errorf("the failures at the other are %+v", r.Links[0].Past)
	}
}

// TestRegistryIsNoPage: that a DOI is registered ends no row of failures of its page, and that the page is there none of
// the registry's.
func TestRegistryIsNoPage(t *testing.T) {
	registered := func() *registry {
		return &registry{knows: map[string]handle.Registration{"10.1000/tides": {State: handle.Registered}}}
	}
	runs := doiRun{filepath.Join(t.TempDir(), "links.sqlite")}
	pageGone := fakeWeb{"https://doi.org/10.1000/tides": gone}
	runs.judge(t, 0, citedTides, registered(), pageGone)
	runs.judge(t, time.Hour, bareTides, registered(), pageGone)
	r := runs.judge(t, 2*time.Hour, citedTides, registered(), pageGone)
	if dead := byRule(r, "dead-link"); len(dead) != 1 || dead[0].Severity != check.Error || fact(dead[0], "failures") != 2 {
		t.Errorf("the page's second failure: %+v", dead)
	}

	runs = doiRun{filepath.Join(t.TempDir(), "links.sqlite")}
	runs.judge(t, 0, bareTides, &registry{}, fakeWeb{})
	runs.judge(t, time.Hour, citedTides, registered(), fakeWeb{}) // asks both
	r = runs.judge(t, 48*time.Hour, bareTides, &registry{}, fakeWeb{})
	if dead := byRule(r, "dead-link"); len(dead) != 1 || dead[0].Severity != check.Warning || fact(dead[0], "failures") != 1 {
		t.Errorf("the registry's first failure since it knew the DOI: %+v", dead)
	}
}

// TestInterruptedAnswersAreNotKept, and what was answered before is.
func TestInterruptedAnswersAreNotKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "links.sqlite")
	cut := fakeWeb{wages: {Verdict: link.Uncertain, Cause: "interrupted"}}
	if r := judgeOn(t, file, firstDay, cut, check.DeadAfter{}); r.Complete {
		t.Error("the run is called complete")
	}
	web := &vouchedWeb{}
	judgeOn(t, file, firstDay.Add(time.Hour), web, check.DeadAfter{})
	if !slices.Equal(web.asked, []string{wages}) {
		t.Errorf("asked %q, want only what was cut off", web.asked)
	}
}

func TestParseDeadAfter(t *testing.T) {
	for text, want := range map[string]check.DeadAfter{
		"3/6": {Times: 3, Days: 6}, "3/6d": {Times: 3, Days: 6}, "1/0": {Times: 1}, "1000/365": {Times: 1000, Days: 365},
	} {
		if got, err := check.ParseDeadAfter(text); err != nil || got != want {
			t.Errorf("%q: got %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "3", "3/", "/6", "0/6", "-1/6", "3/-6", "3/6h", "3/6dd", " 3/6", "3/6 ", "3 / 6", "3/366", "1001/6", "3/6/9", "٣/٦", "3.5/6", "99999999999999999999/1"} {
		if got, err := check.ParseDeadAfter(text); err == nil {
			t.Errorf("%q: got %v, want an error", text, got)
		} else if !strings.Contains(err.Error(), fmt.Sprintf("%q", text)) {
			t.Errorf("%q: the error does not name it: %v", text, err)
		}
	}
}

func FuzzParseDeadAfter(f *testing.F) {
	f.Add("3/6")
	f.Add("3/6d")
	f.Fuzz(func(t *testing.T, text string) {
		after, err := check.ParseDeadAfter(text)
		if err != nil {
			return
		}
		if again, err := check.ParseDeadAfter(fmt.Sprintf("%d/%d", after.Times, after.Days)); err != nil || again != after || after.Times < 1 || after.Days < 0 {
			t.Errorf("%q is %v, which is %v (%v)", text, after, again, err)
		}
	})
}
