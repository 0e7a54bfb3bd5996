package rdap_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
	"github.com/citelint/citelint/check/rdap"
	"github.com/citelint/citelint/check/rdap/rdaptest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var today = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func start(t *testing.T) (*rdaptest.Server, *rdap.Registry) {
	t.Helper()
	s := rdaptest.Start()
	t.Cleanup(s.Close)
	client := link.New(linktest.Options(today))
	t.Cleanup(client.Close)
	r, err := rdap.New(rdap.Options{Endpoint: s.URL + "/", Now: today, Fetch: client.Fetch})
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

func TestLook(t *testing.T) {
	s, r := start(t)
	s.Register("rents.app", "2018-05-02T16:03:21Z")
	s.Register("stat.gov.uk", "1996-08-01T01:00:00+02:00")
	s.Register("secret.de", "")
	s.Register("odd.com", "soon")
	s.Register("coming.com", "2091-05-11T00:00:00Z")
	s.Register("ancient.com", "1970-01-01T00:00:00Z")
	for _, tt := range []struct {
		domain string
		want   rdap.Registration
		asked  int
	}{
		{"rents.app", rdap.Registration{State: rdap.Registered, Domain: "rents.app", At: time.Date(2018, 5, 2, 16, 3, 21, 0, time.UTC)}, 2},
		{"Rents.App", rdap.Registration{State: rdap.Registered, Domain: "rents.app", At: time.Date(2018, 5, 2, 16, 3, 21, 0, time.UTC)}, 0},
		{"stat.gov.uk", rdap.Registration{State: rdap.Registered, Domain: "stat.gov.uk", At: time.Date(1996, 7, 31, 23, 0, 0, 0, time.UTC)}, 2},
		{"secret.de", rdap.Registration{State: rdap.Unlisted, Domain: "secret.de"}, 2},
		{"odd.com", rdap.Registration{State: rdap.Unlisted, Domain: "odd.com"}, 2},
		{"coming.com", rdap.Registration{State: rdap.Unlisted, Domain: "coming.com"}, 2},
		{"ancient.com", rdap.Registration{State: rdap.Unlisted, Domain: "ancient.com"}, 2},
		{"made-up.com", rdap.Registration{State: rdap.Unlisted, Domain: "made-up.com"}, 2},
	} {
		before := len(s.Asked())
		if got := r.Look(t.Context(), tt.domain); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.domain, got, tt.want)
		}
		if n := len(s.Asked()) - before; n != tt.asked {
			t.Errorf("%s: %d requests, want %d", tt.domain, n, tt.asked)
		}
	}
	want := []string{"/domain/rents.app application/rdap+json", "/registry/domain/rents.app application/rdap+json"}
	if got := s.Asked()[:2]; got[0] != want[0] || got[1] != want[1] {
		t.Errorf("asked %q, want %q", got, want)
	}
}

// TestFaults is what goes wrong with registries. Whatever it is, no day is made of it.
func TestFaults(t *testing.T) {
	write := func(status int, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
			return true
		}
	}
	lead := func(to string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, to, http.StatusFound)
			return true
		}
	}
	good := `"events":[{"eventAction":"registration","eventDate":"2018-05-02T16:03:21Z"}]`
	for name, fault := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"a captive portal":       write(200, "<!doctype html><title>Welcome to the hotel</title>"),
		"overloaded":             write(503, ""),
		"too many requests":      write(429, ""),
		"forbidden":              write(403, ""),
		"another domain":         write(200, `{"objectClassName":"domain","ldhName":"wages.app",`+good+`}`),
		"no name":                write(200, `{"objectClassName":"domain",`+good+`}`),
		"another object":         write(200, `{"objectClassName":"entity","ldhName":"rents.app",`+good+`}`),
		"JSON and more":          write(200, `{"objectClassName":"domain","ldhName":"rents.app",`+good+`} {}`),
		"events of another kind": write(200, `{"objectClassName":"domain","ldhName":"rents.app","events":"none"}`),
		"an answer without end":  write(200, `{"objectClassName":"domain","ldhName":"rents.app",`+good+`,"remarks":"`+strings.Repeat("x", 1<<19)),
		"a hang-up":              func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) },
		"a circle":               lead("/domain/rents.app"),
		"a file":                 lead("file:///etc/passwd"),
		"a name that is none":    lead("http://portal.example/"),
		"a redirect to nowhere":  lead("http://[::1"),
		"a private address":      lead("http://10.0.0.1/domain/rents.app"),
	} {
		s, r := start(t)
		s.Fault = fault
		if got := r.Look(t.Context(), "rents.app"); got.State != rdap.Unknown || got.Reason == "" || !got.At.IsZero() {
			t.Errorf("%s: %+v, want unknown and why", name, got)
		}
		if n := len(s.Asked()); n > 5 {
			t.Errorf("%s: %d requests", name, n)
		}
	}
}

func TestOnceForMany(t *testing.T) {
	s, r := start(t)
	s.Register("rents.app", "2018-05-02T16:03:21Z")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := r.Look(t.Context(), "rents.app"); got.State != rdap.Registered {
				t.Errorf("%+v", got)
			}
		})
	}
	all.Wait()
	if n := len(s.Asked()); n != 2 {
		t.Errorf("%d requests, want one and where it leads", n)
	}
}

// TestGivesUp asks no more when nobody answers; that a domain is not listed is an answer.
func TestGivesUp(t *testing.T) {
	s, r := start(t)
	for i := range 10 {
		if got := r.Look(t.Context(), fmt.Sprintf("rents%d.app", i)); got.State != rdap.Unlisted {
			t.Errorf("%+v", got)
		}
	}
	before := len(s.Asked())
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		http.Error(w, "overloaded", http.StatusServiceUnavailable)
		return true
	}
	for i := range 50 {
		if got := r.Look(t.Context(), fmt.Sprintf("wages%d.app", i)); got.State != rdap.Unknown {
			t.Errorf("%+v", got)
		}
	}
	if n := len(s.Asked()) - before; n != 9 {
		t.Errorf("%d requests, want 3 domains and 2 retries each", n)
	}
}

func TestInterrupted(t *testing.T) {
	s, r := start(t)
	s.Register("rents.app", "2018-05-02T16:03:21Z")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := r.Look(ctx, "rents.app"); got.State != rdap.Unknown {
		t.Errorf("%+v, want unknown", got)
	}
	if got := r.Look(t.Context(), "rents.app"); got.State != rdap.Registered {
		t.Errorf("%+v, want what the registry says", got)
	}
}

func TestEndpoint(t *testing.T) {
	for _, endpoint := range []string{"", "rdap.org", "ftp://rdap.org", "https://", "https://a:b@rdap.org", "https://rdap.org/?a=b", "http://[::1"} {
		if _, err := rdap.New(rdap.Options{Endpoint: endpoint}); err == nil {
			t.Errorf("%q was taken for a registry", endpoint)
		}
	}
}
