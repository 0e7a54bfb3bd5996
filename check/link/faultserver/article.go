package main

import (
	"bytes"
	"fmt"

	"github.com/citelint/citelint/check/link/faults"
)

// A citation is a behaviour and the URL that it is served under.
type citation struct {
	faults.Behaviour
	url string
}

// articleOf cites every behaviour once, in Markdown. An entry begins with the behaviour's name, by which a result is
// compared with the table.
func articleOf(cited []citation) []byte {
	var b bytes.Buffer
	fmt.Fprint(&b, "# Everything that can go wrong with a link\n\n")
	for i, c := range cited {
		fmt.Fprintf(&b, "Case %s [%d]: %s.\n\n", c.Name, i+1, c.About)
	}
	fmt.Fprint(&b, "## References\n\n")
	for i, c := range cited {
		fmt.Fprintf(&b, "%d. %s: right is %s. <%s>\n", i+1, c.Name, rightAnswer(c.Behaviour), c.url)
	}
	return b.Bytes()
}

// rightAnswer is the verdict in words, with its cause where it has one.
func rightAnswer(b faults.Behaviour) string {
	if b.Cause == "" {
		return b.Verdict
	}
	return b.Verdict + " (" + b.Cause + ")"
}
