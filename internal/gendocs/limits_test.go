package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A limit is read from the package that keeps it, in the forms in which limits are written.
func TestConstants(t *testing.T) {
	root := t.TempDir()
	source := `package house

import "time"

const maxRooms = 12_000

const (
	maxWall           = 256 << 10
	half, longestStay = maxRooms / 2, (5 + 1) * time.Minute
	name              = "house"
	call              = len(name)
)
`
	if err := os.MkdirAll(filepath.Join(root, "our", "house"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "our", "house", "house.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	known := constants{root: root}
	for constant, want := range map[string]int64{
		"our/house.maxRooms": 12000, "our/house.maxWall": 262144, "our/house.half": 6000, "our/house.longestStay": int64(6 * time.Minute),
	} {
		if got, err := known.value(constant); err != nil || got != want {
			t.Errorf("%s is %d, %v; want %d", constant, got, err, want)
		}
	}
	for _, constant := range []string{"our/house.maxDoors", "our/house.name", "our/house.call", "our/shed.maxRooms", "our/house"} {
		if got, err := known.value(constant); err == nil {
			t.Errorf("%s is %d, want an error", constant, got)
		}
	}
}

func TestNumbersAreWrittenForPeople(t *testing.T) {
	for got, want := range map[string]string{
		count(7): "7", count(999): "999", count(1000): "1,000", count(3_000_000): "3,000,000",
		size(256): "256 bytes", size(1 << 20): "1 MiB", size(9_000_000): "9 MB", size(64 << 10): "64 KiB", size(8192): "8 KiB",
		span(int64(10 * time.Millisecond)): "10 ms", span(int64(24 * time.Hour)): "24 h", span(int64(400 * 24 * time.Hour)): "400 days",
		span(int64(5 * time.Minute)): "5 min", span(int64(90 * time.Second)): "90 s",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A row is whole, and says each thing once.
func TestLimitsTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range chapters {
		for _, l := range c.limits {
			if seen[l.of] || seen[l.constant] {
				t.Errorf("%q or %s stands there twice", l.of, l.constant)
			}
			seen[l.of], seen[l.constant] = true, true
			if l.then == "" || strings.ContainsAny(l.of+l.then+l.form, "|\n") {
				t.Errorf("%q: its row is not whole", l.of)
			}
		}
	}
}

// TestNoLimitIsLeftOut finds the limits that no chapter has, by their names, with what stands beside them.
func TestNoLimitIsLeftOut(t *testing.T) {
	root := t.TempDir()
	for _, layer := range []string{"check/house", "check/house/housetest", "cmd", "extract", "report"} {
		if err := os.MkdirAll(filepath.Join(root, layer), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	source := `package house

// maxRooms and maxDoors bound a house.
const (
	maxRooms = 12
	maxDoors = 2 * maxRooms
	longestStay = 5 // nights
	maximum = 3
)
`
	for file, text := range map[string]string{"check/house/house.go": source, "check/house/housetest/a.go": "package housetest\n\nconst maxTests = 1\n"} {
		if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := writeRest(&out, &constants{root: root}); err != nil {
		t.Fatal(err)
	}
	want := "| `check/house.longestStay` | 5 | nights |\n" +
		"| `check/house.maxDoors` | 24 | maxRooms and maxDoors bound a house. |\n" +
		"| `check/house.maxRooms` | 12 | maxRooms and maxDoors bound a house. |\n"
	if _, rows, _ := strings.Cut(out.String(), "|---|--:|---|\n"); rows != want {
		t.Errorf("got\n%swant\n%s", rows, want)
	}
}
