package config

import (
	"maps"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/citelint/citelint/check"
)

// Weigh returns how much rules matter in an article, by id, where the file says
// so. Overrides hold for files; what came from elsewhere has no place among them.
func (c *Config) Weigh(source string) map[string]check.Severity {
	weights := map[string]check.Severity{}
	for id, w := range c.WeightsIn(source) {
		weights[id] = w.Severity
	}
	return weights
}

// WeightsIn returns the same, with the lines that say so.
func (c *Config) WeightsIn(source string) map[string]Weight {
	weights := maps.Clone(c.Rules)
	if weights == nil {
		weights = map[string]Weight{}
	}
	path, ok := c.pathOf(source)
	for _, o := range c.Overrides {
		if ok && o.holds(path) {
			maps.Copy(weights, o.Rules)
		}
	}
	return weights
}

func (o *Override) holds(path string) bool {
	for _, pattern := range o.Files {
		if matched, err := doublestar.Match(pattern, path); err == nil && matched {
			return true
		}
	}
	return false
}

// pathOf returns the path of an article from the folder of the configuration,
// with slashes, and false where it does not lie there.
func (c *Config) pathOf(source string) (string, bool) {
	if source == "-" || strings.Contains(source, "://") {
		return "", false
	}
	absolute, err := filepath.Abs(source)
	if err != nil {
		return "", false
	}
	relative, err := filepath.Rel(c.dir, absolute)
	if err != nil || !filepath.IsLocal(relative) {
		return "", false
	}
	return filepath.ToSlash(relative), true
}
