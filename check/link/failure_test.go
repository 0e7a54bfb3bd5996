package link

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// dialling is the error of a dial to an address.
func dialling(to string, errno syscall.Errno) error {
	return &net.OpError{Op: "dial", Net: "tcp", Addr: net.TCPAddrFromAddrPort(netip.MustParseAddrPort(to)), Err: os.NewSyscallError("connect", errno)}
}

// TestClassifyDials sorts what a dial ends with, by the numbers of Unix and of Windows. Whatever it is, it is no sign of
// life.
func TestClassifyDials(t *testing.T) {
	const v4, v6 = "192.0.2.1:80", "[2001:db8::1]:80"
	for _, tt := range []struct {
		err        error
		cause      string
		down, ours bool
	}{
		{dialling(v4, syscall.ECONNREFUSED), causeRefusedConn, true, false},
		{dialling(v4, 10061), causeRefusedConn, true, false},
		{dialling(v6, 10061), causeRefusedConn, true, false},
		{dialling(v4, syscall.EHOSTUNREACH), causeNoHost, true, false},
		{dialling(v4, 10065), causeNoHost, true, false},
		{dialling(v4, syscall.ENETUNREACH), causeNoNetwork, true, true},
		{dialling(v4, 10051), causeNoNetwork, true, true},
		{dialling(v4, 10050), causeNoNetwork, true, true},
		{dialling(v4, syscall.ETIMEDOUT), causeTimeout, false, false},
		{dialling(v4, 10060), causeTimeout, false, false},
		{dialling(v4, syscall.EACCES), causeLocalPolicy, false, true},
		{dialling(v4, 10013), causeLocalPolicy, false, true},
		{dialling(v4, syscall.ECONNRESET), causeReset, false, false},
		{dialling(v4, 10054), causeReset, false, false},
		{dialling(v4, syscall.EADDRNOTAVAIL), causeOwnLimit, false, false},
		{dialling(v4, 10024), causeOwnLimit, false, false},
		{dialling(v4, 10055), causeOwnLimit, false, false},
		{dialling(v6, syscall.ENETUNREACH), causeNoIPv6, false, false},
		{dialling(v6, syscall.EADDRNOTAVAIL), causeNoIPv6, false, false},
		{dialling(v6, syscall.EAFNOSUPPORT), causeNoIPv6, false, false},
		{dialling(v6, 10047), causeNoIPv6, false, false},
		{dialling(v6, 10051), causeNoIPv6, false, false},
		{dialling(v4, syscall.EINVAL), causeNoConnection, false, false},
		{dialling(v4, 10022), causeNoConnection, false, false},
	} {
		f := classify(tt.err)
		if f.cause != tt.cause || f.verdict != Uncertain || f.down != tt.down || f.ours != tt.ours || f.answered || strings.Contains(f.reason, "\n") {
			t.Errorf("%v: %+v, want %s", tt.err, f, tt.cause)
		}
	}
	if f := classify(&net.OpError{Op: "read", Err: errors.New("malformed")}); !f.answered {
		t.Errorf("behind a connection somebody has answered: %+v", f)
	}
}

// TestOtherFamilySpeaks where this machine has no IPv6, whichever family is tried first.
func TestOtherFamilySpeaks(t *testing.T) {
	for _, addrs := range [][]netip.Addr{{six, here}, {here, six}} {
		_, err := dialFirst(t.Context(), addrs, time.Minute, func(_ context.Context, to netip.Addr) (net.Conn, error) {
			if to.Is6() {
				return nil, dialling("["+to.String()+"]:80", syscall.ENETUNREACH)
			}
			return nil, dialling(to.String()+":80", syscall.ECONNREFUSED)
		})
		if f := classify(err); f.cause != causeRefusedConn {
			t.Errorf("%v: %+v", addrs, f)
		}
	}
}
