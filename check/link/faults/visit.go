package faults

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

// A Visit is one request that a Web received, and the response to it.
type Visit struct {
	http.ResponseWriter
	*http.Request
	Host, Path string // who was asked, without a port; and for what, with the query
	N          int    // how many times this path has been asked, this one included
	web        *Web
	over       sync.Once
}

// ServeHTTP notes a request and answers it.
func (w *Web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if !w.hold(nil) {
		return
	}
	defer w.group.Done()
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if host == w.opts.Address {
		host = w.opts.Host
	}
	v := &Visit{ResponseWriter: rw, Request: r, Host: host, Path: r.URL.RequestURI(), web: w}
	v.N = w.enter(v)
	defer v.leave()
	w.opts.Serve(v)
}

// Header returns the headers of the response.
func (v *Visit) Header() http.Header { return v.ResponseWriter.Header() }

// Write writes to the body of the response.
func (v *Visit) Write(p []byte) (int, error) { return v.ResponseWriter.Write(p) }

// Page answers with a web page of a title.
func (v *Visit) Page(status int, title string) {
	v.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.WriteHeader(status)
	_, _ = fmt.Fprint(v, Document(title))
}

// Redirect sends the visitor to a URL, the ports of which are filled in.
func (v *Visit) Redirect(status int, to string) {
	v.Header().Set("Location", v.web.URL(to))
	v.WriteHeader(status)
}

// leave notes that the client has its answer.
func (v *Visit) leave() { v.over.Do(func() { v.web.leave(v.Host) }) }

// Raw answers with bytes of its own, and hangs up, by a reset if so asked.
func (v *Visit) Raw(answer string, reset bool) {
	v.leave()
	v.Seize(func(conn net.Conn) {
		if tcp, ok := conn.(*watchedConn); ok && reset {
			_ = tcp.SetLinger(0)
		}
		_, _ = conn.Write([]byte(answer))
	})
}

// Seize takes the connection away from the HTTP server, and closes it in the end. An HTTP/2 stream has none to
// take, and is reset.
func (v *Visit) Seize(use func(net.Conn)) {
	hijacker, ok := v.ResponseWriter.(http.Hijacker)
	if !ok {
		panic(http.ErrAbortHandler)
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	use(conn)
	v.leave()
	_ = conn.Close()
}

// Document is a short web page.
func Document(title string) string {
	return "<!doctype html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>words</p></body></html>"
}
