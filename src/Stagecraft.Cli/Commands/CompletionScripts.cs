namespace Stagecraft.Cli.Commands;

/// <summary>The completion scripts of the shells. They call the hidden command <c>complete</c>. spec/cli/infra.md, section 13.</summary>
internal static class CompletionScripts
{
    private const string Bash =
        """
        # bash completion of stagecraft. Load it with: eval "$(stagecraft completions bash)"
        _stagecraft() {
            local cur="${COMP_WORDS[COMP_CWORD]}" before=$((COMP_CWORD - 1)) line
            [[ $cur == = ]] && cur=
            [[ $cur == : ]] && cur= && before=$COMP_CWORD
            COMPREPLY=()
            while IFS= read -r line; do
                COMPREPLY+=("${line%%$'\t'*}")
            done < <("$1" complete -- "${COMP_WORDS[@]:1:before}" ".$cur" 2>/dev/null)
        }
        complete -o default -F _stagecraft stagecraft

        """;

    private const string Zsh =
        """
        #compdef stagecraft
        # zsh completion of stagecraft. Load it after compinit with: eval "$(stagecraft completions zsh)"
        _stagecraft() {
            local -a lines described
            local line
            lines=("${(@f)$("$words[1]" complete -- "${(@)words[2,CURRENT-1]}" ".${words[CURRENT]}" 2>/dev/null)}")
            for line in "${lines[@]}"; do
                [[ -n $line ]] && described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
            done
            if (( $#described )); then _describe -V stagecraft described; else _files; fi
        }
        if [[ ${funcstack[1]-} == _stagecraft ]]; then _stagecraft "$@"; else compdef _stagecraft stagecraft; fi

        """;

    private const string Fish =
        """
        # fish completion of stagecraft. Load it with: stagecraft completions fish | source
        function __stagecraft_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            $words[1] complete -- $words[2..-1] ".$current" 2>/dev/null
        end
        complete -c stagecraft -f -a '(__stagecraft_complete)'
        complete -c stagecraft -s c -l config -r -F

        """;

    private const string PowerShell =
        """
        # PowerShell completion of stagecraft. Load it with: stagecraft completions powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName stagecraft -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
            $words = @($before | ForEach-Object { $_.ToString() })
            $command, $words = $words
            & $command complete '--' @words ".$wordToComplete" 2>$null | ForEach-Object {
                $label, $text = $_ -split "`t", 2
                if (-not $text) { $text = $label }
                [System.Management.Automation.CompletionResult]::new($label, $label, 'ParameterValue', $text)
            }
        }

        """;

    /// <summary>The shells, in display order.</summary>
    internal static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script of a shell, or null for an unknown shell.</summary>
    internal static string? Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" or "pwsh" => PowerShell,
        _ => null,
    };
}
