package main

import (
	"context"
	"fmt"
	"iter"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/cmd/citelint/baseline"
	"github.com/citelint/citelint/cmd/citelint/changed"
	"github.com/citelint/citelint/extract/source"
)

// sparingFlags say which findings are not told.
func sparingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Category: judging, Name: "baseline", Usage: "count the findings in `FILE`, and tell of others alone"},
		&cli.StringFlag{Category: judging, Name: "write-baseline", Usage: "write all findings to `FILE` for later runs, and fail for none"},
		&cli.StringFlag{Category: judging, Name: "changed-since", Usage: "check only the articles that git says differ from `REV`, such as origin/main"},
		&cli.BoolFlag{Category: judging, Name: "only-new-lines", DisableDefaultText: true, Usage: "with --changed-since, tell only of findings on lines that differ"},
		&cli.BoolFlag{Category: judging, Name: "ignore-suppressions", DisableDefaultText: true, Usage: "obey no comment of an article that keeps findings from being told"},
	}
}

// A sparing knows which findings are told, and which articles are looked at.
type sparing struct {
	changes  *changed.Files     // nil: all articles are looked at
	recorded *baseline.Baseline // what --write-baseline writes; nil for nothing
	out      *output            // where to
}

// spareFindings reads the flags that say which findings are told.
func (s *session) spareFindings(o *check.Options) error {
	o.HearNoComments = s.c.Bool("ignore-suppressions")
	if err := s.readBaseline(o); err != nil {
		return err
	}
	return s.readChanges(o)
}

func (s *session) readBaseline(o *check.Options) error {
	if s.c.IsSet("baseline") {
		known, err := baseline.Load(s.c.String("baseline"))
		if err != nil {
			return usage("%w", err)
		}
		o.Known = known.Known
	}
	for _, flag := range []string{"baseline", "write-baseline"} {
		for _, to := range s.reports {
			if name := s.c.String(flag); name != "" && samePlace(to.wish.file, name) {
				return usage("--%s and a report share %s: name a file for each", flag, placeName(name))
			}
		}
	}
	if !s.c.IsSet("write-baseline") {
		return nil
	}
	name := s.c.String("write-baseline")
	switch {
	case isStandard(name):
		return usage("--write-baseline needs the name of a file")
	case s.c.IsSet("changed-since"):
		return usage("--write-baseline and --changed-since contradict each other: what is not looked at would be lost")
	}
	if err := s.spareFiles([]wish{{flag: "write-baseline", file: name}}); err != nil {
		return err
	}
	var err error
	if s.recorded, err = baseline.New(name); err != nil {
		return usage("%w", err)
	}
	s.out, err = openOutput(name, nil)
	return err
}

// record remembers the findings of an article for the baseline.
func (s *session) record(r *check.Result) {
	if s.recorded == nil || r.Article == nil {
		return
	}
	for i := range r.Findings {
		s.recorded.Add(r.Source, check.IdentityOf(r.Article, &r.Findings[i]))
	}
	for i := range r.Suppressed {
		if r.Suppressed[i].By == check.ByBaseline {
			s.recorded.Add(r.Source, check.IdentityOf(r.Article, &r.Suppressed[i].Finding))
		}
	}
}

// writeBaseline writes what was recorded, unless part of it may be missing.
func (s *session) writeBaseline(complete bool) error {
	if s.recorded == nil {
		return nil
	}
	name := s.c.String("write-baseline")
	if !complete {
		s.warn(fmt.Sprintf("the baseline %q was not written, for this run did not look at everything", name))
		return nil
	}
	err := s.recorded.Write(s.out)
	if err == nil {
		err = s.out.commit()
	}
	if err != nil {
		return fmt.Errorf("write the baseline %q: %w", name, reason(err))
	}
	return nil
}

func (s *session) readChanges(o *check.Options) error {
	if !s.c.IsSet("changed-since") {
		if s.c.Bool("only-new-lines") {
			return usage("--only-new-lines needs --changed-since REV")
		}
		return nil
	}
	var folders []string
	for _, operand := range s.c.Args().Slice() {
		if operand == "-" || source.IsURL(operand) {
			return usage("--changed-since is about files, and %q is none: leave one of them out", operand)
		}
		if _, err := os.Stat(operand); err == nil { // else it is told as an input that cannot be read
			folders = append(folders, folderOf(operand))
		}
	}
	changes, err := changed.Since(s.c.Context, s.c.String("changed-since"), folders)
	if err != nil {
		return usage("--changed-since: %w", err)
	}
	s.changes = changes
	if s.c.Bool("only-new-lines") {
		o.NewLines = func(ctx context.Context, name string) func(int) bool { return changes.NewLines(ctx, name) }
	}
	return nil
}

// lookedAt leaves out the files that git says have not changed.
func (s *session) lookedAt(inputs iter.Seq[source.Input]) iter.Seq[source.Input] {
	if s.changes == nil {
		return inputs
	}
	return func(yield func(source.Input) bool) {
		for input := range inputs {
			info, err := os.Stat(input.Name)
			isFile := err == nil && !info.IsDir()
			if isFile && !s.changes.Has(input.Name) {
				continue
			}
			if !yield(input) {
				return
			}
		}
	}
}
