package link

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
)

// TestDeniedAddresses holds at least one address of every forbidden range, and the neighbours that are free.
func TestDeniedAddresses(t *testing.T) {
	denied := []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.1.2.3", "169.254.169.254",
		"172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
		"198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1",
		"2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456::1", "fe80::1", "fe80::1%lo", "::1%lo",
		"2606:4700::1%eth0", "febf::1", "fec0::1", "feff::1", "ff02::1", "2606:4700::200:5efe:7f00:1", "2606:4700::5efe:808:808", "4000::5efe:1:1",
	}
	for _, s := range denied {
		if deniedRange(netip.MustParseAddr(s)) == "" {
			t.Errorf("%s is let pass", s)
		}
		err := guard{}.control(t.Context(), "tcp6", netip.AddrPortFrom(netip.MustParseAddr(s), 80).String(), nil)
		if err == nil {
			t.Errorf("%s is dialled", s)
		}
	}
	free := []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
		"169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
		"::ffff:8.8.8.8", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450::1",
	}
	for _, s := range free {
		if kind := deniedRange(netip.MustParseAddr(s)); kind != "" {
			t.Errorf("%s is taken for %s", s, kind)
		}
	}
}

// TestGuardFailsClosed refuses what it cannot read.
func TestGuardFailsClosed(t *testing.T) {
	for _, address := range []string{"", ":80", ":8080", "localhost:80", "8.8.8.8", "8.8.8.8:", "8.8.8.8:http", "[::1%lo]:80", "/run/docker.sock"} {
		if (guard{}).control(t.Context(), "tcp4", address, nil) == nil {
			t.Errorf("%q is dialled", address)
		}
	}
	for _, network := range []string{"unix", "udp4", "ip4", ""} {
		if (guard{}).control(t.Context(), network, "8.8.8.8:80", nil) == nil {
			t.Errorf("network %q is dialled", network)
		}
	}
	for port := range badPorts {
		if (guard{}).control(t.Context(), "tcp4", fmt.Sprintf("8.8.8.8:%d", port), nil) == nil {
			t.Errorf("port %d is dialled", port)
		}
	}
	if err := (guard{}).control(t.Context(), "tcp4", "8.8.8.8:8080", nil); err != nil {
		t.Errorf("an ordinary address: %v", err)
	}
}

// TestAllowNet lifts the ranges that it names, however they are spelt, and nothing else.
func TestAllowNet(t *testing.T) {
	g := guard{allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}}
	for address, want := range map[string]bool{
		"127.0.0.1": true, "::ffff:127.0.0.1": true, "fd00::1": true,
		"::1": false, "10.0.0.1": false, "64:ff9b::7f00:1": false, "fd00::1%eth0": false,
	} {
		if got := g.check(netip.MustParseAddr(address)) == nil; got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if g.control(t.Context(), "tcp4", "127.0.0.1:25", nil) == nil {
		t.Error("a bad port is lifted")
	}
}

// TestTarget reads URLs as people cite them.
func TestTarget(t *testing.T) {
	for _, tt := range []struct{ raw, want, cause string }{
		{"http://example.com", "http://example.com/", ""},
		{" HTTP://Example.COM:80/A?b=C#d ", "http://example.com/A?b=C", ""},
		{"https://example.com:443/", "https://example.com/", ""},
		{"https://example.com:8443/", "https://example.com:8443/", ""},
		{"https://example.com:/", "https://example.com/", ""},
		{"https://user:pass@example.com/", "https://example.com/", ""},
		{"https://example.com./a", "https://example.com/a", ""},
		{"https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe", ""},
		{"https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/", ""},
		{"https://example.com/100%", "https://example.com/100%25", ""},
		{"https://example.com/?q=a b<c>é", "https://example.com/?q=a%20b%3Cc%3E%C3%A9", ""},
		{"https://example.com/a\nb", "https://example.com/ab", ""},
		{"https://under_score.example/", "https://under_score.example/", ""},
		{"http://8.8.8.8/", "http://8.8.8.8/", ""},
		{"http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/", ""},
		{"http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/", ""},

		{"", "", "malformed-url"},
		{"example.com/a", "", "malformed-url"},
		{"//example.com/a", "", "malformed-url"},
		{"http://", "", "malformed-url"},
		{"http:///a", "", "malformed-url"},
		{"http:example.com", "", "malformed-url"},
		{"http://exa mple/", "", "malformed-url"},
		{"http://a..b/", "", "malformed-url"},
		{"http://a:99999/", "", "malformed-url"},
		{"http://[::1/", "", "malformed-url"},
		{"http://1.2.3.4.5/", "", "malformed-url"},
		{"http://256.1.1.1/", "", "malformed-url"},
		{"http://" + strings.Repeat("a", 64) + ".example/", "", "malformed-url"},
		{"mailto:a@b.example", "", "unsupported-scheme"},
		{"file:///etc/passwd", "", "unsupported-scheme"},
		{"javascript:alert(1)", "", "unsupported-scheme"},
		{"data:text/html,x", "", "unsupported-scheme"},
		{"gopher://a.example/", "", "unsupported-scheme"},
		{"ftp://a.example/", "", "unsupported-scheme"},
		{"http://a.example:25/", "", "bad-port"},
		{"http://a.example:6379/", "", "bad-port"},

		// What leads to this machine in one client or another.
		{"http://:8080/", "", "private-address"},
		{"http://2130706433/", "", "private-address"},
		{"http://0x7f000001/", "", "private-address"},
		{"http://0x7f.1/", "", "private-address"},
		{"http://0177.0.0.1/", "", "private-address"},
		{"http://127.1/", "", "private-address"},
		{"http://0/", "", "private-address"},
		{"http://①②⑦.⓪.⓪.①/", "", "private-address"},
		{"http://127。0。0。1/", "", "private-address"},
		{"http://１２７.0.0.1/", "", "private-address"},
		{"http://127.0.0.1./", "", "private-address"},
		{"http://[fe80::1%25lo]/", "", "private-address"},
		{"http://0300.0250.1.1/", "", "private-address"},
		{"http://134744072/", "", "disguised-address"},
		{"http://8.8.2056/", "", "disguised-address"},
		{"http://127.0.0.1/", "", "private-address"},
		{"http://[::1]/", "", "private-address"},
		{"http://[::ffff:7f00:1]/", "", "private-address"},
		{"http://169.254.169.254/", "", "private-address"},
		{"http://[::]/", "", "private-address"},
	} {
		u, refused := target(tt.raw)
		if refused == nil {
			refused = (&Client{}).admit(u)
		}
		switch {
		case tt.cause == "" && (refused != nil || u.String() != tt.want):
			t.Errorf("%q: %v, %+v, want %q", tt.raw, u, refused, tt.want)
		case tt.cause != "" && (refused == nil || refused.cause != tt.cause):
			t.Errorf("%q: %v, %+v, want %s", tt.raw, u, refused, tt.cause)
		}
	}
}

// TestResolverCannotRebind asks a name whose address changes between lookups: as long as it is known it leads where it
// led, and after that the guard judges the address that is dialled.
func TestResolverCannotRebind(t *testing.T) {
	w := newWeb(t, func(v *visit) { v.Header().Set("Connection", "close"); status(500)(v) })
	w.set("rebind.test", record{after: func(n int) *record {
		if n == 1 {
			return &record{addrs: []string{"127.0.0.1"}}
		}
		return &record{addrs: []string{"127.0.0.2"}}
	}})
	for name, addrs := range map[string][]string{
		"mapped.test": {"::ffff:127.0.0.2"}, "nat64.test": {"64:ff9b::7f00:1"}, "metadata.test": {"169.254.169.254"},
		"sixtofour.test": {"2002:7f00:1::"}, "several.test": {"10.0.0.1", "127.0.0.2"},
	} {
		w.set(name, record{addrs: addrs})
	}
	c, clock := w.client(t)
	first := w.url("http://rebind.test{P}/first")
	if a := askAll(t, c, first)[first]; a.Cause != "http-500" || w.lookups("rebind.test") != 1 || w.count("rebind.test") != 3 {
		t.Errorf("%+v, %d lookups, %d requests", a, w.lookups("rebind.test"), w.count("rebind.test"))
	}
	clock.AfterFunc(addressesLast, func() {})
	for _, name := range []string{"rebind.test", "mapped.test", "nat64.test", "metadata.test", "sixtofour.test", "several.test"} {
		url := w.url("http://" + name + "{P}/")
		if a := askAll(t, c, url)[url]; a.Verdict != Refused || a.Cause != "private-address" {
			t.Errorf("%s: %+v", name, a)
		}
	}
	if n := w.count("rebind.test"); n != 3 {
		t.Errorf("the rebound name was asked %d times", n)
	}
}

// TestNoProxy has the environment name a proxy, which would dial in the guard's place.
func TestNoProxy(t *testing.T) {
	w := newWeb(t, found)
	t.Setenv("HTTP_PROXY", w.url("http://proxy.example{P}"))
	t.Setenv("HTTPS_PROXY", w.url("http://proxy.example{P}"))
	t.Setenv("ALL_PROXY", w.url("http://proxy.example{P}"))
	c, _ := w.client(t)
	url := w.url("http://a.example{P}/")
	if a := askAll(t, c, url)[url]; a.Verdict != Alive || w.lookups("proxy.example") != 0 {
		t.Errorf("%+v", a)
	}
	if c.transport.Proxy != nil || c.http1.Proxy != nil {
		t.Error("a transport has a proxy")
	}
}
