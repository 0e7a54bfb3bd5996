package faults

import (
	"net/http"
	"time"
)

// statuses are what a server says of a page in one number, or in several that contradict each other.
var statuses = []Behaviour{
	{Name: "ok", About: "the page is there", Verdict: "alive", Requests: 1},
	{Name: "no-content", About: "the server answers 204, with nothing to show", Serve: Status(204), Verdict: "alive", Requests: 1},
	{Name: "non-authoritative", About: "a cache answers 203 in the server's place", Serve: Status(203), Verdict: "alive", Requests: 1},
	{Name: "partial", About: "the server answers 206 although no part was asked for", Serve: Status(206), Verdict: "alive", Requests: 1},
	{
		Name: "gone-404", About: "the page is not found, however often it is asked for", Serve: NotFound,
		Verdict: "dead", Cause: "http-404", Requests: 2, Says: "the server answered 404 Not Found, twice", Gap: 5 * time.Millisecond,
	},
	{Name: "gone-410", About: "the page is gone for good", Serve: Status(410), Verdict: "dead", Cause: "http-410", Requests: 2},
	{
		Name: "gone-404-410", About: "the page is missing by one status, then by the other", Serve: Status(404, 410),
		Verdict: "dead", Cause: "http-410", Requests: 2,
	},
	{Name: "gone-once", About: "one server of several has not got the page yet", Serve: Status(404, 200), Verdict: "alive", Requests: 2},
	{
		Name: "gone-no-retries", About: "the page is not found, and there is no second try", Serve: NotFound,
		Verdict: "dead", Cause: "http-404", Requests: 1, NoRetries: true, NotByHand: needsFlags,
	},
	{
		Name: "gone-after-500", About: "the server fails once, and then does not find the page", Serve: Status(500, 404, 404),
		Verdict: "dead", Cause: "http-404", Requests: 3,
	},
	{
		Name: "gone-after-reset", About: "the connection breaks once, and then the page is not found", Serve: firstly(reset(""), NotFound),
		Verdict: "dead", Cause: "http-404", Requests: 3,
	},
	{
		Name: "gone-then-500", About: "the page is not found once, and then the server fails", Serve: Status(404, 500),
		Verdict: "uncertain", Cause: "http-500", Requests: 4,
	},
	{
		Name: "gone-other-query", About: "the page is there under one query and missing under the one that is cited",
		URL: "http://gone-other-query.example{P}/article?id=2", Serve: Only("/article?id=1", Found, NotFound),
		Verdict: "dead", Cause: "http-404", Requests: 2,
	},

	// HEAD, which decides nothing.
	{
		Name: "head-lies", About: "HEAD finds a page that GET does not", Serve: byMethod(http.MethodHead, Found, NotFound),
		Verdict: "dead", Cause: "http-404", Requests: 2,
	},
	{Name: "head-405", About: "HEAD is not allowed, and GET finds the page", Serve: byMethod(http.MethodHead, Status(405), Found), Verdict: "alive", Requests: 1},
	{Name: "head-404", About: "HEAD does not find the page that GET finds", Serve: byMethod(http.MethodHead, NotFound, Found), Verdict: "alive", Requests: 1},
	{Name: "head-reset", About: "HEAD breaks the connection, and GET finds the page", Serve: byMethod(http.MethodHead, reset(""), Found), Verdict: "alive", Requests: 1},
	{Name: "get-only", About: "every method but GET is forbidden", Serve: byMethod(http.MethodGet, Found, Status(403)), Verdict: "alive", Requests: 1},
	{
		Name: "no-user-agent", About: "who does not say what program it is, or says that it is a library, is turned away",
		Serve:   onlyAgents("Mozilla/", Found, Status(403)),
		Verdict: "alive", Requests: 1,
	},
	{Name: "range-ignored", About: "a request for a part is answered 416", Serve: withHeader("Range", Status(416), Found), Verdict: "alive", Requests: 1},

	// The server does not want to, or asks for something.
	{Name: "s400", About: "the server does not understand the request", Serve: Status(400), Verdict: "uncertain", Cause: "http-400", Requests: 1},
	{Name: "s401", About: "the server wants a password", Serve: Status(401), Verdict: "blocked", Cause: "http-401", Requests: 1},
	{Name: "s402", About: "the server wants money", Serve: Status(402), Verdict: "blocked", Cause: "http-402", Requests: 1},
	{Name: "s403", About: "the server forbids the page", Serve: Status(403), Verdict: "blocked", Cause: "http-403", Requests: 1},
	{Name: "s405", About: "the server does not allow GET", Serve: Status(405), Verdict: "uncertain", Cause: "http-405", Requests: 1},
	{Name: "s406", About: "the server has the page in no form that we accept", Serve: Status(406), Verdict: "uncertain", Cause: "http-406", Requests: 1},
	{Name: "s407", About: "a proxy in between wants a password", Serve: Status(407), Verdict: "blocked", Cause: "http-407", Requests: 1},
	{Name: "s408", About: "the server was tired of waiting, once", Serve: Status(408, 200), Verdict: "alive", Requests: 2},
	{Name: "s409", About: "the server speaks of a conflict", Serve: Status(409), Verdict: "uncertain", Cause: "http-409", Requests: 1},
	{Name: "s412", About: "the server misses a condition that nobody set", Serve: Status(412), Verdict: "uncertain", Cause: "http-412", Requests: 1},
	{Name: "s414", About: "the URL is too long for the server", Serve: Status(414), Verdict: "uncertain", Cause: "http-414", Requests: 1},
	{Name: "s418", About: "the server is a teapot", Serve: Status(418), Verdict: "uncertain", Cause: "http-418", Requests: 1},
	{Name: "s421", About: "the connection led to a server that does not stand for the host", Serve: Status(421), Verdict: "uncertain", Cause: "http-421", Requests: 1},
	{Name: "s425", About: "the request came too early, once", Serve: Status(425, 200), Verdict: "alive", Requests: 2},
	{Name: "s426", About: "the server wants another protocol", Serve: Status(426), Verdict: "uncertain", Cause: "http-426", Requests: 1},
	{Name: "s431", About: "our headers are too large for the server", Serve: Status(431), Verdict: "uncertain", Cause: "http-431", Requests: 1},
	{Name: "s451", About: "a court has taken the page down, here", Serve: Status(451), Verdict: "blocked", Cause: "http-451", Requests: 1},
	{
		Name: "s999", About: "a network of professionals answers a number that no standard has", Serve: Status(999),
		Verdict: "blocked", Cause: "http-999", Requests: 1, Says: "the server answered 999",
	},
	{Name: "s300", About: "the server offers a choice and makes none", Serve: Status(300), Verdict: "uncertain", Cause: "http-300", Requests: 1},
	{Name: "s304", About: "the server thinks that we have the page already", Serve: bare(304), Verdict: "uncertain", Cause: "http-304", Requests: 1},
	{Name: "s305", About: "the server sends us to a proxy, as nobody should any more", Serve: bare(305), Verdict: "uncertain", Cause: "http-305", Requests: 1},

	// Too many requests, and servers that fail.
	{Name: "s429-stays", About: "there are always too many requests", Serve: Status(429), Verdict: "blocked", Cause: "http-429", Requests: 3, Gap: 700 * time.Millisecond},
	{
		Name: "s429-passes", About: "there are too many requests, and a second later there are not", Serve: Header("Retry-After", "1", Status(429, 200)),
		Verdict: "alive", Requests: 2, Gap: time.Second,
	},
	{
		Name: "s429-date", About: "there are too many requests until a date, which is past", Verdict: "alive", Requests: 2, Gap: 500 * time.Millisecond,
		Serve: Header("Retry-After", "Mon, 01 Jun 2015 12:00:00 GMT", Status(429, 200)),
	},
	{
		Name: "s429-date-ahead", About: "there are too many requests until a date four seconds ahead", Verdict: "alive", Requests: 2, Gap: 2 * time.Second,
		Serve: retryIn(4*time.Second, Status(429, 200)),
	},
	{
		Name: "s429-day", About: "we are to come back tomorrow", Serve: Header("Retry-After", "86400", Status(429)),
		Verdict: "blocked", Cause: "http-429", Requests: 3,
	},
	{Name: "s429-negative", About: "we are to come back five seconds ago", Serve: Header("Retry-After", "-5", Status(429, 200)), Verdict: "alive", Requests: 2, Gap: 500 * time.Millisecond},
	{Name: "s429-zero", About: "we are to come back at once", Serve: Header("Retry-After", "0", Status(429, 200)), Verdict: "alive", Requests: 2, Gap: 500 * time.Millisecond},
	{Name: "s429-garbage", About: "we are to come back \"soon\"", Serve: Header("Retry-After", "soon", Status(429, 200)), Verdict: "alive", Requests: 2, Gap: 500 * time.Millisecond},
	{
		Name: "s429-huge", About: "we are to come back after more seconds than 64 bits hold", Serve: Header("Retry-After", "99999999999999999999", Status(429)),
		Verdict: "blocked", Cause: "http-429", Requests: 3,
	},
	{
		Name: "s429-limits", About: "there are too many requests, and the headers of no standard say until when", Verdict: "alive", Requests: 2,
		Serve: Header("X-RateLimit-Remaining", "0", Header("X-RateLimit-Reset", "2", Status(429, 200))), Gap: 700 * time.Millisecond,
	},
	{Name: "s500", About: "the server fails, always", Serve: Status(500), Verdict: "uncertain", Cause: "http-500", Requests: 3, Says: "again after 2 retries"},
	{Name: "s501", About: "the server can do nothing of the kind", Serve: Status(501), Verdict: "uncertain", Cause: "http-501", Requests: 3},
	{Name: "s502-passes", About: "a gateway fails, once", Serve: Status(502, 200), Verdict: "alive", Requests: 2},
	{Name: "s503-twice", About: "the server is overloaded, twice", Serve: Status(503, 503, 200), Verdict: "alive", Requests: 3},
	{
		Name: "s503-day", About: "the server is down for a day", Serve: Header("Retry-After", "86400", Status(503)),
		Verdict: "uncertain", Cause: "http-503", Requests: 3,
	},
	{
		Name: "s503-retry", About: "the server is overloaded for three seconds", Serve: Header("Retry-After", "3", Status(503, 200)),
		Verdict: "alive", Requests: 2, Gap: 3 * time.Second,
	},
	{Name: "s504", About: "a gateway waits in vain for the server", Serve: Status(504), Verdict: "uncertain", Cause: "http-504", Requests: 3},
	{Name: "s507", About: "the server's disk is full", Serve: Status(507), Verdict: "uncertain", Cause: "http-507", Requests: 3},
	{Name: "s520", About: "a provider's server cannot make sense of the site's", Serve: Status(520), Verdict: "uncertain", Cause: "http-520", Requests: 3},
	{Name: "s530", About: "a provider's server cannot find the site's", Serve: Status(530), Verdict: "uncertain", Cause: "http-530", Requests: 3},
	{Name: "s511", About: "a captive portal wants us to log in to the network", Serve: Status(511), Verdict: "uncertain", Cause: "captive-portal", Requests: 1},
}
