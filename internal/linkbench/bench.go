package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A contender is a program that is measured.
type contender struct {
	name    string
	command func(ctx context.Context) *exec.Cmd
	count   func(out []byte) (map[string]int, error) // the verdicts in its output
	fails   bool                                     // it ends with 1 when there are dead links
	runs    []measurement
}

type measurement struct {
	wall, cpu time.Duration
	rss       int64 // KiB
	counts    map[string]int
	seen      seen
}

// A bed is what the contenders run on: the server, and the links to it.
type bed struct {
	plan    plan
	dir     string
	url     string // of the server
	env     []string
	browser *http.Client // asks the server what it saw
}

func bench(ctx context.Context, p plan) error {
	dir, err := os.MkdirTemp("", "linkbench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := &bed{plan: p, dir: dir}
	stop, err := b.start(ctx)
	if err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	defer stop()
	contenders, err := b.contenders(ctx)
	if err != nil {
		return err
	}
	for range p.runs {
		for _, c := range contenders {
			m, err := b.measure(ctx, c)
			if err != nil {
				return fmt.Errorf("run %s: %w", c.name, err)
			}
			c.runs = append(c.runs, m)
		}
	}
	return b.print(os.Stdout, contenders)
}

// start runs the server in a process of its own.
func (b *bed) start(ctx context.Context) (stop func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, b.plan.args("serve")...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() { _ = in.Close(); _ = cmd.Wait() }
	var h hello
	if err := json.NewDecoder(out).Decode(&h); err != nil {
		stop()
		return nil, err
	}
	return stop, b.welcome(h)
}

func (b *bed) welcome(h hello) error {
	b.plan.port = h.Port
	b.browser = &http.Client{}
	if b.plan.tls {
		trust := filepath.Join(b.dir, "ca.pem")
		if err := os.WriteFile(trust, []byte(h.Certificate), 0o600); err != nil {
			return err
		}
		b.env = []string{"SSL_CERT_FILE=" + trust}
		b.browser.Transport = trusting(h.Certificate)
	}
	b.url = fmt.Sprintf("%s://127.0.0.1:%d", b.plan.scheme(), h.Port)
	return nil
}

func (b *bed) contenders(ctx context.Context) ([]*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	part := func(name string) *contender {
		return &contender{
			name:    name,
			command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, self, b.plan.args(name)...) },
			count:   func(out []byte) (m map[string]int, err error) { return m, json.Unmarshal(out, &m) },
		}
	}
	if b.plan.direct {
		return []*contender{part("bare"), part("direct")}, nil
	}
	citelint, err := b.citelint(ctx)
	return append([]*contender{part("bare"), citelint}, b.muffets()...), err
}

// muffets returns muffet as it comes, and with as many connections as make it fastest.
func (b *bed) muffets() []*contender {
	if b.plan.muffet == "" {
		return nil
	}
	muffet := func(name string, args ...string) *contender {
		args = append(args, "--one-page-only", "--format=json", "--color=never", b.url+"/article")
		return &contender{
			name:    name,
			command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, b.plan.muffet, args...) },
			count:   b.countMuffet,
			fails:   true,
		}
	}
	most := fmt.Sprint(b.plan.muffetConnections)
	return []*contender{muffet("muffet"), muffet("muffet -c "+most, "--max-connections="+most, "--max-connections-per-host="+most)}
}

// countMuffet reads the links that muffet failed; it is silent about the others.
func (b *bed) countMuffet(out []byte) (map[string]int, error) {
	var pages []struct {
		Links []struct{ Error string }
	}
	if err := json.Unmarshal(out, &pages); err != nil {
		return nil, fmt.Errorf("read muffet's report: %w", err)
	}
	counts := map[string]int{}
	for _, page := range pages {
		for _, link := range page.Links {
			if link.Error == "404" {
				counts["dead"]++
			} else {
				counts["failed"]++
			}
		}
	}
	counts["alive"] = b.plan.links - counts["dead"] - counts["failed"]
	return counts, nil
}

func (b *bed) citelint(ctx context.Context) (*contender, error) {
	bin := b.plan.bin
	if bin == "" {
		bin = filepath.Join(b.dir, "citelint")
		build := exec.CommandContext(ctx, "go", "build", "-o", bin, "github.com/citelint/citelint/cmd/citelint")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("build citelint (-direct measures without it): %w\n%s", err, out)
		}
	}
	articles, err := b.writeArticles()
	if err != nil {
		return nil, fmt.Errorf("write the articles: %w", err)
	}
	args := []string{
		"check", "--format", "json", "--allow-net", loopback.String(), "--per-host", fmt.Sprint(b.plan.perHost),
		"--concurrency", fmt.Sprint(b.plan.concurrency), "--no-cache", "--archive", "none", "--doi-resolver", "none", articles,
	}
	return &contender{
		name:    "citelint",
		command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, bin, args...) },
		count:   countReport,
		fails:   true,
	}, nil
}

// countReport reads the number of links of each verdict from a report of `citelint check --format json`.
func countReport(out []byte) (map[string]int, error) {
	var report struct {
		Complete bool
		Summary  struct{ Links map[string]int }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("read the report: %w", err)
	}
	if !report.Complete {
		return nil, errors.New("the report is incomplete")
	}
	return report.Summary.Links, nil
}

// writeArticles spreads the links over as many articles as are wanted, and returns the file or the directory.
func (b *bed) writeArticles() (string, error) {
	dir := filepath.Join(b.dir, "articles")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	one, n := "", 0
	for links := range slices.Chunk(b.plan.all(), (b.plan.links+b.plan.articles-1)/b.plan.articles) {
		one = filepath.Join(dir, fmt.Sprintf("%06d.html", n))
		if err := os.WriteFile(one, []byte(article(links)), 0o600); err != nil {
			return "", err
		}
		n++
	}
	if n > 1 {
		return dir, nil
	}
	return one, nil
}

func article(links []string) string {
	var text, list strings.Builder
	for i, url := range links {
		fmt.Fprintf(&text, "<p>Observation %d was made at noon.<sup><a href=\"#r%d\">[%d]</a></sup></p>\n", i+1, i+1, i+1)
		fmt.Fprintf(&list, "<li id=\"r%d\">Observatory. Report %d. <a href=\"%s\">%s</a></li>\n", i+1, i, url, url)
	}
	return "<!doctype html><html lang=en><head><title>Observations</title></head><body><article><h1>Observations</h1>\n" +
		text.String() + "<h2>References</h2>\n<ol>\n" + list.String() + "</ol></article></body></html>\n"
}

// measure runs a contender once.
func (b *bed) measure(ctx context.Context, c *contender) (measurement, error) {
	if _, err := b.saw(ctx); err != nil {
		return measurement{}, err
	}
	cmd := c.command(ctx)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	cmd.Env = append(os.Environ(), b.env...)
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1 || !c.fails) {
		return measurement{}, fmt.Errorf("%w\n%s", err, complaint.String())
	}
	m := measurement{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), rss: peakRSS(cmd.ProcessState)}
	if m.counts, err = c.count(out.Bytes()); err != nil {
		return measurement{}, err
	}
	m.seen, err = b.saw(ctx)
	m.seen.Connections-- // the one that asked
	return m, err
}

// saw asks the server what it saw since the last time, over a connection of its own.
func (b *bed) saw(ctx context.Context) (s seen, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.url+"/seen", nil)
	if err != nil {
		return s, err
	}
	req.Close = true
	resp, err := b.browser.Do(req)
	if err != nil {
		return s, err
	}
	defer func() { _ = resp.Body.Close() }()
	return s, json.NewDecoder(io.LimitReader(resp.Body, 1<<10)).Decode(&s)
}

// print writes the table: medians of the times, the worst of everything else.
func (b *bed) print(w io.Writer, contenders []*contender) error {
	p := b.plan
	fmt.Fprintf(w, "%d links on %d host(s), %s each, %d%% dead; %d at once, %d per host; %d runs in turn\n\n",
		p.links, p.hosts, p.wait, p.dead, p.concurrency, p.perHost, p.runs)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "contender\twall (median)\tleast–most\tCPU\tpeak RSS\tverdicts\trequests\tconnections\tat once\tratio")
	var floor time.Duration
	for _, c := range contenders {
		wall, cpu := spread(c.runs, func(m measurement) time.Duration { return m.wall }), spread(c.runs, func(m measurement) time.Duration { return m.cpu })
		if floor == 0 {
			floor = wall[len(wall)/2]
		}
		worst := c.runs[0]
		for _, m := range c.runs {
			worst.rss = max(worst.rss, m.rss)
			worst.seen.Requests = max(worst.seen.Requests, m.seen.Requests)
			worst.seen.Connections = max(worst.seen.Connections, m.seen.Connections)
			worst.seen.InFlight = max(worst.seen.InFlight, m.seen.InFlight)
		}
		fmt.Fprintf(t, "%s\t%s\t%s–%s\t%s\t%.1f MiB\t%s\t%d\t%d\t%d\t%.2f\n", c.name, ms(wall[len(wall)/2]), ms(wall[0]), ms(wall[len(wall)-1]),
			ms(cpu[len(cpu)/2]), float64(worst.rss)/1024, verdicts(c.runs), worst.seen.Requests, worst.seen.Connections, worst.seen.InFlight,
			float64(wall[len(wall)/2])/float64(floor))
	}
	return t.Flush()
}

func spread(runs []measurement, of func(measurement) time.Duration) []time.Duration {
	var all []time.Duration
	for _, m := range runs {
		all = append(all, of(m))
	}
	slices.Sort(all)
	return all
}

func ms(d time.Duration) string { return d.Round(time.Millisecond).String() }

// verdicts writes the counts, once if all runs agree.
func verdicts(runs []measurement) string {
	var all []string
	for _, m := range runs {
		var parts []string
		for v, n := range m.counts {
			parts = append(parts, fmt.Sprintf("%s %d", v, n))
		}
		slices.Sort(parts)
		all = append(all, strings.Join(parts, ", "))
	}
	return strings.Join(slices.Compact(all), " | ")
}
