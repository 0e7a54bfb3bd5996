package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMailText reads the plain text of a mail: what the sender wrote. What the
// mail quotes, its signature and patches in it are set aside as program text
// is: nothing in them cites, and what they list is not missed.
func readMailText(text string, flowed, delSpace bool) *draft {
	r := &mailReader{text: text, flowed: flowed, delSpace: delSpace}
	r.run()
	d := readText(string(r.own.text), Options{})
	d.through(origin{pieces: &r.own.pieces})
	d.blocks = append(d.blocks, r.others...)
	return d
}

// A mailReader parts the lines that a sender wrote from all others.
type mailReader struct {
	text             string
	flowed, delSpace bool // RFC 3676: a line that ends in a space goes on

	own    flat
	quoted flat
	others []block
}

// mailEnds matches the lines behind which nothing is the sender's: a signature
// (RFC 3676, 4.3), a mail that is answered above its text, a patch.
var mailEnds = pattern.New(`^(?:-- ?|-{2,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht) ?-{2,}|_{20,}|-----BEGIN PGP SIGNATURE-----|diff --git .*)[ \t]*$`)

// senderLine matches what a mail program writes below a ruler when it quotes
// a mail that is answered above its text.
var senderLine = pattern.New(`^\s*(?:From|Von|De|Da|Van|Från|Fra|Od): `)

const signedMessage = "-----BEGIN PGP SIGNED MESSAGE-----"

func (r *mailReader) run() {
	for at := 0; at < len(r.text); {
		end := at + lineLength(r.text[at:])
		next := behindLineEnd(r.text, end)
		switch line := r.text[at:end]; {
		case strings.HasPrefix(line, ">") && !strings.HasPrefix(line, ">From "):
			r.quote(line, at, next)
		case mailEnds.MatchString(line) && (line[0] != '_' || senderLine.MatchString(strings.TrimLeft(r.text[next:min(len(r.text), next+200)], "\r\n"))):
			r.endQuote()
			r.others = append(r.others, block{kind: code, text: r.text[at:], origin: origin{base: at}})
			return
		case strings.HasPrefix(line, signedMessage):
			_, next = paragraphEnd(r.text, next) // the signature's own header
		default:
			r.write(at, end, next)
		}
		at = next
	}
	r.endQuote()
}

// quote adds a line of another mail.
func (r *mailReader) quote(line string, at, next int) {
	rest := strings.TrimLeft(line, "> ")
	if len(r.quoted.text) == 0 && len(r.own.text) > 0 {
		r.own.add("\n", at) // ends the sender's paragraph
	}
	r.quoted.add(r.text[at+len(line)-len(rest):next], at+len(line)-len(rest))
}

func (r *mailReader) endQuote() {
	if b, ok := r.quoted.block(code); ok {
		r.others = append(r.others, b)
	}
	r.quoted.reset()
}

// write adds a line of the sender.
func (r *mailReader) write(at, end, next int) {
	if len(r.quoted.text) > 0 {
		r.endQuote()
	}
	if r.flowed && at < end && r.text[at] == ' ' {
		at++ // put in front of lines that would look quoted
	}
	if !r.flowed || at == end || r.text[end-1] != ' ' || !r.goesOn(next) {
		r.own.add(r.text[at:next], at)
		return
	}
	if r.delSpace {
		end--
	}
	r.own.add(r.text[at:end], at)
}

// goesOn says whether the line at an offset can be the rest of the one before.
func (r *mailReader) goesOn(at int) bool {
	line := r.text[at : at+lineLength(r.text[at:])]
	return line != "" && line[0] != '>' && !mailEnds.MatchString(line)
}

// readMailPage reads the web page of a mail, without what mail programs mark
// in it as another mail.
func readMailPage(text string, o Options) *draft {
	p := parsePage(text)
	var quoted []*html.Node
	walk(p.root, func(n *html.Node) {
		if n.DataAtom == atom.Blockquote && attr(n, "type") == "cite" || quoteClass.MatchString(attr(n, "class")) {
			quoted = append(quoted, n)
		}
	})
	for _, n := range quoted {
		n.Parent.RemoveChild(n)
	}
	w := newHTMLWalker(p, baseOf(p, o.BaseURL))
	w.main = mainOf(p)
	w.run()
	return w.draft
}

// quoteClass matches how Gmail, Yahoo and Proton mark what they quote.
var quoteClass = pattern.New(`\b(?:gmail_quote|yahoo_quoted|protonmail_quote)\b`)
