package date

import (
	"slices"
	"strings"
	"time"
)

// weekdayWords lists the names of the weekdays from Sunday on, in full and as they stand beside dates
// (Russian, Ukrainian, Polish and Czech also in the accusative), after Unicode CLDR
// (https://cldr.unicode.org). Abbreviations are only those that are no other word: "Sun" is a newspaper,
// "mar" a month, "do" a verb.
var weekdayWords = [7]string{
	"sunday sonntag dimanche domingo domenica zondag söndag søndag sunnuntai sunnuntaina niedziela niedzielę neděle neděli воскресенье неділя неділю pazar 日曜日 星期日 星期天 周日 일요일",
	"monday mon montag lundi lunes lunedì segunda maandag måndag mandag maanantai maanantaina poniedziałek pondělí понедельник понеділок pazartesi 月曜日 星期一 周一 월요일",
	"tuesday tue tues dienstag mardi martes martedì terça dinsdag tisdag tirsdag tiistai tiistaina wtorek úterý вторник вівторок salı 火曜日 星期二 周二 화요일",
	"wednesday wed mittwoch mercredi miércoles mercoledì quarta woensdag onsdag keskiviikko keskiviikkona środa środę středa středu среда среду середа середу çarşamba 水曜日 星期三 周三 수요일",
	"thursday thu thur thurs donnerstag jeudi jueves giovedì quinta donderdag torsdag torstai torstaina czwartek čtvrtek четверг четвер perşembe 木曜日 星期四 周四 목요일",
	"friday fri freitag vendredi viernes venerdì sexta vrijdag fredag perjantai perjantaina piątek pátek пятница пятницу cuma 金曜日 星期五 周五 금요일",
	"saturday sat samstag sonnabend samedi sábado sabato zaterdag lördag lørdag lauantai lauantaina sobota sobotę sobotu суббота субботу субота суботу cumartesi 土曜日 星期六 周六 토요일",
}

var weekdays = indexWeekdays()

func indexWeekdays() map[string]time.Weekday {
	index := map[string]time.Weekday{}
	for i, words := range weekdayWords {
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
		named, text, ok := g.weekdayBefore(g.spans[k][0])
		if !ok {
			named, text, ok = g.weekdayAfter(g.spans[k][1])
		}
		on := time.Date(r.Date.Year, r.Date.Month, r.Date.Day, 0, 0, 0, 0, time.UTC).Weekday()
		if ok && named != on {
			r.Misnamed = text
		}
	}
}

// weekdayBefore reads "Tuesday, " and "Dienstag, den " before token i, unless it belongs to a name: the Mail
// on Sunday, der Freitag.
func (g *grammar) weekdayBefore(i int) (day time.Weekday, text string, ok bool) {
	j := i - 1
	if t := g.at(j); t.kind == word && (t.text == "den" || t.text == "the" || t.text == "dne") {
		j--
	}
	if g.at(j).is(",") {
		j--
	}
	t := g.at(j)
	if t.text == "feira" && isHyphen(g.at(j-1)) { // terça-feira
		j -= 2
		t = g.at(j)
	}
	if day, ok = weekdays[t.text]; !ok || t.kind != word {
		return 0, "", false
	}
	before := g.at(j - 1)
	switch {
	case before.kind == word && slices.Contains(beforeWeekday, before.text):
		two := g.at(j - 2)
		ok = two.kind != word || !two.capital
	case before.kind == word:
		_, announced := g.roleAt(j - 1)
		ok = announced || !before.capital && before.text != "der"
	}
	return day, t.text, ok
}

// weekdayAfter reads (火), （火曜日）, 火曜日 and 星期二 behind a date, and (Tuesday).
func (g *grammar) weekdayAfter(i int) (day time.Weekday, text string, ok bool) {
	open := g.at(i).is("(") || g.at(i).is("（")
	if open {
		i++
	}
	const longest = 3 // 火曜日
	for j := i; j < i+longest && g.at(j).kind == word; j++ {
		text += g.at(j).text
		if day, ok = weekdays[text]; ok {
			return day, text, true
		}
		if !isHan(g.at(j)) {
			break
		}
	}
	if end := g.at(i + 1); open && isHan(g.at(i)) && (end.is(")") || end.is("）")) {
		for on, short := range []string{"日일", "月월", "火화", "水수", "木목", "金금", "土토"} {
			if strings.Contains(short, g.at(i).text) {
				return time.Weekday(on), g.at(i).text, true
			}
		}
	}
	return 0, "", false
}
