// Command pagedates measures how well the dates of web pages are read, against pages whose day of publication is known.
//
//	go run ./internal/pagedates GOLD.json...
//	go run ./internal/pagedates -url -worst 20 tests/eval_default.json tests/eval_mediacloud_2020.json
//	go run ./internal/pagedates -verbose tests/evaldata.json
//
// A gold file is one JSON object, {"URL": {"file": "page.html", "date": "2021-05-11"}}, as the repositories of htmldate
// and trafilatura keep theirs; an entry without a date is left out. The pages are searched for in the folders beside it.
// With -cited the pages are the sources of one article, and what the rules say of their dates is counted: all of it is false.
// With -url the day that the URL itself states is evidence, too. Pages are read as a link's page is, in one pass over
// at most -cap bytes.
//
// It ends with 0 whatever the figures are, and with 2 when the input cannot be used.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// A plan is what is measured and how it is shown.
type plan struct {
	golds   []string
	except  string
	url     bool
	verbose bool
	cited   bool
	worst   int
	cap     int64
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its streams handed in. It returns the exit status.
func run(args []string, out, complaints io.Writer) int {
	p, err := parse(args, complaints)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err == nil:
		err = p.measure(out)
	}
	if err != nil {
		fmt.Fprintln(complaints, "pagedates:", err)
		return 2
	}
	return 0
}

func parse(args []string, complaints io.Writer) (plan, error) {
	var p plan
	flags := flag.NewFlagSet("pagedates", flag.ContinueOnError)
	flags.SetOutput(complaints)
	flags.StringVar(&p.except, "except", "", "leave out the URLs of this gold file, whose pages were seen before")
	flags.BoolVar(&p.url, "url", false, "take the day that the URL states for evidence")
	flags.BoolVar(&p.verbose, "verbose", false, "show every page with a wrong answer or none, with what was read")
	flags.BoolVar(&p.cited, "cited", false, "cite all pages in one article, and show what is wrongly said of their dates")
	flags.IntVar(&p.worst, "worst", 10, "how many of the worst answers to show")
	flags.Int64Var(&p.cap, "cap", 1<<20, "bytes that are read of a page")
	if err := flags.Parse(args); err != nil {
		return p, err
	}
	if p.golds = flags.Args(); len(p.golds) == 0 {
		return p, errors.New("name a gold file: a JSON object of URLs with file and date")
	}
	return p, nil
}
