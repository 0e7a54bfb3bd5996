package main

import (
	"net/netip"
	"testing"

	"github.com/citelint/citelint/check/link"
)

func TestPolicyTellsRunsApart(t *testing.T) {
	nets := func(texts ...string) (out []netip.Prefix) {
		for _, text := range texts {
			out = append(out, netip.MustParsePrefix(text))
		}
		return out
	}
	password, err := link.NewOriginHeader("https://intranet.example", "authorization", "s3cret")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		allowed []netip.Prefix
		proxy   string
		headers []link.OriginHeader
		now     bool
		want    string
	}{
		{want: ""},
		{allowed: nets("10.1.2.3/8"), want: "allow-net 10.0.0.0/8"},
		{allowed: nets("127.0.0.0/8", "10.0.0.0/8", "127.0.0.1/8"), want: "allow-net 10.0.0.0/8; allow-net 127.0.0.0/8"},
		{proxy: "http://editor:s3cret@proxy.example:3128", want: "proxy proxy.example:3128"},
		{proxy: "env", want: "proxy env"},
		{headers: []link.OriginHeader{password}, want: "header Authorization to https://intranet.example:443"},
		{allowed: nets("10.0.0.0/8"), now: true, want: "allow-net 10.0.0.0/8; now"},
	} {
		if got := policy(c.allowed, c.proxy, c.headers, c.now); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
