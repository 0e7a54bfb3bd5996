package memento

import (
	"iter"
	"net/http"
	"strings"
	"time"
)

// A relation is one link of a Link header (RFC 8288) or of a TimeMap (RFC 6690, RFC 7089 section 5).
type relation struct {
	target string
	rel    string // lower case, words parted by spaces: "first memento"
	params map[string]string
}

// is tells whether a word is one of the relation's types: both "memento" and "first" are of "first memento".
func (r relation) is(word string) bool {
	for w := range strings.FieldsSeq(r.rel) {
		if w == word {
			return true
		}
	}
	return false
}

// at reads a parameter that holds a date, zero when it does not.
func (r relation) at(param string) time.Time { return httpDate(r.params[param]) }

// httpDate reads the one form that RFC 7089, section 2.1.1.1 allows, in GMT; zero for anything else.
func httpDate(s string) time.Time {
	at, err := time.Parse(http.TimeFormat, s)
	if err != nil || at.Format(http.TimeFormat) != s {
		return time.Time{}
	}
	return at
}

const (
	maxParams = 16 // of one relation; what follows is read and dropped
	maxTarget = 8 << 10
)

// relations reads links one by one. What is no link is passed over up to the next comma outside of quotes,
// so that one bad entry does not cost the others.
func relations(s string) iter.Seq[relation] {
	return func(yield func(relation) bool) {
		for p := (parser{s}); p.rest != ""; p.skipPast(',') {
			r, ok := p.relation()
			if ok && !yield(r) {
				return
			}
		}
	}
}

type parser struct{ rest string }

func (p *parser) spaces() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

func (p *parser) eat(c byte) bool {
	p.spaces()
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// skipPast goes behind the next c that does not stand in quotes or angle brackets.
func (p *parser) skipPast(c byte) {
	for p.rest != "" {
		switch first := p.rest[0]; first {
		case c:
			p.rest = p.rest[1:]
			return
		case '"':
			p.quoted()
		case '<':
			p.bracketed()
		default:
			p.rest = p.rest[1:]
		}
	}
}

// relation reads <target>; name=value; name="value".
func (p *parser) relation() (relation, bool) {
	p.spaces()
	if p.rest == "" || p.rest[0] != '<' {
		return relation{}, false
	}
	target, ok := p.bracketed()
	if !ok || len(target) > maxTarget {
		return relation{}, false
	}
	r := relation{target: strings.TrimSpace(target), params: map[string]string{}}
	for p.eat(';') {
		name, value := p.param()
		if _, told := r.params[name]; name != "" && !told && len(r.params) < maxParams { // RFC 8288, section 3.3: the first counts
			r.params[name] = value
		}
	}
	r.rel = strings.ToLower(r.params["rel"])
	return r, r.target != ""
}

func (p *parser) param() (name, value string) {
	name = strings.ToLower(p.token("=;,"))
	if !p.eat('=') {
		return name, ""
	}
	p.spaces()
	if strings.HasPrefix(p.rest, `"`) {
		return name, p.quoted()
	}
	return name, p.token(";,")
}

func (p *parser) token(ends string) string {
	p.spaces()
	end := strings.IndexAny(p.rest, ends)
	if end < 0 {
		end = len(p.rest)
	}
	token := p.rest[:end]
	p.rest = p.rest[end:]
	return strings.TrimSpace(token)
}

// bracketed reads <text>; one that is not closed is the end of everything.
func (p *parser) bracketed() (string, bool) {
	text, rest, ok := strings.Cut(p.rest[1:], ">")
	p.rest = rest
	return text, ok
}

// quoted reads "text", in which a backslash stands before a quote or another backslash.
func (p *parser) quoted() string {
	for i := 1; i < len(p.rest); i++ {
		switch p.rest[i] {
		case '\\':
			i++
		case '"':
			text := p.rest[1:i]
			p.rest = p.rest[i+1:]
			if strings.Contains(text, `\`) {
				text = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(text)
			}
			return text
		}
	}
	p.rest = ""
	return ""
}
