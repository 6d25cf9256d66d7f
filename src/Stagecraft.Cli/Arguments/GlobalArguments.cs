using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated global options and their environment variables.</summary>
/// <param name="Config">The config file, as the user gave it.</param>
/// <param name="IsConfigNamed">The config file was named, by option or variable.</param>
/// <param name="Environment">The environment from the option or the variable; null without either.</param>
/// <param name="EnvironmentOption">The environment from the option alone.</param>
/// <param name="Output">The output format; the command supports it.</param>
/// <param name="SandboxState">The directory of the sandbox's state; null for the one next to the config file.</param>
/// <param name="Variable">Reads an environment variable; null if it is not set or empty.</param>
internal sealed record GlobalArguments(
    string Config,
    bool IsConfigNamed,
    string? Environment,
    string? EnvironmentOption,
    string Output,
    bool Sandbox,
    string? SandboxState,
    Func<string, string?> Variable)
{
    /// <summary>The output format of plans for pull requests.</summary>
    internal const string Markdown = "markdown";

    /// <summary>The address that replaces that of the cloud's API; null for the cloud's own, and with the option for a sandbox.</summary>
    /// <exception cref="UsageException">The variable of the cloud has no usable address.</exception>
    internal Uri? ApiUrlOf(CloudDescription? cloud) => Sandbox ? null : cloud?.Api.Read(Variable);

    /// <summary>Whether the API is a sandbox: that of the option, or one on the loopback address.</summary>
    internal bool IsSandboxOf(CloudDescription cloud) => Sandbox || ApiUrlOf(cloud) is { IsLoopback: true };

    /// <summary>A plan can be Markdown; a run cannot.</summary>
    /// <exception cref="UsageException">It is asked for without <c>--dry-run</c>.</exception>
    internal GlobalArguments ForRun(bool dryRun) => Output != Markdown || dryRun
        ? this
        : throw new UsageException($"-o {Markdown} needs --dry-run", "it shows a plan; a run is written as text or json");

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static GlobalArguments From(ParseResult parsed, CliEnvironment environment)
    {
        DocumentedCommand command = (DocumentedCommand)parsed.CommandResult.Command;
        string name = ParseMistake.NameOf(command);
        if (command.Refused.Keys.FirstOrDefault(o => GlobalOptions.IsGiven(parsed, o)) is { } refused)
        {
            throw new UsageException($"{refused} does not apply to '{name}'", command.Refused[refused]);
        }

        string output = parsed.GetValue<string>("--output") ?? "text";
        string[] outputs = ["text", "json", .. command.MoreOutputs];
        if (!outputs.Contains(output))
        {
            throw new UsageException(
                $"'{output}' is not an output format of '{name}'", $"use {string.Join(", ", outputs[..^1])} or {outputs[^1]}");
        }

        if (parsed.GetValue<bool>("--verbose") && parsed.GetValue<bool>("--quiet"))
        {
            throw new UsageException("--verbose and --quiet cannot be combined");
        }

        bool sandbox = parsed.GetValue<bool>("--sandbox");
        string? state = NotEmpty(parsed, "--sandbox-state");
        if (state is not null && !sandbox)
        {
            throw new UsageException(
                "--sandbox-state requires --sandbox", "add --sandbox; to choose the state of a server: `stagecraft sandbox --state FILE`");
        }

        string? config = NotEmpty(parsed, "--config") ?? environment.Variable("STAGECRAFT_CONFIG");
        string? chosen = NotEmpty(parsed, "--env");
        return new GlobalArguments(
            config ?? "stagecraft.yml",
            config is not null,
            chosen ?? environment.Variable("STAGECRAFT_ENV"),
            chosen,
            output,
            sandbox,
            state,
            environment.Variable);
    }

    /// <summary>The value of an option; null if it is not given.</summary>
    /// <exception cref="UsageException">It is blank.</exception>
    internal static string? NotEmpty(ParseResult parsed, string option) =>
        parsed.GetValue<string>(option) is { } value && string.IsNullOrWhiteSpace(value)
            ? throw new UsageException($"{option} needs a value")
            : parsed.GetValue<string>(option);

    /// <summary>The integer of an option; null if it is not given.</summary>
    /// <exception cref="UsageException">It is not an integer in this range.</exception>
    internal static int? Number(ParseResult parsed, string option, int least, int most = int.MaxValue) =>
        parsed.GetValue<string>(option) is not { } value ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
        : throw new UsageException(
            $"invalid value '{value}' for {option}",
            most == int.MaxValue ? $"expected an integer of {least} or more" : $"expected an integer from {least} to {most}");

    /// <summary>The amount of an option; null if it is not given.</summary>
    /// <exception cref="UsageException">It is not an amount.</exception>
    internal static decimal? Amount(ParseResult parsed, string option) =>
        parsed.GetValue<string>(option) is not { } value ? null
        : decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) ? amount
        : throw new UsageException(
            $"invalid value '{value}' for {option}", "expected an amount of 0 or more, for example 200 or 49.50");
}
