package link

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

const (
	maxPage  = 1 << 20   // decoded bytes that are read of a page in search of its title
	enough   = 64 << 10  // and when the title is known
	maxToken = 256 << 10 // of one tag or text
	maxTitle = 1 << 10   // bytes of a title or heading that are kept
)

// A page is what a judge wants to know of a web page: what it calls itself, how much it says, and
// which marks of bot walls and parking companies it bears. No tree is built: the tokenizer is
// linear on whatever a stranger may send.
type page struct {
	title, heading string // the first <title> and the first <h1>, white space folded
	text           int    // bytes of visible text, as far as was read
	marks          []string
}

// readPage reads a page as far as judging it needs. A body that breaks off after the title is good
// enough; one that breaks off before is reported.
func readPage(body io.Reader, contentType string) (page, error) {
	in := &counter{r: io.LimitReader(narrowed(body, contentType), maxPage)}
	var head headKeeper
	s := scanner{in: html.NewTokenizer(io.TeeReader(in, &head)), head: &head, contentType: contentType}
	s.in.SetMaxBuf(maxToken)
	for s.next() {
		if in.n > enough && s.page.title != "" {
			return s.page, nil
		}
	}
	err := s.in.Err()
	if s.page.title != "" || errors.Is(err, io.EOF) || errors.Is(err, html.ErrBufferExceeded) {
		err = nil
	}
	return s.page, err
}

// A headKeeper keeps the first kilobyte of a page, which is where a page names its charset (WHATWG HTML,
// section 13.2.3.2).
type headKeeper struct{ kept []byte }

func (h *headKeeper) Write(p []byte) (int, error) {
	h.kept = append(h.kept, p[:min(len(p), 1024-len(h.kept))]...)
	return len(p), nil
}

type scanner struct {
	in          *html.Tokenizer
	head        *headKeeper
	contentType string

	page   page
	open   atom.Atom // the element whose text is being collected: title, h1, script, style
	gather bytes.Buffer
}

// next takes one token, and reports whether there may be another.
func (s *scanner) next() bool {
	switch s.in.Next() {
	case html.ErrorToken:
		s.close(s.open)
		return false
	case html.TextToken:
		s.takeText(s.in.Text())
	case html.StartTagToken, html.SelfClosingTagToken:
		s.takeTag()
	case html.EndTagToken:
		name, _ := s.in.TagName()
		if tag := atom.Lookup(name); tag != 0 {
			s.close(tag)
		}
	}
	return true
}

func (s *scanner) takeTag() {
	name, more := s.in.TagName()
	tag := atom.Lookup(name)
	if s.open == 0 && s.wanted(tag) {
		s.open = tag
	}
	for more {
		var key, value []byte
		key, value, more = s.in.TagAttr()
		s.takeAttribute(tag, string(key), string(value))
	}
}

// wanted tells whether the text of an element is to be treated apart.
func (s *scanner) wanted(tag atom.Atom) bool {
	switch tag {
	case atom.Title:
		return s.page.title == ""
	case atom.H1:
		return s.page.heading == ""
	}
	return tag == atom.Script || tag == atom.Style
}

// takeAttribute looks for marks where they act, in what a page loads or is built of. In running
// text they would only be mentioned.
func (s *scanner) takeAttribute(tag atom.Atom, key, value string) {
	switch key {
	case "src", "action", "href":
		if tag != atom.A {
			s.mark(loaders, value)
		}
	case "id", "class":
		s.mark(wallParts, value)
	}
}

func (s *scanner) takeText(text []byte) {
	switch s.open {
	case atom.Script:
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
		s.page.text += len(bytes.TrimSpace(text))
	}
}

func (s *scanner) close(tag atom.Atom) {
	if tag == 0 || tag != s.open {
		return
	}
	s.open = 0
	text := strings.Join(strings.Fields(s.decode(s.gather.Bytes())), " ")
	s.gather.Reset()
	switch tag {
	case atom.Title:
		s.page.title = text
	case atom.H1:
		s.page.heading = text
	}
}

// decode reads what is not UTF-8 in the charset that the page names.
func (s *scanner) decode(text []byte) string {
	if !utf8.Valid(text) {
		encoding, _, _ := charset.DetermineEncoding(s.head.kept, s.contentType)
		if decoded, err := encoding.NewDecoder().Bytes(text); err == nil {
			text = decoded
		}
	}
	return strings.ToValidUTF8(string(text), "�")
}

// mark notes each sign of a set that the text bears.
func (s *scanner) mark(signs []sign, text string) {
	for _, sign := range signs {
		if len(s.page.marks) < 16 && strings.Contains(text, sign.part) {
			s.page.marks = append(s.page.marks, sign.means)
		}
	}
}

func (p page) marked(mark string) bool { return slices.Contains(p.marks, mark) }
