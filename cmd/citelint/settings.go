package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/cmd/citelint/config"
	"github.com/citelint/citelint/report"
)

// settable are the flags that a configuration may set. What says where requests
// go and how many, what passes the address guard, and which files outside of its
// folder are used, takes a file that the user names: it is set by hand.
var settable = []struct {
	name   string
	byHand bool
	isPath bool
}{
	{name: "fail-on"},
	{name: "links"},
	{name: "dead-after"},
	{name: "stale-after"},
	{name: "allow-empty"},
	{name: "ignore-suppressions"},
	{name: "baseline", isPath: true},
	{name: "names", byHand: true, isPath: true},

	{name: "offline"},
	{name: "timeout"},
	{name: "max-time"},
	{name: "lookup-time"},
	{name: "cache-ttl"},
	{name: "cache", byHand: true, isPath: true},
	{name: "retries", byHand: true},
	{name: "concurrency", byHand: true},
	{name: "per-host", byHand: true},
	{name: "gap", byHand: true},
	{name: "allow-net", byHand: true},
	{name: "proxy", byHand: true},
	{name: "archive", byHand: true},
	{name: "doi-resolver", byHand: true},
	{name: "rdap", byHand: true},
}

// settings describes them, from the flags themselves.
func settings() []config.Setting {
	flags := slices.Concat(inputFlags(report.CheckFormats()), checkFlags(), memoryFlags(), sparingFlags())
	var all []config.Setting
	for _, s := range settable {
		i := slices.IndexFunc(flags, func(f cli.Flag) bool { return f.Names()[0] == s.name })
		if i < 0 {
			continue
		}
		setting := config.Setting{Name: s.name, Kind: kindOf(flags[i]), ByHand: s.byHand}
		if s.isPath {
			setting.Kind = config.Path
		}
		if described, ok := flags[i].(cli.DocGenerationFlag); ok {
			setting.Usage = placeholder.ReplaceAllString(described.GetUsage(), "$1")
			setting.Default = described.GetDefaultText()
		}
		all = append(all, setting)
	}
	return all
}

func kindOf(flag cli.Flag) config.Kind {
	switch flag.(type) {
	case *cli.BoolFlag:
		return config.Switch
	case *cli.IntFlag:
		return config.Number
	case *cli.DurationFlag:
		return config.Duration
	case *cli.StringSliceFlag:
		return config.Texts
	}
	return config.Text
}
