package handle_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/handle/handletest"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	tides = "10.1000/tides.2019"
	sici  = "10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O"
)

func start(t *testing.T) (*handletest.Server, *handle.Resolver) {
	t.Helper()
	s := handletest.Start()
	t.Cleanup(s.Close)
	client := link.New(linktest.Options(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)))
	t.Cleanup(client.Close)
	r, err := handle.New(handle.Options{Endpoint: s.URL + "/", Fetch: client.Fetch})
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

func TestLook(t *testing.T) {
	s, r := start(t)
	s.Register(tides, "https://tides.example/2019")
	s.Register(sici, "http://onlinelibrary.example/abs")
	s.Register("10.1000/bare", "")
	s.Register("10.1000/script", "javascript:alert(1)")
	for _, tt := range []struct {
		doi   string
		want  handle.Registration
		asked int
	}{
		{tides, handle.Registration{State: handle.Registered, Target: "https://tides.example/2019"}, 1},
		{"10.1000/TIDES.2019", handle.Registration{State: handle.Registered, Target: "https://tides.example/2019"}, 0},
		{sici, handle.Registration{State: handle.Registered, Target: "http://onlinelibrary.example/abs"}, 1},
		{"10.1000/bare", handle.Registration{State: handle.Registered}, 1},
		{"10.1000/script", handle.Registration{State: handle.Registered}, 1},
		{"10.1000/made-up", handle.Registration{State: handle.Unregistered}, 2},
	} {
		before := len(s.Asked())
		if got := r.Look(t.Context(), tt.doi); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.doi, got, tt.want)
		}
		if n := len(s.Asked()) - before; n != tt.asked {
			t.Errorf("%s was asked %d times, want %d", tt.doi, n, tt.asked)
		}
	}
	if got, want := s.Asked()[0], "/api/handles/10.1000/tides.2019?type=URL"; got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
}

// TestAddress names a DOI at one resolver, however it is spelt.
func TestAddress(t *testing.T) {
	for endpoint, want := range map[string]string{
		"https://doi.org":            "https://doi.org/api/handles/10.1000/tides.2019?type=URL",
		"https://names.example/doi/": "https://names.example/doi/api/handles/10.1000/tides.2019?type=URL",
	} {
		r, err := handle.New(handle.Options{Endpoint: endpoint})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Address("10.1000/TIDES.2019"); got != want || r.Address(tides) != want {
			t.Errorf("%s, want %s", got, want)
		}
		if got, ok := link.Canonical(r.Address(sici)); !ok || got == r.Address(tides) || got != r.Address(sici) {
			t.Errorf("%s is remembered as %s", r.Address(sici), got)
		}
	}
}

// TestOddNames reach the resolver as they are.
func TestOddNames(t *testing.T) {
	s, r := start(t)
	for _, doi := range []string{sici, "10.1000/a b", "10.1000/a#b?c=d", "10.1000/100%", "10.1000/a%2Fb", "10.1000/../../x", "10.1000//x/", "10.1000/ä", "10.1000/a;b=c", `10.1000/"a"\b`, "10.1000/a+b&c"} {
		s.Register(doi, "https://tides.example/")
		if got := r.Look(t.Context(), doi); got.State != handle.Registered {
			t.Errorf("%s: %+v, asked %q", doi, got, s.Asked())
		}
		address := handle.URL(doi)
		if back, ok := handle.OfURL(address); !ok || back != doi {
			t.Errorf("%s became %s, and that %q", doi, address, back)
		}
	}
}

// TestFaults is what goes wrong with resolvers. Whatever it is, no DOI is called unregistered.
func TestFaults(t *testing.T) {
	write := func(status int, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
			return true
		}
	}
	for name, fault := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"a captive portal":      write(200, "<!doctype html><title>Welcome to the hotel</title>"),
		"a page for people":     write(404, "<!doctype html><title>DOI Not Found</title>"),
		"overloaded":            write(503, ""),
		"too many requests":     write(429, `{"responseCode":100,"handle":"10.1000/tides.2019"}`),
		"an error of its own":   write(500, `{"responseCode":2,"handle":"10.1000/tides.2019"}`),
		"no such code":          write(404, `{"responseCode":301,"handle":"10.1000/tides.2019"}`),
		"another name":          write(404, `{"responseCode":100,"handle":"10.1000/other"}`),
		"no name":               write(404, `{"responseCode":100}`),
		"a 404 under 200":       write(200, `{"responseCode":100,"handle":"10.1000/tides.2019"}`),
		"a code that is a text": write(404, `{"responseCode":"100","handle":"10.1000/tides.2019"}`),
		"JSON of another kind":  write(404, `[100]`),
		"JSON and more":         write(404, `{"responseCode":100,"handle":"10.1000/tides.2019"} {}`),
		"an answer without end": write(404, `{"responseCode":100,"handle":"10.1000/tides.2019","values":["`+strings.Repeat("x", 1<<17)),
		"a hang-up":             func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) },
		"a redirect to a portal": func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://portal.example/", http.StatusFound)
			return true
		},
	} {
		s, r := start(t)
		s.Fault = fault
		if got := r.Look(t.Context(), tides); got.State != handle.Unknown || got.Reason == "" {
			t.Errorf("%s: %+v, want unknown and why", name, got)
		}
	}
}

// TestOnceWrong does not believe the first word that there is no such DOI.
func TestOnceWrong(t *testing.T) {
	s, r := start(t)
	s.Register(tides, "https://tides.example/2019")
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		first := len(s.Asked()) == 1
		if first {
			w.WriteHeader(http.StatusNotFound)
			_, _ = fmt.Fprintf(w, `{"responseCode":100,"handle":%q}`, tides)
		}
		return first
	}
	if got := r.Look(t.Context(), tides); got.State != handle.Registered {
		t.Errorf("%+v, want registered", got)
	}
}

func TestOnceForMany(t *testing.T) {
	s, r := start(t)
	s.Register(tides, "https://tides.example/2019")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := r.Look(t.Context(), tides); got.State != handle.Registered {
				t.Errorf("%+v", got)
			}
		})
	}
	all.Wait()
	if n := len(s.Asked()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestGivesUp(t *testing.T) {
	s, r := start(t)
	s.Fault = func(w http.ResponseWriter, _ *http.Request) bool {
		http.Error(w, "overloaded", http.StatusServiceUnavailable)
		return true
	}
	for i := range 50 {
		if got := r.Look(t.Context(), fmt.Sprintf("10.1000/%d", i)); got.State != handle.Unknown {
			t.Errorf("%+v", got)
		}
	}
	if n := len(s.Asked()); n != 9 {
		t.Errorf("%d requests, want 3 DOIs and 2 retries each", n)
	}
}

// TestOddNamesAreNoSilence goes on asking a resolver that answers, and cannot make sense of names.
func TestOddNamesAreNoSilence(t *testing.T) {
	for name, write := range map[string]func(w http.ResponseWriter, doi string){
		"no such code": func(w http.ResponseWriter, doi string) {
			_, _ = fmt.Fprintf(w, `{"responseCode":301,"handle":%q}`, doi)
		},
		"another name": func(w http.ResponseWriter, _ string) {
			_, _ = fmt.Fprint(w, `{"responseCode":1,"handle":"10.1000/other"}`)
		},
		"a bad request":  func(w http.ResponseWriter, _ string) { http.Error(w, "Bad Request", http.StatusBadRequest) },
		"a name too far": func(w http.ResponseWriter, _ string) { http.Error(w, "", http.StatusRequestURITooLong) },
	} {
		s, r := start(t)
		s.Register(tides, "https://tides.example/2019")
		s.Fault = func(w http.ResponseWriter, r *http.Request) bool {
			doi := strings.TrimPrefix(r.URL.Path, "/api/handles/")
			if doi == tides {
				return false
			}
			write(w, doi)
			return true
		}
		for i := range 9 {
			if got := r.Look(t.Context(), fmt.Sprintf("10.1000/odd;%d", i)); got.State != handle.Unknown || !strings.Contains(got.Reason, "answered") {
				t.Errorf("%s: %+v", name, got)
			}
		}
		if got := r.Look(t.Context(), tides); got.State != handle.Registered || len(s.Asked()) != 10 {
			t.Errorf("%s: %+v after %d requests, want it to be asked for", name, got, len(s.Asked()))
		}
	}
}

func TestInterrupted(t *testing.T) {
	s, r := start(t)
	s.Register(tides, "https://tides.example/2019")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := r.Look(ctx, tides); got.State != handle.Unknown {
		t.Errorf("%+v, want unknown", got)
	}
	if got := r.Look(t.Context(), tides); got.State != handle.Registered {
		t.Errorf("%+v, want what the resolver says", got)
	}
}

func TestOfURL(t *testing.T) {
	for raw, want := range map[string]string{
		"https://doi.org/10.1000/x":                        "10.1000/x",
		"http://dx.doi.org/10.1000/x%3C1%3E":               "10.1000/x<1>",
		"https://WWW.DOI.ORG/10.1000/x#top":                "10.1000/x",
		"https://doi.org/":                                 "",
		"https://doi.org/abc":                              "",
		"https://doi.org/10.1000/x?nosfx=y":                "",
		"https://doi.org:8080/10.1000/x":                   "",
		"https://www.doi.org/the-identifier/what-is-a-doi": "",
		"https://notdoi.org/10.1000/x":                     "",
		"ftp://doi.org/10.1000/x":                          "",
		"10.1000/x":                                        "",
	} {
		if got, ok := handle.OfURL(raw); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", raw, got, ok, want)
		}
	}
}

func TestEndpoint(t *testing.T) {
	for _, endpoint := range []string{"", "doi.org", "ftp://doi.org", "https://", "https://a:b@doi.org", "https://doi.org/?a=b", "http://[::1"} {
		if _, err := handle.New(handle.Options{Endpoint: endpoint}); err == nil {
			t.Errorf("%q was taken for a resolver", endpoint)
		}
	}
}

// FuzzURL makes an address of any name that leads back to it, and to nothing else.
func FuzzURL(f *testing.F) {
	for _, s := range []string{tides, sici, "10.1/../..", "10.\x00", "10.1/%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doi string) {
		address := handle.URL(doi)
		u, err := url.Parse(address)
		if err != nil || u.Host != "doi.org" || u.RawQuery != "" || u.Fragment != "" || strings.TrimPrefix(u.Path, "/") != strings.TrimPrefix(doi, "/") && !strings.HasPrefix(doi, "/") {
			t.Errorf("%q became %s (%v)", doi, address, err)
		}
	})
}
