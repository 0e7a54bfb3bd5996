// Package link asks the web about URLs, and says what it saw.
//
// A [Client] is an instrument. It takes URLs and returns one [Answer] for each: a [Verdict], its cause
// as a machine word, one sentence for a person, and the evidence. It knows nothing of articles,
// references, rules or reports. It is the only package of the program that opens connections, so
// that one dialler, with one guard, stands between what strangers wrote and the network.
//
// # How a verdict is reached
//
// Only a GET is believed. A page is dead when it was answered with 404 or 410 twice, or when its
// host was not there, repeatedly, while other hosts of the same run were. Whatever the check
// could not find out is "uncertain", whatever a server would not show is "blocked", and neither
// ever becomes alive or dead. Redirects are followed by hand: each hop is a new request that carries
// nothing of the one before, and passes the guard anew.
//
// # How links are asked
//
// Each host has a queue. A fixed number of workers serve the queues in turn; a worker is only ever
// busy with a request, never waiting for a host, a back-off or another link. Between two requests
// a link stands in a queue or waits for a timer, so a slow host delays its own links and nobody
// else's, and two thousand links cost no more goroutines than there are requests under way.
package link
