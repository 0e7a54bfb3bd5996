package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// fingerprint recognises a finding in later runs over a changed article.
func fingerprint(a *extract.Article, f *check.Finding) string {
	id := check.IdentityOf(a, f)
	sum := sha256.Sum256([]byte(strings.Join([]string{id.Rule, id.Label, id.Target}, "\x00")))
	return hex.EncodeToString(sum[:16])
}
