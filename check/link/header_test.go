package link

import (
	"strings"
	"sync"
	"testing"
)

func TestHeadersGoToTheirOriginAlone(t *testing.T) {
	var mu sync.Mutex
	saw := map[string]string{}
	w := newWeb(t, func(v *visit) {
		mu.Lock()
		saw[v.host+v.path] = strings.Join(v.Request.Header["X-Pass"], ",")
		mu.Unlock()
		switch v.host + v.path {
		case "intranet.example/away":
			redirect(302, "http://other.example{P}/landed")(v)
		case "other.example/back":
			redirect(302, "http://intranet.example{P}/landed")(v)
		case "intranet.example/secure":
			redirect(302, "https://intranet.example{S}/landed-securely")(v)
		default:
			found(v)
		}
	})
	pass, err := NewOriginHeader(w.url("http://Intranet.Example{P}/"), "x-pass", "s3cret")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := w.client(t, func(o *Options) { o.Headers = []OriginHeader{pass, {}} })
	urls := []string{
		"http://intranet.example{P}/page", "http://intranet.example{P}/away", "http://other.example{P}/back", "http://intranet.example{P}/secure",
		"http://sub.intranet.example{P}/page", "http://other.example{P}/page?to=intranet.example", "https://intranet.example{S}/tls-page",
	}
	for i := range urls {
		urls[i] = w.url(urls[i])
	}
	if err := c.Ask(t.Context(), urls, func(Answer) {}); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"intranet.example/page": "s3cret", "intranet.example/away": "s3cret", "intranet.example/landed": "s3cret", "intranet.example/secure": "s3cret",
		"other.example/landed": "", "other.example/back": "", "other.example/page?to=intranet.example": "",
		"sub.intranet.example/page": "", "intranet.example/tls-page": "", "intranet.example/landed-securely": "",
	} {
		got, asked := saw[at]
		if !asked {
			t.Errorf("%s was not asked", at)
		}
		if got != want {
			t.Errorf("%s saw %q, want %q", at, got, want)
		}
	}
}

func TestHeadersThatCannotBeSent(t *testing.T) {
	for _, tt := range []struct{ origin, name, value, fails string }{
		{"https://intranet.example/path", "Cookie", "x", "is no origin"},
		{"https://user@intranet.example", "Cookie", "x", "is no origin"},
		{"https://intranet.example?x", "Cookie", "x", "is no origin"},
		{"intranet.example", "Cookie", "x", "is no origin"},
		{"ftp://intranet.example", "Cookie", "x", "is no origin"},
		{"https://intranet.example", "Cookie\r\nHost", "x", "no name of a header"},
		{"https://intranet.example", "", "x", "no name of a header"},
		{"https://intranet.example", "host", "x", "relies on it"},
		{"https://intranet.example", "proxy-authorization", "x", "relies on it"},
		{"https://intranet.example", "Cookie", "s3cret\r\nX: y", "cannot be sent"},
		{"https://intranet.example", "Cookie", strings.Repeat("s3cret", 8<<10), "cannot be sent"},
	} {
		_, err := NewOriginHeader(tt.origin, tt.name, tt.value)
		if err == nil || !strings.Contains(err.Error(), tt.fails) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s %q: %v, want it to say %q, and not the value", tt.origin, tt.name, err, tt.fails)
		}
	}
	h, err := NewOriginHeader("https://intranet.example:8443", "Authorization", "s3cret")
	if err != nil || h.String() != "Authorization to https://intranet.example:8443" {
		t.Errorf("%v, %v", h, err)
	}
}
