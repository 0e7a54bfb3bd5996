package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// A Link says what is known of some links beforehand.
type Link struct {
	URL, Host string // which ones, as written; one of them is ""
	Ignore    bool
	Expect    link.Verdict // "" for nothing
	Reason    string       // may be ""
	Line      int

	exact, prefix string // of the address as it is asked
}

// expectable are the verdicts that a link may be known to have. What could not be
// told today is no knowledge.
var expectable = []string{string(link.Blocked), string(link.Dead), string(link.SoftDead), string(link.Moved), string(link.Insecure)}

func (c *Config) addLink(t *table) error {
	if err := t.knows("url", "host", "ignore", "expect", "reason"); err != nil {
		return err
	}
	l := Link{Line: t.line}
	var expected string
	for _, of := range []struct {
		key  string
		into *string
	}{{"url", &l.URL}, {"host", &l.Host}, {"expect", &expected}, {"reason", &l.Reason}} {
		text, err := t.text(of.key)
		if err != nil {
			return err
		}
		*of.into = text
	}
	l.Expect = link.Verdict(expected)
	ignore, given := t.values["ignore"]
	var ok bool
	if l.Ignore, ok = ignore.(bool); given && !ok {
		return t.errorAt(t.line, `"ignore" of [[link]] takes true or false, without quotes`)
	}
	switch {
	case (l.URL == "") == (l.Host == ""):
		return t.errorAt(t.line, `a link needs either url or host: url = "https://host/page", host = "host" or host = "*.host"`)
	case l.Ignore == (l.Expect != ""):
		return t.errorAt(t.line, "a link needs either ignore = true or expect, one of %s", strings.Join(expectable, ", "))
	case l.Expect != "" && !slices.Contains(expectable, expected):
		return t.errorAt(t.line, "%q is nothing that a link can be known to be%s: use one of %s", expected, DidYouMean(expected, expectable), strings.Join(expectable, ", "))
	}
	if why := l.settle(); why != "" {
		return t.errorAt(t.line, "%s", why)
	}
	c.Links = append(c.Links, l)
	return nil
}

// settle makes ready what addresses are compared with, or says why it cannot.
func (l *Link) settle() (why string) {
	if l.Host != "" {
		host := strings.TrimPrefix(strings.ToLower(l.Host), "*.")
		canonical, ok := link.Canonical("https://" + host + "/")
		if !ok || strings.ContainsAny(host, "/*:@?#") {
			return fmt.Sprintf("%q is no host: write host.example, or *.host.example for all below it", l.Host)
		}
		l.exact = strings.TrimSuffix(strings.TrimPrefix(canonical, "https://"), "/")
		return ""
	}
	address, open := strings.CutSuffix(l.URL, "*")
	canonical, ok := link.Canonical(address)
	_, rest, _ := strings.Cut(address, "://")
	switch {
	case !ok:
		return fmt.Sprintf("%q is no address that can be asked", l.URL)
	case open && !strings.Contains(rest, "/"):
		return fmt.Sprintf("%q could be of any host: write a / behind the host", l.URL)
	case open:
		l.prefix = canonical
	default:
		l.exact = canonical
	}
	return ""
}

// holds says whether a link is one of those meant, by its address as it is asked
// and the host in it.
func (l *Link) holds(address, host string) bool {
	switch {
	case strings.HasPrefix(l.Host, "*."):
		return strings.HasSuffix(host, "."+l.exact)
	case l.Host != "":
		return host == l.exact
	case l.prefix != "":
		return strings.HasPrefix(address, l.prefix)
	}
	return address == l.exact
}

// Expect returns what is known of a link.
func (c *Config) Expect(url string) check.Expectation {
	address, ok := link.Canonical(url)
	if !ok {
		return check.Expectation{}
	}
	_, host, _ := strings.Cut(address, "://")
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, "?")
	if at := strings.LastIndexByte(host, ':'); at > strings.LastIndexByte(host, ']') {
		host = host[:at]
	}
	for i := len(c.Links) - 1; i >= 0; i-- {
		if l := &c.Links[i]; l.holds(address, host) {
			return check.Expectation{Ignore: l.Ignore, Verdict: l.Expect, Reason: l.Reason, Origin: fmt.Sprintf("%s:%d", c.Name, l.Line)}
		}
	}
	return check.Expectation{}
}
