package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/cmd/citelint/config"
	"github.com/citelint/citelint/extract/source"
)

func configFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Category: judging, Name: "config", DefaultText: "the nearest " + config.FileName + " of the articles' folder and those above it, up to the root of its git repository", Usage: "read the configuration in `FILE`, or none"},
		&cli.BoolFlag{Category: judging, Name: "print-config", DisableDefaultText: true, Usage: "check nothing, and print what is in force and where it comes from"},
	}
}

// A configuration is what a file says, and which flags it set.
type configuration struct {
	*config.Config
	lines map[string]int // of the settings that it set
}

// configure reads the configuration of a run and sets the flags that were not
// given: flags outweigh the file, and the file outweighs the defaults.
func configure(c *cli.Context) (*configuration, error) {
	name, trusted, err := configFile(c)
	if err != nil {
		return nil, err
	}
	conf := &configuration{Config: &config.Config{}, lines: map[string]int{}}
	if name == "" {
		return conf, nil
	}
	if conf.Config, err = config.Load(name, trusted, settings()); err != nil {
		return nil, status{exitUsage, err}
	}
	if err := c.Set("config", name); err != nil { // so that no report replaces it
		return nil, usage("%s: %w", name, err)
	}
	noCache := c.IsSet("no-cache")
	for _, v := range conf.Values {
		if c.IsSet(v.Setting) || noCache && (v.Setting == "dead-after" || v.Setting == "cache") { // which --no-cache contradicts
			continue
		}
		conf.lines[v.Setting] = v.Line
		for _, text := range v.Texts {
			if err := c.Set(v.Setting, text); err != nil {
				return nil, usage("%s:%d: %q is no value for %q", name, v.Line, text, v.Setting)
			}
		}
	}
	conf.leaveOn(turnedOn(c, conf.lines))
	return conf, conf.asksSomebody(c)
}

// turnedOn are the rules that flags turn on, and no setting of the file.
func turnedOn(c *cli.Context, lines map[string]int) []string {
	ids := slices.Clone(c.StringSlice("enable"))
	if c.IsSet("stale-after") && lines["stale-after"] == 0 {
		ids = append(ids, "stale-source")
	}
	if c.String("rdap") != "none" && lines["rdap"] == 0 {
		ids = append(ids, "domain-younger-than-date")
	}
	return ids
}

// leaveOn forgets that the file turns some rules off.
func (c *configuration) leaveOn(ids []string) {
	tables := []map[string]config.Weight{c.Rules}
	for _, o := range c.Overrides {
		tables = append(tables, o.Rules)
	}
	for _, table := range tables {
		maps.DeleteFunc(table, func(id string, w config.Weight) bool {
			return w.Severity == check.Off && slices.Contains(ids, id)
		})
	}
}

// asksSomebody refuses to turn on a rule that rests on what a registry says where
// none is asked: it would be silent, and seem to find nothing.
func (c *configuration) asksSomebody(flags *cli.Context) error {
	const id = "domain-younger-than-date"
	if flags.String("rdap") != "none" {
		return nil
	}
	said := []config.Weight{c.Rules[id]}
	for _, o := range c.Overrides {
		said = append(said, o.Rules[id])
	}
	for _, w := range said {
		if w.Severity > 0 {
			return usage("%s:%d: rule %q rests on what a registry says: name one with --rdap URL", c.Name, w.Line, id)
		}
	}
	return nil
}

// configFile names the file to read, "" for none, and says whether the user
// named it himself.
func configFile(c *cli.Context) (name string, trusted bool, err error) {
	switch given := c.String("config"); {
	case given == "none":
		return "", false, nil
	case given != "":
		return given, true, nil
	case c.IsSet("config"):
		return "", false, usage("--config needs the name of a file, or none")
	}
	first := "" // operand that is a file
	for _, operand := range c.Args().Slice() {
		if operand == "-" || source.IsURL(operand) {
			continue
		}
		found, err := config.Find(folderOf(operand))
		switch {
		case err != nil:
			return "", false, usage("look for the configuration of %q: %w", operand, err)
		case first != "" && found != name:
			return "", false, usage("%q and %q do not share one configuration: check them in two runs, or name one with --config", first, operand)
		}
		first, name = operand, found
	}
	if first == "" {
		if name, err = config.Find("."); err != nil {
			return "", false, usage("look for a configuration: %w", err)
		}
	}
	return name, false, nil
}

// folderOf is the folder that an operand is, or lies in.
func folderOf(operand string) string {
	if info, err := os.Stat(operand); err == nil && info.IsDir() {
		return operand
	}
	return filepath.Dir(operand)
}

var flagInMessage = regexp.MustCompile(`--([a-z][a-z-]*)`)

// blame adds to what is said of a flag that it was the file that set it.
func (c *configuration) blame(err error) error {
	if err == nil {
		return nil
	}
	for _, m := range flagInMessage.FindAllStringSubmatch(err.Error(), -1) {
		if line := c.lines[m[1]]; line > 0 {
			ended := status{code: exitUsage}
			errors.As(err, &ended)
			return status{ended.code, fmt.Errorf("%s:%d: %w", c.Name, line, err)}
		}
	}
	return err
}

// options adds what the file says of rules and links.
func (c *configuration) options(o *check.Options) {
	if len(c.Rules)+len(c.Overrides) > 0 {
		o.Weigh = c.Weigh
	}
	if len(c.Links) > 0 {
		o.Expect = c.Expect
	}
}

// headers reads the values of the headers from the environment.
func (c *configuration) headers(getenv func(string) string) ([]link.OriginHeader, error) {
	var headers []link.OriginHeader
	for _, h := range c.Headers {
		value := getenv(h.Env)
		if value == "" {
			return nil, usage("%s:%d: the environment has no %s, which the header %s of %s is read from: set it, or take the header out", c.Name, h.Line, h.Env, h.Name, h.Origin)
		}
		header, err := link.NewOriginHeader(h.Origin, h.Name, value)
		if err != nil {
			return nil, usage("%s:%d: %s: %w", c.Name, h.Line, h.Env, err)
		}
		headers = append(headers, header)
	}
	return headers, nil
}
