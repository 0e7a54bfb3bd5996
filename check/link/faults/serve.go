package faults

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
	utf16units "unicode/utf16"
)

// Status answers the first requests with the statuses given, and all later ones with the last.
func Status(codes ...int) func(*Visit) {
	return func(v *Visit) { v.Page(codes[min(v.N, len(codes))-1], "A story") }
}

// Titled answers with a page of a title.
func Titled(code int, title string) func(*Visit) {
	return func(v *Visit) { v.Page(code, title) }
}

// Found answers with a story.
func Found(v *Visit) { v.Page(http.StatusOK, "A story") }

// NotFound answers 404, and says so.
func NotFound(v *Visit) { v.Page(http.StatusNotFound, "Not found") }

// Header sets a header of the response that follows.
func Header(name, value string, serve func(*Visit)) func(*Visit) {
	return func(v *Visit) { v.Header().Set(name, value); serve(v) }
}

// Only serves one path in one way, and all others in another.
func Only(path string, this, others func(*Visit)) func(*Visit) {
	return func(v *Visit) {
		if v.Path == path {
			this(v)
		} else {
			others(v)
		}
	}
}

// Redirect sends on to a URL, the ports of which are filled in.
func Redirect(code int, to string) func(*Visit) {
	return func(v *Visit) { v.Redirect(code, to) }
}

// Body answers with a text, HTML unless the type was set before.
func Body(code int, text string) func(*Visit) {
	return func(v *Visit) {
		if _, set := v.Header()["Content-Type"]; !set {
			v.Header().Set("Content-Type", "text/html")
		}
		v.WriteHeader(code)
		_, _ = v.Write([]byte(text))
	}
}

// Zipped answers with a text under gzip.
func Zipped(text string) func(*Visit) {
	packed := zip([]byte(text))
	return Header("Content-Encoding", "gzip", func(v *Visit) { Body(http.StatusOK, string(packed))(v) })
}

func zip(text []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(text)
	_ = w.Close()
	return b.Bytes()
}

// Stall says something and then nothing until the client has gone.
func Stall(start string) func(*Visit) {
	return func(v *Visit) {
		v.Seize(func(conn net.Conn) {
			_, _ = conn.Write([]byte(start))
			_, _ = conn.Read(make([]byte, 1))
		})
	}
}

// firstly serves the first request in one way, and all later ones in another.
func firstly(first, then func(*Visit)) func(*Visit) {
	return func(v *Visit) {
		if v.N == 1 {
			first(v)
		} else {
			then(v)
		}
	}
}

// raw answers with bytes of its own, and hangs up.
func raw(answer string) func(*Visit) {
	return func(v *Visit) { v.Raw(answer, false) }
}

// reset breaks the connection after the bytes given.
func reset(answer string) func(*Visit) {
	return func(v *Visit) { v.Raw(answer, true) }
}

// chain redirects from hop to hop.
func chain(length int) func(*Visit) {
	return func(v *Visit) {
		var n int
		_, _ = fmt.Sscanf(v.Path, "/hop/%d", &n)
		if n == length {
			Found(v)
			return
		}
		v.Redirect(http.StatusFound, fmt.Sprintf("/hop/%d", n+1))
	}
}

// needsCookie sends everybody in a circle who has no cookie.
func needsCookie(v *Visit) {
	if _, err := v.Cookie("seen"); err == nil {
		Found(v)
		return
	}
	if v.Path == Story {
		v.Redirect(http.StatusFound, "/set")
		return
	}
	http.SetCookie(v, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
	v.Redirect(http.StatusFound, Story)
}

// byMethod serves one method in one way, and all others in another.
func byMethod(method string, this, others func(*Visit)) func(*Visit) {
	return func(v *Visit) { choose(v.Method == method, this, others)(v) }
}

// onlyAgents serves programs whose name begins in some way.
func onlyAgents(prefix string, these, others func(*Visit)) func(*Visit) {
	return func(v *Visit) { choose(strings.HasPrefix(v.UserAgent(), prefix), these, others)(v) }
}

// withHeader serves requests that have a header.
func withHeader(name string, these, others func(*Visit)) func(*Visit) {
	return func(v *Visit) { choose(v.Request.Header.Get(name) != "", these, others)(v) }
}

// overTLS serves the secure server in one way and the plain one in another.
func overTLS(secure, plain func(*Visit)) func(*Visit) {
	return func(v *Visit) { choose(v.TLS != nil, secure, plain)(v) }
}

func choose(first bool, this, that func(*Visit)) func(*Visit) {
	if first {
		return this
	}
	return that
}

// bare answers with a status and nothing else.
func bare(code int) func(*Visit) {
	return func(v *Visit) { v.WriteHeader(code) }
}

// location redirects with the bytes given, which net/http would escape.
func location(to string) func(*Visit) {
	return raw("HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n")
}

// retryIn asks to be left alone until a date.
func retryIn(wait time.Duration, serve func(*Visit)) func(*Visit) {
	return func(v *Visit) {
		v.Header().Set("Retry-After", v.web.opts.Now().Add(wait).UTC().Format(http.TimeFormat))
		serve(v)
	}
}

// endless begins in some way and goes on until the client has gone.
func endless(v *Visit, start string) {
	if v.Header().Get("Content-Type") == "" {
		v.Header().Set("Content-Type", "text/html")
	}
	_, err := io.WriteString(v, start)
	for more := []byte(strings.Repeat("x", 1000)); err == nil; {
		_, err = v.Write(more)
	}
}

// pour writes something, and then something else for as long as the client takes it.
func pour(start, more string) func(*Visit) {
	return func(v *Visit) {
		v.Seize(func(conn net.Conn) {
			_, err := io.WriteString(conn, start)
			for more := strings.Repeat(more, 100); err == nil; {
				_, err = io.WriteString(conn, more)
			}
		})
	}
}

// drip does the same a hundred times a second.
func drip(start, more string) func(*Visit) {
	return func(v *Visit) {
		v.Seize(func(conn net.Conn) {
			tick := time.NewTicker(10 * time.Millisecond)
			defer tick.Stop()
			_, err := io.WriteString(conn, start)
			for err == nil {
				<-tick.C
				_, err = io.WriteString(conn, more)
			}
		})
	}
}

// hangUp ends a connection without a word.
func hangUp(byReset bool) func(net.Conn) {
	return func(conn net.Conn) {
		if tcp, ok := conn.(*watchedConn); ok && byReset {
			_ = tcp.SetLinger(0)
		}
	}
}

// untilGone reads until the client has gone.
func untilGone(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

// bomb is a web page, or what its type says, that unpacks to a thousand times its size. One mebibyte is
// packed once and sent again and again: gzip allows any number of members (RFC 1952, section 2.2).
func bomb(start, more string) func(*Visit) {
	return Header("Content-Encoding", "gzip", func(v *Visit) {
		mebibyte := zip([]byte(strings.Repeat(more, (1<<20)/len(more))))
		Body(http.StatusOK, string(zip([]byte(start))))(v)
		for range 1 << 10 {
			if _, err := v.Write(mebibyte); err != nil {
				return
			}
		}
	})
}

func utf16(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, unit := range utf16units.Encode([]rune(text)) {
		b.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	return b.String()
}
