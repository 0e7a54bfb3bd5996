package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	wellRead = "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.example/rents\n[2] https://stat.example/wages\n"
	wellGold = `{"file":"a/well.txt","format":"text","source_id":"a","unheard_of":{"x":[1]},"markers":[{"label":"1","count":1},{"label":"2","count":1}],` +
		`"references":[{"label":"1","urls":["https://stat.example/rents"]},{"label":"2","urls":["https://stat.example/wages"]}],"undefined":[],"unused":[]}`

	// Half of its markers are not there, its list has an entry more, and its gold knows of no missing label.
	badlyRead = "# Rents\n\nRents rose.[^a] Prices fell [^gone].\n\n[^a]: <https://stat.example/rents>\n[^b]: <https://stat.example/land>\n"
	badlyGold = `{"file":"b/badly.md","format":"markdown","markers":[{"label":"^a","count":1},{"label":"^x","count":1}],` +
		`"references":[{"label":"^a","urls":["https://stat.example/rents"]}],"undefined":[],"unused":[]}`
)

// corpus writes articles and their gold.
func corpus(t *testing.T, gold string, articles map[string]string) string {
	t.Helper()
	root := t.TempDir()
	articles["gold.jsonl"] = gold
	for name, text := range articles {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func both(t *testing.T) string {
	return corpus(t, wellGold+"\n\n"+badlyGold+"\n", map[string]string{"a/well.txt": wellRead, "b/badly.md": badlyRead})
}

// ran runs the command and wants it to end with a status.
func ran(t *testing.T, status int, args ...string) (printed, complaints string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(t.Context(), args, &out, &errs); got != status {
		t.Fatalf("%q ended with %d, want %d\n%s", args, got, status, errs.String())
	}
	return out.String(), errs.String()
}

// TestTables: every figure of a corpus of two articles, reckoned by hand.
func TestTables(t *testing.T) {
	printed, _ := ran(t, 0, both(t))
	for _, want := range []string{
		// 4 markers, of which a, 1 and 2 are found, and gone is invented: 3 of 4 both ways.
		`format articles markers P R F1 mean P mean R mean F1`,
		`markdown 1 2 0.500 0.500 0.500 0.500 0.500 0.500`,
		`text 1 2 1.000 1.000 1.000 1.000 1.000 1.000`,
		`all 2 4 0.750 0.750 0.750 0.750 0.750 0.750`,
		// 3 references and addresses; b is one too many.
		`markdown 1 0.500 1.000 0.666 1 0.500 1.000 0.666 0 – – –`,
		`all 3 0.750 1.000 0.857 3 0.750 1.000 0.857 0 – – –`,
		// gone is called missing and b unused.
		`all 2 0 0 1 0 0 1 1 50.0 0`,
		`source articles`,
		`b 1 2 0.500`, // the folder, where the gold names no source
		`2 articles; 1 with a mistake, 1 with a false alarm`,
		`b/badly.md: 6 mistakes, markers 0.500/0.500, read as markdown (markdown)`,
		`markers missed: x`,
		`markers invented: gone ("[^gone]" line 3)`,
		`called missing invented: gone`,
	} {
		if !strings.Contains(folded(printed), want) {
			t.Errorf("not printed: %s", want)
		}
	}
	if t.Failed() {
		t.Log(printed)
	}
}

// folded makes one space of several, within a line.
func folded(text string) string { return regexp.MustCompile(` +`).ReplaceAllString(text, " ") }

// TestWorstComeFirst, and no more of them than asked for.
func TestWorstComeFirst(t *testing.T) {
	gold := strings.Replace(wellGold, `"count":1`, `"count":2`, 1) + "\n" + badlyGold
	root := corpus(t, gold, map[string]string{"a/well.txt": wellRead, "b/badly.md": badlyRead})
	printed, _ := ran(t, 0, root)
	_, worst, _ := strings.Cut(printed, "Most mistakes (2 of 2)")
	if first, second := strings.Index(worst, "b/badly.md: "), strings.Index(worst, "a/well.txt: "); first < 0 || second < first {
		t.Errorf("got %s", printed)
	}
	if printed, _ := ran(t, 0, "-worst", "1", root); !strings.Contains(printed, "Most mistakes (1 of 2)") || strings.Contains(printed, "a/well.txt: ") {
		t.Errorf("got %s", printed)
	}
	if printed, _ := ran(t, 0, "-worst", "0", root); strings.Contains(printed, "Most mistakes") {
		t.Errorf("got %s", printed)
	}
}

func TestMarkdownTables(t *testing.T) {
	printed, _ := ran(t, 0, "-markdown", both(t))
	for _, want := range []string{
		"### Markers, by format\n\n| format | articles | markers | P | R | F1 | mean P | mean R | mean F1 |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n| markdown |",
		"\n| all | 2 | 4 | 0.750 |",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("not printed: %s\nbut\n%s", want, printed)
		}
	}
	if strings.Contains(printed, "badly.md") {
		t.Error("the tables alone were asked for")
	}
}

func TestJSON(t *testing.T) {
	printed, _ := ran(t, 0, "-json", both(t))
	var files []string
	for line := range strings.SplitSeq(strings.TrimSpace(printed), "\n") {
		var s score
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		files = append(files, s.File)
	}
	if got := strings.Join(files, " "); got != "a/well.txt b/badly.md" {
		t.Errorf("got %s", got)
	}
}

func TestOnlySomeFiles(t *testing.T) {
	printed, _ := ran(t, 0, both(t), "-only", "well") // a flag may come last
	if !strings.Contains(folded(printed), "all 1 2 1.000") || !strings.Contains(printed, "1 article; 0 with a mistake") {
		t.Errorf("got %s", printed)
	}
}

// TestFormatIsFoundAsAUserHasIt: the gold's format is told only when asked for.
func TestFormatIsFoundAsAUserHasIt(t *testing.T) {
	gold := strings.Replace(badlyGold, "badly.md", "badly.txt", 1)
	root := corpus(t, gold, map[string]string{"b/badly.txt": badlyRead})
	if printed, _ := ran(t, 0, root); !strings.Contains(printed, "read as text (markdown)") {
		t.Errorf("got %s", printed)
	}
	if printed, _ := ran(t, 0, "-gold-format", root); !strings.Contains(printed, "read as markdown (markdown)") {
		t.Errorf("got %s", printed)
	}
}

func TestUnusableInput(t *testing.T) {
	well := map[string]string{"a/well.txt": wellRead}
	for _, c := range []struct {
		name, complaint string
		args            []string
	}{
		{"no directory", "name one directory", nil},
		{"two directories", "name one directory", []string{"a", "b"}},
		{"no gold", "gold.jsonl", []string{t.TempDir()}},
		{"empty gold", "gold.jsonl has none", []string{corpus(t, "\n", well)}},
		{"broken gold", "gold.jsonl:2: ", []string{corpus(t, wellGold+"\n{", well)}},
		{"gold without a file", `gold.jsonl:1: no "file"`, []string{corpus(t, "{}", well)}},
		{"gold twice", "has its answer on line 1 already", []string{corpus(t, wellGold+"\n"+wellGold, well)}},
		{"a marker without a label", "neither a label nor a raw text", []string{corpus(t, `{"file":"a","markers":[{"count":1}]}`, well)}},
		{"an article that is not there", "well.txt", []string{corpus(t, wellGold, map[string]string{})}},
		{"no such file", `"nothing" in its name`, []string{"-only", "nothing", corpus(t, wellGold, well)}},
		{"unknown flag", "-unheard-of", []string{"-unheard-of"}},
		{"nothing to hunt in", "name files or directories", []string{"-ungolded"}},
		{"hunting where nothing is", "no such file", []string{"-ungolded", filepath.Join(t.TempDir(), "a")}},
		{"hunting for a name", `"nothing" in its name`, []string{"-ungolded", "-only", "nothing", corpus(t, wellGold, well)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, complaints := ran(t, 2, c.args...); !strings.Contains(complaints, c.complaint) {
				t.Errorf("got %q, want it to say %q", complaints, c.complaint)
			}
		})
	}
}

// TestUnreadableArticleIsSaid: it counts as missed, and does not end the measuring.
func TestUnreadableArticleIsSaid(t *testing.T) {
	printed, _ := ran(t, 0, corpus(t, wellGold, map[string]string{"a/well.txt": " "}))
	for _, want := range []string{"1 of 1 articles could not be read", "not read: it is empty", "all 1 2 – 0.000 0.000"} {
		if !strings.Contains(folded(printed), want) {
			t.Errorf("not printed: %s\nbut\n%s", want, printed)
		}
	}
}

func TestHunt(t *testing.T) {
	printed, _ := ran(t, 0, "-ungolded", "-verbose", both(t))
	first, second := strings.Index(printed, "badly.md"), strings.Index(printed, "well.txt")
	if first < 0 || second < first {
		t.Errorf("the file with most findings is not the first:\n%s", printed)
	}
	for _, want := range []string{"badly.md markdown 2 2 1 1 0", "well.txt text 2 2 0 0 0", `missing: gone ("[^gone]" line 3)`, "unused: b"} {
		if !strings.Contains(folded(printed), want) {
			t.Errorf("not printed: %s\nbut\n%s", want, printed)
		}
	}
}

// TestShareIsCut: only what is perfect looks so.
func TestShareIsCut(t *testing.T) {
	for _, c := range []struct {
		h    hits
		want string
	}{
		{hits{Right: 1}, "1.000"},
		{hits{Right: 99999, Invented: 1}, "0.999"},
		{hits{Right: 3, Invented: 1}, "0.750"},
		{hits{Right: 29, Invented: 71}, "0.290"},
		{hits{Missed: 1}, "–"},
		{hits{Tolerated: 1, Invented: 1}, "0.500"},
	} {
		if got := share(c.h.precision()); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.h, got, c.want)
		}
	}
	for _, c := range []struct {
		h    hits
		want string
	}{
		{hits{}, "–"},
		{hits{Tolerated: 1}, "–"},
		{hits{Missed: 1}, "0.000"},
		{hits{Invented: 1}, "0.000"},
		{hits{Right: 1, Missed: 1}, "0.666"},
	} {
		if got := share(c.h.f1()); got != c.want {
			t.Errorf("F1 of %+v: got %s, want %s", c.h, got, c.want)
		}
	}
}

// TestMeans: articles are averaged where a figure exists, and markers are summed.
func TestMeans(t *testing.T) {
	rows := grouped([]*score{
		{Markers: hits{Right: 98, Missed: 2}},
		{Markers: hits{Invented: 2}},
		{Markers: hits{Missed: 1}},
		{},
	}, func(*score) string { return "x" })
	got := strings.Join(markerRows("", rows)[1], " ")
	// Summed: 98 of 100 found are right, 98 of 101 are found. Mean P of 1 and 0; R of 0.98 and 0; F1 of 0.9898, 0 and 0.
	if want := "x 4 101 0.980 0.970 0.975 0.500 0.490 0.329"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
