package extract

import (
	"encoding/json"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// dateMeta are the names under which pages state their publication date.
var dateMeta = []string{
	`meta[property="article:published_time"]`, `meta[itemprop="datePublished"]`, `meta[name="article:published_time"]`,
	`meta[property="og:published_time"]`, `meta[name="parsely-pub-date"]`, `meta[name="sailthru.date"]`, `meta[name="pubdate"]`,
	`meta[name="publish-date"]`, `meta[name="publish_date"]`, `meta[name="publication_date"]`, `meta[name="citation_publication_date"]`,
	`meta[name="citation_date"]`, `meta[name="citation_online_date"]`, `meta[name="dcterms.issued"]`, `meta[name="DC.date.issued"]`,
	`meta[name="dcterms.date"]`, `meta[name="DC.date"]`, `meta[name="dcterms.created"]`, `meta[name="date"]`,
}

// dateTimes are the elements that mark a time as that of publication.
const dateTimes = `time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date, article header time, time.dt-published`

// publishedOf returns the dates that the page states for itself, as written: JSON-LD of an article first, then meta
// elements, then a marked time, then its own address. Pages that are cited are read by check/date, from the tokens of what
// has come and by weighing all evidence. This package gathers texts and may not ask it; docs/accuracy.md compares the two.
func publishedOf(p *page) []Stated {
	var all []Stated
	add := func(s *goquery.Selection, text, origin string) {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, Stated{Text: text, Origin: origin, Span: p.at(s.Nodes[0])})
		}
	}
	p.find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		add(s, jsonLDDate(s.Text(), "datePublished"), "JSON-LD")
		return len(all) == 0
	})
	for _, selector := range dateMeta {
		s := p.find(selector).First()
		add(s, s.AttrOr("content", ""), "meta")
	}
	s := p.find(dateTimes).First()
	add(s, s.AttrOr("datetime", ""), "time element")
	s = p.find(`link[rel="canonical"]`).First()
	add(s, s.AttrOr("href", ""), OriginCanonical)
	s = p.find(`meta[property="og:url"]`).First()
	add(s, s.AttrOr("content", ""), OriginCanonical)
	return all
}

// maxJSONLD is how much structured data of one script is read, in bytes.
const maxJSONLD = 1 << 20

// jsonLDDate returns a date of the first node that is an article and has it, by
// the name of its field. Other nodes, such as videos and comments, have dates of
// their own.
func jsonLDDate(script, field string) string {
	if len(script) > maxJSONLD {
		return ""
	}
	var data any
	if json.Unmarshal([]byte(script), &data) != nil {
		return ""
	}
	return articleDate(data, field, 0)
}

func articleDate(data any, field string, depth int) string {
	if depth > 8 {
		return ""
	}
	switch node := data.(type) {
	case []any:
		for _, item := range node {
			if date := articleDate(item, field, depth+1); date != "" {
				return date
			}
		}
	case map[string]any:
		if date, ok := node[field].(string); ok && isArticleType(node["@type"]) {
			return strings.TrimSpace(date)
		}
		return articleDate(node["@graph"], field, depth+1)
	}
	return ""
}

// isArticleType says whether a schema.org type is Article, one of its
// subtypes, or a page.
func isArticleType(value any) bool {
	switch t := value.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") && t != "JobPosting" || t == "Report" || t == "WebPage"
	case []any:
		for _, item := range t {
			if isArticleType(item) {
				return true
			}
		}
	}
	return false
}
