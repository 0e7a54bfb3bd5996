package link

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// A rawServer speaks by hand: serve gets each connection with its number, from 1, and a reader of the requests on it.
type rawServer struct {
	url         string
	mu          sync.Mutex
	connections int
	requests    int
}

func newRawServer(t *testing.T, serve func(s *rawServer, conn net.Conn, n int)) *rawServer {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &rawServer{url: "http://" + l.Addr().String()}
	var group errgroup.Group
	group.Go(func() error {
		for {
			conn, err := l.Accept()
			if err != nil {
				return err // it was closed
			}
			s.mu.Lock()
			s.connections++
			n := s.connections
			s.mu.Unlock()
			group.Go(func() error {
				defer func() { _ = conn.Close() }()
				serve(s, conn, n)
				return nil
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		_ = group.Wait()
	})
	return s
}

// next reads a request, and reports false when there is no further one.
func (s *rawServer) next(in *bufio.Reader) bool {
	req, err := http.ReadRequest(in)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, req.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return true
}

// saw returns how many connections and requests there were.
func (s *rawServer) saw() [2]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return [2]int{s.connections, s.requests}
}

const plainAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

// wireClient returns a Client whose wire reaches 127.0.0.1.
func wireClient(t *testing.T, now func() time.Time) *Client {
	t.Helper()
	c := New(Options{
		AllowNet: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Concurrency: 1, Timeout: time.Minute,
		Clock: systemClock{now},
	})
	t.Cleanup(c.Close)
	return c
}

// roundTrip asks for a URL, reads what the caller wants of the body, and tells the answer's body and whether the connection had been there.
func roundTrip(ctx context.Context, w *wire, url string, read int64) (body string, reused bool, err error) {
	var had connections
	req, err := http.NewRequestWithContext(context.WithValue(ctx, connectionsKey{}, &had), http.MethodGet, url, nil)
	if err != nil {
		return "", false, err
	}
	resp, err := w.RoundTrip(req)
	if err != nil {
		return "", had.reused, err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(resp.Body, read))
	return string(text), had.reused, err
}

const everything = 1 << 20

// TestWireKeepsConnections asks twice, and looks at whether the second request came over the first one's connection.
func TestWireKeepsConnections(t *testing.T) {
	say := func(answers ...string) func(*rawServer, net.Conn, int) {
		return func(s *rawServer, conn net.Conn, _ int) {
			in := bufio.NewReader(conn)
			for i := 0; s.next(in); i++ {
				_, _ = io.WriteString(conn, answers[min(i, len(answers)-1)])
			}
		}
	}
	for name, test := range map[string]struct {
		serve       func(*rawServer, net.Conn, int)
		read        int64
		connections int
	}{
		"read to the end":        {say(plainAnswer), everything, 1},
		"no body":                {say("HTTP/1.1 204 No Content\r\n\r\n"), everything, 1},
		"chunked":                {say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), everything, 1},
		"interim answers before": {say("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + plainAnswer), everything, 1},
		"read in part":           {say(plainAnswer), 2, 2},
		"the server says close":  {say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"), everything, 2},
		"HTTP/1.0":               {say("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"), everything, 2},
		"more than its length":   {say(plainAnswer + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad"), everything, 2},
		"a body that ends with the connection": {func(s *rawServer, conn net.Conn, _ int) {
			if s.next(bufio.NewReader(conn)) {
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\nhello")
			}
		}, everything, 2},
		"another protocol":                   {say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"), everything, 2},
		"it answers the second with rubbish": {say(plainAnswer, "rubbish\r\n\r\n"), everything, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRawServer(t, test.serve)
			w := wireClient(t, time.Now).wire
			defer w.CloseIdleConnections()
			var bodies [2]string
			var reused bool
			for i := range bodies {
				var err error
				if bodies[i], reused, err = roundTrip(t.Context(), w, s.url, test.read); err != nil {
					t.Fatal(err)
				}
			}
			if bodies[0] != bodies[1] || strings.Contains(bodies[1], "bad") {
				t.Errorf("bodies %q", bodies)
			}
			if got := s.saw()[0]; got != test.connections || reused != (got == 1) {
				t.Errorf("%d connections, the last one reused: %t; want %d", got, reused, test.connections)
			}
		})
	}
}

// TestWireIdleConnection has a server do something with a connection that nothing is asked of. The next link must neither fail
// for it nor get what was left over.
func TestWireIdleConnection(t *testing.T) {
	for name, meddle := range map[string]func(net.Conn){
		"it closes": func(conn net.Conn) { _ = conn.Close() },
		"it resets": func(conn net.Conn) { _ = conn.(*net.TCPConn).SetLinger(0); _ = conn.Close() },
		"it says that it was too slow": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		},
		"it answers once more": func(conn net.Conn) { _, _ = io.WriteString(conn, strings.Replace(plainAnswer, "hello", "stale", 1)) },
	} {
		t.Run(name, func(t *testing.T) {
			answered, meddled := make(chan bool), make(chan bool)
			s := newRawServer(t, func(s *rawServer, conn net.Conn, n int) {
				in := bufio.NewReader(conn)
				for i := 0; s.next(in); i++ {
					_, _ = io.WriteString(conn, plainAnswer)
					if n == 1 && i == 0 {
						<-answered
						meddle(conn)
						close(meddled)
					}
				}
			})
			w := wireClient(t, time.Now).wire
			defer w.CloseIdleConnections()
			if _, _, err := roundTrip(t.Context(), w, s.url, everything); err != nil {
				t.Fatal(err)
			}
			close(answered)
			<-meddled
			body, reused, err := roundTrip(t.Context(), w, s.url, everything)
			if body != "hello" || reused || err != nil {
				t.Errorf("%q, reused %t, %v", body, reused, err)
			}
			if got, want := s.saw(), [2]int{2, 2}; got != want {
				t.Errorf("connections and requests: %v, want %v", got, want)
			}
		})
	}
}

// TestWireAsksAnew has a server hang up when it gets the second request of a connection: that says nothing of the link. The
// first request of a connection says it.
func TestWireAsksAnew(t *testing.T) {
	s := newRawServer(t, func(s *rawServer, conn net.Conn, n int) {
		in := bufio.NewReader(conn)
		if s.next(in) && n < 3 {
			_, _ = io.WriteString(conn, plainAnswer)
			s.next(in)
		}
	})
	w := wireClient(t, time.Now).wire
	defer w.CloseIdleConnections()
	for i := range 2 {
		if body, _, err := roundTrip(t.Context(), w, s.url, everything); body != "hello" || err != nil {
			t.Errorf("request %d: %q, %v", i+1, body, err)
		}
	}
	if _, _, err := roundTrip(t.Context(), w, s.url, everything); !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		t.Errorf("hung up on twice: %v", err)
	}
	if got, want := s.saw(), [2]int{3, 5}; got != want {
		t.Errorf("connections and requests: %v, want %v", got, want)
	}
}

// TestWireEnds ends the context of a request before the header, and within the body.
func TestWireEnds(t *testing.T) {
	for name, start := range map[string]string{"before the header": "HTTP/1.1 2", "within the body": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := newRawServer(t, func(s *rawServer, conn net.Conn, _ int) {
				if in := bufio.NewReader(conn); s.next(in) {
					_, _ = io.WriteString(conn, start)
					cancel()
					s.next(in) // until the client hangs up
				}
			})
			w := wireClient(t, time.Now).wire
			if _, _, err := roundTrip(ctx, w, s.url, everything); !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
			if n := w.age.Len() + len(w.idle); n != 0 {
				t.Errorf("%d connections are kept", n)
			}
		})
	}
}

// TestWireForgets keeps no more connections than it may, none for longer than it may, and none after the end.
func TestWireForgets(t *testing.T) {
	closed := make(chan int, 10)
	serve := func(s *rawServer, conn net.Conn, n int) {
		in := bufio.NewReader(conn)
		for s.next(in) {
			_, _ = io.WriteString(conn, plainAnswer)
		}
		closed <- n
	}
	var servers [4]*rawServer
	for i := range servers {
		servers[i] = newRawServer(t, func(s *rawServer, conn net.Conn, _ int) { serve(s, conn, i) })
	}
	now := time.Date(2026, 5, 11, 9, 0, 0, 0, time.UTC)
	w := wireClient(t, func() time.Time { return now }).wire // keeps two
	ask := func(i int) bool {
		t.Helper()
		_, reused, err := roundTrip(t.Context(), w, servers[i].url, everything)
		if err != nil {
			t.Fatal(err)
		}
		return reused
	}
	ask(0)
	ask(1)
	ask(0) // used later than 1
	ask(2)
	if i := <-closed; i != 1 {
		t.Errorf("of three connections, that to %d was closed", i)
	}
	now = now.Add(idleTimeout)
	if !ask(2) {
		t.Error("a connection is not used again at the end of its time")
	}
	now = now.Add(time.Second)
	ask(3)
	if i := <-closed; i != 0 {
		t.Errorf("the connection to %d was closed for its age", i)
	}
	now = now.Add(idleTimeout + time.Second)
	if ask(3) {
		t.Error("an old connection is used again")
	}
	w.CloseIdleConnections()
	if ask(3) {
		t.Error("a closed connection is used again")
	}
}

// TestWireClockJumps has a computer that wakes up whenever the time is asked for.
func TestWireClockJumps(t *testing.T) {
	s := newRawServer(t, func(s *rawServer, conn net.Conn, _ int) {
		for in := bufio.NewReader(conn); s.next(in); {
			_, _ = io.WriteString(conn, plainAnswer)
		}
	})
	now := time.Date(2026, 5, 11, 9, 0, 0, 0, time.UTC)
	w := wireClient(t, func() time.Time { now = now.Add(time.Hour); return now }).wire
	for range 2 {
		if body, _, err := roundTrip(t.Context(), w, s.url, everything); body != "hello" || err != nil {
			t.Errorf("%q, %v", body, err)
		}
	}
}
