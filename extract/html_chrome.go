package extract

import (
	"slices"
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Chrome is what surrounds an article on its page: menus, share buttons,
// related stories, comments. Its links are not the article's.

// chromeElements and chromeRoles say it by the standard's own words (HTML,
// "sections"; WAI-ARIA landmark roles; EPUB's structural semantics).
var (
	chromeElements  = atoms(atom.Nav, atom.Footer, atom.Form, atom.Dialog, atom.Aside)
	articleElements = atoms(atom.Article, atom.Main)
	chromeRoles     = words(`navigation; banner; contentinfo; complementary; search; dialog; menu; menubar; toolbar; doc-toc; doc-pagelist; doc-index; doc-cover; doc-colophon`)
	chromeTypes     = words(`toc; landmarks; page-list; loi; lot; index; cover; halftitlepage; titlepage; copyright-page; imprint; colophon`)
)

// chromeClasses are class names and ids by which pages of many makes mark it.
var chromeClasses = words(`nav; navbar; navigation; menu; main-menu; breadcrumb; breadcrumbs; share; sharing; share-buttons; share-links; social;
	social-links; social-share; sharedaddy; related; related-posts; related-articles; related-stories; related-content; recommended; read-more; sidebar; widget;
	comments; comment-list; comments-area; cookie-banner; cookie-notice; newsletter; newsletter-signup; subscribe; advertisement; advert; ad; ads; promo; toc;
	table-of-contents; navbox; mw-editsection; mw-jump-link; catlinks; printfooter; site-footer; site-header; page-footer; footer; pagination; skip-link; post-navigation;
	author-box; tag-list; tags; post-tags; mw-panel; mw-head; vector-header; sistersitebox; noprint; mw-hidden-catlinks; authority-control; metadata`)

// isChrome says whether an element is set apart from the article. A header
// counts only where it is the page's, and nothing counts that the page calls
// notes or references, or raises: a wiki does not print its `[citation needed]`.
func (p *page) isChrome(n *html.Node) bool {
	if len(n.Attr) == 0 && !chromeElements.has(n.DataAtom) && n.DataAtom != atom.Header || n.DataAtom == atom.Sup || p.isNote(n) {
		return false
	}
	if chromeElements.has(n.DataAtom) || chromeRoles[attr(n, "role")] || p.parts != nil && chromeTypes[attr(n, "epub:type")] {
		return true
	}
	if n.DataAtom == atom.Header && within(n, articleElements) == nil {
		return true
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main || n.DataAtom == atom.Article {
		return false
	}
	return chromeClasses[strings.ToLower(attr(n, "id"))] || p.hasChromeClass(attr(n, "class"))
}

// hasChromeClass asks chromeClasses once for each class attribute of the page.
func (p *page) hasChromeClass(classes string) bool {
	is, known := p.chrome[classes]
	if !known {
		for class := range strings.FieldsSeq(classes) {
			is = is || chromeClasses[strings.ToLower(class)]
		}
		p.chrome[classes] = is
	}
	return is
}

// maxStyle is the longest style attribute that is looked into, in bytes.
const maxStyle = 4096

var displayNone = pattern.New(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

// mayHide says whether displayNone can match at all.
func mayHide(style string) bool {
	style = strings.ToLower(style)
	return strings.Contains(style, "none") || strings.Contains(style, "hidden")
}

// isHidden says whether a reader of the page does not see an element.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && len(a.Val) < maxStyle && mayHide(a.Val) && displayNone.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// sharePaths are what the addresses behind share buttons begin with, by host.
var sharePaths = map[string][]string{
	"facebook.com": {"/sharer", "/share.php", "/dialog/share"}, "twitter.com": {"/intent", "/share", "/home?status"}, "x.com": {"/intent", "/share", "/home?status"},
	"linkedin.com": {"/sharearticle", "/sharing", "/cws/share"}, "pinterest": {"/pin/create"}, "reddit.com": {"/submit"}, "t.me": {"/share"},
	"api.whatsapp.com": {"/send"}, "web.whatsapp.com": {"/send"}, "wa.me": {"/?"}, "news.ycombinator.com": {"/submitlink"},
	"tumblr.com": {"/share", "/widgets/share"}, "getpocket.com": {"/save", "/edit"}, "bsky.app": {"/intent"}, "threads.net": {"/intent"}, "mastodonshare.com": {""},
}

func isShareLink(target string) bool {
	_, address, _ := strings.Cut(strings.ToLower(target[:min(len(target), 80)]), "://")
	address = strings.TrimPrefix(address, "www.")
	end := max(0, strings.IndexAny(address, "/?"))
	host, path := address[:end], address[end:]
	if strings.HasPrefix(host, "pinterest.") {
		host = "pinterest" // under many countries' endings
	}
	return slices.ContainsFunc(sharePaths[host], func(start string) bool { return strings.HasPrefix(path, start) })
}
