package link

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"time"

	"github.com/citelint/citelint/check/date"
)

const (
	maxDrain  = 64 << 10               // what is read to keep a connection, instead of closing it
	drainTime = 250 * time.Millisecond // and for how long
	maxRatio  = 200                    // decoded bytes for each byte received; deflate ends at 1032
)

var errBomb = errors.New("the body unpacks to far more than was sent")

// A reply is what one request brought: a response as far as it matters, or an error.
type reply struct {
	status int
	header http.Header
	page   page
	broken error // the body broke off before the page could be judged
	err    error // no response at all
	reused bool  // it came over a connection that was there before
}

// fetch makes one GET request, under one deadline for everything from the dial to the last byte. A body that comes too
// slowly ends before it.
func (c *Client) fetch(ctx context.Context, t *trip) reply {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	resp, r := c.get(ctx, t)
	if r.err != nil {
		return r
	}
	defer func() { _ = resp.Body.Close() }()
	r.page.places = unreadPlaces(t.wanted())
	if worthReading(resp) {
		resp.Body = watch(resp.Body, cancel)
		if body, ok := decoded(resp); ok {
			scanner := c.scanners.Get().(*scanner)
			r.page, r.broken = scanner.read(body, resp.Header.Get("Content-Type"), t.reading())
			c.scanners.Put(scanner)
		}
	}
	r.page.dates = append(r.page.dates, date.InHeaders(resp.Header.Get("Last-Modified"), resp.Header.Get("Date"))...)
	drain(resp, cancel)
	return r
}

// get sends the request. Nothing goes out but what every link gets: no Referer, no credentials but
// those that the user gave for this origin, and no cookies, unless the redirects went in circles without.
func (c *Client) get(ctx context.Context, t *trip) (*http.Response, reply) {
	var r reply
	ctx, proxy, err := c.proxied(ctx, t.at)
	if err != nil {
		return nil, reply{err: err}
	}
	via, had := c.via(t), new(connections)
	ctx = context.WithValue(ctx, connectionsKey{}, had)
	if via != c.wire {
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
			had.reused = i.Reused
			c.meet(hostPort(t.at))
		}})
	}
	req := (&http.Request{Method: http.MethodGet, URL: t.at, Host: t.at.Host, Header: c.header}).WithContext(ctx)
	if t.header != nil || t.sendCookies || len(c.opts.Headers) > 0 {
		c.dress(req, t)
	}
	resp, err := via.RoundTrip(req)
	r.reused = had.reused
	if proxy != nil {
		if err == nil && resp.StatusCode == http.StatusProxyAuthRequired {
			_ = resp.Body.Close()
			err = &proxyFailure{status: resp.StatusCode}
		}
		err = blameProxy(err)
	}
	if err != nil {
		r.err = err
		return nil, r
	}
	r.status, r.header = resp.StatusCode, resp.Header
	return resp, r
}

// dress gives a request what it has besides the header of every link.
func (c *Client) dress(req *http.Request, t *trip) {
	req.Header = req.Header.Clone()
	for _, name := range []string{"Accept", "Accept-Datetime"} {
		if value := t.header.Get(name); value != "" {
			req.Header.Set(name, value)
		}
	}
	if t.sendCookies {
		for _, cookie := range t.jar.Cookies(t.at) {
			req.AddCookie(cookie)
		}
	}
	c.addOwn(req)
}

// via returns what carries a request.
func (c *Client) via(t *trip) http.RoundTripper {
	switch {
	case t.via != nil:
		return t.via
	case t.at.Scheme == "http" && c.opts.Proxy == nil:
		return c.wire
	}
	return c.transport
}

// worthReading tells whether the body can change the verdict: it is a web page, and its status is
// one that web pages lie about or that bot walls hide behind.
func worthReading(resp *http.Response) bool {
	switch s := resp.StatusCode; {
	case s == http.StatusNoContent || s == http.StatusNotFound || s == http.StatusGone:
		return false
	case isRedirect(s):
		return false
	}
	kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";") // what stands behind it is often malformed
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "" || kind == "text/html" || kind == "application/xhtml+xml"
}

// decoded returns the body without its content coding, and false for a coding that was not asked for.
func decoded(resp *http.Response) (io.Reader, bool) {
	switch coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
		return resp.Body, true
	case "gzip", "x-gzip":
		return &gunzip{raw: counter{r: resp.Body}}, true
	}
	return nil, false
}

// A gunzip unpacks a body and stops where it grows out of proportion.
type gunzip struct {
	raw counter
	zip *gzip.Reader
	out int64
	err error // what ended it, said again to whoever reads on
}

func (g *gunzip) Read(p []byte) (n int, err error) {
	if g.err == nil {
		n, g.err = g.unpack(p)
	}
	return n, g.err
}

func (g *gunzip) unpack(p []byte) (n int, err error) {
	if g.zip == nil {
		if g.zip, err = gzip.NewReader(&g.raw); err != nil {
			return 0, err
		}
	}
	n, err = g.zip.Read(p)
	g.out += int64(n)
	if g.out > 256<<10 && g.out > maxRatio*g.raw.n {
		return n, errBomb
	}
	return n, err
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// drain reads what is left of a short body, so that the connection can serve the next link. A long
// or slow one is given up: closing costs less.
func drain(resp *http.Response, cancel context.CancelFunc) {
	if body, ok := resp.Body.(*watchedBody); ok && body.ended || resp.ContentLength > maxDrain || resp.Body == http.NoBody {
		return
	}
	timer := time.AfterFunc(drainTime, cancel)
	defer timer.Stop()
	_, _ = io.CopyN(io.Discard, resp.Body, maxDrain)
}
