using System.Text.RegularExpressions;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated global options and their environment variables.</summary>
internal sealed partial record GlobalArguments
{
    /// <summary>The output format of plans for pull requests.</summary>
    internal const string Markdown = "markdown";

    /// <summary>The config file, as the user gave it.</summary>
    internal required string Config { get; init; }

    /// <summary>The config file was named, by option or variable.</summary>
    internal required bool IsConfigNamed { get; init; }

    /// <summary>The config file from the option alone.</summary>
    internal required string? ConfigOption { get; init; }

    /// <summary>The environment from the option or the variable; null without either.</summary>
    internal required string? Environment { get; init; }

    /// <summary>The environment from the option alone.</summary>
    internal required string? EnvironmentOption { get; init; }

    /// <summary>The output format; the command supports it.</summary>
    internal required string Output { get; init; }

    internal required bool Sandbox { get; init; }

    /// <summary>The address that replaces the API's, or null.</summary>
    internal required Uri? ApiUrl { get; init; }

    /// <summary>A command line for the user to type next, with the file and the sandbox of this one.</summary>
    internal string CommandLine(string command) =>
        $"stagecraft {command}{(ConfigOption is { } path ? $" -c {ShellText.Quote(path)}" : "")}{(Sandbox ? " --sandbox" : "")}";

    /// <summary>A message of the provider with the file and the sandbox of this command in its command lines.</summary>
    internal string CompleteCommands(string message) => CommandOfProvider().Replace(message, m => CommandLine(m.Groups[1].Value));

    /// <summary>A plan can be Markdown; a run cannot.</summary>
    /// <exception cref="UsageException">It is asked for without <c>--dry-run</c>.</exception>
    internal GlobalArguments ForRun(bool dryRun) => Output != Markdown || dryRun
        ? this
        : throw new UsageException($"-o {Markdown} needs --dry-run", "it shows a plan; a run is written as text or json");

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static GlobalArguments From(ParseResult parsed, GlobalOptions options, CliEnvironment environment)
    {
        string output = parsed.GetValue(options.Output) ?? "text";
        string[] outputs = ["text", "json", .. (parsed.CommandResult.Command as DocumentedCommand)?.MoreOutputs ?? []];
        if (!outputs.Contains(output))
        {
            string name = ParseMistake.NameOf(parsed.CommandResult.Command);
            throw new UsageException(
                $"'{output}' is not an output format of '{name}'", $"it is {string.Join(", ", outputs[..^1])} or {outputs[^1]}");
        }

        if (parsed.GetValue(options.Verbose) && parsed.GetValue(options.Quiet))
        {
            throw new UsageException("--verbose and --quiet cannot be combined");
        }

        bool sandbox = parsed.GetValue(options.Sandbox);
        string? named = NotEmpty(parsed, options.Config);
        string? config = named ?? environment.Variable("STAGECRAFT_CONFIG");
        string? chosen = NotEmpty(parsed, options.Environment);
        return new GlobalArguments
        {
            Config = config ?? "stagecraft.yml",
            IsConfigNamed = config is not null,
            ConfigOption = named,
            Environment = chosen ?? environment.Variable("STAGECRAFT_ENV"),
            EnvironmentOption = chosen,
            Output = output,
            Sandbox = sandbox,
            ApiUrl = sandbox ? null : ApiAddress.From(environment.Variable(DigitalOceanTerms.ApiUrlVariable)),
        };
    }

    /// <summary>The value of an option; null if it is not given.</summary>
    /// <exception cref="UsageException">It is blank.</exception>
    internal static string? NotEmpty(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } value && string.IsNullOrWhiteSpace(value)
            ? throw new UsageException($"{option.Name} needs a value")
            : parsed.GetValue(option);

    [GeneratedRegex("stagecraft (infra [a-z]+ [^;:]*?-e [a-z0-9-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex CommandOfProvider();
}
