package link

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// quotaHeaders are the pairs in which servers tell what is left of a quota, and when it is filled up again.
// None is a standard; the last two are of drafts of the HTTPAPI working group before its sixth.
var quotaHeaders = []struct{ remaining, reset string }{
	{"X-Ratelimit-Remaining", "X-Ratelimit-Reset"},
	{"X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"},
	{"Ratelimit-Remaining", "Ratelimit-Reset"},
}

// epoch is the least number that is a time since 1970 rather than a number of seconds to wait: nobody
// waits for thirty years.
const epoch = 1_000_000_000

// quotaReset returns how long to wait when a header says that nothing is left of a quota; otherwise false. It
// also reads `RateLimit: "name";r=0;t=30` of draft-ietf-httpapi-ratelimit-headers, section 4.
func quotaReset(header http.Header, now time.Time) (wait time.Duration, usedUp bool) {
	for _, h := range quotaHeaders {
		if strings.TrimSpace(header.Get(h.remaining)) == "0" {
			w, ok := resetAfter(header.Get(h.reset), now)
			wait, usedUp = max(wait, w), usedUp || ok
		}
	}
	for _, value := range header["Ratelimit"] {
		for policy := range splitUnquoted(value, ',') {
			if w, ok := policyReset(policy); ok {
				wait, usedUp = max(wait, w), true
			}
		}
	}
	return wait, usedUp
}

// policyReset reads one policy of a RateLimit header.
func policyReset(policy string) (wait time.Duration, usedUp bool) {
	left, reset := "", ""
	for parameter := range splitUnquoted(policy, ';') {
		name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		switch name {
		case "r":
			left = value
		case "t":
			reset = value
		}
	}
	if left != "0" {
		return 0, false
	}
	return seconds(reset)
}

// resetAfter reads a time of reset: seconds from now, or since 1970, of which a fraction does not matter.
func resetAfter(value string, now time.Time) (time.Duration, bool) {
	whole, _, _ := strings.Cut(strings.TrimSpace(value), ".")
	if at, err := strconv.ParseInt(whole, 10, 64); err == nil && at >= epoch {
		return within(time.Unix(min(at, 1<<40), 0).Sub(now)), true
	}
	return seconds(whole)
}

// seconds reads a number of seconds: what is negative is 0, what is far longestWait.
func seconds(value string) (time.Duration, bool) {
	digits := strings.TrimPrefix(value, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	if digits != value {
		return 0, true
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil { // more digits than any server has patience
		return longestWait, true
	}
	return within(time.Duration(n) * time.Second), true
}

// splitUnquoted yields the parts of a structured field (RFC 9651) between separators that stand outside of strings.
func splitUnquoted(s string, separator byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start, quoted := 0, false
		for i := 0; i < len(s); i++ {
			switch {
			case quoted && s[i] == '\\':
				i++
			case s[i] == '"':
				quoted = !quoted
			case s[i] == separator && !quoted:
				if !yield(s[start:i]) {
					return
				}
				start = i + 1
			}
		}
		yield(s[start:])
	}
}
