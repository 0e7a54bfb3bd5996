package report

import (
	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// A colour is the parameter of an SGR sequence (ECMA-48, 8.3.117). Only the
// sixteen colours that every terminal theme defines are used.
type colour string

const (
	bold   colour = "1"
	dim    colour = "2"
	red    colour = "1;31"
	green  colour = "32"
	yellow colour = "33"
	cyan   colour = "36"
)

// paint colours a harmless string, when colour is wanted.
func (t *text) paint(c colour, s string) string {
	if !t.Color || s == "" || c == "" {
		return s
	}
	return "\x1b[" + string(c) + "m" + s + "\x1b[0m"
}

func severityColour(s check.Severity) colour {
	switch s {
	case check.Error:
		return red
	case check.Warning:
		return yellow
	}
	return cyan
}

// verdicts are all verdicts in the order in which they are counted, with the
// words and the colour in which a person is told.
var verdicts = []struct {
	verdict link.Verdict
	words   string
	colour  colour
}{
	{link.Alive, "alive", green},
	{link.Moved, "moved", cyan},
	{link.Dead, "dead", red},
	{link.SoftDead, "soft-dead", yellow},
	{link.Blocked, "blocked", yellow},
	{link.Insecure, "insecure", yellow},
	{link.Uncertain, "could not be told", yellow},
	{link.Refused, "refused", red},
	{link.Skipped, "not asked", dim},
}

func verdictColour(v link.Verdict) colour {
	for _, known := range verdicts {
		if known.verdict == v {
			return known.colour
		}
	}
	return ""
}
