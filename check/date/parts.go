package date

import (
	"slices"
	"strings"
	"time"
)

// parts is a URL cut up for reading, with the place of every piece in the input. Of an address in a web
// archive it describes the archived page, and captures holds the archive's own times.
type parts struct {
	host     string // as written, with port and user if any
	path     segment
	segments []segment
	query    segment
	captures []segment
}

// segment is a piece of the input and the byte offset where it begins.
type segment struct {
	text  string
	start int
}

func (s segment) end() int { return s.start + len(s.text) }

// split cuts a URL up. It works on any string: what is no URL has odd parts, not an error.
func split(raw string) parts {
	var p parts
	start := 0
	for _, s := range segments(raw[:pathEnd(raw, 0)], 0) {
		if s.start < start || !isCapture(s.text) || s.end() >= len(raw) {
			continue
		}
		if inner := s.end() + 1; isAddress(raw[inner:]) {
			p.captures = append(p.captures, s)
			start = inner
		}
	}
	hostStart := afterScheme(raw, start)
	end := pathEnd(raw, hostStart)
	pathStart := hostEnd(raw, hostStart, end)
	p.host = raw[hostStart:pathStart]
	p.path = segment{raw[pathStart:end], pathStart}
	p.segments = segments(p.path.text, pathStart)
	if end < len(raw) && raw[end] == '?' {
		query, _, _ := strings.Cut(raw[end+1:], "#")
		p.query = segment{query, end + 1}
	}
	return p
}

// afterScheme is the offset after "https://", or after the one slash that archives leave of it.
func afterScheme(raw string, start int) int {
	i := start
	for i < len(raw) && (isLetter(raw[i]) || i > start && (isDigit(raw[i]) || strings.IndexByte("+-.", raw[i]) >= 0)) {
		i++
	}
	switch rest := raw[i:]; {
	case i > start && strings.HasPrefix(rest, "://"):
		return i + len("://")
	case i > start && strings.HasPrefix(rest, ":/"):
		return i + len(":/")
	case strings.HasPrefix(raw[start:], "//"):
		return start + len("//")
	}
	return start
}

// hostEnd is the offset of the first slash in raw[start:end], end when there is none.
func hostEnd(raw string, start, end int) int {
	if i := strings.IndexByte(raw[start:end], '/'); i >= 0 {
		return start + i
	}
	return end
}

func pathEnd(raw string, from int) int {
	if i := strings.IndexAny(raw[from:], "?#"); i >= 0 {
		return from + i
	}
	return len(raw)
}

// maxSegments and maxSlugWords bound the work on hostile addresses; no page lies that deep and no headline
// is that long. What follows is not read.
const (
	maxSegments  = 100
	maxSlugWords = 64
)

// segments splits a path at its slashes and drops empty pieces.
func segments(path string, offset int) []segment {
	var all []segment
	for i := 0; i < len(path) && len(all) < maxSegments; {
		j := strings.IndexByte(path[i:], '/')
		if j < 0 {
			j = len(path) - i
		}
		if j > 0 {
			all = append(all, segment{path[i : i+j], offset + i})
		}
		i += j + 1
	}
	return all
}

// isCapture recognises the time in a web archive's address: 14 digits and perhaps a replay mode
// (20210511083000, 20210511083000id_), as the Wayback Machine and some twenty other archives write it,
// or archive.today's 2021.05.11-083000. Fewer digits are a query, not a capture.
// Source: https://github.com/internetarchive/internetarchivebot (CiteMap.php).
func isCapture(s string) bool {
	if len(s) == len("2021.05.11-083000") && s[4] == '.' && s[7] == '.' && s[10] == '-' {
		return allDigits(s[:4] + s[5:7] + s[8:10] + s[11:])
	}
	if len(s) == 17 && s[16] == '_' && isLetter(s[14]) && isLetter(s[15]) {
		s = s[:14]
	}
	return len(s) == 14 && allDigits(s)
}

// captureTime reads a segment that isCapture accepts: a day, and where the clock holds, the moment in UTC,
// which all these archives write (RFC 7089 for the Wayback Machine's kind).
func captureTime(s string) (Date, time.Time, bool) {
	const layout = "20060102150405"
	compact := strings.NewReplacer(".", "", "-", "").Replace(s)[:len(layout)]
	d, ok := compactDay(compact[:8])
	at, err := time.Parse(layout, compact)
	if !ok || err != nil {
		at = time.Time{}
	}
	return d, at, ok
}

// isAddress reports whether s begins as the address of an archived page does.
func isAddress(s string) bool {
	head := strings.ToLower(s[:min(len(s), len("https:/"))])
	if strings.HasPrefix(head, "http:/") || strings.HasPrefix(head, "https:/") {
		return true
	}
	host, _, _ := strings.Cut(s, "/")
	host = host[:pathEnd(host, 0)]
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && len(host)-dot > 2 && !strings.ContainsAny(host, " %") && !isFile(host)
}

// compactDay reads yyyymmdd.
func compactDay(s string) (Date, bool) {
	if len(s) != 8 || !allDigits(s) {
		return Date{}, false
	}
	return ParseISO(s[:4] + "-" + s[4:6] + "-" + s[6:])
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// pageSuffixes are file name endings of web pages; any other dot in a segment belongs to its name.
var pageSuffixes = []string{"html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "cms", "ece", "story", "amp", "stm", "cfm"}

// fileSuffixes are endings of pictures and documents, whose folders follow the upload and not the text.
var fileSuffixes = []string{"jpg", "jpeg", "png", "gif", "webp", "svg", "mp4", "mp3", "pdf", "css", "js", "zip", "doc", "docx"}

// stem is a segment without the ending of a web page's file name.
func stem(s string) string {
	if i := strings.LastIndexByte(s, '.'); i > 0 && slices.Contains(pageSuffixes, strings.ToLower(s[i+1:])) {
		return s[:i]
	}
	return s
}

func isFile(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i >= 0 && slices.Contains(append(fileSuffixes[:len(fileSuffixes):len(fileSuffixes)], pageSuffixes...), strings.ToLower(s[i+1:]))
}

// isUpload reports whether the path leads to a picture or a document.
func (p parts) isUpload() bool {
	if len(p.segments) == 0 {
		return false
	}
	last := p.segments[len(p.segments)-1].text
	i := strings.LastIndexByte(last, '.')
	return i >= 0 && slices.Contains(fileSuffixes, strings.ToLower(last[i+1:]))
}
