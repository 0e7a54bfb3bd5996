package main

import (
	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/report"
)

func explainCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:         "explain",
		Usage:        "explain a rule, or list all rules",
		ArgsUsage:    "[RULE]...",
		OnUsageError: onUsageError,
		Action:       func(c *cli.Context) error { return runExplain(c, streams) },
		BashComplete: func(c *cli.Context) {
			for _, rule := range check.Rules() {
				_, _ = c.App.Writer.Write([]byte(rule.ID + "\n"))
			}
		},
	}
}

func runExplain(c *cli.Context, streams Streams) error {
	if c.NArg() == 0 {
		return report.WriteRuleList(streams.Out, check.Rules())
	}
	for i, id := range c.Args().Slice() {
		rule, ok := check.RuleByID(id)
		if !ok {
			return usage("there is no rule %q: citelint explain lists all rules", id)
		}
		if err := report.WriteRule(streams.Out, rule, i > 0); err != nil {
			return err
		}
	}
	return nil
}
