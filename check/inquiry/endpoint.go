package inquiry

import (
	"net/url"
	"strings"
)

// Endpoint returns an institution's address without its last slashes, so that paths can be put behind it; false for
// what is no plain http or https URL: one with credentials, a query or a fragment has no place for them.
func Endpoint(raw string) (string, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	return strings.TrimRight(raw, "/"), true
}
