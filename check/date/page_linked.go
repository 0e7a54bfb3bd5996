package date

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// linked reads the schema.org data of a page's scripts (JSON-LD 1.1, https://www.w3.org/TR/json-ld11/). The page's own
// nodes stand at the top, in a @graph, or as the main entity of one another; what lies deeper is a part of it, and has
// dates of its own.
type linked struct {
	reading bool // within such a script
	script  []byte
	read    int // bytes, of all scripts
	nodes   int // that were looked at
	found   *pageDates
}

func (l *linked) open(kind string) {
	kind, _, _ = strings.Cut(kind, ";")
	l.reading = strings.EqualFold(strings.TrimSpace(kind), "application/ld+json")
	l.script = l.script[:0]
}

func (l *linked) take(text []byte) {
	if l.read += len(text); l.read <= maxLinked {
		l.script = append(l.script, text...)
	}
}

func (l *linked) close(found *pageDates) {
	l.found = found
	if l.reading && bytes.Contains(l.script, []byte(`"date`)) {
		l.parse(plainJSON(l.script))
	}
	l.reading = false
}

// plainJSON takes off what pages wrap JSON in, and the line ends that they leave in its texts.
func plainJSON(script []byte) []byte {
	plain := slices.Clone(script)
	for i, c := range plain {
		if c < ' ' {
			plain[i] = ' '
		}
	}
	for _, wrap := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		plain = bytes.TrimPrefix(bytes.TrimSpace(plain), []byte(wrap))
	}
	for _, wrap := range []string{"-->", "/*]]>*/", "//]]>", "]]>", ";"} {
		plain = bytes.TrimSuffix(bytes.TrimSpace(plain), []byte(wrap))
	}
	return plain
}

func (l *linked) parse(script []byte) {
	var data any
	if json.Unmarshal(script, &data) != nil {
		l.scavenge(script)
		return
	}
	l.walk(data, 0)
}

const (
	maxLinkedDepth = 6    // arrays and graphs within each other; real ones end at three
	maxLinkedNodes = 1000 // nodes that are looked at
	maxType        = 40   // bytes of the name of a type
)

func (l *linked) walk(data any, depth int) {
	if l.nodes++; depth > maxLinkedDepth || l.nodes > maxLinkedNodes {
		return
	}
	switch node := data.(type) {
	case []any:
		for _, item := range node {
			l.walk(item, depth+1)
		}
	case map[string]any:
		l.takeNode(node)
		for _, inner := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			l.walk(node[inner], depth+1)
		}
	}
}

// takeNode keeps the dates of one node, if it is the page or its article.
func (l *linked) takeNode(node map[string]any) {
	kind := pageType(node["@type"])
	if kind == "" {
		return
	}
	for _, field := range []string{"datePublished", "dateModified", "dateCreated"} {
		value, _ := node[field].(string)
		if list, ok := node[field].([]any); ok && len(list) == 1 {
			value, _ = list[0].(string)
		}
		l.add(value, kind, field)
	}
}

func (l *linked) add(value, kind, field string) {
	l.found.add(value, PageDate{Reading: Reading{Role: itemRoles[strings.ToLower(field)]}, Origin: OriginLinked, Field: kind + "." + field})
}

// pageType is the first type of a node that is an article or a page, "" for things that stand on pages: videos,
// pictures, comments, reviews, events, openings.
func pageType(value any) string {
	switch t := value.(type) {
	case string:
		name := t[strings.LastIndexByte(t, '/')+1:]
		if len(name) <= maxType && (isArticleType(name) || isPageType(name)) {
			return name
		}
	case []any:
		for _, item := range t[:min(len(t), 8)] {
			if name, ok := item.(string); ok && pageType(name) != "" {
				return pageType(name)
			}
		}
	}
	return ""
}

// isArticleType reports whether a type is Article or one of its kinds, https://schema.org/Article.
func isArticleType(name string) bool {
	return strings.HasSuffix(name, "Article") || name == "Report" || strings.HasSuffix(name, "Posting") && name != "JobPosting"
}

// isPageType reports whether a type is a page, or a work that may be a page's only subject.
func isPageType(name string) bool {
	return strings.HasSuffix(name, "Page") || name == "Recipe" || name == "HowTo" || name == "CreativeWork"
}

var (
	brokenPublished = regexp.MustCompile(`"datePublished"\s*:\s*"([^"\\]{4,40})"`)
	brokenType      = regexp.MustCompile(`"@type"\s*:\s*(?:"([^"\\]{1,80})"|[^"\s])`)
)

// scavenge reads data that is no JSON, where nothing can be mistaken: an article is named, nothing that may have a date of
// its own, and one day of publication.
func (l *linked) scavenge(script []byte) {
	kind := ""
	for _, m := range brokenType.FindAllSubmatch(script, -1) {
		name := string(m[1])
		name = name[strings.LastIndexByte(name, '/')+1:]
		switch {
		case isArticleType(name):
			kind = name
		case !isPageType(name) && !undatedThings[name]:
			return
		}
	}
	all := brokenPublished.FindAllSubmatch(script, -1)
	if kind == "" || len(all) == 0 {
		return
	}
	for _, m := range all {
		if !bytes.Equal(m[1], all[0][1]) {
			return
		}
	}
	l.add(string(all[0][1]), kind, "datePublished")
}

// undatedThings are the types of https://schema.org that stand beside an article and are published by nobody. All others, such
// as videos, pictures, books and episodes, may have the date.
var undatedThings = setOf(`Person Organization NewsMediaOrganization Corporation EducationalOrganization GovernmentOrganization NGO
	CollegeOrUniversity Brand Place Country City AdministrativeArea PostalAddress GeoCoordinates ContactPoint Thing DefinedTerm
	BreadcrumbList ItemList ListItem SiteNavigationElement WPHeader WPFooter WPSideBar SpeakableSpecification WebPageElement
	SearchAction ReadAction ViewAction SubscribeAction CommentAction EntryPoint PropertyValue PropertyValueSpecification
	InteractionCounter AggregateRating Offer Audience Language`)
