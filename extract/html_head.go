package extract

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/citelint/citelint/whitespace"
)

// told are the elements by which a page speaks of itself. The tree builder
// gathers them, so that no question walks the page again.
var told = atoms(atom.Base, atom.Link, atom.Meta, atom.Script, atom.Title, atom.H1, atom.Time, atom.Main, atom.Article)

// tells says whether an element is gathered.
func tells(n *html.Node) bool {
	return told.has(n.DataAtom) || attr(n, "role") == "main" || attr(n, "itemprop") == "articleBody"
}

// find returns the gathered elements that a selector matches, in document
// order.
func (p *page) find(selector string) *goquery.Selection {
	return (&goquery.Selection{Nodes: p.telling}).Filter(selector)
}

// baseOf returns what relative links are relative to, or nil.
func baseOf(p *page, given string) *url.URL {
	base, err := url.Parse(given)
	if err != nil || given == "" {
		base = nil
	}
	href, ok := p.find("base[href]").First().Attr("href")
	if !ok {
		return base
	}
	u, err := url.Parse(strings.TrimSpace(href))
	switch {
	case err != nil:
	case base != nil:
		base = base.ResolveReference(u)
	case u.IsAbs() && u.Host != "":
		base = u
	}
	return base
}

// mainOf returns the element that holds the article, or nil where the page
// marks none that holds most of its text.
func mainOf(p *page) *html.Node {
	lengths := map[*html.Node]int{}
	total := p.measureText(p.root, lengths)
	p.plainArticle = 2*p.preformatted > total
	var best *html.Node
	p.find("main, [role=main], article, [itemprop=articleBody]").Each(func(_ int, s *goquery.Selection) {
		if n := s.Nodes[0]; lengths[n] > lengths[best] && within(n, setApart) == nil {
			best = n
		}
	})
	if lengths[best]*2 < total && lengths[best] < 2000 {
		return nil
	}
	return best
}

// setApart are elements whose content is not the page's article.
var setApart = atoms(atom.Nav, atom.Aside, atom.Footer)

// measureText returns how much text for readers a tree holds, in bytes, and
// notes it for the gathered elements and for all that is preformatted.
func (p *page) measureText(n *html.Node, lengths map[*html.Node]int) int {
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			total += len(c.Data)
		case !skipped.has(c.DataAtom):
			total += p.measureText(c, lengths)
		}
	}
	if n.DataAtom == atom.Pre {
		p.preformatted += total
	}
	if n.Type == html.ElementNode && tells(n) {
		lengths[n] = total
	}
	return total
}

// titleOf returns the page's title: as it is shared, as it is named, or its
// first heading. The title of a drawing is none.
func titleOf(p *page) string {
	title, _ := p.find(`meta[property="og:title"]`).First().Attr("content")
	if title = whitespace.Fold(title); title != "" {
		return title
	}
	for _, selector := range []string{"title", "h1"} {
		for _, n := range p.find(selector).Nodes {
			if title := textOf(n); title != "" && within(n, foreign) == nil {
				return title
			}
		}
	}
	return ""
}
