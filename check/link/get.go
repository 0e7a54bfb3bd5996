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
	var page Page
	err := c.errand(ctx, rawURL, &trip{}, func(t *trip, resp *http.Response, r reply) step {
		switch {
		case isRedirect(r.status):
			return c.judgeRedirect(t, r)
		case r.status != http.StatusOK && r.status != http.StatusNonAuthoritativeInfo:
			return c.judgeStatus(t, r)
		}
		body, cut, err := readBody(resp, maxBytes)
		switch {
		case err != nil:
			return t.finish(Uncertain, causeTruncated, err.Error())
		case cut:
			return t.finish(Uncertain, causeTruncated, fmt.Sprintf("the document has more than %d bytes", maxBytes))
		}
		page = Page{URL: t.at.String(), ContentType: resp.Header.Get("Content-Type"), Body: body}
		return t.finish(Alive, "", "")
	})
	if err != nil {
		return Page{}, err
	}
	return page, nil
}

// A Request asks for one document as it is: a redirect is an answer, too.
type Request struct {
	URL      string
	Header   http.Header // of it Accept and Accept-Datetime are sent
	MaxBytes int64       // how much of the body is wanted; 0: nothing of it
}

// A Response is what a server answered to a Request, whatever the status.
type Response struct {
	Status int
	URL    string // what was asked
	Header http.Header
	Body   []byte // without content coding, at most MaxBytes of it
	Cut    bool   // the body goes on
}

// Fetch asks for one document and follows no redirect. It goes through the same dialler and guard as every
// link, and asks again after 429, 5xx and passing failures, but not after a silence: what is asked besides the
// links is not worth a second wait. An error means that nothing was answered.
func (c *Client) Fetch(ctx context.Context, request Request) (Response, error) {
	var response Response
	err := c.errand(ctx, request.URL, &trip{header: request.Header, aside: true}, func(t *trip, resp *http.Response, r reply) step {
		if r.status == http.StatusTooManyRequests || r.status >= 500 {
			if next := c.again(t, r.header, Answer{}); next.do == retry {
				return next
			}
		}
		body, cut, err := readBody(resp, request.MaxBytes)
		if err != nil {
			return c.again(t, nil, t.answer(Uncertain, causeTruncated, err.Error()))
		}
		response = Response{r.status, t.at.String(), r.header, body, cut}
		return t.finish(Alive, "", "")
	})
	if err != nil {
		return Response{}, err
	}
	return response, nil
}

// errand makes requests until take is content with a response. It passes the queues by, but not the
// places of a host; see turn.go.
func (c *Client) errand(ctx context.Context, rawURL string, t *trip, take func(*trip, *http.Response, reply) step) error {
	u, refused := target(rawURL)
	if refused == nil {
		refused = c.admit(u)
	}
	if refused != nil {
		return fmt.Errorf("fetch %s: %w", quote(rawURL), refused)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	t.from, t.at = u, u
	for {
		next := c.exchange(ctx, t, take)
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("fetch %s: %w", quote(u.String()), context.Cause(ctx))
		case next.do == follow:
			t.at = next.to
		case next.do == retry:
			c.sleep(ctx, next.wait)
		case next.answer.Verdict == Alive:
			return nil
		default:
			return fmt.Errorf("fetch %s: %s", quote(u.String()), next.answer.Reason)
		}
	}
}

// exchange makes one request when its host has a place for it, and says how to go on.
func (c *Client) exchange(ctx context.Context, t *trip, take func(*trip, *http.Response, reply) step) step {
	leave, err := c.enterHost(ctx, hostPort(t.at))
	if err != nil {
		return t.finish(Uncertain, causeInterrupted, err.Error())
	}
	defer leave()
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
		answer := t.answer(f.verdict, f.cause, f.reason)
		waited := f.cause == causeTimeout || f.cause == causeResolver
		if f.verdict == Refused || f.verdict == Insecure || f.cause == causeNoName || t.aside && waited {
			return step{do: finish, answer: answer}
		}
		return c.again(t, nil, answer)
	}
	resp.Body = watch(resp.Body, cancel)
	defer func() { _ = resp.Body.Close() }()
	t.status = r.status
	next := take(t, resp, r)
	drain(resp, cancel)
	return next
}

// readBody reads at most maxBytes of a body, decoded, and tells whether there was more.
func readBody(resp *http.Response, maxBytes int64) (body []byte, cut bool, err error) {
	if maxBytes <= 0 || isRedirect(resp.StatusCode) {
		return nil, false, nil
	}
	in, ok := decoded(resp)
	if !ok {
		return nil, false, fmt.Errorf("the server sent content coding %s, which was not asked for", quote(resp.Header.Get("Content-Encoding")))
	}
	body, err = io.ReadAll(io.LimitReader(in, maxBytes+1))
	cut = int64(len(body)) > maxBytes
	switch {
	case errors.Is(err, errBomb):
		return nil, false, err
	case err != nil:
		return nil, false, errors.New(classify(err).reason)
	case cut:
		body = body[:maxBytes]
	}
	return body, cut, nil
}

// sleep waits by the Client's clock.
func (c *Client) sleep(ctx context.Context, wait backoff) {
	over := make(chan struct{})
	c.opts.Clock.AfterFunc(wait.after, func() { close(over) })
	c.await(ctx, over)
}
