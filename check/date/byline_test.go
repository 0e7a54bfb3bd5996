package date

import "testing"

func TestInByline(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Published: 11 May 2021", "2021-05-11"},
		{"Published on May 11, 2021 by the Harbour Office", "2021-05-11"},
		{"Veröffentlicht am 11. Mai 2021", "2021-05-11"},
		{"Date: 2021-05-11", "2021-05-11"},
		{"Report generated 2021-05-11", "2021-05-11"},
		{"By Ann Abel | 11 May 2021", "2021-05-11"},
		{"Von Ann Abel und Bo Bose, 11. Mai 2021, 10:30 Uhr", "2021-05-11"},
		{"11 May 2021", "2021-05-11"},
		{"Tuesday, May 11, 2021", "2021-05-11"},
		{"BERLIN, 11 May 2021 (dpa)", "2021-05-11"},
		{"2021年5月11日", "2021-05-11"},

		{"Updated: 11 May 2021", ""},
		{"Published 11 May 2021, updated 12 May 2021", "2021-05-11"},
		{"Last accessed 11 May 2021", ""},
		{"Expires: 11 May 2021", ""},
		{"Deadline: 11 May 2021", ""},
		{"Period: 1 May 2021 - 31 May 2021", ""},
		{"The harbour rose on 11 May 2021.", ""},
		{"The great flood of 11 May 2021", ""},
		{"Copyright © 11 May 2021", ""},
		{"May 2021", ""},
		{"05/11/2021", ""},
		{"30 February 2021", ""},
		{"Date: today", ""},
		{"", ""},
	}
	for _, tt := range tests {
		r, ok := InByline(tt.line)
		if ok != (tt.want != "") || r.Date.String() != tt.want {
			t.Errorf("%q: read %s (%v), want %q", tt.line, r.Date, ok, tt.want)
		}
	}
}
