package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citelint/citelint/extract"
)

// A suppression is what a comment of the article says of one rule: it is not to
// be told there, and why.
type suppression struct {
	rule   *Rule
	reason string
	span   extract.Span // of the comment
	within extract.Span // where it holds
	open   bool         // it holds to the article's end, and for what stands at no place
	used   bool
}

// The directives that are obeyed.
const (
	disableLine     = "citelint-disable-line"
	disableNextLine = "citelint-disable-next-line"
	disable         = "citelint-disable"
	enable          = "citelint-enable"
)

// A mistake is why a comment is not obeyed.
type mistake struct {
	extract.Directive
	why string
}

// suppressions are those of one article.
type suppressions struct {
	byRule   map[string][]*suppression // in the order of the article
	mistakes []mistake
}

// readSuppressions reads the comments of an article that speak to this program.
func readSuppressions(article *extract.Article) suppressions {
	s := suppressions{byRule: map[string][]*suppression{}}
	for _, d := range article.Directives() {
		if why := s.read(article, d); why != "" {
			s.mistakes = append(s.mistakes, mistake{d, why})
		}
	}
	return s
}

// read takes one directive in, or says why it cannot be obeyed.
func (s *suppressions) read(article *extract.Article, d extract.Directive) (why string) {
	verb, rest, _ := strings.Cut(d.Text, " ")
	verb, ended := strings.CutSuffix(verb, ":")
	named, reason, _ := strings.Cut(rest, ":")
	if ended {
		named, reason = "", rest
	}
	rules, why := namedRules(named)
	if why != "" {
		return why
	}
	within := extract.Span{Start: d.Span.Start, End: len(article.Text())}
	switch verb {
	case enable:
		return s.close(rules, d.Span)
	case disable:
	case disableLine:
		within = extract.Span{Start: article.LineStart(d.Span.Start), End: lineEnd(article.Text(), d.Span.End)}
	case disableNextLine:
		within.Start = nextLine(article.Text(), d.Span.End)
		within.End = lineEnd(article.Text(), within.Start)
	default:
		return fmt.Sprintf("%q is not known: write %s, %s, %s or %s", verb, disableNextLine, disableLine, disable, enable)
	}
	reason = strings.TrimSpace(reason)
	switch {
	case len(rules) == 0:
		return "it names no rule: write " + verb + " RULE: REASON"
	case reason == "":
		return "it gives no reason: write " + verb + " " + strings.TrimSpace(named) + ": REASON"
	}
	for _, rule := range rules {
		s.byRule[rule.ID] = append(s.byRule[rule.ID], &suppression{rule: rule, reason: reason, span: d.Span, within: within, open: verb == disable})
	}
	return ""
}

// close ends the open suppressions of some rules, or of all.
func (s *suppressions) close(rules []*Rule, at extract.Span) (why string) {
	closed := false
	for id, all := range s.byRule {
		if len(rules) > 0 && !slices.ContainsFunc(rules, func(r *Rule) bool { return r.ID == id }) {
			continue
		}
		for _, one := range all {
			if one.open {
				one.open, one.within.End, closed = false, at.Start, true
			}
		}
	}
	if !closed {
		return "there is nothing above it that it could end"
	}
	return ""
}

// namedRules looks up the rules that a directive names, each once.
func namedRules(text string) (rules []*Rule, why string) {
	ids := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		rule, known := RuleByID(id)
		switch {
		case !known:
			return nil, fmt.Sprintf("there is no rule %q: citelint explain lists them all", id)
		case rule.reads == readsFindings || id == badSuppression.ID:
			return nil, fmt.Sprintf("rule %q is about suppressions, and cannot be suppressed", id)
		}
		rules = append(rules, &rule)
	}
	return rules, ""
}

// lineEnd returns where the line of an offset ends, and nextLine where the one
// behind it begins.
func lineEnd(text string, at int) int {
	if length := strings.IndexAny(text[at:], "\r\n"); length >= 0 {
		return at + length
	}
	return len(text)
}

func nextLine(text string, at int) int {
	at = lineEnd(text, at)
	switch rest := text[at:]; {
	case strings.HasPrefix(rest, "\r\n"):
		return at + 2
	case rest != "":
		return at + 1
	}
	return at
}

// heed notes which suppressions some findings fall under.
func (s *subject) heed(findings []Finding) {
	for i := range findings {
		if comment := s.silencer(&findings[i]); comment != nil {
			comment.used = true
		}
	}
}

// silencer returns the suppression that a finding falls under, or nil.
func (s *subject) silencer(f *Finding) *suppression {
	if s.options.HearNoComments {
		return nil
	}
	for _, one := range s.suppressions.byRule[f.Rule] {
		if f.Span == (extract.Span{}) && one.open || f.Span != (extract.Span{}) && f.Span.Start >= one.within.Start && f.Span.Start < one.within.End {
			return one
		}
	}
	return nil
}
