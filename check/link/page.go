package link

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/whitespace"
)

const (
	maxPage  = 1 << 20   // decoded bytes that are read of a page in search of its title
	enough   = 64 << 10  // and when the title is known
	maxToken = 256 << 10 // of one tag or text
	maxTitle = 1 << 10   // bytes of a title or heading that are kept
	// maxAttributes is how many attributes of a tag are searched for dates.
	maxAttributes = 64
	// maxOpening is how much is kept of what a page says first: all of a page that says next to nothing.
	maxOpening = slight
)

// A page is what a judge wants to know of a web page: what it calls itself, how much it says, and
// which marks of bot walls and parking companies it bears. No tree is built: the tokenizer is
// linear on whatever a stranger may send.
type page struct {
	title, heading string // the first <title> and the first <h1>, white space folded
	opening        string // the first words that can be seen, at most maxOpening bytes
	plain          string // opening in lower case and with straight apostrophes, where the page says next to nothing
	text           int    // bytes of visible text, as far as was read
	shown          int    // the same, without what is only for browsers that run no scripts
	marks          []string
	suspicion      string // what suggests that it is not the page, "" if nothing does
	access         access
	sketch         sketch
	places         map[string]place // what became of the fragments that were wanted
	dates          []date.PageDate  // that the page states of itself, as far as it was read
}

// A reading says what a page is read for.
type reading struct {
	asked     *url.URL // the URL, the words of which say nothing of the page
	fragments []string // places that are looked for
	whole     bool     // to be compared with another page, so its text counts to the end
}

// read reads a page as far as judging it needs. A body that breaks off after the title is good
// enough; one that breaks off before is reported.
func (s *scanner) read(body io.Reader, contentType string, why reading) (page, error) {
	s.empty()
	s.source.r, s.contentType, s.finder = narrowed(body, contentType), contentType, newFinder(why.fragments)
	s.in = html.NewTokenizer(&s.source)
	s.in.SetMaxBuf(maxToken)
	ended := true
	for s.next() {
		if s.source.n > enough && s.page.title != "" && !why.whole && s.finder.done() && !looksMissing(s.page) && !s.page.marked(markGone) {
			ended = false
			break
		}
	}
	err := s.in.Err()
	ended = ended && errors.Is(err, io.EOF) && s.source.n < maxPage
	s.finder.partial = !ended
	if s.page.title != "" || errors.Is(err, io.EOF) || errors.Is(err, html.ErrBufferExceeded) {
		err = nil
	}
	return s.finish(ended, why), err
}

// finish puts together what was read. Only pages that are to be compared are worth a sketch.
func (s *scanner) finish(ended bool, why reading) page {
	p := s.page
	p.opening = whitespace.Fold(s.decode(s.opening))
	if p.text < slight {
		p.plain = plainLower(p.opening)
	}
	if p.suspicion = suspicion(p); why.whole || p.suspicion != "" {
		p.sketch = sketchOf(string(s.text), why.asked)
		p.sketch.partial = !ended
	}
	p.places = s.finder.places(p, s.text)
	p.dates = s.dates.Dates()
	return p
}

// A source is where a page comes from, as far as it is read. It keeps the first kilobyte, which is where a page names its
// charset (WHATWG HTML, section 13.2.3.2).
type source struct {
	r    io.Reader
	n    int64 // bytes read
	head []byte
}

func (s *source) Read(p []byte) (int, error) {
	if s.n >= maxPage {
		return 0, io.EOF
	}
	n, err := s.r.Read(p[:min(int64(len(p)), maxPage-s.n)])
	s.n += int64(n)
	s.head = append(s.head, p[:min(n, 1024-len(s.head))]...)
	return n, err
}

// A scanner reads pages, one after the other. It uses its buffers again.
type scanner struct {
	source  source
	gather  bytes.Buffer // the open title or heading
	opening []byte
	text    []byte           // what can be seen where scripts run
	tag     []html.Attribute // of the last tag, for the reader of dates

	in          *html.Tokenizer
	contentType string
	charset     encoding.Encoding // of what is not UTF-8, once there was any

	page   page
	open   atom.Atom // the element whose text is being collected: title, h1, script, style
	isData bool      // the open script is data about the page
	unseen atom.Atom // noscript or template: what is in it is not seen where scripts run
	mount  bool      // the last tag began an element that a script may fill
	finder finder
	dates  date.PageReader
}

// empty makes room for another page.
func (s *scanner) empty() {
	s.gather.Reset()
	*s = scanner{
		source: source{head: s.source.head[:0]}, gather: s.gather,
		opening: s.opening[:0], text: s.text[:0], tag: s.tag[:0],
	}
}

// next takes one token, and reports whether there may be another.
func (s *scanner) next() bool {
	switch s.in.Next() {
	case html.ErrorToken:
		s.close(s.open)
		return false
	case html.TextToken:
		text := s.in.Text()
		s.dates.Text(s.readable(text))
		s.takeText(text)
	case html.StartTagToken, html.SelfClosingTagToken:
		s.takeTag()
	case html.EndTagToken:
		s.takeEnd()
	}
	return true
}

func (s *scanner) takeTag() {
	name, more := s.in.TagName()
	tag := atom.Lookup(name)
	if s.open == 0 && s.wanted(tag) {
		s.open, s.isData = tag, false
	}
	if s.unseen == 0 && (tag == atom.Noscript || tag == atom.Template) {
		s.unseen = tag
	}
	s.mount = false
	if !inline[tag] {
		s.text = append(s.text, ' ')
	}
	var a attributes
	s.tag = s.tag[:0]
	for more {
		var k, v []byte
		k, v, more = s.in.TagAttr()
		key, value := string(k), string(v)
		s.takeAttribute(tag, key, value)
		a.take(key, value)
		if len(s.tag) < maxAttributes {
			s.tag = append(s.tag, html.Attribute{Key: key, Val: value})
		}
	}
	s.takeStatement(tag, a)
	s.dates.Start(tag, s.tag)
}

// inline are the elements that do not end a stretch of text.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Data: true,
	atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Label: true,
	atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}

// wanted tells whether the text of an element is to be treated apart.
func (s *scanner) wanted(tag atom.Atom) bool {
	switch tag {
	case atom.Title, atom.Script, atom.Style: // pictures have titles, too, which are not seen either
		return true
	case atom.H1:
		return s.page.heading == ""
	}
	return false
}

// takeAttribute looks for marks where they act, in what a page loads or is built of. In running
// text they would only be mentioned.
func (s *scanner) takeAttribute(tag atom.Atom, key, value string) {
	switch key {
	case "src", "action", "href":
		if tag != atom.A {
			s.mark(loaders, value)
		}
	case "data-adblockkey":
		s.note(markParked)
	case "id":
		s.mark(wallParts, value)
		s.mount = mounts[value]
		s.see(value)
	case "class":
		s.mark(wallParts, value)
	case "name":
		if tag == atom.A {
			s.see(value)
		}
	}
}

// see notes the name of an element, if any is looked for.
func (s *scanner) see(name string) {
	if len(s.finder.wanted) > 0 {
		s.finder.see(s.decode([]byte(name)))
	}
}

// attributes are those by which a page says something of itself.
type attributes struct{ name, kind, content string }

func (a *attributes) take(key, value string) {
	switch key {
	case "name", "property", "itemprop":
		a.name = strings.ToLower(value)
	case "type":
		a.kind = strings.ToLower(value)
	case "content":
		a.content = strings.ToLower(value)
	}
}

// takeStatement notes what a page says of itself in an element without text.
func (s *scanner) takeStatement(tag atom.Atom, a attributes) {
	switch {
	case tag == atom.Script:
		s.isData = a.kind == "application/ld+json"
		s.note(markScript)
	case tag == atom.Input && a.kind == "password":
		s.note(markPassword)
	case a.name == "isaccessibleforfree":
		s.page.access.note(a.content)
	case a.name == "article:content_tier" && a.content == "locked": // Facebook's name for it
		s.page.access.paid = true
	case a.name == "robots" && strings.Contains(a.content, "noindex"):
		s.note(markUnlisted)
	case a.name == "prerender-status-code" && (a.content == "404" || a.content == "410"): // prerender.io
		s.note(markGone)
	}
}

func (s *scanner) takeText(text []byte) {
	switch s.open {
	case atom.Script:
		if s.isData {
			said := accessOf(text)
			s.page.access.free = s.page.access.free || said.free
			s.page.access.paid = s.page.access.paid || said.paid
			return
		}
		s.mark(scriptParts, string(text[:min(len(text), enough)]))
		return
	case atom.Style:
		return
	case atom.Title, atom.H1:
		if s.gather.Len() < maxTitle {
			s.gather.Write(text[:min(len(text), maxTitle)])
		}
	}
	if s.open != atom.Title {
		s.takeVisible(text)
	}
}

func (s *scanner) takeVisible(text []byte) {
	trimmed := bytes.TrimSpace(text)
	s.page.text += len(trimmed)
	if room := maxOpening - len(s.opening); room > 0 && len(trimmed) > 0 {
		s.opening = append(append(s.opening, trimmed[:min(len(trimmed), room)]...), ' ')
	}
	if s.unseen == 0 {
		s.page.shown += len(trimmed)
		s.text = append(s.text, s.readable(text)...)
	}
	s.mount = s.mount && len(trimmed) == 0
}

func (s *scanner) takeEnd() {
	name, _ := s.in.TagName()
	tag := atom.Lookup(name)
	if s.mount {
		s.note(markEmptyMount)
		s.mount = false
	}
	if tag == s.unseen {
		s.unseen = 0
	}
	if !inline[tag] {
		s.text = append(s.text, ' ')
	}
	s.dates.End(tag)
	s.close(tag)
}

func (s *scanner) close(tag atom.Atom) {
	if tag == 0 || tag != s.open {
		return
	}
	s.open = 0
	text := whitespace.Fold(s.decode(s.gather.Bytes()))
	s.gather.Reset()
	switch tag {
	case atom.Title:
		s.page.title = cmp.Or(s.page.title, text)
	case atom.H1:
		s.page.heading = text
	}
}

// decode reads what is not UTF-8 in the charset that the page names.
func (s *scanner) decode(text []byte) string {
	if !utf8.Valid(text) {
		if s.charset == nil {
			s.charset, _, _ = charset.DetermineEncoding(s.source.head, s.contentType)
		}
		if decoded, err := s.charset.NewDecoder().Bytes(text); err == nil {
			text = decoded
		}
	}
	return strings.ToValidUTF8(string(text), "�")
}

// readable is the text in UTF-8.
func (s *scanner) readable(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	return []byte(s.decode(text))
}

// mark notes each sign of a set that the text bears.
func (s *scanner) mark(signs []sign, text string) {
	for _, sign := range signs {
		if strings.Contains(text, sign.part) {
			s.note(sign.means)
		}
	}
}

func (s *scanner) note(mark string) {
	if !s.page.marked(mark) {
		s.page.marks = append(s.page.marks, mark)
	}
}

func (p page) marked(mark string) bool { return slices.Contains(p.marks, mark) }
