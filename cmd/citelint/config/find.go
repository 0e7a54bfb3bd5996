package config

import (
	"os"
	"path/filepath"
)

// FileName is the name of a configuration that is found.
const FileName = ".citelint.toml"

// Find returns the configuration of a folder: its own, or that of the nearest
// folder above it, but of none above the root of its git repository. "" for none.
func Find(folder string) (string, error) {
	at, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		name := filepath.Join(at, FileName)
		if _, err := os.Lstat(name); err == nil {
			return shown(name), nil
		}
		above := filepath.Dir(at)
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil || above == at {
			return "", nil
		}
		at = above
	}
}

// shown is a file's name as seen from where the program runs, if that is shorter.
func shown(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return name
	}
	if relative, err := filepath.Rel(here, name); err == nil && len(relative) < len(name) {
		return relative
	}
	return name
}
