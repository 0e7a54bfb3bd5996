// Command faultserver serves every behaviour of package faults by hand, each on ports of its own, until it is
// interrupted, and prints an article that cites them all, with the right verdicts:
//
//	go run ./check/link/faultserver -article article.md -certificate ca.pem
//
// With -check it compares what a link checker has found, as the JSON of "citelint check", with the table. It knows
// that format, and nothing else of the program that it is aimed at.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/citelint/citelint/check/link/faults"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run does what the arguments say, and returns the exit status: 0, 1 when a check found a difference, 2 when it
// could not be done.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("faultserver", flag.ContinueOnError)
	flags.SetOutput(stderr)
	listen := flags.String("listen", "127.0.0.1", "serve at this `address`")
	article := flags.String("article", "-", "write the article to this `file`, - for standard output")
	certificate := flags.String("certificate", "", "write the authority's certificate to this `file`, for SSL_CERT_FILE")
	check := flags.String("check", "", "serve nothing, and compare the result in this `file` of JSON with the table")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if *check != "" {
		return compareFile(*check, stdout, stderr)
	}
	if err := serve(ctx, *listen, *article, *certificate, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "faultserver:", err)
		return 2
	}
	return 0
}

// serve keeps every behaviour up until ctx ends.
func serve(ctx context.Context, listen, article, certificate string, stdout, stderr io.Writer) error {
	authority, err := faults.NewAuthority()
	if err != nil {
		return fmt.Errorf("make an authority for certificates: %w", err)
	}
	var cited []citation
	for _, b := range faults.All() {
		if b.NotByHand != "" {
			fmt.Fprintf(stderr, "not served: %s, for %s\n", b.Name, b.NotByHand)
			continue
		}
		opts := b.Options(nil)
		opts.Address, opts.ByAddress, opts.Authority = listen, true, authority
		web, err := faults.New(ctx, opts)
		if err != nil {
			return fmt.Errorf("serve %s: %w", b.Name, err)
		}
		defer web.Close()
		cited = append(cited, citation{b, web.URL(b.Cited())})
	}
	if err := write(certificate, authority.PEM(), io.Discard); err != nil {
		return err
	}
	if err := write(article, articleOf(cited), stdout); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%d behaviours are served at %s; Ctrl-C ends it\n", len(cited), listen)
	<-ctx.Done()
	return nil
}

// write writes to a file, or to standard output for "-", or nowhere for "".
func write(name string, text []byte, stdout io.Writer) error {
	switch name {
	case "":
		return nil
	case "-":
		_, err := stdout.Write(text)
		return err
	}
	return os.WriteFile(name, text, 0o600)
}
