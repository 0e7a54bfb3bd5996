package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/citelint/citelint/check/date"
)

// An htmlTimeline is a picture of when the sources were published, against the
// article's date: one mark for each source, those of one time above each other.
// Lengths are in the units of its view box.
type htmlTimeline struct {
	Width, Height int
	Base, TickEnd int // where the axis stands, and where its ticks end
	Drop          int // from the article's date to the axis
	Words         int // where the words below it stand
	Marks         []htmlMark
	Ticks         []htmlTick
	Labels        []htmlTick // of days that several sources share
	Article       *htmlTick  // nil where the article has no date
	LaterX, Later string     // where what is later than the article begins, and how wide it is
	Summary       string     // what the picture shows, in words
	Legend        []htmlMark // one of each class, Says being what it means
}

// An htmlMark is one source.
type htmlMark struct {
	X, Y, Size, Round string
	Class             string // "plain", "shared", "later", with " wide" where only the month or the year is known
	Href              string
	Name              string // of the source: "[3]"
	Date, Says        string
}

// An htmlTick is a word at a place of the axis.
type htmlTick struct{ X, Y, Text, Anchor string }

// A plotted is a source with the date that the picture shows.
type plotted struct {
	entry *htmlEntry
	sourceDate
	site string
}

// What the picture is made by.
const (
	pictureWidth  = 960
	pictureMargin = 28
	pictureTop    = 44  // room for words above the marks
	pictureRoom   = 120 // for marks, at most
	markWidth     = 10  // of one mark with its gap
	sharedSites   = 3   // publishers of one day, from which on the picture points at it
	timeZones     = 1   // days by which a date may be later for where it was written
	mostTicks     = 9
	labelRoom     = 150 // that one label takes
)

// plotted lists the sources that bear a date of publication.
func (c *composer) plotted() []plotted {
	var all []plotted
	for _, entries := range [][]*htmlEntry{c.references, c.bodyLinks} {
		for _, e := range entries {
			for _, d := range datesOf(e) {
				if d.what == published {
					p := plotted{entry: e, sourceDate: d}
					if len(e.Links) > 0 {
						p.site = date.SiteOf(e.Links[0].url)
					}
					all = append(all, p)
					break
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y plotted) int { return cmp.Compare(dayNumber(x.on), dayNumber(y.on)) })
	return all
}

// dayNumber counts days to the middle of a date.
func dayNumber(d date.Date) int {
	first, last := d.First(), d.Last()
	from := time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)
	until := time.Date(last.Year, last.Month, last.Day, 0, 0, 0, 0, time.UTC)
	const secondsPerDay = 24 * 60 * 60
	return int((from.Unix() + until.Unix()) / 2 / secondsPerDay)
}

// A scale turns days into places of the picture.
type scale struct{ from, to int }

// newScale covers all dates, but for a few that are so much older than the rest
// that nothing else could be told apart: those stand at the left end.
func newScale(days []int) scale {
	days = slices.Sorted(slices.Values(days))
	first, last := days[0], days[len(days)-1]
	early := days[len(days)/5]
	if reach := early - 3*(last-early) - 365; reach > first {
		first = reach
	}
	room := max((last-first)/20, 10)
	return scale{first - room, last + room}
}

func (s scale) x(day int) float64 {
	share := float64(day-s.from) / float64(s.to-s.from)
	return pictureMargin + min(max(share, 0), 1)*(pictureWidth-2*pictureMargin)
}

func newTimeline(article date.Date, all []plotted) *htmlTimeline {
	if len(all) == 0 {
		return nil
	}
	days := make([]int, 0, len(all)+1)
	for _, p := range all {
		days = append(days, dayNumber(p.on))
	}
	if !article.IsZero() {
		days = append(days, dayNumber(article))
	}
	t := &htmlTimeline{Width: pictureWidth}
	s := newScale(days)
	shared := sharedDays(all)
	t.mark(all, s, article, shared)
	t.tick(s, older(all, s))
	if !article.IsZero() {
		x := s.x(dayNumber(article))
		t.Article = &htmlTick{X: units(x), Text: "the article, " + article.String(), Anchor: anchorAt(x)}
		later := s.x(dayNumber(article)+timeZones) + markWidth/2
		t.LaterX, t.Later = units(later), units(max(0, pictureWidth-later))
	}
	for _, known := range legend {
		if slices.ContainsFunc(t.Marks, func(m htmlMark) bool { return strings.Contains(m.Class, known.Class) }) {
			t.Legend = append(t.Legend, known)
		}
	}
	t.Summary = pictureInWords(article, all, shared, t.Marks)
	return t
}

// legend says what the classes of marks mean.
var legend = []htmlMark{
	{Class: "plain", Says: "a source"},
	{Class: "shared", Says: "a source whose day two other publishers’ sources bear, too"},
	{Class: "later", Says: "a source that is later than the article"},
	{Class: "wide", Says: "only the month or the year is known"},
}

// units writes a length.
func units(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) }

// anchorAt keeps a label within the picture.
func anchorAt(x float64) string {
	switch {
	case x < labelRoom/2:
		return "start"
	case x > pictureWidth-labelRoom/2:
		return "end"
	}
	return "middle"
}

// sharedDays are the days that several publishers' sources bear, and how many
// sources do.
func sharedDays(all []plotted) map[date.Date]int {
	sites, sources := map[date.Date]map[string]bool{}, map[date.Date]int{}
	for _, p := range all {
		if p.on.Precision != date.Day {
			continue
		}
		if sites[p.on] == nil {
			sites[p.on] = map[string]bool{}
		}
		sources[p.on]++
		if p.site != "" {
			sites[p.on][p.site] = true
		}
	}
	for day := range sources {
		if len(sites[day]) < sharedSites {
			delete(sources, day)
		}
	}
	return sources
}

// mark puts a mark for each source on the axis, or above those that stand there.
func (t *htmlTimeline) mark(all []plotted, s scale, article date.Date, shared map[date.Date]int) {
	column := func(p plotted) int { return int(s.x(dayNumber(p.on))) / markWidth }
	high := map[int]int{}
	highest := 0
	for _, p := range all {
		high[column(p)]++
		highest = max(highest, high[column(p)])
	}
	step := min(markWidth, pictureRoom/float64(highest))
	size := step * 0.8
	t.Base = int(step*float64(highest)) + 12
	if !article.IsZero() || len(shared) > 0 {
		t.Base += pictureTop
	}
	t.Drop, t.TickEnd, t.Words, t.Height = t.Base-24, t.Base+5, t.Base+21, t.Base+28
	clear(high)
	for _, p := range all {
		at := column(p)
		high[at]++
		x, y := float64(at*markWidth)+1, float64(t.Base)-4-step*float64(high[at])
		m := htmlMark{
			X: units(x), Y: units(y), Size: strconv.FormatFloat(size, 'f', 2, 64), Round: units(min(size/2, 4)), Class: markClass(p, article, shared),
			Href: "#" + p.entry.ID, Name: p.entry.name(), Date: p.on.String(), Says: p.says,
		}
		t.Marks = append(t.Marks, m)
	}
	t.label(all, shared, func(p plotted) (x, y float64) {
		return float64(column(p)*markWidth) + markWidth/2, float64(t.Base) - 10 - step*float64(high[column(p)])
	})
}

func markClass(p plotted, article date.Date, shared map[date.Date]int) string {
	class := "plain"
	switch {
	case !article.IsZero() && date.DaysBetween(article, p.on) > timeZones:
		class = "later"
	case p.on.Precision == date.Day && shared[p.on] > 0:
		class = "shared"
	}
	if p.on.Precision != date.Day {
		class += " wide"
	}
	return class
}

// label names the days that are shared most, as far as there is room.
func (t *htmlTimeline) label(all []plotted, shared map[date.Date]int, above func(plotted) (x, y float64)) {
	type place struct {
		day  date.Date
		x, y float64
	}
	var places []place
	for _, p := range all {
		if p.on.Precision == date.Day && shared[p.on] > 0 && (len(places) == 0 || places[len(places)-1].day != p.on) {
			x, y := above(p)
			places = append(places, place{p.on, x, y})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(shared[b.day], shared[a.day]) })
	var taken []float64
	for _, p := range places {
		if slices.ContainsFunc(taken, func(x float64) bool { return max(x-p.x, p.x-x) < labelRoom }) {
			continue
		}
		taken = append(taken, p.x)
		text := fmt.Sprintf("%d on %s", shared[p.day], p.day)
		t.Labels = append(t.Labels, htmlTick{units(p.x), units(p.y), text, anchorAt(p.x)})
	}
}

// older counts the sources that are older than the axis.
func older(all []plotted, s scale) int {
	n := 0
	for _, p := range all {
		if dayNumber(p.on) < s.from {
			n++
		}
	}
	return n
}

// tick names days, months or years below the axis, whichever are few enough; at
// its left end, how many sources are older.
func (t *htmlTimeline) tick(s scale, older int) {
	left := 0.0
	if older > 0 {
		left = labelRoom
		t.Ticks = append(t.Ticks, htmlTick{X: units(pictureMargin), Text: fmt.Sprintf("← %d older", older), Anchor: "start"})
	}
	first := time.Unix(int64(s.from)*24*60*60, 0).UTC()
	last := time.Unix(int64(s.to)*24*60*60, 0).UTC()
	step := stepFor(s.to - s.from)
	at := step.floor(first)
	for ; !at.After(last); at = at.AddDate(step.years, step.months, step.days) {
		if at.Before(first) {
			continue
		}
		x := s.x(int(at.Unix() / (24 * 60 * 60)))
		if x < left {
			continue
		}
		t.Ticks = append(t.Ticks, htmlTick{X: units(x), Text: at.Format(step.layout), Anchor: anchorAt(x)})
	}
}

// A step is how far apart the ticks of an axis stand.
type step struct {
	years, months, days int
	layout              string
}

var steps = []step{
	{days: 1, layout: time.DateOnly},
	{days: 7, layout: time.DateOnly},
	{months: 1, layout: "2006-01"},
	{months: 3, layout: "2006-01"},
	{months: 6, layout: "2006-01"},
	{years: 1, layout: "2006"},
	{years: 2, layout: "2006"},
	{years: 5, layout: "2006"},
	{years: 10, layout: "2006"},
	{years: 25, layout: "2006"},
	{years: 50, layout: "2006"},
	{years: 100, layout: "2006"},
	{years: 500, layout: "2006"},
	{years: 2000, layout: "2006"},
}

// stepFor returns the finest step that makes few enough ticks.
func stepFor(days int) step {
	for _, s := range steps {
		if days/(s.years*365+s.months*30+s.days) < mostTicks {
			return s
		}
	}
	return steps[len(steps)-1]
}

// floor returns the last round moment before another one.
func (s step) floor(t time.Time) time.Time {
	switch {
	case s.years > 0:
		return time.Date(t.Year()/s.years*s.years, 1, 1, 0, 0, 0, 0, time.UTC)
	case s.months > 0:
		return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// pictureInWords says what the picture shows.
func pictureInWords(article date.Date, all []plotted, shared map[date.Date]int, marks []htmlMark) string {
	parts := []string{fmt.Sprintf("%s with a date of publication, from %s to %s", count(len(all), "source"), all[0].on, all[len(all)-1].on)}
	if all[0].on == all[len(all)-1].on {
		parts[0] = fmt.Sprintf("%s with a date of publication, %s", count(len(all), "source"), all[0].on)
	}
	days := make([]date.Date, 0, len(shared))
	for day := range shared {
		days = append(days, day)
	}
	slices.SortFunc(days, func(x, y date.Date) int {
		return cmp.Or(cmp.Compare(shared[y], shared[x]), cmp.Compare(x.String(), y.String()))
	})
	for _, day := range days[:min(len(days), 5)] {
		parts = append(parts, fmt.Sprintf("%d of them bear one day, %s", shared[day], day))
	}
	if article.IsZero() {
		return strings.Join(append(parts, "the article states no date"), "; ") + "."
	}
	later := 0
	for _, m := range marks {
		if strings.HasPrefix(m.Class, "later") {
			later++
		}
	}
	words := "none is later than the article, " + article.String()
	if later > 0 {
		words = fmt.Sprintf("%d later than the article, %s", later, article)
	}
	return strings.Join(append(parts, words), "; ") + "."
}

// name is how the page speaks of an entry.
func (e *htmlEntry) name() string {
	switch {
	case e.Label != "":
		return "[" + truncate(e.Label, 16) + "]"
	case e.Words != "":
		return truncate(e.Words, 40)
	case len(e.Links) > 0:
		return truncate(e.Links[0].URL, 40)
	}
	return "a reference"
}
