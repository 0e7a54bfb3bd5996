package date

import "testing"

func TestInText(t *testing.T) {
	tests := []struct{ text, want string }{
		// ISO 8601.
		{"Smith, J. A title. 2021-05-11.", "stated iso 2021-05-11"},
		{"Updated 2021-05-11T10:00:00Z by Smith", "stated iso 2021-05-11"},
		{"(2021-05-11)", "stated iso 2021-05-11"},
		{"Report 2021-05, page 3", "stated iso-month 2021-05"},
		{"Season 2010-11", ""},
		{"In the years 1998-05", ""},
		{"ISBN 978-2021-05-11", ""},
		{"ISBN 2021-05-11-3", ""},
		{"serial a2021-05-11", ""},
		{"2021-05-11x", ""},

		// Days with a month's name.
		{"11 May 2021", "stated day-month 2021-05-11"},
		{"Tuesday, 11th of May, 2021", "stated day-month 2021-05-11"},
		{"11-May-2021", "stated day-month 2021-05-11"},
		{"May 11, 2021", "stated month-day 2021-05-11"},
		{"Sept. 1st, 2021", "stated month-day 2021-09-01"},
		{"May 11 2021", "stated month-day 2021-05-11"},
		{"11. Mai 2021", "stated day-month 2021-05-11"},
		{"Wien, am 3. Jänner 2020.", "stated day-month 2020-01-03"},
		{"4. März 2019", "stated day-month 2019-03-04"},
		{"le 1er août 2021", "stated day-month 2021-08-01"},
		{"11 févr. 2021", "stated day-month 2021-02-11"},
		{"11 de mayo de 2021", "stated day-month 2021-05-11"},
		{"11 maggio 2021", "stated day-month 2021-05-11"},
		{"1º de março de 2021", "stated day-month 2021-03-01"},
		{"11 mei 2021", "stated day-month 2021-05-11"},
		{"den 11 maj 2021", "stated day-month 2021-05-11"},
		{"11 września 2021", "stated day-month 2021-09-11"},
		{"11 мая 2021 г.", "stated day-month 2021-05-11"},
		{"11 Ağustos 2021", "stated day-month 2021-08-11"},
		{"2021年5月11日", "stated cjk 2021-05-11"},
		{"2021년 5월 11일", "stated cjk 2021-05-11"},
		{"2021年5月", "stated cjk 2021-05"},

		// Less than a day.
		{"New York, May 2021.", "stated month-year 2021-05"},
		{"mayo de 2021", "stated month-year 2021-05"},
		{"Vol. 45 May 2021", "stated month-year 2021-05"},
		{"Vol. 30 February 2021", "stated month-year 2021-02"},
		{"held on 10–12 May 2021", "stated range 2021-05"},
		{"vom 23.-26.8.2017", ""},
		{"vom 23.–26. August 2017", "stated range 2017-08"},
		{"Tickets sold out 2021 again", ""},
		{"We may 2021 not forget", ""},
		{"Smith, J. (2021). Title.", "stated year 2021"},
		{"Smith, J. (2021a). Title.", "stated year 2021"},
		{"Smith, J. (2021, May 11). Title.", "published year-month 2021-05-11"},
		{"Smith, J. (2021, May). Title.", "published year-month 2021-05"},
		{"Müller, A. (2021, 11. Mai). Titel.", "published year-month 2021-05-11"},
		{"N Engl J Med. 2021 May 11;12(3):45-6.", "stated year-month 2021-05-11"},
		{"Smith 2019, May 2021", "stated month-year 2021-05"},
		{"Nineteen Eighty-Four, 1984, p. 2021", ""},
		{"(1234) people", ""},
		{"11 May", ""},
		{"11 May 21", ""},
		{"n.d.", ""},
		{"", ""},

		// Numbers only.
		{"05/11/2021", "stated numeric 2021-11-05|2021-05-11"},
		{"11.05.2021", "stated numeric 2021-05-11|2021-11-05"},
		{"5. 5. 2021", "stated numeric 2021-05-05"},
		{"13/05/2021", "stated numeric 2021-05-13"},
		{"05/13/2021", "stated numeric 2021-05-13"},
		{"2021/05/11", "stated year-first 2021-05-11"},
		{"2021.05.11", "stated year-first 2021-05-11"},
		{"version 1.2.2021", ""},
		{"v1.2.2021", ""},
		{"192.10.5.2021", ""},
		{"11.05.2021.3", ""},
		{"0.5.11.2021", ""},
		{"45/67/2021", ""},
		{"11/05/21", ""},

		// Days that do not exist.
		{"30 February 2021", "stated day-month !"},
		{"February 29, 2021", "stated month-day !"},
		{"2021-02-30", "stated iso !"},
		{"2021-13-05", "stated iso !"},
		{"31/04/2021", "stated numeric !"},
		{"13/13/2021", "stated numeric !"},
		{"(2021, June 31)", "published year-month !"},
		{"29 February 2024", "stated day-month 2024-02-29"},
		{"29 February 1900", "stated day-month !"},
		{"2021-45-99", ""},

		// Roles.
		{"May 11, 2021, accessed June 3, 2021", "stated month-day 2021-05-11; accessed month-day 2021-06-03"},
		{"Retrieved 10:30, May 11, 2021, from", "accessed month-day 2021-05-11"},
		{"Retrieved on May 11, 2021 from https://example.com/2020/01/01/x", "accessed month-day 2021-05-11"},
		{"(Accessed: 11 May 2021).", "accessed day-month 2021-05-11"},
		{"[Accessed 05/11/2021]", "accessed numeric 2021-11-05|2021-05-11"},
		{"Accessed 30 February 2021", "accessed day-month !"},
		{"abgerufen am 11. Mai 2021", "accessed day-month 2021-05-11"},
		{"Zugriff am 11.05.2021", "accessed numeric 2021-05-11|2021-11-05"},
		{"consulté le 11 mai 2021", "accessed day-month 2021-05-11"},
		{"Consultado el 11 de mayo de 2021", "accessed day-month 2021-05-11"},
		{"consultato il 11 maggio 2021", "accessed day-month 2021-05-11"},
		{"Acesso em: 11 maio 2021", "accessed day-month 2021-05-11"},
		{"11 mei 2021 geraadpleegd", "accessed day-month 2021-05-11"},
		{"2021年5月11日閲覧", "accessed cjk 2021-05-11"},
		{"[cited 2021 Jun 3]", "accessed year-month 2021-06-03"},
		{"|date=10 September 2013 |access-date=24 December 2013 |archive-date = June 15, 2014", "stated day-month 2013-09-10; accessed day-month 2013-12-24; archived month-day 2014-06-15"},
		{"published nine times in Rosario between 8 January 1896", "stated day-month 1896-01-08"},
		{"the most cited 11 May 2021", "stated day-month 2021-05-11"},
		{"Archived from the original on 11 May 2021. Retrieved 3 June 2021.", "archived day-month 2021-05-11; accessed day-month 2021-06-03"},
		{"2021-05-11. Retrieved 2021-06-01.", "stated iso 2021-05-11; accessed iso 2021-06-01"},
		{"Published 11 May 2021; accessed 3 June 2021", "published day-month 2021-05-11; accessed day-month 2021-06-03"},
		{"Retrieved memories. Psychology, 11 May 2021", "stated day-month 2021-05-11"},

		// What is inside addresses is not the text's.
		{"https://example.com/2021-05-11/a and 3 June 2021", "stated day-month 2021-06-03"},
		{"www.example.com/11.05.2021 theverge.com/2021/5/11/x", ""},
		{"doi:10.1101/2020.05.01.072678 10.1101/2020.05.01.072678", ""},
		{"arXiv:2105.12345 RFC 2021", ""},

		// Titles are read, and only stated.
		{"What happened on January 6, 2021", "stated month-day 2021-01-06"},
	}
	for _, tt := range tests {
		if got := showAll(InText(tt.text)); got != tt.want {
			t.Errorf("InText(%q)\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestInTextOffsets(t *testing.T) {
	text := "Müller (2021, 11. Mai). „Titel“. Abgerufen am 3. Juni 2021, https://example.com/2020-01-01"
	want := []string{"2021, 11. Mai", "3. Juni 2021"}
	got := InText(text)
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, r := range got {
		if r.Text != want[i] || text[r.Start:r.End] != want[i] {
			t.Errorf("reading %d: %q at %d:%d, want %q", i, r.Text, r.Start, r.End, want[i])
		}
	}
}

func TestImpossibleDayInTextSaysWhy(t *testing.T) {
	for text, want := range map[string]string{
		"30 February 2021": "February has 28 days, not 30",
		"2021-02-29":       "2021 is not a leap year: February has 28 days",
		"2021-13-05":       "there is no month 13",
		"2021-05-00":       "there is no day 0 in a month",
		"31. April 2021":   "April has 30 days, not 31",
	} {
		if got := InText(text); len(got) != 1 || got[0].Impossible != want || !got[0].Date.IsZero() {
			t.Errorf("InText(%q) = %+v, want %q", text, got, want)
		}
	}
}
