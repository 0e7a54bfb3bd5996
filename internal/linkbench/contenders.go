package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/netip"
	"os"

	"github.com/citelint/citelint/check/link"
	"golang.org/x/sync/errgroup"
)

// bare asks for every link with net/http and a fixed number of workers, and judges nothing: the least that
// asking can take. It writes the count of each verdict.
func bare(ctx context.Context, p plan) error {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost, transport.MaxConnsPerHost, transport.MaxIdleConns = p.perHost, p.perHost, 2*p.concurrency
	defer transport.CloseIdleConnections()
	client := http.Client{Transport: transport}
	var group errgroup.Group
	queue := make(chan string)
	statuses := make([]map[int]int, p.concurrency)
	for i := range statuses {
		statuses[i] = map[int]int{}
		group.Go(func() error { return ask(ctx, &client, queue, statuses[i]) })
	}
	for i := range p.links {
		queue <- p.link(i)
	}
	close(queue)
	if err := group.Wait(); err != nil {
		return err
	}
	counts := map[string]int{}
	for _, m := range statuses {
		counts["alive"] += m[http.StatusOK]
		counts["dead"] += m[http.StatusNotFound]
	}
	return json.NewEncoder(os.Stdout).Encode(counts)
}

func ask(ctx context.Context, client *http.Client, queue <-chan string, statuses map[int]int) error {
	var failed error
	for url := range queue {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err != nil {
			failed = err
			continue
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		statuses[resp.StatusCode]++
	}
	return failed
}

// direct asks the link package alone.
func direct(ctx context.Context, p plan) error {
	c := link.New(link.Options{Concurrency: p.concurrency, PerHost: p.perHost, AllowNet: []netip.Prefix{loopback}})
	defer c.Close()
	counts := map[string]int{}
	if err := c.Ask(ctx, p.all(), func(a link.Answer) { counts[string(a.Verdict)]++ }); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(counts)
}

var loopback = netip.MustParsePrefix("127.0.0.0/8")
