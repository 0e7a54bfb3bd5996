package house_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/report"
)

// TestReadmeShowsWhatTheProgramPrints: the sample run in the README is a real
// one, cut only where it says [...].
func TestReadmeShowsWhatTheProgramPrints(t *testing.T) {
	const article = "testdata/articles/search.txt"
	readme := read(t, "README.md")
	_, sample, found := strings.Cut(readme, "$ citelint check --offline "+article+"\n")
	sample, _, closed := strings.Cut(sample, "```")
	if !found || !closed {
		t.Fatal("the README has no sample run")
	}
	printed := checkOffline(t, article)
	for part := range strings.SplitSeq(sample, "[...]") {
		_, rest, found := strings.Cut(printed, strings.TrimSpace(part))
		if !found {
			t.Fatalf("the README shows what the program does not print:\n%s\nit prints:\n%s", part, printed)
		}
		printed = rest
	}
	if rest := strings.TrimSpace(printed); rest != "" {
		t.Errorf("the README's sample ends before the program's report does:\n%s", rest)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func checkOffline(t *testing.T, name string) string {
	t.Helper()
	article, err := extract.Read([]byte(read(t, name)), extract.Options{Source: name})
	if err != nil {
		t.Fatal(err)
	}
	now, _ := date.ParseISO("2026-11-23")
	result := check.New(check.Options{Now: now}).Check(t.Context(), article)
	tally := check.NewTally()
	tally.Add(result)
	var out bytes.Buffer
	show := report.NewText(&out, report.TextOptions{})
	if err := show.Result(result); err != nil {
		t.Fatal(err)
	}
	if err := show.Close(report.End{Tally: tally, Offline: true}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
