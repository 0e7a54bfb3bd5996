package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/citelint/citelint/extract/source"
)

// A sighting is what was read of one article without gold, and the findings about its pairing.
type sighting struct {
	name string
	*observed
}

func (s sighting) findings() int { return len(s.missing) + len(s.unused) + len(s.lists) + s.duplicates }

// hunt reads articles without gold and lists them, those with most findings first.
func hunt(ctx context.Context, p plan, out io.Writer) error {
	var sightings []sighting
	for input := range source.All(ctx, p.paths, source.Options{}) {
		if input.Err != nil {
			return fmt.Errorf("read %s: %w", input.Name, input.Err)
		}
		if strings.Contains(input.Name, p.only) {
			sightings = append(sightings, sighting{input.Name, observe(ctx, input, "")})
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(sightings) == 0 {
		return errors.New("no article to read: no file has that in its name")
	}
	slices.SortStableFunc(sightings, func(a, b sighting) int { return cmp.Compare(b.findings(), a.findings()) })
	rows := [][]string{{"file", "read as", "markers", "references", "missing", "unused", "duplicates", "about a list"}}
	for _, s := range sightings {
		rows = append(rows, s.row())
	}
	showTable(out, fmt.Sprintf("%d articles", len(sightings)), rows, p.markdown)
	for _, s := range sightings {
		if p.verbose && len(s.missing)+len(s.unused) > 0 {
			fmt.Fprintf(out, "\n%s\n", s.name)
			showLabels(out, "missing", union(s.missing, nil), uncounted)
			showLabels(out, "unused", union(s.unused, nil), uncounted)
		}
	}
	return nil
}

func (s sighting) row() []string {
	if s.err != nil {
		return []string{s.name, s.err.Error(), "", "", "", "", "", ""}
	}
	markers := 0
	for _, n := range s.markers {
		markers += n
	}
	var lists []string
	for _, f := range s.lists {
		lists = append(lists, fmt.Sprintf("%s (%d)", f.rule, len(f.labels)))
	}
	return []string{
		s.name, string(s.readAs), fmt.Sprint(markers), fmt.Sprint(s.entries), fmt.Sprint(len(s.missing)), fmt.Sprint(len(s.unused)),
		fmt.Sprint(s.duplicates), strings.Join(lists, ", "),
	}
}
