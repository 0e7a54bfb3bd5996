// Package handletest is a handle resolver for tests: it stands on loopback, knows the names that it is told, fails
// as it is told to fail, and remembers what it was asked. It must not be imported by the product.
package handletest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// A Server is a resolver. Its URL is its root.
type Server struct {
	*httptest.Server

	// Fault, if set, answers in the resolver's stead and returns true.
	Fault func(http.ResponseWriter, *http.Request) bool

	mu    sync.Mutex
	names map[string]string
	asked []string
}

// Start starts a resolver that knows no name. It must be closed.
func Start() *Server {
	s := &Server{names: map[string]string{}}
	s.Server = httptest.NewServer(s)
	return s
}

// Register registers a name for a URL; "" for none.
func (s *Server) Register(name, target string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names[strings.ToLower(name)] = target
}

// Asked returns the requests so far, as they were sent.
func (s *Server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// ServeHTTP answers as a resolver does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/api/handles/")
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	target, known := s.names[strings.ToLower(name)]
	s.mu.Unlock()
	if s.Fault != nil && s.Fault(w, r) {
		return
	}
	answer := map[string]any{"responseCode": 1, "handle": name}
	status := http.StatusOK
	switch {
	case !known:
		answer["responseCode"], status = 100, http.StatusNotFound
	case target == "":
		answer["responseCode"], answer["values"] = 200, []any{}
	default:
		answer["values"] = []any{map[string]any{"index": 1, "type": "URL", "data": map[string]any{"format": "string", "value": target}, "ttl": 86400}}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}
