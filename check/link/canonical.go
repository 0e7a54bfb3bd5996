package link

// Canonical returns the URL that is asked for a URL as it was cited: without user name, password and fragment, its
// host in ASCII. URLs of one canonical form have one answer. It reports false for a URL that no Client would ask.
func Canonical(raw string) (string, bool) {
	u, refused := target(raw)
	if refused != nil {
		return "", false
	}
	return u.String(), true
}
