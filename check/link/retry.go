package link

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

const (
	firstWait   = time.Second           // before the first retry; doubled for each further one
	longestWait = 10 * time.Second      // whatever a server asks for
	roomWait    = 25 * time.Millisecond // for this machine to have room for a connection again, doubled each time
	maxLimits   = 9                     // times that a link waits for that, half a minute in all
)

// backOff returns how long to wait before the n-th retry, counted from 1: doubled each time, with a
// quarter of jitter either way, so that links that failed together do not come back together.
func backOff(n int) time.Duration {
	wait := min(firstWait<<min(n-1, 8), longestWait)
	return wait*3/4 + rand.N(wait/2)
}

// retryAfter reads a Retry-After header in both forms of RFC 9110, section 10.2.3: seconds or a date.
// It reports false for what is neither. What is past or negative is 0, what is far is longestWait.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if at, err := http.ParseTime(value); err == nil {
		return within(at.Sub(now)), true
	}
	return seconds(value)
}

func within(wait time.Duration) time.Duration { return min(max(wait, 0), longestWait) }

// wait returns how long to wait before the n-th retry of a request that was answered with a header.
// A server's own wish is a lower bound: "0" would otherwise make us hammer it.
func (c *Client) wait(n int, header http.Header) time.Duration {
	ours := backOff(n)
	if wish, ok := retryAfter(header.Get("Retry-After"), c.opts.Clock.Now()); ok {
		return max(wish, min(ours, firstWait))
	}
	return ours
}
