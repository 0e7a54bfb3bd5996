package link

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/citelint/citelint/check/link/faults"
)

// TestCaps has servers that would send for ever. What counts is how much they managed to send in one attempt, of which
// the buffers of two sockets are a part.
func TestCaps(t *testing.T) {
	const socketBuffers = 8 << 20
	block := strings.Repeat("x", 64<<10)
	for name, test := range map[string]struct {
		serve   func(*visit)
		most    int64
		verdict Verdict
	}{
		"a header without end": {func(v *visit) {
			v.Seize(func(conn net.Conn) {
				_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
				for err == nil {
					_, err = io.WriteString(conn, "X-Filler: "+block+"\r\n")
				}
			})
		}, maxHeader, Uncertain},
		"a first line without end": {func(v *visit) {
			v.Seize(func(conn net.Conn) {
				_, err := io.WriteString(conn, "HTTP/1.1 200 ")
				for err == nil {
					_, err = io.WriteString(conn, block)
				}
			})
		}, maxHeader, Uncertain},
		"interim answers without end": {func(v *visit) {
			v.Seize(func(conn net.Conn) {
				var err error
				for err == nil {
					_, err = io.WriteString(conn, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
				}
			})
		}, maxHeader, Uncertain},
		"a page without end":     {endless("text/html", "<title>A story</title>", block), enough, Alive},
		"a page without a title": {endless("text/html", "", block), maxPage, Alive},
		"a film":                 {endless("video/mp4", "", block), maxDrain, Alive},
		"a redirect with a body": {func(v *visit) {
			v.Header().Set("Location", "/there")
			if v.path == "/there" {
				found(v)
				return
			}
			v.WriteHeader(http.StatusFound)
			fill(v, block)
		}, maxDrain, Alive},
		"a 404 with a body": {func(v *visit) {
			v.WriteHeader(http.StatusNotFound)
			fill(v, block)
		}, maxDrain, Dead},
	} {
		t.Run(name, func(t *testing.T) {
			w := openWeb(t, faults.Options{Serve: func(v *faults.Visit) { test.serve(asVisit(v)) }})
			c, _ := w.client(t, func(o *Options) { o.Retries = -1 })
			url := w.url("http://a.example{P}/")
			if a := askAll(t, c, url)[url]; a.Verdict != test.verdict {
				t.Errorf("%+v", a)
			}
			c.Close()
			w.Close()
			if sent := w.Sent(); sent == 0 || sent > test.most+socketBuffers {
				t.Errorf("the server sent %d bytes, want some, and at most %d", sent, test.most+socketBuffers)
			}
		})
	}
}

func endless(kind, start, block string) func(*visit) {
	return func(v *visit) {
		v.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(v, start)
		fill(v, block)
	}
}

// fill sends until nobody takes it any more, but for the sake of the test no more than 64 MB.
func fill(to io.Writer, block string) {
	for range 1024 {
		if _, err := io.WriteString(to, block); err != nil {
			return
		}
	}
}

// TestJar keeps of the cookies that redirects set no more than could be sent.
func TestJar(t *testing.T) {
	at, _ := target("http://a.example/b")
	long := strings.Repeat("x", maxJar/4)
	header := http.Header{}
	for i := range 100 {
		header.Add("Set-Cookie", fmt.Sprintf("c%d=%s", i, long))
	}
	trip := &trip{at: at}
	for range maxHops {
		trip.keepCookies(header)
	}
	if n := len(trip.jar.Cookies(at)); n != 3 {
		t.Errorf("%d cookies are kept, want those of less than %d bytes", n, maxJar)
	}
	trip.keepCookies(http.Header{"Set-Cookie": {"late=1; Path=/" + strings.Repeat("x", 1<<20)}})
	if n := len(trip.jar.Cookies(at)); n != 3 {
		t.Errorf("%d cookies after the jar was full", n)
	}
}
