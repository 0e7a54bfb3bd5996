package memory

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link"
)

func TestMain(m *testing.M) {
	if part := os.Getenv("MEMORY_TEST_CHILD"); part != "" {
		os.Exit(child(part, os.Stdout))
	}
	goleak.VerifyTestMain(m)
}

// day0 is the first day of every test.
var day0 = time.Date(2025, 9, 1, 8, 30, 0, 0, time.UTC)

const rents = "https://stat.example/rents"

var (
	alive = link.Answer{Verdict: link.Alive, Status: 200, Attempts: 1}
	moved = link.Answer{
		Verdict: link.Moved, Status: 200, Cause: "permanent-redirect", FinalURL: "https://stat.example/housing/rents",
		Redirects: []link.Hop{{URL: rents, Status: 301}}, Attempts: 2,
	}
	dead    = link.Answer{Verdict: link.Dead, Status: 404, Cause: "http-404", Reason: "the server answered 404 Not Found, twice", Attempts: 2}
	walled  = link.Answer{Verdict: link.Blocked, Status: 403, Cause: "bot-challenge", Reason: "a bot challenge stood in front of the page", Attempts: 1}
	timeout = link.Answer{Verdict: link.Uncertain, Cause: "timeout", Reason: "no full answer within 20s", Attempts: 3}
)

func about(url string, a link.Answer) link.Answer {
	a.URL = url
	return a
}

// A run is one use of a memory, at one time.
type run struct {
	*Store
	now      time.Time
	warnings []string
}

func begin(t *testing.T, path string, now time.Time, change ...func(*Options)) *run {
	t.Helper()
	r := &run{now: now}
	o := Options{Now: func() time.Time { return r.now }, TTL: DefaultTTL, Warn: func(s string) { r.warnings = append(r.warnings, s) }}
	for _, c := range change {
		c(&o)
	}
	store, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	r.Store = store
	t.Cleanup(func() { _ = store.Close() })
	return r
}

func (r *run) end(t *testing.T) {
	t.Helper()
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for _, w := range r.warnings {
		t.Errorf("warned: %s", w)
	}
}

// keep has one run keep one answer of a URL.
func keep(t *testing.T, path, url string, at time.Time, a link.Answer) Past {
	t.Helper()
	r := begin(t, path, at)
	defer r.end(t)
	return r.Keep(t.Context(), []link.Answer{about(url, a)})[url]
}

func recall(t *testing.T, path, url string, at time.Time) (Past, bool) {
	t.Helper()
	r := begin(t, path, at)
	defer r.end(t)
	past, known := r.Recall(t.Context(), []string{url})[url]
	return past, known
}

func file(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "citelint", "links.sqlite")
}

func TestRunsAddUp(t *testing.T) {
	after := day0.Add
	const day = 24 * time.Hour
	type seenAt struct {
		after time.Duration
		what  link.Answer
	}
	tests := []struct {
		name  string
		runs  []seenAt
		asked time.Duration // when the last run asks
		want  Past          // without Last, which is the last of runs
	}{
		{"alive, within the day", []seenAt{{0, alive}}, day - time.Millisecond, Past{At: after(0), Alive: after(0), Fresh: true}},
		{"alive, a day ago", []seenAt{{0, alive}}, day, Past{At: after(0), Alive: after(0)}},
		{"moved", []seenAt{{0, moved}}, time.Hour, Past{At: after(0), Alive: after(0), Fresh: true}},
		{"dead is never fresh", []seenAt{{0, dead}}, time.Second, Past{At: after(0), Failures: Streak{1, after(0), after(0)}}},
		{"a wall is never fresh", []seenAt{{0, walled}}, time.Second, Past{At: after(0)}},
		{
			"a failure outweighs what was alive an hour before",
			[]seenAt{{0, alive}, {time.Hour, timeout}},
			2 * time.Hour,
			Past{At: after(time.Hour), Alive: after(0)},
		},
		{
			"three failures on two days",
			[]seenAt{{0, dead}, {time.Hour, dead}, {6 * day, dead}},
			6 * day,
			Past{At: after(6 * day), Failures: Streak{3, after(0), after(6 * day)}},
		},
		{
			"what could not tell neither counts nor ends a row",
			[]seenAt{{0, dead}, {day, walled}, {2 * day, timeout}, {3 * day, dead}},
			3 * day,
			Past{At: after(3 * day), Failures: Streak{2, after(0), after(3 * day)}},
		},
		{
			"alive between",
			[]seenAt{{0, dead}, {day, dead}, {2 * day, alive}, {3 * day, dead}},
			3 * day,
			Past{At: after(3 * day), Alive: after(2 * day), Failures: Streak{1, after(3 * day), after(3 * day)}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := file(t)
			for _, s := range test.runs {
				keep(t, path, rents, after(s.after), s.what)
			}
			test.want.Last = about(rents, test.runs[len(test.runs)-1].what)
			if got, _ := recall(t, path, rents, after(test.asked)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// TestKeepTellsWhatIsThenKnown: the present failure counts, too.
func TestKeepTellsWhatIsThenKnown(t *testing.T) {
	path := file(t)
	keep(t, path, rents, day0, dead)
	later := day0.Add(50 * time.Hour)
	if got, want := keep(t, path, rents, later, dead).Failures, (Streak{2, day0, later}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	// What is not kept itself is no reason to be silent about what was.
	suspect := dead
	suspect.Suspect = true
	if got, want := keep(t, path, rents, later.Add(time.Hour), suspect).Failures, (Streak{2, day0, later}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestARunCountsOnce(t *testing.T) {
	path := file(t)
	r := begin(t, path, day0)
	for i := range 3 { // three articles that cite the page
		r.now = day0.Add(time.Duration(i) * time.Hour)
		past := r.Keep(t.Context(), []link.Answer{about(rents, dead), about(rents+"#south", dead)})
		if n := past[rents].Failures.Count; n != 1 {
			t.Errorf("article %d: %d failures, want 1", i, n)
		}
	}
	// What this run has asked, the client that asked it remembers.
	r.Keep(t.Context(), []link.Answer{about("https://stat.example/wages", alive)})
	if past := r.Recall(t.Context(), []string{"https://stat.example/wages"}); past["https://stat.example/wages"].Fresh {
		t.Error("a run believes itself without asking")
	}
	r.end(t)
	if past, _ := recall(t, path, "https://stat.example/wages", day0.Add(3*time.Hour)); !past.Fresh {
		t.Error("the next run does not believe it")
	}
}

func TestWhatIsNeverKept(t *testing.T) {
	known := map[string]bool{}
	for _, c := range link.Causes() {
		known[c.Name] = true
	}
	var answers []link.Answer
	for cause := range ofThisMachine {
		if !known[cause] {
			t.Errorf("%q is no cause of package link", cause)
		}
		answers = append(answers, link.Answer{Verdict: link.Uncertain, Cause: cause})
	}
	suspect := alive
	suspect.Suspect = true
	answers = append(answers, suspect, link.Answer{Verdict: link.Skipped, Cause: "offline"}, link.Answer{Verdict: link.Refused, Cause: "private-address"})
	path := file(t)
	for _, a := range answers {
		keep(t, path, rents, day0, a)
		if past, known := recall(t, path, rents, day0); known {
			t.Errorf("kept %+v", past.Last)
		}
	}
}

func TestOneURLIsOneMemory(t *testing.T) {
	path := file(t)
	keep(t, path, "https://editor:s3cret@Stat.Example:443/rents#south", day0, moved)
	for _, url := range []string{rents, rents + "#north", "HTTPS://stat.example./rents"} {
		if past, _ := recall(t, path, url, day0); past.Last.URL != url || past.Last.FinalURL != moved.FinalURL {
			t.Errorf("%s: got %+v", url, past)
		}
	}
	for _, url := range []string{rents + "?year=2024", "http://stat.example/rents", rents + "/", "stat.example/rents", "ftp://stat.example/rents", ""} {
		if past, known := recall(t, path, url, day0); known {
			t.Errorf("%q: got %+v, want nothing", url, past)
		}
	}
	written, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(written), "s3cret") {
		t.Errorf("the file holds a password (%v)", err)
	}
}

func TestPoliciesAreStrangers(t *testing.T) {
	path := file(t)
	private := func(o *Options) { o.Policy = "allow-net 10.0.0.0/8" }
	r := begin(t, path, day0, private)
	r.Keep(t.Context(), []link.Answer{about(rents, alive)})
	r.end(t)
	if past, known := recall(t, path, rents, day0); known {
		t.Errorf("without it: got %+v, want nothing", past)
	}
	r = begin(t, path, day0, private)
	if _, known := r.Recall(t.Context(), []string{rents})[rents]; !known {
		t.Error("with it: got nothing")
	}
	r.end(t)
}

// TestTheFutureIsNotBelieved: a clock that was wrong must not make a page alive
// or a failure old.
func TestTheFutureIsNotBelieved(t *testing.T) {
	path := file(t)
	keep(t, path, rents, day0, dead)
	keep(t, path, rents, day0.AddDate(10, 0, 0), dead)
	keep(t, path, "https://stat.example/wages", day0.AddDate(10, 0, 0), alive)

	later := day0.Add(time.Hour)
	if past, known := recall(t, path, "https://stat.example/wages", later); known {
		t.Errorf("alive in ten years: got %+v, want nothing", past)
	}
	want := Past{Last: about(rents, dead), At: day0, Failures: Streak{1, day0, day0}}
	if got, _ := recall(t, path, rents, later); !reflect.DeepEqual(got, want) {
		t.Errorf("dead in ten years: got %+v, want %+v", got, want)
	}
	if got, want := keep(t, path, rents, later, dead).Failures, (Streak{2, day0, later}); got != want {
		t.Errorf("dead now: got %+v, want %+v", got, want)
	}
	if past, known := recall(t, path, rents, day0.AddDate(-10, 0, 0)); known {
		t.Errorf("ten years ago: got %+v, want nothing", past)
	}
}

func TestOneURLTakesBoundedRoom(t *testing.T) {
	path := file(t)
	r := begin(t, path, day0)
	hops := make([]link.Hop, 10)
	for i := range hops {
		hops[i] = link.Hop{URL: rents + "?" + strings.Repeat("a", 800), Status: 302}
	}
	for i := range 3 * maxAnswers {
		r.now = day0.Add(time.Duration(i) * 24 * time.Hour)
		r.run = fmt.Sprint("run ", i)
		wordy := dead
		wordy.Redirects = hops
		r.Keep(t.Context(), []link.Answer{about(rents, dead), about("https://stat.example/wordy", wordy)})
	}
	for _, url := range []string{rents, "https://stat.example/wordy"} {
		if n := r.Recall(t.Context(), []string{url})[url].Failures.Count; n != 3*maxAnswers {
			t.Errorf("%s: %d failures in a row, want %d", url, n, 3*maxAnswers)
		}
	}
	var longest, answers int
	err := r.db.QueryRowContext(t.Context(), "SELECT max(length(record)), max(json_array_length(CAST(record AS TEXT), '$.Answers')) FROM past").Scan(&longest, &answers)
	if err != nil || longest > maxRecord || answers != maxAnswers {
		t.Errorf("%d bytes and %d answers (%v), want at most %d and %d", longest, answers, err, maxRecord, maxAnswers)
	}
	r.end(t)
}

func TestWhatNobodyAsksForIsForgotten(t *testing.T) {
	path := file(t)
	keep(t, path, rents, day0, dead)
	keep(t, path, "https://stat.example/wages", day0.Add(retention), alive)
	if _, known := recall(t, path, rents, day0.Add(retention)); !known {
		t.Error("forgotten too soon")
	}
	keep(t, path, "https://stat.example/wages", day0.Add(retention+time.Second), alive)
	if past, known := recall(t, path, rents, day0.Add(retention+time.Second)); known {
		t.Errorf("got %+v, want nothing", past)
	}
}

// TestAFailingMemoryIsOneWarning: a run never loses a result to its memory.
func TestAFailingMemoryIsOneWarning(t *testing.T) {
	r := begin(t, file(t), day0)
	if _, err := r.db.ExecContext(t.Context(), "DROP TABLE past"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if past := r.Recall(t.Context(), []string{rents}); len(past) > 0 {
			t.Errorf("recalled %v", past)
		}
		if past := r.Keep(t.Context(), []link.Answer{about(rents, dead)}); len(past) > 0 {
			t.Errorf("kept %v", past)
		}
	}
	if len(r.warnings) != 1 || !strings.Contains(r.warnings[0], "goes on without it") {
		t.Errorf("got the warnings %q, want one", r.warnings)
	}
	// The next run has a file again.
	if err := r.Close(); err != nil || len(r.warnings) != 2 || !strings.Contains(r.warnings[1], "set aside") {
		t.Errorf("closed with %v and %q", err, r.warnings)
	}
	keep(t, r.path, rents, day0, dead)
}

// TestTheEndOfARunIsKept: Ctrl-C ends the asking, and what was answered until
// then is reported and so must be there.
func TestTheEndOfARunIsKept(t *testing.T) {
	path := file(t)
	r := begin(t, path, day0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if past := r.Recall(ctx, []string{rents}); len(past) > 0 {
		t.Errorf("recalled %v", past)
	}
	r.Keep(ctx, []link.Answer{about(rents, dead)})
	r.end(t)
	if _, known := recall(t, path, rents, day0); !known {
		t.Error("it was not kept")
	}
}

// FuzzDecode: whatever stands in a record, it is read or refused.
func FuzzDecode(f *testing.F) {
	r := record{}
	r.add(seen{day0, "run", moved})
	data, err := r.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"Answers":[{"At":"9999-12-31T23:59:59Z"}],"Failures":{"Count":-1}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, whole := decode(rents, "", data, checksum("", rents, data))
		if !whole {
			return
		}
		r.forgetFuture(day0)
		if past, known := r.past(rents, day0, DefaultTTL, "now"); known && past.At.After(day0) {
			t.Errorf("the future was believed: %+v", past)
		}
		r.add(seen{day0, "now", dead})
		if _, whole := decode(rents, "", data, checksum("", rents, data)+1); whole {
			t.Error("a wrong checksum was believed")
		}
	})
}

// TestWhatWasWrittenCanBeRead pins the written form: files of this form are in
// use, and a field that gets another name would be lost from them.
func TestWhatWasWrittenCanBeRead(t *testing.T) {
	const written = `{"Answers":[{"At":"2025-09-01T08:30:00Z","Run":"r","Answer":{"URL":"","Verdict":"moved","Cause":"permanent-redirect",` +
		`"Status":200,"FinalURL":"https://stat.example/housing/rents","Reason":"why","Redirects":[{"URL":"https://stat.example/rents","Status":301}],"Attempts":2}}],` +
		`"Alive":"2025-09-01T08:30:00Z","Failures":{"Count":0,"First":"0001-01-01T00:00:00Z","Last":"0001-01-01T00:00:00Z"}}`
	got, whole := decode(rents, "", []byte(written), checksum("", rents, []byte(written)))
	want := record{}
	reasoned := moved
	reasoned.Reason = "why"
	want.add(seen{day0, "r", reasoned})
	if !whole || !reflect.DeepEqual(*got, want) {
		t.Errorf("got  %+v (whole: %v)\nwant %+v", got, whole, want)
	}
}
