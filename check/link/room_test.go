package link

import (
	"context"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestFewSockets has a machine that bears ten connections, and links to many more hosts: connections that nobody uses make
// room, and no link is blamed.
func TestFewSockets(t *testing.T) {
	const bears = 10
	w := newWeb(t, found)
	var c *Client
	c, _ = w.client(t, func(o *Options) {
		o.Retries = -1
		o.Control = func(context.Context, string, string, syscall.RawConn) error {
			if c.sockets.Load() > bears {
				return syscall.EMFILE
			}
			return nil
		}
	})
	for round := range 3 {
		var urls []string
		for _, url := range manyHosts(w, 60, "http://h%d.example{P}/") {
			urls = append(urls, url+string(rune('a'+round)))
		}
		for url, a := range askAll(t, c, urls...) {
			if a.Verdict != Alive {
				t.Fatalf("%s: %+v", url, a)
			}
		}
	}
	if c.limit > bears || c.limit < 2 {
		t.Errorf("%d at once where the machine bears %d", c.limit, bears)
	}
	c.Close()
	for limit := time.After(10 * time.Second); c.sockets.Load() != 0; runtime.Gosched() { // they close at their own pace
		select {
		case <-limit:
			t.Fatalf("%d connections are open", c.sockets.Load())
		default:
		}
	}
}
