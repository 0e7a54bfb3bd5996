package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memory"
	"github.com/citelint/citelint/report"
)

func memoryFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Category: judging, Name: "dead-after", Usage: "call a dead link an error only after so many failures over so many days, `TIMES/DAYS` such as 3/6, and a warning before"},

		&cli.StringFlag{Category: asking, Name: "cache", DefaultText: "citelint/links.sqlite in your cache directory", Usage: "remember what links answered in `FILE`"},
		&cli.BoolFlag{Category: asking, Name: "no-cache", DisableDefaultText: true, Usage: "remember nothing, and ask every link anew"},
		&cli.DurationFlag{Category: asking, Name: "cache-ttl", Value: memory.DefaultTTL, Usage: "ask a link that was there again after `TIME`; one that was not is always asked"},
	}
}

// deadAfter reads --dead-after, and refuses what contradicts itself among the
// flags of the memory.
func deadAfter(c *cli.Context) (after check.DeadAfter, err error) {
	switch {
	case c.IsSet("cache") && c.Bool("no-cache"):
		return after, usage("--cache and --no-cache contradict each other: leave one out")
	case c.IsSet("cache") && c.String("cache") == "":
		return after, usage("--cache needs the name of a file")
	case c.Duration("cache-ttl") < 0:
		return after, usage("--cache-ttl must not be below 0")
	case !c.IsSet("dead-after"):
		return after, nil
	case c.Bool("no-cache"):
		return after, usage("--dead-after counts the failures of earlier runs, which nobody remembers with --no-cache: leave one out")
	}
	if after, err = check.ParseDeadAfter(c.String("dead-after")); err != nil {
		return after, usage("--dead-after: %w", err)
	}
	return after, nil
}

// remember opens the memory of earlier runs. Where the user's own cache
// directory cannot be used, the run goes on without one.
func (s *session) remember(o *check.Options) error {
	if s.client == nil || s.c.Bool("no-cache") {
		return nil
	}
	store, err := s.openMemory(o)
	switch {
	case err == nil:
		s.memory, o.Memory = store, store
	case s.c.IsSet("cache"):
		return usage("%w; name another file with --cache, or remember nothing with --no-cache", err)
	case s.c.IsSet("dead-after"):
		return usage("%w; --dead-after needs what earlier runs saw: name another file with --cache", err)
	case !errors.Is(err, errNoCacheDir):
		s.warn(fmt.Sprintf("%v; this run goes on without it (--no-cache says that this is meant)", err))
	}
	return nil
}

var errNoCacheDir = errors.New("there is no cache directory to remember links in")

func (s *session) openMemory(o *check.Options) (*memory.Store, error) {
	file, err := s.cacheFile()
	if err != nil {
		return nil, err
	}
	m := memory.Options{Now: s.streams.Now, TTL: s.c.Duration("cache-ttl"), Policy: policy(o.AllowNet, s.c.String("proxy"), s.asked.Headers, s.c.IsSet("now")), Warn: s.warn}
	if s.c.IsSet("now") {
		m.Now = func() time.Time { return o.Now.Start() }
	}
	return memory.Open(s.c.Context, file, m)
}

// cacheFile names the file of the memory: that of --cache, or the one in the user's cache directory.
func (s *session) cacheFile() (string, error) {
	if file := s.c.String("cache"); file != "" {
		return file, nil
	}
	if s.streams.CacheDir == nil {
		return "", errNoCacheDir
	}
	dir, err := s.streams.CacheDir()
	if err != nil {
		return "", fmt.Errorf("find a place to remember links in: %w", err)
	}
	return filepath.Join(dir, "citelint", "links.sqlite"), nil
}

// policy names what sets a run's answers apart from those of others: a page of
// a private network, behind a proxy or behind a password is nobody else's, and what was seen on a
// day that --now made up is no evidence for a run that reads the real clock. Runs
// with --now believe each other, so that they can play out many days.
func policy(allowed []netip.Prefix, proxy string, headers []link.OriginHeader, madeUpClock bool) string {
	var parts []string
	for _, prefix := range allowed {
		parts = append(parts, "allow-net "+prefix.Masked().String())
	}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	if at, err := url.Parse(proxy); err == nil && proxy != "" {
		parts = append(parts, "proxy "+cmp.Or(at.Host, proxy)) // without its password
	}
	for _, h := range headers {
		parts = append(parts, "header "+h.String())
	}
	if madeUpClock {
		parts = append(parts, "now")
	}
	return strings.Join(parts, "; ")
}

// warn tells the user of something that does not stop the run.
func (s *session) warn(message string) {
	stream := s.streams.Err
	if s.progress != nil {
		stream = s.progress.Aside(stream)
	}
	_, _ = io.WriteString(stream, "citelint: warning: "+report.Harmless(message)+"\n")
}
