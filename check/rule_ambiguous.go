package check

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

var ambiguousDate = Rule{
	ID:       "ambiguous-date",
	Severity: Info,
	Summary:  "a date in numbers can be read in two ways, and it matters",
	Explanation: `04/03/2026 is 4 March in London and April 3 in New York. The rule does not speak of every such date, only where the difference tells: one of the two days has not come yet, lies after the article, or would have a source looked up before it was published, and the other does not; or the list writes some dates day first and others month first (13/05/2021 beside 05/13/2021), so that nobody can tell how to read the rest.

Where a list's other dates show which way it counts, its ambiguous ones are read that way, and dates with dots are read as they are written everywhere, day first: nothing is said of them. There is one note for each list.`,
	Bad:   Example{Format: extract.FormatText, Published: "2021-05-11", Text: dateExample + "[1] Rents in spring. https://stat.gov.uk/rents (accessed 05/07/2021)\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Published: "2021-07-11", Text: dateExample + "[1] Rents in spring. https://stat.gov.uk/rents (accessed 05/07/2021)\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "write the month by its name, or the date as 2021-05-11",
	reads: readsArticle,
	judge: judgeAmbiguous,
}

// A numeral is a date in three numbers that ends in its year.
type numeral struct {
	dated
	first, second int
}

func (n numeral) isAmbiguous() bool { return len(n.reading.Ambiguous) == 2 }

// numerals lists, by list, the dates in numbers of its entries.
func (s *subject) numerals() [][]numeral {
	list := map[*extract.Reference]int{}
	for _, e := range s.entries {
		list[e.Reference] = e.list
	}
	all := make([][]numeral, len(s.article.Lists))
	for _, d := range s.dated {
		if d.ref == nil || d.reading.Form != date.FormNumeric {
			continue
		}
		parts := strings.FieldsFunc(d.reading.Text, func(r rune) bool { return r == '/' || r == '-' })
		if len(parts) != 3 {
			continue // with dots, which all write day first
		}
		first, err1 := strconv.Atoi(parts[0])
		second, err2 := strconv.Atoi(parts[1])
		if err1 == nil && err2 == nil {
			all[list[d.ref]] = append(all[list[d.ref]], numeral{d, first, second})
		}
	}
	return all
}

func judgeAmbiguous(s *subject) []Finding {
	var findings []Finding
	for _, all := range s.numerals() {
		var dayFirst, monthFirst string
		var open []numeral
		for _, n := range all {
			switch {
			case n.isAmbiguous():
				open = append(open, n)
			case n.first > 12:
				dayFirst = n.reading.Text
			case n.second > 12:
				monthFirst = n.reading.Text
			}
		}
		switch {
		case len(open) == 0 || (dayFirst == "") != (monthFirst == ""):
		case dayFirst != "":
			message := fmt.Sprintf("the list writes dates day first and month first, so %s can be read in two ways", plural(len(open), "other", "others"))
			findings = append(findings, ofNumerals(open, message, Fact{"day first", dayFirst}, Fact{"month first", monthFirst}))
		default:
			findings = append(findings, s.decisive(open)...)
		}
	}
	return findings
}

// decisive is the note on the dates of which just one reading can be right.
func (s *subject) decisive(open []numeral) []Finding {
	accounts := map[*extract.Reference]account{}
	for _, c := range s.accounts {
		accounts[c.Reference] = c
	}
	changed, _ := s.lastChanged()
	var telling []numeral
	why := ""
	for _, n := range open {
		a, b := n.reading.Ambiguous[0], n.reading.Ambiguous[1]
		whyA, whyB := s.cannotBe(n, a, accounts[n.ref], changed), s.cannotBe(n, b, accounts[n.ref], changed)
		if (whyA == "") == (whyB == "") {
			continue
		}
		if telling = append(telling, n); len(telling) == 1 {
			why = fmt.Sprintf("%s can be %s or %s, and %s", n.reading.Text, a, b, one(whyA, a, whyB, b))
		}
	}
	if len(telling) == 0 {
		return nil
	}
	message := why
	if more := len(telling) - 1; more > 0 {
		message += fmt.Sprintf("; so it is with %s", plural(more, "other", "others"))
	}
	return []Finding{ofNumerals(telling, message)}
}

// one says what speaks against the one reading that something speaks against.
func one(whyA string, a date.Date, whyB string, b date.Date) string {
	if whyA != "" {
		return a.String() + " " + whyA
	}
	return b.String() + " " + whyB
}

// cannotBe says what speaks against a reading of a date, "" for nothing; changed is
// the day of the article's last change.
func (s *subject) cannotBe(n numeral, on date.Date, c account, changed date.Date) string {
	switch accessed := n.reading.Role == date.RoleAccessed; {
	case s.hasNotCome(on):
		return "has not come yet"
	case !changed.IsZero() && date.DaysBetween(changed, on) > 1:
		return "lies after the article"
	case accessed && date.DaysBetween(on, c.published.Date) > aheadOf[c.published.Date.Precision]:
		return "lies before its source was published"
	}
	return ""
}

// ofNumerals is one note on some dates of a list.
func ofNumerals(all []numeral, message string, evidence ...Fact) Finding {
	texts, labels := make([]string, 0, len(all)), make([]string, 0, len(all))
	for _, n := range all {
		texts = append(texts, n.reading.Text)
		if n.label != "" {
			labels = append(labels, n.label)
		}
	}
	f := Finding{Message: message, Span: all[0].span, Label: all[0].label, URL: all[0].url, Evidence: append(evidence, Fact{"dates", shorten(texts)})}
	if len(labels) > 0 {
		f.Evidence = append(f.Evidence, Fact{"references", shorten(labels)})
	}
	return f
}
