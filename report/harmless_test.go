package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// forbidden are the code points that must never reach a terminal, spelt out
// here so that the test does not lean on the tables that it tests.
var forbidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0000, 0x001f, 1},
		{0x007f, 0x009f, 1},
		{0x00ad, 0x00ad, 1},
		{0x061c, 0x061c, 1},
		{0x180e, 0x180e, 1},
		{0x200b, 0x200b, 1},
		{0x200e, 0x200f, 1},
		{0x2028, 0x202e, 1},
		{0x2060, 0x206f, 1},
		{0x3164, 0x3164, 1},
		{0xe000, 0xf8ff, 1},
		{0xfeff, 0xfeff, 1},
		{0xfff9, 0xfffb, 1},
		{0xfffe, 0xffff, 1},
	},
	R32: []unicode.Range32{{0x1d173, 0x1d17a, 1}, {0xe0000, 0xe007f, 1}, {0xf0000, 0x10ffff, 1}},
}

// hiddenIn names the first thing in s that must not be sent raw, or "".
func hiddenIn(s string) string {
	for i, r := range s {
		if unicode.Is(forbidden, r) {
			return fmt.Sprintf("U+%04X", r)
		}
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			return fmt.Sprintf("byte %#x", s[i])
		}
	}
	return ""
}

func TestHarmless(t *testing.T) {
	for _, c := range []struct{ what, in, want string }{
		{"plain", "a [1] ~", "a [1] ~"},
		{"escape", "\x1b[31mred", "<U+001B>[31mred"},
		{"hyperlink", "\x1b]8;;https://x\x07", "<U+001B>]8;;https://x<U+0007>"},
		{"line ends and tab", "a\r\nb\tc", "a<U+000D><U+000A>b<U+0009>c"},
		{"del and C1", "\x7f\u009b31m\u0085", "<U+007F><U+009B>31m<U+0085>"},
		{"bidi override", "\u202egnp.exe", "<U+202E>gnp.exe"},
		{"bidi isolates", "\u2066a\u2069\u061c\u200e", "<U+2066>a<U+2069><U+061C><U+200E>"},
		{"zero width", "a\u200bb\u2060c\ufeff", "a<U+200B>b<U+2060>c<U+FEFF>"},
		{"separators", "\u2028\u2029", "<U+2028><U+2029>"},
		{"tags", "\U000e0041\U000e007f", "<U+E0041><U+E007F>"},
		{"private use", "\ue000\U0010fffd", "<U+E000><U+10FFFD>"},
		{"soft hyphen", "exam\u00adple", "exam<U+00AD>ple"},
		{"not UTF-8", "a\xffb\xc3", "a<0xFF>b<0xC3>"},
		{"joiner after a broken byte", "\xa9\u200d\xa9", "<0xA9><U+200D><0xA9>"},
		{"surrogate bytes", "\xed\xa0\x80", "<0xED><0xA0><0x80>"},
		{"real replacement character", "a\ufffdb", "a\ufffdb"},
		{"other scripts", "水位は二倍 Ελλάδα кириллица שלום السلام", "水位は二倍 Ελλάδα кириллица שלום السلام"},
		{"narrow no-break space", "10\u202f000\u00a0km", "10\u202f000\u00a0km"},
		{"combining", "e\u0301", "e\u0301"},
		{"Persian joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"Devanagari joiner", "क्\u200dष", "क्\u200dष"},
		{"Latin joiner", "pay\u200cpal\u200d", "pay<U+200C>pal<U+200D>"},
		{"emoji sequence", "👩\u200d🔬 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3", "👩\u200d🔬 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3"},
		{"stacked selectors", "a\ufe0f\ufe0f \ufe0f", "a\ufe0f<U+FE0F> <U+FE0F>"},
		{"build commands", "##[error]x ##vso[task.x]y ##teamcity[z", "#<U+0023>[error]x #<U+0023>vso[task.x]y #<U+0023>teamcity[z"},
		{"markdown heading", "## Heading [1]", "## Heading [1]"},
	} {
		if got := Harmless(c.in); got != c.want {
			t.Errorf("%s: Harmless(%+q) = %+q, want %+q", c.what, c.in, got, c.want)
		}
	}
}

// Every code point alone, between letters, and between letters that join.
func TestHarmlessShowsEveryHiddenCodePoint(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r == 0x40000 {
			r = 0xe0000 // the planes between hold nothing
		}
		for _, s := range []string{string(r), "a" + string(r) + "b", "ی" + string(r) + "خ"} {
			got := Harmless(s)
			if bad := hiddenIn(got); bad != "" {
				t.Fatalf("Harmless(%+q) = %+q holds %s", s, got, bad)
			}
		}
		if unicode.In(r, unicode.L, unicode.N, unicode.P) && r < 0x3000 && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) &&
			Harmless(string(r)) != string(r) {
			t.Errorf("%U is visible, but was rewritten to %q", r, Harmless(string(r)))
		}
	}
}

func FuzzHarmless(f *testing.F) {
	f.Add(hostile)
	f.Add("###[x #\u200d#vso[")
	f.Add("👩\u200d🔬\ufe0f")
	f.Fuzz(func(t *testing.T, s string) {
		got := Harmless(s)
		if bad := hiddenIn(got); bad != "" {
			t.Errorf("Harmless(%+q) = %+q holds %s", s, got, bad)
		}
		for _, command := range []string{"##[", "##vso[", "##teamcity["} {
			if strings.Contains(got, command) {
				t.Errorf("Harmless(%+q) = %+q holds a build command", s, got)
			}
		}
		if again := Harmless(got); again != got {
			t.Errorf("Harmless is not stable: %+q, then %+q", got, again)
		}
		for _, line := range wrap(fold(got), 20) {
			if strings.HasPrefix(line, "::") && len(line) < len(fold(got)) {
				t.Errorf("the wrapped line %q starts a build command", line)
			}
		}
		columns(truncate(got, 10)) // must end
	})
}

func FuzzJSONIsLosslessAndHidesNothing(f *testing.F) {
	f.Add(hostile)
	f.Add("\U000e0041\U0010ffff\u2028<&>\u200d\ufe0f\U000e0100")
	f.Fuzz(func(t *testing.T, s string) {
		written := struct {
			S   string        `json:"s"`
			All array[string] `json:"all"`
		}{s, each([]string{"#", s, s}, func(s *string) string { return *s })}
		var out strings.Builder
		stream := newStream(&out)
		if err := errors.Join(newEncoder(stream).document(written), stream.flush()); err != nil {
			t.Fatal(err)
		}
		encoded := out.String()
		if bad := hiddenIn(encoded); bad != "" {
			t.Errorf("%+q is written as %q, which holds %s", s, encoded, bad)
		}
		if strings.Contains(encoded, "##[") || strings.Contains(encoded, "##vso[") {
			t.Errorf("%+q is written as %q, which holds a build command", s, encoded)
		}
		var back struct {
			S   string
			All []string
		}
		if err := json.Unmarshal([]byte(encoded), &back); err != nil {
			t.Fatalf("%+q is written as %q: %v", s, encoded, err)
		}
		if want := string([]rune(s)); back.S != want || !slices.Equal(back.All, []string{"#", want, want}) {
			t.Errorf("%+q came back as %+q", want, back) // invalid bytes become U+FFFD
		}
	})
}
