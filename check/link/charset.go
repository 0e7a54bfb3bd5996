package link

import (
	"bufio"
	"io"
	"mime"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// narrowed decodes UTF-16, in which no tag can be found byte by byte. A byte order mark says so, or the type (WHATWG
// Encoding, section 6). Every other charset that the web knows has its tags in ASCII.
func narrowed(body io.Reader, contentType string) io.Reader {
	in := bufio.NewReaderSize(body, 16) // for the mark alone: what reads on has a buffer of its own
	order := unicode.LittleEndian
	named := utf16Of(contentType)
	switch mark, _ := in.Peek(2); {
	case string(mark) == "\xfe\xff":
		order = unicode.BigEndian
	case string(mark) == "\xff\xfe":
	case named == "utf-16be":
		order = unicode.BigEndian
	case named != "utf-16" && named != "utf-16le":
		return in
	}
	return transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
}

// utf16Of returns the charset of a content type where it is of UTF-16, in lower case, else "".
func utf16Of(contentType string) string {
	if contentType = strings.ToLower(contentType); !strings.Contains(contentType, "utf-16") {
		return ""
	}
	_, parameters, _ := mime.ParseMediaType(contentType)
	return parameters["charset"]
}
