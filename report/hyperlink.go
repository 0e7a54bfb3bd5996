package report

import (
	"net/netip"
	"net/url"
	"strings"
)

// longestHyperlink is how long an address may be that a terminal is handed: VTE, the widest spread of those that know
// hyperlinks, takes 2,083 bytes.
const longestHyperlink = 2083

// hyperlink makes a shown text lead to an address, in terminals that know how (OSC 8,
// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). What is shown must be harmless already.
func (t *text) hyperlink(address, shown string) string {
	if !t.Links || shown == "" || !isClickable(address) {
		return shown
	}
	return "\x1b]8;;" + address + "\x1b\\" + shown + "\x1b]8;;\x1b\\"
}

// isClickable says whether a reader may be led to an address by a click: a plain one of the web, whose host is a name of
// the public internet and stands where readers expect it.
func isClickable(address string) bool {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") ||
		len(address) > longestHyperlink || !isPlain(address) || strings.Contains(address, " ") {
		return false
	}
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	_, err = netip.ParseAddr(host)
	return err != nil && isPlain(host) && strings.Contains(host, ".") && !endsInAny(host, ".localhost", ".local", ".internal", ".lan") && !isNumber(host[strings.LastIndexByte(host, '.')+1:])
}

func endsInAny(host string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(host, ending) {
			return true
		}
	}
	return false
}

// isNumber says whether the last part of a host makes the whole a number, as browsers read it: 0x7f.1, 127.1.
func isNumber(part string) bool {
	return part != "" && part[0] >= '0' && part[0] <= '9'
}
