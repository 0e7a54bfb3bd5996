// Package memento asks a web archive which copy of a page it holds.
//
// An [Archive] is an instrument. It takes a URL and a day and returns a [Holding]: the copy nearest that day,
// or that the archive holds none, or that this could not be told, and why. It knows nothing of articles,
// rules or reports, and it opens no connection: it asks through a function that it is handed.
//
// # What is believed
//
// Archives are asked by Memento (RFC 7089), through a TimeGate or a TimeMap, or by the availability endpoint
// of the Wayback Machine. That an archive holds nothing is believed only when the archive itself said so,
// twice, in a form that is an archive's and nobody else's. An error, a time-out, a page for people or a portal
// in between is "unknown".
//
// What an archive says is a stranger's word: a copy's address must be a web page of the archive's own site or
// name the page that it is a copy of, its date must be one on which a copy can have been made, and no answer
// is read past a cap.
package memento
