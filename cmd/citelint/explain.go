package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/cmd/citelint/config"
	"github.com/citelint/citelint/report"
)

func explainCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain rules, or list them all",
		ArgsUsage: "[RULE]...",
		Action:    func(c *cli.Context) error { return runExplain(c, streams) },
		BashComplete: func(*cli.Context) {
			for _, id := range ruleIDs() {
				fmt.Fprintln(streams.Out, id)
			}
		},
	}
}

func runExplain(c *cli.Context, streams Streams) error {
	if c.NArg() == 0 {
		return report.WriteRuleList(streams.Out, check.Rules())
	}
	var rules []check.Rule
	for _, id := range c.Args().Slice() {
		rule, ok := check.RuleByID(id)
		if !ok {
			return usage("there is no rule %q%s: citelint explain lists them all", id, config.DidYouMean(id, ruleIDs()))
		}
		rules = append(rules, rule)
	}
	for i, rule := range rules {
		if err := report.WriteRule(streams.Out, rule, i > 0); err != nil {
			return err
		}
	}
	return nil
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range check.Rules() {
		ids = append(ids, rule.ID)
	}
	return ids
}
