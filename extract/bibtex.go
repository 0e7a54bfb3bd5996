package extract

import "strings"

// A bibEntry is an entry of a BibTeX database. Places are offsets of its text.
type bibEntry struct {
	kind   string // "article", in lower case
	key    string
	span   Span
	fields []bibField
}

// A bibField is a field of an entry; its value is made of several pieces where
// it is put together with #.
type bibField struct {
	name   string // in lower case
	pieces []Span
}

// What is read of one database at most.
const (
	maxBibEntries = 500_000
	maxBibFields  = 200
)

// parseBibTeX reads a database as far as it goes: after a mistake reading goes
// on with the next entry. It makes one pass.
func parseBibTeX(text string) []bibEntry {
	p := &bibParser{text: text, strings: map[string][]Span{}}
	for p.at < len(text) && len(p.entries) < maxBibEntries {
		at := strings.IndexByte(text[p.at:], '@')
		if at < 0 {
			break
		}
		p.at += at
		p.entry()
	}
	return p.entries
}

type bibParser struct {
	text    string
	at      int
	strings map[string][]Span // @string
	entries []bibEntry
}

func (p *bibParser) space() {
	for p.at < len(p.text) && isSpace(p.text[p.at]) {
		p.at++
	}
}

// take moves behind a sign if it stands next.
func (p *bibParser) take(sign byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == sign {
		p.at++
		return true
	}
	return false
}

// word reads up to white space or a sign that BibTeX reads.
func (p *bibParser) word() string {
	p.space()
	from := p.at
	for p.at < len(p.text) && !isSpace(p.text[p.at]) && strings.IndexByte("{}(),=#\"@", p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[from:p.at]
}

// entry reads what an @ begins. A comment may hold entries, as BibTeX itself
// reads it.
func (p *bibParser) entry() {
	start := p.at
	p.at++
	kind := strings.ToLower(p.word())
	if kind == "" || kind == "comment" {
		return
	}
	shut := byte('}')
	if !p.take('{') {
		if !p.take('(') {
			return
		}
		shut = ')'
	}
	switch kind {
	case "preamble":
		p.value()
		return
	case "string":
		for _, f := range p.fields(shut) {
			p.strings[f.name] = f.pieces
		}
		return
	}
	key := p.key(shut)
	if key == "" {
		return
	}
	e := bibEntry{kind: kind, key: key}
	if p.take(',') {
		e.fields = p.fields(shut)
	} else {
		p.take(shut)
	}
	e.span = Span{start, p.at}
	p.entries = append(p.entries, e)
}

// maxBibKey is the longest key, in bytes.
const maxBibKey = 256

// key reads an entry's key.
func (p *bibParser) key(shut byte) string {
	p.space()
	from := p.at
	for p.at < len(p.text) && p.at-from < maxBibKey && p.text[p.at] != ',' && p.text[p.at] != shut && p.text[p.at] != '\n' && p.text[p.at] != '=' {
		p.at++
	}
	key := strings.TrimSpace(p.text[from:p.at])
	if strings.ContainsAny(key, "{}\"@") || p.at < len(p.text) && p.text[p.at] == '=' {
		return ""
	}
	return key
}

// fields reads fields up to the end of their entry.
func (p *bibParser) fields(shut byte) []bibField {
	var fields []bibField
	for {
		for p.take(',') {
		}
		if p.take(shut) || p.at >= len(p.text) {
			return fields
		}
		from := p.at
		name := strings.ToLower(p.word())
		if name == "" || !p.take('=') {
			if p.at == from || p.at < len(p.text) && p.text[p.at] == '@' {
				return fields // the entry was never ended
			}
			continue
		}
		pieces := p.value()
		if len(fields) < maxBibFields {
			fields = append(fields, bibField{name, pieces})
		}
	}
}

// value reads `{…}`, `"…"`, a number or the name of a string, and what is
// joined to it by #.
func (p *bibParser) value() (pieces []Span) {
	for {
		p.space()
		switch {
		case p.at >= len(p.text):
			return pieces
		case p.text[p.at] == '{' || p.text[p.at] == '"':
			pieces = append(pieces, p.quoted())
		default:
			from := p.at
			word := p.word()
			if word == "" {
				return pieces
			}
			if known, ok := p.strings[strings.ToLower(word)]; ok {
				pieces = append(pieces, known[:min(len(known), 8)]...)
			} else {
				pieces = append(pieces, Span{from, p.at})
			}
		}
		if len(pieces) > maxBibFields || !p.take('#') {
			return pieces
		}
	}
}

// quoted reads a value in braces or in quotation marks. One that is never ended
// ends where the next entry begins.
func (p *bibParser) quoted() Span {
	open := p.text[p.at]
	p.at++
	from, depth := p.at, 0
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '\\':
			p.at++
		case c == '{':
			depth++
		case c == '}' && depth == 0, c == '"' && open == '"' && depth == 0:
			p.at++
			return Span{from, p.at - 1}
		case c == '}':
			depth--
		case c == '@' && p.startsEntry():
			end := p.at
			return Span{from, end}
		}
	}
	p.at = len(p.text)
	return Span{from, p.at}
}

// startsEntry says whether an @ stands at the start of a line and begins an
// entry: `@article{abel,`.
func (p *bibParser) startsEntry() bool {
	if p.at == 0 || p.text[p.at-1] != '\n' && p.text[p.at-1] != '\r' {
		return false
	}
	at := p.at + 1
	for at < len(p.text) && at < p.at+32 && isASCIILetter(rune(p.text[at])) {
		at++
	}
	if at == p.at+1 || at >= len(p.text) || p.text[at] != '{' {
		return false
	}
	key := p.text[at+1 : min(len(p.text), at+1+maxBibKey)]
	comma := strings.IndexAny(key, ",\n ={}")
	return comma > 0 && key[comma] == ','
}

// field returns a field of an entry by the first of some names that it has.
func (e *bibEntry) field(names ...string) *bibField {
	for _, name := range names {
		for i := range e.fields {
			if f := &e.fields[i]; f.name == name && len(f.pieces) > 0 {
				return f
			}
		}
	}
	return nil
}
