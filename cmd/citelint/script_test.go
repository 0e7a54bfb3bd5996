package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/link/linktest"
)

var update = flag.Bool("update", false, "rewrite the expected outputs of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"citelint": program})
}

// program is citelint as the scripts run it: the real one, but for a network
// that ends at this machine and waits that end at once. It leaves its exit
// status in a file.
func program() {
	streams := systemStreams()
	streams.Link = link.Options{Resolver: fakeResolver(os.Getenv("DNS")), Clock: hurried(), Control: loopbackOnly}
	code := run(os.Args, streams)
	if file := os.Getenv("STATUS"); file != "" {
		if err := os.WriteFile(file, []byte(strconv.Itoa(code)), 0o600); err != nil {
			panic(err)
		}
	}
	os.Exit(code)
}

// homes are the variables that say where a user's cache directory is, on every
// system: a test must not remember anything for its developer.
func homes(folder string) []struct{ name, folder string } {
	return []struct{ name, folder string }{{"HOME", folder}, {"XDG_CACHE_HOME", filepath.Join(folder, "cache")}, {"LocalAppData", folder}}
}

// hurried is the clock of the day on which these tests take place.
func hurried() linktest.Hurried {
	return linktest.Hurried{At: time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)}
}

func loopbackOnly(_ context.Context, _, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().IsLoopback() {
		panic("a test wanted to connect to " + address)
	}
	return nil
}

func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "halt_on_error=1 atexit_sleep_ms=0") // a race leaves no STATUS
			for _, home := range homes(filepath.Join(env.WorkDir, ".home")) {
				env.Setenv(home.name, home.folder)
			}
			env.Setenv("STATUS", filepath.Join(env.WorkDir, ".status"))
			env.Setenv("SCHEMAS", filepath.Join(root, "docs", "schema"))
			env.Setenv("LOOPBACK", "--allow-net=127.0.0.1/32")
			env.Setenv("DATES", "--now=2025-09-01")
			env.Setenv("HOSTILE", "\x1b]0;owned\a.txt")
			env.Values[serversKey{}] = map[string]*server{}
			env.Values[askedKey{}] = map[string]func() []string{}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"archive": cmdArchive, "registry": cmdRegistry, "domains": cmdDomains, "asked": cmdAsked,
			"server": cmdServer, "saw": cmdSaw, "sawHeader": cmdSawHeader, "held": cmdHeld,
			"expand": cmdExpand, "status": cmdStatus, "json": cmdJSON, "schema": cmdSchema,
		},
	})
}

// expand FILE... replaces $NAME in files by the script's variables.
func cmdExpand(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && len(args) > 0, "expand FILE...")
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// status N wants the last run of citelint to have ended with N, or not at all
// by itself (status killed).
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, !neg && len(args) == 1, "status N|killed")
	file := ts.Getenv("STATUS")
	got, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		got = []byte("killed")
	} else {
		ts.Check(err)
		ts.Check(os.Remove(file))
	}
	if string(got) != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// json FILE PATH VALUE wants a value in a file of JSON, or of lines of JSON,
// which are read as one array. A path is documents.0.links; an array's length
// is documents.len.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, len(args) == 3, "json FILE PATH VALUE")
	got, err := lookUp(decodeJSON(ts, args[0]), strings.Split(args[1], "."))
	if err != nil {
		ts.Fatalf("%s of %s: %v", args[1], args[0], err)
	}
	text, isText := got.(string)
	if !isText {
		encoded, err := json.Marshal(got)
		ts.Check(err)
		text = string(encoded)
	}
	if (text == args[2]) == neg {
		ts.Fatalf("%s of %s is %s", args[1], args[0], text)
	}
}

func decodeJSON(ts *testscript.TestScript, file string) any {
	var values []any
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile(file)))
	for decoder.More() {
		var value any
		ts.Check(decoder.Decode(&value))
		values = append(values, value)
	}
	if len(values) == 1 {
		return values[0]
	}
	return values
}

func lookUp(value any, path []string) (any, error) {
	for _, key := range path {
		switch v := value.(type) {
		case map[string]any:
			var ok bool
			if value, ok = v[key]; !ok {
				return nil, fmt.Errorf("there is no %q", key)
			}
		case []any:
			if key == "len" {
				return len(v), nil
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(v) {
				return nil, fmt.Errorf("there is no %q of %d", key, len(v))
			}
			value = v[i]
		default:
			return nil, fmt.Errorf("there is no %q in %v", key, v)
		}
	}
	return value, nil
}

// schema FILE NAME [FRAGMENT] validates every JSON value of a file against a
// published schema, or a definition of it.
func cmdSchema(ts *testscript.TestScript, neg bool, args []string) {
	wants(ts, len(args) == 2 || len(args) == 3, "schema FILE SCHEMA [FRAGMENT]")
	fragment := strings.Join(args[2:], "")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(ts.Getenv("SCHEMAS"), args[1]+".schema.json") + fragment)
	ts.Check(err)
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	if !decoder.More() {
		ts.Fatalf("%s holds no JSON", args[0])
	}
	for decoder.More() {
		var raw json.RawMessage
		ts.Check(decoder.Decode(&raw))
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
		ts.Check(err)
		if err := schema.Validate(value); (err == nil) == neg {
			ts.Fatalf("%s: %v", args[0], err)
		}
	}
}

func wants(ts *testscript.TestScript, ok bool, usage string) {
	if !ok {
		ts.Fatalf("usage: %s", usage)
	}
}

// fakeResolver is a resolver to which every name is unknown ("nxdomain"), or
// which cannot be reached.
func fakeResolver(kind string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		if kind != "nxdomain" {
			return nil, &net.OpError{Op: "dial", Net: "udp", Err: syscall.ECONNREFUSED}
		}
		ours, theirs := net.Pipe()
		go denyNames(theirs)
		return ours, nil
	}}
}
