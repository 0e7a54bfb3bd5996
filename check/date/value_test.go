package date

import "testing"

func TestInValue(t *testing.T) {
	tests := []struct{ value, want string }{
		// What machines write.
		{"2021-05-11", "stated iso 2021-05-11"},
		{" 2021-05-11T10:00:00Z\n", "stated iso 2021-05-11"},
		{"2021-05-11 10:00:00 +0200", "stated iso 2021-05-11"},
		{"2021-05-11T10:00:00.000+02:00", "stated iso 2021-05-11"},
		{"2021-05-11 10:00:00 UTC", "stated iso 2021-05-11"},
		{"2021-05-11T10:05:0Z", "stated iso 2021-05-11"},
		{"2021年5月11日 10時30分", "stated cjk 2021-05-11"},
		{"2021-05-11|13h00", "stated iso 2021-05-11"},
		{"2021-05", "stated iso-month 2021-05"},
		{"2021", "stated year 2021"},
		{"20210511", "stated yyyymmdd 2021-05-11"},
		{"20210511T100000Z", "stated yyyymmdd 2021-05-11"},
		{"2021/05/11 10:00:00", "stated year-first 2021-05-11"},
		{"Tue, 11 May 2021 10:00:00 GMT", "stated day-month 2021-05-11"},
		{"Tue, 11 May 2021 10:00:00 -0500 (CDT)", "stated day-month 2021-05-11"},
		{"Tue May 11 2021 10:00:00 GMT+0200 (Central European Summer Time)", "stated month-day 2021-05-11"},
		{"11-May-2021", "stated day-month 2021-05-11"},

		// What people write.
		{"11 May 2021", "stated day-month 2021-05-11"},
		{"May 11, 2021 10:00 am EST", "stated month-day 2021-05-11"},
		{"May 11, 2021 at 3 p.m. ET", "stated month-day 2021-05-11"},
		{"Tuesday, 11 May 2021", "stated day-month 2021-05-11"},
		{"Di., 11. Mai 2021 - 10:30", "stated day-month 2021-05-11"},
		{"Dienstag, 11. Mai 2021, 10.30 Uhr", "stated day-month 2021-05-11"},
		{"mar. 11 mai 2021 à 10h30", "stated day-month 2021-05-11"},
		{"11 мая 2021 г.", "stated day-month 2021-05-11"},
		{"2021年5月11日 星期二 10:30", "stated cjk 2021-05-11"},
		{"2021년 5월 11일 (화)", "stated cjk 2021-05-11"},
		{"2021年5月11日（火）10時30分", "stated cjk 2021-05-11"},
		{"Published: 11 May 2021", "stated day-month 2021-05-11"},
		{"Veröffentlicht am 11. Mai 2021", "stated day-month 2021-05-11"},
		{"May 2021", "stated month-year 2021-05"},
		{"Spring 2021", "stated season 2021"},
		{"05/11/2021 10:00 pm", "stated numeric 2021-11-05|2021-05-11"},
		{"2021-02-30", "stated iso !"},
		{"30 February 2021, 10:00", "stated day-month !"},

		// What holds a date and is none.
		{"2021-05-11 draft of the harbour board", ""},
		{"2021-05-11 draft", ""},
		{"2021-05-11-tides", ""},
		{"2021-05-11 v2", ""},
		{"2021-05-11 10 tides", ""},
		{"11 May 2021: 12 dead", ""},
		{"11 May 2021 - 15", ""},
		{"11 May 2021 is a Tuesday", ""},
		{"Due 11 May 2021", ""},
		{"until 11 May 2021", ""},
		{"as of 11 May 2021", ""},
		{"© 11 May 2021", ""},
		{"2021年5月11日締切", ""},
		{"2021年5月11日更新", ""},
		{"By 11 May 2021", ""},
		{"Received 11 May 2020; accepted 11 May 2021", ""},
		{"10–12 May 2021", ""}, // a meeting's days
		{"from 2021-05-11 to 2021-05-12", ""},
		{"Volume 12, 11 May 2021", ""},
		{"{{ date }}", ""},
		{"{created: 2021-05-11}", ""},
		{"today", ""},
		{"last-modified", ""},
		{":git", ""},
		{"1620727200", ""}, // may be a serial number
		{"", ""},
	}
	for _, tt := range tests {
		got := ""
		if r, ok := InValue(tt.value); ok {
			got = show(r)
			if tt.value[r.Start:r.End] != r.Text {
				t.Errorf("%q: read %q at %d:%d", tt.value, r.Text, r.Start, r.End)
			}
		}
		if got != tt.want {
			t.Errorf("InValue(%q) = %q, want %q", tt.value, got, tt.want)
		}
	}
}
