// Package rdaptest is an RDAP service for tests: it stands on loopback, knows the domains that it is told, leads on to a
// registry of its own, fails as it is told to fail, and remembers what it was asked. It must not be imported by the
// product.
package rdaptest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// A Server is a service that leads on from /domain/ to /registry/domain/. Its URL is its root.
type Server struct {
	*httptest.Server

	// Fault, if set, answers in the registry's stead and returns true.
	Fault func(http.ResponseWriter, *http.Request) bool

	mu      sync.Mutex
	domains map[string]string
	asked   []string
}

// Start starts a service that knows no domain. It must be closed.
func Start() *Server {
	s := &Server{domains: map[string]string{}}
	s.Server = httptest.NewServer(s)
	return s
}

// Register registers a domain at a moment, written as RFC 3339 has it; "" for one whose day is kept secret.
func (s *Server) Register(domain, at string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.domains[domain] = at
}

// Asked returns the requests so far, as they were sent.
func (s *Server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// ServeHTTP answers as a service and as a registry do.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI()+" "+r.Header.Get("Accept"))
	domain, registry := strings.CutPrefix(r.URL.Path, "/registry/domain/")
	at, known := s.domains[domain]
	s.mu.Unlock()
	switch {
	case s.Fault != nil && s.Fault(w, r):
		return
	case !registry:
		http.Redirect(w, r, "/registry"+r.URL.Path, http.StatusFound)
		return
	}
	w.Header().Set("Content-Type", "application/rdap+json")
	if !known {
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]any{"errorCode": 404, "title": "Not Found"})
		return
	}
	events := []map[string]string{{"eventAction": "last changed", "eventDate": "2025-01-01T00:00:00Z"}}
	if at != "" {
		events = append(events, map[string]string{"eventAction": "registration", "eventDate": at})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{
		"objectClassName": "domain", "ldhName": strings.ToUpper(domain), "status": []string{"active"}, "events": events,
	})
}
