package baseline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/cmd/citelint/baseline"
)

func store(t *testing.T, name string, b *baseline.Baseline) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "known.json")
	b, err := baseline.New(name)
	if err != nil {
		t.Fatal(err)
	}
	dead := check.Identity{Rule: "dead-link", Label: "1", Target: "https://stat.gov.uk/a?b=1&c=<2>"}
	gap := check.Identity{Rule: "numbering-gap", Target: "Ümläut \"quoted\""}
	in := func(article string) string { return filepath.Join(filepath.Dir(name), filepath.FromSlash(article)) }
	b.Add(in("b/c.md"), dead)
	b.Add(in("a.md"), gap)
	b.Add(in("a.md"), dead)
	b.Add(in("a.md"), dead)
	b.Add("https://stat.gov.uk/article", gap)
	b.Add("-", gap)
	want := `{"version":1,"findings":[
{"source":"-","rule":"numbering-gap","target":"Ümläut \"quoted\""},
{"source":"a.md","rule":"dead-link","label":"1","target":"https://stat.gov.uk/a?b=1&c=<2>","count":2},
{"source":"a.md","rule":"numbering-gap","target":"Ümläut \"quoted\""},
{"source":"b/c.md","rule":"dead-link","label":"1","target":"https://stat.gov.uk/a?b=1&c=<2>"},
{"source":"https://stat.gov.uk/article","rule":"numbering-gap","target":"Ümläut \"quoted\""}
]}
`
	if diff := cmp.Diff(want, store(t, name, b)); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
	read, err := baseline.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[check.Identity]int{dead: 2, gap: 1}, read.Known(in("a.md"))); diff != "" {
		t.Errorf("known (-want +got):\n%s", diff)
	}
	if len(read.Known(in("c.md"))) != 0 || len(read.Known("a.md")) != 0 {
		t.Error("another article has the same findings")
	}
	if again := store(t, name, read); again != want {
		t.Errorf("written again it is %s", again)
	}
}

func TestNothingKnownIsWrittenToo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "known.json")
	b, err := baseline.New(name)
	if err != nil {
		t.Fatal(err)
	}
	if text := store(t, name, b); text != "{\"version\":1,\"findings\":[\n]}\n" {
		t.Errorf("the file is %q", text)
	}
	if _, err := baseline.Load(name); err != nil {
		t.Error(err)
	}
}

func TestDamage(t *testing.T) {
	for text, want := range map[string]string{
		"": "is damaged", "[]": "is damaged", "{}": "is of version 0", `{"version":2}`: "is of version 2",
		`{"version":1,"findings":[{"source":"a.md","rule":"r"}]} x`:           "is damaged",
		`{"version":1,"findings":[{"source":"a.md"}]}`:                        "finding 1 names no article or no rule",
		`{"version":1,"findings":[{"source":"a.md","rule":"r","count":-1}]}`:  "a count below 0",
		`{"version":1,"findings":[{"source":"a.md","rule":"r","line":1}]}`:    "is damaged",
		`{"version":1,"findings":[{"source":"a.md","rule":"r","count":1.5}]}`: "is damaged",
	} {
		name := filepath.Join(t.TempDir(), "known.json")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := baseline.Load(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want it to say %q", text, err, want)
		}
	}
}

// FuzzLoad holds what could be read to be written and read the same.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(`{"version":1,"findings":[{"source":"a.md","rule":"r","label":"1","target":"t","count":2}]}`))
	f.Add([]byte(`{"version":1,"findings":[{"source":"/a","rule":"\ud800"},{"source":"/a","rule":"r"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "known.json")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := baseline.Load(name)
		if err != nil {
			return
		}
		first := store(t, name, b)
		again, err := baseline.Load(name)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, first)
		}
		if second := store(t, name, again); first != second {
			t.Fatalf("written twice:\n%s%s", first, second)
		}
	})
}
