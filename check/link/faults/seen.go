package faults

import (
	"maps"
	"net"
	"slices"
	"time"
)

// A Request is one request that a Web received.
type Request struct {
	Host, Path string // without a port; the path with its query
	TLS        bool
	At         time.Time
}

// sightings are what a Web has seen.
type sightings struct {
	requests []Request
	counts   map[string]int // requests by host, and by host and path
	active   map[string]int // under way, by host
	peaks    map[string]int
	conns    int
	sent     int64
	leaks    []string
	strays   []string
}

func newSightings() sightings {
	return sightings{counts: map[string]int{}, active: map[string]int{}, peaks: map[string]int{}}
}

// secrets are headers that no link may be asked with.
var secrets = []string{"Authorization", "Cookie", "Proxy-Authorization", "Referer", "X-Api-Key"}

// enter notes a request, and returns how many times its path has been asked.
func (w *Web) enter(v *Visit) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := &w.seen
	s.requests = append(s.requests, Request{v.Host, v.Path, v.TLS != nil, w.opts.Now()})
	s.counts[v.Host]++
	s.counts[v.Host+v.Path]++
	s.active[v.Host]++
	s.peaks[v.Host] = max(s.peaks[v.Host], s.active[v.Host])
	for _, secret := range secrets {
		if secret == "Cookie" && w.opts.Cookies {
			continue
		}
		if value := v.Request.Header.Get(secret); value != "" {
			s.leaks = append(s.leaks, secret+": "+value)
		}
	}
	return s.counts[v.Host+v.Path]
}

func (w *Web) leave(host string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen.active[host]--
}

// stray notes what should not have been sent.
func (w *Web) stray(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen.strays = append(w.seen.strays, what)
}

// Requests returns every request so far, in the order in which they arrived.
func (w *Web) Requests() []Request {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.seen.requests)
}

// Count returns the number of requests to a host ("a.example") or to one of its pages ("a.example/b?c").
func (w *Web) Count(key string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen.counts[key]
}

// Counts returns what Count does, for every key.
func (w *Web) Counts() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.seen.counts)
}

// Peaks returns the most requests that were under way at once, by host.
func (w *Web) Peaks() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.seen.peaks)
}

// Connections returns the number of connections that were opened to the Web, those to Options.Speak included.
func (w *Web) Connections() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen.conns
}

// Sent returns the number of bytes that clients were made to take.
func (w *Web) Sent() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen.sent
}

// Leaks returns the headers, with their values, that no link may be asked with.
func (w *Web) Leaks() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.seen.leaks)
}

// Strays returns what arrived where no link may lead, a phrase for each.
func (w *Web) Strays() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.seen.strays)
}

// Gap returns the shortest time between two requests in a row to a host, by the Web's clock; false when there were
// fewer than two.
func (w *Web) Gap(host string) (time.Duration, bool) {
	var last time.Time
	shortest, ok := time.Duration(0), false
	for _, r := range w.Requests() {
		if r.Host != host {
			continue
		}
		if gap := r.At.Sub(last); !last.IsZero() && (!ok || gap < shortest) {
			shortest, ok = gap, true
		}
		last = r.At
	}
	return shortest, ok
}

// A watchedListener counts the connections that it accepts, and what is written to them.
type watchedListener struct {
	net.Listener
	web *Web
}

func (l *watchedListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	watched := &watchedConn{TCPConn: conn.(*net.TCPConn), web: l.web}
	l.web.mu.Lock()
	defer l.web.mu.Unlock()
	l.web.seen.conns++
	l.web.open[watched] = true
	return watched, nil
}

type watchedConn struct {
	*net.TCPConn
	web *Web
}

func (c *watchedConn) Write(p []byte) (int, error) {
	n, err := c.TCPConn.Write(p)
	c.web.mu.Lock()
	defer c.web.mu.Unlock()
	c.web.seen.sent += int64(n)
	return n, err
}

func (c *watchedConn) Close() error {
	c.web.mu.Lock()
	delete(c.web.open, c)
	c.web.mu.Unlock()
	return c.TCPConn.Close()
}
