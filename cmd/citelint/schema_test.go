package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/cmd/citelint/config"
)

// TestConfigurationSchemaIsPublished compares the published schema with what the
// flags and the rules make of it; -update writes it.
func TestConfigurationSchemaIsPublished(t *testing.T) {
	want, err := config.Schema(settings())
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("..", "..", "docs", "schema", "config.schema.json")
	if *update {
		if err := os.WriteFile(name, want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is out of date: run go test ./cmd/citelint -run TestConfigurationSchema -update", name)
	}
}

// TestEverySettingIsAFlag finds a name in the table of settings that is none.
func TestEverySettingIsAFlag(t *testing.T) {
	if got := len(settings()); got != len(settable) {
		t.Errorf("%d of %d settings are flags", got, len(settable))
	}
	for _, s := range settings() {
		if s.Usage == "" {
			t.Errorf("%s is not described", s.Name)
		}
	}
}

// TestWhatAFoundFileMaySet makes whoever lets one more flag be set think of a file
// that came with a stranger's articles.
func TestWhatAFoundFileMaySet(t *testing.T) {
	var names []string
	for _, s := range settings() {
		if !s.ByHand {
			names = append(names, s.Name)
		}
	}
	want := []string{
		"fail-on", "links", "dead-after", "stale-after", "allow-empty", "ignore-suppressions", "baseline",
		"offline", "timeout", "max-time", "lookup-time", "cache-ttl",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("settings of a file that was found (-want +got):\n%s", diff)
	}
}
