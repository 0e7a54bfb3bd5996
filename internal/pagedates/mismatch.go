package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// A savedWeb answers with the dates of pages that were saved.
type savedWeb map[string][]date.PageDate

func (w savedWeb) Ask(ctx context.Context, urls []string, deliver func(link.Answer)) error {
	for _, url := range urls {
		deliver(link.Answer{URL: url, Verdict: link.Alive, Status: 200, Attempts: 1, Dates: w[url]})
	}
	return ctx.Err()
}

// showMismatches cites every page in one article, and prints what the rules about the dates of one source say. All of
// it is wrong: the pages are real, and nobody misquoted them.
func showMismatches(out io.Writer, answers []answer) error {
	web := savedWeb{}
	var text strings.Builder
	text.WriteString("All of them [1].\n\nReferences\n")
	dated, both := 0, 0
	for i, a := range answers {
		web[a.url] = a.dates
		fmt.Fprintf(&text, "[%d] %s\n", i+1, a.url)
		if _, ok := date.Published(a.url); ok {
			dated++
			if !date.PublishedOn(a.dates, date.Date{}).IsZero() {
				both++
			}
		}
	}
	article, err := extract.Read([]byte(text.String()), extract.Options{Format: extract.FormatText})
	if err != nil {
		return fmt.Errorf("cite the pages: %w", err)
	}
	count := map[check.Severity]int{}
	var shown []string
	for _, f := range check.New(check.Options{Web: web}).Check(context.Background(), article).Findings {
		if f.Rule == "date-mismatch" || f.Rule == "id-date-mismatch" || f.Rule == "impossible-date" {
			count[f.Severity]++
			shown = append(shown, fmt.Sprintf("  %s: %s: %s: %s", f.Severity, f.Rule, f.URL, f.Message))
		}
	}
	fmt.Fprintf(out, "%d addresses with a date, %d of pages with a day of their own: %d errors, %d warnings, %d notes\n",
		dated, both, count[check.Error], count[check.Warning], count[check.Info])
	_, err = fmt.Fprintln(out, strings.Join(shown, "\n"))
	return err
}
