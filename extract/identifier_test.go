package extract

import (
	"strings"
	"testing"
)

func TestScanIdentifiers(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// DOI
		{"doi:10.1000/xyz123.", "doi=10.1000/xyz123"},
		{"DOI 10.1000/Ab-c_d;e", "doi=10.1000/Ab-c_d;e"},
		{"(doi 10.1000/abc) and 10.1000/ABC", "doi=10.1000/abc doi=10.1000/ABC"},
		{"https://doi.org/10.1000/S0140-6736(20)30183-5", "doi=10.1000/S0140-6736(20)30183-5"},
		{"(see https://dx.doi.org/10.1000/S0140-6736(20)30183-5)", "doi=10.1000/S0140-6736(20)30183-5"},
		{"doi:10.1000.10/123", "doi=10.1000.10/123"},
		{"doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O. PMID 12", "doi=10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O pmid=12"},
		{"https://doi.org/10.1002/1097-0142(19821115)50:10%3C2074::AID%3E3.0.CO;2-Z", "doi=10.1002/1097-0142(19821115)50:10<2074::AID>3.0.CO;2-Z"},
		{"doi:10.1000/abc<br>x doi:10.1000/abd<12", "doi=10.1000/abc doi=10.1000/abd"},
		{"https://onlinelibrary.example/doi/10.1002/abc.12/full?x=1", "doi=10.1002/abc.12"},
		{"https://link.example/content/pdf/10.1007/s00146-020-1.pdf", "doi=10.1007/s00146-020-1"},
		{"https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full", "doi=10.1101/2020.01.01.123456"},
		{"https://doi.org/10.1000/abc/", "doi=10.1000/abc"},
		{"见10.1000/abc。", "doi=10.1000/abc"},
		{"doi:10.48550/arXiv.2101.00001", "doi=10.48550/arXiv.2101.00001"},
		{"doi: 10.xxxx/1234 and more", "doi=10.xxxx/1234"},
		{"doi: 10.123/abc", "doi=10.123/abc"},
		{"doi: 10.1000/.", "doi=10.1000/"},
		// what goes on behind a space, and what is none
		{"doi: 10.1016/ j.cell.2020.01.001", ""},
		{"doi: 10. 1016/j.cell.2020.01.001", ""},
		{"doi:11.1000/x, doi.org/abc, doing 10.1/x", ""},
		{"10.1/x, 110.1000/x, 1.10.1000/x, 10.0.0.0/8, 10.2021", ""},
		// arXiv
		{"arXiv:2101.00001v2 [cs.CL]", "arxiv=2101.00001v2"},
		{"arXiv preprint arXiv:0704.0001.", "arxiv=0704.0001"},
		{"arXiv preprint 1706.03762", "arxiv=1706.03762"},
		{"https://arxiv.org/pdf/2101.00001.pdf", "arxiv=2101.00001"},
		{"https://arxiv.org/abs/math.GT/0309136", "arxiv=math.GT/0309136"},
		{"hep-th/9901001v3, arXiv:hep-th/9901002", "arxiv=hep-th/9901001v3 arxiv=hep-th/9901002"},
		{"arXiv:2113.00001", "arxiv=2113.00001"},
		{"https://arxiv.org/list/cs.CL/2101, arXiv 2021, arXiv:2101.1234567", ""},
		{"https://a.example/math/0309136, x-hep-th/9901001", ""},
		// PubMed
		{"PMID: 12345678; PMCID: PMC1234567.", "pmid=12345678 pmcid=PMC1234567"},
		{"PMC 2234567. PMID 18452557.", "pmcid=PMC2234567 pmid=18452557"},
		{"https://pubmed.ncbi.nlm.nih.gov/12345/", "pmid=12345"},
		{"https://www.ncbi.nlm.nih.gov/pubmed/12345 https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/", "pmid=12345 pmcid=PMC123456"},
		{"PMC 2019, pmc123456, PMCs, PMID x, pubmed/?term=x", ""},
		// ISBN
		{"ISBN 978-0-306-40615-7", "isbn=9780306406157"},
		{"ISBN-13: 978 0 306 40615 7 (hbk)", "isbn=9780306406157"},
		{"ISBN 13: 9780306406157", "isbn=9780306406157"},
		{"ISBN-10: 0-306-40615-2.", "isbn=0306406152"},
		{"ISBN10 0306406152 1977", "isbn=0306406152"},
		{"eISBN: 097522980x", "isbn=097522980X"},
		{"ISBN (print) 978‑0‑306‑40615‑7", "isbn=9780306406157"},
		{"ISBN 978-0-306-\n  40615-7", "isbn=9780306406157"},
		{"ISBN 978-99921-58-10-7", "isbn=9789992158107"},
		{"ISBN 0-306-40615-2–0-306-40620-9", "isbn=0306406152"},
		{"ISBN 978-0-306-4061-7, p. 3", "isbn=978030640617"},
		{"ISBN 978-0-306-40615-7-1990", "isbn=9780306406157"},
		// an SBN, prefixes, ranges with letters, and the word alone
		{"ISBN 306-40615-2", ""},
		{"ISBN 978-0-306, ISBN 978-1-56619-xxx, ISBN 978-1-566-1-9-xx", ""},
		{"978-0-306-40615-7 or 0306406152", ""},
		{"ISBN numbers are 13 digits long since 2007", ""},
		// ISSN
		{"ISSN 0378-5955", "issn=0378-5955"},
		{"e-ISSN: 2049363x, pISSN 0378–5955", "issn=2049-363X issn=0378-5955"},
		{"ISSN-L 0378-5955, ISSN (online): 2049-3630", "issn=0378-5955 issn=2049-3630"},
		{"ISSN 037-5955, ISSN 0378-59551, 1999-2003", ""},
	} {
		var got []string
		for _, id := range scanIdentifiers(test.text, 0) {
			got = append(got, id.Type+"="+id.Value)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, strings.Join(got, " "), test.want)
		}
	}
}

// What one entry names twice is one identifier; a link need not print what it
// leads to.
func TestReferenceIdentifiers(t *testing.T) {
	for _, test := range []struct {
		name   string
		format Format
		source string
		want   string
	}{
		{"printed", FormatText, "It rose.[1]\n\nReferences\n\n[1] Abel, Tides, doi:10.1000/ABC, https://doi.org/10.1000/abc\n[2] Bose, ISBN 978-0-306-40615-7\n", `1 doi 10.1000/ABC "10.1000/ABC"; 2 isbn 9780306406157 "978-0-306-40615-7"`},
		{"behind words", FormatHTML, `<p>It rose.[1]</p><h2>Sources</h2><ol><li><a href="https://doi.org/10.1000/S0(20)3%2D5">Tides</a></li></ol>`, `1 doi 10.1000/S0(20)3-5 "Tides"`},
		{"in a note", FormatMarkdown, "It rose.[^1]\n\n[^1]: Abel, Tides, arXiv:2101.00001, [Bose](https://pubmed.ncbi.nlm.nih.gov/77/).\n", `^1 arxiv 2101.00001 "2101.00001"; ^1 pmid 77 "Bose"`},
		{"in a definition", FormatMarkdown, "It rose.[1]\n\n[1]: https://doi.org/10.1000/abc\n", `1 doi 10.1000/abc "https://doi.org/10.1000/abc"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, test.format, test.source)
			var got []string
			for _, l := range a.Lists {
				for _, r := range l.References {
					for _, id := range r.Identifiers {
						got = append(got, r.Label+" "+id.Type+" "+id.Value+" "+`"`+a.Text()[id.Span.Start:id.Span.End]+`"`)
					}
				}
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), test.want)
			}
		})
	}
}
