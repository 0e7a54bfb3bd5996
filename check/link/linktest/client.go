// Package linktest makes link.Clients for the tests of those who use one: clients that reach this machine only, and wait
// for nothing. It must not be imported by the product.
package linktest

import (
	"context"
	"net"
	"net/netip"
	"syscall"
	"time"

	"github.com/citelint/citelint/check/link"
)

// A Hurried clock stands at one moment, and every wait by it is over at once.
type Hurried struct{ At time.Time }

// Now is where it stands.
func (h Hurried) Now() time.Time { return h.At }

// AfterFunc calls f at once, in a goroutine of its own.
func (Hurried) AfterFunc(_ time.Duration, f func()) { time.AfterFunc(0, f) }

// Options are those of a client that may ask 127.0.0.1, and for which no other host has an address.
func Options(now time.Time) link.Options {
	return link.Options{
		AllowNet: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Clock: Hurried{now}, Timeout: 5 * time.Second,
		Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, syscall.ECONNREFUSED }},
	}
}
