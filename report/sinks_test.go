package report

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
)

// sinks are the formats for other programs, each with its golden files.
var sinks = []struct {
	name   string
	writer func(io.Writer) Writer
}{
	{"sarif", newTestSARIF},
	{"junit", newTestJUnit},
	{"github", NewGitHub},
	{"markdown", NewMarkdown},
	{"csv", NewCSV},
	{"rdjson", NewRDJSON},
}

// ruleTable is the part of SARIF that changes with every rule.
var ruleTable = regexp.MustCompile(`(?m)"rules":\[.*\]\}\},`)

func TestSinksLookAsAgreed(t *testing.T) {
	for name, r := range sinkRuns(t) {
		for _, sink := range sinks {
			t.Run(name+"."+sink.name, func(t *testing.T) {
				got := r.write(t, sink.writer)
				golden(t, name+"."+sink.name, ruleTable.ReplaceAllString(got, `"rules":[…]}},`))
				showsNothingHidden(t, sink.name, got)
			})
		}
	}
}

// Every rule's own bad example comes out of every sink, under the rule's name.
func TestSinksTellOfEveryRule(t *testing.T) {
	for _, rule := range check.Rules() {
		r := exampleRun(t, rule)
		for _, sink := range sinks {
			if got := r.write(t, sink.writer); !strings.Contains(got, rule.ID) {
				t.Errorf("%s does not tell of %s:\n%s", sink.name, rule.ID, got)
			}
		}
	}
}

// A run that did not come to its end is never silent about it.
func TestSinksSayThatARunIsIncomplete(t *testing.T) {
	r := run{results: []*check.Result{cleanResult(t)}}
	for _, sink := range sinks {
		for end, want := range map[*End]string{{Interrupted: true}: "interrupted", {NetworkDown: true}: "network was down"} {
			r.end = *end
			if got := r.write(t, sink.writer); !strings.Contains(got, "INCOMPLETE: ") || !strings.Contains(got, want) {
				t.Errorf("%s does not say that the run was incomplete, %q:\n%s", sink.name, want, got)
			}
		}
		r.end = End{}
		if got := r.write(t, sink.writer); strings.Contains(got, "INCOMPLETE") {
			t.Errorf("%s calls a whole run incomplete", sink.name)
		}
	}
}

func TestSinksReturnTheFirstWriteError(t *testing.T) {
	for _, sink := range sinks {
		for _, room := range []int{0, 1, 50, 150} {
			w := sink.writer(&fullDisk{room})
			var err error
			for range 3 {
				err = errors.Join(err, w.Result(hostileResult(t)))
			}
			if err = errors.Join(err, w.Close(End{})); !errors.Is(err, errFull) {
				t.Errorf("%s, room for %d: %v, want %v", sink.name, room, err, errFull)
			}
		}
	}
}

// These show an article as soon as it is done; the others put the gravest first,
// and so wait for the last.
func TestStreamingSinks(t *testing.T) {
	for _, sink := range sinks {
		var out strings.Builder
		w := sink.writer(&out)
		if err := w.Result(hostileResult(t)); err != nil {
			t.Fatal(err)
		}
		streams := sink.name == "csv" || sink.name == "junit" || sink.name == "rdjson"
		if got := strings.Contains(out.String(), "hostile.txt"); got != streams {
			t.Errorf("%s: the article is on the stream after its Result: %v, want %v", sink.name, got, streams)
		}
	}
}
