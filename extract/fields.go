package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
)

// fieldReach is how far into an entry its fields are looked for, in bytes.
const fieldReach = 800

// How a name is written in the styles that are read. Surnames may have a
// particle before them and a second part.
const (
	surname   = `(?:(?:[Vv][ao]n|[Dd]e[nrl]?|[Dd][aiu]|[Dd]os|[Ll][ae]|[Tt]e[rn]|[Ee]l|[Aa]l|[Bb]in) )*\p{Lu}[\p{L}’'\-]+(?: \p{Lu}[\p{L}’'\-]+)?`
	dotted    = `\p{Lu}\.(?:[ \-]{0,2}\p{Lu}\.){0,3}`
	apaName   = surname + `, ` + dotted
	plainName = surname + ` \p{Lu}{1,3}`
	ieeeName  = dotted + ` ?` + surname
	fullName  = surname + `, \p{Lu}[\p{L}.’'\-]+(?: \p{Lu}[\p{L}.’'\-]*){0,2}`
	others    = `(?:,? (?:et al\.?|and others))?`
	year      = `(?:1[89]|20)\d\d[a-z]?`
)

// The beginnings of entries, up to the title, in the styles that name authors
// so that nothing else looks the same. The first group is the authors, the
// second the date.
var (
	// Abel, R., & Bose, T. (2020, May 11). (APA, 7th edition, §9.7 ff.)
	apaStart = pattern.New(`^(` + apaName + `(?:(?:,? (?:&|and) |, |; )` + apaName + `)*` + others + `)(?: \(Eds?\.\))?[.,]? \((` + year + `(?:, [^()]{3,20})?)\)[.:,]? `)
	// Statistical Office. (2020). Of a source without an author APA puts the title there, in which few
	// words have capitals.
	bodyStart = pattern.New(`^(\p{Lu}[\p{L}’'\-]+(?: (?:\p{Lu}[\p{L}’'\-]*|\p{L}{1,3}|&)){0,9})\. \((` + year + `(?:, [^()]{3,20})?)\)\. `)
	// Abel R, Bose T (2020) (PLOS; the Vancouver style with the year behind the names)
	plosStart = pattern.New(`^(` + plainName + `(?:, ` + plainName + `)*` + others + `)[.,]? \((` + year + `)\)[.:,]? `)
	// Abel R, Bose T. (NLM, "Citing Medicine")
	nlmStart = pattern.New(`^(` + plainName + `(?:, ` + plainName + `)*` + others + `)\. `)
	// R. Abel and T. Bose, “ (IEEE)
	ieeeStart = pattern.New(`^(` + ieeeName + `(?:(?:,? and |, )` + ieeeName + `)*` + others + `), `)
	// Abel, R., Ed., Bose, T., and C. Quay, " (RFC 7322, §4.8.6)
	rfcStart = pattern.New(`^(` + apaName + `(?:, Ed\.)?(?:, ` + apaName + `(?:, Ed\.)?)*(?:,? and ` + ieeeName + `(?:, Ed\.)?)?)[,.] `)
	// Rosa Abel et al., "
	othersStart = pattern.New(`^(\p{Lu}[\p{L}.’'\-]+(?: \p{L}[\p{L}.’'\-]*){0,5}(?:, \p{Lu}[\p{L}.’'\-]+(?: \p{L}[\p{L}.’'\-]*){0,5})*,? et al\.?)[.,:]? `)
	// Abel, Rosa; Bose, Tim (11 May 2021). " (Wikipedia, Citation Style 1)
	wikiStart = pattern.New(`^(` + fullName + `(?:; ` + fullName + `)*(?:; et al\.)?)(?: \(([^()]{4,30})\))?\. `)

	// Journal of Tides, 12(3), or Journal of Tides. 2020;12.
	journalForm = pattern.New(`^(\p{Lu}[^.,;:()\d"“”]{2,90}?)[,.:]? (?:\d+ ?[(:,]|[Vv]ol\. ?\d|` + year + `(?: \p{Lu}\p{L}{2}(?: \d{1,2})?)?;)`)
	nlmYear     = pattern.New(`^[^.;]{2,90}\. (` + year + `)[^.;]{0,8};`)
)

// fields fills in what an entry says of its source, as far as a known style
// shows it. Where none does, it is left empty: a wrong title is worse than none.
func (r *Reference) fields() {
	text := r.Text
	if len(text) > fieldReach {
		text = text[:strings.LastIndexByte(text[:fieldReach], ' ')+1]
	}
	authors, on, rest := startOf(text)
	title, after := quotedPart(rest)
	if title == "" && authors != "" && !beginsQuoted(rest) {
		if title, after = sentencePart(rest); after == "" && len(strings.Fields(title)) < 4 {
			title = "" // it may be the publisher
		}
	}
	if title == "" {
		if authors == "" && r.Title == "" {
			r.Title = beforeAddress(text)
		}
		return
	}
	if on == "" {
		if m := nlmYear.FindStringSubmatch(after); m != nil {
			on = m[1]
		}
	}
	r.Title, r.Authors, r.Publisher = or(r.Title, title), or(r.Authors, authors), or(r.Publisher, publisherOf(after))
	if r.Published.Text == "" && on != "" {
		r.Published = Stated{Text: strings.TrimSpace(on), Origin: "reference"}
	}
}

// or returns what the structure said, or else what the text says.
func or(known, read string) string {
	if known != "" {
		return known
	}
	return strings.TrimSpace(read)
}

// startOf reads the authors and the date at the front of an entry; rest is what
// stands behind them. Without authors rest is the entry.
func startOf(text string) (authors, on, rest string) {
	if first, _ := utf8.DecodeRuneInString(text); !unicode.IsLetter(first) {
		return "", "", text
	}
	for _, style := range stylesOf(text) {
		m := style.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		rest = text[m[1]:]
		dated := len(m) > 4 && m[4] >= 0
		if title, _ := quotedPart(rest); needQuotes[style] && !dated && title == "" {
			continue // a surname and a first name, or initials, may be anything else
		}
		if title, _ := sentencePart(rest); style == bodyStart && len(strings.Fields(title)) < 4 {
			continue
		}
		if style == nlmStart && !nlmForm(rest) {
			continue
		}
		if dated {
			on = text[m[4]:m[5]]
		}
		return text[m[2]:m[3]], on, rest
	}
	return "", "", text
}

// needQuotes are the styles whose names are told from other words by the title
// in quotation marks, or the date in brackets, behind them.
var needQuotes = map[*pattern.Regexp]bool{ieeeStart: true, rfcStart: true, wikiStart: true, othersStart: true}

// stylesOf returns the styles that an entry may be in by the signs in it; the
// patterns themselves cost a hundred times as much.
func stylesOf(text string) []*pattern.Regexp {
	var styles []*pattern.Regexp
	if strings.Contains(text, " (") {
		styles = append(styles, apaStart, plosStart, wikiStart, bodyStart)
	} else if strings.Contains(text, ". ") && strings.Contains(text, ", ") {
		styles = append(styles, wikiStart)
	}
	if strings.Contains(text, `"`) || strings.Contains(text, "“") || strings.Contains(text, "„") || strings.Contains(text, "«") {
		styles = append(styles, rfcStart, othersStart)
	}
	if text[min(1, len(text)-1)] == '.' {
		styles = append(styles, ieeeStart)
	}
	if strings.Contains(text, ";") {
		styles = append(styles, nlmStart)
	}
	return styles
}

// beginsQuoted says whether a title in quotation marks stands at the front.
func beginsQuoted(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(`"“„«`, first)
}

// nlmForm says whether a title, a journal and a year follow.
func nlmForm(rest string) bool {
	_, after := sentencePart(rest)
	return after != "" && nlmYear.MatchString(after)
}

// titleQuotes are the quotation marks around titles.
var titleQuotes = [][2]string{{"“", "”"}, {`"`, `"`}, {"„", "“"}, {"«", "»"}, {"「", "」"}}

// quotedPart reads a title in quotation marks at the front of a text.
func quotedPart(text string) (title, after string) {
	for _, q := range titleQuotes {
		rest, opened := strings.CutPrefix(text, q[0])
		closing := closingQuote(rest, q[1])
		if !opened || closing < 0 {
			continue
		}
		title, after = strings.TrimRight(strings.TrimSpace(rest[:closing]), ".,"), rest[closing+len(q[1]):]
		if !isTitle(title) || !endsTitle(after) {
			return "", ""
		}
		return inLanguage.ReplaceAllString(title, ""), strings.TrimLeft(after, " .,")
	}
	return "", ""
}

// inLanguage is the remark of wikis on a title's language.
var inLanguage = pattern.New(` \(in \p{Lu}\p{L}+\)$`)

// closingQuote finds the quotation mark that closes a title. One behind a space
// opens a quotation within it.
func closingQuote(text, quote string) int {
	inner := 0
	for at := 0; ; {
		i := strings.Index(text[at:], quote)
		if i < 0 {
			return -1
		}
		at += i
		switch {
		case at > 0 && text[at-1] == ' ':
			inner++
		case inner == 0:
			return at
		default:
			inner--
		}
		at += len(quote)
	}
}

// endsTitle says whether a title can end where text goes on: not in the middle
// of a sentence that quotes something.
func endsTitle(text string) bool {
	text = strings.TrimLeft(text, " ")
	first, _ := utf8.DecodeRuneInString(text)
	return text == "" || strings.IndexByte(".,;([-–|", text[0]) >= 0 || !unicode.IsLower(first) || beginsAddress(text)
}

// isTitle says whether a text can be one: two words or more, but no book.
func isTitle(title string) bool {
	words := len(strings.Fields(title))
	wide := strings.ContainsFunc(title, isIdeograph) && utf8.RuneCountInString(title) > 3
	return (words >= 2 || wide) && words <= 40 && len(title) <= 300 && !strings.Contains(title, "://")
}

// sentencePart reads a title that is a sentence: up to a stop before a word that
// begins like a new one.
func sentencePart(text string) (title, after string) {
	questions := 0
	for at := 0; at < len(text); at++ {
		c := text[at]
		if c != '.' && c != '?' && c != '!' {
			continue
		}
		if c != '.' {
			questions++
		}
		end := at
		if c != '.' {
			end++
		}
		behind := text[at+1:]
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, " ["))
		switch {
		case behind != "" && behind[0] != ' ':
			continue
		case c == '.' && isShortened(text[:at]), behind != "" && unicode.IsLower(next) && !beginsAddress(strings.TrimLeft(behind, " ")):
			continue
		case c != '.' && behind != "" && questions < 4 && publisherOf(strings.TrimLeft(behind, " ")) == "":
			continue // a subtitle may follow
		case !isTitle(text[:end]):
			return "", ""
		}
		return inLanguage.ReplaceAllString(text[:end], ""), strings.TrimLeft(behind, " ")
	}
	return "", ""
}

// shortWords are words that end with a stop within a title.
var shortWords = map[string]bool{
	"vs": true, "v": true, "no": true, "nos": true, "st": true, "dr": true, "mr": true, "mrs": true, "vol": true, "jr": true, "sr": true, "ed": true,
	"eds": true, "fig": true, "pt": true, "ch": true, "cf": true, "ca": true, "al": true, "etc": true, "co": true, "inc": true, "ltd": true, "var": true, "sp": true, "spp": true, "subsp": true,
}

// isShortened says whether the stop behind a text is that of its last word.
func isShortened(text string) bool {
	last := text[strings.LastIndexAny(text, " (-/")+1:]
	return !strings.HasSuffix(last, ")") && (utf8.RuneCountInString(last) < 2 || strings.Contains(last, ".") || shortWords[strings.ToLower(last)])
}

// notPublishers begin what stands behind a title and is none.
var notPublishers = pattern.New(`(?i)^(?:in|retrieved|archived|accessed|available|online|doi|https?|www|pp?|vol|no|pmid|isbn|issn|ed|edited|translated|arxiv preprint|last|via|rfc|bcp|std|fyi|internet-draft|work in progress|in progress|the original|published|updated|posted|written)\b`)

// publisherOf reads the journal, newspaper or site that follows a title: before
// its volume, or as a few words that begin with a capital and end with a stop,
// or with a comma before a date.
func publisherOf(after string) string {
	if notPublishers.MatchString(after) || dateBegin.MatchString(after) {
		return ""
	}
	if m := journalForm.FindStringSubmatch(after); m != nil {
		return m[1]
	}
	first, _ := utf8.DecodeRuneInString(after)
	end := strings.IndexAny(after, ".,;:()[]\"“”")
	if !unicode.IsUpper(first) || end < 2 || end > 60 {
		return ""
	}
	name, behind := after[:end], after[end+1:]
	if len(strings.Fields(name)) > 6 || strings.ContainsAny(name, "0123456789") || isShortened(name) {
		return ""
	}
	behind = strings.TrimLeft(behind, " ")
	switch after[end] {
	case '.':
		if behind == "" || beginsAddress(behind) || notPublishers.MatchString(behind) || behind[0] >= '0' && behind[0] <= '9' {
			return name
		}
	case ',':
		if dateBegin.MatchString(behind) {
			return name
		}
	}
	return ""
}

// dateBegin is how a date begins: with its day or year, or the name of a month,
// in the languages that write such entries most.
var dateBegin = pattern.New(`(?i)^(?:\d{1,2}\.? \p{L}{3,}|` + year + `|(?:jan|feb|fev|mar|m[äa]r|apr|abr|avr|may|mai|jun|juin|jul|juil|aug|août|ago|sep|oct|okt|out|nov|dec|dez|dic|déc)\p{L}*\.? \d)`)

// notNames are what stands before an address besides its name.
var notNames = pattern.New(`(?i)\b(?:available|accessed|retrieved|archived|see|from|at|doi|isbn|https?|www|url|source|link|cited)\b|\. |["“”(]`)

// beforeAddress reads the name of a source in an entry that is nothing but a
// name, a colon or a dash, and an address: `Tides of the north: https://…`.
func beforeAddress(text string) string {
	at := strings.Index(text, "http")
	if at < 4 || strings.ContainsAny(text[at:], " ") {
		return ""
	}
	name := strings.TrimRight(text[:at], " <(")
	trimmed := strings.TrimRight(name, ":-–—|：")
	if trimmed == name || notNames.MatchString(trimmed) {
		return ""
	}
	name = strings.Trim(trimmed, " *_")
	if !isTitle(name) || len(strings.Fields(name)) > 25 {
		return ""
	}
	return name
}
