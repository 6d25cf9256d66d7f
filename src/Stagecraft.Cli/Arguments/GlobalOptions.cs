using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    internal Option<string> Config { get; } = Value("--config", "-c", "FILE", "The config file [STAGECRAFT_CONFIG, or stagecraft.yml]");

    internal Option<string> Environment { get; } = Value("--env", "-e", "NAME", "The environment [STAGECRAFT_ENV, or the only one]");

    internal Option<string> Output { get; } = Value("--output", "-o", "text|json", "Output format [default: text]");

    internal Option<bool> Verbose { get; } = Flag("--verbose", "Show settings, requests, request IDs, error details", "-v");

    internal Option<bool> Quiet { get; } = Flag("--quiet", "Results and errors only", "-q");

    internal Option<bool> NoColor { get; } = Flag("--no-color", "No colors [NO_COLOR]");

    internal Option<bool> Sandbox { get; } = Flag("--sandbox", "Use a local DigitalOcean API, without an account");

    internal Option<bool> Help { get; } = Flag("--help", "Show help", "-h", "-?");

    internal Option<bool> Version { get; } = Flag("--version", "Show the version");

    internal IReadOnlyList<Option> All => [Config, Environment, Output, Verbose, Quiet, NoColor, Sandbox, Help, Version];

    /// <summary>The options for output, even of a command line with errors: such a command line has tokens, but no values.</summary>
    internal OutputOptions OutputOf(ParseResult parsed) => new(
        Json: parsed.GetResult(Output)?.Tokens is [.., { Value: "json" }],
        IsStream: parsed.CommandResult.Command is DocumentedCommand { IsStream: true },
        Verbose: IsGiven(parsed, Verbose),
        Quiet: IsGiven(parsed, Quiet),
        NoColor: IsGiven(parsed, NoColor));

    /// <summary>Whether an option was given, even if the command line is invalid.</summary>
    internal static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The option that skips the confirmation.</summary>
    internal static Option<bool> Yes() => Flag("--yes", "Skip the confirmation", "-y");

    /// <summary>The option that overrides the budget of the file.</summary>
    internal static Option<string> MaxMonthly() => Value("--max-monthly", null, "N", "The budget per month [environments.NAME.budget]");

    /// <summary>An option without a value.</summary>
    internal static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with host names: separated by spaces or commas, or with the option repeated.</summary>
    internal static Option<string[]> Names(string name, string description) =>
        new(name) { Description = description, HelpName = "HOST...", AllowMultipleArgumentsPerToken = true };

    /// <summary>An option with a value.</summary>
    internal static Option<string> Value(string name, string? alias, string valueName, string description) =>
        new(name, alias is null ? [] : [alias]) { Description = description, HelpName = valueName };
}
