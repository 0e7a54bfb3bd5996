package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"
)

// seen is what the server saw since it was last asked.
type seen struct {
	Requests, Connections, InFlight int
}

type server struct {
	wait   time.Duration
	dead   int
	mu     sync.Mutex
	seen   seen
	active int
}

// A hello is what the server says first, on its standard output.
type hello struct {
	Port        int
	Certificate string // PEM, with -tls
}

const livePage = `<!doctype html><html lang=en><head><meta charset=utf-8><title>Report %[1]s of the observatory</title></head>
<body><h1>Report %[1]s</h1><p>%[2]s</p></body></html>`

// serve is the process of the web server. It ends when its standard input does.
func serve(ctx context.Context, p plan) error {
	s := &server{wait: p.wait, dead: p.dead}
	mux := http.NewServeMux()
	mux.HandleFunc("/link/{n}", s.link)
	mux.HandleFunc("/seen", s.report)
	web := httptest.NewUnstartedServer(mux)
	web.Config.ConnState = s.connection
	web.EnableHTTP2 = true
	var out hello
	if p.tls {
		web.StartTLS()
		out.Certificate = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: web.Certificate().Raw}))
	} else {
		web.Start()
	}
	defer web.Close()
	out.Port = web.Listener.Addr().(*net.TCPAddr).Port
	var listen net.ListenConfig
	for i := 2; i <= p.hosts; i++ {
		l, err := listen.Listen(ctx, "tcp", fmt.Sprintf("127.0.0.%d:%d", i, out.Port))
		if err != nil {
			return fmt.Errorf("listen on one more loopback address: %w", err)
		}
		go func() { _ = web.Config.Serve(l) }()
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		return err
	}
	_, _ = os.Stdin.Read(make([]byte, 1))
	return nil
}

func (s *server) connection(_ net.Conn, state http.ConnState) {
	if state == http.StateNew {
		s.mu.Lock()
		s.seen.Connections++
		s.mu.Unlock()
	}
}

func (s *server) link(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.seen.Requests++
	s.active++
	s.seen.InFlight = max(s.seen.InFlight, s.active)
	s.mu.Unlock()
	time.Sleep(s.wait)
	s.mu.Lock()
	s.active--
	s.mu.Unlock()
	n := r.PathValue("n")
	if isDead(n, s.dead) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprintf(w, livePage, n, strings.Repeat("The instruments were read at noon. ", 20))
}

// report says what was seen, and forgets it.
func (s *server) report(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = json.NewEncoder(w).Encode(s.seen)
	s.seen = seen{}
}

func isDead(n string, percent int) bool {
	var i int
	_, _ = fmt.Sscan(n, &i)
	return i%100 < percent
}
