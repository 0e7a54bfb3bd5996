// Command accuracy measures how well citelint reads articles whose right answers are known.
//
//	go run ./internal/accuracy DIR
//	go run ./internal/accuracy -only jats -verbose DIR
//	go run ./internal/accuracy -ungolded PATH...
//
// DIR holds gold.jsonl, one JSON object a line for each article, and the articles, named relative to DIR. Every article
// goes the way of a user's file: its format is found by name and content, and the offline rules judge it. What was read
// and what was reported is then counted against the gold. docs/accuracy.md says how, and what came out.
//
// With -ungolded there are no answers: it lists what was read and reported, the files with most findings first, to hunt
// false alarms in articles that nobody has marked up.
//
// It ends with 0 whatever the figures are, and with 2 when the input cannot be used.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

// A plan is what is measured and how it is shown.
type plan struct {
	paths      []string
	only       string
	worst      int
	verbose    bool
	markdown   bool
	json       bool
	goldFormat bool
	ungolded   bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is main with its streams handed in. It returns the exit status.
func run(ctx context.Context, args []string, out, complaints io.Writer) int {
	p, err := parse(args, complaints)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err == nil && p.ungolded:
		err = hunt(ctx, p, out)
	case err == nil:
		err = measure(ctx, p, out)
	}
	if err != nil {
		fmt.Fprintln(complaints, "accuracy:", err)
		return 2
	}
	return 0
}

// parse reads the arguments; flags may stand before or after the paths.
func parse(args []string, complaints io.Writer) (plan, error) {
	var p plan
	flags := flag.NewFlagSet("accuracy", flag.ContinueOnError)
	flags.SetOutput(complaints)
	flags.StringVar(&p.only, "only", "", "measure only files whose name contains this")
	flags.IntVar(&p.worst, "worst", 10, "how many of the worst files to show")
	flags.BoolVar(&p.verbose, "verbose", false, "show every file with a mistake, and every mistake")
	flags.BoolVar(&p.markdown, "markdown", false, "print the tables alone, in Markdown")
	flags.BoolVar(&p.json, "json", false, "print one JSON object for each article, and no tables")
	flags.BoolVar(&p.goldFormat, "gold-format", false, "tell the reader the format that the gold names")
	flags.BoolVar(&p.ungolded, "ungolded", false, "list what is read and reported in articles without gold")
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			return p, err
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		p.paths, rest = append(p.paths, rest[0]), rest[1:]
	}
	switch {
	case len(p.paths) == 0 && p.ungolded:
		return p, errors.New("no article to read: name files or directories")
	case len(p.paths) != 1 && !p.ungolded:
		return p, errors.New("name one directory that holds gold.jsonl and the articles; -ungolded reads articles without gold")
	}
	return p, nil
}
