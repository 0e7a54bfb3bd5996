package link

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/citelint/citelint/pattern"
)

// A sibling is how a site answered for a page that cannot exist, next to the one that was asked
// for. It is what tells a site that says 200 to everything from one that knows its pages.
type sibling struct {
	status int    // 0 when the site did not answer
	final  string // where its redirects ended
	page   page
}

func (s sibling) notFound() bool { return s.status == 404 || s.status == 410 }

// siblingOf makes up a page in the directory of u, with the same extension, for sites hand different
// extensions to different programs. The name is the same in every run, so that a server's owner
// can recognise it, and it is asked once per directory and extension.
func siblingOf(u *url.URL) *url.URL {
	dir, ext := path.Dir(strings.TrimSuffix(u.Path, "/")), path.Ext(u.Path)
	if len(ext) > 6 {
		ext = ""
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(u.Host + dir + ext))
	return &url.URL{
		Scheme: u.Scheme, Host: u.Host,
		Path: strings.TrimSuffix(dir, "/") + fmt.Sprintf("/citelint-no-such-page-%08x%s", sum.Sum32(), ext),
	}
}

var (
	// homeName is what home pages are called, besides "/".
	homeName = pattern.New(`^(?i:index|default|home|homepage|welcome|main|start|startseite|accueil|inicio)$`)
	// locale is a path segment that chooses a language: en, en-us, de_DE, zh-hans.
	locale = pattern.New(`^(?i:[a-z]{2}([-_]([a-z]{2}|hans|hant))?)$`)
	// errorName is a path segment that names a page for what could not be found.
	errorName = pattern.New(`^(?i:(error|err|http|page|erreur|fehler|e)?[-_]?404([-_]?(error|page|notfound|not[-_]found|fehler))?|` +
		`(error[-_]?)?(page|file|content|article|url|document)?[-_]?(is[-_])?not[-_]?found([-_]?(page|error))?|` +
		`seite-nicht-gefunden|nicht-gefunden|page-introuvable|page-non-trouvee|pagina-no-encontrada|no-encontrad[ao]|` +
		`pagina-non-trovata|pagina-nao-encontrada|pagina-niet-gevonden|sidan-hittades-inte)$`)
	// anyError is a path segment that names a page for anything that went wrong.
	anyError = pattern.New(`^(?i:errors?|error[-_]?page|oops)$`)
)

// isHome tells whether a URL is a site's home page, a language's home page included. With a query it is
// one only by its bare path: "/?ref=x" is, "/index.php?article=7" is not.
func isHome(u *url.URL) bool {
	for i, segment := range segments(u) {
		if u.RawQuery != "" && homeName.MatchString(segment) {
			return false
		}
		if homeName.MatchString(segment) || i == 0 && locale.MatchString(segment) {
			continue
		}
		return false
	}
	return true
}

// errorPage tells whether a URL names itself an error page, and whether the error is that nothing
// was found.
func errorPage(u *url.URL) (isError, notFound bool) {
	for _, segment := range segments(u) {
		notFound = notFound || errorName.MatchString(segment)
		isError = isError || anyError.MatchString(segment)
	}
	if isError && strings.Contains(u.RawQuery, "404") {
		notFound = true
	}
	return isError || notFound, notFound
}

// notFoundWords are what pages that are not there are called, in lower case and with a straight apostrophe.
// They may be generous: a match only leads to asking for a made-up sibling, which then decides.
var notFoundWords = newPhrases(
	"not found", "no longer available", "no longer exists", "does not exist", "doesn't exist", "can't be found", "cannot be found",
	"couldn't be found", "could not be found", "can't find", "cannot find", "couldn't find", "could not find", "nothing found",
	"page missing", "page is missing", "page unavailable", "page is unavailable",
	"nicht gefunden", "existiert nicht", "nicht verfügbar", "nicht mehr verfügbar",
	"introuvable", "non trouvée", "n'existe pas", "n'existe plus",
	"no encontrad", "no existe", "no se encontró", "no se ha encontrado", "no se encuentra",
	"non trovat", "non esiste", "não encontrad", "não existe",
	"niet gevonden", "bestaat niet", "hittades inte", "finns inte", "ikke fundet", "ikke funnet", "findes ikke", "finnes ikke",
	"ei löydy", "ei löytynyt", "nie znaleziono", "nie istnieje", "nenalezena", "neexistuje", "nem található", "bulunamadı",
	"не найден", "не существует", "не знайдено", "δεν βρέθηκε", "לא נמצא", "غير موجودة",
	"ページが見つかりません", "見つかりませんでした", "お探しのページ", "页面不存在", "找不到", "未找到", "頁面不存在", "찾을 수 없",
	"không tìm thấy", "ไม่พบหน้า", "नहीं मिला",
)

// looksMissing tells whether a page calls itself not found.
func looksMissing(p page) bool { return saysMissing(p.title) || saysMissing(p.heading) }

func saysMissing(name string) bool { return notFoundWords.in(name) || saysNumber(name, "404") }

// suspicion says what of a page suggests that it is not there, "" if nothing does. It costs no more than a
// made-up sibling, so it may be generous.
func suspicion(p page) string {
	little := terse
	if p.marked(markUnlisted) {
		little = slight
	}
	switch {
	case saysMissing(p.title):
		return "a page called " + quote(p.title)
	case saysMissing(p.heading):
		return "a page called " + quote(p.heading)
	case p.marked(markGone):
		return "a page that tells search engines to take it for a 404"
	case p.text < little && !p.isFrame() && (notFoundWords.inPlain(p.plain) || saysNumber(p.plain, "404")):
		return "a page that says little else than " + quote(p.opening)
	}
	return ""
}

// searchSegments are what search pages are called.
var searchSegments = wordSet("search", "searchresults", "search-results", "search_results", "suche", "suchergebnisse", "recherche", "rechercher",
	"buscar", "busqueda", "busca", "ricerca", "cerca", "zoeken", "sok", "hledat", "szukaj", "arama", "поиск")

// isSearch tells whether a URL is a search: by its path, with something sought, or as WordPress does it at its root.
func isSearch(u *url.URL) bool {
	if isHome(&url.URL{Path: u.Path}) && u.Query().Has("s") {
		return true
	}
	return u.RawQuery != "" && slices.ContainsFunc(segments(u), func(segment string) bool { return searchSegments[segment] })
}

// isSectionFront tells whether one URL is that of an article and the other the front of a section that it stood in: a
// directory above it, and no article's own address, as many sites lead "/story-7/any-words" to "/story-7".
func isSectionFront(from, to *url.URL) bool {
	deep, front := segments(from), segments(to)
	if site(from) != site(to) || to.RawQuery != "" || len(front) == 0 || len(front) >= len(deep) || !slices.Equal(front, deep[:len(front)]) {
		return false
	}
	article, last := deep[len(deep)-1], front[len(front)-1]
	return len(article) >= 12 && strings.ContainsAny(article, "-_0123456789") && !homeName.MatchString(article) &&
		len(last) <= 20 && !strings.ContainsAny(last, "0123456789") && strings.Count(last, "-") < 2
}

// saysNumber tells whether a number stands by itself in a text: not in 1404, 404,000 or 3.404.
func saysNumber(text, number string) bool {
	for before, after, ok := strings.Cut(text, number); ok; {
		left, right := strings.TrimRight(before, ".,:"), strings.TrimLeft(after, ".,")
		if (left == "" || !isDigit(left[len(left)-1])) && (right == "" || !isDigit(right[0])) {
			return true
		}
		var more string
		more, after, ok = strings.Cut(after, number)
		before += number + more
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// forSale are titles of parked domains; {} stands for the domain itself, so that an article about
// selling domains is not taken for one on sale.
var forSale = []string{
	"{} is for sale", "{} may be for sale", "{} - for sale", "buy {}", "{} is parked", "{} domain is for sale",
	"the domain {} is for sale", "the domain name {} is for sale", "domain {} is for sale", "{} steht zum verkauf", "{} est à vendre",
}

// dealers are the sites that parked domains redirect to.
var dealers = wordSet("hugedomains.com", "sedo.com", "dan.com", "afternic.com", "parkingcrew.net", "sedoparking.com", "bodis.com",
	"undeveloped.com", "uniregistry.com", "above.com", "domainmarket.com", "buydomains.com", "brandbucket.com", "squadhelp.com", "atom.com",
	"godaddy.com", "dynadot.com", "namebright.com", "epik.com", "efty.com", "domainnamesales.com", "skenzo.com")

// parked tells by what a domain is seen to be parked or for sale, "" if it is not: it was redirected to a dealer's
// page about it, it loads what parked pages load and says little else, or its title offers it. A dealer's other pages
// can be cited by way of a short link.
func parked(t *trip, p page) string {
	if p.marked(markParked) && p.text < slight {
		return "the page loads what parked pages load, and says little else"
	}
	domain := site(t.at)
	if len(t.hops) > 0 && dealers[domain] && site(t.from) != domain && offers(t.at, site(t.from)) {
		return "redirected to its dealer, " + quote(t.at.String())
	}
	title := strings.ToLower(p.title)
	if strings.Contains(title, domain) && slices.ContainsFunc(forSale, func(pattern string) bool {
		return strings.HasPrefix(title, strings.ReplaceAll(pattern, "{}", domain))
	}) {
		return "the page is called " + quote(p.title)
	}
	return ""
}

// offers tells whether a dealer's URL names a domain, as a word of its path or query: whole, or without its ending where
// what is left is no mere letter or two.
func offers(at *url.URL, domain string) bool {
	name, _, _ := strings.Cut(domain, ".")
	if len(name) < 3 {
		name = domain
	}
	where := strings.ToLower(at.RequestURI())
	return regexp.MustCompile(`(^|[^a-z0-9-])` + regexp.QuoteMeta(name) + `($|[^a-z0-9-])`).MatchString(where)
}

// site returns the registrable domain of a URL, or its host where there is none.
func site(u *url.URL) string {
	if endsInNumber(u.Hostname()) || strings.Contains(u.Hostname(), ":") {
		return u.Hostname() // an address
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return domain
	}
	return u.Hostname()
}
