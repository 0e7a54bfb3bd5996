package link

import (
	"errors"
	"net"
	"slices"
	"syscall"
)

// An errnos is what systems call one thing: by the name that package syscall has, and by the number of Windows Sockets
// (https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2), for which syscall has another one
// on Windows, or none. No other system has numbers so high.
type errnos []syscall.Errno

func (all errnos) in(err error) bool {
	return slices.ContainsFunc(all, func(e syscall.Errno) bool { return errors.Is(err, e) })
}

var (
	refusedByHost = errnos{syscall.ECONNREFUSED, 10061}
	noHost        = errnos{syscall.EHOSTUNREACH, syscall.EHOSTDOWN, 10065, 10064}
	noNetwork     = errnos{syscall.ENETUNREACH, syscall.ENETDOWN, 10051, 10050}
	forbiddenHere = errnos{syscall.EACCES, syscall.EPERM, 10013}
	cutOff        = errnos{syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, 10054, 10053}
	timedOut      = errnos{syscall.ETIMEDOUT, 10060}
	// ownLimits are what a machine says when it is this machine that can open no more connections.
	ownLimits = errnos{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.EADDRNOTAVAIL, 10024, 10055, 10049}
	// noSource and noFamily are what it says, too, when it has no address of IPv6, or was started without it.
	noSource = errnos{syscall.EADDRNOTAVAIL, 10049}
	noFamily = errnos{syscall.EAFNOSUPPORT, 10047}
)

// lacksIPv6 tells whether an error says that this machine cannot reach any address of IPv6.
func lacksIPv6(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	if !ok {
		return false
	}
	to, ok := op.Addr.(*net.TCPAddr)
	return ok && to.IP.To4() == nil && (noNetwork.in(err) || noSource.in(err) || noFamily.in(err))
}
