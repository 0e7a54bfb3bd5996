package main

import (
	"net/http"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/citelint/citelint/check/handle/handletest"
	"github.com/citelint/citelint/check/memento/archivetest"
	"github.com/citelint/citelint/check/rdap/rdaptest"
)

// askedKey is where a script keeps what its archives and resolvers were asked,
// by name.
type askedKey struct{}

// archive NAME FILE [overloaded] starts a web archive and sets $NAME to its
// URL. A line of the file is a copy that it holds: PAGE DAY.
func cmdArchive(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && (len(args) == 2 || len(args) == 3), "archive NAME FILE [overloaded]")
	s := archivetest.Start()
	ts.Defer(s.Close)
	if len(args) == 3 {
		s.Fault = overloaded
	}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		fields := strings.Fields(line)
		wants(ts, len(fields) == 2, "PAGE DAY")
		at, err := time.Parse(time.DateOnly, fields[1])
		ts.Check(err)
		s.Hold(fields[0], archivetest.Copy{At: at})
	}
	ts.Value(askedKey{}).(map[string]func() []string)[args[0]] = s.Asked
	ts.Setenv(args[0], s.URL)
}

func overloaded(w http.ResponseWriter, _ *http.Request) bool {
	http.Error(w, "come back later", http.StatusServiceUnavailable)
	return true
}

// registry NAME FILE [overloaded] starts a resolver of DOIs and sets $NAME to
// its URL. A line of the file is a registered DOI: DOI URL.
func cmdRegistry(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && (len(args) == 2 || len(args) == 3), "registry NAME FILE [overloaded]")
	s := handletest.Start()
	ts.Defer(s.Close)
	if len(args) == 3 {
		s.Fault = overloaded
	}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		fields := strings.Fields(line)
		wants(ts, len(fields) == 2, "DOI URL")
		s.Register(fields[0], fields[1])
	}
	ts.Value(askedKey{}).(map[string]func() []string)[args[0]] = s.Asked
	ts.Setenv(args[0], s.URL)
}

// domains NAME FILE [overloaded] starts an RDAP service and sets $NAME to its URL.
// A line of the file is a registered domain: DOMAIN DAY.
func cmdDomains(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && (len(args) == 2 || len(args) == 3), "domains NAME FILE [overloaded]")
	s := rdaptest.Start()
	ts.Defer(s.Close)
	if len(args) == 3 {
		s.Fault = overloaded
	}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		fields := strings.Fields(line)
		wants(ts, len(fields) == 2, "DOMAIN DAY")
		s.Register(fields[0], fields[1]+"T12:00:00Z")
	}
	ts.Value(askedKey{}).(map[string]func() []string)[args[0]] = s.Asked
	ts.Setenv(args[0], s.URL)
}

// asked NAME TEXT wants a request to an archive or a resolver to hold a text.
func cmdAsked(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, len(args) == 2, "asked NAME TEXT")
	asked := ts.Value(askedKey{}).(map[string]func() []string)[args[0]]()
	if strings.Contains(strings.Join(asked, "\n"), args[1]) == neg {
		ts.Fatalf("%s was asked %q", args[0], asked)
	}
}
