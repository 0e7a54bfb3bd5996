package link

import (
	"context"
	"net"
	"net/netip"
	"time"
)

const (
	// secondFamilyAfter is when the other family of addresses is tried, too (RFC 8305, section 5, and what
	// net.Dialer does).
	secondFamilyAfter = 300 * time.Millisecond
	// leastDial is the least time that an address gets before the next one is tried.
	leastDial = 2 * time.Second
	// maxAddresses bounds the addresses of one family that one request tries: a name can lead to hundreds.
	maxAddresses = maxDials / 2
)

// A dialFunc dials one address.
type dialFunc func(context.Context, netip.Addr) (net.Conn, error)

// A dialled is how an attempt on the addresses of one family ended.
type dialled struct {
	conn net.Conn
	err  error
}

// dialFirst returns a connection to one of the addresses, within a time that those of a family share. The family of the first is tried in turn and, when that
// takes long or fails, the other one beside it.
func dialFirst(ctx context.Context, addrs []netip.Addr, limit time.Duration, dial dialFunc) (net.Conn, error) {
	families := byFamily(addrs)
	if len(families) == 1 {
		return dialInTurn(ctx, families[0], limit, dial)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results, running := make(chan dialled), 0
	start := func() {
		family := families[0]
		families = families[1:]
		running++
		go func() {
			conn, err := dialInTurn(ctx, family, limit, dial)
			results <- dialled{conn, err}
		}()
	}
	start()
	late := time.NewTimer(secondFamilyAfter)
	defer late.Stop()
	var failed error
	for running > 0 {
		select {
		case r := <-results:
			running--
			if r.err == nil {
				cancel()
				discard(results, running)
				return r.conn, nil
			}
			if failed == nil || lacksIPv6(failed) { // which says nothing where there are other addresses
				failed = r.err
			}
		case <-late.C:
		}
		if len(families) > 0 {
			start()
		}
	}
	return nil, failed
}

// discard waits for the attempts that have lost.
func discard(results <-chan dialled, running int) {
	for range running {
		if r := <-results; r.err == nil {
			_ = r.conn.Close()
		}
	}
}

// byFamily parts addresses into those of the family of the first, and the others if there are any.
func byFamily(addrs []netip.Addr) [][]netip.Addr {
	var first, second []netip.Addr
	for _, addr := range addrs {
		family := &first
		if addr.Is4() != addrs[0].Is4() {
			family = &second
		}
		if len(*family) < maxAddresses {
			*family = append(*family, addr)
		}
	}
	if len(second) == 0 {
		return [][]netip.Addr{first}
	}
	return [][]netip.Addr{first, second}
}

// dialInTurn tries one address after the other, and returns the first error when none answers. Each gets its part
// of the time.
func dialInTurn(ctx context.Context, addrs []netip.Addr, limit time.Duration, dial dialFunc) (net.Conn, error) {
	var failed error
	share := max(limit/time.Duration(len(addrs)), leastDial)
	for _, addr := range addrs {
		conn, err := dialFor(ctx, share, addr, dial)
		if err == nil {
			return conn, nil
		}
		if failed == nil {
			failed = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, failed
}

func dialFor(ctx context.Context, limit time.Duration, addr netip.Addr, dial dialFunc) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return dial(ctx, addr)
}
