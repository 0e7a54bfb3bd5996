package extract

import (
	"strings"
	"testing"
)

func TestFields(t *testing.T) {
	for _, test := range []struct{ name, text, authors, title, publisher, on string }{
		{"APA", "Abel, R., & van Dyk, T. M. (2020, May 11). Tides of the northern shore. Journal of Tides, 12(3), 45–67.", "Abel, R., & van Dyk, T. M.", "Tides of the northern shore", "Journal of Tides", "2020, May 11"},
		{"APA, et al.", "Abel, R., Bose, T., et al. (2020a). Do tides rise? A study. Tides, 12(3).", "Abel, R., Bose, T., et al.", "Do tides rise? A study", "Tides", "2020a"},
		{"APA, an institution", "Statistical Office. (2020). Rents of the north. https://stat.gov.uk/rents", "Statistical Office", "Rents of the north", "", "2020"},
		{"PLOS", "Abel R, Bose TM, de la Cruz A (2012) Tides: a study of U.S. harbours vs. others. J Tide Res 12: 45–67.", "Abel R, Bose TM, de la Cruz A", "Tides: a study of U.S. harbours vs. others", "J Tide Res", "2012"},
		{"NLM", "Abel R, Bose TM. Tides of the northern shore. J Tide Res. 2012 May 3;12(3):45-67.", "Abel R, Bose TM", "Tides of the northern shore", "J Tide Res", "2012"},
		{"RFC", "Abel, R., Ed., Bose, T., and C. Quay, \"Tides of the northern shore\", RFC 9999, July 2005.", "Abel, R., Ed., Bose, T., and C. Quay", "Tides of the northern shore", "", ""},
		{"and others", "Rosa Abel, Tim van Bose et al. “Tides of the northern shore.” Daily Tide, 2012.", "Rosa Abel, Tim van Bose et al.", "Tides of the northern shore", "Daily Tide", ""},
		{"IEEE", "R. Abel and T. M. Bose, “Tides of the northern shore,” Journal of Tides, vol. 12, 2012.", "R. Abel and T. M. Bose", "Tides of the northern shore", "Journal of Tides", ""},
		{"wiki", `Abel, Rosa; Bose, Tim (11 May 2021). "Tides of the 'northern' shore". The Daily Tide. Retrieved 3 June 2021.`, "Abel, Rosa; Bose, Tim", "Tides of the 'northern' shore", "The Daily Tide", "11 May 2021"},
		{"wiki, a book", "Abel, Rosa M. (1998). Tides in harbours and quays (1st ed.). Quay and Sons. ISBN 0-683-06105-4.", "Abel, Rosa M.", "Tides in harbours and quays (1st ed.)", "Quay and Sons", "1998"},
		{"wiki, no author", `"Tides and "floods" of the north" (in German). Der Tag. Archived from the original.`, "", `Tides and "floods" of the north`, "", ""},
		{"title and newspaper", `"Tides of the north." Daily Tide, 11 May 2021.`, "", "Tides of the north", "Daily Tide", ""},
		{"name and address", "Tides of the north - Daily Tide: https://tide.example/x", "", "Tides of the north - Daily Tide", "", ""},
		{"name and address without spaces", "北方的潮汐研究: https://tide.example/x", "", "北方的潮汐研究", "", ""},
		// when unsure, nothing
		{"a remark", `See "Tides of the north" for the rest.`, "", "", "", ""},
		{"a sentence that quotes", `"Tides of the north" is what he called it.`, "", "", "", ""},
		{"a word in quotes", `"Tides". Daily Tide.`, "", "", "", ""},
		{"names that may be a title", "Abel, Rosa. Tides and floods. London: Quay, 2012.", "", "", "", ""},
		{"APA, a title instead of the author", "Heater of the cabin. (2020). Automotive heating of today. https://stat.gov.uk/x", "", "", "", ""},
		{"no title", "Abel R (2012) Quay Learning.", "", "", "", ""},
		{"where it is to be had", "Tides of the north, available at: https://tide.example/x", "", "", "", ""},
		{"more than a name", "R. Abel. Tides of the north: https://tide.example/x", "", "", "", ""},
		{"an address", "https://tide.example/x", "", "", "", ""},
		{"nothing", "", "", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Reference{Text: test.text}
			r.fields()
			got := strings.Join([]string{r.Authors, r.Title, r.Publisher, r.Published.Text}, "|")
			if want := strings.Join([]string{test.authors, test.title, test.publisher, test.on}, "|"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	r := Reference{Text: `Abel, R. (2020). Tides of the north. Tides, 12(3).`, Title: "Tides", Published: Stated{Text: "2019", Origin: "jats"}}
	r.fields()
	if r.Title != "Tides" || r.Published.Text != "2019" || r.Authors != "Abel, R." {
		t.Errorf("what the structure said is lost: %+v", r)
	}
}

func FuzzFields(f *testing.F) {
	for _, seed := range []string{
		"Abel, R., & Bose, T. (2020). Tides of the north. Tides, 12(3).", "Abel R, Bose T (2012) Tides? No. J Tides 3: 4", "Abel R. Tides of it. J. 2012;3",
		`R. Abel, "Tides "of" it," Tides, vol. 3`, "Abel, Rosa (2020). „Tides of it“. X", "「北方的潮汐」. Y, 2020", "Tides of it: http://a",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
		r := Reference{Text: text}
		r.fields()
		for _, field := range []string{r.Title, r.Authors, r.Publisher, r.Published.Text} {
			if !strings.Contains(strings.ReplaceAll(text, " (in ", ""), strings.ReplaceAll(field, " (in ", "")) || field != strings.TrimSpace(field) {
				t.Fatalf("%q: %q is not what is written", text, field)
			}
		}
	})
}
