package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/cmd/citelint/config"
)

func initCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:  "init",
		Usage: "write a configuration to begin with",
		Description: "Writes " + config.FileName + " into this folder: all that can be set, as comments. It\n" +
			"replaces nothing.",
		Action: func(c *cli.Context) error { return runInit(c, streams) },
	}
}

func runInit(c *cli.Context, streams Streams) error {
	if c.NArg() > 0 {
		return usage("citelint init takes no %q: it writes %s into this folder", c.Args().First(), config.FileName)
	}
	file, err := os.OpenFile(config.FileName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return usage("there is a %s in this folder: it is left as it is", config.FileName)
	}
	if err != nil {
		return usage("write %s: %w", config.FileName, reason(err))
	}
	_, err = file.WriteString(config.Sample(settings()))
	if err = errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(config.FileName)
		return usage("write %s: %w", config.FileName, reason(err))
	}
	_, err = fmt.Fprintf(streams.Out, "%s was written: take the # away where you want something else\n", config.FileName)
	return err
}
