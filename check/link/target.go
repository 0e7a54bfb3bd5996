package link

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxURL is the longest URL that is asked for. Servers and browsers agree on about 8,000 bytes
// (RFC 9110, section 4.1); what is longer is an attack or a mistake.
const maxURL = 8 << 10

// A refusal says why a URL is not asked at all.
type refusal struct {
	verdict       Verdict
	cause, reason string
}

func (r *refusal) Error() string { return r.reason }

func malformed(format string, args ...any) *refusal {
	return &refusal{Uncertain, causeMalformed, fmt.Sprintf(format, args...)}
}

// hosts maps a host name to what is asked of the resolver. It is as liberal as a browser
// (UTS #46, non-transitional), because the address guard does not depend on names.
var hosts = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// target reads a URL as it was cited and returns what to ask: http or https, an ASCII host,
// no user name, no password, no fragment. It repairs what every browser repairs.
func target(raw string) (*url.URL, *refusal) {
	if len(raw) > maxURL {
		return nil, &refusal{Uncertain, causeTooLong, fmt.Sprintf("the URL has %d bytes, and more than %d are not asked for", len(raw), maxURL)}
	}
	u, err := parseURL(raw)
	if err != nil {
		return nil, malformed("not a URL: %s", plainURLError(err))
	}
	return u, settleURL(u)
}

func parseURL(raw string) (*url.URL, error) {
	return url.Parse(escapePercent(strings.Map(dropBreak, strings.TrimSpace(raw))))
}

// dropBreak drops the line breaks and tabs that a browser drops from a URL.
func dropBreak(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return -1
	}
	return r
}

// plainURLError keeps the URL itself out of the message: it is said elsewhere, and may hold a password.
func plainURLError(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return shorten(err.Error())
}

// escapePercent makes "100%" into "100%25", as browsers do, where net/url would give up.
func escapePercent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// settleURL brings a parsed URL into the form that is asked for, in place.
func settleURL(u *url.URL) *refusal {
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme == "":
		return malformed("the URL names no scheme")
	case u.Scheme != "http" && u.Scheme != "https":
		return &refusal{Refused, causeScheme, fmt.Sprintf("only http and https are asked, and this is %s", shorten(u.Scheme))}
	case u.Opaque != "" || u.Host == "":
		return malformed("the URL names no host")
	}
	host, refused := settleHost(u.Hostname())
	if refused != nil {
		return refused
	}
	port, refused := settlePort(u.Scheme, u.Port())
	if refused != nil {
		return refused
	}
	u.Host = joinHost(host, port)
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.RawQuery = escapeQuery(u.RawQuery)
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

func joinHost(host, port string) string {
	switch {
	case port != "":
		return net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		return "[" + host + "]"
	}
	return host
}

// settlePort returns the port to write, "" for the scheme's own.
func settlePort(scheme, port string) (string, *refusal) {
	if port == "" || scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", malformed("port %s does not exist", shorten(port))
	}
	if badPorts[uint16(n)] {
		return "", &refusal{Refused, causeBadPort, fmt.Sprintf("port %d belongs to another protocol, and is not asked", n)}
	}
	return strconv.FormatUint(n, 10), nil
}

// settleHost returns the host in ASCII. Addresses are accepted only as they are commonly spelt:
// nobody cites http://2130706433/ or http://①②⑦.⓪.⓪.①/ but to get past a guard.
func settleHost(host string) (string, *refusal) {
	if host == "" {
		return "", &refusal{Refused, causePrivate, "the URL has a port but no host, which would mean this machine"}
	}
	if strings.Contains(host, ":") {
		return settleIPv6(host)
	}
	ascii := strings.ToLower(host)
	if !isASCII(host) {
		var err error
		if ascii, err = hosts.ToASCII(host); err != nil {
			return "", malformed("%s is no host name", quote(host))
		}
	}
	ascii = strings.TrimSuffix(ascii, ".")
	if endsInNumber(ascii) {
		return settleIPv4(host, ascii)
	}
	return ascii, checkName(ascii)
}

func settleIPv6(host string) (string, *refusal) {
	addr, err := netip.ParseAddr(host)
	switch {
	case err != nil:
		return "", malformed("%s is no address", quote(host))
	case addr.Zone() != "":
		return "", &refusal{Refused, causePrivate, fmt.Sprintf("%s is an address of this machine's own network", quote(host))}
	}
	return addr.String(), nil
}

func settleIPv4(host, ascii string) (string, *refusal) {
	addr, ok := parseIPv4(ascii)
	if !ok {
		return "", malformed("%s is no address", quote(host))
	}
	if addr.String() == host {
		return host, nil
	}
	cause := causeDisguised
	if deniedRange(addr) != "" {
		cause = causePrivate
	}
	return "", &refusal{Refused, cause, fmt.Sprintf("%s is a disguised way to write the address %s", quote(host), addr)}
}

// checkName holds a name to the lengths and characters of RFC 1035, section 2.3.4, with the
// underscore that many live names have.
func checkName(name string) *refusal {
	if len(name) > 253 {
		return malformed("the host name is too long")
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return malformed("%s is no host name", quote(name))
		}
	}
	for _, c := range []byte(name) {
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_') {
			return malformed("%s is no host name", quote(name))
		}
	}
	return nil
}

// endsInNumber and parseIPv4 follow the WHATWG URL standard, sections 3.5: what a browser would
// take for an address is one, however it is written.
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := parseIPv4Part(last)
	return ok
}

func parseIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var sum uint64
	for i, part := range parts {
		n, ok := parseIPv4Part(part)
		last := i == len(parts)-1
		if !ok || !last && n > 255 || last && n >= 1<<(8*(5-len(parts))) {
			return netip.Addr{}, false
		}
		if last {
			sum += n
		} else {
			sum += n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}), true
}

func parseIPv4Part(part string) (uint64, bool) {
	base := 10
	switch {
	case part == "":
		return 0, false
	case strings.HasPrefix(part, "0x"):
		part, base = part[2:], 16
	case len(part) > 1 && part[0] == '0':
		part, base = part[1:], 8
	}
	if part == "" {
		return 0, true
	}
	n, err := strconv.ParseUint(part, base, 33)
	return n, err == nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// escapeQuery writes as %XX what may not stand in a request line; net/http sends a query as it is.
func escapeQuery(q string) string {
	var b strings.Builder
	for _, c := range []byte(q) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// admit refuses a URL that would be asked in vain or in spite of the guard, by its host alone.
func (c *Client) admit(u *url.URL) *refusal {
	host := u.Hostname()
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "invalid":
		return &refusal{Dead, causeNoName, "the name " + quote(host) + " cannot exist: .invalid is reserved (RFC 6761)"}
	case "onion":
		return &refusal{Uncertain, causeOnion, "the name " + quote(host) + " is an onion service, which only Tor can reach (RFC 7686)"}
	}
	return c.guard.checkHost(host)
}

// hostPort names the queue of a URL: the same for http and https where the port is the same.
func hostPort(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Host
	case u.Scheme == "http":
		return u.Host + ":80"
	}
	return u.Host + ":443"
}

// quote and shorten make what a stranger wrote fit for a sentence: no control characters, no
// bidirectional tricks (strconv.Quote escapes both), no flood.
func quote(s string) string { return strconv.Quote(cut(s, 80)) }

func shorten(s string) string {
	q := strconv.Quote(cut(s, 160))
	return q[1 : len(q)-1]
}

func cut(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
