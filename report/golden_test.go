package report

import (
	"io"
	"regexp"
	"strings"
	"testing"
)

// looks are the ways in which every run is shown, each with its golden file.
var looks = []struct {
	suffix string
	writer func(io.Writer) Writer
}{
	{".txt", func(w io.Writer) Writer { return withFixes(newText(w, TextOptions{Width: 100})) }},
	{".pipe.txt", func(w io.Writer) Writer { return withFixes(newText(w, TextOptions{})) }},
	{".narrow.txt", func(w io.Writer) Writer {
		return withFixes(newText(w, TextOptions{Width: 60, Color: true, Verbose: true}))
	}},
	{".json", NewJSON},
	{".ndjson", NewNDJSON},
	{".extract.txt", func(w io.Writer) Writer { return NewExtractText(w, TextOptions{Width: 100}) }},
	{".extract.json", NewExtractJSON},
	{".extract.ndjson", NewExtractNDJSON},
}

// sgr is the one escape sequence that a report may hold.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]+m")

func TestReportsLookAsAgreed(t *testing.T) {
	for name, r := range runs(t) {
		for _, look := range looks {
			t.Run(name+look.suffix, func(t *testing.T) {
				got := r.write(t, look.writer)
				golden(t, name+look.suffix, got)
				for _, line := range strings.Split(sgr.ReplaceAllString(got, ""), "\n") {
					if bad := hiddenIn(line); bad != "" {
						t.Errorf("%s stands raw in %q", bad, line)
					}
					if start := strings.TrimSpace(line); strings.HasPrefix(start, "::") || strings.HasPrefix(start, "##") {
						t.Errorf("a build server would take this for a command: %q", line)
					}
				}
			})
		}
	}
}

// A report says what was looked at and what was seen; it vouches for nothing.
func TestReportsNeverVouch(t *testing.T) {
	vouching := regexp.MustCompile(`(?i)\b(verified|ok|passed|correct|valid|all good)\b`)
	for name, r := range runs(t) {
		got := r.write(t, func(w io.Writer) Writer { return withFixes(newText(w, TextOptions{Verbose: true})) })
		if word := vouching.FindString(got); word != "" {
			t.Errorf("%s says %q:\n%s", name, word, got)
		}
	}
}
