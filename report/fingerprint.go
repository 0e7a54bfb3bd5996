package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/extract"
)

// fingerprint recognises a finding in later runs over a changed article, by
// its rule, its label and its target. The line is no part of it, so that text
// may be added above. The target is the address as it would be asked; where a
// finding has neither label nor address it is the words that it stands on.
func fingerprint(a *extract.Article, f *check.Finding) string {
	target := f.URL
	if canonical, ok := link.Canonical(f.URL); ok {
		target = canonical
	}
	if f.URL == "" && f.Label == "" {
		target = fold(clip(spanText(a, f.Span), maxLabel))
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, f.Label, target}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// spanText is the text of a place, "" where there is no such place.
func spanText(a *extract.Article, s extract.Span) string {
	if s.Start < 0 || s.End > len(a.Text()) || s.Start > s.End {
		return ""
	}
	return a.Text()[s.Start:s.End]
}
