package extract

import (
	"mime"
	"strings"

	"github.com/citelint/citelint/pattern"

	"github.com/citelint/citelint/whitespace"
	"golang.org/x/net/html/charset"
)

// readMail reads a mail (RFC 5322), or the first of a mailbox: its plain text
// where it has one, else its web page. What it quotes belongs to the mail that
// is quoted. Places are those of the source; only where a mail is written in
// base64, or in an encoding that hides its text likewise, the decoded text
// stands in for it.
func readMail(source string, o Options) *draft {
	m := &mail{source: source, end: len(source)}
	at := 0
	if strings.HasPrefix(source, "From ") { // a mailbox
		at = behindLineEnd(source, lineLength(source))
		if next := mailboxFrom.FindStringIndex(source[at:]); next != nil {
			m.end = at + next[0]
		}
	}
	top := m.header(at, m.end)
	m.choose(top, Span{top.end, m.end}, 0)
	d := m.read(o)
	if subject := top.fields["subject"]; subject.value != "" {
		d.title = decodeWords(subject.value)
	}
	if date := top.fields["date"]; date.value != "" {
		d.published = Stated{Text: date.value, Origin: "Date header", Span: date.span}
	}
	return d
}

// mailboxFrom matches the line that begins the next mail of a mailbox.
var mailboxFrom = pattern.New(`\r?\n\r?\nFrom [^\r\n]*\d\d:\d\d`)

// A mail is what is known of the source while the body that is read is looked
// for.
type mail struct {
	source     string
	end        int       // of the mail in the source
	text, html *mailBody // the first of each kind, nil for none
}

// A mailBody is a body with its header.
type mailBody struct {
	span   Span
	header mailHeader
}

// A mailHeader is the header of a mail or of one of its parts.
type mailHeader struct {
	fields map[string]mailField // by name, in lower case; the first of a name
	end    int                  // where the body begins
}

type mailField struct {
	value string // unfolded
	span  Span
}

var (
	fieldStart = pattern.New(`^[!-9;-~]+[ \t]*:`)

	mailboxTop = pattern.New(`^From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n`)
)

// isMail says whether a text begins with the header of a mail: a sender, and
// what else no other text begins with.
func isMail(head string) bool {
	top := mailboxTop.FindString(head)
	h := (&mail{source: head}).header(len(top), len(head))
	return h.fields["from"].value != "" && (h.fields["date"].value != "" || h.fields["subject"].value != "" || h.fields["message-id"].value != "")
}

// header reads a header. It ends with a blank line, or before the first line
// that is none of it.
func (m *mail) header(at, limit int) mailHeader {
	h := mailHeader{fields: map[string]mailField{}}
	for at < limit {
		end := at + lineLength(m.source[at:limit])
		next := min(behindLineEnd(m.source, end), limit)
		if end == at {
			at = next
			break
		}
		name := fieldStart.FindString(m.source[at:end])
		if name == "" {
			break
		}
		for next < limit && (m.source[next] == ' ' || m.source[next] == '\t') {
			end = next + lineLength(m.source[next:limit])
			next = min(behindLineEnd(m.source, end), limit)
		}
		value := strings.TrimLeft(m.source[at+len(name):end], " \t\r\n")
		start := end - len(value)
		value = strings.TrimRight(value, " \t\r\n")
		field := mailField{whitespace.Fold(value), Span{start, start + len(value)}}
		if key := strings.ToLower(strings.TrimRight(name, ": \t")); h.fields[key].value == "" {
			h.fields[key] = field
		}
		at = next
	}
	h.end = at
	return h
}

// contentType returns the type of a body, "text/plain" where none is said.
func (h *mailHeader) contentType() (kind string, parameters map[string]string) {
	kind, parameters, err := mime.ParseMediaType(h.fields["content-type"].value)
	if err != nil && kind == "" {
		return "text/plain", nil
	}
	return kind, parameters
}

// How much of a mail's structure is looked at.
const (
	maxMailDepth = 8
	maxMailParts = 1000
)

// choose finds the first body in plain text and the first web page of a mail,
// attachments and enclosed mails aside.
func (m *mail) choose(h mailHeader, body Span, depth int) {
	kind, parameters := h.contentType()
	disposition := strings.ToLower(h.fields["content-disposition"].value)
	switch {
	case strings.HasPrefix(disposition, "attachment") || depth > maxMailDepth:
	case strings.HasPrefix(kind, "multipart/") && parameters["boundary"] != "":
		for _, part := range m.parts(body, "--"+parameters["boundary"]) {
			header := m.header(part.Start, part.End)
			m.choose(header, Span{header.end, part.End}, depth+1)
		}
	case kind == "text/html" && m.html == nil:
		m.html = &mailBody{body, h}
	case kind != "text/html" && strings.HasPrefix(kind, "text") && m.text == nil && strings.TrimSpace(m.source[body.Start:body.End]) != "":
		m.text = &mailBody{body, h}
	}
}

// parts cuts a body at the lines that begin with a boundary.
func (m *mail) parts(body Span, boundary string) []Span {
	var parts []Span
	start := -1
	for at := body.Start; at < body.End && len(parts) < maxMailParts; {
		end := min(at+lineLength(m.source[at:body.End]), body.End)
		next := min(behindLineEnd(m.source, end), body.End)
		if rest, found := strings.CutPrefix(strings.TrimRight(m.source[at:end], " \t"), boundary); found && (rest == "" || rest == "--") {
			if start >= 0 {
				parts = append(parts, Span{start, at})
			}
			start = next
			if rest == "--" {
				return parts
			}
		}
		at = next
	}
	if start >= 0 {
		parts = append(parts, Span{start, body.End}) // cut short
	}
	return parts
}

// read reads the body that was chosen.
func (m *mail) read(o Options) *draft {
	body := m.text
	if body == nil {
		body = m.html
	}
	if body == nil {
		return &draft{}
	}
	_, parameters := body.header.contentType()
	start := body.span.Start
	text := decodeMail(m.source[start:body.span.End], body.header.fields["content-transfer-encoding"].value, parameters["charset"])
	var d *draft
	if m.text != nil {
		d = readMailText(text.text, strings.EqualFold(parameters["format"], "flowed"), strings.EqualFold(parameters["delsp"], "yes"))
	} else {
		d = readMailPage(text.text, o)
	}
	if text.hidden {
		d.text = m.source[:start] + text.text
	}
	text.origin.shift(start)
	d.through(text.origin)
	return d
}

// decodeWords reads a header's text: `=?utf-8?q?Tides?=` is Tides.
func decodeWords(value string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if text, err := d.DecodeHeader(value); err == nil {
		return foldSpace(text)
	}
	return value
}
