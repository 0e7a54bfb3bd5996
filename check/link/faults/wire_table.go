package faults

import (
	"net"
	"strings"
)

const html200 = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

// wire is what goes wrong between the connection and the last byte of the page.
var wire = []Behaviour{
	{Name: "reset-once", About: "the connection breaks, once", Serve: firstly(reset(""), Found), Verdict: "alive", Requests: 2},
	{Name: "reset", About: "the connection breaks instead of an answer", Serve: reset(""), Verdict: "uncertain", Cause: "connection-reset", Requests: 3},
	{
		Name: "reset-at-once", About: "the connection breaks before a word was said", URL: "http://reset-at-once.example{R}/a", Speak: hangUp(true),
		Verdict: "uncertain", Cause: "connection-reset|connection-closed",
	},
	{
		Name: "close-at-once", About: "the connection is closed before a word was said", URL: "http://close-at-once.example{R}/a", Speak: hangUp(false),
		Verdict: "uncertain", Cause: "connection-closed|connection-reset",
	},
	{Name: "reset-in-status", About: "the connection breaks within the first line", Serve: reset("HTTP/1.1 2"), Verdict: "uncertain", Cause: "connection-reset|connection-closed|protocol-error", Requests: 3},
	{Name: "reset-in-header", About: "the connection breaks within the headers", Serve: reset("HTTP/1.1 200 OK\r\nX: y"), Verdict: "uncertain", Cause: "connection-reset|connection-closed", Requests: 3},
	{
		Name: "reset-in-body", About: "the connection breaks within the page", Serve: reset(html200 + "Content-Length: 999\r\n\r\n<html>"),
		Verdict: "uncertain", Cause: "truncated-body|connection-reset", Requests: 3,
	},
	{Name: "hang-up", About: "the connection is closed instead of an answer", Serve: raw(""), Verdict: "uncertain", Cause: "connection-closed", Requests: 3},
	{Name: "cut-page", About: "the page is shorter than was announced", Serve: raw(html200 + "Content-Length: 999\r\n\r\n<html>"), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "cut-after-title", About: "the page breaks off, after its title", Serve: raw(html200 + "Content-Length: 999\r\n\r\n<title>A story</title>"), Verdict: "alive", Requests: 1},

	// Slow.
	{Name: "silent", About: "there is never an answer", Serve: Stall(""), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true},
	{
		Name: "silent-port", About: "the connection is taken, and nothing is said or read", URL: "http://silent-port.example{R}/a", Hurry: true,
		Speak: func(conn net.Conn) { untilGone(conn) }, Verdict: "uncertain", Cause: "timeout",
	},
	{Name: "drip-header", About: "the headers come one byte at a time, for ever", Serve: drip("HTTP/1.1 200 OK\r\nX: ", "x"), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true, Lingers: true},
	{Name: "drip-body", About: "the page comes one byte at a time, for ever", Serve: drip(html200+"\r\n<html>", "x"), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true, Lingers: true},
	{Name: "drip-after-title", About: "the page comes one byte at a time, after its title", Serve: drip(html200+"\r\n<title>A story</title>", "x"), Verdict: "alive", Requests: 1, Hurry: true, Lingers: true},
	{Name: "stalled-page", About: "the page stops before its title", Serve: Stall(html200 + "\r\n<html>"), Verdict: "uncertain", Cause: "timeout", Requests: 2, Hurry: true},
	{Name: "stalled-after-title", About: "the page stops after its title", Serve: Stall(html200 + "\r\n<title>A story</title>"), Verdict: "alive", Requests: 1, Hurry: true},
	{Name: "stalled-pdf", About: "a document stops after its first bytes", Serve: Stall("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF"), Verdict: "alive", Requests: 1, Hurry: true},
	{Name: "stalled-redirect", About: "a redirect stops before its text", Serve: Only(Story, Stall("HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 9\r\n\r\n"), Found), Verdict: "alive", Requests: 2, Lingers: true, Final: "http://stalled-redirect.example{P}/new"},

	// Too much.
	{Name: "endless", About: "the page never ends", Serve: func(v *Visit) { endless(v, "<p>words") }, Verdict: "alive", Requests: 1},
	{Name: "endless-title", About: "the title never ends", Serve: func(v *Visit) { endless(v, "<title>words") }, Verdict: "alive", Requests: 1},
	{Name: "endless-tag", About: "one tag never ends", Serve: func(v *Visit) { endless(v, "<a href='") }, Verdict: "alive", Requests: 1},
	{Name: "endless-pdf", About: "a document never ends", Serve: Header("Content-Type", "application/pdf", func(v *Visit) { endless(v, "%PDF") }), Verdict: "alive", Requests: 1},
	{Name: "big-header", About: "a header has 64 KiB", Serve: Header("X", strings.Repeat("x", 64<<10), Found), Verdict: "alive", Requests: 1},
	{Name: "header-huge", About: "a header has 300 KiB", Serve: raw("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 300<<10) + "\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "header-many", About: "there are fifty thousand headers", Serve: raw("HTTP/1.1 200 OK\r\n" + strings.Repeat("X-Y: zzz\r\n", 50_000) + "\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "header-endless", About: "the headers never end", Serve: pour("HTTP/1.1 200 OK\r\n", "X-Y: zzz\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3, Lingers: true},
	{Name: "status-long", About: "the first line has 300 KiB", Serve: raw("HTTP/1.1 200 " + strings.Repeat("x", 300<<10) + "\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "interim-some", About: "three interim answers come before the page", Serve: raw(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 3) + html200 + "\r\n<title>A story</title>"), Verdict: "alive", Requests: 1},
	{Name: "interim-flood", About: "there are interim answers without end", Serve: pour("", "HTTP/1.1 102 Processing\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3, Lingers: true},

	// Not HTTP, or not as it should be.
	{Name: "garbage", About: "another protocol answers", Serve: raw("SSH-2.0-OpenSSH_9.9\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "binary", About: "bytes of no protocol answer", Serve: raw("\x00\x01\x02\xff\xfe\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "http-09", About: "the page comes without a first line or headers", Serve: raw("<title>A story</title>"), Verdict: "uncertain", Cause: "protocol-error|connection-closed", Requests: 3},
	{Name: "icy", About: "a radio answers", Serve: raw("ICY 200 OK\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "status-words", About: "the status is a word", Serve: raw("HTTP/1.1 OK\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "header-no-colon", About: "a header has no colon", Serve: raw("HTTP/1.1 200 OK\r\nrubbish\r\n\r\n"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "length-two", About: "two lengths contradict each other", Serve: raw(html200 + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nwords"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "length-negative", About: "the length is negative", Serve: raw(html200 + "Content-Length: -5\r\n\r\nwords"), Verdict: "uncertain", Cause: "protocol-error", Requests: 3},
	{Name: "length-short", About: "the page is longer than was announced", Serve: raw(html200 + "Content-Length: 22\r\n\r\n<title>A story</title>and more"), Verdict: "alive", Requests: 1},
	{Name: "chunked", About: "the page comes in chunks", Serve: raw(html200 + "Transfer-Encoding: chunked\r\n\r\n7\r\n<title>\r\nf\r\nA story</title>\r\n0\r\n\r\n"), Verdict: "alive", Requests: 1},
	{Name: "chunked-bad", About: "a chunk has no length", Serve: raw(html200 + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>\r\n"), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "chunked-cut", About: "the last chunk never comes", Serve: raw(html200 + "Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "chunked-huge", About: "a chunk is announced that no machine can hold", Serve: raw(html200 + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n<html>"), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "http-10", About: "the server speaks HTTP/1.0 and closes the connection", Serve: raw("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A story</title>"), Verdict: "alive", Requests: 1},
	{Name: "line-feeds", About: "the lines end without a carriage return", Serve: raw("HTTP/1.1 200 OK\nContent-Type: text/html\n\n<title>A story</title>"), Verdict: "alive", Requests: 1},
	{Name: "reason-escape", About: "the first line wants to repaint the terminal", Serve: raw("HTTP/1.1 403 \x1b[2J\x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n"), Verdict: "blocked", Cause: "http-403", Requests: 1, Says: "403 Forbidden"},
	{Name: "status-alone", About: "the first line has no words behind its number", Serve: raw("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n"), Verdict: "dead", Cause: "http-404", Requests: 2},
}

// bombs are small on the wire, or lie about how they are packed.
var bombs = []Behaviour{
	{Name: "gzip", About: "the page is packed", Serve: Zipped(Document("A story")), Verdict: "alive", Requests: 1},
	{Name: "gzip-soft-404", About: "the page that says not found is packed", Serve: Zipped(Document("Page not found")), Verdict: "soft-dead", Cause: "not-found-page", Requests: 2},
	{Name: "gzip-bomb", About: "a megabyte unpacks to a gigabyte", Serve: bomb("<html>", "<p>"), Verdict: "uncertain", Cause: "truncated-body", Requests: 3, Sent: 4 << 20},
	{Name: "gzip-bomb-zeros", About: "a megabyte unpacks to a gigabyte of nothing", Serve: bomb("<title>A story</title>", "\x00"), Verdict: "alive", Requests: 1, Sent: 4 << 20},
	{Name: "gzip-bomb-title", About: "a megabyte unpacks to a gigabyte, after a title", Serve: bomb("<title>A story</title>", "<p>"), Verdict: "alive", Requests: 1, Sent: 4 << 20},
	{Name: "gzip-bomb-pdf", About: "a document unpacks to a gigabyte, which nobody needs to unpack", Serve: Header("Content-Type", "application/pdf", bomb("%PDF", "\x00")), Verdict: "alive", Requests: 1, Sent: 4 << 20},
	{
		Name: "gzip-chain", About: "the page is packed twice", Verdict: "alive", Requests: 1,
		Serve: Header("Content-Encoding", "gzip, gzip", Body(200, string(zip(zip([]byte(Document("A story"))))))),
	},
	{Name: "gzip-lie", About: "the page is called packed, and is not", Serve: Header("Content-Encoding", "gzip", Body(200, Document("A story"))), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "gzip-cut", About: "the packed page breaks off", Serve: Header("Content-Encoding", "gzip", Body(200, string(zip([]byte(Document("A story")))[:20]))), Verdict: "uncertain", Cause: "truncated-body", Requests: 3},
	{Name: "gzip-unsaid", About: "the page is packed, and not called so", Serve: Body(200, string(zip([]byte(Document("A story"))))), Verdict: "alive", Requests: 1},
	{Name: "brotli", About: "the page is packed in a way that was not asked for", Serve: Header("Content-Encoding", "br", Body(200, "?")), Verdict: "alive", Requests: 1},
	{Name: "packing-unknown", About: "the page is packed in a way that nobody knows", Serve: Header("Content-Encoding", "x-none", Body(200, "?")), Verdict: "alive", Requests: 1},
}
