package check

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/pattern"
)

// By says who keeps a finding from being reported.
type By string

// The ways in which a finding is kept from being reported.
const (
	ByComment   By = "comment"       // of the article
	ByConfig    By = "configuration" // of the link that it is about
	ByBaseline  By = "baseline"      // it was known before
	ByUnchanged By = "unchanged"     // the lines that it is about are not new
)

// A Suppressed finding is counted and told of where all is told, and fails no run.
type Suppressed struct {
	Finding
	By     By
	Reason string // as its author wrote it, or in our words
}

// An Expectation is what the user knows of a link. The zero value expects nothing.
type Expectation struct {
	Ignore  bool         // it is not asked, and nothing is said of it
	Verdict link.Verdict // what it is known to be; "": nothing
	Reason  string       // why, as the user wrote it; may be ""
	Origin  string       // where the user wrote it: ".citelint.toml:12"
}

// An Identity recognises a finding in later runs over a changed article. The
// line is no part of it, so that text may be added above.
type Identity struct{ Rule, Label, Target string }

// longestTarget is how many bytes of the article's words tell a finding from
// others.
const longestTarget = 200

// IdentityOf returns the identity of a finding. Its target is the address as it
// would be asked; where a finding has neither label nor address, it is the words
// that it stands on.
func IdentityOf(a *extract.Article, f *Finding) Identity {
	target := f.URL
	if canonical, ok := link.Canonical(f.URL); ok {
		target = canonical
	}
	if f.URL == "" && f.Label == "" && f.Span.Start >= 0 && f.Span.Start <= f.Span.End && f.Span.End <= len(a.Text()) {
		words := a.Text()[f.Span.Start:f.Span.End]
		words = words[:min(len(words), longestTarget)]
		target = strings.Join(strings.Fields(strings.ToValidUTF8(words, "")), " ")
	}
	return Identity{f.Rule, f.Label, target}
}

// sift parts the findings that are reported from those that are not, and tells
// which known findings no longer occur.
func (s *subject) sift(ctx context.Context, findings []Finding) (kept []Finding, suppressed []Suppressed, gone []Identity) {
	known := maps.Clone(s.known())
	isNew := s.newLines(ctx)
	for _, f := range findings {
		id := IdentityOf(s.article, &f)
		switch comment := s.silencer(&f); {
		case comment != nil:
			suppressed = append(suppressed, Suppressed{f, ByComment, comment.reason})
		case s.isExpected(&f):
			suppressed = append(suppressed, Suppressed{f, ByConfig, s.options.expected(f.URL).reason()})
		case known[id] > 0:
			known[id]--
			suppressed = append(suppressed, Suppressed{f, ByBaseline, "it was known before"})
		case !s.touches(&f, isNew):
			suppressed = append(suppressed, Suppressed{f, ByUnchanged, "the lines that it is about have not changed"})
		default:
			kept = append(kept, f)
		}
	}
	return kept, suppressed, s.gone(known)
}

// gone returns the findings that are left of those that were known, where this
// run can tell: all links were asked, and the target's answer says something.
func (s *subject) gone(left map[Identity]int) []Identity {
	if s.options.Web == nil || !s.complete || len(left) == 0 {
		return nil
	}
	untold := map[string]bool{}
	for _, l := range s.links {
		if address, ok := link.Canonical(l.URL); ok && !l.tells() {
			untold[address] = true
		}
	}
	var gone []Identity
	for id, n := range left {
		if n > 0 && !untold[id.Target] {
			gone = append(gone, id)
		}
	}
	slices.SortFunc(gone, Identity.compare)
	return gone
}

func (i Identity) compare(o Identity) int {
	return slices.Compare([]string{i.Rule, i.Label, i.Target}, []string{o.Rule, o.Label, o.Target})
}

func (s *subject) known() map[Identity]int {
	if s.options.Known == nil {
		return nil
	}
	return s.options.Known(s.article.Source)
}

// tells says whether a link was found to be something.
func (l *Link) tells() bool {
	return l.Answer.Verdict != "" && l.Answer.Verdict != link.Uncertain && l.Answer.Verdict != link.Skipped
}

// expected returns what the user knows of a link.
func (o *Options) expected(url string) Expectation {
	if o.Expect == nil || url == "" {
		return Expectation{}
	}
	return o.Expect(url)
}

func (e Expectation) reason() string {
	if e.Reason == "" {
		return e.Origin
	}
	return e.Reason + " (" + e.Origin + ")"
}

// ofVerdict are the rules that judge what a link was found to be.
var ofVerdict = map[string]bool{
	"dead-link": true, "no-archive-trace": true, "soft-dead-link": true, "moved-link": true, "blocked-link": true,
	"insecure-link": true, "uncertain-link": true,
}

// isExpected says whether a finding tells the user what he said himself.
func (s *subject) isExpected(f *Finding) bool {
	e := s.options.expected(f.URL)
	if e.Ignore {
		return true
	}
	return e.Verdict != "" && ofVerdict[f.Rule] && slices.ContainsFunc(s.placesOf(f.URL), func(l *Link) bool {
		return l.Answer.Verdict == e.Verdict
	})
}

// newLines returns which lines of the article are new; nil where all are, or where
// its lines may be counted otherwise than here: many programs end none at a lone
// carriage return.
func (s *subject) newLines(ctx context.Context) func(line int) bool {
	if s.options.NewLines == nil || s.article.InParts() || loneReturn.MatchString(s.article.Text()) {
		return nil
	}
	return s.options.NewLines(ctx, s.article.Source)
}

var loneReturn = pattern.New(`\r(?:[^\n]|$)`)

// touches says whether a finding is about new lines: those that it stands on, or
// those that cite its address. What stands at no place is about all.
func (s *subject) touches(f *Finding, isNew func(line int) bool) bool {
	if isNew == nil || f.Span == (extract.Span{}) || s.isNewAt(f.Span, isNew) {
		return true
	}
	return f.URL != "" && slices.ContainsFunc(s.placesOf(f.URL), func(l *Link) bool { return s.isNewAt(l.Span, isNew) })
}

func (s *subject) isNewAt(span extract.Span, isNew func(line int) bool) bool {
	last := s.article.Position(max(span.Start, span.End-1)).Line
	for line := s.article.Position(span.Start).Line; line <= last; line++ {
		if isNew(line) {
			return true
		}
	}
	return false
}
