package memory

import "github.com/citelint/citelint/check/link"

// unkept are the verdicts that say nothing of a page, for nobody asked.
var unkept = map[link.Verdict]bool{link.Skipped: true, link.Refused: true, "": true}

// ofThisMachine are the causes that tell of the run, of this machine or of its
// network, and not of the page.
var ofThisMachine = map[string]bool{
	"interrupted":        true,
	"internal-error":     true,
	"out-of-sockets":     true,
	"local-policy":       true,
	"own-network":        true, // not asked
	"proxy-failure":      true,
	"captive-portal":     true,
	"no-ipv6":            true,
	"connection-failed":  true,
	"host-not-answering": true, // not asked
}

// isWorthKeeping tells whether an answer may be remembered.
func isWorthKeeping(a *link.Answer) bool {
	return !unkept[a.Verdict] && !ofThisMachine[a.Cause] && !a.Suspect
}
