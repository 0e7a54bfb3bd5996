package link

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReadPage(t *testing.T) {
	for _, tt := range []struct {
		name, kind, body string
		title, heading   string
	}{
		{"plain", "", document("A story"), "A story", "A story"},
		{"folded", "", "<title>\n A \t story\n</title><h1>In <em>two</em>\nparts</h1>", "A story", "In two parts"},
		{"entities", "", "<title>A &amp; B &#8212; C</title>", "A & B — C", ""},
		{"first of several", "", "<title>One</title><title>Two</title><h1>A</h1><h1>B</h1>", "One", "A"},
		{"in a comment", "", "<!-- <title>No</title> --><title>Yes</title>", "Yes", ""},
		{"in a script", "", `<script>"<title>No</title>"</script><title>Yes</title>`, "Yes", ""},
		{"unclosed", "", "<title>Never ends", "Never ends", ""},
		{"empty", "", "", "", ""},
		{"shift_jis", "text/html; charset=Shift_JIS", "<title>\x83y\x81[\x83W</title>", "ページ", ""},
		{
			"windows-1251 by meta", "text/html", "<meta charset=windows-1251><title>\xd1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xed\xe5 \xed\xe0\xe9\xe4\xe5\xed\xe0</title>",
			"Страница не найдена", "",
		},
		{"no charset at all", "", "<title>caf\xe9</title>", "café", ""},
	} {
		p, err := new(scanner).read(strings.NewReader(tt.body), tt.kind, reading{})
		if err != nil || p.title != tt.title || p.heading != tt.heading {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
	}
}

// TestMissingWords reads titles of pages that are not there, and of pages that are.
func TestMissingWords(t *testing.T) {
	for _, title := range []string{
		"404", "404: gone", "Oh no, a 404.", "10404 or 404", "404 Not Found", "Error 404 (Not Found)!!1", "Page not found | The Observer", "Page Not Found – BBC",
		"Oops! That page can’t be found.", "This page doesn't exist", "Sorry, the page cannot be found", "Article no longer available",
		"Seite nicht gefunden", "Page introuvable", "Página no encontrada", "Pagina non trovata", "Página não encontrada", "Pagina niet gevonden",
		"Sidan hittades inte", "Siden blev ikke fundet", "Sivua ei löydy", "Nie znaleziono strony", "Stránka nenalezena", "Страница не найдена",
		"Сторінку не знайдено", "ページが見つかりません", "页面不存在", "找不到页面", "페이지를 찾을 수 없습니다", "Sayfa bulunamadı", "Không tìm thấy trang",
	} {
		if !looksMissing(page{title: title}) && !looksMissing(page{heading: title}) {
			t.Errorf("%q is not recognised", title)
		}
	}
	for _, title := range []string{"", "A story", "Peugeot 4040", "1,404 people left", "The lost city found", "Room 1404", "Founders of Rome", "3.404 Tote", "2.404"} {
		if looksMissing(page{title: title}) {
			t.Errorf("%q is taken for a missing page", title)
		}
	}
}

// TestPlaces tells home pages, logins and error pages by their URLs.
func TestPlaces(t *testing.T) {
	for raw, want := range map[string]string{
		"https://a.example/": "home", "https://a.example": "home", "https://a.example/en": "home", "https://a.example/en-GB/": "home",
		"https://a.example/de_DE/index.html": "home", "https://a.example/index.php": "home", "https://a.example/home": "home",
		"https://a.example/?utm_source=x": "home", "https://a.example/index.php?article=7": "", "https://a.example/news/": "", "https://a.example/a/en": "",
		"https://a.example/login": "login", "https://a.example/user/sign-in?x": "login", "https://a.example/wp-login.php": "login",
		"https://login.a.example/start": "login", "https://accounts.a.example/x?continue=y": "login", "https://accounts.a.example/annual": "",
		"https://a.example/blog/how-login-works": "", "https://a.example/loginov": "",
		"https://a.example/404": "missing", "https://a.example/404.html": "missing", "https://a.example/en/error404.aspx": "missing",
		"https://a.example/error/404": "missing", "https://a.example/not-found": "missing", "https://a.example/PageNotFound.aspx": "missing",
		"https://a.example/errors/not_found.php": "missing", "https://a.example/error?code=404": "missing", "https://a.example/seite-nicht-gefunden/": "missing",
		"https://a.example/error": "error", "https://a.example/errorpage.html": "error",
		"https://a.example/guide/error-handling": "", "https://a.example/1404": "", "https://a.example/peugeot-404-review": "", "https://a.example/article/4045": "",
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		isError, missing := errorPage(u)
		got := ""
		switch {
		case isLogin(u):
			got = "login"
		case missing:
			got = "missing"
		case isError:
			got = "error"
		case isHome(u):
			got = "home"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", raw, got, want)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{document("Page not found"), "<title>404", "<script>LANDER_SYSTEM</script>", "<h1>\xff\xfe", "<title>\x83y\x81[", "<!--", "<a b='c", strings.Repeat("<b>", 600)} {
		f.Add(s, "text/html; charset=utf-8", 200)
	}
	from := &url.URL{Scheme: "https", Host: "a.example", Path: "/b/c"}
	f.Fuzz(func(t *testing.T, body, kind string, status int) {
		p, err := new(scanner).read(strings.NewReader(body), kind, reading{asked: from, whole: true})
		if err != nil {
			t.Fatalf("a whole body breaks off: %v", err)
		}
		if !utf8.ValidString(p.title+p.heading) || strings.ContainsAny(p.title+p.heading, "\n\r\t") {
			t.Errorf("%q, %q are no titles", p.title, p.heading)
		}
		c := &Client{opts: Options{}.withDefaults()}
		r := reply{status: status, page: p}
		next := c.judge(&trip{from: from, at: from}, r)
		if next.do == finish && next.answer.Verdict == Dead {
			t.Errorf("dead after one reply: %+v", next.answer)
		}
		if next.do == compare {
			for _, s := range []sibling{{}, {status: 404}, {status: 200, page: p}} {
				if a := next.decide(s); a.Verdict == Dead || a.Verdict == "" {
					t.Errorf("%+v", a)
				}
			}
		}
	})
}

// FuzzTarget holds whatever passes for a target to what net/http will make of it: one host, that the
// guard has seen, and nothing that could be taken for another.
func FuzzTarget(f *testing.F) {
	for _, s := range []string{
		"http://example.com/a?b#c", "http://①②⑦.⓪.⓪.①/", "http://:8080/", "http://[::1%25lo]/", "http://0x7f.1", "//a/b",
		"http://a@b@c/", "http://a\\@b/", "http://bücher.example/100%", "http://127.0.0.1\t/", "http://xn--/", "https://1e3/", "http:\\\\a/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, refused := target(raw)
		if refused != nil {
			if refused.cause == "" || refused.reason == "" || strings.ContainsAny(refused.reason, "\n\r\x1b") {
				t.Errorf("%q: %+v", raw, refused)
			}
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Fragment != "" || u.Hostname() == "" {
			t.Errorf("%q: %v", raw, u)
		}
		again, refused := target(u.String())
		if refused != nil || again.String() != u.String() {
			t.Errorf("%q is asked as %q, and that as %v, %+v", raw, u, again, refused)
		}
		if strings.ContainsAny(u.String(), " \r\n\t\x00") || !isASCII(u.Host) {
			t.Errorf("%q is asked as %q", raw, u)
		}
	})
}

// FuzzGuard holds the guard to net/netip's own opinion, through every disguise of an address.
func FuzzGuard(f *testing.F) {
	for _, s := range []string{"127.0.0.1", "8.8.8.8", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "fe80::1%lo", "2606:4700::5efe:1:1"} {
		a := netip.MustParseAddr(s).As16()
		f.Add(a[:])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		addr, ok := netip.AddrFromSlice(b)
		if !ok {
			return
		}
		plain := addr.Unmap()
		bad := plain.IsPrivate() || plain.IsLoopback() || plain.IsLinkLocalUnicast() || plain.IsMulticast() || plain.IsUnspecified()
		if bad && deniedRange(addr) == "" {
			t.Errorf("%s is let pass", addr)
		}
		if (deniedRange(addr) == "") != (deniedRange(netip.AddrFrom16(addr.As16())) == "") {
			t.Errorf("%s is judged by how it is spelt", addr)
		}
		if (guard{}).check(addr.WithZone("lo")) == nil && addr.Is6() {
			t.Errorf("%s is let pass with a zone", addr)
		}
	})
}
