package link

import (
	"net/url"
	"slices"
	"strings"
)

// This file tells pages that stand in front of the cited one, under a status of success: those that ask for a
// password, and those that ask for consent. Both are what a page is for, rather than what it bears: a live page
// may have a login form and a cookie banner.

// loginTitles are what pages that ask for a password are called, in lower case: the whole of a title, of its part before
// or behind the site's name, or of a heading.
var loginTitles = wordSet(
	"sign in", "signin", "log in", "login", "log on", "logon", "sign on", "please sign in", "please log in", "sign in to continue",
	"log in to continue", "member login", "members login", "subscriber login", "user login", "account login", "sign in to your account",
	"log in to your account", "log in or sign up", "sign in or register", "sign in or create an account", "authentication required",
	"anmelden", "anmeldung", "einloggen", "bitte anmelden", "bitte melden sie sich an",
	"connexion", "se connecter", "connectez-vous", "identification", "identifiez-vous",
	"iniciar sesión", "inicia sesión", "inicio de sesión", "acceder", "identifícate", "accedi", "accesso", "entrar", "iniciar sessão",
	"fazer login", "inloggen", "aanmelden", "logga in", "log ind", "logg inn", "logg på", "kirjaudu", "kirjaudu sisään",
	"zaloguj się", "logowanie", "přihlášení", "přihlásit se", "prihlásenie", "bejelentkezés", "autentificare", "giriş", "giriş yap",
	"oturum aç", "вход", "войти", "авторизация", "вхід", "увійти", "σύνδεση", "התחברות", "تسجيل الدخول", "ログイン", "サインイン",
	"登录", "登入", "登錄", "로그인", "đăng nhập", "เข้าสู่ระบบ", "masuk",
)

// loginOpenings begin such titles where the site's name follows.
var loginOpenings = []string{"sign in to ", "log in to ", "log into ", "login to ", "sign in - ", "sign in with your ", "anmelden bei ", "se connecter à "}

// aboutLogin are parts of a URL that cites a login page, or what there is to say of one.
var aboutLogin = []string{
	"login", "log-in", "log_in", "logon", "signin", "sign-in", "sign_in", "signon", "sso", "oauth", "account", "password", "passwort", "register",
	"anmeld", "einlogg", "connexion", "connecter", "sesion", "accedi", "inlogg", "logga",
}

// isLoginWall tells whether a page is little else than the form for a password, where another page was cited. A home
// page with such a form is what was cited.
func isLoginWall(from *url.URL, p page) bool {
	return p.isLoginForm() && !isHome(from) && !loginHosts[firstLabel(from)] && !saysAny(from.Path, aboutLogin)
}

func (p page) isLoginForm() bool {
	return p.marked(markPassword) && p.text < slight && p.called(func(name string) bool {
		return loginTitles[name] || hasPrefixOf(name, loginOpenings)
	})
}

// consentTitles are what pages that ask for consent are called, in lower case; a title begins so.
var consentTitles = []string{
	"before you continue", "we value your privacy", "your privacy", "we care about your privacy", "your data, your choice", "cookie consent",
	"cookie wall", "consent", "manage your privacy", "privacy choices", "choose how you want to read", "accept cookies",
	"bevor sie fortfahren", "bevor du fortfährst", "ihre privatsphäre", "wir respektieren ihre privatsphäre", "zustimmung", "mit werbung",
	"datenschutz-einstellungen", "cookie-einstellungen", "avant de continuer", "avant d'accéder", "votre vie privée", "nous respectons votre vie privée",
	"antes de continuar", "tu privacidad", "prima di continuare", "la tua privacy", "voordat je verdergaat", "jouw privacy", "uw privacy",
	"innan du fortsätter", "før du fortsætter", "zanim przejdziesz", "同意する", "続行する前に",
}

// aboutConsent are parts of a URL that cites such a page, or what there is to say of it.
var aboutConsent = []string{"privacy", "cookie", "consent", "datenschutz", "privat", "gdpr", "dsgvo"}

// isConsentWall tells whether a page is little else than a known platform's demand for consent.
func isConsentWall(from *url.URL, p page) bool {
	return p.isConsentForm() && !isConsent(from) && !saysAny(from.Path, aboutConsent)
}

func (p page) isConsentForm() bool {
	return p.marked(markConsent) && p.text < slight && p.called(func(name string) bool { return hasPrefixOf(name, consentTitles) })
}

// called tells whether a title, a part of it, or the first heading is such a name.
func (p page) called(is func(name string) bool) bool {
	for _, whole := range []string{p.title, p.heading} {
		parts := strings.FieldsFunc(strings.ReplaceAll(whole, " - ", "|"), func(r rune) bool { return strings.ContainsRune("|–—·•:»›", r) })
		if slices.ContainsFunc(append(parts, whole), func(part string) bool {
			return is(strings.Trim(strings.ReplaceAll(strings.ToLower(part), "’", "'"), " .!…"))
		}) {
			return true
		}
	}
	return false
}
