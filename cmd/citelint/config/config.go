package config

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
)

// A Config is what a file says. The zero value says nothing.
type Config struct {
	Name      string // as the user knows it; "" for no file
	Values    []Value
	Rules     map[string]Weight
	Overrides []Override // a later one outweighs those before it
	Links     []Link     // a later one outweighs those before it
	Headers   []Header

	dir string // the folder that patterns start from
}

// A Weight is how much a rule matters, and the line that says so.
type Weight struct {
	Severity check.Severity // or check.Off
	Line     int
}

// An Override says how much rules matter in some articles.
type Override struct {
	Files []string // patterns, from the folder of the configuration
	Rules map[string]Weight
	Line  int
}

// A Header is sent to one origin. Its value stands in the environment.
type Header struct {
	Origin, Name, Env string
	Line              int
}

// Load reads a configuration. trusted says that the user named it.
func Load(name string, trusted bool, settings []Setting) (*Config, error) {
	f, err := open(name, trusted)
	if err != nil {
		return nil, err
	}
	c := &Config{Name: name, dir: filepath.Dir(f.path)}
	names := []string{"rules", "override", "link", "header"}
	for _, s := range settings {
		names = append(names, s.Name)
	}
	for _, key := range slices.SortedFunc(maps.Keys(f.values), f.byLine) {
		if err := c.take(f, key, f.values[key], settings, names); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// byLine orders keys as they stand in the file, so that the first mistake is told.
func (f *file) byLine(a, b string) int {
	if lines := f.lineOf(a) - f.lineOf(b); lines != 0 {
		return lines
	}
	return strings.Compare(a, b)
}

// take reads one key of the file and what belongs to it.
func (c *Config) take(f *file, key string, raw any, settings []Setting, names []string) (err error) {
	switch key {
	case "rules":
		c.Rules, err = f.weights(raw, key)
		return err
	case "override":
		return f.each(raw, key, c.addOverride)
	case "link":
		return f.each(raw, key, c.addLink)
	case "header":
		if err := f.byHand(key, f.lineOf(key, "0")); err != nil {
			return err
		}
		return f.each(raw, key, c.addHeader)
	}
	line := f.lineOf(key)
	i := slices.IndexFunc(settings, func(s Setting) bool { return s.Name == key })
	if i < 0 {
		return f.errorAt(line, "unknown key %q%s", key, DidYouMean(key, names))
	}
	if settings[i].ByHand {
		if err := f.byHand(key, line); err != nil {
			return err
		}
	}
	v, err := f.newValue(settings[i], raw, line)
	c.Values = append(c.Values, v)
	return err
}

// byHand refuses what a found file may not say.
func (f *file) byHand(key string, line int) error {
	if f.trusted {
		return nil
	}
	return f.errorAt(line, "%q is obeyed only in a file that is named with --config, for a file that is found beside articles may be anybody's: say --config %s if it is yours", key, f.name)
}

// weights reads a table of rules.
func (f *file) weights(raw any, path ...string) (map[string]Weight, error) {
	table, ok := raw.(map[string]any)
	if !ok {
		return nil, f.errorAt(f.lineOf(path...), `"rules" is a table: write [rules], and below it RULE = "off"`)
	}
	ids := ruleIDs()
	weights := map[string]Weight{}
	for _, id := range slices.Sorted(maps.Keys(table)) {
		line := f.lineOf(append(path, id)...)
		if !slices.Contains(ids, id) {
			return nil, f.errorAt(line, "unknown rule %q%s", id, DidYouMean(id, ids))
		}
		said, _ := table[id].(string)
		severity, ok := severities[said]
		if !ok {
			return nil, f.errorAt(line, `rule %q takes "error", "warning", "info" or "off"`, id)
		}
		weights[id] = Weight{severity, line}
	}
	return weights, nil
}

var severities = map[string]check.Severity{"error": check.Error, "warning": check.Warning, "info": check.Info, "off": check.Off}

// SeverityName returns how a file writes a severity: "off", "info", ….
func SeverityName(s check.Severity) string {
	if s == check.Off {
		return "off"
	}
	return s.String()
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range check.Rules() {
		ids = append(ids, rule.ID)
	}
	return ids
}

// each reads a list of tables.
func (f *file) each(raw any, key string, add func(*table) error) error {
	list, ok := raw.([]any)
	if !ok || len(list) > maxEntries {
		return f.errorAt(f.lineOf(key), "%q is a list of at most %d tables: write [[%[1]s]]", key, maxEntries)
	}
	for i, one := range list {
		path := []string{key, strconv.Itoa(i)}
		values, ok := one.(map[string]any)
		if !ok {
			return f.errorAt(f.lineOf(path...), "%q is a list of tables: write [[%[1]s]]", key)
		}
		if err := add(&table{file: f, path: path, values: values, line: f.lineOf(path...)}); err != nil {
			return err
		}
	}
	return nil
}

func (c *Config) addOverride(t *table) error {
	if err := t.knows("files", "rules"); err != nil {
		return err
	}
	o := Override{Line: t.line}
	var ok bool
	if o.Files, ok = textsOf(t.values["files"]); !ok || len(o.Files) == 0 {
		return t.errorAt(t.line, `an override needs files, such as files = ["archive/**"]`)
	}
	for _, pattern := range o.Files {
		if why := unusable(pattern); why != "" {
			return t.errorAt(t.lineOf(append(t.path, "files")...), "the pattern %q %s", pattern, why)
		}
	}
	var err error
	o.Rules, err = t.weights(t.values["rules"], append(t.path, "rules")...)
	c.Overrides = append(c.Overrides, o)
	return err
}

// unusable says why a pattern cannot be used; "" where it can. Alternatives are
// left out because a few of them make a pattern slow without end.
func unusable(pattern string) string {
	const longest = 300
	switch {
	case len(pattern) > longest:
		return fmt.Sprintf("has more than %d bytes", longest)
	case strings.ContainsAny(pattern, "{}"):
		return "has braces: write a pattern for each alternative"
	case strings.Contains(pattern, `\`):
		return "has a backslash: write / between folders, on every system"
	case !doublestar.ValidatePattern(pattern):
		return "cannot be read: see docs/configuration.md"
	}
	return ""
}

func (c *Config) addHeader(t *table) error {
	if err := t.knows("origin", "name", "env"); err != nil {
		return err
	}
	h := Header{Line: t.line}
	for key, into := range map[string]*string{"origin": &h.Origin, "name": &h.Name, "env": &h.Env} {
		*into, _ = t.values[key].(string)
	}
	if h.Origin == "" || h.Name == "" || h.Env == "" {
		return t.errorAt(t.line, `a header needs origin = "https://host", name = "Authorization", and env, the variable of the environment that holds its value`)
	}
	if _, err := link.NewOriginHeader(h.Origin, h.Name, ""); err != nil {
		return t.errorAt(t.line, "%v", err)
	}
	c.Headers = append(c.Headers, h)
	return nil
}

// A table is one of a list.
type table struct {
	*file
	path   []string
	values map[string]any
	line   int
}

// knows wants a table to have only keys of these names.
func (t *table) knows(names ...string) error {
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if !slices.Contains(names, key) {
			return t.errorAt(t.lineOf(append(slices.Clone(t.path), key)...), "unknown key %q of [[%s]]%s", key, t.path[0], DidYouMean(key, names))
		}
	}
	return nil
}

// text reads a key that takes a text.
func (t *table) text(key string) (string, error) {
	raw, given := t.values[key]
	text, ok := raw.(string)
	if given && (!ok || text == "") {
		return "", t.errorAt(t.lineOf(append(slices.Clone(t.path), key)...), "%q of [[%s]] takes a text in quotes", key, t.path[0])
	}
	return text, nil
}
