package faults

import "strings"

// inward are redirects to where no link may lead, by every spelling that has led some program there.
func inward() []Behaviour {
	var all []Behaviour
	for _, r := range []struct{ name, about, to, cause string }{
		{"to-canary", "this machine, by its address", "http://127.0.0.2{P}/", "private-address"},
		{"to-loopback6", "this machine, by its IPv6 address", "http://[::1]{P}/", "private-address"},
		{"to-metadata", "the metadata service of a cloud", "http://169.254.169.254/latest/meta-data/", "private-address"},
		{"to-metadata6", "the metadata service of a cloud, over IPv6", "http://[fd00:ec2::254]/latest/meta-data/", "private-address"},
		{"to-private", "a private network", "http://10.0.0.1{P}/", "private-address"},
		{"to-link-local", "this machine's own network", "http://[fe80::1]{P}/", "private-address"},
		{"to-unspecified", "the unspecified address", "http://0.0.0.0{P}/", "private-address"},
		{"to-unspecified6", "the unspecified address of IPv6", "http://[::]{P}/", "private-address"},
		{"to-mapped", "this machine, as an IPv4 address inside an IPv6 address", "http://[::ffff:127.0.0.2]{P}/", "private-address"},
		{"to-mapped-hex", "the same in hexadecimal", "http://[::ffff:7f00:2]{P}/", "private-address"},
		{"to-compatible", "the same in the way of old", "http://[::7f00:2]{P}/", "private-address"},
		{"to-nat64", "this machine, through NAT64", "http://[64:ff9b::7f00:2]{P}/", "private-address"},
		{"to-6to4", "this machine, through 6to4", "http://[2002:7f00:2::]{P}/", "private-address"},
		{"to-teredo", "this machine, through Teredo", "http://[2001:0:7f00:2::]{P}/", "private-address"},
		{"to-isatap", "this machine, through ISATAP", "http://[2606:4700::5efe:7f00:2]{P}/", "private-address"},
		{"to-zone", "an address with a zone", "http://[fe80::1%25lo]{P}/", "private-address"},
		{"to-decimal", "an address as one number", "http://2130706434{P}/", "private-address"},
		{"to-hex", "an address as one hexadecimal number", "http://0x7f000002{P}/", "private-address"},
		{"to-octal", "an address in octal", "http://0177.0.0.2{P}/", "private-address"},
		{"to-short", "an address with parts left out", "http://127.2{P}/", "private-address"},
		{"to-circled", "an address in circled digits", "http://①②⑦.⓪.⓪.②{P}/", "private-address"},
		{"to-wide-dots", "an address with ideographic full stops", "http://127。0。0。2{P}/", "private-address"},
		{"to-dot", "an address with a dot at its end", "http://127.0.0.2.{P}/", "private-address"},
		{"to-nobody", "a port of no host", "http://{P}/", "private-address"},
		{"to-userinfo", "a user who is called like a host", "http://target.example@127.0.0.2{P}/", "private-address"},
		{"to-relative", "this machine, without a scheme", "//127.0.0.2{P}/", "private-address"},
		{"to-smtp", "a mail server", "http://to-smtp.example:25/", "bad-port"},
		{"to-redis", "a store of data", "http://to-redis.example:6379/", "bad-port"},
		{"to-mailto", "a mail address", "mailto:a@b.example", "unsupported-scheme"},
		{"to-file", "a file of this machine", "file:///etc/passwd", "unsupported-scheme"},
		{"to-gopher", "a gopher server", "gopher://127.0.0.2:70/1", "unsupported-scheme"},
		{"to-ftp", "a file server", "ftp://127.0.0.2/a", "unsupported-scheme"},
		{"to-unix", "a socket of this machine", "unix:///run/docker.sock", "unsupported-scheme"},
		{"to-data", "a page within the URL", "data:text/html,<title>A story</title>", "unsupported-scheme"},
		{"to-script", "a script within the URL", "javascript:alert(1)", "unsupported-scheme"},
	} {
		all = append(all, Behaviour{
			Name: r.name, About: "the page redirects to " + r.about, Serve: Redirect(302, r.to),
			Verdict: "refused", Cause: r.cause, Requests: 1, Says: "redirected to",
		})
	}
	return append(all, Behaviour{
		Name: "to-canary-second", About: "the second of two redirects leads to this machine", Verdict: "refused", Cause: "private-address", Requests: 2,
		Serve: Only(Story, Redirect(301, "/b"), Redirect(302, "http://127.0.0.2{P}/")), Final: "http://to-canary-second.example{P}/b",
	}, Behaviour{
		Name: "to-canary-name", About: "the page redirects to a name of this machine", Verdict: "refused", Cause: "private-address", Requests: 1, Says: "redirected to",
		Serve: Redirect(302, "http://inner.canary{P}/"), Final: "http://inner.canary{P}/", Zone: canaryZone, NotByHand: needsNames,
	})
}

var canaryZone = map[string]Record{"inner.canary": {Addrs: []string{canaryAddress}}}

// addresses are cited as such, most of them by people who mean no page.
var addresses = []Behaviour{
	{Name: "direct-loopback", About: "this machine is cited", URL: "http://127.0.0.2{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-loopback6", About: "this machine is cited by its IPv6 address", URL: "http://[::1]{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-metadata", About: "the metadata service of a cloud is cited", URL: "http://169.254.169.254/latest/meta-data/", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-private", About: "a page of a private network is cited", URL: "http://192.168.1.1/admin", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-unspecified", About: "the unspecified address is cited", URL: "http://0.0.0.0{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-decimal", About: "this machine is cited as one number", URL: "http://2130706434{P}/", Verdict: "refused", Cause: "private-address", NotByHand: readFirst},
	{Name: "direct-hex", About: "this machine is cited in hexadecimal", URL: "http://0x7f.2{P}/", Verdict: "refused", Cause: "private-address"},
	{Name: "direct-disguised", About: "a public address is cited as one number", URL: "http://134744072/", Verdict: "refused", Cause: "disguised-address", NotByHand: readFirst},
	{Name: "direct-name", About: "a name of this machine is cited", URL: "http://inner.canary{P}/", Verdict: "refused", Cause: "private-address", Zone: canaryZone, NotByHand: needsNames},
	{Name: "direct-smtp", About: "a mail server is cited", URL: "http://direct-smtp.example:25/", Verdict: "refused", Cause: "bad-port", NotByHand: needsNames},
	{Name: "ftp", About: "a file server is cited", URL: "ftp://ftp.example/a", Verdict: "refused", Cause: "unsupported-scheme"},
	{Name: "javascript", About: "a script is cited", URL: "javascript:alert(1)", Verdict: "refused", Cause: "unsupported-scheme", NotByHand: notCited},
	{Name: "file", About: "a file of this machine is cited", URL: "file:///etc/passwd", Verdict: "refused", Cause: "unsupported-scheme", NotByHand: notCited},
	{Name: "malformed", About: "the host has a blank in it", URL: "http://exa mple/a", Verdict: "uncertain", Cause: "malformed-url", NotByHand: notCited},
	{Name: "no-host", About: "the URL has a port and no host", URL: "http://{P}/", Verdict: "refused", Cause: "private-address", NotByHand: notCited},
	{
		Name: "too-long", About: "the URL has nine thousand bytes", URL: "http://a.example/" + strings.Repeat("a", 9000),
		Verdict: "uncertain", Cause: "url-too-long", NotByHand: notCited,
	},
	{
		Name: "query", About: "the query has letters and blanks that want escaping", URL: "http://query.example{P}/a?q=naïve text",
		Serve: Only("/a?q=na%C3%AFve%20text", Found, NotFound), Verdict: "alive", Requests: 1, NotByHand: notCited,
	},
	{
		Name: "percent", About: "the path has a percent sign that escapes nothing", URL: "http://percent.example{P}/100%",
		Serve: Only("/100%25", Found, NotFound), Verdict: "alive", Requests: 1,
	},
	{
		Name: "escaped-slash", About: "the path has an escaped slash, which is not a slash", URL: "http://escaped-slash.example{P}/a%2Fb",
		Serve: Only("/a%2Fb", Found, NotFound), Verdict: "alive", Requests: 1,
	},
	{
		Name: "fragment-sent", About: "a fragment is cited, which no server must see", URL: "http://fragment-sent.example{P}/a#",
		Serve: Only("/a", Found, NotFound), Verdict: "alive", Requests: 1,
	},
}
