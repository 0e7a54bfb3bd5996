package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// addressFindings writes the findings of the rules about addresses as "rule
// severity label".
func addressFindings(r *check.Result) string {
	var out []string
	for _, f := range r.Findings {
		switch f.Rule {
		case "opaque-redirect", "search-result-source", "homepage-source", "shortened-url", "cached-copy", "chatbot-tracking", "tracking-parameters", "unsupported-scheme":
			out = append(out, strings.TrimSpace(f.Rule+" "+f.Severity.String()+" "+f.Label))
		}
	}
	return strings.Join(out, ", ")
}

func TestAddressRules(t *testing.T) {
	many := func(pattern string) string {
		var b strings.Builder
		for i := 1; i <= 5; i++ {
			fmt.Fprintf(&b, "[%d] %s\n", i, fmt.Sprintf(pattern, i))
		}
		return b.String()
	}
	for _, test := range []struct{ name, text, list, want string }{
		{"in the text a warning is a note", "See https://bit.ly/3x and https://nyti.ms/2x.", "[1] https://stat.gov.uk/a\n", "shortened-url info"},
		{"cited by a reference, too", "See https://bit.ly/3x.", "[1] https://bit.ly/3x\n", "shortened-url warning"},
		{"five redirects are five", "", many("https://vertexaisearch.cloud.google.com/grounding-api-redirect/A%d"), "opaque-redirect error 1, opaque-redirect error 2, opaque-redirect error 3, opaque-redirect error 4, opaque-redirect error 5"},
		{"five notes are one", "", many("https://stat.gov.uk/search?q=%d"), "search-result-source info"},
		{"five of one chatbot are one", "", many("https://stat.gov.uk/%d?utm_source=chatgpt.com"), "chatbot-tracking warning"},
		{"five that track are one", "", many("https://stat.gov.uk/%d?utm_source=letter"), "tracking-parameters info"},
		{"a chatbot's mark is not also tracking", "", "[1] https://stat.gov.uk/a?utm_source=chatgpt.com&utm_medium=x\n", "chatbot-tracking warning 1"},
		{"a redirect is not also tracking", "", "[1] https://www.google.com/url?q=https://stat.gov.uk/a&utm_source=x\n", "opaque-redirect warning 1"},
		{"a file of a chatbot's user has no other fault", "", "[1] sandbox://mnt/data/x.csv\n", "opaque-redirect error 1"},
		{"a front page for an article", "", "[1] \"Rents rise for the third year\", Daily Tide. https://www.dailytide.co.uk/\n", "homepage-source warning 1"},
		{"a front page for a day", "", "[1] Daily Tide, 11 May 2021, https://www.dailytide.co.uk/en/\n", "homepage-source warning 1"},
		{"a front page for a report", "", "[1] Abel R (2009) Rents of the north: law, trade and doubt. London: Tide House. https://www.tidehouse.co.uk\n", "homepage-source info 1"},
		{"a day of looking it up", "", "[1] Daily Tide, accessed 11 May 2021, https://www.dailytide.co.uk/\n", ""},
		{"an institution", "", "[1] Statistical Office. https://stat.gov.uk/\n", ""},
		{"only the address", "", "[1] https://stat.gov.uk/\n", ""},
		{"an official website", "", "[1] Abel Trio, \"Official website of the trio\", 11 May 2021. https://abeltrio.co.uk/\n", ""},
		{"an article with a site of its own", "", "[1] \"How the harbour was lost to us\". https://lostharbour.co.uk/\n", ""},
		{"a DOI names the work", "", "[1] \"Rents rise for the third year\", doi:10.1000/a. https://www.dailytide.co.uk/\n", ""},
		{"another address names the page", "", "[1] \"Rents rise for the third year\", https://www.dailytide.co.uk/, https://web.archive.org/web/2021/https://www.dailytide.co.uk/rents\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "Rents rose [1], and wages did not. " + test.text + "\n\nReferences\n" + test.list + "[9] https://stat.gov.uk/wages\n"
			if got := addressFindings(judge(t, extract.FormatText, text, check.Options{})); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestRepairedURLs(t *testing.T) {
	const text = "Rents rose [1], and wages did not [2]. %s\n\nReferences\n%s[9] https://stat.gov.uk/wages\n"
	for _, test := range []struct{ name, body, list, want string }{
		{"a soft hyphen", "", "[1] https://stat.gov.uk/ren\u00adts\n", `info 1 https://stat.gov.uk/rents`},
		{"disarmed", "", "[1] https://stat[.]gov.uk/rents\n", `info 1 https://stat.gov.uk/rents`},
		{"over a line end", "", "[1] Abel, R. Rents of the northern harbour, https://stat.gov.uk/\n    rents_2019/all\n[2] Bose, T. Wages of the northern harbour and of\n    the southern one, 2020.\n", `info 1 https://stat.gov.uk/rents_2019/all`},
		{"in the text", "See https://stat.gov.uk/\u200brents.", "", `info  https://stat.gov.uk/rents`},
		{"five are one", "", "[1] https://stat.gov.uk/\u200b1\n[2] https://stat.gov.uk/\u200b2\n[3] https://stat.gov.uk/\u200b3\n[4] https://stat.gov.uk/\u200b4\n", "info  "},
		{"brackets, a missing scheme, an entity", "", "[1] <https://stat.gov.uk/\n    rents>, www.stat.gov.uk/wages, https://stat.gov.uk/x?a=1&amp;b=2\n", ""},
		{"a guess", "", "[1] hxxps://stat[.]gov.uk/rents\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, fmt.Sprintf(text, test.body, test.list), check.Options{})
			var got []string
			for _, f := range byRule(r, "repaired-url") {
				got = append(got, f.Severity.String()+" "+f.Label+" "+f.URL)
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// What a malformed address probably means is told, and not taken for it.
func TestMalformedSuggests(t *testing.T) {
	for _, test := range []struct{ address, meant string }{
		{"htps://stat.gov.uk/rents", "https://stat.gov.uk/rents"},
		{"http:/stat.gov.uk/rents", "http://stat.gov.uk/rents"},
		{"hxxps://stat[.]gov[.]uk/rents", "https://stat.gov.uk/rents"},
		{"https://stat/rents", ""},
	} {
		r := judge(t, extract.FormatText, "Rents rose [1].\n\nReferences\n[1] "+test.address+"\n[2] https://stat.gov.uk/x\n", check.Options{})
		found := byRule(r, "malformed-url")
		if len(found) != 1 || found[0].URL != test.address {
			t.Errorf("%s: %+v", test.address, found)
			continue
		}
		got := ""
		for _, fact := range found[0].Evidence {
			if fact.Name == "probably meant" {
				got, _ = fact.Value.(string)
			}
		}
		if got != test.meant {
			t.Errorf("%s: got %q, want %q", test.address, got, test.meant)
		}
	}
}
