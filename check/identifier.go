package check

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/pattern"
)

// badForm says why an identifier cannot be one, and by what arithmetic, or "".
// Nothing is asked: what passes may still be registered by nobody. today may be
// zero.
func badForm(id extract.Identifier, today date.Date) (why, arithmetic string) {
	switch id.Type {
	case extract.TypeDOI:
		return badDOI(id.Value), ""
	case extract.TypeArXiv:
		return badArXiv(id.Value, today), ""
	case extract.TypePMID:
		return badRecord(id.Value), ""
	case extract.TypePMCID:
		return badRecord(strings.TrimPrefix(id.Value, "PMC")), ""
	case extract.TypeISBN:
		return badISBN(id.Value)
	case extract.TypeISSN:
		return wrongCheck(strings.ReplaceAll(id.Value, "-", ""), 11, 8, 7, 6, 5, 4, 3, 2)
	}
	return "", ""
}

// badISBN checks the length and the check digit (ISO 2108; ISBN Users' Manual,
// 7th edition, §2 and Appendix 1).
func badISBN(digits string) (why, arithmetic string) {
	switch {
	case len(digits) == 10:
		return wrongCheck(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)
	case len(digits) != 13:
		return fmt.Sprintf("it has %d digits, and an ISBN has 10 or 13", len(digits)), ""
	case digits[:3] != "978" && digits[:3] != "979":
		return "an ISBN of 13 digits begins with 978 or 979, and it begins with " + digits[:3], ""
	}
	return wrongCheck(digits, 10, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3)
}

// wrongCheck weighs all digits but the last: with it, the sum must be divisible
// by modulus (ISBN-10 and ISSN: 11, with X for ten, ISO 3297 §4.3; ISBN-13: 10).
func wrongCheck(digits string, modulus int, weights ...int) (why, arithmetic string) {
	if len(digits) != len(weights)+1 {
		return "", ""
	}
	sum, terms := 0, make([]string, len(weights))
	for i, weight := range weights {
		d := int(digits[i] - '0')
		sum += d * weight
		terms[i] = fmt.Sprintf("%d×%d", d, weight)
	}
	check := (modulus - sum%modulus) % modulus
	want := strconv.Itoa(check)
	if check == 10 {
		want = "X"
	}
	has := digits[len(weights):]
	if has == want {
		return "", ""
	}
	return fmt.Sprintf("its check digit is %s, and should be %s", has, want),
		fmt.Sprintf("%s = %d, and %d more is divisible by %d", strings.Join(terms, " + "), sum, check, modulus)
}

var (
	doiForm        = pattern.New(`^10\.\d{4,9}(?:\.\d+)*/.`)
	doiPlaceholder = pattern.New(`(?i)^10\.[^/]*x|x{4,}|^10\.1000/xyz123$`)
)

// badDOI checks the form (ISO 26324; DOI Handbook §2.2) and looks for the
// letters that stand in for a number: 10.xxxx/xxxxx, and the 10.1000/xyz123 of
// many a style guide. Dashes are made of hyphens by typesetting; registered are
// letters, digits and -._;()/ (Crossref, "Constructing your identifiers").
func badDOI(doi string) string {
	_, suffix, _ := strings.Cut(doi, "/")
	switch {
	case doiPlaceholder.MatchString(doi):
		return "it is a placeholder"
	case suffix == "":
		return "nothing stands behind its prefix"
	case !doiForm.MatchString(doi):
		return `it should begin with "10.", four digits or more, and a slash`
	case strings.ContainsAny(doi, "\u2010\u2011\u2012\u2013\u2014\u2212"):
		return "it has a dash where the registered name has a hyphen"
	}
	return ""
}

// badRecord checks the number of a record of PubMed or PubMed Central: up to
// eight digits, the first of which is no zero (NLM, "MEDLINE/PubMed data element
// descriptions", PMID). Both stood near 40 and 13 million in 2025.
func badRecord(number string) string {
	switch {
	case len(number) > 8:
		return fmt.Sprintf("it has %d digits, and there are at most 8", len(number))
	case number[0] == '0':
		return "it begins with a zero"
	}
	return ""
}

// The months in which arXiv's identifiers took the form YYMM.NNNN and then
// YYMM.NNNNN, and the first and last of the form before (arXiv help,
// "Understanding the arXiv identifier").
var (
	firstArXiv   = arXivMonth{1991, time.July}
	dottedArXiv  = arXivMonth{2007, time.April}
	fiveDigitsOf = arXivMonth{2015, time.January}
)

type arXivMonth struct {
	year  int
	month time.Month
}

func (m arXivMonth) before(n arXivMonth) bool {
	return m.year < n.year || m.year == n.year && m.month < n.month
}

func (m arXivMonth) String() string { return m.month.String() + " " + strconv.Itoa(m.year) }

// badArXiv checks the month that an identifier states and the width of its
// number. One day is allowed for time zones.
func badArXiv(id string, today date.Date) string {
	number := id
	slash := strings.IndexByte(id, '/')
	if slash >= 0 {
		number = id[slash+1:]
	}
	number, _, _ = strings.Cut(number, "v")
	yymm, err := strconv.Atoi(number[:4])
	if err != nil {
		return ""
	}
	in := arXivMonth{2000 + yymm/100, time.Month(yymm % 100)}
	if slash >= 0 && in.year >= 2000+firstArXiv.year%100 {
		in.year -= 100
	}
	width := len(number) - len("2101.")
	switch {
	case in.month < time.January || in.month > time.December:
		return fmt.Sprintf("its third and fourth digit, %s, are no month", number[2:4])
	case slash >= 0 && (in.before(firstArXiv) || !in.before(dottedArXiv)):
		return fmt.Sprintf("identifiers with a slash were given from %s until March 2007, and it says %s", firstArXiv, in)
	case slash < 0 && in.before(dottedArXiv):
		return fmt.Sprintf("identifiers with a dot are given since %s, and it says %s", dottedArXiv, in)
	case slash < 0 && in.before(fiveDigitsOf) && width != 4:
		return fmt.Sprintf("it says %s and has %d digits behind the dot, and there were 4 until December 2014", in, width)
	case slash < 0 && !in.before(fiveDigitsOf) && width != 5:
		return fmt.Sprintf("it says %s and has %d digits behind the dot, and there are 5 since %s", in, width, fiveDigitsOf)
	case strings.Trim(number[4:], ".0") == "":
		return "arXiv counts from 1 in each month"
	}
	if !today.IsZero() {
		first := date.Date{Year: in.year, Month: in.month, Day: 1, Precision: date.Day}
		if date.DaysBetween(today, first) > 1 {
			return fmt.Sprintf("it says %s, which has not come yet", in)
		}
	}
	return ""
}
