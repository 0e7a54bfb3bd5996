package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

const (
	maxBytes   = 256 << 10 // of a file
	maxEntries = 1000      // of each list in it
)

// A file is a configuration as it is written.
type file struct {
	name    string // as the user knows it
	path    string // from the root
	trusted bool   // the user named it
	values  map[string]any
	lines   map[string]int // by the path of a key, see lineOf
}

// open reads a file of TOML. One that was not named must be a plain file: a link
// would let its author read others.
func open(name string, trusted bool) (*file, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("read the configuration %q: %w", name, err)
	}
	if info, err := os.Lstat(name); err == nil && !trusted && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("the configuration %q is no ordinary file: name it with --config, or say --config none", name)
	}
	in, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the configuration %q: %w", name, reason(err))
	}
	defer in.Close() // only read
	data, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which some editors write
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the configuration %q: %w", name, reason(err))
	case len(data) > maxBytes:
		return nil, fmt.Errorf("the configuration %q has more than %d bytes", name, maxBytes)
	}
	f := &file{name: name, path: path, trusted: trusted}
	return f, f.parse(data)
}

func reason(err error) error {
	if path, ok := errors.AsType[*os.PathError](err); ok {
		return path.Err
	}
	return err
}

// parse reads the values, and the lines on which their keys stand.
func (f *file) parse(data []byte) error {
	if err := toml.Unmarshal(data, &f.values); err != nil {
		if where, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ := where.Position()
			return f.errorAt(line, "%s", strings.TrimPrefix(where.Error(), "toml: "))
		}
		return fmt.Errorf("%s: %s", f.name, strings.TrimPrefix(err.Error(), "toml: "))
	}
	f.lines = map[string]int{}
	var p unstable.Parser
	var table []string // the path of the table that a key stands in
	tables := map[string]int{}
	p.Reset(data)
	line, counted := 1, 0 // of data; the parser would count from the beginning for each key
	for p.NextExpression() {
		expression := p.Expression()
		key, at := keyOf(expression)
		if at > counted {
			line += bytes.Count(data[counted:at], []byte("\n"))
			counted = at
		}
		switch expression.Kind {
		case unstable.ArrayTable:
			n := tables[join(key)]
			tables[join(key)]++
			table = slices.Concat(key, []string{strconv.Itoa(n)})
			f.lines[join(table)] = line
		case unstable.Table:
			if n := tables[join(key[:1])]; n > 0 && len(key) > 1 {
				key = slices.Insert(key, 1, strconv.Itoa(n-1))
			}
			table = key
			f.lines[join(table)] = line
		case unstable.KeyValue:
			f.lines[join(slices.Concat(table, key))] = line
		}
	}
	return nil
}

// keyOf returns the parts of an expression's key, and where it begins.
func keyOf(expression *unstable.Node) (key []string, at int) {
	for parts := expression.Key(); parts.Next(); {
		node := parts.Node()
		if len(key) == 0 {
			at = int(node.Raw.Offset)
		}
		key = append(key, string(node.Data))
	}
	return key, at
}

func join(path []string) string { return strings.Join(path, "\x00") }

// lineOf returns the line of a key, or of the table or value that it stands in.
func (f *file) lineOf(path ...string) int {
	for ; len(path) > 0; path = path[:len(path)-1] {
		if line := f.lines[join(path)]; line > 0 {
			return line
		}
	}
	return 1
}
