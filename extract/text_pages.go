package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// readPages reads plain text in pages, as RFCs come and as PDFs are turned
// into text: page numbers and the lines that pages begin and end with are no
// text, and what a page break parts may go on.
func readPages(text string) *draft {
	r := &pageReader{text: text}
	r.split()
	r.findFurniture()
	for i := range r.pages {
		r.write(i)
	}
	d := readText(string(r.kept.text), Options{})
	d.through(origin{pieces: &r.kept.pieces})
	return d
}

type pageReader struct {
	text  string
	pages []printedPage
	kept  flat

	repeated map[string]int // on how many pages a line stands at the edge
	numbers  *numbering     // of the pages, nil for none
}

// A numbering is how pages are numbered: at which of their ends, and how far
// the printed number is ahead of the page's place in the file.
type numbering struct {
	atFoot bool
	ahead  int
}

// A printedPage is what stands between two form feeds.
type printedPage struct {
	lines []Span // those that are not blank, without their line ends
}

// edge is how many lines at each end of a page may be no text of it.
const edge = 2

func (r *pageReader) split() {
	page := printedPage{}
	for at := 0; at < len(r.text); {
		end := len(r.text)
		if i := strings.IndexAny(r.text[at:], "\r\n\f"); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(r.text[at:end]) != "" {
			page.lines = append(page.lines, Span{at, end})
		}
		if at = behindLineEnd(r.text, end); end < len(r.text) && r.text[end] == '\f' {
			r.pages, page = append(r.pages, page), printedPage{}
		}
	}
	r.pages = append(r.pages, page)
}

// heads and feet return the lines at the ends of a page, each line once.
func (p *printedPage) heads() []Span { return p.lines[:min(edge, len(p.lines))] }

func (p *printedPage) feet() []Span { return p.lines[max(len(p.lines)-edge, min(edge, len(p.lines))):] }

// pageNumber matches a page's number in a line of its own: `12`, `- 12 -`,
// `Page 3 of 9`.
var pageNumber = pattern.New(`(?i)^(?:page|seite|página|pagina|стр\.|p\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*(?:/|of|von|de|di|sur|из)\s*\d{1,4})?$`)

// findFurniture counts the lines at the edges that come again, numbers aside,
// and finds out how the pages are numbered.
func (r *pageReader) findFurniture() {
	r.repeated = map[string]int{}
	pages := map[numbering]int{}
	best := 1 // one number on one page proves nothing
	for i := range r.pages {
		onPage := map[string]bool{}
		for side, lines := range [][]Span{r.pages[i].heads(), r.pages[i].feet()} {
			for _, line := range lines {
				if key := r.plain(line); key != "" && !onPage[key] {
					onPage[key] = true
					r.repeated[key]++
				}
				n := r.number(line)
				if n == 0 {
					continue
				}
				numbers := numbering{side == 1, n - i}
				if pages[numbers]++; pages[numbers] > best {
					best, r.numbers = pages[numbers], &numbers
				}
			}
		}
	}
}

// plain is what a line at the edge is compared by, "" for one that is text: it
// is long, cites, or begins like an entry of a list.
func (r *pageReader) plain(line Span) string {
	text := strings.TrimSpace(r.text[line.Start:line.End])
	if _, labelled := parseStart(text); labelled || len(text) > maxHeading {
		return ""
	}
	key := strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return '#'
		}
		return c
	}, text)), " ")
	if strings.Contains(key, "[#") {
		return "" // it cites
	}
	return key
}

// number returns the page number that a line is, or 0.
func (r *pageReader) number(line Span) int {
	if line.End-line.Start > maxHeading {
		return 0
	}
	m := pageNumber.FindStringSubmatch(strings.TrimSpace(r.text[line.Start:line.End]))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// isFurniture says whether a line at the edge of a page is no text of it.
func (r *pageReader) isFurniture(page int, line Span, atFoot bool) bool {
	if n := r.number(line); r.numbers != nil && n > 0 && *r.numbers == (numbering{atFoot, n - page}) {
		return true
	}
	count := r.repeated[r.plain(line)]
	return count > 1 && 4*count >= len(r.pages)
}

// write keeps what is text of a page.
func (r *pageReader) write(page int) {
	p := &r.pages[page]
	lines, rest := p.lines, min(edge, len(p.lines))
	for ; rest > 0 && r.isFurniture(page, lines[0], false); rest-- {
		lines = lines[1:]
	}
	for rest = min(edge, len(lines)); rest > 0 && r.isFurniture(page, lines[len(lines)-1], true); rest-- {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return
	}
	first, last := lines[0].Start, lines[len(lines)-1].End
	if len(r.kept.text) > 0 {
		r.kept.add("\n", first-1)
		if !goesOnBehindPage(string(r.kept.text[max(0, len(r.kept.text)-8):]), r.text[first:last]) {
			r.kept.add("\n", first-1)
		}
	}
	r.kept.add(r.text[first:last], first)
}

// goesOnBehindPage says whether a sentence goes on from page to page.
func goesOnBehindPage(before, after string) bool {
	before = strings.TrimRight(before, " \t\r\n")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " \t"))
	return strings.HasSuffix(before, "-") || strings.HasSuffix(before, ",") || unicode.IsLower(next)
}
