package link

import (
	"encoding/json"
	"strings"
)

const (
	// maxNested and maxNodes bound what is looked at of the data that a page gives about itself.
	maxNested = 6
	maxNodes  = 500
)

// An access is what a page says of who may read it, in schema.org's isAccessibleForFree
// (https://schema.org/isAccessibleForFree), by which publishers tell search engines of their paywalls.
type access struct{ free, paid bool }

// accessOf reads a block of JSON-LD. What is no JSON says nothing.
func accessOf(block []byte) access {
	var data any
	if err := json.Unmarshal(block, &data); err != nil {
		return access{}
	}
	r := accessReader{left: maxNodes}
	r.read(data, maxNested)
	return r.access
}

type accessReader struct {
	access
	left int // nodes that may still be looked at
}

// read looks at the page and what it is about, and leaves the other stories that it lists alone: a free page may
// tease a paid one.
func (r *accessReader) read(data any, depth int) {
	if r.left--; r.left < 0 || depth == 0 {
		return
	}
	switch node := data.(type) {
	case []any:
		for _, element := range node {
			r.read(element, depth-1)
		}
	case map[string]any:
		if said, ok := node["isAccessibleForFree"]; ok && isReading(node["@type"]) {
			r.take(said)
		}
		for _, about := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			r.read(node[about], depth-1)
		}
	}
}

// take reads true and false in the forms that publishers write.
func (r *accessReader) take(said any) {
	switch said := said.(type) {
	case bool:
		r.free, r.paid = r.free || said, r.paid || !said
	case string:
		r.note(said)
	}
}

// note reads the same out of a text, such as an attribute.
func (a *access) note(said string) {
	said = strings.TrimSpace(said)
	switch strings.ToLower(said[strings.LastIndexByte(said, '/')+1:]) { // "https://schema.org/False" is a value, too
	case "true":
		a.free = true
	case "false":
		a.paid = true
	}
}

// isReading tells whether a node is something to read. Museums and concerts are not free either, and the page about
// them is.
func isReading(kind any) bool {
	switch kind := kind.(type) {
	case []any:
		for _, k := range kind[:min(len(kind), maxNested)] {
			if name, ok := k.(string); ok && isReading(name) {
				return true
			}
		}
	case string:
		kind = kind[strings.LastIndexAny(kind, "/:#")+1:]
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "Report" ||
			kind == "WebPage" || kind == "WebPageElement" || kind == "CreativeWork" || kind == "Chapter" || kind == "Review"
	}
	return false
}
