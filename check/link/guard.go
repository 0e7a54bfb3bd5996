package link

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"
)

// A deniedNet is a range that no link may lead to, and how to call it in a sentence.
type deniedNet struct {
	prefix netip.Prefix
	name   string
}

// denied lists every range that is not plainly the public internet: the IANA special-purpose
// registries (https://www.iana.org/assignments/iana-ipv4-special-registry,
// https://www.iana.org/assignments/iana-ipv6-special-registry), and whole every prefix that can
// carry an IPv4 address inside, for what such an address leads to depends on somebody's router.
var denied = []deniedNet{
	{netip.MustParsePrefix("0.0.0.0/8"), "an unspecified address"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private address"},
	{netip.MustParsePrefix("100.64.0.0/10"), "an address of a provider's inner network"},
	{netip.MustParsePrefix("127.0.0.0/8"), "a loopback address"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local address"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private address"},
	{netip.MustParsePrefix("192.0.0.0/24"), "a special-purpose address"},
	{netip.MustParsePrefix("192.0.2.0/24"), "a documentation address"},
	{netip.MustParsePrefix("192.88.99.0/24"), "a 6to4 relay address"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private address"},
	{netip.MustParsePrefix("198.18.0.0/15"), "a benchmarking address"},
	{netip.MustParsePrefix("198.51.100.0/24"), "a documentation address"},
	{netip.MustParsePrefix("203.0.113.0/24"), "a documentation address"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved address"},
	{netip.MustParsePrefix("::/128"), "an unspecified address"},
	{netip.MustParsePrefix("::1/128"), "a loopback address"},
	{netip.MustParsePrefix("::/96"), "an address with an IPv4 address inside"},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), "an address with an IPv4 address inside"}, // RFC 2765
	{netip.MustParsePrefix("64:ff9b::/96"), "a NAT64 address"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "a NAT64 address"},
	{netip.MustParsePrefix("100::/64"), "a discard address"},
	{netip.MustParsePrefix("100:0:0:1::/64"), "a dummy address"},        // RFC 9780
	{netip.MustParsePrefix("2001::/23"), "a special-purpose address"},   // Teredo, ORCHID
	{netip.MustParsePrefix("2001:db8::/32"), "a documentation address"}, //
	{netip.MustParsePrefix("2002::/16"), "a 6to4 address"},              //
	{netip.MustParsePrefix("3fff::/20"), "a documentation address"},     // RFC 9637
	{netip.MustParsePrefix("5f00::/16"), "a segment routing address"},   // RFC 9602
	{netip.MustParsePrefix("fc00::/7"), "a private address"},            // fd00:ec2::254 is a metadata service
	{netip.MustParsePrefix("fe80::/10"), "a link-local address"},        //
	{netip.MustParsePrefix("fec0::/10"), "a site-local address"},        // RFC 3879
	{netip.MustParsePrefix("ff00::/8"), "a multicast address"},          //
}

// deniedRange returns what kind of forbidden address addr is, "" when it may be asked.
func deniedRange(addr netip.Addr) string {
	if addr.Zone() != "" {
		return "an address of this machine's own network"
	}
	addr = addr.Unmap()
	for _, d := range denied {
		if d.prefix.Contains(addr) {
			return d.name
		}
	}
	if addr.Is6() {
		// ISATAP (RFC 5214, section 6.1) carries an IPv4 address behind 5efe.
		if b := addr.As16(); b[10] == 0x5e && b[11] == 0xfe {
			return "an ISATAP address"
		}
	}
	if !addr.IsGlobalUnicast() {
		return "a special-purpose address"
	}
	return ""
}

// A guard decides on addresses. It is asked twice: for addresses written in a URL, so that the
// reason is clear, and for the very address that is dialled, so that no name, resolver, redirect
// or race gets past it.
type guard struct{ allow []netip.Prefix }

func (g guard) check(addr netip.Addr) *refusal {
	kind := deniedRange(addr)
	if kind == "" {
		return nil
	}
	if addr.Zone() == "" {
		for _, p := range g.allow {
			if p.Contains(addr.Unmap()) {
				return nil
			}
		}
	}
	return &refusal{Refused, causePrivate, fmt.Sprintf("%s is %s", quote(addr.String()), kind)}
}

// checkHost refuses a URL whose host is written as a forbidden address.
func (g guard) checkHost(host string) *refusal {
	if addr, err := netip.ParseAddr(host); err == nil {
		return g.check(addr)
	}
	return nil
}

// control is a net.Dialer.ControlContext. What it cannot read it refuses.
func (g guard) control(_ context.Context, network, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return &refusal{Refused, causePrivate, fmt.Sprintf("%s cannot be told from a private address", quote(address))}
	}
	if badPorts[to.Port()] {
		return &refusal{Refused, causeBadPort, fmt.Sprintf("port %d belongs to another protocol, and is not asked", to.Port())}
	}
	if refused := g.check(to.Addr()); refused != nil {
		return refused
	}
	return nil
}

// badPorts are the ports that a browser will not speak HTTP to, so that no link can make us write
// to a mail server or a cache (WHATWG Fetch, https://fetch.spec.whatwg.org/#port-blocking).
var badPorts = portSet(
	0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
	104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513,
	514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720,
	1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
)

func portSet(ports ...uint16) map[uint16]bool {
	set := make(map[uint16]bool, len(ports))
	for _, p := range ports {
		set[p] = true
	}
	return set
}
