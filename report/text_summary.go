package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

func (t *text) Close(end End) error {
	if t.Quiet > 0 && end.complete() {
		return t.out.flush()
	}
	t.apart()
	if t.Quiet == 0 {
		t.summary(end)
	}
	t.ending(end)
	return t.out.flush()
}

func (t *text) summary(end End) {
	tally := end.tally()
	looked, answers := t.linkCounts(tally)
	rows := []pair{{"looked at", read(tally) + ", " + count(looked, "link")}}
	if answers != "" {
		rows = append(rows, pair{"links", answers})
	}
	rows = append(rows, pair{"findings", findingCounts(end)})
	if words := suppressedCounts(tally); words != "" {
		rows = append(rows, pair{"suppressed", words})
	}
	if end.Config != "" {
		rows = append(rows, pair{"configuration", t.safe(end.Config)})
	}
	name := "not looked at"
	for _, group := range t.unasked {
		if group.verdict == link.Skipped {
			words := count(group.links, "link")
			if why := group.why(t); why != "" {
				words += " (" + why + ")"
			}
			rows = append(rows, pair{name, words})
			name = ""
		}
	}
	if end.Elapsed > 0 {
		rows = append(rows, pair{"took", end.Elapsed.Round(time.Millisecond).String()})
	}
	t.pairs("", rows)
}

func read(tally *check.Tally) string {
	return articles(tally) + ", " + count(tally.Markers, "citation") + ", " + count(tally.References, "reference")
}

func articles(tally *check.Tally) string {
	out := count(tally.Documents, "article")
	if tally.Unreadable > 0 {
		out += fmt.Sprintf(" (%d could not be read)", tally.Unreadable)
	}
	return out
}

// linkCounts returns how many links were looked at and what they answered.
// Links that were skipped or left unanswered are no part of either.
func (t *text) linkCounts(tally *check.Tally) (looked int, answers string) {
	var parts []string
	for _, v := range verdicts {
		n := tally.Links[v.verdict]
		switch v.verdict {
		case link.Skipped:
			n = 0
		case link.Uncertain:
			n -= t.cutShort
		}
		if n > 0 {
			looked += n
			parts = append(parts, fmt.Sprintf("%d %s", n, v.words))
		}
	}
	return looked, strings.Join(parts, ", ")
}

func findingCounts(end End) string {
	tally := end.tally()
	var parts []string
	for s := check.Error; s >= check.Info; s-- {
		if n := tally.Findings[s]; n > 0 {
			parts = append(parts, countOf(n, s))
		}
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, ", ")
	case !end.complete():
		return "nothing to report so far"
	case tally.Unreadable > 0:
		return "nothing to report in what could be read"
	}
	return "nothing to report"
}

// bys are who suppresses findings, in the order and the words of the summary.
var bys = []struct {
	by    check.By
	words string
}{
	{check.ByComment, "by comments in the articles"},
	{check.ByConfig, "by what the configuration says of links"},
	{check.ByBaseline, "known from the baseline"},
	{check.ByUnchanged, "on lines that have not changed"},
}

func suppressedCounts(tally *check.Tally) string {
	var parts []string
	for _, b := range bys {
		if n := tally.Suppressed[b.by]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, b.words))
		}
	}
	return strings.Join(parts, ", ")
}

// suppressed lists the findings that are not reported.
func (t *text) suppressed(r *check.Result) {
	for i, f := range r.Suppressed {
		if i == 0 {
			t.line()
		}
		at := r.Article.Position(f.Span.Start)
		t.pairs("  ", []pair{{"suppressed", t.prose(fmt.Sprintf("line %d: %s: %s (by %s: %s)", at.Line, f.Rule, f.Message, f.By, f.Reason))}})
	}
}

// gone lists the entries of the baseline that no longer occur, so that it shrinks.
func (t *text) gone(gone []check.Identity) {
	for i, id := range gone {
		if i == 0 {
			t.line()
		}
		t.pairs("  ", []pair{{"in the baseline, and no longer found", t.prose(strings.TrimSpace(id.Rule + " " + id.Label + " " + id.Target))}})
	}
}

// ending says why the run did not look at everything, and what it missed.
func (t *text) ending(end End) {
	if end.complete() {
		return
	}
	why := end.reason()
	if t.unanswered > 0 {
		why += ", " + count(t.unanswered, "link") + " without an answer"
	}
	t.line(t.paint(red, "INCOMPLETE:"), " ", why)
}
