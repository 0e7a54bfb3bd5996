package faults

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
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
