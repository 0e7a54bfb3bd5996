package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// A Kind is what a setting takes.
type Kind int

// The kinds of settings.
const (
	Text     Kind = iota
	Texts         // several texts
	Number        // a whole number
	Switch        // true or false
	Duration      // "20s"
	Path          // a file, from the folder of the configuration
)

// A Setting is a flag that a file may set.
type Setting struct {
	Name    string // of the flag
	Kind    Kind
	Usage   string // one phrase
	Default string // "" for none
	ByHand  bool   // only a file that the user names may set it
}

// A Value is what a file says of a setting.
type Value struct {
	Setting string
	Texts   []string // as the flag would be given: one, or several for Texts
	Line    int
}

// newValue reads the value of a setting.
func (f *file) newValue(s Setting, raw any, line int) (Value, error) {
	v := Value{Setting: s.Name, Line: line}
	wrong := func(wanted string) (Value, error) {
		return v, f.errorAt(line, "%q takes %s", s.Name, wanted)
	}
	switch s.Kind {
	case Texts:
		texts, ok := textsOf(raw)
		if !ok {
			return wrong(`a list of texts, such as ["one", "two"]`)
		}
		v.Texts = texts
	case Number:
		n, ok := raw.(int64)
		if !ok {
			return wrong("a whole number, without quotes")
		}
		v.Texts = []string{strconv.FormatInt(n, 10)}
	case Switch:
		on, ok := raw.(bool)
		if !ok {
			return wrong("true or false, without quotes")
		}
		v.Texts = []string{strconv.FormatBool(on)}
	case Duration:
		text, ok := raw.(string)
		if _, err := time.ParseDuration(text); !ok || err != nil {
			return wrong(`a time in quotes, such as "20s" or "1m30s"`)
		}
		v.Texts = []string{text}
	default:
		text, ok := raw.(string)
		if !ok || text == "" {
			return wrong("a text in quotes")
		}
		v.Texts = []string{text}
	}
	if s.Kind == Path {
		return v, f.settle(&v)
	}
	return v, nil
}

// settle names a file from where the program runs. A found configuration may
// name those that lie beside it or deeper.
func (f *file) settle(v *Value) error {
	name := filepath.FromSlash(v.Texts[0])
	if !f.trusted && !filepath.IsLocal(name) {
		return f.errorAt(v.Line, "%q must name a file in the folder of this configuration, or below it: a file that is named with --config may name any", v.Setting)
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(f.path), name)
	}
	if !f.trusted && leadsAway(name, filepath.Dir(f.path)) {
		return f.errorAt(v.Line, "%q names no ordinary file of the folder of this configuration: links are followed in a file that is named with --config", v.Setting)
	}
	v.Texts[0] = name
	return nil
}

// leadsAway says whether a file that is there lies elsewhere than its name says,
// or is none: a link could lead to any file, or to one that never ends.
func leadsAway(name, folder string) bool {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return false // reading it says why
	}
	home, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return true
	}
	within, err := filepath.Rel(home, target)
	if err != nil || !filepath.IsLocal(within) {
		return true
	}
	info, err := os.Stat(target)
	return err != nil || !info.Mode().IsRegular()
}

// textsOf reads a list of texts.
func textsOf(raw any) ([]string, bool) {
	list, ok := raw.([]any)
	if !ok || len(list) > maxEntries {
		return nil, false
	}
	texts := make([]string, len(list))
	for i, one := range list {
		if texts[i], ok = one.(string); !ok {
			return nil, false
		}
	}
	return texts, true
}

func (f *file) errorAt(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", f.name, line, fmt.Sprintf(format, args...))
}
