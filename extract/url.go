package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxURL is the longest address that is read as one, in bytes (RFC 9110
// §4.1 asks for 8,000 at least).
const maxURL = 8192

// scanURLs finds the web addresses printed in text, well-formed or visibly
// meant as one (`htps://…`, `http//…`), as ranges of text in order.
func scanURLs(text string) []Span {
	var found []Span
	for from := 0; from < len(text); {
		slash := strings.IndexByte(text[from:], '/')
		if slash < 0 {
			break
		}
		at := from + slash
		start, host := schemeBefore(text, at, from)
		if start < 0 {
			from = at + 1
			continue
		}
		end := urlEnd(text, host)
		if end > host {
			found = append(found, Span{start, end})
		}
		from = max(end, at+1)
	}
	return found
}

// schemes are what is read as the start of an address: the real ones, and the
// slips of the pen that people make in them.
var schemes = map[string]bool{
	"http": true, "https": true, "ftp": true, "sandbox": true, "file": true,
	"htp": false, "htps": false, "htttp": false, "htttps": false, "htpp": false, "htpps": false, "hhttp": false,
	"hhttps": false, "ttp": false, "ttps": false, "httpss": false, "hppts": false, "hxxp": false, "hxxps": false,
}

// schemeBefore looks for a scheme that ends at the slash text[at]: `http://`,
// `http:/`, `http//`. It returns where it starts and where the host begins,
// or -1.
func schemeBefore(text string, at, from int) (start, host int) {
	end := at
	colon := end > from && text[end-1] == ':'
	if colon {
		end--
	}
	start = end
	for start > from && end-start < 8 && isASCIILetter(rune(text[start-1])) {
		start--
	}
	real, known := schemes[strings.ToLower(text[start:end])]
	if !known || (start > 0 && text[start-1] != '_' && isWordByte(text[start-1])) {
		return -1, 0
	}
	double := strings.HasPrefix(text[at:], "//")
	if !double && (!colon || !real || !startsHost(text[at+1:])) {
		return -1, 0
	}
	host = at + 1
	if double {
		host++
	}
	if !colon && !startsHost(text[host:]) {
		return -1, 0
	}
	return start, host
}

func isWordByte(b byte) bool { return isASCIILetter(rune(b)) || b >= '0' && b <= '9' || b == '_' }

// startsHost says whether s starts like `example.org`.
func startsHost(s string) bool {
	for i := 0; i < len(s) && i < 64; i++ {
		switch {
		case s[i] == '.' && i > 0:
			return i+1 < len(s) && isWordByte(s[i+1])
		case !isWordByte(s[i]) && s[i] != '-':
			return false
		}
	}
	return false
}

// urlEnd finds where the address whose host starts at host ends: at white
// space or a sign that no address holds, without the punctuation and the
// closing brackets that belong to the sentence around it.
func urlEnd(text string, host int) int {
	end := host
	in := inHost
	for end < len(text) && end-host < maxURL {
		r, size := utf8.DecodeRuneInString(text[end:])
		if endsURL(r) {
			inner := innerSize(text, host, end, size, r, in)
			if inner <= 0 {
				break
			}
			size = inner
		}
		switch {
		case r == '/' && in == inHost:
			in = inPath
		case r == '?':
			in = inQuery
		}
		end += size
	}
	return trimURL(text, host, end)
}

// A urlPart is a part of an address in which brackets mean something.
type urlPart int

const (
	inHost urlPart = iota
	inPath
	inQuery
)

// queryBracket returns the length of a bracketed key in a query, `[name]`.
func queryBracket(s string) int {
	for i := 1; i < len(s) && i < 32; i++ {
		if s[i] == ']' {
			return i + 1
		}
		if !isASCIILetter(rune(s[i])) && s[i] != '_' {
			return 0
		}
	}
	return 0
}

// maxWrapped is how long an address in angle brackets may be when it goes over
// line ends, in bytes.
const maxWrapped = 512

// unwrap follows an address in angle brackets over line ends,
// `<https://example.org/a-\n   path>` (RFC 3986, appendix C: white space that
// broke it is no part of it, a hyphen is). It returns the whole address and
// where it ends, or "" for one that is whole already.
func unwrap(text string, s Span) (address string, end int) {
	if s.Start == 0 || text[s.Start-1] != '<' {
		return "", 0
	}
	rest := text[s.Start:min(len(text), s.Start+maxWrapped)]
	closing := strings.IndexByte(rest, '>')
	if closing < s.End-s.Start || !strings.ContainsAny(rest[:max(closing, 0)], "\r\n") {
		return "", 0
	}
	lines := strings.FieldsFunc(rest[:closing], func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range lines {
		if lines[i] = strings.Trim(line, " \t"); strings.ContainsFunc(lines[i], endsURL) {
			return "", 0
		}
	}
	return strings.Join(lines, ""), s.Start + closing
}

// endsURL says whether a rune cannot stand in an address as people print it.
func endsURL(r rune) bool {
	switch r {
	case '<', '>', '"', '`', '{', '}', '|', '\\', '^', '[', ']', '“', '”', '‘', '’', '«', '»', '…', '•', '·',
		'。', '，', '、', '；', '：', '（', '）', '「', '」', '《', '》', '【', '】', utf8.RuneError:
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// trimURL moves end back over what closes the sentence, not the address.
func trimURL(text string, host, end int) int {
	surplus := strings.Count(text[host:end], ")") - strings.Count(text[host:end], "(")
	for ; end > host; end-- {
		switch text[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '~':
			continue
		case '_':
			if strings.HasSuffix(text[host:end], "__") && !strings.Contains(text[host:end-2], "__") {
				end--
				continue
			}
		case ')':
			if surplus > 0 {
				surplus--
				continue
			}
		}
		return end
	}
	return end
}
