package date

import (
	"strings"

	"github.com/citelint/citelint/pattern"
)

// InValue reads a text that is meant to be one date, such as a field of a page or of a file: as machines write it (ISO
// 8601 and its compact form, RFC 9110, JavaScript) and as people do. Beside the date may stand its weekday, a clock with
// a zone, and words that announce it: "Published: May 11, 2021 10:00 am EST". A text that holds a date and says more, such
// as "2021-05-11 draft", is none; so is a range of days. The reading covers the whole value, without the space around it;
// its role is stated.
func InValue(text string) (Reading, bool) {
	value := strings.TrimSpace(text)
	if value == "" || len(value) > maxValue {
		return Reading{}, false
	}
	r, ok := machineDate(value)
	if !ok {
		all := InText(value)
		if len(all) != 1 || all[0].Form == FormRange || !isClockText(value[all[0].End:]) {
			return Reading{}, false
		}
		r = all[0]
		if before := value[:r.Start]; !leadsValue(before) {
			return Reading{}, false
		}
	}
	r.Role, r.Text = RoleStated, value
	r.Start = strings.Index(text, value)
	r.End = r.Start + len(value)
	return r, true
}

// leadsValue reports whether what stands before the date of a field may: nothing, a weekday, words that announce it.
func leadsValue(before string) bool {
	if told := toldBy(before); told != "" && told != RolePublished { // © 11 May 2021
		return false
	}
	lead := wholeWords(before)
	for last := len(lead) - 1; last >= 0 && (lead[last].kind == mark || fieldWeekdays[lead[last].text]); last-- {
		lead = lead[:last]
	}
	return len(withoutWeekday(lead)) == 0 || introduces(lead)
}

// machineDate reads a value that is nothing but a date: ISO 8601 at any precision, or its compact form.
func machineDate(value string) (Reading, bool) {
	if d, ok := ParseISO(value); ok {
		form := FormISO
		switch d.Precision {
		case Month:
			form = FormISOMonth
		case Year:
			form = FormYear
		case Day:
		}
		return Reading{Date: d, Form: form}, d.Year >= firstTextYear
	}
	if d, ok := compactDay(value[:min(len(value), len("20210511"))]); ok && webYear(d.Year) && (len(value) == 8 || value[8] == 'T') {
		return Reading{Date: d, Form: FormCompact}, true
	}
	return Reading{}, false
}

// clockText is what stands behind the day of an instant, as people, databases and JavaScript write it: " 10:00 am EST",
// ", 10.30 Uhr", " - 10h30", " 10:00:00 GMT+0200 (Central European Summer Time)", also where a zero is missing.
var clockText = pattern.New(`^[\s,|·–-]*(?:(?:at|um|à|alle|ore|kl|klo|om|às|o|w|T)\b?\.?\s*)?` +
	`(?:\d{1,2}(?:[:.hH時点]\d{1,3}){1,3}分?(?:[.,]\d{1,9})?\s*` + halfDay + `?|\d{1,4}\s*` + halfDay + `)\s*` +
	`(?:Z|\(?[A-Z]{2,5}\)?)?\s*(?:[+-]\d{2}:?(?:\d{2})?)?\s*(?:[A-Z]{2,5}|\([^()]{1,60}\))?$`)

const halfDay = `(?:[AaPp]\.?\s?[Mm]\b\.?|h|hrs?|Uhr|uur)`

// isClockText reports whether what stands behind the date of a field may: nothing, what belongs to the date itself, and a
// clock.
func isClockText(after string) bool {
	after = dateTail.ReplaceAllString(after, "")
	return strings.Trim(after, " .,;") == "" || clockText.MatchString(after)
}

// dateTail is the word for "year" behind a Slavic date, and the weekday behind one in Chinese, Japanese or Korean.
var dateTail = pattern.New(`^\s*(?:[гр]\.|[(（]?(?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?)[)）]?)`)
