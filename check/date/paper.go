package date

import (
	"slices"
	"strings"
	"time"

	"github.com/citelint/citelint/pattern"
)

var (
	newArXiv = pattern.New(`^([0-9]{2})([0-9]{2})\.[0-9]{4,5}(?:v[0-9]{1,3})?$`)
	oldArXiv = pattern.New(`^([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/([0-9]{2})([0-9]{2})[0-9]{3}(?:v[0-9]{1,3})?$`)
)

// oldArchives are the archives whose papers were numbered by themselves until March 2007.
var oldArchives = strings.Fields(`astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph
	math cs q-bio stat acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
	dg-ga funct-an mtrl-th patt-sol plasm-ph q-alg solv-int supr-con`)

// InArXiv reads the month of an arXiv identifier, 1706.03762 or hep-th/9711200v3: that in which the first
// version was announced. What was handed in on a month's last days may bear the next. Source:
// https://info.arxiv.org/help/arxiv_identifier.html (since April 2007; five digits since January 2015).
func InArXiv(id string) (Reading, bool) {
	since, until := inMonth(2007, time.April), inMonth(lastIDYear, time.December)
	m := newArXiv.FindStringSubmatchIndex(id)
	group := 2
	if m == nil {
		since, until = inMonth(1991, time.July), inMonth(2007, time.March)
		m, group = oldArXiv.FindStringSubmatchIndex(id), 4
		if m == nil || !slices.Contains(oldArchives, id[m[2]:m[3]]) {
			return Reading{}, false
		}
	}
	y, _ := digits(id, m[group], 2)
	month, _ := digits(id, m[group+2], 2)
	y += 2000
	if y > lastIDYear {
		y -= 100
	}
	d, ok := valid(inMonth(y, time.Month(month)))
	if !ok || d.Before(since) || d.After(until) || group == 2 && fourDigits(id) != d.Before(inMonth(2015, time.January)) {
		return Reading{}, false
	}
	return Reading{Date: d, Role: RoleCreated, Form: FormArXiv, Text: id, End: len(id)}, true
}

// fourDigits reports whether the serial of a new identifier has four digits.
func fourDigits(id string) bool {
	serial, _, _ := strings.Cut(id[len("1706."):], "v")
	return len(serial) == len("0001")
}

// A doiForm is how one registrant of DOIs writes a date into the suffix: a row of the table doiForms.
type doiForm struct {
	prefix  string          // of the registrant
	pattern *pattern.Regexp // over the suffix; groups: year, perhaps month, perhaps day
	since   int             // the first year of the form
	example string          // a DOI whose page shows both; it is a test
}

// doiForms are the forms that are known. A year of two digits is of this century.
var doiForms = []doiForm{
	{"10.1101", pattern.New(`^(\d{4})\.(\d\d)\.(\d\d)\.\d{6,8}`), 2019, "10.1101/2020.05.01.072678"},
	{"10.1016", pattern.New(`^j\.[a-z0-9]+\.(\d{4})\.(\d\d)\.\d{3}`), 1996, "10.1016/j.cell.2020.02.058"},
	{"10.1038", pattern.New(`^s4\d{4}-(0\d\d)-\d{4,5}-.$`), 2016, "10.1038/s41586-021-03819-2"},
	{"10.1007", pattern.New(`^s\d{5}-(0\d\d)-\d{4,5}-.$`), 2003, "10.1007/s11263-015-0816-y"},
	{"10.1186", pattern.New(`^s\d{5}-(0\d\d)-\d{4,5}-.$`), 2014, "10.1186/s13059-014-0550-8"},
	{"10.1109", pattern.New(`^[A-Z][A-Za-z0-9-]*\.(\d{4})\.\d+$`), 1988, "10.1109/CVPR.2016.90"},
	{"10.1001", pattern.New(`^jama[a-z]*\.(\d{4})\.\d+$`), 2005, "10.1001/jama.2020.1585"},
	{"10.1080", pattern.New(`^\d{7}[\dX]\.(\d{4})\.\d+$`), 2005, "10.1080/01621459.2017.1285773"},
	{"10.1098", pattern.New(`^rs[a-z]{2}\.(\d{4})\.\d{4}$`), 2001, "10.1098/rspb.2019.2837"},
	{"10.1155", pattern.New(`^(\d{4})/\d+$`), 2001, "10.1155/2014/180763"},
	{"10.5194", pattern.New(`^[a-z]+-\d+-\d+-(\d{4})$`), 2001, "10.5194/gmd-9-1937-2016"},
	{"10.18653", pattern.New(`^v1/(\d{4})\.[a-z0-9-]+\.\d+$`), 2020, "10.18653/v1/2020.acl-main.703"},
	{"10.18653", pattern.New(`^v1/[A-Z](\d\d)-\d{4}$`), 2013, "10.18653/v1/N19-1423"},
	{"10.24963", pattern.New(`^ijcai\.(\d{4})/\d+$`), 2017, "10.24963/ijcai.2019/1"},
}

// InDOI reads the date in a DOI (10.…/…), where the registrant is known to write one there: mostly the
// year or the month in which an article was accepted, so that it may have come out in the next. A DOI of
// another registrant has none, whatever its digits look like.
func InDOI(doi string) (Reading, bool) {
	const longest = 200
	prefix, suffix, _ := strings.Cut(doi, "/")
	if len(doi) > longest {
		return Reading{}, false
	}
	const arXiv = "arxiv."
	if prefix == "10.48550" && len(suffix) > len(arXiv) && strings.EqualFold(suffix[:len(arXiv)], arXiv) {
		r, ok := InArXiv(suffix[len(arXiv):])
		r.Start, r.End = len(doi)-len(suffix)+len(arXiv), len(doi)
		return r, ok
	}
	for _, f := range doiForms {
		if f.prefix != prefix {
			continue
		}
		if m := f.pattern.FindStringSubmatchIndex(suffix); m != nil {
			return f.read(suffix, m, len(prefix)+1)
		}
	}
	return Reading{}, false
}

// read makes a date of the groups m of a suffix that stands at offset in the DOI.
func (f doiForm) read(suffix string, m []int, offset int) (Reading, bool) {
	part := func(i int) int {
		if len(m) < 2*i+2 {
			return 0
		}
		n, _ := digits(suffix, m[2*i], m[2*i+1]-m[2*i])
		return n
	}
	d := Date{Year: part(1), Month: time.Month(part(2)), Day: part(3), Precision: Precision(len(m)/2 - 2)}
	if d.Year < 100 {
		d.Year += 2000
	}
	if !d.Valid() || d.Year < f.since || d.Year > lastIDYear {
		return Reading{}, false
	}
	start, end := offset+m[2], offset+m[len(m)-1]
	return Reading{Date: d, Role: RoleCreated, Form: FormDOI, Text: suffix[start-offset : end-offset], Start: start, End: end}, true
}
