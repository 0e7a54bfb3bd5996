// Package archivetest is a web archive for tests: it stands on loopback, speaks Memento (RFC 7089) and the
// availability endpoint of the Wayback Machine, holds what it is told to hold, fails as it is told to fail, and
// remembers what it was asked. It must not be imported by the product.
package archivetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// A Copy is what the archive holds of a page: the status that the page had, and when.
type Copy struct {
	At     time.Time
	Status int    // 0 is 200
	Leads  string // where the page redirected to, "" for none
}

// A Server is an archive. Its URL is its root; it has /web/ and /timegate/, /timemap/link/, /timegate?uri= and
// /timemap?uri=, and /wayback/available.
type Server struct {
	*httptest.Server

	// Bare takes every mark of an archive from its 404s.
	Bare bool
	// Fault, if set, answers in the archive's stead and returns true.
	Fault func(http.ResponseWriter, *http.Request) bool

	mu    sync.Mutex
	holds map[string][]Copy
	asked []string
}

// Start starts an archive that holds nothing. It must be closed.
func Start() *Server {
	s := &Server{holds: map[string][]Copy{}}
	s.Server = httptest.NewServer(s)
	return s
}

// Hold adds copies of a page, the oldest first.
func (s *Server) Hold(page string, copies ...Copy) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holds[page] = append(s.holds[page], copies...)
}

// Asked returns the requests so far, each as its path and query, with the Accept-Datetime in brackets behind
// it where there was one.
func (s *Server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

const stampForm = "20060102150405"

// CopyURL is the address of a copy.
func (s *Server) CopyURL(page string, at time.Time) string {
	return s.URL + "/web/" + at.UTC().Format(stampForm) + "/" + page
}

// ServeHTTP answers as an archive does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	line := r.URL.RequestURI()
	if on := r.Header.Get("Accept-Datetime"); on != "" {
		line += " [" + on + "]"
	}
	s.mu.Lock()
	s.asked = append(s.asked, line)
	s.mu.Unlock()
	if s.Fault != nil && s.Fault(w, r) {
		return
	}
	near, _ := http.ParseTime(r.Header.Get("Accept-Datetime"))
	path := r.URL.RequestURI()
	if page, ok := strings.CutPrefix(path, "/timemap/link/"); ok {
		s.timeMap(w, page)
		return
	}
	switch r.URL.Path {
	case "/wayback/available":
		s.available(w, r.URL.Query().Get("url"), r.URL.Query().Get("timestamp"))
		return
	case "/timegate":
		s.gate(w, r.URL.Query().Get("uri"), near)
		return
	case "/timemap":
		s.timeMap(w, r.URL.Query().Get("uri"))
		return
	}
	for _, prefix := range []string{"/web/", "/timegate/"} {
		if page, ok := strings.CutPrefix(path, prefix); ok {
			s.gate(w, page, near)
			return
		}
	}
	http.NotFound(w, r)
}

// nearest finds the copy nearest a moment, the last one for the zero moment; -1 for none.
func nearest(copies []Copy, near time.Time) int {
	best := len(copies) - 1
	for i, c := range copies {
		if !near.IsZero() && c.At.Sub(near).Abs() < copies[best].At.Sub(near).Abs() {
			best = i
		}
	}
	return best
}

// gate is the TimeGate, and shows the copies that it leads to.
func (s *Server) gate(w http.ResponseWriter, page string, near time.Time) {
	if digits, of, _ := strings.Cut(page, "/"); len(digits) == len(stampForm) {
		s.show(w, digits, of)
		return
	}
	s.mu.Lock()
	copies := s.holds[page]
	s.mu.Unlock()
	i := nearest(copies, near)
	if i < 0 {
		if !s.Bare {
			w.Header().Set("Vary", "accept-datetime")
		}
		http.Error(w, "not archived", http.StatusNotFound)
		return
	}
	w.Header().Set("Vary", "accept-datetime")
	w.Header().Set("Link", s.links(page, copies, i))
	w.Header().Set("Location", s.CopyURL(page, copies[i].At))
	w.WriteHeader(http.StatusFound)
}

func (s *Server) links(page string, copies []Copy, i int) string {
	link := func(c Copy, rel string) string {
		return fmt.Sprintf(`<%s>; rel="%s"; datetime="%s"`, s.CopyURL(page, c.At), rel, c.At.UTC().Format(http.TimeFormat))
	}
	links := []string{fmt.Sprintf(`<%s>; rel="original"`, page), link(copies[0], "first memento"), link(copies[i], "memento")}
	if i > 0 {
		links = append(links, link(copies[i-1], "prev memento"))
	}
	return strings.Join(links, ", ")
}

// show is a copy, with the status that the page had.
func (s *Server) show(w http.ResponseWriter, digits, page string) {
	s.mu.Lock()
	copies := s.holds[page]
	s.mu.Unlock()
	for i, c := range copies {
		if c.At.UTC().Format(stampForm) != digits {
			continue
		}
		w.Header().Set("Memento-Datetime", c.At.UTC().Format(http.TimeFormat))
		w.Header().Set("Link", s.links(page, copies, i))
		if c.Leads != "" {
			w.Header().Set("Location", s.CopyURL(c.Leads, c.At))
		}
		w.WriteHeader(max(c.Status, http.StatusOK))
		_, _ = fmt.Fprintf(w, "<title>A copy of %s</title>", digits)
		return
	}
	http.Error(w, "no such copy", http.StatusNotFound)
}

func (s *Server) timeMap(w http.ResponseWriter, page string) {
	s.mu.Lock()
	copies := s.holds[page]
	s.mu.Unlock()
	if len(copies) == 0 {
		if !s.Bare {
			w.Header().Set("Link", fmt.Sprintf(`<%s/timegate/%s>; rel="timegate"`, s.URL, page))
		}
		http.Error(w, "no copies", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/link-format")
	_, _ = fmt.Fprintf(w, "<%s>; rel=\"original\",\n<%s/timemap/link/%s>; rel=\"self\"; type=\"application/link-format\"", page, s.URL, page)
	for _, c := range copies {
		_, _ = fmt.Fprintf(w, ",\n<%s>; rel=\"memento\"; datetime=\"%s\"", s.CopyURL(page, c.At), c.At.UTC().Format(http.TimeFormat))
	}
}

func (s *Server) available(w http.ResponseWriter, page, timestamp string) {
	near, _ := time.Parse(stampForm, timestamp)
	s.mu.Lock()
	copies := s.holds[page]
	s.mu.Unlock()
	snapshots := map[string]any{}
	if i := nearest(copies, near); i >= 0 {
		snapshots["closest"] = map[string]any{
			"available": true, "status": fmt.Sprint(max(copies[i].Status, http.StatusOK)),
			"url": s.CopyURL(page, copies[i].At), "timestamp": copies[i].At.UTC().Format(stampForm),
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"url": page, "archived_snapshots": snapshots})
}
