package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
)

// measure reads the articles of a directory, counts them against their gold, and prints the outcome.
func measure(ctx context.Context, p plan, out io.Writer) error {
	golds, err := readGold(p.paths[0])
	if err != nil {
		return err
	}
	golds = slices.DeleteFunc(golds, func(g gold) bool { return !strings.Contains(g.File, p.only) })
	if len(golds) == 0 {
		return fmt.Errorf("no file of gold.jsonl has %q in its name", p.only)
	}
	scores, err := scoreAll(ctx, p, golds)
	if err != nil {
		return err
	}
	if p.json {
		return showJSON(out, scores)
	}
	showTables(out, scores, p.markdown)
	if !p.markdown {
		showWorst(out, scores, p)
	}
	return nil
}

// scoreAll scores every article, several at once, in the order of the gold.
func scoreAll(ctx context.Context, p plan, golds []gold) ([]*score, error) {
	scores := make([]*score, len(golds))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range golds {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			g := &golds[i]
			input := fileOf(ctx, filepath.Join(p.paths[0], filepath.FromSlash(g.File)))
			if input.Err != nil {
				return fmt.Errorf("read %s, which the gold names: %w", input.Name, input.Err)
			}
			scores[i] = judge(g, observe(ctx, input, p.formatOf(g)))
			return nil
		})
	}
	return scores, group.Wait()
}

// fileOf reads one file as citelint does, which lets it see what lies beside it.
func fileOf(ctx context.Context, name string) source.Input {
	for input := range source.All(ctx, []string{name}, source.Options{}) {
		return input
	}
	return source.Input{Name: name, Err: ctx.Err()}
}

// formatOf is the format that the reader is told: none, unless the gold's is asked for and known.
func (p plan) formatOf(g *gold) extract.Format {
	if f := extract.Format(g.Format); p.goldFormat && slices.Contains(extract.Formats(), f) {
		return f
	}
	return ""
}

func showJSON(out io.Writer, scores []*score) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, s := range scores {
		if err := encoder.Encode(s); err != nil {
			return errors.Join(errors.New("print the scores"), err)
		}
	}
	return nil
}

// fewLabels is how many labels of each difference are shown when not all are asked for.
const fewLabels = 8

// showWorst lists the articles with false alarms and those with most mistakes, or all with a mistake.
func showWorst(out io.Writer, scores []*score, p plan) {
	faulty := slices.DeleteFunc(slices.Clone(scores), func(s *score) bool { return s.mistakes() == 0 && s.Error == "" })
	slices.SortStableFunc(faulty, func(a, b *score) int { return cmp.Compare(b.mistakes(), a.mistakes()) })
	alarming := slices.DeleteFunc(slices.Clone(faulty), func(s *score) bool { return !s.False && len(s.FalseLists) == 0 })
	fmt.Fprintf(out, "\n%s; %d with a mistake, %d with a false alarm\n", plural(len(scores), "article"), len(faulty), len(alarming))
	if p.verbose {
		showFiles(out, faulty, uncounted)
		return
	}
	showFirst(out, "False alarms", alarming, p.worst)
	showFirst(out, "Most mistakes", faulty, p.worst)
}

func showFirst(out io.Writer, title string, scores []*score, most int) {
	if most = max(0, min(most, len(scores))); most > 0 {
		fmt.Fprintf(out, "\n%s (%d of %d)\n", title, most, len(scores))
		showFiles(out, scores[:most], fewLabels)
	}
}

func showFiles(out io.Writer, scores []*score, most int) {
	for _, s := range scores {
		fmt.Fprintf(out, "\n%s: %s, markers %s/%s, read as %s (%s)\n", s.File, plural(s.mistakes(), "mistake"),
			share(s.Markers.precision()), share(s.Markers.recall()), s.ReadAs, s.Format)
		if s.Error != "" {
			fmt.Fprintf(out, "  not read: %s\n", s.Error)
		}
		if len(s.FalseLists) > 0 {
			fmt.Fprintf(out, "  false finding about a whole list: %s\n", strings.Join(s.FalseLists, ", "))
		}
		for _, d := range s.Differences {
			showLabels(out, d.What+" missed", d.Missed, most)
			showLabels(out, d.What+" invented", d.Invented, most)
		}
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func showLabels(out io.Writer, what string, labels []string, most int) {
	if len(labels) == 0 {
		return
	}
	more := ""
	if len(labels) > most {
		more = fmt.Sprintf(", … %d in all", len(labels))
		labels = labels[:most]
	}
	fmt.Fprintf(out, "  %s: %s%s\n", what, strings.Join(labels, ", "), more)
}
