package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

// completions are the scripts that teach a shell to ask citelint itself what
// could come next; where it has no answer, the shell offers files.
var completions = map[string]string{
	"bash": `_citelint() {
  local words
  words=$("${COMP_WORDS[@]:0:COMP_CWORD}" ${2:+"$2"} --generate-bash-completion 2>/dev/null)
  COMPREPLY=($(compgen -W "$words" -- "$2"))
}
complete -o bashdefault -o default -F _citelint citelint
`,
	"zsh": `#compdef citelint
_citelint() {
  local -a found
  found=("${(@f)$("${words[@]:0:$((CURRENT-1))}" ${words[CURRENT]:+"${words[CURRENT]}"} --generate-bash-completion 2>/dev/null)}")
  [[ -n "${found[*]}" ]] && compadd -- "${found[@]%%:*}"
  _files
}
compdef _citelint citelint
`,
	"powershell": `Register-ArgumentCompleter -Native -CommandName citelint -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | ForEach-Object { "$_" })
  & $words[0] @($words | Select-Object -Skip 1) --generate-bash-completion 2>$null |
    Where-Object { $_ -like "$word*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`,
}

func completionCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:         "completion",
		Usage:        "print the completion script of a shell: bash, zsh, fish or powershell",
		ArgsUsage:    "SHELL",
		OnUsageError: onUsageError,
		Action: func(c *cli.Context) error {
			shell := c.Args().First()
			script, known := completions[shell]
			if shell == "fish" {
				var err error
				if script, err = c.App.ToFishCompletion(); err != nil {
					return fmt.Errorf("write the fish completion: %w", err)
				}
			} else if !known {
				return usage("unknown shell %q: use bash, zsh, fish or powershell", shell)
			}
			_, err := fmt.Fprint(streams.Out, script)
			return err
		},
	}
}

func manCommand(streams Streams) *cli.Command {
	return &cli.Command{
		Name:   "man",
		Usage:  "print the manual page",
		Hidden: true,
		Action: func(c *cli.Context) error {
			page, err := c.App.ToMan()
			if err != nil {
				return fmt.Errorf("write the manual page: %w", err)
			}
			_, err = fmt.Fprint(streams.Out, page)
			return err
		},
	}
}
