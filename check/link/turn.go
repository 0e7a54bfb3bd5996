package link

import (
	"context"
	"time"
)

const (
	// errandsPerHost is how many documents are asked of one host at once.
	errandsPerHost = 2
	// errandGap is how long a place at a host stays empty between two documents.
	errandGap = 100 * time.Millisecond
)

// A lobby is the places of a host for requests that pass its queue by.
type lobby struct {
	places chan struct{} // one element for each free place
	users  int           // who stands in it, or waits for a place to be free again
}

// enterHost waits for a place at a host. The place is free again some time after leave.
func (c *Client) enterHost(ctx context.Context, name string) (leave func(), err error) {
	c.mu.Lock()
	l := c.lobbies[name]
	if l == nil {
		l = &lobby{places: make(chan struct{}, errandsPerHost)}
		for range min(errandsPerHost, c.opts.PerHost) {
			l.places <- struct{}{}
		}
		c.lobbies[name] = l
	}
	l.users++
	c.mu.Unlock()
	select {
	case <-l.places:
	case <-ctx.Done():
		c.leaveHost(name, l)
		return nil, context.Cause(ctx)
	}
	return func() {
		c.opts.Clock.AfterFunc(errandGap, func() {
			l.places <- struct{}{}
			c.leaveHost(name, l)
		})
	}, nil
}

func (c *Client) leaveHost(name string, l *lobby) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l.users--; l.users == 0 {
		delete(c.lobbies, name)
	}
}
