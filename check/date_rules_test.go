package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// cite writes an article whose references are the given texts.
func cite(body string, references ...string) string {
	var out strings.Builder
	out.WriteString(body)
	labels := []string{"[1]", "[2]", "[3]", "[4]", "[5]", "[6]"}
	for i := range references {
		out.WriteString(" " + labels[i])
	}
	out.WriteString(".\n\nReferences\n")
	for i, ref := range references {
		out.WriteString(labels[i] + " " + ref + "\n")
	}
	return out.String()
}

func day(y, m, d int) date.Date {
	parsed, _ := date.ParseISO(strings.Join([]string{pad(y, 4), pad(m, 2), pad(d, 2)}, "-"))
	return parsed
}

func pad(n, width int) string {
	s := ""
	for ; n > 0; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return strings.Repeat("0", width-len(s)) + s
}

// sameDay are three publishers' pages of one day, as real coverage has them.
var sameDay = []string{
	"https://www.reuters.com/world/court-rules-on-rents-2021-05-11/",
	"https://www.bloomberg.com/news/articles/2021-05-11/court-rules-on-rents",
	"https://www.theguardian.com/money/2021/may/11/court-rules-on-rents",
}

func TestSameDayCoverage(t *testing.T) {
	spread := []string{
		"https://www.reuters.com/world/court-rules-on-rents-2021-05-11/",
		"https://www.bloomberg.com/news/articles/2021-02-03/court-rules-on-rents",
		"https://www.theguardian.com/money/2020/may/19/court-rules-on-rents",
	}
	dead := fakeWeb{sameDay[1]: {Verdict: link.Dead, Status: 404}}
	tests := []struct {
		name string
		body string
		refs []string
		o    check.Options
		want check.Severity // 0: silent
	}{
		{"news of the article's own days", "The court ruled", sameDay, check.Options{Published: day(2021, 5, 12)}, 0},
		{"an event that the text names", "The court ruled on 11 May 2021", sameDay, check.Options{}, 0},
		{"a cluster alone is a note", "The court ruled", sameDay, check.Options{}, check.Info},
		{"a cluster near, but not at, the article's day", "The court ruled", sameDay, check.Options{Published: day(2021, 6, 30)}, check.Info},
		{"a cluster far from the article's day", "The court ruled", sameDay, check.Options{Published: day(2025, 8, 1)}, check.Warning},
		{"a cluster with a dead link", "The court ruled", sameDay, check.Options{Web: dead}, check.Warning},
		{"days spread over a year", "The court ruled", spread, check.Options{}, 0},
		{"two publishers are no cluster", "The court ruled", sameDay[:2], check.Options{}, 0},
		{"one publisher three times is none", "The court ruled", []string{sameDay[0], "https://www.reuters.com/world/rents-2021-05-11/", "https://www.reuters.com/world/more-2021-05-11/"}, check.Options{}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := byRule(judge(t, extract.FormatText, cite(tt.body, tt.refs...), tt.o), "same-day-sources")
			if tt.want == 0 && len(found) > 0 {
				t.Errorf("spoke: %+v", found)
			}
			if tt.want > 0 && (len(found) != 1 || found[0].Severity != tt.want) {
				t.Errorf("findings %+v, want one %s", found, tt.want)
			}
		})
	}
}

func TestNamesBeforeTheirTime(t *testing.T) {
	tests := []struct {
		name string
		refs []string
		want []check.Severity
	}{
		{"at one publisher a warning", []string{"https://www.reuters.com/technology/chatgpt-in-schools-2021-05-11/", "https://stat.gov.uk/wages"}, []check.Severity{check.Warning}},
		{"at two an error each", []string{"https://www.reuters.com/technology/chatgpt-in-schools-2021-05-11/", "https://www.bloomberg.com/news/articles/2019-03-01/chatgpt-at-work"}, []check.Severity{check.Error, check.Error}},
		{"twice at one publisher warnings", []string{"https://www.reuters.com/technology/chatgpt-in-schools-2021-05-11/", "https://www.reuters.com/technology/chatgpt-at-work-2021-05-12/"}, []check.Severity{check.Warning, check.Warning}},
		{"after it began nothing", []string{"https://www.reuters.com/technology/chatgpt-in-schools-2023-05-11/", "https://stat.gov.uk/wages"}, nil},
		{"a word that only looks like a name", []string{"https://www.reuters.com/science/meta-analysis-of-diets-2021-05-11/", "https://stat.gov.uk/2019/02/03/metadata-standards"}, nil},
		{"an address without a date", []string{"https://www.wired.com/story/chatgpt-in-schools/", "https://stat.gov.uk/wages"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := byRule(judge(t, extract.FormatText, cite("So it goes", tt.refs...), check.Options{}), "anachronistic-name")
			if len(found) != len(tt.want) {
				t.Fatalf("%d findings, want %d: %+v", len(found), len(tt.want), found)
			}
			for i, f := range found {
				if f.Severity != tt.want[i] {
					t.Errorf("finding %d is %s, want %s", i, f.Severity, tt.want[i])
				}
			}
		})
	}
}

func TestDates(t *testing.T) {
	tests := []struct {
		name     string
		ref      string
		o        check.Options
		rule     string
		severity check.Severity
	}{
		{"30 February", "Rents. 30 February 2021. https://stat.gov.uk/r", check.Options{}, "impossible-date", check.Error},
		{"29 February of a common year", "Rents. February 29, 2023. https://stat.gov.uk/r", check.Options{}, "impossible-date", check.Error},
		{"29 February of a leap year", "Rents. February 29, 2024. https://stat.gov.uk/r", check.Options{}, "", 0},
		{"accessed in the future", "Rents. https://stat.gov.uk/r (accessed 4 May 2026)", check.Options{}, "future-date", check.Error},
		{"accessed today", "Rents. https://stat.gov.uk/r (accessed 1 March 2026)", check.Options{}, "", 0},
		{"accessed tomorrow, east of here", "Rents. https://stat.gov.uk/r (accessed 2 March 2026)", check.Options{}, "", 0},
		{"an address from the future", "https://stat.gov.uk/2026/05/11/rents", check.Options{}, "future-date", check.Warning},
		{"digits that may be an id", "https://stat.gov.uk/articles/rents/20630922", check.Options{}, "", 0},
		{"a source of a day ahead", "Rents. 4 May 2026. https://stat.gov.uk/r", check.Options{}, "future-date", check.Warning},
		{"published ahead", "Rents of 2021, published 4 May 2026, https://stat.gov.uk/r", check.Options{}, "future-date", check.Warning},
		{"a title of a coming day", "\"The games open on 14 July 2028\". The Post. 11 May 2021. https://stat.gov.uk/r", check.Options{}, "", 0},
		{"a term in a title", "\"Deadline: 31 December 2030\". The Post. https://stat.gov.uk/r", check.Options{}, "", 0},
		{"a bond", "Bond due 15 May 2041. Prospectus. https://stat.gov.uk/r", check.Options{}, "", 0},
		{"a coming event's address", "https://stat.gov.uk/events/2028/07/14/opening", check.Options{}, "", 0},
		{"next year's volume", "Rents. Journal of Rent 12 (2027). https://stat.gov.uk/r", check.Options{}, "", 0},
		{"an address after the article", "https://stat.gov.uk/2025/05/11/rents", check.Options{Published: day(2025, 5, 1)}, "reference-after-article", check.Warning},
		{"the day after, east of here", "https://stat.gov.uk/2025/05/02/rents", check.Options{Published: day(2025, 5, 1)}, "", 0},
		{"the article's own month", "https://stat.gov.uk/2025/05/rents", check.Options{Published: day(2025, 5, 1)}, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, extract.FormatText, cite("So it goes", tt.ref, "https://stat.gov.uk/wages"), tt.o)
			switch {
			case tt.rule == "" && len(r.Findings) > 0:
				t.Errorf("false finding %+v", r.Findings[0])
			case tt.rule != "" && (len(r.Findings) != 1 || r.Findings[0].Rule != tt.rule || r.Findings[0].Severity != tt.severity):
				t.Errorf("findings %+v, want one %s of %s", r.Findings, tt.severity, tt.rule)
			}
		})
	}
}

// TestAnArticleThatIsKeptUpToDate: a page that is edited for years has many
// sources younger than its first day, which is one fact.
func TestAnArticleThatIsKeptUpToDate(t *testing.T) {
	var refs []string
	for _, year := range []string{"2016", "2017", "2018", "2019", "2021"} {
		refs = append(refs, "https://stat.gov.uk/"+year+"/05/11/rents")
	}
	r := judge(t, extract.FormatText, cite("So it goes", refs...), check.Options{Published: day(2014, 3, 1)})
	if len(r.Findings) != 1 || r.Findings[0].Severity != check.Info || fact(r.Findings[0], "references") != "1, 2, 3, 4, 5" {
		t.Errorf("findings %+v, want one note that names the five", r.Findings)
	}
}

// TestWhatCouldNotBeTold: a rule that lacks its evidence says so, and only
// where it would have had something to judge.
func TestWhatCouldNotBeTold(t *testing.T) {
	dated := judge(t, extract.FormatText, cite("So it goes", "https://stat.gov.uk/2025/05/02/rents", "https://stat.gov.uk/wages"), check.Options{})
	if len(dated.NotJudged) != 1 || !strings.Contains(dated.NotJudged[0], "--published") {
		t.Errorf("not judged: %q, want the article's missing date", dated.NotJudged)
	}
	undated := judge(t, extract.FormatText, cite("So it goes", "https://stat.gov.uk/rents", "https://stat.gov.uk/wages"), check.Options{})
	if len(undated.NotJudged) != 0 {
		t.Errorf("not judged: %q, want nothing", undated.NotJudged)
	}
}

func TestTheArticlesOwnDate(t *testing.T) {
	front := "---\ndate: 2025-08-01T10:00:00Z\n---\n\nText.\n"
	tests := []struct {
		text, published string
		override        date.Date
		want, from      string
	}{
		{text: front, want: "2025-08-01", from: "front matter"},
		{text: front, override: day(2024, 1, 2), want: "2024-01-02", from: "--published"},
		{text: "---\ndate: August 1, 2025\n---\n\nText.\n", want: "2025-08-01", from: "front matter"},
		{text: "---\ndate: 2025-02-30\n---\n\nText.\n"},
		{text: "---\ndate: soon\n---\n\nText.\n"},
		{text: "Text.\n"},
	}
	for _, tt := range tests {
		r := judge(t, extract.FormatMarkdown, tt.text, check.Options{Published: tt.override})
		if r.Published != tt.want || r.PublishedFrom != tt.from {
			t.Errorf("%q: published %q from %q, want %q from %q", tt.text, r.Published, r.PublishedFrom, tt.want, tt.from)
		}
	}
}
