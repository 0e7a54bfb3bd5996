package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A group is the articles of one row, summed.
type group struct {
	name                            string
	articles, unreadable            int
	markers, references, urls, dois hits
	missing, unused                 hits
	falseArticles, falseLists       int

	precision, recall, f1 mean // of markers, averaged over articles
}

// A mean averages over the articles in which a figure exists.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(value float64, exists bool) {
	if exists {
		m.sum += value
		m.n++
	}
}

func (m mean) value() (float64, bool) { return m.sum / float64(max(1, m.n)), m.n > 0 }

func (g *group) add(s *score) {
	g.articles++
	g.markers.add(s.Markers)
	g.references.add(s.References)
	g.urls.add(s.URLs)
	g.dois.add(s.DOIs)
	g.missing.add(s.Missing)
	g.unused.add(s.Unused)
	g.precision.add(s.Markers.precision())
	g.recall.add(s.Markers.recall())
	g.f1.add(s.Markers.f1())
	if s.Error != "" {
		g.unreadable++
	}
	if s.False {
		g.falseArticles++
	}
	if len(s.FalseLists) > 0 {
		g.falseLists++
	}
}

// grouped sums the scores by a name, in the order of the names, with the total last.
func grouped(scores []*score, name func(*score) string) []*group {
	groups, total := map[string]*group{}, &group{name: "all"}
	for _, s := range scores {
		if groups[name(s)] == nil {
			groups[name(s)] = &group{name: name(s)}
		}
		groups[name(s)].add(s)
		total.add(s)
	}
	var rows []*group
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		rows = append(rows, groups[key])
	}
	return append(rows, total)
}

// share writes a part of one with three decimals, cut and not rounded: 1.000 is perfect. Where it does not exist it is
// a dash.
func share(value float64, exists bool) string {
	if !exists {
		return "–"
	}
	return fmt.Sprintf("%.3f", math.Floor(value*1000+1e-9)/1000)
}

func (h hits) cells() []string {
	return []string{share(h.precision()), share(h.recall()), share(h.f1())}
}

func showTables(out io.Writer, scores []*score, markdown bool) {
	for _, by := range []struct {
		name string
		of   func(*score) string
	}{
		{"format", func(s *score) string { return s.Format }},
		{"source", func(s *score) string { return s.Source }},
	} {
		groups := grouped(scores, by.of)
		showTable(out, "Markers, by "+by.name, markerRows(by.name, groups), markdown)
		showTable(out, "References, by "+by.name, referenceRows(by.name, groups), markdown)
		showTable(out, "Findings, by "+by.name, findingRows(by.name, groups), markdown)
	}
	if total := grouped(scores, func(*score) string { return "" })[0]; total.unreadable > 0 {
		fmt.Fprintf(out, "\n%d of %d articles could not be read: all in them counts as missed\n", total.unreadable, total.articles)
	}
}

func markerRows(by string, groups []*group) [][]string {
	rows := [][]string{{by, "articles", "markers", "P", "R", "F1", "mean P", "mean R", "mean F1"}}
	for _, g := range groups {
		rows = append(rows, slices.Concat(
			[]string{g.name, fmt.Sprint(g.articles), given(g.markers)}, g.markers.cells(),
			[]string{share(g.precision.value()), share(g.recall.value()), share(g.f1.value())},
		))
	}
	return rows
}

func referenceRows(by string, groups []*group) [][]string {
	rows := [][]string{{by, "references", "P", "R", "F1", "URLs", "P", "R", "F1", "DOIs", "P", "R", "F1"}}
	for _, g := range groups {
		row := []string{g.name}
		for _, h := range []hits{g.references, g.urls, g.dois} {
			row = append(append(row, given(h)), h.cells()...)
		}
		rows = append(rows, row)
	}
	return rows
}

// given is how many there are in the gold.
func given(h hits) string { return fmt.Sprint(h.Right + h.Missed) }

func findingRows(by string, groups []*group) [][]string {
	rows := [][]string{{
		by, "articles", "undefined", "found", "false missing", "unused", "found", "false unused",
		"false articles", "in 100", "false about a list",
	}}
	for _, g := range groups {
		rows = append(rows, []string{
			g.name, fmt.Sprint(g.articles), given(g.missing), fmt.Sprint(g.missing.Right), fmt.Sprint(g.missing.Invented),
			given(g.unused), fmt.Sprint(g.unused.Right), fmt.Sprint(g.unused.Invented),
			fmt.Sprint(g.falseArticles), fmt.Sprintf("%.1f", 100*float64(g.falseArticles)/float64(g.articles)), fmt.Sprint(g.falseLists),
		})
	}
	return rows
}

// showTable prints rows, the first of which is the head; the first column is text, the others are numbers.
func showTable(out io.Writer, title string, rows [][]string, markdown bool) {
	if markdown {
		fmt.Fprintf(out, "\n### %s\n\n", title)
		for i, row := range rows {
			fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | "))
			if i == 0 {
				fmt.Fprintf(out, "|---|%s\n", strings.Repeat("--:|", len(row)-1))
			}
		}
		return
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	fmt.Fprintf(out, "\n%s\n", title)
	for _, row := range rows {
		fmt.Fprintf(out, "%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			fmt.Fprintf(out, "  %*s", widths[i+1], cell)
		}
		fmt.Fprintln(out)
	}
}
