package main

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/extract"
)

func TestWrite(t *testing.T) {
	var out strings.Builder
	if err := write(&out, 200_000, 2_000, 6); err != nil {
		t.Fatal(err)
	}
	article, err := extract.Read(out.String(), extract.Options{Format: extract.FormatText})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(article.Markers); n != 2_000 {
		t.Errorf("%d markers were read, want 2000", n)
	}
	if n := article.References(); n != entries {
		t.Errorf("%d references were read, want %d", n, entries)
	}
	for _, m := range article.Markers {
		if m.List != 0 {
			t.Fatalf("%s cites no list", m.Text)
		}
	}
	if err := write(&out, 1, 0, 1); err == nil {
		t.Error("an article without markers was written")
	}
}
