package date

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// lines looks for the dates that readers see: in a short line of its own close to the title, or in one that its element
// names as a date. A date in running text is an event's, and a year in a footer is a copyright's.
type lines struct {
	text   []byte // the line at hand
	around region // where it began
	seen   int    // bytes of visible text so far

	title    string // of the page, from <title>
	heading  atom.Atom
	headings []heading
	kept     []line
}

type heading struct {
	text       string // as it stands in the page; shown makes of it what readers see
	start, end int    // in visible text
}

type line struct {
	text   string // the same
	around region
	at     int // where it ends in visible text
}

const (
	maxLine     = 200 // bytes of a line that can be a byline
	maxWords    = 10  // and its words, that of a month among them
	maxKept     = 100 // lines with a date that are kept, and headings
	beforeTitle = 300 // bytes of visible text between a byline and the title after it
	afterTitle  = 700 // and the title before it
)

// isInline reports whether an element is a part of the line that it stands in.
func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.Address, atom.B, atom.Bdi, atom.Cite, atom.Em, atom.Font, atom.I, atom.Ins, atom.Mark, atom.Meta, atom.Small,
		atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Wbr, atom.Img, atom.Svg, atom.Button:
		return true
	}
	return false
}

// boundary ends the line where an element that is no part of it begins.
func (l *lines) boundary(tag atom.Atom) {
	if !isInline(tag) {
		l.flush()
	}
}

// begin takes the start of an element of the article. A name that marks a date marks the whole line that begins with it.
func (l *lines) begin(tag atom.Atom, here region) {
	if here.marks()&^l.around.marks() != 0 { // a mark that what is around it has not
		l.flush()
	}
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.Title:
		l.heading = tag
	}
}

func (l *lines) end(tag atom.Atom) {
	l.boundary(tag)
	if tag == l.heading {
		l.heading = 0
	}
}

func (l *lines) take(text []byte, here region) {
	if len(l.text) == 0 {
		if text = trimLeft(text); len(text) == 0 {
			return
		}
		l.around = here
	}
	l.around |= here.marks()
	if l.heading != atom.Title {
		l.seen += len(text)
	}
	if room := maxLine + 1 - len(l.text); room > 0 {
		l.text = append(l.text, text[:min(len(text), room)]...)
	}
}

// trimLeft drops white space, which is most of the text between two tags.
func trimLeft(text []byte) []byte {
	for i, c := range text {
		if c > ' ' {
			return text[i:]
		}
	}
	return nil
}

// flush ends a line, and keeps it where it may be wanted.
func (l *lines) flush() {
	switch {
	case len(l.text) == 0:
		return
	case l.heading == atom.Title:
		if l.title == "" {
			l.title = string(l.text)
		}
	case l.around.apart():
	case l.heading != 0:
		if len(l.headings) < maxKept {
			l.headings = append(l.headings, heading{string(l.text), l.seen - len(l.text), l.seen})
		}
	case len(l.text) <= maxLine && holdsYear(l.text) && len(l.kept) < maxKept:
		l.kept = append(l.kept, line{string(l.text), l.around, l.seen})
	}
	l.text = l.text[:0]
}

func shown(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
}

// holdsYear spares the grammar the lines without four digits in a row.
func holdsYear(text []byte) bool {
	run := 0
	for _, c := range text {
		if !isDigit(c) {
			run = 0
			continue
		}
		if run++; run == 4 {
			return true
		}
	}
	return false
}

// read reads the bylines.
func (l *lines) read(found *pageDates, sign string) {
	l.flush()
	title, known := l.titleAt()
	for _, line := range l.kept {
		role, field := line.around.role()
		near := known && line.at <= title.end+afterTitle && line.at >= title.start-beforeTitle
		switch {
		case near && field == "":
			field = "title"
		case near || role == RolePublished:
		default:
			continue
		}
		line.text = shown(line.text)
		line.read(found, role, field, sign)
	}
}

// titleAt is the heading that is the page's title: the one whose words <title> repeats, or else the first <h1>.
func (l *lines) titleAt() (heading, bool) {
	const tell = 10 // bytes; shorter ones are the names of sections
	title := shown(l.title)
	i := slices.IndexFunc(l.headings, func(h heading) bool {
		text := shown(h.text)
		return len(text) >= tell && strings.Contains(title, text)
	})
	if i < 0 && len(l.headings) > 0 {
		i = 0
	}
	if i < 0 {
		return heading{}, false
	}
	return l.headings[i], true
}

// read reads one line. Beside its dates it may hold a name, a place and a clock, but it is no sentence and no table.
func (l line) read(found *pageDates, role Role, field string, sign string) {
	all := InText(l.text)
	if len(all) > 2 || field == "title" && l.isSentence() {
		return
	}
	from := 0
	for _, r := range all {
		told := toldBy(l.text[from:r.Start])
		from = r.End
		switch {
		case r.Date.Precision != Day && r.Impossible == "" && len(r.Ambiguous) == 0, told == RoleAccessed:
			continue
		case told != "":
			r.Role = told
		case r.Role == RoleStated && len(all) == 1:
			r.Role = role
		}
		r.settle(sign)
		r.Start, r.End = 0, len(r.Text)
		found.keep(PageDate{Reading: r, Origin: OriginByline, Field: field})
	}
}
