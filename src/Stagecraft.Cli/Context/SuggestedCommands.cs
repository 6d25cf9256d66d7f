using System.Text.RegularExpressions;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Context;

/// <summary>Commands for the user to run next: with the config file, the environment and the sandbox of the running command.
/// spec/cli/output.md, 4.6.</summary>
/// <param name="Config">The config file from the option; null without it. The variable still applies to the next command.</param>
/// <param name="Environment">The environment from the option; null without it.</param>
/// <param name="Sandbox">Whether the command uses the sandbox.</param>
/// <param name="SandboxState">The directory of the sandbox's state from the option; null without it.</param>
internal sealed partial record SuggestedCommands(string? Config, string? Environment, bool Sandbox, string? SandboxState = null)
{
    /// <summary>The command line of these words, which are quoted where required.</summary>
    internal string Line(params IEnumerable<string> words) => Completed($"stagecraft {string.Join(' ', words.Select(ShellText.Quote))}");

    /// <summary>The text with the options added to each of its commands. Commands are in backticks, also in the texts of the
    /// library.</summary>
    internal string Complete(string text) => InBackticks().Replace(text, m => $"`{Completed(m.Groups[1].Value)}`");

    private string Completed(string command)
    {
        // Words after this are no options.
        int end = command.IndexOf(" -- ", StringComparison.Ordinal);
        return end < 0 ? command + Options(command) : command[..end] + Options(command[..end]) + command[end..];
    }

    private string Options(string command)
    {
        HashSet<string> words = [.. Word().Matches(command).Select(m => m.Value)];
        bool isInfra = words.Contains("infra");
        bool hasEnvironment = words.Overlaps(["-e", "--env", "--all", "--plan"]);
        string file = Config is null || words.Overlaps(["-c", "--config", "--help"]) ? "" : $" -c {ShellText.Quote(Config)}";
        string environment = Environment is null || !isInfra || hasEnvironment ? "" : $" -e {ShellText.Quote(Environment)}";
        bool takesSandbox = (isInfra || words.Overlaps(["init", "doctor"])) && !words.Contains("--help");
        string sandbox = !takesSandbox || words.Contains("--sandbox") ? "" : " --sandbox";
        string state = !takesSandbox || SandboxState is null || words.Contains("--sandbox-state")
            ? "" : $" --sandbox-state {ShellText.Quote(SandboxState)}";
        return environment + file + (Sandbox ? sandbox + state : "");
    }

    [GeneratedRegex("`(stagecraft (?:'[^']*'|[^'`])+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex(@"(?:'[^']*'|[^'\s])+")]
    private static partial Regex Word();
}
