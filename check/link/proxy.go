package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// A proxy dials in our place, where no guard sees the address: it is used only where the user asks for one. What
// can still be done is done: every name is looked up here first, and a name that leads to a forbidden address is
// not asked. A name that only the proxy can look up is left to the proxy.

// A proxyFailure is what went wrong between us and the proxy, or on its far side; the link is not to blame.
type proxyFailure struct {
	status  int   // what the proxy answered, 0 when nothing
	reached bool  // it was there, and could not connect
	err     error // why there is no answer
}

func (p *proxyFailure) Error() string {
	if p.status != 0 {
		return "the proxy answered " + statusText(p.status)
	}
	if p.reached {
		return "the proxy could not connect: " + shorten(innermost(p.err))
	}
	return "the proxy cannot be reached: " + shorten(innermost(p.err))
}

type proxyKey struct{}

// proxied returns the proxy that a URL is asked through, nil for none, and a context in which that proxy may be
// dialled.
func (c *Client) proxied(ctx context.Context, u *url.URL) (context.Context, *url.URL, error) {
	if c.opts.Proxy == nil {
		return ctx, nil, nil
	}
	proxy, err := c.opts.Proxy(u)
	if err != nil || proxy == nil {
		return ctx, nil, err
	}
	if err := c.vet(ctx, u.Hostname()); err != nil {
		return ctx, nil, err
	}
	return context.WithValue(ctx, proxyKey{}, proxyAddress(proxy)), proxy, nil
}

// proxyAddress spells where net/http dials a proxy.
func proxyAddress(proxy *url.URL) string {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(proxy.Hostname(), port)
}

// isProxy tells whether an address is dialled to reach the proxy of a request.
func isProxy(ctx context.Context, address string) bool {
	proxy, _ := ctx.Value(proxyKey{}).(string)
	return proxy != "" && proxy == address
}

// vetTime is how long that may take: where there is a proxy, nobody else may answer for names at all.
const vetTime = 3 * time.Second

// vet looks a name up and refuses it when any of its addresses is forbidden.
func (c *Client) vet(ctx context.Context, host string) error {
	if _, err := netip.ParseAddr(host); err == nil {
		return nil // judged when it was admitted
	}
	ctx, cancel := context.WithTimeout(ctx, vetTime)
	defer cancel()
	addrs, _ := c.book.addresses(ctx, host) // none is for the proxy to look up
	for _, addr := range addrs {
		if refused := c.guard.check(addr); refused != nil {
			return refused
		}
	}
	return nil
}

// connected is an http.Transport.OnProxyConnectResponse: a proxy that will not connect says so itself.
func connected(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return &proxyFailure{status: resp.StatusCode}
	}
	return nil
}

// blameProxy turns an error of a request that went through a proxy into the proxy's, where it is.
func blameProxy(err error) error {
	if _, ok := errors.AsType[*proxyFailure](err); ok {
		return err
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "dial" || op.Op == "proxyconnect" || op.Op == "socks connect") {
		return &proxyFailure{err: err, reached: op.Op == "socks connect"}
	}
	return err
}

func classifyProxy(p *proxyFailure) failure {
	f := failure{verdict: Uncertain, cause: causeProxy, reason: p.Error()}
	f.answered = p.status != 0 || p.reached
	f.ours = !f.answered
	return f
}

// ParseProxy reads the URL of a proxy: http, https or socks5, with a host.
func ParseProxy(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return nil, errors.New(plainURLError(err))
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5":
		return nil, fmt.Errorf("its scheme is %s, and only http, https and socks5 are spoken", quote(u.Scheme))
	case u.Hostname() == "":
		return nil, errors.New("it names no host")
	}
	return u, nil
}
