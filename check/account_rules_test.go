package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// accounts are the rules that weigh what a reference says of its source's days.
var accounts = []string{"access-before-publication", "access-after-article", "weekday-mismatch", "ambiguous-date", "archive-date-mismatch"}

// ofClaims lists "rule severity" of the findings of those rules.
func ofClaims(r *check.Result) string {
	var said []string
	for _, rule := range accounts {
		for _, f := range byRule(r, rule) {
			said = append(said, rule+" "+f.Severity.String())
		}
	}
	return strings.Join(said, ", ")
}

func TestClaims(t *testing.T) {
	tests := []struct {
		name      string
		ref       string
		published date.Date
		want      string
	}{
		// Looked up before it was published.
		{"the wrong year in January", `"Rents". The Post. 11 May 2021. Retrieved 4 January 2021. https://stat.gov.uk/r`, noDay, "access-before-publication warning"},
		{"author and date in parentheses", `Abel, Ruth (December 17, 2020). "Rents". The Post. Retrieved March 6, 2020.`, noDay, "access-before-publication warning"},
		{"between commas behind a title", `Ruth Abel, "Rents", The Post, 11 May 2021, accessed 4 January 2021.`, noDay, "access-before-publication warning"},
		{"by its address", `"Rents". https://stat.gov.uk/2021/05/11/rents (accessed 4 January 2021)`, noDay, "access-before-publication warning"},
		{"in German", `Ruth Abel: „Mieten“. Die Post, 11. Mai 2021, abgerufen am 4. Januar 2021.`, noDay, "access-before-publication warning"},
		{"in French, with the day of access in brackets", "« Loyers », La Poste, 11 mai 2021 (consulté le 4 janvier 2021)", noDay, "access-before-publication warning"},
		{"in Chinese", "“Rents”. 2021-05-11, 访问时间为 一月 4, 2021， https://stat.gov.uk/r", noDay, "access-before-publication warning"},
		{"in the right order", `"Rents". The Post. 11 May 2021. Retrieved 4 January 2022.`, noDay, ""},
		{"on the same day", `"Rents". The Post. 11 May 2021. Retrieved 11 May 2021.`, noDay, ""},
		{"a day before, east of here", `"Rents". The Post. 11 May 2021. Retrieved 10 May 2021.`, noDay, ""},
		{"a weekly that is dated ahead", `"Rents". The Weekly. 21 May 2021. Retrieved 14 May 2021.`, noDay, "access-before-publication info"},
		{"no weekly is dated so far ahead", `"Rents". The Weekly. 30 May 2021. Retrieved 14 May 2021.`, noDay, "access-before-publication warning"},
		{"a monthly that is dated ahead", `"Rents". The Monthly. July 2021. Retrieved 14 May 2021.`, noDay, ""},
		{"a month far ahead", `"Rents". The Monthly. September 2021. Retrieved 14 May 2021.`, noDay, "access-before-publication warning"},
		{"next year's volume", `Abel, R. (2022). Rents of the harbour. Journal of Rent 12. Retrieved 14 May 2021.`, noDay, ""},
		{"a year far ahead", `Abel, R. (2024). Rents of the harbour. Journal of Rent 12. Retrieved 14 May 2021.`, noDay, "access-before-publication warning"},
		{"a coming day in a quoted title", `"What will happen on 26 July 2024". The Post. Retrieved 5 May 2023.`, noDay, ""},
		{"a coming day between commas of a title", `"The games, 26 July 2024, in pictures". The Post. Retrieved 5 May 2023.`, noDay, ""},
		{"a coming day in a quotation", `"The games". The Post. Quote: "We open, 26 July 2024, at noon". Retrieved 5 May 2023.`, noDay, ""},
		{"the same in German", `„Die Spiele, 26. Juli 2024, in Bildern“. Die Post, abgerufen am 5. Mai 2023.`, noDay, ""},
		{"a year that is only about right", `Abel, R. Rents of the harbour (c. 2024). Retrieved 14 May 2021.`, noDay, ""},
		{"a day that words follow", `Abel, R. Rents of the harbour (11 May 2021 and later). Retrieved 4 January 2021.`, noDay, ""},
		{"a DOI beside the address", `Abel, R. "Rents". The Post. 11 May 2021. https://stat.gov.uk/r https://doi.org/10.1000/x. Retrieved 4 January 2021.`, noDay, "access-before-publication warning"},
		{"a note on many days", `Abel, R. "Rents". ` + strings.Repeat("The Post. 11 May 2021. ", 11) + "Retrieved 4 January 2021.", noDay, ""},
		{"a coming day in a plain title", `Schedule of the games, 26 July 2024, accessed 5 May 2023, https://stat.gov.uk/r`, noDay, ""},
		{"a date that words are said of", `Abel, R. "Rents". doi:10.1000/x (inactive 22 May 2018). Retrieved 18 June 2017.`, noDay, ""},
		{"two sources", `"Rents". The Post. 11 May 2021. https://post.gov.uk/r. See also wages, https://stat.gov.uk/w, accessed 4 January 2021.`, noDay, ""},
		{"two days of access", `"Rents". The Post. 11 May 2021. Retrieved 4 January 2021. Retrieved 5 January 2022.`, noDay, ""},
		{"bare digits that may be an id", "Rents. https://stat.gov.uk/rents/20210511/x (accessed 4 January 2021)", noDay, ""},

		// Looked up after the article appeared.
		{"long after", "Rents. https://stat.gov.uk/r (accessed 4 January 2022)", day(2021, 5, 11), "access-after-article warning"},
		{"within a month", "Rents. https://stat.gov.uk/r (accessed 20 May 2021)", day(2021, 5, 11), "access-after-article info"},
		{"the day after, east of here", "Rents. https://stat.gov.uk/r (accessed 12 May 2021)", day(2021, 5, 11), ""},
		{"the article's month", "Rents. https://stat.gov.uk/r (accessed 20 May 2021)", inMonth(2021, 5), ""},
		{"before it", "Rents. https://stat.gov.uk/r (accessed 4 January 2021)", day(2021, 5, 11), ""},
		{"in the future, which is another rule's", "Rents. https://stat.gov.uk/r (accessed 4 January 2027)", day(2021, 5, 11), ""},

		// Weekdays.
		{"a Wednesday", "Rents. Monday, 12 May 2021. https://stat.gov.uk/r", noDay, "weekday-mismatch warning"},
		{"as it was", "Rents. Wednesday, 12 May 2021. https://stat.gov.uk/r", noDay, ""},
		{"in French", "Loyers. lundi 12 mai 2021. https://stat.gov.uk/r", noDay, "weekday-mismatch warning"},
		{"in Japanese", "家賃 2021年5月12日（月） https://stat.gov.uk/r", noDay, "weekday-mismatch warning"},
		{"a newspaper's name", "Rents. Mail on Sunday, 12 May 2021. https://stat.gov.uk/r", noDay, ""},
		{"of the old calendar", "Rents. Monday, 12 May 1706. https://stat.gov.uk/r", noDay, ""},

		// Two readings.
		{"one after the article", "Rents. https://stat.gov.uk/r (accessed 05/07/2021)", day(2021, 5, 11), "ambiguous-date info"},
		{"one not come yet", "Rents. https://stat.gov.uk/r (accessed 03/02/2026)", noDay, ""},
		{"one far from come", "Rents. https://stat.gov.uk/r (accessed 04/01/2026)", noDay, "ambiguous-date info"},
		{"one before its source", `"Rents". The Post. 11 May 2021. Retrieved 03/07/2021. https://stat.gov.uk/r`, noDay, "ambiguous-date info"},
		{"both before today", "Rents. https://stat.gov.uk/r (accessed 05/07/2021)", noDay, ""},
		{"both after the article", "Rents. https://stat.gov.uk/r (accessed 05/07/2021)", day(2021, 1, 11), ""},
		{"with dots", "Rents. https://stat.gov.uk/r (accessed 05.07.2021)", day(2021, 5, 11), ""},
		{"the same day either way", "Rents. https://stat.gov.uk/r (accessed 05/05/2021)", day(2021, 5, 11), ""},

		// Copies in archives.
		{"another day than it says", "Rents. https://web.archive.org/web/20210511083000/https://stat.gov.uk/r. Archived from the original on 5 November 2021.", noDay, "archive-date-mismatch warning"},
		{"the day that it says", "Rents. https://web.archive.org/web/20210511083000/https://stat.gov.uk/r. Archived from the original on 11 May 2021.", noDay, ""},
		{"late in the evening, west of here", "Rents. https://web.archive.org/web/20210511013000/https://stat.gov.uk/r. Archived from the original on 10 May 2021.", noDay, ""},
		{"archive.today, in German", "Mieten. https://archive.ph/2021.05.11-083000/https://stat.gov.uk/r (archiviert am 5. November 2021)", noDay, "archive-date-mismatch warning"},
		{"an address that hides it", "Rents. https://archive.ph/Ab1Cd. Archived on 5 November 2021.", noDay, ""},
		{"older than its source", `"Rents". The Post. 11 May 2021. https://web.archive.org/web/20190304083000/https://stat.gov.uk/r`, noDay, "archive-date-mismatch warning"},
		{"older than the page's own address", "Rents. https://web.archive.org/web/20190304083000/https://stat.gov.uk/2021/05/11/r", noDay, "archive-date-mismatch warning"},
		{"of a weekly that is dated ahead", `"Rents". The Weekly. 21 May 2021. https://web.archive.org/web/20210514083000/https://stat.gov.uk/r`, noDay, "archive-date-mismatch info"},
		{"years after its source", `"Rents". The Post. 11 May 2001. https://web.archive.org/web/20210514083000/https://stat.gov.uk/r`, noDay, ""},
		{"looked up long before the copy", "Rents. https://web.archive.org/web/20210511083000/https://stat.gov.uk/r. Retrieved 4 January 2011.", noDay, ""},
		{"looked up long after the copy", "Rents. https://web.archive.org/web/20110511083000/https://stat.gov.uk/r. Retrieved 4 January 2021.", noDay, ""},
		{"several copies", "Rents. https://web.archive.org/web/20210511083000/https://stat.gov.uk/r and https://web.archive.org/web/20220511083000/https://stat.gov.uk/r. Archived 5 November 2021.", noDay, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, cite("So it goes", tt.ref, "https://stat.gov.uk/wages"), check.Options{Published: tt.published})
			if got := ofClaims(r); got != tt.want {
				t.Errorf("%s\n got %q, want %q", tt.ref, got, tt.want)
			}
		})
	}
}

var noDay date.Date

func inMonth(y, m int) date.Date {
	d, _ := date.ParseISO(pad(y, 4) + "-" + pad(m, 2))
	return d
}

// TestClaimsOfCitationTemplates: what the format names is taken, and what it leaves open is not filled in from the text.
func TestClaimsOfCitationTemplates(t *testing.T) {
	for name, tt := range map[string]struct{ template, want string }{
		"the wrong year":           {"|title=Rents |date=11 May 2021 |access-date=4 January 2021", "access-before-publication warning"},
		"no date of publication":   {"|title=Rents |access-date=9 March 2015 |archive-url=https://web.archive.org/web/20121015000000/https://stat.gov.uk/r", ""},
		"a field of another kind":  {"|title=Rents |series=11 May 2021 |access-date=4 January 2021", ""},
		"a title that is a day":    {"|title=26 July 2024 |archive-url=https://web.archive.org/web/20121015000000/https://stat.gov.uk/r", ""},
		"another day of archiving": {"|title=Rents |archive-url=https://web.archive.org/web/20121015000000/https://stat.gov.uk/r |archive-date=5 May 2013", "archive-date-mismatch warning"},
		"in order":                 {"|title=Rents |date=11 May 2012 |access-date=9 March 2015 |archive-url=https://web.archive.org/web/20121015000000/https://stat.gov.uk/r |archive-date=15 October 2012", ""},
	} {
		text := "It rose.<ref>{{cite web |url=https://stat.gov.uk/r " + tt.template + "}}</ref>\n"
		if got := ofClaims(judge(t, extract.FormatWikitext, text, check.Options{})); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestWhatThePageSays: pages that are brought up to date often get a new date, so theirs is a note.
func TestWhatThePageSays(t *testing.T) {
	published := date.PageDate{Reading: date.Reading{Date: day(2021, 5, 11), Role: date.RolePublished, Text: "2021-05-11"}, Origin: date.OriginMeta, Field: "article:published_time"}
	two := cite("So it goes", "Rents. https://stat.gov.uk/r and https://stat.gov.uk/s (accessed 4 January 2021)")
	if got := ofClaims(judge(t, extract.FormatText, two, check.Options{Web: fakeWeb{"https://stat.gov.uk/s": {Verdict: link.Alive, Status: 200, Dates: []date.PageDate{published}}}})); got != "" {
		t.Errorf("%q of a reference with two pages", got)
	}
	for verdict, want := range map[link.Verdict]string{link.Alive: "access-before-publication info", link.SoftDead: ""} {
		web := fakeWeb{"https://stat.gov.uk/r": {Verdict: verdict, Status: 200, Dates: []date.PageDate{published}}}
		r := judge(t, extract.FormatText, cite("So it goes", "Rents. https://stat.gov.uk/r (accessed 4 January 2021)"), check.Options{Web: web})
		if got := ofClaims(r); got != want {
			t.Errorf("%s: %q, want %q", verdict, got, want)
		}
	}
}

// TestOneFactOfManyReferences: four sources that were looked up after the article say that it was changed.
func TestOneFactOfManyReferences(t *testing.T) {
	var refs []string
	for _, topic := range []string{"rents", "wages", "prices", "hopes", "fears"} {
		refs = append(refs, "About "+topic+". https://stat.gov.uk/"+topic+" (accessed 4 January 2022)")
	}
	o := check.Options{Published: day(2021, 5, 11)}
	found := byRule(judge(t, extract.FormatText, cite("So it goes", refs...), o), "access-after-article")
	if len(found) != 1 || found[0].Severity != check.Info || fact(found[0], "references") != "1, 2, 3, 4, 5" {
		t.Errorf("findings %+v, want one note that names the five", found)
	}
	found = byRule(judge(t, extract.FormatText, cite("So it goes", refs[:3]...), o), "access-after-article")
	if len(found) != 3 || found[0].Severity != check.Warning {
		t.Errorf("findings %+v, want three warnings", found)
	}
}

// TestAnArticleThatSaysWhenItWasChanged is not reproached with its newer sources.
func TestAnArticleThatSaysWhenItWasChanged(t *testing.T) {
	text := "---\ndate: 2021-05-11\n%s---\n\nRents rose [^1].\n\n[^1]: Rents. https://stat.gov.uk/r (accessed 4 January 2022)\n"
	for changed, want := range map[string]string{"": "access-after-article warning", "lastmod: 2022-01-05\n": "", "lastmod: 2021-06-01\n": "access-after-article warning", "lastmod: soon\n": "access-after-article warning"} {
		r := judge(t, extract.FormatMarkdown, strings.Replace(text, "%s", changed, 1), check.Options{})
		if got := ofClaims(r); got != want {
			t.Errorf("%q: %q, want %q", changed, got, want)
		}
	}
	r := judge(t, extract.FormatMarkdown, strings.Replace(text, "date: 2021-05-11\n%s", "title: x\n", 1), check.Options{})
	if got := ofClaims(r); got != "" || len(r.NotJudged) != 1 || !strings.Contains(r.NotJudged[0], "looked up after the article") {
		t.Errorf("%q, not judged %q, want the missing date", got, r.NotJudged)
	}
}

// TestListsOfNumbers: the other dates of a list tell how to read an ambiguous one, unless they contradict each other.
func TestListsOfNumbers(t *testing.T) {
	for name, tt := range map[string]struct {
		days []string
		want string // the dates that the note names
	}{
		"day first":                {[]string{"25/04/2021", "05/07/2021"}, ""},
		"month first":              {[]string{"04/25/2021", "05/07/2021"}, ""},
		"both":                     {[]string{"25/04/2021", "04/25/2021", "05/07/2021", "06/08/2021"}, "05/07/2021, 06/08/2021"},
		"both, and nothing open":   {[]string{"25/04/2021", "04/25/2021"}, ""},
		"neither, and it matters":  {[]string{"05/07/2021", "02/03/2021"}, "05/07/2021"},
		"neither, with ISO beside": {[]string{"05/07/2021", "2021-03-04"}, "05/07/2021"},
	} {
		var refs []string
		for _, d := range tt.days {
			refs = append(refs, "Rents. https://stat.gov.uk/"+strings.ReplaceAll(d, "/", "-x-")+" (accessed "+d+")")
		}
		found := byRule(judge(t, extract.FormatText, cite("So it goes", refs...), check.Options{Published: day(2021, 5, 11)}), "ambiguous-date")
		got := ""
		if len(found) > 0 {
			got, _ = fact(found[0], "dates").(string)
		}
		if got != tt.want || len(found) > 1 {
			t.Errorf("%s: %d notes on %q, want one on %q", name, len(found), got, tt.want)
		}
	}
}

// TestCopiesInTheText: a link in the text is held against nothing but its own address.
func TestCopiesInTheText(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want string
	}{
		"older than its page":        {"It [rose](https://web.archive.org/web/20190304083000/https://stat.gov.uk/2021/05/11/r).\n", "archive-date-mismatch warning"},
		"younger than its page":      {"It [rose](https://web.archive.org/web/20220304083000/https://stat.gov.uk/2021/05/11/r).\n", ""},
		"digits that may be an id":   {"It [rose](https://web.archive.org/web/20190304083000/https://stat.gov.uk/rents/20210511/r).\n", ""},
		"cited by a reference, also": {"It [rose](https://web.archive.org/web/20190304083000/https://stat.gov.uk/2021/05/11/r) [^1].\n\n[^1]: https://web.archive.org/web/20190304083000/https://stat.gov.uk/2021/05/11/r\n", "archive-date-mismatch warning"},
	} {
		if got := ofClaims(judge(t, extract.FormatMarkdown, tt.text, check.Options{})); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
