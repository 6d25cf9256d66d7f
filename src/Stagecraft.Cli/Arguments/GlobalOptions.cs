using System.CommandLine.Parsing;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options that every command takes, and the kinds of options. Values are read by the option's name.</summary>
internal static class GlobalOptions
{
    /// <summary>No response files: arguments are literal.</summary>
    internal static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    internal static IReadOnlyList<Option> Create() =>
    [
        Value("--config", "FILE", "Config file [STAGECRAFT_CONFIG, or stagecraft.yml]", "-c"),
        Value("--env", "NAME", "The environment [STAGECRAFT_ENV, or the only one]", "-e"),
        Value("--output", "text|json", "Output format [default: text]", "-o"),
        Flag("--verbose", "Show settings, requests, request IDs, error details", "-v"),
        Flag("--quiet", "Print only results and errors", "-q"),
        Flag("--no-color", "No colors [NO_COLOR]"),
        Flag("--sandbox", "Use a local sandbox, without an account"),
        Value("--sandbox-state", "DIR", "Sandbox state [.stagecraft next to the config]"),
        Flag("--help", "Show help", "-h", "-?"),
        Flag("--version", "Show the version"),
    ];

    /// <summary>The options for output, even of a command line with errors: such a command line has tokens, but no values.</summary>
    internal static OutputOptions OutputOf(ParseResult parsed) => new(
        Json: parsed.GetResult("--output")?.Tokens is [.., { Value: "json" }],
        IsStream: parsed.CommandResult.Command is DocumentedCommand { IsStream: true },
        Verbose: IsGiven(parsed, "--verbose"),
        Quiet: IsGiven(parsed, "--quiet"),
        NoColor: IsGiven(parsed, "--no-color"));

    /// <summary>The options that suggested commands repeat, even of a command line with errors.</summary>
    internal static SuggestedCommands SuggestionsOf(ParseResult parsed) => new(
        parsed.GetResult("--config")?.Tokens is [{ Value: var file }] ? file : null,
        parsed.GetResult("--env")?.Tokens is [{ Value: var environment }] ? environment : null,
        IsGiven(parsed, "--sandbox"),
        parsed.GetResult("--sandbox-state")?.Tokens is [{ Value: var folder }] ? folder : null);

    /// <summary>Whether an option was given, even if the command line is invalid.</summary>
    internal static bool IsGiven(ParseResult parsed, string option) => parsed.GetResult(option) is OptionResult { Implicit: false };

    internal static Option<bool> Yes() => Flag("--yes", "Skip the confirmation", "-y");

    /// <summary>The option that overrides the budget of the file.</summary>
    internal static Option<string> MaxMonthly() => Value("--max-monthly", "N", "Monthly budget [environments.NAME.budget]");

    /// <summary>The option that overrides the number of the file.</summary>
    internal static Option<string> MaxUnavailable() =>
        Value("--max-unavailable", "N", "Replace or resize N hosts of a role at a time");

    /// <summary>An option without a value.</summary>
    internal static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with host names: separated by spaces or commas, or with the option repeated.</summary>
    internal static Option<string[]> Names(string name, string description) =>
        new(name) { Description = description, HelpName = "HOST...", AllowMultipleArgumentsPerToken = true };

    /// <summary>The option that permits the loss of data or addresses.</summary>
    internal static Option<string[]> AllowLoss() => new("--allow-loss")
    {
        Description = "Permit the loss of data or an address",
        HelpName = "KIND/NAME...",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>An option with a value.</summary>
    internal static Option<string> Value(string name, string valueName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = valueName };
}
