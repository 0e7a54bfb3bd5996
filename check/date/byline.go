package date

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// InByline reads the day of a line that stands at the head of an article: "Published: 11 May 2021", "By Ann Abel | 11 May
// 2021", "Berlin, 11 May 2021 (dpa)". Either the line says that it is the day of publication, or who wrote; or it holds
// next to nothing else. A line of another day is none: of a change, of a deadline, of an event.
func InByline(text string) (Reading, bool) {
	l := line{text: text}
	all := InText(text)
	if len(text) > maxLine || l.isSentence() || len(all) == 0 || len(all) > 2 {
		return Reading{}, false
	}
	r := all[0]
	if r.Date.Precision != Day || r.Role == RoleAccessed || r.Role == RoleArchived {
		return Reading{}, false
	}
	if told := toldBy(text[:r.Start]); told != RolePublished && (told != "" || len(all) > 1 || !stands(text[:r.Start], text[r.End:])) {
		return Reading{}, false
	}
	r.Role = RolePublished
	return r, true
}

// stands reports whether a date between two parts of a line is that of the line itself, though no word says "published".
func stands(before, after string) bool {
	lead, rest := wholeWords(before), wholeWords(after)
	switch {
	case toldBy(after) != "": // 11 May 2021 deadline
		return false
	case introduces(lead), namesAuthor(lead):
		return true
	}
	return isPlace(lead) && countWords(rest) <= maxBeside
}

// maxBeside is how many words may stand on either side of a date that no word introduces: a place, a name, an agency.
const maxBeside = 2

// datingWords are nouns and participles that announce the day of a document by themselves. Chinese, Japanese and Korean ones are
// whole labels, since 截止日期 ends in 日期, too.
var datingWords = setOf(`date dated datum fecha data дата tarih release released report generated prepared written compiled pressemitteilung pressemeldung
	日期 时间 時間 发布 发布日期 发布时间 发表日期 发表时间 發布日期 發布時間 日付 公開日 掲載日 投稿日 作成日 発行日 날짜 작성일 게시일 등록일 발행일`)

// linkWords may stand between such a word and the date, or another such word.
var linkWords = setOf(`of the for immediate op på em de du del di da der des la vom`)

// dateArticles may stand before a date that nothing announces: le 11 mai, on May 11; Berlin, den 11. Mai.
var dateArticles = setOf(`on am den le el il dnia dne`)

// authorWords are followed by who wrote it. Before a day they mean "until it" or "from it" as likely.
var authorWords = setOf(`by von par por di door av af author authors autor autora auteur auteurs auteure autore`)

// fieldWeekdays are abbreviations that stand before the date of a field; in text they are too short to be told from other words.
var fieldWeekdays = setOf(`sun mo di mi do fr sa so lun mar mer jeu ven sam dim mié jue vie sáb dom gio sab seg ter qua qui sex
	ma wo vr za zo mån tis ons tors fre lör sön`)

// introduces reports whether what stands before a date says that it is the document's, and nothing else.
func introduces(lead []token) bool {
	announced := false
	for i := range lead {
		t := &lead[i]
		switch {
		case t.kind == number, t.kind == link:
			return false
		case t.kind != word, linkWords[t.text], dateArticles[t.text], isWeekday(t):
		case datingWords[t.text], bylineWords[t.text] == RolePublished:
			announced = true
		default:
			return false
		}
	}
	return announced
}

// namesAuthor reports whether a name follows a word for the author, which stands first or behind a word for the document.
func namesAuthor(lead []token) bool {
	for i := range lead {
		t := &lead[i]
		if t.kind != word || !authorWords[t.text] {
			if t.kind == word && !datingWords[t.text] && !linkWords[t.text] && !dateArticles[t.text] {
				return false
			}
			continue
		}
		labelled := false // Author: annabel
		for next := i + 1; next < len(lead); next++ {
			name := &lead[next]
			if name.kind == word {
				return labelled && !isWeekday(name) || isName(name)
			}
			labelled = labelled || name.is(":")
		}
	}
	return false
}

// isPlace reports whether what stands before a date is nothing, a weekday, or a name or two that a mark sets off from it:
// Berlin, 11 May; Ann Abel | Tuesday, 11 May.
func isPlace(lead []token) bool {
	lead = withoutWeekday(lead)
	last := -1
	for i := range lead {
		t := &lead[i]
		switch {
		case t.kind == number, t.kind == link, t.is(":"), t.is("："):
			return false
		case t.kind != word:
		case !isName(t), authorWords[t.text]: // By Tuesday, 11 May
			return false
		default:
			last = i
		}
	}
	return last < 0 || countWords(lead) <= maxBeside && last+1 < len(lead)
}

// withoutWeekday leaves out the words that belong to a date itself: its article and its weekday.
func withoutWeekday(lead []token) []token {
	return slices.DeleteFunc(slices.Clone(lead), func(t token) bool { return t.kind == word && (dateArticles[t.text] || isWeekday(&t)) })
}

// isName reports whether a word can be a name: it is capital, or its script has no capitals, and it is no day.
func isName(t *token) bool {
	first, _ := utf8.DecodeRuneInString(t.text)
	return (t.capital || !unicode.IsLower(first)) && !isWeekday(t) && months[t.text] == 0
}

func isWeekday(t *token) bool {
	_, full := weekdays[t.text]
	_, short := shortWeekdays[t.text]
	return full || short
}

// wholeWords cuts a text up like tokenize, but keeps words of scripts that set no spaces whole.
func wholeWords(text string) []token {
	var all []token
	for _, t := range tokenize(text) {
		if last := len(all) - 1; last >= 0 && !t.gap && isUnspaced(&t) && isUnspaced(&all[last]) {
			all[last].text, all[last].end = text[all[last].start:t.end], t.end
			continue
		}
		all = append(all, t)
	}
	return all
}

// isUnspaced reports whether a token is of the scripts from Hiragana on: Chinese, Japanese, Korean.
func isUnspaced(t *token) bool { return t.kind == word && t.text >= "\u3040" }

func countWords(all []token) int {
	n := 0
	for i := range all {
		if all[i].kind == word {
			n++
		}
	}
	return n
}

// isSentence tells running text from a byline: by its length, or by its end.
func (l line) isSentence() bool {
	words := countWords(tokenize(l.text))
	return words > maxWords || words > 2 && strings.HasSuffix(l.text, ".")
}

// bylineWords tell what the date behind them is, in lines and fields.
var bylineWords = indexRoles(map[Role]string{
	RolePublished: `published posted created veröffentlicht erschienen erstellt publié publiée publicado publicada pubblicato pubblicata
		gepubliceerd publicerad udgivet opublikowano dodano опубликовано yayınlanma
		publication veröffentlichung veröffentlichungsdatum erscheinungsdatum publicación publicação pubblicazione publicatie publicatiedatum`,
	RoleModified: `updated modified revised changed update aktualisiert aktualisierung geändert bearbeitet änderung stand actualisé mis màj modifié
		actualizado actualizada modificado aggiornato modificato atualizado bijgewerkt gewijzigd uppdaterad oppdatert opdateret
		aktualizacja zaktualizowano обновлено güncelleme`,
	RoleAccessed: `copyright accessed retrieved ` + otherDays, // not the page's own
})

// otherDays are words for what ends or begins on a day, which is then nobody's day of publication.
const otherDays = `deadline until till expires expire expired expiry expiration valid due ends ending effective before draft
	frist bis gültig ablauf fällig abgabe seit ab einsendeschluss anmeldeschluss entwurf
	jusqu jusque limite échéance valable expire brouillon hasta plazo límite caduca vence vencimiento válido válida
	fino scadenza scade entro valido valida prazo até validade tot uiterlijk geldig vervalt
	senast giltig gäller senest gyldig udløber utløper indtil viimeistään mennessä asti saakka voimassa
	termin ważne ważny ważna platí platnost nejpozději до срок действует действителен строк дійсний дійсна
	kadar geçerli fins până termen valabil hingga berlaku έως μέχρι まで`

// toldBy is the role that the last telling word before a date gives it, "" for none.
func toldBy(before string) Role {
	role := Role("")
	for _, t := range tokenize(before) {
		if r := bylineWords[t.text]; t.kind == word && r != "" {
			role = r
		}
		if t.is("©") {
			role = RoleAccessed
		}
	}
	return role
}
