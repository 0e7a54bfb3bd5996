package check

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

func TestBadForm(t *testing.T) {
	today := date.Date{Year: 2026, Month: 3, Day: 1, Precision: date.Day}
	for _, test := range []struct{ kind, value, why string }{
		{"isbn", "9780306406157", ""},
		{"isbn", "9780306406153", "its check digit is 3, and should be 7"},
		{"isbn", "9791034304219", ""},
		{"isbn", "0306406152", ""},
		{"isbn", "097522980X", ""},
		{"isbn", "0975229801", "its check digit is 1, and should be X"},
		{"isbn", "978030640617", "it has 12 digits"},
		{"isbn", "9770306406157", "begins with 978 or 979"},
		{"issn", "0378-5955", ""},
		{"issn", "2434-561X", ""},
		{"issn", "0378-5954", "its check digit is 4, and should be 5"},
		{"issn", "2049-3630", ""},
		{"arxiv", "0704.0001", ""},
		{"arxiv", "1412.9999v1", ""},
		{"arxiv", "1501.00001v12", ""},
		{"arxiv", "2602.12345", ""},
		{"arxiv", "2603.00001", ""},
		{"arxiv", "2604.00001", "April 2026, which has not come yet"},
		{"arxiv", "2113.00001", "13, are no month"},
		{"arxiv", "2100.00001", "00, are no month"},
		{"arxiv", "1406.12345", "there were 4 until December 2014"},
		{"arxiv", "2101.1234", "there are 5 since January 2015"},
		{"arxiv", "0703.0001", "are given since April 2007"},
		{"arxiv", "2101.00000", "counts from 1"},
		{"arxiv", "hep-th/9901001", ""},
		{"arxiv", "math.GT/0309136v2", ""},
		{"arxiv", "hep-th/9107001", ""},
		{"arxiv", "hep-th/9106001", "from July 1991 until March 2007"},
		{"arxiv", "hep-th/0704001", "from July 1991 until March 2007"},
		{"doi", "10.1000/abc", ""},
		{"doi", "10.1000.10/abc", ""},
		{"doi", "10.1016/S0140-6736(20)30183-5", ""},
		{"doi", "10.5555/3295222.3295349", ""},
		{"doi", "10.1234/5678", ""},
		{"doi", "10.1093/nar/gkx1xxx", ""},
		{"doi", "10.xxxx/1234", "placeholder"},
		{"doi", "10.1038/sXXXXX-021-0", "placeholder"},
		{"doi", "10.1000/xyz123", "placeholder"},
		{"doi", "10.1000/", "nothing stands behind"},
		{"doi", "10.1088/1748–9326/8/1", "a dash where"},
		{"doi", "10.123/abc", "four digits or more"},
		{"pmid", "12345678", ""},
		{"pmid", "1", ""},
		{"pmid", "123456789", "it has 9 digits"},
		{"pmid", "012345", "begins with a zero"},
		{"pmcid", "PMC1234567", ""},
		{"pmcid", "PMC123456789", "it has 9 digits"},
		{"other", "x", ""},
	} {
		why, arithmetic := badForm(extract.Identifier{Type: test.kind, Value: test.value}, today)
		if (why == "") != (test.why == "") || !strings.Contains(why, test.why) {
			t.Errorf("%s %s: got %q, want %q", test.kind, test.value, why, test.why)
		}
		if strings.Contains(why, "check digit") != (arithmetic != "") {
			t.Errorf("%s %s: %q by %q", test.kind, test.value, why, arithmetic)
		}
	}
}

func TestTheSumIsShown(t *testing.T) {
	_, got := badForm(extract.Identifier{Type: "issn", Value: "0378-5954"}, date.Date{})
	if want := "0×8 + 3×7 + 7×6 + 8×5 + 5×4 + 9×3 + 5×2 = 160, and 5 more is divisible by 11"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
