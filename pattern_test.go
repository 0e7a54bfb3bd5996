package house_test

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"testing"
)

// TestPatternsCompile compiles every pattern that the program compiles only when it is needed.
func TestPatternsCompile(t *testing.T) {
	set, packages := token.NewFileSet(), map[string][]*ast.File{}
	for _, f := range sources(t) {
		tree, err := parser.ParseFile(set, f.path, f.text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		packages[path.Dir(f.path)] = append(packages[path.Dir(f.path)], tree)
	}
	found := 0
	for dir, files := range packages {
		known := constants(set, dir, files)
		for _, tree := range files {
			ast.Inspect(tree, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isPattern(call.Fun) {
					return true
				}
				found++
				text := known[call.Args[0]].Value
				if text == nil {
					t.Errorf("%s: the pattern is not constant", set.Position(call.Pos()))
				} else if _, err := regexp.Compile(constant.StringVal(text)); err != nil {
					t.Errorf("%s: %v", set.Position(call.Pos()), err)
				}
				return true
			})
		}
	}
	if found < 100 {
		t.Errorf("found %d patterns: what should have been tested was not seen", found)
	}
}

// constants reads the values of a package's constant expressions. What it imports is not looked at.
func constants(set *token.FileSet, dir string, files []*ast.File) map[ast.Expr]types.TypeAndValue {
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: noImports{}, Error: func(error) {}}
	_, _ = config.Check(dir, set, files, &info) // full of errors for lack of imports
	return info.Types
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) { return nil, errors.New("not looked at") }

func isPattern(f ast.Expr) bool {
	s, ok := f.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := s.X.(*ast.Ident)
	return ok && of.Name == "pattern" && s.Sel.Name == "New"
}
