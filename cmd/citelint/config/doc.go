// Package config reads .citelint.toml: what the flags would be if the user gave
// none, how much rules matter in which articles, and what is known of links.
//
// A file that is found beside articles may be anybody's. So it may say how
// articles are judged, and nothing of where requests go, what they carry, which
// files are written, or what passes the address guard; that takes a file that the
// user names.
//
// It knows neither flags nor streams: package main tells it which settings there
// are, and turns what is read into options.
package config
