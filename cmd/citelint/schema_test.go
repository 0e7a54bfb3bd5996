package main

import (
	"os"
	"path/filepath"
	"testing"

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
