package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// Why the text of an address is not what is written.
const (
	RepairInvisible = "without the invisible characters in it"
	RepairLineEnd   = "joined over a line end"
	RepairDefanged  = `with "." for "[.]"`
	RepairEntity    = `with "&" for "&amp;"`
	RepairEscape    = "without backslashes"
	RepairScheme    = "with the scheme that is left out"
)

// An address is what was made of a printed one: the text, where the printed one
// ends, and why it is another, "" where it is not.
type address struct {
	text   string
	end    int
	repair string
}

// addressAt reads the address that was found at s in a text. Within angle
// brackets it goes over line ends (RFC 3986, appendix C), and that is no
// repair: it is how such addresses are read. Without them it does so only in
// an entry of a list.
func addressAt(text string, s Span, inEntry bool) address {
	if whole, last := unwrap(text, s); whole != "" {
		clean, repair := cleaned(whole)
		return address{clean, last, repair}
	}
	literal, end, wrapped := text[s.Start:s.End], s.End, false
	for wraps := 0; inEntry && wraps < maxWraps && len(literal) < maxWrapped; wraps++ {
		next, more, ok := overLineEnd(text, s.Start, end)
		if !ok {
			break
		}
		// What was cut off as the sentence's is the address's, if it goes on.
		literal += text[end:end+lineLength(text[end:])] + more
		end, wrapped = next, true
	}
	clean, repair := cleaned(literal)
	if wrapped {
		repair = join(RepairLineEnd, repair)
	}
	return address{clean, end, repair}
}

// join joins two reasons, either of which may be "".
func join(repair, more string) string {
	if repair == "" || more == "" {
		return repair + more
	}
	return repair + ", " + more
}

// linkURL is what a link's target is read as. A browser would ask for what is
// invisible in it.
func linkURL(target string, span Span) URL {
	clean := withoutStray(target)
	if clean == target {
		return URL{Text: target, Span: span}
	}
	return URL{Text: clean, Span: span, Literal: target, Repair: RepairInvisible}
}

// A printed address is one that stands in the text, bare where it has no
// scheme.
type printed struct {
	Span
	bare bool
}

// scanPrinted finds the addresses printed in a text, in order.
func scanPrinted(text string, inEntry bool) []printed {
	whole := scanURLs(text)
	found := make([]printed, 0, len(whole))
	for _, s := range whole {
		found = append(found, printed{s, false})
	}
	next := 0
	for _, s := range scanBare(text, inEntry) {
		for next < len(whole) && whole[next].End <= s.Start {
			next++
		}
		if next == len(whole) || whole[next].Start >= s.End {
			found = append(found, printed{s, true})
		}
	}
	slices.SortFunc(found, func(x, y printed) int { return x.Start - y.Start })
	return found
}

// cleaned returns an address without what cannot be part of one, and why that
// was taken out.
func cleaned(literal string) (text, repair string) {
	text = withoutStray(literal)
	if text != literal {
		repair = RepairInvisible
	}
	if strings.Contains(text, "[.]") && !isDisarmed(text) {
		text, repair = strings.ReplaceAll(text, "[.]", "."), join(RepairDefanged, repair)
	}
	if strings.Contains(text, "&amp;") {
		text, repair = strings.ReplaceAll(text, "&amp;", "&"), join(RepairEntity, repair)
	}
	if strings.Contains(text, `\`) {
		text, repair = strings.ReplaceAll(text, `\`, ""), join(RepairEscape, repair)
	}
	return text, repair
}

// isDisarmed says whether the scheme was changed so that nobody follows the
// address: what it should be is for the reader to decide.
func isDisarmed(address string) bool { return hasFold(address, "hxxp") }

// isInvisible says whether a rune takes no room: zero-width characters and the
// soft hyphen, which come into addresses where text is copied.
func isInvisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}

// isStray says whether the rune r at at, size bytes long, is an invisible one
// that is no part of a word. The joiner and the non-joiner are spelling between
// letters of Persian or Hindi.
func isStray(text string, at, size int, r rune) bool {
	if r != '\u200c' && r != '\u200d' {
		return isInvisible(r)
	}
	return at == 0 || at+size >= len(text) || text[at-1] < utf8.RuneSelf || text[at+size] < utf8.RuneSelf
}

func withoutStray(text string) string {
	if !strings.ContainsFunc(text, isInvisible) {
		return text
	}
	var b strings.Builder
	for at, r := range text {
		if size := utf8.RuneLen(r); size < 0 || !isStray(text, at, size, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// joinsAddress says whether the invisible rune r at at, size bytes long, stands
// within an address. A space without width also parts words, so beside it
// there must be one of the signs at which long addresses are broken.
func joinsAddress(text string, at, size int, r rune) bool {
	if !isInvisible(r) || at == 0 || at+size >= len(text) {
		return false
	}
	if !isStray(text, at, size, r) {
		return true
	}
	before, after := text[at-1], text[at+size]
	if after >= utf8.RuneSelf || endsURL(rune(after)) {
		return false
	}
	return r != '\u200b' && r != '\ufeff' || strings.IndexByte(breakers, before) >= 0 || strings.IndexByte(breakers, after) >= 0
}

// breakers are the signs of an address at which typesetters break it.
const breakers = "/.-_=&?#%+:~"

// escaped are the signs before which LaTeX and Markdown want a backslash.
const escaped = "_&#%*~"

// innerSize returns the length of what stands within an address though it
// would end one: an IPv6 host, a key of a query, a dot that was disarmed, an
// invisible character, a backslash before what it escapes.
func innerSize(text string, host, end, size int, r rune, in urlPart) int {
	rest := text[end:]
	switch {
	case r == '[' && end == host:
		return 1 + strings.IndexByte(rest[:min(len(rest), 48)], ']')
	case r == '[' && in == inQuery:
		return queryBracket(rest)
	case r == '[' && in == inHost && strings.HasPrefix(rest, "[.]"):
		return len("[.]")
	case r == '\\' && len(rest) > 2 && strings.IndexByte(escaped, rest[1]) >= 0:
		return 1
	case joinsAddress(text, end, size, r):
		return size
	}
	return 0
}

// maxWraps is over how many line ends an address without brackets is followed.
const maxWraps = 4

// overLineEnd says whether the address text[start:end] plainly goes on in the
// next line, and if so how and up to where: the line was full, the address ends
// with a sign at which addresses are broken, or the next line begins with one,
// and what stands there is one word that no prose has. When unsure it says no.
func overLineEnd(text string, start, end int) (next int, more string, ok bool) {
	const trimmed = 2 // what may have been cut off as the sentence's
	lineEnd := end + lineLength(text[end:min(len(text), end+trimmed+1)])
	if lineEnd-end > trimmed || lineEnd == len(text) {
		return 0, "", false
	}
	behind := lineEnd + 1
	if strings.HasPrefix(text[lineEnd:], "\r\n") {
		behind++
	}
	from := past(text, behind, " \t")
	if from-behind > 16 {
		return 0, "", false
	}
	stop := from
	for stop < len(text) && stop-from < maxWrapped {
		r, size := utf8.DecodeRuneInString(text[stop:])
		if endsURL(r) {
			break
		}
		stop += size
	}
	word := text[from:stop]
	alone := strings.TrimSpace(text[stop:stop+lineLength(text[stop:])]) == ""
	stop = trimURL(text, from, stop)
	more = text[from:stop]
	if more == "" || beginsAddress(more) || strings.Contains(more, "://") || !goesOnAs(text[start:lineEnd], word, more, alone) || !isFull(text, start, lineEnd, more) {
		return 0, "", false
	}
	return stop, more, true
}

// around is how far the lines around an address are looked at, in bytes.
const around = 2000

// isFull says whether a line, which an address ends, had no room for more. The
// lines around it tell how long lines are.
func isFull(text string, start, lineEnd int, more string) bool {
	first := max(0, start-around)
	begin := first + strings.LastIndexByte(text[first:start], '\n') + 1
	length := lineEnd - begin
	if length < minFull {
		return false
	}
	room := strings.IndexAny(more, breakers) + 1
	if room <= 1 {
		room = len(more)
	}
	longest := 0
	for line := range strings.SplitSeq(text[first:min(len(text), lineEnd+around)], "\n") {
		longest = max(longest, len(strings.TrimRight(line, " \r")))
	}
	return length+room > longest
}

// minFull is how long a line is that may be full, in bytes.
const minFull = 40

// goesOnAs says whether an address goes on with a word of the next line.
func goesOnAs(line, word, more string, alone bool) bool {
	if strings.IndexByte("/?&=", more[0]) >= 0 && len(more) > 2 {
		return strings.ContainsAny(line[strings.Index(line, "//")+2:], ".") && !strings.HasSuffix(line, more[:1])
	}
	first, _ := utf8.DecodeRuneInString(more)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) || first >= utf8.RuneSelf {
		return false
	}
	_, isLabel := parseStart(word + " x")
	if isLabel || isBareHost(more) || proseWord.MatchString(more) {
		return false
	}
	letters := strings.ContainsFunc(more, isASCIILetter)
	digits := strings.ContainsAny(more, "0123456789")
	strong, weak := strings.ContainsAny(more, "/_=&?%"), strings.Count(more, "-")+strings.Count(more, ".")
	odd := letters && (alone && (strong || weak > 1 || digits && weak > 0) || strong && (digits || weak > 0))
	switch line[len(line)-1] {
	case '-', '_', '=', '%', '&':
		return odd || alone && letters && unicode.IsLower(first)
	case '/', '?':
		return odd
	case '.':
		return alone && fileTypes[strings.ToLower(more)]
	}
	return false
}

// proseWord are the words of entries that are made like parts of addresses:
// pages, volumes, dates.
var proseWord = pattern.New(`(?i)^(?:pp?|vol|no|nr|s|ed)\.|^\d{1,2}-[a-z]+-\d{4}$|^and/or\b`)

// fileTypes are what files on the web are called by behind their last dot.
var fileTypes = map[string]bool{"html": true, "htm": true, "pdf": true, "php": true, "aspx": true, "asp": true, "shtml": true, "xml": true, "doc": true, "docx": true}

// domains are the top-level domains by which an address is known that lacks its
// scheme and "www.": the oldest ones, and those of countries that are no word
// or file's ending in a language (IANA, root zone database).
var domains = map[string]bool{
	"com": true, "org": true, "net": true, "edu": true, "gov": true, "mil": true, "int": true, "info": true, "eu": true,
	"uk": true, "de": true, "fr": true, "nl": true, "ch": true, "jp": true, "cn": true, "kr": true, "au": true, "ca": true, "nz": true,
	"br": true, "mx": true, "ru": true, "pl": true, "cz": true, "dk": true, "fi": true, "se": true, "pt": true, "io": true, "ai": true,
}

// isBareHost says whether s is `example.org/path` with a domain that is known.
func isBareHost(s string) bool {
	host, path, found := strings.Cut(s, "/")
	if !found || path == "" || !isWordByte(path[0]) && path[0] != '~' && path[0] != '@' {
		return false
	}
	labels := strings.Split(host, ".")
	if len(labels) < 2 || !domains[labels[len(labels)-1]] {
		return false
	}
	return !slices.ContainsFunc(labels, func(label string) bool {
		return label == "" || len(label) > 63 || strings.ContainsFunc(label, func(r rune) bool {
			return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
		})
	}) && (len(labels) > 2 || len(labels[0]) > 1)
}

// scanBare finds the addresses without a scheme that are printed in a text:
// www.example.org/path, and in an entry of a list example.org/path too. Without
// a path they are mostly the names of sites.
func scanBare(text string, inEntry bool) []Span {
	var found []Span
	for from := 0; ; {
		at := strings.Index(text[from:], "www.")
		if at < 0 {
			break
		}
		start := from + at
		from = start + len("www.")
		if end := urlEnd(text, start); standsFree(text, start) && startsHost(text[from:]) && hasDomain(text[start:end]) {
			found = append(found, Span{start, end})
			from = end
		}
	}
	for from := 0; inEntry; {
		at := strings.IndexByte(text[from:], '/')
		if at < 0 {
			break
		}
		start := from + at
		for start > from && isHostByte(text[start-1]) {
			start--
		}
		from += at + 1
		if from-start < 5 || strings.HasPrefix(text[start:], "www.") || !standsFree(text, start) {
			continue // a.io/ has five
		}
		if end := urlEnd(text, start); isBareHost(text[start:end]) {
			found = append(found, Span{start, end})
			from = max(from, end)
		}
	}
	slices.SortFunc(found, func(x, y Span) int { return x.Start - y.Start })
	return found
}

// standsFree says whether nothing stands right before start that it could be
// the rest of.
func standsFree(text string, start int) bool {
	return start == 0 || !isHostByte(text[start-1]) && strings.IndexByte("/:@\\=&?%#~+", text[start-1]) < 0
}

func isHostByte(b byte) bool { return isWordByte(b) || b == '.' || b == '-' }

// hasDomain says whether the host of an address without a scheme ends like one,
// with a path behind it.
func hasDomain(literal string) bool {
	host, path, _ := strings.Cut(literal, "/")
	last := host[strings.LastIndexByte(host, '.')+1:]
	return path != "" && len(last) > 1 && !strings.ContainsFunc(last, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
}
