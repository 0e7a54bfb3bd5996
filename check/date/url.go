package date

import (
	"iter"
	"slices"
	"strings"
	"time"
)

// The years that a URL's digits are taken for. News archives put pre-web stories under /1964/05/11/, back
// to the first year of the New York Times; forms that are weaker than year, month and day in three
// folders are taken only in the web's own years.
const (
	firstPathYear = 1851
	firstWebYear  = 1990
	lastURLYear   = 2099
)

// InURL reads the dates that a URL carries, in the order in which they stand; offsets are into rawURL.
//
// Only forms that are dates nearly always are read. Measured against the day of the page that cites them
// (5,288 news URLs) the folder forms are right to the day in 97 of 100, while 13 of 100 bare runs of 8
// digits are not even days; so digits count only as a whole segment, outside of numbering schemes. A date
// among the words of a slug is often an event's (…-jan-6-2021-…), and 11-05-2021 has two readings: neither
// is read. An address in a web archive gives the capture as archived, and then what the archived page's
// own address says.
//
// Dates under folders of events, interfaces and pictures, and in queries, are stated and not published. A
// day that does not exist is reported only as /2021/02/30/ before a headline: elsewhere such numbers are
// volumes and files (26 of 18,298 paths).
func InURL(rawURL string) []Reading {
	if !mayBeDated(rawURL) {
		return nil
	}
	p := split(rawURL)
	var found []Reading
	for _, c := range p.captures {
		if d, at, ok := captureTime(c.text); ok {
			found = append(found, Reading{Date: d, Instant: at, Role: RoleArchived, Start: c.start, End: c.end(), Form: FormArchiveTime})
		}
	}
	found = append(found, inPath(p)...)
	found = append(found, inQuery(p.query)...)
	for i := range found {
		found[i].Text = rawURL[found[i].Start:found[i].End]
	}
	return found
}

// mayBeDated reports whether a run of digits behind the host begins like a year, as in every form. Most addresses
// are done with here.
func mayBeDated(rawURL string) bool {
	host := afterScheme(rawURL, 0)
	for i := hostEnd(rawURL, host, pathEnd(rawURL, host)); i+4 <= len(rawURL); i++ {
		if !isDigit(rawURL[i]) {
			continue
		}
		if century := rawURL[i : i+2]; (century == "18" || century == "19" || century == "20") && isDigit(rawURL[i+2]) && isDigit(rawURL[i+3]) {
			return true
		}
		for i+1 < len(rawURL) && isDigit(rawURL[i+1]) {
			i++
		}
	}
	return false
}

// Published is the best date of publication that the URL itself gives, of day or else of month precision.
// Folders outweigh slugs, and slugs outweigh bare digits. If two readings of the same weight disagree
// there is none.
func Published(rawURL string) (Reading, bool) { return PublishedAmong(slices.Values(InURL(rawURL))) }

// PublishedAmong is [Published] where the readings of the URL are at hand.
func PublishedAmong(readings iter.Seq[Reading]) (Reading, bool) {
	var best Reading
	rank, tie := len(publishedForms), false
	for r := range readings {
		if r.Role != RolePublished || r.Impossible != "" {
			continue
		}
		switch at := formRank(r.Form); {
		case at < rank:
			best, rank, tie = r, at, false
		case at == rank && r.Date != best.Date:
			tie = true
		}
	}
	if tie || rank == len(publishedForms) {
		return Reading{}, false
	}
	return best, true
}

// publishedForms lists the forms by weight.
var publishedForms = [][]string{
	{FormPathDay, FormPathName, FormPathISO, FormPathYM},
	{FormSlugISO},
	{FormPathMD, FormPathDigits},
	{FormPathMonth, FormSlugMonth},
}

func formRank(form string) int {
	return slices.IndexFunc(publishedForms, func(forms []string) bool { return slices.Contains(forms, form) })
}

var (
	// Folders that number things by year: what follows is a volume or the month of an upload.
	numberFolders = []string{"uploads", "issue", "issues", "vol", "volume", "volumes"}
	// Folders whose dates are those of an event, of a version of an interface or of a picture.
	statedFolders = []string{
		"event", "events", "calendar", "schedule", "agenda", "fixtures", "tickets",
		"api", "apis", "rest", "schema", "schemas", "xmlns", "ns", "images", "img",
	}
	// Folders after which eight digits are a serial number.
	serialFolders = []string{
		"questions", "question", "q", "a", "answers", "item", "items", "id", "ids", "node", "user", "users", "u",
		"pull", "ticket", "tickets", "bug", "bugs", "track", "tracks", "photo", "photos", "video", "videos",
		"product", "products", "p", "dp", "pubmed", "article", "articles", "news", "story", "stories", "posts",
		"post", "thread", "threads", "t", "topic", "record", "records", "doc", "docs", "document", "patent",
		"commit", "gist", "job", "jobs", "status", "book", "books", "show", "e", "i",
	}
	// Sites whose pages are numbered at the top level (PubMed identifiers have 8 digits).
	serialSites = []string{"nih.gov", "stackoverflow.com", "stackexchange.com", "europepmc.org", "vimeo.com"}
)

// inPath reads the path from left to right; a segment belongs to one date at most.
func inPath(p parts) []Reading {
	w := pathWalk{parts: p, site: siteOfHost(p.host), role: RolePublished, upload: p.isUpload()}
	if w.upload && !strings.HasSuffix(strings.ToLower(p.segments[len(p.segments)-1].text), ".pdf") {
		w.role = RoleStated
	}
	var found []Reading
	for i := 0; i < len(p.segments); {
		r, n := w.read(i)
		for j := i; j < i+n; j++ {
			w.note(p.segments[j].text)
		}
		i += n
		if r.Form != "" {
			if r.Role == "" {
				r.Role = w.role
			}
			found = append(found, r)
		}
	}
	return found
}

// pathWalk is what the folders so far have said of those to come.
type pathWalk struct {
	parts
	site     string
	role     Role
	upload   bool // the path leads to a picture or a document
	numbered bool // below a folder of volumes or uploads
}

func (w *pathWalk) note(folder string) {
	folder = strings.ToLower(folder)
	if slices.Contains(statedFolders, folder) {
		w.role = RoleStated
	}
	if slices.Contains(numberFolders, folder) {
		w.numbered = true
	}
}

// read tries each form at segment i, the longest first. It returns a reading without a Form when there is
// none, and how many segments it took, at least one.
func (w *pathWalk) read(i int) (Reading, int) {
	if w.numbered || i > 0 && strings.EqualFold(w.segments[i-1].text, "content") {
		return Reading{}, 1
	}
	for _, form := range []func(int) (Reading, int){
		w.yearMonthDay, w.yearNameDay, w.dashedMonth, w.isoSegment, w.isoInSlug, w.eightDigits, w.yearMonth,
	} {
		if r, n := form(i); n > 0 {
			return r, n
		}
	}
	for _, c := range conventions {
		if c.site != w.site || c.read == nil {
			continue
		}
		if r, n := c.read(w, i); n > 0 {
			return r, n
		}
	}
	return Reading{}, 1
}

// at is the text of segment i, "" beyond the end.
func (w *pathWalk) at(i int) string {
	if i >= len(w.segments) {
		return ""
	}
	return w.segments[i].text
}

// span makes a reading of segments i to i+n-1. Of the last one only keep bytes belong to the date.
func (w *pathWalk) span(form string, d Date, i, n, keep int) (Reading, int) {
	return Reading{Date: d, Form: form, Start: w.segments[i].start, End: w.segments[i+n-1].start + keep}, n
}

func (w *pathWalk) year(i, first int) (int, bool) {
	s := w.at(i)
	y, ok := digits(s, 0, 4)
	return y, ok && len(s) == 4 && y >= first && y <= lastURLYear
}

// oneOrTwo reads a folder of one or two digits.
func oneOrTwo(s string) (int, bool) {
	if len(s) < 1 || len(s) > 2 || !allDigits(s) {
		return 0, false
	}
	return digits(s, 0, len(s))
}

// day reads the day's folder, which may be the page's file: 11, 11.html.
func (w *pathWalk) day(i int) (d, length int, ok bool) {
	s := stem(w.at(i))
	d, ok = oneOrTwo(s)
	return d, len(s), ok
}

func (w *pathWalk) yearMonthDay(i int) (Reading, int) {
	y, ok1 := w.year(i, firstPathYear)
	m, ok2 := oneOrTwo(w.at(i + 1))
	d, length, ok3 := w.day(i + 2)
	if !ok1 || !ok2 || !ok3 {
		return Reading{}, 0
	}
	r, n := w.span(FormPathDay, Date{}, i, 3, length)
	if why := whyImpossible(y, m, d); why != "" {
		if y < firstWebYear || m < 1 || m > 12 || d < 1 || d > 31 || !w.headlineAfter(i+3) {
			return Reading{}, 3
		}
		r.Impossible = why
		return r, n
	}
	r.Date = onDay(y, time.Month(m), d)
	return r, n
}

// headlineAfter reports whether a segment from i on reads as a headline: two words or more, and no
// picture or document.
func (w *pathWalk) headlineAfter(i int) bool {
	if w.upload {
		return false
	}
	for ; i < len(w.segments); i++ {
		if countLetters(wordsOf(w.segments[i])) >= 2 {
			return true
		}
	}
	return false
}

func (w *pathWalk) yearNameDay(i int) (Reading, int) {
	y, ok := w.year(i, firstPathYear)
	if !ok {
		return Reading{}, 0
	}
	m := englishMonth(w.at(i + 1))
	d, length, ok := w.day(i + 2)
	if !ok || !dayExists(y, int(m), d) {
		return Reading{}, 0
	}
	return w.span(FormPathName, onDay(y, m, d), i, 3, length)
}

// dashedMonth reads /2021-05/11/.
func (w *pathWalk) dashedMonth(i int) (Reading, int) {
	s := w.at(i)
	if len(s) != len("2021-05") {
		return Reading{}, 0
	}
	ym, ok := ParseISO(s)
	d, length, ok2 := w.day(i + 1)
	if !ok || !ok2 || length != 2 || !webYear(ym.Year) || !dayExists(ym.Year, int(ym.Month), d) {
		return Reading{}, 0
	}
	return w.span(FormPathYM, onDay(ym.Year, ym.Month, d), i, 2, 2)
}

func (w *pathWalk) isoSegment(i int) (Reading, int) {
	s := stem(w.at(i))
	if len(s) != len("2021-05-11") {
		return Reading{}, 0
	}
	d, ok := ParseISO(s)
	if !ok || d.Year < firstPathYear || d.Year > lastURLYear {
		return Reading{}, 0
	}
	return w.span(FormPathISO, d, i, 1, len(s))
}

// isoInSlug reads a date at one end of a slug. A date at both ends is a span of days: an event's.
func (w *pathWalk) isoInSlug(i int) (Reading, int) {
	const length = len("2021-05-11")
	s := stem(w.at(i))
	if len(s) < length+2 {
		return Reading{}, 0
	}
	head, tail := len(s)-length, s[len(s)-length:]
	before, after := s[head-1], s[length]
	last, atEnd := ParseISO(tail)
	first, atStart := ParseISO(s[:length])
	atEnd = atEnd && isDash(before) && !isDigit(s[head-2]) && webYear(last.Year)
	atStart = atStart && isDash(after) && !isDigit(s[length+1]) && webYear(first.Year)
	switch {
	case atEnd == atStart:
		return Reading{}, 0
	case atStart:
		return w.span(FormSlugISO, first, i, 1, length)
	}
	r, n := w.span(FormSlugISO, last, i, 1, len(s))
	r.Start += head
	return r, n
}

func isDash(c byte) bool    { return c == '-' || c == '_' }
func webYear(year int) bool { return year >= firstWebYear && year <= lastURLYear }

// eightDigits reads /20210511/. Alone at the end of a path they are as often a serial number, so they
// need a folder that is not one of numbered things, or a page below them.
func (w *pathWalk) eightDigits(i int) (Reading, int) {
	s := stem(w.at(i))
	d, ok := compactDay(s)
	if !ok || !webYear(d.Year) || slices.Contains(serialSites, w.site) {
		return Reading{}, 0
	}
	if i > 0 {
		folder := strings.ToLower(w.segments[i-1].text)
		below := i+1 < len(w.segments)
		news := slices.Contains([]string{"news", "article", "articles", "story", "stories"}, folder)
		if slices.Contains(serialFolders, folder) && !(news && below) {
			return Reading{}, 0
		}
	} else if len(w.segments) == 1 {
		return Reading{}, 0
	}
	return w.span(FormPathDigits, d, i, 1, len(s))
}

// yearMonth reads /2021/05/ before a page or at the end, but not among numbers and not above files.
func (w *pathWalk) yearMonth(i int) (Reading, int) {
	y, ok := w.year(i, firstWebYear)
	s := w.at(i + 1)
	m, ok2 := oneOrTwo(s)
	if !ok || !ok2 || len(s) != 2 || m < 1 || m > 12 || w.upload {
		return Reading{}, 0
	}
	if i > 0 && allDigits(w.segments[i-1].text) || w.isWeekly() {
		return Reading{}, 0
	}
	if next := stem(w.at(i + 2)); allDigits(next) && len(next) <= 3 {
		return Reading{}, 0
	}
	return w.span(FormPathMonth, inMonth(y, time.Month(m)), i, 2, 2)
}
