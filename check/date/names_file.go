package date

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nameKinds are what a name can be of, in the order in which tables show them.
var nameKinds = []string{
	"company", "platform", "ai", "product", "software", "currency", "medicine", "law", "event", "place", "sport", "space", "word",
}

// parseNames reads rows in the form that names.txt explains at its head. It forgives nothing: a row that is
// not understood would be a guard that does not hold. Names and aliases of known are taken.
func parseNames(text string, known []Name) ([]Name, error) {
	p := nameParser{taken: map[string]bool{}}
	for _, n := range known {
		p.take(n)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	for line := range strings.SplitSeq(text+"\n", "\n") {
		p.line++
		if err := p.read(strings.TrimRight(line, " \t\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", p.at(), err)
		}
	}
	return p.names, nil
}

// nameParser is where the reading of a file stands.
type nameParser struct {
	line  int
	began int // the line where the row begins, 0 between rows
	whole bool
	row   Name
	seen  []string // the keys of the row
	names []Name
	taken map[string]bool // names and aliases, as takenName and takenAlias write them
}

func takenName(name string) string   { return "name " + strings.ToLower(name) }
func takenAlias(alias string) string { return "alias " + alias }

func (p *nameParser) take(n Name) {
	p.taken[takenName(n.Name)] = true
	for _, alias := range n.Aliases {
		p.taken[takenAlias(alias)] = true
	}
}

// at is the line that an error is about: that of a whole row is its first.
func (p *nameParser) at() int {
	if p.whole {
		return p.began
	}
	return p.line
}

// read takes one line: empty ends a row, # is a comment, all else is "key: value".
func (p *nameParser) read(line string) error {
	if line == "" {
		return p.end()
	}
	if strings.HasPrefix(line, "#") {
		return nil
	}
	if !utf8.ValidString(line) || strings.ContainsFunc(line, unicode.IsControl) {
		return fmt.Errorf("%q is no text: write it in UTF-8, without control characters", line)
	}
	key, value, ok := strings.Cut(line, ": ")
	if value = strings.TrimSpace(value); !ok || value == "" {
		return fmt.Errorf(`%q is not understood: write "key: value", a comment that begins with #, or nothing between rows`, line)
	}
	if p.began == 0 {
		p.began = p.line
	}
	if slices.Contains(p.seen, key) && p.list(key) == nil {
		return fmt.Errorf("%s is given twice: begin a new row with an empty line", key)
	}
	p.seen = append(p.seen, key)
	return p.set(key, norm.NFC.String(value))
}

// list is the field that holds a key's words, nil for a key of one value.
func (p *nameParser) list(key string) *[]string {
	switch key {
	case "alias":
		return &p.row.Aliases
	case "guard":
		return &p.row.Guards
	case "veto":
		return &p.row.Vetoes
	case "need":
		return &p.row.Needs
	case "next":
		return &p.row.Next
	}
	return nil
}

func (p *nameParser) set(key, value string) (err error) {
	switch key {
	case "name":
		p.row.Name = value
		if p.taken[takenName(value)] {
			return fmt.Errorf("the table has the name %q already: rows add to it and do not replace any; choose another name", value)
		}
	case "kind":
		p.row.Kind = value
		if !slices.Contains(nameKinds, value) {
			return fmt.Errorf("%q is no kind: use one of %s", value, strings.Join(nameKinds, ", "))
		}
	case "began":
		p.row.Began, err = nameDay(value)
	case "ended":
		p.row.Ended, err = nameDay(value)
	case "before":
		p.row.Before = value
	case "source":
		p.row.Source = value
		if u, err := url.Parse(value); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("the source %q is no address of a page: give one that begins with https://", value)
		}
	default:
		if p.list(key) == nil {
			return fmt.Errorf("%q is no key: use name, kind, began, ended, before, alias, guard, veto, need, next or source", key)
		}
		return p.add(key, value)
	}
	return err
}

// nameDay wants a date and nothing behind it.
func nameDay(value string) (Date, error) {
	d, ok := ParseISO(value)
	if !ok || d.String() != value {
		return Date{}, fmt.Errorf("%q is no date: write it as 2021, 2021-05 or 2021-05-11", value)
	}
	return d, nil
}

// shortestAlias keeps out words that stand in any slug.
const shortestAlias = 3

// add takes the words of a list: "meta, metas".
func (p *nameParser) add(key, value string) error {
	list := p.list(key)
	for phrase := range strings.SplitSeq(value, ",") {
		phrase = strings.TrimSpace(phrase)
		oneWord := key == "guard" || key == "next"
		if !isPhrase(phrase) || oneWord && strings.Contains(phrase, "-") {
			form := "in lower case, joined by hyphens as in an address"
			if oneWord {
				form = "one word in lower case"
			}
			return fmt.Errorf("%q of %s is no word of a slug: write it %s, with commas between", phrase, key, form)
		}
		if slices.Contains(*list, phrase) {
			return fmt.Errorf("%s has %q twice", key, phrase)
		}
		*list = append(*list, phrase)
		if key != "alias" {
			continue
		}
		if utf8.RuneCountInString(phrase) < shortestAlias {
			return fmt.Errorf("the alias %q is too short: it would be found in names of other things", phrase)
		}
		if p.taken[takenAlias(phrase)] {
			return fmt.Errorf("the table has the alias %q already: rows add to it and do not replace any", phrase)
		}
	}
	return nil
}

// isPhrase wants words as wordsOf cuts them, joined by single hyphens.
func isPhrase(s string) bool {
	words := wordsOf(segment{text: s})
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return s != "" && strings.Join(texts, "-") == s
}

// end completes a row, if one has begun.
func (p *nameParser) end() error {
	if p.began == 0 {
		return nil
	}
	p.whole = true
	for _, key := range []string{"name", "kind", "began", "alias", "source"} {
		if !slices.Contains(p.seen, key) {
			return fmt.Errorf("the row lacks %s: each needs name, kind, began, alias and source", key)
		}
	}
	if n := p.row; n.Ended.Before(n.Began) {
		return fmt.Errorf("%s ended on %s, before it began on %s", n.Name, n.Ended, n.Began)
	}
	p.take(p.row)
	p.names = append(p.names, p.row)
	p.row, p.seen, p.began, p.whole = Name{}, nil, 0, false
	return nil
}
