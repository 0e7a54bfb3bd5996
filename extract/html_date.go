package extract

import (
	"encoding/json"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// dateMeta are the names under which pages state their publication date.
var dateMeta = []string{
	`meta[property="article:published_time"]`, `meta[itemprop="datePublished"]`, `meta[name="article:published_time"]`,
	`meta[name="parsely-pub-date"]`, `meta[name="sailthru.date"]`, `meta[name="pubdate"]`, `meta[name="publish-date"]`,
	`meta[name="citation_publication_date"]`, `meta[name="dcterms.date"]`, `meta[name="DC.date.issued"]`, `meta[name="date"]`,
}

// publishedOf returns the date that the page states for itself, as written:
// JSON-LD of an article first, then meta elements, then a marked time.
func publishedOf(p *page) Stated {
	stated := Stated{}
	p.find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if date := jsonLDDate(s.Text()); date != "" {
			stated = Stated{Text: date, Origin: "JSON-LD", Span: p.at(s.Nodes[0])}
		}
		return stated.Text == ""
	})
	if stated.Text != "" {
		return stated
	}
	for _, selector := range dateMeta {
		s := p.find(selector).First()
		if date := strings.TrimSpace(s.AttrOr("content", "")); date != "" {
			return Stated{Text: date, Origin: "meta", Span: p.at(s.Nodes[0])}
		}
	}
	s := p.find(`time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date, article header time, time.dt-published`).First()
	if date := strings.TrimSpace(s.AttrOr("datetime", "")); date != "" {
		return Stated{Text: date, Origin: "time element", Span: p.at(s.Nodes[0])}
	}
	return Stated{}
}

// maxJSONLD is how much structured data of one script is read, in bytes.
const maxJSONLD = 1 << 20

// jsonLDDate returns datePublished of the first node that is an article. Other
// nodes, such as videos and comments, have dates of their own.
func jsonLDDate(script string) string {
	if len(script) > maxJSONLD {
		return ""
	}
	var data any
	if json.Unmarshal([]byte(script), &data) != nil {
		return ""
	}
	return articleDate(data, 0)
}

func articleDate(data any, depth int) string {
	if depth > 8 {
		return ""
	}
	switch node := data.(type) {
	case []any:
		for _, item := range node {
			if date := articleDate(item, depth+1); date != "" {
				return date
			}
		}
	case map[string]any:
		if date, ok := node["datePublished"].(string); ok && isArticleType(node["@type"]) {
			return strings.TrimSpace(date)
		}
		return articleDate(node["@graph"], depth+1)
	}
	return ""
}

// isArticleType says whether a schema.org type is Article, one of its
// subtypes, or a page.
func isArticleType(value any) bool {
	switch t := value.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report" || t == "WebPage"
	case []any:
		for _, item := range t {
			if isArticleType(item) {
				return true
			}
		}
	}
	return false
}
