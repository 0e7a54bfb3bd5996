package house_test

import "strings"

// A rule names what is forbidden. It judges all files at once and returns one sentence for every breach.
type rule struct {
	name  string
	judge func([]file) []string
	bad   []example // each must be caught
	good  []example // each must pass
}

type example struct{ path, text string }

var rules = []rule{
	{
		name:  "imports run one way",
		judge: each(importsRunOneWay),
		bad: []example{
			{"extract/a.go", `package extract; import _ "github.com/citelint/citelint/check"`},
			{"check/a.go", `package check; import _ "github.com/citelint/citelint/report"`},
			{"report/a.go", `package report; import _ "github.com/citelint/citelint/cmd/citelint/app"`},
			{"check/link/a.go", `package link; import _ "github.com/citelint/citelint/check"`},
			{"check/date/a.go", `package date; import _ "github.com/citelint/citelint/extract"`},
			{"report/a.go", `package report; import _ "github.com/citelint/citelint/internal/web"`},
			{"check/a.go", `package check; import _ "github.com/citelint/citelint/check/link/faults"`},
			{"check/link/a.go", `package link; import _ "github.com/citelint/citelint/check/link/faults"`},
			{"pattern/a.go", `package pattern; import _ "github.com/citelint/citelint/extract"`},
			{"helpers/a.go", `package helpers`},
		},
		good: []example{
			{"cmd/citelint/a.go", `package main; import _ "github.com/citelint/citelint/report"`},
			{"check/a.go", `package check; import (_ "github.com/citelint/citelint/check/link"; _ "github.com/citelint/citelint/extract")`},
			{"check/audit/a.go", `package audit; import _ "github.com/citelint/citelint/check"`},
			{"extract/source/a.go", `package source; import _ "github.com/citelint/citelint/extract"`},
			{"check/date/b.go", `package date; import _ "github.com/citelint/citelint/pattern"`},
			{"internal/gendocs/a.go", `package main; import _ "github.com/citelint/citelint/check"`},
		},
	},
	{
		name:  "third parties stay behind their fences",
		judge: each(thirdPartiesStayFenced),
		bad: []example{
			{"check/a.go", `package check; import _ "github.com/PuerkitoBio/goquery"`},
			{"report/a.go", `package report; import _ "github.com/yuin/goldmark/ast"`},
			{"check/link/a.go", `package link; import _ "github.com/urfave/cli/v2"`},
			{"report/a.go", `package report; import _ "go.yaml.in/yaml/v4"`},
			{"extract/a.go", `package extract; import _ "modernc.org/sqlite"`},
			{"check/a.go", `package check; import _ "github.com/pelletier/go-toml/v2"`},
		},
		good: []example{
			{"extract/a.go", `package extract; import (_ "github.com/PuerkitoBio/goquery"; _ "github.com/yuin/goldmark/ast")`},
			{"check/link/a.go", `package link; import _ "github.com/PuerkitoBio/goquery"`},
			{"cmd/citelint/a.go", `package main; import (_ "github.com/urfave/cli/v2"; _ "go.yaml.in/yaml/v4")`},
			{"report/a.go", `package report; import (_ "html/template"; _ "github.com/rivo/uniseg"; _ "golang.org/x/text/width")`},
			{"report/b.go", `package report; import _ "github.com/google/renameio/v2"`},
		},
	},
	{
		name:  "only check/link opens connections",
		judge: each(onlyLinkConnects),
		bad: []example{
			{"check/a.go", `package check; import "net/http"; var c = http.Client{}`},
			{"cmd/citelint/a.go", `package main; import "net/http"; func f() { http.Get("") }`},
			{"extract/a.go", `package extract; import web "net/http"; var c = web.DefaultClient`},
			{"extract/a.go", `package extract; import "net"; func f() { net.DialTimeout("", "", 0) }`},
			{"report/a.go", `package report; import "crypto/tls"; func f() { tls.Dial("", "", nil) }`},
			{"check/memento/a.go", `package memento; import . "net/http"; var c Client`},
			{"check/link/faults/a.go", `package faults; import "net"; func f() { net.Dial("", "") }`},
		},
		good: []example{
			{"check/link/a.go", `package link; import "net/http"; var c = http.Client{}`},
			{"check/a.go", `package check; import "net/http"; const gone = http.StatusGone`},
			{"check/a.go", `package check; var http struct{ Client int }; var c = http.Client`},
			{"internal/web/a.go", `package web; import "net/http"; var c = http.Client{}`},
		},
	},
	{
		name:  "the server of faults knows nothing of the product",
		judge: each(faultsStandAlone),
		bad: []example{
			{"check/link/faults/a.go", `package faults; import _ "github.com/citelint/citelint/check/link"`},
			{"check/link/faultserver/a.go", `package main; import _ "github.com/citelint/citelint/check"`},
		},
		good: []example{
			{"check/link/faults/a.go", `package faults; import _ "net/http"`},
			{"check/link/faultserver/a.go", `package main; import _ "github.com/citelint/citelint/check/link/faults"`},
			{"check/link/a.go", `package link; import _ "github.com/citelint/citelint/check/date"`},
		},
	},
	{
		name:  "only commands exit",
		judge: each(onlyCommandsExit),
		bad: []example{
			{"check/a.go", `package check; import "os"; func f() { os.Exit(1) }`},
			{"report/a.go", `package report; import "log"; func f() { log.Fatalf("") }`},
			{"internal/web/a.go", `package web; import "os"; func f() { os.Exit(1) }`},
		},
		good: []example{
			{"cmd/citelint/main.go", `package main; import "os"; func main() { os.Exit(1) }`},
			{"internal/gendocs/main.go", `package main; import "os"; func main() { os.Exit(1) }`},
			{"check/a.go", `package check; import "os"; var d = os.TempDir()`},
		},
	},
	{
		name:  "only the command line and the link checker's default read the clock",
		judge: onlyTheEdgeReadsTheClock,
		bad: []example{
			{"check/a.go", `package check; import "time"; var n = time.Now()`},
			{"check/date/a.go", `package date; import "time"; func f(t time.Time) time.Duration { return time.Since(t) }`},
			{"check/link/a.go", `package link; import "time"; var a = time.Now; func f() time.Time { return time.Now() }`},
			{"check/link/a.go", `package link; import "time"; var d = time.Until(time.Time{})`},
		},
		good: []example{
			{"cmd/citelint/a.go", `package main; import "time"; var n = time.Now()`},
			{"check/link/a.go", `package link; import "time"; var clock = time.Now`},
			{"internal/bench/a.go", `package main; import "time"; var n = time.Now()`},
			{"check/a.go", `package check; import "time"; const day = 24 * time.Hour`},
		},
	},
	{
		name:  "nothing runs before main",
		judge: each(noInit),
		bad:   []example{{"check/a.go", `package check; func init() {}`}},
		good:  []example{{"check/a.go", `package check; type t int; func (t) init() {}`}},
	},
	{
		name:  "every package says what it is for",
		judge: packagesDocumented,
		bad:   []example{{"check/a.go", "package check"}},
		good:  []example{{"check/a.go", "// Package check judges.\npackage check"}},
	},
	{
		name:  "every exported name is documented",
		judge: each(exportedDocumented),
		bad: []example{
			{"check/a.go", "package check\nfunc Run() {}"},
			{"check/a.go", "package check\ntype Rule struct{}"},
			{"check/a.go", "package check\n// T is one.\ntype T int\nfunc (*T) Run() {}"},
			{"check/a.go", "package check\nvar Rules []int"},
			{"check/a.go", "package check\ntype (\n\tA int\n)"},
		},
		good: []example{
			{"check/a.go", "package check\n// Run runs.\nfunc Run() {}\nfunc run() {}\ntype t int\nfunc (t) Run() {}"},
			{"check/a.go", "package check\n// The kinds.\nconst (\n\tA = 1\n\tB = 2\n)"},
			{"check/a.go", "package check\nconst (\n\tA = 1 // the first\n)"},
			{"internal/web/a.go", "package web\nfunc Run() {}"},
		},
	},
	{
		name:  "functions and files stay short",
		judge: each(staysShort),
		bad: []example{
			{"check/a.go", "package check\nfunc f() {" + strings.Repeat("\n", maxFunction) + "}"},
			{"check/a.go", "package check\nvar f = func() {" + strings.Repeat("\n", maxFunction) + "}"},
			{"check/a.go", "package check\n" + strings.Repeat("\n", maxFile)},
		},
		good: []example{
			{"check/a.go", "package check\nfunc f() {" + strings.Repeat("\n", maxFunction-1) + "}"},
			{"check/rule_table.go", "package check\n" + strings.Repeat("\n", maxFile)},
			{"check/a.go", "package check\n" + strings.Repeat("\n", maxFile-1)},
		},
	},
}
