package check

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/citelint/citelint/pattern"
)

// A form is what an address is by how it is written, where that is no source
// that lasts.
type form struct {
	rule     string // that speaks of it
	severity Severity
	what     string // "Google's redirect"
	target   string // the address that it holds, "" when it holds none
}

// formOf tells the form of an address, or a zero form. The graver forms come
// first: an address has one.
func formOf(raw string) form {
	u, err := url.Parse(raw)
	if err != nil {
		return form{}
	}
	if what := privateSchemes[strings.ToLower(u.Scheme)]; what != "" {
		return form{rule: "opaque-redirect", severity: Error, what: what}
	}
	if u.Host == "" {
		return form{}
	}
	at := located{host: strings.ToLower(u.Hostname()), path: u.Path}
	if u.RawQuery != "" {
		at.query = u.Query()
	}
	if at.isServed() {
		if f := at.serviceForm(); f.rule != "" {
			return f
		}
	}
	switch {
	case at.isProxied():
		return form{rule: "cached-copy", severity: Warning, what: "a library's proxy, which asks for that library's password"}
	case at.isAMP():
		return form{rule: "cached-copy", severity: Info, what: "an AMP page, a copy for telephones"}
	case at.isSiteSearch():
		return form{rule: "search-result-source", severity: Info, what: u.Hostname()}
	}
	return form{}
}

// serviceForm is the form that one of the tables gives the address.
func (at *located) serviceForm() form {
	if s := at.find(opaque); s != nil {
		return form{rule: "opaque-redirect", severity: warningUnless(s.own, Error), what: s.what, target: at.target(s.key)}
	}
	if s := at.find(searches); s != nil {
		return form{rule: "search-result-source", severity: warningUnless(s.own, Info), what: s.what}
	}
	if s := at.find(copies); s != nil {
		return form{rule: "cached-copy", severity: warningUnless(s.own, Info), what: s.what, target: at.target(s.key)}
	}
	if s := at.find(shorteners); s != nil && strings.Trim(at.path, "/") != "" {
		return form{rule: "shortened-url", severity: warningUnless(s.own, Info), what: s.what}
	}
	return form{}
}

func warningUnless(own bool, other Severity) Severity {
	if own {
		return other
	}
	return Warning
}

// privateSchemes are those of files that only a chatbot's user can open.
var privateSchemes = map[string]string{"sandbox": "a file in ChatGPT's workspace"}

// A located is an address taken apart.
type located struct {
	host, path string
	query      url.Values
}

// servedHosts are the hosts of all tables, and "google" for google.*: a quick look, since most addresses are of none.
var servedHosts = sync.OnceValue(func() map[string]bool {
	hosts := map[string]bool{}
	for _, table := range [][]service{opaque, searches, copies, shorteners} {
		for _, s := range table {
			name, anywhere := strings.CutSuffix(s.host, ".*")
			if anywhere {
				name = name[strings.LastIndexByte(name, '.')+1:]
			}
			hosts[name] = true
		}
	}
	return hosts
})

// isServed says whether a table may know the host.
func (at *located) isServed() bool {
	hosts := servedHosts()
	for name, below := at.host, true; below; {
		var label, rest string
		label, rest, below = strings.Cut(name, ".")
		if hosts[name] || hosts[label] {
			return true
		}
		name = rest
	}
	return false
}

// find returns the first service of a table that the address is of, or nil.
func (at *located) find(table []service) *service {
	for i := range table {
		s := &table[i]
		if at.isOf(s.host) && strings.HasPrefix(at.path, s.path) && at.endsPart(s.path) && (s.key == "" || at.has(s.key)) {
			return s
		}
	}
	return nil
}

// isOf says whether the host is a name or stands below it.
func (at *located) isOf(name string) bool {
	host := at.host
	if name, anywhere := strings.CutSuffix(name, ".*"); anywhere {
		// google.com, google.de, google.co.uk: one label or two short ones
		i := strings.LastIndex("."+host, "."+name+".")
		if i < 0 {
			return false
		}
		rest := strings.Split(host[i+len(name)+1:], ".")
		return (i == 0 || host[:i] == "www.") && len(rest) <= 2 && len(rest[0]) <= 3 && len(rest[len(rest)-1]) <= 3
	}
	return host == name || strings.HasSuffix(host, name) && host[len(host)-len(name)-1] == '.'
}

// endsPart says whether the path is known up to the end of a part of it:
// /search is not /searches.
func (at *located) endsPart(path string) bool {
	return path == "" || len(at.path) == len(path) || strings.HasSuffix(path, "/") || !isPathWord(at.path[len(path)])
}

func isPathWord(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

func (at *located) has(keys string) bool {
	return slices.ContainsFunc(strings.Split(keys, "|"), func(key string) bool { return at.query.Get(key) != "" })
}

// target returns the address that a redirect holds in its query.
func (at *located) target(keys string) string {
	for _, key := range strings.Split(keys, "|") {
		if value := at.query.Get(key); strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://") {
			return value
		}
	}
	return ""
}

// proxyLabel are the labels of EZproxy and of its likes in the names of
// libraries' proxies (OCLC, "EZproxy: option ProxyByHostname").
var proxyLabel = pattern.New(`(?:^|\.)(?:ezproxy|libproxy|ezp|proxy\.lib|lib-proxy|library-proxy)\d*\.|\.idm\.oclc\.org$`)

func (at *located) isProxied() bool {
	return (strings.Contains(at.host, "proxy") || strings.Contains(at.host, "ezp") || strings.Contains(at.host, "oclc")) && proxyLabel.MatchString(at.host)
}

// isAMP says whether the address is made as publishers make those of AMP pages
// (amp.dev, "Make your pages discoverable"). AMP is also the name of firms and
// of amplifiers.
func (at *located) isAMP() bool {
	if rest, ok := strings.CutPrefix(at.host, "amp."); ok {
		domain, _, below := strings.Cut(rest, ".")
		return below && !slices.Contains([]string{"com", "co", "org", "net", "gov", "ac", "edu", "dev"}, domain)
	}
	path := strings.ToLower(strings.TrimSuffix(at.path, "/"))
	deep := strings.Count(path, "/") > 1
	return deep && (strings.HasSuffix(path, "/amp") || strings.HasPrefix(path, "/amp/")) || strings.HasSuffix(path, ".amp.html") || strings.HasSuffix(path, ".amp") ||
		at.query.Get("amp") == "1" || at.query.Get("outputType") == "amp" || at.query.Has("amp") && at.query.Get("amp") == ""
}

// The last parts of the path of a site's own search, and the keys of what was
// searched for. WordPress searches with /?s=.
var (
	searchPart = pattern.New(`^/(?:[a-z]{2}(?:[-_][a-z]{2})?/)?(?:site)?(?:search|search-?results?|search_results|suche|recherche|buscar|busqueda|busca|ricerca|cerca|zoeken|sok|sok-resultat|haku|szukaj|hledat|poisk|arama)(?:\.\w{2,5}|/)?$`)
	searchKeys = "q|query|s|text|keyword|keywords|search|searchterm|search_query|wd|kw"
)

func (at *located) isSiteSearch() bool {
	path := strings.ToLower(at.path)
	return at.has(searchKeys) && searchPart.MatchString(path) || (path == "" || path == "/") && at.query.Get("s") != "" && len(at.query) == 1
}

// languages are the codes that stand alone in the path of a site's front page
// in one language (ISO 639-1, those of more than a few sites).
var languages = map[string]bool{
	"ar": true, "bg": true, "ca": true, "cn": true, "cs": true, "da": true, "de": true, "el": true, "en": true, "es": true, "et": true, "fa": true,
	"fi": true, "fr": true, "he": true, "hi": true, "hr": true, "hu": true, "id": true, "it": true, "ja": true, "jp": true, "ko": true, "kr": true,
	"lt": true, "lv": true, "nl": true, "no": true, "pl": true, "pt": true, "ro": true, "ru": true, "sk": true, "sl": true, "sr": true, "sv": true,
	"th": true, "tr": true, "uk": true, "us": true, "vi": true, "zh": true,
}

var frontPage = pattern.New(`^/?(?:(index|home|default|main)(?:\.\w{2,5})?/?)?$`)

// homepage returns the host of an address that leads to a site's front page, or
// "". What stands in a fragment may be a page of its own.
func homepage(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Fragment != "" || strings.TrimLeft(u.RawQuery, "&") != "" && !onlyTracked(u.Query()) {
		return ""
	}
	path := strings.ToLower(u.Path)
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if language, country, both := strings.Cut(strings.ReplaceAll(first, "_", "-"), "-"); languages[language] && (!both || len(country) == 2) {
		path = "/" + rest
	}
	if !frontPage.MatchString(path) {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func onlyTracked(query url.Values) bool {
	for key := range query {
		if !isTracker(key) {
			return false
		}
	}
	return true
}

// isTracker says whether a query key says nothing of the page.
func isTracker(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "utm_") || trackers[key]
}

// trackedBy returns the chatbot that the query of an address names, or else the
// keys in it that track the reader, in order.
func trackedBy(raw string) (chatbot string, keys []string) {
	_, query, found := strings.Cut(raw, "?")
	if !found {
		return "", nil
	}
	query, _, _ = strings.Cut(query, "#")
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		key, value, _ := strings.Cut(pair, "=")
		key = strings.TrimPrefix(strings.ToLower(key), "amp;")
		if !isTracker(key) {
			continue
		}
		if bot := chatbots[strings.ToLower(value)]; bot != "" && (key == "utm_source" || key == "referrer") {
			return bot, []string{key + "=" + value}
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return "", keys
}
