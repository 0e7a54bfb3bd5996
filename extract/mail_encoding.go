package extract

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// A mailText is the text of a body without its transfer encoding.
type mailText struct {
	text   string
	origin origin // in the encoded body
	hidden bool   // the body shows nothing of it: origin is in the text itself
}

// decodeMail undoes the transfer encoding of a body (RFC 2045). Its source has
// been decoded as one text already, so that only what is written in ASCII is
// still in the body's own encoding.
func decodeMail(body, transfer, charsetName string) mailText {
	enc, err := htmlindex.Get(charsetName)
	if err != nil {
		enc = unicode.UTF8 // nobody knows better
	}
	single, isSingle := enc.(*charmap.Charmap)
	switch transfer = strings.ToLower(transfer); {
	case transfer == "base64":
		return mailText{text: decodedAs(enc, decodeBase64(body)), hidden: true}
	case transfer == "quoted-printable" && (isSingle || enc == unicode.UTF8):
		f := unquote(body, single)
		return mailText{text: string(f.text), origin: origin{pieces: &f.pieces}}
	case transfer == "quoted-printable":
		data, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body))) // what follows damage is lost
		return mailText{text: decodedAs(enc, data), hidden: true}
	case enc == japanese.ISO2022JP: // writes all its letters in ASCII
		return mailText{text: decodedAs(enc, []byte(body)), hidden: true}
	}
	return mailText{text: body}
}

// decodedAs reads bytes in an encoding.
func decodedAs(enc encoding.Encoding, data []byte) string {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		text = data
	}
	return strings.ToValidUTF8(string(text), "\ufffd")
}

// decodeBase64 decodes as much of a body as is base64.
func decodeBase64(body string) []byte {
	packed := strings.Map(func(r rune) rune {
		if isASCIILetter(r) || r >= '0' && r <= '9' || r == '+' || r == '/' {
			return r
		}
		return -1
	}, body)
	data := make([]byte, base64.RawStdEncoding.DecodedLen(len(packed)))
	n, _ := base64.RawStdEncoding.Decode(data, []byte(packed)) // what follows damage is lost
	return data[:n]
}

// unquote decodes quoted-printable text, whose bytes are UTF-8 or of a charset
// of single bytes; each character remembers its place.
func unquote(body string, single *charmap.Charmap) *flat {
	f := &flat{text: make([]byte, 0, len(body))}
	for at := 0; at < len(body); {
		equals := strings.IndexByte(body[at:], '=')
		if equals < 0 {
			f.add(body[at:], at)
			break
		}
		f.add(body[at:at+equals], at)
		at += equals
		data, places, end := quotedBytes(body, at)
		if end == at {
			f.add("=", at)
			end++
		}
		for i := 0; i < len(data); {
			r, size := utf8.DecodeRune(data[i:])
			if single != nil {
				r, size = single.DecodeByte(data[i]), 1
			}
			f.add(string(r), places[i])
			i += size
		}
		at = end
	}
	return f
}

// quotedBytes reads the bytes that are written as `=C3=A9` from an offset on,
// over the line ends that are written as none. The end is the offset where
// nothing of the kind stands.
func quotedBytes(body string, at int) (data []byte, places []int, end int) {
	for at < len(body) && body[at] == '=' {
		behind := body[at+1 : min(len(body), at+maxSoftSpace)]
		if rest := strings.TrimLeft(behind, " \t"); rest != "" && (rest[0] == '\n' || rest[0] == '\r') {
			at = behindLineEnd(body, at+1+len(behind)-len(rest))
			continue
		}
		b, err := strconv.ParseUint(body[at+1:min(len(body), at+3)], 16, 8)
		if err != nil || at+3 > len(body) {
			break
		}
		data, places = append(data, byte(b)), append(places, at)
		at += len("=C3")
	}
	return data, places, at
}

// maxSoftSpace is how far behind a sign of equality a line may end that is
// written as none; a gateway may have added spaces.
const maxSoftSpace = 80
