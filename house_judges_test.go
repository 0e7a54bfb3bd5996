package house_test

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The longest function and file, in lines; files named *_table.go hold data and may be longer.
const (
	maxFunction = 80
	maxFile     = 500
)

// breach is one sentence about one place.
func (f file) breach(n ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", f.path, f.set.Position(n.Pos()).Line, fmt.Sprintf(format, args...))
}

func (f file) folder() string { return path.Dir(f.path) }

func (f file) under(folders ...string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(f.path, folder+"/") })
}

// internal reports whether the file serves the repository (tests, generated documents) and not the product.
func (f file) internal() bool { return f.under("internal") || f.faulty() }

// faulty reports whether the file belongs to the server of faults, which stands beside what it tests.
func (f file) faulty() bool { return f.under("check/link/faults", "check/link/faultserver") }

// imports calls visit with every import and its path.
func (f file) imports(visit func(spec *ast.ImportSpec, imported string)) {
	for _, spec := range f.tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			visit(spec, imported)
		}
	}
}

// layer names the layer of a folder and its height; imports may only lead down, or stay within their layer.
// The instruments are layers of one height, so they may not see the extractors, nor be seen by them.
func layer(folder string) (name string, height int) {
	first, rest, _ := strings.Cut(folder, "/")
	switch {
	case first == "cmd":
		return "cmd", 5
	case first == "report":
		return "report", 4
	case folder == "check" || strings.HasPrefix(rest, "audit"):
		return "check", 3
	case first == "check":
		return "instruments", 2
	case first == "extract":
		return "extract", 2
	case folder == "pattern", folder == "whitespace":
		return folder, 1
	}
	return "", 0
}

func importsRunOneWay(f file) (breaches []string) {
	if f.internal() {
		return nil
	}
	name, height := layer(f.folder())
	if name == "" {
		return []string{f.breach(f.tree, "folder %s belongs to no layer (cmd, report, check, extract, pattern, whitespace)", f.folder())}
	}
	f.imports(func(spec *ast.ImportSpec, imported string) {
		folder, ours := strings.CutPrefix(imported, module)
		if !ours {
			return
		}
		if strings.HasPrefix(folder, "internal/") || strings.HasPrefix(folder, "check/link/faults") {
			breaches = append(breaches, f.breach(spec, "the product imports %s, which serves only tests and documents", folder))
			return
		}
		if other, level := layer(folder); other != name && level >= height {
			breaches = append(breaches, f.breach(spec, "%s imports %s: imports run cmd, report, check, instruments and extract, pattern and whitespace", name, folder))
		}
	})
	return breaches
}

// fences say in which folders a third party may be imported.
var fences = []struct {
	party   string
	folders []string
}{
	{"github.com/PuerkitoBio/goquery", []string{"extract", "check/link"}},
	{"github.com/yuin/goldmark", []string{"extract", "check/link"}},
	{"github.com/urfave/cli", []string{"cmd"}},
	{"github.com/pelletier/go-toml", []string{"cmd/citelint/config"}},
	{"modernc.org/sqlite", []string{"check/memory", "check/audit"}},
}

// reportParties are all that report may import from outside the standard library.
var reportParties = []string{"github.com/rivo/uniseg", "golang.org/x", "github.com/google/renameio"}

func thirdPartiesStayFenced(f file) (breaches []string) {
	if f.internal() {
		return nil
	}
	of := func(imported, party string) bool { return imported == party || strings.HasPrefix(imported, party+"/") }
	f.imports(func(spec *ast.ImportSpec, imported string) {
		for _, fence := range fences {
			if of(imported, fence.party) && !f.under(fence.folders...) {
				breaches = append(breaches, f.breach(spec, "%s may be imported only under %s", imported, strings.Join(fence.folders, ", ")))
				return
			}
		}
		host, _, _ := strings.Cut(imported, "/")
		third := strings.Contains(host, ".") && !strings.HasPrefix(imported, module)
		if third && f.under("report") && !slices.ContainsFunc(reportParties, func(p string) bool { return of(imported, p) }) {
			breaches = append(breaches, f.breach(spec, "report may import only %s from outside, not %s", strings.Join(reportParties, ", "), imported))
		}
	})
	return breaches
}

// A use is one mention of a name of an imported package.
type use struct {
	node   ast.Node
	name   string // as it is known everywhere: "net/http.Client"
	called bool
}

// uses finds every mention of the names of the packages given. A dot import hides them, so it is a use itself.
func (f file) uses(packages ...string) (found []use) {
	known := map[string]string{}
	f.imports(func(spec *ast.ImportSpec, imported string) {
		switch {
		case !slices.Contains(packages, imported):
		case spec.Name == nil:
			known[path.Base(imported)] = imported
		case spec.Name.Name == ".":
			found = append(found, use{node: spec, name: imported + "."})
		default:
			known[spec.Name.Name] = imported
		}
	})
	called := map[ast.Node]bool{}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			called[call.Fun] = true
		}
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && known[x.Name] != "" {
				found = append(found, use{s, known[x.Name] + "." + s.Sel.Name, called[s]})
			}
		}
		return true
	})
	return found
}

var connects = regexp.MustCompile(`^(net/http\.(Client|Transport|Get|Head|Post|PostForm|DefaultClient|DefaultTransport)?|net\.(Dial.*)?|crypto/tls\.(Dial.*)?)$`)

func onlyLinkConnects(f file) (breaches []string) {
	if f.under("internal") || f.under("check/link") && !f.faulty() {
		return nil
	}
	for _, u := range f.uses("net", "net/http", "crypto/tls") {
		if connects.MatchString(u.name) {
			breaches = append(breaches, f.breach(u.node, "%s opens connections past the guarded dialler: only check/link may", u.name))
		}
	}
	return breaches
}

// faultsStandAlone keeps the server of faults from sharing a mistake with what it is aimed at.
func faultsStandAlone(f file) (breaches []string) {
	if !f.faulty() {
		return nil
	}
	f.imports(func(spec *ast.ImportSpec, imported string) {
		if folder, ours := strings.CutPrefix(imported, module); ours && folder != "check/link/faults" {
			breaches = append(breaches, f.breach(spec, "the server of faults imports %s: it must not know what it tests", folder))
		}
	})
	return breaches
}

var exits = regexp.MustCompile(`^(os\.(Exit)?|log\.(Fatal.*)?)$`)

func onlyCommandsExit(f file) (breaches []string) {
	if f.under("cmd") || f.internal() && f.tree.Name.Name == "main" {
		return nil
	}
	for _, u := range f.uses("os", "log") {
		if exits.MatchString(u.name) {
			breaches = append(breaches, f.breach(u.node, "%s loses the caller's results: return an error", u.name))
		}
	}
	return breaches
}

var clocks = regexp.MustCompile(`^time\.(Now|Since|Until)?$`)

// onlyTheEdgeReadsTheClock allows check/link one mention of time.Now: the default of its clock.
func onlyTheEdgeReadsTheClock(files []file) (breaches []string) {
	defaults := 0
	for _, f := range files {
		if f.under("cmd") || f.internal() {
			continue
		}
		for _, u := range f.uses("time") {
			if !clocks.MatchString(u.name) {
				continue
			}
			if f.under("check/link") && u.name == "time.Now" && defaults == 0 {
				defaults++
				continue
			}
			breaches = append(breaches, f.breach(u.node, "%s reads the wall clock: take the time from the caller", u.name))
		}
	}
	return breaches
}

func noInit(f file) (breaches []string) {
	for _, d := range f.tree.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" {
			breaches = append(breaches, f.breach(d, "func init runs before anyone asked: build it where it is used"))
		}
	}
	return breaches
}

func packagesDocumented(files []file) (breaches []string) {
	documented := map[string]bool{}
	for _, f := range files {
		documented[f.folder()] = documented[f.folder()] || strings.TrimSpace(f.tree.Doc.Text()) != ""
	}
	for folder, ok := range documented {
		if !ok {
			breaches = append(breaches, folder+": no file has a package comment")
		}
	}
	slices.Sort(breaches)
	return breaches
}

func exportedDocumented(f file) (breaches []string) {
	if f.under("internal") {
		return nil
	}
	missing := func(name *ast.Ident, docs ...*ast.CommentGroup) {
		if !name.IsExported() || slices.ContainsFunc(docs, func(d *ast.CommentGroup) bool { return d.Text() != "" }) {
			return
		}
		breaches = append(breaches, f.breach(name, "%s is exported without a comment", name.Name))
	}
	for _, d := range f.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d)) {
				missing(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					missing(s.Name, s.Doc, s.Comment, d.Doc)
				case *ast.ValueSpec:
					for _, name := range s.Names {
						missing(name, s.Doc, s.Comment, d.Doc)
					}
				}
			}
		}
	}
	return breaches
}

// receiver names the type that a method belongs to.
func receiver(d *ast.FuncDecl) (name string) {
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return name
}

func staysShort(f file) (breaches []string) {
	if lines := strings.Count(f.text, "\n"); lines > maxFile && !strings.HasSuffix(f.path, "_table.go") {
		breaches = append(breaches, fmt.Sprintf("%s: %d lines, more than %d: split it by subject", f.path, lines, maxFile))
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			lines := f.set.Position(n.End()).Line - f.set.Position(n.Pos()).Line + 1
			if lines > maxFunction {
				breaches = append(breaches, f.breach(n, "a function of %d lines, more than %d: split it by step", lines, maxFunction))
				return false
			}
		}
		return true
	})
	return breaches
}
