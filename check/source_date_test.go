package check_test

import (
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

func TestSourceDates(t *testing.T) {
	for _, test := range []struct{ text, published, accessed string }{
		{"Abel, R. Tides. 11 May 2021. Accessed 3 June 2021.", "11 May 2021", "3 June 2021"},
		{"Abel, R. Tides. Veröffentlicht am 11. Mai 2021, abgerufen am 3. Juni 2021.", "11. Mai 2021", "3. Juni 2021"},
		{"Abel, R. (2021, May 11). Tides of the north.", "2021, May 11", ""},
		{"Abel, R. Tides, consulté le 3 juin 2021", "", "3 juin 2021"},
		{"Abel, R. Tides, дата обращения: 3 июня 2021", "", "3 июня 2021"},
		{"Abel, R. Tides, 2021年5月11日閲覧。", "", "2021年5月11日"},
		{"Abel, R. Tides. Archived from the original on 11 May 2021. Retrieved 3 June 2021.", "", "3 June 2021"},
		{"Abel, R. Tides of 11 May 2021 and of 12 May 2021.", "", ""},
		{"Tides.", "", ""},
	} {
		published, accessed := check.SourceDates(&extract.Reference{Text: test.text})
		if published != test.published || accessed != test.accessed {
			t.Errorf("%s\n got %q, %q", test.text, published, accessed)
		}
	}
	ref := extract.Reference{Text: "\"The tide of 11 May 2021\". 12 May 2021.", Title: "The tide of 11 May 2021"}
	if published, _ := check.SourceDates(&ref); published != "12 May 2021" {
		t.Errorf("the title's date is taken for the source's: %q", published)
	}
	ref.Published.Text, ref.Accessed.Text = "2020", "2021"
	if published, accessed := check.SourceDates(&ref); published != "2020" || accessed != "2021" {
		t.Errorf("what the structure says is lost: %q, %q", published, accessed)
	}
}
