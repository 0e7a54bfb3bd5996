package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/dns/dnsmessage"
)

// serversKey is where a script keeps its servers, by name.
type serversKey struct{}

// A server answers as its script says and remembers who asked.
type server struct {
	answers map[string]answer
	held    chan struct{} // gets one signal for each request that is kept waiting

	mu      sync.Mutex
	seen    map[string]int
	headers map[string]http.Header // of the last request for a path
}

// An answer is one line of a server's script: PATH STATUS [LOCATION], PATH 200
// FILE, or PATH hold, which keeps the client waiting until one of the two ends.
type answer struct {
	status   int // 0 for hold
	location string
	body     string
}

// server NAME FILE [ADDRESS] starts a server on 127.0.0.1, or another address
// of this machine, and sets $NAME to its URL.
func cmdServer(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && (len(args) == 2 || len(args) == 3), "server NAME FILE [ADDRESS]")
	s := &server{answers: map[string]answer{}, held: make(chan struct{}, 100), seen: map[string]int{}, headers: map[string]http.Header{}}
	for _, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[1])), "\n") {
		fields := strings.Fields(line)
		wants(ts, len(fields) == 2 || len(fields) == 3, "PATH STATUS|hold [LOCATION|FILE]")
		s.answers[fields[0]] = parseAnswer(ts, fields[1:])
	}
	address := strings.Join(args[2:], "")
	if address == "" {
		address = "127.0.0.1"
	}
	listener, err := net.Listen("tcp", address+":0")
	ts.Check(err)
	web := httptest.NewUnstartedServer(s)
	_ = web.Listener.Close()
	web.Listener = listener
	web.Start()
	ts.Defer(func() {
		web.CloseClientConnections()
		web.Close()
	})
	ts.Value(serversKey{}).(map[string]*server)[args[0]] = s
	ts.Setenv(args[0], web.URL)
}

func parseAnswer(ts *testscript.TestScript, fields []string) answer {
	if fields[0] == "hold" {
		return answer{}
	}
	status, err := strconv.Atoi(fields[0])
	ts.Check(err)
	a := answer{status: status, body: "<!doctype html><title>The rents of the year</title><h1>The rents of the year</h1><p>" + strings.Repeat("Rents rose again. ", 100)}
	switch {
	case len(fields) == 2 && status >= 300:
		a.location = expanded(ts, fields[1])
	case len(fields) == 2:
		a.body = ts.ReadFile(fields[1])
	}
	return a
}

// expanded replaces a leading $NAME by the URL of that server.
func expanded(ts *testscript.TestScript, location string) string {
	name, path, isURL := strings.Cut(strings.TrimPrefix(location, "$"), "/")
	if !strings.HasPrefix(location, "$") || !isURL {
		return location
	}
	return ts.Getenv(name) + "/" + path
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.seen[r.URL.Path]++
	s.headers[r.URL.Path] = r.Header
	s.mu.Unlock()
	a, known := s.answers[r.URL.Path]
	switch {
	case !known:
		http.Error(w, "the script has no such page", http.StatusNotFound)
	case a.status == 0:
		s.held <- struct{}{}
		<-r.Context().Done()
	default:
		if a.location != "" {
			w.Header().Set("Location", a.location)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(a.status)
		_, _ = io.WriteString(w, a.body)
	}
}

// saw NAME [PATH] N wants a server to have been asked N times, for one path
// or at all.
func cmdSaw(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, len(args) == 2 || len(args) == 3, "saw NAME [PATH] N")
	s := serverNamed(ts, args[0])
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for path, count := range s.seen {
		if len(args) == 2 || path == args[1] {
			n += count
		}
	}
	if (fmt.Sprint(n) == args[len(args)-1]) == neg {
		ts.Fatalf("%s saw %v", args[0], s.seen)
	}
}

// sawHeader NAME PATH HEADER VALUE wants the last request for a path to have
// brought a header.
func cmdSawHeader(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, len(args) == 4, "sawHeader NAME PATH HEADER VALUE")
	s := serverNamed(ts, args[0])
	s.mu.Lock()
	defer s.mu.Unlock()
	header, asked := s.headers[args[1]]
	if !asked {
		ts.Fatalf("%s was not asked for %s", args[0], args[1])
	}
	if (header.Get(args[2]) == args[3]) == neg {
		ts.Fatalf("%s of %s was %q", args[2], args[1], header.Get(args[2]))
	}
}

// held NAME waits until a server keeps a client waiting.
func cmdHeld(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && len(args) == 1, "held NAME")
	select {
	case <-serverNamed(ts, args[0]).held:
	case <-time.After(30 * time.Second):
		ts.Fatalf("nobody asked %s for what it holds", args[0])
	}
}

func serverNamed(ts *testscript.TestScript, name string) *server {
	s, ok := ts.Value(serversKey{}).(map[string]*server)[name]
	if !ok {
		ts.Fatalf("there is no server %q", name)
	}
	return s
}

// denyNames answers every question of a resolver with NXDOMAIN, as over TCP
// (RFC 1035, section 4.2.2: two bytes of length before each message).
func denyNames(conn net.Conn) {
	defer conn.Close()
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(question) != nil {
			return
		}
		m.Header.Response, m.Header.RCode, m.Additionals = true, dnsmessage.RCodeNameError, nil
		packed, err := m.Pack()
		if err != nil {
			return
		}
		_, _ = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...))
	}
}
