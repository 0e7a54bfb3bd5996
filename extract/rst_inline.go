package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// read reads the text of a chunk into a block.
func (r *rstReader) read(c *rstChunk) {
	spans := r.spans[c.first:c.last]
	if c.kind == code {
		if s := spans[0]; s.Start < s.End {
			r.add(block{kind: code, text: r.source[s.Start:s.End], origin: origin{base: s.Start}}, c)
		}
		return
	}
	r.joined.reset()
	for i, s := range spans {
		if i > 0 {
			r.joined.add("\n", spans[i-1].End)
		}
		r.joined.add(r.source[s.Start:max(s.Start, s.End)], s.Start)
	}
	r.flat.reset()
	t := rstText{r: r, s: string(r.joined.text), pieces: r.joined.pieces, entry: c.entry}
	t.read()
	if b, ok := r.flat.block(c.kind); ok {
		if c.kind == heading {
			b.level = c.level
		}
		b.number = c.number
		r.add(b, c)
	}
}

func (r *rstReader) add(b block, c *rstChunk) {
	if c.entry >= 0 {
		b.note = true
		r.owned, r.owners = append(r.owned, b), append(r.owners, c.entry)
	}
	r.draft.blocks = append(r.draft.blocks, b)
}

// An rstText is the text of one block, read sign by sign.
type rstText struct {
	r      *rstReader
	s      string
	pieces []piece
	entry  int
	from   int // what stands before it has been handed on

	// Signs that end nothing any more from here on: what opens with one of
	// them has no end.
	dead map[string]bool
}

// read hands the text on, without its markup.
func (t *rstText) read() {
	for at := 0; at < len(t.s); {
		next := at + 1
		switch t.s[at] {
		case '\\':
			next = at + 2
		case ':':
			if strings.HasPrefix(t.s[at:], "://") && at > 0 && isASCIILetter(rune(t.s[at-1])) {
				next = max(urlEnd(t.s, at+3), at+3)
			}
		case '`':
			next = t.quoted(at)
		case '*':
			next = t.emphasis(at)
		case '[':
			next = t.bracket(at)
		case '|':
			next = t.substitution(at)
		case '_':
			next = t.underscore(at)
		}
		at = max(next, at+1)
	}
	t.flush(len(t.s))
}

// flush hands on the text up to a place, its backslashes read.
func (t *rstText) flush(to int) {
	for at := t.from; at < to; {
		slash := strings.IndexByte(t.s[at:to], '\\')
		if slash < 0 {
			t.copy(at, to)
			break
		}
		t.copy(at, at+slash)
		at += slash + 1
		if at >= to {
			break
		}
		if isSpace(t.s[at]) {
			at++ // an escaped space is no space
			continue
		}
		_, size := utf8.DecodeRuneInString(t.s[at:to])
		t.copy(at, at+size)
		at += size
	}
	t.from = max(t.from, to)
}

// copy hands on a part of the text as it is.
func (t *rstText) copy(from, to int) {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].at > from }) - 1
	for from < to && i >= 0 {
		end := to
		if i+1 < len(t.pieces) {
			end = min(end, t.pieces[i+1].at)
		}
		t.r.flat.add(t.s[from:end], t.pieces[i].src+from-t.pieces[i].at)
		from, i = end, i+1
	}
}

// source returns where a place of the text stands in the source.
func (t *rstText) source(at int) int { return origin{pieces: &t.pieces}.source(at) }

// skip passes over markup.
func (t *rstText) skip(to int) { t.from = max(t.from, to) }

// marked hands on a part of the text that has a meaning.
func (t *rstText) marked(from, to int, m mark, escaped bool) {
	start := len(t.r.flat.text)
	t.from = from
	if escaped {
		t.flush(to)
	} else {
		t.copy(from, to)
		t.from = to
	}
	t.r.flat.mark(start, m)
}

// opens says whether markup may open at a place whose inside begins at the
// second: docutils, "inline markup recognition rules".
func (t *rstText) opens(at, inside int) bool {
	if inside >= len(t.s) || isSpace(t.s[inside]) {
		return false
	}
	if at == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(t.s[:at])
	if before < utf8.RuneSelf {
		if i := strings.IndexByte(`'"([{<`, byte(before)); i >= 0 {
			return t.s[inside] != `'")]}>`[i]
		}
		return strings.IndexByte("-/: \t\r\n\v\f", byte(before)) >= 0
	}
	return unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// closes says whether markup may end right before a place.
func (t *rstText) closes(at int) bool {
	if at >= len(t.s) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(t.s[at:])
	if after < utf8.RuneSelf {
		return strings.IndexByte("'\")]}>-/\\:.,;!? \t\r\n\v\f", byte(after)) >= 0
	}
	return unicode.IsSpace(after) || unicode.In(after, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// end finds the sign that ends markup whose inside begins at a place, or -1.
// What follows the sign of a phrase is part of its end.
func (t *rstText) end(sign string, inside int) int {
	if t.dead[sign] {
		return -1
	}
	for at := inside + 1; at < len(t.s); at++ {
		i := strings.Index(t.s[at:], sign)
		if i < 0 {
			break
		}
		at += i
		if isSpace(t.s[at-1]) || sign != "``" && t.escaped(at) {
			continue
		}
		if behind := at + len(sign); t.closes(behind) || (sign == "`" || sign == "|") && t.suffix(behind) > 0 {
			return at
		}
	}
	if t.dead == nil {
		t.dead = map[string]bool{}
	}
	t.dead[sign] = true
	return -1
}

// escaped says whether an odd number of backslashes stands before a place.
func (t *rstText) escaped(at int) bool {
	n := 0
	for n < at && t.s[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

var rstRoleBehind = pattern.New(`^:[a-zA-Z](?:[\w.+-]|:\w)*:`)

// maxRole is the longest name of a role, in bytes.
const maxRole = 64

// suffix returns the length of what may follow the end of a phrase: `_`, `__`
// or `:role:`.
func (t *rstText) suffix(at int) int {
	rest := t.s[at:min(len(t.s), at+maxRole)]
	n := 0
	switch {
	case strings.HasPrefix(rest, "__"):
		n = 2
	case strings.HasPrefix(rest, "_"):
		n = 1
	case strings.HasPrefix(rest, ":"):
		n = len(rstRoleBehind.FindString(rest))
	}
	if n > 0 && !t.closes(at+n) {
		return 0
	}
	return n
}

// emphasis reads `*text*` and `**text**`.
func (t *rstText) emphasis(at int) int {
	sign := "*"
	if strings.HasPrefix(t.s[at:], "**") {
		sign = "**"
	}
	inside := at + len(sign)
	if !t.opens(at, inside) {
		return inside
	}
	end := t.end(sign, inside)
	if end < 0 {
		return inside
	}
	t.flush(at)
	t.skip(inside)
	t.flush(end)
	t.skip(end + len(sign))
	return t.from
}

// substitution reads `|name|`, whose text stands elsewhere.
func (t *rstText) substitution(at int) int {
	if !t.opens(at, at+1) {
		return at + 1
	}
	end := t.end("|", at+1)
	if end < 0 {
		return at + 1
	}
	t.flush(at)
	t.skip(at + 1)
	t.flush(end)
	t.skip(end + 1 + t.suffix(end+1))
	return t.from
}

// bracket reads the marker of a note, `[1]_`. Without its underscore, or glued
// to a word, it is no marker to docutils, but readers see that the note is
// meant.
func (t *rstText) bracket(at int) int {
	length, label := bracketAt(t.s[at:])
	if length == 0 || !rstLabel.MatchString(label) {
		return at + 1
	}
	end := at + length
	if !strings.HasPrefix(t.s[end:], "_") || !t.opens(at, at+1) || !t.closes(end+1) {
		if strings.HasPrefix(t.s[end:], "_") || t.opens(at, at+1) {
			t.r.used[LabelKey(label)] = true
		}
		return end
	}
	t.flush(at)
	n := &noteMark{}
	t.marked(at, end, mark{kind: noteMarker, note: n}, false)
	t.skip(end + 1)
	t.r.uses = append(t.r.uses, rstUse{label: label, note: n})
	return t.from
}

var rstLabel = pattern.New(`^(?:\d+|\*|#|#?[\pL\pN](?:[\pL\pN_.+:-]*[\pL\pN])?)$`)
