package check

import (
	"fmt"
	"time"

	"github.com/citelint/citelint/extract"
)

var weekdayMismatch = Rule{
	ID:       "weekday-mismatch",
	Severity: Warning,
	Summary:  "a weekday is written beside a day that was another",
	Explanation: `The reference says Monday, 12 May 2021, and 12 May 2021 was a Wednesday. Day, month or year is wrong; which of them, the weekday helps to tell. In invented references weekday and date seldom agree.

Weekdays are read in some twenty languages, and only where one stands right beside a date, is no part of a name (Mail on Sunday) and no other word. Days before 1928, when the last of these countries changed its calendar, are left alone. What remains is arithmetic; but where a source's own headline is wrong, the reference copies it faithfully, hence a warning.`,
	Bad:   Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. Monday, 12 May 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: dateExample + "[1] Rents in spring. Wednesday, 12 May 2021. https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "look the date up and correct it",
	judge: judgeWeekday,
}

func judgeWeekday(s *subject) []Finding {
	var findings []Finding
	for _, d := range s.dated {
		if d.ref == nil || d.reading.Misnamed == "" {
			continue
		}
		on := d.reading.Date
		was := time.Date(on.Year, on.Month, on.Day, 0, 0, 0, 0, time.UTC).Weekday()
		message := fmt.Sprintf("%s says %s of %s, which was a %s", work{ref: d.ref}.name(), quoted(d.reading.Misnamed), on, was)
		findings = append(findings, s.dateFinding(d, Warning, message, Fact{"weekday", d.reading.Misnamed}, Fact{"calendar", was.String()}))
	}
	return findings
}
