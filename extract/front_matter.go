package extract

import (
	"encoding/json"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// What generators of sites and keepers of notes write before an article: a block of YAML (Jekyll, Hugo, Eleventy, Astro,
// Docusaurus, MkDocs, Quarto, Obsidian), of TOML (Zola, Hugo) or of JSON (Hugo), or a few lines of fields (Pelican,
// MultiMarkdown).
var (
	yamlBlock  = pattern.New(`^---[ \t]*\r?\n((?s:.*?))\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
	tomlBlock  = pattern.New(`^\+\+\+[ \t]*\r?\n((?s:.*?))\r?\n\+\+\+[ \t]*(?:\r?\n|$)`)
	jsonBlock  = pattern.New(`^(\{[ \t]*\r?\n[ \t]+"(?s:.*?)\r?\n\})[ \t]*(?:\r?\n|$)`)
	fieldLines = pattern.New(`^((?:[A-Za-z][\w -]{1,20}:[ \t][^\r\n]+(?:\r?\n|$)){2,})`)
	matterLine = pattern.New(`(?im)^([ \t]*)"?([a-z][\w -]{0,39})"?[ \t]*[:=][ \t]*["']?([^\r\n]*?)["']?[ \t]*,?(?:[ \t]#[^\r\n]*)?\r?$`)
	tomlTable  = pattern.New(`(?m)^[ \t]*\[`)
)

// matterBlocks are the kinds of blocks, each with what reads its fields.
var matterBlocks = []struct {
	block  *pattern.Regexp
	fields func(block string, offset int) []matterField
}{{yamlBlock, lineFields}, {tomlBlock, tomlFields}, {jsonBlock, jsonFields}}

// A matterField is a field that says something of the article itself: not one of a table or an object within the block.
type matterField struct {
	key   string // in lower case, without what joins its words
	value string // as written, without quotes
	span  Span   // of the value
}

// matterDates are the keys that state when an article was published, and with what weight: a date before the day on
// which a note was begun.
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
// reported.
func (d *draft) frontMatter(source string) int {
	for _, kind := range matterBlocks {
		if m := kind.block.FindStringSubmatchIndex(source); m != nil {
			d.takeMatter(kind.fields(source[m[2]:m[3]], m[2]))
			return m[1]
		}
	}
	if m := fieldLines.FindStringIndex(source); m != nil {
		d.takeMatter(lineFields(source[:m[1]], 0))
	}
	return 0
}

// takeMatter takes what the fields say. A draft has no date of publication yet.
func (d *draft) takeMatter(fields []matterField) {
	byWeight := map[int][]Stated{}
	for _, f := range fields {
		value := strings.ToLower(f.value)
		weight := matterDates[f.key]
		switch {
		case f.key == "title":
			d.title = f.value
		case f.key == "draft" && value == "true", f.key == "status" && value == "draft", f.key == "published" && value == "false":
			d.unpublished = true
		case value == "true": // published: true
		case matterChanges[f.key] && len(d.modified) < maxMatterDates:
			d.modified = append(d.modified, Stated{Text: f.value, Origin: "front matter", Span: f.span})
		case weight > 0 && len(byWeight[weight]) < maxMatterDates:
			byWeight[weight] = append(byWeight[weight], Stated{Text: f.value, Origin: "front matter", Span: f.span})
		}
	}
	if !d.unpublished {
		d.state(byWeight[2]...)
		d.state(byWeight[1]...)
	}
}

// lineFields reads the fields of YAML, and of lines. What is indented belongs to the field above it; of MkDocs's date, which
// holds two, the day of creation counts as the date.
func lineFields(block string, offset int) []matterField {
	var all []matterField
	around := ""
	for _, m := range matterLine.FindAllStringSubmatchIndex(block, -1) {
		f := matterField{plainKey(block[m[4]:m[5]]), block[m[6]:m[7]], Span{offset + m[6], offset + m[7]}}
		indented := m[2] < m[3]
		if !indented {
			around = f.key
		}
		if f.value != "" && (!indented || around == "date" && (f.key == "created" || f.key == "updated")) {
			all = append(all, f)
		}
	}
	return all
}

// tomlFields reads the fields above the first table: [params] and [extra] hold what concerns the theme.
func tomlFields(block string, offset int) []matterField {
	if m := tomlTable.FindStringIndex(block); m != nil {
		block = block[:m[0]]
	}
	return lineFields(block, offset)
}

// jsonFields reads the fields of an object, up to where it is no JSON.
func jsonFields(object string, offset int) []matterField {
	var all []matterField
	in := json.NewDecoder(strings.NewReader(object))
	if _, err := in.Token(); err != nil { // the opening brace
		return nil
	}
	for in.More() {
		key, err := in.Token()
		name, ok := key.(string)
		var raw json.RawMessage
		if err != nil || !ok || in.Decode(&raw) != nil {
			break
		}
		f := matterField{key: plainKey(name), value: string(raw)}
		end := offset + int(in.InputOffset())
		f.span = Span{end - len(raw), end}
		if json.Unmarshal(raw, &f.value) == nil {
			f.span.Start, f.span.End = f.span.Start+1, f.span.End-1 // the quotes
		}
		all = append(all, f)
	}
	return all
}

// plainKey makes one key of publish_date, publish-date and PublishDate.
func plainKey(key string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(key))
}
