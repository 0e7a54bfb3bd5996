package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

func TestAddressesOlderThanTheirTLD(t *testing.T) {
	for _, tt := range []struct {
		name string
		refs []string
		want string // severity and message of each finding, between semicolons
	}{
		{"a page that was moved", []string{"https://rents.dev/2012/05/11/spring"}, `info: the address in reference "1" is of 2012-05-11, and no address below .dev existed before 2014-10-16`},
		{"a month", []string{"https://rents.xyz/2013/05/spring-rents"}, `info: the address in reference "1" is of 2013-05, and no address below .xyz existed before 2013-12-05`},
		{"an older domain", []string{"https://rents.eu/2001/05/11/spring"}, `info: the address in reference "1" is of 2001-05-11, and no address below .eu existed before 2005`},
		{"a blog that was moved is one fact", []string{"https://rents.dev/2012/05/11/spring", "https://www.rents.dev/2013/05/11/autumn"}, `info: the address in reference "1" is of 2012-05-11, and no address below .dev existed before 2014-10-16`},
		{"two sites are two", []string{"https://rents.dev/2012/05/11/spring", "https://wages.dev/2013/05/11/autumn"}, `info: the address in reference "1" is of 2012-05-11, and no address below .dev existed before 2014-10-16; info: the address in reference "2" is of 2013-05-11, and no address below .dev existed before 2014-10-16`},
		{"a capture", []string{"https://web.archive.org/web/20120511083000/https://rents.app/spring"}, `warning: the address in reference "1" says it was archived on 2012-05-11, and no address below .app existed before 2015-05-14`},
		{"a capture of an old page that was moved", []string{"https://web.archive.org/web/20190511083000/https://rents.app/2012/05/11/spring"}, `info: the address in reference "1" is of 2012-05-11, and no address below .app existed before 2015-05-14`},

		{"the day itself", []string{"https://rents.dev/2014/10/16/spring"}, ""},
		{"the year of a year", []string{"https://rents.eu/2005/01/01/spring"}, ""},
		{"the month that holds the day", []string{"https://rents.xyz/2013/12/spring-rents"}, ""},
		{"digits that may be an id", []string{"https://rents.dev/20120511/spring"}, ""},
		{"a picture's upload", []string{"https://rents.dev/wp-content/uploads/2012/05/spring.jpg"}, ""},
		{"a date in the query", []string{"https://rents.dev/spring?date=2012-05-11"}, ""},
		{"an old domain", []string{"https://rents.com/1997/05/11/spring"}, ""},
		{"no date", []string{"https://rents.app/spring"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range byRule(judge(t, extract.FormatText, cite("So it goes", tt.refs...), check.Options{}), "tld-too-new") {
				got = append(got, f.Severity.String()+": "+f.Message)
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), tt.want)
			}
		})
	}
}

func TestAMovedSiteIsCounted(t *testing.T) {
	r := judge(t, extract.FormatText, cite("So it goes", "https://rents.dev/2012/05/11/spring", "https://rents.dev/2013/05/11/autumn"), check.Options{})
	found := byRule(r, "tld-too-new")
	if len(found) != 1 || fact(found[0], "such addresses on this site") != 2 {
		t.Errorf("%+v, want one finding that counts 2", found)
	}
}
