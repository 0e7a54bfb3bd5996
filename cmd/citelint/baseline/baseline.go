// Package baseline keeps the findings that are known, so that a gate tells of new
// ones alone. It knows how they are stored, and nothing of how they are found.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citelint/citelint/check"
)

// version is that of the file.
const version = 1

// maxBytes is how long a file may be: a million findings.
const maxBytes = 256 << 20

// A Baseline counts the known findings of articles. Articles are named by their
// paths from the folder of its file, so that the file means the same wherever the
// program runs.
type Baseline struct {
	folder string
	known  map[string]map[check.Identity]int // by article
}

// An entry is one line of the file.
type entry struct {
	Source string `json:"source"`
	Rule   string `json:"rule"`
	Label  string `json:"label,omitempty"`
	Target string `json:"target,omitempty"`
	Count  int    `json:"count,omitempty"` // 0 for one
}

// New returns an empty Baseline that will be stored in the named file.
func New(name string) (*Baseline, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("find the folder of the baseline %q: %w", name, err)
	}
	return &Baseline{folder: filepath.Dir(path), known: map[string]map[check.Identity]int{}}, nil
}

// Load reads the named file.
func Load(name string) (*Baseline, error) {
	b, err := New(name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		if path, ok := errors.AsType[*os.PathError](err); ok {
			err = path.Err
		}
		return nil, fmt.Errorf("read the baseline %q: %w; --write-baseline writes one", name, err)
	}
	defer file.Close() // only read
	data, err := io.ReadAll(io.LimitReader(file, maxBytes+1))
	if err == nil {
		err = b.parse(data)
	}
	if err != nil {
		return nil, fmt.Errorf("read the baseline %q: %w; write it anew with --write-baseline", name, err)
	}
	return b, nil
}

func (b *Baseline) parse(data []byte) error {
	if len(data) > maxBytes {
		return fmt.Errorf("it has more than %d bytes", maxBytes)
	}
	var stated struct{ Version int }
	if err := json.Unmarshal(data, &stated); err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	if stated.Version != version {
		return fmt.Errorf("it is of version %d, and this program knows version %d", stated.Version, version)
	}
	var whole struct {
		Version  int     `json:"version"`
		Findings []entry `json:"findings"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&whole); err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	for i, e := range whole.Findings {
		if e.Source == "" || e.Rule == "" || e.Count < 0 {
			return fmt.Errorf("it is damaged: finding %d names no article or no rule, or a count below 0", i+1)
		}
		b.add(e.Source, check.Identity{Rule: e.Rule, Label: e.Label, Target: e.Target}, max(e.Count, 1))
	}
	return nil
}

func (b *Baseline) add(article string, id check.Identity, n int) {
	if b.known[article] == nil {
		b.known[article] = map[check.Identity]int{}
	}
	b.known[article][id] += n
}

// Add makes a finding known.
func (b *Baseline) Add(source string, id check.Identity) { b.add(b.article(source), id, 1) }

// Known returns how many findings of an article are known. The result is not to
// be changed.
func (b *Baseline) Known(source string) map[check.Identity]int { return b.known[b.article(source)] }

// article names an article as the file does.
func (b *Baseline) article(source string) string {
	if source == "-" || strings.Contains(source, "://") {
		return source
	}
	path, err := filepath.Abs(source)
	if err != nil {
		return source
	}
	if relative, err := filepath.Rel(b.folder, path); err == nil {
		path = relative
	}
	return filepath.ToSlash(path)
}

// Write writes the file: one finding a line, in order, so that a change of one
// finding is a change of one line.
func (b *Baseline) Write(w io.Writer) error {
	var entries []entry
	for article, ids := range b.known {
		for id, n := range ids {
			if n == 1 {
				n = 0
			}
			entries = append(entries, entry{article, id.Rule, id.Label, id.Target, n})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Target, b.Target))
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"version\":%d,\"findings\":[", version)
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for i, e := range entries {
		separator := ",\n"
		if i == 0 {
			separator = "\n"
		}
		out.WriteString(separator)
		if err := encoder.Encode(e); err != nil {
			return fmt.Errorf("write the baseline: %w", err)
		}
		out.Truncate(out.Len() - 1) // the encoder's line end
	}
	out.WriteString("\n]}\n")
	_, err := out.WriteTo(w)
	return err
}
