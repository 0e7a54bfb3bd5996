package check_test

import (
	"fmt"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

func TestBadIdentifiers(t *testing.T) {
	const article = "Rents rose [1], and wages did not [2].\n\nReferences\n[1] Abel, R. Rents. %s.\n[2] Bose, T. Wages. 2019.\n"
	for _, test := range []struct {
		name, entry string
		findings    int
	}{
		{"two of one entry", "ISSN 0378-5954, doi:10.1000/", 2},
		{"one named twice", "ISBN 978-0-306-40615-3, ISBN 9780306406153", 1},
		{"a placeholder's address is placeholder-url's", "https://doi.org/10.XXXX/abcd", 0},
		{"good ones", "ISSN 0378-5955, doi:10.1000/a, PMID: 12, arXiv:2101.00001", 0},
		{"a DOI cut by a line end", "doi:10.1016/\n    j.cell.2020.01.001", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, fmt.Sprintf(article, test.entry), check.Options{})
			if got := byRule(r, "bad-identifier"); len(got) != test.findings {
				t.Errorf("got %d findings, want %d: %v", len(got), test.findings, got)
			}
		})
	}
}
