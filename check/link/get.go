package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A Page is a document that was fetched to be read, rather than judged.
type Page struct {
	URL         string // where it came from, after redirects
	ContentType string // as the server said, "" if it did not
	Body        []byte // without content coding, in whatever charset it was sent
}

// Get fetches a document of at most maxBytes, decoded. It goes through the same dialler, guard,
// redirects and retries as every link; whatever is not a success is an error.
func (c *Client) Get(ctx context.Context, rawURL string, maxBytes int64) (Page, error) {
	u, refused := target(rawURL)
	if refused == nil {
		refused = c.admit(u)
	}
	if refused != nil {
		return Page{}, fmt.Errorf("fetch %s: %w", quote(rawURL), refused)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	t := &trip{from: u, at: u}
	for {
		page, next := c.getOnce(ctx, t, maxBytes)
		switch {
		case ctx.Err() != nil:
			return Page{}, fmt.Errorf("fetch %s: %w", quote(u.String()), context.Cause(ctx))
		case next.do == follow:
			t.at = next.to
		case next.do == retry:
			c.sleep(ctx, next.wait)
		case next.answer.Verdict == Alive:
			return page, nil
		default:
			return Page{}, fmt.Errorf("fetch %s: %s", quote(u.String()), next.answer.Reason)
		}
	}
}

// getOnce makes one request, and says with the step how to go on; a page comes with the verdict Alive.
func (c *Client) getOnce(ctx context.Context, t *trip, maxBytes int64) (Page, step) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	t.attempts++
	c.mu.Lock()
	c.begin(t)
	c.mu.Unlock()
	resp, r := c.get(ctx, t)
	c.note(t, r)
	if r.err != nil {
		f := classify(r.err)
		if f.verdict == Refused || f.verdict == Insecure {
			return Page{}, t.finish(f.verdict, f.cause, f.reason)
		}
		return Page{}, c.again(t, nil, t.answer(Uncertain, f.cause, f.reason))
	}
	defer func() { _ = resp.Body.Close() }()
	switch t.status = r.status; {
	case isRedirect(r.status):
		return Page{}, c.judgeRedirect(t, r)
	case r.status != http.StatusOK && r.status != http.StatusNonAuthoritativeInfo:
		return Page{}, c.judgeStatus(t, r)
	}
	body, err := readAll(resp, maxBytes)
	if err != nil {
		return Page{}, t.finish(Uncertain, causeTruncated, err.Error())
	}
	page := Page{URL: t.at.String(), ContentType: resp.Header.Get("Content-Type"), Body: body}
	return page, t.finish(Alive, "", "")
}

func readAll(resp *http.Response, maxBytes int64) ([]byte, error) {
	in, ok := decoded(resp)
	if !ok {
		return nil, fmt.Errorf("the server sent content coding %s, which was not asked for", quote(resp.Header.Get("Content-Encoding")))
	}
	body, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	switch {
	case errors.Is(err, errBomb):
		return nil, err
	case err != nil:
		return nil, errors.New(classify(err).reason)
	case int64(len(body)) > maxBytes:
		return nil, fmt.Errorf("the document has more than %d bytes", maxBytes)
	}
	return body, nil
}

// sleep waits by the Client's clock.
func (c *Client) sleep(ctx context.Context, wait backoff) {
	over := make(chan struct{})
	c.opts.Clock.AfterFunc(wait.after, func() { close(over) })
	c.await(ctx, over)
}
