package extract

import (
	"strings"
	"testing"
)

func TestWhenArticlesWereChanged(t *testing.T) {
	for _, test := range []struct {
		name   string
		format Format
		source string
		want   string // "origin: text" of each, by "; "
	}{
		{"JSON-LD and meta", FormatHTML, `<script type="application/ld+json">{"@graph":[{"@type":"VideoObject","dateModified":"2020-01-01"},{"@type":"NewsArticle","datePublished":"2021-05-11","dateModified":"2021-06-03"}]}</script><meta property="article:modified_time" content="2021-06-04T10:00:00Z"><p>It rose.`, "JSON-LD: 2021-06-03; meta: 2021-06-04T10:00:00Z"},
		{"a time element", FormatHTML, `<article><time class="updated" datetime="2021-06-03">3 June</time><p>It rose.`, "time element: 2021-06-03"},
		{"nothing", FormatHTML, `<meta property="article:published_time" content="2021-05-11"><p>It rose.`, ""},
		{"Hugo", FormatMarkdown, "---\ndate: 2021-05-11\nlastmod: 2021-06-03\n---\nIt rose.\n", "front matter: 2021-06-03"},
		{"Jekyll", FormatMarkdown, "---\ndate: 2021-05-11\nlast_modified_at: 2021-06-03\n---\nIt rose.\n", "front matter: 2021-06-03"},
		{"MkDocs", FormatMarkdown, "---\ndate:\n  created: 2021-05-11\n  updated: 2021-06-03\n---\nIt rose.\n", "front matter: 2021-06-03"},
		{"Zola", FormatMarkdown, "+++\ndate = 2021-05-11\nupdated = 2021-06-03\n+++\nIt rose.\n", "front matter: 2021-06-03"},
		{"reStructuredText", FormatRST, ":Date: 2021-05-11\n:Last-Modified: 2021-06-03\n\nIt rose.\n", "field list: 2021-06-03"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read([]byte(test.source), Options{Source: "article", Format: test.format})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range a.Modified {
				got = append(got, s.Origin+": "+s.Text)
			}
			if said := strings.Join(got, "; "); said != test.want {
				t.Errorf("stated %q, want %q", said, test.want)
			}
		})
	}
}
