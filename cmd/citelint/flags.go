package main

import (
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/http/httpproxy"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/handle"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/cmd/citelint/config"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/report"
)

// The groups that the help shows flags in.
const (
	reading   = "Articles"
	judging   = "Judgement"
	reporting = "Report"
	asking    = "Web"
)

// inputFlags are shared by the commands that read articles.
func inputFlags(formats []report.Format) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Category: reading, Name: "input-format", DefaultText: "by name and content", Usage: "read all inputs as `FORMAT`: " + extract.FormatNames()},
		&cli.BoolFlag{Category: reading, Name: "allow-empty", DisableDefaultText: true, Usage: "an empty input, or a directory without articles, is no error"},

		&cli.StringFlag{Category: reporting, Name: "format", Aliases: []string{"f"}, Value: "text", Usage: "`FORMAT` of the report: " + report.DescribeFormats(formats)},
		&cli.StringFlag{Category: reporting, Name: "output", Aliases: []string{"o"}, Usage: "write the report to `FILE`, all of it or nothing"},
		&cli.GenericFlag{Category: reporting, Name: "output-file", Value: new(values), Usage: "write one more report, as `FORMAT=FILE`; may be given several times"},
		&cli.StringFlag{Category: reporting, Name: "color", Value: "auto", Usage: "`WHEN` to use colours in text: auto, always or never"},
		&cli.BoolFlag{Category: reporting, Name: "verbose", Aliases: []string{"v"}, DisableDefaultText: true, Usage: "show what is in order and what was left alone, too"},

		&cli.BoolFlag{Category: asking, Name: "offline", DisableDefaultText: true, Usage: "ask the web for nothing"},
		&cli.StringSliceFlag{Category: asking, Name: "allow-net", Usage: "ask addresses of the private network `CIDR`, too, such as 10.0.0.0/8"},
		&cli.StringFlag{Category: asking, Name: "proxy", DefaultText: "none, whatever the environment says", Usage: "ask through the proxy at `URL`, or through those that the environment names: env; it dials in this program's place, so the address guard can only look names up beforehand"},
		&cli.DurationFlag{Category: asking, Name: "timeout", Value: 20 * time.Second, Usage: "give up one request after `TIME`"},
	}
}

// checkFlags are those of the check command alone.
func checkFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Category: judging, Name: "fail-on", Value: "error", Usage: "exit with 1 on a finding of `SEVERITY` or above: error, warning, info or never"},
		&cli.StringFlag{Category: judging, Name: "published", DefaultText: "what the article states", Usage: "`DATE` of the article, such as 2025-08-01"},
		&cli.StringFlag{Category: judging, Name: "now", DefaultText: "today", Usage: "`DATE` of the check, for results that can be repeated"},
		&cli.StringFlag{Category: judging, Name: "names", DefaultText: "the built-in ones alone", Usage: "add the names in `FILE` to those of which it is known when they began; citelint explain anachronistic-name shows the form"},
		&cli.StringSliceFlag{Category: judging, Name: "enable", Usage: "let `RULE` judge, too, which is off by default: changed-since-cited"},
		&cli.IntFlag{Category: judging, Name: "stale-after", DefaultText: "none is called old", Usage: "note news that was more than `YEARS` old when the article appeared"},

		&cli.BoolFlag{Category: reporting, Name: "quiet", Aliases: []string{"q"}, DisableDefaultText: true, Usage: "in text, show warnings, errors and what fails the run, and nothing where there are none"},

		&cli.StringFlag{Category: asking, Name: "links", Value: "article", Usage: "ask `WHICH` links: all of the article, or those of its references"},
		&cli.IntFlag{Category: asking, Name: "concurrency", Value: link.DefaultConcurrency, Usage: "have `N` requests under way at most"},
		&cli.IntFlag{Category: asking, Name: "per-host", Value: link.DefaultPerHost, Usage: "have `N` requests to one host under way at most"},
		&cli.DurationFlag{Category: asking, Name: "gap", DefaultText: fmt.Sprintf("%s; none where --per-host is above %d", link.DefaultGap, link.DefaultPerHost), Usage: "leave `TIME` between the starts of two requests to one host"},
		&cli.IntFlag{Category: asking, Name: "retries", Value: 2, Usage: "ask again up to `N` times after a failure that may pass"},
		&cli.DurationFlag{Category: asking, Name: "max-time", DefaultText: "no limit", Usage: "end the run after `TIME`, and report what is known then"},

		&cli.StringFlag{Category: asking, Name: "archive", Value: memento.Wayback, Usage: "look for copies of dead pages in the web archive at `URL` (a Memento TimeGate or TimeMap, or an availability endpoint), or in none"},
		&cli.StringFlag{Category: asking, Name: "doi-resolver", Value: handle.DOIOrg, Usage: "look DOIs up at the handle resolver at `URL`, or at none"},
		&cli.StringFlag{Category: asking, Name: "rdap", Value: "none", Usage: "ask when the domains of dated sources were registered, of the RDAP service at `URL`, such as https://rdap.org, or of none"},
		&cli.DurationFlag{Category: asking, Name: "lookup-time", Value: 5 * time.Minute, Usage: "when no link is left to ask, wait for the archive, the resolver and the registry for `TIME` each in a run, and leave the rest unasked; 0 for as long as it takes"},
	}
}

// values are those of a flag that may be given several times. They may hold
// commas, at which urfave/cli's own kind of such a flag would part them.
type values []string

// Set takes one more value.
func (v *values) Set(value string) error {
	*v = append(*v, value)
	return nil
}

// String is the default value, which is none.
func (v *values) String() string { return "" }

func valuesOf(c *cli.Context, name string) []string {
	if v, is := c.Generic(name).(*values); is {
		return *v
	}
	return nil
}

// networks reads --allow-net.
func networks(c *cli.Context) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range c.StringSlice("allow-net") {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, usage("%q of --allow-net is no network: write it as 10.0.0.0/8", text)
		}
		out = append(out, prefix)
	}
	return out, nil
}

// proxy reads --proxy; nil for none.
func proxy(c *cli.Context) (func(*url.URL) (*url.URL, error), error) {
	switch given := c.String("proxy"); {
	case !c.IsSet("proxy"):
		return nil, nil
	case given == "env":
		return httpproxy.FromEnvironment().ProxyFunc(), nil
	default:
		at, err := link.ParseProxy(given)
		if err != nil {
			return nil, usage("%q of --proxy is no proxy: %v: write it as http://proxy.example:3128", given, err)
		}
		return func(*url.URL) (*url.URL, error) { return at, nil }, nil
	}
}

// dateFlag reads a flag that takes a date; it is zero where the flag is not
// given.
func dateFlag(c *cli.Context, name string) (date.Date, error) {
	text := strings.TrimSpace(c.String(name))
	if text == "" && !c.IsSet(name) {
		return date.Date{}, nil
	}
	d, ok := date.ParseISO(text)
	if !ok {
		return date.Date{}, usage("%q of --%s is no date: write it as 2025-08-01", text, name)
	}
	return d, nil
}

// enabled reads the flags that turn rules on.
func enabled(c *cli.Context, o *check.Options) error {
	for _, id := range c.StringSlice("enable") {
		rule, known := check.RuleByID(id)
		switch {
		case !known:
			return usage("there is no rule %q of --enable%s: citelint explain lists them all", id, config.DidYouMean(id, ruleIDs()))
		case rule.OnlyWith == "":
			return usage("rule %q of --enable is always on", id)
		case rule.OnlyWith != "--enable "+id:
			return usage("rule %q of --enable is turned on by %s", id, rule.OnlyWith)
		}
		o.Enable = append(o.Enable, id)
	}
	if c.IsSet("stale-after") {
		const most = 100
		if o.StaleAfter = c.Int("stale-after"); o.StaleAfter < 1 || o.StaleAfter > most {
			return usage("--stale-after must be 1 to %d years", most)
		}
		o.Enable = append(o.Enable, "stale-source")
	}
	return nil
}

// longestNames is how many bytes of a file of names are taken.
const longestNames = 1 << 20

// namesFlag reads the file of --names; nil for the built-in names alone.
func namesFlag(c *cli.Context) (*date.NameTable, error) {
	if !c.IsSet("names") {
		return nil, nil
	}
	name := c.String("names")
	text, err := readAtMost(name, longestNames)
	if err != nil {
		return nil, usage("read the names in %q: %w", name, reason(err))
	}
	table, err := date.BuiltInNames().With(text)
	if err != nil {
		return nil, usage("read the names in %q: %w", name, err)
	}
	return table, nil
}

// readAtMost reads a file, and refuses one that is longer than limit bytes.
func readAtMost(name string, limit int64) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if int64(len(text)) > limit {
		return "", fmt.Errorf("it has more than %d bytes: leave out what no article names", limit)
	}
	return string(text), err
}

// oneOf wants the value of a flag to be one of a few.
func oneOf(c *cli.Context, name string, values ...string) error {
	given := c.String(name)
	for _, value := range values {
		if given == value {
			return nil
		}
	}
	last := len(values) - 1
	return usage("%q is no value for --%s: use %s or %s", given, name, strings.Join(values[:last], ", "), values[last])
}

// formatNames lists the values of --input-format.
func formatNames() []string {
	var names []string
	for _, format := range extract.Formats() {
		names = append(names, string(format))
	}
	return names
}
