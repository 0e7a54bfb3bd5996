package link

import (
	"net/http"
	"net/url"
	"path"
	"strings"
)

// maxHops is the number of redirects that are followed. Browsers follow 20, most tools 10.
const maxHops = 10

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func isPermanent(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}

// resolve reads a Location header relative to the URL that sent it. What comes back is ready to be
// asked: credentials and fragment are gone, scheme and host are settled.
func resolve(from *url.URL, location string) (*url.URL, *refusal) {
	if len(location) > maxURL {
		return nil, &refusal{Uncertain, causeTooLong, "redirected to a URL that is too long to be asked for"}
	}
	// A server that writes raw bytes into Location means them as UTF-8, or as good as.
	ref, err := parseURL(strings.ToValidUTF8(location, "�"))
	if err != nil {
		return nil, &refusal{Uncertain, causeBadLocation, "redirected to something that is no URL: " + plainURLError(err)}
	}
	to := from.ResolveReference(ref)
	if refused := settleURL(to); refused != nil {
		cause, verdict := refused.cause, refused.verdict
		if cause == causeMalformed {
			cause = causeBadLocation
		}
		return nil, &refusal{verdict, cause, "redirected to " + quote(location) + ": " + refused.reason}
	}
	return to, nil
}

// loginHosts and loginSegments name the places that people are sent to for a password.
var (
	loginHosts    = wordSet("login", "signin", "auth", "sso", "idp", "accounts", "account", "passport", "id", "shibboleth", "openathens", "wayf")
	loginSegments = wordSet("login", "log-in", "log_in", "logon", "signin", "sign-in", "sign_in", "sign-on", "signon", "sso",
		"saml", "saml2", "oauth", "oauth2", "openid", "authorize", "wp-login", "userlogin", "user-login", "member-login",
		"anmelden", "anmeldung", "einloggen", "connexion", "se-connecter", "iniciar-sesion", "accedi", "inloggen", "logga-in")
	consentHosts = wordSet("consent", "consents", "cookieconsent")
)

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// isLogin tells whether a URL is a login page, by its path, or by its host together with a
// parameter that says where to return to.
func isLogin(u *url.URL) bool {
	for _, segment := range segments(u) {
		if loginSegments[segment] {
			return true
		}
	}
	label := firstLabel(u)
	return loginHosts[label] && (returns(u) || label == "login" || label == "signin")
}

func returns(u *url.URL) bool {
	q := strings.ToLower(u.RawQuery)
	for _, word := range []string{"return", "redirect", "continue", "next=", "target=", "service=", "goto=", "samlrequest=", "client_id="} {
		if strings.Contains(q, word) {
			return true
		}
	}
	return false
}

func isConsent(u *url.URL) bool { return consentHosts[firstLabel(u)] }

func firstLabel(u *url.URL) string {
	label, _, _ := strings.Cut(u.Hostname(), ".")
	return label
}

// segments returns the parts of a path in lower case, the last one without its extension.
func segments(u *url.URL) []string {
	parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
	if n := len(parts); n > 0 {
		parts[n-1] = strings.TrimSuffix(parts[n-1], path.Ext(parts[n-1]))
	}
	return parts
}
