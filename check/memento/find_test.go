package memento_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/check/memento/archivetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const rents = "https://stat.gov.uk/rents?year=2019"

// now is when these tests take place.
var now = on("2026-03-01")

func on(day string) time.Time {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return at
}

// ask returns an Archive that asks over the real client.
func ask(t *testing.T, endpoint string) *memento.Archive {
	t.Helper()
	client := link.New(linktest.Options(now))
	t.Cleanup(client.Close)
	archive, err := memento.New(memento.Options{Endpoint: endpoint, Fetch: client.Fetch, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

func start(t *testing.T) *archivetest.Server {
	t.Helper()
	s := archivetest.Start()
	t.Cleanup(s.Close)
	return s
}

// endpoints are the ways to name an archive.
var endpoints = []string{"/web/", "/web", "/timegate/", "/timemap/link/", "/wayback/available", "", "/"}

// TestNearest finds the copy nearest the day asked for, in whatever way the archive is asked.
func TestNearest(t *testing.T) {
	for _, endpoint := range endpoints {
		for _, tt := range []struct{ near, want string }{
			{"2019-03-20", "2019-03-04"},
			{"2010-01-01", "2017-05-11"},
			{"2024-12-01", "2021-02-03"},
			{"", "2021-02-03"},
		} {
			s := start(t)
			s.Hold(rents, archivetest.Copy{At: on("2017-05-11")}, archivetest.Copy{At: on("2019-03-04")}, archivetest.Copy{At: on("2021-02-03")})
			near := time.Time{}
			if tt.near != "" {
				near = on(tt.near)
			}
			got := ask(t, s.URL+endpoint).Find(t.Context(), rents+"#table", near)
			want := memento.Holding{State: memento.Held, URL: s.CopyURL(rents, on(tt.want)), At: on(tt.want), First: on("2017-05-11")}
			if endpoint == "/wayback/available" {
				want.First = time.Time{} // it tells of one copy
			}
			if got != want {
				t.Errorf("%q near %q: %+v, want %+v\nasked %q", endpoint, tt.near, got, want, s.Asked())
			}
		}
	}
}

// TestQueryForm asks an archive that is told of a page in a query, in which the page's own query must not be taken for
// the archive's.
func TestQueryForm(t *testing.T) {
	const page = "https://stat.gov.uk/rents?year=2019&of=a+b%26c"
	for _, endpoint := range []string{"/timegate?uri=", "/timemap?uri=", "/timegate?lang=en&uri="} {
		s := start(t)
		s.Hold(page, archivetest.Copy{At: on("2019-03-04")})
		archive := ask(t, s.URL+endpoint)
		want := memento.Holding{State: memento.Held, URL: s.CopyURL(page, on("2019-03-04")), At: on("2019-03-04"), First: on("2019-03-04")}
		if got := archive.Find(t.Context(), page, on("2019-03-20")); got != want {
			t.Errorf("%s: %+v, want %+v\nasked %q", endpoint, got, want, s.Asked())
		}
		if got := archive.Find(t.Context(), "https://stat.gov.uk/rents?year=2019", on("2019-03-20")); got.State != memento.Nothing {
			t.Errorf("%s: %+v, want nothing of another page", endpoint, got)
		}
	}
}

// TestNothing is said only when an archive said so, twice.
func TestNothing(t *testing.T) {
	for _, endpoint := range endpoints {
		s := start(t)
		if got := ask(t, s.URL+endpoint).Find(t.Context(), rents, on("2019-03-04")); got != (memento.Holding{State: memento.Nothing}) {
			t.Errorf("%q: %+v, want nothing", endpoint, got)
		}
		if asked := s.Asked(); len(asked) < 2 || !strings.Contains(asked[len(asked)-1], "stat.gov.uk") {
			t.Errorf("%q: asked %q, want the page asked about twice", endpoint, asked)
		}
	}
}

// TestBare404 proves nothing until the same endpoint has been seen to be an archive.
func TestBare404(t *testing.T) {
	for _, endpoint := range []string{"/web/", "/timemap/link/"} {
		s := start(t)
		s.Bare = true
		s.Hold(rents, archivetest.Copy{At: on("2019-03-04")})
		archive := ask(t, s.URL+endpoint)
		if got := archive.Find(t.Context(), "https://stat.gov.uk/a", time.Time{}); got.State != memento.Unknown || got.Reason == "" {
			t.Errorf("%q: a 404 of anybody's: %+v, want unknown", endpoint, got)
		}
		archive.Find(t.Context(), rents, time.Time{})
		if got := archive.Find(t.Context(), "https://stat.gov.uk/b", time.Time{}); got.State != memento.Nothing {
			t.Errorf("%q: a 404 of an archive: %+v, want nothing", endpoint, got)
		}
	}
}

// TestEmptyWhenOverloaded asks again before it believes that the archive holds nothing.
func TestEmptyWhenOverloaded(t *testing.T) {
	s := start(t)
	s.Hold(rents, archivetest.Copy{At: on("2019-03-04")})
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		first := len(s.Asked()) == 1
		if first {
			_, _ = fmt.Fprintf(w, `{"url":%q,"archived_snapshots":{}}`, rents)
		}
		return first
	}
	if got := ask(t, s.URL+"/wayback/available").Find(t.Context(), rents, on("2019-03-04")); got.State != memento.Held {
		t.Errorf("%+v, want the copy that the second answer names; asked %q", got, s.Asked())
	}
}

// TestCopiesOfNoPage are not offered when another copy is, and are no proof that there is none.
func TestCopiesOfNoPage(t *testing.T) {
	gone := archivetest.Copy{At: on("2021-02-03"), Status: 404}
	led := archivetest.Copy{At: on("2022-02-03"), Status: 302, Leads: "https://stat.gov.uk/"}
	for name, tt := range map[string]struct {
		copies []archivetest.Copy
		want   string
	}{
		"the one before is a page":      {[]archivetest.Copy{{At: on("2017-05-11")}, {At: on("2019-03-04")}, gone}, "2019-03-04"},
		"the first is a page":           {[]archivetest.Copy{{At: on("2017-05-11")}, gone, led}, "2017-05-11"},
		"none is a page":                {[]archivetest.Copy{gone, led}, ""},
		"a redirect to itself by https": {[]archivetest.Copy{{At: on("2017-05-11")}}, "2017-05-11"},
	} {
		for _, endpoint := range []string{"/web/", "/timemap/link/"} {
			s := start(t)
			s.Hold(rents, tt.copies...)
			got := ask(t, s.URL+endpoint).Find(t.Context(), rents, time.Time{})
			if tt.want == "" {
				if got.State != memento.Unknown || got.URL != "" || got.Reason == "" {
					t.Errorf("%s, %s: %+v, want unknown", name, endpoint, got)
				}
			} else if got.State != memento.Held || !got.At.Equal(on(tt.want)) {
				t.Errorf("%s, %s: %+v, want the copy of %s; asked %q", name, endpoint, got, tt.want, s.Asked())
			}
		}
	}
	s := start(t)
	s.Hold(rents, gone)
	if got := ask(t, s.URL+"/wayback/available").Find(t.Context(), rents, time.Time{}); got.State != memento.Unknown || !strings.Contains(got.Reason, "404") {
		t.Errorf("the availability endpoint names a copy of a 404: %+v", got)
	}
}

// TestRedirectCapture follows a copy that led to the same page by another scheme.
func TestRedirectCapture(t *testing.T) {
	s := start(t)
	s.Hold("http://stat.gov.uk/wages", archivetest.Copy{At: on("2019-03-04"), Status: 301, Leads: "https://www.stat.gov.uk/wages/"})
	s.Hold("https://www.stat.gov.uk/wages/", archivetest.Copy{At: on("2019-03-04")})
	got := ask(t, s.URL+"/web/").Find(t.Context(), "http://stat.gov.uk/wages", on("2019-03-04"))
	if got.URL != s.CopyURL("https://www.stat.gov.uk/wages/", on("2019-03-04")) {
		t.Errorf("%+v, asked %q", got, s.Asked())
	}
}

// TestFaults is what goes wrong with archives. Whatever it is, nothing is never said, and no copy invented.
func TestFaults(t *testing.T) {
	portal := func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>Welcome to the hotel</title>"))
		return true
	}
	status := func(code int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			http.Error(w, "no", code)
			return true
		}
	}
	header := func(code int, pairs ...string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			for i := 0; i < len(pairs); i += 2 {
				w.Header().Set(pairs[i], pairs[i+1])
			}
			w.WriteHeader(code)
			return true
		}
	}
	for name, fault := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"a captive portal":               portal,
		"overloaded":                     status(503),
		"too many requests":              status(429),
		"an error":                       status(500),
		"forbidden":                      status(403),
		"a 404 of anybody's":             status(404),
		"gone":                           status(410),
		"a hang-up":                      func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) },
		"a redirect to itself":           header(302, "Location", "?"),
		"a redirect to a portal":         header(302, "Location", "http://portal.example/login"),
		"a copy elsewhere":               header(302, "Location", "https://evil.example/", "Vary", "accept-datetime"),
		"a copy in the reader's network": header(302, "Location", "http://192.168.0.1/"+rents, "Vary", "accept-datetime"),
		"a script for a copy":            header(302, "Location", "javascript:alert(1)", "Vary", "accept-datetime"),
		"a copy with a password":         header(302, "Location", "http://a:b@web.archive.org/web/"+rents, "Vary", "accept-datetime"),
		"the page itself for a copy":     header(302, "Location", rents, "Vary", "accept-datetime"),
		"an empty list of another page": func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte(`<https://stat.gov.uk/>; rel="original"`))
			return true
		},
		"an empty answer": header(200),
		"empty of no page": func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte(`{"archived_snapshots":{}}`))
			return true
		},
		"empty of another page": func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte(`{"url":"stat.gov.uk","archived_snapshots":{}}`))
			return true
		},
		"a snapshot elsewhere": func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte(`{"archived_snapshots":{"closest":{"available":true,"status":"200","url":"https://evil.example/","timestamp":"20190304120000"}}}`))
			return true
		},
		"JSON of another kind": func(w http.ResponseWriter, _ *http.Request) bool { _, _ = w.Write([]byte(`[1,2]`)); return true },
	} {
		for _, endpoint := range endpoints {
			s := start(t)
			s.Config.ErrorLog = nil
			s.Fault = fault
			got := ask(t, s.URL+endpoint).Find(t.Context(), rents, on("2019-03-04"))
			if got.State != memento.Unknown || got.URL != "" || got.Reason == "" {
				t.Errorf("%s at %q: %+v, want unknown and why", name, endpoint, got)
			}
		}
	}
}

// TestLyingDates keeps the copy and drops the date.
func TestLyingDates(t *testing.T) {
	for _, lie := range []string{"Mon, 04 Mar 2199 12:00:00 GMT", "Tue, 04 Mar 2019 12:00:00 GMT", "Fri, 04 Mar 1988 12:00:00 GMT", "2019-03-04", "yesterday"} {
		s := start(t)
		s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
			switch {
			case strings.HasPrefix(r.URL.Path, "/copy/"):
				w.Header().Set("Memento-Datetime", lie)
			default:
				w.Header().Set("Link", fmt.Sprintf(`<%s/copy/%s>; rel="memento"; datetime="%s"`, s.URL, rents, lie))
				w.Header().Set("Location", s.URL+"/copy/"+rents)
				w.WriteHeader(http.StatusFound)
			}
			return true
		}
		got := ask(t, s.URL+"/web/").Find(t.Context(), rents, time.Time{})
		if got != (memento.Holding{State: memento.Held, URL: s.URL + "/copy/" + rents}) {
			t.Errorf("%s: %+v, want the copy without a date", lie, got)
		}
	}
}

// TestHugeTimeMap reads no more than it must of a list without end.
func TestHugeTimeMap(t *testing.T) {
	s := start(t)
	wrote := make(chan int64, 8)
	s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/timemap/") {
			return false
		}
		entry := []byte(fmt.Sprintf("<%s>; rel=\"memento\"; datetime=\"Mon, 04 Mar 2019 00:00:00 GMT\",\n", s.CopyURL(rents, on("2019-03-04"))))
		total := int64(0)
		for total < 1<<30 {
			n, err := w.Write(entry)
			if total += int64(n); err != nil {
				break
			}
		}
		wrote <- total
		return true
	}
	got := ask(t, s.URL+"/timemap/link/").Find(t.Context(), rents, on("2019-03-04"))
	if got.State != memento.Held || !got.At.Equal(on("2019-03-04")) {
		t.Errorf("%+v, want the copy", got)
	}
	if n := <-wrote; n > 64<<20 {
		t.Errorf("%d MiB were taken", n>>20)
	}
}

// TestPagedTimeMap reads the pages that can hold the nearest copy, and no others.
func TestPagedTimeMap(t *testing.T) {
	s := start(t)
	s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
		page := func(n int, from, until string) string {
			return fmt.Sprintf(",\n<%s/timemap/link/%d/%s>; rel=\"timemap\"; from=\"%s\"; until=\"%s\"", s.URL, n, rents, on(from).Format(http.TimeFormat), on(until).Format(http.TimeFormat))
		}
		memento := func(day string) string {
			return fmt.Sprintf(",\n<%s>; rel=\"memento\"; datetime=\"%s\"", s.CopyURL(rents, on(day)), on(day).Format(http.TimeFormat))
		}
		list := "<" + rents + `>; rel="original"`
		switch {
		case strings.HasPrefix(r.URL.Path, "/timemap/link/1/"):
			list += memento("2010-01-01") + memento("2014-01-01")
		case strings.HasPrefix(r.URL.Path, "/timemap/link/2/"):
			list += memento("2015-01-01") + memento("2019-03-04") + memento("2019-09-01")
		case strings.HasPrefix(r.URL.Path, "/timemap/link/3/"):
			list += memento("2020-01-01")
		case strings.HasPrefix(r.URL.Path, "/timemap/link/"):
			list += page(1, "2010-01-01", "2014-12-31") + page(2, "2015-01-01", "2019-12-31") + page(3, "2020-01-01", "2024-12-31")
		default:
			return false
		}
		_, _ = w.Write([]byte(list))
		return true
	}
	got := ask(t, s.URL+"/timemap/link/").Find(t.Context(), rents, on("2019-03-20"))
	if !got.At.Equal(on("2019-03-04")) {
		t.Errorf("%+v, want the copy of 2019-03-04", got)
	}
	asked := strings.Join(s.Asked(), " ")
	if strings.Contains(asked, "/link/1/") || strings.Contains(asked, "/link/3/") || strings.Count(asked, "/link/2/") != 1 {
		t.Errorf("asked %s, want page 2 alone", asked)
	}
}

// TestTimeMapInParts concludes nothing from a list of which a part is missing, or cannot be offered.
func TestTimeMapInParts(t *testing.T) {
	original := "<" + rents + `>; rel="original"`
	for name, further := range map[string]func(w http.ResponseWriter){
		"fails":      func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		"is no list": func(w http.ResponseWriter) { _, _ = w.Write([]byte("<html><p>We are sorry")) },
		"lists elsewhere": func(w http.ResponseWriter) {
			_, _ = fmt.Fprintf(w, "%s,\n<https://elsewhere.example/x1>; rel=\"memento\"", original)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
				switch {
				case strings.HasPrefix(r.URL.Path, "/timemap/link/1/"):
					further(w)
				case strings.HasPrefix(r.URL.Path, "/timemap/link/"):
					_, _ = fmt.Fprintf(w, "%s,\n<%s/timemap/link/1/%s>; rel=\"timemap\"", original, s.URL, rents)
				default:
					return false
				}
				return true
			}
			if got := ask(t, s.URL+"/timemap/link/").Find(t.Context(), rents, on("2019-03-20")); got.State != memento.Unknown {
				t.Errorf("%+v", got)
			}
			if !strings.Contains(strings.Join(s.Asked(), " "), "/link/1/") {
				t.Errorf("the further page was not asked: %q", s.Asked())
			}
		})
	}
}

// TestAsksAsTheWebWasAsked puts the very address to the archive that a link is asked by.
func TestAsksAsTheWebWasAsked(t *testing.T) {
	for cited, want := range map[string]string{
		"https://münchen.example/x":          "https://xn--mnchen-3ya.example/x",
		"https://stat.example/100%":          "https://stat.example/100%25",
		"https://u:p@stat.example/rents#top": "https://stat.example/rents",
	} {
		var asked []string
		archive, err := memento.New(memento.Options{Endpoint: memento.Wayback, Fetch: func(_ context.Context, r link.Request) (link.Response, error) {
			asked = append(asked, r.URL)
			return link.Response{}, errors.New("no network")
		}})
		if err != nil {
			t.Fatal(err)
		}
		archive.Find(t.Context(), cited, time.Time{})
		if len(asked) == 0 || asked[0] != memento.Wayback+want {
			t.Errorf("%s: asked %q, want %s", cited, asked, want)
		}
	}
}

// TestAggregator offers copies in other archives, where their address names the page.
func TestAggregator(t *testing.T) {
	s := start(t)
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		_, _ = fmt.Fprintf(w, `<%s>; rel="original",
<https://evil.example/pay>; rel="memento"; datetime="Mon, 04 Mar 2019 00:00:00 GMT",
<https://copies.example/20190301000000/%s>; rel="memento"; datetime="Fri, 01 Mar 2019 00:00:00 GMT"`, rents, rents)
		return true
	}
	got := ask(t, s.URL+"/timemap/link/").Find(t.Context(), rents, on("2019-03-04"))
	if got.URL != "https://copies.example/20190301000000/"+rents || !got.At.Equal(on("2019-03-01")) {
		t.Errorf("%+v, want the copy that names the page", got)
	}
}

// TestOnce asks about a page once, however many ask at once, and never many at once.
func TestOnce(t *testing.T) {
	s := start(t)
	s.Hold(rents, archivetest.Copy{At: on("2019-03-04")})
	archive := ask(t, s.URL+"/web/")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := archive.Find(t.Context(), rents, on("2019-03-04")); got.State != memento.Held {
				t.Errorf("%+v", got)
			}
		})
	}
	all.Wait()
	if asked := s.Asked(); len(asked) != 2 {
		t.Errorf("asked %q, want the TimeGate and the copy once", asked)
	}
}

// TestGivesUp stops asking an archive that fails, and tells why.
func TestGivesUp(t *testing.T) {
	s := start(t)
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		http.Error(w, "overloaded", http.StatusServiceUnavailable)
		return true
	}
	archive := ask(t, s.URL+"/web/")
	for i := range 50 {
		got := archive.Find(t.Context(), fmt.Sprintf("https://stat.gov.uk/%d", i), time.Time{})
		if got.State != memento.Unknown {
			t.Errorf("%+v", got)
		}
	}
	if n := len(s.Asked()); n != 9 {
		t.Errorf("%d requests, want 3 pages and 2 retries each", n)
	}
}

// TestRefusedPagesAreNoSilence goes on asking an archive that will not speak of some pages.
func TestRefusedPagesAreNoSilence(t *testing.T) {
	for _, endpoint := range []string{"/web/", "/timemap/link/"} {
		s := start(t)
		s.Hold(rents, archivetest.Copy{At: on("2019-03-04")})
		s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.Contains(r.URL.Path, "/private/") {
				return false
			}
			w.Header().Set("X-App-Server", "wwwb-app7")
			http.Error(w, "This URL has been excluded from the archive.", http.StatusForbidden)
			return true
		}
		archive := ask(t, s.URL+endpoint)
		for i := range 5 {
			if got := archive.Find(t.Context(), fmt.Sprintf("https://stat.gov.uk/private/%d", i), time.Time{}); got.State != memento.Unknown || !strings.Contains(got.Reason, "403 Forbidden") {
				t.Errorf("%s: %+v", endpoint, got)
			}
		}
		if got := archive.Find(t.Context(), rents, time.Time{}); got.State != memento.Held {
			t.Errorf("%s: %+v, want the copy", endpoint, got)
		}
	}
}

// TestWhatIsNotAsked is what no archive can hold.
func TestWhatIsNotAsked(t *testing.T) {
	s := start(t)
	archive := ask(t, s.URL+"/web/")
	for _, url := range []string{
		"https://web.archive.org/web/20190304120000/https://stat.gov.uk/rents", "https://archive.ph/AbCd1", "https://perma.cc/AB12-CD34",
		"http://archive.org/wayback/available?url=a", s.URL + "/web/20190304120000/https://stat.gov.uk/", "ftp://stat.gov.uk/rents", "stat.gov.uk", "",
	} {
		if got := archive.Find(t.Context(), url, time.Time{}); got.State != memento.Unknown || got.Reason == "" {
			t.Errorf("%s: %+v", url, got)
		}
	}
	if asked := s.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

// TestInnerAddress is told to no public archive, but to one's own.
func TestInnerAddress(t *testing.T) {
	asked := 0
	archive, err := memento.New(memento.Options{Endpoint: memento.Wayback, Fetch: func(context.Context, link.Request) (link.Response, error) {
		asked++
		return link.Response{}, errors.New("no network")
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{"http://192.168.1.7/plans", "http://wiki.internal/plans", "http://localhost:8080/", "http://intranet/plans", "http://[fd00::1]/"} {
		if got := archive.Find(t.Context(), url, time.Time{}); got.State != memento.Unknown || asked > 0 {
			t.Errorf("%s: %+v, asked %d times", url, got, asked)
		}
	}
	s := start(t)
	ask(t, s.URL+"/web/").Find(t.Context(), "http://192.168.1.7/plans", time.Time{})
	if len(s.Asked()) == 0 {
		t.Error("an archive at an inner address was not asked")
	}
}

// TestInterrupted answers at once when the run ends, and does not keep that for an answer.
func TestInterrupted(t *testing.T) {
	s := start(t)
	s.Hold(rents, archivetest.Copy{At: on("2019-03-04")})
	archive := ask(t, s.URL+"/web/")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := archive.Find(ctx, rents, time.Time{}); got.State != memento.Unknown {
		t.Errorf("%+v, want unknown", got)
	}
	if got := archive.Find(t.Context(), rents, time.Time{}); got.State != memento.Held {
		t.Errorf("%+v, want the copy", got)
	}
}

func TestEndpoint(t *testing.T) {
	for _, endpoint := range []string{"", "web.archive.org", "ftp://web.archive.org/", "https://", "https://a:b@web.archive.org/web/", "https://web.archive.org/web/#x", "http://[::1"} {
		if _, err := memento.New(memento.Options{Endpoint: endpoint}); err == nil {
			t.Errorf("%q was taken for an archive", endpoint)
		}
	}
}

// TestGateThatShows takes an archive whose TimeGate shows the copy instead of leading to it (RFC 7089, section 4.2).
func TestGateThatShows(t *testing.T) {
	for _, own := range []string{"", "/copies/7/" + rents} {
		s := start(t)
		s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Memento-Datetime", on("2019-03-04").Format(http.TimeFormat))
			if own != "" {
				w.Header().Set("Content-Location", own)
			}
			_, _ = w.Write([]byte("<title>Rents</title>"))
			return true
		}
		want := s.URL + "/web/" + rents
		if own != "" {
			want = s.URL + own
		}
		got := ask(t, s.URL+"/web/").Find(t.Context(), rents, on("2019-03-04"))
		if got != (memento.Holding{State: memento.Held, URL: want, At: on("2019-03-04")}) {
			t.Errorf("%+v, want %s", got, want)
		}
	}
}

// TestLastWord lets the Wayback Machine's TimeGate confirm what its availability endpoint says.
func TestLastWord(t *testing.T) {
	for status, want := range map[int]memento.State{http.StatusNotFound: memento.Nothing, http.StatusServiceUnavailable: memento.Unknown} {
		var asked []string
		archive, err := memento.New(memento.Options{
			Endpoint: "https://archive.org/wayback/available", Now: now,
			Fetch: func(_ context.Context, r link.Request) (link.Response, error) {
				asked = append(asked, r.URL)
				if strings.HasPrefix(r.URL, "https://archive.org/") {
					return link.Response{Status: 200, URL: r.URL, Body: []byte(fmt.Sprintf(`{"url":%q,"archived_snapshots":{}}`, rents))}, nil
				}
				return link.Response{Status: status, URL: r.URL, Header: http.Header{"X-App-Server": {"wwwb-app7"}}}, nil
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := archive.Find(t.Context(), rents, time.Time{}); got.State != want {
			t.Errorf("the TimeGate says %d: %+v, want %s", status, got, want)
		}
		if len(asked) != 2 || asked[1] != memento.Wayback+rents {
			t.Errorf("asked %q, want the TimeGate last", asked)
		}
	}
}

// TestWayIsRemembered tries out what an archive has once, and not for every page.
func TestWayIsRemembered(t *testing.T) {
	s := start(t)
	s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/wayback/") {
			return false
		}
		http.NotFound(w, r)
		return true
	}
	archive := ask(t, s.URL)
	for i := range 5 {
		page := fmt.Sprintf("https://stat.gov.uk/%d", i)
		s.Hold(page, archivetest.Copy{At: on("2019-03-04")})
		if got := archive.Find(t.Context(), page, time.Time{}); got.State != memento.Held {
			t.Errorf("%s: %+v", page, got)
		}
	}
	if asked := s.Asked(); len(asked) != 3+5 {
		t.Errorf("asked %q, want three ways tried in vain, and the one that works for each page", asked)
	}
}
