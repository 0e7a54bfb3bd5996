package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the stored bytes into UTF-8, code point for code point, so
// that lines and columns stay those of the file. A byte order mark is dropped;
// a byte that is no text becomes U+FFFD.
func decode(data, contentType string) (string, error) {
	if len(data) == 0 {
		return "", ErrEmpty
	}
	if enc := utf16Of(data); enc != nil {
		return decodeWith(enc, data)
	}
	data = strings.TrimPrefix(data, "\ufeff")
	if err := refuse(data); err != nil {
		return "", err
	}
	if isBinary(data) {
		return "", ErrBinary
	}
	if utf8.ValidString(data) {
		return data, nil
	}
	head := data[:min(len(data), 1024)] // more of it is not looked at
	enc, name, certain := charset.DetermineEncoding([]byte(head), contentType)
	if name == "utf-8" || (!certain && mostlyUTF8(data)) {
		return repair(data), nil
	}
	return decodeWith(enc, data)
}

func decodeWith(enc encoding.Encoding, data string) (string, error) {
	text, err := enc.NewDecoder().String(data)
	if err != nil {
		return "", ErrBinary
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.Count(text, "\x00") > 0 {
		return "", ErrBinary
	}
	return text, nil
}

// utf16Of recognises UTF-16 by its mark, or without one by the zero bytes that
// every second place of Latin text then holds.
func utf16Of(data string) encoding.Encoding {
	switch {
	case strings.HasPrefix(data, "\xff\xfe"):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case strings.HasPrefix(data, "\xfe\xff"):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := data[:min(len(data), 4096)&^1]
	zeros := [2]int{}
	for i := range len(head) {
		if head[i] == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half > 3 && zeros[1] > half*7/10 && zeros[0] < half/10:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case half > 3 && zeros[0] > half*7/10 && zeros[1] < half/10:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isBinary says whether data is no text in any encoding that keeps ASCII: it
// opens as a known binary container, holds several zero bytes, or is thick
// with control characters. A stray zero byte does not make a text binary.
func isBinary(data string) bool {
	for _, magic := range []string{"\x89PNG", "GIF8", "\xff\xd8\xff", "\x1f\x8b", "\x7fELF"} {
		if strings.HasPrefix(data, magic) {
			return true
		}
	}
	head := data[:min(len(data), 64<<10)]
	zeros, controls := 0, 0
	for i := range len(head) {
		switch b := head[i]; {
		case b == 0:
			zeros++
		case b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b:
			controls++
		}
	}
	return zeros*200 > len(head) || (zeros+controls)*20 > len(head)
}

// mostlyUTF8 says whether the bytes beyond ASCII are UTF-8 but for a few: other
// encodings seldom form a valid sequence by chance.
func mostlyUTF8(data string) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRuneInString(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good > bad
}

// repair replaces each byte that is not UTF-8 by U+FFFD.
func repair(data string) string {
	var out strings.Builder
	out.Grow(len(data) + 16)
	for len(data) > 0 {
		r, size := utf8.DecodeRuneInString(data)
		out.WriteRune(r)
		data = data[size:]
	}
	return out.String()
}
