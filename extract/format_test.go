package extract

import (
	"os"
	"strings"
	"testing"
)

// TestFormatsAreDocumented holds docs/formats.md to the table: every format has
// a section that names its endings.
func TestFormatsAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range formats {
		_, section, found := strings.Cut(string(data), "(`"+string(f.format)+"`)\n")
		section, _, _ = strings.Cut(section, "\n## ")
		if !found {
			t.Errorf("%s has no section", f.format)
		}
		for _, ending := range append(f.extensions, f.shared...) {
			if !strings.Contains(section, ending) {
				t.Errorf("the section of %s does not name %s", f.format, ending)
			}
		}
	}
}
