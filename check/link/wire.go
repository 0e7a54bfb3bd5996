package link

import (
	"bufio"
	"bytes"
	"container/list"
	"context"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// readSize is how much of an answer's header is asked of the system at once. A body is read past the buffer.
const readSize = 2 << 10

var errHeader = errors.New("the header of the answer is too long")

// A wire speaks HTTP/1.1 (RFC 9112) over connections without TLS, in the goroutine of whoever asks. A transport of
// net/http keeps two goroutines more for each connection, which by the hundred take time and memory. It stays the way of
// TLS, HTTP/2 and proxies, and it is net/http that writes and parses the messages of a wire.
type wire struct {
	dial    func(ctx context.Context, network, address string) (net.Conn, error)
	now     func() time.Time
	maxIdle int       // connections that are kept for later requests, over all hosts
	readers sync.Pool // of *bufio.Reader, for the connections that are in use
	writers sync.Pool // of *bytes.Buffer

	mu   sync.Mutex
	idle map[string][]*wireConn // by host and port, the last used at the end
	age  list.List              // the same, of all hosts
}

func newWire(dial func(context.Context, string, string) (net.Conn, error), now func() time.Time, maxIdle int) *wire {
	w := &wire{dial: dial, now: now, maxIdle: maxIdle, idle: map[string][]*wireConn{}}
	w.readers.New = func() any { return bufio.NewReaderSize(nil, readSize) }
	w.writers.New = func() any { return new(bytes.Buffer) }
	return w
}

// A wireConn is a connection to one host.
type wireConn struct {
	net.Conn
	address string
	in      *bufio.Reader // while it is in use
	room    int64         // bytes that the answer may still have
	leave   func() bool   // parts it from the context of the request; false if that had ended
	place   *list.Element // in wire.age, while it is idle
	since   time.Time     // when it became idle
}

// Read is where the reader gets its bytes from.
func (c *wireConn) Read(p []byte) (int, error) {
	if c.room <= 0 {
		return 0, errHeader
	}
	n, err := c.Conn.Read(p[:min(int64(len(p)), c.room)])
	c.room -= int64(n)
	return n, err
}

// RoundTrip makes it an http.RoundTripper, for GET requests whose context has connections. The context ends the request until
// its body was read or closed.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, address := req.Context(), hostPort(req.URL)
	had, _ := ctx.Value(connectionsKey{}).(*connections)
	if conn := w.take(address); conn != nil {
		had.reused = true
		// A connection that had been idle may fail for reasons of its own: the host closes it, or sends late what belongs to
		// the answer before (RFC 9112, section 9.3.1). A new one decides.
		if resp, err := w.exchange(conn, req); err == nil || ctx.Err() != nil {
			return resp, err
		}
	}
	raw, err := w.dial(ctx, "tcp", address)
	if err != nil {
		return nil, orEnd(ctx, err)
	}
	had.reused = false
	return w.exchange(&wireConn{Conn: raw, address: address}, req)
}

// orEnd prefers the end of a context to the error that it led to.
func orEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// exchange sends a request and reads the header of the answer.
func (w *wire) exchange(conn *wireConn, req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	conn.in, conn.room = w.readers.Get().(*bufio.Reader), maxHeader
	conn.in.Reset(conn)
	conn.leave = context.AfterFunc(ctx, func() { _ = conn.Close() })
	if err := w.send(conn, req); err != nil {
		w.release(conn, false)
		return nil, orEnd(ctx, err)
	}
	resp, err := receive(conn, req)
	if err != nil {
		w.release(conn, false)
		return nil, orEnd(ctx, err)
	}
	conn.room = math.MaxInt64
	keep := !resp.Close && resp.StatusCode != http.StatusSwitchingProtocols
	if resp.Body == http.NoBody {
		w.release(conn, keep)
	} else {
		resp.Body = &wireBody{body: resp.Body, wire: w, conn: conn, ctx: ctx, keep: keep}
	}
	return resp, nil
}

func (w *wire) send(conn net.Conn, req *http.Request) error {
	out := w.writers.Get().(*bytes.Buffer)
	defer w.writers.Put(out)
	out.Reset()
	if err := req.Write(out); err != nil {
		return err
	}
	_, err := conn.Write(out.Bytes())
	return err
}

// receive reads the header of an answer. Those of provisional answers before it share its room.
func receive(conn *wireConn, req *http.Request) (*http.Response, error) {
	for {
		resp, err := http.ReadResponse(conn.in, req)
		if err != nil || resp.StatusCode >= 200 || resp.StatusCode == http.StatusSwitchingProtocols {
			return resp, err
		}
	}
}

// release ends the use of a connection. One that can serve the next request is kept.
func (w *wire) release(conn *wireConn, keep bool) {
	keep = conn.leave() && keep && conn.in.Buffered() == 0
	conn.in.Reset(nil)
	w.readers.Put(conn.in)
	conn.in = nil
	if !keep {
		_ = conn.Close()
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	conn.since = w.now()
	conn.place = w.age.PushBack(conn)
	w.idle[conn.address] = append(w.idle[conn.address], conn)
	for place := w.age.Front(); place != nil; place = w.age.Front() {
		oldest := place.Value.(*wireConn)
		if w.age.Len() <= w.maxIdle && !w.stale(oldest) {
			return
		}
		w.forget(oldest)
		_ = oldest.Close()
	}
}

func (w *wire) stale(conn *wireConn) bool { return w.now().Sub(conn.since) > idleTimeout }

// forget takes a connection off the list of idle ones.
func (w *wire) forget(conn *wireConn) {
	w.age.Remove(conn.place)
	left := slices.DeleteFunc(w.idle[conn.address], func(other *wireConn) bool { return other == conn })
	if w.idle[conn.address] = left; len(left) == 0 {
		delete(w.idle, conn.address)
	}
}

// take returns an idle connection to a host, nil if there is none that can be used.
func (w *wire) take(address string) *wireConn {
	for {
		conn, fresh := w.pop(address)
		if conn == nil || fresh && isQuiet(conn.Conn) {
			return conn
		}
		_ = conn.Close()
	}
}

// pop takes the connection that was used last, and tells whether it is young enough.
func (w *wire) pop(address string) (conn *wireConn, fresh bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	idle := w.idle[address]
	if len(idle) == 0 {
		return nil, false
	}
	conn = idle[len(idle)-1]
	w.forget(conn)
	return conn, !w.stale(conn)
}

// CloseIdleConnections closes what is kept for later.
func (w *wire) CloseIdleConnections() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for place := w.age.Front(); place != nil; place = place.Next() {
		_ = place.Value.(*wireConn).Close()
	}
	w.age.Init()
	clear(w.idle)
}

// A wireBody gives its connection back when it was read to the end, and closes it when it was not.
type wireBody struct {
	body io.Reader
	wire *wire
	conn *wireConn
	ctx  context.Context //nolint:containedctx // of the request, whose end ends the body, too
	keep bool
	err  error // what ended it
}

func (b *wireBody) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.body.Read(p)
	switch {
	case errors.Is(err, io.EOF):
		b.end(io.EOF, b.keep)
	case err != nil:
		b.end(orEnd(b.ctx, err), false)
	}
	return n, b.err
}

// Close never fails. Reading after it does.
func (b *wireBody) Close() error {
	if b.err == nil {
		b.end(http.ErrBodyReadAfterClose, false)
	}
	return nil
}

func (b *wireBody) end(err error, keep bool) {
	b.err = err
	b.wire.release(b.conn, keep)
}
