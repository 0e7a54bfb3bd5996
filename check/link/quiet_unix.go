//go:build unix

package link

import (
	"errors"
	"net"
	"syscall"
)

// isQuiet tells whether nothing has come over a connection that nothing was asked of: no end, and no bytes that would be
// taken for the next answer.
func isQuiet(conn net.Conn) bool {
	owned, _ := conn.(ownedConn)
	socket, ok := owned.Conn.(syscall.Conn)
	if !ok {
		return true
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return false
	}
	quiet := false
	err = raw.Read(func(fd uintptr) bool {
		_, _, err := syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK)
		quiet = errors.Is(err, syscall.EAGAIN)
		return true // and do not wait
	})
	return err == nil && quiet
}
