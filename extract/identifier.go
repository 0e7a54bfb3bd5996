package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The types of identifier that are read.
const (
	TypeDOI   = "doi"   // 10.1000/x (ISO 26324)
	TypeArXiv = "arxiv" // 2101.00001v2, hep-th/9901001 (arXiv help, "Understanding the arXiv identifier")
	TypePMID  = "pmid"  // 12345678 (NLM, "MEDLINE/PubMed data element descriptions")
	TypePMCID = "pmcid" // PMC1234567
	TypeISBN  = "isbn"  // 9780306406157, 030640615X: without hyphens (ISO 2108)
	TypeISSN  = "issn"  // 1234-567X (ISO 3297)
)

// How many identifiers are read of one entry, and how long one may be in
// bytes. The longest DOIs that are registered have some two hundred.
const (
	maxIdentifiers = 16
	maxIdentifier  = 512
)

// scanIdentifiers finds the registered names in a text, with their places in
// it: what stands behind the name of its registry, or has a form that nothing
// else has. A wrong check digit or an impossible month does not keep it from
// being read; that is for others to judge.
// Only what begins at from or behind it is read.
func scanIdentifiers(text string, from int) []Identifier {
	var found []Identifier
	for at := from; at < len(text) && len(found) < maxIdentifiers; {
		read := identifierReaders[text[at]]
		if read == nil || at > 0 && text[at] != '/' && text[at-1] != '_' && isWordByte(text[at-1]) {
			at++
			continue
		}
		id, ok := read(text, at)
		if ok {
			found = append(found, id)
		}
		at = max(at+1, id.Span.End)
	}
	return found
}

// identifierReaders are what reads an identifier, by the byte with which it, or
// the word before it, begins.
var identifierReaders = [256]func(text string, at int) (Identifier, bool){
	'1': doiAt,
	'/': oldArXivAt,
	'd': doiWordAt, 'D': doiWordAt,
	'a': arXivAt, 'A': arXivAt,
	'p': pubmedAt, 'P': pubmedAt,
	'i': bookAt, 'I': bookAt,
	'e': bookAt, 'E': bookAt,
}

// hasFold says whether s begins with a lower-case word in any letter case.
func hasFold(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// past returns the place behind the run of bytes of cutset that begins at at.
func past(text string, at int, cutset string) int {
	for at < len(text) && strings.IndexByte(cutset, text[at]) >= 0 {
		at++
	}
	return at
}

func digitsAt(text string, at int) int {
	end := at
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	return end - at
}

// endsName says whether no letter or digit follows a name that ends at at.
func endsName(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return at == len(text) || !unicode.IsDigit(r) && (!unicode.IsLetter(r) || isIdeograph(r))
}

func isIdeograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// doiAt reads a DOI: "10.", four digits or more, with parts behind further
// dots, a slash, and anything (DOI Handbook §2.2). In running text it ends
// where an address would (Crossref, "DOIs and matching regular expressions").
func doiAt(text string, at int) (Identifier, bool) {
	if !strings.HasPrefix(text[at:], "10.") || at > 1 && text[at-1] == '.' && text[at-2] >= '0' && text[at-2] <= '9' {
		return Identifier{}, false
	}
	slash := at + len("10.")
	n := digitsAt(text, slash)
	slash += n
	for strings.HasPrefix(text[slash:], ".") && digitsAt(text, slash+1) > 0 {
		slash += 1 + digitsAt(text, slash+1)
	}
	if n < 4 || n > 9 || !strings.HasPrefix(text[slash:], "/") {
		return Identifier{}, false
	}
	end := doiEnd(text, slash+1)
	if end == slash+1 {
		return Identifier{}, false
	}
	// It goes over line ends where an address would.
	token := tokenStart(text, at)
	if a := addressAt(text, Span{token, end}, true); a.end > end && at-token < len(a.text) {
		id, ok := doiAt(a.text, at-token)
		id.Span = Span{at, a.end}
		return id, ok
	}
	end = cutOfAddress(text, token, at, end)
	value := text[at:end]
	if plain, err := url.PathUnescape(value); err == nil && plain != "" {
		value = plain // as addresses print it: %3C
	}
	return Identifier{Type: TypeDOI, Value: value, Span: Span{at, end}}, true
}

// tokenStart returns where the unbroken text around at begins, as far as it
// matters.
func tokenStart(text string, at int) int {
	from := at
	for from > 0 && at-from < 256 && text[from-1] > ' ' && strings.IndexByte("<>\"(", text[from-1]) < 0 {
		from--
	}
	return from
}

// doiEnd finds where the suffix of a DOI that begins at from ends. The old ones
// made of a SICI hold angle brackets: 1097-4571(1998)49:8<693::AID>3.0.CO;2-O.
func doiEnd(text string, from int) int {
	end := from
	sici := false
	for end < len(text) && end-from < maxIdentifier {
		r, size := utf8.DecodeRuneInString(text[end:])
		if r == '<' && !sici {
			n := digitsAt(text, end+1)
			sici = n > 0 && strings.HasPrefix(text[end+1+n:], ":")
		}
		if endsURL(r) && (!sici || r != '<' && r != '>') || isIdeograph(r) {
			break
		}
		end += size
	}
	return trimURL(text, from, end)
}

// pageTails are what publishers' addresses add to a DOI.
var pageTails = []string{"/full", "/abstract", "/fulltext", "/pdf", "/epdf", "/html", "/meta", "/summary", ".pdf", ".full", ".html", "/"}

// cutOfAddress returns where a DOI ends that may stand in an address, which
// begins at from, without what belongs to the address.
func cutOfAddress(text string, from, at, end int) int {
	address := strings.ToLower(text[from:at])
	if !strings.Contains(address, "/") {
		return end
	}
	if i := strings.IndexAny(text[at:end], "?#&"); i > 0 {
		end = at + i
	}
	value := text[at:end]
	if strings.Contains(address, "doi.org/") {
		return at + len(strings.TrimSuffix(value, "/"))
	}
	for before := ""; before != value; {
		before = value
		for _, tail := range pageTails {
			value = strings.TrimSuffix(value, tail)
		}
	}
	if strings.Contains(address, "rxiv.org/") { // bioRxiv and medRxiv: 10.1101/2020.01.01.123456v2
		if v := strings.LastIndexByte(value, 'v'); v > 0 && v+1 < len(value) && digitsAt(value, v+1) == len(value)-v-1 {
			value = value[:v]
		}
	}
	return at + len(value)
}

// doiWordAt reads what stands behind "doi:" or "doi.org/", also where it is not
// made like a DOI but begins like one.
func doiWordAt(text string, at int) (Identifier, bool) {
	if !hasFold(text[at:], "doi") {
		return Identifier{}, false
	}
	start := at + len("doi")
	if hasFold(text[start:], ".org/") {
		start += len(".org/")
	} else {
		start = past(text, start, ":. \t\r\n\u00a0")
	}
	if id, ok := doiAt(text, start); ok || !strings.HasPrefix(text[start:], "10.") {
		return id, ok
	}
	end := doiEnd(text, start)
	slash := strings.IndexByte(text[start:end], '/')
	last := strings.TrimLeft(text[end:], " \t\r\n.,;:)]>\"'") == ""
	if end <= start+len("10.") || !last && (slash < 0 || slash == end-start-1) {
		return Identifier{}, false // its rest may stand behind a space or a line end
	}
	return Identifier{Type: TypeDOI, Value: text[start:end], Span: Span{start, end}}, true
}

// arXivAt reads what stands behind "arXiv:" or "arxiv.org/abs/".
func arXivAt(text string, at int) (Identifier, bool) {
	if !hasFold(text[at:], "arxiv") {
		return Identifier{}, false
	}
	at += len("arxiv")
	if hasFold(text[at:], ".org/") {
		at += len(".org/")
		slash := strings.IndexByte(text[at:min(len(text), at+16)], '/')
		if slash < 0 {
			return Identifier{}, false
		}
		at += slash + 1
	} else {
		at = past(text, at, ": \t\r\n\u00a0")
		if hasFold(text[at:], "preprint ") {
			at += len("preprint ")
		}
	}
	if digitsAt(text, at) == 4 && strings.HasPrefix(text[at+4:], ".") {
		n := digitsAt(text, at+5)
		return arXivID(text, at, at+5+n, n >= 3 && n <= 6)
	}
	slash := strings.IndexByte(text[at:min(len(text), at+24)], '/')
	if slash < 0 || digitsAt(text, at+slash+1) != 7 {
		return Identifier{}, false
	}
	archive, _, _ := strings.Cut(text[at:at+slash], ".")
	return arXivID(text, at, at+slash+8, oldArchives[archive])
}

// oldArXivAt reads an identifier of the years up to 2007 around its slash,
// hep-th/9901001, without the word before it. Archives such as math have names
// that other addresses use, too.
func oldArXivAt(text string, slash int) (Identifier, bool) {
	if digitsAt(text, slash+1) != 7 {
		return Identifier{}, false
	}
	at := slash
	for at > 0 && slash-at < 16 && (isASCIILetter(rune(text[at-1])) || text[at-1] == '-') {
		at--
	}
	archive := text[at:slash]
	return arXivID(text, at, slash+8, oldArchives[archive] && strings.Contains(archive, "-"))
}

// arXivID adds the version to an identifier, and takes it where nothing else
// goes on behind it.
func arXivID(text string, at, end int, ok bool) (Identifier, bool) {
	if !ok {
		return Identifier{}, false
	}
	if strings.HasPrefix(text[end:], "v") {
		if n := digitsAt(text, end+1); n > 0 && n < 4 {
			end += 1 + n
		}
	}
	return Identifier{Type: TypeArXiv, Value: text[at:end], Span: Span{at, end}}, endsName(text, end)
}

// oldArchives are the names before the slash of the identifiers that arXiv gave
// until March 2007 (arXiv, "Category taxonomy" and its list of archives that
// were merged into others).
var oldArchives = map[string]bool{
	"acc-phys": true, "adap-org": true, "alg-geom": true, "ao-sci": true, "astro-ph": true, "atom-ph": true,
	"bayes-an": true, "chao-dyn": true, "chem-ph": true, "cmp-lg": true, "comp-gas": true, "cond-mat": true, "cs": true,
	"dg-ga": true, "funct-an": true, "gr-qc": true, "hep-ex": true, "hep-lat": true, "hep-ph": true, "hep-th": true,
	"math": true, "math-ph": true, "mtrl-th": true, "nlin": true, "nucl-ex": true, "nucl-th": true, "patt-sol": true,
	"physics": true, "plasm-ph": true, "q-alg": true, "q-bio": true, "quant-ph": true, "solv-int": true, "supr-con": true,
}

// pubmedAt reads "PMID: 123", "PMC123", "PMCID: PMC123", and the addresses of
// PubMed. "pISSN" begins with the same letter.
func pubmedAt(text string, at int) (Identifier, bool) {
	rest := text[at:]
	switch {
	case hasFold(rest, "pmid"):
		return numberAt(text, past(text, at+len("pmid"), ":# \t\r\n\u00a0"), TypePMID, 1)
	case hasFold(rest, "pmcid"):
		at = past(text, at+len("pmcid"), ":# \t\r\n\u00a0")
		if hasFold(text[at:], "pmc") {
			at += len("pmc")
		}
		return numberAt(text, at, TypePMCID, 1)
	case strings.HasPrefix(rest, "PMC"): // in lower case it is a word of other trades, too
		at += len("PMC")
		if strings.HasPrefix(text[at:], " ") {
			return numberAt(text, at+1, TypePMCID, 6)
		}
		return numberAt(text, at, TypePMCID, 4)
	case hasFold(rest, "pubmed.ncbi.nlm.nih.gov/"):
		return numberAt(text, at+len("pubmed.ncbi.nlm.nih.gov/"), TypePMID, 1)
	case hasFold(rest, "pubmed/") && at > 0 && text[at-1] == '/':
		return numberAt(text, at+len("pubmed/"), TypePMID, 1)
	}
	return bookAt(text, at)
}

// numberAt reads the number of a record, of least digits or more.
func numberAt(text string, at int, kind string, least int) (Identifier, bool) {
	n := digitsAt(text, at)
	if n < least || n > 12 || !endsName(text, at+n) {
		return Identifier{}, false
	}
	value := text[at : at+n]
	if kind == TypePMCID {
		value = "PMC" + value
	}
	return Identifier{Type: kind, Value: value, Span: Span{at, at + n}}, true
}

// bookAt reads what stands behind "ISBN" and "ISSN", also as in "eISBN",
// "ISBN-13:" and "ISSN (print)".
func bookAt(text string, at int) (Identifier, bool) {
	if c := text[at]; (c == 'e' || c == 'E' || c == 'p' || c == 'P') && at+1 < len(text) {
		at++
	}
	rest := text[at:]
	serial := hasFold(rest, "issn")
	if !serial && !hasFold(rest, "isbn") {
		return Identifier{}, false
	}
	at = behindWord(text, at+len("isbn"))
	if serial {
		return issnAt(text, at)
	}
	return isbnAt(text, at)
}

// behindWord passes what stands between the word and its number: a plural, the
// length of the number ("-13"), a remark in brackets, punctuation.
func behindWord(text string, at int) int {
	if at < len(text) && text[at]|0x20 == 's' {
		at++
	}
	length := past(text, at, "- \u00a0")
	if hasFold(text[length:], "l ") || hasFold(text[length:], "l:") { // ISSN-L
		at = length + 1
	}
	if n := digitsAt(text, length); n == 2 && (text[length:length+2] == "10" || text[length:length+2] == "13") &&
		length+2 < len(text) && strings.IndexByte(":) \u00a0", text[length+2]) >= 0 {
		at = length + 2
	}
	at = past(text, at, ":.# \t\r\n\u00a0")
	if strings.HasPrefix(text[at:], "(") {
		if closing := strings.IndexByte(text[at:min(len(text), at+24)], ')'); closing > 0 {
			at = past(text, at+closing+1, ":. \t\r\n\u00a0")
		}
	}
	return at
}

// issnAt reads 1234-567X, also without its hyphen.
func issnAt(text string, at int) (Identifier, bool) {
	if digitsAt(text, at) < 4 {
		return Identifier{}, false
	}
	second := at + 4
	r, size := utf8.DecodeRuneInString(text[second:])
	if isHyphen(r) {
		second += size
	}
	n := min(digitsAt(text, second), 4)
	end := second + 4
	if n < 3 || n == 3 && (len(text) < end || text[end-1]|0x20 != 'x') || !endsName(text, end) {
		return Identifier{}, false
	}
	value := text[at:at+4] + "-" + strings.ToUpper(text[second:end])
	return Identifier{Type: TypeISSN, Value: value, Span: Span{at, end}}, true
}

// isHyphen says whether a rune parts the groups of a number; word processors
// make dashes of hyphens.
func isHyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2013' || r == '\u2212' || r == '\u00ad'
}

// isbnAt reads the digits of an ISBN, in groups parted by hyphens or spaces.
// Where the groups come to ten or thirteen digits they are taken, else the
// first run of groups without a space, if it is about as long: it is a wrong
// one then. Nine digits are an SBN of before 1970.
func isbnAt(text string, at int) (Identifier, bool) {
	var digits strings.Builder
	ends := map[int]int{} // how far the groups go that make up so many digits
	unspaced := 0         // digits before the first space
	end := at
	for end < len(text) && digits.Len() < 18 {
		c := text[end]
		if c < '0' || c > '9' {
			if c|0x20 != 'x' || digits.Len() != 9 {
				break
			}
		}
		digits.WriteByte(byte(unicode.ToUpper(rune(c))))
		end++
		next := end
		if r, size := utf8.DecodeRuneInString(text[next:]); isHyphen(r) {
			next += size
		}
		if r, _ := utf8.DecodeRuneInString(text[next:]); endsName(text, end) && (next == end || !unicode.IsLetter(r)) {
			ends[digits.Len()] = end
		}
		space := past(text, next, " \t\r\n\u00a0")
		if next == end && space > end && unspaced == 0 {
			unspaced = digits.Len()
		}
		end = space
	}
	return isbnOf(digits.String(), ends, unspaced, at)
}

func isbnOf(digits string, ends map[int]int, unspaced, at int) (Identifier, bool) {
	lengths := []int{10, 13}
	if strings.HasPrefix(digits, "978") || strings.HasPrefix(digits, "979") {
		lengths = []int{13, 10}
	}
	if unspaced == 0 {
		unspaced = len(digits)
	}
	if unspaced >= 8 && unspaced <= 16 && unspaced != 9 {
		lengths = append(lengths, unspaced)
	}
	for _, n := range lengths {
		if end := ends[n]; end > 0 {
			return Identifier{Type: TypeISBN, Value: digits[:n], Span: Span{at, end}}, true
		}
	}
	return Identifier{}, false
}

// addIdentifiers adds what an entry has not named yet.
func addIdentifiers(known, more []Identifier) []Identifier {
	for _, id := range more {
		same := func(k Identifier) bool { return k.Type == id.Type && strings.EqualFold(k.Value, id.Value) }
		if len(known) < maxIdentifiers && !slices.ContainsFunc(known, same) {
			known = append(known, id)
		}
	}
	return known
}

// identifiersOf finds the registered names in the addresses of an entry, which
// a page need not print. Their place is the address's.
func identifiersOf(urls []URL) []Identifier {
	var found []Identifier
	for _, u := range urls[:min(len(urls), maxIdentifiers)] {
		address := u.Text
		if strings.Contains(address, "%") {
			if plain, err := url.PathUnescape(address); err == nil {
				address = plain
			}
		}
		for _, id := range scanIdentifiers(address, 0) {
			id.Span = u.Span
			found = append(found, id)
		}
	}
	return found
}

// identifiers finds the registered names in a part of the block.
func (b *block) identifiers(start, end int) []Identifier {
	found := scanIdentifiers(b.text[:end], start)
	for i := range found {
		found[i].Span = b.span(found[i].Span.Start, found[i].Span.End)
	}
	return found
}

// identifiers returns the registered names of a note. Where its reader kept no
// places, those of its addresses have one all the same.
func (e *noteEntry) identifiers() []Identifier {
	if e.ids != nil {
		return addIdentifiers(addIdentifiers(nil, e.ids), identifiersOf(e.urls))
	}
	placeless := scanIdentifiers(e.text, 0)
	for i := range placeless {
		placeless[i].Span = Span{}
	}
	return addIdentifiers(addIdentifiers(nil, identifiersOf(e.urls)), placeless)
}
