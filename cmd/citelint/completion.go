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
if [[ "${funcstack[1]}" == _citelint ]]; then
  _citelint "$@"
else
  compdef _citelint citelint
fi
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
		Name:      "completion",
		Usage:     "print the completion script of a shell",
		ArgsUsage: "bash|zsh|fish|powershell",
		Description: "    bash:        . <(citelint completion bash)\n" +
			"    zsh:         . <(citelint completion zsh)\n" +
			"    fish:        citelint completion fish | source\n" +
			"    PowerShell:  citelint completion powershell | Out-String | Invoke-Expression",
		Action: func(c *cli.Context) error { return runCompletion(c, streams) },
	}
}

func runCompletion(c *cli.Context, streams Streams) error {
	shell := c.Args().First()
	script, known := completions[shell]
	switch {
	case shell == "fish":
		var err error
		if script, err = c.App.ToFishCompletion(); err != nil {
			return fmt.Errorf("write the fish completion: %w", err)
		}
	case shell == "":
		return usage("no shell was named: use bash, zsh, fish or powershell")
	case !known:
		return usage("unknown shell %q: use bash, zsh, fish or powershell", shell)
	}
	_, err := fmt.Fprint(streams.Out, script)
	return err
}
