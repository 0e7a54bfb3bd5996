// Package faults is a small internet on loopback where everything goes wrong that is known to go wrong
// on the large one.
//
// [All] is the table of behaviours: how a server treats a link, in one sentence, and the verdict that the
// link deserves for it. A [Web] serves them: a plain and a TLS server that stand for any number of hosts, a
// listener for what is below HTTP, a resolver and a certificate authority of its own. It remembers what it saw,
// for a link checker is judged by what it asked, too, and not only by what it said.
//
// The package serves tests and those who try a link checker by hand. It opens no connection, it knows
// nothing of the program that it is aimed at (verdicts are plain words here), and no part of the product may import it.
package faults
