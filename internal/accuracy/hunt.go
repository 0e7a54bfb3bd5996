package main

import (
	"cmp"
	"context"
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
	var unreadable []error
	for input := range source.All(ctx, p.paths, source.Options{}) {
		if !strings.Contains(input.Name, p.only) {
			continue
		}
		s := sighting{input.Name, observe(ctx, input, "")}
		sightings = append(sightings, s)
		if s.err != nil {
			unreadable = append(unreadable, fmt.Errorf("%s: %w", s.name, s.err))
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case len(sightings) == 0:
		return fmt.Errorf("no article has %q in its name", p.only)
	case len(unreadable) == len(sightings):
		return fmt.Errorf("no article can be read: %w", unreadable[0])
	}
	slices.SortStableFunc(sightings, func(a, b sighting) int { return cmp.Compare(b.findings(), a.findings()) })
	rows := [][]string{{"file", "read as", "markers", "references", "missing", "unused", "duplicates", "about a list"}}
	for _, s := range sightings {
		rows = append(rows, s.row())
	}
	showTable(out, plural(len(sightings), "article"), rows, p.markdown)
	for _, s := range sightings {
		if p.verbose && s.findings() > 0 {
			s.explain(out)
		}
	}
	return nil
}

// explain lists the labels of the findings, and where those that are cited stand.
func (s sighting) explain(out io.Writer) {
	fmt.Fprintf(out, "\n%s\n", s.name)
	missing := union(s.missing, nil)
	for i, key := range missing {
		missing[i] = key + " (" + s.places[key] + ")"
	}
	showLabels(out, "missing", missing, uncounted)
	showLabels(out, "unused", union(s.unused, nil), uncounted)
	for _, f := range s.lists {
		showLabels(out, f.rule, union(f.labels, nil), 4*fewLabels)
	}
}

func (s sighting) row() []string {
	if s.err != nil {
		return []string{s.name, "not read: " + s.err.Error(), "", "", "", "", "", ""}
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
