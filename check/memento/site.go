package memento

import (
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// archives are sites whose pages are copies: nobody archives an archive.
var archives = []string{
	"web.archive.org", "wayback.archive.org", "archive-it.org", "archive.today", "archive.is", "archive.ph", "archive.md", "archive.li", "archive.fo", "archive.vn",
	"perma.cc", "webcitation.org", "webarchive.org.uk", "webarchive.nationalarchives.gov.uk", "arquivo.pt", "timetravel.mementoweb.org",
	"ghostarchive.org", "megalodon.jp", "freezepage.com", "webarchive.loc.gov", "vefsafn.is",
}

func isArchive(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, archive := range archives {
		if host == archive || strings.HasSuffix(host, "."+archive) {
			return true
		}
	}
	return strings.HasSuffix(host, "archive.org") && strings.HasPrefix(u.Path, "/wayback/")
}

// ownSite tells whether a URL is on the archive's own site: its registered domain, or its very host and port
// where that is an address.
func (a *Archive) ownSite(u *url.URL) bool {
	ours, theirs := strings.ToLower(a.base.Hostname()), strings.ToLower(u.Hostname())
	if net.ParseIP(ours) != nil || ours == "localhost" {
		return u.Host == a.base.Host
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(ours)
	if err != nil {
		site = ours
	}
	return theirs == site || strings.HasSuffix(theirs, "."+site)
}

// pageOf is what is common to all spellings of a page's URL: no scheme, no "www.", no last slash.
func pageOf(u *url.URL) string {
	page := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		page += "?" + u.RawQuery
	}
	return page
}

// ofPage tells whether an archive's URL names the page that it is a copy of, as all large archives' do:
// …/20190304120000/https://stat.gov.uk/rents.
func (q question) ofPage(copyURL string) bool {
	plain := strings.TrimRight(copyURL, "/")
	return strings.HasSuffix(strings.ToLower(plain), strings.ToLower(q.page))
}

// mayBe tells whether a URL may be offered as a copy. It is on the archive's own site or another archive's; or it
// names the page, for aggregators speak of copies in archives everywhere. Anything else could lead a reader
// anywhere.
func (a *Archive) mayBe(u *url.URL, q question) bool {
	return u != nil && len(u.String()) <= maxTarget && u.String() != q.url && (a.ownSite(u) || isArchive(u) || isPublic(u) && q.ofPage(u.String()))
}

// isPublic tells whether a host's name is one that the whole web may know: no address and no local name, which
// would lead into the reader's own network.
func isPublic(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	for _, local := range []string{".local", ".localhost", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, local) {
			return false
		}
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return last != host && strings.Trim(last, "0123456789") != "" && net.ParseIP(host) == nil
}

var stamp = regexp.MustCompile(`/(\d{14})(?:[a-z]{2}_)?/`)

// stamped reads the moment that many archives write into a copy's URL, 20190304120000; zero when there is none.
func stamped(copyURL string) time.Time {
	m := stamp.FindStringSubmatch(copyURL)
	if m == nil {
		return time.Time{}
	}
	return digits(m[1])
}

const digitForm = "20060102150405"

// digits reads a moment of fourteen digits, zero when it is none.
func digits(s string) time.Time {
	at, err := time.Parse(digitForm, s)
	if err != nil || len(s) != len(digitForm) {
		return time.Time{}
	}
	return at
}
