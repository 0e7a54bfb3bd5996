package date

import (
	"slices"
	"unicode"
)

// How far, in words and numbers, a word like "accessed" may stand before its date: "Archived from the
// original on", "Retrieved 10:30,". "Published" is a common verb and must stand closer.
const (
	roleReach      = 8
	publishedReach = 3
)

// assignRoles gives each word of a role to the date that follows it in the same clause, and only where
// none does to the date right before it (11 mei 2021 geraadpleegd).
func (g *grammar) assignRoles() {
	next := 0
	for i := range g.tokens {
		for next < len(g.spans) && g.spans[next][0] < i {
			next++
		}
		role, ok := g.roleAt(i)
		if !ok {
			continue
		}
		if next < len(g.spans) && g.reaches(i, g.spans[next][0], role) {
			g.found[next].Role = role
		} else if next > 0 && g.adjoins(g.spans[next-1][1], i) && g.found[next-1].Role == RoleStated && !g.countsOn(i) {
			g.found[next-1].Role = role
		}
	}
	g.readBrackets()
}

// readBrackets takes a day that stands alone in square brackets of a Chinese reference for the day of access, as GB/T
// 7714 has it: (2021-05-11) is the source's, [2021-06-03] the reader's. Elsewhere such brackets are anybody's.
func (g *grammar) readBrackets() {
	var alone []*Reading
	for i, at := range g.spans {
		if r := &g.found[i]; r.Role == RoleStated && r.Date.Precision == Day && g.at(at[0]-1).is("[") && g.at(at[1]).is("]") {
			alone = append(alone, r)
		}
	}
	if len(alone) == 0 || !g.isChinese() {
		return
	}
	for _, r := range alone {
		r.Role = RoleAccessed
	}
}

// isChinese reports whether the text has Chinese characters and no Japanese or Korean ones.
func (g *grammar) isChinese() bool {
	han := false
	for i := range g.tokens {
		for _, r := range g.tokens[i].text {
			if unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				return false
			}
			han = han || unicode.Is(unicode.Han, r)
		}
	}
	return han
}

// roleAt is the role that the word at i announces. "cited" counts only at the head of a bracket, as the
// NLM style and ISO 690 have it: [cited 2021 Jun 3], [cit. 2021-06-03], [consulta: 3 junio 2021].
func (g *grammar) roleAt(i int) (Role, bool) {
	t := g.at(i)
	if t.kind != word {
		return "", false
	}
	if slices.Contains(bracketWords, t.text) && (g.at(i-1).is("[") || g.at(i-1).is("(")) {
		return RoleAccessed, true
	}
	if role := dateFields[t.text]; role != "" && g.at(g.skipMarks(i+1, "-", "_")).text == "date" {
		return role, true
	}
	switch t.text {
	case "档", "檔": // 存档, 归档, but not 档案
		return RoleArchived, slices.Contains([]string{"存", "归", "歸"}, g.at(i-1).text)
	case "memento": // Memento vom 11. Mai 2021 im Internet Archive, but not the film
		return RoleArchived, g.at(i+1).text == "vom" || g.at(i+1).text == "des" && g.at(i+2).text == "originals"
	}
	role, ok := roleWords[t.text]
	return role, ok && !(role == RolePublished && slices.Contains(firstWords, g.at(i-1).text))
}

// firstWords before a word like "published" say that the source is another version than that of the day.
var firstWords = []string{"first", "originally", "previously", "zuerst", "erstmals", "ursprünglich", "initialement", "originalmente", "originariamente", "oorspronkelijk"}

// countsOn reports whether a number follows the word at i in its clause: the word may then speak of a date that
// was not read, and not of the one before it.
func (g *grammar) countsOn(i int) bool {
	for j := i + 1; j <= i+2*roleReach; j++ {
		switch t := g.at(j); {
		case t.kind == number:
			return true
		case t.kind == end, t.is("."), t.is(";"), t.is(")"), t.is("]"):
			return false
		}
	}
	return false
}

var bracketWords = []string{"cited", "cit", "consulta"}

// dateFields name a date together with the word "date": access-date, archive date.
var dateFields = map[string]Role{"access": RoleAccessed, "archive": RoleArchived}

// reaches reports whether a date that begins at token to stands in the clause that the word at from opens.
func (g *grammar) reaches(from, to int, role Role) bool {
	if to-from > 2*roleReach {
		return false
	}
	words, open := 0, 0
	for i := from + 1; i < to; i++ {
		t := g.at(i)
		switch {
		case t.is("("):
			open++
		case t.is(")") && open > 0: // Archived (PDF) from the original on
			open--
		case t.kind == word || t.kind == number || t.kind == link:
			words++
			if _, ok := roleWords[t.text]; ok && t.kind == word {
				return false
			}
		case t.is(".") && g.at(i-1).text == "cit":
		case t.is(";"), t.is(")"), t.is("]"), t.is("."):
			return false
		}
	}
	return words <= roleReach && (role != RolePublished || words <= publishedReach)
}

// adjoins reports whether nothing but one comma, colon or opening bracket stands between a date that ends
// before token from and the word at to.
func (g *grammar) adjoins(from, to int) bool {
	if to-from > 1 {
		return false
	}
	t := g.at(from)
	return to == from || t.is(",") || t.is(":") || t.is("(") || t.is("[")
}
