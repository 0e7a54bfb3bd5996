package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// modifiedMeta are the names under which pages state when they were last changed.
const modifiedMeta = `meta[property="article:modified_time"], meta[itemprop="dateModified"], meta[property="og:updated_time"],
	meta[name="last-modified"], meta[name="dcterms.modified"], meta[name="DC.date.modified"], time[itemprop="dateModified"], time.updated`

// maxModified is how many statements of the last change are kept; two are usual.
const maxModified = 8

// modifiedOf returns when the page says that it was last changed, as written.
func modifiedOf(p *page) []Stated {
	var all []Stated
	add := func(s *goquery.Selection, text, origin string) bool {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, Stated{Text: text, Origin: origin, Span: p.at(s.Nodes[0])})
		}
		return len(all) < maxModified
	}
	p.find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		return add(s, jsonLDDate(s.Text(), "dateModified"), "JSON-LD")
	})
	p.find(modifiedMeta).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		origin := "meta"
		if s.Nodes[0].Data == "time" {
			origin = "time element"
		}
		return add(s, s.AttrOr("content", s.AttrOr("datetime", "")), origin)
	})
	return all
}
