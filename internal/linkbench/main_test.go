package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets the test binary play every part of the bench, as the bench itself would.
func TestMain(m *testing.M) {
	if os.Getenv("LINKBENCH_PART") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestBench runs a small bench and reads its table.
func TestBench(t *testing.T) {
	for name, args := range map[string][]string{"plain": nil, "tls": {"-tls"}} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"-direct", "-links=200", "-dead=5", "-wait=1ms", "-runs=1", "-per-host=20", "-concurrency=20"}, args...)
			cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
			cmd.Env = append(os.Environ(), "LINKBENCH_PART=1")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			table := strings.Split(strings.TrimSpace(string(out)), "\n")
			if len(table) != 5 {
				t.Fatalf("%d lines:\n%s", len(table), out)
			}
			for i, want := range []string{"bare", "direct"} {
				row := table[3+i]
				if !strings.HasPrefix(row, want) || !strings.Contains(row, "alive 190, dead 10") {
					t.Errorf("row %q", row)
				}
			}
			if !strings.Contains(table[3], " 200 ") || !strings.Contains(table[4], " 210 ") {
				t.Errorf("requests that the server saw:\n%s", out)
			}
		})
	}
}

func TestCountReport(t *testing.T) {
	counts, err := countReport([]byte(`{"version":1,"complete":true,"documents":[],"summary":{"links":{"alive":7,"dead":2}}}`))
	if err != nil || counts["alive"] != 7 || counts["dead"] != 2 {
		t.Errorf("%v, %v", counts, err)
	}
	for _, bad := range []string{"", "{}", `{"complete":false,"summary":{"links":{"alive":7}}}`} {
		if _, err := countReport([]byte(bad)); err == nil {
			t.Errorf("%q is taken for a report", bad)
		}
	}
}
