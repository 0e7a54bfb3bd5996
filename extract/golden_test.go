package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Whole articles, read as they are stored, with all that was read of them.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/articles/*")
	if err != nil {
		t.Fatal(err)
	}
	articles := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		articles++
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Read(data, Options{Source: file, BaseURL: "https://paper.example/2025/tides"})
			if err != nil {
				t.Fatal(err)
			}
			checkArticle(t, a)
			got := dump(a)
			if *update {
				if err := os.WriteFile(file+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	if articles < 4 {
		t.Errorf("only %d articles", articles)
	}
}
