package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// isLimit recognises the names that this project gives to limits.
var isLimit = regexp.MustCompile(`^(?:max|longest|most)[A-Z]`)

// A bound is a constant of the source that limits something, with what its comment says.
type bound struct{ constant, says string }

// writeRest writes those limits that no chapter has, which are all others that bear a limit's name.
func writeRest(out *bytes.Buffer, known *constants) error {
	told := map[string]bool{}
	for _, c := range chapters {
		for _, l := range c.limits {
			told[l.constant] = true
		}
	}
	bounds, err := boundsOf(known.root)
	if err != nil {
		return err
	}
	out.WriteString("\n## The others\n\nThey guard one function each, and no article that is meant to be read meets one. The words are those of the source.\n\n| limit | number | what it is |\n|---|--:|---|\n")
	for _, b := range bounds {
		if told[b.constant] {
			continue
		}
		value, err := known.value(b.constant)
		if err != nil {
			continue // it is made of another constant of Go's library
		}
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", b.constant, count(value), strings.ReplaceAll(b.says, "|", `\|`))
	}
	return nil
}

// boundsOf lists the limits that the product's packages declare, by name.
func boundsOf(root string) ([]bound, error) {
	var all []bound
	for _, layer := range []string{"check", "cmd", "extract", "report"} {
		err := filepath.WalkDir(filepath.Join(root, layer), func(path string, entry fs.DirEntry, err error) error {
			folder, name := filepath.ToSlash(filepath.Dir(path)), filepath.Base(path)
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") ||
				strings.Contains(folder, "/faults") || strings.HasSuffix(folder, "test") {
				return err
			}
			below, err := filepath.Rel(root, filepath.Dir(path))
			if err != nil {
				return err
			}
			found, err := boundsIn(path, filepath.ToSlash(below))
			all = append(all, found...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b bound) int { return strings.Compare(a.constant, b.constant) })
	return all, nil
}

func boundsIn(path, folder string) (all []bound, err error) {
	tree, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range tree.Decls {
		d, is := d.(*ast.GenDecl)
		if !is || d.Tok != token.CONST {
			continue
		}
		before := d.Doc.Text() // one comment may speak of several
		for _, spec := range d.Specs {
			spec := spec.(*ast.ValueSpec)
			if spec.Doc != nil {
				before = spec.Doc.Text()
			}
			for _, name := range spec.Names {
				if isLimit.MatchString(name.Name) {
					says := spec.Comment.Text()
					if says == "" && (spec.Doc != nil || strings.Contains(before, name.Name)) {
						says = before
					}
					all = append(all, bound{folder + "." + name.Name, strings.Join(strings.Fields(says), " ")})
				}
			}
		}
	}
	return all, nil
}
