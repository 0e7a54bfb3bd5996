package extract

import (
	"regexp"
	"strings"
)

// What generators of sites and keepers of notes write before an article: a block of YAML (Jekyll, Hugo, Eleventy, Astro,
// Docusaurus, MkDocs, Quarto, Obsidian), of TOML (Zola, Hugo) or of JSON (Hugo), or a few lines of fields (Pelican,
// MultiMarkdown).
var (
	yamlBlock   = regexp.MustCompile(`^---[ \t]*\r?\n((?s:.*?))\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
	tomlBlock   = regexp.MustCompile(`^\+\+\+[ \t]*\r?\n((?s:.*?))\r?\n\+\+\+[ \t]*(?:\r?\n|$)`)
	jsonBlock   = regexp.MustCompile(`^\{[ \t]*\r?\n([ \t]+"(?s:.*?))\r?\n\}[ \t]*(?:\r?\n|$)`)
	fieldLines  = regexp.MustCompile(`^((?:[A-Za-z][\w -]{1,20}:[ \t][^\r\n]+(?:\r?\n|$)){2,})`)
	matterField = regexp.MustCompile(`(?im)^([ \t]*)"?([a-z][a-z_ -]{3,19})"?[ \t]*[:=][ \t]*["']?([^\r\n]*?)["']?[ \t]*,?(?:[ \t]#[^\r\n]*)?\r?$`)
)

// matterDates are the keys that state when an article was published, and with what weight: a date before the day on
// which a note was begun. Of MkDocs's date, which holds two, the inner one counts.
var matterDates = map[string]int{
	"date": 2, "published": 2, "pubdate": 2, "publishdate": 2, "publicationdate": 2, "publishedat": 2, "publishedon": 2,
	"datepublished": 2, "postdate": 2, "created": 1, "createdat": 1, "datecreated": 1, "creationdate": 1,
}

// matterChanges are the keys that state when an article was last changed; MkDocs's stands within its date, too.
var matterChanges = map[string]bool{
	"lastmod": true, "modified": true, "updated": true, "lastmodified": true, "lastmodifiedat": true, "modifiedat": true, "updatedat": true,
	"datemodified": true, "dateupdated": true, "modifieddate": true, "updateddate": true, "lastupdated": true, "revised": true,
}

// maxMatterDates is how many dates of one weight are kept; one is usual.
const maxMatterDates = 4

// frontMatter reads title and date of a block before the text and returns the block's length; lines of fields stay in
// the text. Values are taken as written: a YAML parser would repair or refuse the impossible dates that are to be
// reported. A draft has no date of publication yet.
func (d *draft) frontMatter(source string) int {
	for _, block := range []*regexp.Regexp{yamlBlock, tomlBlock, jsonBlock} {
		if m := block.FindStringSubmatchIndex(source); m != nil {
			d.readMatter(source[m[2]:m[3]], m[2])
			return m[1]
		}
	}
	if m := fieldLines.FindStringIndex(source); m != nil {
		d.readMatter(source[:m[1]], 0)
	}
	return 0
}

func (d *draft) readMatter(block string, offset int) {
	byWeight := map[int][]Stated{}
	isDraft := false
	plain := strings.NewReplacer("_", "", "-", "", " ", "")
	for _, m := range matterField.FindAllStringSubmatchIndex(block, -1) {
		indented, value := m[2] < m[3], block[m[6]:m[7]]
		key := plain.Replace(strings.ToLower(block[m[4]:m[5]]))
		weight := matterDates[key]
		switch {
		case value == "" || indented && block[m[3]] != '"' && key != "created" && key != "updated":
		case key == "title":
			d.title = value
		case matterChanges[key] && len(d.modified) < maxMatterDates:
			d.modified = append(d.modified, Stated{Text: value, Origin: "front matter", Span: Span{offset + m[6], offset + m[7]}})
		case key == "draft" && value == "true", key == "status" && strings.EqualFold(value, "draft"):
			isDraft = true
		case weight > 0 && len(byWeight[weight]) < maxMatterDates:
			byWeight[weight] = append(byWeight[weight], Stated{Text: value, Origin: "front matter", Span: Span{offset + m[6], offset + m[7]}})
		}
	}
	if !isDraft {
		d.state(byWeight[2]...)
		d.state(byWeight[1]...)
	}
}
