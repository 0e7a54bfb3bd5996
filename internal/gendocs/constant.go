package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"time"
)

// A constants looks up numbers that packages declare, in their source: most of them are nobody's but the package's own.
type constants struct {
	root     string
	packages map[string]map[string]ast.Expr // by folder and name
}

// value returns the constant of a name such as "check/link.maxHops": a number, in nanoseconds where it is a time.
func (c *constants) value(name string) (int64, error) {
	folder, short, _ := strings.Cut(name, ".")
	declared, err := c.declared(folder)
	if err != nil {
		return 0, err
	}
	value, err := evaluate(declared, declared[short], 0)
	if err != nil {
		return 0, fmt.Errorf("the constant %s: %w", name, err)
	}
	number, exact := constant.Int64Val(constant.ToInt(value))
	if !exact {
		return 0, fmt.Errorf("the constant %s is no whole number", name)
	}
	return number, nil
}

// declared reads what a package declares with a value of its own.
func (c *constants) declared(folder string) (map[string]ast.Expr, error) {
	if known := c.packages[folder]; known != nil {
		return known, nil
	}
	files, err := filepath.Glob(filepath.Join(c.root, filepath.FromSlash(folder), "*.go"))
	if err != nil {
		return nil, err
	}
	found := map[string]ast.Expr{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range tree.Decls {
			if d, is := d.(*ast.GenDecl); is && d.Tok == token.CONST {
				declare(found, d)
			}
		}
	}
	if c.packages == nil {
		c.packages = map[string]map[string]ast.Expr{}
	}
	c.packages[folder] = found
	return found, nil
}

func declare(found map[string]ast.Expr, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		for i, name := range spec.Names {
			if i < len(spec.Values) {
				found[name.Name] = spec.Values[i]
			}
		}
	}
}

// units are the names of package time that limits are written with.
var units = map[string]time.Duration{"Millisecond": time.Millisecond, "Second": time.Second, "Minute": time.Minute, "Hour": time.Hour}

// evaluate reckons the few forms in which limits are written: 256 << 10, 5 * time.Minute, maxDials / 2.
func evaluate(declared map[string]ast.Expr, e ast.Expr, depth int) (constant.Value, error) {
	const deepest = 20
	if depth > deepest {
		return nil, fmt.Errorf("it is nested deeper than %d", deepest)
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		return constant.MakeFromLiteral(e.Value, e.Kind, 0), nil
	case *ast.ParenExpr:
		return evaluate(declared, e.X, depth+1)
	case *ast.SelectorExpr:
		if unit, known := units[e.Sel.Name]; known {
			return constant.MakeInt64(int64(unit)), nil
		}
		return nil, fmt.Errorf("%s is not understood", e.Sel.Name)
	case *ast.Ident:
		if declared[e.Name] == nil {
			return nil, fmt.Errorf("there is no %s", e.Name)
		}
		return evaluate(declared, declared[e.Name], depth+1)
	case *ast.BinaryExpr:
		return evaluateBinary(declared, e, depth)
	case nil:
		return nil, errors.New("there is none")
	}
	return nil, fmt.Errorf("a %T is not understood", e)
}

func evaluateBinary(declared map[string]ast.Expr, e *ast.BinaryExpr, depth int) (constant.Value, error) {
	x, err := evaluate(declared, e.X, depth+1)
	if err != nil {
		return nil, err
	}
	y, err := evaluate(declared, e.Y, depth+1)
	if err != nil {
		return nil, err
	}
	switch e.Op {
	case token.SHL:
		by, _ := constant.Uint64Val(y)
		return constant.Shift(x, token.SHL, uint(min(by, 62))), nil
	case token.QUO:
		return constant.BinaryOp(x, token.QUO_ASSIGN, y), nil // whole numbers
	case token.ADD, token.SUB, token.MUL:
		return constant.BinaryOp(x, e.Op, y), nil
	}
	return nil, fmt.Errorf("%s is not understood", e.Op)
}
