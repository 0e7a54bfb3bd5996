package link

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"time"
)

const (
	// addressesLast is how long a name is known to lead somewhere. A run seldom lasts longer, and hosts move
	// with warnings of hours.
	addressesLast = 5 * time.Minute
	// maxNames bounds the names that are known, about 30 MB of them.
	maxNames = 100_000
	// maxLookups bounds the questions to the resolver under way at once: small routers drop what is more.
	maxLookups = 32
)

// An addressBook asks the resolver where names lead, once for all who want to know at a time, and remembers
// the answer. Failures are not remembered, so that who asks again is told anew. It is safe for concurrent use.
type addressBook struct {
	lookUp func(ctx context.Context, name string) ([]netip.Addr, error)
	now    func() time.Time
	places chan struct{} // taken by lookups under way

	mu      sync.Mutex
	entries map[string]*bookEntry
	order   []*bookEntry // those that became known, the oldest first
}

// A bookEntry is one name. Who made it looks the name up, and then closes done.
type bookEntry struct {
	name      string
	done      chan struct{}
	addrs     []netip.Addr
	err       error
	abandoned bool      // who looked it up had to go, so that the error is no answer
	since     time.Time // when it became known, zero while it is looked up
}

func newAddressBook(lookUp func(context.Context, string) ([]netip.Addr, error), now func() time.Time) *addressBook {
	return &addressBook{lookUp: lookUp, now: now, places: make(chan struct{}, maxLookups), entries: map[string]*bookEntry{}}
}

// addresses returns where a name leads. Its error is a *net.DNSError.
func (b *addressBook) addresses(ctx context.Context, name string) ([]netip.Addr, error) {
	for {
		e, isNew := b.entry(name)
		if isNew {
			b.fill(ctx, name, e)
			return e.addrs, e.err
		}
		select {
		case <-e.done:
		case <-ctx.Done():
			return nil, outOfTime(name)
		}
		if !e.abandoned {
			return e.addrs, e.err
		}
	}
}

// entry returns the entry of a name, and whether the caller is the one to look it up.
func (b *addressBook) entry(name string) (e *bookEntry, isNew bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e = b.entries[name]
	if e != nil && (e.since.IsZero() || b.now().Sub(e.since) < addressesLast) {
		return e, false
	}
	e = &bookEntry{name: name, done: make(chan struct{})}
	b.entries[name] = e
	return e, true
}

func (b *addressBook) fill(ctx context.Context, name string, e *bookEntry) {
	addrs, err := b.ask(ctx, name)
	b.mu.Lock()
	defer b.mu.Unlock()
	defer close(e.done)
	if e.addrs, e.err = addrs, err; err != nil {
		e.abandoned = ctx.Err() != nil
		delete(b.entries, name)
		return
	}
	e.since = b.now()
	b.order = append(b.order, e)
	if len(b.order) > maxNames {
		oldest := b.order[0]
		b.order[0], b.order = nil, b.order[1:]
		if b.entries[oldest.name] == oldest { // else it was looked up anew since
			delete(b.entries, oldest.name)
		}
	}
}

// ask asks the resolver, when it has a place.
func (b *addressBook) ask(ctx context.Context, name string) ([]netip.Addr, error) {
	select {
	case b.places <- struct{}{}:
	case <-ctx.Done():
		return nil, outOfTime(name)
	}
	defer func() { <-b.places }()
	return b.lookUp(ctx, name)
}

// forget makes the next who wants to know ask the resolver: nobody answers any more where the name led.
func (b *addressBook) forget(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e := b.entries[name]; e != nil && !e.since.IsZero() {
		delete(b.entries, name)
	}
}

func outOfTime(name string) error {
	return &net.DNSError{Err: "the resolver did not answer in time", Name: name, IsTimeout: true}
}

// lookUp asks the resolver where a name leads, and notes that it answered.
func (c *Client) lookUp(ctx context.Context, name string) ([]netip.Addr, error) {
	addrs, err := c.opts.Resolver.LookupNetIP(ctx, "ip", absolute(name))
	if err != nil {
		return nil, err
	}
	c.resolved(name)
	for i := range addrs {
		addrs[i] = addrs[i].Unmap()
	}
	return addrs, nil
}
