package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/citelint/citelint/check/link/faults"
)

// A result is what matters of the JSON of "citelint check".
type result struct {
	Documents []struct {
		References []struct {
			Label string `json:"label"`
			Text  string `json:"text"`
		} `json:"references"`
		Links []struct {
			Label   string `json:"label"`
			Verdict string `json:"verdict"`
			Cause   string `json:"cause"`
			Reason  string `json:"reason"`
		} `json:"links"`
	} `json:"documents"`
}

// compareFile compares a file, or standard input for "-", and returns the exit status.
func compareFile(name string, stdout, stderr io.Writer) int {
	in := os.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			fmt.Fprintln(stderr, "faultserver: read a result:", err)
			return 2
		}
		defer file.Close()
		in = file
	}
	var r result
	if err := json.NewDecoder(in).Decode(&r); err != nil {
		fmt.Fprintf(stderr, "faultserver: read %s, which should hold what \"citelint check --format json\" prints: %v\n", name, err)
		return 2
	}
	compared, wrong := compare(r, faults.All())
	for _, difference := range wrong {
		fmt.Fprintln(stdout, difference)
	}
	fmt.Fprintf(stdout, "%d behaviours compared, %d differ\n", compared, len(wrong))
	if len(wrong) > 0 {
		return 1
	}
	return 0
}

// compare returns one sentence for each behaviour that was judged otherwise than in the table, or not at all.
func compare(r result, table []faults.Behaviour) (compared int, wrong []string) {
	found := answers(r)
	for _, b := range table {
		if b.NotByHand != "" {
			continue
		}
		compared++
		got, ok := found[b.Name]
		switch {
		case !ok:
			wrong = append(wrong, b.Name+": not judged")
		case got.verdict != b.Verdict || !slices.Contains(strings.Split(b.Cause, "|"), got.cause):
			wrong = append(wrong, fmt.Sprintf("%s: %s (%s), right is %s: %s", b.Name, got.verdict, got.cause, rightAnswer(b), got.reason))
		}
	}
	return compared, wrong
}

type answer struct{ verdict, cause, reason string }

// answers finds the answers by the names that the entries of the article begin with.
func answers(r result) map[string]answer {
	found := map[string]answer{}
	for _, document := range r.Documents {
		names := map[string]string{}
		for _, reference := range document.References {
			if name, _, ok := strings.Cut(reference.Text, ": right is "); ok {
				names[reference.Label] = name[strings.LastIndexByte(name, ' ')+1:]
			}
		}
		for _, l := range document.Links {
			if name := names[l.Label]; name != "" {
				found[name] = answer{l.Verdict, l.Cause, l.Reason}
			}
		}
	}
	return found
}
