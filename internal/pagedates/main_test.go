package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a gold file with its pages in a folder beside it.
func write(t *testing.T, gold string, pages map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "cache"), 0o750); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "gold.json")
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, "cache", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, []byte(gold), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRun(t *testing.T) {
	gold := write(t, `{
		"https://a.example/x": {"file": "a.html", "date": "2021-05-11"},
		"https://a.example/2021/05/11/y": {"file": "none.html", "date": "2021-05-11"},
		"https://b.example/x": {"file": "b.html", "date": "2021-05-11"},
		"https://c.example/x": {"file": "a.html", "date": NaN},
		"https://d.example/x": {"file": "gone.html", "date": "2021-05-11"}}`,
		map[string]string{
			"a.html":    `<meta property="article:published_time" content="2021-05-12">`,
			"b.html":    `<meta property="article:published_time" content="2020-01-01">`,
			"none.html": `<p>It rose.`,
		})
	dated := write(t, `{
		"https://tide.co.uk/2021/05/11/x": {"file": "a.html", "date": "2021-05-11"},
		"https://stat.gov.uk/2021/05/11/y": {"file": "b.html", "date": "2021-05-11"}}`,
		map[string]string{
			"a.html": `<meta property="article:published_time" content="2021-05-12">`,
			"b.html": `<meta property="article:published_time" content="2020-01-01">`,
		})
	tests := []struct {
		name   string
		args   []string
		status int
		want   []string
	}{
		{"by the page", []string{gold}, 0, []string{"3 pages, 1 more without a file", "all 2 (66.7 %) 0.0 % 50.0 % 50.0 %", "meta published 2 (66.7 %)", "true 2021-05-11, read \"2020-01-01\""}},
		{"by the URL, too", []string{"-url", gold}, 0, []string{"all 3 (100.0 %) 33.3 % 66.7 % 66.7 %"}},
		{"pages that were seen", []string{"-except", gold, gold}, 0, []string{"0 pages", "all 0 (-)"}},
		{"as sources", []string{"-cited", dated}, 0, []string{"2 addresses with a date, 2 of pages with a day of their own: 0 errors, 1 warnings, 0 notes", "warning: date-mismatch: https://stat.gov.uk/2021/05/11/y"}},
		{"no gold", nil, 2, []string{"name a gold file"}},
		{"no such gold", []string{gold + "x"}, 2, []string{"read gold"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if status := run(tt.args, &out, &out); status != tt.status {
				t.Fatalf("ended with %d, want %d:\n%s", status, tt.status, out.String())
			}
			printed := strings.Join(strings.Fields(out.String()), " ")
			for _, want := range tt.want {
				if !strings.Contains(printed, want) {
					t.Errorf("does not print %q:\n%s", want, out.String())
				}
			}
		})
	}
}
