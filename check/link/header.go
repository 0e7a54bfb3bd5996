package link

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// An OriginHeader is a header that is sent to one origin, such as a password of
// an intranet. It is added to each request by where that request goes, so a
// redirect to another origin does not take it along. The zero value is sent nowhere.
type OriginHeader struct{ origin, name, value string }

// longestHeader is how many bytes a value may have; servers refuse longer ones.
const longestHeader = 8 << 10

// reservedHeaders are those that the transport and the reading of answers rely on.
var reservedHeaders = []string{
	"Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Keep-Alive",
	"Range", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
}

// NewOriginHeader returns a header for an origin: scheme, host and port (RFC
// 6454, section 4), written as https://host or https://host:8443. The error does
// not name the value.
func NewOriginHeader(origin, name, value string) (OriginHeader, error) {
	u, refused := target(origin)
	switch {
	case refused != nil:
		return OriginHeader{}, fmt.Errorf("%s is no origin: %w", quote(origin), refused)
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || strings.ContainsAny(origin, "@#"):
		return OriginHeader{}, fmt.Errorf("%s is no origin: write scheme, host and port alone, such as https://intranet.example", quote(origin))
	}
	canonical := http.CanonicalHeaderKey(name)
	switch {
	case !httpguts.ValidHeaderFieldName(name):
		return OriginHeader{}, fmt.Errorf("%s is no name of a header", quote(name))
	case slices.Contains(reservedHeaders, canonical) || strings.HasPrefix(canonical, "Proxy-"):
		return OriginHeader{}, fmt.Errorf("the header %s cannot be set: the connection relies on it", quote(name))
	case !httpguts.ValidHeaderFieldValue(value), len(value) > longestHeader:
		return OriginHeader{}, errors.New("its value cannot be sent: it is too long, or holds a control character such as a line break")
	}
	return OriginHeader{originOf(u), canonical, value}, nil
}

// String names the header and its origin, and not its value.
func (h OriginHeader) String() string { return h.name + " to " + h.origin }

func originOf(u *url.URL) string { return u.Scheme + "://" + hostPort(u) }

// addOwn adds the headers that belong to the origin of a request.
func (c *Client) addOwn(req *http.Request) {
	for _, h := range c.opts.Headers {
		if h.name != "" && h.origin == originOf(req.URL) {
			req.Header.Set(h.name, h.value)
		}
	}
}
