package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/citelint/citelint/check/date"
)

// A count is how often something was said, and how far from the day it was.
type count struct{ pages, answered, exact, oneDay, week int }

func (c *count) add(off int) {
	c.answered++
	off = max(off, -off)
	if off == 0 {
		c.exact++
	}
	if off <= 1 {
		c.oneDay++
	}
	if off <= 7 {
		c.week++
	}
}

// An answer is what was made of one page.
type answer struct {
	sample
	dates []date.PageDate
	day   date.PageDay
	off   int // days from the true day to the answer
}

func (p plan) measure(out io.Writer) error {
	seen, err := p.seen()
	if err != nil {
		return err
	}
	for _, gold := range p.golds {
		samples, missing, err := readGold(gold)
		if err != nil {
			return err
		}
		samples = slices.DeleteFunc(samples, func(s sample) bool { return seen[s.url] })
		var answers []answer
		for _, s := range samples {
			a, err := p.read(s)
			if err != nil {
				return err
			}
			answers = append(answers, a)
		}
		fmt.Fprintf(out, "%s: %d pages, %d more without a file\n\n", gold, len(samples), missing)
		show := p.show
		if p.cited {
			show = showMismatches
		}
		if err := show(out, answers); err != nil {
			return err
		}
	}
	return nil
}

// seen are the URLs that are left out.
func (p plan) seen() (map[string]bool, error) {
	urls := map[string]bool{}
	if p.except == "" {
		return urls, nil
	}
	known, _, err := readGold(p.except)
	for _, s := range known {
		urls[s.url] = true
	}
	return urls, err
}

func (p plan) read(s sample) (answer, error) {
	f, err := os.Open(s.path)
	if err != nil {
		return answer{}, fmt.Errorf("read page: %w", err)
	}
	a := answer{sample: s, dates: datesOf(io.LimitReader(f, p.cap))}
	if err := f.Close(); err != nil {
		return answer{}, fmt.Errorf("read page %s: %w", s.path, err)
	}
	a.day = date.PublishedOn(a.dates, date.Date{})
	if r, ok := date.Published(s.url); p.url && ok && r.Date.Precision == date.Day && a.day.IsZero() {
		a.day.PageDate = date.PageDate{Reading: r, Origin: "url"}
	}
	a.off = date.DaysBetween(s.published, a.day.Date)
	return a, nil
}

// datesOf reads a page's dates in one pass over its tokens.
func datesOf(page io.Reader) []date.PageDate {
	var reader date.PageReader
	in := html.NewTokenizer(page)
	in.SetMaxBuf(256 << 10)
	for {
		switch in.Next() {
		case html.ErrorToken:
			return reader.Dates()
		case html.StartTagToken, html.SelfClosingTagToken:
			t := in.Token()
			reader.Start(t.DataAtom, t.Attr)
		case html.EndTagToken:
			name, _ := in.TagName()
			reader.End(atom.Lookup(name))
		case html.TextToken:
			reader.Text(in.Text())
		}
	}
}

// show prints the tables.
func (p plan) show(out io.Writer, answers []answer) error {
	total := count{pages: len(answers)}
	classes, best := map[string]*count{}, map[string]*count{}
	for _, a := range answers {
		if !a.day.IsZero() {
			total.add(a.off)
			tally(best, a.day.Class()).add(a.off)
		}
		seen := map[string]bool{}
		for _, d := range a.dates {
			if name := d.Class(); d.Date.Precision == date.Day && !seen[name] {
				seen[name] = true
				tally(classes, name).add(date.DaysBetween(a.published, d.Date))
			}
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "answers\tanswered\texact\t±1 day\t±7 days\n")
	total.row(w, "all", total.pages)
	rows(w, "by the class that decided", best, total.pages)
	rows(w, "first date of each class", classes, total.pages)
	if err := w.Flush(); err != nil {
		return err
	}
	return p.showWorst(out, answers)
}

func tally(all map[string]*count, name string) *count {
	if all[name] == nil {
		all[name] = &count{}
	}
	return all[name]
}

func rows(w io.Writer, title string, all map[string]*count, pages int) {
	fmt.Fprintf(w, "\t\t\t\t\n%s\t\t\t\t\n", title)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(all[b].answered-all[a].answered, cmp.Compare(a, b)) })
	for _, name := range names {
		all[name].row(w, name, pages)
	}
}

func (c *count) row(w io.Writer, name string, pages int) {
	percent := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
	}
	fmt.Fprintf(w, "%s\t%d (%s)\t%s\t%s\t%s\n", name, c.answered, percent(c.answered, pages), percent(c.exact, c.answered), percent(c.oneDay, c.answered), percent(c.week, c.answered))
}

func (p plan) showWorst(out io.Writer, answers []answer) error {
	wrong := slices.DeleteFunc(slices.Clone(answers), func(a answer) bool {
		return !p.verbose && (a.day.IsZero() || max(a.off, -a.off) <= 1) || a.off == 0 && !a.day.IsZero()
	})
	slices.SortStableFunc(wrong, func(a, b answer) int { return max(b.off, -b.off) - max(a.off, -a.off) })
	if !p.verbose {
		wrong = wrong[:min(len(wrong), p.worst)]
	}
	for _, a := range wrong {
		fmt.Fprintf(out, "\n%s\n  true %s, read %q (%s)  %s\n", a.url, a.published, a.day.Date, a.day.Class(), a.path)
		for _, d := range a.dates {
			fmt.Fprintf(out, "    %-9s %-10s %-28s %s %s\n", d.Origin, d.Role, d.Field, d.Text, d.Impossible)
		}
	}
	_, err := fmt.Fprintln(out)
	return err
}
