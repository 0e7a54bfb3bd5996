// Package date reads dates out of URLs, reference text, fields, bylines and web pages, and knows when names
// and top-level domains began.
//
// It is an instrument: it measures and does not judge. A [Reading] says what the text says, where it
// stands and how exact it is; a [PageDate] adds by what means a page states it, and [PublishedOn] what a
// page's dates come to; a [NameUse] says that a name stands in a URL's slug, and [Name.Older] says whether
// a day is too early for it. What follows from that is for the caller.
//
// Three habits hold throughout. A part that is not written is not guessed: "May 2021" has no day and
// 05/11/2021 has two readings. A day that does not exist is reported as such and never repaired. And a
// form that is a date only most of the time is not read at all, because a silent instrument does less
// harm here than a wrong one.
//
// The package must not know rules, findings, articles, networks or the time of day: every function is
// pure, and takes time linear in its input, which may be hostile.
package date
