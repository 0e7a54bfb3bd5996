// Command linkbench measures how fast links are checked, against the least that it can take.
//
//	go run ./internal/linkbench -direct
//	go run ./internal/linkbench -bin ./citelint -links 2000 -wait 20ms -dead 5
//
// It starts a web server on loopback in a process of its own, where every link takes -wait and -dead
// percent of them are 404. Then it runs in turn, each in a new process: a bare loop over net/http
// with as many workers, which checks nothing; with -direct the link package alone; and citelint over
// an HTML article that cites all links. It prints the median wall time, the most memory, the
// verdicts, and what the server saw.
//
// -hosts spreads the links over that many loopback addresses (Linux), -tls uses TLS and HTTP/2. -muffet runs a binary of
// muffet beside them (https://github.com/raviqqe/muffet), as it comes and with -muffet-connections at once, over a
// page that links to all of them.
//
//	go run ./internal/linkbench -direct -runs 1 -links 1000000 -hosts 100000 -wait 0 -per-host 4 -concurrency 256
//
// measures what grows with the number of links; -articles 10000 instead of -direct, the whole program over that many articles.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"os/signal"
	"time"
)

// A plan is what is measured.
type plan struct {
	links, dead, hosts   int
	wait                 time.Duration
	perHost, concurrency int
	runs, articles       int
	tls, direct          bool
	bin                  string
	muffet               string
	muffetConnections    int
	port                 int // of the server, for the other parts
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "linkbench:", err)
		os.Exit(1)
	}
}

// run plays the part that the first argument names; without one it is the bench itself.
func run(ctx context.Context) error {
	p, part := parse()
	switch part {
	case "":
		return bench(ctx, p)
	case "serve":
		return serve(ctx, p)
	case "bare":
		return bare(ctx, p)
	case "direct":
		return direct(ctx, p)
	}
	return fmt.Errorf("unknown part %q", part)
}

func parse() (plan, string) {
	var p plan
	flag.IntVar(&p.links, "links", 2000, "links in the article")
	flag.IntVar(&p.dead, "dead", 5, "percent of the links that are 404")
	flag.IntVar(&p.hosts, "hosts", 1, "loopback addresses that the links are spread over")
	flag.DurationVar(&p.wait, "wait", 20*time.Millisecond, "how long the server takes for each link")
	flag.IntVar(&p.perHost, "per-host", 200, "requests under way at once to one host")
	flag.IntVar(&p.concurrency, "concurrency", 200, "requests under way at once")
	flag.IntVar(&p.articles, "articles", 1, "articles that the links are spread over, for citelint")
	flag.IntVar(&p.runs, "runs", 5, "runs of each contender")
	flag.BoolVar(&p.tls, "tls", false, "serve over TLS and HTTP/2")
	flag.BoolVar(&p.direct, "direct", false, "measure the link package instead of citelint")
	flag.StringVar(&p.bin, "bin", "", "citelint binary; built when empty")
	flag.StringVar(&p.muffet, "muffet", "", "muffet binary that is measured, too")
	flag.IntVar(&p.muffetConnections, "muffet-connections", 2000, "connections of muffet's second turn, in all and to one host")
	flag.IntVar(&p.port, "port", 0, "of the server; set by the bench itself")
	flag.Parse()
	return p, flag.Arg(0)
}

// args hands the plan to another process of this program.
func (p plan) args(part string) []string {
	return []string{
		fmt.Sprint("-links=", p.links), fmt.Sprint("-dead=", p.dead), fmt.Sprint("-hosts=", p.hosts), fmt.Sprint("-wait=", p.wait),
		fmt.Sprint("-per-host=", p.perHost), fmt.Sprint("-concurrency=", p.concurrency), fmt.Sprint("-tls=", p.tls),
		fmt.Sprint("-port=", p.port), part,
	}
}

// link returns the i-th link.
func (p plan) link(i int) string {
	return fmt.Sprintf("%s://%s/link/%d", p.scheme(), netip.AddrPortFrom(hostAddress(i%p.hosts), uint16(p.port)), i)
}

func (p plan) all() []string {
	links := make([]string, p.links)
	for i := range links {
		links[i] = p.link(i)
	}
	return links
}

func (p plan) scheme() string {
	if p.tls {
		return "https"
	}
	return "http"
}

// hostAddress returns the address of the i-th host: 127.0.0.1, 127.0.0.2 and so on.
func hostAddress(i int) netip.Addr {
	n := i + 1
	return netip.AddrFrom4([4]byte{127, byte(n >> 16), byte(n >> 8), byte(n)})
}
