package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// seen is what the server saw since it was last asked.
type seen struct {
	Requests, Connections, InFlight int
}

type server struct {
	plan   plan
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
	s := &server{plan: p}
	mux := http.NewServeMux()
	mux.HandleFunc("/link/{n}", s.link)
	mux.HandleFunc("/article", s.article)
	mux.HandleFunc("/seen", s.report)
	web := httptest.NewUnstartedServer(mux)
	if p.hosts > 1 {
		_ = web.Listener.Close()
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", ":0")
		if err != nil {
			return fmt.Errorf("listen on all loopback addresses: %w", err)
		}
		web.Listener = loopbackListener{l}
	}
	web.Config.ConnState = s.connection
	web.Config.ErrorLog = log.New(io.Discard, "", 0) // some contenders hang up in the middle
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
	s.plan.port = out.Port
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		return err
	}
	_, _ = os.Stdin.Read(make([]byte, 1))
	return nil
}

// A loopbackListener listens on every address, and lets nobody in but this machine.
type loopbackListener struct{ net.Listener }

func (l loopbackListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if from, ok := conn.RemoteAddr().(*net.TCPAddr); ok && from.IP.IsLoopback() {
			return conn, nil
		}
		_ = conn.Close()
	}
}

// article is a page that links to everything, for contenders that read no files.
func (s *server) article(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!doctype html><html lang=en><head><title>Observations</title></head><body>\n")
	for i := range s.plan.links {
		_, _ = fmt.Fprintf(w, "<p><a href=\"%s\">Report %d</a></p>\n", s.plan.link(i), i)
	}
	_, _ = io.WriteString(w, "</body></html>\n")
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
	time.Sleep(s.plan.wait)
	s.mu.Lock()
	s.active--
	s.mu.Unlock()
	n := r.PathValue("n")
	if isDead(n, s.plan.dead) {
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

// isDead picks that many links of each hundred, and others of the next hundred, so that they stand on many hosts.
func isDead(n string, percent int) bool {
	i, _ := strconv.Atoi(n)
	return (i+7*(i/100))%100 < percent
}
