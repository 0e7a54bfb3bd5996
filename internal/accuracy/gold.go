package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A gold is the right answer to one article. Fields that are not counted are not read.
type gold struct {
	File               string          `json:"file"` // relative to the directory of gold.jsonl
	Format             string          `json:"format"`
	Source             string          `json:"source_id"`
	Trust              string          `json:"trust"`
	Markers            []counted       `json:"markers"`
	MarkersInRefs      []counted       `json:"markers_in_refs"`
	Ambiguous          []counted       `json:"ambiguous"`
	AmbiguousUndefined []counted       `json:"ambiguous_undefined"`
	Decoys             []counted       `json:"decoys"`
	References         []goldReference `json:"references"`
	Undefined          []counted       `json:"undefined"`
	Unused             []counted       `json:"unused"`
}

type goldReference struct {
	Label      string   `json:"label"`
	URLs       []string `json:"urls"`
	URLsInText *bool    `json:"urls_in_text"` // false: the addresses do not stand in the file
	DOIs       []string `json:"dois"`         // nil: nobody looked for any
}

// listOnly says whether only the reference list was marked up.
func (g *gold) listOnly() bool { return g.Trust == "C" }

// A counted is a label or a bracketed text, and how often it stands in the article; 0 when nobody counted.
type counted struct {
	text  string
	count int
}

// UnmarshalJSON reads "4", {"label":"4","count":2} and {"raw":"[4]","count":2}.
func (c *counted) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &c.text); err == nil {
		return nil
	}
	var object struct {
		Label, Raw *string
		Count      int
	}
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	switch {
	case object.Label != nil:
		c.text = *object.Label
	case object.Raw != nil:
		c.text = *object.Raw
	default:
		return fmt.Errorf("%.60s has neither a label nor a raw text", data)
	}
	c.count = object.Count
	return nil
}

// readGold reads gold.jsonl of a directory.
func readGold(directory string) ([]gold, error) {
	name := filepath.Join(directory, "gold.jsonl")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the gold answers: %w", err)
	}
	var golds []gold
	seen := map[string]int{}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var g gold
		if err := json.Unmarshal(line, &g); err != nil {
			return nil, fmt.Errorf("read the gold answers: %s:%d: %w", name, i+1, err)
		}
		if g.File == "" {
			return nil, fmt.Errorf(`read the gold answers: %s:%d: no "file" names the article`, name, i+1)
		}
		if earlier, known := seen[g.File]; known {
			return nil, fmt.Errorf("read the gold answers: %s:%d: %s has its answer on line %d already", name, i+1, g.File, earlier)
		}
		seen[g.File] = i + 1
		if g.Source == "" {
			g.Source = strings.SplitN(filepath.ToSlash(g.File), "/", 2)[0]
		}
		golds = append(golds, g)
	}
	if len(golds) == 0 {
		return nil, fmt.Errorf("read the gold answers: %w", errors.New(name+" has none"))
	}
	return golds, nil
}

// labelKey is what labels are compared by: without brackets, `^`, `#` and letter case.
func labelKey(label string) string {
	bare := strings.Join(strings.Fields(strings.Trim(label, "[]【】^# \t\n")), " ")
	if bare == "" {
		bare = label // a symbol that is made of nothing else
	}
	return strings.ToLower(bare)
}

var numberRange = regexp.MustCompile(`^(\d{1,4})\s*[-‐-―−]\s*(\d{1,4})$`)

// labelsIn lists the labels that a bracketed text would cite: "[2, 4–6]" gives 2, 4, 5, 6.
func labelsIn(raw string) (keys []string) {
	for part := range strings.FieldsFuncSeq(strings.Trim(raw, "[]【】"), func(r rune) bool { return r == ',' || r == ';' }) {
		part = strings.TrimSpace(part)
		ends := numberRange.FindStringSubmatch(part)
		if ends == nil {
			keys = append(keys, labelKey(part))
			continue
		}
		first, _ := strconv.Atoi(ends[1]) // at most four digits
		last, _ := strconv.Atoi(ends[2])
		for n := first; n <= last; n++ {
			keys = append(keys, strconv.Itoa(n))
		}
	}
	return keys
}

var scheme = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*:)?//`)

// urlKey is what addresses are compared by: without scheme, "www." and a last slash.
func urlKey(url string) string {
	bare := scheme.ReplaceAllString(strings.TrimSpace(url), "")
	if len(bare) > 4 && strings.EqualFold(bare[:4], "www.") {
		bare = bare[4:]
	}
	return strings.TrimSuffix(bare, "/")
}
