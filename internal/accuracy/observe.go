package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
)

// An observed is what citelint read of one article and reported about it. All labels are keys.
type observed struct {
	err    error // why it could not be read; all below is then empty
	readAs extract.Format

	markers    map[string]int
	places     map[string]string // where a marker of a label stands first: `"[4]" line 12`
	references map[string]bool
	urls       map[string]bool
	dois       map[string]bool
	entries    int // references with and without a label

	missing map[string]bool // labels, each reported on its own
	unused  map[string]bool
	lists   []listFinding // one finding for a whole list

	duplicates int
}

// A listFinding is one finding that speaks of a whole list, and the labels that it is about.
type listFinding struct {
	rule   string
	labels map[string]bool
}

// callsUnused says whether the finding calls entries unused, rather than missing.
func (f listFinding) callsUnused() bool { return f.rule != "no-reference-list" }

// mostlyUnused names the finding of unused-reference that has no label of its own.
const mostlyUnused = "mostly-unused"

// observe reads and judges one article, offline. A crash is one article's fault, and no end of the measuring.
func observe(ctx context.Context, input source.Input, format extract.Format) (o *observed) {
	o = &observed{
		markers: map[string]int{}, places: map[string]string{}, references: map[string]bool{}, urls: map[string]bool{},
		dois: map[string]bool{}, missing: map[string]bool{}, unused: map[string]bool{},
	}
	defer func() {
		if fault := recover(); fault != nil {
			o.err = fmt.Errorf("it crashed: %v", fault)
		}
	}()
	result := check.New(check.Options{}).Judge(ctx, input, format)
	if result.Err != nil {
		o.err = result.Err
		return o
	}
	o.read(result.Article)
	for _, f := range result.Findings {
		o.report(result.Article, f)
	}
	return o
}

func (o *observed) read(article *extract.Article) {
	o.readAs = article.Format
	for _, m := range article.Markers {
		key := labelKey(m.Label)
		o.markers[key]++
		if o.places[key] == "" {
			at := article.Position(m.Span.Start)
			o.places[key] = strings.TrimSpace(fmt.Sprintf("%.40q line %d %s", m.Text, at.Line, at.Part))
		}
	}
	for _, list := range article.Lists {
		for _, ref := range list.References {
			o.entries++
			if ref.Label != "" {
				o.references[labelKey(ref.Label)] = true
			}
			for _, u := range ref.URLs {
				o.urls[urlKey(u.Text)] = true
			}
			for _, id := range ref.Identifiers {
				if id.Type == "doi" {
					o.dois[strings.ToLower(id.Value)] = true
				}
			}
		}
	}
}

func (o *observed) report(article *extract.Article, f check.Finding) {
	switch f.Rule {
	case "missing-reference":
		o.missing[labelKey(f.Label)] = true
	case "unused-reference":
		if f.Label == "" {
			o.lists = append(o.lists, listFinding{mostlyUnused, uncited(article, f.Span)})
			return
		}
		o.unused[labelKey(f.Label)] = true
	case "no-markers":
		o.lists = append(o.lists, listFinding{f.Rule, uncited(article, f.Span)})
	case "no-reference-list":
		labels := map[string]bool{}
		for _, m := range article.Markers {
			if m.List < 0 {
				labels[labelKey(m.Label)] = true
			}
		}
		o.lists = append(o.lists, listFinding{f.Rule, labels})
	case "duplicate-label":
		o.duplicates++
	}
}

// uncited lists the labels that no marker cites in the list whose first entry stands at a place. A finding's own
// evidence is cut after some labels.
func uncited(article *extract.Article, first extract.Span) map[string]bool {
	list := slices.IndexFunc(article.Lists, func(l extract.List) bool { return len(l.References) > 0 && l.References[0].Span == first })
	labels := map[string]bool{}
	if list < 0 {
		return labels
	}
	for _, ref := range article.Lists[list].References {
		labels[labelKey(ref.Label)] = true
	}
	for _, m := range article.Markers {
		if m.List == list {
			delete(labels, labelKey(m.Label))
		}
	}
	return labels
}

// doiOf returns the DOI that an address of a DOI resolver leads to, or "".
func doiOf(address string) string {
	host, path, _ := strings.Cut(urlKey(address), "/")
	if host = strings.ToLower(host); host != "doi.org" && host != "dx.doi.org" {
		return ""
	}
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	return strings.ToLower(path)
}
