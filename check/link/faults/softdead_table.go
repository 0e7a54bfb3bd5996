package faults

import (
	"net/http"
	"slices"
)

// softDead are pages that answer in place of the one that was cited, and some that only look like it.
func softDead() []Behaviour {
	var languages []Behaviour
	for _, s := range []struct{ name, language, title string }{
		{"soft-404", "English", "Page not found"},
		{"soft-404-german", "German", "Seite nicht gefunden"},
		{"soft-404-french", "French", "Page introuvable"},
		{"soft-404-spanish", "Spanish", "Página no encontrada"},
		{"soft-404-italian", "Italian", "Pagina non trovata"},
		{"soft-404-portuguese", "Portuguese", "Página não encontrada"},
		{"soft-404-dutch", "Dutch", "Pagina niet gevonden"},
		{"soft-404-swedish", "Swedish", "Sidan hittades inte"},
		{"soft-404-polish", "Polish", "Nie znaleziono strony"},
		{"soft-404-turkish", "Turkish", "Sayfa bulunamadı"},
		{"soft-404-russian", "Russian", "Страница не найдена"},
		{"soft-404-greek", "Greek", "Η σελίδα δεν βρέθηκε"},
		{"soft-404-japanese", "Japanese", "ページが見つかりません"},
		{"soft-404-chinese", "Chinese", "页面不存在"},
		{"soft-404-korean", "Korean", "페이지를 찾을 수 없습니다"},
		{"soft-404-arabic", "Arabic", "الصفحة غير موجودة"},
		{"soft-404-number", "every language", "404"},
		{"soft-404-apostrophe", "typeset English", "Sorry, this page doesn’t exist"},
	} {
		languages = append(languages, Behaviour{
			Name: s.name, About: "whatever is asked for, the server finds a page that says, in " + s.language + ", that it found none",
			Serve: Titled(200, s.title), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2, Says: s.title,
		})
	}
	return slices.Concat(homes, errorPages, languages, softShapes, parked)
}

var homes = []Behaviour{
	{
		Name: "root", About: "every missing page is redirected to the home page", Serve: Only("/", Found, Redirect(302, "/")),
		Verdict: "soft-dead", Cause: "redirect-to-root", Requests: 4, Final: "http://root.example{P}/", Says: "as is a made-up page beside it",
	},
	{
		Name: "root-known", About: "this page is redirected to the home page, and others are not found", Verdict: "soft-dead", Cause: "redirect-to-root",
		Serve: Only(Story, Redirect(301, "/"), Only("/", Found, NotFound)), Requests: 3, Final: "http://root-known.example{P}/",
	},
	{
		Name: "root-locale", About: "every missing page is redirected to a language's home page", Serve: Only("/en/", Found, Redirect(302, "/en/")),
		Verdict: "soft-dead", Cause: "redirect-to-root", Requests: 4, Final: "http://root-locale.example{P}/en/",
	},
	{
		Name: "root-index", About: "every missing page is redirected to index.html", Serve: Only("/index.html", Found, Redirect(302, "/index.html")),
		Verdict: "soft-dead", Cause: "redirect-to-root", Requests: 4, Final: "http://root-index.example{P}/index.html",
	},
	{
		Name: "root-campaign", About: "every missing page is redirected to the home page, with a mark for the counters", Verdict: "soft-dead", Cause: "redirect-to-root",
		Serve: Only("/?utm_source=404", Found, Redirect(302, "/?utm_source=404")), Requests: 4, Final: "http://root-campaign.example{P}/?utm_source=404",
	},
	{
		Name: "root-doubt", About: "this page is redirected to the home page, and then the server is overloaded", Verdict: "uncertain", Cause: "redirect-to-root",
		Serve: Only(Story, Redirect(302, "/"), Only("/", Found, Status(503))), Requests: 3, Final: "http://root-doubt.example{P}/",
	},
	{Name: "root-cookie", About: "who has no cookie is sent home, and given one", Serve: func(v *Visit) {
		if _, err := v.Cookie("seen"); err != nil && v.Path != "/" {
			http.SetCookie(v, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			v.Redirect(302, "/")
			return
		}
		Found(v)
	}, Verdict: "alive", Requests: 3, Cookies: true},
	{
		Name: "home-to-locale", About: "the home page is redirected to a language's", URL: "http://home-to-locale.example{P}/",
		Serve: Only("/", Redirect(302, "/en/"), Found), Verdict: "alive", Requests: 2, Final: "http://home-to-locale.example{P}/en/",
	},
	{
		Name: "locale-to-home", About: "a language's home page is redirected to the home page", URL: "http://locale-to-home.example{P}/de/",
		Serve: Only("/de/", Redirect(302, "/"), Found), Verdict: "alive", Requests: 2, Final: "http://locale-to-home.example{P}/",
	},
}

var errorPages = []Behaviour{
	{
		Name: "error-page", About: "the page is redirected to /404.html, which is found", Serve: Only(Story, Redirect(302, "/404.html"), Titled(200, "Oh dear")),
		Verdict: "soft-dead", Cause: "redirect-to-error-page", Requests: 2, Final: "http://error-page.example{P}/404.html",
	},
	{
		Name: "error-page-words", About: "the page is redirected to /page-not-found, which is found", Verdict: "soft-dead", Cause: "redirect-to-error-page",
		Serve: Only(Story, Redirect(302, "/page-not-found"), Titled(200, "Oh dear")), Requests: 2, Final: "http://error-page-words.example{P}/page-not-found",
	},
	{
		Name: "error-page-german", About: "the page is redirected to a German error page", Verdict: "soft-dead", Cause: "redirect-to-error-page",
		Serve: Only(Story, Redirect(302, "/seite-nicht-gefunden"), Titled(200, "Oje")), Requests: 2, Final: "http://error-page-german.example{P}/seite-nicht-gefunden",
	},
	{
		Name: "error-page-true", About: "the page is redirected to /404.html, which says 404 itself", Serve: Only(Story, Redirect(302, "/404.html"), NotFound),
		Verdict: "dead", Cause: "http-404", Requests: 3, Final: "http://error-page-true.example{P}/404.html",
	},
	{
		Name: "error-query", About: "the page is redirected to an error page whose query says 404", Verdict: "soft-dead", Cause: "redirect-to-error-page",
		Serve: Only(Story, Redirect(302, "/error?code=404"), Titled(200, "Oh dear")), Requests: 2, Final: "http://error-query.example{P}/error?code=404",
	},
	{
		Name: "error-any", About: "the page is redirected to a page for any error", Serve: Only(Story, Redirect(302, "/error.html"), Titled(200, "Oh dear")),
		Verdict: "uncertain", Cause: "redirect-to-error-page", Requests: 2, Final: "http://error-any.example{P}/error.html",
	},
	{
		Name: "error-guide", About: "the page is redirected to one about errors", Serve: Only(Story, Redirect(302, "/guide/error-handling.html"), Found),
		Verdict: "alive", Requests: 2, Final: "http://error-guide.example{P}/guide/error-handling.html",
	},
	{
		Name: "search-page", About: "every missing page is redirected to a search for its words", Verdict: "soft-dead", Cause: "redirect-to-search",
		Serve: Only("/search?q=story", Titled(200, "Search results"), Redirect(302, "/search?q=story")), Requests: 4, Final: "http://search-page.example{P}/search?q=story",
	},
}

var softShapes = []Behaviour{
	{
		Name: "soft-404-heading", About: "the title is the site's, and the heading says that nothing was found", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Body(200, "<title>The Daily News</title><h1>Page not found</h1><p>Perhaps one of these is of interest?"),
	},
	{
		Name: "soft-404-named", About: "the page repeats the address that it did not find", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: func(v *Visit) { v.Page(200, "Not found: "+v.Path) },
	},
	{
		Name: "soft-404-203", About: "the page that says not found comes under 203", Serve: Titled(203, "Page not found"),
		Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
	},
	{
		Name: "soft-404-text", About: "only the running text says that nothing was found, whatever is asked for", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Body(200, "<title>The Daily News</title><p>We are sorry. The page that you were looking for could not be found. It may have been moved or deleted."),
	},
	{
		Name: "about-404", About: "the page is about pages that are not found", Serve: Only(Story, Titled(200, "What 404 Not Found means"), NotFound),
		Verdict: "alive", Requests: 2,
	},
	{
		Name: "about-404-spa", About: "the page is about pages that are not found, on a site that finds everything", Verdict: "alive", Requests: 2,
		Serve: Only(Story, Titled(200, "What 404 Not Found means"), Titled(200, "Page not found")),
	},
	{Name: "about-number", About: "404 is part of another number in the title", Serve: Titled(200, "1,404 days at sea, 404,000 miles"), Verdict: "alive", Requests: 1},
	{
		Name: "soft-404-doubt", About: "the page says not found, and then the server is overloaded", Serve: Only(Story, Titled(200, "Page not found"), Status(503)),
		Verdict: "uncertain", Cause: "not-found-page", Requests: 2,
	},
	{
		Name: "soft-404-home", About: "the home page says not found", URL: "http://soft-404-home.example{P}/", Serve: Titled(200, "Not found"),
		Verdict: "uncertain", Cause: "not-found-page", Requests: 1,
	},
}

var parked = []Behaviour{
	{
		Name: "parked", About: "the page loads what a parking company's pages load, and says little else", Verdict: "soft-dead", Cause: "parked-domain", Requests: 1,
		Serve: Body(200, `<title>parked</title><script src="https://sedoparking.com/x.js"></script>`),
	},
	{
		Name: "parked-lander", About: "the page is a script that goes to a lander", Verdict: "soft-dead", Cause: "parked-domain", Requests: 1,
		Serve: Body(200, `<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>`),
	},
	{
		Name: "about-parking", About: "the page is about a parking company", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>On parking</title><p>see <a href="https://sedoparking.com/">sedoparking.com</a> `),
	},
	{
		Name: "for-sale", About: "the page offers its domain", Serve: Titled(200, "for-sale.example is for sale"),
		Verdict: "soft-dead", Cause: "parked-domain", Requests: 1, NotByHand: needsNames,
	},
	{
		Name: "about-sale", About: "the page is about something that is for sale", Serve: Titled(200, "The old lighthouse is for sale"),
		Verdict: "alive", Requests: 1,
	},
}
