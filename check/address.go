package check

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// misspelt maps the slips that people make in a scheme to the scheme meant.
var misspelt = map[string]string{
	"htp": "http", "htttp": "http", "htpp": "http", "hhttp": "http", "ttp": "http", "hxxp": "http",
	"htps": "https", "htttps": "https", "htpps": "https", "hhttps": "https", "ttps": "https", "httpss": "https", "hppts": "https", "hxxps": "https",
}

var schemePattern = pattern.New(`^([A-Za-z]+)(:?/{0,2})`)

// malformed says why a URL cannot be one, or "".
func malformed(raw string) string {
	if strings.HasPrefix(raw, "https://") || strings.HasPrefix(raw, "http://") {
		return malformedPage(raw)
	}
	m := schemePattern.FindStringSubmatch(raw)
	if m == nil {
		return "it has no scheme"
	}
	scheme := strings.ToLower(m[1])
	if scheme == "hxxp" || scheme == "hxxps" {
		return `it is written "` + m[1] + `" so that nobody follows it: "` + misspelt[scheme] + `" is meant`
	}
	if meant, ok := misspelt[scheme]; ok {
		return `the scheme "` + m[1] + `" does not exist: "` + meant + `" is probably meant`
	}
	if m[2] != "://" && (scheme == "http" || scheme == "https") {
		return `"` + m[0] + `" should be "` + scheme + `://"`
	}
	return malformedPage(raw)
}

// malformedPage says why an address with a scheme cannot be a page's, or "".
func malformedPage(raw string) string {
	u, err := url.Parse(raw)
	switch {
	case err != nil && strings.Contains(err.Error(), "invalid port"):
		return "its port is not a number"
	case err != nil && strings.Contains(err.Error(), "invalid URL escape"):
		return "" // browsers take a stray % as it is
	case err != nil:
		return "it cannot be read as an address"
	case u.Scheme != "http" && u.Scheme != "https": // Go writes it in lower case
		return ""
	case u.Hostname() == "":
		return "it has no host"
	case strings.Contains(u.Host, "..") || strings.HasPrefix(u.Hostname(), "."):
		return "its host has an empty part"
	case strings.Contains(u.Host, "http"+":") || strings.HasPrefix(u.Path, "//http"):
		return "two addresses run into one another"
	case !isHost(u.Hostname()):
		return `"` + u.Hostname() + `" is no name of a host on the internet`
	}
	return ""
}

// suggested returns what a malformed URL probably means, or "".
func suggested(raw string) string {
	m := schemePattern.FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	scheme := strings.ToLower(m[1])
	if meant, ok := misspelt[scheme]; ok {
		scheme = meant
	}
	if scheme != "http" && scheme != "https" {
		return ""
	}
	meant := scheme + "://" + strings.ReplaceAll(raw[len(m[0]):], "[.]", ".")
	if meant == raw || malformed(meant) != "" {
		return ""
	}
	return meant
}

// isHost says whether a name could be a host's: an address, localhost, or a
// name with a dot.
func isHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" {
		return true
	}
	return strings.Contains(strings.TrimSuffix(host, "."), ".")
}

var (
	// placeholderHost are the names that RFC 2606 reserves for examples, and
	// some that templates hold. Names under .example and .test are left out:
	// they occur only where somebody writes about examples.
	placeholderHost = pattern.New(`(?i)^(?:[\w-]+\.)*example\.(?:com|org|net|edu)$|^(?:www\.)?(?:yourdomain|your-domain|yoursite|your-site|mydomain|domain|website|yourwebsite)\.(?:com|org|net)$`)
	placeholderText = pattern.New(`(?i)(?:insert|paste|your|add|enter)[_-](?:the[_-])?(?:source[_-])?(?:url|link|source)(?:[_-]?here|_\d+|\b)|\b(?:url|link)[_-](?:goes[_-])?here\b|\d{4}-XX-XX|\bXXXX+\b|/path/to/|\{\{|%7B%7B`)
)

// placeholder says why a URL is a stand-in for one, or "".
func placeholder(raw string) string {
	lower := strings.ToLower(raw)
	if placeholderHosts(lower) {
		if u, err := url.Parse(raw); err == nil && placeholderHost.MatchString(u.Hostname()) {
			return u.Hostname() + " is a name reserved for examples"
		}
	}
	if !placeholderWords(lower) {
		return ""
	}
	if found := placeholderText.FindString(raw); found != "" {
		return `it holds the placeholder "` + found + `"`
	}
	return ""
}

// placeholderHosts says whether placeholderHost can match at all.
func placeholderHosts(lower string) bool {
	for _, word := range []string{"example.", "domain.", "site."} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// placeholderWords says whether placeholderText can match at all; the pattern
// itself costs a hundred times as much.
func placeholderWords(lower string) bool {
	for _, word := range []string{"insert", "paste", "your", "add", "enter", "here", "-xx", "xxxx", "/path/to/", "{{", "%7b%7b"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// privateHost says why a URL leads into a private network as it is written,
// or "". What a name resolves to is for the instrument that asks.
func privateHost(raw string, allowed []netip.Prefix) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	addr, err := netip.ParseAddr(host)
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		addr, err = netip.AddrFrom4([4]byte{127, 0, 0, 1}), nil
	}
	if err != nil {
		if strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal") || strings.HasSuffix(host, ".lan") {
			return host + " is a name of a local network"
		}
		return ""
	}
	for _, prefix := range allowed {
		if prefix.Contains(addr.Unmap()) {
			return ""
		}
	}
	if a := addr.Unmap(); a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast() {
		return host + " is an address of a private network"
	}
	return ""
}

// otherPart says whether two URLs name two parts of one page. A text fragment
// only marks words for the reader (WICG, "URL Fragment Text Directives").
func otherPart(a, b string) bool {
	_, partA, _ := strings.Cut(a, "#")
	_, partB, _ := strings.Cut(b, "#")
	named := func(part string) bool { return part != "" && !strings.HasPrefix(part, ":~:") }
	return partA != partB && named(partA) && named(partB)
}

// sameTarget returns what two URLs of one page have in common: no scheme, no
// "www.", no last slash, no fragment, no tracking keys. "" when it is no URL.
func sameTarget(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	tracked := false
	for key := range query {
		if isTracker(key) {
			query.Del(key)
			tracked = true
		}
	}
	out := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/")
	switch {
	case !tracked && u.RawQuery != "":
		out += "?" + u.RawQuery
	case len(query) > 0:
		out += "?" + query.Encode()
	}
	return out
}
