package date

import (
	"strings"
	"testing"
	"time"
)

// checkReadings states what holds for every reading of every input.
func checkReadings(t *testing.T, input string, readings []Reading) {
	t.Helper()
	last := 0
	for _, r := range readings {
		if r.Start < last || r.End <= r.Start || r.End > len(input) || input[r.Start:r.End] != r.Text {
			t.Fatalf("%q: reading %+v is out of place", input, r)
		}
		last = r.End
		kinds := 0
		if !r.Date.IsZero() {
			kinds++
		}
		if r.Impossible != "" {
			kinds++
		}
		if r.Ambiguous != nil {
			kinds++
			if len(r.Ambiguous) != 2 || !r.Ambiguous[0].Valid() || !r.Ambiguous[1].Valid() || r.Ambiguous[0] == r.Ambiguous[1] {
				t.Fatalf("%q: %+v", input, r)
			}
		}
		if r.Range != nil {
			if len(r.Range) != 2 || !r.Range[0].Valid() || !r.Range[1].Valid() || !r.Range[0].Before(r.Range[1]) {
				t.Fatalf("%q: %+v", input, r)
			}
			if r.Date.IsZero() {
				kinds++
			}
		}
		if r.Misnamed != "" && r.Date.Precision != Day {
			t.Fatalf("%q: %+v", input, r)
		}
		if kinds != 1 || !r.Date.IsZero() && !r.Date.Valid() || r.Form == "" || r.Role == "" {
			t.Fatalf("%q: %+v", input, r)
		}
	}
}

func FuzzInURL(f *testing.F) {
	for _, seed := range []string{
		"https://example.com/2021/05/11/a-b", "https://example.com/2021/02/30/a-b-c", "https://x.y/2021/may/1", "/2021-05-11", "a-2021-05-11.html",
		"https://web.archive.org/web/20210601083000id_/http:/e.com/20210511/x?date=20210511&date=2021-05-11#f", "://", "https://businessinsider.com/a-2021-5",
		"http://archive.ph/2021.06.01-083000/www.e.com", "2021-05/11", "http://en.people.cn/2021/0511/c", "\x00/\xff%", "?", "#", "//", "2021-05-11-2021-05-11",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		checkReadings(t, raw, InURL(raw))
		if r, ok := Published(raw); ok && (!r.Date.Valid() || r.Role != RolePublished) {
			t.Fatalf("%q: published %+v", raw, r)
		}
		SiteOf(raw)
	})
}

func FuzzInText(f *testing.F) {
	for _, seed := range []string{
		"11 May 2021", "May 11, 2021", "(2021, May 11)", "(2021a)", "2021 Jun 3", "2021-05-11T10:00Z", "05/11/2021", "11. 5. 2021", "2021年5月11日閲覧",
		"accessed 11 May 2021; archived 2021-02-30", "10–12 May 2021", "https://e.com/2021-05-11 x", "10.1101/2021.05.11", "1er août 2021", "\xff11 mei 2021 geraadpleegd",
		"10–12 May 2021", "April 28 – May 3, 2021", "(2019–21)", "Dienstag, den 11. Mai 2021", "2021年5月11日（火）", "2021-W19-2", "accessed 2021-131", "[circa 1850]",
		"2021-05-10/2021-05-12", ", Spring 2020",
		"2021,a,May.", "May.", "(2021", "11 de d' - Mai, de 2021",
	} {
		f.Add(seed)
	}
	f.Add("(n.d.-a)")
	f.Fuzz(func(t *testing.T, text string) {
		checkReadings(t, text, InText(text))
		if Undated(text) && !strings.ContainsAny(text, "([") {
			t.Fatalf("%q is called undated", text)
		}
	})
}

func FuzzParseISO(f *testing.F) {
	for i, seed := range []string{"2021", "2021-05", "2021-05-11", "2021-05-11T10:00:00.5+02:00", "2021-02-29", "2021-05-11T", "2021-05-11T10:00:0"} {
		f.Add(seed, int64(i)*1_000_000_007, i*100)
	}
	f.Fuzz(func(t *testing.T, s string, seconds int64, zone int) {
		if d, ok := ParseISO(s); ok != d.Valid() || ok && !strings.HasPrefix(s, d.String()) {
			t.Fatalf("ParseISO(%q) = %v, %v", s, d, ok)
		}
		const day = 24 * 60
		instant := time.Unix(seconds%200_000_000_000, 0).In(time.FixedZone("", zone%day*60))
		if y := instant.Year(); y < 1 || y > 9999 {
			return
		}
		written := instant.Format(time.RFC3339)
		if d, ok := ParseISO(written); !ok || d != onDay(instant.Date()) {
			t.Fatalf("ParseISO(%q) = %v, %v", written, d, ok)
		}
	})
}

func FuzzNamesInURL(f *testing.F) {
	for _, seed := range []string{
		"https://example.com/zuckerberg-meta-ai", "/covid-19-covid19", "https://e.com/t%C3%BCrkiye-and", "/%", "/%zz-openai%", "/meta-meta-meta-to", "/a.b/openai-x.html",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		for _, u := range BuiltInNames().InURL(raw) {
			if u.Start < 0 || u.End <= u.Start || u.End > len(raw) || u.Word == "" || u.Name.Name == "" {
				t.Fatalf("%q: %+v", raw, u)
			}
		}
	})
}

// hostile are inputs that make careless readers slow.
func hostile(n int) []string {
	var all []string
	for _, unit := range []string{
		"2021/02/30/", "2021/05/", "20210511083000/http://", "meta-", "-2021-05-11", "/", "-", "1", "a", "%C3", "2021-05-11 ", "May 11, ", "11. ", "(2021, ",
		"www.)", "accessed ", "2021年", "doi:", "10.1/", "accessed, ", "openai-covid-19/", "1–", "May–", "2021-W19-", "2021-05-10/", "(n.d", "Monday, ", "year=2021&month=5&", ".", "1.", "\xff", "https://e.com/", "zuckerberg-meta-",
	} {
		all = append(all, strings.Repeat(unit, n/len(unit)))
	}
	return all
}

// Quarter megabytes of what would make a quadratic reader run for many seconds. It is also the proof that offsets hold
// there.
func TestHostileInputs(t *testing.T) {
	for _, s := range hostile(1 << 18) {
		checkReadings(t, "https://e.com/"+s, InURL("https://e.com/"+s))
		checkReadings(t, s, InText(s))
		checkReadings(t, "https://e.com/"+s, InIDs("https://e.com/"+s))
		InDOI("10.1016/" + s)
		InArXiv(s)
		Undated(s)
		InByline(s)
		InValue(s)
		BuiltInNames().InURL("https://e.com/" + s)
		SiteOf("https://" + s)
	}
}

const benchURL = "https://www.technologyreview.com/2021/05/11/1024563/mark-zuckerberg-meta-ai-superintelligence-open-source/"

func BenchmarkInURL(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		InURL(benchURL)
	}
}

func BenchmarkNamesInURL(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		BuiltInNames().InURL(benchURL)
	}
}

func BenchmarkInIDs(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		InIDs(benchURL)
	}
}

const benchText = `Müller, A., & Smith, J. (2021, May 11). "A title of some words, and their order." The Journal, 12(3), 45–67. ` +
	`https://doi.org/10.1000/182. Archived from the original on 3 June 2021. Retrieved 2021-06-05.`

func BenchmarkInText(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		InText(benchText)
	}
}

func FuzzInIDs(f *testing.F) {
	for _, tt := range realIDs {
		f.Add(tt.url)
	}
	f.Add("https://doi.org/10.48550/arXiv.1706.03762")
	f.Fuzz(func(t *testing.T, raw string) {
		readings := InIDs(raw)
		checkReadings(t, raw, readings)
		for _, r := range readings {
			if r.Date.Year > lastIDYear || !r.Instant.IsZero() && r.Date != onDay(r.Instant.Date()) {
				t.Fatalf("%q: %+v", raw, r)
			}
		}
	})
}

func FuzzPapers(f *testing.F) {
	for _, seed := range []string{"1706.03762v7", "hep-th/9711200", "10.1101/2020.05.01.072678", "10.48550/arXiv.1706.03762", "10.48550/ArXiv.\xba\xff", "10.1016/j.cell.2020.02.058"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if r, ok := InArXiv(id); ok {
			checkReadings(t, id, []Reading{r})
		}
		if r, ok := InDOI(id); ok {
			checkReadings(t, id, []Reading{r})
		}
	})
}
