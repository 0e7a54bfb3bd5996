package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/citelint/citelint/check/date"
)

// A sample is a page with the day on which it was published.
type sample struct {
	url, path string
	published date.Date
}

// notANumber is what Python writes for a date that is missing. It is no JSON.
var notANumber = regexp.MustCompile(`:\s*NaN\b`)

// readGold reads a gold file and finds its pages. missing counts the entries with a date and without a page.
func readGold(path string) (samples []sample, missing int, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, fmt.Errorf("read gold: %w", err)
	}
	var entries map[string]struct{ File, Date string }
	if err := json.Unmarshal(notANumber.ReplaceAll(data, []byte(`: ""`)), &entries); err != nil {
		return nil, 0, fmt.Errorf("read gold %s: %w", path, err)
	}
	for _, url := range slices.Sorted(maps.Keys(entries)) {
		entry := entries[url]
		day, ok := date.ParseISO(entry.Date)
		if !ok || day.Precision != date.Day {
			continue
		}
		page := findPage(filepath.Dir(path), entry.File)
		if page == "" {
			missing++
			continue
		}
		samples = append(samples, sample{url, page, day})
	}
	return samples, missing, nil
}

// findPage looks for a page in the folders beside the gold file, "" if it is in none.
func findPage(folder, name string) string {
	for _, sub := range []string{"cache", "test_set", "eval", "."} {
		path := filepath.Join(folder, sub, filepath.Base(name))
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}
