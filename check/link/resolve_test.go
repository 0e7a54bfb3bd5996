package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var (
	here  = netip.MustParseAddr("192.0.2.1")
	there = netip.MustParseAddr("192.0.2.2")
	six   = netip.MustParseAddr("2001:db8::1")
)

// TestNameIsLookedUpOnce asks for many links of a host, over new connections and at once.
func TestNameIsLookedUpOnce(t *testing.T) {
	w := newWeb(t, func(v *visit) { v.Header().Set("Connection", "close"); found(v) })
	c, _ := w.client(t, func(o *Options) { o.PerHost = 50 })
	for url, a := range askAll(t, c, onHost(w, "a.example", 100)...) {
		if a.Verdict != Alive {
			t.Fatalf("%s: %+v", url, a)
		}
	}
	if n := w.lookups("a.example"); n != 1 {
		t.Errorf("the resolver was asked %d times", n)
	}
}

// TestMissingNameIsAskedAgain needs the resolver's word as often as a link is asked for: NXDOMAIN is proof of death.
func TestMissingNameIsAskedAgain(t *testing.T) {
	w := newWeb(t, found)
	c, _ := w.client(t)
	gone := w.url("http://gone.test{P}/")
	if a := askAll(t, c, gone, w.url("http://a.example{P}/"))[gone]; a.Verdict != Dead || w.lookups("gone.test") < a.Attempts || a.Attempts < 2 {
		t.Errorf("%+v after %d lookups", a, w.lookups("gone.test"))
	}
}

// TestAddressBook looks at what reaches the resolver.
func TestAddressBook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := map[string]int{}
		book := newAddressBook(func(_ context.Context, name string) ([]netip.Addr, error) {
			asked[name]++
			if name == "gone.test" {
				return nil, &net.DNSError{Name: name, IsNotFound: true}
			}
			return []netip.Addr{here}, nil
		}, time.Now)
		ask := func(name string, want int) {
			t.Helper()
			addrs, err := book.addresses(t.Context(), name)
			if (err != nil) != (name == "gone.test") || err == nil && addrs[0] != here || asked[name] != want {
				t.Errorf("%s: %v, %v after %d lookups, want %d", name, addrs, err, asked[name], want)
			}
		}
		ask("a.test", 1)
		ask("a.test", 1)
		ask("gone.test", 1)
		ask("gone.test", 2)
		book.forget("a.test")
		ask("a.test", 2)
		time.Sleep(addressesLast)
		ask("a.test", 3)
		ask("back.test", 1)
		book.forget("back.test")
		for i := range maxNames + 10 {
			if ask(fmt.Sprint(i), 1); i == maxNames/2 {
				ask("back.test", 2)
			}
		}
		ask("back.test", 2) // that it was known before is forgotten, and not that it is
		if len(book.entries) > maxNames || len(book.order) > maxNames {
			t.Errorf("%d names are kept", len(book.entries))
		}
	})
}

// TestLookupsAreFew bounds the questions under way, and lets who cannot wait go.
func TestLookupsAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan bool)
		underWay := 0
		var mu sync.Mutex
		book := newAddressBook(func(ctx context.Context, _ string) ([]netip.Addr, error) {
			mu.Lock()
			underWay++
			mu.Unlock()
			select {
			case <-answer:
				return []netip.Addr{here}, nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}, time.Now)
		var group sync.WaitGroup
		for i := range 3 * maxLookups {
			group.Go(func() {
				if _, err := book.addresses(t.Context(), fmt.Sprint(i)); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if underWay != maxLookups {
			t.Errorf("%d lookups under way, want %d", underWay, maxLookups)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := book.addresses(ctx, "one more")
		if e, ok := errors.AsType[*net.DNSError](err); !ok || !e.IsTimeout {
			t.Errorf("who waited for a place: %v", err)
		}
		close(answer)
		group.Wait()
	})
}

// TestImpatientLookup has who looks a name up go away: who waited for it asks in its place.
func TestImpatientLookup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		book := newAddressBook(func(ctx context.Context, _ string) ([]netip.Addr, error) {
			if asked++; asked == 1 {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return []netip.Addr{here}, nil
		}, time.Now)
		hasty, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := book.addresses(hasty, "a.test"); err == nil {
				t.Error("the hasty one has an answer")
			}
		})
		synctest.Wait()
		group.Go(func() {
			if addrs, err := book.addresses(t.Context(), "a.test"); err != nil || addrs[0] != here {
				t.Errorf("the patient one: %v, %v", addrs, err)
			}
		})
		synctest.Wait()
		cancel()
		group.Wait()
	})
}

// A fakeNet answers dials, each address after a time or never.
type fakeNet struct {
	mu    sync.Mutex
	after map[netip.Addr]time.Duration // negative: refuses at once
	open  int
	tried []netip.Addr
}

type fakeConn struct {
	net.Conn
	to    netip.Addr
	close func()
}

func (c fakeConn) Close() error { c.close(); return nil }

func (w *fakeNet) dial(ctx context.Context, addr netip.Addr) (net.Conn, error) {
	w.mu.Lock()
	w.tried = append(w.tried, addr)
	wait, ok := w.after[addr]
	w.mu.Unlock()
	switch {
	case !ok:
		<-ctx.Done()
		return nil, fmt.Errorf("dial %s: %w", addr, ctx.Err())
	case wait < 0:
		return nil, fmt.Errorf("dial %s: refused", addr)
	}
	time.Sleep(wait)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open++
	return fakeConn{to: addr, close: func() { w.mu.Lock(); w.open--; w.mu.Unlock() }}, nil
}

// TestDialFirst dials as net.Dialer would, and leaves no connection open but the one that it returns.
func TestDialFirst(t *testing.T) {
	for name, test := range map[string]struct {
		addrs []netip.Addr
		after map[netip.Addr]time.Duration
		want  netip.Addr // invalid: none
		took  time.Duration
		tried int
	}{
		"one address":               {[]netip.Addr{here}, map[netip.Addr]time.Duration{here: 0}, here, 0, 1},
		"the first refuses":         {[]netip.Addr{here, there}, map[netip.Addr]time.Duration{here: -1, there: 0}, there, 0, 2},
		"the first is silent":       {[]netip.Addr{here, there}, map[netip.Addr]time.Duration{there: 0}, there, 10 * time.Second, 2},
		"both families answer":      {[]netip.Addr{six, here}, map[netip.Addr]time.Duration{six: 0, here: 0}, six, 0, 1},
		"IPv6 is slow":              {[]netip.Addr{six, here}, map[netip.Addr]time.Duration{six: time.Second, here: 0}, here, time.Second, 2},
		"IPv6 is silent":            {[]netip.Addr{six, here}, map[netip.Addr]time.Duration{here: 0}, here, secondFamilyAfter, 2},
		"IPv6 refuses":              {[]netip.Addr{six, here}, map[netip.Addr]time.Duration{six: -1, here: 0}, here, 0, 2},
		"IPv4 is first and refuses": {[]netip.Addr{here, six}, map[netip.Addr]time.Duration{here: -1, six: 0}, six, 0, 2},
		"all refuse":                {[]netip.Addr{six, here, there}, map[netip.Addr]time.Duration{six: -1, here: -1, there: -1}, netip.Addr{}, 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &fakeNet{after: test.after}
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				began := time.Now()
				conn, err := dialFirst(ctx, test.addrs, 20*time.Second, w.dial)
				switch {
				case err == nil && (conn.(fakeConn).to != test.want || w.open != 1):
					t.Errorf("connected to %s, %d connections open", conn.(fakeConn).to, w.open)
				case err != nil && (test.want.IsValid() || err.Error() != fmt.Sprintf("dial %s: refused", test.addrs[0])):
					t.Error(err)
				}
				if took := time.Since(began); took != test.took || len(w.tried) != test.tried {
					t.Errorf("took %s and tried %v, want %s and %d", took, w.tried, test.took, test.tried)
				}
			})
		})
	}
}

// TestManyAddresses bounds what a name can make one request try.
func TestManyAddresses(t *testing.T) {
	w := &fakeNet{after: map[netip.Addr]time.Duration{}}
	var addrs []netip.Addr
	for addr := here; len(addrs) < 100; addr = addr.Next() {
		addrs = append(addrs, addr)
		w.after[addr] = -1
	}
	if _, err := dialFirst(t.Context(), addrs, time.Minute, w.dial); err == nil || len(w.tried) != maxAddresses {
		t.Errorf("%v after %d attempts", err, len(w.tried))
	}
}
