package extract

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// codeRoles are the roles whose text is program text. So is that of every role
// of a programming language's domain, `:py:func:`.
var codeRoles = words(`code; literal; math; func; function; class; meth; method; mod; module; attr; data; exc; obj; const; any; keyword; token; option;
	envvar; file; samp; kbd; command; program; regexp; makevar; mailheader; mimetype; newsgroup; guilabel; menuselection; opcode; pdbcmd; cmacro; ctype;
	cfunc; cdata; cmember; raw; index; default; source; src; monosp; bash; shell; console; type; macro; struct; enum; var; param; directive; role; rst`)

// quoted reads what stands between backquotes: “literal“, a phrase that
// leads somewhere, or text with a role.
func (t *rstText) quoted(at int) int {
	if strings.HasPrefix(t.s[at:], "``") {
		if !t.opens(at, at+2) {
			return at + 2
		}
		end := t.end("``", at+2)
		if end < 0 {
			return at + 2
		}
		t.flush(at)
		t.marked(at+2, end, mark{kind: codeMark}, false)
		t.skip(end + 2)
		return t.from
	}
	role, start := t.roleBefore(at)
	if start == at && !t.opens(at, at+1) {
		return at + 1
	}
	end := t.end("`", at+1)
	if end < 0 {
		return at + 1
	}
	t.flush(start)
	behind := end + 1
	suffix := t.suffix(behind)
	after := t.s[behind : behind+suffix]
	switch {
	case role != "" || strings.HasPrefix(after, ":"):
		if role == "" {
			role = strings.Trim(after, ":")
		}
		t.withRole(role, at+1, end)
	case suffix > 0:
		t.phrase(at+1, end, suffix == 2)
	case start < at:
		t.marked(at+1, end, mark{kind: anchorMark}, true) // `_`name`` is a place to lead to
	default:
		t.marked(at+1, end, mark{kind: codeMark}, true)
	}
	t.skip(behind + suffix)
	return t.from
}

// roleBefore returns the role that is named right before a backquote, and
// where its markup begins; the sign of an inline target counts as none.
func (t *rstText) roleBefore(at int) (role string, start int) {
	before := t.s[max(t.from, at-maxRole):at]
	if strings.HasSuffix(before, "_") && t.opens(at-1, at) {
		return "", at - 1
	}
	if !strings.HasSuffix(before, ":") {
		return "", at
	}
	i := len(before) - 1
	for i > 0 && (isWordByte(before[i-1]) || strings.IndexByte(":.+-", before[i-1]) >= 0) {
		i--
	}
	for i < len(before)-1 && before[i] != ':' {
		i++
	}
	role = before[i : len(before)-1]
	start = at - len(before) + i
	if !strings.HasPrefix(role, ":") || len(role) < 2 || !t.opens(start, start+1) {
		return "", at
	}
	return role[1:], start
}

// withRole reads text with a role: the title where it has one besides what it
// names, `:doc:`title <name>“.
func (t *rstText) withRole(role string, from, to int) {
	name := role[strings.LastIndexByte(role, ':')+1:]
	switch {
	case name == "pep" || name == "rfc":
		t.series(name, from, to)
		return
	case name == "sup" || name == "superscript":
		t.marked(from, to, mark{kind: superMark}, true)
		return
	case codeRoles[name] || strings.Contains(role, ":") && !strings.HasPrefix(role, "std:"):
		t.marked(from, to, mark{kind: codeMark}, true)
		return
	}
	if open := strings.LastIndex(t.s[from:to], " <"); open > 0 && t.s[to-1] == '>' {
		to = from + open
	}
	t.from = from
	t.flush(to)
}

// rstSeries are the addresses to which docutils and Sphinx lead a numbered
// document.
var rstSeries = map[string]string{"pep": "https://peps.python.org/pep-%04d", "rfc": "https://datatracker.ietf.org/doc/html/rfc%d"}

var rstSeriesText = pattern.New(`^(?:([^<>]*\S)\s*<)?(\d{1,5})(#[\w.-]+)?>?$`)

// series reads the number of a document, `:rfc:`2119“, which readers see as
// “RFC 2119”, or its title.
func (t *rstText) series(name string, from, to int) {
	m := rstSeriesText.FindStringSubmatchIndex(t.s[from:to])
	if m == nil {
		t.from = from
		t.flush(to)
		return
	}
	n, anchor := number(t.s[from+m[4]:from+m[5]]), ""
	if m[6] >= 0 {
		anchor = t.s[from+m[6] : from+m[7]]
	}
	start := len(t.r.flat.text)
	t.from = from
	if m[2] >= 0 {
		t.flush(from + m[3])
	} else {
		for _, c := range strings.ToUpper(name) + " " {
			t.r.flat.add(string(c), t.source(from)) // it stands nowhere in the source
		}
		t.flush(from + m[5])
	}
	t.r.flat.mark(start, mark{kind: linkMark, target: fmt.Sprintf(rstSeries[name], n) + anchor})
}

// phrase reads `text <address>`_ and `text`_.
func (t *rstText) phrase(from, to int, anonymous bool) {
	text, address := to, ""
	if open := strings.LastIndexByte(t.s[from:to], '<'); open >= 0 && t.s[to-1] == '>' && (open == 0 || isSpace(t.s[from+open-1])) {
		address = strings.Join(strings.Fields(t.s[from+open+1:to-1]), "")
		text = from + len(strings.TrimRight(t.s[from:from+open], " \t\r\n"))
	}
	name := t.s[from:text]
	var url string
	switch {
	case address != "":
		if alias, ok := strings.CutSuffix(address, "_"); ok && !strings.Contains(address, "://") {
			url = t.r.leads(alias, t.entry)
		} else {
			url = strings.ReplaceAll(address, `\`, "")
		}
		if text == from {
			from, text = to-1-len(strings.TrimLeft(t.s[from:to-1], "<")), to-1
		} else if !anonymous {
			t.r.target(name, rstTarget{url: url})
		}
	case anonymous:
		url = t.r.nextAnonymous()
	default:
		url = t.r.leads(name, t.entry)
	}
	t.marked(from, text, rstLink(url), true)
}

// rstLink is the mark of text that leads to an address, or within the document.
func rstLink(url string) mark {
	if url == "" {
		return mark{kind: anchorMark}
	}
	return mark{kind: linkMark, target: url}
}

// nextAnonymous returns where the next `__` leads.
func (r *rstReader) nextAnonymous() string {
	if r.nextAnon++; r.nextAnon > len(r.anonymous) {
		return ""
	}
	return r.anonymous[r.nextAnon-1]
}

// maxAliases is how many names may stand for each other.
const maxAliases = 8

// leads returns the address that a name leads to, or "". A note that is led to
// is cited, though not by a marker.
func (r *rstReader) leads(name string, entry int) string {
	key := rstName(name)
	for range maxAliases {
		t := r.targets[key]
		if label, note := strings.CutPrefix(t.alias, "["); note {
			if i, known := r.notes[LabelKey(label)]; known && i != entry {
				r.entries[i].cited = true
			}
			return ""
		}
		if t.alias == "" {
			return t.url
		}
		key = t.alias
	}
	return ""
}

// underscore reads `name_` and `name__`, where something has the name.
func (t *rstText) underscore(at int) int {
	end := at + 1
	if strings.HasPrefix(t.s[end:], "_") {
		end++
	}
	if !t.closes(end) || at == t.from {
		return end
	}
	from := at
	for from > t.from && at-from < maxBracket {
		c, size := utf8.DecodeLastRuneInString(t.s[:from])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-._+:", c) {
			break
		}
		from -= size
	}
	for from < at && strings.IndexByte("-._+:", t.s[from]) >= 0 {
		from++ // a name begins with a letter or a digit
	}
	if from == at || strings.IndexByte("-._+:", t.s[at-1]) >= 0 || !t.opens(from, from+1) && at > from+1 {
		return end
	}
	name := t.s[from:at]
	var url string
	if end == at+2 {
		if url = t.r.nextAnonymous(); url == "" {
			return end
		}
	} else {
		if _, known := t.r.targets[rstName(name)]; !known {
			return end
		}
		url = t.r.leads(name, t.entry)
	}
	t.flush(from)
	t.marked(from, at, rstLink(url), false)
	t.skip(end)
	return t.from
}
