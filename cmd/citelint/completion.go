package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citelint/citelint/report"
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

// proposals are the values that could come next where the value of --format or
// --output-file is being typed; nil elsewhere.
func proposals(app *cli.App, args []string) []string {
	last := len(args) - 1
	if last < 2 || args[last] != completing {
		return nil
	}
	command := app.Command(args[1])
	formats := report.CheckFormats()
	switch {
	case command == nil:
		command = app.Command("check")
	case command.Name == "extract":
		formats = report.ExtractFormats()
	}
	names := formatNamesOf(formats)
	flag, typed := args[last-1], ""
	if flagNamed(command, flag) == nil {
		flag, typed = args[last-2], args[last-1]
	}
	switch named := flagNamed(command, flag); {
	case named == nil:
		return nil
	case named.Names()[0] == "format" && !slices.Contains(names, typed): // else the next word is being typed
		return names
	case named.Names()[0] == "output-file" && !strings.Contains(typed, "="):
		for i := range names {
			names[i] += "="
		}
		return names
	}
	return nil
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
