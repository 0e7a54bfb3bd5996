package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

const sampleHead = `#:schema ` + schemaID + `

# What citelint check is told here, it need not be told by flags; flags outweigh it.
# citelint check --print-config shows what is in force, and where it comes from.
`

const sampleTail = `
# How much rules matter: "error", "warning", "info" or "off". A severity also turns
# on a rule that is off by default. citelint explain lists them all.
[rules]
# unused-reference = "info"

# The same for some articles, by patterns from this folder: * is anything but /,
# ** any folders. A later override outweighs those before it.
# [[override]]
# files = ["archive/**"]
# [override.rules]
# dead-link = "info"

# What is known of links. An expectation keeps its finding from being told, and is
# told itself when it no longer holds. A link that is ignored is not asked.
# [[link]]
# url = "https://example.org/report.pdf"
# expect = "blocked"
# reason = "asks for a login; read on paper"
# [[link]]
# host = "*.example.net"
# ignore = true
# reason = "our own drafts"

# A header for one origin, from the environment. Only in a file that --config names.
# [[header]]
# origin = "https://intranet.example.org"
# name = "Authorization"
# env = "INTRANET_TOKEN"
`

// Sample is a configuration that says nothing, and shows in comments all that it
// could say.
func Sample(settings []Setting) string {
	var out strings.Builder
	out.WriteString(sampleHead)
	for _, s := range settings {
		note := ""
		if s.ByHand {
			note = " Only in a file that --config names."
		}
		fmt.Fprintf(&out, "\n# %s.%s\n# %s = %s\n", s.Usage, note, s.Name, s.example())
	}
	return out.String() + sampleTail
}

var suchAs = regexp.MustCompile(`such as ([^ ,;]+)`)

// example is a value that the setting could have: its default where that is one.
func (s Setting) example() string {
	plain := strings.Trim(s.Default, `"`)
	switch s.Kind {
	case Switch:
		return "true"
	case Number:
		if _, err := strconv.Atoi(plain); err != nil {
			return "1"
		}
		return plain
	case Duration:
		if v, err := (&file{}).newValue(s, plain, 0); err != nil || len(v.Texts) == 0 {
			return `"1m"`
		}
	case Texts:
		return "[]"
	case Path:
		return `"` + s.Name + `.file"`
	default:
		if m := suchAs.FindStringSubmatch(s.Usage); m != nil && plain == "" {
			return `"` + m[1] + `"`
		}
		if plain == "" || strings.Contains(plain, " ") {
			return `"…"`
		}
	}
	return `"` + plain + `"`
}
