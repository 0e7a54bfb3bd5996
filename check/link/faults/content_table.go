package faults

import (
	"slices"
	"strings"
)

// titles are what a page that is not there is called, to play with whoever prints it.
func titles() []Behaviour {
	var all []Behaviour
	for _, t := range []struct{ name, about, title, says string }{
		{"title-escape", "repaint the terminal", "Page not found \x1b[2J\x1b]0;x\x07", `\x1b[2J`},
		{"title-c1", "repaint the terminal in the way of eight bits", "Page not found \u009b2J", `\u009b2J`},
		{"title-bidi", "be read backwards", "Page not found \u202eneddih", `\u202e`},
		{"title-zero-width", "hide between letters", "Page not\u200b found, page not found", `\u200b`},
		{"title-illegal", "break the XML of a report", "Page not found \x01\ufffe", `\x01`},
		{"title-script", "run in a report", "Page not found &lt;script>alert(1)&lt;/script>", "<script>"},
		{"title-formula", "be a formula of a table", "=Page not found+1", "=Page"},
		{"title-workflow", "command the machine that runs a workflow", "::error::Page not found", "::error"},
		{"title-markdown", "be a link in a comment", "Page not found [x](http://127.0.0.2/) @all", "[x]"},
	} {
		all = append(all, Behaviour{
			Name: t.name, About: "the title of a page that is not there wants to " + t.about, Serve: Titled(200, t.title),
			Verdict: "soft-dead", Cause: "not-found-page", Requests: 2, Says: t.says,
		})
	}
	return all
}

// trees are pages that parsers choke on.
var trees = []Behaviour{
	{Name: "tree-deep", About: "the page nests a hundred thousand elements", Serve: Body(200, "<title>A story</title>"+strings.Repeat("<div>", 100_000)), Verdict: "alive", Requests: 1},
	{Name: "tree-foster", About: "a table is full of what belongs outside of it", Serve: Body(200, "<title>A story</title><table>"+strings.Repeat("<b>x", 50_000)), Verdict: "alive", Requests: 1},
	{Name: "tree-attributes", About: "an element has fifty thousand attributes", Serve: Body(200, "<p "+strings.Repeat("a=b ", 50_000)+"><title>A story</title>"), Verdict: "alive", Requests: 1},
	{Name: "tree-comment", About: "a comment never ends, and hides a title", Serve: Body(200, "<!-- <title>Page not found</title>"), Verdict: "alive", Requests: 1},
	{
		Name: "tree-data", About: "the data within the page nest a hundred thousand lists", Verdict: "alive", Requests: 1,
		Serve: Body(200, `<title>A story</title><script type="application/ld+json">`+strings.Repeat("[", 100_000)+"</script>"),
	},
}

func allContents() []Behaviour { return slices.Concat(contents, titles(), trees) }

// contents are pages that lie about what they are, or say it in an old way.
var contents = []Behaviour{
	{Name: "bare-charset", About: "the type has a charset without a name", Serve: Header("Content-Type", "text/html; charset", Body(200, Document("Page not found"))), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "no-type", About: "the page has no type", Serve: raw("HTTP/1.1 200 OK\r\n\r\n" + Document("A story")), Verdict: "alive", Requests: 1},
	{Name: "no-type-missing", About: "the page that says not found has no type", Serve: raw("HTTP/1.1 200 OK\r\n\r\n" + Document("Page not found")), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "type-capitals", About: "the type is in capitals", Serve: Header("Content-Type", "TEXT/HTML", Body(200, Document("Page not found"))), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "type-rubbish", About: "the type is no type", Serve: Header("Content-Type", ";;=", Body(200, Document("A story"))), Verdict: "alive", Requests: 1},
	{Name: "xhtml", About: "the page that says not found is XHTML", Serve: Header("Content-Type", "application/xhtml+xml", Body(200, Document("Page not found"))), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "empty", About: "the page is empty", Serve: Body(200, ""), Verdict: "alive", Requests: 1},
	{Name: "json", About: "the page is data", Serve: Header("Content-Type", "application/json", Body(200, `{"title":"Page not found"}`)), Verdict: "alive", Requests: 1},
	{Name: "plain-text", About: "the page is plain text", Serve: Header("Content-Type", "text/plain", Body(200, "Page not found")), Verdict: "alive", Requests: 1},
	{Name: "pdf-as-html", About: "a document is called a web page", Serve: Body(200, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Title (Not found)>> endobj"), Verdict: "alive", Requests: 1},
	{Name: "html-as-pdf", About: "a web page is called a document", Serve: Header("Content-Type", "application/pdf", Body(200, Document("A story"))), Verdict: "alive", Requests: 1},
	{Name: "image-as-html", About: "a picture is called a web page", Serve: Body(200, "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), Verdict: "alive", Requests: 1},
	{
		Name: "shift-jis", About: "the page says not found in Shift_JIS", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Header("Content-Type", "text/html; charset=Shift_JIS", Body(200, "<title>\x83y\x81[\x83W\x82\xaa\x8c\xa9\x82\xc2\x82\xa9\x82\xe8\x82\xdc\x82\xb9\x82\xf1</title>")),
	},
	{
		Name: "shift-jis-meta", About: "the page says not found in Shift_JIS, and names it in its head only", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Body(200, "<meta charset=shift_jis><title>\x83y\x81[\x83W\x82\xaa\x8c\xa9\x82\xc2\x82\xa9\x82\xe8\x82\xdc\x82\xb9\x82\xf1</title>"),
	},
	{
		Name: "windows-1251", About: "the page says not found in an old Russian charset", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Header("Content-Type", "text/html; charset=windows-1251", Body(200, "<title>\xd1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xed\xe5 \xed\xe0\xe9\xe4\xe5\xed\xe0</title>")),
	},
	{Name: "latin-1", About: "the page says not found in an old western charset", Serve: Header("Content-Type", "text/html; charset=iso-8859-1", Body(200, "<title>P\xe1gina no encontrada</title>")), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{
		Name: "utf-16", About: "the page says not found in UTF-16", Verdict: "soft-dead", Cause: "not-found-page", Requests: 2,
		Serve: Header("Content-Type", "text/html; charset=utf-16", Body(200, utf16(Document("Page not found")))),
	},
	{Name: "utf-8-mark", About: "the page begins with a byte order mark", Serve: Body(200, "\xef\xbb\xbf"+Document("Page not found")), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "charset-unknown", About: "the charset is one that nobody knows", Serve: Header("Content-Type", "text/html; charset=x-none", Body(200, Document("A story"))), Verdict: "alive", Requests: 1},
	{Name: "charset-lie", About: "the page is not in the charset that it names", Serve: Header("Content-Type", "text/html; charset=utf-8", Body(200, "<title>Stra\xdfe</title>")), Verdict: "alive", Requests: 1},
	{Name: "download", About: "the page wants to be saved outside of where it may be", Serve: Header("Content-Disposition", `attachment; filename="../../etc/passwd"`, Found), Verdict: "alive", Requests: 1},
	{Name: "etag", About: "the page comes with marks for caches", Serve: Header("Etag", `"x"`, Header("Cache-Control", "max-age=99999999999", Found)), Verdict: "alive", Requests: 1},
	{Name: "title-twice", About: "a picture within the page has a title of its own", Serve: Body(200, "<title>A story</title><svg><title>Not found</title></svg>"), Verdict: "alive", Requests: 1},
}
