package handle

import (
	"net/url"
	"strings"
)

// URL returns the address of a DOI at doi.org, with what does not belong into an address encoded.
func URL(doi string) string { return DOIOrg + "/" + escape(doi) }

// OfURL returns the DOI that an address at doi.org names, and false for any other address.
func OfURL(raw string) (doi string, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Port() != "" {
		return "", false
	}
	switch strings.ToLower(u.Hostname()) {
	case "doi.org", "dx.doi.org", "www.doi.org":
	default:
		return "", false
	}
	doi = strings.TrimPrefix(u.Path, "/")
	return doi, strings.HasPrefix(doi, "10.") && u.RawQuery == ""
}

// plain are the characters that stand in a path as they are (RFC 3986, section 3.3), but for ";", which many
// servers take for the begin of parameters.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,=:@/"

// escape encodes a DOI for a path. Almost any character may stand in one: 10.1002/(SICI)1097-4571(1998)49:8<693::AID>3.0.CO;2-O.
// Segments that a server would resolve are encoded, too.
func escape(doi string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(doi); i++ {
		if c := doi[i]; strings.IndexByte(plain, c) >= 0 && !(c == '.' && inDotSegment(doi, i)) {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// inDotSegment tells whether a dot stands in a segment "." or "..".
func inDotSegment(s string, at int) bool {
	from := strings.LastIndexByte(s[:at], '/') + 1
	segment, _, _ := strings.Cut(s[from:], "/")
	return segment == "." || segment == ".."
}
