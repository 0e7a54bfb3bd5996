package date

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/net/idna"
)

//go:embed tlds.txt
var tldsFile string

// tldsBegan maps top-level domains to the first day of tlds.txt.
var tldsBegan = sync.OnceValue(func() map[string]Date {
	began := map[string]Date{}
	for line := range strings.SplitSeq(tldsFile, "\n") {
		tld, day, ok := strings.Cut(line, " ")
		if d, isDate := ParseISO(day); ok && isDate {
			began[tld] = d // a test holds every line to this form
		}
	}
	return began
})

// TLDBegan is the top-level domain of a URL's host ("app") and a day, or a year, before which nothing can
// have been published below it. Of an address in a web archive it is the archived page's. ok is false where
// no such day is known, as for domains that are older than the web.
//
// The days are those of the registries' contracts with ICANN, which come before delegation; tlds.txt names
// the sources.
func TLDBegan(rawURL string) (tld string, began Date, ok bool) {
	host := bareHost(split(rawURL).host)
	tld = host[strings.LastIndexByte(host, '.')+1:]
	if tld == host {
		return "", Date{}, false
	}
	label, err := idna.ToASCII(tld)
	if err != nil {
		return "", Date{}, false
	}
	began, ok = tldsBegan()[label]
	if !ok {
		return "", Date{}, false
	}
	return tld, began, true
}
