package date

import "strings"

// InByline reads the day of a line that stands at the head of an article: "Published: 11 May 2021", "By Ann Abel | 11 May
// 2021", "Berlin, 11 May 2021 (dpa)". The line says that it is that, or it holds next to nothing else; a line of another
// day, such as that of a change or of an event, is none.
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
	before := text[:r.Start]
	switch told := toldBy(before); {
	case told == RolePublished:
	case told != "" || len(all) > 1:
		return Reading{}, false
	case opensByline(before):
	case strings.Contains(before, ":"), countWords(before)+countWords(text[r.End:]) > maxBeside: // "Expires: 11 May 2021"
		return Reading{}, false
	}
	r.Role = RolePublished
	return r, true
}

// maxBeside is how many words may stand beside a date that no word introduces: a weekday, a place, an agency.
const maxBeside = 2

// openers begin a byline.
var openers = setOf("by von par por di door av af date dated datum fecha data author authors autor auteur written released release report generated prepared")

func opensByline(before string) bool {
	tokens := tokenize(before)
	return len(tokens) > 0 && openers[tokens[0].text]
}

func countWords(text string) int {
	n := 0
	for _, t := range tokenize(text) {
		if t.kind == word {
			n++
		}
	}
	return n
}
