package whitespace

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	texts := []string{"", " ", "rents rose", " rents  rose\n", "rents\trose", "loyers élevés", "家賃 上昇", "Мы 5", "a\x00b", "caf\xe9 noir", "\xc2", "a\u00a0"}
	for r := range rune(0x3100) {
		if unicode.IsSpace(r) {
			texts = append(texts, "a"+string(r)+"b", string(r)+"a", "a "+string(r)+"b")
		}
	}
	for _, text := range texts {
		if got, want := Fold(text), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("Fold(%q) = %q, want %q (valid UTF-8: %t)", text, got, want, utf8.ValidString(text))
		}
	}
}
