package report

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/citelint/citelint/check/date"
)

// dots are sources of the given days, each of a publisher of its own.
func dots(t *testing.T, days ...string) []plotted {
	t.Helper()
	var all []plotted
	for i, day := range days {
		all = append(all, plotted{
			entry: &htmlEntry{ID: fmt.Sprint("r", i), Label: fmt.Sprint(i)}, sourceDate: sourceDate{mustDate(t, day), published, "address"}, site: fmt.Sprint("site", i),
		})
	}
	return all
}

func classes(line *htmlTimeline) string {
	var all []string
	for _, m := range line.Marks {
		all = append(all, m.Class)
	}
	return strings.Join(all, ", ")
}

func TestTimelinePointsAtWhatIsOdd(t *testing.T) {
	for name, c := range map[string]struct {
		article string
		days    []string
		classes string
		says    string
	}{
		"sources of many days": {"2023-05-02", []string{"2019-01-01", "2021-03-04"}, "plain, plain", "none is later than the article, 2023-05-02."},
		"one day of three publishers": {
			"2023-05-02", []string{"2021-05-11", "2021-05-11", "2021-05-11", "2022-01-01"}, "shared, shared, shared, plain", "3 of them bear one day, 2021-05-11; none",
		},
		"two on one day are no cluster":          {"2023-05-02", []string{"2021-05-11", "2021-05-11"}, "plain, plain", "2 sources"},
		"a source from the article's future":     {"2023-05-02", []string{"2022-01-01", "2024-01-05"}, "plain, later", "1 later than the article, 2023-05-02."},
		"a day later may be another time zone":   {"2023-05-02", []string{"2023-05-03"}, "plain", "none is later"},
		"a year may be the article's own":        {"2023-05-02", []string{"2023", "2024"}, "plain wide, later wide", "1 later"},
		"years that are equal are no day":        {"2023-05-02", []string{"2021", "2021", "2021"}, "plain wide, plain wide, plain wide", "3 sources with a date of publication, 2021; none"},
		"an article without a date has no later": {"", []string{"2091-01-01"}, "plain", "2091-01-01; the article states no date."},
	} {
		t.Run(name, func(t *testing.T) {
			var article date.Date
			if c.article != "" {
				article = mustDate(t, c.article)
			}
			line := newTimeline(article, dots(t, c.days...))
			if got := classes(line); got != c.classes {
				t.Errorf("the marks are %s, want %s", got, c.classes)
			}
			if !strings.Contains(line.Summary, c.says) {
				t.Errorf("it says %q, want %q", line.Summary, c.says)
			}
			if (line.Article == nil) != (c.article == "") {
				t.Error("the article's date is drawn, or not, wrongly")
			}
		})
	}
}

func TestTimelineIsNoneWithoutDates(t *testing.T) {
	if newTimeline(mustDate(t, "2023-05-02"), nil) != nil {
		t.Error("an axis without a mark")
	}
}

// Whatever the dates are, all stands within the picture and each tick is apart
// from the next.
func TestTimelineStaysInItsPicture(t *testing.T) {
	many := make([]string, 1500)
	for i := range many {
		many[i] = []string{"2021-05-11", "2020", "2019-03"}[i%3]
	}
	for name, days := range map[string][]string{
		"one": {"2021-05-11"}, "a week": {"2021-05-11", "2021-05-17"}, "a year": {"2020-01-01", "2020-12-31"}, "a century": {"1900", "1950-03", "2024-12-31"},
		"all time": {"0001", "9999-12-31"}, "one is far older": {"1687", "2019-01-01", "2020-01-01", "2021-01-01", "2021-02-01", "2021-03-01"}, "many": many,
	} {
		t.Run(name, func(t *testing.T) {
			line := newTimeline(mustDate(t, "2021-05-11"), dots(t, days...))
			if len(line.Marks) != len(days) || len(line.Ticks) == 0 || len(line.Ticks) > mostTicks+1 {
				t.Errorf("%d marks and %d ticks", len(line.Marks), len(line.Ticks))
			}
			for _, m := range line.Marks {
				within(t, m.X, 0, pictureWidth-8)
				within(t, m.Y, 0, float64(line.Base))
			}
			last := -100.0
			for _, tick := range line.Ticks {
				x := within(t, tick.X, 0, pictureWidth)
				if x-last < 60 {
					t.Errorf("the tick %s at %v is too near to the one at %v", tick.Text, x, last)
				}
				last = x
			}
			if older := strings.Contains(line.Ticks[0].Text, "older"); older != (name == "one is far older") {
				t.Errorf("the first tick says %q", line.Ticks[0].Text)
			}
			if name == "one is far older" && within(t, line.Marks[2].X, 0, pictureWidth)-within(t, line.Marks[1].X, 0, pictureWidth) < 30 {
				t.Error("the old source leaves no room to tell the others apart")
			}
		})
	}
}

func within(t *testing.T, text string, low, high float64) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < low || n > high {
		t.Errorf("%s is not within %v and %v", text, low, high)
	}
	return n
}
