package memento

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRelations(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<a>; rel="original"`, "a original"},
		{"<http://a/>;rel=\"original\",\n <b>; REL=memento; datetime=\"Mon, 04 Mar 2019 00:00:00 GMT\" ,", "http://a/ original; b memento 2019-03-04"},
		{`<a,b;c>; rel="first  last memento"; x="a, <b>; \"c\""`, "a,b;c first  last memento"},
		{`nonsense, <a>; rel=memento, "x, <b>; rel=memento", <c>`, "a memento; c "},
		{`<a>; rel="one"; rel="two"`, "a one"},
		{`<a>; rel="memento"; datetime="Tue, 04 Mar 2019 00:00:00 GMT"`, "a memento"},
		{`<a`, ""},
		{`<>; rel="memento", <a>; rel`, "a "},
		{`<a>; rel="not closed, <b>; rel="memento"`, "a not closed, <b>; rel="},
		{strings.Repeat(",", 1000) + "<a>" + strings.Repeat(";", 1000), "a "},
	} {
		var got []string
		for r := range relations(tt.in) {
			text := r.target + " " + r.rel
			if at := r.at("datetime"); !at.IsZero() {
				text += " " + at.Format(time.DateOnly)
			}
			got = append(got, text)
		}
		if all := strings.Join(got, "; "); all != tt.want {
			t.Errorf("%.60q: %q, want %q", tt.in, all, tt.want)
		}
	}
}

func TestWaysOf(t *testing.T) {
	for endpoint, want := range map[string]way{
		Wayback:                                    {timeGate, Wayback},
		"https://web.archive.org/web":              {timeGate, Wayback},
		"http://a.example/pywb/timegate":           {timeGate, "http://a.example/pywb/timegate/"},
		"http://a.example/timemap/link/":           {timeMap, "http://a.example/timemap/link/"},
		"http://a.example/tm?timemap=":             {timeGate, "http://a.example/tm?timemap="},
		"https://archive.org/wayback/available":    {availability, "https://archive.org/wayback/available"},
		"https://archive.org/wayback/available?a=": {availability, "https://archive.org/wayback/available?a="},
		"http://localhost:8080":                    {timeGate, "http://localhost:8080/timegate/"},
	} {
		base, err := url.Parse(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		if got := waysOf(base)[0]; got != want {
			t.Errorf("%s: %+v, want %+v", endpoint, got, want)
		}
	}
}

func TestSiteOfCopies(t *testing.T) {
	base, _ := url.Parse("https://archive.org/wayback/available")
	a := &Archive{base: base}
	q := question{url: "https://www.stat.gov.uk/rents/", page: "stat.gov.uk/rents"}
	for copied, want := range map[string]bool{
		"https://web.archive.org/web/2019/https://www.stat.gov.uk/rents/": true,
		"http://web.archive.org/anything":                                 true,
		"https://arquivo.pt/wayback/2019/http://stat.gov.uk/rents":        true,
		"https://archive.ph/AbCd1":                                        true,
		"https://evil.example/":                                           false,
		"https://evil-archive.org/":                                       false,
		"http://192.168.0.1/http://stat.gov.uk/rents":                     false,
		"http://[fe80::1]/http://stat.gov.uk/rents":                       false,
		"http://router.local/http://stat.gov.uk/rents":                    false,
		"http://router/http://stat.gov.uk/rents":                          false,
		"http://0x7f.1/http://stat.gov.uk/rents":                          false,
		"https://www.stat.gov.uk/rents/":                                  false,
	} {
		if got := a.mayBe(resolve("https://archive.org/", copied), q); got != want {
			t.Errorf("%s may be offered: %v, want %v", copied, got, want)
		}
	}
	for _, ref := range []string{"javascript:alert(1)", "ftp://web.archive.org/", "http://a:b@web.archive.org/", "http://", "", "http://a/" + strings.Repeat("x", 9000), "http://a b/"} {
		if u := resolve("https://archive.org/", ref); u != nil {
			t.Errorf("%.40q became %s", ref, u)
		}
	}
}

// FuzzRelations holds the parser to its text: it ends, and makes nothing up.
func FuzzRelations(f *testing.F) {
	for _, s := range []string{
		`<http://a/>; rel="first memento"; datetime="Mon, 04 Mar 2019 00:00:00 GMT", <b>; rel=timemap`, `<a>; x="\"`, `<a`, `,,<`, `"<a>`, "<a>;;=;rel",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := 0
		for r := range relations(s) {
			if n++; n > len(s) {
				t.Fatal("more links than bytes")
			}
			if r.target == "" || len(r.target) > maxTarget || len(r.params) > maxParams || !strings.Contains(s, r.target) {
				t.Errorf("%q: %+v", s, r)
			}
		}
	})
}

// FuzzAvailable holds what is made of JSON to the rules for copies.
func FuzzAvailable(f *testing.F) {
	for _, s := range []string{
		`{"url":"https://stat.gov.uk/rents","archived_snapshots":{}}`,
		`{"archived_snapshots":{"closest":{"available":true,"status":"200","url":"http://web.archive.org/web/20190304120000/https://stat.gov.uk/rents","timestamp":"20190304120000"}}}`,
		`{"archived_snapshots":{"closest":{"available":true,"status":200,"url":"//web.archive.org/x","timestamp":"2019"}}}`,
		`{"archived_snapshots":{"closest":{"status":null}}}`, `[]`, `{`, `{"archived_snapshots":{"closest":[]}}`,
	} {
		f.Add([]byte(s))
	}
	base, _ := url.Parse("https://archive.org/wayback/available")
	a := &Archive{base: base, options: Options{Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}}
	q := question{url: "https://stat.gov.uk/rents", page: "stat.gov.uk/rents"}
	f.Fuzz(func(t *testing.T, body []byte) {
		found, ok := readAvailable(body)
		if !ok {
			return
		}
		got := a.judgeAvailable(found, q)
		switch {
		case got.held.url == "" && !got.none && got.why == "":
			t.Errorf("%q: no answer at all", body)
		case got.none && pageOf(mustParse(t, found.URL)) != q.page:
			t.Errorf("%q: nothing is held of another page", body)
		case got.held.url != "" && !a.mayBe(mustParse(t, got.held.url), q):
			t.Errorf("%q: %s is offered", body, got.held.url)
		case !got.held.at.IsZero() && (got.held.at.Year() < firstCopy || got.held.at.Year() > 2026):
			t.Errorf("%q: a copy of %s", body, got.held.at)
		}
	})
}

func mustParse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err == nil && u.Host == "" {
		u, err = url.Parse("http://" + s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// FuzzHTTPDate takes a date only as it would write it.
func FuzzHTTPDate(f *testing.F) {
	for _, s := range []string{"Mon, 04 Mar 2019 00:00:00 GMT", "Mon, 04 Mar 2019 00:00:00 UTC", "Tue, 04 Mar 2019 00:00:00 GMT", "04 Mar 2019", "", "Mon, 4 Mar 2019 0:0:0 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at := httpDate(s); !at.IsZero() && at.Format(http.TimeFormat) != s {
			t.Errorf("%q was read as %s", s, at)
		}
	})
}
