package date

import (
	"slices"
	"strings"
	"time"
)

// weekdayWords lists the names of the weekdays from Sunday on, in full and as they stand beside dates
// (Russian, Ukrainian, Polish and Czech also in the accusative), after Unicode CLDR
// (https://cldr.unicode.org). Portuguese counts them, and "segunda" is any second thing without "-feira".
var weekdayWords = [7]string{
	"sunday sonntag dimanche domingo domenica zondag söndag søndag sunnuntai sunnuntaina niedziela niedzielę neděle neděli воскресенье неділя неділю pazar 日曜日 星期日 星期天 周日 일요일",
	"monday montag lundi lunes lunedì segunda maandag måndag mandag maanantai maanantaina poniedziałek pondělí понедельник понеділок pazartesi 月曜日 星期一 周一 월요일",
	"tuesday dienstag mardi martes martedì terça dinsdag tisdag tirsdag tiistai tiistaina wtorek úterý вторник вівторок salı 火曜日 星期二 周二 화요일",
	"wednesday mittwoch mercredi miércoles mercoledì quarta woensdag onsdag keskiviikko keskiviikkona środa środę středa středu среда среду середа середу çarşamba 水曜日 星期三 周三 수요일",
	"thursday donnerstag jeudi jueves giovedì quinta donderdag torsdag torstai torstaina czwartek čtvrtek четверг четвер perşembe 木曜日 星期四 周四 목요일",
	"friday freitag vendredi viernes venerdì sexta vrijdag fredag perjantai perjantaina piątek pátek пятница пятницу cuma 金曜日 星期五 周五 금요일",
	"saturday samstag sonnabend samedi sábado sabato zaterdag lördag lørdag lauantai lauantaina sobota sobotę sobotu суббота субботу субота суботу cumartesi 土曜日 星期六 周六 토요일",
}

// shortWeekdayWords are the English abbreviations. They are other words, too (the court sat, mon père), and count
// only where they are capital and the month is English. "Sun" is a newspaper.
var shortWeekdayWords = [7]string{"", "mon", "tue tues", "wed", "thu thur thurs", "fri", "sat"}

// feiraWords are those that are weekdays before "-feira" only.
var feiraWords = setOf("segunda terça quarta quinta sexta")

var weekdays, shortWeekdays = indexWeekdays(weekdayWords), indexWeekdays(shortWeekdayWords)

func indexWeekdays(list [7]string) map[string]time.Weekday {
	index := map[string]time.Weekday{}
	for i, words := range list {
		for word := range strings.FieldsSeq(words) {
			index[word] = time.Weekday(i)
		}
	}
	return index
}

// beforeWeekday are the words that may stand before a weekday. Behind another one that is capital it is
// part of a name: Bloody Sunday, 15 June 2010.
var beforeWeekday = []string{"on", "am", "le", "el", "il", "op", "em", "na", "w", "we", "v", "ve", "в", "во", "у", "до", "dated", "den"}

// oneCalendar is the first year in which all countries of these languages counted alike: Turkey came last.
const oneCalendar = 1928

// markWeekdays marks the days beside which another weekday is written than they were.
func (g *grammar) markWeekdays() {
	for k := range g.found {
		r := &g.found[k]
		if r.Date.Precision != Day || r.Date.Year < oneCalendar {
			continue
		}
		first, behind := g.spans[k][0], g.spans[k][1]
		english := g.inEnglish(first, behind)
		named, text, ok := g.weekdayBefore(first, english)
		if !ok {
			named, text, ok = g.weekdayAfter(behind, english)
		}
		on := time.Date(r.Date.Year, r.Date.Month, r.Date.Day, 0, 0, 0, 0, time.UTC).Weekday()
		if ok && named != on {
			r.Misnamed = text
		}
	}
}

// inEnglish reports whether no month of another language stands in tokens i to end-1.
func (g *grammar) inEnglish(i, end int) bool {
	for ; i < end; i++ {
		if t := g.at(i); months[t.text] != 0 && englishMonth(t.text) == 0 {
			return false
		}
	}
	return true
}

// weekday reads the weekday that the word at i is.
func (g *grammar) weekday(i int, english bool) (day time.Weekday, ok bool) {
	t := g.at(i)
	if day, ok = weekdays[t.text]; !ok && english && t.capital {
		day, ok = shortWeekdays[t.text]
	}
	return day, ok && t.kind == word
}

// weekdayBefore reads "Tuesday, " and "Dienstag, den " before token i, unless it belongs to a name: the Mail
// on Sunday, der Freitag.
func (g *grammar) weekdayBefore(i int, english bool) (day time.Weekday, text string, ok bool) {
	j := i - 1
	if t := g.at(j); t.kind == word && (t.text == "den" || t.text == "the" || t.text == "dne") {
		j--
	}
	if g.at(j).is(",") {
		j--
	}
	if _, short := shortWeekdays[g.at(j-1).text]; short && g.at(j).is(".") { // Tue., 11 May
		j--
	}
	feira := g.at(j).text == "feira" && isHyphen(g.at(j-1)) // terça-feira
	if feira {
		j -= 2
	}
	t := g.at(j)
	if day, ok = g.weekday(j, english); !ok || feiraWords[t.text] != feira {
		return 0, "", false
	}
	before := g.at(j - 1)
	switch {
	case before.kind == word && slices.Contains(beforeWeekday, before.text):
		two := g.at(j - 2)
		ok = two.kind != word || !two.capital
	case before.kind == word:
		_, announced := g.roleAt(j - 1)
		ok = announced || !before.capital && before.text != "der" && !(before.text == "du" && g.at(j-2).capital) // le Journal du Dimanche
	}
	return day, t.text, ok
}

// weekdayAfter reads 火曜日 and 星期二 behind a date, and in brackets also 火 and Tuesday. Without brackets another
// script's weekday begins what follows: 11 May 2021 Sunday Times.
func (g *grammar) weekdayAfter(i int, english bool) (day time.Weekday, text string, ok bool) {
	open := g.at(i).is("(") || g.at(i).is("（")
	if !open {
		return g.hanWeekday(i)
	}
	if day, text, ok = g.hanWeekday(i + 1); ok {
		return day, text, true
	}
	behind := g.skipMarks(i+2, ".")
	if closed := g.at(behind).is(")") || g.at(behind).is("）"); !closed {
		return 0, "", false
	}
	text = g.at(i + 1).text
	if day, ok = g.weekday(i+1, english); ok && !feiraWords[text] {
		return day, text, true
	}
	for on, short := range []string{"日일", "月월", "火화", "水수", "木목", "金금", "土토"} {
		if isHan(g.at(i+1)) && strings.Contains(short, text) {
			return time.Weekday(on), text, true
		}
	}
	return 0, "", false
}

// hanWeekday reads the Japanese, Chinese or Korean name of a weekday, which may be several tokens, from i on.
func (g *grammar) hanWeekday(i int) (day time.Weekday, text string, ok bool) {
	const longest = 3 // 火曜日
	for j := i; j < i+longest && g.at(j).kind == word && g.at(j).text >= "\u3040"; j++ {
		text += g.at(j).text
		if day, ok = weekdays[text]; ok {
			return day, text, true
		}
	}
	return 0, "", false
}
