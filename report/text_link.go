package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// manyLinks is how many links of an article are listed one by one; of more,
// only those that are not alive.
const manyLinks = 30

// interrupted is the cause that package link gives where the run ended first.
const interrupted = "interrupted"

// links shows what each link answered, in the order of the source.
func (t *text) links(r *check.Result) {
	rows, unlisted, unasked := t.sortOut(r.Links)
	if len(r.Links) > 0 {
		t.line()
	}
	labels := make([]string, len(rows))
	labelWidth, verdictWidth := 0, 0
	for i, l := range rows {
		labels[i] = t.linkLabel(r.Article, l)
		labelWidth = max(labelWidth, columns(labels[i]))
		verdictWidth = max(verdictWidth, columns(string(l.Answer.Verdict)))
	}
	for i, l := range rows {
		t.link(l, pad(labels[i], labelWidth), verdictWidth)
	}
	if unlisted > 0 {
		t.line("  ", count(unlisted, "alive link"), " not listed")
	}
	for _, group := range unasked {
		line := count(group.links, "link") + " " + group.words()
		if why := group.why(t); why != "" {
			line += ": " + why
		}
		t.line("  ", line)
	}
}

// sortOut parts the links to list from those that are only counted.
func (t *text) sortOut(all []check.Link) (rows []check.Link, unlisted int, unasked []*unaskedLinks) {
	for _, l := range all {
		a := l.Answer
		switch {
		case a.Verdict == link.Skipped, a.Cause == interrupted:
			t.countCutShort(a)
			unasked = addUnasked(unasked, a)
			t.unasked = addUnasked(t.unasked, a)
		case a.Verdict == link.Alive && len(all) > manyLinks && !t.Verbose:
			unlisted++
		default:
			rows = append(rows, l)
		}
	}
	return rows, unlisted, unasked
}

// countCutShort counts an answer that the end of the run prevented.
func (t *text) countCutShort(a link.Answer) {
	if a.Cause == interrupted {
		t.unanswered++
		if a.Verdict == link.Uncertain {
			t.cutShort++
		}
	}
}

// unaskedLinks are links that were left alone, or left unanswered, for one cause.
type unaskedLinks struct {
	links         int
	verdict       link.Verdict
	cause, reason string // the reason is "" where it differs between links
}

// addUnasked counts a link among those of its cause, which are few.
func addUnasked(groups []*unaskedLinks, a link.Answer) []*unaskedLinks {
	for _, g := range groups {
		if g.verdict == a.Verdict && g.cause == a.Cause {
			g.links++
			if a.Reason != g.reason {
				g.reason = ""
			}
			return groups
		}
	}
	return append(groups, &unaskedLinks{1, a.Verdict, a.Cause, a.Reason})
}

func (u *unaskedLinks) words() string {
	if u.verdict != link.Skipped {
		return "without an answer"
	}
	return "not asked"
}

// why is the reason that all of them have, else their cause, else "".
func (u *unaskedLinks) why(t *text) string { return t.prose(cmp.Or(u.reason, u.cause)) }

// link shows one link: `[label] verdict status URL`, and below the URL why it
// is not plainly alive.
func (t *text) link(l check.Link, label string, verdictWidth int) {
	a := l.Answer
	status := "-"
	if a.Status > 0 {
		status = strconv.Itoa(a.Status)
	}
	verdict := t.safe(string(a.Verdict))
	t.line("  ", label, "  ",
		t.paint(verdictColour(a.Verdict), verdict), pad("", verdictWidth-columns(verdict)),
		fmt.Sprintf("  %3s  ", status), t.hyperlink(l.URL, t.safe(l.URL)))
	indent := columns(label) + verdictWidth + 11
	for _, note := range t.linkNotes(l) {
		for _, line := range wrap(note, max(0, t.Width-indent)) {
			t.line(pad("", indent), t.paint(dim, noCommand(line)))
		}
	}
}

func (t *text) linkNotes(l check.Link) []string {
	var notes []string
	a := l.Answer
	if a.Verdict != link.Alive && a.Reason != "" {
		notes = append(notes, t.prose(a.Reason))
	}
	if t.Verbose {
		for _, hop := range a.Redirects {
			notes = append(notes, fmt.Sprintf("%d at %s", hop.Status, t.safe(hop.URL)))
		}
	}
	if l.Archived.URL != "" {
		of := ""
		if on := l.ArchivedOn(); on != "" {
			of = " of " + on
		}
		notes = append(notes, "an archived copy"+of+" is at "+t.safe(l.Archived.URL))
	}
	moved := a.FinalURL != "" && a.FinalURL != a.URL && !strings.Contains(a.Reason, a.FinalURL)
	if moved && (a.Verdict != link.Alive || t.Verbose) {
		notes = append(notes, "ended at "+t.safe(a.FinalURL))
	}
	if t.Verbose && a.Attempts > 1 {
		notes = append(notes, count(a.Attempts, "attempt"))
	}
	if t.Verbose && !l.Checked.IsZero() {
		notes = append(notes, "from memory: checked at "+l.Checked.UTC().Format("2006-01-02 15:04")+" UTC")
	}
	return notes
}

// linkLabel says which reference a link belongs to or, where there is none or
// it has no label, on which line it stands.
func (t *text) linkLabel(a *extract.Article, l check.Link) string {
	if l.Label != "" {
		return "[" + truncate(t.prose(l.Label), 16) + "]"
	}
	return fmt.Sprintf("line %d", a.Position(l.Span.Start).Line)
}
